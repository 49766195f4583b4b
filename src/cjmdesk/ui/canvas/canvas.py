"""The shown map's poster on the desk: what is on the canvas is what is on paper."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsView, QLabel, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.canvas.adders import Adders
from cjmdesk.ui.canvas.gestures import Gestures, Press
from cjmdesk.ui.canvas.headings import map_field_at
from cjmdesk.ui.canvas.writing import Writing
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.sheet.frozenview import FrozenView
from cjmdesk.ui.sheet.hits import cell_at, heading_part_at, item_at
from cjmdesk.ui.sheet.minimap import Minimap
from cjmdesk.ui.sheet.zoomview import Fit
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.layout.cells import LayoutMemo
    from cjmdesk.layout.scene import Scene
    from cjmdesk.model.maps import JourneyMap, PosterSettings
    from cjmdesk.model.project import Project
    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.posters.poster import Poster
    from cjmdesk.ui.posting import PosterMaker
    from cjmdesk.ui.sheet.items import Painter

READABLE = 11.5
"""Pixels of an em of card text that reads well on a screen."""

_SETTLE = 500
"""Milliseconds without an edit after which the sheet is fitted to its paper again…"""

_PATIENCE = 8_000
"""…or milliseconds for each second that the fitting takes, on a large map."""


class Canvas(FrozenView):
    """A sheet that follows a session. failed: told one sentence when a map cannot be laid out."""

    wanted = Signal(str)
    """The id of a command that was clicked on the desk."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        maker: Callable[[], PosterMaker],
        failed: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._session, self._maker, self._failed = session, maker, failed
        self.poster: Poster | None = None
        self._places: dict[str, tuple[float, Fit, float, float]] = {}
        self._map_id = ""
        self._mine: ScenePainter | None = None
        self._pictures: object = None
        self.minimap = Minimap(theme, self)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "quiet")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._memo: LayoutMemo | None = None
        self._printed: PosterSettings | None = None
        self.writing = Writing(session, self._where, failed)
        self._stage.addItem(self.writing.editor)
        self.gestures = Gestures(self, self.clicked)
        self.adders = Adders(theme, self, self._add)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE)
        self._settling.timeout.connect(self._settle)
        self.picked.connect(session.select)
        session.changed.connect(lambda _before, _after: self._lay_out_again())
        session.told.connect(self._hear)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.setAccessibleName(_("Sheet"))
        self.setAccessibleDescription(_("Tab and Shift+Tab go from item to item, arrow keys scroll."))
        self._hint.setText(_("This project has no map yet. Start one: Map, New Map."))
        self.minimap.retranslate()
        self.adders.retranslate()

    def lay_out(self) -> None:
        """Show the session's map as it is now."""
        project, one = self._session.project, self._session.map
        self._hint.setVisible(project is not None and one is None)
        if project is None or one is None:
            self.poster = None
            self.clear()
            self.minimap.follow()
            return
        self._printed = one.poster
        maker = self._maker()
        began = perf_counter()
        poster, trouble = maker.poster(project, one)
        self._settling.setInterval(max(_SETTLE, int(_PATIENCE * (perf_counter() - began))))
        if trouble:
            self._failed(trouble)
        self.poster = poster
        self.pinned = _pinned(one)
        self.show_scene(poster.scene, self._drawer(project), poster.measures.em)
        self._arrive(one)
        self.minimap.follow()

    def _lay_out_again(self) -> None:
        """After an edit: what did not change stays where it is, and what it is."""
        project, one = self._session.project, self._session.map
        if self.poster is None or project is None or one is None or one.id != self._map_id:
            self.lay_out()
            return
        if one.poster != self._printed:  # another paper is another sheet
            self.lay_out()
            return
        if self._memo is None:
            from cjmdesk.layout.cells import LayoutMemo

            self._memo = LayoutMemo()
        self.poster = self._maker().again(project, one, self.poster, self._memo)
        self.pinned = _pinned(one)
        self.show_scene(self.poster.scene, self._drawer(project), self.poster.measures.em)
        self.outline(self._session.chosen)
        self.writing.follow()
        self.minimap.follow()
        self._settling.start()

    def _settle(self) -> None:
        """Fit the sheet to its paper again once the hand rests: type and columns may change a bit."""
        if self.writing.active or self.gestures.pressed:
            self._settling.start()
            return
        project, one = self._session.project, self._session.map
        if self.poster is None or project is None or one is None or one.id != self._map_id:
            return
        poster, _trouble = self._maker().poster(project, one)
        if poster.measures != self.poster.measures:
            self.lay_out()

    def _where(self) -> tuple[Scene, float] | None:
        """What writing works on."""
        if self.poster is None or self.shown is None:
            return None
        return self.shown, self.poster.measures.em

    def _drawer(self, project: Project) -> Painter:
        """One painter for all states of a project: it keeps what it worked out."""
        if self._mine is None or self._pictures is not project.pictures:
            if self._mine is None:
                self._mine = self._maker().painter(project)
            else:
                self._mine.set_pictures(project.pictures)
            self._pictures = project.pictures
        return self._mine

    def _arrive(self, one: JourneyMap) -> None:
        """On coming to a map: where it was left, or its beginning."""
        if one.id == self._map_id:
            return
        self._map_id = one.id
        place = self._places.get(one.id)
        if place is None:
            self._first_look(one)
        elif place[1]:
            self.fit_to(place[1])
        else:
            self.set_zoom(place[0])
            self.centerOn(place[2], place[3])

    def _first_look(self, one: JourneyMap) -> None:
        """The whole width, but rather a part of the sheet than letters nobody can read."""
        from cjmdesk.layout.context import runs_right_to_left

        self.readable = 0.0
        if self.poster is not None:
            self.readable = READABLE / (self.poster.measures.em * self.logicalDpiX() / 25.4)
        self.reads_from_right = runs_right_to_left(one)
        self.fit_to("reading")
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    def _leave(self) -> None:
        if self._map_id and self.shown is not None:
            centre = self.mapToScene(self.viewport().rect().center())
            self._places[self._map_id] = (self.zoom, self.fit, centre.x(), centre.y())

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self.writing.stop()
            self._memo = None
        if event.kind == "opened":  # the window asks for the layout once there is room
            self._places, self._map_id = {}, ""
            self._mine = None
        elif event.kind == "map":
            self._leave()
            self.lay_out()
        elif event.kind == "selection":
            self.outline(self._session.chosen)
            self.reveal(self._session.selection)
            # QGraphicsView turns this off while no item has the keyboard.
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.writing.at_cell)

    # Writing ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.gestures.cancel():
            event.accept()
        elif self.writing.active:
            QGraphicsView.keyPressEvent(self, event)
        elif self.writing.key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.writing.active:
            QGraphicsView.keyReleaseEvent(self, event)
        else:
            super().keyReleaseEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A dead key or an input method begins a note as a letter does."""
        if not self.writing.active and (event.commitString() or event.preeditString()):
            self.writing.write(self._session.selection, fresh=True)
        super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query == Qt.InputMethodQuery.ImEnabled and self.writing.at_cell:
            return True
        return super().inputMethodQuery(query)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """In a text, Tab belongs to the text."""
        return False if self.writing.active else super().focusNextPrevChild(forward)

    def press(self, at: QPointF, event: QMouseEvent) -> None:
        if self.shown is None or event.button() == Qt.MouseButton.MiddleButton:
            return
        self.writing.stop()
        if event.button() == Qt.MouseButton.LeftButton and self.adders.press(event.position().toPoint()):
            return
        thing = self._thing_at(at)
        press = Press(self.under(at), thing, event.modifiers(), bool(thing) and thing in self._session.chosen)
        if not press.chosen:
            self._pick(thing)
        if event.button() == Qt.MouseButton.LeftButton:
            self.gestures.press(event.position().toPoint(), press)

    def _add(self, command: str) -> None:
        """A sign beside the sheet was clicked: behind all that is there."""
        self._session.select("")
        self.wanted.emit(command)

    def show_aids(self, shown: bool) -> None:
        """Show the signs and strips that help to edit, or the sheet alone as for an audience."""
        self.adders.shown = self.freezing = shown
        self.adders.follow()
        self.refreeze()

    def clicked(self, press: Press) -> None:
        """A press that became no drag."""
        self._pick(press.thing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._in_text(event):
            QGraphicsView.mousePressEvent(self, event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.gestures.move(event.position().toPoint(), event.modifiers()):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.gestures.release():
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._in_text(event):
            QGraphicsView.mouseDoubleClickEvent(self, event)
        elif self.shown is not None and event.button() == Qt.MouseButton.LeftButton:
            at = self.mapToScene(event.position().toPoint())
            self.writing.write(self._thing_at(at), field=map_field_at(self.shown, at.x(), at.y()))

    def _in_text(self, event: QMouseEvent) -> bool:
        if not self.writing.active:
            return False
        at = self.mapToScene(event.position().toPoint())
        return self.writing.editor.sceneBoundingRect().contains(at)

    def _thing_at(self, at: QPointF) -> str:
        """A note, else the cell under the point, else whatever else has an id."""
        if self.shown is None:
            return ""
        at = self.under(at)
        found = item_at(self.shown, at.x(), at.y())
        cell = cell_at(self.shown, at.x(), at.y())
        one = self._session.map
        lanes = {lane.id for lane in one.lanes} if one is not None else set()
        if cell and (not found or found in lanes):
            return cell
        return found or heading_part_at(self.shown, at.x(), at.y())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._hint.setGeometry(40, 40, max(self.width() - 80, 10), max(self.height() - 80, 10))
        return super().event(event)


def _pinned(one: JourneyMap) -> tuple[str, ...]:
    return tuple(lane.id for lane in one.lanes if lane.pinned and not lane.hidden)
