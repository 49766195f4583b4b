"""The sheet under the hand: what keys and the mouse do on the shown map's poster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from cjmdesk.ui.canvas.adders import Adders
from cjmdesk.ui.canvas.arrows import Arrows
from cjmdesk.ui.canvas.band import band_grip
from cjmdesk.ui.canvas.borderdrag import Borders
from cjmdesk.ui.canvas.choosing import Choosing
from cjmdesk.ui.canvas.gestures import Gestures, Press
from cjmdesk.ui.canvas.headerdrag import lane_grip, stage_grip
from cjmdesk.ui.canvas.headings import map_field_at
from cjmdesk.ui.canvas.marks import Marks
from cjmdesk.ui.canvas.notedrag import note_grip
from cjmdesk.ui.canvas.plannedview import PlannedView
from cjmdesk.ui.canvas.points import Points
from cjmdesk.ui.canvas.sheetkeys import SheetKeys
from cjmdesk.ui.canvas.writing import Writing
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.ui.posting import PosterMaker

_HELD_KEYS = {
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}


class Canvas(PlannedView):
    """A poster that is written on, selected on and dragged on."""

    wanted = Signal(str)
    """The id of a command that was clicked on the desk."""

    hinted = Signal(str)
    """What the keys do now, for the status bar; empty: what they usually do."""

    keyed = Signal()
    """Keys do something else now: another thing is selected or written, or they go elsewhere."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        maker: Callable[[], PosterMaker],
        failed: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, session, maker, failed, parent)
        self.writing = Writing(session, self._where, failed, self.make_room)
        self._keys = SheetKeys(session, self.writing)
        self._stage.addItem(self.writing.editor)
        self.marks = Marks(self._stage)
        self.choosing = Choosing(session)
        self.gestures = Gestures(self, self.clicked)
        self.borders = Borders(self, session, failed)
        self.points = Points(self, session, failed)
        self.arrows = Arrows(self, session, failed)
        self._tools = (self.arrows, self.points, self.borders)
        # The first that wants a press has it: what is small comes before what it lies on.
        self.gestures.grips += [tool.grip for tool in self._tools]
        self.gestures.grips += [
            note_grip(self, session, failed),
            stage_grip(self, session, failed),
            lane_grip(self, session, failed),
            band_grip(self, session),
        ]
        self._tool_keys = tuple(tool.key for tool in self._tools)
        self.adders = Adders(theme, self, self._add)
        self.picked.connect(session.select)
        self.writing.turned.connect(self.keyed)
        self.writing.turned.connect(self._turned)  # a lambda would keep a closed window
        self.keyed.connect(lambda: self.minimap.keep_clear(self._at_work()))
        self.retranslate()

    # Following the session ----------------------------------------------------------------------

    def _turned(self) -> None:
        if not self.writing.begun:
            self.spare_room()

    def busy(self) -> bool:
        return self.writing.active or self.gestures.pressed

    def leave(self) -> None:
        self.gestures.cancel()
        self.writing.stop()

    def followed(self) -> None:
        self.gestures.cancel()  # what was picked up lies elsewhere now
        self.writing.follow()
        self._follow()

    def _hear(self, event: Event) -> None:
        super()._hear(event)
        if event.kind == "selection":
            if not self.arrows.choosing:
                self.hinted.emit("")
            # QGraphicsView turns this off while no item has the keyboard.
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.writing.at_cell)
            self._follow()
        if event.kind in ("opened", "map", "selection"):
            self.keyed.emit()

    def _at_work(self) -> QRectF:
        """Where something is written, or the note or cell that the keyboard stands at, mm."""
        if self.writing.active:
            return self.writing.editor.sceneBoundingRect()
        at = self._session.selection if self.writing.at_cell else ""
        box = self.box_of(at)
        return QRectF(QPointF(*box[:2]), QPointF(*box[2:])) if box is not None else QRectF()

    # Keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.gestures.active and event.key() in _HELD_KEYS:
            self.gestures.hold(event.modifiers() | _HELD_KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.gestures.cancel():
            event.accept()
        elif self.writing.active:
            QGraphicsView.keyPressEvent(self, event)
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.ask_by_key()  # the Menu key comes as an event of its own
        elif any(asked(event) for asked in (*self._tool_keys, self.choosing.key, self._keys.key)):
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.gestures.active and event.key() in _HELD_KEYS:
            self.gestures.hold(event.modifiers() & ~_HELD_KEYS[Qt.Key(event.key())])
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
        """In a text, Tab belongs to the text; and to a tool that asks for it."""
        if self.writing.active or any(tool.wants_tab for tool in self._tools):
            return False
        return super().focusNextPrevChild(forward)

    def write_field(self, item: str, name: str, label: str = "") -> bool:
        """Write a field of an item in place, see `Writing.write_field`; it is brought into view."""
        opened = self.writing.write_field(item, name, label)
        if opened:
            self.setFocus()
            self.ensureVisible(self.writing.editor, 40, 40)
        return opened

    # The mouse ----------------------------------------------------------------------------------

    def press(self, at: QPointF, event: QMouseEvent) -> None:
        if self.shown is None or event.button() == Qt.MouseButton.MiddleButton:
            return
        self.writing.stop()
        if event.button() == Qt.MouseButton.LeftButton and self.adders.press(event.position().toPoint()):
            return
        at = self.under(at)
        if self.arrows.choosing and event.button() == Qt.MouseButton.LeftButton:
            self.gestures.press(event.position().toPoint(), Press(at, "", event.modifiers()))
            return
        thing = next((mine for tool in self._tools if (mine := tool.claim(at))), "") or self.thing_at(at)
        chosen = bool(thing) and thing in self._session.chosen
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        press = Press(at, thing, event.modifiers(), chosen)
        if plain and not chosen:
            with self.standing_still():
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
        """A press that became no drag: a cell and the note that was selected alone are written in."""
        with self.standing_still():
            if self.choosing.click(press) or any(tool.click(press) for tool in self._tools):
                return
            again = press.chosen and self._session.chosen == (press.thing,)
            self._pick(press.thing)
            if press.thing.startswith("cell:") or again:
                self.write_at(press.thing)

    def write_at(self, thing: str, field: str = "") -> None:
        """Write in a note, a cell or a title, and see to it that the text is in view.

        field: of the map, where several of its texts stand.
        """
        if self.writing.write(thing, field=field):
            self.ensureVisible(self.writing.editor.sceneBoundingRect(), 20, 20)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.writing.holds(self.mapToScene(event.position().toPoint())):
            QGraphicsView.mousePressEvent(self, event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pixel = event.position().toPoint()
        if self.gestures.pressed and not event.buttons() & Qt.MouseButton.LeftButton:
            self.gestures.cancel()  # the button came up where nobody told us
        if self.gestures.move(pixel, event.modifiers()):
            return
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton and not self._space:
            self._hover(self.mapToScene(pixel))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.gestures.release():
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.writing.holds(self.mapToScene(event.position().toPoint())):
            QGraphicsView.mouseDoubleClickEvent(self, event)
        elif self.shown is not None and event.button() == Qt.MouseButton.LeftButton:
            at = self.under(self.mapToScene(event.position().toPoint()))
            if not self.borders.reset(at):
                self.write_at(self.thing_at(at), map_field_at(self.shown, at.x(), at.y()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what lies under the mouse; by key, of what is selected."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and self.writing.holds(self.mapToScene(event.pos())):
            super().contextMenuEvent(event)
            return
        self.writing.stop()
        self.gestures.cancel()
        if by_mouse:
            self.asked.emit(self.thing_at(self.under(self.mapToScene(event.pos()))), event.globalPos())
        else:
            self.ask_by_key()
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.gestures.cancel()
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.keyed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.keyed.emit()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.gestures.pressed:
            self._hover(None)
        super().leaveEvent(event)

    def _hover(self, at: QPointF | None) -> None:
        """The mouse is over a place without a button down, or has left."""
        quiet = at is None or self.writing.active or self.arrows.choosing
        place = None if at is None or quiet else self.under(at)
        thing = self.thing_at(place) if place is not None else ""
        shapes = [tool.hover(place, thing) for tool in self._tools]
        self.show_shape(next((shape for shape in shapes if shape is not None), None))
