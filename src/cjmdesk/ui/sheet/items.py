"""What a Scene becomes on a QGraphicsScene: bands of parts, and the rings of the selection."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cjmdesk.layout.scene import Band, Part, SceneItem, Text, bleed_of, differing
from cjmdesk.ui.sheet.boxes import Rect, bounds
from cjmdesk.ui.sheet.overlays import Above

RING = QColor("#2563EB")
"""The accent on white paper, in every theme: the sheet stays white."""

USUAL_TEXT = 13.0
"""Pixels of card text at detail 1."""

_LETTERS = 0.5
"""em that letters may go beyond their lines."""

_EDGE = 0.15
"""em that strokes may reach beyond a card; Qt adds the pixels for smooth edges by itself."""


class Painter(Protocol):
    """What a sheet asks of the one who draws its parts."""

    def paint_parts(
        self,
        painter: QPainter,
        parts: Sequence[Part],
        detail: float | None = None,
        exposed: Sequence[QRectF] | None = None,
    ) -> None:
        """Paint parts that do not overlap at their places on the Scene, in millimetres.

        detail: 1 where card text is as large as in a window's usual view, less in coarser views;
        None draws everything. exposed: areas asked for, mm; None for all of it.
        """
        ...

    def ahead(self, bands: Sequence[Band], seen: QRectF, detail: float | None) -> Iterator[None]:
        """Work out, a little at each step, what the next views will ask for.

        seen: what is in view now, mm; detail: see `paint_parts`.
        """
        ...


class BandItem(QGraphicsItem):
    """A band of the Scene, drawn as it is at the zoom in force."""

    def __init__(self, band: Band, painter: Painter, em: float | None, exposed: list[QRectF]) -> None:
        """em: mm of the Scene's card text, by which the detail is judged; None: always all of it.

        exposed: kept up to date with what a view is painting, if it paints in several areas.
        """
        super().__init__()
        self.band = self.latest = band
        self._painter, self._em, self._exposed = painter, em, exposed
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._bounds = _around(band)
        self._level = 0

    def rise(self, level: int) -> None:
        """Lie above so many other bands."""
        if level != self._level:
            self._level = level
            self.setZValue(level / 10_000)

    def show_band(self, band: Band) -> list[QRectF]:
        """Show another state of the band; only the parts that are not the same are painted anew.

        Gives the areas that are, mm on the Scene.
        """
        if band is self.latest:
            return []
        self.latest = band
        areas, moved = [], False
        for old, new in _others(self.band, band):
            if old is not None and new is not None and _place(old) == _place(new):
                areas += self._differing(old, new)
            else:
                moved = True
                areas += [_around((part,)) for part in (old, new) if part is not None]
        if not areas:
            return []  # what is here looks the same, and the painter knows it
        self.band = band
        around = _around(band) if moved else self._bounds
        if around != self._bounds:
            self.prepareGeometryChange()
            self._bounds = around
        for area in areas:
            self.update(area)
        return areas

    def _differing(self, old: Part, new: Part) -> list[QRectF]:
        """Where two states of a part in one place look different: of cards that stayed, what is on them did
        too."""
        before, after = old.items, new.items
        if self._em is None or not new.key.startswith("cell:"):
            return [_around((new,))]
        first, stop, end = differing(before, after)
        changed = [*before[first:stop], *after[first:end]]
        return [_box(changed, old.x, old.y, self._em)] if changed else []

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        if option.exposedRect.isEmpty():  # only the pixels around it are asked for
            return
        detail = None if self._em is None else painter.worldTransform().m11() * self._em / USUAL_TEXT
        exposed = self._exposed if widget is not None and self._exposed else [option.exposedRect]
        self._painter.paint_parts(painter, self.band, detail, exposed)


def _others(before: Band, after: Band) -> Iterator[tuple[Part | None, Part | None]]:
    """The parts of two states of a band that do not look the same, with None for what is not there."""
    if [part.key for part in before] == [part.key for part in after]:
        pairs: Iterable[tuple[Part | None, Part | None]] = zip(before, after, strict=True)
    else:
        known = {part.key: part for part in before}
        pairs = [(known.pop(part.key, None), part) for part in after]
        pairs += [(part, None) for part in known.values()]
    for old, new in pairs:
        if old is not new and (old is None or new is None or not _alike(old, new)):
            yield old, new


def _place(part: Part) -> tuple[float, float, float, float]:
    return part.x, part.y, part.width, part.height


def _alike(one: Part, other: Part) -> bool:
    """Whether parts look the same. Layout makes them anew at every edit, cells with the same items:
    to compare what is on thousands of cards would take longer than to paint them."""
    if _place(one) != _place(other):
        return False
    if one.items is other.items:
        return True
    return not one.key.startswith("cell:") and one.items == other.items


def _around(band: Band) -> QRectF:
    """The box of all ink of a band, mm."""
    bleed = bleed_of(band)
    left, top = min(part.x for part in band), min(part.y for part in band)
    right = max(part.x + part.width for part in band)
    bottom = max(part.y + part.height for part in band)
    return QRectF(left - bleed, top - bleed, right - left + 2 * bleed, bottom - top + 2 * bleed)


def _box(items: Sequence[SceneItem], x: float, y: float, em: float) -> QRectF:
    """The box of all ink of items with their zero at x, y, mm. em: of card text. A card's frame mostly
    holds what letters need beyond their lines, and cells keep more room between cards than is added
    here, so that no card around is painted anew."""
    lefts, tops, rights, bottoms = [], [], [], []
    for item in items:
        left, top, right, bottom = bounds(item)
        more = _LETTERS * em if isinstance(item, Text) else 0.0
        lefts.append(left - more)
        tops.append(top - more)
        rights.append(right + more)
        bottoms.append(bottom + more)
    box = QRectF(x + min(lefts), y + min(tops), max(rights) - min(lefts), max(bottoms) - min(tops))
    edge = _EDGE * em
    return box.adjusted(-edge, -edge, edge, edge)


class Rings(Above):
    """The outlines around what is selected: two pixels at every zoom.

    It spans the whole sheet, not only its rings: then only what differs asks to be painted when
    there is one ring more or less, though there be thousands.
    """

    def __init__(self) -> None:
        super().__init__(1_000)
        self._pixel = 1.0
        self._boxes: dict[Rect, None] = {}
        self.show()

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """What is outlined, mm on the Scene."""
        return tuple(self._boxes)

    def span(self, sheet: QRectF) -> None:
        """Lie over all of `sheet`, mm."""
        self.prepareGeometryChange()
        self._bounds = sheet

    def set_pixel(self, pixel: float) -> None:
        """Size of a pixel in mm at the zoom in force."""
        if pixel != self._pixel:
            self.prepareGeometryChange()
            self._pixel = pixel

    def cover(self, boxes: Sequence[Rect]) -> list[QRectF]:
        """Outline these instead. Gives the areas where that looks different, mm."""
        before, self._boxes = self._boxes, dict.fromkeys(boxes)
        reach = 5 * self._pixel
        areas = [
            QRectF(left - reach, top - reach, right - left + 2 * reach, bottom - top + 2 * reach)
            for left, top, right, bottom in before.keys() ^ self._boxes.keys()
        ]
        stage = self.scene()
        for area in areas:
            stage.update(area)  # to the item itself Qt would add them up to one box
        return areas

    def inside(self, area: QRectF) -> list[Rect]:
        """Those of them whose outline touches `area`, mm."""
        reach = 5 * self._pixel
        first, last = area.left() - reach, area.right() + reach
        high, low = area.top() - reach, area.bottom() + reach
        return [
            box for box in self._boxes if box[0] < last and box[2] > first and box[1] < low and box[3] > high
        ]

    def boundingRect(self) -> QRectF:
        reach = 5 * self._pixel
        return self._bounds.adjusted(-reach, -reach, reach, reach)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        gap = 2 * self._pixel
        painter.setPen(QPen(RING, 2 * self._pixel))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for left, top, right, bottom in self.inside(option.exposedRect):
            around = QRectF(left - gap, top - gap, right - left + 2 * gap, bottom - top + 2 * gap)
            painter.drawRoundedRect(around, 4 * self._pixel, 4 * self._pixel)
