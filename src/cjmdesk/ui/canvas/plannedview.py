"""A poster whose places are known: columns, headers and rows, and what lies under the mouse."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal

from cjmdesk.edits.errors import EditError
from cjmdesk.model.values import new_id
from cjmdesk.ui.canvas.plan import SheetPlan, plans_of
from cjmdesk.ui.canvas.posterview import SETTLE, PosterView
from cjmdesk.ui.canvas.room import Begun, Roomy, roomy_of, with_begun
from cjmdesk.ui.canvas.tools import Tool
from cjmdesk.ui.index import index_of
from cjmdesk.ui.sheet.hits import cell_at, cell_box_at, heading_part_at, item_at
from cjmdesk.ui.sheet.strokes import stroke_near

if TYPE_CHECKING:
    from cjmdesk.layout.scene import CellBox, Scene
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.posters.poster import Poster
    from cjmdesk.ui.canvas.editor import Frame

NEAR = 5
"""Pixels from a connector's line at which a click still means it."""


class PlannedView(PosterView):
    """A PosterView that knows what lies where, and the tools that follow it."""

    asked = Signal(str, QPoint)
    """The menu for a thing (an id, a cell's key, empty) is wanted at a place on the screen."""

    _tools: tuple[Tool, ...] = ()  # the first zoom comes before there are any
    _shape: Qt.CursorShape | None = None
    _plans: tuple[Scene, tuple[SheetPlan, ...]] | None = None
    _roomy: Roomy | None = None

    @cached_property
    def _closing(self) -> QTimer:
        """Until room that nobody writes in any more closes."""
        made = QTimer(self, singleShot=True, interval=SETTLE)
        made.timeout.connect(self._close_room)
        return made

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

    def make_room(self, begun: Begun | None) -> Frame | None:
        """Show the sheet with room for a card that is begun, see `room.MakeRoom`; None: as it is."""
        project, one, poster = self._session.project, self._session.map, self.poster
        if project is None or one is None or poster is None or one is not self._of:
            return None
        roomy = self._roomy if self._roomy is not None and self._roomy.scene is self.shown else None
        if begun is None:
            if roomy is not None:
                self._show(project, poster.scene)
            return None
        if roomy is None or roomy.begun != begun:
            roomy = self._lay_out_with(begun, project, one, poster)
            if roomy is not None:
                self._show(project, roomy.scene)
                self._roomy = roomy
        return roomy.frame if roomy is not None else None

    def _lay_out_with(self, begun: Begun, project: Project, one: JourneyMap, poster: Poster) -> Roomy | None:
        id = new_id("c")
        try:
            fuller = with_begun(project, begun, id)
        except EditError:
            return None
        fuller_map = fuller.maps[[each.id for each in fuller.maps].index(one.id)]
        scene = self._maker().again(fuller, fuller_map, poster, self._remembering()).scene
        return roomy_of(scene, begun, id, poster.measures.em, poster.measures.air)

    def _show(self, project: Project, scene: Scene) -> None:
        self.show_scene(scene, self._drawer(project), self.em)
        self.outline(self._session.chosen)
        self._follow()
        self.minimap.follow()

    def spare_room(self) -> None:
        """Nothing is begun any more where there was room made for it: it closes when the hand rests, so
        that what the mouse goes to stays where it is."""
        if self._roomy is not None and self._roomy.scene is self.shown:
            self._closing.start()

    def _close_room(self) -> None:
        if self.busy():
            self._closing.start()
        else:
            self.make_room(None)

    def cell_under(self, at: QPointF) -> CellBox | None:
        """The cell at a place on the Scene."""
        return cell_box_at(self.shown, at.x(), at.y()) if self.shown is not None else None

    def show_shape(self, shape: Qt.CursorShape | None) -> None:
        """The mouse's shape; None for the usual one."""
        if shape == self._shape:
            return
        self._shape = shape
        self.viewport().setCursor(shape) if shape is not None else self.viewport().unsetCursor()

    def thing_at(self, at: QPointF) -> str:
        """A note, else a connector close by, else the cell under the point, else whatever else has an
        id: of headers and labels also what is free of ink."""
        if self.shown is None:
            return ""
        found = item_at(self.shown, at.x(), at.y())
        one = self._session.map
        over = not found or (one is not None and index_of(one).lane(found) is not None)
        arrows = {arrow.id for arrow in one.connectors} if one is not None and over else set()
        if arrows:
            near = stroke_near(self.shown, at.x(), at.y(), NEAR / self.pixels_per_mm(), arrows)
            if near:
                return near
        cell = cell_at(self.shown, at.x(), at.y())
        if cell and over:
            return cell
        found = found or heading_part_at(self.shown, at.x(), at.y())
        plan = self.plan(at) if not found else None
        return plan.head_at(at.x(), at.y()) if plan is not None else found

    def shown_otherwise(self) -> Container[str]:
        """A connector shows by its line that it is selected."""
        one = self._session.map
        return index_of(one).connectors if one is not None else ()

    def part_of(self, item: str) -> str:
        """Cards stand in the cell that the map says."""
        one = self._session.map
        spot = index_of(one).spot(item) if one is not None else None
        return "" if spot is None or spot.is_point else spot.cell_key

    def ask_by_key(self) -> None:
        """Ask for the menu of what is selected."""
        self.asked.emit(self._session.selection, self._beside(self._session.selection))

    def _beside(self, thing: str) -> QPoint:
        """Where on the screen the menu of a selected thing opens: in its lower half, in view."""
        box = self.box_of(thing)
        room = self.viewport().rect().adjusted(8, 8, -8, -8)
        if box is None:
            return self.viewport().mapToGlobal(room.center())
        self.reveal(thing)
        pixel = self.mapFromScene((box[0] + box[2]) / 2, box[1] + 0.6 * (box[3] - box[1]))
        inside = QPoint(
            min(max(pixel.x(), room.left()), room.right()), min(max(pixel.y(), room.top()), room.bottom())
        )
        return self.viewport().mapToGlobal(inside)

    def _follow(self) -> None:
        """The sheet, the selection or the zoom is another."""
        for tool in self._tools:
            tool.follow()

    def _apply(self) -> None:
        super()._apply()
        self._follow()
