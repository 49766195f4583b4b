"""Editors that take typing: one line, several, lists of words, numbers, dates."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QLocale, QMimeData, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
)

from cjmdesk.i18n import _, current_language
from cjmdesk.ui.fields.editors.base import (
    VARIOUS,
    Desk,
    FieldEditor,
    QuietLine,
    Shown,
    is_undo,
    one_of,
    various_words,
)
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.wrapped import lines_of

_MOST = 10_000
"""Letters that are taken into a field at once; a paste of megabytes would stop the window."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QuietLine):
    """A line that tells its editor of Return and Esc."""

    def __init__(self, editor: FieldEditor) -> None:
        super().__init__()
        self._editor = editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._editor.ended.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._editor.restored.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.ended.emit()


class LineEditor(FieldEditor):
    """One line of text; every letter is an edit."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.line = Line(self)
        self._value: Any = object()
        self._bad = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)

    def name(self, words: str) -> None:
        super().name(words)
        self.line.setAccessibleName(words)

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        value = one_of(values)
        if self._bad and value == self._value:
            return  # what is typed is kept until the value itself changes
        if self._bad:
            self._bad = False
            self.refused.emit("")
        self._value = value
        self.line.setPlaceholderText(various_words() if value is VARIOUS else self.hint(shown))
        text = "" if value is VARIOUS else self.words(value)
        if text != self.line.text() and not self._means_the_same(value):
            at = self.line.cursorPosition()
            self.line.setText(text)
            self.line.setCursorPosition(at if self.line.hasFocus() else 0)

    def hint(self, shown: Shown) -> str:
        """What stands in the empty field."""
        return usual_words(self.field, shown)

    def words(self, value: Any) -> str:
        """The value as text."""
        return value or ""

    def parse(self, text: str) -> Any:
        """The value of a text. Raises ValueError with a sentence."""
        return text

    def draft(self) -> str | None:
        return self.line.text() if self._bad else None

    def take_draft(self, text: str) -> None:
        self.line.setText(text)
        self._typed(text)

    def drop_draft(self) -> None:
        self._bad = False
        self.line.clear()

    def _means_the_same(self, value: Any) -> bool:
        """Whether what is typed already says `value`: “3,” is not made “3” under the hand."""
        if not self.line.hasFocus() or value is VARIOUS:
            return False
        try:
            return bool(self.parse(self.line.text()) == value)
        except ValueError:
            return False

    def _typed(self, text: str) -> None:
        if len(text) > _MOST:
            text = text[:_MOST]
            self.line.setText(text)
        try:
            value = self.parse(text)
        except ValueError as trouble:
            self._bad = True
            self.refused.emit(str(trouble))
            return
        self._bad = False
        self._value = value
        self.refused.emit("")
        self.edited.emit(value, True)


class NumberEditor(LineEditor):
    """A number in the user's way of writing; Up and Down change it by the field's step."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.line.setMaximumWidth(120)
        self.line.installEventFilter(self)
        if field.unit or field.editor == "percent":
            self.unit = QLabel(_(field.unit) if field.unit else "%")
            self.unit.setProperty("role", "quiet")
            self._row.addWidget(self.unit)
        self._row.addStretch(1)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if by is not None and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                self._step(by)
                return True
        return False

    def _step(self, by: int) -> None:
        try:
            shown = self._number(self.line.text())
        except ValueError:
            return
        low, high = self.field.low, self.field.high
        value = (shown or 0) + by * self.field.step
        value = value if low is None else max(value, low)
        value = value if high is None else min(value, high)
        self.line.setText(_figures(value))
        self._typed(self.line.text())

    def words(self, value: Any) -> str:
        if value is None:
            return ""
        return _figures(round(value * 100, 6) if self.field.editor == "percent" else value)

    def parse(self, text: str) -> Any:
        number = self._number(text)
        if number is None:
            return 0 if self.field.name in _NEVER_EMPTY else None
        low, high = self.field.low, self.field.high
        if (low is not None and number < low) or (high is not None and number > high):
            if high is None:
                raise ValueError(_("The number is at least {low}.").format(low=_figures(low or 0)))
            raise ValueError(
                _("The number lies between {low} and {high}.").format(
                    low=_figures(low or 0), high=_figures(high)
                )
            )
        if self.field.editor == "percent":
            return number / 100
        return int(number) if self.field.editor == "count" else number

    def _number(self, text: str) -> float | None:
        plain = "".join(text.split()).replace("−", "-").replace("%", "")
        if not plain:
            return None
        try:
            number = float(plain.replace(",", "."))
        except ValueError:
            raise ValueError(_("“{text}” is not a number.").format(text=text.strip()[:40])) from None
        if not abs(number) <= 1e15:
            raise ValueError(_("“{text}” is not a number.").format(text=text.strip()[:40]))
        if self.field.editor == "count" and number != int(number):
            raise ValueError(_("“{text}” is not a whole number.").format(text=text.strip()[:40]))
        return number


_NEVER_EMPTY = ("votes", "guides")
"""Counts that are nought where nothing is said."""


MOST_LINES = 10
"""A longer text scrolls in its box."""

_MARGIN, _SPARE = 2, 1
"""Pixels around the words inside the box's edge, and below them: Qt scrolls where the last line ends with
the box. With those of `window.qss` a box of one line is as high as a line."""


