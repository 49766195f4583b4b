"""The main window: menus, toolbar, navigator, sheet, inspector, status; or the start page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, QTime
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cjmdesk.i18n import _, current_language, ngettext
from cjmdesk.ui.actions import MAPS, RECENT, State
from cjmdesk.ui.actionset import ActionSet
from cjmdesk.ui.canvas.canvas import Canvas
from cjmdesk.ui.commands import FileCommands
from cjmdesk.ui.docks.inspector import Inspector
from cjmdesk.ui.docks.navigator import Navigator
from cjmdesk.ui.infobar import InfoBar, Notice
from cjmdesk.ui.jobs import Jobs
from cjmdesk.ui.menus import Entry, Menus, build_toolbar, recent_entries
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.startpage import StartPage
from cjmdesk.ui.statusbar import StatusBar
from cjmdesk.ui.viewcommands import ViewCommands

if TYPE_CHECKING:
    from cjmdesk.ui.program import Program


class MainWindow(QMainWindow):
    """One window, one project (or none: then the start page)."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.session = Session(self)
        self._saved_at: QTime | None = None
        self._painted = False
        theme = program.theme
        self.canvas = Canvas(
            theme, self.session, program.maker, lambda text: self.tell(Notice(text, "warning"))
        )
        self.canvas.setAcceptDrops(False)
        self.navigator = Navigator(theme, self.session)
        self.inspector = Inspector(theme, self.session)
        self.info = InfoBar(theme)
        self.jobs = Jobs(self)
        self.start = StartPage(theme, program.doors(self))
        self.files = FileCommands(self)
        self.actions_ = ActionSet(self, theme, {**self.files.table(), **ViewCommands(self).table()})
        for action in self.actions_.all():
            self.addAction(action)
        self._menus = Menus(self, theme, self.actions_, {RECENT: self._recent, MAPS: self._maps})
        self.toolbar = build_toolbar(self.actions_)
        self.addToolBar(self.toolbar)
        self._lay_out()
        self.setAcceptDrops(True)
        self.session.told.connect(self._hear)
        self.session.told.connect(self.files.hear)
        self.session.changed.connect(lambda _before, _after: self.refresh())
        self.canvas.moved.connect(self._refresh_fit)
        theme.changed.connect(self._retheme)
        self._restore()
        self.retranslate()

    def _lay_out(self) -> None:
        acts = self.actions_
        zooms = tuple(acts[id] for id in ("fit_width", "fit_page", "zoom_paper"))
        self.status = StatusBar(self.program.theme, self.canvas, acts["zoom_out"], acts["zoom_in"], zooms)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        for pane in (self.navigator, self.canvas, self.inspector):
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(1, 1)
        self.panes.setSizes([230, 900, 250])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.panes)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.info)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)

    # What the window says ---------------------------------------------------------------------

    def tell(self, notice: Notice) -> None:
        """Say something without stopping work."""
        self.info.tell(notice)

    def document_name(self) -> str:
        """What the project is called: its file, or its title while it has none."""
        path, project = self.session.path, self.session.project
        if path is not None:
            return path.name
        title = (project.title or (project.maps[0].title if project.maps else "")) if project else ""
        return title or _("Untitled")

    def retranslate(self) -> None:
        """Say everything in the user's language."""
        self.actions_.retranslate()
        self._menus.retranslate()
        self._menus.retheme()
        self.toolbar.setWindowTitle(_("Toolbar"))
        for part in (self.navigator, self.inspector, self.canvas, self.start):
            part.retranslate()
        self.status.retranslate()
        self.info.dismiss()
        self.refresh()

    def refresh(self) -> None:
        """Bring title, status and commands up to date."""
        session = self.session
        project, one = session.project, session.map
        open_ = project is not None
        self.stack.setCurrentWidget(self.panes if open_ else self.start)
        self.toolbar.setVisible(open_)
        self.status.setVisible(open_)
        self.setWindowTitle(f"{self.document_name()}[*] - cjmdesk" if open_ else "cjmdesk")
        self.setWindowModified(session.modified)
        self.setWindowFilePath(str(session.path) if session.path else "")
        if not self.windowTitle():  # a file path takes the title's place on some systems
            self.setWindowTitle(f"{self.document_name()}[*] - cjmdesk")
        if one is not None:
            cards = sum(len(cell.cards) for lane in one.lanes for cell in lane.cells)
            stages, lanes = len(one.stages), len(one.lanes)
            counts = (
                ngettext("{count} card", "{count} cards", cards).format(count=cards),
                ngettext("{count} stage", "{count} stages", stages).format(count=stages),
                ngettext("{count} lane", "{count} lanes", lanes).format(count=lanes),
            )
            self.status.counts.setText(" · ".join(counts))
        else:
            self.status.counts.clear()
        self.status.saved.setText(self._saved_words())
        self.actions_.refresh(self.state())

    def state(self) -> State:
        """What decides which commands can be used."""
        project, history = self.session.project, self.session.history
        return State(
            has_project=project is not None,
            has_sheet=self.canvas.shown is not None,
            maps=len(project.maps) if project is not None else 0,
            modified=self.session.modified,
            has_path=self.session.path is not None,
            undo=history.undo_label if history is not None else "",
            redo=history.redo_label if history is not None else "",
            navigator=not self.navigator.isHidden(),
            inspector=not self.inspector.isHidden(),
            minimap=self.canvas.minimap.wanted,
            full_screen=self.isFullScreen(),
            fit=self.canvas.fit,
        )

    def _refresh_fit(self) -> None:
        self.actions_["fit_width"].setChecked(self.canvas.fit == "width")
        self.actions_["fit_page"].setChecked(self.canvas.fit == "page")

    def _saved_words(self) -> str:
        if self.session.modified:
            return _("Changes not saved yet")
        if self.session.path is None:
            return _("Not in a file yet")
        if self._saved_at is None:
            return _("All changes saved")
        locale = QLocale(current_language())
        return _("Saved {time}").format(time=locale.toString(self._saved_at, QLocale.FormatType.ShortFormat))

    def _hear(self, event: Event) -> None:
        if event.kind == "opened":
            self._saved_at = None
            # The stack first: the sheet fits itself into the room that it gets.
            self.stack.setCurrentWidget(self.panes if self.session.project is not None else self.start)
            self.canvas.setFocus()
        elif event.kind == "saved" and not self.session.modified and self.session.path is not None:
            self._saved_at = QTime.currentTime()
        if event.kind != "selection":
            self.refresh()

    def _retheme(self) -> None:
        self.actions_.retheme()
        self._menus.retheme()

    # Menus ------------------------------------------------------------------------------------

    def _recent(self) -> list[Entry]:
        program = self.program
        files = program.remembered.recent()
        return recent_entries(files, lambda path: program.open_path(path, self), program.forget_recent)

    def _maps(self) -> list[Entry]:
        project, shown = self.session.project, self.session.map
        if project is None or not project.maps:
            return [(_("No maps yet"), False, False, lambda: None)]
        return [
            (one.title or _("Untitled map"), one is shown, True, partial(self.session.show_map, one.id))
            for one in project.maps
        ]

    # Events -----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in _dropped(event):
            self.program.open_path(path, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.program.window_painted(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and hasattr(self, "status"):
            self.actions_.refresh(self.state())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_close():
            event.ignore()
            return
        self.jobs.stop_all()
        self._remember()
        event.accept()
        self.program.window_closed(self)

    def _restore(self) -> None:
        remembered = self.program.remembered
        remembered.restore_window(self, self.panes)
        self.navigator.setVisible(remembered.flag("navigator"))
        self.inspector.setVisible(remembered.flag("inspector"))
        self.canvas.minimap.wanted = remembered.flag("minimap")

    def _remember(self) -> None:
        self.program.remembered.keep_window(self, self.panes)


def _dropped(event: QDropEvent) -> list[Path]:
    """The local files in a drag."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
