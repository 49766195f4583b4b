"""Where the next letter goes, in the colour of the letters."""

from PySide6.QtCore import QEvent, QRectF, QTimer
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QGuiApplication,
    QPainter,
    QPalette,
    QTextCharFormat,
)
from PySide6.QtWidgets import QGraphicsTextItem, QStyleOptionGraphicsItem

_WAKING = frozenset(
    (
        QEvent.Type.FocusIn,
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.GraphicsSceneMousePress,
        QEvent.Type.GraphicsSceneMouseMove,
        QEvent.Type.GraphicsSceneMouseRelease,
    )
)


class Caret:
    """Blinks in a text on the sheet while that has the keyboard.

    Qt's own has the inverse colour of what lies below: orange on a blue stage, grey on a grey one.
    """

    def __init__(self, text: QGraphicsTextItem) -> None:
        self._text = text
        self._timer = QTimer(text)
        self._timer.timeout.connect(self._blink)
        self._lit = False

    def follow(self, event: QEvent) -> None:
        """What has happened to the text: it is seen at once wherever it goes, and at rest without the
        keyboard."""
        if event.type() in _WAKING:
            self.wake()
        elif event.type() == QEvent.Type.FocusOut:
            self.rest()

    def wake(self) -> None:
        """Be seen now, and blink from now on as fast as the system asks for, if it asks for that."""
        half = QGuiApplication.styleHints().cursorFlashTime() // 2
        if half > 0:
            self._timer.start(half)
        self._show(True)

    def rest(self) -> None:
        """Be seen no more."""
        self._timer.stop()
        self._show(False)

    def draw(self, painter: QPainter, place: QRectF, colour: QColor) -> None:
        """Draw it, if it is lit, at the left edge of `place`, a pixel wide at every zoom."""
        if not self._lit or not self._text.hasFocus():
            return
        pixel = 1 / QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(place.x(), place.y(), pixel, place.height()), colour)
        painter.restore()

    def draw_text(self, painter: QPainter, palette: QPalette) -> None:
        """Draw the text and what is selected of it, without Qt's own caret."""
        shown = QAbstractTextDocumentLayout.PaintContext()
        letters = QPalette(palette)
        letters.setColor(QPalette.ColorRole.Text, self._text.defaultTextColor())
        shown.palette = letters
        cursor = self._text.textCursor()
        if cursor.hasSelection():
            group = QPalette.ColorGroup.Active if self._text.hasFocus() else QPalette.ColorGroup.Inactive
            chosen, look = QAbstractTextDocumentLayout.Selection(), QTextCharFormat()
            look.setBackground(palette.brush(group, QPalette.ColorRole.Highlight))
            look.setForeground(palette.brush(group, QPalette.ColorRole.HighlightedText))
            chosen.cursor, chosen.format = cursor, look
            shown.selections = [chosen]
        self._text.document().documentLayout().draw(painter, shown)

    def _blink(self) -> None:
        self._show(not self._lit)

    def _show(self, lit: bool) -> None:
        self._lit = lit
        self._text.update()
