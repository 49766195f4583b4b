"""The map that an overlay poster shows: both curves, and in each cell what differs.

It is a map like any other, so that it fills a sheet, is tiled and read aloud as they are. Every
difference is a card with a sign and a word for it, which say the same in grey.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct

from cjmdesk.changes.comparing import Compared, Kind, MapChange, cell_key, compare
from cjmdesk.changes.orders import merged_order
from cjmdesk.i18n import N_
from cjmdesk.layout.context import map_personas
from cjmdesk.layout.emotion_lines import OverlaidPoint
from cjmdesk.model.cards import CardBase, EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, EmotionLane, Lane, LaneBase, LineLane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.overlay.owners import CurveOwners, curve_owners
from cjmdesk.posters.overlay.words import DifferenceWords
from cjmdesk.text.prepare import filled, leading

SIGNS: dict[Kind, tuple[str, str, str]] = {
    "added": ("circle-plus", N_("new"), "+"),
    "removed": ("circle-minus", N_("gone"), "−"),
    "changed": ("pencil", N_("changed"), "≠"),
    "moved": ("arrow-right", N_("moved"), "→"),
}
"""Kind of difference → icon, word and letter."""

_MOST_LINES = 3
"""Changed fields that a card tells; how many more there are is said."""

_QUIET = ("evidence", "votes", "note", "tags", "icon", "picture", "findings", "colour", "translations")
"""Fields whose differences stand in the list alone: they say nothing about the journey itself."""

_BESIDE = {"evidence": N_("evidence"), "votes": N_("votes"), "tags": N_("tags")}
"""…of these it is said in how many places they differ."""

_COUNTED = ("visits", "transactions", "conversion", "cost", "minutes", "entered", "left", "reason_left")
"""What has been counted: that a map of the future does not know it yet is no difference to show."""

_OF_STAGES = "differences-of-stages"


class Overlay(Struct, frozen=True):
    """project, journey: to be laid out. legend: icon and words of each sign. compared: the differences.
    places: key of an item of the maps → id of the card that shows its difference."""

    project: Project
    journey: JourneyMap
    legend: tuple[tuple[str, str], ...]
    compared: Compared


def overlaid(
    project: Project,
    before: JourneyMap,
    others: Project,
    after: JourneyMap,
    *,
    language: str = "",
) -> Overlay:
    """`after`, of `others`, laid over `before`, of `project`. language: of what is said about them; empty
    for that of `after`."""
    return overlay_from(compare(project, before, others, after), project, others, language)


def overlay_from(
    found: Compared, project: Project, others: Project, language: str = "", *, curves_only: bool = False
) -> Overlay:
    """What was compared, laid over each other; the ids on it are those of the comparison.

    project, others: of `before` and `after`. curves_only: without the lanes of differences.
    """
    language = language or found.after.language
    words = DifferenceWords(found, project, others, language)
    return _Overlaid(found, words, project, others, language, curves_only).overlay()


class _Overlaid:
    def __init__(
        self,
        found: Compared,
        words: DifferenceWords,
        project: Project,
        others: Project,
        language: str,
        curves_only: bool,
    ) -> None:
        self._found, self._words, self._language = found, words, language
        self._old, self._new = found.old, found.new
        self._project, self._others, self._curves_only = project, others, curves_only
        self._by_item: dict[str, list[MapChange]] = {}
        for change in found.changes:
            self._by_item.setdefault(change.item, []).append(change)
        self._stages = tuple(self._stage(key) for key in self._both("", "stages"))
        self._columns = [step.id for stage in self._stages for step in stage.steps]
        self._people = self._owners()

    def overlay(self) -> Overlay:
        before, after = self._found.before, self._found.after
        lanes = [lane for lane in map(self._lane, self._both("", "lanes")) if lane is not None]
        if self._curves_only:
            lanes = [lane for lane in lanes if isinstance(lane, EmotionLane)]
        else:
            stages = self._of_stages()
            lanes = [*([stages] if stages is not None else []), *lanes]
        say = self._words.say
        title = leading(*(one.title.strip() or say(N_("Untitled map")) for one in (before, after)))
        journey = JourneyMap(
            id="overlay",
            type=say(N_("Comparison")),
            title=title,
            scenario=self._counts(),
            language=self._language,
            direction=after.direction,
            personas=tuple(persona.id for persona, _rival in self._people.pairs.values()),
            stages=self._stages,
            lanes=tuple(lanes),
            competitors=tuple(rival for _persona, rival in self._people.pairs.values()),
            poster=after.poster.model_copy(update={"personas": False, "legend": True}),
        )
        project = Project(
            title=self._others.title or self._project.title,
            personas=tuple(persona for persona, _rival in self._people.pairs.values()),
            channels=self._others.channels,
            maps=(journey,),
            pictures={key: part for key, part in self._others.pictures.items() if key == journey.poster.logo},
        )
        legend = tuple((icon, say(word)) for icon, word, _letter in SIGNS.values())
        return Overlay(project, journey, () if self._curves_only else legend, self._found)

    def _counts(self) -> str:
        """How many notes are new, gone, changed and moved; a stage that differs has a note, too."""
        notes = [
            change
            for change in self._found.changes
            if change.sort in ("card", "emotion point") and not self._is_quiet(change)
        ]
        if not self._curves_only:
            notes += [change for stage in self._stages for change in self._about_stage(stage)]
        found = {str(kind): len({c.item for c in notes if c.kind == kind}) for kind in SIGNS}
        text = N_("New: {added} · gone: {removed} · changed: {changed} · moved: {moved}")
        said = self._words.say(text).format(**found)
        beside = self._beside()
        return f"{said}\n{beside}" if beside else said

    def _beside(self) -> str:
        """How many differences are counted and not drawn, by what they are; empty where there are none."""
        found: dict[str, set[str]] = {}
        for change in self._found.changes:
            if change.sort == "connector":
                found.setdefault(N_("arrows"), set()).add(change.item)
            elif change.kind == "changed" and change.field in _BESIDE:
                found.setdefault(_BESIDE[change.field], set()).add(change.item)
        if not found:
            return ""
        counts = (f"{self._words.say(word)}: {len(items)}" for word, items in sorted(found.items()))
        return self._words.say(N_("Also different, not drawn: {counts}")).format(counts=" · ".join(counts))

    # Stages and lanes of both -----------------------------------------------------------------------

    def _both(self, within: str, group: str) -> list[str]:
        """Keys of what is in a list of either map, in the order of the newer."""
        old = self._old.members.get((within, group), ())
        new = self._new.members.get((within, group), ())
        return merged_order(old, old, new, dict.fromkeys((*new, *old)))[0]

    def _steps(self, stage: str) -> Iterator[Step]:
        for key in self._both(stage, "steps"):
            there = self._new.table.get(key)
            if there is not None and there.within != stage:
                continue  # it went to another stage
            step = (there or self._old.table[key]).value
            assert isinstance(step, Step)
            yield step.model_copy(update={"title": self._titled(key, step.title)})

    def _stage(self, key: str) -> Stage:
        stage = (self._new.table.get(key) or self._old.table[key]).value
        assert isinstance(stage, Stage)
        bare = {"description": "", "key_task": "", "entered": None, "left": None, "reason_left": ""}
        steps = tuple(self._steps(key)) or stage.steps
        title = self._titled(key, stage.title)
        return stage.model_copy(update={**bare, "title": title, "steps": steps})

    def _titled(self, key: str, title: str) -> str:
        """A title with its sign, and with what it was."""
        for change in self._by_item.get(key, ()):
            if change.kind in ("added", "removed"):
                return f"{SIGNS[change.kind][2]}\u00a0{title or self._words.say(SIGNS[change.kind][1])}"
            if change.kind == "changed" and change.field == "title":
                was = self._words.say(N_("{title} (was: {before})"))
                return filled(was, title=title or "–", before=self._title_before(key))
        return title

    def _title_before(self, key: str) -> str:
        value = self._old.table[key].value
        if isinstance(value, LaneBase):
            return self._words.lane(value)
        return getattr(value, "title", "").strip() or "–"

    def _lane(self, key: str) -> Lane | None:
        """The lane with what differs in it; None where nothing does and it shows no curve."""
        lane: Any = (self._new.table.get(key) or self._old.table[key]).value
        if isinstance(lane, LineLane):
            return None
        cells = tuple(
            Cell(step=step, cards=cards, points=points)
            for step in self._columns
            if (cards := tuple(self._cards(key, step)), points := tuple(self._points(key, step)))
            and (cards or points)
        )
        if not cells:
            return None
        title = self._titled(key, self._words.lane(lane))
        bare: dict[str, Any] = {"title": title, "cells": cells, "hidden": False, "collapsed": False}
        if isinstance(lane, EmotionLane):
            bare["hidden_personas"] = ()
        made: Lane = lane.model_copy(update=bare)
        return made

    def _of_stages(self) -> Lane | None:
        """A lane for what differs in the stages themselves; None where nothing does."""
        cells = []
        for stage in self._stages:
            changes = self._about_stage(stage)
            if changes:
                lines = [self._words.change(change) for change in changes]
                card = self._card(f"{stage.id}.stage", "free_text", "changed", "\n".join(lines))
                cells.append(Cell(step=stage.steps[0].id, cards=(card,)))
        title = self._words.say(N_("Stage"))
        return make_lane("free_text", _OF_STAGES, title=title, cells=tuple(cells)) if cells else None

    def _about_stage(self, stage: Stage) -> list[MapChange]:
        """What differs in a stage itself, but for its title."""
        return [
            change
            for change in self._by_item.get(stage.id, ())
            if change.kind == "changed" and change.field != "title" and not self._is_quiet(change)
        ]

    # Notes --------------------------------------------------------------------------------------------

    def _cards(self, lane: str, step: str) -> Iterator[Any]:
        within = cell_key(lane, step)
        of: Any = (self._new.table.get(lane) or self._old.table[lane]).value
        gone = [key for key in self._old.members.get((within, "cards"), ()) if key not in self._new.table]
        for key in chain(self._new.members.get((within, "cards"), ()), gone):
            card = self._different(key, of)
            if card is not None:
                yield card

    def _different(self, key: str, lane: LaneBase) -> CardBase | None:
        """The card that tells what differs in one of `lane`; None where nothing does."""
        changes = [change for change in self._by_item.get(key, ()) if not self._is_quiet(change)]
        kinds = {change.kind for change in changes}
        card = (self._new.table.get(key) or self._old.table[key]).value
        if not kinds or not isinstance(card, CardBase):
            return None
        kind: Kind = next(one for one in ("added", "removed", "moved", "changed") if one in kinds)
        lines = [self._words.with_figure(card, card.text.strip(), lane) or "–"]
        for change in changes:
            if change.kind == "moved":
                place = self._words.place(self._old, change.was or "")
                lines.append(filled(self._words.say(N_("was in {place}")), place=place))
        fields = [change for change in changes if change.kind == "changed"]
        lines += list(self._told(fields))
        return self._card(key, card.kind, kind, "\n".join(lines))

    def _is_quiet(self, change: MapChange) -> bool:
        """Whether it is no difference between journeys, or only names no more what is gone."""
        if change.kind != "changed" or change.field != "answers":
            unknown = change.field in _COUNTED and change.after in (None, "")
            return change.kind == "changed" and (unknown or change.field in _QUIET)
        left = [id for id in change.before or () if id in self._new.table]
        return left == list(change.after or ())

    def _told(self, fields: Sequence[MapChange]) -> Iterator[str]:
        """Lines on changed fields: first what it said before."""
        rest = []
        for change in fields:
            if change.field == "text":
                yield filled(self._words.say(N_("was: {before}")), before=change.before or "–")
            else:
                rest.append(change)
        for change in rest[:_MOST_LINES]:
            yield self._words.change(change)
        if len(rest) > _MOST_LINES:
            yield self._words.say(N_("and {count} more")).format(count=len(rest) - _MOST_LINES)

    def _card(self, id: str, kind: str, sign: Kind, text: str) -> CardBase:
        icon, word, _letter = SIGNS[sign]
        bare = kind if kind not in ("metrics", "time") else "free_text"
        made: CardBase = make_card(bare, id, text=text, icon=icon, tags=(self._words.say(word),))
        return made

    # Curves -------------------------------------------------------------------------------------------

    def _owners(self) -> CurveOwners:
        known = {
            one.id: one
            for journey, project in ((self._found.before, self._project), (self._found.after, self._others))
            for one in map_personas(project, journey)
        }
        return curve_owners(self._found, self._words, known, self._both("", "lanes"), self._columns)

    def _points(self, lane: str, step: str) -> Iterator[EmotionPoint]:
        within = cell_key(lane, step)
        for key in self._new.members.get((within, "points"), ()):
            point = self._new.table[key].value
            if isinstance(point, EmotionPoint) and point.competitor is None:
                told = any(change.kind in ("added", "changed") for change in self._by_item.get(key, ()))
                words = told and not self._curves_only
                yield _bare_point(point, key, key, personas=self._people.newer(lane, point), words=words)
        for key in self._old.members.get((within, "points"), ()):
            point = self._old.table[key].value
            if isinstance(point, EmotionPoint) and point.competitor is None and point.level is not None:
                gone = key not in self._new.table and not self._curves_only
                for rival in self._people.older(lane, point):
                    made = _bare_point(point, f"{key}.{rival}"[:80], key, competitor=rival, words=gone)
                    if made.feeling.strip():
                        _icon, word, _letter = SIGNS["removed"]
                        said = f"{made.feeling.strip()} ({self._words.say(word)})"
                        made = made.model_copy(update={"feeling": said})
                    yield made
                    gone = False  # its words stand once, however many curves go through it


def _bare_point(
    point: EmotionPoint,
    id: str,
    moment: str,
    *,
    personas: tuple[str, ...] = (),
    competitor: str | None = None,
    words: bool,
) -> EmotionPoint:
    """A point of one of the two curves. moment: of both. words: whether it says anything: its feeling, or
    what is said where it has none. More would press the curves flat."""
    return OverlaidPoint(
        id=id,
        moment=moment,
        level=point.level,
        quote=point.quote if words and not point.feeling.strip() else "",
        feeling=point.feeling if words else "",
        personas=personas,
        competitor=competitor,
    )
