"""A cell laid out and drawn from its state before is the same as one laid out anew."""

from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.layout.cells import CellPlan, DrawnCell, draw_cell, plan_cell
from cjmdesk.layout.context import LayoutContext, make_context
from cjmdesk.layout.palette import COLOUR
from cjmdesk.layout.scene import CardBox
from cjmdesk.model.cards import PlainCard
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.text.qt import text_engine

TEXTS = st.sampled_from(
    ["", "pays", "pays in cash", "waits " * 9, "łąka zażółć", "ждёт курьера у двери " * 3]
)
CARDS = st.lists(st.tuples(st.integers(0, 9), TEXTS), min_size=1, max_size=8, unique_by=lambda card: card[0])
PLACES = st.tuples(st.sampled_from([30.0, 150.0, 260.0]), st.sampled_from(["actions", "process"]))


def context(direction: str) -> LayoutContext:
    one = JourneyMap(id="m", direction=direction)
    return make_context(Project(maps=(one,)), one, text_engine(), COLOUR, 3.0)


@given(st.lists(CARDS, min_size=2, max_size=6), PLACES, st.sampled_from(["left_to_right", "right_to_left"]))
def test_states_that_follow_one_another(
    states: list[list[tuple[int, str]]], place: tuple[float, str], direction: str
) -> None:
    width, kind = place
    here, colours = context(direction), ("#FFFFFF", "#000000")
    known: dict[tuple[int, str], PlainCard] = {}
    plan: CellPlan | None = None
    drawn: DrawnCell | None = None
    for state in states:
        cards = tuple(
            known.setdefault(card, PlainCard(id=f"c{card[0]}", kind="actions", text=card[1]))
            for card in state
        )
        plan = plan_cell(here, cards, width, kind, plan)
        drawn = draw_cell(here, plan, colours, drawn)
        anew = plan_cell(here, cards, width, kind)
        assert plan == anew
        assert drawn.items == draw_cell(here, anew, colours).items


@given(CARDS, TEXTS, PLACES)
def test_one_card_says_something_else(
    state: list[tuple[int, str]], text: str, place: tuple[float, str]
) -> None:
    width, kind = place
    here, colours = context("left_to_right"), ("#FFFFFF", "#000000")
    cards = [PlainCard(id=f"c{number}", kind="actions", text=words) for number, words in state]
    before = plan_cell(here, cards, width, kind)
    place_of_it = len(cards) // 2
    cards[place_of_it] = PlainCard(id=cards[place_of_it].id, kind="actions", text=text)
    after, anew = plan_cell(here, cards, width, kind, before), plan_cell(here, cards, width, kind)
    assert after == anew
    drawn = draw_cell(here, before, colours)
    again = draw_cell(here, after, colours, drawn)
    assert again.items == draw_cell(here, anew, colours).items
    if after.height == before.height and [c[1:] for c in after.cards] == [c[1:] for c in before.cards]:
        kept = [one is other for one, other in zip(after.cards, before.cards, strict=True)]
        assert kept.count(False) == 1, "all others are the very same objects"
        as_high = after.cards[place_of_it][0].height == before.cards[place_of_it][0].height
        if kind == "actions" and as_high and text and state[place_of_it][1]:
            frames = zip(frames_of(drawn), frames_of(again), strict=True)
            assert all(one is other for one, other in frames), "only its words look different"


def frames_of(cell: DrawnCell) -> list[CardBox]:
    return [item for item in cell.items if isinstance(item, CardBox)]
