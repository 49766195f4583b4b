"""A page of paper on its desk, painted bit by bit, so that the window stays awake."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QTransform

from cjmdesk.paint.qt_pages import page_steps
from cjmdesk.ui.sheet.zoomview import ZoomView

if TYPE_CHECKING:
    from cjmdesk.layout.pages import Page
    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.ui.theme import Theme

SLICE = 0.012
"""Seconds painted at a stretch."""

LATER = 40
"""Milliseconds after which a view that was moved is painted anew."""


class PageView(ZoomView):
    """Shows one Page exactly as it is printed; what lies over it is put there with `lay_over`."""

    painted = Signal()
    """All that is in view is painted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: Page | None = None
        self._scenes: ScenePainter | None = None
        self.picture = QImage()
        """What is painted, in pixels of the screen…"""
        self._placed = QRectF()
        """…and where on the page that is, mm."""
        self._seen = QTransform()
        self._steps: Iterator[None] | None = None
        self._covered = ""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._later, self._slices = QTimer(self), QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self._begin)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._go_on)
        self.moved.connect(self._later.start)
        theme.changed.connect(self.viewport().update)

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._page

    @property
    def painting(self) -> bool:
        """Whether something in view is still to be painted."""
        return self._steps is not None or self._later.isActive()

    def show_page(self, page: Page | None, scenes: ScenePainter) -> None:
        """Show another page; the same part of it at the same zoom if its size is the same."""
        before, self._page, self._scenes = self._page, page, scenes
        if page is None:
            self._stop()
            self.picture = QImage()
            self.viewport().update()
            return
        if before is None or (before.width, before.height) != (page.width, page.height):
            self.picture = QImage()
            self.set_sheet(page.width, page.height)
            self.fit_to("page")
        self._begin()

    def _stop(self) -> None:
        self._later.stop()
        self._slices.stop()
        self._steps = None  # which ends the painter in it

    def _begin(self) -> None:
        self._stop()
        if self._page is None or not self.isVisible():
            return
        self._steps = self._paint(self._page)
        self._slices.start()

    def _go_on(self) -> None:
        until = time.perf_counter() + SLICE
        steps = self._steps
        while steps is not None and time.perf_counter() < until:
            if next(steps, self) is self:
                self._stop()
                self.viewport().update()
                self.painted.emit()
                return

    def _paint(self, page: Page) -> Iterator[None]:
        """Paint what is in view of `page` into a new picture, and show it when it is done."""
        assert self._scenes is not None
        ratio = self.devicePixelRatioF()
        seen = self.viewportTransform()
        on_screen = seen.mapRect(self.sheet).intersected(QRectF(self.viewport().rect()))
        area = on_screen.toAlignedRect()
        size = QSize(math.ceil(area.width() * ratio), math.ceil(area.height() * ratio))
        if size.isEmpty():
            return
        image = QImage(size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        back, _possible = seen.inverted()
        placed = back.mapRect(QRectF(area))
        first = self.picture.isNull()
        if first:  # there is nothing to look at yet: what is painted is seen as it comes
            self._show(image, placed, seen)
        with QPainter(image) as painter:
            painter.setWorldTransform(seen * QTransform.fromTranslate(-area.left(), -area.top()))
            yield from page_steps(self._scenes, painter, page, placed)
        self._show(image, placed, seen)

    def _show(self, image: QImage, placed: QRectF, seen: QTransform) -> None:
        self.picture, self._placed, self._seen = image, placed, seen

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The desk, the paper, and as much of the page as is painted."""
        painter.fillRect(rect, self._theme.colour("desk"))
        if self._page is None:
            return
        # In whole pixels, as the picture is: its edge is equally wide on all sides then.
        paper = self.viewportTransform().mapRect(self.sheet).toAlignedRect()
        painter.save()
        painter.resetTransform()
        painter.fillRect(paper, Qt.GlobalColor.white)
        painter.restore()
        self._draw_picture(painter)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self._theme.colour("sheet_edge"), 1))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.restore()

    def _draw_picture(self, painter: QPainter) -> None:
        if self.picture.isNull():
            return
        if self._seen == self.viewportTransform():
            painter.save()
            painter.resetTransform()
            corner = self._seen.map(self._placed.topLeft())
            painter.drawImage(QPointF(round(corner.x()), round(corner.y())), self.picture)
            painter.restore()
        else:  # moved since: stretched, until it is painted anew
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._placed, self.picture)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._covered:
            painter.fillRect(rect, self._theme.colour("desk"))

    def cover(self, words: str) -> None:
        """Say this on the bare desk, because the page is not what is chosen and will not be; empty to
        show the page again."""
        if words != self._covered:
            self._covered = words
            self.say_instead(words)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()  # which turn the pages
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.step_zoom(event.key() != Qt.Key.Key_Minus)
        elif event.key() == Qt.Key.Key_0:
            self.fit_to("page")
        else:
            super().keyPressEvent(event)
