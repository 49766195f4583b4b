"""A tile of the start page: a small picture of a map, its name, and when it suits."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cjmdesk.i18n import tied
from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.theme import Theme

WIDTH = 212
PICTURE = QSize(WIDTH - 2, 118)
MARGIN = 12
LINES = 4
"""Lines of description at most; all of it is in the tooltip."""


class Tile(QAbstractButton):
    """A button that shows a picture when `picture` is set, an icon until then."""

    def __init__(
        self, theme: Theme, title: str, kind: str, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._kind, self._words = theme, kind, words
        self._picture = QPixmap()
        self.setText(title)
        self.setToolTip(words)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{kind}. {words}" if kind else words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_picture(self, picture: QPixmap) -> None:
        """Show `picture` in place of the icon."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        small = QFontMetrics(self._small()).lineSpacing()
        height = PICTURE.height() + 2 * MARGIN + self._title_height() + 3
        height += small if self._kind else 0
        if self._words:
            height += 4 + small * LINES
        return QSize(WIDTH, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            self._ground(painter)
            self._texts(painter)

    def _ground(self, painter: QPainter) -> None:
        theme = self._theme
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self.hasFocus() or self.underMouse()
        outline = QPen(theme.colour("accent" if lit else "hairline"), 2 if self.hasFocus() else 1)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 8, 8)
        painter.fillPath(shape, theme.colour("surface"))
        painter.save()
        painter.setClipPath(shape)
        top = QRectF(frame.x(), frame.y(), frame.width(), PICTURE.height())
        painter.fillRect(top, theme.colour("bar"))
        if not self._picture.isNull():
            painter.drawPixmap(top.topLeft(), self._picture)
        else:
            drawn = pixmap("layout-template", theme.colour("faint").name(), 26, self.devicePixelRatioF())
            painter.drawPixmap(round(top.center().x() - 13), round(top.center().y() - 13), drawn)
        painter.restore()
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(top.bottomLeft(), top.bottomRight())
        painter.setPen(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _texts(self, painter: QPainter) -> None:
        theme = self._theme
        room = self.rect().adjusted(MARGIN, PICTURE.height() + MARGIN, -MARGIN, -MARGIN)
        painter.setFont(self._bold())
        painter.setPen(theme.colour("ink"))
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, wrap, self.text())
        room.setTop(room.top() + self._title_height() + 3)
        painter.setFont(self._small())
        lines = QFontMetrics(self._small())
        if self._kind:
            painter.setPen(theme.colour("accent"))
            painter.drawText(room, 0, lines.elidedText(self._kind, Qt.TextElideMode.ElideRight, room.width()))
            room.setTop(room.top() + lines.lineSpacing() + 4)
        painter.setPen(theme.colour("secondary"))
        painter.drawText(room, wrap, _first_lines(tied(self._words), lines, room.width()))

    def _title_height(self) -> int:
        room = QRect(0, 0, WIDTH - 2 * MARGIN, 1_000)
        return (
            QFontMetrics(self._bold()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text()).height()
        )

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self._theme.sizes.small)
        return font


def _first_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """As many words as fit in LINES lines, with an ellipsis when some do not."""

    def fits(part: str) -> bool:
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), part)
        return box.height() <= metrics.lineSpacing() * LINES + 1

    if fits(text):
        return text
    words = text.split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(" ".join(words[:middle]) + "…") else (low, middle - 1)
    return " ".join(words[:low]).rstrip(".,;:") + "…"
