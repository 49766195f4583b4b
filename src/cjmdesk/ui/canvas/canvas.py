"""The sheet under the hand: what keys and the mouse do on the shown map's poster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
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
from cjmdesk.ui.canvas.plan import SheetPlan, plans_of
from cjmdesk.ui.canvas.points import Points
from cjmdesk.ui.canvas.posterview import PosterView
from cjmdesk.ui.canvas.tools import Tool
from cjmdesk.ui.canvas.writing import Writing
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.sheet.hits import cell_at, cell_box_at, heading_part_at, item_at, item_box
from cjmdesk.ui.sheet.strokes import stroke_near
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.layout.scene import CellBox, Scene
    from cjmdesk.ui.posting import PosterMaker

_HELD_KEYS = {
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}


NEAR = 5
"""Pixels from a connector's line at which a click still means it."""


class Canvas(PosterView):
    """A PosterView that is written on, selected on and dragged on."""

    asked = Signal(str, QPoint)
    """The menu for a thing (an id, a cell's key, empty) is wanted at a place on the screen."""

    wanted = Signal(str)
    """The id of a command that was clicked on the desk."""

    hinted = Signal(str)
    """What the keys do now, for the status bar; empty: what they usually do."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        maker: Callable[[], PosterMaker],
        failed: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, session, maker, failed, parent)
        self.writing = Writing(session, self._where, failed)
        self._stage.addItem(self.writing.editor)
        self.marks = Marks(self._stage)
        self.choosing = Choosing(session)
        self.gestures = Gestures(self, self.clicked)
        self.borders = Borders(self, session, failed)
        self.points = Points(self, session, failed)
        self.arrows = Arrows(self, session, failed)
        self._tools: tuple[Tool, ...] = (self.arrows, self.points, self.borders)
        # The first that wants a press has it: what is small comes before what it lies on.
        self.gestures.grips += [tool.grip for tool in self._tools]
        self.gestures.grips += [
            note_grip(self, session, failed),
            stage_grip(self, session, failed),
            lane_grip(self, session, failed),
            band_grip(self, session),
        ]
        self._tool_keys = tuple(tool.key for tool in self._tools)
        self._shape: Qt.CursorShape | None = None
        self._plans: tuple[Scene, tuple[SheetPlan, ...]] | None = None
        self.adders = Adders(theme, self, self._add)
        self.picked.connect(session.select)
        self.retranslate()

    # What lies where ----------------------------------------------------------------------------

    def plans(self) -> tuple[SheetPlan, ...]:
        """Where columns, headers and rows lie in each tier of the map; none while no map is shown."""
        one = self._session.map
        if self.poster is None or self.shown is None or one is None:
            return ()
        known = self._plans
        if known is None or known[0] is not self.shown:
            from cjmdesk.layout.context import runs_right_to_left

            measures = self.poster.measures
            found = plans_of(self.shown, one, measures.columns, measures.tiers, runs_right_to_left(one))
            known = self._plans = (self.shown, found)
        return known[1]

    def plan(self, at: QPointF | None = None) -> SheetPlan | None:
        """The plan of the tier at a place on the Scene, or nearest to it; of the first one without."""
        plans = self.plans()
        if at is None:
            return plans[0] if plans else None
        return min(plans, key=lambda plan: plan.away(at.y()), default=None)

    def cell_under(self, at: QPointF) -> CellBox | None:
        """The cell at a place on the Scene."""
        return cell_box_at(self.shown, at.x(), at.y()) if self.shown is not None else None

    def show_shape(self, shape: Qt.CursorShape | None) -> None:
        """The mouse's shape; None for the usual one."""
        if shape == self._shape:
            return
        self._shape = shape
        self.viewport().setCursor(shape) if shape is not None else self.viewport().unsetCursor()

    def _where(self) -> tuple[Scene, float] | None:
        """What writing works on."""
        if self.poster is None or self.shown is None:
            return None
        return self.shown, self.poster.measures.em

    def _thing_at(self, at: QPointF) -> str:
        """A note, else a connector close by, else the cell under the point, else whatever else has an
        id: of headers and labels also what is free of ink."""
        if self.shown is None:
            return ""
        found = item_at(self.shown, at.x(), at.y())
        one = self._session.map
        lanes = {lane.id for lane in one.lanes} if one is not None else set()
        arrows = {arrow.id for arrow in one.connectors} if one is not None else set()
        if arrows and (not found or found in lanes):
            near = stroke_near(self.shown, at.x(), at.y(), NEAR / self.pixels_per_mm(), arrows)
            if near:
                return near
        cell = cell_at(self.shown, at.x(), at.y())
        if cell and (not found or found in lanes):
            return cell
        found = found or heading_part_at(self.shown, at.x(), at.y())
        plan = self.plan(at) if not found else None
        return plan.head_at(at.x(), at.y()) if plan is not None else found

    # Following the session ----------------------------------------------------------------------

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

    def _follow(self) -> None:
        """The sheet, the selection or the zoom is another."""
        for tool in self._tools:
            tool.follow()

    def _apply(self) -> None:
        super()._apply()
        for tool in getattr(self, "_tools", ()):  # the first zoom comes before there are tools
            tool.follow()

    # Keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.gestures.active and event.key() in _HELD_KEYS:
            self.gestures.hold(event.modifiers() | _HELD_KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.gestures.cancel():
            event.accept()
        elif self.writing.active:
            QGraphicsView.keyPressEvent(self, event)
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._ask_by_key()  # the Menu key comes as an event of its own
        elif any(asked(event) for asked in (*self._tool_keys, self.choosing.key, self.writing.key)):
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

    def ringed(self, item: str) -> bool:
        """A connector shows by its line that it is selected."""
        one = self._session.map
        return one is None or all(arrow.id != item for arrow in one.connectors)

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
        thing = next((mine for tool in self._tools if (mine := tool.claim(at))), "") or self._thing_at(at)
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
        if self._in_text(event):
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
        if self._in_text(event):
            QGraphicsView.mouseDoubleClickEvent(self, event)
        elif self.shown is not None and event.button() == Qt.MouseButton.LeftButton:
            at = self.under(self.mapToScene(event.position().toPoint()))
            if not self.borders.reset(at):
                self.write_at(self._thing_at(at), map_field_at(self.shown, at.x(), at.y()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what lies under the mouse; by key, of what is selected."""
        if self.writing.active and event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.mapToScene(event.pos())
            if self.writing.editor.sceneBoundingRect().contains(at):
                super().contextMenuEvent(event)
                return
        self.writing.stop()
        self.gestures.cancel()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.asked.emit(self._thing_at(self.under(self.mapToScene(event.pos()))), event.globalPos())
        else:
            self._ask_by_key()
        event.accept()

    def _ask_by_key(self) -> None:
        self.asked.emit(self._session.selection, self._beside(self._session.selection))

    def _beside(self, thing: str) -> QPoint:
        """Where on the screen the menu of a selected thing opens: in its lower half, in view."""
        box = item_box(self.shown, thing) if self.shown is not None and thing else None
        room = self.viewport().rect().adjusted(8, 8, -8, -8)
        if box is None:
            return self.viewport().mapToGlobal(room.center())
        self.reveal(thing)
        pixel = self.mapFromScene((box[0] + box[2]) / 2, box[1] + 0.6 * (box[3] - box[1]))
        inside = QPoint(
            min(max(pixel.x(), room.left()), room.right()), min(max(pixel.y(), room.top()), room.bottom())
        )
        return self.viewport().mapToGlobal(inside)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.gestures.cancel()
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.gestures.pressed:
            self._hover(None)
        super().leaveEvent(event)

    def _hover(self, at: QPointF | None) -> None:
        """The mouse is over a place without a button down, or has left."""
        quiet = at is None or self.writing.active or self.arrows.choosing
        place = None if at is None or quiet else self.under(at)
        thing = self._thing_at(place) if place is not None else ""
        shapes = [tool.hover(place, thing) for tool in self._tools]
        self.show_shape(next((shape for shape in shapes if shape is not None), None))

    def _in_text(self, event: QMouseEvent) -> bool:
        if not self.writing.active:
            return False
        at = self.mapToScene(event.position().toPoint())
        return self.writing.editor.sceneBoundingRect().contains(at)
