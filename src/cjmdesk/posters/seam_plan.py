"""The plan of the sheets over the miniature of a poster: seams, names, and the order of gluing."""

import math
from collections.abc import Sequence

from msgspec.structs import replace

from cjmdesk.layout.scene import Box, Path, Scene, SceneItem, Text
from cjmdesk.posters.printed import strokes
from cjmdesk.posters.tiling import Tiling
from cjmdesk.text.engine import ASCENT, BOLD, CAP_HEIGHT, TextEngine

SEAM, HAIRLINE = "#2563EB", "#C9CED6"
"""Colours of seams and of faint rules."""

_LEAST_NAME = 1.9
"""mm per em of a sheet's name, which may then reach over the seams of a narrow sheet."""

_NAME_HIGH, _DISC, _CLEAR = 1.9, 0.95, 0.25
"""em: height of a name's ground, radius of an arrow's, and what is left between them."""

_SMALLER = (1.0, 0.92, 0.84, 0.77, 0.7)
"""Of its type, in which a name is tried."""


def seam_plan(
    scene: Scene, tiling: Tiling, scale: float, corner: tuple[float, float], engine: TextEngine
) -> list[SceneItem]:
    """Frame, seams, overlaps, labels and the order of gluing over the miniature."""
    x0, y0 = corner
    width, height = scene.width * scale, scene.height * scale
    items: list[SceneItem] = [Box("", x0, y0, width, height, stroke=HAIRLINE, stroke_width=0.2)]
    lines = [
        (x0 + x1 * scale, y0 + y1 * scale, x0 + x2 * scale, y0 + y2 * scale)
        for x1, y1, x2, y2 in tiling.seams()
    ]
    if lines:
        items.append(strokes(lines, "#FFFFFF", 0.9))
        items.append(replace(strokes(lines, SEAM, 0.3), dash=(1.6, 1.0)))
    tiles = list(tiling.tiles())
    # Of the usual sheet: one narrow column makes no sign unreadable.
    from statistics import median  # with chance and fractions

    usual = median(min(tile.visible[2], tile.visible[3]) for tile in tiles) * scale
    size = min(max(0.13 * usual, 1.1), 3.0)
    name = engine.wrap(f"{tiling.rows}-{tiling.columns}", BOLD, math.inf).width + 1.3
    places = {}
    arrows: list[tuple[float, float]] = []
    for tile in tiles:
        left, top, across, down = (value * scale for value in tile.visible)
        places[tile.row, tile.column] = (x0 + left, y0 + top, across, down)
    for (row, column), (left, top, across, down) in places.items():
        first = column == 0 if tiling.in_rows else row == 0
        if (row, column + 1) in places and (tiling.in_rows or first):
            arrows.append((left + across, top + down / 2))
            items += _arrow(*arrows[-1], size, across=True)
        if (row + 1, column) in places and (not tiling.in_rows or first):
            arrows.append((left + across / 2, top + down))
            items += _arrow(*arrows[-1], size, across=False)
    for tile in tiles:
        place = places[tile.row, tile.column]
        x, y, own = _beside_arrows(place, min(size, max(place[2] / name, _LEAST_NAME)), name, arrows, size)
        wide, high = name * own, _NAME_HIGH * own
        items.append(Box("", x - wide / 2, y - high / 2, wide, high, fill=SEAM, radius=high / 2))
        items.append(middle_word(engine, tile.label, x, y, own))
    return items


def _beside_arrows(
    place: tuple[float, float, float, float],
    usual: float,
    name: float,
    arrows: Sequence[tuple[float, float]],
    size: float,
) -> tuple[float, float, float]:
    """The middle of a sheet's name and its type, mm: in the middle of `place`, a little smaller or beside it
    where it would touch an arrow. usual: type; name: its width, em; size: type of the `arrows`."""
    left, top, across, down = place
    x, y, disc = left + across / 2, top + down / 2, _DISC * size
    gap = _CLEAR * size

    def clear(x: float, y: float, own: float) -> bool:
        wide, high = name * own / 2, _NAME_HIGH * own / 2
        # The ends of a name are round.
        return all(
            math.hypot(max(abs(x - at) - wide + high, 0.0), y - under) >= high + disc + gap
            for at, under in arrows
        )

    for own in (usual * less for less in _SMALLER):
        if own >= min(usual, _LEAST_NAME) and clear(x, y, own):
            return x, y, own
    wide, high = name * usual, _NAME_HIGH * usual
    aside, below = disc + gap + wide / 2, disc + gap + high / 2
    for dx, dy in ((0.0, -below), (0.0, below), (aside, 0.0), (-aside, 0.0)):
        inside = abs(dx) + wide / 2 <= max(across, wide) / 2 and abs(dy) + high / 2 <= max(down, high) / 2
        if inside and clear(x + dx, y + dy, usual):
            return x + dx, y + dy, usual
    # What is narrow and low lies at the poster's edge as a rule: its name may stand out there.
    right, low = aside - across / 2, below - down / 2
    for dx, dy in ((right, 0.0), (-right, 0.0), (0.0, low), (0.0, -low)):
        if abs(dx) <= across / 2 and abs(dy) <= down / 2 and clear(x + dx, y + dy, usual):
            return x + dx, y + dy, usual
    return x, y, usual


def _arrow(x: float, y: float, size: float, *, across: bool) -> list[SceneItem]:
    """An arrow over a seam, to the right or downwards, in a white disc."""
    disc, reach, head = _DISC * size, 0.52 * size, 0.34 * size
    points = [(-reach, 0.0), (reach, 0.0), (reach - head, -head), (reach, 0.0), (reach - head, head)]
    if not across:
        points = [(b, a) for a, b in points]
    moves = ("M", "L", "M", "L", "L")
    commands = tuple((move, x + a, y + b) for move, (a, b) in zip(moves, points, strict=True))
    return [
        Box(
            "",
            x - disc,
            y - disc,
            2 * disc,
            2 * disc,
            fill="#FFFFFF",
            stroke=SEAM,
            stroke_width=0.2,
            radius=disc,
        ),
        Path("", commands, stroke=SEAM, stroke_width=0.22 * size),
    ]


def middle_word(
    engine: TextEngine, text: str, x: float, y: float, size: float, colour: str = "#FFFFFF"
) -> Text:
    """A word whose capitals have their middle at x, y."""
    block = engine.wrap(text, BOLD, math.inf)
    width = block.width * size
    return Text("", x - width / 2, y - (ASCENT - CAP_HEIGHT / 2) * size, width, block, size, colour, "center")
