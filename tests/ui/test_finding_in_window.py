"""Finding, replacing, filtering and the list of steps, with real keys."""

import pathlib

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.analysis.finding import Find, find_words
from cjmdesk.formats.templates import sample
from cjmdesk.layout.scene import CardBox, Path
from cjmdesk.storage.project_file import dumps
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def searching(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    """The bicycle workshop with the line for finding open."""
    opened.actions_["find"].trigger()
    return opened


def look_for(window: MainWindow, words: str) -> None:
    bar = window.bench.findbar
    bar.line.clear()
    QTest.keyClicks(bar.line, words)
    bar.look()


def test_enter_goes_through_all_places_and_round(searching: MainWindow) -> None:
    look_for(searching, "brake")
    seeing = searching.bench.seeing
    project = searching.session.project
    assert project is not None
    expected = find_words(project, Find("brake"), searching.session.map.id)  # type: ignore[union-attr]
    assert len(expected) > 2
    assert seeing.found == expected
    walked = [searching.session.selection]
    for _place in expected[1:]:
        QTest.keyClick(searching.bench.findbar.line, Key.Key_Return)
        walked.append(searching.session.selection)
    assert walked == [one.item for one in expected]
    QTest.keyClick(searching.bench.findbar.line, Key.Key_Return)
    assert seeing.at == 0
    QTest.keyClick(searching.bench.findbar.line, Key.Key_Return, Held.ShiftModifier)
    assert seeing.at == len(expected) - 1


def test_places_on_other_maps_are_shown_there(searching: MainWindow) -> None:
    project, shown = searching.session.project, searching.session.map
    assert project is not None and shown is not None
    other = project.maps[1]
    look_for(searching, other.title)
    while (here := searching.bench.seeing.here) is not None and here.map != other.id:
        searching.bench.seeing.go(1)
    assert searching.session.map is other
    count = len(searching.bench.seeing.found)
    searching.bench.seeing.go(1)
    assert len(searching.bench.seeing.found) == count


def test_words_of_the_brief_lead_to_the_project(searching: MainWindow) -> None:
    look_for(searching, "known beforehand")
    here = searching.bench.seeing.here
    assert here is not None
    assert (here.item, here.field) == ("project:", "brief.needs")
    assert searching.session.selection == "project:"


def test_found_words_are_marked_on_the_sheet_and_marks_go_with_the_bar(searching: MainWindow) -> None:
    look_for(searching, "brake")
    showing = searching.bench.showing
    assert searching.canvas.shown is not None
    sheet = searching.canvas.sheet
    boxes = [*showing.marks.boxes, *showing.current.boxes]
    in_scene = sum(
        text.block.text.casefold().count("brake") for _part, text in searching.canvas.shown.texts()
    )
    assert len(boxes) == in_scene > 0
    assert all(sheet.contains(box) and box.width() > 0 for box in boxes)
    QTest.keyClick(searching.bench.findbar.line, Key.Key_Escape)
    assert not showing.marks.boxes and not showing.current.boxes
    assert searching.bench.findbar.isHidden()
    assert searching.canvas.hasFocus()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_word_found_on_a_stages_header_can_be_read(
    searching: MainWindow, program: Program, theme: str, qtbot: QtBot
) -> None:
    """White letters on a colour: the marker is opaque and the letters under it are dark."""
    program.set_theme(theme)
    shown = searching.session.map
    assert shown is not None
    look_for(searching, shown.stages[2].title)
    qtbot.wait(30)
    (word,) = searching.bench.showing.lit.words
    corners = (searching.canvas.mapFromScene(at) for at in (word.box.topLeft(), word.box.bottomRight()))
    picture = searching.canvas.viewport().grab(QRect(*corners)).toImage()
    pixels = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    marker = [one for one in pixels if one.hue() in range(30, 56) and one.lightnessF() > 0.45]
    dark = [one for one in pixels if one.lightnessF() < 0.25]
    assert len(marker) > 0.4 * len(pixels)
    assert len(dark) > 0.03 * len(pixels)
    assert not [one for one in pixels if one.lightnessF() > 0.95]  # none of the white letters are left
    QTest.keyClick(searching.bench.findbar.line, Key.Key_Escape)
    assert not searching.bench.showing.lit.words
    program.set_theme("light")


def test_nothing_found_is_said(searching: MainWindow) -> None:
    look_for(searching, "hippopotamus")
    assert searching.bench.findbar.said.text() == "Not found"
    assert not searching.bench.findbar.next.isEnabled()


def test_replace_goes_on_to_the_next_and_replace_all_is_one_step(opened: MainWindow) -> None:
    before = dumps(opened.session.project)  # type: ignore[arg-type]
    opened.actions_["replace"].trigger()
    bar, seeing = opened.bench.findbar, opened.bench.seeing
    look_for(opened, "brake")
    count = len(seeing.found)
    QTest.keyClicks(bar.words, "brake shoe")
    QTest.keyClick(bar.words, Key.Key_Return)
    assert len(seeing.found) == count  # what was put in holds the word; it is not replaced again
    assert seeing.at == 1
    bar.line.clear()
    QTest.keyClicks(bar.line, "brake")
    bar.words.clear()
    QTest.keyClicks(bar.words, "chain")
    bar.all.click()
    assert not seeing.found
    assert bar.said.text() == f"Replaced {count} times"
    opened.session.undo()
    opened.session.undo()
    assert dumps(opened.session.project) == before  # type: ignore[arg-type]


def test_a_filter_fades_what_does_not_fit_and_is_no_step(opened: MainWindow) -> None:
    journey = opened.session.map
    assert journey is not None
    opened.actions_["filter"].trigger()
    bar, veil = opened.bench.filterbar, opened.bench.showing.veil
    bar.choose("lanes", journey.lanes[0].id, True)
    split = opened.bench.seeing.split
    assert split is not None and split.shown and split.faded
    assert 0 < len(veil.boxes) <= len(split.faded)
    assert not opened.session.modified
    bar.choose("lanes", journey.lanes[0].id, False)
    assert not veil.boxes
    bar.choose("evidence", "measured", True)
    QTest.keyClick(bar, Key.Key_Escape)
    assert not veil.boxes and bar.isHidden()


def test_points_curves_and_connectors_fade_on_the_ground_they_stand_on(opened: MainWindow) -> None:
    shown, scene, canvas = opened.session.map, opened.canvas.shown, opened.canvas
    assert shown is not None and scene is not None
    band = canvas.points.band(next(lane.id for lane in shown.lanes if lane.kind == "emotions"))
    assert band is not None
    one = band.placed()[0]
    face = QPointF(one.x, band.y(one.point.level or 0.0))
    canvas.set_zoom(0.6)
    canvas.centerOn(face)

    def look() -> tuple[str, int]:
        """The colour of the ground at the band's upper edge, and the darkest of a face."""
        picture = canvas.viewport().grab().toImage()
        at, ground = (canvas.mapFromScene(place) for place in (face, QPointF(one.x, band.top + 1.0)))
        around = [picture.pixelColor(at.x() + x, at.y() + y) for x in range(-9, 10) for y in range(-9, 10)]
        return picture.pixelColor(ground).name(), min(colour.lightness() for colour in around)

    before = look()
    opened.actions_["filter"].trigger()
    bar, fades = opened.bench.filterbar, opened.bench.showing.fades
    bar.choose("stages", shown.stages[1].id, True)
    canvas.centerOn(face)
    ground, darkest = look()
    assert ground == before[0] and darkest > before[1] + 60
    drawn = [(part, item) for part in scene.parts for item in part.items if isinstance(item, Path)]
    on_band = [item for part, item in drawn if part.key == f"curve:{band.lane.id}"]
    curves = [item for item in on_band if item.item == band.lane.id and item.commands[-1][0] == "C"]
    assert len(curves) == 2
    for curve in curves:  # the middle of its last stretch
        start, (a, b, c, d, *end) = curve.commands[-2][-2:], map(float, curve.commands[-1][1:])
        x, y = (float(start[0]) + 3 * a + 3 * c + end[0]) / 8, (float(start[1]) + 3 * b + 3 * d + end[1]) / 8
        assert fades.shape_over.contains(QPointF(band.left + x, band.top + y))
    gone = opened.bench.seeing.split.arrows  # type: ignore[union-attr]
    ways = [(part, item) for part, item in drawn if part.key in ("connectors", "rails")]
    lines = [(part, item) for part, item in ways if item.fill is None and len(item.commands) > 2]
    assert {line.item in gone for _part, line in lines} == {True, False}
    for part, line in lines:
        x, y = (float(number) for number in line.commands[0][1:])
        start = QPointF(part.x + x, part.y + y - 0.1)  # on a rail just above the stage
        assert fades.shape_over.contains(start) == (line.item in gone)
    bar.choose("stages", shown.stages[1].id, False)
    canvas.centerOn(face)
    assert fades.shape_over.isEmpty() and look() == before


def test_an_arrow_of_a_process_fades_with_either_of_its_boxes(
    program: Program, window: MainWindow, tmp_path: pathlib.Path, qtbot: QtBot
) -> None:
    """It stayed as dark as it was between boxes that had gone pale."""
    file = tmp_path / "dental.cjm"
    file.write_bytes(sample("dental-visit", "en").path.read_bytes())
    program.open_path(file, window)
    qtbot.wait(20)
    scene, one = window.canvas.shown, window.session.map
    assert scene is not None and one is not None
    window.actions_["filter"].trigger()
    bar, seeing = window.bench.filterbar, window.bench.seeing
    fades = window.bench.showing.fades
    drawn = [(part, item) for part in scene.parts for item in part.items]
    arrows = [(part, item) for part, item in drawn if isinstance(item, Path) and item.joins]
    assert {part.key.partition(":")[0] for part, _item in arrows} == {"connectors", "cell"}
    boxes = {
        item.item: QRectF(part.x + item.x, part.y + item.y, item.width, item.height)
        for part, item in drawn
        if isinstance(item, CardBox)
    }
    for stage in one.stages[1:4]:
        bar.choose("stages", stage.id, True)
    assert seeing.split is not None
    gone = set(seeing.split.faded)
    assert {len(gone.intersection(item.joins)) for _part, item in arrows} == {0, 1, 2}
    for part, item in arrows:
        start = QPointF(*(float(number) for number in item.commands[0][1:])) + QPointF(part.x, part.y)
        assert fades.shape_over.contains(start) == (not gone.isdisjoint(item.joins))
        for id in item.joins:
            inside = boxes[id].adjusted(0.01, 0.01, -0.01, -0.01)
            assert not fades.shape_over.intersects(inside), "a box fades as a box does"
    for stage in one.stages[1:4]:
        bar.choose("stages", stage.id, False)
    assert fades.shape_over.isEmpty()


def test_what_can_be_filtered_stands_in_order_with_its_counts(opened: MainWindow) -> None:
    opened.actions_["filter"].trigger()
    menu = opened.bench.filterbar.buttons["evidence"].menu()
    menu.aboutToShow.emit()
    entries = [action.text().split("\t") for action in menu.actions()]
    assert [name for name, _count in entries] == ["guess", "observed", "measured"]
    assert all(int(count) > 0 for _name, count in entries)


def test_what_is_shown_stands_on_one_line_with_the_button_that_shows_all(opened: MainWindow) -> None:
    opened.resize(1389, 868)
    opened.actions_["filter"].trigger()
    QApplication.processEvents()
    bar = opened.bench.filterbar
    assert bar.height() < 2 * bar.buttons["tags"].height()
    assert not bar.clear.isVisible() and not bar.said.isVisible(), "everything is shown"
    bar.choose("tags", "website", True)
    opened.actions_["save_view"].trigger()
    for width in (1389, 1100, 1000):
        opened.resize(width, 868)
        QApplication.processEvents()
        middles = {one.geometry().center().y() for one in (bar.said, bar.title, bar.views, bar.clear)}
        assert max(middles) - min(middles) <= 1, width
        assert bar.clear.geometry().right() <= bar.width()
    bar.clear.setFocus()
    bar.show_all()
    assert bar.views.hasFocus()


def test_a_view_is_saved_taken_and_deleted(opened: MainWindow) -> None:
    def views() -> list[str]:
        assert opened.session.map is not None
        return [view.title for view in opened.session.map.views]

    opened.actions_["filter"].trigger()
    bar, seeing = opened.bench.filterbar, opened.bench.seeing
    count = len(views())
    bar.choose("evidence", "guess", True)
    opened.actions_["save_view"].trigger()
    QTest.keyClicks(bar.title, "Only guesses")
    QTest.keyClick(bar.title, Key.Key_Return)
    assert views()[count:] == ["Only guesses"]
    bar.show_all()
    assert not seeing.filtering
    bar.views.menu().aboutToShow.emit()
    entry = next(one for one in bar.views.menu().actions() if one.text() == "Only guesses")
    entry.trigger()
    assert seeing.filtering
    bar.views.menu().aboutToShow.emit()
    next(one for one in bar.views.menu().actions() if one.text().startswith("Delete")).trigger()
    assert len(views()) == count
    opened.session.undo()
    opened.session.undo()
    assert not opened.session.modified


def test_the_filter_bar_tells_of_the_map_that_is_shown(opened: MainWindow, qtbot: QtBot) -> None:
    bar, veil, canvas = opened.bench.filterbar, opened.bench.showing.veil, opened.canvas

    def told() -> tuple[str, str, bool]:
        qtbot.wait(30)
        return bar.said.text() if bar.said.isVisible() else "", bar.buttons["lanes"].text(), bool(veil.boxes)

    opened.activateWindow()
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_F, Held.ControlModifier | Held.ShiftModifier)
    bar.views.menu().aboutToShow.emit()
    view = next(one for one in bar.views.menu().actions() if one.text() == "Pains and solutions")
    view.trigger()
    filtered = told()
    assert filtered[0].endswith("match") and filtered[1].startswith("Lanes (") and filtered[2]
    QTest.keyClick(canvas, Key.Key_PageDown, Held.ControlModifier)
    assert told() == ("", "Lanes", False) and not bar.clear.isVisible()
    assert not opened.actions_["show_all"].isEnabled()
    QTest.keyClick(canvas, Key.Key_PageUp, Held.ControlModifier)
    assert told() == filtered and bar.clear.isVisible()
    QTest.keyClick(canvas, Key.Key_PageDown, Held.ControlModifier)
    bar.choose("evidence", "guess", True)
    other = told()
    assert other[0] not in ("", filtered[0]) and other[1] == "Lanes"
    QTest.keyClick(bar, Key.Key_Escape)
    QTest.keyClick(canvas, Key.Key_PageUp, Held.ControlModifier)
    assert not opened.bench.seeing.filtering and told()[2] is False, "no bar is there to say so"


def test_the_list_of_steps_jumps_back_and_forth(opened: MainWindow) -> None:
    opened.actions_["past"].trigger()
    past, session = opened.bench.past, opened.session
    bytes_of = [dumps(session.project)]  # type: ignore[arg-type]
    journey = session.map
    assert journey is not None
    from cjmdesk.edits.fields import set_field

    for number in range(3):
        project = session.project
        assert project is not None
        fresh = set_field(project, journey.stages[number].id, "title", f"Stage {number}")
        session.apply(f"naming {number}", fresh)
        bytes_of.append(dumps(session.project))  # type: ignore[arg-type]
    assert past.list.count() == 4
    assert past.list.item(1).text() == "Naming\u00a00"
    assert past.list.item(0).text().endswith("(saved)")
    past.list.setCurrentRow(1)
    assert dumps(session.project) == bytes_of[1]  # type: ignore[arg-type]
    QTest.keyClick(past.list, Key.Key_Down)
    QTest.keyClick(past.list, Key.Key_Down)
    assert dumps(session.project) == bytes_of[3]  # type: ignore[arg-type]
    QTest.keyClick(past.list, Key.Key_Home)
    assert dumps(session.project) == bytes_of[0]  # type: ignore[arg-type]
    assert not session.modified
