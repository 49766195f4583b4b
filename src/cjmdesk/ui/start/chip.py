"""A small button of the start page for a worked example from a trade: its sign and its name."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.start.offers import Offer
from cjmdesk.ui.start.tile import WIDTH
from cjmdesk.ui.theme import Theme

MARGIN = 12
SIGN = 20


class Chip(QAbstractButton):
    """As wide as a tile, and one line high or two where the name is long.

    Trades are known by their name, so that no picture is drawn and no file read for them.
    """

    def __init__(self, theme: Theme, offer: Offer) -> None:
        super().__init__()
        self._theme, self._icon = theme, offer.icon
        self.setText(offer.title)
        self.setToolTip(offer.words)
        self.setAccessibleName(offer.title)
        self.setAccessibleDescription(f"{offer.kind}. {offer.words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        room = QRect(0, 0, WIDTH - SIGN - 3 * MARGIN, 1_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        text = QFontMetrics(self._bold()).boundingRect(room, flags, self.text()).height()
        return QSize(WIDTH, max(text, SIGN) + 2 * MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        lit = self.hasFocus() or self.underMouse()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent" if lit else "hairline"), 2 if self.hasFocus() else 1))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
            sign = pixmap(self._icon, theme.colour("accent").name(), SIGN, self.devicePixelRatioF())
            painter.drawPixmap(MARGIN, (self.height() - SIGN) // 2, sign)
            painter.setFont(self._bold())
            painter.setPen(theme.colour("ink"))
            room = self.rect().adjusted(2 * MARGIN + SIGN, 0, -MARGIN, 0)
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter), self.text())

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
