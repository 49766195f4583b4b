"""What every command does: the handlers of one window, by action id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.ui.actions.action import CURVES, MAPS, RECENT
from cjmdesk.ui.actions.mapping import TEMPLATES
from cjmdesk.ui.actions.structure import HIDDEN, PEOPLE
from cjmdesk.ui.commands.chosen import ChosenCommands
from cjmdesk.ui.commands.clipboard import ClipboardCommands
from cjmdesk.ui.commands.columns import ColumnCommands
from cjmdesk.ui.commands.comparing import CompareCommands
from cjmdesk.ui.commands.connectors import ConnectorCommands
from cjmdesk.ui.commands.curves import CurveCommands
from cjmdesk.ui.commands.deciding import DecidingCommands
from cjmdesk.ui.commands.exporting import ExportCommands
from cjmdesk.ui.commands.figures import FigureCommands
from cjmdesk.ui.commands.finding import FindCommands
from cjmdesk.ui.commands.guides import GuideCommands
from cjmdesk.ui.commands.lanes import LaneCommands
from cjmdesk.ui.commands.maps import MapCommands
from cjmdesk.ui.commands.merging import MergeCommands
from cjmdesk.ui.commands.notes import NoteCommands
from cjmdesk.ui.commands.personas import PersonaCommands
from cjmdesk.ui.commands.showing import ShowCommands
from cjmdesk.ui.commands.starting import StartCommands
from cjmdesk.ui.commands.viewing import ViewCommands
from cjmdesk.ui.menus import Entry, recent_entries

if TYPE_CHECKING:
    from cjmdesk.ui.window import MainWindow


def handlers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Handlers by action id. Each group imports what is heavy where it is used."""
    notes, columns, lanes = NoteCommands(window), ColumnCommands(window), LaneCommands(window)
    groups = (
        window.files,
        window.reviewing,
        StartCommands(window),
        ExportCommands(window),
        window.pictures,
        ViewCommands(window),
        FindCommands(window),
        ShowCommands(window),
        ClipboardCommands(window, (window.pictures.take,)),
        notes,
        columns,
        lanes,
        ChosenCommands(window, notes, columns, lanes),
        MapCommands(window),
        PersonaCommands(window),
        GuideCommands(window),
        CurveCommands(window),
        ConnectorCommands(window),
        FigureCommands(window),
        DecidingCommands(window),
        CompareCommands(window),
        MergeCommands(window),
    )
    return {id: handler for group in groups for id, handler in group.table().items()}


def fills(window: MainWindow) -> dict[str, Callable[[], list[Entry]]]:
    """What the window puts at the places of its menus."""
    maps, program = MapCommands(window), window.program

    def recent() -> list[Entry]:
        files = program.remembered.recent()
        return recent_entries(files, lambda path: program.open_path(path, window), program.forget_recent)

    return {
        RECENT: recent,
        MAPS: maps.maps,
        CURVES: CurveCommands(window).entries,
        TEMPLATES: maps.templates,
        HIDDEN: LaneCommands(window).hidden,
        PEOPLE: PersonaCommands(window).people,
    }
