"""Lanes: the rows of a map."""

from collections.abc import Collection
from typing import Any, cast

from cjmdesk.edits.blueprint import place_in_order, refuse_disorder
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_fields
from cjmdesk.edits.notes import LOOSE_KIND
from cjmdesk.edits.order import gathered, nudged, siblings
from cjmdesk.edits.places import Path, at, checked_item, inserted, item_at, put, refuse_known, with_list
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, EmotionPoint, card_class, converted
from cjmdesk.model.choices import LANE_KINDS
from cjmdesk.model.lanes import Cell, Lane, LaneBase, lane_class, make_lane
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

    kind: of the lane; of a line of a blueprint with its own, as `line:visibility`; `emotions:staff` for the
    curve of those who serve. What a blueprint has between its lines goes to the nearest place there.
    Raises EditError.
    """
    name, fields = _variant(kind)
    lane = make_lane(name, new_id("l"), **fields)
    lanes = item_at(project, map_id, JourneyMap)[1].lanes
    return add_lane(project, map_id, lane, place_in_order(lanes, lane, index)), lane.id


def _variant(kind: str) -> tuple[str, dict[str, Any]]:
    """A kind as the user chooses it: the lane's kind, and the field that says which of it."""
    name, _colon, which = kind.partition(":")
    if name == "line":
        return name, {"line": which} if which else {}
    return name, {"staff": which == "staff"} if name == "emotions" else {}


def show_key_tasks(project: Project, map_id: str) -> Project:
    """Have the stages' key tasks seen: show and unfold the first lane of them, or put one at the top.

    Raises EditError.
    """
    journey = item_at(project, map_id, JourneyMap)[1]
    there = next((lane for lane in journey.lanes if lane.kind == "key_task"), None)
    if there is None:
        return new_lane(project, map_id, "key_task", 0)[0]
    return set_fields(project, there.id, hidden=False, collapsed=False)


def move_lanes(project: Project, lanes: Collection[str], index: int) -> Project:
    """Put lanes of one map, in the order in which they stand there, before what stands at `index` without
    them.

    Raises EditError; also where a blueprint would lose its order, see `edits.blueprint`.
    """
    path = siblings(project, lanes, LaneBase)
    before = cast(JourneyMap, at(project, path)).lanes
    return _reordered(project, path, gathered(before, lanes, index))


def _reordered(project: Project, path: Path, fresh: tuple[Lane, ...]) -> Project:
    """The map at `path` with its lanes in another order."""
    before = cast(JourneyMap, at(project, path)).lanes
    refuse_disorder(before, fresh)
    return project if fresh == before else with_list(project, path, "lanes", fresh)


def change_lane_kind(project: Project, lane: str, kind: str) -> Project:
    """Give a lane another kind; its cards become cards of that kind, or points, or points cards.

    kind: as for `new_lane`. What the new kind has no field for stays in the file and comes back with the
    old kind. Raises EditError for an unknown kind, for a line if the lane holds notes, and where a
    blueprint would lose its order.
    """
    path, value = item_at(project, lane, LaneBase)
    name, which = _variant(kind)
    if name not in LANE_KINDS:
        raise EditError(_("there is no lane kind {kind}").format(kind=kind))
    if name == value.kind:
        return set_fields(project, lane, **which)
    if name == "line" and any(cell.cards or cell.points for cell in value.cells):
        raise EditError(_("a line holds no cards; move them to another lane first"))
    cells = tuple(_converted_cell(cell, value.kind, name) for cell in value.cells)
    fields: dict[str, Any] = {**value.model_dump(exclude={"cells"}, exclude_defaults=True), "kind": name}
    fresh = lane_class(name).model_validate({**fields, **which, "cells": cells})
    if name == "line":  # a lane of notes may be called what it is before it is moved there
        lanes = cast(JourneyMap, at(project, path[:-1])).lanes
        refuse_disorder(lanes, [fresh if other is value else other for other in lanes])
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


def moved_lanes(project: Project, lanes: Collection[str], by: int) -> Project:
    """Move lanes of one map past the next shown one, down (1) or up (−1); the same project if one of them
    stands at the edge. Raises EditError; see `move_lanes`."""
    path = siblings(project, lanes, LaneBase)
    before = cast(JourneyMap, at(project, path)).lanes
    return _reordered(project, path, nudged(before, lanes, by, lambda lane: lane.hidden))


def kept_aside(project: Project, lane: str) -> int:
    """How many notes of a lane hold fields that their kind does not know: they come back with it."""
    _path, value = item_at(project, lane, LaneBase)
    return sum(bool(note.model_extra) for cell in value.cells for note in (*cell.cards, *cell.points))
