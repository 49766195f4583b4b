"""Printed grids in a project: the newest last, each once, its codes held by ids."""

import pytest
from test_scribe import project

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.grids import grid_name, printed_grid, remember_grid
from cjmdesk.edits.people import add_grid
from cjmdesk.edits.removing import remove
from cjmdesk.edits.rows import move_lanes
from cjmdesk.edits.scribe import Slot, grid_in_force, newest_grid, read_note
from cjmdesk.model.maps import WallGrid
from cjmdesk.model.project import Project

NOTE = (76.0, 76.0)


def remembered(value: Project, lanes: tuple[str, ...], slots: tuple[str, ...]) -> tuple[Project, WallGrid]:
    grid = printed_grid(value, value.maps[0], lanes, slots, NOTE)
    return remember_grid(value, "m", grid), grid


def test_the_same_grid_is_remembered_once() -> None:
    once, grid = remembered(project(), ("do", "mood"), ("t1", "t2"))
    again, same = remembered(once, ("do", "mood"), ("t1", "t2"))
    assert again is once
    assert same == grid
    assert len(grid_name(grid)) == 4 and grid_name(grid).isupper()


def test_a_grid_printed_again_is_the_newest() -> None:
    value, first = remembered(project(), ("do", "mood"), ("t1", "t2"))
    value, second = remembered(value, ("pain",), ("t3",))
    assert newest_grid(value.maps[0]) == second
    value = remember_grid(value, "m", first)
    assert value.maps[0].grids == (second, first)
    assert grid_in_force(value.maps[0]) == first
    assert grid_in_force(value.maps[0], second.id) == second
    assert grid_in_force(value.maps[0], "gone") == first


def test_an_id_that_is_taken_is_not_given_again() -> None:
    value = project()
    taken = printed_grid(value, value.maps[0], ("do",), ("t1",), NOTE)
    value = add_grid(value, "m", WallGrid(id=taken.id, lanes=("pain",), slots=("t2",)))
    other = printed_grid(value, value.maps[0], ("do",), ("t1",), NOTE)
    assert other.id != taken.id
    assert remember_grid(value, "m", other).maps[0].grids[-1] == other


def test_codes_of_an_older_grid_hold_after_lanes_moved() -> None:
    value, old = remembered(project(), ("do", "mood", "pain"), ("t1", "t1", "t2"))
    value, _new = remembered(value, ("pain", "do"), ("t1", "t2"))
    value = move_lanes(value, ("pain",), 0)
    journey = value.maps[0]
    assert read_note(journey, "A2 x").slot == Slot("pain", "t2")
    assert read_note(journey, "A2 x", old).slot == Slot("do", "t1")
    other = f"grid {grid_name(newest_grid(journey))}, but on grid {grid_name(old)}: choose"
    for code in ("C1", "A3"):
        with pytest.raises(EditError, match=f"{code} is not on {other}"):
            read_note(journey, f"{code} x")
    with pytest.raises(EditError, match=r"D1 is not on grid .* lanes are A to B"):
        read_note(journey, "D1 x")
    with pytest.raises(EditError, match=r"A4 is not on grid .* columns are 1 to 2"):
        read_note(journey, "A4 x")


def test_what_was_taken_away_is_said() -> None:
    value, _grid = remembered(project(), ("do", "pain"), ("t1", "t2"))
    value = remove(value, "pain", "s2")
    with pytest.raises(EditError, match="B1 hung on a lane that is not in the map any more"):
        read_note(value.maps[0], "B1 x")
    with pytest.raises(EditError, match="A2 hung in a column that is not in the map any more"):
        read_note(value.maps[0], "A2 x")


def test_a_map_that_is_gone_remembers_nothing() -> None:
    value, grid = remembered(project(), ("do",), ("t1",))
    with pytest.raises(EditError):
        remember_grid(value, "other", grid)
