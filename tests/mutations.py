"""Random changes of any sort to a project, made directly on its values: what a user could have done."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


def mutated(project: Project, rng: random.Random, steps: int, mark: str = "n") -> Project:
    """`project` after `steps` random changes, whole again; ids of new items begin with `mark`."""
    for _ in range(steps):
        change = rng.choice(CHANGES)
        project = change(project, rng, mark)
    return mended(project)[0]


def _replaced(group: Sequence[Any], number: int, value: Any) -> tuple[Any, ...]:
    return (*group[:number], value, *group[number + 1 :])


def _shuffled(group: Sequence[Any], rng: random.Random) -> tuple[Any, ...]:
    items = list(group)
    rng.shuffle(items)
    return tuple(items)


def _in_map(edit: Callable[[JourneyMap, random.Random, str], JourneyMap]) -> Callable[..., Project]:
    def change(project: Project, rng: random.Random, mark: str) -> Project:
        if not project.maps:
            return project.model_copy(update={"maps": (JourneyMap(id=f"{mark}{rng.random()}"),)})
        number = rng.randrange(len(project.maps))
        fresh = edit(project.maps[number], rng, mark)
        return project.model_copy(update={"maps": _replaced(project.maps, number, fresh)})

    return change


def _id(rng: random.Random, mark: str) -> str:
    return f"{mark}-{rng.randrange(10**9)}"


def retitle(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    return journey.model_copy(update={"title": f"title {rng.randrange(100)}", "goal": "g"})


def poster(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    fresh = journey.poster.model_copy(update={"paper": rng.choice(("A0", "A3", ""))})
    return journey.model_copy(update={"poster": fresh})


def translate(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    table = {**journey.translations, "pl": {journey.id: {"title": f"tytuł {rng.randrange(50)}"}}}
    return journey.model_copy(update={"translations": table})


def shuffle(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    name = rng.choice(("stages", "lanes", "connectors"))
    return journey.model_copy(update={name: _shuffled(getattr(journey, name), rng)})


def add_stage(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    stage = Stage(id=_id(rng, mark), title="new", steps=(Step(id=_id(rng, mark)),))
    at = rng.randint(0, len(journey.stages))
    return journey.model_copy(update={"stages": (*journey.stages[:at], stage, *journey.stages[at:])})


def move_step(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    """A step goes to another stage; a stage that loses its last step goes too."""
    if len(journey.stages) < 2:
        return add_stage(journey, rng, mark)
    source, target = rng.sample(range(len(journey.stages)), 2)
    stages = list(journey.stages)
    step, *rest = stages[source].steps
    stages[target] = stages[target].model_copy(update={"steps": (*stages[target].steps, step)})
    if rest:
        stages[source] = stages[source].model_copy(update={"steps": tuple(rest)})
    else:
        del stages[source]
    return journey.model_copy(update={"stages": tuple(stages)})


def drop(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    name = rng.choice(("stages", "lanes", "connectors"))
    group = getattr(journey, name)
    if not group:
        return journey
    number = rng.randrange(len(group))
    if name == "stages":
        gone = {step.id for step in group[number].steps}
        lanes = tuple(
            lane.model_copy(update={"cells": tuple(c for c in lane.cells if c.step not in gone)})
            for lane in journey.lanes
        )
        journey = journey.model_copy(update={"lanes": lanes})
    return journey.model_copy(update={name: (*group[:number], *group[number + 1 :])})


def add_lane(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    lane = make_lane(rng.choice(("actions", "emotions", "pain_points")), _id(rng, mark))
    return journey.model_copy(update={"lanes": (*journey.lanes, lane)})


def edit_card(journey: JourneyMap, rng: random.Random, mark: str) -> JourneyMap:
    """Add a card, reword one, remove one, or move one to another lane or column."""
    steps = [step.id for stage in journey.stages for step in stage.steps]
    if not journey.lanes or not steps:
        return journey
    number = rng.randrange(len(journey.lanes))
    lane = journey.lanes[number]
    step = rng.choice(steps)
    cells = {cell.step: cell for cell in lane.cells}
    cell = cells.get(step, Cell(step=step))
    what = rng.choice(("add", "reword", "remove", "move"))
    if what == "add" or not cell.cards:
        kind = lane.kind if lane.kind not in ("emotions", "line") else "free_text"
        fresh = make_card(kind, _id(rng, mark), text=f"{mark} {rng.randrange(1000)}")
        cell = cell.model_copy(update={"cards": (*cell.cards, fresh)})
    else:
        at = rng.randrange(len(cell.cards))
        card = cell.cards[at]
        rest = (*cell.cards[:at], *cell.cards[at + 1 :])
        if what == "reword":
            fresh = card.model_copy(
                update={"text": f"{mark} {rng.randrange(1000)}", "votes": rng.randrange(9)}
            )
            cell = cell.model_copy(update={"cards": _replaced(cell.cards, at, fresh)})
        else:
            cell = cell.model_copy(update={"cards": rest})
        if what == "move":
            target = rng.choice(steps)
            cells[step] = cell
            other = cells.get(target, Cell(step=target))
            cells[target] = other.model_copy(update={"cards": (card, *other.cards)})
            cell = cells[step]
    cells[step] = cell
    fresh_lane = lane.model_copy(update={"cells": tuple(cells.values())})
    return journey.model_copy(update={"lanes": _replaced(journey.lanes, number, fresh_lane)})


def move_lane(project: Project, rng: random.Random, mark: str) -> Project:
    """A lane goes to another map, its notes to that map's last column."""
    if len(project.maps) < 2 or not project.maps[0].lanes:
        return project
    first, second, *rest = project.maps
    lane = first.lanes[-1]
    first = first.model_copy(update={"lanes": first.lanes[:-1]})
    second = second.model_copy(update={"lanes": (*second.lanes, lane)})
    return project.model_copy(update={"maps": (first, second, *rest)})


def people(project: Project, rng: random.Random, mark: str) -> Project:
    """Personas change order, one goes, the brief changes."""
    personas = _shuffled(project.personas, rng)[: rng.randint(0, 3)]
    brief = project.brief.model_copy(update={"goal": f"{mark} {rng.randrange(9)}"})
    return project.model_copy(update={"personas": personas, "brief": brief})


def pictures(project: Project, rng: random.Random, mark: str) -> Project:
    table = dict(project.pictures)
    if table:
        table.pop(rng.choice(list(table)))
    return project.model_copy(update={"pictures": table})


CHANGES = (
    *map(_in_map, (retitle, poster, translate, shuffle, add_stage, move_step, drop, add_lane)),
    *([_in_map(edit_card)] * 6),
    move_lane,
    people,
    pictures,
)
