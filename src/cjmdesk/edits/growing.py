"""Maps that take notes from elsewhere and grow by stages and lanes as these need them."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct, field

from cjmdesk.edits.copying import writable_lanes
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.notes import LOOSE_KIND
from cjmdesk.edits.places import inserted
from cjmdesk.edits.rows import point_as_card
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, EmotionPoint, converted
from cjmdesk.model.lanes import Cell, Lane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import with_
from cjmdesk.model.stages import Stage, Step

MOST_STEPS = 200
MOST_LANES = 200
"""Columns and lanes that pasting makes a map grow to at most."""

NewId = Callable[[str], str]
"""A fresh id with a prefix."""

Note = CardBase | EmotionPoint


class Growth(Struct):
    """A map that takes notes and grows as they need it."""

    journey: JourneyMap
    fresh: NewId
    stages: int = 0
    lanes: int = 0
    _order: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._count()

    def _count(self) -> None:
        steps = (step.id for stage in self.journey.stages for step in stage.steps)
        self._order = {step: number for number, step in enumerate(steps)}

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the columns."""
        return tuple(self._order)

    def column(self, first: str, by: int, titles: Sequence[str] = ()) -> str:
        """The column `by` after `first`, with stages added at the end until there is one.

        titles: of the columns from the first on. Raises EditError beyond MOST_STEPS.
        """
        number = self._order[first] + by
        if number >= MOST_STEPS:
            raise EditError(_("a map has at most {count} columns when pasting").format(count=MOST_STEPS))
        while number >= len(self._order):
            here = len(self._order) - self._order[first]
            title = titles[here] if here < len(titles) else ""
            self.add_stage(Stage(id=self.fresh("s"), title=title, steps=(Step(id=self.fresh("t")),)))
            self.stages += 1
        return self.steps[number]

    def row(self, first: str, by: int, like: Lane | None = None) -> str:
        """The lane `by` lanes below `first`, with lanes added at the bottom until there is one.

        like: what an added lane looks like; None: one for notes. Raises EditError beyond MOST_LANES.
        """
        shown = [lane.id for lane in writable_lanes(self.journey)]
        if first not in shown:
            raise EditError(_("this lane is hidden, folded or a line; cards cannot be pasted into it"))
        number = shown.index(first) + by
        if number >= MOST_LANES:
            raise EditError(_("a map has at most {count} lanes when pasting").format(count=MOST_LANES))
        while number >= len(shown):
            shown.append(self.add_lane(like))
            self.lanes += 1
        return shown[number]

    def add_stage(self, stage: Stage, index: int | None = None) -> None:
        """Put a stage in."""
        stages = inserted(self.journey.stages, stage, index)
        self.journey = self.journey.model_copy(update={"stages": stages})
        self._count()

    def add_lane(self, like: Lane | None, index: int | None = None) -> str:
        """Put an empty lane in; its id."""
        from cjmdesk.model.lanes import make_lane

        made: Lane = make_lane("free_text", self.fresh("l"))
        if like is not None:
            made = like.model_copy(update={"id": made.id, "cells": (), "hidden": False, "collapsed": False})
        lanes = inserted(self.journey.lanes, made, index)
        self.journey = self.journey.model_copy(update={"lanes": lanes})
        return made.id

    def put(self, lane_id: str, step: str, notes: Sequence[Note], index: int | None = None) -> None:
        """Put notes into a cell; they become what its lane holds. Raises EditError for a line."""
        number = next(n for n, lane in enumerate(self.journey.lanes) if lane.id == lane_id)
        lane = self.journey.lanes[number]
        if isinstance(lane, LineLane):
            raise EditError(_("a line holds no cards"))
        kept = [fitting(note, lane) for note in notes]
        cells = list(lane.cells)
        at = next((n for n, cell in enumerate(cells) if cell.step == step), None)
        if at is None:
            at = sum(self._order.get(cell.step, 0) < self._order[step] for cell in cells)
            cells.insert(at, Cell(step=step))
        cell = cells[at]
        points = [note for note in kept if isinstance(note, EmotionPoint)]
        cards = [note for note in kept if isinstance(note, CardBase)]
        cells[at] = with_(
            cell, cards=_among(cell.cards, cards, index), points=_among(cell.points, points, index)
        )
        lanes = (
            *self.journey.lanes[:number],
            with_(lane, cells=tuple(cells)),
            *self.journey.lanes[number + 1 :],
        )
        self.journey = self.journey.model_copy(update={"lanes": lanes})


def _among(group: tuple[Any, ...], more: Sequence[Any], index: int | None) -> tuple[Any, ...]:
    at = len(group) if index is None else min(max(index, 0), len(group))
    return (*group[:at], *more, *group[at:])


def fitting(note: Note, lane: Lane) -> Note:
    """`note` as a lane holds it: points lie on emotion lanes alone, a card has its lane's kind."""
    if isinstance(note, EmotionPoint):
        return note if lane.kind == "emotions" else point_as_card(note, lane.kind)
    return converted(note, LOOSE_KIND if lane.kind == "emotions" else lane.kind)
