"""What to look at first: pains, touchpoints, stages and solutions, each ranked by its own figures.

Every rank says what it rests on, so that people can disagree with it. Nothing is guessed: what has
no figure comes last.
"""

from collections import Counter

from msgspec import Struct

from cjmdesk.analysis.journey import Journey, Placed
from cjmdesk.model.cards import PainCard, SolutionCard, TimeCard, TouchpointCard
from cjmdesk.model.stages import Stage

_EVIDENCE = {"measured": 2, "observed": 1}
"""Points of evidence; a guess has none."""


class RankedPain(Struct, frozen=True):
    """A pain and what its place rests on.

    severity: 0 if not judged. evidence: 0 guess, 1 observed, 2 measured. sources: different sources and
    findings behind it. level: the lowest of our own points in its step, else in its stage; None where
    there is none. answered: whether a solution answers it.
    """

    placed: Placed
    severity: int
    evidence: int
    sources: int
    level: float | None
    votes: int
    answered: bool

    @property
    def score(self) -> float:
        """Larger is worse: severity first, half a step for each grade of evidence, a quarter for each
        further source (at most four), a tenth for each level below zero and for each vote (at most ten).
        """
        depth = max(0.0, -(self.level or 0.0))
        more = max(0, min(self.sources - 1, 4))
        return self.severity + 0.5 * self.evidence + 0.25 * more + 0.1 * depth + 0.1 * min(self.votes, 10)


class RankedTouchpoint(Struct, frozen=True):
    """A touchpoint by its sales. conversion: as given, else transactions of visits, None for neither."""

    placed: Placed
    visits: int | None
    transactions: int | None
    conversion: float | None


class StageFigures(Struct, frozen=True):
    """Sums of a stage. effort: actions of the customer in it. cost, minutes: of its touchpoints and
    times, None where none is known. entered, left: as the user counted; share: left of entered.
    evidence: cards and points by grade; guesses: the share of them that nobody has seen, 0…1."""

    stage: Stage
    effort: int
    cost: float | None
    minutes: float | None
    entered: int | None
    left: int | None
    share: float | None
    evidence: dict[str, int]
    guesses: float


class RankedSolution(Struct, frozen=True):
    """A solution. gain: impact − effort, None where one is not judged. pains: severities it answers."""

    placed: Placed
    gain: int | None
    pains: int


def ranked_pains(journey: Journey) -> list[RankedPain]:
    """The worst first; alike ones stay in the order of the map."""
    found = []
    for placed in journey.cards:
        card = placed.card
        if isinstance(card, PainCard):
            grade = card.evidence.grade if card.evidence else ""
            found.append(
                RankedPain(
                    placed,
                    card.severity or 0,
                    _EVIDENCE.get(grade, 0),
                    _sources(card),
                    _level(journey, placed),
                    card.votes,
                    card.id in journey.answered,
                )
            )
    return sorted(found, key=lambda one: -one.score)


def _sources(card: PainCard) -> int:
    named = card.evidence.source if card.evidence else ""
    parts = {part.strip().casefold() for part in named.replace(";", ",").split(",") if part.strip()}
    return len(parts) + len(set(card.findings))


def _level(journey: Journey, placed: Placed) -> float | None:
    own = [
        one
        for one in journey.points
        if one.point.competitor is None and one.point.level is not None and not one.of_staff
    ]
    here = [one for one in own if one.step.id == placed.step.id]
    here = here or [one for one in own if one.stage.id == placed.stage.id]
    return min((one.point.level or 0.0 for one in here), default=None)


def ranked_touchpoints(journey: Journey) -> list[RankedTouchpoint]:
    """Which touchpoints end in most sales, then have the most visits; those without figures are left out."""
    found = []
    for placed in journey.cards:
        card = placed.card
        if isinstance(card, TouchpointCard) and (card.transactions is not None or card.visits is not None):
            conversion = card.conversion
            if conversion is None and card.visits and card.transactions is not None:
                conversion = card.transactions / card.visits
            found.append(RankedTouchpoint(placed, card.visits, card.transactions, conversion))
    return sorted(found, key=_by_sales)


