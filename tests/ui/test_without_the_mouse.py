"""The window by keyboard: start page, panes, notices; and what tells the tiles apart."""

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from cjmdesk.formats.templates import list_templates, make_project
from cjmdesk.ui.infobar import Notice
from cjmdesk.ui.program import Program
from cjmdesk.ui.start.sketch import sketch
from cjmdesk.ui.start.tile import Tile
from cjmdesk.ui.window import MainWindow


def _press(key: Qt.Key) -> None:
    """A key, at whatever has the keyboard."""
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key)


def test_f6_then_return_starts_from_the_first_template(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(window.start.findChildren(Tile)), timeout=3_000)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert isinstance(QApplication.focusWidget(), Tile)
    _press(Qt.Key.Key_Return)
    project = window.session.project
    assert project is not None
    assert project.maps[0].type == list_templates("en")[0].type


def test_arrows_walk_over_the_tiles(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(window.start.findChildren(Tile)), timeout=3_000)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F6)
    first = QApplication.focusWidget()
    _press(Qt.Key.Key_Right)
    second = QApplication.focusWidget()
    assert isinstance(second, Tile) and second is not first


def test_f6_goes_round_and_over_the_notice(opened: MainWindow, qtbot: QtBot) -> None:
    pressed: list[str] = []
    opened.tell(Notice("Look here.", ways=(("Do it", lambda: pressed.append("done")),)))
    opened.activateWindow()
    opened.bench.inspector.setFocus()
    QTest.keyClick(opened, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None and opened.info.isAncestorOf(focus)
    _press(Qt.Key.Key_Return)
    assert pressed == ["done"]
    seen = []
    for _turn in range(4):
        QTest.keyClick(opened, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        parts = (opened.bench.navigator, opened.bench.canvas, opened.bench.inspector, opened.info)
        seen.append(next(n for n, part in enumerate(parts) if focus is part or part.isAncestorOf(focus)))
    assert seen == [0, 1, 2, 3]


def test_the_navigator_is_walked_by_arrows(opened: MainWindow) -> None:
    opened.activateWindow()
    opened.bench.inspector.setFocus()
    QTest.keyClick(opened, Qt.Key.Key_F6)
    assert opened.bench.navigator.list.currentItem().text().startswith("Repair visit – ")
    shown = opened.session.map
    _press(Qt.Key.Key_Down)
    _press(Qt.Key.Key_Return)
    assert opened.session.map is not shown


def test_return_follows_a_link_of_the_inspector(opened: MainWindow, qtbot: QtBot) -> None:
    project = opened.session.project
    assert project is not None
    answered = next(
        card
        for lane in project.maps[0].lanes
        for cell in lane.cells
        for card in cell.cards
        if getattr(card, "answers", ())
    )
    opened.session.select(answered.id)
    opened.activateWindow()
    form = opened.bench.inspector.form
    assert form is not None
    links = form.rows["answers"].findChildren(QPushButton)
    link = next(one for one in links if one.property("role") == "link" and one.toolTip())
    link.setFocus()
    _press(Qt.Key.Key_Return)
    assert opened.session.selection in answered.answers


def test_the_keyboard_stays_when_a_notice_follows_another(opened: MainWindow) -> None:
    def more() -> None:
        opened.tell(Notice("Done.", ways=(("Undo", lambda: None),)))

    opened.tell(Notice("Look here.", ways=(("Do it", more),)))
    opened.activateWindow()
    opened.info.take_focus()
    _press(Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton) and focus.text() == "Undo"


def test_escape_closes_the_notice(opened: MainWindow) -> None:
    opened.tell(Notice("Look here."))
    opened.activateWindow()
    opened.info.take_focus()
    _press(Qt.Key.Key_Escape)
    assert opened.info.notice is None and not opened.info.isVisible()


def test_a_command_that_is_on_is_lit_in_the_menu(opened: MainWindow) -> None:
    menu = next(one for one in opened.findChildren(QMenu) if one.objectName() == "view")
    menu.popup(opened.mapToGlobal(QPoint(20, 20)))
    QTest.qWait(30)
    picture, accent = menu.grab().toImage(), opened.program.theme.colour("accent")
    for id in ("navigator", "outline", "fit_width"):
        action = opened.actions_[id]
        row = menu.actionGeometry(action)
        lit = any(
            picture.pixelColor(x, y) == accent
            for x in range(row.left(), row.left() + 30)
            for y in range(row.top(), row.bottom())
        )
        assert lit == action.isChecked(), id
    assert opened.actions_["navigator"].isChecked() and not opened.actions_["outline"].isChecked()
    menu.close()


def test_sketches_tell_the_templates_apart(qtbot: QtBot, tmp_path: Path) -> None:
    pictures = [
        sketch(make_project(info.id, "en").maps[0], QSize(210, 118), 1.0).toImage()
        for info in list_templates("en")
    ]
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[:n])
    empty = (
        make_project(list_templates("en")[0].id, "en")
        .maps[0]
        .model_copy(update={"stages": (), "lanes": (), "connectors": ()})
    )
    assert not sketch(empty, QSize(210, 118), 2.0).isNull()
