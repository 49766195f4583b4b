"""Language and theme while running, faults, exports in a child process, what a start loads."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from cjmdesk.ui import troubles
from cjmdesk.ui.dialogs.about import AboutDialog
from cjmdesk.ui.dialogs.details import DetailsDialog
from cjmdesk.ui.dialogs.preferences import PreferencesDialog
from cjmdesk.ui.dialogs.shortcuts import ShortcutsDialog
from cjmdesk.ui.jobs import Order
from cjmdesk.ui.program import Program
from cjmdesk.ui.remembered import Remembered
from cjmdesk.ui.theme import CHOICES, colours
from cjmdesk.ui.window import MainWindow

HEAVY = (
    "reportlab",
    "fontTools",
    "PIL",
    "openpyxl",
    "python_calamine",
    "bs4",
    "yaml",
    "pydantic",
    "uharfbuzz",
)


def _dialog(window: MainWindow, kind: type[QDialog]) -> QDialog:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def test_switching_the_language_retranslates_everything(opened: MainWindow, program: Program) -> None:
    program.set_language("pl")
    titles = [action.text() for action in opened.menuBar().actions()]
    assert titles[0] != "&File"
    assert opened.actions_["open"].text() != "Open…"
    assert "kart" in opened.bench.status.counts.text()
    assert _cancel_button() == "Anuluj"
    program.set_language("en")
    assert opened.menuBar().actions()[0].text() == "&File"
    assert _cancel_button() == "Cancel"


def _cancel_button() -> str:
    """What Qt itself writes on a button."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text()


@pytest.mark.parametrize("language", ["pl", "ru"])
def test_the_dialog_for_files_has_no_english_words(
    program: Program, window: MainWindow, language: str
) -> None:
    program.set_language(language)
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setNameFilter("? (*.x)")
    words = [label.text() for label in dialog.findChildren(QLabel)]
    words += [button.text() or button.toolTip() for button in dialog.findChildren(QAbstractButton)]
    assert len(words) > 8
    for english in ("Look", "Files", "type", "Open", "Cancel", "Folder", "name", "Back", "View"):
        assert not [one for one in words if english in one.replace("&", "")], words
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder") != "Folder"
    assert QCoreApplication.translate("Nowhere", "These words") == "These words"
    dialog.deleteLater()
    program.set_language("en")


def test_the_toolbar_is_right_at_its_first_layout(program: Program, bike: Path) -> None:
    """Also where a file is opened before the window was ever shown."""
    window = program.new_window()
    program.open_path(bike, window)
    buttons = [one for one in window.bench.toolbar.findChildren(QToolButton) if one.isVisible()]
    assert len(buttons) > 8
    assert [one.width() for one in buttons] == [one.sizeHint().width() for one in buttons]
    assert all(not one.icon().isNull() for one in buttons)
    window.close()


def test_switching_the_theme(opened: MainWindow, program: Program) -> None:
    for name in ("dark", "light"):
        program.set_theme(name)
        shade = QGuiApplication.palette().color(QPalette.ColorRole.Window).name().upper()
        assert shade == colours(name)["panel"]
        assert opened.canvas.backgroundBrush().color().name().upper() == colours(name)["desk"]
        corner = opened.canvas.grab().toImage().pixelColor(3, 3)
        assert corner.name().upper() == colours(name)["desk"]


def test_a_window_that_was_closed_does_not_mind_another_theme(
    program: Program, opened: MainWindow, bike: Path, qtbot: QtBot
) -> None:
    second = program.new_window()
    program.open_offer(second, program.start_content().templates[0])
    qtbot.wait(20)
    with qtbot.waitSignal(second.destroyed):
        second.session.mark_saved(bike)
        second.close()
        second.deleteLater()
    program.set_theme("dark")
    assert opened.canvas.backgroundBrush().color().name().upper() == colours("dark")["desk"]
    program.set_theme("light")


def test_the_system_changes_its_theme(program: Program, window: MainWindow) -> None:
    program.set_theme("system")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert program.theme.name == "dark"
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert program.theme.name == "light"


