"""What hinders people who have never seen the window: each of these once did."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.edits.connectors import add_connector
from cjmdesk.edits.fields import set_field
from cjmdesk.formats.blank import blank_project
from cjmdesk.formats.copied import MEDIA_TYPE
from cjmdesk.model.cards import Card, EmotionPoint
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.ui.commands.contextmenu import context_menu
from cjmdesk.ui.commands.kindchooser import KindChooser
from cjmdesk.ui.dialogs.palette import Palette
from cjmdesk.ui.fields.editors.dates import DateEditor
from cjmdesk.ui.presenting.presentation import Presentation
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

Key = Qt.Key


@pytest.fixture
def blank(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with an empty map of six stages, seen whole."""
    window.session.start(blank_project("en"))
    qtbot.wait(20)
    window.canvas.fit_to("page")
    window.canvas.setFocus()
    return window


def journey(window: MainWindow) -> JourneyMap:
    assert window.session.map is not None
    return window.session.map


def cell(window: MainWindow, kind: str, column: int = 0) -> str:
    steps = [step.id for stage in journey(window).stages for step in stage.steps]
    lane = next(lane for lane in journey(window).lanes if lane.kind == kind)
    return f"cell:{lane.id}:{steps[column]}"


def click(window: MainWindow, kind: str, column: int = 0) -> None:
    """Click into the middle of a cell."""
    scene = window.canvas.shown
    assert scene is not None
    key = cell(window, kind, column)
    box = next(one for one in scene.cells if one.key == key)
    at = window.canvas.mapFromScene(box.x + box.width / 2, box.y + 0.7 * box.height)
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def cards(window: MainWindow, kind: str, column: int) -> list[Card]:
    key = cell(window, kind, column)
    return [
        card
        for lane in journey(window).lanes
        for each in lane.cells
        if f"cell:{lane.id}:{each.step}" == key
        for card in each.cards
    ]


def points(window: MainWindow) -> list[EmotionPoint]:
    return [point for lane in journey(window).lanes for each in lane.cells for point in each.points]


