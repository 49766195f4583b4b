"""The main window: menus, and the start page or the bench with an open project."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.actions.action import State
from cjmdesk.ui.actionset import ActionSet
from cjmdesk.ui.commands.connectors import connector_marks
from cjmdesk.ui.commands.curves import curve_marks
from cjmdesk.ui.commands.files import FileCommands
from cjmdesk.ui.commands.handlers import fills, handlers
from cjmdesk.ui.commands.pictures import PictureCommands
from cjmdesk.ui.keeping import Keeping
from cjmdesk.ui.listed import Listed
from cjmdesk.ui.menus import Menus
from cjmdesk.ui.reviewing import Reviewing
from cjmdesk.ui.session import Event, Session

if TYPE_CHECKING:
    from cjmdesk.ui.bench import Bench
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.infobar import InfoBar, Notice
    from cjmdesk.ui.jobs import Jobs
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.sheet.zoomview import Fit
    from cjmdesk.ui.start.startpage import StartPage


class MainWindow(QMainWindow):
    """One window, one project (or none: then the start page).

    What an empty window does not show is made when it is first wanted.
    """

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.session = Session(self)
        self._saved_at: datetime.time | None = None
        self._painted = False
        self._bench: Bench | None = None
        self.listed = Listed(self.session, self.tell, self.dismiss)
        self.files = FileCommands(self)
        self.pictures = PictureCommands(self)
        self.reviewing = Reviewing(self)
        self.actions_ = ActionSet(self, program.theme, handlers(self))
        for action in self.actions_.all():
            self.addAction(action)
        self._menus = Menus(self, program.theme, self.actions_, fills(self))
        self.stack = QStackedWidget()
        self.stack.setObjectName("startPage")
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.setAcceptDrops(True)
        self.session.told.connect(self._hear)
        self.session.changed.connect(self._pass_by)
        self.session.told.connect(self.files.hear)
        self.keeping = Keeping(self)
        program.remembered.restore_window(self)
        self.retranslate()

    @cached_property
    def start(self) -> StartPage:
        """The start page."""
        from cjmdesk.ui.start.startpage import StartPage

        made = StartPage(self.program.theme, self.program.doors(self))
        self.stack.addWidget(made)
        return made

    @property
    def bench(self) -> Bench:
        """The widgets of an open project; made at the first call."""
        if self._bench is None:
            from cjmdesk.ui.bench import Bench

            self._bench = Bench(self)
            self.addToolBar(self._bench.toolbar)
            self.stack.addWidget(self._bench.panes)
            self._column.addWidget(self._bench.status)
            self._bench.toolbar.setWindowTitle(_("Toolbar"))
        return self._bench

    @property
    def canvas(self) -> Canvas:
        """The sheet of the open project."""
        return self.bench.canvas

    @cached_property
    def info(self) -> InfoBar:
        """The line for notices."""
        from cjmdesk.ui.infobar import InfoBar

        made = InfoBar(self.program.theme)
        self._column.insertWidget(0, made)
        return made

    @cached_property
    def jobs(self) -> Jobs:
        """The exports under way."""
        from cjmdesk.ui.jobs import Jobs

        return Jobs(self)

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
        if "start" in self.__dict__:
            self.start.retranslate()
        if self._bench is not None:
            self._bench.toolbar.setWindowTitle(_("Toolbar"))
            self._bench.retranslate()
        self.dismiss()
        self.refresh()

    def dismiss(self) -> None:
        """Take the last notice away."""
        if "info" in self.__dict__:
            self.info.dismiss()

    def _pass_by(self) -> None:
        if "info" in self.__dict__:
            self.info.pass_by()

    def refresh(self) -> None:
        """Bring title, status and commands up to date."""
        session = self.session
        open_ = session.project is not None
        if open_ or self._bench is not None:
            bench = self.bench
            self.stack.setCurrentWidget(bench.panes if open_ else self.start)
            bench.toolbar.setVisible(open_)
            bench.status.setVisible(open_)
            bench.show_counts(self)
            bench.status.saved.setText(self._saved_words())
        self.setWindowTitle(f"{self.document_name()}[*] - cjmdesk" if open_ else "cjmdesk")
        if session.modified != self.isWindowModified():
            self.setWindowModified(session.modified)
        self.actions_.refresh(self.state())

    def _saved_words(self) -> str:
        """Whether the file holds everything, and since when."""
        session, trouble = self.session, self.keeping.trouble
        if self.files.saving:
            return _("Saving…")
        if session.modified and trouble:
            return _("Not saved, and not safe from a crash: {reason}").format(reason=trouble)
        if session.modified:
            return _("Changes not saved yet")
        if session.path is None:
            return _("Not in a file yet")
        if self._saved_at is None:
            return _("All changes saved")
        from cjmdesk.ui.moments import clock_words

        return _("Saved {time}").format(time=clock_words(self._saved_at))

    def state(self) -> State:
        """What decides which commands can be used."""
        from cjmdesk.ui.chosen import kinds_of

        project, history, bench = self.session.project, self.session.history, self._bench
        if project is None or history is None or bench is None:
            return State(full_screen=self.isFullScreen())
        return State(
            has_project=True,
            has_sheet=bench.canvas.shown is not None,
            maps=len(project.maps),
            undo=history.undo_label,
            redo=history.redo_label,
            chosen=kinds_of(self.session.map, self.session.chosen, project.personas),
            on=self._on(bench),
            full_screen=self.isFullScreen(),
            fit=bench.canvas.fit,
        )

    def _on(self, bench: Bench) -> frozenset[str]:
        """What is so of the window and of what is selected; see `State.on`."""
        from cjmdesk.ui.chosen import marks_of

        session = self.session
        of_parts = curve_marks(session) | connector_marks(session)
        return bench.on() | marks_of(session.map, session.selection) | of_parts

    def panes(self) -> list[tuple[QWidget, Callable[[], object]]]:
        """The parts of the window in reading order, each with what gives it the keyboard."""
        found: list[tuple[QWidget, Callable[[], object]]] = []
        if "info" in self.__dict__ and self.info.isVisible():
            found.append((self.info, self.info.take_focus))
        if self.session.project is None or self._bench is None:
            return [*found, (self.start, self.start.take_focus)]
        bench = self._bench
        parts: tuple[QWidget, ...] = (bench.side, bench.canvas, bench.inspector, bench.gaps)
        return [*found, *((part, part.setFocus) for part in parts if not part.isHidden())]

    def show_fit(self, fit: Fit) -> None:
        """Tick what the zoom follows."""
        self.actions_["fit_width"].setChecked(fit == "width")
        self.actions_["fit_page"].setChecked(fit == "page")

    def _hear(self, event: Event) -> None:
        if event.kind == "opened":
            self._saved_at = None
            self.refresh()
            # Laid out only now: the sheet fits itself into the room that it gets.
            self.canvas.lay_out()
            if self.session.path is not None:
                self.canvas.look_again(self.program.remembered.view(self.session.path))
            self.canvas.setFocus()
        elif event.project is not None:
            self._saved_at = datetime.datetime.now().astimezone().time()
        if event.kind == "selection":
            self.actions_.refresh(self.state())
        else:
            self.refresh()

    def _retheme(self) -> None:
        self.actions_.retheme()
        self._menus.retheme()

    # Events -----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()
            self._invite(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._invite(False)

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._invite(False)
        self.program.open_paths(_dropped(event), self)

    def _invite(self, over: bool) -> None:
        """Light up the place for files while one is held over the window."""
        if "start" in self.__dict__:
            self.start.invite(over)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._furnish)

    def _furnish(self) -> None:
        """What the first paint can do without."""
        self.actions_.retheme()
        self._menus.retheme()
        self.program.theme.changed.connect(self._retheme)
        if self.session.project is None and self.isVisible() and not self.program.opening:
            self.start.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._painted:
            self.actions_.refresh(self.state())
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._painted:
            self.files.on_disk.look_at_file()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # whatever fails before all is settled: then the window stays
        if not self.files.may_close():
            return
        for dialog in self.findChildren(QDialog, "print"):
            dialog.reject()  # what is on its way to a printer stops, and its files go
        if "jobs" in self.__dict__:
            self.jobs.stop_all()
        self.program.remembered.keep_window(self, self._bench.panes.wished if self._bench is not None else ())
        if self.session.path is not None:
            self.program.remembered.keep_view(self.session.path, self.canvas.looked_at())
        self.keeping.end()
        self.files.release()
        event.accept()
        self.program.window_closed(self)


def _dropped(event: QDropEvent) -> list[Path]:
    """The local files in a drag."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
