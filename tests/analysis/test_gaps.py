"""Every rule finds its planted case and is silent on a clean map."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from cjmdesk.analysis.gaps import RULES, Gap, gaps
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.edits.notes import add_card
from cjmdesk.edits.silencing import silence, speak_again
from cjmdesk.model.cards import EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import dumps, loads
from strategies import seeded_project

TODAY = datetime.date(2026, 11, 25)
STAGES = 4


def clean() -> Project:
    """Four stages in which nothing is missing: every lane full, every pain seen and answered."""
    stages = tuple(
        Stage(id=f"s{n}", title=f"Stage {n}", key_task=f"Task {n}", steps=(Step(id=f"t{n}"),))
        for n in range(STAGES)
    )
    seen = Evidence(grade="observed", source="interview 3")

    def lane(kind: str, **more: Any) -> Any:
        cells = []
        for n in range(STAGES):
            fields = {key: (value(n) if callable(value) else value) for key, value in more.items()}
            cells.append(
                Cell(step=f"t{n}", cards=(make_card(kind, f"{kind}{n}", text=f"{kind} {n}", **fields),))
            )
        return make_lane(kind, kind).model_copy(update={"cells": tuple(cells)})

    points = tuple(
        Cell(step=f"t{n}", points=(EmotionPoint(id=f"p{n}", level=level),))
        for n, level in enumerate((1, -3, 2, 4))
    )
    emotions = make_lane("emotions", "emotions").model_copy(update={"cells": points})
    lanes = (
        lane("actions"),
        lane("touchpoints"),
        emotions,
        lane("pain_points", severity=5, evidence=seen),
        lane("solutions", answers=lambda n: (f"pain_points{n}",)),
    )
    one = JourneyMap(
        id="m1",
        title="Visit",
        stages=stages,
        lanes=lanes,
        personas=("marta",),
        last_reviewed=datetime.date(2026, 1, 2),
        connectors=(Connector(id="back", source="s3", target="s1"),),
    )
    return Project(maps=(one,), personas=(Persona(id="marta", name="Marta", needs=("time",)),))


def found(project: Project, map_number: int = 0) -> list[Gap]:
    return gaps(project, project.maps[map_number], TODAY, lambda lane: lane.kind.title())


def with_map(project: Project, **fields: object) -> Project:
    return project.model_copy(update={"maps": (project.maps[0].model_copy(update=fields), *project.maps[1:])})


def without_cards(project: Project, kind: str, step: str) -> Project:
    lanes = []
    for lane in project.maps[0].lanes:
        cells = tuple(cell for cell in lane.cells if lane.kind != kind or cell.step != step)
        lanes.append(lane.model_copy(update={"cells": cells}))
    return with_map(project, lanes=tuple(lanes))


def with_card(project: Project, id: str, **fields: object) -> Project:
    def changed(cell: Cell) -> Cell:
        cards = tuple(card.model_copy(update=fields) if card.id == id else card for card in cell.cards)
        return cell.model_copy(update={"cards": cards})

    lanes = tuple(
        lane.model_copy(update={"cells": tuple(map(changed, lane.cells))}) for lane in project.maps[0].lanes
    )
    return with_map(project, lanes=lanes)


def with_stage(project: Project, number: int, **fields: object) -> Project:
    stages = list(project.maps[0].stages)
    stages[number] = stages[number].model_copy(update=fields)
    return with_map(project, stages=tuple(stages))


def future(answered: bool = False, changed: bool = False) -> Project:
    """The clean map with one bad pain that nothing answers, and a future made from it."""
    project = without_cards(clean(), "solutions", "t1")
    current = project.maps[0]
    later = JourneyMap(id="m2", type="future_state", title="Later", made_from="m1", stages=current.stages[:1])
    pain = make_card(
        "pain_points",
        "kept",
        text="pain_points 1" if not changed else "Waits a little",
        made_from="pain_points1",
        severity=5,
    )
    solution = make_card("solutions", "fix", text="Box", answers=("pain_points1",) if answered else ())
    lanes = (
        make_lane("pain_points", "pains2").model_copy(update={"cells": (Cell(step="t0", cards=(pain,)),)}),
        make_lane("solutions", "fixes2").model_copy(update={"cells": (Cell(step="t0", cards=(solution,)),)}),
    )
    return project.model_copy(update={"maps": (current, later.model_copy(update={"lanes": lanes}))})


PLANTED: dict[str, tuple[Callable[[], Project], str]] = {
    "stage_without_touchpoint": (lambda: without_cards(clean(), "touchpoints", "t2"), "s2"),
    "stage_without_action": (lambda: without_cards(clean(), "actions", "t0"), "s0"),
    "stage_without_emotion": (lambda: without_cards(clean(), "emotions", "t3"), "s3"),
    "stage_without_key_task": (lambda: with_stage(clean(), 1, key_task="  "), "s1"),
    "pain_without_evidence": (lambda: with_card(clean(), "pain_points2", evidence=None), "pain_points2"),
    "pain_without_solution": (
        lambda: with_card(clean(), "solutions3", answers=("pain_points2",)),
        "pain_points3",
    ),
    "solution_without_pain": (lambda: with_card(clean(), "solutions0", answers=()), "solutions0"),
    "low_point_without_pain": (lambda: without_cards(clean(), "pain_points", "t1"), "p1"),
    "empty_cell": (lambda: without_cards(clean(), "solutions", "t2"), "solutions"),
    "persona_without_needs": (
        lambda: clean().model_copy(update={"personas": (Persona(id="marta", name="Marta"),)}),
        "marta",
    ),
    "unconnected_loop": (
        lambda: with_map(clean(), connectors=(Connector(id="back", source="s2", target="s1"),)),
        "s3",
    ),
    "not_reviewed": (lambda: with_map(clean(), last_reviewed=datetime.date(2025, 11, 24)), "m1"),
}


def test_a_clean_map_has_no_gaps() -> None:
    assert found(clean()) == []


def test_every_rule_has_a_planted_case() -> None:
    assert {*PLANTED, "future_ignores_pain"} == set(RULES)


@pytest.mark.parametrize("rule", PLANTED)
def test_the_planted_gap_is_found(rule: str) -> None:
    planted, item = PLANTED[rule]
    here = [gap for gap in found(planted()) if gap.rule == rule]
    assert [gap.item for gap in here] == [item]
    assert here[0].map == "m1"
    assert here[0].silenced is None
    assert here[0].text.endswith((".", "?"))


def test_an_empty_cell_is_selected_by_its_lane_and_step() -> None:
    [gap] = [one for one in found(PLANTED["empty_cell"][0]()) if one.rule == "empty_cell"]
    assert gap.place == "cell:solutions:t2"
    assert "“Solutions”" in gap.text
    assert "“Stage 2”" in gap.text


def test_a_lane_with_many_empty_cells_was_left_so() -> None:
    project = without_cards(without_cards(clean(), "solutions", "t2"), "solutions", "t0")
    assert not [gap for gap in found(project) if gap.rule == "empty_cell"]


def test_a_guess_is_no_evidence_but_a_finding_is() -> None:
    guessed = with_card(clean(), "pain_points2", evidence=Evidence(grade="guess", source="us"))
    assert [gap.rule for gap in found(guessed)] == ["pain_without_evidence"]
    assert found(with_card(clean(), "pain_points2", evidence=None, findings=("actions0",))) == []


def test_the_future_must_touch_the_worst_pains() -> None:
    def ignored(project: Project) -> list[str]:
        return [gap.item for gap in found(project, 1) if gap.rule == "future_ignores_pain"]

    assert ignored(future()) == ["pain_points1"]
    assert ignored(future(answered=True)) == []
    assert ignored(future(changed=True)) == []
    assert not [gap for gap in found(future()) if gap.rule == "future_ignores_pain"], "not of the current map"


def test_a_year_is_a_year_and_no_date_is_said() -> None:
    assert found(with_map(clean(), last_reviewed=datetime.date(2025, 11, 25))) == []
    [gap] = found(with_map(clean(), last_reviewed=None))
    assert "Nobody has noted" in gap.text
    assert found(with_map(clean(), last_reviewed=None, type="future_state")) == []


def test_types_are_asked_for_what_they_hold() -> None:
    bare = JourneyMap(id="m", type="day_in_the_life", stages=clean().maps[0].stages)
    rules = {gap.rule for gap in found(Project(maps=(bare,)))}
    assert rules == {"stage_without_action", "stage_without_emotion"}
    blueprint = bare.model_copy(update={"type": "service_blueprint"})
    assert "stage_without_emotion" not in {gap.rule for gap in found(Project(maps=(blueprint,)))}


def test_a_silenced_gap_is_kept_with_its_reason_and_can_speak_again() -> None:
    project = PLANTED["persona_without_needs"][0]()
    quiet = silence(project, "m1", "persona_without_needs", "marta", "  asked next week ")
    [gap] = found(loads(dumps(quiet)).project)
    assert gap.silenced == "asked next week"
    again = silence(quiet, "m1", "persona_without_needs", "marta", "never mind")
    assert len(again.maps[0].silenced) == 1
    assert found(again)[0].silenced == "never mind"
    loud = speak_again(again, "m1", "persona_without_needs", "marta")
    assert dumps(loud) == dumps(project)
    assert speak_again(loud, "m1", "persona_without_needs", "marta") is loud


@pytest.mark.parametrize(("item", "reason"), [("marta", "  "), ("nobody", "because")])
def test_silence_needs_an_item_and_a_reason(item: str, reason: str) -> None:
    with pytest.raises(EditError):
        silence(clean(), "m1", "persona_without_needs", item, reason)


@pytest.mark.parametrize("seed", range(40))
def test_any_map_can_be_checked(seed: int) -> None:
    project = seeded_project(seed)
    for number, one in enumerate(project.maps):
        for gap in found(project, number):
            assert gap.rule in RULES
            assert "\n" not in gap.text
            assert gap.map == one.id


def with_lane(project: Project, kind: str, step: str, text: str = "x") -> Project:
    """A lane of that kind with one card."""
    cell = Cell(step=step, cards=(make_card(kind, f"{kind}-more", text=text),))
    lane = make_lane(kind, f"{kind}-lane").model_copy(update={"cells": (cell,)})
    return with_map(project, lanes=(*project.maps[0].lanes, lane))


def with_level(project: Project, id: str, **fields: object) -> Project:
    def changed(cell: Cell) -> Cell:
        points = tuple(one.model_copy(update=fields) if one.id == id else one for one in cell.points)
        return cell.model_copy(update={"points": points})

    lanes = tuple(
        lane.model_copy(update={"cells": tuple(map(changed, lane.cells))}) for lane in project.maps[0].lanes
    )
    return with_map(project, lanes=lanes)


def in_the_next_step(project: Project) -> Project:
    """The low point's stage has a second step; its pain lies there."""
    stages = list(project.maps[0].stages)
    stages[1] = stages[1].model_copy(update={"steps": (Step(id="t1"), Step(id="t1b"))})
    lanes = []
    for lane in project.maps[0].lanes:
        moved = "t1" if lane.kind == "pain_points" else ""
        cells = tuple(
            cell.model_copy(update={"step": "t1b"}) if cell.step == moved else cell for cell in lane.cells
        )
        lanes.append(lane.model_copy(update={"cells": cells}))
    return with_map(project, stages=tuple(stages), lanes=tuple(lanes))