def test_both_themes_name_the_same_colours_and_text_is_readable() -> None:
    assert set(colours("light")) == set(colours("dark"))
    for name in ("light", "dark"):
        theme = colours(name)
        for ground in ("panel", "surface", "bar", "accent_wash", "info_wash", "warning_wash", "bad_wash"):
            assert _contrast(theme["ink"], theme[ground]) >= 4.5, (name, ground)
        for words in ("secondary", "small", "accent", "bad"):
            assert _contrast(theme[words], theme["panel"]) >= 4.5, (name, words)
        assert _contrast(theme["on_primary"], theme["primary"]) >= 4.5


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("by", ["keys", "list"])
def test_a_language_is_chosen_by_hand(opened: MainWindow, program: Program, by: str, qtbot: QtBot) -> None:
    """The page is made anew while the box in which it was chosen still has its event in hand."""
    opened.actions_["preferences"].trigger()
    dialog = _dialog(opened, PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    qtbot.waitExposed(dialog)
    box = dialog.language
    box.setCurrentIndex(box.findData("en"))
    goal = box.itemData(box.currentIndex() + 1)
    box.setFocus()
    if by == "list":
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: box.view().isVisible())
        QTest.keyClick(box.view(), Qt.Key.Key_Down)
        QTest.keyClick(box.view(), Qt.Key.Key_Return)
    else:
        QTest.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: program.remembered.language == goal)
    qtbot.wait(50)
    assert dialog.windowTitle() != "Preferences"
    assert dialog.language.currentData() == goal
    assert dialog.language is not box
    program.set_language("en")
    dialog.close()


