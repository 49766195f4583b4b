"""Cards and emotion points: adding and moving them."""

from collections.abc import Sequence
from typing import cast

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import (
    Path,
    at,
    checked_item,
    find,
    inserted,
    item_at,
    map_path,
    put,
    refuse_known,
    with_list,
)
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, EmotionPoint, converted
from cjmdesk.model.lanes import Cell, LaneBase, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

LOOSE_KIND = "free_text"
"""The kind of a card that lies on a lane without cards of its own: an emotion lane."""


def add_card(project: Project, lane: str, step: str, card: CardBase, index: int | None = None) -> Project:
    """Put a new card into the cell of lane and step, before `index`, None for last.

    The card takes the kind of its lane. Raises EditError.
    """
    return add_cards(project, lane, step, (card,), index)


def add_cards(
    project: Project, lane: str, step: str, cards: Sequence[CardBase], index: int | None = None
) -> Project:
    """Put several new cards into one cell, in order. Raises EditError, and then adds none."""
    for number, card in enumerate(cards):
        refuse_known(project, card)
        place = None if index is None else index + number
        project = _insert(project, lane, step, checked_item(card), place)
    return project


def add_point(
    project: Project, lane: str, step: str, point: EmotionPoint, index: int | None = None
) -> Project:
    """Put a new emotion point into the cell of an emotion lane and a step. Raises EditError."""
    refuse_known(project, point)
    return _insert(project, lane, step, checked_item(point), index)


def move_note(project: Project, note: str, lane: str, step: str, index: int | None = None) -> Project:
    """Move a card or a point to a cell of the same map, before what stands at `index` without it.

    A card takes the kind of the lane it comes to, keeping what that kind has no field for.
    Raises EditError.
    """
    path = find(project, note)
    value = at(project, path)
    if not isinstance(value, CardBase | EmotionPoint):
        raise EditError(_("only cards and emotion points can be moved between cells"))
    if map_path(project, lane) != path[:1]:
        raise EditError(_("cards are moved within one map; copy them to bring them to another"))
    name, number = path[-1]
    group = getattr(at(project, path[:-1]), name)
    cell = cast(Cell, at(project, path[:-1]))
    own_lane = cast(LaneBase, at(project, path[:-2]))
    if (own_lane.id, cell.step) == (lane, step):
        rest = (*group[:number], *group[number + 1 :])
        fresh = inserted(rest, value, index)
        return project if fresh == group else with_list(project, path[:-1], name, fresh)
    project = with_list(project, path[:-1], name, (*group[:number], *group[number + 1 :]))
    return _insert(project, lane, step, value, index)


def _insert(
    project: Project, lane_id: str, step: str, note: CardBase | EmotionPoint, index: int | None
) -> Project:
    path, lane = item_at(project, lane_id, LaneBase)
    if isinstance(lane, LineLane):
        raise EditError(_("a line holds no cards"))
    is_point = isinstance(note, EmotionPoint)
    if is_point and lane.kind != "emotions":
        raise EditError(_("emotion points lie on emotion lanes"))
    if isinstance(note, CardBase):
        note = converted(note, LOOSE_KIND if lane.kind == "emotions" else lane.kind)
    project, cell_path = cell_for(project, path, lane, step)
    name = "points" if is_point else "cards"
    group = getattr(at(project, cell_path), name)
    return with_list(project, cell_path, name, inserted(group, note, index))


def cell_for(project: Project, lane_path: Path, lane: LaneBase, step: str) -> tuple[Project, Path]:
    """The path of the lane's cell in the column of `step`, made if it is not there. Raises EditError."""
    for number, cell in enumerate(lane.cells):
        if cell.step == step:
            return project, (*lane_path, ("cells", number))
    journey = cast(JourneyMap, at(project, lane_path[:1]))
    order = [part.id for stage in journey.stages for part in stage.steps]
    if step not in order:
        raise EditError(_("the column is not in this map"))
    # Cells stand in the order of the columns, so that files of equal projects are equal.
    known = {name: number for number, name in enumerate(order)}
    place = sum(known.get(cell.step, 0) < known[step] for cell in lane.cells)
    cells = inserted(lane.cells, Cell(step=step), place)
    return put(project, lane_path, lane.model_copy(update={"cells": cells})), (
        *lane_path,
        ("cells", place),
    )
