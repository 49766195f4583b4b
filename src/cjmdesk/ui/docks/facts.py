"""What there is to know about the selected item, as rows for the inspector: no widgets, no Qt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from cjmdesk.i18n import _, ngettext
from cjmdesk.layout import titles
from cjmdesk.model.cards import CardBase, EmotionPoint, Evidence
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage
from cjmdesk.ui.docks.lookup import Place, find_place, name_of
from cjmdesk.ui.docks.navigator import WORKSHOP

DayWords = Callable[[object], str]
Show = Literal["text", "box", "quote", "chips", "scale", "links"]


@dataclass(frozen=True, slots=True)
class Fact:
    """caption: what it is. show: how. values: texts; of a scale, its value of five as figures.

    links: (text, id) pairs that select another item.
    """

    caption: str
    show: Show
    values: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """kind: what is selected ("Card"), of: which sort of it ("Pain point")."""

    kind: str
    of: str
    rows: tuple[Fact, ...]


def facts_of(project: Project, journey_map: JourneyMap | None, selection: str, day: DayWords) -> Facts:
    """The facts of the item with id `selection`; of the map when it is empty or names nothing.

    day: writes a date in the user's way.
    """
    if selection.startswith(WORKSHOP):
        return _workshop(project, selection.removeprefix(WORKSHOP))
    person = next((one for one in project.personas if one.id == selection), None)
    if person is not None:
        return Facts(_("Persona"), "", tuple(_persona(person)))
    if journey_map is None:
        return Facts(_("Project"), "", (Fact(_("Title"), "text", (project.title,)),))
    place = find_place(journey_map, selection)
    match place.item:
        case CardBase() as card:
            rows = _card(project, journey_map, place, card, day)
            facts = Facts(_("Card"), _lane_words(card.kind), tuple(rows))
        case EmotionPoint() as point:
            facts = Facts(_("Emotion"), "", tuple(_point(project, journey_map, place, point, day)))
        case Stage() as stage:
            facts = Facts(_("Stage"), "", tuple(_stage(stage)))
        case LaneBase() as lane:
            facts = Facts(_("Lane"), _lane_words(lane.kind), tuple(_lane(lane)))
        case Connector() as arrow:
            facts = Facts(_("Connector"), "", tuple(_connector(journey_map, arrow)))
        case _nothing:
            sort = titles.MAP_TYPES.get(journey_map.type, journey_map.type)
            facts = Facts(_("Map"), _(sort), tuple(_map(project, journey_map, day)))
    return facts


def _lane_words(kind: str) -> str:
    return _(titles.LANES.get(kind, titles.UNKNOWN_LANE).title)


def _text(caption: str, *values: str) -> Iterator[Fact]:
    said = tuple(value for value in values if value)
    if said:
        yield Fact(caption, "text", said)


def _chips(caption: str, values: tuple[str, ...]) -> Iterator[Fact]:
    if values:
        yield Fact(caption, "chips", values)


def _scale(caption: str, value: int | None) -> Iterator[Fact]:
    if value is not None:
        yield Fact(caption, "scale", (str(value),))


def _number(value: float) -> str:
    return f"{value:g}"


def _links(caption: str, journey_map: JourneyMap, ids: tuple[str, ...]) -> Iterator[Fact]:
    found = tuple((name_of(journey_map, one), one) for one in ids)
    if any(text for text, _one in found):
        yield Fact(caption, "links", links=tuple(pair for pair in found if pair[0]))


def _people(project: Project, ids: tuple[str, ...]) -> Iterator[Fact]:
    names = {person.id: person.name for person in project.personas}
    yield from _chips(_("Personas"), tuple(names[one] for one in ids if one in names))


def _evidence(evidence: Evidence | None, day: DayWords) -> Iterator[Fact]:
    if evidence is None:
        return
    grade = _(titles.EVIDENCE[evidence.grade]) if evidence.grade in titles.EVIDENCE else evidence.grade
    when = day(evidence.date) if evidence.date is not None else ""
    yield Fact(_("Evidence"), "text", tuple(part for part in (grade, evidence.source, when) if part))


def _where(place: Place) -> Iterator[Fact]:
    if place.stage is not None:
        step = place.step.title if place.step is not None and len(place.stage.steps) > 1 else ""
        yield from _text(_("Stage"), place.stage.title or _("Stage without a title"), step)


def _card(
    project: Project, journey_map: JourneyMap, place: Place, card: CardBase, day: DayWords
) -> Iterator[Fact]:
    yield Fact("", "box", (card.text or _("No text"),))
    yield from _where(place)
    yield from _card_kind(project, journey_map, card, day)
    yield from _evidence(card.evidence, day)
    yield from _links(_("Rests on"), journey_map, card.findings)
    yield from _people(project, card.personas)
    if card.moment_of_truth:
        yield Fact(_("Moment of truth"), "text", (_("This decides whether they stay."),))
    if card.votes:
        yield Fact(_("Votes"), "text", (str(card.votes),))
    yield from _chips(_("Tags"), card.tags)
    yield from _text(_("Note"), card.note)


def _card_kind(project: Project, journey_map: JourneyMap, card: CardBase, day: DayWords) -> Iterator[Fact]:
    """What the card's kind adds; fields that a kind lacks are passed over."""

    def field(name: str) -> str:
        value = getattr(card, name, None)
        return "" if value in (None, "") else str(value)

    def choice(name: str, words: dict[str, str]) -> str:
        value = field(name)
        return _(words[value]) if value in words else value

    yield from _text(_("Type"), choice("type", titles.PAIN_TYPES))
    yield from _scale(_("Severity"), getattr(card, "severity", None))
    if card.kind == "pain_points":
        yield from _links(_("Answered by"), journey_map, _answers_to(journey_map, card.id))
    own_channels = {channel.id: channel.name for channel in project.channels}
    yield from _text(_("Channel"), choice("channel", own_channels | titles.CHANNELS))
    yield from _text(_("Visits"), field("visits"))
    yield from _text(_("Transactions"), field("transactions"))
    yield from _text(_("Motive"), choice("motive", titles.MOTIVES), choice("nature", titles.MOTIVE_NATURES))
    yield from _scale(_("Impact"), getattr(card, "impact", None))
    yield from _scale(_("Effort"), getattr(card, "effort", None))
    yield from _scale(_("How well we do"), getattr(card, "ours", None))
    yield from _text(_("Status"), choice("status", titles.SOLUTION_STATUSES))
    yield from _text(_("Owner"), field("owner"))
    due = getattr(card, "due", None)
    yield from _text(_("Due"), day(due) if due is not None else "")
    yield from _links(_("Answers"), journey_map, getattr(card, "answers", ()))
    number = getattr(card, "number", None)
    yield from _text(_("Number"), f"{_number(number)} {field('unit')}".strip() if number is not None else "")
    minutes = getattr(card, "minutes", None)
    if minutes is not None:
        count = round(minutes)
        said = ngettext("{count} minute", "{count} minutes", count).format(count=_number(minutes))
        yield Fact(_("Takes"), "text", (said,))


