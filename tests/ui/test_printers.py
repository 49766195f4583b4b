"""Pages on printers: their own size to a tenth of a millimetre, and a way out when there is none."""

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QMarginsF, QObject, QProcess, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cjmdesk.formats.templates import sample
from cjmdesk.layout.pages import Page
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.printed import Printed, sheet_layer, strokes
from cjmdesk.storage.printers import keep_printer, margins_for, printers, scale_for
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.dialogs.print import printing, service, spool
from cjmdesk.ui.dialogs.print.dialog import PrintDialog
from cjmdesk.ui.dialogs.print.password import PasswordDialog
from cjmdesk.ui.dialogs.print.printing import PrinterError, PrintRun
from cjmdesk.ui.infobar import Notice
from cjmdesk.ui.window import MainWindow

DPI, SHARP = 150, 400


@pytest.fixture
def tiles(qapp: object) -> Printed:
    """The bicycle workshop over sheets of A4, the assembly page first."""
    project = load(sample("bike-workshop", "en").path).project
    return print_map(project, project.maps[0], PrintChoices(paper="A2", tile="A4"), text_engine())


@pytest.fixture
def to_file(tmp_path: Path) -> QPrinter:
    """A printer that writes a PDF, with margins and an orientation that must not matter."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.Letter),
            QPageLayout.Orientation.Portrait,
            QMarginsF(40, 40, 40, 40),
        )
    )
    return printer


def run(printer: QPrinter, printed: Printed, qtbot: QtBot) -> list[str]:
    """Print it all; what was told at the end."""
    owner, told = QObject(), []
    scenes = ScenePainter(text_engine(), {})
    work = PrintRun(owner, printer, [page.page for page in printed.pages], scenes)
    work.ended.connect(told.append)
    work.start()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    return told


def grey(document: pypdfium2.PdfDocument, number: int, dpi: int = DPI) -> Image.Image:
    return document[number].render(scale=dpi / 72).to_pil().convert("L")


def our_file(printed: Printed) -> pypdfium2.PdfDocument:
    stream = io.BytesIO()
    write_pdf([page.page for page in printed.pages], stream, text_engine(), {}, reproducible=True)
    return pypdfium2.PdfDocument(stream.getvalue())


def test_a_printed_page_is_the_page_of_the_file(
    tiles: Printed, to_file: QPrinter, tmp_path: Path, qtbot: QtBot
) -> None:
    assert run(to_file, tiles, qtbot) == [""]
    ours, theirs = our_file(tiles), pypdfium2.PdfDocument(str(tmp_path / "out.pdf"))
    assert len(theirs) == len(tiles.pages)
    for number, page in enumerate(tiles.pages):
        width, height = (points / 72 * 25.4 for points in theirs[number].get_size())
        assert width == pytest.approx(page.page.width, abs=0.18)  # Qt's file has whole points
        assert height == pytest.approx(page.page.height, abs=0.18)
        one, other = grey(ours, number), grey(theirs, number)
        other = other.crop((0, 0, *one.size))
        far = sum(ImageChops.difference(one, other).histogram()[128:]) / (one.width * one.height)
        assert far < 0.01, f"page {number}: {far:.2%} of the pixels differ"


def _bar(page: Image.Image) -> tuple[float, float]:
    """The longest dark line that may be the ruler: where it begins and how long it is, mm. The line of
    words, and the ruler in it, may run upwards."""
    found = (0, 0)
    for image in (page, page.transpose(Image.Transpose.ROTATE_270)):
        dark = image.point([255] * 170 + [0] * 86)
        for y in range(dark.height):
            runs = bytes(dark.crop((0, y, dark.width, y + 1)).tobytes()).split(b"\0")
            longest = max((len(run) for run in runs), default=0)
            if found[1] < longest <= 105 / 25.4 * SHARP:
                before = next(n for n, run in enumerate(runs) if len(run) == longest)
                found = (sum(len(run) + 1 for run in runs[:before]), longest)
    return found[0] / SHARP * 25.4, found[1] / SHARP * 25.4


def test_the_ruler_is_a_hundred_millimetres_and_stands_where_it_should(
    tiles: Printed, to_file: QPrinter, tmp_path: Path, qtbot: QtBot
) -> None:
    run(to_file, tiles, qtbot)
    ours, theirs = our_file(tiles), pypdfium2.PdfDocument(str(tmp_path / "out.pdf"))
    dot = 25.4 / SHARP
    for number in (1, 2):
        begin, length = _bar(grey(theirs, number, SHARP))
        wanted, _same = _bar(grey(ours, number, SHARP))
        assert length == pytest.approx(100, abs=0.2 + 2 * dot)
        assert begin == pytest.approx(wanted, abs=0.1 + dot)


@pytest.mark.parametrize("size", [(210.0, 297.0), (297.0, 210.0)])
def test_what_a_printer_shrinks_is_made_good_for(
    to_file: QPrinter, tmp_path: Path, qtbot: QtBot, size: tuple[float, float]
) -> None:
    """Two lines of 100 mm, of which the printer would make 98 along its short side and 97 along the long."""
    width, height = size
    lines = [(width / 2 - 50, 20.0, width / 2 + 50, 20.0), (20.0, height / 2 - 50, 20.0, height / 2 + 50)]
    page = Page(width, height, (sheet_layer(width, height, [strokes(lines, width=0.4)]),))
    told: list[str] = []
    owner = QObject()
    work = PrintRun(owner, to_file, [page], ScenePainter(text_engine(), {}), scale=(0.98, 0.97))
    work.ended.connect(told.append)
    work.start()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    dark = grey(pypdfium2.PdfDocument(str(tmp_path / "out.pdf")), 0, SHARP).point([1] * 128 + [0] * 128)
    level = max(sum(dark.crop((0, y, dark.width, y + 1)).tobytes()) for y in range(dark.height))
    upright = max(sum(dark.crop((x, 0, x + 1, dark.height)).tobytes()) for x in range(dark.width))
    short, long = (level, upright) if width < height else (upright, level)
    assert short / SHARP * 25.4 == pytest.approx(100.4 / 0.98, abs=0.2)  # with round ends
    assert long / SHARP * 25.4 == pytest.approx(100.4 / 0.97, abs=0.2)


def test_only_the_pages_asked_for_are_printed(
    tiles: Printed, to_file: QPrinter, tmp_path: Path, qtbot: QtBot
) -> None:
    to_file.setPageRanges(QPageRanges.fromString("2-3"))
    run(to_file, tiles, qtbot)
    theirs = pypdfium2.PdfDocument(str(tmp_path / "out.pdf"))
    assert len(theirs) == 2
    label = tiles.pages[1].label
    assert label in theirs[0].get_textpage().get_text_range() or label == "1-1"


@pytest.mark.qt_log_ignore("QP")
def test_a_file_that_cannot_be_written_is_no_success(tiles: Printed, to_file: QPrinter, qtbot: QtBot) -> None:
    to_file.setOutputFileName("/no/such/folder/out.pdf")
    (told,) = run(to_file, tiles, qtbot)
    assert "did not take the pages" in told


def test_a_stopped_print_says_so(tiles: Printed, to_file: QPrinter, qtbot: QtBot) -> None:
    owner, told = QObject(), []
    work = PrintRun(owner, to_file, [page.page for page in tiles.pages], ScenePainter(text_engine(), {}))
    work.ended.connect(told.append)
    work.progressed.connect(lambda done, _of: work.cancel() if done == 2 else None)
    work.start()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == ["Printing was stopped."]


# Pages for CUPS: into a file, which a child process hands over

TAKES = "import json, shutil, sys; order = json.load(sys.stdin); shutil.copy(order['file'], sys.argv[1]);"
TOOK = "import json; print(json.dumps({'refused': '', 'locked': False, 'gone': False}))"


@pytest.fixture
def cups_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], list[QProcess]]:
    """From now on printers are those of CUPS, and this code is what hands pages to it; its processes."""

    def is_(code: str) -> list[QProcess]:
        made: list[QProcess] = []

        def child(owner: QObject, verb: str) -> QProcess:
            assert verb == "print-pages"
            process = QProcess(owner)
            process.setProgram(sys.executable)
            process.setArguments(["-c", code, str(tmp_path / "taken.pdf"), str(tmp_path / "options.json")])
            made.append(process)
            return process

        monkeypatch.setattr(printing, "goes_to_cups", lambda _printer: True)
        monkeypatch.setattr(spool, "child", child)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "rooms"))
        (tmp_path / "rooms").mkdir()
        return made

    return is_


def rooms(tmp_path: Path) -> list[Path]:
    """What printing left in the folder for temporary files."""
    return list((tmp_path / "rooms").iterdir())


def test_cups_gets_all_pages_in_one_piece_and_what_was_chosen(
    tiles: Printed, to_file: QPrinter, tmp_path: Path, cups_is: Callable[[str], list[QProcess]], qtbot: QtBot
) -> None:
    cups_is(TAKES + "json.dump(order, open(sys.argv[2], 'w'));" + TOOK)
    to_file.setCopyCount(2)
    to_file.setDocName("Café, wall 2")
    to_file.setPageRanges(QPageRanges.fromString("2-3"))
    assert run(to_file, tiles, qtbot) == [""]
    ours, theirs = our_file(tiles), pypdfium2.PdfDocument(str(tmp_path / "taken.pdf"))
    assert len(theirs) == 2  # the service makes the copies
    one, other = grey(ours, 1), grey(theirs, 0)
    assert other.size == pytest.approx(one.size, abs=1)
    order = json.loads((tmp_path / "options.json").read_text("utf-8"))
    options = dict(order["options"])
    assert order["title"] == "Café, wall 2" and options["sides"] == "one-sided"
    assert (options["copies"], options["Collate"]) == ("2", "True")
    assert options["media"].startswith("A4")
    assert ("landscape" in options) == (tiles.pages[2].page.width > tiles.pages[2].page.height)
    assert rooms(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            'print(\'{"refused": "no toner", "locked": false, "gone": false}\')',
            "did not take the pages: no toner",
        ),
        ('print(\'{"refused": "?", "locked": false, "gone": true}\')', "is not there any more"),
        ("print('[]')", "the print service gave no reason"),
        ("raise SystemExit(3)", "the print service gave no reason"),
    ],
)
def test_what_cups_says_is_told(
    code: str,
    told: str,
    tiles: Printed,
    to_file: QPrinter,
    tmp_path: Path,
    cups_is: Callable[[str], list[QProcess]],
    qtbot: QtBot,
) -> None:
    cups_is(code)
    assert told in run(to_file, tiles, qtbot)[0]
    assert rooms(tmp_path) == []


def test_a_silent_cups_is_told_of_and_can_be_left(
    tiles: Printed,
    to_file: QPrinter,
    tmp_path: Path,
    cups_is: Callable[[str], list[QProcess]],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    made = cups_is("import time; time.sleep(60)")
    monkeypatch.setattr(spool, "PATIENCE", 100)
    owner, told = QObject(), []
    work = PrintRun(owner, to_file, [page.page for page in tiles.pages], ScenePainter(text_engine(), {}))
    work.ended.connect(told.append)
    with qtbot.waitSignals([work.handing, work.slow], timeout=60_000, order="strict"):
        work.start()
    (process,) = made
    with qtbot.waitSignal(process.destroyed, timeout=10_000):
        work.cancel()
    assert len(told) == 1 and "look whether it prints them" in told[0]
    assert rooms(tmp_path) == []


def test_pages_that_are_cancelled_never_reach_cups(
    tiles: Printed, to_file: QPrinter, tmp_path: Path, cups_is: Callable[[str], list[QProcess]], qtbot: QtBot
) -> None:
    made = cups_is(TAKES)
    owner, told = QObject(), []
    work = PrintRun(owner, to_file, [page.page for page in tiles.pages], ScenePainter(text_engine(), {}))
    work.ended.connect(told.append)
    work.progressed.connect(lambda _done, _of: work.cancel())
    work.start()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    work.cancel()
    assert told == ["Printing was stopped."] and made == [] and rooms(tmp_path) == []


def test_a_printer_that_is_locked_is_opened(
    tiles: Printed, to_file: QPrinter, tmp_path: Path, cups_is: Callable[[str], list[QProcess]], qtbot: QtBot
) -> None:
    made = cups_is(
        TAKES + "locked = (order['user'], order['password']) != ('eva', 'sesame');"
        "print(json.dumps({'refused': 'Unauthorized' if locked else '', 'locked': locked, 'gone': False}))"
    )
    owner, told = QObject(), []
    work = PrintRun(owner, to_file, [page.page for page in tiles.pages], ScenePainter(text_engine(), {}))
    work.ended.connect(told.append)
    with qtbot.waitSignal(work.locked, timeout=60_000):
        work.start()
    with qtbot.waitSignal(work.locked, timeout=60_000):
        work.unlock("eva", "wrong")
    assert told == []
    work.unlock("eva", "sesame")
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == [""] and len(made) == 3 and rooms(tmp_path) == []


def test_pages_that_are_not_there_are_no_print(tiles: Printed, to_file: QPrinter, qtbot: QtBot) -> None:
    to_file.setPageRanges(QPageRanges.fromString("200-220"))
    assert run(to_file, tiles, qtbot) == ["None of the pages that were chosen is there."]


def test_no_room_for_the_pages_is_told(
    tiles: Printed,
    to_file: QPrinter,
    tmp_path: Path,
    cups_is: Callable[[str], list[QProcess]],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    made = cups_is(TAKES)
    monkeypatch.setattr(spool.Spool, "is_whole", False)  # Qt says nothing when a disk is full
    assert f"no room for the pages in {tmp_path / 'rooms'}" in run(to_file, tiles, qtbot)[0]
    assert made == [] and rooms(tmp_path) == []
    (tmp_path / "rooms").rmdir()
    assert "no room for the pages" in run(to_file, tiles, qtbot)[0]


# What is kept of printers


def test_margins_and_scale_are_kept_by_printer() -> None:
    assert margins_for("Office") is None and scale_for("Office") == (1, 1)
    keep_printer("Office", margins=(4, 4, 8, 4))
    keep_printer("Home", scale=(0.97, 0.98))
    keep_printer("Office", scale=(1.01, 1))
    assert margins_for("Office") == (4, 4, 8, 4) and scale_for("Office") == (1.01, 1)
    assert margins_for("Home") is None and scale_for("Home") == (0.97, 0.98)
    assert list(printers()) == ["Home", "Office"]
    for number in range(60):
        keep_printer(f"P{number}", scale=(1, 1))
    assert "Office" not in printers() and len(printers()) == 40


# The dialog and printers

Printers = Callable[..., list[str]]


@pytest.fixture
def printers_are(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """From now on the computer has these printers, with paper of these sizes (mm)."""

    def have(
        *names: str,
        sizes: tuple[tuple[float, float], ...] = (),
        largest: tuple[float, float] | None = None,
    ) -> None:
        monkeypatch.setattr(printing, "printer_names", lambda: list(names))

        def paper(width: float, height: float) -> object:
            return SimpleNamespace(size=lambda _unit: QSizeF(width, height))

        info = SimpleNamespace(
            printerInfo=lambda _name: SimpleNamespace(
                supportedPageSizes=lambda: [paper(*size) for size in sizes],
                supportsCustomPageSizes=lambda: largest is not None,
                maximumPhysicalPageSize=lambda: paper(*(largest or (0, 0))),
            ),
            defaultPrinterName=lambda: names[0] if names else "",
        )
        monkeypatch.setattr(printing, "QPrinterInfo", info)

    return have


@pytest.fixture
def dialog(opened: MainWindow, qtbot: QtBot) -> Iterator[PrintDialog]:
    opened.actions_["print"].trigger()
    made = opened.findChildren(PrintDialog)[0]
    qtbot.waitUntil(made.paper.isEnabled, timeout=20_000)
    yield made
    if isValid(opened) and opened.findChildren(PrintDialog):
        made.reject()
        qtbot.wait(1)


def accept(monkeypatch: pytest.MonkeyPatch, target: Path, name: str) -> None:
    """The user takes this printer; what it prints goes into a file."""

    def ask(_parent: object, printer: QPrinter, _pages: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        monkeypatch.setattr(type(printer), "printerName", lambda _self: name)
        return True

    monkeypatch.setattr(printing, "ask_printer", ask)


def answered(dialog: PrintDialog, qtbot: QtBot) -> Notice:
    """What is said once the print service was asked and more was tried."""
    qtbot.waitUntil(lambda: dialog.info.notice is not None and not dialog.info.notice.busy, timeout=20_000)
    assert dialog.info.notice is not None
    return dialog.info.notice


@pytest.fixture
def never_answers(dialog: PrintDialog, monkeypatch: pytest.MonkeyPatch) -> QProcess:
    """A print service that takes the question and says nothing; the process that asks it."""
    process = QProcess(dialog)
    process.setProgram(sys.executable)
    process.setArguments(["-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(service, "child", lambda _owner, _verb: process)
    return process


def test_a_service_that_never_answers_holds_no_window(
    dialog: PrintDialog, never_answers: QProcess, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(printing, "printer_names", lambda: pytest.fail("Qt would wait for ever"))
    dialog._sending._service._timer.setInterval(400)
    QTest.mouseClick(dialog.paper, Qt.MouseButton.LeftButton)
    assert dialog.info.notice is not None and dialog.info.notice.text == "Asking for printers…"
    assert not dialog.save.isEnabled() and not dialog.paper.isEnabled()
    notice = answered(dialog, qtbot)
    assert "does not answer" in notice.text and notice.level == "error"
    assert [text for text, _way in notice.ways] == ["Save PDF Instead"]
    assert dialog.save.isEnabled() and dialog.paper.isEnabled()


def test_asking_for_printers_can_be_stopped(
    dialog: PrintDialog, never_answers: QProcess, qtbot: QtBot
) -> None:
    QTest.mouseClick(dialog.paper, Qt.MouseButton.LeftButton)
    button = next(one for one in dialog.info.findChildren(QPushButton) if one.text() == "Cancel")
    with qtbot.waitSignal(never_answers.finished, timeout=10_000):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert dialog.info.notice is None and dialog.save.isEnabled() and dialog.paper.isEnabled()


def test_the_dialog_may_go_while_printers_are_asked_for(
    dialog: PrintDialog, opened: MainWindow, never_answers: QProcess, qtbot: QtBot
) -> None:
    QTest.mouseClick(dialog.paper, Qt.MouseButton.LeftButton)
    dialog.reject()
    qtbot.waitUntil(lambda: not opened.findChildren(PrintDialog))


def test_without_a_printer_a_pdf_is_offered(
    dialog: PrintDialog,
    opened: MainWindow,
    printers_are: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    printers_are()
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert dialog.info.notice is not None and dialog.info.notice.busy
    notice = answered(dialog, qtbot)
    assert "no printer" in notice.text and notice.level == "error"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "wall"), ""))
    button = next(one for one in dialog.info.findChildren(QPushButton) if one.text() == "Save PDF Instead")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not opened.findChildren(PrintDialog), timeout=30_000)
    assert (tmp_path / "wall.pdf").read_bytes()[:5] == b"%PDF-"


def test_what_is_read_off_the_test_page_is_kept(dialog: PrintDialog, qtbot: QtBot) -> None:
    side = dialog.side
    side.what.setCurrentIndex(side.what.findData("testpage"))
    side.what.activated.emit(side.what.currentIndex())
    qtbot.waitUntil(lambda: not dialog.changing, timeout=20_000)
    page = side.off_page
    assert page.isVisible() and (page.across.value(), page.down.value()) == (100, 200)
    QTest.keyClicks(page.figures, "4, 5, 40, 5")
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert "name of the printer" in page.said.text()
    QTest.keyClicks(page.printer, "Office")
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert "40 is not on the page" in page.said.text() and margins_for("Office") is None
    page.figures.clear()
    QTest.keyClicks(page.figures, "4, 5, 12, 5")
    page.down.setValue(196)
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert "not true to scale" in page.said.text()
    assert margins_for("Office") == (4, 5, 12, 5) and scale_for("Office") == (1, 0.98)
    assert not side.maps.isVisible()
    side.what.setCurrentIndex(side.what.findData("notes"))
    side.what.activated.emit(side.what.currentIndex())
    assert side.reach.isVisible() and side.reach.box.currentText() == "Office · 4 / 5 / 12 / 5 mm"


def test_pages_go_to_the_printer_and_it_is_remembered(
    dialog: PrintDialog,
    opened: MainWindow,
    printers_are: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialog.side.tile.box.setCurrentIndex(dialog.side.tile.box.findData("A4"))
    dialog.side.tile.box.activated.emit(1)
    dialog.side.reach.box.setCurrentIndex(dialog.side.reach.box.findData("12.7,12.7,12.7,12.7"))
    dialog.side.reach.box.activated.emit(1)
    qtbot.waitUntil(lambda: not dialog.changing, timeout=20_000)
    assert dialog.preview.laid is not None
    pages = len(dialog.preview.laid.pages)
    printers_are("Office", sizes=((210, 297),))
    accept(monkeypatch, tmp_path / "out.pdf", "Office")
    QTest.mouseClick(dialog.paper, Qt.MouseButton.LeftButton)
    assert not dialog.save.isEnabled()
    qtbot.waitUntil(lambda: not opened.findChildren(PrintDialog), timeout=60_000)
    assert opened.info.notice is not None
    assert opened.info.notice.text == f"{pages} pages went to Office."
    assert len(pypdfium2.PdfDocument(str(tmp_path / "out.pdf"))) == pages
    assert opened.program.remembered.text("printer") == "Office"
    assert margins_for("Office") == (12.7, 12.7, 12.7, 12.7)
    opened.actions_["print"].trigger()
    again = opened.findChildren(PrintDialog)[0]
    assert again.side.reach.box.currentText() == "Office · 12.7 mm"
    again.reject()


@pytest.mark.parametrize(
    ("present", "sizes", "words"),
    [(("Other",), (), "not there any more"), (("Office",), ((210, 297),), "has no paper of 841 × 594 mm")],
)
def test_a_printer_that_cannot_is_told_of(
    dialog: PrintDialog,
    printers_are: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    present: tuple[str, ...],
    sizes: tuple[tuple[float, float], ...],
    words: str,
    qtbot: QtBot,
) -> None:
    printers_are(*present, sizes=sizes)
    accept(monkeypatch, tmp_path / "out.pdf", "Office")
    QTest.mouseClick(dialog.paper, Qt.MouseButton.LeftButton)
    notice = answered(dialog, qtbot)
    assert words in notice.text
    assert [text for text, _way in notice.ways] == ["Save PDF Instead"]
    assert dialog.isVisible() and dialog.save.isEnabled() and not (tmp_path / "out.pdf").exists()


@pytest.mark.qt_log_ignore("QP")
def test_a_refused_job_is_told_of(
    dialog: PrintDialog,
    printers_are: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    printers_are("Office")
    accept(monkeypatch, tmp_path / "gone" / "out.pdf", "Office")
    QTest.mouseClick(dialog.paper, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.info.notice is not None and not dialog.info.notice.busy, timeout=20_000)
    assert dialog.info.notice is not None and "did not take the pages" in dialog.info.notice.text
    assert dialog.isVisible() and dialog.save.isEnabled()


def test_a_check_of_paper_takes_either_way_up(printers_are: Callable[..., None], tiles: Printed) -> None:
    pages = [page.page for page in tiles.pages]
    printers_are("Office", sizes=((297, 210),))
    printing.check_printer("Office", pages)
    printers_are("Office", sizes=((216, 279),))
    with pytest.raises(PrinterError, match="no paper of"):
        printing.check_printer("Office", pages)
    for largest in ((216, 1200), (0, 0)):  # long sheets too; any it is fed
        printers_are("Office", sizes=((216, 279),), largest=largest)
        printing.check_printer("Office", pages)
    printers_are("Office", sizes=((216, 279),), largest=(200, 1200))
    with pytest.raises(PrinterError, match="no paper of"):
        printing.check_printer("Office", pages)


def test_qt_for_printers_is_loaded_for_printing_alone() -> None:
    code = (
        "import sys; import cjmdesk.ui.app, cjmdesk.ui.bench, cjmdesk.ui.dialogs.print.dialog;"
        "print('PySide6.QtPrintSupport' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.fixture
def printing_on_cups(
    dialog: PrintDialog,
    cups_is: Callable[[str], list[QProcess]],
    printers_are: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[[str], list[QProcess]]:
    """From now on the dialog prints on a printer of CUPS, which this code hands pages to; its processes."""

    def start(code: str) -> list[QProcess]:
        made = cups_is(code)
        printers_are("Office")
        accept(monkeypatch, tmp_path / "never.pdf", "Office")
        QTest.mouseClick(dialog.paper, Qt.MouseButton.LeftButton)
        return made

    return start


@pytest.mark.parametrize("way", ["dialog", "window"])
def test_what_goes_while_pages_are_handed_over_is_told_and_leaves_nothing(
    way: str,
    dialog: PrintDialog,
    opened: MainWindow,
    printing_on_cups: Callable[[str], list[QProcess]],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    made = printing_on_cups("import time; time.sleep(60)")
    qtbot.waitUntil(lambda: bool(made), timeout=60_000)
    assert len(rooms(tmp_path)) == 1
    with qtbot.waitSignal(made[0].destroyed, timeout=10_000):
        (dialog.reject if way == "dialog" else opened.close)()
    assert opened.info.notice is not None and "look whether it prints them" in opened.info.notice.text
    assert rooms(tmp_path) == []


def test_a_window_that_goes_while_pages_are_painted_leaves_nothing(
    dialog: PrintDialog,
    opened: MainWindow,
    printing_on_cups: Callable[[str], list[QProcess]],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    made = printing_on_cups("import time; time.sleep(60)")
    qtbot.waitUntil(lambda: bool(rooms(tmp_path)), timeout=60_000)
    opened.close()
    assert rooms(tmp_path) == [] and not [
        process for process in made if isValid(process) and process.processId()
    ]


def test_the_dialog_asks_for_the_password_of_a_printer(
    dialog: PrintDialog,
    opened: MainWindow,
    printing_on_cups: Callable[[str], list[QProcess]],
    qtbot: QtBot,
) -> None:
    made = printing_on_cups(
        TAKES + "locked = (order['user'], order['password']) != ('eva', 'sesame');"
        "print(json.dumps({'refused': 'Unauthorized' if locked else '', 'locked': locked, 'gone': False}))"
    )

    def asked() -> PasswordDialog:
        qtbot.waitUntil(lambda: bool(dialog.findChildren(PasswordDialog)), timeout=60_000)
        return dialog.findChildren(PasswordDialog)[0]

    first = asked()
    assert not first.print.isEnabled()
    user, password = first.findChildren(QLineEdit)
    user.clear()
    QTest.keyClicks(user, "eva")
    QTest.keyClicks(password, "wrong")
    QTest.keyClick(password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not isValid(first), timeout=10_000)
    second = asked()
    assert "did not accept" in second.findChildren(QLabel)[0].text()
    user, password = second.findChildren(QLineEdit)
    assert user.text() == "eva" and password.text() == ""
    QTest.keyClicks(password, "sesame")
    QTest.keyClick(password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.findChildren(PrintDialog), timeout=60_000)
    assert len(made) == 3 and opened.info.notice is not None
    assert "went to Office" in opened.info.notice.text


def test_who_knows_no_password_prints_nothing(
    dialog: PrintDialog, printing_on_cups: Callable[[str], list[QProcess]], tmp_path: Path, qtbot: QtBot
) -> None:
    printing_on_cups(TOOK.replace("''", "'Unauthorized'").replace("'locked': False", "'locked': True"))
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PasswordDialog)), timeout=60_000)
    dialog.findChildren(PasswordDialog)[0].reject()
    assert answered(dialog, qtbot).text == "Printing was stopped." and rooms(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.qt_log_ignore("QP")
def test_a_disk_that_fills_while_pages_are_painted_is_told(
    tiles: Printed,
    to_file: QPrinter,
    cups_is: Callable[[str], list[QProcess]],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    made = cups_is(TAKES + TOOK)
    real = spool.QPdfWriter
    monkeypatch.setattr(spool, "QPdfWriter", lambda _path: real("/dev/full"))
    assert "no room for the pages" in run(to_file, tiles, qtbot)[0]
    assert made == []


def test_saving_stays_what_enter_does_once_a_notice_is_gone(dialog: PrintDialog, qtbot: QtBot) -> None:
    """The button of a notice took that over, and nothing had it when the notice was closed."""
    dialog.activateWindow()
    dialog.info.tell(Notice("It was refused", "error", (("Save PDF Instead", lambda: None),)))
    dialog.info.take_focus()
    dialog.info.dismiss()
    dialog.side.ask_format()
    assert dialog.save.isDefault()
