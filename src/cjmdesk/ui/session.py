"""The open project: its values, its history, its file. The only one who tells of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # pydantic is not needed before the first paint
    from cjmdesk.edits.history import History
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project


class Event(Struct, frozen=True):
    """What happened beside a change of the project.

    opened: another project is open (or none). saved: path or modified mark changed.
    map: another map is shown. selection: something else is selected. curve: new points go onto
    another persona's curve. project: which was written to the file just now, if one was.
    """

    kind: Literal["opened", "saved", "map", "selection", "curve"]
    project: Project | None = None


class Session(QObject):
    """One window's project: frozen values with a history. No project is open at first.

    map_id and what is chosen are how it is looked at; they never enter the project.
    """

    changed = Signal(object, object)
    """The project before and after an edit, an undo or a redo; compare them for what differs."""

    told = Signal(object)
    """An Event."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history: History | None = None
        self.path: Path | None = None
        self.suggested = ""
        self.map_id = ""
        self._shown: tuple[Project, str, JourneyMap] | None = None
        self._chosen: tuple[str, ...] = ()
        self._curves: dict[str, str] = {}

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of all that is selected; the last is the one that the keyboard stands at."""
        return self._chosen

    @property
    def selection(self) -> str:
        """The id of what the keyboard stands at, the last selected; empty for nothing."""
        return self._chosen[-1] if self._chosen else ""

    @property
    def project(self) -> Project | None:
        """As it is now; None when nothing is open."""
        return self._history.project if self._history is not None else None

    @property
    def history(self) -> History | None:
        """What can be undone and redone; None when nothing is open."""
        return self._history

    @property
    def modified(self) -> bool:
        """Whether there is something that no file holds."""
        return self._history is not None and self._history.is_modified

    @property
    def map(self) -> JourneyMap | None:
        """The map shown; None when nothing is open or the project has no map."""
        project = self.project
        if project is None or not project.maps:
            return None
        if self._shown is None or self._shown[0] is not project or self._shown[1] != self.map_id:
            # Asked for many times at every key, and looked for once.
            found = next((one for one in project.maps if one.id == self.map_id), project.maps[0])
            self._shown = (project, self.map_id, found)
        return self._shown[2]

    def start(
        self, project: Project, path: Path | None = None, suggested: str = "", saved: bool = True
    ) -> None:
        """Open `project`. path: its own file, None if it has none yet.

        suggested: a file name (without folder) for its first save. saved: whether a file holds it.
        """
        from cjmdesk.edits.history import History

        self._history = History(project, saved=saved)
        self.path, self.suggested = path, suggested
        self.map_id = project.maps[0].id if project.maps else ""
        self._chosen, self._curves = (), {}
        self.told.emit(Event("opened"))

    def apply(self, label: str, project: Project, key: str | None = None) -> None:
        """An edit made `project` of the present one. label: names it in the menu.

        key: edits in a row under the same key become one step (typing); None never merges.
        """
        before = self.project
        if self._history is not None and self._history.push(project, label, key):
            self._tell(before)

    def attempt(
        self,
        label: str,
        edit: Callable[[Project], Project],
        refused: Callable[[str], object],
        key: str | None = None,
    ) -> bool:
        """Make an edit of the present project, see `apply`; whether it was made.

        refused: told in words why it cannot be made.
        """
        from cjmdesk.edits.errors import EditError

        project = self.project
        if project is None:
            return False
        try:
            fresh = edit(project)
        except EditError as error:
            refused(str(error))
            return False
        self.apply(label, fresh, key)
        return True

    def close_step(self) -> None:
        """The gesture has ended: what comes next is a step of its own."""
        if self._history is not None:
            self._history.close_step()

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        before = self.project
        if self._history is not None and self._history.undo() is not before:
            self._tell(before)

    def take_back(self) -> None:
        """Take the last step back, if there is one, and leave no trace of it: it came to nothing."""
        before = self.project
        if self._history is not None and self._history.take_back() is not before:
            self._tell(before)

    def redo(self) -> None:
        """Make the next step again, if there is one."""
        before = self.project
        if self._history is not None and self._history.redo() is not before:
            self._tell(before)

    def go_to(self, at: int) -> None:
        """Undo or redo until `at` steps of the history are done."""
        before = self.project
        if self._history is not None and self._history.go_to(at) is not before:
            self._tell(before)

    def mark_saved(self, path: Path, project: Project | None = None) -> None:
        """`project` stands in the file `path`, which is its own from now on. None: as it is now."""
        project = self.project if project is None else project
        if self._history is not None:
            self._history.mark_saved(project)
        self.path = path
        self.told.emit(Event("saved", project))

    def mark_unsaved(self) -> None:
        """No file holds the project any more: it was taken away, or holds something else."""
        if self._history is not None:
            self._history.mark_unsaved()
        self.told.emit(Event("saved"))

    def show_map(self, map_id: str) -> None:
        """Show another map."""
        if map_id != self.map_id:
            self.map_id, self._chosen = map_id, ()
            self.told.emit(Event("map"))

    def select(self, item: str) -> None:
        """Select the item with this id alone; empty for none."""
        self.choose((item,) if item else ())

    def choose(self, items: Iterable[str]) -> None:
        """Select these items, each once; the keyboard stands at the last of them."""
        chosen = tuple(dict.fromkeys(items))
        if chosen != self._chosen:
            self._chosen = chosen
            self.told.emit(Event("selection"))

    def curve_of(self, lane: str) -> str:
        """The persona or competitor whose curve new points of an emotion lane go onto; empty: everybody's."""
        whose, shown = self._curves.get(lane, ""), self.map
        if shown is None:
            return ""
        return whose if whose in shown.personas or any(one.id == whose for one in shown.competitors) else ""

    def draw_curve(self, lane: str, whose: str) -> None:
        """New points of the emotion lane go onto the curve of this persona or competitor; empty: onto
        everybody's."""
        if whose != self.curve_of(lane):
            self._curves[lane] = whose
            self.told.emit(Event("curve"))

    def _tell(self, before: Project | None) -> None:
        self.changed.emit(before, self.project)
        self.told.emit(Event("saved"))