def _answers_to(journey_map: JourneyMap, pain: str) -> tuple[str, ...]:
    return tuple(
        card.id
        for lane in journey_map.lanes
        for cell in lane.cells
        for card in cell.cards
        if pain in getattr(card, "answers", ())
    )


def _point(
    project: Project, journey_map: JourneyMap, place: Place, point: EmotionPoint, day: DayWords
) -> Iterator[Fact]:
    if point.quote:
        yield Fact("", "quote", (point.quote,))
    yield from _where(place)
    level = f"{point.level:+g}".replace("-", "−") if point.level is not None else _("not set")
    yield Fact(_("Level, −5 to +5"), "text", ("0" if point.level == 0 else level,))
    yield from _text(_("Feeling"), point.feeling)
    rivals = {rival.id: rival.name for rival in journey_map.competitors}
    yield from _text(_("Competitor"), rivals.get(point.competitor or "", ""))
    yield from _evidence(point.evidence, day)
    yield from _links(_("Rests on"), journey_map, point.findings)
    yield from _people(project, point.personas)
    yield from _chips(_("Tags"), point.tags)
    yield from _text(_("Note"), point.note)


def _stage(stage: Stage) -> Iterator[Fact]:
    yield Fact("", "box", (stage.title or _("Stage without a title"),))
    yield from _text(_("Description"), stage.description)
    yield from _text(_("Key task"), stage.key_task)
    yield from _chips(_("Steps"), tuple(step.title for step in stage.steps if step.title))
    if stage.entered is not None:
        yield Fact(_("Customers who entered"), "text", (str(stage.entered),))
    if stage.left is not None:
        yield Fact(_("Customers who left"), "text", (str(stage.left),))
    yield from _text(_("Why they left"), stage.reason_left)


