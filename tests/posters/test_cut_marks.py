"""Marks for cutting: on each sheet that shows an outer edge of the poster they are left when all is glued."""

from dataclasses import dataclass

import pytest
from test_tiles import poster

from cjmdesk.posters.cut_marks import Mark, cut_marks
from cjmdesk.posters.seams import best_tiling
from cjmdesk.posters.sheet_box import SheetBox, sheet_box
from cjmdesk.posters.tiling import Tile, TileOptions

NEAR, APART = 0.2, 12.0
"""mm: from a mark to the cut it is for; from the end of a sheet's edge to a mark there."""


def left_when_glued(box: SheetBox, tile: Tile, mark: Mark) -> bool:
    """Neither cut off before the sheet is laid on another one, nor covered by the next."""
    x1, y1, x2, y2 = mark
    return (
        (not tile.column or min(x1, x2) >= box.seen[0] - NEAR)
        and (not tile.row or min(y1, y2) >= box.seen[1] - NEAR)
        and (tile.last_across or max(x1, x2) <= box.seen[2])
        and (tile.last_down or max(y1, y2) <= box.seen[3])
    )


def printed(tile: Tile, box: SheetBox) -> tuple[tuple[float, float], tuple[float, float]]:
    """What the printer reaches of a sheet: across, and down; mm."""
    top, right, bottom, left = tile.way.margins
    return (left, box.width - right), (top, box.height - bottom)


def ends(marks: list[Mark], cut: "Cut", reach: tuple[tuple[float, float], tuple[float, float]]) -> list[bool]:
    """Whether printed marks stand on a cut near its beginning, and near its end."""
    across, along = (0, 1) if cut.upright else (1, 0)
    (low, high), (first, last) = reach[across], reach[along]
    spans = [
        (max(begin, first), min(end, last))
        for mark in marks
        if all(
            abs(value - cut.place) < NEAR and low - NEAR < value < high + NEAR for value in mark[across::2]
        )
        for begin, end in [sorted(mark[along::2])]
    ]
    spans = [(begin, end) for begin, end in spans if end - begin > 1.4]
    return [
        any(abs(begin - max(cut.begin, first)) < APART for begin, _end in spans),
        any(abs(end - min(cut.end, last)) < APART for _begin, end in spans),
    ]


@dataclass(frozen=True)
class Cut:
    """Where it lies, and from where to where, mm of the sheet."""

    name: str
    place: float
    begin: float
    end: float
    upright: bool


def edges(box: SheetBox, tile: Tile, bleed: float) -> list[Cut]:
    """Of a sheet's outer edges those that are to be cut, and that a printer reaches."""
    left, top, right, bottom = box.part
    across, down = (box.seen[0], box.seen[2]), (box.seen[1], box.seen[3])
    found = []
    if not tile.column:
        found.append(Cut("left", left + bleed, *down, True))
    if tile.last_across:
        found.append(Cut("right", right - bleed, *down, True))
    if not tile.row:
        found.append(Cut("top", top + bleed, *across, False))
    if tile.last_down:
        found.append(Cut("bottom", bottom - bleed, *across, False))
    reach = printed(tile, box)
    return [
        edge
        for edge in found
        if reach[not edge.upright][0] - 1e-6 <= edge.place <= reach[not edge.upright][1] + 1e-6
    ]


def seams(box: SheetBox, tile: Tile) -> list[Cut]:
    """What is cut off before a sheet is laid on others."""
    left, top, right, bottom = box.part
    found = [Cut("seam", box.seen[0], top, bottom, True)] if tile.column else []
    return [*found, Cut("seam", box.seen[1], left, right, False)] if tile.row else found


@pytest.mark.parametrize(("paper", "options"), [
    ("A1", TileOptions(sheet="A3")),
    ("A1", TileOptions(sheet="A4", overlap=15.0)),
    ("A2", TileOptions(sheet="A4", bleed=3.0)),
    ("A2", TileOptions(sheet="A5", margins=(12.0, 3.0, 6.0, 9.0))),
    ("A2", TileOptions(sheet="A4", plain=True)),
    ("24x36in", TileOptions(sheet="Letter", margins=(3.0, 3.0, 3.0, 3.0))),
])  # fmt: skip
def test_every_cut_has_a_mark_at_each_end(paper: str, options: TileOptions) -> None:
    """Printed: many stood in the margin that a printer leaves white. Those of the outer edges stood where
    sheets are trimmed or covered: along some edges of some posters none was left."""
    tiling = best_tiling(poster(paper).scene, options)
    outer = 0
    for tile in tiling.tiles():
        box = sheet_box(tiling, tile)
        marks = list(cut_marks(box, tile, options.bleed * tiling.scale))
        lasting = [mark for mark in marks if left_when_glued(box, tile, mark)]
        for cut in seams(box, tile):
            assert ends(marks, cut, printed(tile, box)) == [True, True], (tile.label, cut)
        for cut in edges(box, tile, options.bleed * tiling.scale):
            assert ends(lasting, cut, printed(tile, box)) == [True, True], (tile.label, cut)
            outer += 1
    assert outer >= max(tiling.rows, tiling.columns)
