"""Stages and steps: the columns of a map."""

from collections.abc import Collection, Mapping
from typing import cast

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.hours import hours_are_stages, proposed_hour
from cjmdesk.edits.order import gathered, nudged, siblings
from cjmdesk.edits.places import (
    at,
    changed,
    checked_item,
    find,
    inserted,
    item_at,
    put,
    refuse_known,
    with_list,
)
from cjmdesk.i18n import _
from cjmdesk.model.lanes import Cell, Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import joined_cells, with_
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import new_id

_WIDEST = 20.0


def add_stage(project: Project, map_id: str, stage: Stage, index: int | None = None) -> Project:
    """Put a new stage before the one at `index`, None for last. Raises EditError."""
    refuse_known(project, stage)
    path, journey = item_at(project, map_id, JourneyMap)
    return with_list(project, path, "stages", inserted(journey.stages, checked_item(stage), index))


def new_stage(project: Project, map_id: str, id: str, index: int | None = None) -> Project:
    """Put an empty stage of one step before the one at `index`, None for last, under the new `id`.

    Where the columns are hours it is given the next one. Raises EditError.
    """
    journey = item_at(project, map_id, JourneyMap)[1]
    before = journey.stages if index is None else journey.stages[: max(0, index)]
    hour = proposed_hour(journey, sum(len(stage.steps) for stage in before))
    of_stage = hours_are_stages(journey)
    step = Step(id=new_id("t"), title="" if of_stage else hour)
    return add_stage(project, map_id, Stage(id=id, title=hour if of_stage else "", steps=(step,)), index)


def move_stages(project: Project, stages: Collection[str], index: int) -> Project:
    """Put stages of one map, with their columns and in the order in which they stand there, before what
    stands at `index` without them. Raises EditError."""
    path = siblings(project, stages, Stage)
    before = cast(JourneyMap, at(project, path)).stages
    fresh = gathered(before, stages, index)
    return project if fresh == before else with_list(project, path, "stages", fresh)


def add_step(project: Project, stage: str, step: Step, index: int | None = None) -> Project:
    """Put a new step into a stage. Raises EditError."""
    refuse_known(project, step)
    path, value = item_at(project, stage, Stage)
    return with_list(project, path, "steps", inserted(value.steps, checked_item(step), index))


def new_step(project: Project, behind: str, id: str) -> Project:
    """Put an empty step behind another, in its stage, under the new `id`; where the columns are hours it is
    given the next one. Raises EditError."""
    path, _value = item_at(project, behind, Step)
    journey = cast(JourneyMap, at(project, path[:1]))
    columns = [step.id for stage in journey.stages for step in stage.steps]
    hour = proposed_hour(journey, columns.index(behind) + 1)
    step = Step(id=id, title=hour)
    return add_step(project, cast(Stage, at(project, path[:-1])).id, step, path[-1][1] + 1)


def move_step(project: Project, step: str, stage: str, index: int | None = None) -> Project:
    """Put a step, with its notes, into a stage of the same map. Raises EditError."""
    path, value = item_at(project, step, Step)
    target, goal = item_at(project, stage, Stage)
    if target[:1] != path[:1]:
        raise EditError(_("columns are moved within one map"))
    source = cast(Stage, at(project, path[:-1]))
    rest = tuple(other for other in source.steps if other is not value)
    if source is goal:
        fresh = inserted(rest, value, index)
        return project if fresh == source.steps else with_list(project, target, "steps", fresh)
    if not rest:
        raise EditError(_("a stage keeps at least one column; delete the stage instead"))
    project = with_list(project, path[:-1], "steps", rest)
    return with_list(project, target, "steps", inserted(goal.steps, value, index))


def set_widths(project: Project, widths: Mapping[str, float]) -> Project:
    """Give steps, by their ids, other relative widths, kept to a thousandth. Raises EditError."""
    for step, width in widths.items():
        path, value = item_at(project, step, Step)
        project = put(project, path, changed(value, width=round(width, 3)))
    return project


def split_step(project: Project, step: str, fresh: Step, moved: Collection[str] = ()) -> Project:
    """Part a column in two: `fresh` comes after it, takes half its width and the notes `moved`.

    Raises EditError if a note of `moved` is not in the column.
    """
    refuse_known(project, fresh)
    path, value = item_at(project, step, Step)
    half = value.width / 2
    owner = cast(Stage, at(project, path[:-1]))
    first, second = changed(value, width=half), changed(checked_item(fresh), width=half)
    number = path[-1][1]
    steps = (*owner.steps[:number], first, second, *owner.steps[number + 1 :])
    project = with_list(project, path[:-1], "steps", steps)
    journey = cast(JourneyMap, at(project, path[:1]))
    wanted = set(moved)
    lanes = tuple(_split_lane(lane, step, fresh.id, wanted) for lane in journey.lanes)
    if wanted:
        raise EditError(_("{item} is not in this column").format(item=min(wanted)))
    return put(project, path[:1], with_(journey, lanes=lanes))


