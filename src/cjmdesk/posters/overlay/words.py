"""Differences in words: what a field is called, and what stands in it, for people.

In any language: a poster speaks its map's, a window the user's.
"""

import datetime
from collections.abc import Callable, Mapping
from gettext import NullTranslations
from typing import Any

from cjmdesk.changes.comparing import Compared, MapChange, Parts
from cjmdesk.changes.report import short_name
from cjmdesk.i18n import N_, translator
from cjmdesk.layout import titles
from cjmdesk.layout.numbers import date, measured, minutes, number, share
from cjmdesk.model.cards import CardBase, EmotionPoint, MetricCard, TimeCard
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.maps import Connector
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Value
from cjmdesk.text.prepare import filled, leading, strung

FIELDS = {
    "text": N_("Text"),
    "title": N_("Title"),
    "note": N_("Note"),
    "tags": N_("Tags"),
    "icon": N_("Icon"),
    "picture": N_("Picture"),
    "evidence": N_("Evidence"),
    "personas": N_("Personas"),
    "votes": N_("Votes"),
    "moment_of_truth": N_("Moment of truth"),
    "findings": N_("Rests on"),
    "channel": N_("Channel"),
    "visits": N_("Visits"),
    "transactions": N_("Sales"),
    "conversion": N_("Conversion"),
    "cost": N_("Cost"),
    "minutes": N_("Takes"),
    "severity": N_("Severity"),
    "motive": N_("Motive"),
    "nature": N_("Nature"),
    "ours": N_("How well we do"),
    "scores": N_("How well others do"),
    "answers": N_("Answers"),
    "impact": N_("Impact"),
    "effort": N_("Effort"),
    "status": N_("Status"),
    "owner": N_("Owner"),
    "due": N_("Due"),
    "number": N_("Number"),
    "unit": N_("Unit"),
    "shape": N_("Shape"),
    "level": N_("Level"),
    "quote": N_("Quote"),
    "feeling": N_("Feeling"),
    "competitor": N_("Competitor"),
    "description": N_("Description"),
    "key_task": N_("Key task"),
    "colour": N_("Colour"),
    "entered": N_("Customers who entered"),
    "left": N_("Customers who left"),
    "reason_left": N_("Why they left"),
    "width": N_("Width"),
    "question": N_("Question"),
    "hidden": N_("Hidden"),
    "collapsed": N_("Folded"),
    "pinned": N_("Pinned"),
    "chart": N_("Chart"),
    "high": N_("Word for the upper end"),
    "low": N_("Word for the lower end"),
    "guides": N_("Guide lines"),
    "marks": N_("Marks"),
    "hidden_personas": N_("Curves not shown"),
    "line": N_("Line"),
    "label": N_("Label"),
    "condition": N_("Condition"),
    "source": N_("From"),
    "target": N_("To"),
    "name": N_("Name"),
    "type": N_("Type"),
    "scenario": N_("Scenario"),
    "goal": N_("Goal"),
    "version": N_("Version"),
    "last_reviewed": N_("Last reviewed"),
    "language": N_("Language"),
    "direction": N_("Direction"),
    "translations": N_("Translations"),
    "kind": N_("Kind"),
    "lanes": N_("Lanes"),
    "stages": N_("Stages"),
    "channels": N_("Channels"),
    "reason": N_("Reason"),
}
"""Field → what it is called; those of the poster are all "How it is printed"."""

PRINTED = N_("How it is printed")

_TABLES = (
    titles.PAIN_TYPES,
    titles.MOTIVES,
    titles.MOTIVE_NATURES,
    titles.SOLUTION_STATUSES,
    titles.CONDITIONS,
    titles.MAP_TYPES,
    titles.CHANNELS,
    titles.EVIDENCE,
    titles.BLUEPRINT_LINES,
)
_SCALES = ("severity", "impact", "effort", "ours")
_DATES = ("due", "last_reviewed")
_OWN_WORDS = ("text", "title", "note", "quote", "feeling", "owner", "name", "label", "description")
"""Fields that hold what somebody wrote, which is never taken for one of our words."""


