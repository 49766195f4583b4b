"""What every command does: the handlers of one window, by action id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.ui.actions.action import CURVES
from cjmdesk.ui.clipboardcommands import ClipboardCommands
from cjmdesk.ui.connectorcommands import ConnectorCommands
from cjmdesk.ui.curvecommands import CurveCommands
from cjmdesk.ui.findcommands import FindCommands
from cjmdesk.ui.mapcommands import MapCommands
from cjmdesk.ui.menus import Entry
from cjmdesk.ui.notecommands import NoteCommands
from cjmdesk.ui.showcommands import ShowCommands
from cjmdesk.ui.viewcommands import ViewCommands

if TYPE_CHECKING:
    from cjmdesk.ui.window import MainWindow


def handlers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Handlers by action id. Each group imports what is heavy where it is used."""
    groups = (
        *(window.files, window.pictures, ViewCommands(window), FindCommands(window), ShowCommands(window)),
        *(ClipboardCommands(window), NoteCommands(window)),
        *(CurveCommands(window), ConnectorCommands(window)),
    )
    table = {id: handler for group in groups for id, handler in group.table().items()}
    return {**table, **MapCommands(window).table(table)}


def fills(window: MainWindow) -> dict[str, Callable[[], list[Entry]]]:
    """What the window puts at the places of its menus."""
    return {CURVES: CurveCommands(window).entries, **MapCommands(window).fills()}
