"""The tick of what is done."""

from cjmdesk.layout.scene import Path, PathCommand

_CORNERS = ((0.2, 0.52), (0.42, 0.74), (0.8, 0.26))
"""Of a square's side, from its upper left."""

_THICK = 0.2
"""Of its side."""


def tick(item: str, x: float, y: float, side: float, colour: str) -> Path:
    """A tick in a square of `side` mm with its upper left at x, y."""
    first, *others = [(x + right * side, y + down * side) for right, down in _CORNERS]
    commands: tuple[PathCommand, ...] = (("M", *first), *(("L", *place) for place in others))
    return Path(item, commands, stroke=colour, stroke_width=_THICK * side)
