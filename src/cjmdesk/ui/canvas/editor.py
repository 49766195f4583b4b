"""Writing in place: the text of a card, edited on the sheet with the poster's own line breaks."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsSceneContextMenuEvent,
    QGraphicsSceneMouseEvent,
    QGraphicsTextItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from cjmdesk.i18n import NO_BREAK, _
from cjmdesk.model.texts import clean_text
from cjmdesk.text.engine import LINE_PITCH, REGULAR, TextStyle
from cjmdesk.text.prepare import blanks_before_dashes, east_asian_order
from cjmdesk.text.qt_faces import PIXELS, font
from cjmdesk.ui.canvas.caret import Caret
from cjmdesk.ui.leftout import left_out
from cjmdesk.ui.sheet.items import RING

MOST_PASTED = 20_000
"""Letters that are pasted into one text at once: more than any card can show."""
EDGE = PIXELS * 0.25
"""Units of the text around it, for the cursor at its ends and the line around one that has no card."""

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_PARAGRAPH = "\u2029"
"""Between the paragraphs of a document of Qt's."""

OVER_RINGS = 1_050
"""A free one has an edge of its own: the ring of what is selected runs on behind it."""


class Frame(Struct, frozen=True):
    """Where the text stands on the Scene and how it is set; all mm.

    width: of the box that lines are broken at. size: of one em. ground: colour under the text, ink:
    its own. free: it lies over other things and not on a card, centred and with an edge of its own.
    begun: there is no card around it yet, so that a thin line shows where one is being written.
    """

    x: float
    y: float
    width: float
    size: float
    ground: str
    style: TextStyle = REGULAR
    ink: str = "#1F2430"
    free: bool = False
    begun: bool = False


