"""What the commands that change how a window looks at its project do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cjmdesk.ui.dialogs.print.dialog import PrintDialog
    from cjmdesk.ui.infobar import Notice
    from cjmdesk.ui.window import MainWindow


class ViewCommands:
    """The view, map and help commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        window, session = self._window, self._window.session
        return {
            "close": window.close,
            "quit": window.program.quit,
            "undo": session.undo,
            "redo": session.redo,
            "preferences": self.preferences,
            "zoom_in": lambda: window.canvas.step_zoom(True),
            "zoom_out": lambda: window.canvas.step_zoom(False),
            "zoom_paper": lambda: window.canvas.set_zoom(1.0),
            "fit_width": lambda: window.canvas.fit_to("width"),
            "fit_page": lambda: window.canvas.fit_to("page"),
            "navigator": lambda: self._turn_side("navigator"),
            "outline": lambda: self._turn_side("outline"),
            "inspector": lambda: self._toggle("inspector", window.bench.inspector),
            "past": lambda: self._toggle("past", window.bench.past),
            "gaps": self._turn_gaps,
            "minimap": self._toggle_minimap,
            "headings": self._toggle_headings,
            "next_pane": self.next_pane,
            "full_screen": self.full_screen,
            "next_map": lambda: self.turn(1),
            "previous_map": lambda: self.turn(-1),
            "shortcuts": self.shortcuts,
            "logs": self.logs,
            "about": self.about,
            "print": self.print_,
            "export_poster": self.export_poster,
            "write": lambda: window.canvas.writing.write(session.selection),
            "scribe": self.scribe,
        }

    def _toggle(self, name: str, pane: QWidget) -> None:
        pane.setVisible(pane.isHidden())
        self._window.program.remembered.put(**{name: not pane.isHidden()})
        self._window.refresh()

    def _turn_gaps(self) -> None:
        """Show what is missing with the keyboard in it, or hide it."""
        gaps = self._window.bench.gaps
        self._toggle("gaps", gaps)
        self._window.canvas.setFocus() if gaps.isHidden() else gaps.setFocus()

    def _toggle_headings(self) -> None:
        canvas = self._window.canvas
        canvas.freezing = not canvas.freezing
        canvas.refreeze()
        self._window.program.remembered.put(headings=canvas.freezing)
        self._window.refresh()

    def _turn_side(self, page: str) -> None:
        """Show a page of the left panel with the keyboard in it, or hide the panel if it is shown."""
        side = self._window.bench.side
        hide = not side.isHidden() and side.page == page
        side.setVisible(not hide)
        side.turn(page)
        self._window.program.remembered.put(navigator=not hide)
        self._window.refresh()
        self._window.canvas.setFocus() if hide else side.setFocus()

    def _toggle_minimap(self) -> None:
        minimap = self._window.canvas.minimap
        minimap.wanted = not minimap.wanted
        minimap.follow()
        self._window.program.remembered.put(minimap=minimap.wanted)
        self._window.refresh()

    def next_pane(self) -> None:
        """Move the keyboard round: notice, navigator, sheet, inspector; or notice and start page."""
        from PySide6.QtWidgets import QApplication

        panes = self._window.panes()
        focus = QApplication.focusWidget()
        here = -1
        for number, (pane, _take) in enumerate(panes):
            if focus is not None and (focus is pane or pane.isAncestorOf(focus)):
                here = number
        panes[(here + 1) % len(panes)][1]()

    def full_screen(self) -> None:
        """Use the whole screen, or go back."""
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()
        window.refresh()

    def turn(self, by: int) -> None:
        """Show the map `by` places further in the project, going round."""
        session = self._window.session
        project, shown = session.project, session.map
        if project is None or shown is None:
            return
        ids = [one.id for one in project.maps]
        session.show_map(ids[(ids.index(shown.id) + by) % len(ids)])

    def scribe(self) -> None:
        """Open the scribe line, or leave it."""
        line = self._window.bench.scribe
        line.close_line() if line.isVisible() else line.open()
        self._window.refresh()

    def preferences(self) -> None:
        """Open the preferences."""
        from cjmdesk.ui.dialogs.preferences import PreferencesDialog

        PreferencesDialog(self._window, self._window.program).open()

    def shortcuts(self) -> None:
        """Open the sheet of shortcuts."""
        from cjmdesk.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window, self._window.program.theme).open()

    def about(self) -> None:
        """Open the about box."""
        from cjmdesk.ui.dialogs.about import AboutDialog

        AboutDialog(self._window, self._window.program.theme).open()

    def logs(self) -> None:
        """Open the folder with the log in the system's file manager."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        from cjmdesk.ui.troubles import log_folder

        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def print_(self) -> PrintDialog | None:
        """Open the print dialog for the shown map; None if the disk refuses it."""
        return open_print(self._window, self._window)

    def export_poster(self) -> None:
        """Open the print dialog for the poster, at the choice of a file's format."""
        dialog = open_print(self._window, self._window, what="map")
        if dialog is not None:
            dialog.side.ask_format()


def open_print(
    window: MainWindow,
    parent: QWidget,
    *,
    what: str = "",
    chosen: tuple[str, ...] | None = None,
    against: str = "",
    against_words: str = "",
    tell: Callable[[Notice], object] | None = None,
) -> PrintDialog | None:
    """Open the print dialog for the shown map, over `parent`; None if there is none or the disk refuses.

    what, chosen, against, against_words: see PrintDialog. tell: who says how it went; None for the window.
    """
    from cjmdesk.ui.dialogs.print.dialog import PrintDialog, PrintDoors
    from cjmdesk.ui.infobar import Notice
    from cjmdesk.ui.opening import FileError

    project, one = window.session.project, window.session.map
    if project is None or one is None:
        return None
    doors = PrintDoors(window.session, window.jobs, tell or window.tell)
    try:
        dialog = PrintDialog(
            parent,
            window.program,
            doors,
            project,
            one,
            what=what,
            chosen=chosen,
            against=against,
            against_words=against_words,
        )
    except FileError as trouble:
        doors.tell(Notice(str(trouble), "error"))
        return None
    dialog.open()
    return dialog
