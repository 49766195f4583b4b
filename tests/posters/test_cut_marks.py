"""Marks for cutting: on each sheet that shows an outer edge of the poster they are left when all is glued."""

import pytest
from test_tiles import poster

from cjmdesk.layout.scene import Scene
from cjmdesk.posters.cut_marks import Mark, cut_marks
from cjmdesk.posters.seams import best_tiling
from cjmdesk.posters.sheet_box import SheetBox, sheet_box
from cjmdesk.posters.tiling import Tile, TileOptions, Tiling

NEAR, APART = 0.2, 7.0
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


def edges(box: SheetBox, tile: Tile, bleed: float) -> list[tuple[str, float, float, float, bool]]:
    """Of each outer edge on a sheet: its name, where it lies, from where to where it is seen there, and
    whether it is upright."""
    left, top, right, bottom = box.part
    across = (box.seen[0], box.seen[2])
    down = (box.seen[1], box.seen[3])
    found = []
    if not tile.column:
        found.append(("left", left + bleed, *down, True))
    if tile.last_across:
        found.append(("right", right - bleed, *down, True))
    if not tile.row:
        found.append(("top", top + bleed, *across, False))
    if tile.last_down:
        found.append(("bottom", bottom - bleed, *across, False))
    paper = {True: box.width, False: box.height}
    return [edge for edge in found if 0.5 < edge[1] < paper[edge[4]] - 0.5]


def checked(scene: Scene, options: TileOptions) -> tuple[Tiling, int]:
    """The sheets, and how many edges were looked at."""
    tiling = best_tiling(scene, options)
    bleed, count = options.bleed * tiling.scale, 0
    for tile in tiling.tiles():
        box = sheet_box(tiling, tile)
        marks = [mark for mark in cut_marks(box, tile, bleed) if left_when_glued(box, tile, mark)]
        for name, place, begin, end, upright in edges(box, tile, bleed):
            along = [
                sorted(mark[1::2] if upright else mark[::2])
                for mark in marks
                if all(abs(value - place) < NEAR for value in (mark[::2] if upright else mark[1::2]))
            ]
            assert any(abs(near[0] - begin) < APART for near in along), (tile.label, name, along)
            assert any(abs(near[1] - end) < APART for near in along), (tile.label, name, along)
            count += 1
    return tiling, count


@pytest.mark.parametrize(("paper", "options"), [
    ("A1", TileOptions(sheet="A3")),
    ("A1", TileOptions(sheet="A4", overlap=15.0)),
    ("A2", TileOptions(sheet="A4", bleed=3.0)),
    ("A2", TileOptions(sheet="A5", margins=(12.0, 3.0, 6.0, 9.0))),
    ("A2", TileOptions(sheet="A4", plain=True)),
    ("24x36in", TileOptions(sheet="Letter", margins=(3.0, 3.0, 3.0, 3.0))),
])  # fmt: skip
def test_marks_of_the_outer_edges_last_till_the_end(paper: str, options: TileOptions) -> None:
    """They stood where sheets are trimmed or covered: along some edges of some posters none was left."""
    tiling, count = checked(poster(paper).scene, options)
    assert count >= tiling.rows + tiling.columns


@pytest.mark.parametrize("paper", ["A1", "A2"])
def test_a_sheet_on_another_one_has_two_marks_for_its_seam(paper: str) -> None:
    tiling = best_tiling(poster(paper).scene, TileOptions(sheet="A4"))
    for tile in tiling.tiles():
        box = sheet_box(tiling, tile)
        marks = list(cut_marks(box, tile, 0.0))
        for lies, place, upright in ((tile.column, box.seen[0], True), (tile.row, box.seen[1], False)):
            near = [
                mark
                for mark in marks
                if all(abs(value - place) < NEAR for value in (mark[::2] if upright else mark[1::2]))
            ]
            assert not lies or len(near) >= 2, (tile.label, upright)
