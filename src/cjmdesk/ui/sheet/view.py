"""The sheet on its desk: a Scene drawn part by part, with a selection."""

from collections.abc import Container, Iterator, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from cjmdesk.layout.scene import Band, Scene, band_key
from cjmdesk.ui.sheet.boxes import Rect
from cjmdesk.ui.sheet.foresight import Foresight
from cjmdesk.ui.sheet.hits import boxes_in_tiers, item_at, item_boxes, item_ids
from cjmdesk.ui.sheet.items import USUAL_TEXT, BandItem, Painter, Rings
from cjmdesk.ui.sheet.zoomview import ZoomView
from cjmdesk.ui.theme import Theme


class SheetView(ZoomView):
    """Shows a Scene. What is selected is an id; who listens decides what that means."""

    picked = Signal(str)
    """The user selected the item with this id; empty: nothing."""

    shown_anew = Signal()
    """Another Scene, or another state of it, is on the desk."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Scene | None = None
        self._painter: Painter | None = None
        self._bands: dict[str, BandItem] = {}
        self._exposed: list[QRectF] = []
        self._renewed: list[QRectF] = []
        self._order: tuple[str, ...] | None = None
        self._em: float | None = None
        self._selected: tuple[str, ...] = ()
        self._top: int | None = None
        """Pixels from the window's upper edge when the sheet was last painted; None while it is hidden."""
        self._asked: tuple[Scene | None, tuple[str, ...]] = (None, ())
        self._rings = Rings()
        self._ringed: list[Rect] = []
        self._stage.addItem(self._rings)
        self._foresight = Foresight(self, self._ahead)
        self.moved.connect(self._foresight.wait)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        # The desk covers all of it. Of a view that may be see-through Qt cannot move what is there
        # already: every step of a pan would paint everything anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self._repaint_desk)
        self._repaint_desk()

    @property
    def shown(self) -> Scene | None:
        """The Scene on the desk."""
        return self._shown

    @property
    def painter(self) -> Painter | None:
        """Who draws it."""
        return self._painter

    @property
    def bands(self) -> list[Band]:
        """The parts of the Scene on the desk, those together that are drawn together."""
        return [item.band for item in self._bands.values()]

    def bands_in(self, area: QRectF) -> list[Band]:
        """Those of them whose ink may lie in `area`, mm."""
        return [item.band for item in self._bands.values() if item.boundingRect().intersects(area)]

    @property
    def selected(self) -> str:
        """The id of what is selected, the last of several; empty for nothing."""
        return self._selected[-1] if self._selected else ""

    def show_scene(self, scene: Scene, painter: Painter, em: float | None = None) -> None:
        """Put `scene` on the desk. em: mm of its card text; without it nothing is drawn coarsely.

        Parts that are the same objects as before are kept as they are.
        """
        kept = self._bands if painter is self._painter and em == self._em else {}
        self._em, self._painter, self._shown = em, painter, scene
        renewed = self._show_again(scene.bands) if kept else None
        self._renewed = self._show_bands(scene.bands, kept, painter) if renewed is None else renewed
        self._order = None
        resized = (scene.width, scene.height) != (self.sheet.width(), self.sheet.height())
        if resized:
            self.set_sheet(scene.width, scene.height)
            self._rings.span(self.sheet)
        self.outline(self._selected)
        self._foresight.wait()
        self.shown_anew.emit()
        if resized or not kept:
            self.moved.emit()

    def _show_again(self, bands: Sequence[Band]) -> list[QRectF] | None:
        """Show these bands where each is what was in its place, or another state of it, as after most
        edits. Gives the areas to paint, mm; None, and nothing was done, where any is another."""
        items = list(self._bands.values())
        if len(items) != len(bands):
            return None
        others = [(item, band) for item, band in zip(items, bands, strict=True) if item.latest is not band]
        if any(band_key(item.latest) != band_key(band) for item, band in others):
            return None
        return [area for item, band in others for area in item.show_band(band)]

    def _show_bands(
        self, bands: Sequence[Band], kept: Mapping[str, BandItem], painter: Painter
    ) -> list[QRectF]:
        """Show these bands, those that are `kept` with what they have; the areas to paint, mm."""
        shown: dict[str, BandItem] = {}
        renewed: list[QRectF] = []
        for number, band in enumerate(bands):
            name = band_key(band)
            key = name if name not in shown else f"{name}#{number}"
            item = kept.get(key)
            if item is None:
                item = BandItem(band, painter, self._em, self._exposed)
                self._stage.addItem(item)
                renewed.append(item.boundingRect())
            elif band is not item.latest:
                renewed += item.show_band(band)
            item.rise(number)
            shown[key] = item
        for key, item in self._bands.items():
            if shown.get(key) is not item:
                self._stage.removeItem(item)
                renewed.append(item.boundingRect())
        self._bands = shown
        return renewed

    def clear(self) -> None:
        """Take the sheet off the desk."""
        for item in self._bands.values():
            self._stage.removeItem(item)
        self._bands, self._painter, self._shown, self._order = {}, None, None, None
        self._foresight.stop()
        self.outline(())

    def outline(self, items: Sequence[str], known: Mapping[str, Rect] | None = None) -> None:
        """Outline `items`, those of them that are shown. known: boxes of some of them on this Scene, mm."""
        asked = (self._shown, tuple(items))
        if asked[0] is self._asked[0] and asked[1] == self._asked[1]:
            return  # they are: after an edit it is asked for by who shows and by who selects
        self._asked = asked
        boxes = dict(known or {})
        others = [item for item in asked[1] if item not in boxes]
        if self._shown is not None and others:
            boxes |= item_boxes(self._shown, others, self.part_of)
        self._selected = tuple([item for item in dict.fromkeys(asked[1]) if item in boxes])
        apart = self.shown_otherwise()
        self._rings.set_pixel(1 / self.pixels_per_mm())
        tiers = boxes_in_tiers(self._shown, self._selected) if self._shown is not None else {}
        self._ringed = [
            box for item in self._selected if item not in apart for box in tiers.get(item, (boxes[item],))
        ]
        self.ring(True)

    def ring(self, on: bool) -> None:
        """Show the rings around what is selected; or none, while it is on its way elsewhere."""
        self.ring_moved(self._rings.cover(self._ringed if on else []))

    def shown_otherwise(self) -> Container[str]:
        """The items that need no ring to show that they are selected; subclasses know some."""
        return ()

    def ring_moved(self, areas: Sequence[QRectF]) -> None:
        """Rings came or went in these areas of the sheet, mm; subclasses may draw them elsewhere too."""

    def part_of(self, item: str) -> str:
        """The key of the part that an item would be a card in; empty where the sheet does not know."""
        return ""

    def box_of(self, item: str) -> Rect | None:
        """The box of an item, mm on the Scene; None if it is not shown."""
        if self._shown is None or not item:
            return None
        return item_boxes(self._shown, (item,), self.part_of).get(item)

    def reveal(self, item: str) -> None:
        """Scroll so that `item` is seen."""
        box = self.box_of(item)
        if box is None:
            return
        wide, whole = _rect(box), self.mapToScene(self.viewport().rect()).boundingRect()
        if wide.width() > 0.9 * whole.width():  # there is no room for all of it: nothing moves sideways
            wide.setLeft(max(wide.left(), whole.left()))
            wide.setRight(max(min(wide.right(), whole.right()), wide.left()))
            self.ensureVisible(wide, 0, 40)
        else:
            self.ensureVisible(wide, 40, 40)

    def press(self, at: QPointF, event: QMouseEvent) -> None:
        if self._shown is None or event.button() == Qt.MouseButton.MiddleButton:
            return
        self._pick(item_at(self._shown, at.x(), at.y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._selected:
            self._pick("")
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through what is on the sheet in its order, and leaves it at either end."""
        if self._shown is None:
            return super().focusNextPrevChild(forward)
        if self._order is None:  # not kept up to date while somebody writes
            self._order = item_ids(self._shown)
        if not self._order:
            return super().focusNextPrevChild(forward)
        here = self._order.index(self.selected) if self.selected in self._order else None
        step = 1 if forward else -1
        first = 0 if forward else len(self._order) - 1
        there = first if here is None else here + step
        if not 0 <= there < len(self._order):
            return super().focusNextPrevChild(forward)
        self._pick(self._order[there])
        self.reveal(self.selected)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        # After a slanting push two strips are asked for; the box of both would be the whole view.
        if event.region().rectCount() > 1:
            self._exposed[:] = [self.mapToScene(area).boundingRect() for area in event.region()]  # type: ignore[attr-defined]
        super().paintEvent(event)
        self._exposed.clear()
        self._top = self._top_in_window()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._top = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A notice or a bar that opens above takes room; what is seen stays where the hand is."""
        super().resizeEvent(event)
        top, before = self._top_in_window(), self._top
        if before is not None and top != before and self.fit != "page":
            self._top = top
            self.push(0, top - before)

    def _top_in_window(self) -> int:
        return self.mapTo(self.window(), QPoint(0, 0)).y()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The desk, and the paper with its soft edge."""
        seen = QRectF(rect)
        if self._shown is not None and self.sheet.contains(seen):
            painter.fillRect(rect, Qt.GlobalColor.white)
            return
        painter.fillRect(rect, self._theme.colour("desk"))
        if self._shown is None:
            return
        pixel = 1 / self.pixels_per_mm()
        # In opaque colours, and only what shows around the paper: washes over all of it take 2 ms.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        shade = self._theme.colour("desk")
        for reach in (7, 5, 3, 2):
            shade = _mixed(shade, self._theme.colour("shadow"), 7 / 255)
            side = 0.6 * reach * pixel
            outer = self.sheet.adjusted(-side, -0.2 * reach * pixel, side, reach * pixel)
            for edge in _frame(self.sheet, outer):
                painter.fillRect(edge, shade)
        painter.fillRect(self.sheet.adjusted(-pixel, -pixel, pixel, pixel), self._theme.colour("sheet_edge"))
        painter.fillRect(self.sheet, Qt.GlobalColor.white)

    def _apply(self) -> None:
        super()._apply()
        self._rings.set_pixel(1 / self.pixels_per_mm())

    def _ahead(self) -> Iterator[None]:
        if self._painter is None or not self.isVisible():
            return iter(())
        detail = None if self._em is None else self.pixels_per_mm() * self._em / USUAL_TEXT
        return self._painter.ahead(self.bands, self.in_view(), detail)

    def _pick(self, item: str) -> None:
        if self._selected != ((item,) if item else ()):
            self.outline((item,) if item else ())
            self.picked.emit(self.selected)

    def _repaint_desk(self) -> None:
        self.setBackgroundBrush(self._theme.colour("desk"))
        shade = self.palette()
        shade.setColor(self.backgroundRole(), self._theme.colour("desk"))
        shade.setColor(shade.ColorRole.Base, self._theme.colour("desk"))
        self.setPalette(shade)
        self.setAutoFillBackground(True)
        self.viewport().update()


def _mixed(ground: QColor, over: QColor, share: float) -> QColor:
    """`ground` with a thin wash of `over`."""

    def mix(one: int, other: int) -> int:
        return round(one + (other - one) * share)

    return QColor(
        mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue())
    )


def _frame(inner: QRectF, outer: QRectF) -> list[QRectF]:
    """What `outer` has around `inner`, in four rectangles."""
    return [
        QRectF(outer.topLeft(), QPointF(outer.right(), inner.top())),
        QRectF(QPointF(outer.left(), inner.bottom()), outer.bottomRight()),
        QRectF(QPointF(outer.left(), inner.top()), inner.bottomLeft()),
        QRectF(inner.topRight(), QPointF(outer.right(), inner.bottom())),
    ]


def _rect(box: tuple[float, float, float, float]) -> QRectF:
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)
