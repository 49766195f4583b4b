"""How alike texts are, and which notes, lanes and stages of two groups belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.changes.groups import Gathered, gather
from cjmdesk.changes.likeness import likeness, pairs, plain
from cjmdesk.changes.matching import match
from cjmdesk.changes.renaming import renamed
from cjmdesk.changes.report import differences
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.stages import Stage, Step
from samples_translated import workshop
from strategies import Size, projects


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Long queue at 8:00", "long queue at 8.00!"),
        ("The queue is long", "the long queue is"),
        ("Kolejka o ósmej", "kolejka o osmej"),
        ("Żółta łódka", "zolta lodka"),
    ],
)
def test_the_same_words_are_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Waits in a long queue", "Waiting in long queue"),
        ("Klient czeka w kolejce", "Klienci czekają w kolejce"),
        ("Клиент ждёт ответа", "Клиенты ждут ответа"),
        ("No prices on the website", "The website has no prices"),
        ("Nobody answers the phone", "Nobody anwsers the phone"),
        ("等待时间太长", "等待时间很长"),
    ],
)
def test_other_words_for_the_same_are_alike(one: str, other: str) -> None:
    assert 0.6 <= likeness(one, other) < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Waits in a long queue", "Pays by card"),
        ("No prices on the website", "Opening hours out of date"),
        ("Opens the door", "Reads the letter"),
        ("", ""),
        ("?", "!"),
    ],
)
def test_other_things_are_not(one: str, other: str) -> None:
    assert likeness(one, other) < 0.6


@given(st.text(), st.text())
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, one) == (1.0 if one.strip() else 0.0)
    assert plain(plain(one)) == plain(one)


@given(st.lists(st.text("ab c", max_size=6), max_size=8), st.lists(st.text("ab c", max_size=6), max_size=8))
def test_pairs_are_each_once_and_alike_enough(ours: list[str], theirs: list[str]) -> None:
    found = pairs(dict(enumerate(ours)), dict(enumerate(theirs)), 0.6)
    assert len({our for our, _alike in found.values()}) == len(found)
    for their, (our, alike) in found.items():
        assert alike == pytest.approx(likeness(ours[our], theirs[their]))
        assert alike >= 0.6
    free_ours = [n for n in range(len(ours)) if n not in {our for our, _alike in found.values()}]
    free_theirs = [n for n in range(len(theirs)) if n not in found]
    assert all(likeness(ours[a], theirs[b]) < 0.6 for a in free_ours for b in free_theirs)


# Two groups that drew the same journey from scratch

OWN = {"a": "The street is dark", "b": "Parking is full", "x": "Pays twice"}
"""What only one of them wrote."""


def drawn(mark: str, *, queue: str = "Waits in a long queue", level: float = -2.0) -> Project:
    """A journey with ids of its own; the words are those of one group."""

    def id(name: str) -> str:
        return f"{mark}-{name}"

    stages = (
        Stage(id=id("g1"), title="Before the visit", steps=(Step(id=id("s1")),)),
        Stage(id=id("g2"), title="At the counter", steps=(Step(id=id("s2")),)),
    )
    queue_card = make_card("pain_points", id("c1"), text=queue, personas=(id("p"),), severity=3)
    own = make_card("pain_points", id("c2"), text=OWN[mark])
    point = EmotionPoint(id=id("e"), level=level, personas=(id("p"),))
    lanes = (
        make_lane("pain_points", id("l1"), cells=(Cell(step=id("s2"), cards=(queue_card, own)),)),
        make_lane("emotions", id("l2"), cells=(Cell(step=id("s2"), points=(point,)),)),
    )
    arrow = Connector(id=id("k"), source=id("g1"), target=id("g2"))
    journey = JourneyMap(
        id=id("m"), title="Visit", stages=stages, lanes=lanes, connectors=(arrow,), personas=(id("p"),)
    )
    return Project(personas=(Persona(id=id("p"), name="Marta"),), maps=(journey,))


def cards(project: Project) -> list[str]:
    return [
        card.text
        for journey in project.maps
        for lane in journey.lanes
        for cell in lane.cells
        for card in cell.cards
    ]


def asked(done: Gathered) -> list[tuple[str, object, object, str]]:
    return [
        (one.conflict.field, one.conflict.ours, one.conflict.theirs, one.choice) for one in done.questions
    ]


def test_two_journeys_become_one() -> None:
    done = gather([drawn("a"), drawn("b")])
    (journey,) = done.project.maps
    assert [stage.title for stage in journey.stages] == ["Before the visit", "At the counter"]
    assert [lane.kind for lane in journey.lanes] == ["pain_points", "emotions"]
    assert len(done.project.personas) == len(journey.connectors) == 1
    assert cards(done.project) == ["Waits in a long queue", OWN["a"], OWN["b"]]
    assert done.questions == ()
    assert [one.name for one in done.came[1]] == [OWN["b"]]


def test_notes_that_are_only_alike_are_asked_about_and_both_stand() -> None:
    groups = [drawn("a"), drawn("b", queue="Waiting in long queue")]
    done = gather(groups)
    (question,) = done.questions
    assert asked(done) == [("text", "Waits in a long queue", "Waiting in long queue", "both")]
    assert question.alike is not None
    assert question.choices == ("ours", "theirs", "both")
    assert question.asked
    assert cards(done.project)[:2] == ["Waits in a long queue", "Waiting in long queue"]
    for choice, words in (("ours", "Waits in a long queue"), ("theirs", "Waiting in long queue")):
        chosen = gather(groups, choices={question.key: choice})  # type: ignore[dict-item]
        assert cards(chosen.project) == [words, OWN["a"], OWN["b"]]
        assert not chosen.questions[0].asked


def test_capitals_and_punctuation_are_no_reason_to_ask_twice() -> None:
    done = gather([drawn("a"), drawn("b", queue="waits, in a long queue!")])
    assert [one.choice for one in done.questions] == ["ours"]
    assert len(cards(done.project)) == 3


def test_feelings_about_the_same_moment_are_compared() -> None:
    groups = [drawn("a", level=-2.0), drawn("b", level=1.0)]
    done = gather(groups)
    assert asked(done) == [("level", -2.0, 1.0, "both")]
    points = [point.level for cell in done.project.maps[0].lanes[1].cells for point in cell.points]
    assert points == [-2.0, 1.0]
    chosen = gather(groups, choices={done.questions[0].key: "theirs"})
    assert [p.level for cell in chosen.project.maps[0].lanes[1].cells for p in cell.points] == [1.0]


def test_without_likeness_the_maps_stand_beside_each_other() -> None:
    done = gather([drawn("a"), drawn("b")], alike=False)
    assert len(done.project.maps) == 2
    assert done.questions == ()


def test_three_groups_from_one_base_write_the_same_note() -> None:
    base = drawn("x")

    def with_note(id: str, text: str) -> Project:
        journey = base.maps[0]
        lane = journey.lanes[0]
        cell = lane.cells[0]
        fresh = make_card("pain_points", id, text=text)
        lane = lane.model_copy(update={"cells": (cell.model_copy(update={"cards": (*cell.cards, fresh)}),)})
        journey = journey.model_copy(update={"lanes": (lane, *journey.lanes[1:])})
        return base.model_copy(update={"maps": (journey,)})

    groups = [with_note("n1", "Nobody answers the phone"), with_note("n2", "Nobody answers the phone"),
              with_note("n3", "Nobody anwsers phone")]  # fmt: skip
    done = gather(groups, base)
    assert cards(done.project).count("Nobody answers the phone") == 1
    assert asked(done) == [("text", "Nobody answers the phone", "Nobody anwsers phone", "both")]
    assert done.questions[0].group == 2
    assert [len(one) for one in done.came] == [1, 0, 1]
    once = gather(groups, base, choices={done.questions[0].key: "ours"})
    assert len(cards(once.project)) == len(cards(base)) + 1


def test_a_note_is_kept_in_a_cell_that_another_group_emptied() -> None:
    base = drawn("x")
    journey = base.maps[0]
    lane = journey.lanes[0]
    cell = lane.cells[0]
    emptied = base.model_copy(
        update={
            "maps": (
                journey.model_copy(
                    update={"lanes": (lane.model_copy(update={"cells": ()}), *journey.lanes[1:])}
                ),
            )
        }
    )
    fresh = make_card("pain_points", "new", text="Late")
    added = cell.model_copy(update={"cards": (*cell.cards, fresh)})
    theirs = base.model_copy(
        update={
            "maps": (
                journey.model_copy(
                    update={"lanes": (lane.model_copy(update={"cells": (added,)}), *journey.lanes[1:])}
                ),
            )
        }
    )
    for groups in ([emptied, theirs], [theirs, emptied]):
        done = gather(groups, base)
        assert cards(done.project) == ["Late"]
        assert done.questions == ()


def test_a_copy_of_a_map_under_other_ids_is_found_again() -> None:
    """Every stage, lane and note of the sample; what has no words goes by its place."""
    project = workshop("en")
    first = project.model_copy(update={"maps": project.maps[:1]})
    doubled, copy_id = duplicate_map(first, first.maps[0].id, map_type="current_state")
    copy = next(one for one in doubled.maps if one.id == copy_id).model_copy(update={"made_from": None})
    other = first.model_copy(update={"maps": (copy,)})
    matched = match(first, other)
    found = {item.id for _place, item in items(matched.theirs)}
    missing = {item.id for _place, item in items(first)} - found
    assert missing == {one.id for one in first.maps[0].views} | {one.id for one in first.maps[0].grids}


@given(projects(Size(maps=1, stages=2, lanes=4)))
def test_renaming_there_and_back_changes_nothing(project: Project) -> None:
    new = {item.id: f"new-{item.id}" for _place, item in items(project)}
    there = renamed(project, new)
    assert {item.id for _place, item in items(there)} == set(new.values())
    back = renamed(there, {fresh: old for old, fresh in new.items()})
    assert differences(project, back) == []
    assert renamed(project, {}) is project
