"""What the way costs the customer: their actions, counted along the path and its branches."""

from msgspec import Struct

from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.stages import Stage


class StageEffort(Struct, frozen=True):
    """A stage of the path. here: the customer's actions in it; so_far: those up to its end, without any
    branch."""

    stage: Stage
    here: int
    so_far: int


class Branch(Struct, frozen=True):
    """A way off the straight path, by a connector between stages.

    back: whether it leads back, and stages are gone through again. effort: the actions that it costs
    more (back) or spares (ahead).
    """

    connector: Connector
    source: Stage
    target: Stage
    back: bool
    effort: int


def efforts(journey: JourneyMap) -> list[StageEffort]:
    """The customer's actions, stage by stage in the order of the path; those in hidden lanes count too."""
    counts = _actions(journey)
    found: list[StageEffort] = []
    total = 0
    for stage in journey.stages:
        here = sum(counts.get(step.id, 0) for step in stage.steps)
        total += here
        found.append(StageEffort(stage, here, total))
    return found


def total_effort(journey: JourneyMap) -> int:
    """The customer's actions on the straight path."""
    return sum(_actions(journey).values())


def branches(journey: JourneyMap) -> list[Branch]:
    """Every connector between stages that leaves the straight path, in the order in which it leaves.

    One that leads to the next stage is the path itself; one from a stage to itself repeats it.
    """
    number = {stage.id: place for place, stage in enumerate(journey.stages)}
    along = efforts(journey)
    found = []
    for link in journey.connectors:
        source, target = number.get(link.source), number.get(link.target)
        if source is None or target is None or target == source + 1:
            continue
        back = target <= source
        passed = along[target : source + 1] if back else along[source + 1 : target]
        effort = sum(one.here for one in passed)
        found.append(Branch(link, along[source].stage, along[target].stage, back, effort))
    return sorted(found, key=lambda one: number[one.source.id])


def _actions(journey: JourneyMap) -> dict[str, int]:
    """Step id → how many cards lie there on lanes of actions."""
    found: dict[str, int] = {}
    for lane in journey.lanes:
        if lane.kind == "actions":
            for cell in lane.cells:
                found[cell.step] = found.get(cell.step, 0) + len(cell.cards)
    return found
