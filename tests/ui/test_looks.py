"""What the eye found in pictures of the window, held by what widgets say of themselves."""

import datetime
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QComboBox,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cjmdesk.ui.actions.action import SEPARATOR
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.commands.kindchooser import KindChooser
from cjmdesk.ui.dialogs.shortcuts import ShortcutsDialog
from cjmdesk.ui.fields.editors.dates import pick_day
from cjmdesk.ui.presenting.presentation import Presentation
from cjmdesk.ui.window import MainWindow


def select_first(window: MainWindow, kind: str) -> None:
    assert window.session.map is not None
    lane = next(lane for lane in window.session.map.lanes if lane.kind == kind)
    window.session.select(next(card.id for cell in lane.cells for card in cell.cards))


def editor(window: MainWindow, field: str) -> QWidget:
    form = window.bench.inspector.form
    assert form is not None
    row = form.row(field)
    row.show()
    assert row.editor is not None
    return row.editor


@pytest.fixture
def pop(qtbot: QtBot) -> Iterator[object]:
    """The popup that is open, once it is; closed in the end."""

    def found() -> QWidget:
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        return QApplication.activePopupWidget()

    yield found
    while QApplication.activePopupWidget() is not None:
        QApplication.activePopupWidget().close()


def test_the_first_frame_of_a_presentation_fills_the_screen(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_["present"].trigger()
    shown = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Presentation))
    qtbot.waitExposed(shown)
    seen, sheet = shown.view.looked_at(), shown.view.sheet
    assert seen.contains(sheet)
    assert max(sheet.width() / seen.width(), sheet.height() / seen.height()) > 0.9
    shown.close()


