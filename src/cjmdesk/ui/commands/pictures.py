"""Pictures on the sheet: chosen, pasted, or dropped onto a card or into a cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from cjmdesk.i18n import _
from cjmdesk.ui.picturing import Source, bring, clipboard_source, dropped_source, patterns

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from cjmdesk.model.project import Picture, Project
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.session import Session
    from cjmdesk.ui.window import MainWindow


class PictureCommands:
    """The picture commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._session = window.session

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {"insert_picture": self.choose, "paste_picture": self.paste}

    def choose(self) -> None:
        """Ask for a file and put it on what is selected."""
        from PySide6.QtWidgets import QFileDialog

        folder = str(self._window.program.remembered.folder())
        name, _chosen = QFileDialog.getOpenFileName(self._window, _("Choose a picture"), folder, patterns())
        if name:
            self.put(Path(name), self._session.selection)

    def paste(self) -> bool:
        """Put the clipboard's picture on what is selected; False if it holds none."""
        source = clipboard_source()
        if source is None:
            self.tell(_("There is no picture on the clipboard."))
            return False
        self.put(source, self._session.selection)
        return True

    def take(self, data: QMimeData) -> bool:
        """Paste a picture on what is selected; False if the data hold none."""
        source = dropped_source(data)
        if source is not None:
            self.put(source, self._session.selection)
        return source is not None

    def put(self, source: Source, target: str) -> None:
        """Put a picture on a card or a persona, or as a new card into a cell (its key)."""
        if not takes_picture(self._session.project, target):
            self.tell(_("Select a card or a cell first: a picture belongs to one."))
            return
        picture = bring(source, self._window, self.tell)
        project = self._session.project
        if picture is None or project is None or not takes_picture(project, target):
            return
        from cjmdesk.edits.errors import EditError

        try:
            fresh, chosen = _with_picture(project, target, picture)
        except EditError as trouble:
            self.tell(f"{str(trouble)[:1].upper()}{str(trouble)[1:]}.")
            return
        self._session.apply(_("new picture"), fresh)
        self._session.select(chosen)

    def tell(self, text: str) -> None:
        """Say a sentence in the info bar."""
        from cjmdesk.ui.infobar import Notice

        self._window.tell(Notice(text, "warning"))


def takes_picture(project: Project | None, target: str) -> bool:
    """Whether a picture can be put there."""
    from cjmdesk.ui.fields.access import subject_of

    subject = subject_of(project, target) if project is not None and target else None
    if subject is None:
        return False
    if subject.kind == "cell":
        return getattr(subject.item, "kind", "") != "line"
    return subject.kind.startswith("card:") or subject.kind == "persona"


def _with_picture(project: Project, target: str, picture: Picture) -> tuple[Project, str]:
    """The project with the picture, and the id of what shows it. Raises EditError."""
    from cjmdesk.edits.notes import add_card
    from cjmdesk.model.cards import make_card
    from cjmdesk.model.values import new_id
    from cjmdesk.ui.fields.access import subject_of, write

    if not target.startswith("cell:"):
        subject = subject_of(project, target)
        name = "portrait" if subject is not None and subject.kind == "persona" else "picture"
        return write(project, target, name, picture), target
    _cell, lane, step = target.split(":", 2)
    id = new_id()
    kind = "free_text"  # takes the kind of its lane when it is put there
    project = add_card(project, lane, step, make_card(kind, id))
    return write(project, id, "picture", picture), id


class PictureDrop(QObject):
    """Takes pictures that are dropped on the sheet; everything else goes on to the window."""

    def __init__(self, canvas: Canvas, commands: PictureCommands, session: Session) -> None:
        super().__init__(canvas)
        self._canvas, self._commands, self._session = canvas, commands, session
        canvas.viewport().setAcceptDrops(True)
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._light("")
            return False
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        target = self._target(event.position().toPoint())
        source = dropped_source(event.mimeData()) if target or kind == QEvent.Type.DragEnter else None
        if kind == QEvent.Type.DragEnter:
            # Whether there is a place for it is seen as it moves; other files are the window's.
            event.setAccepted(source is not None)
            return not self._canvas.acceptDrops() or source is not None
        self._light(target if source is not None and kind == QEvent.Type.DragMove else "")
        if source is None:
            event.setAccepted(False)
            return not self._canvas.acceptDrops()
        event.acceptProposedAction()
        if kind == QEvent.Type.Drop:
            self._commands.put(source, target)
        return True

    def _target(self, at: QPoint) -> str:
        """The card, else the cell, under a place of the view."""
        from cjmdesk.ui.sheet.hits import cell_at, item_at

        canvas = self._canvas
        if canvas.shown is None:
            return ""
        place = canvas.mapToScene(at)
        project = self._session.project
        found = item_at(canvas.shown, place.x(), place.y())
        if takes_picture(project, found):
            return found
        cell = cell_at(canvas.shown, place.x(), place.y())
        return cell if takes_picture(project, cell) else ""

    def _light(self, target: str) -> None:
        """Outline where it would land; empty: what is selected again."""
        self._canvas.outline((target,) if target else self._session.chosen)
