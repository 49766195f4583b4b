"""Which strips of a map stay in view while the rest scrolls: stage headers, lane labels, pinned lanes.

Nothing is laid out for them: they are parts of the Scene, drawn once more at the rim of the view.
No widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF

from cjmdesk.layout.scene import Part, Path, Scene
from cjmdesk.ui.sheet.boxes import bounds

MOST, MOST_ASIDE = 0.5, 0.32
"""Part of the view's height, and of its width, that strips cover at most."""


HEAD = 0.16
"""Part of the view's height that whole headers take at most; of taller ones the titles stay."""


class Grid(Struct, frozen=True):
    """Where the parts of a map lie on its Scene, mm. head: all stage headers; label: all lane labels.

    bar: the part of the headers that bears the titles. lanes: the rows that are shown, top and bottom
    of each by id; bottom: of the last.
    """

    head: QRectF
    label: QRectF
    lanes: dict[str, tuple[float, float]]
    bar: QRectF
    bottom: float


class Strip(Struct, frozen=True):
    """A part of the Scene, mm, and where in the view it is drawn a second time; of the same size."""

    source: QRectF
    goal: QRectF

    def back(self, at: QPointF) -> QPointF:
        """The place on the Scene that is shown at `at` in the strip."""
        return at + self.source.topLeft() - self.goal.topLeft()


def around_cells(scene: Scene) -> list[Part]:
    """Frames, stage headers and lane labels of a map's Scene."""
    alone = [band[0] for band in scene.bands if len(band) == 1]
    return [part for part in alone if part.key.startswith(("frame", "stage:", "lane:"))]


def grids_of(around: list[Part]) -> tuple[Grid, ...]:
    """The grids of a map, one for each of its tiers; none without stages or labelled lanes.

    around: see around_cells.
    """
    frames = [part for part in around if part.key.partition("@")[0] == "frame"]
    return tuple(grid for frame in frames if (grid := _grid(around, frame)) is not None)


def _grid(parts: Iterable[Part], frame: Part) -> Grid | None:
    """parts: frames, headers and labels of all tiers."""
    bottom = frame.y + frame.height
    inside = [part for part in parts if frame.y - 0.01 <= part.y < bottom]
    heads = [part for part in inside if part.key.startswith("stage:")]
    rows = [part for part in inside if part.key.startswith("lane:")]
    label = min(rows, key=lambda part: part.width, default=None)
    if not heads or label is None or label.width > 0.9 * frame.width:
        return None
    lanes = {_id(part): (part.y, part.y + part.height) for part in rows}
    top = heads[0].y + heads[0].height
    last = max(end for _top, end in lanes.values())
    arrow = next((item for item in heads[0].items if isinstance(item, Path)), None)
    bar = bounds(arrow)[3] if arrow is not None else heads[0].height
    return Grid(
        QRectF(frame.x, heads[0].y, frame.width, heads[0].height),
        QRectF(label.x, top, label.width, last - top),
        lanes,
        QRectF(frame.x, heads[0].y, frame.width, bar),
        last,
    )


def _id(part: Part) -> str:
    return part.key.partition(":")[2].partition("@")[0]


def strips_of(grids: Sequence[Grid], seen: QRectF, pinned: Iterable[str]) -> tuple[Strip, ...]:
    """What is drawn a second time over a view of the part `seen` of the sheet, in painting order.

    grids: the tiers from the one at the top of the view on. Its headers stay, and the labels of all.
    pinned: the lanes to keep in view, from the top.
    """
    bands = _bands(grids[0], seen, pinned) if grids else []
    below = seen.top() + sum(end - top for top, end, _goal in bands)
    strips = [_strip(seen.left(), seen.width(), seen.left(), band) for band in bands]
    beside, corners = list[Strip](), list[Strip]()
    for grid in grids:
        side = _side(grid, seen)
        if side is None:
            continue
        top = max(below, grid.head.top())
        rest = (top, min(grid.bottom, seen.bottom()), top)
        if rest[1] > rest[0]:
            beside.append(_strip(grid.label.left(), grid.label.width(), side, rest))
        if grid is grids[0]:
            corners = [_strip(grid.label.left(), grid.label.width(), side, band) for band in bands]
    return (*beside, *strips, *corners)


_Band = tuple[float, float, float]
"""Top and bottom on the Scene, and top in the view, mm."""


def _bands(grid: Grid, seen: QRectF, pinned: Iterable[str]) -> list[_Band]:
    """The header, then the pinned lanes, as far as they are above the view and leave half of it free."""
    top, found = seen.top(), list[_Band]()
    lanes = (grid.lanes[lane] for lane in pinned if lane in grid.lanes)
    for first, last in (head_of(grid, seen.height()), *lanes):
        height = last - first
        fits = top + height - seen.top() <= MOST * seen.height()
        if first < top < grid.bottom - height and fits:
            found.append((first, last, top))
            top += height
    return found


def head_of(grid: Grid, room: float) -> tuple[float, float]:
    """Top and bottom of what is kept of the headers in a view `room` mm high: all, or the titles."""
    whole = grid.head.height() <= HEAD * room
    return grid.head.top(), (grid.head if whole else grid.bar).bottom()


def _strip(left: float, width: float, goal: float, band: _Band) -> Strip:
    top, bottom, at = band
    return Strip(QRectF(left, top, width, bottom - top), QRectF(goal, at, width, bottom - top))


def _side(grid: Grid, seen: QRectF) -> float | None:
    """Where the labels stand while they are out of view: at the rim that they scrolled over."""
    label, head = grid.label, grid.head
    if label.width() > MOST_ASIDE * seen.width():
        return None
    at_right = label.left() > head.left() + 0.01
    if not at_right and label.left() < seen.left() < head.right() - label.width():
        return seen.left()
    if at_right and label.right() > seen.right() > head.left() + label.width():
        return seen.right() - label.width()
    return None
