"""Pieces of a header or a column between the edges of sheets: words stand in one of them."""

from collections.abc import Sequence
from itertools import pairwise

_WIDE_ENOUGH = 0.7
"""Of the widest piece: the first that is so wide bears the words."""

_CLEAR = 1.0
"""mm between a seam and an edge that is no piece."""


def piece_of(left: float, width: float, seams: Sequence[float]) -> tuple[float, float]:
    """The piece between seams that bears the words of what is `width` mm wide: its left, from `left`, and
    its width."""
    inner = sorted(seam - left for seam in seams if left + _CLEAR < seam < left + width - _CLEAR)
    if not inner:
        return (0.0, width)
    pieces = [(a, b - a) for a, b in pairwise((0.0, *inner, width))]
    widest = max(room for _left, room in pieces)
    return next(piece for piece in pieces if piece[1] >= _WIDE_ENOUGH * widest)
