"""The questions of a walk-through: stage by stage, from what is missing and from the lanes. No widgets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from cjmdesk.i18n import _, translator
from cjmdesk.layout import titles
from cjmdesk.layout.numbers import number
from cjmdesk.model.lanes import Lane, LineLane

if TYPE_CHECKING:
    from cjmdesk.analysis.gaps import Gap
    from cjmdesk.model.cards import CardBase, EmotionPoint
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.stages import Stage

Sort = Literal["note", "task", "source", "solution"]

_RIGHTWARDS = "\u200e"
"""A mark without width: the sentence around it is in the window's language, which runs to the right."""

_LANES_OF = {
    "stage_without_touchpoint": ("touchpoints", "frontstage", "physical_evidence"),
    "stage_without_action": ("actions", "process"),
    "stage_without_emotion": ("emotions",),
    "stage_without_key_task": ("key_task",),
    "low_point_without_pain": ("pain_points",),
}
"""Rule → the kinds of lane that fill its gap, the best first."""


class Question(Struct, frozen=True):
    """One screen. text: what is asked. stage, step, lane: ids of where an answer goes.

    sort: what an answer becomes: a note in that cell; the stage's key task, where no lane is for it;
    who is the source of the pain `about`; a solution of it.
    """

    text: str
    stage: str
    step: str
    lane: str = ""
    sort: Sort = "note"
    about: str = ""


def questions(journey: JourneyMap, gaps: Sequence[Gap], *, filled: bool = False) -> tuple[Question, ...]:
    """All of them in the order of the path, in each stage from the upper lane to the lower.

    gaps: what is missing from the map; silenced ones are not asked about. filled: ask the lanes'
    questions for cells that hold something already, too.
    """
    open_ = [gap for gap in gaps if gap.silenced is None]
    return tuple(one for stage in journey.stages for one in _of_stage(journey, stage, open_, filled))


def _of_stage(journey: JourneyMap, stage: Stage, gaps: Sequence[Gap], filled: bool) -> Iterator[Question]:
    steps = [step.id for step in stage.steps]
    if not steps:
        return
    lanes = [lane for lane in journey.lanes if not lane.hidden and not isinstance(lane, LineLane)]
    asked = _by_lane(stage, lanes, gaps)
    if not any(lane.kind == "key_task" for lane in lanes):
        for gap in gaps:
            if gap.rule == "stage_without_key_task" and gap.item == stage.id:
                yield Question(_said(gap), stage.id, steps[0], sort="task", about=stage.id)
    for lane in lanes:
        if asked[lane.id]:
            yield from asked[lane.id]
        elif filled or not _holds(stage, lane):
            yield Question(lane_question(journey, stage, lane), stage.id, steps[0], lane.id)
        if lane.kind == "pain_points":
            yield from _of_pains(stage, lane, lanes, gaps)


def _holds(stage: Stage, lane: Lane) -> bool:
    """Whether anything stands in a lane at a stage; the lane of key tasks shows what the stage says."""
    steps = {step.id for step in stage.steps}
    own = lane.kind == "key_task" and bool(stage.key_task.strip())
    return own or any(cell.cards or cell.points for cell in lane.cells if cell.step in steps)


def _by_lane(stage: Stage, lanes: Sequence[Lane], gaps: Sequence[Gap]) -> dict[str, list[Question]]:
    """What is asked of each lane because something is missing there in the stage."""
    steps = [step.id for step in stage.steps]
    points = {
        point.id: cell.step
        for lane in lanes
        for cell in lane.cells
        if cell.step in steps
        for point in cell.points
    }
    asked: dict[str, list[Question]] = {lane.id: [] for lane in lanes}
    for gap in gaps:
        kinds = _LANES_OF.get(gap.rule, ())
        if gap.rule == "empty_cell" and gap.step in steps and gap.item in asked:
            if not asked[gap.item]:
                asked[gap.item].append(Question(_said(gap), stage.id, gap.step, gap.item))
        elif kinds and (gap.item == stage.id or gap.item in points):
            lane = next((lane for kind in kinds for lane in lanes if lane.kind == kind), None)
            if lane is not None:
                step = points.get(gap.item, steps[0])
                asked[lane.id].append(Question(_said(gap), stage.id, step, lane.id))
    return asked


