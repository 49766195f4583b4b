"""The way of the keyboard over a map: stages across, lanes down, notes within a cell."""

from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage, Step
from cjmdesk.ui.canvas.cursor import (
    Cursor,
    across,
    after_removing,
    along,
    cursor_at,
    first,
    sideways,
    vertical,
)


def journey() -> JourneyMap:
    cards = tuple(make_card("actions", f"a{n}", text=str(n)) for n in range(3))
    lone = (make_card("actions", "b0", text="b"),)
    return JourneyMap(
        id="m",
        stages=tuple(Stage(id=f"s{n}", steps=(Step(id=f"t{n}"),)) for n in range(3)),
        lanes=(
            make_lane("line", "line"),
            make_lane("actions", "do", cells=(Cell(step="t0", cards=cards), Cell(step="t1", cards=lone))),
            make_lane("free_text", "gone", hidden=True),
            make_lane("emotions", "mood", cells=(Cell(step="t0", points=(EmotionPoint(id="p"),)),)),
        ),
    )


def test_it_begins_in_the_first_cell_that_can_be_written() -> None:
    assert first(journey()) == Cursor("do", "t0")
    assert first(JourneyMap(id="m")) is None


def test_a_selection_is_a_note_a_cell_or_neither() -> None:
    assert cursor_at(journey(), "a1") == Cursor("do", "t0", "a1")
    assert cursor_at(journey(), "p") == Cursor("mood", "t0", "p")
    assert cursor_at(journey(), "cell:mood:t2") == Cursor("mood", "t2")
    for other in ("", "s0", "do", "cell:line:t0", "cell:gone:t0", "cell:do:t9", "zzz"):
        assert cursor_at(journey(), other) is None


def test_across_and_along_end_at_the_edges() -> None:
    assert across(journey(), Cursor("do", "t0", "a1"), 1) == Cursor("do", "t1")
    assert across(journey(), Cursor("do", "t0"), -1) is None
    assert along(journey(), Cursor("do", "t0"), 1) == Cursor("mood", "t0")
    assert along(journey(), Cursor("mood", "t0"), 1) is None


def test_arrows_go_from_note_to_note() -> None:
    here = Cursor("do", "t0", "a2")
    assert sideways(journey(), here, 1) == Cursor("do", "t1", "b0")
    assert sideways(journey(), Cursor("do", "t1", "b0"), 1) == Cursor("do", "t2")
    assert sideways(journey(), Cursor("do", "t2"), 1) == Cursor("do", "t2")
    assert vertical(journey(), Cursor("do", "t0", "a0"), 1) == Cursor("do", "t0", "a1")
    assert vertical(journey(), here, 1) == Cursor("mood", "t0", "p")
    assert vertical(journey(), Cursor("mood", "t0", "p"), -1) == Cursor("do", "t0", "a2")
    assert vertical(journey(), Cursor("do", "t0", "a0"), -1) == Cursor("do", "t0", "a0")


def test_after_removing_the_next_note_is_at_hand() -> None:
    assert after_removing(journey(), Cursor("do", "t0", "a0")) == Cursor("do", "t0", "a1")
    assert after_removing(journey(), Cursor("do", "t0", "a2")) == Cursor("do", "t0", "a1")
    assert after_removing(journey(), Cursor("do", "t1", "b0")) == Cursor("do", "t1")
