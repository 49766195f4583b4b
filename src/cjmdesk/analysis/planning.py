"""Who does what by when: the solutions that are carried out, and what their plan still lacks."""

import datetime
from collections.abc import Iterator

from msgspec import Struct

from cjmdesk.model.cards import CardBase, SolutionCard
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage

OVER = ("done", "dropped")
"""Statuses that nobody has to do anything for any more."""

_LATE = datetime.date.max


class Action(Struct, frozen=True):
    """A solution to be carried out. answers: the texts of the pains it answers, each in one line."""

    card: SolutionCard
    stage: Stage
    answers: tuple[str, ...]


def solutions_of(project: Project, one: JourneyMap) -> list[Action]:
    """Every solution of a map, lane by lane, with what it answers."""
    texts = {card.id: card for each in project.maps for card in _cards(each)}
    stages = {step.id: stage for stage in one.stages for step in stage.steps}
    found = []
    for lane in one.lanes:
        for cell in lane.cells:
            for card in cell.cards:
                if isinstance(card, SolutionCard) and cell.step in stages:
                    pains = (" ".join(texts[id].text.split()) for id in card.answers if id in texts)
                    found.append(Action(card, stages[cell.step], tuple(pain for pain in pains if pain)))
    return found


def actions_of(project: Project, one: JourneyMap) -> list[Action]:
    """What the action plan holds: the solutions that were decided for, and where there are none yet,
    all that were not dropped. First what is due first, last what is done."""
    kept = [one for one in solutions_of(project, one) if one.card.status != "dropped"]
    chosen = [one for one in kept if one.card.chosen]
    order = {stage.id: number for number, stage in enumerate(one.stages)}
    return sorted(
        chosen or kept,
        key=lambda each: (each.card.status == "done", each.card.due or _LATE, order[each.stage.id]),
    )


def lacking(card: SolutionCard, today: datetime.date) -> tuple[str, ...]:
    """What a solution still needs in order to be carried out: `owner`, `date`; `late` for a date that
    is past. Nothing of one that is done or dropped."""
    if card.status in OVER:
        return ()
    lacks = ["owner"] if not card.owner.strip() else []
    if card.due is None:
        lacks.append("date")
    elif card.due < today:
        lacks.append("late")
    return tuple(lacks)


def _cards(one: JourneyMap) -> Iterator[CardBase]:
    for lane in one.lanes:
        for cell in lane.cells:
            yield from cell.cards