class Lines(QPlainTextEdit):
    """A box as high as its text, up to MOST_LINES. Return ends it, or begins a line (`free`).

    flat: a line is never begun; breaks in what is pasted become spaces.
    """

    def __init__(self, editor: FieldEditor, *, free: bool, flat: bool = False) -> None:
        super().__init__()
        self._editor, self._free, self._flat = editor, free, flat
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.document().setDocumentMargin(_MARGIN)
        self._counted: dict[int, int] = {}
        """Lines of what is written now, by the width they were broken at."""
        self._asked = 0
        self.document().contentsChanged.connect(self._changed)
        self._changed()

    def event(self, event: QEvent) -> bool:
        if is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Escape:
            self._editor.restored.emit()
        elif event.key() in _ENTER and (
            self._flat or plain != self._free or held & Qt.KeyboardModifier.ControlModifier
        ):
            self._editor.ended.emit()
        elif event.key() in _ENTER:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.ended.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._flat and source.hasText():
            self.insertPlainText(" ".join(source.text().split()))
        else:
            super().insertFromMimeData(source)

    def wheelEvent(self, event: Any) -> None:
        """A box that shows all of its text leaves the wheel to the inspector."""
        bar = self.verticalScrollBar()
        super().wheelEvent(event) if bar.maximum() > bar.minimum() else event.ignore()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._show_bar()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_counted"):
            self._changed()

    # The height follows from the width: whoever lays the form out learns it in one go. A box that grew
    # only after it was given its width would leave those around it with what they had asked for before.

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._high(1))

    def heightForWidth(self, width: int) -> int:
        return self._high(min(self._lines(width), MOST_LINES))

    def _high(self, lines: int) -> int:
        edges = self.contentsMargins()
        return lines * self.fontMetrics().lineSpacing() + 2 * _MARGIN + _SPARE + edges.top() + edges.bottom()

    def _lines(self, width: int) -> int:
        """Lines of the words, or of those that stand in the empty field, in a box of `width` pixels."""
        edges = self.contentsMargins()
        room = max(width - edges.left() - edges.right() - 2 * _MARGIN, 1)
        known = self._counted.get(room)
        if known is None:
            words = self.toPlainText() or self.placeholderText()
            known = self._counted[room] = lines_of(words, self.font(), room, MOST_LINES)
        return max(known, 2 if self._free else 1)

    def _changed(self) -> None:
        """Other words, or in another type."""
        self._counted.clear()
        self._show_bar()
        asked = self.heightForWidth(self.width())
        if asked != self._asked:
            self._asked = asked
            self.updateGeometry()

    def _show_bar(self) -> None:
        """A bar that came as needed might stay where the box grows while it is given its width."""
        bar = Qt.ScrollBarPolicy
        longer = self._lines(self.width()) > MOST_LINES
        self.setVerticalScrollBarPolicy(bar.ScrollBarAsNeeded if longer else bar.ScrollBarAlwaysOff)

    def hint(self, words: str) -> None:
        """What stands in the field while it is empty; the field is high enough for it."""
        if words != self.placeholderText():
            self.setPlaceholderText(words)
            self._changed()


class TextEditor(FieldEditor):
    """Several lines of text; every letter is an edit."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        flat = field.editor == "phrase"
        self.box = Lines(self, free=field.editor != "text" and not flat, flat=flat)
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(self._typed)

    def name(self, words: str) -> None:
        super().name(words)
        self.box.setAccessibleName(words)

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        value = one_of(values)
        self.box.hint(various_words() if value is VARIOUS else usual_words(self.field, shown))
        if value is VARIOUS:
            value = self.value("")
        if value == self.value(self.box.toPlainText()):
            return
        self._filling = True
        cursor = self.box.textCursor()
        at = cursor.position()
        self.box.setPlainText(self.words(value))
        cursor = self.box.textCursor()
        cursor.setPosition(min(at, len(self.box.toPlainText())) if self.box.hasFocus() else 0)
        self.box.setTextCursor(cursor)
        self._filling = False

    def words(self, value: Any) -> str:
        """The value as text."""
        return str(value)

    def value(self, text: str) -> Any:
        """The value of a text."""
        return text

    def _typed(self) -> None:
        if self._filling:
            return
        text = self.box.toPlainText()
        if len(text) > 10 * _MOST:
            self.desk.tell(_("The text was too long for a field; the first part of it was taken."))
            self._filling = True
            self.box.setPlainText(text[: 10 * _MOST])
            self._filling = False
            text = self.box.toPlainText()
        self.edited.emit(self.value(text), True)


class PhraseEditor(TextEditor):
    """One line of text, which is shown whole."""

    def words(self, value: Any) -> str:
        return value or ""


class WordsEditor(TextEditor):
    """A list of texts, one a line."""

    def words(self, value: Any) -> str:
        return "\n".join(value)

    def value(self, text: str) -> Any:
        return tuple(line.strip() for line in text.split("\n") if line.strip())


def usual_words(field: Field, shown: Shown) -> str:
    """What an empty field means: a lane without title or question has those of its kind."""
    kind = shown.subjects[0].kind
    if not kind.startswith("lane:") or field.name not in ("title", "question"):
        return ""
    from cjmdesk.layout import titles

    words = titles.LANES.get(kind.partition(":")[2], titles.UNKNOWN_LANE)
    said = words.title if field.name == "title" else words.question
    return _(said) if said else ""


def _figures(value: float) -> str:
    text = f"{value:.10g}".replace("-", "−")
    return text.replace(".", QLocale(current_language()).decimalPoint())
