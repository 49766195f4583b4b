"""What the legend of a map explains: the signs that its cards, curves and connectors bear."""

from collections.abc import Collection, Iterable
from functools import partial
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.emotion_lines import is_shown, shown_curves
from cjmdesk.layout.memo import LayoutMemo, Same
from cjmdesk.model.cards import CardBase, CriterionCard, PainCard
from cjmdesk.model.lanes import Cell, EmotionLane, Lane
from cjmdesk.model.maps import JourneyMap


class Signs(Struct, frozen=True):
    """What the legend explains. grades: of evidence; levels: whether faces show any, unknown: whether points
    have none; curves, own: ids of personas and competitors with a curve, and with points of their own; more:
    icon and words of signs of this poster alone. conditions: of connectors; marked: of those between stages,
    which bear its mark. shared: whether some points are of several personas where others are of one. scores:
    whether cards say how well we and others do."""

    grades: frozenset[str] = frozenset()
    severity: bool = False
    moment_of_truth: bool = False
    votes: bool = False
    levels: bool = False
    unknown: bool = False
    curves: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    more: tuple[tuple[str, str], ...] = ()
    conditions: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    shared: bool = False
    scores: bool = False


NO_SIGNS = Signs()

_Read = tuple[Cell, Same[Signs]]
"""A cell and what it shows."""

_Lane = tuple[list[_Read], Signs]
"""The cells of a lane, and what they show together."""


def signs_on(context: LayoutContext, journey_map: JourneyMap, memo: LayoutMemo | None) -> Signs:
    """What a map shows. memo: knows the signs of lanes that were there before; None to read all."""
    owners = (*context.personas, *context.competitors)
    lanes = [lane for lane in journey_map.lanes if not lane.hidden]
    if memo is None:
        return _with_connectors({_signs_of(context, lane, None) for lane in lanes}, journey_map)

    def of_lane(_number: int, lane: Lane) -> Same[Signs]:
        return memo.word(_signs_of(context, lane, memo))

    # Words, not the signs themselves: an edit seldom makes others of them, and words are quickly compared.
    words = memo.each("signs", owners, lanes, of_lane)
    key = (words, Same(journey_map.stages))
    find = partial(_with_connectors, {word.held for word in words}, journey_map)
    return memo.group("signs together", journey_map.connectors, key, find)


def _with_connectors(signs: Collection[Signs], journey_map: JourneyMap) -> Signs:
    """What any of them shows, and the map's connectors."""
    conditions = frozenset([link.condition for link in journey_map.connectors])
    stages = frozenset([stage.id for stage in journey_map.stages])
    marked = frozenset([link.condition for link in journey_map.connectors if link.source in stages])
    return replace(_together(signs), conditions=conditions, marked=marked)


def _signs_of(context: LayoutContext, lane: Lane, memo: LayoutMemo | None) -> Signs:
    if not isinstance(lane, EmotionLane):
        return _signs_in_cells(lane, memo)
    shown = shown_curves(context, lane)
    signs = _signs_in_cells(lane, memo)
    return replace(signs, curves=shown.curves, own=shown.own, shared=shown.shared)


def _signs_in_cells(lane: Lane, memo: LayoutMemo | None) -> Signs:
    if memo is None:
        return _together({_signs_in(cell, lane) for cell in lane.cells})

    def read(before: _Lane | None) -> _Lane:
        known, together = before or ([], None)
        if len(known) != len(lane.cells):
            known, together = [], None
        found = []
        # Each where it was: of which step it is makes no difference.
        for cell, old in zip_longest(lane.cells, known):
            if old is not None and old[0] is cell:
                found.append(old)
            elif old is not None and _show_the_same(old[0], cell):
                found.append((cell, old[1]))
            else:
                found.append((cell, memo.word(_signs_in(cell, lane))))
                together = None
        if together is None:
            # Words, not the signs themselves: dozens of cells that show the same are known as one.
            together = _together([word.held for word in {word for _cell, word in found}])
        return found, together

    hidden = lane.hidden_personas if isinstance(lane, EmotionLane) else None
    return memo.renewed(("signs", lane.id), hidden, read)[1]


def _show_the_same(one: Cell, other: Cell) -> bool:
    """Whether a cell shows the same in two states, as far as the cards tell that became others: to read
    all of its cards at each key that is pressed takes longer."""
    if one.points is not other.points or len(one.cards) != len(other.cards):
        return False
    pairs = [(old, new) for old, new in zip(one.cards, other.cards, strict=True) if old is not new]
    return all(_signs_on([old]) == _signs_on([new]) for old, new in pairs)


def _signs_in(cell: Cell, lane: Lane) -> Signs:
    """What one cell of a lane shows, but for whose its points are."""
    points = [p for p in cell.points if is_shown(lane, p)] if isinstance(lane, EmotionLane) else []
    grades, severity, moment_of_truth, votes, scores = _signs_on(cell.cards)
    return Signs(
        frozenset([*grades, *[point.evidence.grade for point in points if point.evidence]]),
        severity,
        moment_of_truth,
        votes,
        any(point.level is not None for point in points),
        any(point.level is None and point.competitor is None for point in points),
        scores=scores,
    )


def _signs_on(cards: Iterable[CardBase]) -> tuple[set[str], bool, bool, bool, bool]:
    """Grades of evidence on cards, and whether any has a severity, is a moment of truth, has votes, says how
    well we and others do."""
    grades = set()
    severity = moment_of_truth = votes = scores = False
    for card in cards:
        if card.evidence:
            grades.add(card.evidence.grade)
        if card.moment_of_truth:
            moment_of_truth = True
        if card.votes:
            votes = True
        if isinstance(card, PainCard) and card.severity:
            severity = True
        if isinstance(card, CriterionCard) and (card.ours or card.scores):
            scores = True
    return grades, severity, moment_of_truth, votes, scores


def _together(signs: Collection[Signs]) -> Signs:
    """What any of them shows."""
    return Signs(
        frozenset[str]().union(*[sign.grades for sign in signs]),
        any(sign.severity for sign in signs),
        any(sign.moment_of_truth for sign in signs),
        any(sign.votes for sign in signs),
        any(sign.levels for sign in signs),
        any(sign.unknown for sign in signs),
        frozenset[str]().union(*[sign.curves for sign in signs]),
        frozenset[str]().union(*[sign.own for sign in signs]),
        shared=any(sign.shared for sign in signs),
        scores=any(sign.scores for sign in signs),
    )
