"""Notes typed off the wall land where they hung, or it is said why they cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.edits.columns import move_stages
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.people import add_grid
from cjmdesk.edits.removing import remove
from cjmdesk.edits.rows import move_lanes
from cjmdesk.edits.scribe import (
    Slot,
    WallNote,
    lane_letters,
    new_note,
    newest_grid,
    place_note,
    plain_grid,
    read_note,
    texts_of_list,
    write_note,
)
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import JourneyMap, WallGrid
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


def project() -> Project:
    stages = tuple(Stage(id=f"s{n}", steps=(Step(id=f"t{n}"),)) for n in range(1, 5))
    lanes = (
        make_lane("actions", "do"),
        make_lane("line", "line"),
        make_lane("emotions", "mood"),
        make_lane("pain_points", "pain"),
        make_lane("free_text", "hidden", hidden=True),
    )
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),))


def only_map(value: Project) -> JourneyMap:
    return value.maps[0]


def test_codes_count_shown_lanes_and_steps() -> None:
    journey = only_map(project())
    assert plain_grid(journey).lanes == ("do", "mood", "pain")
    assert read_note(journey, "C3 queue at 8:00") == WallNote(Slot("pain", "t3"), "queue at 8:00")
    assert read_note(journey, "  a1: rings") == WallNote(Slot("do", "t1"), "rings")
    assert read_note(journey, "C3 - queue") == WallNote(Slot("pain", "t3"), "queue")
    assert read_note(journey, "c4") == WallNote(Slot("pain", "t4"), "")


def test_cyrillic_letters_that_look_alike_are_the_same_code() -> None:
    journey = only_map(project())
    for line in ("С3 очередь", "с3 очередь", "C3 очередь"):
        assert read_note(journey, line) == WallNote(Slot("pain", "t3"), "очередь")
    assert read_note(journey, "В 8 утра") == WallNote(None, "В 8 утра")
    with pytest.raises(EditError, match="T2 is on no wall"):
        read_note(journey, "Т2 очередь")


@pytest.mark.parametrize("line", ["queue at 8:00", "8:00 queue", "A4paper", "ABC1 x", "", "ż3 x"])
def test_a_line_without_a_code_is_kept_as_it_is(line: str) -> None:
    assert read_note(only_map(project()), line) == WallNote(None, line.strip())


@pytest.mark.parametrize(
    ("line", "level", "words"),
    [
        ('B2 -3 "why so long?"', -3.0, "why so long?"),
        ("B2 −2,5 «почему»", -2.5, "почему"),
        ("B2 +4", 4.0, ""),
        ("B2 nice", None, "nice"),
        ("B2 - 3 people wait", None, "3 people wait"),
        ('B2 5"best"', 5.0, "best"),
    ],
)
def test_feelings(line: str, level: float | None, words: str) -> None:
    note = read_note(only_map(project()), line)
    assert note == WallNote(Slot("mood", "t2"), words, level)


@pytest.mark.parametrize("line", ["Z1 x", "A9 x", "A0 x", "B2 9 x", "B2 -7"])
def test_what_is_on_no_wall_is_said(line: str) -> None:
    with pytest.raises(EditError) as caught:
        read_note(only_map(project()), line)
    assert "\n" not in str(caught.value)


def test_old_codes_hold_after_lanes_and_stages_moved() -> None:
    grid = WallGrid(id="g", lanes=("do", "mood", "pain"), slots=("t1", "t1", "t2", "t3", "t4"))
    value = add_grid(project(), "m", grid)
    value = move_lanes(move_stages(value, ("s1",), 3), ("pain",), 0)
    assert newest_grid(only_map(value)) == grid
    assert read_note(only_map(value), "A2 x").slot == Slot("do", "t1")
    assert read_note(only_map(value), "C5 x").slot == Slot("pain", "t4")


def test_a_slot_that_is_gone_is_said() -> None:
    grid = WallGrid(id="g", lanes=("do", "pain"), slots=("t1", "t2"))
    value = remove(add_grid(project(), "m", grid), "pain", "s2")
    for line in ("B1 x", "A2 x"):
        with pytest.raises(EditError, match="any more"):
            read_note(only_map(value), line)


def test_placed_notes_become_cards_and_points() -> None:
    value = project()
    here = Slot("do", "t1")
    for number, line in enumerate(("C3 queue", "rings", 'B2 -3 "ugh"')):
        value = place_note(value, read_note(only_map(value), line), here, f"n{number}")
    value = place_note(value, read_note(only_map(value), "+2 better"), Slot("mood", "t4"), "n9")
    cells = {(lane.id, cell.step): cell for lane in only_map(value).lanes for cell in lane.cells}
    assert cells["pain", "t3"].cards[0].text == "queue"
    assert cells["do", "t1"].cards[0].text == "rings"
    assert (cells["mood", "t2"].points[0].level, cells["mood", "t2"].points[0].quote) == (-3.0, "ugh")
    assert (cells["mood", "t4"].points[0].level, cells["mood", "t4"].points[0].quote) == (2.0, "better")


def test_written_notes_take_a_level_from_their_words() -> None:
    value = new_note(project(), Slot("mood", "t1"), "p1", '-2 "so slow"')
    value = new_note(value, Slot("mood", "t1"), "p2", "+9 lives", 0)
    value = new_note(value, Slot("do", "t2"), "c1", "+2 calls")
    cells = {(lane.id, cell.step): cell for lane in only_map(value).lanes for cell in lane.cells}
    points = cells["mood", "t1"].points
    assert [(point.id, point.level, point.quote) for point in points] == [
        ("p2", None, "+9 lives"),
        ("p1", -2.0, "so slow"),
    ]
    assert cells["do", "t2"].cards[0].text == "+2 calls", "a card is words alone"
    value = write_note(write_note(value, "p1", "never again"), "c1", "3 calls")
    value = write_note(value, "p2", "3 lives")
    cells = {(lane.id, cell.step): cell for lane in only_map(value).lanes for cell in lane.cells}
    points = cells["mood", "t1"].points
    assert [(point.level, point.quote) for point in points] == [(3.0, "lives"), (-2.0, "never again")]
    assert cells["do", "t2"].cards[0].text == "3 calls"
    with pytest.raises(EditError):
        write_note(value, "nobody", "lost")


def test_letters_go_on_after_z() -> None:
    assert [lane_letters(n) for n in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_a_pasted_list() -> None:
    pasted = "- one\n• two\n\n3. three\n  4) four\n[x] five\nplain, with - dash\n"
    assert texts_of_list(pasted) == ("one", "two", "three", "four", "five", "plain, with - dash")


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused_in_words(line: str) -> None:
    try:
        note = read_note(only_map(project()), line)
    except EditError as error:
        assert str(error)
    else:
        assert note.slot is not None or note.text == line.strip()
