"""Effort along the path equals a count by hand, straight on and by every branch."""

import datetime

import pytest

from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.path import branches, efforts, total_effort
from cjmdesk.analysis.rankings import stage_figures
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.stages import Stage, Step
from strategies import seeded_project

TODAY = datetime.date(2026, 11, 25)
COUNTS = (2, 0, 3, 1, 4)


def shop() -> JourneyMap:
    """Five stages; the third has two steps; two lanes of actions, one of them hidden."""
    stages = tuple(
        Stage(
            id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"), *((Step(id="t2b"),) if n == 2 else ()))
        )
        for n in range(5)
    )

    def cell(lane: str, step: str, count: int) -> Cell:
        cards = tuple(make_card("actions", f"{lane}-{step}-{n}", text="Does it") for n in range(count))
        return Cell(step=step, cards=cards)

    main = make_lane("actions", "a").model_copy(
        update={"cells": (cell("a", "t0", 1), cell("a", "t2", 2), cell("a", "t3", 1), cell("a", "t4", 4))}
    )
    more = make_lane("actions", "b", hidden=True).model_copy(
        update={"cells": (cell("b", "t0", 1), cell("b", "t2b", 1))}
    )
    other = make_lane("frontstage", "f").model_copy(
        update={"cells": (Cell(step="t1", cards=(make_card("frontstage", "front", text="Greets"),)),)}
    )
    links = (
        Connector(id="back", source="s4", target="s2", condition="bad"),
        Connector(id="on", source="s0", target="s1"),
        Connector(id="short", source="s0", target="s3", condition="good"),
        Connector(id="again", source="s3", target="s3"),
        Connector(id="cards", source="a-t0-0", target="a-t2-0"),
    )
    return JourneyMap(id="m", stages=stages, lanes=(main, more, other), connectors=links)


def test_actions_are_counted_along_the_path() -> None:
    found = efforts(shop())
    assert [one.here for one in found] == list(COUNTS)
    assert [one.so_far for one in found] == [2, 2, 5, 6, 10]
    assert total_effort(shop()) == sum(COUNTS)


def test_branches_cost_more_or_spare() -> None:
    found = {
        one.connector.id: (one.source.id, one.target.id, one.back, one.effort) for one in branches(shop())
    }
    assert found == {
        "short": ("s0", "s3", False, 3),
        "again": ("s3", "s3", True, 1),
        "back": ("s4", "s2", True, 8),
    }
    assert list(found) == ["short", "again", "back"], "in the order in which they leave the path"


@pytest.mark.parametrize("seed", range(30))
def test_any_map_adds_up(seed: int) -> None:
    project = seeded_project(seed)
    for one in project.maps:
        found = efforts(one)
        assert [each.here for each in found] == [
            figures.effort for figures in stage_figures(Journey(project, one, TODAY))
        ]
        assert (found[-1].so_far if found else 0) == total_effort(one)
        for branch in branches(one):
            assert 0 <= branch.effort <= total_effort(one)
