"""What is drawn on a map, in words of its language, for those who hear it instead of seeing it."""

from collections.abc import Iterator

from cjmdesk.i18n import N_, translator
from cjmdesk.layout import titles
from cjmdesk.layout.context import distinct_initials, map_personas
from cjmdesk.layout.labels import lane_title
from cjmdesk.layout.numbers import number
from cjmdesk.layout.quotes import quoted
from cjmdesk.model.cards import (
    CardBase,
    CriterionCard,
    EmotionPoint,
    Evidence,
    MetricCard,
    PainCard,
    TouchpointCard,
)
from cjmdesk.model.lanes import EmotionLane, Lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step

_EVIDENCE = N_("How we know: {grade}")
_SEVERITY = N_("severity {number} of 5")
_TRUTH = N_("moment of truth")
_SCORE = N_("{name}: {number} of 5")
_OF = N_("for {names}")
_WE = N_("We")
_ARROW = N_("Arrow from “{source}” to “{target}”")


_MOST_QUOTED = 40
"""Points of a lane up to which its curve is told with their words; each point says its own anyway."""


class Said:
    """Words for the signs of one map. language, words: of the map, and their catalogue."""

    def __init__(self, project: Project, journey_map: JourneyMap) -> None:
        self._map = journey_map
        self.language = journey_map.language
        self.words = translator(journey_map.language)
        self._personas = {persona.id: persona.name for persona in map_personas(project, journey_map)}
        marks = distinct_initials(list(self._personas.values()))
        self._initials = dict(zip(self._personas, marks, strict=True))
        self._rivals = {rival.id: rival.name for rival in journey_map.competitors}
        self._channels = {id: self.say(name) for id, name in titles.CHANNELS.items()}
        self._channels |= {channel.id: channel.name for channel in project.channels}
        self._ends: dict[str, str] | None = None

    def say(self, message: str) -> str:
        """`message`, marked elsewhere, in the map's language."""
        return self.words.gettext(message) if message else ""

    def lane(self, lane: Lane) -> str:
        """A lane's title."""
        return lane_title(lane, self.say)

    def names(self, personas: tuple[str, ...]) -> str:
        """The personas of an item, where the map has several; else empty."""
        if len(self._personas) < 2:
            return ""
        return ", ".join(self._personas[id] for id in personas if self._personas.get(id))

    def channel(self, id: str) -> str:
        """The name of a channel; empty for none."""
        return self._channels.get(id, "")

    def card(self, id: str) -> str:
        """The words of a card or the title of a stage, in one line; empty for an unknown id."""
        if self._ends is None:
            self._ends = dict(self._named())
        return self._ends.get(id, "")

    def evidence(self, evidence: Evidence) -> str:
        """How well something is known."""
        grade = self.say(titles.EVIDENCE.get(evidence.grade, evidence.grade))
        return self.say(_EVIDENCE).format(grade=grade)

    def signs(self, card: CardBase) -> list[str]:
        """What is drawn on a card rather than written."""
        found = []
        if isinstance(card, TouchpointCard):
            found.append(self.channel(card.channel))
        if isinstance(card, PainCard) and card.severity is not None:
            found.append(self.say(_SEVERITY).format(number=card.severity))
        if card.moment_of_truth:
            found.append(self.say(_TRUTH))
        if isinstance(card, CriterionCard):
            scores = {self.say(_WE): card.ours} if card.ours is not None else {}
            scores |= {self._rivals[id]: score for id, score in card.scores.items() if id in self._rivals}
            found += [self.say(_SCORE).format(name=name, number=score) for name, score in scores.items()]
        if card.votes:
            form = self.words.ngettext("{count} vote", "{count} votes", card.votes)
            found.append(form.format(count=number(card.votes, self._map.language)))
        names = self.names(card.personas)
        if names:
            found.append(self.say(_OF).format(names=names))
        if card.evidence is not None:
            found.append(self.evidence(card.evidence))
        return [words for words in found if words]

    def marks(self, card: CardBase) -> set[str]:
        """What of its signs a card shows in letters and figures."""
        found = {self._initials[id] for id in card.personas if id in self._initials}
        return found | {number(card.votes, self._map.language)} if card.votes else found

    def level(self, level: float) -> str:
        """A level of an emotion with its sign: "+2", "−1.5", "0"."""
        written = number(level, self._map.language)
        return f"+{written}" if level > 0 else written

    def whose(self, point: EmotionPoint) -> str:
        """A competitor's name or those of personas; empty where it need not be said."""
        if point.competitor is not None:
            return self._rivals.get(point.competitor, "")
        return self.names(point.personas)

    def point(self, lane: Lane, point: EmotionPoint) -> str:
        """The marker of a point: "Emotions +2, for Anna. How we know: observed"."""
        written = self.lane(lane)
        if point.level is not None:
            written += f" {self.level(point.level)}"
        owner = self.whose(point)
        if owner:
            written += ", " + (owner if point.competitor else self.say(_OF).format(names=owner))
        if point.evidence is not None:
            written += ". " + self.evidence(point.evidence)
        return written

    def place(self, stage: Stage, step: Step) -> str:
        """A stage's title, with that of a step of its own behind it."""
        if len(stage.steps) > 1 and step.title:
            return f"{stage.title} – {step.title}"
        return stage.title or step.title

    def curve(self, lane: EmotionLane, stages: tuple[Stage, ...]) -> str:
        """The curves of an emotion lane over some stages, one after the other: "Emotions. Anna:
        Awareness −0.6 “Is it even safe?”, Decision +0.3"."""
        name = self.lane(lane)
        told = [f"{owner}: {', '.join(path)}" if owner else ", ".join(path)
                for owner, path in self._curves(lane, stages)]  # fmt: skip
        return f"{name}. {'. '.join(told)}" if told else name

    def _curves(self, lane: EmotionLane, stages: tuple[Stage, ...]) -> Iterator[tuple[str, list[str]]]:
        """Whose, and its points, of each curve that is drawn."""
        cells = {cell.step: cell for cell in lane.cells}
        hidden = set(lane.hidden_personas)
        quotes = sum(len(cell.points) for cell in lane.cells) <= _MOST_QUOTED
        placed = [
            (self.place(stage, step), point)
            for stage in stages
            for step in stage.steps
            if step.id in cells
            for point in cells[step.id].points
            if point.level is not None and (not point.personas or set(point.personas) - hidden)
        ]
        ours = [(place, point) for place, point in placed if point.competitor is None]
        known = set(self._personas)
        owners = [
            id for id in self._personas if id not in hidden and any(id in point.personas for _, point in ours)
        ]
        for owner in owners or [""]:
            path = [
                self._felt(place, point, quotes)
                for place, point in ours
                if not owner or owner in point.personas or not known & set(point.personas)
            ]
            if path:
                yield self._personas.get(owner, "") if len(self._personas) > 1 else "", path
        for id, name in self._rivals.items():
            path = [self._felt(place, point, quotes) for place, point in placed if point.competitor == id]
            if path:
                yield name, path

    def _felt(self, place: str, point: EmotionPoint, quotes: bool) -> str:
        said = (quoted(point.quote, self._map.language) or point.feeling) if quotes else ""
        return " ".join(part for part in (place, self.level(point.level or 0.0), _line(said)) if part)

    def numbers(self, lane: Lane, stages: tuple[Stage, ...]) -> str:
        """The line through a lane's numbers: "Visitors: Awareness 1,200, Decision 310"."""
        cells = {cell.step: cell for cell in lane.cells}
        told = [
            f"{self.place(stage, step)} {number(card.number, self._map.language)}"
            for stage in stages
            for step in stage.steps
            if step.id in cells
            for card in cells[step.id].cards
            if isinstance(card, MetricCard) and card.number is not None
        ]
        return f"{self.lane(lane)}: {', '.join(told)}"

    def connector(self, connector: Connector) -> str:
        """Where an arrow leads, and whether that is good or bad."""
        told = self.say(_ARROW).format(source=self.card(connector.source), target=self.card(connector.target))
        condition = titles.CONDITIONS.get(connector.condition, "")
        return f"{told}, {self.say(condition)}" if condition and connector.condition != "neutral" else told

    def _named(self) -> Iterator[tuple[str, str]]:
        """Ids of what arrows join, with words for it."""
        for lane in self._map.lanes:
            for cell in lane.cells:
                for card in cell.cards:
                    yield card.id, _line(card.text) or self.lane(lane)
        for stage in self._map.stages:
            yield stage.id, stage.title


def _line(text: str) -> str:
    return " ".join(text.split())
