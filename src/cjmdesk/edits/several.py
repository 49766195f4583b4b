"""Several cards and points at once: moving, copying, nudging them."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, cast

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.notes import LOOSE_KIND, cell_for
from cjmdesk.edits.places import Path, at, find, item_at, map_path, put, with_list
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, EmotionPoint, converted
from cjmdesk.model.lanes import Cell, LaneBase, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.values import new_id

Note = CardBase | EmotionPoint
N = TypeVar("N")


def move_notes(
    project: Project, notes: Sequence[str], lane: str, step: str, index: int | None = None
) -> Project:
    """Move cards and points of one map into one of its cells, in the order given.

    index: they come before what stands there without them, counted among cards if there is a card
    among them, else among points; None for last. Cards take the kind of the lane, keeping what that
    kind has no field for. The same project if all stand there already. Raises EditError.
    """
    values = _values(project, notes, lane)
    owner = refuse_lane(project, lane, values)
    taken = project
    for path in dict.fromkeys(path[:-1] for path in _paths(project, notes)):
        taken = _without(taken, path, set(notes))
    fresh = _inserted(taken, owner.id, step, values, index)
    return (
        project if _same_cell(project, fresh, owner.id, step) and _only_there(project, notes, step) else fresh
    )


def copy_notes(
    project: Project,
    notes: Sequence[str],
    lane: str,
    step: str,
    index: int | None = None,
    ids: Callable[[str], str] = new_id,
) -> tuple[Project, tuple[str, ...]]:
    """Put copies of cards and points into a cell of their map; the project and the copies' ids.

    index: as for `move_notes`. ids: makes an id from a prefix. Translations are copied along.
    Raises EditError.
    """
    values = _values(project, notes, lane)
    owner = refuse_lane(project, lane, values)
    names = {note.id: ids("p" if isinstance(note, EmotionPoint) else "c") for note in values}
    copies = [note.model_copy(update={"id": names[note.id]}) for note in values]
    fresh = _inserted(project, owner.id, step, copies, index)
    return _translated(fresh, map_path(fresh, lane), names), tuple(names.values())


def duplicate_notes(
    project: Project, notes: Sequence[str], ids: Callable[[str], str] = new_id
) -> tuple[Project, tuple[str, ...]]:
    """Copies of cards and points, in each cell behind the last that is copied there; and their ids.

    Raises EditError.
    """
    made: dict[str, str] = {}
    for (lane, step), group in _by_cell(project, notes).items():
        for some in (_of_sort(project, group, EmotionPoint), _of_sort(project, group, CardBase)):
            if some:
                last = max(path[-1][1] for path in _paths(project, some))
                project, fresh = copy_notes(project, some, lane, step, last + 1, ids)
                made.update(zip(some, fresh, strict=True))
    return project, tuple(made[note] for note in notes)


def nudge_notes(project: Project, notes: Sequence[str], by: int) -> Project:
    """Move each note one place up (−1) or down (1) in its cell; those at its end stay, and so do
    selected ones behind them. The same project if none can move. Raises EditError."""
    wanted = set(notes)
    for path in dict.fromkeys(path[:-1] for path in _paths(project, notes)):
        cell = cast(Cell, at(project, path))
        fresh = {
            "cards": _nudged(cell.cards, wanted, by),
            "points": _nudged(cell.points, wanted, by),
        }
        if fresh["cards"] != cell.cards or fresh["points"] != cell.points:
            project = put(project, path, cell.model_copy(update=fresh))
    return project


def in_reading_order(journey: JourneyMap, notes: Iterable[str]) -> tuple[str, ...]:
    """Those of `notes` that stand on the map: lane by lane, in each by stages, in each cell its points
    and then its cards."""
    wanted = set(notes)
    if not wanted:
        return ()
    order = [step.id for stage in journey.stages for step in stage.steps]
    found: list[str] = []
    for lane in journey.lanes:
        cells = {cell.step: cell for cell in lane.cells}
        for step in order:
            cell = cells.get(step)
            if len(found) == len(wanted):
                return tuple(found)
            if cell is not None:
                found += [note.id for note in (*cell.points, *cell.cards) if note.id in wanted]
    return tuple(found)


def refuse_lane(project: Project, lane: str, notes: Iterable[Note]) -> LaneBase:
    """The lane with that id; raises EditError if it takes no notes of these sorts."""
    _path, owner = item_at(project, lane, LaneBase)
    if isinstance(owner, LineLane):
        raise EditError(_("a line holds no cards"))
    if owner.kind != "emotions" and any(isinstance(note, EmotionPoint) for note in notes):
        raise EditError(_("emotion points lie on emotion lanes"))
    return owner


def _paths(project: Project, notes: Iterable[str]) -> list[Path]:
    return [find(project, note) for note in notes]


def _values(project: Project, notes: Sequence[str], lane: str) -> list[Note]:
    home = map_path(project, lane)
    found: list[Note] = []
    for note, path in zip(notes, _paths(project, notes), strict=True):
        value = at(project, path)
        if not isinstance(value, CardBase | EmotionPoint):
            raise EditError(_("only cards and emotion points can be moved between cells"))
        if path[:1] != home:
            raise EditError(_("cards are moved within one map; copy them to bring them to another"))
        if note != value.id or any(other.id == note for other in found):
            raise EditError(_("an id stands twice in what is added"))
        found.append(value)
    return found


def _without(project: Project, cell: Path, gone: set[str]) -> Project:
    value = cast(Cell, at(project, cell))
    update = {
        "cards": tuple(card for card in value.cards if card.id not in gone),
        "points": tuple(point for point in value.points if point.id not in gone),
    }
    return put(project, cell, value.model_copy(update=update))


def _inserted(project: Project, lane: str, step: str, notes: Sequence[Note], index: int | None) -> Project:
    path, owner = item_at(project, lane, LaneBase)
    kind = LOOSE_KIND if owner.kind == "emotions" else owner.kind
    cards = tuple(converted(note, kind) for note in notes if isinstance(note, CardBase))
    points = tuple(note for note in notes if isinstance(note, EmotionPoint))
    project, cell_path = cell_for(project, path, owner, step)
    for name, fresh, place in (("points", points, None if cards else index), ("cards", cards, index)):
        if fresh:
            group = getattr(at(project, cell_path), name)
            here = len(group) if place is None else max(0, place)
            project = with_list(project, cell_path, name, (*group[:here], *fresh, *group[here:]))
    return project


def _cell_of(project: Project, lane: str, step: str) -> Cell | None:
    owner = item_at(project, lane, LaneBase)[1]
    return next((cell for cell in owner.cells if cell.step == step), None)


def _same_cell(before: Project, after: Project, lane: str, step: str) -> bool:
    old, new = _cell_of(before, lane, step), _cell_of(after, lane, step)
    if old is None or new is None:
        return False
    return _ids(old) == _ids(new)


def _ids(cell: Cell) -> list[str]:
    return [note.id for note in (*cell.points, *cell.cards)]


def _only_there(project: Project, notes: Iterable[str], step: str) -> bool:
    return all(cast(Cell, at(project, path[:-1])).step == step for path in _paths(project, notes))


def _by_cell(project: Project, notes: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for note in notes:
        path = find(project, note)
        value = at(project, path[:-1])
        if not isinstance(value, Cell):
            raise EditError(_("only cards and emotion points can be moved between cells"))
        lane = cast(LaneBase, at(project, path[:-2]))
        groups.setdefault((lane.id, value.step), []).append(note)
    return groups


def _of_sort(project: Project, notes: Iterable[str], sort: type) -> list[str]:
    return [note for note in notes if isinstance(at(project, find(project, note)), sort)]


def _nudged(group: tuple[N, ...], wanted: set[str], by: int) -> tuple[N, ...]:
    notes = list(group) if by < 0 else list(reversed(group))
    for place in range(1, len(notes)):
        if _id(notes[place]) in wanted and _id(notes[place - 1]) not in wanted:
            notes[place - 1], notes[place] = notes[place], notes[place - 1]
    return tuple(notes if by < 0 else reversed(notes))


def _id(note: object) -> str:
    return cast(Note, note).id


def _translated(project: Project, path: Path, names: dict[str, str]) -> Project:
    journey = cast(JourneyMap, at(project, path))
    tables = journey.translations
    if not any(old in table for table in tables.values() for old in names):
        return project
    fresh = {
        language: {**table, **{new: dict(table[old]) for old, new in names.items() if old in table}}
        for language, table in tables.items()
    }
    return put(project, path, journey.model_copy(update={"translations": fresh}))
