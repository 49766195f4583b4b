"""The ring around a link that has the keyboard.

The words of a link begin where captions and fields do; between them and a ring within the link there would
be no room, so that it lies over what is around.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QSplitter, QStackedWidget, QWidget
from shiboken6 import isValid

from cjmdesk.ui.theme import Theme

BEFORE, BEHIND = 5, 3
"""Pixels by which it is wider than the link, where its words begin and where they end."""

_OTHERS = (QAbstractScrollArea, QSplitter, QStackedWidget)
"""What arranges its children itself: no place for a ring."""

_MOVING = frozenset((QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide))


class FocusRings(QObject):
    """Follows the keyboard through the program's windows, and draws a ring around each link it comes to."""

    def __init__(self, parent: QObject, app: QApplication, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._link: QWidget | None = None
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._watched.clear()
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._link = self._ring = None
        if now is None or now.property("role") != "link":
            return
        self._link, host = now, _host_of(now)
        self._ring = _Ring(host, self._theme)
        here: QWidget | None = now
        while here is not None and here is not host:
            self._watched.append(here)
            here.installEventFilter(self)
            here = here.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._place()
        return False

    def _place(self) -> None:
        if self._link is None or self._ring is None or not (isValid(self._link) and isValid(self._ring)):
            return
        host = self._ring.parentWidget()
        if host is not None:
            self._ring.setGeometry(_around(self._link, host))
            self._ring.setVisible(self._link.isVisible())
            self._ring.raise_()


class _Ring(QWidget):
    def __init__(self, host: QWidget, theme: Theme) -> None:
        super().__init__(host)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)


def _around(link: QWidget, host: QWidget) -> QRect:
    """Where the ring of a link lies on `host`, pixels."""
    left, right = BEFORE, BEHIND
    if link.isRightToLeft():
        left, right = right, left
    return QRect(link.mapTo(host, QPoint(0, 0)), link.size()).adjusted(-left, 0, right, 0)


def _host_of(link: QWidget) -> QWidget:
    """The nearest widget around a link with room for its ring, and which scrolls with it."""
    host = link.parentWidget() or link
    while not host.rect().contains(_around(link, host)):
        above = host.parentWidget()
        if above is None or host.isWindow() or isinstance(above, _OTHERS):
            break
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            break
        host = above
    return host