def _split_lane(lane: Lane, step: str, fresh: str, wanted: set[str]) -> Lane:
    """The lane with the wanted notes in the fresh column; takes their ids out of `wanted`."""
    cells: list[Cell] = []
    for cell in lane.cells:
        cells.append(cell)
        if cell.step != step:
            continue
        ids = {note.id for note in (*cell.cards, *cell.points)} & wanted
        if not ids:
            continue
        wanted -= ids
        cells[-1] = with_(
            cell,
            cards=tuple(card for card in cell.cards if card.id not in ids),
            points=tuple(point for point in cell.points if point.id not in ids),
        )
        cells.append(
            Cell(
                step=fresh,
                cards=tuple(card for card in cell.cards if card.id in ids),
                points=tuple(point for point in cell.points if point.id in ids),
            )
        )
    return with_(lane, cells=tuple(cells))


def merge_steps(project: Project, step: str, other: str) -> Project:
    """Make one column of two of the same map: `step` takes the notes, width and title of `other`.

    Codes of printed wall grids lead to the column that stays. Raises EditError.
    """
    path, value = item_at(project, step, Step)
    other_path, gone = item_at(project, other, Step)
    if path[:1] != other_path[:1] or step == other:
        raise EditError(_("two columns of one map are needed"))
    source = cast(Stage, at(project, other_path[:-1]))
    rest = tuple(part for part in source.steps if part is not gone)
    if not rest:
        raise EditError(_("a stage keeps at least one column; delete the stage instead"))
    titles = [title for title in dict.fromkeys((value.title, gone.title)) if title]
    fresh = changed(value, title=" / ".join(titles), width=min(_WIDEST, value.width + gone.width))
    project = put(project, path, fresh)
    project = with_list(project, other_path[:-1], "steps", _replaced(project, source.id, other))
    journey = cast(JourneyMap, at(project, path[:1]))
    lanes = tuple(_merge_lane(lane, step, other) for lane in journey.lanes)
    grids = tuple(
        with_(grid, slots=tuple(step if slot == other else slot for slot in grid.slots))
        for grid in journey.grids
    )
    return put(project, path[:1], with_(journey, lanes=lanes, grids=grids))


def _replaced(project: Project, stage: str, gone: str) -> tuple[Step, ...]:
    return tuple(part for part in item_at(project, stage, Stage)[1].steps if part.id != gone)


def _merge_lane(lane: Lane, step: str, other: str) -> Lane:
    cells = {cell.step: cell for cell in lane.cells}
    gone = cells.get(other)
    if gone is None:
        return lane
    if step in cells:
        joined = joined_cells(cells.pop(step), cells.pop(other))
        fresh = [cell for cell in lane.cells if cell.step in cells or cell.step == step]
        return with_(lane, cells=tuple(joined if cell.step == step else cell for cell in fresh))
    return with_(lane, cells=tuple(with_(c, step=step) if c is gone else c for c in lane.cells))


def notes_after(project: Project, note: str) -> tuple[str, ...]:
    """The ids of the notes below `note` in its cell; of points those later. Raises EditError."""
    path = find(project, note)
    group = getattr(at(project, path[:-1]), path[-1][0])
    return tuple(other.id for other in group[path[-1][1] + 1 :])


def moved_stages(project: Project, stages: Collection[str], by: int) -> Project:
    """Move stages of one map by a place to the end (1) or the beginning (−1); the same project if one of
    them stands at the edge. Raises EditError."""
    path = siblings(project, stages, Stage)
    before = cast(JourneyMap, at(project, path)).stages
    fresh = nudged(before, stages, by)
    return project if fresh == before else with_list(project, path, "stages", fresh)


def moved_steps(project: Project, steps: Collection[str], by: int) -> Project:
    """Move steps of one map by a place to the end (1) or the beginning (−1), from the edge of their stage
    into the next one; the same project if one of them stands at the edge of the map. Raises EditError."""
    paths = [item_at(project, step, Step)[0] for step in steps]
    if len({path[:1] for path in paths}) != 1:
        raise EditError(_("columns are moved within one map"))
    path = paths[0][:1]
    before = cast(JourneyMap, at(project, path)).stages
    # Where a stage begins is a place, too: to go past it is to come into the other stage.
    row: list[Stage | Step] = []
    for stage in before:
        row += [stage, *stage.steps]
    fresh = nudged(tuple(row[1:]), steps, by)
    if fresh == tuple(row[1:]):
        return project
    held: list[list[Step]] = [[]]
    for each in fresh:
        if isinstance(each, Stage):
            held.append([])
        else:
            held[-1].append(each)
    if not all(held):
        raise EditError(_("a stage keeps at least one column; delete the stage instead"))
    stages = tuple(
        stage if tuple(mine) == stage.steps else with_(stage, steps=tuple(mine))
        for stage, mine in zip(before, held, strict=True)
    )
    return with_list(project, path, "stages", stages)


def next_step(project: Project, step: str) -> str:
    """The id of the column behind `step` on its map; empty for the last. Raises EditError."""
    path, _value = item_at(project, step, Step)
    order = [each.id for stage in cast(JourneyMap, at(project, path[:1])).stages for each in stage.steps]
    place = order.index(step) + 1
    return order[place] if place < len(order) else ""
