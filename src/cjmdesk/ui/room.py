"""Windows no larger than the screen they open on."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 48)
"""Pixels that a window's frame and title may need."""


def room_for(widget: QWidget) -> QSize:
    """The largest size at which `widget`, a window, is wholly seen with its frame."""
    parent = widget.parentWidget()
    screen = (parent or widget).screen() or QGuiApplication.primaryScreen()
    return screen.availableGeometry().size() - FRAME


def open_at(widget: QWidget, width: int, height: int) -> None:
    """Give a window this size, or as much of it as the screen has room for."""
    widget.resize(QSize(width, height).boundedTo(room_for(widget)))
