"""Lanes: the rows of a map."""

from collections.abc import Sequence
from typing import Any, TypeGuard, cast

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_fields
from cjmdesk.edits.notes import LOOSE_KIND
from cjmdesk.edits.places import at, checked_item, inserted, item_at, put, refuse_known, with_list
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, EmotionPoint, card_class, converted
from cjmdesk.model.choices import BLUEPRINT_LINES, LANE_KINDS
from cjmdesk.model.lanes import Cell, Lane, LaneBase, LineLane, lane_class, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import with_
from cjmdesk.model.project import Project
from cjmdesk.model.values import new_id


def add_lane(project: Project, map_id: str, lane: Lane, index: int | None = None) -> Project:
    """Put a new lane before the one at `index`, None for last. Raises EditError."""
    refuse_known(project, lane)
    path, journey = item_at(project, map_id, JourneyMap)
    steps = {step.id for stage in journey.stages for step in stage.steps}
    if not steps.issuperset(cell.step for cell in lane.cells):
        raise EditError(_("the column is not in this map"))
    return with_list(project, path, "lanes", inserted(journey.lanes, checked_item(lane), index))


def new_lane(project: Project, map_id: str, kind: str, index: int | None = None) -> tuple[Project, str]:
    """Put an empty lane before the one at `index`, None for last; and its id.

    kind: of the lane; of a line of a blueprint with its own, as `line:visibility`. Raises EditError.
    """
    name, _colon, line = kind.partition(":")
    fields: dict[str, Any] = {"line": line} if line else {}
    lane = make_lane(name, new_id("l"), **fields)
    return add_lane(project, map_id, lane, index), lane.id


def show_key_tasks(project: Project, map_id: str) -> Project:
    """Have the stages' key tasks seen: show and unfold the first lane of them, or put one at the top.

    Raises EditError.
    """
    journey = item_at(project, map_id, JourneyMap)[1]
    there = next((lane for lane in journey.lanes if lane.kind == "key_task"), None)
    if there is None:
        return new_lane(project, map_id, "key_task", 0)[0]
    return set_fields(project, there.id, hidden=False, collapsed=False)


def move_lane(project: Project, lane: str, index: int) -> Project:
    """Put a lane before what stands at `index` without it.

    Raises EditError; also where the lines of a blueprint would change places with each other.
    """
    path, value = item_at(project, lane, LaneBase)
    lanes = cast(JourneyMap, at(project, path[:-1])).lanes
    rest = tuple(other for other in lanes if other is not value)
    fresh = inserted(cast(tuple[LaneBase, ...], rest), value, index)
    if _lines_in_order(lanes) and not _lines_in_order(fresh):
        raise EditError(_("the lines of a blueprint keep their order"))
    return project if fresh == lanes else with_list(project, path[:-1], "lanes", fresh)


def _lines_in_order(lanes: Sequence[LaneBase]) -> bool:
    """Whether those who see the service stand above those who do not."""
    order = [BLUEPRINT_LINES.index(lane.line) for lane in lanes if _is_known_line(lane)]
    return order == sorted(order)


def _is_known_line(lane: LaneBase) -> TypeGuard[LineLane]:
    return isinstance(lane, LineLane) and lane.line in BLUEPRINT_LINES


def change_lane_kind(project: Project, lane: str, kind: str) -> Project:
    """Give a lane another kind; its cards become cards of that kind, or points, or points cards.

    What the new kind has no field for stays in the file and comes back with the old kind.
    Raises EditError for an unknown kind, and for a line if the lane holds notes.
    """
    path, value = item_at(project, lane, LaneBase)
    if kind not in LANE_KINDS:
        raise EditError(_("there is no lane kind {kind}").format(kind=kind))
    if kind == value.kind:
        return project
    if kind == "line" and any(cell.cards or cell.points for cell in value.cells):
        raise EditError(_("a line holds no notes; move them to another lane first"))
    cells = tuple(_converted_cell(cell, value.kind, kind) for cell in value.cells)
    fields: dict[str, Any] = {**value.model_dump(exclude={"cells"}, exclude_defaults=True), "kind": kind}
    fresh = lane_class(kind).model_validate({**fields, "cells": cells})
    return put(project, path, fresh)


def _converted_cell(cell: Cell, old: str, kind: str) -> Cell:
    if kind == "emotions":
        loose = tuple(card for card in cell.cards if card.kind != old)
        points = tuple(card_as_point(card) for card in cell.cards if card.kind == old)
        cards = tuple(converted(card, LOOSE_KIND) for card in loose)
        return with_(cell, cards=cards, points=(*cell.points, *points))
    cards = tuple(converted(card, kind) for card in cell.cards)
    points_as_cards = tuple(point_as_card(point, kind) for point in cell.points)
    return cell.model_copy(update={"cards": (*points_as_cards, *cards), "points": ()})


def card_as_point(card: CardBase) -> EmotionPoint:
    """The card as an emotion point: its text is the quote; the rest is kept as unknown data."""
    fields = card.model_dump(exclude_defaults=True)
    fields.pop("kind")
    return EmotionPoint.model_validate({**fields, "quote": fields.pop("text", "")})


def point_as_card(point: EmotionPoint, kind: str) -> CardBase:
    """The point as a card: the quote, or else the feeling, is its text; the rest is kept."""
    fields = point.model_dump(exclude_defaults=True)
    text = fields.pop("quote", "") or fields.get("feeling", "")
    return card_class(kind).model_validate({**fields, "kind": kind, "text": text})


def moved_lane(project: Project, lane: str, by: int) -> Project:
    """Move a lane past the next shown one, down (1) or up (−1); the same at the edge. Raises EditError."""
    path, _value = item_at(project, lane, LaneBase)
    lanes = cast(JourneyMap, at(project, path[:-1])).lanes
    number = path[-1][1] + by
    while 0 <= number < len(lanes) and lanes[number].hidden:
        number += by
    return move_lane(project, lane, number) if 0 <= number < len(lanes) else project


def kept_aside(project: Project, lane: str) -> int:
    """How many notes of a lane hold fields that their kind does not know: they come back with it."""
    _path, value = item_at(project, lane, LaneBase)
    return sum(bool(note.model_extra) for cell in value.cells for note in (*cell.cards, *cell.points))
