"""What the commands on selected notes and columns do: move, copy, delete, select, widen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.commands.base import Commands

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.cursor import Cursor

WIDER = 1.15
"""By which a column grows at a keystroke; five make it twice as wide."""


class NoteCommands(Commands):
    """The commands of one window on the notes that are selected on its sheet."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "new_card": self.new_card,
            "select_all": self.select_all,
            "duplicate": self.duplicate,
            "wider": lambda: self.widen(WIDER),
            "narrower": lambda: self.widen(1 / WIDER),
        }

    def _notes(self) -> tuple[str, ...]:
        """The selected notes that can be seen, in reading order."""
        from cjmdesk.edits.several import in_reading_order
        from cjmdesk.ui.canvas.cursor import cursor_at

        journey, chosen = self._session.map, self._session.chosen
        if journey is None:
            return ()
        seen = {id for id in chosen if (at := cursor_at(journey, id)) is not None and at.note}
        return in_reading_order(journey, seen)

    def _choose(self, notes: tuple[str, ...], lead: str) -> None:
        self._session.choose((*(id for id in notes if id != lead), *((lead,) if lead in notes else ())))

    def new_card(self) -> None:
        """Begin a card below the selected one or in the selected cell; else in the first open lane of the
        selected stage, at the first stage of the selected lane."""
        from cjmdesk.ui.canvas import cursor as ways
        from cjmdesk.ui.standing import standing

        journey, canvas = self._session.map, self._window.canvas
        canvas.writing.stop()
        first = ways.first(journey) if journey is not None else None
        if journey is None or first is None:
            self._say(_("A card stands where a stage meets a lane: add a stage and a lane first."))
            return
        at = standing(journey, self._session.selection)
        lane = at.lane if any(one.id == at.lane for one in ways.open_lanes(journey)) else first.lane
        canvas.setFocus()
        canvas.writing.write(ways.Cursor(lane, at.step or first.step, at.note).key, fresh=True)

    def select_all(self) -> None:
        """Select every note of the map; what is seen stays."""
        canvas = self._window.canvas
        with canvas.standing_still():
            canvas.choosing.all()

    def duplicate(self) -> None:
        """Put a copy of each selected note behind it; the copies are selected then."""
        from cjmdesk.edits.several import duplicate_notes

        self._window.canvas.writing.stop()
        notes, project, lead = self._notes(), self._session.project, self._session.selection
        if not notes or project is None:
            return
        made: list[str] = []

        def edit(project: Project) -> Project:
            fresh, copies = duplicate_notes(project, notes)
            made.extend(copies)
            return fresh

        label = ngettext("duplicating {count} card", "duplicating {count} cards", len(notes))
        if self._apply(label.format(count=len(notes)), edit):
            self._choose(tuple(made), made[notes.index(lead)] if lead in notes else made[-1])

    def delete(self) -> None:
        """Delete the selected notes, and those in selected cells; the one after them is at hand."""
        from cjmdesk.edits.removing import remove
        from cjmdesk.ui.canvas import cursor as ways

        journey, project = self._session.map, self._session.project
        if journey is None or project is None or self._window.canvas.arrows.remove():
            return
        ats = [at for id in self._session.chosen if (at := ways.cursor_at(journey, id)) is not None]
        gone = dict.fromkeys(
            id
            for at in ats
            for id in ([at.note] if at.note else [n.id for n in ways.notes_in(journey, at.lane, at.step)])
        )
        if not gone:
            return
        goal = ways.after_removing(journey, ats[-1], gone)
        label = ngettext("deleting {count} card", "deleting {count} cards", len(gone))
        if self._apply(label.format(count=len(gone)), lambda project: remove(project, *gone)):
            self._session.select(goal.key)

    def move(self, way: str, by: int) -> None:
        """Move the selected notes: `sideways` to the column there, `vertical` in their cells, or to the
        next lane once none can go further. They keep their order; none goes if one stands at the edge.
        by: 1 to the right or down, −1 to the left or up."""
        from cjmdesk.edits.several import nudge_notes

        self._window.canvas.writing.stop()
        journey, project, notes = self._session.map, self._session.project, self._notes()
        if journey is None or project is None or not notes:
            return
        label = ngettext("moving {count} card", "moving {count} cards", len(notes))
        label = label.format(count=len(notes))
        if way == "vertical":
            nudged = nudge_notes(project, notes, by)
            if nudged is not project:
                self._session.apply(label, nudged)
                self._window.canvas.reveal(self._session.selection)
                return
        groups = _by_cell(journey, notes)
        goals = [_goal(journey, at, way, by) for at in groups]
        if all(goal is not None for goal in goals):
            index = 0 if way == "vertical" and by > 0 else None
            self._apply(label, lambda project: _moved(project, groups, goals, index))
            self._window.canvas.reveal(self._session.selection)

    def widen(self, factor: float) -> None:
        """Make the selected steps, those of the selected stages, and the columns of selected notes
        and cells wider by a factor."""
        from cjmdesk.ui.canvas.cursor import cursor_at
        from cjmdesk.ui.index import index_of

        journey = self._session.map
        if journey is None:
            return
        index = index_of(journey)
        factors: dict[str, float] = {}
        for id in self._session.chosen:
            stage, inside, at = index.stage(id), index.step(id), cursor_at(journey, id)
            if inside is None and at is not None:
                inside = index.step(at.step)
            for step in stage.steps if stage is not None else (inside[1],) if inside is not None else ():
                factors[step.id] = factor
        if factors:
            self._window.canvas.borders.grow(factors)


def _by_cell(journey: JourneyMap, notes: tuple[str, ...]) -> dict[Cursor, list[str]]:
    """The notes by their cells."""
    from cjmdesk.ui.canvas.cursor import Cursor
    from cjmdesk.ui.index import index_of

    groups: dict[Cursor, list[str]] = {}
    for note in notes:
        spot = index_of(journey).spot(note)
        if spot is not None:
            groups.setdefault(Cursor(spot.lane.id, spot.cell.step), []).append(note)
    return groups


def _goal(journey: JourneyMap, at: Cursor, way: str, by: int) -> Cursor | None:
    from cjmdesk.ui.canvas import cursor as ways

    if way == "sideways":
        return ways.across(journey, at, ways.forward(journey, by))
    return ways.along(journey, at, by)


def _moved(
    project: Project, groups: dict[Cursor, list[str]], goals: list[Cursor | None], index: int | None
) -> Project:
    from cjmdesk.edits.several import move_notes

    for notes, goal in zip(groups.values(), goals, strict=True):
        if goal is not None:
            project = move_notes(project, notes, goal.lane, goal.step, index)
    return project
