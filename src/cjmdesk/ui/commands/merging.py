"""What the command does that merges the files of several groups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.commands.base import Commands

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.ui.merging.gathering import Gathering, Group
    from cjmdesk.ui.merging.window import MergeWindow


class MergeCommands(Commands):
    """Keeps what was decided until it is merged, or another project is opened."""

    _gathering: Gathering | None = None
    _path: Path | None = None

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {"merge": self.merge}

    def merge(self) -> MergeWindow | None:
        """Open the window in which files are chosen and conflicts decided."""
        from cjmdesk.ui.merging.gathering import Gathering
        from cjmdesk.ui.merging.window import MergeWindow

        window, session = self._window, self._session
        window.canvas.writing.stop()
        project = session.project
        if project is None:
            return None
        gathering = self._gathering
        if gathering is None or session.path != self._path:
            gathering = self._gathering = Gathering(project)
            self._path = session.path
        gathering.take(project)
        program = window.program
        made = MergeWindow(window, program.theme, gathering, program.remembered, _read)
        made.merged.connect(self._take)
        made.open()
        made.begin()
        return made

    def _take(self, project: Project, fresh: bool) -> None:
        """Put the outcome into the open project as one step, or into a window of its own."""
        from cjmdesk.ui.infobar import Notice

        window = self._window
        gathering, self._gathering = self._gathering, None
        assert gathering is not None
        count = len(gathering.others)
        if fresh:
            other = window.program.new_window()
            name = window.document_name().removesuffix(".cjm")
            other.files.start_new(project, f"{name}-{_('merged')}.cjm")
            other.session.mark_unsaved()
            return
        label = ngettext("merging {count} file", "merging {count} files", count).format(count=count)
        self._session.close_step()
        self._session.apply(label, project)
        self._session.close_step()
        text = ngettext("{count} file is merged in.", "{count} files are merged in.", count)
        window.tell(Notice(text.format(count=count)))


def _read(path: Path) -> Group:
    """The project in a file, ours or any that can be imported. Raises FileError."""
    from cjmdesk.ui.merging.gathering import Group
    from cjmdesk.ui.opening import open_file

    return Group(path.name, path, open_file(path).project)
