"""The navigator under the hand: renaming, moving, adding, deleting, ticking."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from cjmdesk.model.people import Persona
from cjmdesk.ui.docks.navigator import ADD_MAP, ADD_PERSONA
from cjmdesk.ui.docks.rowlist import RowList
from cjmdesk.ui.docks.rows import ROW, Row
from cjmdesk.ui.window import MainWindow


def _list(window: MainWindow) -> RowList:
    window.activateWindow()
    return window.bench.navigator.list


def _go(window: MainWindow, id: str) -> Row:
    rows = _list(window)
    number = next(n for n in range(rows.count()) if rows.item(n).data(ROW).id == id)
    rows.setCurrentRow(number)
    rows.setFocus()
    found: Row = rows.item(number).data(ROW)
    return found


def _place(window: MainWindow, id: str) -> QPoint:
    _go(window, id)
    rows = _list(window)
    return rows.visualItemRect(rows.currentItem()).center()


def _maps(window: MainWindow) -> list[str]:
    assert window.session.project is not None
    return [one.id for one in window.session.project.maps]


def _people(window: MainWindow) -> tuple[Persona, ...]:
    assert window.session.project is not None
    return window.session.project.personas


def test_f2_renames_a_map_in_place(opened: MainWindow, qtbot: QtBot) -> None:
    rows = _list(opened)
    _go(opened, _maps(opened)[0])
    QTest.keyClick(rows, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "Winter visit")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.session.modified)
    assert opened.session.map is not None and opened.session.map.title == "Winter visit"
    assert opened.session.history is not None and len(opened.session.history) == 1


def test_alt_arrows_and_dragging_reorder(opened: MainWindow) -> None:
    first, second = _maps(opened)
    rows = _list(opened)
    _go(opened, first)
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _maps(opened) == [second, first]
    assert rows.currentItem().data(ROW).id == first
    start, end = _place(opened, first), _place(opened, second)
    view = rows.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end - QPoint(0, 6))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end - QPoint(0, 6))
    assert _maps(opened) == [first, second]


def test_a_persona_is_added_named_and_deleted(opened: MainWindow, qtbot: QtBot) -> None:
    rows = _list(opened)
    before = _people(opened)
    _go(opened, ADD_PERSONA)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "Ewa")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(_people(opened)[-1].name))
    made = _people(opened)[-1]
    assert made.name == "Ewa" and len(_people(opened)) == len(before) + 1
    assert opened.session.map is not None and made.id in opened.session.map.personas
    assert opened.session.selection == made.id
    _go(opened, made.id)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert _people(opened) == before
    opened.session.undo()
    assert _people(opened)[-1].name == "Ewa"


def test_a_map_is_added_with_the_same_stages_and_no_notes(opened: MainWindow) -> None:
    rows, old = _list(opened), opened.session.map
    assert old is not None
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=_place(opened, ADD_MAP))
    new = opened.session.map
    assert new is not None and new.id != old.id and len(_maps(opened)) == 3
    assert [stage.title for stage in new.stages] == [stage.title for stage in old.stages]
    assert [lane.kind for lane in new.lanes] == [lane.kind for lane in old.lanes]
    assert not any(lane.cells for lane in new.lanes)


def test_deleting_the_shown_map_shows_another(opened: MainWindow) -> None:
    first, second = _maps(opened)
    _go(opened, first)
    QTest.keyClick(_list(opened), Qt.Key.Key_Delete)
    assert _maps(opened) == [second]
    assert opened.session.map is not None and opened.session.map.id == second
    assert opened.canvas.shown is not None
    next(each for each in opened.info.findChildren(QPushButton) if each.text() == "Undo").click()
    assert _maps(opened) == [first, second], "as from the menu, the notice takes it back"


def test_a_click_on_the_mark_ticks_a_workshop_step(opened: MainWindow) -> None:
    rows = _list(opened)
    place = _place(opened, "workshop:changes")
    assert _go(opened, "workshop:changes").mark != "done"
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(24, place.y()))
    assert _go(opened, "workshop:changes").mark == "done"
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert _go(opened, "workshop:changes").mark == "done"
    assert opened.session.selection == "workshop:changes"


def test_the_menu_offers_what_can_be_done(opened: MainWindow, qtbot: QtBot) -> None:
    rows = _list(opened)
    first = _maps(opened)[0]
    rows.asked.emit(_go(opened, first), QPoint(50, 50))
    menu = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible())
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Rename", "Make Future State", "Move Up", "Move Down", "Delete"]
    duplicate = next(action for action in menu.actions() if action.text() == "Make Future State")
    duplicate.trigger()
    menu.close()
    assert len(_maps(opened)) == 3
    assert opened.session.map is not None and opened.session.map.made_from == first
