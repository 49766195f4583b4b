"""Makes a project whole again: unique ids, no name without its item; every change is told.

No text is dropped: notes of a column that is not there move to the last one. What goes is names
(of a persona that is not there) and arrows without an end; the notes say so.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from msgspec import Struct

from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, CriterionCard, EmotionPoint, SolutionCard
from cjmdesk.model.lanes import Cell, EmotionLane, Lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import Names, circular_origins, is_whole, names
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Item, Value, derived_ids

MOST_MENDS = 50_000

V = TypeVar("V", bound=Value)
I = TypeVar("I", bound=Item)  # noqa: E741


class Mend(Struct, frozen=True):
    """One repair. place: `maps[0].lanes[2]`. item: id of what changed. text: what was done."""

    place: str
    item: str
    text: str


class TooBrokenError(ValueError):
    """More repairs are needed than anybody could look at."""


class _Mends(list[Mend]):
    def append(self, mend: Mend) -> None:
        if len(self) >= MOST_MENDS:
            raise TooBrokenError(f"more than {MOST_MENDS} repairs")
        super().append(mend)


def mended(project: Project) -> tuple[Project, list[Mend]]:
    """`project` made whole, and what was done to it; the same object when nothing was.

    Raises TooBrokenError.
    """
    if is_whole(project, names(project)):
        return project, []
    mends = _Mends()
    project = _unique(project, mends)
    project = project.model_copy(
        update={"maps": tuple(_columns(m, f"maps[{n}]", mends) for n, m in enumerate(project.maps))}
    )
    project = _Names(project, mends).project()
    return project, mends


# Ids that stand twice


class _Renamer:
    """Gives later bearers of an id a new one, the same at every reading of the same file."""

    def __init__(self, project: Project, mends: list[Mend]) -> None:
        self.taken = set(names(project).ids)
        self.seen: set[str] = set()
        self.mends = mends

    def item(self, item: I, place: str, renamed: dict[str, str], own: set[str]) -> I:
        """`item` under an id of its own. own: ids met in the same map, whose names stay with the first."""
        if item.id not in self.seen:
            self.seen.add(item.id)
            own.add(item.id)
            return item
        fresh = next(name for name in derived_ids(f"{item.id} {place}") if name not in self.taken)
        self.taken.add(fresh)
        self.seen.add(fresh)
        if item.id not in own:
            renamed[item.id] = fresh
            own.add(item.id)
        self.mends.append(Mend(place, fresh, _("its id stood twice; it has a new one")))
        return item.model_copy(update={"id": fresh})

    def items(self, group: Iterable[I], place: str, renamed: dict[str, str], own: set[str]) -> tuple[I, ...]:
        return tuple(self.item(item, f"{place}[{n}]", renamed, own) for n, item in enumerate(group))


def _unique(project: Project, mends: list[Mend]) -> Project:
    if not names(project).duplicates:
        return project
    rename = _Renamer(project, mends)
    loose: dict[str, str] = {}
    own: set[str] = set()
    brief = project.brief.model_copy(
        update={"team": rename.items(project.brief.team, "brief.team", loose, own)}
    )
    personas = rename.items(project.personas, "personas", loose, own)
    channels = rename.items(project.channels, "channels", loose, own)
    maps = tuple(_unique_map(m, f"maps[{n}]", rename) for n, m in enumerate(project.maps))
    return project.model_copy(
        update={"brief": brief, "personas": personas, "channels": channels, "maps": maps}
    )


def _unique_map(journey: JourneyMap, place: str, rename: _Renamer) -> JourneyMap:
    renamed: dict[str, str] = {}
    own: set[str] = set()
    journey = rename.item(journey, place, renamed, own)
    stages = []
    for number, stage in enumerate(journey.stages):
        at = f"{place}.stages[{number}]"
        stage = rename.item(stage, at, renamed, own)  # noqa: PLW2901
        steps = rename.items(stage.steps, f"{at}.steps", renamed, own)
        stages.append(stage.model_copy(update={"steps": steps}))
    lanes = []
    for number, lane in enumerate(journey.lanes):
        at = f"{place}.lanes[{number}]"
        lane = rename.item(lane, at, renamed, own)  # noqa: PLW2901
        cells = tuple(
            cell.model_copy(
                update={
                    "cards": rename.items(cell.cards, f"{at}.cells[{n}].cards", renamed, own),
                    "points": rename.items(cell.points, f"{at}.cells[{n}].points", renamed, own),
                }
            )
            for n, cell in enumerate(lane.cells)
        )
        lanes.append(lane.model_copy(update={"cells": cells}))
    groups = {
        name: rename.items(getattr(journey, name), f"{place}.{name}", renamed, own)
        for name in ("connectors", "competitors", "views", "grids")
    }
    journey = journey.model_copy(update={"stages": tuple(stages), "lanes": tuple(lanes), **groups})
    return renamed_inside(journey, renamed) if renamed else journey


def renamed_inside(journey: JourneyMap, new: dict[str, str]) -> JourneyMap:
    """`journey` with every name of an item replaced by `new`; ids of the items themselves stay."""

    def one(name: str | None) -> str | None:
        return None if name is None else new.get(name, name)

    def some(group: Iterable[str]) -> tuple[str, ...]:
        return tuple(new.get(name, name) for name in group)

    def card(value: CardBase) -> CardBase:
        update: dict[str, Any] = {"findings": some(value.findings)}
        if isinstance(value, SolutionCard):
            update["answers"] = some(value.answers)
        if isinstance(value, CriterionCard):
            update["scores"] = {new.get(k, k): v for k, v in value.scores.items()}
        return value.model_copy(update=update)

    def point(value: EmotionPoint) -> EmotionPoint:
        return value.model_copy(
            update={"findings": some(value.findings), "competitor": one(value.competitor)}
        )

    def cell(value: Cell) -> Cell:
        update = {
            "step": new.get(value.step, value.step),
            "cards": tuple(map(card, value.cards)),
            "points": tuple(map(point, value.points)),
        }
        return value.model_copy(update=update)

    return journey.model_copy(
        update={
            "lanes": tuple(
                lane.model_copy(update={"cells": tuple(map(cell, lane.cells))}) for lane in journey.lanes
            ),
            "connectors": tuple(
                link.model_copy(update={"source": one(link.source), "target": one(link.target)})
                for link in journey.connectors
            ),
            "views": tuple(
                view.model_copy(update={"lanes": some(view.lanes), "stages": some(view.stages)})
                for view in journey.views
            ),
            "silenced": tuple(gap.model_copy(update={"item": one(gap.item)}) for gap in journey.silenced),
            "grids": tuple(
                grid.model_copy(update={"lanes": some(grid.lanes), "slots": some(grid.slots)})
                for grid in journey.grids
            ),
            "translations": {
                language: {new.get(item, item): words for item, words in table.items()}
                for language, table in journey.translations.items()
            },
        }
    )


# Cells in columns that are not there


def _columns(journey: JourneyMap, place: str, mends: list[Mend]) -> JourneyMap:
    steps = [step.id for stage in journey.stages for step in stage.steps]
    if all(_in_columns(lane, steps) for lane in journey.lanes):
        return journey
    if not steps:
        ids = derived_ids(f"{journey.id} stage")
        stage = Stage(id=next(ids), steps=(Step(id=next(ids)),))
        journey = journey.model_copy(update={"stages": (stage,)})
        steps = [stage.steps[0].id]
        mends.append(Mend(f"{place}.stages", stage.id, _("the map had cards but no stage; it has one now")))
    lanes = []
    for number, lane in enumerate(journey.lanes):
        if _in_columns(lane, steps):
            lanes.append(lane)
            continue
        cells: dict[str, Cell] = {}
        for column, cell in enumerate(lane.cells):
            step = cell.step if cell.step in steps else steps[-1]
            if step != cell.step:
                text = _("its column is not there; its cards moved to the last one")
                mends.append(Mend(f"{place}.lanes[{number}].cells[{column}]", lane.id, text))
            elif step in cells:
                text = _("its column stood twice in the lane; both are one now")
                mends.append(Mend(f"{place}.lanes[{number}].cells[{column}]", lane.id, text))
            cells[step] = joined_cells(cells[step], cell) if step in cells else with_(cell, step=step)
        lanes.append(lane.model_copy(update={"cells": tuple(cells.values())}))
    return journey.model_copy(update={"lanes": tuple(lanes)})


def _in_columns(lane: Lane, steps: list[str]) -> bool:
    columns = [cell.step for cell in lane.cells]
    return len(set(columns)) == len(columns) and set(steps).issuperset(columns)


def joined_cells(first: Cell, second: Cell) -> Cell:
    """`first` with the notes, and the unknown fields, of `second` after its own."""
    extra = {
        key: part for key, part in (second.model_extra or {}).items() if key not in (first.model_extra or {})
    }
    return first.model_copy(
        update={"cards": first.cards + second.cards, "points": first.points + second.points, **extra}
    )


def with_(value: V, **fields: Any) -> V:
    """`value` with `fields`; the same object when they are as they were. Validates nothing."""
    if all(getattr(value, name) == part for name, part in fields.items()):
        return value
    return value.model_copy(update=fields)


# Names without an item


class _Names:
    """Takes out names of items that are not there."""

    def __init__(self, project: Project, mends: list[Mend]) -> None:
        self.whole = project
        self.known: Names = names(project)
        self.circular = circular_origins(project)
        self.mends = mends

    def project(self) -> Project:
        project = self.whole
        personas = tuple(
            with_(p, portrait=self._one(p.portrait, project.pictures, f"personas[{n}].portrait", p.id))
            for n, p in enumerate(project.personas)
        )
        maps = tuple(self._map(m, f"maps[{n}]") for n, m in enumerate(project.maps))
        return with_(project, personas=personas, maps=maps)

    def _one(self, name: str | None, known: Any, place: str, item: str) -> str | None:
        if name is None or name in known:
            return name
        self.mends.append(
            Mend(place, item, _("{name} is not there; the name was taken out").format(name=name))
        )
        return None

    def _some(self, group: tuple[str, ...], known: Any, place: str, item: str) -> tuple[str, ...]:
        return tuple(name for name in group if self._one(name, known, place, item) is not None)

    def _origin(self, name: str | None, known: set[str], place: str, item: str) -> str | None:
        if item in self.circular:
            self.mends.append(Mend(place, item, _("it was made from itself; the name was taken out")))
            return None
        return self._one(name, known, place, item)

    def _map(self, journey: JourneyMap, place: str) -> JourneyMap:
        known = self.known
        lanes = {lane.id for lane in journey.lanes}
        stages = {stage.id for stage in journey.stages}
        rivals = {rival.id for rival in journey.competitors}
        views = tuple(
            with_(
                view,
                lanes=self._some(view.lanes, lanes, f"{place}.views[{n}].lanes", view.id),
                stages=self._some(view.stages, stages, f"{place}.views[{n}].stages", view.id),
                personas=self._some(view.personas, known.personas, f"{place}.views[{n}].personas", view.id),
            )
            for n, view in enumerate(journey.views)
        )
        silenced = tuple(
            gap
            for n, gap in enumerate(journey.silenced)
            if self._one(gap.item, known.ids, f"{place}.silenced[{n}].item", journey.id)
        )
        poster = with_(
            journey.poster,
            logo=self._one(journey.poster.logo, self.whole.pictures, f"{place}.poster.logo", journey.id),
        )
        return with_(
            journey,
            personas=self._some(journey.personas, known.personas, f"{place}.personas", journey.id),
            made_from=self._origin(journey.made_from, known.maps, f"{place}.made_from", journey.id),
            lanes=tuple(self._lane(v, f"{place}.lanes[{n}]", rivals) for n, v in enumerate(journey.lanes)),
            connectors=tuple(self._links(journey.connectors, known.notes | stages, f"{place}.connectors")),
            views=views,
            silenced=silenced,
            poster=poster,
        )

    def _links(self, links: Iterable[Connector], ends: set[str], place: str) -> Iterator[Connector]:
        for number, link in enumerate(links):
            missing = [end for end in (link.source, link.target) if end not in ends]
            if not missing:
                yield link
                continue
            text = _("the arrow “{label}” led to {name}, which is not there; it was taken out")
            text = text.format(label=link.label, name=missing[0])
            self.mends.append(Mend(f"{place}[{number}]", link.id, text))

    def _lane(self, lane: Lane, place: str, rivals: set[str]) -> Lane:
        update: dict[str, Any] = {}
        if isinstance(lane, EmotionLane):
            group: tuple[str, ...] = lane.hidden_personas
            update["hidden_personas"] = self._some(
                group, self.known.personas, f"{place}.hidden_personas", lane.id
            )
        cells = tuple(
            with_(
                cell,
                cards=self._each(cell.cards, f"{place}.cells[{n}].cards", self._card, rivals),
                points=self._each(cell.points, f"{place}.cells[{n}].points", self._point, rivals),
            )
            for n, cell in enumerate(lane.cells)
        )
        return with_(lane, cells=cells, **update)

    def _each(
        self, group: tuple[V, ...], place: str, mend: Callable[[V, str, set[str]], V], rivals: set[str]
    ) -> tuple[V, ...]:
        return tuple(mend(value, f"{place}[{n}]", rivals) for n, value in enumerate(group))

    def _card(self, card: CardBase, place: str, rivals: set[str]) -> CardBase:
        known = self.known
        update: dict[str, Any] = {
            "personas": self._some(card.personas, known.personas, f"{place}.personas", card.id),
            "findings": self._some(card.findings, known.notes, f"{place}.findings", card.id),
            "picture": self._one(card.picture, self.whole.pictures, f"{place}.picture", card.id),
            "made_from": self._origin(card.made_from, known.notes, f"{place}.made_from", card.id),
        }
        if isinstance(card, SolutionCard):
            update["answers"] = self._some(card.answers, known.notes, f"{place}.answers", card.id)
        if isinstance(card, CriterionCard):
            scores: dict[str, int] = card.scores
            kept = self._some(tuple(scores), rivals, f"{place}.scores", card.id)
            update["scores"] = {name: scores[name] for name in kept}
        return with_(card, **update)

    def _point(self, point: EmotionPoint, place: str, rivals: set[str]) -> EmotionPoint:
        known = self.known
        return with_(
            point,
            personas=self._some(point.personas, known.personas, f"{place}.personas", point.id),
            findings=self._some(point.findings, known.notes, f"{place}.findings", point.id),
            made_from=self._origin(point.made_from, known.notes, f"{place}.made_from", point.id),
            competitor=self._one(point.competitor, rivals, f"{place}.competitor", point.id),
        )
