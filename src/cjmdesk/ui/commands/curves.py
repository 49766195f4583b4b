"""What the commands of emotion lanes do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.commands.base import Commands

if TYPE_CHECKING:
    from cjmdesk.model.lanes import EmotionLane
    from cjmdesk.model.people import Competitor, Persona
    from cjmdesk.ui.menus import Entry
    from cjmdesk.ui.session import Session


def curve_marks(session: Session) -> frozenset[str]:
    """For `State.on`: `emotions` where the map has such a lane, `dots` where it shows dots, `personas`
    where somebody can have a curve, a competitor too."""
    lane = _lane_of(session)
    if lane is None or session.map is None:
        return frozenset()
    marks = {"emotions"}
    if lane.marks == "dots":
        marks.add("dots")
    if session.map.personas or session.map.competitors:
        marks.add("personas")
    return frozenset(marks)


class CurveCommands(Commands):
    """The commands of one window's emotion lanes: the one selected, else the first."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "new_point": self.new_point,
            "feeling": self.feeling,
            "level_up": lambda: self.shift(1),
            "level_down": lambda: self.shift(-1),
            "next_curve": self.next_curve,
            "everybodys_curve": lambda: self.draw(""),
            "give_points": self.give_points,
            "new_competitor": self.new_competitor,
            "more_guides": lambda: self.guides(2),
            "fewer_guides": lambda: self.guides(-2),
            "dots": self.dots,
            "scale_words": self.scale_words,
        }

    def new_point(self) -> None:
        """Add a point at the level of the selected one, else at 0, and write its quote."""
        from cjmdesk.ui.canvas import cursor as ways
        from cjmdesk.ui.canvas.curveband import find_point

        lane, shown, window = _lane_of(self._session), self._session.map, self._window
        if lane is None or shown is None:
            return
        at = ways.cursor_at(shown, self._session.selection)
        steps = ways.columns(shown)
        step = at.step if at is not None else steps[0] if steps else ""
        beside = find_point(shown, at.note) if at is not None and at.note else None
        points = [p.id for cell in lane.cells if cell.step == step for p in cell.points]
        index = points.index(beside[1].id) + 1 if beside is not None and beside[1].id in points else None
        level = beside[1].level if beside is not None else 0.0
        if step:
            window.canvas.setFocus()
            window.canvas.writing.new_point(lane.id, step, level or 0.0, index)

    def feeling(self) -> None:
        """Write the feeling of the selected point."""
        self._window.canvas.write_field(self._session.selection, "feeling")

    def shift(self, way: int) -> None:
        """Raise (1) or lower (−1) the selected points by half a step."""
        from cjmdesk.edits.points import HALF

        self._window.canvas.points.shift(way * HALF)

    def next_curve(self) -> None:
        """From everybody's curve to the first persona's, on to the next and to competitors'; then back.

        Hidden curves are passed over: nobody would see what is drawn.
        """
        lane = _lane_of(self._session)
        if lane is None:
            return
        shown = [each.id for each in self._personas() if each.id not in lane.hidden_personas]
        order = ["", *shown, *(each.id for each in self._rivals())]
        here = self._session.curve_of(lane.id)
        self.draw(order[(order.index(here) + 1) % len(order)] if here in order else "")

    def draw(self, whose: str) -> None:
        """New points go onto the curve of this persona or competitor; empty: onto everybody's. The status
        bar says so."""
        lane = _lane_of(self._session)
        if lane is None:
            return
        self._session.draw_curve(lane.id, whose)
        known = [(each.id, each.name) for each in self._personas()]
        known += [(each.id, each.name or _("Nameless")) for each in self._rivals()]
        name = dict(known).get(whose, "")
        words = _("New points go onto the curve of {name}.").format(name=name)
        everybody = _("New points go onto everybody’s curve.")
        self._window.canvas.hinted.emit(words if name else everybody)

    def give_points(self) -> None:
        """Put the selected points onto the curve that is drawn."""
        from cjmdesk.edits.points import give_points

        lane, points = _lane_of(self._session), self._window.canvas.points.chosen_points()
        if lane is None or not points:
            return
        whose = self._session.curve_of(lane.id)
        label = ngettext("the curve of {count} point", "the curve of {count} points", len(points)).format(
            count=len(points)
        )
        self._apply(label, lambda project: give_points(project, points, whose))

    def guides(self, by: int) -> None:
        """More or fewer guide lines, one above and one below the middle; from none, the middle one first."""
        from cjmdesk.edits.points import shift_guides

        lane = _lane_of(self._session)
        if lane is not None:
            more = by if lane.guides else min(by, 1)
            self._apply(_("guide lines"), lambda project: shift_guides(project, lane.id, more))

    def dots(self) -> None:
        """Dots instead of faces, or faces again."""
        from cjmdesk.edits.fields import set_field

        lane = _lane_of(self._session)
        if lane is not None:
            marks = "faces" if lane.marks == "dots" else "dots"
            label = _("dots on the curve") if marks == "dots" else _("faces on the curve")
            self._apply(label, lambda project: set_field(project, lane.id, "marks", marks))

    def scale_words(self) -> None:
        """Write the word for the upper end, and with Enter or Tab that for the lower one."""
        lane = _lane_of(self._session)
        if lane is not None:
            self._window.canvas.write_field(lane.id, "high")

    def entries(self) -> list[Entry]:
        """The personas whose curves can be shown or hidden, for the menu, the shown ones ticked; then the
        competitors whose curves can be drawn, ticked the one that is."""
        lane, people = _lane_of(self._session), self._personas()
        if lane is None or not (people or self._rivals()):
            return [(_("No personas on this map"), False, False, lambda: None)]
        drawn = self._session.curve_of(lane.id)
        found: list[Entry] = [
            (
                _("Curve of {name}").format(name=each.name),
                each.id not in lane.hidden_personas,
                True,
                partial(self.toggle, each.id),
            )
            for each in people
        ]
        found += [
            (
                _("Draw the curve of {name}").format(name=each.name or _("Nameless")),
                each.id == drawn,
                True,
                partial(self.draw, "" if each.id == drawn else each.id),
            )
            for each in self._rivals()
        ]
        return found

    def new_competitor(self) -> None:
        """Add a competitor, whose name is written in the map's fields, and draw its curve from now on."""
        from cjmdesk.edits.people import add_competitor
        from cjmdesk.model.people import Competitor
        from cjmdesk.model.values import new_id

        shown, lane = self._session.map, _lane_of(self._session)
        if shown is None:
            return
        name = _("Competitor {number}").format(number=len(shown.competitors) + 1)
        made = Competitor(id=new_id(), name=name)
        if self._apply(_("new competitor"), lambda project: add_competitor(project, shown.id, made)):
            self._session.select(shown.id)
            if lane is not None:
                self.draw(made.id)

    def toggle(self, persona: str) -> None:
        """Show a persona's curve, or hide it."""
        from cjmdesk.edits.points import show_curve

        lane = _lane_of(self._session)
        if lane is None:
            return
        hidden = persona in lane.hidden_personas
        if not hidden and self._session.curve_of(lane.id) == persona:
            self._session.draw_curve(lane.id, "")
        label = _("showing a curve") if hidden else _("hiding a curve")
        self._apply(label, lambda project: show_curve(project, lane.id, persona, hidden))

    def _rivals(self) -> tuple[Competitor, ...]:
        return self._session.map.competitors if self._session.map is not None else ()

    def _personas(self) -> tuple[Persona, ...]:
        project, shown = self._session.project, self._session.map
        if project is None or shown is None:
            return ()
        known = {persona.id: persona for persona in project.personas}
        return tuple(known[id] for id in shown.personas if id in known)


def _lane_of(session: Session) -> EmotionLane | None:
    """The emotion lane that commands are about."""
    from cjmdesk.ui.canvas.curveband import emotion_lane

    return emotion_lane(session.map, session.selection) if session.map is not None else None
