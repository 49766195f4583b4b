"""What a drag would make of an emotion lane's curves, worked out only where they change."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF

from cjmdesk.layout.emotion_band import Curves
from cjmdesk.layout.emotion_lines import CurveLine, PlacedPoint, lines_of
from cjmdesk.layout.scene import SceneItem
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import EmotionLane
from cjmdesk.ui.canvas.curveband import Band
from cjmdesk.ui.sheet.fading import Faded, faded_band

_BEYOND = 2
"""Points beside a moved one between which a monotone curve bends otherwise."""


class Ghost(Struct, frozen=True):
    """A stretch of a band after the drop.

    items: x on the Scene, y from the band's upper edge. gone: what goes pale for it, of what the
    sheet shows. left, right: of the stretch, mm.
    place, radius: of the moved point's marker, mm. level: its level, None if it has none.
    """

    band: Band
    items: tuple[SceneItem, ...]
    gone: Faded
    left: float
    right: float
    place: QPointF
    radius: float
    level: float | None


def make_ghost(band: Band, lane: EmotionLane, moved: EmotionPoint) -> Ghost:
    """The curves of `lane`, another state of the band's own, where `moved` makes them differ."""
    before, after = _curves(band, band.lane), _curves(band, lane)
    changed = _changed(before.placed, after.placed)
    stretch = [place for line in (*before.lines, *after.lines) for place in _around(line, changed)]
    on_band = after.on(band.field)
    radius, centres = after.radius(), after.centres(band.field, on_band)
    signs = after.signs(band.field, on_band, centres)
    x, y = centres.get(moved.id, (band.left, band.field.middle))
    left, right = min([x, *stretch]) - 2 * radius, max([x, *stretch]) + 2 * radius
    bent: list[SceneItem] = []
    items: list[SceneItem] = []
    shown = {each.point.id: each for each in after.placed if each.point.id == moved.id}
    for line in before.lines:
        bent += before.stroke(line, band.field, _inside(line, changed, left, right))
    for line in after.lines:
        first, end = _inside(line, changed, left, right)
        items += after.stroke(line, band.field, (first, end))
        shown |= {each.point.id: each for each in line.points[first:end]}
    for id, each in shown.items():
        items += after.marker(each.point, *centres[id], radius, signs.get(id))
    gone = faded_band(band.part, (item for item in band.part.items if item.item in changed), bent)
    left, right = max(left, band.left), min(right, band.left + band.width)
    return Ghost(band, tuple(items), gone, left, right, QPointF(x, band.top + y), radius, moved.level)


def _curves(band: Band, lane: EmotionLane) -> Curves:
    placed = band.placed(lane)
    return Curves(band.context, lane, placed, lines_of(band.context, lane, placed), band.width)


def _changed(before: tuple[PlacedPoint, ...], after: tuple[PlacedPoint, ...]) -> set[str]:
    """The points that stand elsewhere than before."""
    known = {each.point.id: (each.x, each.point.level) for each in before}
    fresh = {each.point.id: (each.x, each.point.level) for each in after}
    return {id for id in known.keys() | fresh.keys() if known.get(id) != fresh.get(id)}


def _inside(line: CurveLine, changed: set[str], left: float, right: float) -> tuple[int, int]:
    """Numbers of a line's first point between `left` and `right` and of the one after the last; none
    of a line that does not change."""
    if not any(each.point.id in changed for each in line.points):
        return (0, 0)
    inside = [number for number, each in enumerate(line.points) if left <= each.x <= right]
    return inside[0], inside[-1] + 1


def _around(line: CurveLine, changed: set[str]) -> list[float]:
    """x of the points of a line that changed, and of those that they bend it up to."""
    found: list[float] = []
    for number, each in enumerate(line.points):
        if each.point.id in changed:
            near = line.points[max(number - _BEYOND, 0) : number + _BEYOND + 1]
            found += [near[0].x, near[-1].x]
    return found
