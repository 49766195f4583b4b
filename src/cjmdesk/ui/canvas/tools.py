"""What a tool of the sheet answers: it is asked before the sheet does what it usually does."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from cjmdesk.ui.canvas.gestures import Gesture, Press


class Tool(Protocol):
    """The points of emotion curves, or the connectors. Places are mm on the Scene."""

    def claim(self, at: QPointF) -> str:
        """The id of the tool's own thing at a place (a handle's owner); empty for none."""

    def grip(self, press: Press) -> Gesture | None:
        """Begin a drag, or leave it to others."""

    def click(self, press: Press) -> bool:
        """Whether a click was for this tool."""

    def hover(self, at: QPointF | None, thing: str) -> Qt.CursorShape | None:
        """The mouse is over `thing` without a button down, or (None) left the sheet; the cursor's
        shape, None for the usual one."""

    def key(self, event: QKeyEvent) -> bool:
        """Whether a key, while nothing is being written, was for this tool."""

    @property
    def wants_tab(self) -> bool:
        """Whether Tab is a key for this tool now."""

    def follow(self) -> None:
        """The sheet, the selection or the zoom is another."""
