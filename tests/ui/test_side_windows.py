"""Windows beside the main one: keys of the main window, another language, another file, another map."""

from pathlib import Path

import pytest
from hands import project
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.storage.project_file import load
from cjmdesk.ui.comparing.window import CompareWindow
from cjmdesk.ui.deciding.window import DecidingWindow
from cjmdesk.ui.figures.window import FiguresWindow
from cjmdesk.ui.people.window import PeopleWindow
from cjmdesk.ui.program import Program
from cjmdesk.ui.translating.window import TranslationsWindow
from cjmdesk.ui.window import MainWindow
from cjmdesk.ui.workshop.window import WorkshopWindow

KINDS: dict[str, type[QWidget]] = {
    "figures": FiguresWindow,
    "compare": CompareWindow,
    "decide": DecidingWindow,
    "translations": TranslationsWindow,
    "persona_guide": PeopleWindow,
    "brief": WorkshopWindow,
}
ALL = pytest.mark.parametrize("name", KINDS)


def seen(name: str) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, KINDS[name]) and one.isVisible()]


def beside(window: MainWindow, name: str, qtbot: QtBot) -> QWidget:
    """That window, opened and with the keyboard, which is in no line of text."""
    window.actions_[name].trigger()
    qtbot.waitUntil(lambda: [one.isActiveWindow() for one in seen(name)] == [True])
    [found] = seen(name)
    focus = found.focusWidget()
    if focus is None or isinstance(focus, QLineEdit | QComboBox):
        found.setFocus()
    return found


def keyboard(of: QWidget) -> QWidget:
    return of.focusWidget() or of


@ALL
def test_undo_redo_save_and_close_by_key(opened: MainWindow, name: str, qtbot: QtBot) -> None:
    before = project(opened)
    fresh = set_field(before, before.maps[0].stages[0].id, "title", "Elsewhere")
    opened.session.apply("renaming", fresh)
    side = beside(opened, name, qtbot)
    QTest.keyClick(keyboard(side), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: project(opened) is before)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(keyboard(side), Qt.Key.Key_Z, both)
    qtbot.waitUntil(lambda: project(opened) is fresh)
    QTest.keyClick(keyboard(side), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not opened.session.modified)
    path = opened.session.path
    assert path is not None
    qtbot.waitUntil(lambda: load(path).project.maps[0].stages[0].title == "Elsewhere")
    QTest.keyClick(keyboard(side), Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not seen(name))
    assert opened.isVisible()


@ALL
def test_escape_closes_it(opened: MainWindow, name: str, qtbot: QtBot) -> None:
    side = beside(opened, name, qtbot)
    QTest.keyClick(keyboard(side), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not seen(name))


@ALL
def test_it_stays_where_it_is_in_another_language(
    program: Program, opened: MainWindow, name: str, qtbot: QtBot
) -> None:
    side = beside(opened, name, qtbot)
    side.setGeometry(60, 50, 900, 600)
    title = side.windowTitle()
    program.set_language("pl")
    qtbot.waitUntil(lambda: [one.windowTitle() != title for one in seen(name)] == [True])
    assert len(seen(name)) == 1
    assert seen(name)[0].width() == 900
    program.set_language("en")
    qtbot.waitUntil(lambda: [one.windowTitle() for one in seen(name)] == [title])


@ALL
def test_it_follows_another_file_and_another_map(
    opened: MainWindow, name: str, qtbot: QtBot, tmp_path: Path
) -> None:
    side = beside(opened, name, qtbot)
    before = project(opened)
    opened.session.show_map(before.maps[-1].id)
    qtbot.wait(5)
    fresh = before.model_copy(update={"title": "New", "maps": before.maps[-1:], "personas": ()})
    opened.session.start(fresh, opened.session.path)
    qtbot.wait(300)
    assert seen(name) == [side]
    opened.session.start(before, opened.session.path)
    qtbot.wait(300)
    assert seen(name) == [side]


def test_the_same_page_of_decide_and_plan(program: Program, opened: MainWindow, qtbot: QtBot) -> None:
    side = beside(opened, "decide", qtbot)
    assert isinstance(side, DecidingWindow)
    side.go_to(2)
    program.set_language("pl")
    qtbot.waitUntil(lambda: [one.windowTitle() for one in seen("decide")] == ["Zdecyduj i zaplanuj"])
    [again] = seen("decide")
    assert isinstance(again, DecidingWindow)
    assert again.page is again.votes


def test_the_same_two_maps_and_ticks(program: Program, opened: MainWindow, qtbot: QtBot) -> None:
    side = beside(opened, "compare", qtbot)
    assert isinstance(side, CompareWindow)
    side.swap.click()
    choices = side.pair.choices
    side.list.tick(side.list.shown_rows()[:3], True)
    chosen = side.list.chosen
    assert chosen
    program.set_language("ru")
    qtbot.waitUntil(lambda: bool(seen("compare")) and seen("compare") != [side])
    [again] = seen("compare")
    assert isinstance(again, CompareWindow)
    assert again.pair.choices == choices
    assert again.list.chosen == chosen
