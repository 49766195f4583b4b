"""What a Scene becomes on a QGraphicsScene: bands of parts, and the rings of the selection."""

from collections.abc import Sequence
from operator import is_
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cjmdesk.layout.scene import Part, Scene
from cjmdesk.ui.sheet.overlays import Boxes

RING = QColor("#2563EB")
"""The accent on white paper, in every theme: the sheet stays white."""

USUAL_TEXT = 13.0
"""Pixels of card text at detail 1."""

BLEED = 0.5
"""mm that strokes may reach beyond a part's box."""

Band = tuple[Part, ...]
"""Parts that follow each other in the Scene and do not overlap: the cells of a lane, or one part."""


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


def bands_of(scene: Scene) -> list[tuple[str, Band]]:
    """The parts of `scene` in painting order, the cells of each lane together; each with a key."""
    found: list[tuple[str, list[Part]]] = []
    for part in scene.parts:
        lane, cell = part.key.rpartition(":")[0], part.key.startswith("cell:")
        key = lane if cell and lane != "cell" else part.key
        if cell and found and found[-1][0] == key:
            found[-1][1].append(part)
        else:
            found.append((key, [part]))
    return [(key, tuple(parts)) for key, parts in found]


class BandItem(QGraphicsItem):
    """A band of the Scene, drawn as it is at the zoom in force."""

    def __init__(self, band: Band, painter: Painter, em: float | None, exposed: list[QRectF]) -> None:
        """em: mm of the Scene's card text, by which the detail is judged; None: always all of it.

        exposed: kept up to date with what a view is painting, if it paints in several areas.
        """
        super().__init__()
        self.band = band
        self._painter, self._em, self._exposed = painter, em, exposed
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._bounds = _around(band)

    def show_band(self, band: Band) -> list[QRectF]:
        """Show another state of the band; only the parts that are not the same are painted anew.

        Gives the areas that are, mm on the Scene.
        """
        before, around = self.band, _around(band)
        self.band = band
        if around != self._bounds:
            self.prepareGeometryChange()
            self._bounds = around
        known = {part.key: part for part in before}
        areas = []
        for part in band:
            old = known.pop(part.key, None)
            if old is None or not _alike(old, part):
                areas += [_around((changed,)) for changed in ((part,) if old is None else (old, part))]
        areas += [_around((part,)) for part in known.values()]
        for area in areas:
            self.update(area)
        return areas

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        detail = None if self._em is None else painter.worldTransform().m11() * self._em / USUAL_TEXT
        exposed = self._exposed if widget is not None and self._exposed else [option.exposedRect]
        self._painter.paint_parts(painter, self.band, detail, exposed)


def same_band(one: Band, other: Band) -> bool:
    """Whether two bands look the same: the same items at the same places."""
    if len(one) != len(other):
        return False
    return all(map(is_, one, other)) or all(map(_alike, one, other))


def _alike(one: Part, other: Part) -> bool:
    """Whether parts look the same. Layout makes them anew at every edit, cells with the same items:
    to compare what is on thousands of cards would take longer than to paint them."""
    if one is other:
        return True
    if (one.x, one.y, one.width, one.height) != (other.x, other.y, other.width, other.height):
        return False
    if one.items is other.items:
        return True
    return not one.key.startswith("cell:") and one.items == other.items


def _around(band: Band) -> QRectF:
    """The box of all ink of a band, mm."""
    left, top = min(part.x for part in band), min(part.y for part in band)
    right = max(part.x + part.width for part in band)
    bottom = max(part.y + part.height for part in band)
    return QRectF(left - BLEED, top - BLEED, right - left + 2 * BLEED, bottom - top + 2 * BLEED)


class Rings(Boxes):
    """The outlines around what is selected: two pixels at every zoom."""

    def __init__(self) -> None:
        super().__init__(RING, 1_000)
        self._pixel = 1.0

    def set_pixel(self, pixel: float) -> None:
        """Size of a pixel in mm at the zoom in force."""
        self.prepareGeometryChange()
        self._pixel = pixel

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
        pen = QPen(self._colour, 2 * self._pixel)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self._boxes:
            around = box.adjusted(-gap, -gap, gap, gap)
            if around.intersects(option.exposedRect.adjusted(-gap, -gap, gap, gap)):
                painter.drawRoundedRect(around, 4 * self._pixel, 4 * self._pixel)
