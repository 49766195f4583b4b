"""What goes on the clipboard: a small project with the copied notes and all that they speak of.

It has the form of a project, so that it is written, checked and mended as our files are. Its one
map holds the touched stages and lanes alone; where a note stands among them is where it stood
relative to the others. A field of its own, `copied`, says how it was chosen.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Literal

from msgspec import Struct, field
from pydantic import ValidationError

from cjmdesk.edits.places import item_at
from cjmdesk.model.cards import CardBase, CriterionCard, EmotionPoint, SolutionCard, TouchpointCard
from cjmdesk.model.lanes import Cell, EmotionLane, Lane, LineLane
from cjmdesk.model.maps import Connector, JourneyMap, PosterSettings
from cjmdesk.model.mending import with_
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage

What = Literal["cells", "stages", "lanes"]
"""cells: notes, to be put into cells from the selected one on. stages, lanes: whole ones."""

_MARK = "copied"
_NAMING = ("findings", "answers", "made_from")

Note = CardBase | EmotionPoint


class Origin(Struct, frozen=True):
    """How a copy was made. map: id of the map. names: what the notes say of items that were not
    copied with them: note id → field → ids. named_by: what notes that were not copied say of those that
    were, in the same form. arrows: connectors between what was copied and what was not. Both come back
    with what was cut."""

    what: What = "cells"
    map: str = ""
    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    named_by: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    arrows: tuple[Connector, ...] = ()


def writable_lanes(journey: JourneyMap) -> tuple[Lane, ...]:
    """The lanes whose cells are seen: shown, unfolded, and no lines."""
    return tuple(
        lane
        for lane in journey.lanes
        if not lane.hidden and not lane.collapsed and not isinstance(lane, LineLane)
    )


def notes_of(journey: JourneyMap) -> Iterator[Note]:
    """Every card and point of a map, lane by lane."""
    for lane in journey.lanes:
        for cell in lane.cells:
            yield from cell.points
            yield from cell.cards


def copied_items(project: Project, map_id: str, chosen: Collection[str]) -> Project | None:
    """What is put on the clipboard for the chosen items of a map; None if that is nothing.

    chosen: ids of notes, stages, steps and lanes, and keys of cells. Only stages, or only lanes,
    are copied whole; anything else as the notes it holds. Raises EditError.
    """
    _path, journey = item_at(project, map_id, JourneyMap)
    wanted = set(chosen)
    stages = {stage.id for stage in journey.stages} & wanted
    lanes = {lane.id for lane in journey.lanes} & wanted
    if stages and stages == wanted:
        return _copy(project, journey, "stages", _of_stages(journey, stages))
    if lanes and lanes == wanted:
        kept = tuple(lane for lane in journey.lanes if lane.id in lanes)
        return _copy(project, journey, "lanes", with_(journey, lanes=kept))
    small = _of_cells(journey, wanted)
    return _copy(project, journey, "cells", small) if small is not None else None


def origin_of(copied: Project) -> Origin:
    """How `copied` was made; what is missing or wrong in it counts as not said."""
    raw = (copied.model_extra or {}).get(_MARK)
    if not isinstance(raw, dict):
        return Origin()
    what: What = raw["what"] if raw.get("what") in ("cells", "stages", "lanes") else "cells"
    names, named_by = _table(raw.get("names")), _table(raw.get("named_by"))
    return Origin(what, str(raw.get("map", "")), names, named_by, tuple(_arrows(raw.get("arrows"))))


def _table(found: object) -> dict[str, dict[str, tuple[str, ...]]]:
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for note, fields in found.items() if isinstance(found, dict) else ():
        if isinstance(fields, dict):
            names[str(note)] = {
                name: tuple(id for id in ids if isinstance(id, str))
                for name, ids in fields.items()
                if name in _NAMING and isinstance(ids, list | tuple)
            }
    return names


def _arrows(found: object) -> Iterator[Connector]:
    for arrow in found if isinstance(found, list | tuple) else ():
        with suppress(ValidationError):
            yield Connector.model_validate(arrow)


# Choosing ---------------------------------------------------------------------------------------


def _of_stages(journey: JourneyMap, chosen: Collection[str]) -> JourneyMap:
    stages = tuple(stage for stage in journey.stages if stage.id in chosen)
    steps = {step.id for stage in stages for step in stage.steps}
    lanes = tuple(
        with_(lane, cells=tuple(cell for cell in lane.cells if cell.step in steps))
        for lane in journey.lanes
        if any(cell.step in steps for cell in lane.cells)
    )
    return with_(journey, stages=stages, lanes=lanes)


def _of_cells(journey: JourneyMap, wanted: Collection[str]) -> JourneyMap | None:
    """The touched rows and columns, from the first to the last, with the wanted notes in them."""
    by_stage = {step.id: stage.id for stage in journey.stages for step in stage.steps}
    columns = tuple(by_stage)
    rows = list(writable_lanes(journey))
    rows += [lane for lane in journey.lanes if lane not in rows and not isinstance(lane, LineLane)]
    kept: dict[tuple[int, int], Cell] = {}
    for row, lane in enumerate(rows):
        for cell in lane.cells:
            keys = {lane.id, cell.step, by_stage.get(cell.step, ""), f"cell:{lane.id}:{cell.step}"}
            whole = not keys.isdisjoint(wanted)
            cards = tuple(card for card in cell.cards if whole or card.id in wanted)
            points = tuple(point for point in cell.points if whole or point.id in wanted)
            if (cards or points) and cell.step in by_stage:
                kept[row, columns.index(cell.step)] = with_(cell, cards=cards, points=points)
    if not kept:
        return None
    top, bottom = min(row for row, _c in kept), max(row for row, _c in kept)
    first, last = min(column for _r, column in kept), max(column for _r, column in kept)
    within = set(columns[first : last + 1])
    lanes = tuple(
        _bare(rows[row], tuple(kept[row, c] for c in range(first, last + 1) if (row, c) in kept))
        for row in range(top, bottom + 1)
    )
    return with_(journey, stages=_narrowed(journey.stages, within), lanes=lanes)


def _bare(lane: Lane, cells: tuple[Cell, ...]) -> Lane:
    return with_(lane, cells=cells, **({"hidden_personas": ()} if isinstance(lane, EmotionLane) else {}))


def _narrowed(stages: Iterable[Stage], steps: Collection[str]) -> tuple[Stage, ...]:
    kept = (with_(stage, steps=tuple(step for step in stage.steps if step.id in steps)) for stage in stages)
    return tuple(stage for stage in kept if stage.steps)


# What they speak of -------------------------------------------------------------------------------


def _copy(project: Project, journey: JourneyMap, what: What, small: JourneyMap) -> Project:
    notes = list(notes_of(small))
    inside = {note.id for note in notes} | {stage.id for stage in small.stages}
    items = inside | {step.id for stage in small.stages for step in stage.steps}
    items |= {lane.id for lane in small.lanes}
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    lanes = tuple(
        with_(
            lane,
            cells=tuple(
                with_(
                    cell,
                    cards=tuple(_apart(card, inside, names) for card in cell.cards),
                    points=tuple(_apart(point, inside, names) for point in cell.points),
                )
                for cell in lane.cells
            ),
        )
        for lane in small.lanes
    )
    rivals = {rival for note in notes for rival in _rivals_of(note)}
    update = {
        "lanes": lanes,
        "personas": (),
        "made_from": None,
        "poster": PosterSettings(),
        "views": (),
        "silenced": (),
        "grids": (),
        "connectors": tuple(a for a in journey.connectors if {a.source, a.target} <= inside),
        "competitors": tuple(rival for rival in journey.competitors if rival.id in rivals),
        "translations": _translations(journey, items),
    }
    pictures = {card.picture for card in notes if isinstance(card, CardBase) and card.picture}
    channels = {card.channel for card in notes if isinstance(card, TouchpointCard)}
    people = {id for note in notes for id in note.personas}
    people |= {id for lane in lanes if isinstance(lane, EmotionLane) for id in lane.hidden_personas}
    fields: dict[str, Any] = {
        # Of a persona the name is enough: it is found again by it, and its portrait may be large.
        "personas": tuple(Persona(id=p.id, name=p.name) for p in project.personas if p.id in people),
        "channels": tuple(channel for channel in project.channels if channel.id in channels),
        "maps": (small.model_copy(update=update),),
        "pictures": {name: project.pictures[name] for name in sorted(pictures) if name in project.pictures},
        _MARK: {
            "what": what,
            "map": journey.id,
            "names": names,
            "named_by": dict(_named_by(journey, inside)),
            "arrows": [
                arrow.model_dump(mode="json", exclude_defaults=True)
                for arrow in journey.connectors
                if (arrow.source in inside) != (arrow.target in inside)
            ],
        },
    }
    return Project(**fields)


def _apart(note: Any, inside: Collection[str], names: dict[str, dict[str, tuple[str, ...]]]) -> Any:
    """The note with the names of copied items alone; the others are noted down in `names`."""
    update: dict[str, Any] = {}
    told: dict[str, tuple[str, ...]] = {}
    for name, group in _groups(note):
        if not set(group) <= set(inside):
            update[name] = tuple(id for id in group if id in inside)
            told[name] = group  # all of them: their order comes back too
    if note.made_from is not None and note.made_from not in inside:
        update["made_from"], told["made_from"] = None, (note.made_from,)
    if not update:
        return note
    names[note.id] = told
    return note.model_copy(update=update)


def _named_by(
    journey: JourneyMap, inside: Collection[str]
) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    for note in notes_of(journey):
        if note.id not in inside:
            said = {name: group for name, group in _groups(note) if not set(group).isdisjoint(inside)}
            if said:
                yield note.id, said


def _groups(note: Note) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists of other notes that a note names: fields and ids."""
    yield "findings", note.findings
    if isinstance(note, SolutionCard):
        yield "answers", note.answers


def _rivals_of(note: Note) -> Iterable[str]:
    if isinstance(note, CriterionCard):
        return note.scores
    return (note.competitor,) if isinstance(note, EmotionPoint) and note.competitor else ()


def _translations(journey: JourneyMap, items: Collection[str]) -> dict[str, dict[str, dict[str, str]]]:
    tables = {
        language: {item: dict(words) for item, words in table.items() if item in items}
        for language, table in journey.translations.items()
    }
    return {language: table for language, table in tables.items() if table}