class DifferenceWords:
    """Says differences of two maps. language: in which; names of lanes without a title, dates and
    numbers too."""

    def __init__(self, compared: Compared, project: Project, others: Project, language: str) -> None:
        self._compared, self._language = compared, language
        self._words: NullTranslations = translator(language)
        self._people = {one.id: one.name for one in (*others.personas, *project.personas)}
        self._channels = {one.id: one.name for one in (*others.channels, *project.channels)}
        self._rivals = {
            one.id: one.name for one in (*compared.before.competitors, *compared.after.competitors)
        }

    def say(self, message: str) -> str:
        """`message`, marked elsewhere."""
        return self._words.gettext(message) if message else ""

    # Names ----------------------------------------------------------------------------------------

    def lane(self, lane: LaneBase) -> str:
        """Its title, or the name of its kind."""
        return lane.title.strip() or self.say(titles.usual_lane_title(lane))  # type: ignore[arg-type]

    def name(self, value: Value, lane: LaneBase | None = None) -> str:
        """What people call a part of a map; a dash for what has no words. lane: that of a card, which may
        have the unit of its number."""
        if isinstance(value, LaneBase):
            return self.lane(value)
        if isinstance(value, EmotionPoint) and not value.quote.strip() and not value.feeling.strip():
            return self.level(value.level)
        if isinstance(value, CardBase) and self.figure(value, lane):
            return self.with_figure(value, short_name(value, 200) if value.text.strip() else "", lane)
        if isinstance(value, Connector):
            return value.label.strip() or leading(self.item(value.source), self.item(value.target))
        return short_name(value, 200) if not isinstance(value, CardBase) or value.text.strip() else "–"

    def with_figure(self, card: CardBase, words: str, lane: LaneBase | None = None) -> str:
        """What a card says in figures, then its words; a number keeps its direction beside words that run
        from the right, where its sign would else stand behind it. lane: see `figure`."""
        first, line_break, others = words.partition("\n")
        return strung((self.figure(card, lane), first), " ") + line_break + others

    def figure(self, value: Value, lane: LaneBase | None = None) -> str:
        """What a card says in figures before its text, as it stands on the sheet; else empty. lane: whose
        unit a number without one has."""
        if isinstance(value, MetricCard) and value.number is not None:
            unit = value.unit.strip() or str(getattr(lane, "unit", "")).strip()
            return measured(value.number, unit, self._language)
        if isinstance(value, TimeCard) and value.minutes is not None:
            return minutes(value.minutes, self._words)
        return ""

    def item(self, id: str) -> str:
        """The words of the item with that id, on either map; a dash where it is on neither."""
        for where in (self._compared.new, self._compared.old):
            part = where.table.get(id)
            if part is not None and not isinstance(part.value, Connector):
                return self.name(part.value) or "–"
        return "–"

    def place(self, where: Parts, within: str) -> str:
        """ "Order, Actions" for a cell, the title for a stage."""
        part = where.table.get(within) if within else None
        if part is not None:
            return self.name(part.value)
        lane, step = self.spot(where, within)
        if lane is None or step is None:
            return ""
        return f"{self.column(where, step)}, {self.lane(lane)}"

    def spot(self, where: Parts, within: str) -> tuple[LaneBase | None, str | None]:
        """The lane and the step of the cell with that key; None for what is no cell."""
        for lane in where.journey.lanes:
            head = f"cell:{lane.id}:"
            if within.startswith(head) and within[len(head) :] in where.columns:
                return lane, within[len(head) :]
        return None, None

    def column(self, where: Parts, step: str) -> str:
        """A stage's title, with that of its step where it has several."""
        stage = where.table[where.columns[step]].value
        own = where.table[step].value
        assert isinstance(stage, Stage) and isinstance(own, Step)
        title = stage.title.strip() or "–"
        return f"{title}: {own.title.strip()}" if len(stage.steps) > 1 and own.title.strip() else title

    # Fields ---------------------------------------------------------------------------------------

    def field(self, name: str) -> str:
        """What a field is called."""
        if name.startswith("poster."):
            return self.say(PRINTED)
        return self.say(FIELDS.get(name, "")) or name

    def value(self, name: str, value: Any) -> str:
        """What stands in a field; a dash where nothing does. value: as JSON holds it."""
        if value is None or value in ("", [], {}, ()):
            return "–"
        found = self._special(name, value)
        if found is not None:
            return found
        return self._plain(value, own=name in _OWN_WORDS)

    def _plain(self, value: Any, *, own: bool) -> str:
        """own: of what somebody wrote."""
        if isinstance(value, bool):
            return self.say(N_("yes") if value else N_("no"))
        if isinstance(value, int | float):
            return number(float(value), self._language)
        if isinstance(value, list | tuple):
            return ", ".join(str(one) for one in value)
        if isinstance(value, dict):
            return "…"
        return str(value) if own else self._known(str(value))

    def _special(self, name: str, value: Any) -> str | None:
        """Fields that are written in a way of their own; None for others."""
        ways: Mapping[str, Callable[[Any], str]] = {
            "level": self.level,
            "conversion": lambda part: share(float(part), self._language),
            "minutes": lambda part: minutes(float(part), self._words),
            "evidence": self._evidence,
            "channel": lambda id: self._channels.get(id) or self._known(id),
            "competitor": lambda id: self._rivals.get(id, "–"),
            "picture": lambda _hash: self.say(N_("a picture")),
            "scores": lambda scores: ", ".join(
                f"{self._rivals.get(id, '–')} {score}" for id, score in scores.items()
            ),
        }
        if name in ways:
            return ways[name](value)
        if name in _SCALES:
            return self.say(N_("{score} of 5")).format(score=value)
        if name in _DATES:
            return self._date(value)
        if name in ("personas", "hidden_personas"):
            return ", ".join(self._people.get(id) or "–" for id in value)
        if name in ("answers", "findings", "lanes", "stages"):
            return "; ".join(self.item(id) for id in value)
        return self.item(value) if name in ("source", "target") else None

    def level(self, level: float | None) -> str:
        """ "+2", "−1.5"; a dash where none is set."""
        if level is None:
            return "–"
        written = number(level, self._language)
        return f"+{written}" if level > 0 else written

    def _evidence(self, value: Mapping[str, Any]) -> str:
        grade = self.say(titles.EVIDENCE.get(value.get("grade", "guess"), "guess"))
        more = [str(value.get("source") or ""), self._date(value["date"]) if value.get("date") else ""]
        inside = ", ".join(part for part in more if part)
        return f"{grade} ({inside})" if inside else grade

    def _date(self, value: Any) -> str:
        try:
            return date(datetime.date.fromisoformat(str(value)), self._language)
        except ValueError:
            return str(value)

    def _known(self, word: str) -> str:
        found = next((table[word] for table in _TABLES if word in table), "")
        return self.say(found) or word

    def change(self, change: MapChange) -> str:
        """A changed field: "Severity: 4 of 5 → 2 of 5"."""
        return filled(
            self.say(N_("{field}: {before} → {after}")),
            field=self.field(change.field),
            before=self.value(change.field, change.before),
            after=self.value(change.field, change.after),
        )
