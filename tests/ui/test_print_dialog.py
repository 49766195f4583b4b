"""The print dialog: what is shown is what is printed, and where it goes is said."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hands import journey, project
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_poster
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.obstacles import obstacles
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.dialogs.print.chosen import choices_of
from cjmdesk.ui.dialogs.print.dialog import PrintDialog
from cjmdesk.ui.dialogs.print.fields import OWN, OwnField
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow
from samples_translated import three_languages


@pytest.fixture
def dialog(opened: MainWindow, qtbot: QtBot) -> Iterator[PrintDialog]:
    """The print dialog of the bicycle workshop, its first preview shown."""
    made = open_dialog(opened)
    settle(made, qtbot)
    yield made
    if made in opened.findChildren(QDialog):
        made.reject()
        qtbot.wait(1)


def open_dialog(window: MainWindow, action: str = "print") -> PrintDialog:
    window.actions_[action].trigger()
    return next(one for one in window.findChildren(PrintDialog) if one.isVisible())


def settle(dialog: PrintDialog, qtbot: QtBot) -> None:
    """Wait until what is chosen is laid out and painted."""
    qtbot.waitUntil(
        lambda: not dialog.changing and not dialog.preview.view.painting and dialog.preview.laid is not None,
        timeout=20_000,
    )


def wait_gone(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the dialog has done its work and closed."""
    qtbot.waitUntil(lambda: not window.findChildren(PrintDialog), timeout=30_000)


def take(field: OwnField, value: str) -> None:
    """Choose a value of a list, as a user does."""
    field.box.setCurrentIndex(field.box.findData(value))
    field.box.activated.emit(field.box.currentIndex())


