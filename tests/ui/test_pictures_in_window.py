"""Pictures come onto the sheet and leave it; hostile ones are refused in a sentence."""

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from cjmdesk.edits.places import at, find
from cjmdesk.ui.fields.editors.pictures import PictureEditor
from cjmdesk.ui.sheet.hits import item_box
from cjmdesk.ui.window import MainWindow

COPY = Qt.DropAction.CopyAction


def _png(colour: int = 0xFF2F6F8F, side: int = 40) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A small picture's file."""
    path = tmp_path / "wall.png"
    assert _png().save(str(path))
    return path


def _huge(path: Path) -> Path:
    """A PNG of 30,000 × 30,000 pixels of one bit, as tools write it: a hundred kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((30_000 // 8 + 1) * 30_000), 1)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    return path


def _nested(path: Path) -> Path:
    """An SVG whose copies of copies would be ten thousand million rectangles."""
    levels = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 11))
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">'
        f'<defs><rect id="a0" width="1" height="1"/>{levels}</defs><use href="#a10"/></svg>',
        "utf-8",
    )
    return path


def _card(window: MainWindow, kind: str = "actions") -> Any:
    one = window.session.map
    assert one is not None
    return next(card for lane in one.lanes if lane.kind == kind for cell in lane.cells for card in cell.cards)


def _now(window: MainWindow, id: str) -> Any:
    assert window.session.project is not None
    return at(window.session.project, find(window.session.project, id))


def _mime(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def _middle(window: MainWindow, id: str) -> QPoint:
    window.canvas.fit_to("page")
    shown = window.canvas.shown
    assert shown is not None
    box = item_box(shown, id)
    assert box is not None
    return window.canvas.mapFromScene(QPointF((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))


def _drag(window: MainWindow, data: QMimeData, place: QPoint) -> bool:
    """Drag over the sheet and drop; whether the sheet took it."""
    view = window.canvas.viewport()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, COPY, data, buttons, keys)
    QApplication.sendEvent(view, enter)
    move = QDragMoveEvent(place, COPY, data, buttons, keys)
    QApplication.sendEvent(view, move)
    if not (enter.isAccepted() and move.isAccepted()):
        return False
    drop = QDropEvent(QPointF(place), COPY, data, buttons, keys)
    QApplication.sendEvent(view, drop)
    return drop.isAccepted()


def _said(window: MainWindow) -> str:
    notice = window.info.notice
    return notice.text if notice is not None else ""


def test_a_picture_dropped_on_a_card_is_its_picture(opened: MainWindow, photo: Path) -> None:
    card = _card(opened)
    before = opened.session.project
    assert _drag(opened, _mime(photo), _middle(opened, card.id))
    project = opened.session.project
    assert project is not None and _now(opened, card.id).picture in project.pictures
    assert opened.session.chosen == (card.id,)
    opened.session.undo()
    assert opened.session.project is before


def test_a_picture_dropped_on_a_cell_is_a_card(opened: MainWindow, photo: Path) -> None:
    one = opened.session.map
    assert one is not None
    lane = next(lane for lane in one.lanes if lane.kind == "research")
    empty = next(
        step.id
        for stage in one.stages
        for step in stage.steps
        if not any(cell.step == step.id and cell.cards for cell in lane.cells)
    )
    key = f"cell:{lane.id}:{empty}"
    assert _drag(opened, _mime(photo), _middle(opened, key))
    made = _now(opened, opened.session.selection)
    assert made.kind == "research" and made.picture and not made.text


def test_the_same_picture_is_stored_once(opened: MainWindow, photo: Path) -> None:
    one = opened.session.map
    assert one is not None
    cards = [card for lane in one.lanes for cell in lane.cells for card in cell.cards][:2]
    for card in cards:
        opened.pictures.put(photo, card.id)
    project = opened.session.project
    assert project is not None
    shown = {_now(opened, card.id).picture for card in cards}
    assert len(shown) == 1 and len(project.pictures) == 1


def test_other_files_and_bare_desk_stay_the_windows(opened: MainWindow, photo: Path, bike: Path) -> None:
    card = _card(opened)
    before = opened.session.project
    assert not _drag(opened, _mime(bike), _middle(opened, card.id))
    assert not _drag(opened, _mime(photo, bike), _middle(opened, card.id))
    assert not _drag(opened, _mime(photo), QPoint(1, 1))
    assert opened.session.project is before
    assert opened.canvas.selected == ""


def test_pasting_as_usual_takes_pictures_too(opened: MainWindow) -> None:
    card = _card(opened)
    opened.session.select(card.id)
    QGuiApplication.clipboard().setImage(_png(0xFF2C6E3F))
    opened.activateWindow()
    QTest.keyClick(opened, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert _now(opened, card.id).picture


def _paste(window: MainWindow, *more: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    for one in more:
        held |= one
    window.activateWindow()
    QTest.keyClick(window.canvas, Qt.Key.Key_V, held)


def _clipped_file(*files: Path) -> None:
    """As file managers put it on the clipboard: with the addresses as words beside it."""
    data = _mime(*files)
    data.setText("\n".join(str(file) for file in files))
    QGuiApplication.clipboard().setMimeData(data)


def _click_into_a_cell(window: MainWindow) -> str:
    """Click an empty cell, which begins a card; its key."""
    one = window.session.map
    assert one is not None
    lane = next(lane for lane in one.lanes if lane.kind == "research")
    full = {cell.step for cell in lane.cells if cell.cards}
    step = next(step.id for stage in one.stages for step in stage.steps if step.id not in full)
    key = f"cell:{lane.id}:{step}"
    view = window.canvas.viewport()
    place = _middle(window, key)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert window.canvas.writing.begun and window.session.selection == key
    return key


def _fresh_card(window: MainWindow) -> Any:
    """The card that is selected, made just now: of the lane that was clicked into."""
    made = _now(window, window.session.selection)
    assert made.kind == "research"
    return made


def test_a_picture_is_pasted_where_a_card_is_just_begun(opened: MainWindow) -> None:
    before = opened.session.project
    _click_into_a_cell(opened)
    QGuiApplication.clipboard().setImage(_png())
    _paste(opened)
    made = _fresh_card(opened)
    assert made.picture and not made.text and not opened.canvas.writing.active
    opened.session.undo()
    assert opened.session.project is before


def test_a_picture_pasted_into_a_card_with_words_is_its_picture(opened: MainWindow) -> None:
    _click_into_a_cell(opened)
    QTest.keyClicks(opened.canvas, "Photo of the wall")
    QGuiApplication.clipboard().setImage(_png())
    _paste(opened)
    made = _fresh_card(opened)
    assert made.picture and made.text == "Photo of the wall"


def test_a_picture_pasted_into_a_title_is_one_sentence(opened: MainWindow) -> None:
    one, before = opened.session.map, opened.session.project
    assert one is not None
    opened.session.select(one.stages[0].id)
    opened.canvas.setFocus()
    QTest.keyClick(opened.canvas, Qt.Key.Key_Return)
    assert opened.canvas.writing.sort == "title"
    QGuiApplication.clipboard().setImage(_png())
    _paste(opened)
    assert "Select a card" in _said(opened) and opened.canvas.writing.active
    QTest.keyClick(opened.canvas, Qt.Key.Key_Escape)
    assert opened.session.project is before


@pytest.mark.parametrize("writing", [True, False])
def test_a_copied_file_of_a_picture_is_pasted_as_the_picture(
    opened: MainWindow, photo: Path, writing: bool
) -> None:
    _click_into_a_cell(opened)
    if not writing:
        QTest.keyClick(opened.canvas, Qt.Key.Key_Escape)
    _clipped_file(photo)
    _paste(opened)
    made = _fresh_card(opened)
    assert made.picture and not made.text


@pytest.mark.parametrize("writing", [True, False])
def test_the_address_of_a_picture_is_pasted_where_words_are_wanted(
    opened: MainWindow, photo: Path, writing: bool
) -> None:
    _click_into_a_cell(opened)
    if not writing:
        QTest.keyClick(opened.canvas, Qt.Key.Key_Escape)
    _clipped_file(photo)
    _paste(opened, Qt.KeyboardModifier.ShiftModifier)
    made = _fresh_card(opened)
    assert made.text == str(photo) and not made.picture


@pytest.mark.parametrize("writing", [True, False])
def test_addresses_of_other_files_stay_words(
    opened: MainWindow, photo: Path, bike: Path, writing: bool
) -> None:
    _click_into_a_cell(opened)
    if not writing:
        QTest.keyClick(opened.canvas, Qt.Key.Key_Escape)
    _clipped_file(bike)
    _paste(opened)
    made = _fresh_card(opened)
    assert made.text == str(bike) and not made.picture
    QTest.keyClick(opened.canvas, Qt.Key.Key_Escape)
    key = _click_into_a_cell(opened)
    QTest.keyClick(opened.canvas, Qt.Key.Key_Escape)
    _clipped_file(photo, bike)
    _paste(opened)
    one = opened.session.map
    assert one is not None
    found = [c for row in one.lanes for c in row.cells if f"cell:{row.id}:{c.step}" == key]
    assert [card.text for card in found[0].cards] == [str(photo), str(bike)]


def test_pasting_a_picture(opened: MainWindow) -> None:
    card = _card(opened)
    opened.session.select(card.id)
    QGuiApplication.clipboard().setImage(_png(0xFFB23A24))
    opened.activateWindow()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(opened, Qt.Key.Key_V, keys)
    assert _now(opened, card.id).picture
    QGuiApplication.clipboard().setText("no picture")
    QTest.keyClick(opened, Qt.Key.Key_V, keys)
    assert "no picture" in _said(opened)


def test_choosing_a_picture_and_taking_it_away_in_the_inspector(
    opened: MainWindow, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = _card(opened)
    opened.session.select(card.id)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(photo), ""))
    opened.actions_["insert_picture"].trigger()
    form = opened.bench.inspector.form
    assert form is not None
    editor = form.rows["picture"].editor
    assert isinstance(editor, PictureEditor) and not editor.view.pixmap().isNull()
    words = form.rows["picture.description"].editor
    assert words is not None and not form.rows["picture.description"].isHidden()
    QTest.keyClicks(words.focusProxy(), "A wall full of notes")
    project = opened.session.project
    assert project is not None
    assert [picture.description for picture in project.pictures.values()] == ["A wall full of notes"]
    QTest.mouseClick(editor.gone, Qt.MouseButton.LeftButton)
    project = opened.session.project
    assert project is not None and not project.pictures
    assert _now(opened, card.id).picture is None
    assert form.rows["picture.description"].isHidden()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_huge, "30000 × 30000"),
        (_nested, ""),
        (lambda path: path.write_bytes(b"not a picture at all") and path, "not a picture"),
        (lambda path: path.write_bytes(b"") or path, "not a picture"),
        (lambda path: path / "gone.png", "no file gone.png"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 500) and path, ""),
    ],
)
def test_hostile_pictures_are_refused_and_nothing_is_lost(
    opened: MainWindow, tmp_path: Path, make: Any, reason: str
) -> None:
    card = _card(opened)
    before = opened.session.project
    path = make(tmp_path / "hostile.svg" if make is _nested else tmp_path / "hostile.png")
    opened.pictures.put(path, card.id)
    if make is _nested:  # what is too deep is left out; what is left may be drawn
        assert opened.session.project is not None
    else:
        assert opened.session.project is before
        assert _said(opened).startswith("The picture was not taken in.") and reason in _said(opened)
    opened.session.select(card.id)
    assert opened.session.chosen == (card.id,)


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
@pytest.mark.parametrize("way", ["pasted", "dropped", "chosen"])
def test_a_picture_cut_off_is_refused_however_it_comes(
    opened: MainWindow, tmp_path: Path, kind: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"half.{kind}"
    assert _png(side=400).save(str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    card, before = _card(opened), opened.session.project
    opened.session.select(card.id)
    if way == "pasted":
        data = QMimeData()
        data.setData(f"image/{kind}", path.read_bytes())
        QGuiApplication.clipboard().setMimeData(data)
        _paste(opened)
    elif way == "dropped":
        assert _drag(opened, _mime(path), _middle(opened, card.id))
    else:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(path), ""))
        opened.actions_["insert_picture"].trigger()
    assert _said(opened).endswith("The picture is damaged: its data end too early or are mixed up.")
    assert opened.session.project is before


def test_an_svg_that_names_files_does_not_read_them(opened: MainWindow, tmp_path: Path, photo: Path) -> None:
    outside = tmp_path / "outside.svg"
    outside.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        f'<image href="{photo.as_uri()}" width="40" height="40"/></svg>',
        "utf-8",
    )
    card = _card(opened)
    opened.pictures.put(outside, card.id)
    project = opened.session.project
    assert project is not None
    name = _now(opened, card.id).picture
    if name is not None:  # drawn, without what it named
        from cjmdesk.pictures.qt import decode

        image = decode(project.pictures[name])
        assert image.pixelColor(image.width() // 2, image.height() // 2).alpha() == 0


def test_a_picture_needs_a_card_or_a_cell(opened: MainWindow, photo: Path) -> None:
    one = opened.session.map
    assert one is not None
    opened.pictures.put(photo, one.stages[0].id)
    assert "Select a card" in _said(opened)


def test_an_icon_is_searched_in_three_languages_and_comes_first_the_next_time(
    opened: MainWindow, qtbot: QtBot
) -> None:
    from cjmdesk.ui.fields.editors.icons import IconEditor, IconPicker
    from cjmdesk.ui.fields.iconwords import search

    assert "hourglass" in search("wait") and "hourglass" in search("czekanie")
    assert "hourglass" in search("ожид") and "bike" in search("ROWER")
    card = _card(opened)
    opened.session.select(card.id)
    form = opened.bench.inspector.form
    assert form is not None
    editor = form.row("icon").editor
    assert isinstance(editor, IconEditor)

    def opened_picker() -> IconPicker:
        editor.button.click()
        return next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, IconPicker) and one.isVisible()
        )

    picker = opened_picker()
    QTest.keyClicks(picker.line, "bicycle")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert _now(opened, card.id).icon == "bike"
    picker = opened_picker()
    names = [picker.list.item(n).toolTip() for n in range(2)]
    assert names[0] == "bicycle"
    QTest.keyClick(picker.line, Qt.Key.Key_Right)
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert _now(opened, card.id).icon not in ("bike", "")
    picker = opened_picker()
    QTest.mouseClick(picker.none, Qt.MouseButton.LeftButton)
    assert _now(opened, card.id).icon == ""
    assert not any(isinstance(one, QPushButton) and one.isDown() for one in QApplication.allWidgets())
