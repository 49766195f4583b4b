"""What the commands on lanes do; see `columns` for stages and steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.chosen import lanes_of, moving_lanes
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.index import index_of
from cjmdesk.ui.menus import Entry
from cjmdesk.ui.standing import standing

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from cjmdesk.model.lanes import Lane
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project


class LaneCommands(Commands):
    """The commands on the lanes of the shown map."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "lane_above": lambda: self.insert(0),
            "lane_below": lambda: self.insert(1),
            "lane_kind": self.change_kind,
            "fold_lane": lambda: self._toggle("collapsed", _("folding a lane"), _("unfolding a lane")),
            "pin_lane": lambda: self._toggle("pinned", _("pinning a lane"), _("unpinning a lane")),
            "hide_lane": self.hide,
            "delete_lane": self.delete,
        }

    def insert(self, behind: int) -> None:
        """Ask for a kind and put a lane above (0) or below (1) the selected one, else at the bottom."""
        journey, lane = self._session.map, self._lane()
        if journey is not None:
            index = next((n + behind for n, one in enumerate(journey.lanes) if one is lane), None)
            self._choose(lane, lambda kind: self.add(kind, index))

    def add(self, kind: str, index: int | None = None) -> None:
        """Put a lane before the one at `index`, None for last. kind: as the chooser names it."""
        from cjmdesk.edits.rows import new_lane

        journey, made = self._session.map, ""
        if journey is None:
            return

        def edit(project: Project) -> Project:
            nonlocal made
            fresh, made = new_lane(project, journey.id, kind, index)
            return fresh

        if self._apply(_("new lane"), edit):
            self._session.select(made)

    def change_kind(self) -> None:
        """Ask for a kind and make the selected lane one of it."""
        lane = self._lane()
        if lane is not None:
            now = f"line:{getattr(lane, 'line', '')}" if lane.kind == "line" else lane.kind
            now = "emotions:staff" if getattr(lane, "staff", False) else now
            self._choose(lane, lambda kind: self._change_to(lane, kind), now)

    def _change_to(self, lane: Lane, kind: str) -> None:
        from cjmdesk.edits.rows import change_lane_kind, kept_aside

        project = self._session.project
        if project is None:
            return
        before, label = kept_aside(project, lane.id), _("changing the kind of a lane")
        made = self._apply(label, lambda project: change_lane_kind(project, lane.id, kind))
        if not made or self._session.project is None:
            return
        self._session.select(lane.id)
        kept = kept_aside(self._session.project, lane.id) - before
        if kept > 0:
            text = ngettext(
                "{count} card holds what this kind of lane has no field for; it is kept and comes back "
                "with the old kind.",
                "{count} cards hold what this kind of lane has no field for; it is kept and comes back "
                "with the old kind.",
                kept,
            )
            self._say(text.format(count=kept))

    def hide(self) -> None:
        """Leave the selected lane off the sheet."""
        from cjmdesk.edits.fields import set_field
        from cjmdesk.ui.infobar import Notice

        lane, project, journey = self._lane(), self._session.project, self._session.map
        if lane is None or project is None or journey is None:
            return
        if self._apply(_("hiding a lane"), lambda project: set_field(project, lane.id, "hidden", True)):
            self._session.select("")
            text = _("The lane “{lane}” is hidden.").format(lane=self._name(journey, lane))
            ways = ((_("Show It Again"), lambda: self._show_again(lane.id)),)
            self._window.tell(Notice(text, ways=ways, holds=lambda: self._is_hidden(lane.id)))

    def _is_hidden(self, id: str) -> bool:
        """Whether a lane of any map is there and hidden."""
        project = self._session.project
        maps = project.maps if project is not None else ()
        return any(lane.hidden for one in maps for lane in one.lanes if lane.id == id)

    def _show_again(self, id: str) -> None:
        self._window.dismiss()
        self.show(id)

    def show(self, *ids: str) -> None:
        """Put hidden lanes back on the sheet."""
        from cjmdesk.edits.errors import EditError
        from cjmdesk.edits.fields import set_field

        project = self._session.project
        if project is None:
            return
        for id in ids:
            try:
                project = set_field(project, id, "hidden", False)
            except EditError:  # deleted meanwhile
                continue
        label = ngettext("showing a lane", "showing {count} lanes", len(ids)).format(count=len(ids))
        self._session.apply(label, project)
        self._session.select(ids[-1] if ids else "")

    def hidden(self) -> list[Entry]:
        """The menu of hidden lanes."""
        journey = self._session.map
        lanes = [lane for lane in journey.lanes if lane.hidden] if journey is not None else []
        if journey is None or not lanes:
            return [(_("No lane is hidden"), False, False, lambda: None)]
        entries: list[Entry] = [
            (self._name(journey, lane), False, True, partial(self.show, lane.id)) for lane in lanes
        ]
        if len(lanes) > 1:
            entries.append((_("Show All"), False, True, partial(self.show, *(lane.id for lane in lanes))))
        return entries

    def delete(self) -> None:
        """Delete the selected lane."""
        from cjmdesk.edits.removing import remove
        from cjmdesk.ui.canvas.headings import shown_lanes

        lane, project, journey = self._lane(), self._session.project, self._session.map
        if lane is None or project is None or journey is None:
            return
        order = [one.id for one in shown_lanes(journey)]
        if self._apply(_("deleting a lane"), lambda project: remove(project, lane.id)):
            rest = [id for id in order if id != lane.id]
            place = order.index(lane.id) if lane.id in order else 0
            self._session.select(rest[min(place, len(rest) - 1)] if rest else "")

    def move(self, by: int) -> None:
        """Move the selected lanes by one place."""
        from cjmdesk.edits.rows import moved_lanes

        self._window.canvas.writing.stop()
        journey = self._session.map
        lanes = lanes_of(journey, self._session.chosen) if journey is not None else ()
        if lanes:
            self._apply(moving_lanes(len(lanes)), lambda project: moved_lanes(project, lanes, by))
            self._window.canvas.reveal(self._session.selection)

    def _toggle(self, field: str, on: str, off: str) -> None:
        from cjmdesk.edits.fields import set_field

        lane, project = self._lane(), self._session.project
        if lane is not None and project is not None:
            now = not getattr(lane, field)
            self._apply(on if now else off, lambda project: set_field(project, lane.id, field, now))
            self._session.select(lane.id)

    # Choosing and saying ------------------------------------------------------------------------

    def _choose(self, lane: Lane | None, chosen: Callable[[str], object], now: str = "") -> None:
        from cjmdesk.ui.commands.kindchooser import KindChooser

        canvas = self._window.canvas
        chooser = KindChooser(self._window.program.theme, canvas, now)
        chooser.chosen.connect(chosen)
        chooser.open_at(self._place(lane))

    def _place(self, lane: Lane | None) -> QPoint:
        """Where a list for a lane opens, pixels of the screen: at its label, else over the sheet."""
        from PySide6.QtCore import QPoint

        from cjmdesk.ui.sheet.hits import item_box

        canvas = self._window.canvas
        room = canvas.viewport().rect()
        box = item_box(canvas.shown, lane.id) if canvas.shown is not None and lane is not None else None
        at = QPoint(room.width() // 3, room.height() // 5)
        sign = canvas.adders.box(canvas.adders.lane)
        if lane is None and room.intersects(sign):
            at = sign.topLeft()
        if box is not None:
            corner = canvas.mapFromScene(box[0], box[3])
            at = QPoint(min(max(corner.x(), 0), room.width()), min(max(corner.y(), 0), room.height()))
        return canvas.viewport().mapToGlobal(at)

    def _lane(self) -> Lane | None:
        journey = self._session.map
        if journey is None:
            return None
        here = standing(journey, self._session.selection).lane
        self._window.canvas.writing.stop()
        journey = self._session.map
        return index_of(journey).lane(here) if journey is not None else None

    def _name(self, journey: JourneyMap, lane: Lane) -> str:
        from cjmdesk.formats.shown import lane_title

        return lane_title(lane, journey.language)
