"""A persona's sheet as it comes off the printer, painted small and kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.posters.printed import Printed

SOON = 150
"""Milliseconds after a change before the sheet is laid out anew."""

_BETWEEN = 16
_MOST = 560
"""Pixels: between two pages, and the most that a page is wide."""

Maker = Callable[[str], "tuple[Printed, ScenePainter] | str"]
"""Lays out the sheet of the persona with that id; a sentence where it cannot be."""


class SheetView(QWidget):
    """The pages below each other, as wide as there is room."""

    def __init__(self, theme: Theme, make: Maker) -> None:
        super().__init__()
        self._theme, self._make = theme, make
        self._persona = ""
        self._stale = False
        self.printed: Printed | None = None
        self._scenes: ScenePainter | None = None
        self._pictures: list[QPixmap] = []
        self.trouble = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._later.timeout.connect(self.lay_out)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("The persona sheet as it is printed"))

    def show_persona(self, persona: str) -> None:
        """Show the sheet of that persona as it is now, soon: at once if it is another one."""
        other, self._persona = persona != self._persona, persona
        self._stale = True
        if other and self.isVisible():
            self.lay_out()
        elif self.isVisible():
            self._later.start()

    def lay_out(self) -> None:
        """Lay the sheet out now."""
        self._later.stop()
        self._stale = False
        made = self._make(self._persona)
        if isinstance(made, str):
            self.printed, self._scenes, self.trouble = None, None, made
        else:
            (self.printed, self._scenes), self.trouble = made, ""
        self._pictures = []
        count = len(self.printed.pages) if self.printed is not None else 0
        pages = ngettext("{count} page", "{count} pages", count).format(count=count)
        self.setAccessibleDescription(self.trouble or pages)
        self.updateGeometry()
        self.update()

    # Sizes --------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return round(boxes[-1].bottom()) + 4 if boxes else 60

    def sizeHint(self) -> QSize:
        return QSize(_MOST, self.heightForWidth(_MOST))

    def _boxes(self, width: int) -> list[QRectF]:
        """Where the pages lie."""
        boxes, top = [], 2.0
        for printed in self.printed.pages if self.printed is not None else ():
            wide = float(max(min(width - 4, _MOST), 50))
            high = wide * printed.page.height / printed.page.width
            boxes.append(QRectF(2.0, top, wide, high))
            top += high + _BETWEEN
        return boxes

    # Painting -----------------------------------------------------------------------------------

    def showEvent(self, event: object) -> None:
        if self._stale:
            self._later.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pictures = []

    def paintEvent(self, event: QPaintEvent) -> None:
        boxes = self._boxes(self.width())
        if not self._pictures:
            self._pictures = [self._picture(number, box) for number, box in enumerate(boxes)]
        with QPainter(self) as painter:
            for box, picture in zip(boxes, self._pictures, strict=True):
                painter.fillRect(box.adjusted(-1, -1, 1, 1), self._theme.colour("sheet_edge"))
                painter.drawPixmap(box, picture, QRectF(picture.rect()))
            if self.trouble:
                painter.setPen(self._theme.colour("small"))
                painter.drawText(self.rect(), int(Qt.TextFlag.TextWordWrap), self.trouble)

    def _picture(self, number: int, box: QRectF) -> QPixmap:
        from cjmdesk.paint.qt_pages import paint_page

        assert self.printed is not None
        assert self._scenes is not None
        page = self.printed.pages[number].page
        ratio = self.devicePixelRatioF()
        picture = QPixmap(max(round(box.width() * ratio), 1), max(round(box.height() * ratio), 1))
        picture.fill(Qt.GlobalColor.white)
        with QPainter(picture) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.scale(picture.width() / page.width, picture.height() / page.height)
            paint_page(self._scenes, painter, page)
        return picture
