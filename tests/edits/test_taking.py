"""Differences taken over from another map: what is new is linked, and what it names comes along."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.changes.comparing import compare
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.edits.notes import add_card
from cjmdesk.edits.taking import take_over
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.references import is_whole, names
from cjmdesk.model.stages import Stage, Step
from mutations import mutated
from strategies import Size, projects

PLAIN = Size(maps=1, stages=3, steps=2, lanes=4, cards=2, points=2, personas=2, connectors=2, odd=False)


def shop(suffix: str = "", **card: object) -> Project:
    """One card on one lane. suffix: behind every id."""
    call = make_card("touchpoints", f"call{suffix}", **{"text": "Calls us", **card})
    lane = make_lane("touchpoints", f"lane{suffix}", cells=(Cell(step=f"step{suffix}", cards=(call,)),))
    stage = Stage(id=f"stage{suffix}", title="Order", steps=(Step(id=f"step{suffix}"),))
    return Project(maps=(JourneyMap(id=f"map{suffix}", title="Shop", stages=(stage,), lanes=(lane,)),))


def test_a_card_of_the_future_is_taken_into_the_present_and_stays_the_same_card() -> None:
    project, future = duplicate_map(shop(), "map", title="Then")
    copy = project.maps[1]
    card = make_card("touchpoints", "book", text="Books on the website")
    project = add_card(project, copy.lanes[0].id, copy.stages[0].steps[0].id, card)
    found = compare(project, project.maps[0], project, project.maps[1])
    key = next(change.key for change in found.changes if change.item == "book")
    made = take_over(project, "map", project, future, [key], iter(["fresh"]))
    cards = made.maps[0].lanes[0].cells[0].cards
    assert [(one.id, one.text, one.made_from) for one in cards] == [
        ("call", "Calls us", None),
        ("fresh", "Books on the website", "book"),
    ]
    assert made.maps[1] is project.maps[1]
    again = compare(made, made.maps[0], made, made.maps[1])
    assert not [change for change in again.changes if change.sort == "card"]


def test_personas_channels_and_words_come_from_another_file() -> None:
    other = shop("-b", channel="stall", personas=("maria",))
    other = other.model_copy(
        update={
            "personas": (Persona(id="maria", name="Maria"), Persona(id="idle", name="Nobody")),
            "channels": (Channel(id="stall", name="Market stall"),),
        }
    )
    ours = shop().model_copy(update={"personas": (Persona(id="jan", name="Jan"),)})
    found = compare(ours, ours.maps[0], other, other.maps[0])
    assert {change.field for change in found.changes} == {"channel", "personas"}
    made = take_over(ours, "map", other, "map-b", [change.key for change in found.changes])
    card = made.maps[0].lanes[0].cells[0].cards[0]
    assert (card.id, card.personas, getattr(card, "channel", "")) == ("call", ("maria",), "stall")
    assert [one.name for one in made.personas] == ["Jan", "Maria"]
    assert [one.name for one in made.channels] == ["Market stall"]


def test_a_persona_of_another_file_with_our_name_is_ours() -> None:
    other = shop("-b", personas=("p2",)).model_copy(update={"personas": (Persona(id="p2", name="Jan"),)})
    ours = shop(personas=("p1",)).model_copy(update={"personas": (Persona(id="p1", name="jan "),)})
    assert compare(ours, ours.maps[0], other, other.maps[0]).changes == ()


@settings(max_examples=40)
@given(projects(PLAIN), st.integers(0, 10**6), st.integers(1, 10), st.randoms())
def test_any_choice_leaves_the_project_whole(
    project: Project, seed: int, steps: int, rng: random.Random
) -> None:
    if not project.maps:
        return
    project, future = duplicate_map(project, project.maps[0].id)
    changed = mutated(project, random.Random(seed), steps)
    maps = {one.id: one for one in changed.maps}
    if project.maps[0].id not in maps or future not in maps:
        return
    for own, other in ((project.maps[0].id, future), (future, project.maps[0].id)):
        found = compare(changed, maps[own], changed, maps[other])
        chosen = [change.key for change in found.changes if rng.random() < 0.5]
        made = take_over(changed, own, changed, other, chosen)
        assert is_whole(made, names(made))
        assert [one.id for one in made.maps] == [one.id for one in changed.maps]
        kept = next(one for one in made.maps if one.id == other)
        assert kept.stages == maps[other].stages


def test_nothing_chosen_changes_nothing() -> None:
    project, future = duplicate_map(shop(), "map")
    project = set_field(project, project.maps[1].lanes[0].cells[0].cards[0].id, "text", "Writes")
    assert take_over(project, "map", project, future, []) is project
