"""Taking differences over from another map, of the project or of another file."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from cjmdesk.changes.comparing import Compared, compare, under
from cjmdesk.changes.taking import Key, taken
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.notes import LOOSE_KIND
from cjmdesk.edits.places import item_at, put
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, EmotionPoint, TouchpointCard, converted
from cjmdesk.model.lanes import Cell, LaneBase
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items
from cjmdesk.model.values import new_id


def take_over(
    project: Project,
    map_id: str,
    others: Project,
    other_id: str,
    chosen: Collection[Key],
    ids: Iterator[str] | None = None,
) -> Project:
    """Make a map of the project, in what is chosen, as another map is.

    chosen: keys of `compare(project, map, others, other).changes`; what they need comes too. others: the
    project itself or that of another file; its personas, channels and pictures come along where they are
    named. What is new gets an id of its own and remembers what it was made from. ids: for these, None for
    random ones. Raises EditError.
    """
    path, own = item_at(project, map_id, JourneyMap)
    _path, other = item_at(others, other_id, JourneyMap)
    if others is project and own is other:
        raise EditError(_("a map has nothing to take over from itself"))
    found = compare(project, own, others, other)
    made = taken(found, chosen)
    if made is found.before:
        return project
    made = _as_lanes_want(_with_own_ids(found, made, others is project, ids))
    fresh = put(project, path, made)
    if others is not project:
        fresh = _with_what_is_named(fresh, made, others)
    return mended(fresh)[0]


def _with_own_ids(
    found: Compared, made: JourneyMap, is_same_project: bool, ids: Iterator[str] | None
) -> JourneyMap:
    fresh_id: Callable[[], str] = (lambda: next(ids)) if ids is not None else new_id
    known = {item.id for _place, item in map_items(found.before)}
    new = {item.id: fresh_id() for _place, item in map_items(made) if item.id not in known}
    if not new:
        return made
    theirs = {ours: their for their, ours in found.names.items()}
    came = {fresh: theirs.get(old, old) if is_same_project else None for old, fresh in new.items()}

    def note(value: Any) -> Any:
        return value.model_copy(update={"made_from": came[value.id]}) if value.id in came else value

    return _in_notes(under(made, new), lambda _lane, value: note(value))


def _as_lanes_want(journey: JourneyMap) -> JourneyMap:
    """Cards have the kind of their lane, wherever they came from."""

    def note(lane: LaneBase, value: Any) -> Any:
        if isinstance(value, CardBase):
            return converted(value, LOOSE_KIND if lane.kind == "emotions" else lane.kind)
        return value

    return _in_notes(journey, note)


def _in_notes(journey: JourneyMap, change: Callable[[LaneBase, Any], Any]) -> JourneyMap:
    """The map with changed notes; what does not change is shared."""

    def group(lane: LaneBase, notes: tuple[Any, ...]) -> tuple[Any, ...]:
        fresh = tuple(change(lane, note) for note in notes)
        return notes if all(a is b for a, b in zip(fresh, notes, strict=True)) else fresh

    def cell(lane: LaneBase, value: Cell) -> Cell:
        cards, points = group(lane, value.cards), group(lane, value.points)
        if cards is value.cards and points is value.points:
            return value
        return value.model_copy(update={"cards": cards, "points": points})

    def whole(lane: LaneBase) -> LaneBase:
        cells = tuple(cell(lane, value) for value in lane.cells)
        if all(a is b for a, b in zip(cells, lane.cells, strict=True)):
            return lane
        return lane.model_copy(update={"cells": cells})

    return journey.model_copy(update={"lanes": tuple(map(whole, journey.lanes))})


def _with_what_is_named(project: Project, made: JourneyMap, others: Project) -> Project:
    """Personas, channels and pictures of another file that the map names now."""
    notes: list[CardBase | EmotionPoint] = [
        note for lane in made.lanes for cell in lane.cells for note in (*cell.cards, *cell.points)
    ]
    people = {*made.personas, *(id for note in notes for id in note.personas)}
    channels = {note.channel for note in notes if isinstance(note, TouchpointCard)}
    known = {one.id for one in (*project.personas, *project.channels)}
    new_people = tuple(one for one in others.personas if one.id in people - known)
    pictures = {note.picture for note in notes if isinstance(note, CardBase) and note.picture}
    pictures |= {one.portrait for one in new_people if one.portrait}
    pictures |= {made.poster.logo} if made.poster.logo else set()
    update: dict[str, Any] = {
        "personas": (*project.personas, *new_people),
        "channels": (
            *project.channels,
            *(one for one in others.channels if one.id in channels - known),
        ),
        "pictures": {
            **project.pictures,
            **{key: others.pictures[key] for key in sorted(pictures) if key in others.pictures},
        },
    }
    return project.model_copy(update=update)