def _of_pains(stage: Stage, lane: Lane, lanes: Sequence[Lane], gaps: Sequence[Gap]) -> Iterator[Question]:
    """Who says so, and what eases it, for each pain of the stage."""
    answers = next((one.id for one in lanes if one.kind == "solutions"), "")
    for step in stage.steps:
        pains = {card.id for cell in lane.cells if cell.step == step.id for card in cell.cards}
        for gap in gaps:
            if gap.item in pains and gap.rule == "pain_without_evidence":
                yield Question(_said(gap), stage.id, step.id, lane.id, "source", gap.item)
            elif gap.item in pains and gap.rule == "pain_without_solution" and answers:
                yield Question(_said(gap), stage.id, step.id, answers, "solution", gap.item)


def _said(gap: Gap) -> str:
    """The sentence of a gap; marked as running to the right where a name from the right begins it."""
    strong = (unicodedata.bidirectional(letter) for letter in gap.text)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return gap.text if first == "L" else _RIGHTWARDS + gap.text


def lane_question(journey: JourneyMap, stage: Stage, lane: Lane) -> str:
    """What a lane asks its writer, in the map's language; a sentence with its name where it asks nothing."""
    from cjmdesk.formats.shown import lane_title

    words = titles.words_of_lane(lane)
    usual = translator(journey.language).gettext(words.question) if words.question else ""
    asked = lane.question or usual
    named = _("What belongs to “{lane}” in “{stage}”?")
    return asked or named.format(lane=lane_title(lane, journey.language), stage=stage_name(journey, stage))


def stage_name(journey: JourneyMap, stage: Stage) -> str:
    """The title of a stage on one line, its number where it has none."""
    place = journey.stages.index(stage) + 1
    return " ".join(stage.title.split()) or _("Stage {number}").format(number=place)


def held(journey: JourneyMap, question: Question) -> list[str]:
    """What is there already as an answer: a short text for each note, in the order of the columns."""
    stage = next((one for one in journey.stages if one.id == question.stage), None)
    if stage is None:
        return []
    if question.sort == "task":
        return [line for line in stage.key_task.splitlines() if line.strip()]
    cells = {(lane.id, cell.step): cell for lane in journey.lanes for cell in lane.cells}
    if question.sort == "note":
        steps = [step.id for step in stage.steps]
        found = [cells[question.lane, step] for step in steps if (question.lane, step) in cells]
        tasks = any(lane.id == question.lane and lane.kind == "key_task" for lane in journey.lanes)
        own = [line for line in stage.key_task.splitlines() if line.strip()] if tasks else []
        notes = [note for cell in found for note in (*cell.points, *cell.cards)]
        return [*own, *(words_of(note, journey.language) for note in notes)]
    cards = [card for cell in cells.values() for card in cell.cards]
    if question.sort == "solution":
        return [
            words_of(card, journey.language)
            for card in cards
            if question.about in getattr(card, "answers", ())
        ]
    sources = [card.evidence for card in cards if card.id == question.about]
    return [evidence.source for evidence in sources if evidence is not None and evidence.source]


def words_of(note: CardBase | EmotionPoint, language: str) -> str:
    """A note on one line; a point with its level before its words, written as in `language`."""
    text = getattr(note, "text", None)
    if text is not None:
        return " ".join(text.split()) or _("Without words")
    level = getattr(note, "level", None)
    shown = "" if level is None else level_words(level, language)
    quote = " ".join((getattr(note, "quote", "") or getattr(note, "feeling", "")).split())
    return " ".join(part for part in (shown, quote) if part) or _("Without words")


def level_words(level: float, language: str) -> str:
    """A level with its sign: +3, −1.5, 0."""
    written = number(level, language)
    return f"+{written}" if level > 0 else written