CLEAN: dict[str, tuple[Callable[[], Project], ...]] = {
    "stage_without_touchpoint": (
        lambda: with_map(
            with_lane(without_cards(clean(), "touchpoints", "t2"), "frontstage", "t2"),
            type="service_blueprint",
        ),
        lambda: with_map(
            with_lane(without_cards(clean(), "touchpoints", "t2"), "physical_evidence", "t2"),
            type="service_blueprint",
        ),
    ),
    "stage_without_action": (lambda: with_lane(without_cards(clean(), "actions", "t0"), "process", "t0"),),
    "stage_without_emotion": (lambda: with_level(clean(), "p3", level=None, feeling="proud"),),
    "stage_without_key_task": (
        lambda: with_lane(with_stage(clean(), 1, key_task=""), "key_task", "t1"),
        lambda: with_map(with_stage(clean(), 1, key_task=""), type="day_in_the_life"),
    ),
    "pain_without_evidence": (
        lambda: with_card(clean(), "pain_points2", evidence=Evidence(grade="measured")),
        lambda: with_card(clean(), "pain_points2", evidence=None, findings=("actions0",)),
    ),
    "pain_without_solution": (
        lambda: with_card(
            with_card(clean(), "solutions3", answers=("pain_points2", "pain_points3")), "solutions2", text="x"
        ),
    ),
    "solution_without_pain": (lambda: with_card(clean(), "solutions0", answers=("pain_points3",)),),
    "low_point_without_pain": (
        lambda: with_level(without_cards(clean(), "pain_points", "t1"), "p1", level=-1.9),
        lambda: with_level(without_cards(clean(), "pain_points", "t1"), "p1", level=None),
        lambda: with_level(without_cards(clean(), "pain_points", "t1"), "p1", competitor="rival"),
        lambda: in_the_next_step(clean()),
    ),
    "empty_cell": (
        lambda: without_cards(without_cards(clean(), "solutions", "t2"), "solutions", "t0"),
        lambda: with_map(
            without_cards(clean(), "solutions", "t2"),
            lanes=tuple(
                lane.model_copy(update={"hidden": lane.kind == "solutions"})
                for lane in without_cards(clean(), "solutions", "t2").maps[0].lanes
            ),
        ),
        lambda: without_cards(clean(), "emotions", "t2"),
    ),
    "persona_without_needs": (
        lambda: clean().model_copy(update={"personas": (Persona(id="marta", goals=("a quiet ride",)),)}),
        lambda: with_map(
            clean().model_copy(update={"personas": (Persona(id="marta", name="Marta"),)}), personas=()
        ),
    ),
    "unconnected_loop": (
        lambda: with_map(clean(), connectors=()),
        lambda: with_map(clean(), connectors=(Connector(id="on", source="s1", target="s2"),)),
        lambda: with_map(
            clean(),
            connectors=(
                Connector(id="back", source="s2", target="s1"),
                Connector(id="again", source="s3", target="s2"),
            ),
        ),
    ),
    "future_ignores_pain": (
        lambda: future(answered=True),
        lambda: future(changed=True),
        lambda: with_card(future(), "pain_points1", severity=3),
    ),
    "not_reviewed": (
        lambda: with_map(clean(), last_reviewed=datetime.date(2025, 11, 25)),
        lambda: with_map(clean(), last_reviewed=datetime.date(2020, 1, 1), type="future_state"),
    ),
}
"""Cases that come close to a gap of the rule and are none."""


