"""Where a tile's part of the poster lies on its sheet."""

from msgspec import Struct

from cjmdesk.posters.tiling import Tile, Tiling


class SheetBox(Struct, frozen=True):
    """Where things lie on the sheet, mm. part: all that is printed of the poster; seen: what is
    neither cut off nor covered by another sheet; both left, top, right, bottom."""

    width: float
    height: float
    part: tuple[float, float, float, float]
    seen: tuple[float, float, float, float]


def sheet_box(tiling: Tiling, tile: Tile) -> SheetBox:
    """The places on a tile's sheet: the poster begins where the printer's reach does, or, with its
    white border, in the margin before that."""
    top, _right, _bottom, left = tile.way.margins
    s = tiling.scale
    left, top = left - tile.inset[0] * s, top - tile.inset[1] * s
    seen_left = left + (tile.visible[0] - tile.part[0]) * s
    seen_top = top + (tile.visible[1] - tile.part[1]) * s
    return SheetBox(
        tile.way.width,
        tile.way.height,
        (left, top, left + tile.part[2] * s, top + tile.part[3] * s),
        (seen_left, seen_top, seen_left + tile.visible[2] * s, seen_top + tile.visible[3] * s),
    )
