"""Where customers decide, and what a whole journey sums up to."""

from msgspec import Struct

from cjmdesk.analysis.journey import Journey, Placed
from cjmdesk.analysis.rankings import StageFigures, stage_figures
from cjmdesk.model.cards import TouchpointCard
from cjmdesk.model.stages import Stage


class Deciding(Struct, frozen=True):
    """A stage in which customers make up their minds.

    transactions, visits: of the touchpoints of one of its steps, None where none is known. Touchpoints of a
    step stand side by side, so that their sales add up; a sale passes from step to step and would be
    counted in each: the step with most of them counts, of equal ones that with most visits. conversion:
    transactions of the visits of those touchpoints of the step that know both. moments: the stage's cards
    that are moments of truth. in_several_steps: whether more than one of its steps has sales, so that they
    are not the sum of its touchpoints.
    """

    stage: Stage
    transactions: int | None
    visits: int | None
    conversion: float | None
    moments: tuple[Placed, ...]
    in_several_steps: bool


class Totals(Struct, frozen=True):
    """Sums over all stages. cost, minutes: None where none is known. entered: of the first stage that
    says; left: of all that say, None where none does. guesses: share of cards and points, 0…1."""

    effort: int
    cost: float | None
    minutes: float | None
    entered: int | None
    left: int | None
    evidence: dict[str, int]
    guesses: float


def deciding(journey: Journey) -> list[Deciding]:
    """The stages in which touchpoints end in sales, or that hold a moment of truth: the one with most
    sales first, of equal ones the one with more moments."""
    found = []
    for stage in journey.map.stages:
        cards = list(journey.cards_of(stage))
        moments = tuple(one for one in cards if one.card.moment_of_truth)
        steps: dict[str, list[TouchpointCard]] = {}
        for one in cards:
            if isinstance(one.card, TouchpointCard):
                steps.setdefault(one.step.id, []).append(one.card)
        sold = max((_counted(touched) for touched in steps.values()), key=_most, default=(None, None, None))
        if sold[0] or moments:
            selling = [touched for touched in steps.values() if _counted(touched)[0]]
            found.append(Deciding(stage, *sold, moments, len(selling) > 1))
    return sorted(found, key=lambda one: (-(one.transactions or 0), -len(one.moments)))


_Sold = tuple[int | None, int | None, float | None]
"""Transactions, visits, conversion."""


def _counted(touched: list[TouchpointCard]) -> _Sold:
    """What touchpoints side by side count together."""
    sales = [card.transactions for card in touched if card.transactions is not None]
    visits = [card.visits for card in touched if card.visits is not None]
    both = [
        (card.visits, card.transactions)
        for card in touched
        if card.visits is not None and card.transactions is not None
    ]
    seen = sum(one for one, _sold in both)
    return (
        sum(sales) if sales else None,
        sum(visits) if visits else None,
        sum(sold for _one, sold in both) / seen if seen else None,
    )


def _most(sold: _Sold) -> tuple[int, int]:
    return -1 if sold[0] is None else sold[0], sold[1] or 0


def totals(journey: Journey, figures: list[StageFigures] | None = None) -> Totals:
    """What the stages sum up to. figures: those of the journey, None to work them out."""
    figures = figures or stage_figures(journey)
    evidence = {
        grade: sum(one.evidence[grade] for one in figures) for grade in ("guess", "observed", "measured")
    }
    count = sum(evidence.values())
    return Totals(
        sum(one.effort for one in figures),
        _sum([one.cost for one in figures]),
        _sum([one.minutes for one in figures]),
        next((one.entered for one in figures if one.entered is not None), None),
        _left(figures),
        evidence,
        evidence["guess"] / count if count else 0.0,
    )


def _sum(figures: list[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _left(figures: list[StageFigures]) -> int | None:
    known = [one.left for one in figures if one.left is not None]
    return sum(known) if known else None