def test_every_rule_has_clean_cases() -> None:
    assert set(CLEAN) == set(RULES)


@pytest.mark.parametrize(
    ("rule", "number"), [(rule, n) for rule, cases in CLEAN.items() for n in range(len(cases))]
)
def test_a_rule_is_silent_where_nothing_is_missing(rule: str, number: int) -> None:
    project = CLEAN[rule][number]()
    for at in range(len(project.maps)):
        assert [gap for gap in found(project, at) if gap.rule == rule] == []


def test_a_low_point_is_low_from_minus_two() -> None:
    project = with_level(without_cards(clean(), "pain_points", "t1"), "p1", level=-2.0)
    assert [gap.item for gap in found(project) if gap.rule == "low_point_without_pain"] == ["p1"]


def test_a_solution_of_the_future_map_answers_the_pain_that_its_own_was_made_from() -> None:
    project = without_cards(clean(), "solutions", "t1")
    project, later = duplicate_map(project, "m1")
    assert [gap.item for gap in found(project, 1) if gap.rule == "future_ignores_pain"] == ["pain_points1"]
    journey = project.maps[1]
    pain = next(
        card.id
        for lane in journey.lanes
        for cell in lane.cells
        for card in cell.cards
        if card.made_from == "pain_points1"
    )
    fixes = next(lane for lane in journey.lanes if lane.kind == "solutions")
    step = journey.stages[1].steps[0].id
    project = add_card(project, fixes.id, step, make_card("solutions", "fix", text="Box", answers=(pain,)))
    assert project.maps[1].id == later
    assert not [gap for gap in found(project, 1) if gap.rule == "future_ignores_pain"]
