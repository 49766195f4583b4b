"""What comes off the clipboard: the notes of a copy, into cells or as whole stages.

A copy gets new ids. What was cut and is put back for the first time is the same thing: it keeps its ids,
its connectors, and what other notes say of it.

Everything that a note holds comes along. Names of items lead to their copies, or to the items
themselves in the project they came from; personas are found by their names. A copy that is larger
than the map makes the map larger: nothing is left out.
"""

from collections.abc import Collection
from typing import Any

from msgspec import Struct

from cjmdesk.edits.copying import Origin, notes_of, origin_of
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.growing import Growth, NewId, Note
from cjmdesk.edits.pictures import add_picture
from cjmdesk.edits.places import Path, item_at, put
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, CriterionCard, EmotionPoint, SolutionCard, TouchpointCard
from cjmdesk.model.choices import CHANNEL_PRESETS
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import with_
from cjmdesk.model.project import Project
from cjmdesk.model.references import names
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Item, new_id


class Spot(Struct, frozen=True):
    """Where to paste. lane, step: of the first cell. index: before which of its notes, None: last."""

    lane: str
    step: str
    index: int | None = None


class Pasted(Struct, frozen=True):
    """project: with what was pasted. ids: of it, to be selected. stages, lanes: how many were added
    for want of room. strangers: names of personas that the project does not have, taken out."""

    project: Project
    ids: tuple[str, ...] = ()
    stages: int = 0
    lanes: int = 0
    strangers: tuple[str, ...] = ()


# Copies of ours ----------------------------------------------------------------------------------


def paste_cells(project: Project, map_id: str, copied: Project, spot: Spot, fresh: NewId = new_id) -> Pasted:
    """Put the notes of a copy into cells, its first at `spot`. Raises EditError."""
    work = _Work(project, map_id, copied, fresh)
    source = work.source
    columns = [step.id for stage in source.stages for step in stage.steps]
    titles = [stage.title for stage in source.stages for _step in stage.steps]
    alone = len(columns) == 1 and len(source.lanes) == 1
    for number, lane in enumerate(source.lanes):
        notes = work.notes(lane)
        for step, group in notes.items():
            to_lane = work.map.row(spot.lane, number, lane)
            to_step = work.map.column(spot.step, columns.index(step), titles)
            work.map.put(to_lane, to_step, group, spot.index if alone else None)
    return work.done(tuple(work.new[note.id] for note in notes_of(source)))


def paste_stages(
    project: Project, map_id: str, copied: Project, index: int | None = None, fresh: NewId = new_id
) -> Pasted:
    """Put the stages of a copy, with their notes, before the stage at `index`, None for last.

    Notes go to the lane they were on, else to one of the same kind, which is made if there is none.
    Raises EditError.
    """
    work = _Work(project, map_id, copied, fresh)
    added = []
    for number, stage in enumerate(work.source.stages):
        steps = tuple(step.model_copy(update={"id": work.renamed(step.id, "t")}) for step in stage.steps)
        update = {"id": work.renamed(stage.id, "s"), "steps": steps}
        added.append(update["id"])
        work.map.add_stage(stage.model_copy(update=update), None if index is None else index + number)
    taken: set[str] = set()
    for lane in work.source.lanes:
        goal = _same_lane(work.map.journey, lane, taken) if lane.cells else None
        for step, group in work.notes(lane).items():
            if goal is None:
                goal = work.map.add_lane(lane)
                work.map.lanes += 1
            work.map.put(goal, work.new[step], group)
        taken.add(goal or "")
    return work.done(tuple(map(str, added)))


def paste_lanes(
    project: Project, map_id: str, copied: Project, index: int | None = None, fresh: NewId = new_id
) -> Pasted:
    """Put the lanes of a copy before the lane at `index`, None for last. Raises EditError.

    Their notes go to the columns they stood in, else to those with the same number.
    """
    work = _Work(project, map_id, copied, fresh)
    source = work.source
    columns = [step.id for stage in source.stages for step in stage.steps]
    titles = [stage.title for stage in source.stages for _step in stage.steps]
    known = set(work.map.steps)
    same = known.issuperset(cell.step for lane in source.lanes for cell in lane.cells)
    added = []
    for number, lane in enumerate(source.lanes):
        place = None if index is None else index + number
        made = work.map.add_lane(work.lane(lane), place)
        work.new[lane.id] = made
        added.append(made)
        for step, group in work.notes(lane).items():
            if same:
                goal = step
            elif work.map.steps:
                goal = work.map.column(work.map.steps[0], columns.index(step), titles)
            else:
                work.map.add_stage(
                    Stage(id=fresh("s"), title=titles[0] if titles else "", steps=(Step(id=fresh("t")),))
                )
                work.map.stages += 1
                goal = work.map.column(work.map.steps[0], columns.index(step), titles)
            work.map.put(made, goal, group)
    return work.done(tuple(added))


