"""Commands on whatever is selected: what moves and what goes depends on its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.i18n import ngettext
from cjmdesk.ui.chosen import kinds_of
from cjmdesk.ui.commands.base import Commands

if TYPE_CHECKING:
    from cjmdesk.ui.commands.columns import ColumnCommands
    from cjmdesk.ui.commands.lanes import LaneCommands
    from cjmdesk.ui.commands.notes import NoteCommands
    from cjmdesk.ui.window import MainWindow

_COLUMNS = frozenset({"stage", "step"})
_LANES = frozenset({"lane", "line"})
_NOTES = frozenset({"card", "point", "cell"})


class ChosenCommands(Commands):
    """Hands a command on to those who know what is selected; notes have what nobody else wants."""

    def __init__(
        self, window: MainWindow, notes: NoteCommands, columns: ColumnCommands, lanes: LaneCommands
    ) -> None:
        super().__init__(window)
        self._notes, self._columns, self._lanes = notes, columns, lanes

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "move_left": lambda: self.sideways(-1),
            "move_right": lambda: self.sideways(1),
            "move_up": lambda: self.vertical(-1),
            "move_down": lambda: self.vertical(1),
            "delete": self.delete,
        }

    def sideways(self, by: int) -> None:
        """Move stages, steps or notes to the right (1) or left (−1)."""
        from cjmdesk.ui.canvas.cursor import forward

        journey = self._session.map
        if journey is not None and self._kinds() & _COLUMNS:
            self._columns.move(forward(journey, by))
        else:
            self._notes.move("sideways", by)

    def vertical(self, by: int) -> None:
        """Move lanes or notes down (1) or up (−1)."""
        if self._kinds() & _LANES:
            self._lanes.move(by)
        else:
            self._notes.move("vertical", by)

    def delete(self) -> None:
        """Delete stages, steps, lanes and arrows, however many are selected; else notes."""
        kinds = self._kinds()
        if kinds & _NOTES or not kinds & (_COLUMNS | _LANES):
            self._notes.delete()
        elif "several" in kinds:
            self._delete_all()
        elif kinds & _LANES:
            self._lanes.delete()
        elif "step" in kinds:
            self._columns.delete_step()
        else:
            self._columns.delete_stage()

    def _delete_all(self) -> None:
        from cjmdesk.edits.removing import remove

        gone = self._session.chosen
        label = ngettext("deleting {count} part", "deleting {count} parts", len(gone))
        if self._apply(label.format(count=len(gone)), lambda project: remove(project, *gone)):
            self._session.select("")

    def _kinds(self) -> frozenset[str]:
        return kinds_of(self._session.map, self._session.chosen)