def test_a_list_pasted_into_a_clicked_cell_becomes_notes(blank: MainWindow) -> None:
    data = QMimeData()
    data.setText("- waits\n- calls\n- goes home")
    QGuiApplication.clipboard().setMimeData(data)
    click(blank, "actions", 1)
    assert blank.canvas.writing.active
    QTest.keyClick(blank.canvas, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [card.text for card in cards(blank, "actions", 1)] == ["waits", "calls", "goes home"]
    assert not blank.canvas.writing.active


def test_a_copied_note_pasted_into_a_clicked_cell_keeps_what_it_holds(blank: MainWindow) -> None:
    click(blank, "pain_points")
    QTest.keyClicks(blank.canvas, "queue")
    QTest.keyClick(blank.canvas, Key.Key_Escape)
    first = cards(blank, "pain_points", 0)[0]
    project = blank.session.project
    assert project is not None
    blank.session.apply("severity", set_field(project, first.id, "severity", 4))
    blank.session.select(first.id)
    QTest.keyClick(blank.canvas, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().mimeData().hasFormat(MEDIA_TYPE)
    click(blank, "pain_points", 2)
    QTest.keyClick(blank.canvas, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(card.text, card.model_dump()["severity"]) for card in cards(blank, "pain_points", 2)] == [
        ("queue", 4)
    ]


def test_the_next_quote_is_written_in_its_cell(blank: MainWindow, qtbot: QtBot) -> None:
    click(blank, "emotions")
    QTest.keyClicks(blank.canvas, "hurrah")
    QTest.keyClick(blank.canvas, Key.Key_Return)
    qtbot.wait(20)
    assert blank.canvas.writing.active
    scene = blank.canvas.shown
    assert scene is not None
    box = next(one for one in scene.cells if one.key == cell(blank, "emotions"))
    editor = blank.canvas.writing.editor
    place = editor.mapToScene(editor.boundingRect().center())
    assert box.x < place.x() < box.x + box.width
    assert box.y < place.y() < box.y + box.height


def test_words_typed_at_a_point_without_any_are_its_quote(blank: MainWindow) -> None:
    click(blank, "emotions")
    QTest.keyClick(blank.canvas, Key.Key_Return)
    point = points(blank)[0]
    assert (blank.session.selection, point.quote) == (point.id, "")
    QTest.keyClicks(blank.canvas, "my knees")
    QTest.keyClick(blank.canvas, Key.Key_Escape)
    assert [(each.id, each.quote, each.level) for each in points(blank)] == [
        (point.id, "my knees", point.level)
    ]


def test_typing_on_a_selected_heading_writes_its_title_anew(blank: MainWindow) -> None:
    stage, lane = journey(blank).stages[2], journey(blank).lanes[2]
    for id, words in ((stage.id, "Trying on"), (lane.id, "Woes")):
        blank.session.select(id)
        QTest.keyClicks(blank.canvas, words)
        QTest.keyClick(blank.canvas, Key.Key_Return)
    assert journey(blank).stages[2].title == "Trying on"
    assert journey(blank).lanes[2].title == "Woes"


def test_the_kind_whose_name_begins_as_typed_comes_first(blank: MainWindow) -> None:
    blank.actions_["lane_below"].trigger()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, KindChooser)
    QTest.keyClicks(popup.search, "mot")
    QTest.keyClick(popup.search, Key.Key_Return)
    assert [lane.kind for lane in journey(blank).lanes].count("emotions") == 1
    assert "motives" in [lane.kind for lane in journey(blank).lanes]


def test_the_first_save_is_called_as_the_map_is_by_now(
    blank: MainWindow, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def name(_parent: QWidget, _title: str, path: str, *_more: str) -> tuple[str, str]:
        asked.append(Path(path).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    blank.files.start_new(blank_project("en"), "Empty map.cjm")
    blank.actions_["save"].trigger()
    blank.actions_["rename_map"].trigger()
    QTest.keyClicks(blank.canvas, "Bikes: buying one")
    QTest.keyClick(blank.canvas, Key.Key_Return)
    blank.actions_["save"].trigger()
    assert asked == ["Empty map.cjm", "Bikes- buying one.cjm"]


def test_the_overview_does_not_cover_cells_when_a_little_is_out_of_view(blank: MainWindow) -> None:
    blank.canvas.set_zoom(blank.canvas.zoom * 1.13)
    seen, whole = blank.canvas.in_view(), blank.canvas.sheet
    assert seen.height() < whole.height() or seen.width() < whole.width()
    assert not blank.canvas.minimap.isVisible()


def test_menus_of_a_card_and_a_connector_offer_what_they_are_opened_for(opened: MainWindow) -> None:
    def offered(thing: str) -> list[str]:
        opened.session.select(thing)
        menu: QMenu = context_menu(thing, opened.session, opened.actions_, opened)
        names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
        menu.close()
        return names

    one, project = journey(opened), opened.session.project
    assert project is not None
    card = next(card for lane in one.lanes for each in lane.cells for card in each.cards)
    assert {"insert_picture", "connect", "delete"} <= set(offered(card.id))
    made = Connector(id="arrow", source=one.stages[0].id, target=one.stages[-1].id)
    opened.session.apply("arrow", add_connector(project, one.id, made))
    assert {"delete", "turn_connector", "lead_elsewhere", "connector_bad"} <= set(offered("arrow"))


@pytest.fixture
def presented(opened: MainWindow, qtbot: QtBot) -> Iterator[Presentation]:
    opened.actions_["present"].trigger()
    found = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Presentation))
    yield found
    found.close()


def test_a_presentation_begins_with_the_map_as_large_as_the_screen(presented: Presentation) -> None:
    for size in (None, (1366, 700), (900, 600)):
        if size is not None:
            presented.resize(*size)
        QApplication.processEvents()
        view, sheet = presented.view, presented.view.sheet
        shown = view.mapToScene(view.viewport().rect()).boundingRect()
        assert abs(shown.width() - view.looked_at().width()) < 0.02 * shown.width()
        assert max(sheet.width() / shown.width(), sheet.height() / shown.height()) > 0.9


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_calendar_is_readable_and_on_the_screen(
    opened: MainWindow, program: Program, qtbot: QtBot, theme: str
) -> None:
    program.set_theme(theme)
    solution = next(
        card
        for lane in journey(opened).lanes
        for each in lane.cells
        for card in each.cards
        if card.kind == "solutions"
    )
    opened.session.select(solution.id)
    form = opened.bench.inspector.form
    assert form is not None
    editor = form.row("due").editor
    assert isinstance(editor, DateEditor)
    editor.open.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert calendar is not None
    qtbot.wait(20)
    image = popup.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    surface = program.theme.colour("surface").rgb()
    pixels = [image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    assert pixels.count(surface) > len(pixels) * 0.6
    assert popup.screen().availableGeometry().contains(popup.geometry())
    popup.close()


def test_advice_goes_away_when_work_goes_on_and_not_before(blank: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("- waits\n- calls")
    blank.session.select("")
    QTest.keyClick(blank.canvas, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert blank.info.notice is not None and "Select the cell" in blank.info.notice.text
    qtbot.wait(10)
    blank.session.select(cell(blank, "actions"))
    assert blank.info.notice is not None
    QTest.keyClick(blank.canvas, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [card.text for card in cards(blank, "actions", 0)] == ["waits", "calls"]
    assert blank.info.notice is None


def test_a_map_turned_round_is_seen_from_its_beginning(blank: MainWindow, qtbot: QtBot) -> None:
    blank.canvas.set_zoom(blank.canvas.zoom * 3)
    for _way in range(2):
        blank.actions_["right_to_left"].trigger()
        qtbot.wait(20)
        scene = blank.canvas.shown
        assert scene is not None
        key = cell(blank, "actions", 0)
        box = next(one for one in scene.cells if one.key == key)
        seen = blank.canvas.in_view()
        assert seen.left() <= box.x and box.x + box.width <= seen.right()


def test_the_palette_finds_the_theme_by_its_colour(opened: MainWindow) -> None:
    opened.actions_["palette"].trigger()
    palette = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Palette))
    QTest.keyClicks(palette.line, "dark")
    assert palette.list.item(0).text() == "Preferences"
    palette.close()