def _by_sales(one: RankedTouchpoint) -> tuple[float, float, float]:
    return (-(one.transactions or 0), -(one.conversion or 0.0), -(one.visits or 0))


def stage_figures(journey: Journey) -> list[StageFigures]:
    """Sums of every stage, in the order of the path."""
    return [_figures(journey, stage) for stage in journey.map.stages]


def _figures(journey: Journey, stage: Stage) -> StageFigures:
    cards = list(journey.cards_of(stage))
    grades: Counter[str] = Counter({"guess": 0, "observed": 0, "measured": 0})
    notes = [one.card for one in cards] + [one.point for one in journey.points if one.stage is stage]
    for note in notes:
        grade = note.evidence.grade if note.evidence else "guess"
        grades[grade if grade in grades else "guess"] += 1
    costs = [one.card.cost for one in cards if isinstance(one.card, TouchpointCard)]
    minutes = [one.card.minutes for one in cards if isinstance(one.card, TouchpointCard | TimeCard)]
    share = stage.left / stage.entered if stage.left is not None and stage.entered else None
    return StageFigures(
        stage,
        sum(one.lane.kind == "actions" for one in cards),
        _sum(costs),
        _sum(minutes),
        stage.entered,
        stage.left,
        share,
        dict(grades),
        grades["guess"] / len(notes) if notes else 0.0,
    )


def _sum(figures: list[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def leaving(journey: Journey, figures: list[StageFigures] | None = None) -> list[StageFigures]:
    """Where customers leave: the stages with figures, that with the largest share first, in customers
    where shares are equal or not known. figures: those of the journey, None to work them out."""
    known = [one for one in figures or stage_figures(journey) if one.left]
    return sorted(known, key=lambda one: (-(one.share or 0.0), -(one.left or 0)))


def ranked_solutions(journey: Journey) -> list[RankedSolution]:
    """What gains most for least: impact − effort, then the pains it eases; those not judged come last."""
    severities = {
        one.card.id: one.card.severity or 1 for one in journey.cards if isinstance(one.card, PainCard)
    }
    found = []
    for placed in journey.cards:
        card = placed.card
        if isinstance(card, SolutionCard):
            judged = card.impact is not None and card.effort is not None
            gain = (card.impact or 0) - (card.effort or 0) if judged else None
            found.append(RankedSolution(placed, gain, sum(severities.get(pain, 0) for pain in card.answers)))
    return sorted(found, key=lambda one: (one.gain is None, -(one.gain or 0), -one.pains))


def coverage(journey: Journey) -> dict[str, list[int]]:
    """Channel id → how many of its touchpoints each stage has; channels that are used, in the order in
    which the path meets them. Touchpoints without a channel count under ""."""
    number = {stage.id: place for place, stage in enumerate(journey.map.stages)}
    found: dict[str, list[int]] = {}
    for placed in journey.cards:
        if isinstance(placed.card, TouchpointCard):
            row = found.setdefault(placed.card.channel, [0] * len(number))
            row[number[placed.stage.id]] += 1
    return found


def holes(row: list[int]) -> list[int]:
    """Numbers of the stages in which a channel is missing between two in which it is there: customers
    who use it have to change."""
    there = [place for place, count in enumerate(row) if count]
    if len(there) < 2:
        return []
    return [place for place in range(there[0], there[-1]) if not row[place]]


def guess_share(journey: Journey) -> float:
    """The share of cards and points that nobody has seen, 0…1; 0 for an empty map."""
    figures = stage_figures(journey)
    total = sum(sum(one.evidence.values()) for one in figures)
    return sum(one.evidence["guess"] for one in figures) / total if total else 0.0
