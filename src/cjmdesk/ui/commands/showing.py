"""What the commands do that show something else: palette, help, presentation, photo of the wall."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.presenting.presentation import Presentation
    from cjmdesk.ui.presenting.walkthrough import WalkThrough
    from cjmdesk.ui.window import MainWindow


class ShowCommands:
    """These commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "palette": self.palette,
            "help": self.help,
            "present": self.present,
            "walk": self.walk,
            "photo": self.photo,
            "choose_photo": self.choose_photo,
            "new_window": self._window.program.new_window,
        }

    def palette(self) -> None:
        """Open the command palette."""
        from cjmdesk.ui.dialogs.palette import Palette, command_entries, place_entries

        window = self._window
        entries = [*command_entries(window.actions_, window.program.theme), *place_entries(window.session)]
        Palette(window, window.program.theme, entries).show()

    def help(self) -> None:
        """Open the help beside the window."""
        from cjmdesk.ui.dialogs.help import HelpDialog

        HelpDialog(self._window, self._window.program.theme).show()

    def present(self) -> Presentation | None:
        """Show the map on the whole screen, stage by stage; from the selected stage on."""
        from cjmdesk.ui.presenting.presentation import Presentation

        window, canvas = self._window, self._window.canvas
        shown, one, painter = canvas.shown, window.session.map, canvas.painter
        if shown is None or one is None or painter is None or canvas.poster is None:
            return None
        canvas.writing.stop()
        made = Presentation(window, window.program.theme, one, shown, painter, canvas.poster.measures.em)
        made.setScreen(window.screen())
        made.setGeometry(window.screen().geometry())
        made.showFullScreen()
        made.setFocus()
        selected = self._selected_stage(one)
        made.go_to_stage(next((n for n, stage in enumerate(one.stages, 1) if stage.id == selected), 0))
        return made

    def walk(self) -> WalkThrough | None:
        """Ask one question after the other on the whole screen; from the selected stage on."""
        import datetime

        from cjmdesk.analysis.gaps import gaps
        from cjmdesk.formats.shown import lane_title
        from cjmdesk.ui.infobar import Notice
        from cjmdesk.ui.presenting.walkthrough import WalkThrough

        window = self._window
        project, one = window.session.project, window.session.map
        if project is None or one is None:
            return None
        window.canvas.writing.stop()
        project, one = window.session.project or project, window.session.map or one
        today = datetime.datetime.now().astimezone().date()
        found = gaps(project, one, today, lambda lane: lane_title(lane, one.language))
        made = WalkThrough(window, window.program.theme, window.session, found)
        if not made.questions:
            made.deleteLater()
            window.tell(Notice(_("The map has no stage or lane to ask about yet."), "warning"))
            return None
        made.go_to_stage(self._selected_stage(one))
        made.setScreen(window.screen())
        made.setGeometry(window.screen().geometry())
        made.showFullScreen()
        made.setFocus()
        return made

    def _selected_stage(self, one: JourneyMap) -> str:
        """The id of the stage that the selection is in; empty for none."""
        from cjmdesk.ui.canvas.cursor import cursor_at

        selection = self._window.session.selection
        at = cursor_at(one, selection)
        step = at.step if at is not None else selection
        own = (stage.id for stage in one.stages if step in (stage.id, *(each.id for each in stage.steps)))
        return next(own, "")

    def photo(self) -> None:
        """Put a photo of the wall beside the sheet, or take it away."""
        pane = self._window.bench.photo
        if not pane.isHidden():
            pane.hide()
            self._window.refresh()
        elif pane.path is not None:
            pane.show()
            self._window.refresh()
        else:
            self.choose_photo()

    def choose_photo(self) -> None:
        """Ask for a photo and show it."""
        from PySide6.QtWidgets import QFileDialog

        from cjmdesk.ui.photo import PATTERNS

        remembered = self._window.program.remembered
        name, _chosen = QFileDialog.getOpenFileName(
            self._window,
            _("Photo of the Wall"),
            str(remembered.folder("photos")),
            f"{_('Pictures')} ({PATTERNS})",
        )
        if name and self._window.bench.photo.open(Path(name)):
            remembered.note_folder(Path(name).parent, "photos")
            self._window.refresh()
