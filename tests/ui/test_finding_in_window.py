"""Finding, replacing, filtering and the list of steps, with real keys."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cjmdesk.analysis.finding import Find, find_words
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
    assert past.list.item(1).text() == "Naming 0"
    assert past.list.item(0).text().endswith("(saved)")
    past.list.setCurrentRow(1)
    assert dumps(session.project) == bytes_of[1]  # type: ignore[arg-type]
    QTest.keyClick(past.list, Key.Key_Down)
    QTest.keyClick(past.list, Key.Key_Down)
    assert dumps(session.project) == bytes_of[3]  # type: ignore[arg-type]
    QTest.keyClick(past.list, Key.Key_Home)
    assert dumps(session.project) == bytes_of[0]  # type: ignore[arg-type]
    assert not session.modified
