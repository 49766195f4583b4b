"""Return presses the button that has the keyboard, as people expect, outside dialogs too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


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