def test_preferences_take_effect_at_once_and_are_remembered(opened: MainWindow, program: Program) -> None:
    opened.actions_["preferences"].trigger()
    dialog = _dialog(opened, PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    dialog.language.setCurrentIndex(dialog.language.findData("ru"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert dialog.windowTitle() != "Preferences"
    dialog.paper.setCurrentIndex(dialog.paper.findData("A3"))
    dialog.paper.activated.emit(dialog.paper.currentIndex())
    dialog.close()
    kept = Remembered()
    assert kept.language == "ru"
    assert kept.paper == "A3"
    assert kept.theme in CHOICES


def test_the_canvas_shows_the_usual_paper_unless_the_map_names_its_own(
    opened: MainWindow, program: Program
) -> None:
    project, one = opened.session.project, opened.session.map
    assert project is not None and one is not None
    own = one.model_copy(update={"poster": one.poster.model_copy(update={"paper": "A4"})})
    opened.session.apply("paper", project.model_copy(update={"maps": (own, *project.maps[1:])}))
    assert opened.canvas.sheet.width() == pytest.approx(297)
    opened.session.undo()
    program.set_paper("A3", (5.0, 5.0, 5.0, 5.0))
    expected = one.poster.paper or "A3"
    width = {"A3": 420, "A1": 841, "A2": 594, "A0": 1189}[expected]
    assert opened.canvas.sheet.width() == pytest.approx(width)


def test_a_wrong_paper_is_told_and_the_map_still_shown(opened: MainWindow) -> None:
    project, one = opened.session.project, opened.session.map
    assert project is not None and one is not None
    wrong = one.model_copy(update={"poster": one.poster.model_copy(update={"paper": "napkin"})})
    opened.session.apply("paper", project.model_copy(update={"maps": (wrong,)}))
    assert opened.info.notice is not None and "napkin" in opened.info.notice.text
    assert opened.canvas.shown is not None


def test_a_project_without_maps_says_what_to_do(opened: MainWindow) -> None:
    project = opened.session.project
    assert project is not None
    opened.session.apply("no maps", project.model_copy(update={"maps": ()}))
    assert opened.canvas.shown is None
    assert not opened.actions_["export_poster"].isEnabled()
    assert opened.canvas._hint.isVisible()
    status = opened.bench.status
    steps = [button for button, _action, _name in status._steps]
    assert not any(button.isEnabled() for button in (status.zoom, *steps))
    opened.session.undo()
    assert all(button.isEnabled() for button in (status.zoom, *steps))


def test_navigator_and_inspector(opened: MainWindow) -> None:
    from cjmdesk.ui.docks.rows import ROW, Row

    rows: list[Row] = [
        opened.bench.navigator.list.item(n).data(ROW) for n in range(opened.bench.navigator.list.count())
    ]
    assert [row.kind for row in rows].count("step") == 7
    assert [row.kind for row in rows].count("map") == 2
    number = next(n for n, row in enumerate(rows) if row.kind == "persona")
    opened.bench.navigator.list.itemClicked.emit(opened.bench.navigator.list.item(number))
    assert opened.session.selection == rows[number].id
    second = [n for n, row in enumerate(rows) if row.kind == "map"][1]
    opened.bench.navigator.list.itemActivated.emit(opened.bench.navigator.list.item(second))
    assert opened.session.map is not None and opened.session.map.id == rows[second].id


def test_dialogs_open_and_say_something(opened: MainWindow) -> None:
    opened.actions_["about"].trigger()
    about = _dialog(opened, AboutDialog)
    assert isinstance(about, AboutDialog) and "MIT" in about.text.toPlainText()
    about.close()
    opened.actions_["shortcuts"].trigger()
    sheet = _dialog(opened, ShortcutsDialog)
    assert isinstance(sheet, ShortcutsDialog)
    search = sheet.findChild(QLineEdit)
    assert search is not None
    search.setText("zoom")
    sheet.close()
    details = DetailsDialog(opened, "Title", ["One.", "Two."])
    assert "Two." in details.text.toPlainText()
    details.close()


def test_an_export_runs_in_a_child_and_is_told(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    project, one = opened.session.project, opened.session.map
    assert project is not None and one is not None
    target = tmp_path / "poster.svg"
    opened.jobs.start(Order(project, target, ("--map", one.id, "--paper", "A3")))
    assert opened.info.notice is not None and opened.info.notice.busy
    qtbot.waitUntil(lambda: opened.jobs.running == 0, timeout=30_000)
    assert opened.info.notice.level == "info", opened.info.notice.text
    assert target.read_bytes().startswith(b"<?xml") or b"<svg" in target.read_bytes()[:500]


def test_a_cancelled_export_leaves_nothing(opened: MainWindow, tmp_path: Path) -> None:
    project = opened.session.project
    assert project is not None
    target = tmp_path / "poster.pdf"
    opened.jobs.start(Order(project, target, ()))
    notice = opened.info.notice
    assert notice is not None
    notice.ways[0][1]()
    assert opened.jobs.running == 0
    assert list(tmp_path.glob("poster*")) == []


def test_a_failed_export_says_why(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    project = opened.session.project
    assert project is not None
    opened.jobs.start(Order(project, tmp_path / "no" / "where" / "poster.svg", ("--paper", "A4")))
    qtbot.waitUntil(lambda: opened.jobs.running == 0, timeout=30_000)
    notice = opened.info.notice
    assert notice is not None and notice.level == "error"
    assert "Traceback" not in notice.text


def test_an_unforeseen_error_is_logged_and_work_goes_on(
    opened: MainWindow, program: Program, monkeypatch: pytest.MonkeyPatch, expected_logs: list[str]
) -> None:
    expected_logs.append("unforeseen error")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(troubles.LOG, "handlers", [])
    troubles.install(program.trouble)
    error = ZeroDivisionError("deliberate")
    sys.excepthook(ZeroDivisionError, error, None)
    notice = opened.info.notice
    assert notice is not None and "ZeroDivisionError" in notice.text and "deliberate" not in notice.text
    assert "deliberate" in (troubles.log_folder() / "cjmdesk.log").read_text("utf-8")
    for handler in troubles.LOG.handlers:
        handler.close()


def test_broken_settings_are_the_usual_ones() -> None:
    from cjmdesk.storage import places

    places.settings_file().parent.mkdir(parents=True, exist_ok=True)
    places.settings_file().write_text(
        '{"language": 7, "theme": "pink", "margins": ["a"], "geometry": "%"}', "utf-8"
    )
    kept = Remembered()
    assert (kept.language, kept.theme, kept.margins) == ("", "system", (5.0, 5.0, 5.0, 5.0))
    places.settings_file().write_text("not json", "utf-8")
    assert Remembered().paper


def test_a_file_is_shown_where_it_was_left(opened: MainWindow, program: Program, qtbot: QtBot) -> None:
    path, project = opened.session.path, opened.session.project
    assert path is not None and project is not None
    opened.session.show_map(project.maps[1].id)
    opened.canvas.set_zoom(1.5)
    opened.canvas.centerOn(400, 300)
    left = opened.canvas.looked_at()
    again = program.new_window()
    opened.close()
    again.resize(1200, 800)
    program.open_path(path, again)
    qtbot.wait(20)
    assert again.session.map is not None and again.session.map.id == project.maps[1].id
    assert again.canvas.looked_at()[:3] == left[:3]
    assert again.canvas.looked_at()[3:] == pytest.approx(left[3:], abs=2)


@pytest.mark.parametrize("kept", [None, [], ["no map", 1, "", 0, 0], ["", "x", 1, 2, 3], {"a": 1}])
def test_a_broken_memory_of_views_does_no_harm(
    opened: MainWindow, program: Program, qtbot: QtBot, kept: object
) -> None:
    path = opened.session.path
    assert path is not None
    again = program.new_window()
    opened.close()
    program.remembered.put(views={str(path): kept})
    program.open_path(path, again)
    qtbot.wait(20)
    assert again.canvas.fit == "reading"


def test_panes_are_remembered(opened: MainWindow, program: Program) -> None:
    opened.actions_["inspector"].trigger()
    assert opened.bench.inspector.isHidden()
    again = program.new_window()
    assert again.bench.inspector.isHidden()
    assert not again.bench.navigator.isHidden()


def test_the_first_paint_needs_no_heavy_module() -> None:
    code = f"""
import sys
from cjmdesk.ui.app import make_app
from cjmdesk.ui.program import Program
app = make_app()
window = Program(app).new_window()
window.repaint()
print([name for name in {HEAVY!r} if name in sys.modules])
import os
sys.stdout.flush()
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_a_display_it_says_so() -> None:
    import os

    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)
    code = "import sys; from cjmdesk.ui.app import run; sys.exit(run([]))"
    done = subprocess.run([sys.executable, "-c", code], env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "display" in done.stderr


def test_closing_lets_the_window_go(program: Program, window: MainWindow, qtbot: QtBot) -> None:
    gone: list[bool] = []
    window.destroyed.connect(lambda *_object: gone.append(True))
    window.close()
    qtbot.waitUntil(lambda: bool(gone), timeout=1_000)
    assert program.windows == []


def test_it_starts_opens_and_quits_cleanly(bike: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import cjmdesk.ui.app as app

def leave():
    for window in list(QApplication.topLevelWidgets()):
        if window.objectName() == "" and hasattr(window, "program"):
            window.program.quit()
            return

app.make_app()
QTimer.singleShot(900, leave)
sys.exit(app.run([Path({str(bike)!r})]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_start_reads_no_sources(bike: Path) -> None:
    """PySide read every module that was imported after it, and kept 11 MB of source."""
    code = f"""
import linecache, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import cjmdesk.ui.app as app

def leave():
    windows = [window for window in QApplication.topLevelWidgets() if hasattr(window, "program")]
    if windows and windows[0].session.project is not None:
        print(sum(len(entry[2]) for entry in linecache.cache.values() if len(entry) > 1), len(sys.modules))
        windows[0].program.quit()

made = app.make_app()
timer = QTimer(made)
timer.timeout.connect(leave)
timer.start(100)
app.run([Path({str(bike)!r})])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines, modules = map(int, done.stdout.split())
    assert modules > 300
    assert lines < 1000
