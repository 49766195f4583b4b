"""A sheet whose headers, labels and pinned lanes stay in view while the rest scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cjmdesk.layout.scene import Part, Scene
from cjmdesk.ui.sheet.boxes import Rect
from cjmdesk.ui.sheet.fading import Fades
from cjmdesk.ui.sheet.frozen import MOST, MOST_ASIDE, Grid, Strip, around_cells, grids_of, head_of, strips_of
from cjmdesk.ui.sheet.hits import boxes_in_tiers
from cjmdesk.ui.sheet.items import RING, USUAL_TEXT, Painter
from cjmdesk.ui.sheet.overlays import Boxes
from cjmdesk.ui.sheet.view import SheetView
from cjmdesk.ui.theme import Theme

_EDGE = QColor(31, 36, 48, 46)
_KEPT = ("frame", "corner", "stage:", "lane:", "cell:", "curve:", "chart:", "fold:", "connectors")
"""Beginnings of the keys of the parts that strips show."""


class FrozenView(SheetView):
    """A SheetView with strips. freezing: whether there are any; pinned: ids of lanes kept in view."""

    _grids: tuple[Grid, ...] = ()  # the first zoom comes before there are any

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.freezing = True
        self._around: list[Part] = []
        self.pinned: tuple[str, ...] = ()
        self._laid_for: tuple[str, ...] = ()
        self._asked_for: tuple[tuple[Grid, ...], QRectF, tuple[str, ...]] | None = None
        self._strips: tuple[Strip, ...] = ()
        self._covered = QRegion()
        self._laid: list[Boxes | Fades] = []

    @property
    def grid(self) -> Grid | None:
        """Where the parts of the map lie, of several tiers those of the last; None if none is shown."""
        return self._grids[-1] if self._grids else None

    def _tier(self, y: float) -> Grid | None:
        """The tier at `y` mm, else the one below."""
        return next((grid for grid in self._grids if y < grid.bottom), self.grid)

    def lay_over(self, overlay: QGraphicsItem) -> None:
        super().lay_over(overlay)
        if isinstance(overlay, Boxes | Fades):
            self._laid.append(overlay)

    def strips(self) -> tuple[Strip, ...]:
        """What is drawn a second time now, the topmost last."""
        if not self._grids or not self.freezing:
            return ()
        seen = self.in_view()
        asked = (self._grids, seen, self.pinned)
        if asked != self._asked_for:  # after an edit it is asked for twice, and mostly as before
            shown = [
                grid for grid in self._grids if seen.top() < grid.bottom and grid.head.top() < seen.bottom()
            ]
            self._asked_for, self._strips = asked, strips_of(shown, seen, self.pinned)
        return self._strips

    def under(self, at: QPointF) -> QPointF:
        """The place on the Scene that is seen at `at`: another one where a strip lies."""
        for strip in reversed(self.strips()):
            if strip.goal.contains(at):
                return strip.back(at)
        return at

    def _apply(self) -> None:
        super()._apply()
        self._covered = self._region()

    def refreeze(self) -> None:
        """Draw the strips anew: what they show, or whether there are any, has changed."""
        before, self._covered = self._covered, self._region()
        self.viewport().update(before.united(self._covered))

    def show_scene(self, scene: Scene, painter: Painter, em: float | None = None) -> None:
        before, around = (self._grids, self._laid_for), around_cells(scene)
        if around != self._around:
            self._grids = grids_of(around)
        self._around = around  # the very same parts after most edits, compared in no time next time
        self._laid_for = self.pinned
        super().show_scene(scene, painter, em)
        if (self._grids, self._laid_for) != before:
            self.refreeze()
            self.moved.emit()
            return
        self._renew_strips(self._renewed)

    def _renew_strips(self, areas: Sequence[QRectF]) -> None:
        """These areas of the sheet look different now, mm: so do the strips that show them."""
        for strip in self.strips() if areas else ():
            slip = strip.goal.topLeft() - strip.source.topLeft()
            for area in areas:
                if area.intersects(strip.source):  # of thousands of rings few lie in a strip
                    seen = area.intersected(strip.source).translated(slip)
                    self.viewport().update(self.mapFromScene(seen).boundingRect().adjusted(-1, -1, 1, 1))

    def clear(self) -> None:
        self._around, self._grids = [], ()
        super().clear()
        self.refreeze()

    def ring_moved(self, areas: Sequence[QRectF]) -> None:
        self._renew_strips(areas)

    def box_of(self, item: str) -> Rect | None:
        """The box of an item, mm on the Scene; of a lane that stands in several tiers the one in view, else
        the nearest. None if it is not shown."""
        if len(self._grids) > 1 and self.shown is not None:
            tiers = boxes_in_tiers(self.shown, (item,)).get(item, ())
            if tiers:
                seen = self.in_view()
                return max(tiers, key=lambda box: min(box[3], seen.bottom()) - max(box[1], seen.top()))
        return super().box_of(item)

    def reveal(self, item: str) -> None:
        """Scroll so that `item` is seen, not below a strip; a heading in a strip is seen already."""
        box = self.box_of(item)
        if box is None:
            return
        grid = self._tier(box[1])
        rect = QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])
        if grid is not None and item in grid.lanes:  # its label, not what it shows across all columns
            rect.setLeft(grid.label.left())
            rect.setWidth(grid.label.width())
        if grid is not None and self.freezing:
            seen = self.in_view()
            heading = grid.head.contains(rect.center())
            label = grid.label.contains(rect.center())
            if heading:
                if grid.head.top() < seen.top() < grid.bottom:
                    rect.moveTop(seen.center().y())
                rect = self._beside_labels(grid, rect)
            elif label and not seen.intersects(rect) and self.strips():
                rect.moveLeft(seen.center().x())
            elif rect.top() >= grid.head.bottom() and not label:
                rect = self._uncovered(grid, rect)
        self.ensureVisible(rect, 40, 40)

    def _uncovered(self, grid: Grid, rect: QRectF) -> QRectF:
        """`rect` with the room that strips would cover beside it."""
        rows = [grid.lanes[lane] for lane in self.pinned if lane in grid.lanes]
        top, bottom = head_of(grid, self.in_view().height())
        above = bottom - top + sum(bottom - top for top, bottom in rows if bottom <= rect.top())
        above = above if above <= MOST * self.in_view().height() else 0.0
        return self._beside_labels(grid, rect).adjusted(0.0, -above, 0.0, 0.0)

    def _beside_labels(self, grid: Grid, rect: QRectF) -> QRectF:
        """`rect` with the room that the strip of labels would cover at its side."""
        at_left = grid.label.left() <= grid.head.left() + 0.01
        side = grid.label.width()
        side = side if side <= MOST_ASIDE * self.in_view().width() else 0.0
        return rect.adjusted(-side if at_left else 0.0, 0.0, 0.0 if at_left else side, 0.0)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # What is on the screen is moved along, and the strips with it: there and here they are drawn anew.
        before = self._covered.translated(dx, dy)
        super().scrollContentsBy(dx, dy)
        self._covered = self._region()
        dirty = before.united(self._covered)
        if not dirty.isEmpty():
            self.viewport().update(dirty)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        strips, seen = self.strips(), self._exposed or [QRectF(rect)]
        drawn = False
        for strip in strips:
            areas = [strip.goal.intersected(area) for area in seen if strip.goal.intersects(area)]
            if areas:
                self._draw(painter, strip, areas)
                drawn = True
        if drawn:
            self._draw_edges(painter, strips)

    def _draw(self, painter: QPainter, strip: Strip, areas: list[QRectF]) -> None:
        """Draw these areas of a strip, mm in the view."""
        if self.painter is None:
            return
        painter.save()
        whole = areas[0]
        for area in areas[1:]:
            whole = whole.united(area)
        painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)
        painter.fillRect(whole, Qt.GlobalColor.white)
        slip = strip.goal.topLeft() - strip.source.topLeft()
        painter.translate(slip)
        source, sources = whole.translated(-slip), [area.translated(-slip) for area in areas]
        em = self._em
        detail = None if em is None else painter.worldTransform().m11() * em / USUAL_TEXT
        for band in self.bands_in(source):
            if band[0].key.startswith(_KEPT):
                self.painter.paint_parts(painter, band, detail, sources)
        self._draw_over(painter, source)
        self._draw_rings(painter, source, closed=self._is_head(strip))
        painter.restore()

    def _draw_over(self, painter: QPainter, source: QRectF) -> None:
        """What lies over the sheet, such as marks on found words, lies over strips of it too."""
        option = QStyleOptionGraphicsItem()
        option.exposedRect = source
        for over in sorted((one for one in self._laid if one.isVisible()), key=lambda one: one.zValue()):
            painter.save()
            over.paint(painter, option)
            painter.restore()

    def _is_head(self, strip: Strip) -> bool:
        """Whether it shows headers: what is selected of them ends with the strip, however tall it is."""
        top, bottom = strip.source.top(), strip.source.bottom() - 0.01
        return any(grid.head.top() <= top and bottom <= grid.head.bottom() for grid in self._grids)

    def _draw_rings(self, painter: QPainter, source: QRectF, *, closed: bool) -> None:
        """closed: rings end at the lower edge of `source`, and do not go on below."""
        pixel = 1 / self.pixels_per_mm()
        painter.setPen(QPen(RING, 2 * pixel))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        room = source.adjusted(pixel, pixel, -pixel, -pixel)
        gap = 2 * pixel
        for left, top, right, bottom in self._rings.inside(source):
            if right <= source.left() or left >= source.right():
                continue
            if bottom <= source.top() or top >= source.bottom():
                continue
            # As on the sheet, but not beyond the strip where what is ringed ends in it.
            around = QRectF()
            around.setLeft(_side(left - gap, left, room.left(), 1))
            around.setTop(_side(top - gap, top, room.top(), 1))
            around.setRight(_side(right + gap, right, room.right(), -1))
            low = min(bottom, room.bottom()) if closed else bottom
            around.setBottom(_side(low + gap, low, room.bottom(), -1))
            painter.drawRoundedRect(around, 4 * pixel, 4 * pixel)

    def _draw_edges(self, painter: QPainter, strips: Sequence[Strip]) -> None:
        """A line with a breath of shadow where strips end and the sheet goes on."""
        pixel = 1 / self.pixels_per_mm()
        seen = self.in_view()
        across = [strip.goal for strip in strips if strip.goal.width() >= seen.width() - 0.01]
        along = [strip.goal for strip in strips if strip.goal.width() < seen.width() - 0.01]
        if across:
            bottom = max(goal.bottom() for goal in across)
            painter.fillRect(QRectF(seen.left(), bottom - pixel, seen.width(), pixel), _EDGE)
        for goal in along:  # strips of one tier touch, but not those of two
            at_left = goal.left() <= seen.left() + pixel
            x = goal.right() - pixel if at_left else goal.left()
            painter.fillRect(QRectF(x, goal.top(), pixel, goal.height()), _EDGE)

    def _region(self) -> QRegion:
        """The pixels that strips cover."""
        region = QRegion()
        for strip in self.strips():
            region = region.united(self.mapFromScene(strip.goal).boundingRect().adjusted(-1, -1, 1, 1))
        return region


def _side(ring: float, box: float, room: float, way: int) -> float:
    """Where a side of a ring is drawn: on `room` if the box ends in the strip and the ring does not.

    way: 1 for left and top, -1 for right and bottom.
    """
    ends_inside = (box - room) * way >= -abs(ring - box)
    return max(ring * way, room * way) * way if ends_inside else ring
