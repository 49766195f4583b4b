"""The matrix of impact and effort: where each solution stands, and what that place means."""

from collections.abc import Sequence

from msgspec import Struct

from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.rankings import RankedSolution, ranked_solutions
from cjmdesk.model.cards import SolutionCard

LEVELS = (1, 2, 3, 4, 5)
MIDDLE = 3
"""The level between the quarters: it belongs to those at both its sides."""

QUARTERS = ("do_first", "plan", "fill_in", "leave")
"""Much for little, much for much, little for little, little for much."""

Place = tuple[int, int]
"""Impact and effort, 1…5 each."""


class Matrix(Struct, frozen=True):
    """places: what stands where, in each place the order of the ranking. waiting: solutions of which
    impact or effort is not judged, in the order of the map. dropped: how many were dropped; they
    stand nowhere."""

    places: dict[Place, tuple[RankedSolution, ...]]
    waiting: tuple[RankedSolution, ...]
    dropped: int

    @property
    def placed(self) -> int:
        """How many stand on it."""
        return sum(len(some) for some in self.places.values())


def matrix_of(journey: Journey) -> Matrix:
    """The solutions of a map on their places."""
    places: dict[Place, list[RankedSolution]] = {}
    waiting: list[RankedSolution] = []
    dropped = 0
    for one in ranked_solutions(journey):
        card = one.placed.card
        assert isinstance(card, SolutionCard)
        if card.status == "dropped":
            dropped += 1
        elif card.impact is None or card.effort is None:
            waiting.append(one)
        else:
            places.setdefault((card.impact, card.effort), []).append(one)
    return Matrix({place: tuple(some) for place, some in places.items()}, tuple(waiting), dropped)


def quarters_at(impact: int, effort: int) -> tuple[str, ...]:
    """The quarters that a place belongs to, of QUARTERS: two where it lies between them, all four
    in the middle."""
    much = [impact > MIDDLE] if impact != MIDDLE else [True, False]
    dear = [effort > MIDDLE] if effort != MIDDLE else [False, True]
    return tuple(QUARTERS[2 * (not high) + costly] for high in much for costly in dear)


def fullest(matrix: Matrix, levels: Sequence[int] = LEVELS) -> tuple[list[int], list[int]]:
    """How many notes the fullest place has: at each impact, at each effort."""
    counts = {place: len(some) for place, some in matrix.places.items()}
    return (
        [max(counts.get((impact, effort), 0) for effort in levels) for impact in levels],
        [max(counts.get((impact, effort), 0) for impact in levels) for effort in levels],
    )