class TextEditor(QGraphicsTextItem):
    """A plain text in the engine's own font, size and wrapping, scaled onto the sheet.

    The text is laid out at the engine's fixed size, so that its lines break where the poster's do.
    """

    typed = Signal(str)
    """The text after every change by the user."""

    way = Signal(str, int)
    """A key that leads out of the text; see `_way`."""

    left = Signal()
    """The keyboard went elsewhere."""

    refused = Signal(str)
    """One sentence: why something was not pasted."""

    pasting: Callable[[bool], bool] | None = None
    """Asked before the clipboard's words are put in: whether it has done something better with what the
    clipboard holds. Told whether nothing but words is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self.setZValue(900)
        # What is dropped or pasted by Qt itself would bring its fonts and colours along.
        self.setAcceptDrops(False)
        document = self.document()
        document.setDocumentMargin(0)
        document.setUndoRedoEnabled(True)
        self._ground = QColor("#FFFFFF")
        self._free = self._begun = False
        self._style = REGULAR
        self._quiet = False
        self._caret = Caret(self)
        document.contentsChanged.connect(self._tell)
        self.hide()

    def open(self, text: str, frame: Frame, *, at_end: bool = True) -> None:
        """Begin to edit `text`; the cursor stands at its end, or everything is selected."""
        self._quiet = True
        self.setFont(font(frame.style, east_asian_order(text)))
        self.setPlainText(text)
        self.move_to(frame)
        self._set_lines()
        self._style = frame.style
        self._tie(self._dashes())
        self._quiet = False
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not at_end:
            cursor.select(QTextCursor.SelectionType.Document)
        self.setTextCursor(cursor)
        self.document().clearUndoRedoStacks()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_to(self, frame: Frame) -> None:
        """The text's place on the sheet has changed: the card grew, or the sheet was laid out anew."""
        self._ground, self._free, self._begun = QColor(frame.ground), frame.free, frame.begun
        self.setZValue(OVER_RINGS if frame.free else 900)
        self.setDefaultTextColor(QColor(frame.ink))
        scale = frame.size / PIXELS
        self.setScale(scale)
        self.setPos(frame.x, frame.y)
        self.setTextWidth(frame.width / scale)

    def close(self) -> None:
        """End editing."""
        if self.isVisible():
            self._quiet = True
            self._caret.rest()
            self.hide()
            self.setPlainText("")
            self._quiet = False

    def insert(self, text: str) -> None:
        """Put `text` in at the cursor, as if typed."""
        self.textCursor().insertText(clean_text(text))

    def text(self) -> str:
        """What is written now."""
        return self.toPlainText()

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        words = self.textCursor().selection().toPlainText()
        if words:
            QGuiApplication.clipboard().setText(words)

    def cut(self) -> None:
        """Put the selected words on the clipboard and take them out."""
        self.copy()
        self.textCursor().removeSelectedText()

    def paste(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard, *, plain: bool = False) -> None:
        """Put the clipboard's words in at the cursor, without their looks.

        plain: nothing but words is wanted, such as the address of a picture's file.
        """
        if mode == QClipboard.Mode.Clipboard and self.pasting is not None and self.pasting(plain):
            return
        words = QGuiApplication.clipboard().text(mode)
        if len(words) > MOST_PASTED:
            text = _(
                "The clipboard holds {count} letters, too many for one text; outside a text its lines "
                "become cards."
            )
            self.refused.emit(text.format(count=len(words)))
        elif words:
            self.insert(words)
            if said := left_out(words):
                self.refused.emit(said)

    def _set_lines(self) -> None:
        option = QTextOption()
        if self._free:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        plain_emoji = getattr(QTextOption.Flag, "DisableEmojiParsing", None)
        if plain_emoji is not None:
            option.setFlags(plain_emoji)
        self.document().setDefaultTextOption(option)
        pitch = QTextBlockFormat()
        pitch.setLineHeight(LINE_PITCH * PIXELS, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.mergeBlockFormat(pitch)

    def _tell(self) -> None:
        if self._quiet:
            return
        self._quiet = True
        wanted = self._dashes()
        written = self._signs()
        # A blank that was tied to a dash breaks again when the dash is gone.
        self._tie(wanted ^ {place for place, letter in enumerate(written) if letter == NO_BREAK})
        self._quiet = False
        self._caret.wake()
        self.typed.emit(self.text())

    def _signs(self) -> str:
        """What the document holds, each sign at its place in it: Qt counts letters beyond the first plane
        as two."""
        return _BEYOND.sub("\ufffd\ufffd", self.document().toRawText())

    def _dashes(self) -> set[int]:
        """Places of blanks at which the engine breaks no line, since a dash stands behind them that fits
        on one with its word."""
        from cjmdesk.text.qt import text_engine

        room = self.textWidth() / PIXELS
        found: set[int] = set()
        start = 0
        for paragraph in self._signs().split(_PARAGRAPH):
            plain = paragraph.replace(NO_BREAK, " ")
            for place in blanks_before_dashes(plain):
                both = plain[:place].rpartition(" ")[2] + NO_BREAK + plain[place + 1]
                if max(text_engine().unbroken(both, self._style)) <= room:
                    found.add(start + place)
            start += len(paragraph) + 1
        return found

    def _tie(self, places: set[int]) -> None:
        """Turn blanks that break into such that do not, and the other way; the text told stays the same,
        and so do the cursor and the steps that can be undone."""
        if not places:
            return
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        for place in places:
            cursor.setPosition(place)
            cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
            other = " " if cursor.selectedText() == NO_BREAK else NO_BREAK
            # Behind it first: what stood on either side of the blank then stands there still.
            cursor.setPosition(place + 1)
            cursor.insertText(other)
            cursor.setPosition(place)
            cursor.deleteChar()
        cursor.endEditBlock()

    def boundingRect(self) -> QRectF:
        return super().boundingRect().adjusted(-EDGE, -EDGE, EDGE, EDGE)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        # The sheet below shows the same letters; drawn twice they would look bold.
        if self._free or self._begun:
            edge = QPen(RING, 1.5 if self._free else 1.0)
            edge.setCosmetic(True)
            painter.setPen(edge)
            painter.setBrush(self._ground)
            inner = EDGE * 0.8
            painter.drawRoundedRect(super().boundingRect().adjusted(-inner, -inner, inner, inner), EDGE, EDGE)
        else:
            painter.fillRect(super().boundingRect(), self._ground)
        self._caret.draw_text(painter, widget.palette() if widget is not None else QApplication.palette())
        place = self.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if isinstance(place, QRectF):
            self._caret.draw(painter, place, self.defaultTextColor())

    def sceneEvent(self, event: QEvent) -> bool:
        # Qt hands Tab straight to the text, past keyPressEvent.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _way(event):
            self.keyPressEvent(event)
            return True
        done = super().sceneEvent(event)
        self._caret.follow(event)
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _way(event)
        if way is not None:
            event.accept()
            self.way.emit(*way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.textCursor().insertText("\n")
            event.accept()
        elif (own := next((do for keys, do in _OWN if event.matches(keys)), None)) is not None:
            own(self)
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            if QGuiApplication.clipboard().supportsSelection():
                self.paste(QClipboard.Mode.Selection)
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QGraphicsSceneContextMenuEvent) -> None:
        event.ignore()  # Qt's own menu pastes with fonts and colours; the sheet has one of ours

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()


_OWN = (
    (QKeySequence.StandardKey.Copy, TextEditor.copy),
    (QKeySequence.StandardKey.Cut, TextEditor.cut),
    (QKeySequence.StandardKey.Paste, TextEditor.paste),
)


def _way(event: QKeyEvent) -> tuple[str, int] | None:
    """Where a key leads out of the text: ("next", 0), ("stop", 0), ("across", ±1), ("along", ±1)."""
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & (shift | control):
        return ("next", 0)
    if key == Qt.Key.Key_Escape:
        return ("stop", 0)
    if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and held & shift):
        return ("across", -1)
    if key == Qt.Key.Key_Tab:
        return ("across", 1)
    if held & control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return ("along", 1 if key == Qt.Key.Key_Down else -1)
    return None
