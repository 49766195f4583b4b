"""A button that looks like a link, and wraps its words where there is no room for them on one line."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from cjmdesk.ui.theme import Theme
from cjmdesk.ui.wrapped import draw, height_of

_NARROWEST = 60
"""Pixels that even long words are content with."""

_BESIDE = 6
"""Pixels between the icon and the words."""


class LinkButton(QPushButton):
    """A link as wide as its words, or as there is room for: then they go on below."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = ""
        self.setProperty("role", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(words)

    def say(self, words: str) -> None:
        """Show these words; a single & in them is one."""
        if words != self.words:
            self.words = words
            self.setText(words.replace("&", "&&"))
            self.setAccessibleName(words)
            self.updateGeometry()

    @property
    def line_height(self) -> int:
        """Pixels of a link of one line."""
        return self.fontMetrics().lineSpacing() + self._edges()[1]

    def sizeHint(self) -> QSize:
        across, down = self._edges()
        # Rounded up with a pixel to spare: on screens of high density widths are no whole pixels.
        wide = math.ceil(QFontMetricsF(self.font()).horizontalAdvance(self.words)) + 1
        return QSize(wide + across, self._lines(wide) + down)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(_NARROWEST, hint.width()), hint.height())

    def heightForWidth(self, width: int) -> int:
        across, down = self._edges()
        return self._lines(max(width - across, 1)) + down

    def paintEvent(self, event: QPaintEvent) -> None:
        option = self._option()
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            font = QFont(self.font())
            font.setUnderline(self.underMouse() and self.isEnabled())
            painter.setFont(font)
            painter.setPen(self._theme.colour("accent" if self.isEnabled() else "faint"))
            inside = self._inside(option)
            if not self.icon().isNull():
                size = self.iconSize()
                first = QRect(inside.topLeft(), QSize(size.width(), self.fontMetrics().lineSpacing()))
                first = QStyle.visualRect(self.layoutDirection(), inside, first)
                mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
                self.icon().paint(painter, first, Qt.AlignmentFlag.AlignCenter, mode)
            room = QStyle.visualRect(
                self.layoutDirection(), inside, inside.adjusted(self._icon_room(), 0, 0, 0)
            )
            draw(painter, QRectF(room), self.words, Qt.AlignmentFlag.AlignVCenter)

    def _option(self) -> QStyleOptionButton:
        """The button without its words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        return option

    def _inside(self, option: QStyleOptionButton) -> QRect:
        return self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)

    def _edges(self) -> tuple[int, int]:
        """Pixels of the button that are not its words, across and down."""
        self.ensurePolished()
        option = self._option()
        option.rect = QRect(0, 0, 200, 100)
        inside = self._inside(option)
        return 200 - inside.width() + self._icon_room(), 100 - inside.height()

    def _icon_room(self) -> int:
        return 0 if self.icon().isNull() else self.iconSize().width() + _BESIDE

    def _lines(self, width: int) -> int:
        return max(height_of(self.words, self.font(), width), self.fontMetrics().lineSpacing())