def press(dialog: QWidget, words: str) -> None:
    """Press the button with these words."""
    button = next(one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def picture(image: QImage) -> Image.Image:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    raw = bytes(image.constBits())[: image.bytesPerLine() * image.height()]
    return Image.frombuffer(
        "RGB", (image.width(), image.height()), raw, "raw", "RGB", image.bytesPerLine(), 1
    )


def tile_over(dialog: PrintDialog, sheet: str, qtbot: QtBot) -> None:
    take(dialog.side.tile, sheet)
    settle(dialog, qtbot)


def said_instead(view: QWidget) -> list[str]:
    """What is said in the middle of a view, in place of a sheet."""
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


# The preview


def test_the_preview_is_the_file_itself(dialog: PrintDialog, qtbot: QtBot) -> None:
    """Pixels of the window against those of the PDF, at the same size: assembly page, sheet, whole."""
    tile_over(dialog, "A4", qtbot)
    laid = dialog.preview.laid
    assert laid is not None
    file = io.BytesIO()
    write_pdf([page.page for page in laid.pages], file, text_engine(), {}, reproducible=True)
    document = pypdfium2.PdfDocument(file.getvalue())
    for number in (0, 3):
        dialog.preview.turn(number + 1 if number == 0 else number)
        settle(dialog, qtbot)
        assert dialog.preview.number == number
        shown = picture(dialog.preview.view.picture).convert("L")
        dots = dialog.preview.view.pixels_per_mm() * 25.4
        printed = document[number].render(scale=dots / 72).to_pil().convert("L").resize(shown.size)
        # Edges of letters, which the two smooth differently, do not count; a shift by 3 pixels gives 3.6%.
        blur = ImageFilter.GaussianBlur(1)
        apart = ImageChops.difference(shown.filter(blur), printed.filter(blur))
        far = sum(apart.histogram()[64:]) / (shown.width * shown.height)
        assert far < 0.01, f"page {number}: {far:.2%} of the pixels differ"
        assert shown.getextrema()[0] < 80


def test_seams_and_names_lie_over_the_whole_poster(dialog: PrintDialog, qtbot: QtBot) -> None:
    assert not dialog.preview.seams.isVisible()
    tile_over(dialog, "A4", qtbot)
    laid, seams = dialog.preview.laid, dialog.preview.seams
    assert laid is not None and dialog.preview.whole and seams.isVisible()
    assert seams.labels == [tile.label for tile in laid.tiles]
    assert dialog.preview.view.page is not None
    assert dialog.preview.view.page.width == laid.whole.width
    assert all(0 < min(band.width(), band.height()) < 10.3 for band in seams.bands), "printed 2% smaller"
    rows = [int(label.partition("-")[0]) for label in seams.labels]
    below = [band for band in seams.bands if band.width() > band.height()]
    assert len(below) == sum(row < max(rows) for row in rows), "of every sheet but those of the last row"
    press(dialog, "Page by page")
    assert not seams.isVisible()


def test_the_dashed_lines_are_where_it_is_cut(dialog: PrintDialog, qtbot: QtBot) -> None:
    tile_over(dialog, "A4", qtbot)
    laid, seams = dialog.preview.laid, dialog.preview.seams
    assert laid is not None

    def through(begin: QPointF, end: QPointF, line: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = line
        if begin.x() == end.x():
            return left < begin.x() < right and top < end.y() and begin.y() < bottom
        return top < begin.y() < bottom and left < end.x() and begin.x() < right

    lines = obstacles(laid.whole).lines
    cut = [line for line in lines if any(through(*seam, line) for seam in seams.seams)]
    assert len(cut) == laid.cut_text_lines


def test_names_of_sheets_cover_as_little_of_the_words_as_they_can(dialog: PrintDialog, qtbot: QtBot) -> None:
    tile_over(dialog, "A4", qtbot)
    laid, seams = dialog.preview.laid, dialog.preview.seams
    assert laid is not None
    lines = [QRectF(x, y, right - x, bottom - y) for x, y, right, bottom in obstacles(laid.whole).lines]
    scale = dialog.preview.view.pixels_per_mm()
    free = 0
    for place, (_part, seen, _label) in zip(seams.pills(scale), seams._sheets, strict=True):
        assert place is not None and seen.contains(place)
        free += not any(line.intersects(place) for line in lines)
    assert free > len(laid.tiles) / 2


def test_the_paper_has_an_equal_edge_on_all_sides(dialog: PrintDialog, qtbot: QtBot) -> None:
    view = dialog.preview.view
    for paper in ("A1", "A4"):
        take(dialog.side.paper, paper)
        settle(dialog, qtbot)
        for width in (1100, 1101, 1173):
            dialog.resize(width, 760)
            qtbot.wait(60)
            settle(dialog, qtbot)
            seen = view.viewport().grab().toImage()
            ratio = seen.devicePixelRatio()
            box = view.viewportTransform().mapRect(view.sheet).toAlignedRect()
            across, down = box.center().x(), box.center().y()
            edges = [(across, box.top() - 1), (across, box.bottom() + 1)]
            edges += [(box.left() - 1, down), (box.right() + 1, down)]
            colours = {seen.pixelColor(int(x * ratio), int(y * ratio)).name() for x, y in edges}
            assert len(colours) == 1 and colours != {"#ffffff"}, (paper, width, colours)


def test_what_cannot_be_printed_is_not_shown(dialog: PrintDialog, qtbot: QtBot) -> None:
    preview = dialog.preview
    tile_over(dialog, "A4", qtbot)
    take(dialog.side.tile, "none")
    take(dialog.side.paper, OWN)
    qtbot.waitUntil(lambda: bool(dialog.side.said.warnings.text()) and not dialog.changing)
    assert not preview.way.isVisible() and not preview.back.isVisible() and preview.which.text() == ""
    assert not preview.larger.isEnabled() and not preview.zoom.isEnabled()
    assert preview.zoom.text().endswith("%")
    seen = preview.view.viewport().grab().toImage()
    middle = seen.rect().center()
    assert seen.pixelColor(middle) == seen.pixelColor(1, 1), "only the desk is seen"
    assert said_instead(preview.view) == [
        "There is nothing to show until the choices at the left are changed."
    ]
    QTest.keyClicks(dialog.side.paper.line, "900 × 600 mm")
    settle(dialog, qtbot)
    assert dialog.side.paper.value == "900x600mm"
    assert preview.laid is not None and (preview.laid.whole.width, preview.laid.whole.height) == (900, 600)
    assert preview.which.text() and preview.larger.isEnabled() and preview.zoom.isEnabled()
    assert said_instead(preview.view) == []


def test_the_preview_reaches_the_upper_edge(dialog: PrintDialog) -> None:
    assert dialog.preview.view.y() == 0 and dialog.preview.y() == 0
    dialog.preview.busy.show()
    assert dialog.preview.view.y() == 0 and dialog.preview.busy.width() == dialog.preview.width()
    dialog.preview.busy.hide()


def test_fields_of_a_row_have_one_height(dialog: PrintDialog, qtbot: QtBot) -> None:
    tile_over(dialog, "A4", qtbot)
    assert dialog.side.tile.box.height() == dialog.side.overlap.height()
    feet = []
    for field in (dialog.side.tile.box, dialog.side.overlap):
        seen = picture(field.grab(QRect(9, 2, 14, field.height() - 4)).toImage())  # "Ti" and "10"
        feet.append(ImageChops.invert(seen.convert("L")).point(lambda tone: 255 * (tone > 120)).getbbox()[3])  # type: ignore[index]
    assert feet[0] == feet[1], "their letters stand on one line"


def test_the_preview_has_the_ink_of_the_print(dialog: PrintDialog, qtbot: QtBot) -> None:
    def colourful() -> int:
        red, green, blue = picture(dialog.preview.view.picture).split()
        return max(
            ImageChops.difference(red, green).getextrema()[1],
            ImageChops.difference(red, blue).getextrema()[1],
        )

    assert colourful() > 60
    for ink in ("Greyscale", "Line art"):
        press(dialog, ink)
        settle(dialog, qtbot)
        assert colourful() == 0
    press(dialog, "Colour")
    settle(dialog, qtbot)
    assert colourful() > 60


def test_pages_are_turned_by_keys_and_buttons(dialog: PrintDialog, qtbot: QtBot) -> None:
    tile_over(dialog, "A4", qtbot)
    preview = dialog.preview
    assert preview.page_words() == "Sheets 1–12"
    preview.view.setFocus()
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.page_words() == "Assembly page"
    QTest.keyClick(dialog.side.marks, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog.side.marks, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog.side.marks, Qt.Key.Key_PageDown)
    assert preview.page_words() == "Sheet 3 of 12 · 1-3"
    QTest.mouseClick(preview.back, Qt.MouseButton.LeftButton)
    assert preview.page_words() == "Sheet 2 of 12 · 1-2"
    for _step in range(20):
        QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert preview.laid is not None
    assert preview.page_words() == f"Sheet 12 of 12 · {preview.laid.tiles[-1].label}"
    assert not preview.on.isEnabled()
    zoom = preview.view.zoom
    QTest.keyClick(preview.view, Qt.Key.Key_Plus)
    assert preview.view.zoom > zoom
    QTest.keyClick(preview.view, Qt.Key.Key_0)
    assert preview.view.zoom == pytest.approx(zoom)


def test_only_the_last_wish_is_shown(dialog: PrintDialog, qtbot: QtBot) -> None:
    shown: list[float] = []
    dialog._laying.laid.connect(lambda laid: shown.append(laid.whole.width))
    for paper in ("A0", "A2", "A3", "A4", "A3"):
        take(dialog.side.paper, paper)
        dialog._wish()
    settle(dialog, qtbot)
    assert shown == [pytest.approx(420)]


def test_a_child_that_is_gone_is_told_and_made_anew(dialog: PrintDialog, qtbot: QtBot) -> None:
    process = dialog._laying._process
    assert process is not None
    process.kill()
    qtbot.waitUntil(lambda: "unexpectedly" in dialog.side.said.warnings.text(), timeout=5_000)
    assert not dialog.save.isEnabled()
    take(dialog.side.paper, "A3")
    settle(dialog, qtbot)
    assert not dialog.side.said.warnings.text().startswith("The preview") and dialog.save.isEnabled()


def test_the_child_and_its_files_go_with_the_dialog(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(opened)
    room = Path(dialog._laying._room.name)
    process = dialog._laying._process
    assert room.is_dir() and process is not None
    gone: list[int] = []
    process.finished.connect(lambda code, _status: gone.append(code))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(gone), timeout=5_000)
    assert not room.exists()


# What is said


def test_what_is_said_is_given_the_lines_it_has(dialog: PrintDialog, qtbot: QtBot) -> None:
    """Also a sentence that just fits its line."""
    said = dialog.side.said
    qtbot.waitUntil(lambda: "about" in said.reading.text(), timeout=20_000)
    words = "x"
    while said.reading.fontMetrics().horizontalAdvance(f"{words} x") <= said.reading.width() - 2:
        words += " x"
    heights = []
    for text in (words, "x"):
        said.tell(text, "")
        qtbot.wait(1)
        heights.append(said.height())
        assert said.verticalScrollBar().maximum() == 0
    assert heights[0] == heights[1]


def test_sheets_size_and_reading_are_said(dialog: PrintDialog, qtbot: QtBot) -> None:
    tile_over(dialog, "A4", qtbot)
    said = dialog.side.said.reading
    qtbot.waitUntil(lambda: "about" in said.text(), timeout=20_000)
    assert "12 sheets and an assembly page, about" in said.text()
    assert "Card text prints at" in said.text() and "readable from" in said.text()
    QTest.mouseClick(dialog.side.assembly, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
    settle(dialog, qtbot)
    assert "12 sheets" in said.text() and "assembly" not in said.text()


def test_only_what_applies_is_shown(dialog: PrintDialog, qtbot: QtBot) -> None:
    side = dialog.side
    assert not side.overlap.isVisible() and not side.assembly.isVisible() and side.border.isVisible()
    tile_over(dialog, "A3", qtbot)
    assert side.overlap.isVisible() and side.assembly.isVisible() and not side.border.isVisible()
    press(dialog, "PNG")
    assert side.dpi.isVisible() and not side.tile.isVisible() and not side.overlap.isVisible()
    assert not side.maps.isVisible() and not dialog.paper.isEnabled()
    assert choices_of(side).tile == "none"


@pytest.mark.parametrize(
    ("margins", "overlap", "words"),
    [
        ("120", 10, "margins leave less than"),
        ("5", 120, "overlap"),
        ("many", 10, "many"),
        ("", 10, "Type the margins"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    dialog: PrintDialog, qtbot: QtBot, margins: str, overlap: int, words: str
) -> None:
    tile_over(dialog, "A4", qtbot)
    take(dialog.side.reach, "\0own")
    dialog.side.reach.line.clear()
    QTest.keyClicks(dialog.side.reach.line, margins)
    dialog.side.overlap.setValue(overlap)
    qtbot.waitUntil(lambda: words in dialog.side.said.warnings.text(), timeout=10_000)
    assert not dialog.save.isEnabled() and not dialog.paper.isEnabled()
    said = dialog.side.said
    assert said.verticalScrollBar().maximum() == 0 and said.height() > said.warnings.height()
    dialog.side.overlap.setValue(10)
    take(dialog.side.reach, "5,5,5,5")
    settle(dialog, qtbot)
    assert dialog.save.isEnabled() and words not in dialog.side.said.warnings.text()


# A file


@pytest.fixture
def saved_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where files are saved, and what was suggested."""
    target = [tmp_path / "wall"]

    def ask(_parent: object, _title: str, suggested: str, _filter: str) -> tuple[str, str]:
        target.append(Path(suggested))
        return str(target[0]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return target


def test_a_pdf_is_written_and_the_map_remembers(
    opened: MainWindow, dialog: PrintDialog, saved_as: list[Path], qtbot: QtBot
) -> None:
    take(dialog.side.paper, "A2")
    tile_over(dialog, "A3", qtbot)
    dialog.side.overlap.setValue(12)
    settle(dialog, qtbot)
    laid = dialog.preview.laid
    assert laid is not None
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved_as[-1].name == "bike-A2-tiled-A3.pdf"
    target = saved_as[0].with_suffix(".pdf")
    wait_gone(opened, qtbot)
    document = pypdfium2.PdfDocument(target.read_bytes())
    assert len(document) == len(laid.pages)
    assert opened.info.notice is not None and "wall.pdf is written" in opened.info.notice.text
    said = journey(opened).poster
    assert (said.paper, said.tile, said.overlap) == ("A2", "A3", 12)
    assert opened.actions_["undo"].text().replace("&", "") == "Undo print settings"
    opened.actions_["undo"].trigger()
    assert journey(opened).poster.tile == "" and not opened.actions_["undo"].isEnabled()


def test_a_printed_wall_grid_is_remembered(
    opened: MainWindow, dialog: PrintDialog, saved_as: list[Path], qtbot: QtBot
) -> None:
    what = dialog.side.what
    what.setCurrentIndex(what.findData("blank"))
    what.activated.emit(what.currentIndex())
    settle(dialog, qtbot)
    side = dialog.side
    assert side.note.isVisible() and side.paper.box.currentText() == "The smallest that holds it"
    take(side.note, "51x51")
    settle(dialog, qtbot)
    assert dialog.preview.laid is not None
    ((owner, grid),) = dialog.preview.laid.grids
    assert owner == journey(opened).id
    press(dialog, "Save PDF…")
    wait_gone(opened, qtbot)
    assert journey(opened).grids == (grid,) and journey(opened).poster.note == (51, 51)
    assert journey(opened).poster.paper != "auto"
    text = pypdfium2.PdfDocument(saved_as[0].with_suffix(".pdf").read_bytes())[0].get_textpage()
    assert grid.id.removeprefix("wall-").upper() in text.get_text_range()
    after = project(opened)
    again = open_dialog(opened)
    settle(again, qtbot)
    assert again.side.what.currentData() == "blank"
    press(again, "Save PDF…")
    wait_gone(opened, qtbot)
    assert project(opened) is after


def test_what_a_command_printed_is_not_what_print_begins_with(
    opened: MainWindow, saved_as: list[Path], qtbot: QtBot
) -> None:
    figures = open_dialog(opened, "print_figures")
    assert figures.side.what.currentData() == "figures"
    settle(figures, qtbot)
    press(figures, "Save PDF…")
    wait_gone(opened, qtbot)
    again = open_dialog(opened)
    assert again.side.what.currentData() == "map"
    again.side.what.setCurrentIndex(again.side.what.findData("plan"))
    again.side.what.activated.emit(again.side.what.currentIndex())
    settle(again, qtbot)
    press(again, "Save PDF…")
    wait_gone(opened, qtbot)
    poster = open_dialog(opened, "export_poster")
    assert poster.side.what.currentData() == "map"
    poster.reject()
    qtbot.wait(1)
    last = open_dialog(opened)
    assert last.side.what.currentData() == "plan"
    last.reject()


def test_printing_the_same_again_changes_nothing(
    opened: MainWindow, dialog: PrintDialog, saved_as: list[Path], qtbot: QtBot
) -> None:
    before = project(opened)
    press(dialog, "SVG")
    settle(dialog, qtbot)
    press(dialog, "Save SVG…")
    wait_gone(opened, qtbot)
    assert saved_as[0].with_suffix(".svg").read_bytes()[:5] == b"<?xml"
    assert project(opened) is before
    again = open_dialog(opened)
    assert again.side.format.value == "svg"
    again.reject()


def test_choices_outlive_the_program(
    opened: MainWindow, dialog: PrintDialog, saved_as: list[Path], qtbot: QtBot
) -> None:
    from cjmdesk.ui.remembered import Remembered

    press(dialog, "PNG")
    dialog.side.dpi.setValue(72)
    take(dialog.side.paper, "A4")
    settle(dialog, qtbot)
    press(dialog, "Save PNG…")
    wait_gone(opened, qtbot)
    image = Image.open(saved_as[0].with_suffix(".png"))
    assert sorted(image.size) == [595, 842]
    kept = Remembered().choices(f"{opened.session.path}#{journey(opened).id}")
    assert (kept["format"], kept["dpi"]) == ("png", "72")


def test_a_target_that_cannot_be_written_is_said_and_tried_again(
    opened: MainWindow, dialog: PrintDialog, saved_as: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    saved_as[0] = tmp_path / "gone" / "wall.pdf"
    press(dialog, "Save PDF…")
    assert dialog.info.notice is not None and dialog.info.notice.busy and not dialog.save.isEnabled()
    qtbot.waitUntil(lambda: dialog.info.notice is not None and not dialog.info.notice.busy, timeout=30_000)
    assert dialog.info.notice.level == "error" and "wall.pdf was not written" in dialog.info.notice.text
    assert dialog.isVisible() and dialog.save.isEnabled() and not list(tmp_path.glob("gone*"))
    (tmp_path / "gone").mkdir()
    press(dialog.info, "Try Again")
    wait_gone(opened, qtbot)
    assert saved_as[0].read_bytes()[:5] == b"%PDF-"
    assert [one.name for one in saved_as[0].parent.iterdir()] == ["wall.pdf"]


def test_an_export_goes_on_in_the_window_when_the_dialog_is_closed(
    opened: MainWindow, dialog: PrintDialog, saved_as: list[Path], qtbot: QtBot
) -> None:
    press(dialog, "Save PDF…")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert opened.info.notice is not None and opened.info.notice.busy
    qtbot.waitUntil(lambda: opened.jobs.running == 0, timeout=30_000)
    assert "is written" in opened.info.notice.text and saved_as[0].with_suffix(".pdf").exists()


def test_an_export_can_be_cancelled(
    opened: MainWindow, dialog: PrintDialog, saved_as: list[Path], tmp_path: Path
) -> None:
    press(dialog, "Save PDF…")
    press(dialog.info, "Cancel")
    assert opened.jobs.running == 0 and list(tmp_path.glob("wall*")) == []
    assert dialog.isVisible() and dialog.save.isEnabled()
    assert dialog.info.notice is not None and dialog.info.notice.text == "wall.pdf was not written."


def test_progress_is_told(
    opened: MainWindow, dialog: PrintDialog, saved_as: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    tile_over(dialog, "A4", qtbot)
    told: list[str] = []
    dialog._doors.jobs.progressed.connect(lambda _order, done, of: told.append(f"{done}/{of}"))
    press(dialog, "Save PDF…")
    wait_gone(opened, qtbot)
    assert told[0] == "1/13" and told[-1] == "13/13"
    assert [one.name for one in tmp_path.glob("wall*")] == ["wall.pdf"]


def test_all_maps_go_into_one_pdf(opened: MainWindow, dialog: PrintDialog, qtbot: QtBot) -> None:
    assert dialog.side.maps.isVisible() and not dialog.side.whole
    press(dialog, "All maps")
    settle(dialog, qtbot)
    assert "2 maps on 3 pages" in dialog.side.said.reading.text()
    preview = dialog.preview
    assert not preview.whole and preview.page_words() == "Page 1 of 3"
    assert preview.laid is not None and preview.laid.pages[0].kind == "index"
    told = dialog.arguments()
    assert told[told.index("--map") + 1] == "all"
    press(dialog, "SVG")
    assert not dialog.side.maps.isVisible() and "all" not in dialog.arguments()


def test_lanes_and_views_are_asked_for(opened: MainWindow, dialog: PrintDialog, qtbot: QtBot) -> None:
    side = dialog.side
    assert not any(box.isVisible() for box in side.lanes.values())
    side.view.setCurrentIndex(side.view.count() - 1)
    side.view.activated.emit(side.view.currentIndex())
    boxes = list(side.lanes.values())
    assert all(box.isVisible() and box.isChecked() for box in boxes)
    for box in boxes[1:]:
        box.click()
    assert choices_of(side).lanes == (next(iter(side.lanes)),)
    boxes[0].click()
    qtbot.waitUntil(lambda: "at least one lane" in side.said.warnings.text(), timeout=5_000)
    assert not dialog.save.isEnabled()


def test_the_dialog_begins_as_the_map_says(opened: MainWindow, qtbot: QtBot) -> None:
    one = journey(opened)
    fresh = set_poster(
        project(opened), one.id, paper="900x600mm", tile="300x400mm", overlap=8, marks=False, ink="line"
    )
    opened.session.apply("test", fresh)
    dialog = open_dialog(opened)
    choices = choices_of(dialog.side)
    assert (choices.paper, choices.tile, choices.overlap) == ("900x600mm", "300x400mm", 8)
    assert choices.marks is False and choices.ink == "line"
    assert dialog.side.paper.line.text() == "900x600mm" and dialog.side.tile.line.isVisible()
    dialog.reject()


# The keyboard and small screens


def test_everything_is_reached_by_tab_and_has_a_name(dialog: PrintDialog, qtbot: QtBot) -> None:
    tile_over(dialog, "A4", qtbot)
    dialog.activateWindow()
    dialog.side.paper.box.setFocus()
    seen: list[QWidget] = []
    here = dialog.focusWidget()
    while here is not None and here not in seen:
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = dialog.focusWidget()
    for wanted in (dialog.side.tile.box, dialog.side.overlap, dialog.side.reach.box, dialog.side.marks,
                   dialog.side.bleed, dialog.preview.view, dialog.preview.on, dialog.preview.larger,
                   dialog.cancel, dialog.paper, dialog.save):  # fmt: skip
        assert wanted in seen, wanted
    for one in seen:
        words = one.accessibleName() or (one.text() if isinstance(one, QPushButton | QCheckBox) else "")
        assert words, one


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_a_small_screen_shows_all_that_ends_the_dialog(
    opened: MainWindow, program: Program, language: str, qtbot: QtBot
) -> None:
    program.set_language(language)
    dialog = open_dialog(opened)
    dialog.resize(1024, 660)
    settle(dialog, qtbot)
    assert (dialog.width(), dialog.height()) == (1024, 660)
    for button in (dialog.cancel, dialog.paper, dialog.save):
        assert dialog.rect().contains(button.geometry().translated(button.parentWidget().pos()))  # type: ignore[union-attr]
    assert dialog.preview.view.width() > 500
    assert dialog.side.area.horizontalScrollBar().maximum() == 0
    dialog.reject()


def test_export_leads_to_the_format(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(opened, "export_poster")
    focus = dialog.focusWidget()
    assert isinstance(focus, QPushButton) and focus.text() == "PDF"
    dialog.reject()


def test_a_map_of_several_languages_is_printed_in_one_of_them(opened: MainWindow, qtbot: QtBot) -> None:
    opened.session.apply("translating", three_languages())
    dialog = open_dialog(opened)
    side = dialog.side
    assert [side.language.itemText(n) for n in range(3)] == ["English", "Polski", "Русский"]
    assert side.language.isVisibleTo(side)
    side.language.setCurrentIndex(1)
    side.language.activated.emit(1)
    settle(dialog, qtbot)
    asked = choices_of(side)
    assert (asked.language, asked.own_layout) == ("pl", False)
    laid = dialog.preview.laid
    assert laid is not None
    words = [
        text.block.text for page in laid.pages for one in page.page.layers for _p, text in one.scene.texts()
    ]
    assert "Świadomość" in words
    assert "-pl" in dialog.name.text()
    QTest.mouseClick(side.alike, Qt.MouseButton.LeftButton)
    assert choices_of(side).own_layout
    dialog.reject()
