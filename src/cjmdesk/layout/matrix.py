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


def widened(widths: Sequence[float], wanted: Sequence[tuple[Sequence[int], float]]) -> list[float]:
    """Columns of the same width in all, of which some together have what they want at least, where there is
    so much. wanted: numbers of columns, with mm."""
    short = [(some, least) for some, least in wanted if sum(widths[n] for n in some) < least]
    rest = [n for n in range(len(widths)) if not any(n in some for some, _least in short)]
    left = sum(widths) - sum(least for _some, least in short)
    if not short or not rest or left <= 0:
        return list(widths)
    found = list(widths)
    groups = [*short, (rest, left)]
    for some, total in groups:
        before = sum(widths[n] for n in some)
        for n in some:
            found[n] = widths[n] * total / before
    return found


def raised(heights: Sequence[float], room: float) -> list[float]:
    """The heights with the lowest made higher, and equally high, until all fill `room`."""
    order = sorted(heights)
    level = 0.0
    for count in range(1, len(order) + 1):
        level = (room - sum(order[count:])) / count
        if count == len(order) or level <= order[count]:
            break
    return [max(height, level) for height in heights]