def _lane(lane: LaneBase) -> Iterator[Fact]:
    words = titles.LANES.get(lane.kind, titles.UNKNOWN_LANE)
    yield Fact("", "box", (lane.title or _(words.title),))
    yield from _text(_("Question"), lane.question or _(words.question))
    cards = sum(len(cell.cards) for cell in lane.cells)
    points = sum(len(cell.points) for cell in lane.cells)
    held = ngettext("{count} card", "{count} cards", cards).format(count=cards) if cards else ""
    dots = ngettext("{count} point", "{count} points", points).format(count=points) if points else ""
    yield from _text(_("Holds"), held, dots)


def _connector(journey_map: JourneyMap, arrow: Connector) -> Iterator[Fact]:
    yield from _text(_("Label"), arrow.label)
    yield from _links(_("From"), journey_map, (arrow.source,))
    yield from _links(_("To"), journey_map, (arrow.target,))
    known = arrow.condition in titles.CONDITIONS
    yield from _text(_("Condition"), _(titles.CONDITIONS[arrow.condition]) if known else arrow.condition)


def _persona(person: Persona) -> Iterator[Fact]:
    yield Fact("", "box", (person.name or _("Nameless"),))
    if person.quote:
        yield Fact("", "quote", (person.quote,))
    yield from _text(_("Age"), person.age)
    yield from _text(_("Occupation"), person.occupation)
    yield from _text(_("Place"), person.place)
    yield from _text(_("Education"), person.education)
    yield from _text(_("Means"), person.wealth)
    for caption, values in (
        (_("Needs"), person.needs),
        (_("Goals"), person.goals),
        (_("Pains"), person.pains),
        (_("Motives"), person.motives),
        (_("Triggers"), person.triggers),
        (_("Objections"), person.objections),
    ):
        yield from _text(caption, *values)
    yield from _chips(_("Channels"), person.channels)
    yield from _text(_("Note"), person.note)


def _workshop(project: Project, name: str) -> Facts:
    step = next((one for one in project.brief.steps if one.step == name), None)
    rows = [Fact("", "box", (_(titles.WORKSHOP_STEPS.get(name, name)),))]
    done = step is not None and step.done
    rows.append(Fact(_("State"), "text", (_("Done") if done else _("Not done yet"),)))
    if step is not None:
        rows += _text(_("Notes"), step.notes)
        if step.minutes is not None:
            count = round(step.minutes)
            planned = ngettext("{count} minute", "{count} minutes", count)
            rows.append(Fact(_("Time planned"), "text", (planned.format(count=_number(step.minutes)),)))
    brief = project.brief
    if name == "team":
        rows += _text(
            _("Who takes part"),
            *(" · ".join(word for word in (one.name, one.discipline) if word) for one in brief.team),
        )
    elif name == "goal":
        preset = titles.GOAL_PRESETS.get(brief.goal_preset, "")
        rows += _text(_("Goal"), brief.goal or _(preset))
    elif name == "audience_and_needs":
        rows += [*_text(_("Audience"), brief.audience), *_text(_("Needs"), brief.needs)]
    return Facts(_("Workshop step"), "", tuple(rows))


def _map(project: Project, journey_map: JourneyMap, day: DayWords) -> Iterator[Fact]:
    yield Fact("", "box", (journey_map.title or _("Untitled map"),))
    yield from _text(_("Scenario"), journey_map.scenario)
    yield from _text(_("Goal"), journey_map.goal)
    yield from _people(project, journey_map.personas)
    yield from _text(_("Version"), journey_map.version)
    reviewed = journey_map.last_reviewed
    yield from _text(_("Last reviewed"), day(reviewed) if reviewed is not None else "")
    grades = [
        card.evidence.grade if card.evidence is not None else "guess"
        for lane in journey_map.lanes
        for cell in lane.cells
        for card in cell.cards
    ]
    if grades:
        shares = (
            _("{grade}: {percent} %").format(
                grade=_(words), percent=round(100 * grades.count(grade) / len(grades))
            )
            for grade, words in titles.EVIDENCE.items()
        )
        yield Fact(_("How the cards are known"), "text", tuple(shares))
