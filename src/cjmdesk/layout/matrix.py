"""How the room of a matrix is shared: on paper and in the window alike."""

from collections.abc import Sequence

_NARROW, _MORE, _WIDEST = 0.55, 0.4, 2.8


def shares(counts: Sequence[int]) -> list[float]:
    """How wide columns are to each other. counts: how many notes the fullest place of each has; a column
    with one note is 1 wide, one without is narrower, one where many meet wider."""
    return [_NARROW if not count else min(1 + _MORE * (count - 1), _WIDEST) for count in counts]


def across(width: float, note: float, count: int) -> int:
    """How many of `count` notes stand beside each other over `width`, each at least `note` wide; 1 where
    none has so much."""
    return max(1, min(int(width / note), count))