def test_a_list_opens_below_its_box_with_all_its_entries(opened: MainWindow, pop: object) -> None:
    select_first(opened, "solutions")
    box = editor(opened, "status").findChild(QComboBox)
    assert isinstance(box, ChoiceBox)
    box.showPopup()
    popup = pop()  # type: ignore[operator]
    assert popup.mapToGlobal(QPoint(0, 0)).y() >= box.mapToGlobal(QPoint(0, box.height() - 2)).y()
    last = box.view().visualRect(box.model().index(box.count() - 1, 0))
    assert box.view().viewport().rect().contains(last)
    assert last.height() >= box.fontMetrics().height() + 8


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_calendar_has_the_colours_of_the_theme(opened: MainWindow, pop: object, theme: str) -> None:
    opened.program.theme.use(theme)
    select_first(opened, "solutions")
    button = editor(opened, "due").findChild(QToolButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    popup = pop()  # type: ignore[operator]
    assert popup.screen().availableGeometry().contains(popup.frameGeometry())
    calendar = popup.findChild(QCalendarWidget)
    picture = calendar.grab().toImage()
    grounds = {picture.pixelColor(1, y).name() for y in range(2, picture.height() - 2, 5)}
    theirs = {opened.program.theme.colour(name).name() for name in ("surface", "accent")}  # the day chosen
    assert grounds <= theirs
    assert QColor("#ff0000").name() not in {
        picture.pixelColor(x, y).name()
        for x in range(picture.width() * 5 // 7, picture.width())
        for y in range(0, picture.height(), 2)
    }
    opened.program.theme.use("light")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_kinds_of_lanes_stand_on_the_ground_of_other_lists(
    opened: MainWindow, pop: object, theme: str
) -> None:
    opened.program.theme.use(theme)
    opened.actions_["lane_below"].trigger()
    popup = pop()  # type: ignore[operator]
    assert isinstance(popup, KindChooser)
    QTest.keyClicks(popup.search, "nobody knows this")
    picture = popup.grab().toImage()
    surface = opened.program.theme.colour("surface")
    margin = picture.pixelColor(4, picture.height() // 2)
    rows = popup.list.geometry()
    assert margin == picture.pixelColor(rows.center().x(), rows.bottom() - 4) == surface
    outline = opened.program.theme.colour("outline")
    assert picture.pixelColor(0, picture.height() // 2) == outline
    assert picture.pixelColor(0, 0) != outline, "its corners are round"
    row = popup.list.visualItemRect(popup.list.item(0)).translated(rows.topLeft())
    seen = {picture.pixelColor(x, row.center().y()).lightness() for x in range(row.left(), row.right())}
    assert any(abs(shade - surface.lightness()) > 80 for shade in seen), "it says that nothing fits"
    popup.close()
    opened.program.theme.use("light")


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_a_calendar_shows_all_weeks_and_names_of_days(opened: MainWindow, language: str) -> None:
    opened.program.set_language(language)
    popup = pick_day(opened, opened.program.theme, datetime.date(2027, 5, 1), lambda _day: None)
    days = popup.findChild(QTableView)
    assert days is not None
    names = days.model()
    assert days.viewport().height() >= sum(days.rowHeight(row) for row in range(7))
    for column in range(7):
        index = names.index(0, column)
        bold = QFont(days.font())
        bold.setWeight(QFont.Weight.DemiBold)
        assert days.columnWidth(column) > QFontMetrics(bold).horizontalAdvance(index.data()) + 4
    popup.close()
    opened.program.set_language("en")


def test_a_calendar_opens_inside_the_screen(opened: MainWindow, pop: object) -> None:
    screen = opened.screen().availableGeometry()
    opened.move(screen.right() - opened.width() // 2, screen.bottom() - 200)
    select_first(opened, "solutions")
    button = editor(opened, "due").findChild(QToolButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert screen.contains(pop().frameGeometry())  # type: ignore[operator]


def test_the_filter_bar_takes_more_lines_where_it_is_narrow(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_["filter"].trigger()
    bar = opened.bench.filterbar
    bar.choose("tags", "website", True)
    opened.actions_["save_view"].trigger()
    assert bar.minimumSizeHint().width() < 300
    opened.resize(820, 600)
    qtbot.wait(20)
    tops = [button.mapTo(bar, QPoint(0, 0)).y() for button in bar.buttons.values()]
    assert 1 < len(set(tops)) < len(tops)
    for widget in (*bar.buttons.values(), bar.title, bar.views, bar.clear):
        assert bar.rect().contains(widget.geometry().translated(widget.parentWidget().pos()))


def test_scrolling_does_not_put_off_the_overview(opened: MainWindow, qtbot: QtBot) -> None:
    minimap = opened.canvas.minimap
    opened.canvas.set_zoom(1.0)
    qtbot.waitUntil(minimap.isVisible)

    def pictured() -> bool:
        minimap.repaint()
        picture = minimap.grab().toImage()
        row = [picture.pixelColor(x, y).name() for x in range(10, 140, 3) for y in range(10, 90, 3)]
        return len(set(row)) > 8

    qtbot.waitUntil(pictured, timeout=5_000)


def menu_of(window: MainWindow, id: str) -> list[str]:
    menu = next(m for m in window.findChildren(QMenu) if m.objectName() == id)
    menu.aboutToShow.emit()
    return [
        SEPARATOR if one.isSeparator() else one.menu().objectName() if one.menu() else one.objectName()
        for one in menu.actions()
    ]


def test_the_map_menu_goes_from_what_is_in_the_map_to_the_other_maps(opened: MainWindow) -> None:
    entries = menu_of(opened, "map")
    assert entries[:2] == ["stages", "lanes"]
    assert entries[-3:] == [SEPARATOR, "", ""]  # the project's two maps


def test_a_connector_has_a_menu_of_its_own(opened: MainWindow, pop: object) -> None:
    assert opened.session.map is not None
    one = opened.session.map.connectors[0]
    opened.session.select(one.id)
    opened.canvas.asked.emit(one.id, opened.mapToGlobal(QPoint(200, 200)))
    offered = {action.objectName() for action in pop().actions()}  # type: ignore[operator]
    assert {"lead_elsewhere", "turn_connector", "connector_good", "delete"} <= offered
    assert "fit_page" not in offered


def test_the_filled_button_has_a_light_icon_and_its_menu_entry_a_dark_one(opened: MainWindow) -> None:
    action = opened.actions_["print"]
    button = next(
        one for one in opened.bench.toolbar.findChildren(QToolButton) if one.defaultAction() is action
    )

    def ink(widget_icon: object) -> str:
        picture = widget_icon.pixmap(16, 16).toImage()  # type: ignore[attr-defined]
        solid = [picture.pixelColor(x, y) for x in range(16) for y in range(16)]
        return max(solid, key=lambda colour: colour.alpha()).name()

    assert action.isIconVisibleInMenu()
    opened.actions_.retheme()
    assert QColor(ink(button.icon())).lightness() > 200
    assert QColor(ink(action.icon())).lightness() < 128


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_all_shortcuts_fit_their_window(opened: MainWindow, language: str, qtbot: QtBot) -> None:
    opened.program.set_language(language)
    opened.actions_["shortcuts"].trigger()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ShortcutsDialog))
    qtbot.wait(20)
    assert dialog.area.horizontalScrollBar().maximum() == 0
    dialog.close()
    opened.program.set_language("en")


def test_the_words_of_an_empty_field_are_seen_whole(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.session.map is not None
    opened.session.select(opened.session.map.lanes[0].id)
    box = editor(opened, "question").findChild(QPlainTextEdit)
    assert box is not None
    low = box.height()
    box.hint("What does the customer do here, and what does nobody at our counter ever get to see?")
    qtbot.waitUntil(lambda: box.height() >= low + box.fontMetrics().lineSpacing())


def sign_for_more(opened: MainWindow) -> QToolButton:
    found = opened.bench.toolbar.left.findChild(QToolButton, "qt_toolbar_ext_button")
    assert isinstance(found, QToolButton)
    return found


def button_of(opened: MainWindow, id: str) -> QToolButton:
    return next(
        one
        for one in opened.bench.toolbar.findChildren(QToolButton)
        if one.defaultAction() is opened.actions_[id]
    )


def test_what_the_toolbar_has_no_room_for_is_behind_a_sign(opened: MainWindow, qtbot: QtBot) -> None:
    bar = opened.bench.toolbar
    bar.setFixedWidth(560)
    sign = sign_for_more(opened)
    qtbot.waitUntil(sign.isVisible)
    assert not sign.icon().isNull()
    picture = sign.grab().toImage()
    inks = {
        picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())
    }
    assert min(inks) < 128
    for id in ("find", "inspector", "print"):
        assert button_of(opened, id).isVisible()


def test_in_a_narrow_window_words_of_the_toolbar_go_before_its_buttons(
    opened: MainWindow, qtbot: QtBot
) -> None:
    styles = Qt.ToolButtonStyle
    for width, known, added, printed in (
        (1600, styles.ToolButtonTextBesideIcon, styles.ToolButtonTextOnly, styles.ToolButtonTextBesideIcon),
        (1200, styles.ToolButtonIconOnly, styles.ToolButtonTextOnly, styles.ToolButtonTextBesideIcon),
        (900, styles.ToolButtonIconOnly, styles.ToolButtonIconOnly, styles.ToolButtonIconOnly),
        (1600, styles.ToolButtonTextBesideIcon, styles.ToolButtonTextOnly, styles.ToolButtonTextBesideIcon),
    ):
        opened.resize(width, 700)
        qtbot.waitUntil(lambda: not sign_for_more(opened).isVisible())
        for id, style in (("save", known), ("new_card", added), ("print", printed)):
            assert button_of(opened, id).toolButtonStyle() == style, (width, id)
            assert button_of(opened, id).width() == button_of(opened, id).sizeHint().width()


@pytest.mark.parametrize("width", [640, 700, 760])
def test_the_main_button_stays_in_the_narrowest_window(opened: MainWindow, width: int, qtbot: QtBot) -> None:
    opened.resize(width, 700)
    qtbot.waitUntil(lambda: opened.bench.toolbar.width() == width)
    last = button_of(opened, "print")
    qtbot.waitUntil(last.isVisible)
    assert last.mapTo(opened, last.rect().topRight()).x() < width


def test_the_toolbar_is_slim_in_both_themes(opened: MainWindow, qtbot: QtBot) -> None:
    bar = opened.bench.toolbar
    for theme in ("dark", "light"):
        opened.program.set_theme(theme)
        qtbot.waitUntil(lambda: bar.height() <= button_of(opened, "print").height() + 18)
        assert bar.left.height() == button_of(opened, "save").height()


def test_the_toolbar_shows_whether_the_left_panel_is_open_whatever_page_it_shows(opened: MainWindow) -> None:
    bar, side = opened.bench.toolbar, opened.bench.side
    words = opened.actions_["navigator"].iconText()
    button = next(one for one in bar.findChildren(QToolButton) if one.text() == words)
    assert button.isChecked() and not button.icon().isNull()
    opened.actions_["outline"].trigger()
    assert button.isChecked() and side.page == "outline"
    button.click()
    assert side.isHidden() and not button.isChecked()
    button.click()
    assert not side.isHidden() and button.isChecked()


@pytest.mark.parametrize("what", ["stage", "card"])
def test_a_presentation_begins_at_the_stage_that_is_selected(opened: MainWindow, what: str) -> None:
    one = opened.session.map
    assert one is not None
    stage = one.stages[2]
    step = stage.steps[0].id
    cards = [card.id for lane in one.lanes for cell in lane.cells if cell.step == step for card in cell.cards]
    opened.session.select(stage.id if what == "stage" else cards[0])
    opened.actions_["present"].trigger()
    shown = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Presentation))
    assert shown.frame is not None
    assert shown.frame.stage == 3
    shown.close()


def test_a_long_step_of_the_history_takes_two_lines(opened: MainWindow, qtbot: QtBot) -> None:
    project = opened.session.project
    assert project is not None
    opened.actions_["past"].trigger()
    words = "renaming the second of the three stages of the journey"
    opened.session.apply(words, project.model_copy(update={"title": "Another"}))
    past = opened.bench.past
    qtbot.wait(20)
    short, long = (past.list.visualItemRect(past.list.item(row)) for row in (0, 1))
    assert long.height() >= short.height() + past.fontMetrics().lineSpacing()
