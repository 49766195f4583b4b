"""Keys that do what people expect of them where Qt leaves them alone, and what a key is for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QWidget


def key_words(keys: str | QKeySequence) -> str:
    """A shortcut as menus write it, in the user's language ("Ctrl+←", "Ctrl+Пробел"); empty for none.

    keys: with Qt's names ("Ctrl+Left").
    """
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def pressed_by_return(event: QKeyEvent, inside: QWidget) -> bool:
    """Press the button inside `inside` that has the keyboard, if `event` is Return; whether it was.

    Qt itself lets only Space press a button of a window.
    """
    focus = QApplication.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    if not isinstance(focus, QAbstractButton) or not inside.isAncestorOf(focus):
        return False
    focus.click()
    return True


def led_through(rows: QListWidget, event: QKeyEvent, page: int) -> bool:
    """Go on in a list while the keyboard stays in the text beside it, if `event` is an arrow or page key;
    whether it was. page: rows at once."""
    steps = {
        Qt.Key.Key_Down: 1,
        Qt.Key.Key_Up: -1,
        Qt.Key.Key_PageDown: page,
        Qt.Key.Key_PageUp: -page,
    }
    by = steps.get(Qt.Key(event.key()), 0)
    if by and rows.count():
        rows.setCurrentRow(min(max(rows.currentRow() + by, 0), rows.count() - 1))
    return bool(by)


def is_command(event: QKeyEvent) -> bool:
    """Whether a key is held that makes a command of it.

    AltGr writes letters (ź, ł, €): it comes as a modifier of its own, or as Ctrl and Alt together.
    """
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    meta = bool(event.modifiers() & Qt.KeyboardModifier.MetaModifier)
    return meta or control != alt or (control and alt and not event.text().isprintable())