def _same_lane(journey: JourneyMap, lane: Lane, taken: Collection[str]) -> str | None:
    """The lane of the map that a copied one stands for; None if there is none that fits."""
    free = [one for one in journey.lanes if one.id not in taken and not isinstance(one, LineLane)]
    for fits in (
        lambda one: one.id == lane.id and one.kind == lane.kind,
        lambda one: (one.kind, one.title) == (lane.kind, lane.title),
        lambda one: one.kind == lane.kind,
    ):
        found = next((one.id for one in free if fits(one)), None)
        if found is not None:
            return found
    return None


class _Work:
    """One pasting: the map it goes to, and new names for old."""

    def __init__(self, project: Project, map_id: str, copied: Project, fresh: NewId) -> None:
        if not copied.maps:
            raise EditError(_("the copy holds no cards"))
        self.path: Path
        self.path, journey = item_at(project, map_id, JourneyMap)
        self.project, self.copied, self.fresh = project, copied, fresh
        self.source: JourneyMap = copied.maps[0]
        self.origin: Origin = origin_of(copied)
        self.map = Growth(journey, fresh)
        # Ids are trusted only in the project that they came from.
        self.home = any(one.id == self.origin.map for one in project.maps)
        here = names(project)
        self.known = here.notes if self.home else set()
        self.taken = here.ids
        self.back: set[str] = set()
        self.new: dict[str, str] = {}
        for note in notes_of(self.source):
            self.renamed(note.id, "p" if isinstance(note, EmotionPoint) else "c")
        self.people = self._people()
        self.strangers: dict[str, None] = {}
        self.rivals: dict[str, str] = {}
        self.channels: dict[str, str] = {}

    def renamed(self, id: str, prefix: str) -> str:
        """The id that a copied item has from now on: its own, if it was cut from here."""
        self.new[id] = self._id_for(id, prefix)
        if self.new[id] == id:
            self.back.add(id)
        return self.new[id]

    def _id_for(self, id: str, prefix: str) -> str:
        return id if self.home and id not in self.taken else self.fresh(prefix)

    def notes(self, lane: Lane) -> dict[str, tuple[Note, ...]]:
        """The notes of a copied lane as they are here, by the id of their copied step."""
        return {
            cell.step: (*map(self._note, cell.points), *map(self._note, cell.cards))
            for cell in lane.cells
            if cell.points or cell.cards
        }

    def lane(self, lane: Lane) -> Lane:
        """A copied lane as it is here, without new id."""
        if isinstance(lane, EmotionLane):
            return with_(lane, hidden_personas=self._personas(lane.hidden_personas))
        return lane

    def done(self, ids: tuple[str, ...]) -> Pasted:
        """The project with all of it."""
        journey = self.map.journey
        ends = {note.id for note in notes_of(journey)} | {stage.id for stage in journey.stages}
        arrows = [
            arrow.model_copy(update={"id": self._id_for(arrow.id, "a"), "source": source, "target": target})
            for arrow in self.source.connectors
            if (source := self.new.get(arrow.source)) in ends
            and (target := self.new.get(arrow.target)) in ends
        ]
        arrows += [
            arrow
            for arrow in self.origin.arrows
            if not self.back.isdisjoint((arrow.source, arrow.target))
            and arrow.id not in self.taken
            and {arrow.source, arrow.target} <= ends
        ]
        update = {"connectors": (*journey.connectors, *arrows), "translations": self._translations(journey)}
        self.project = put(self.project, self.path, with_(journey, **update))
        self._name_again()
        strangers = tuple(self.strangers)
        return Pasted(self.project, ids, self.map.stages, self.map.lanes, strangers)

    def _name_again(self) -> None:
        """Notes that named what was cut name it again, in the order in which they did."""
        for id, told in self.origin.named_by.items() if self.back else ():
            if id not in self.known:
                continue
            path, note = item_at(self.project, id, Item)
            update = {}
            for name, group in told.items():
                now: tuple[str, ...] = getattr(note, name, ())
                kept = [one for one in group if one in now or one in self.back]
                update[name] = (*kept, *(one for one in now if one not in group))
            known = {name: group for name, group in update.items() if name in type(note).model_fields}
            self.project = put(self.project, path, with_(note, **known))

    def _translations(self, journey: JourneyMap) -> dict[str, dict[str, dict[str, str]]]:
        tables = {language: dict(table) for language, table in journey.translations.items()}
        for language, table in self.source.translations.items():
            for item, words in table.items():
                if item in self.new:
                    tables.setdefault(language, {})[self.new[item]] = words
        return tables

    # Notes -------------------------------------------------------------------------------------

    def _note(self, note: Any) -> Any:
        update: dict[str, Any] = {
            "id": self.new[note.id],
            "personas": self._personas(note.personas),
            **self._named(note),
        }
        if isinstance(note, CardBase):
            if note.picture is not None:
                self.project, _name = add_picture(self.project, self.copied.pictures[note.picture])
            if isinstance(note, TouchpointCard):
                update["channel"] = self._channel(note.channel)
            if isinstance(note, CriterionCard):
                update["scores"] = {self._rival(id): score for id, score in note.scores.items()}
        elif note.competitor is not None:
            update["competitor"] = self._rival(note.competitor)
        return with_(note, **update)

    def _named(self, note: Any) -> dict[str, Any]:
        """Findings, answers and origin: copies for copied ones, else those that are here."""
        told = self.origin.names.get(note.id, {})
        update: dict[str, Any] = {}
        for name in ("findings", *(("answers",) if isinstance(note, SolutionCard) else ())):
            group = told.get(name, getattr(note, name))
            update[name] = tuple(self.new.get(id, id) for id in group if id in self.new or id in self.known)
        if note.made_from is not None:
            update["made_from"] = self.new.get(note.made_from)
        for id in told.get("made_from", ()):
            update["made_from"] = id if id in self.known else None
        return update

    # Who and what is there ---------------------------------------------------------------------

    def _people(self) -> dict[str, str]:
        """Copied persona → ours of that name, or the same one if the copy comes from here."""
        ours = {persona.id: persona.name for persona in self.project.personas}
        by_name = {name: id for id, name in reversed(ours.items()) if name}
        found = {}
        for persona in self.copied.personas:
            if persona.id in ours and (self.home or ours[persona.id] == persona.name):
                found[persona.id] = persona.id
            elif persona.name in by_name:
                found[persona.id] = by_name[persona.name]
        return found

    def _personas(self, group: tuple[str, ...]) -> tuple[str, ...]:
        named = {persona.id: persona.name for persona in self.copied.personas}
        for id in group:
            if id not in self.people:
                self.strangers[named.get(id, id)] = None
        return tuple(dict.fromkeys(self.people[id] for id in group if id in self.people))

    def _rival(self, id: str) -> str:
        """The competitor of this map that a copied one stands for; added if there is none."""
        if id not in self.rivals:
            there = self.map.journey.competitors
            rival = next(one for one in self.source.competitors if one.id == id)
            home = self.map.journey.id == self.origin.map
            same = next((one for one in there if home and one.id == id), None)
            same = same or next((one for one in there if rival.name and one.name == rival.name), None)
            if same is None:
                same = rival.model_copy(update={"id": self.fresh("r")})
                competitors = (*there, same)
                self.map.journey = self.map.journey.model_copy(update={"competitors": competitors})
            self.rivals[id] = same.id
        return self.rivals[id]

    def _channel(self, id: str) -> str:
        """The channel of this project that a copied one stands for; added if there is none."""
        if not id or id in CHANNEL_PRESETS:
            return id
        if id not in self.channels:
            there = self.project.channels
            channel = next((one for one in self.copied.channels if one.id == id), None)
            if channel is None:  # a word of somebody else's
                return id
            same = next((one for one in there if self.home and one.id == id), None)
            same = same or next((one for one in there if one.name and one.name == channel.name), None)
            if same is None:
                same = channel.model_copy(update={"id": self.fresh("h")})
                self.project = self.project.model_copy(update={"channels": (*there, same)})
            self.channels[id] = same.id
        return self.channels[id]
