"""What the commands on whole maps and on personas do, and those that move what is selected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cjmdesk import i18n
from cjmdesk.i18n import _
from cjmdesk.ui.actions.mapping import TEMPLATES
from cjmdesk.ui.actions.structure import HIDDEN, PEOPLE
from cjmdesk.ui.chosen import kinds_of
from cjmdesk.ui.commands.columns import ColumnCommands
from cjmdesk.ui.commands.lanes import LaneCommands
from cjmdesk.ui.menus import Entry

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.people import Persona
    from cjmdesk.model.project import Project
    from cjmdesk.ui.window import MainWindow


class MapCommands:
    """The Map menu of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._session = window.session
        self.columns, self.lanes = ColumnCommands(window), LaneCommands(window)

    def table(self, notes: dict[str, Callable[[], object]]) -> dict[str, Callable[[], object]]:
        """Handlers by action id. notes: those that do to notes what these do to stages and lanes."""
        return {
            **self.columns.table(),
            **self.lanes.table(),
            "duplicate_map": self.duplicate,
            "future_map": self.make_future,
            "rename_map": self.rename,
            "map_up": lambda: self.move(-1),
            "map_down": lambda: self.move(1),
            "delete_map": self.delete,
            "right_to_left": self.turn_round,
            "new_persona": self.new_persona,
            "duplicate_persona": self.duplicate_persona,
            "delete_persona": self.delete_persona,
            "move_left": lambda: self._move_columns(-1, notes["move_left"]),
            "move_right": lambda: self._move_columns(1, notes["move_right"]),
            "move_up": lambda: self._move_lane(-1, notes["move_up"]),
            "move_down": lambda: self._move_lane(1, notes["move_down"]),
            "delete": lambda: self._delete_chosen(notes["delete"]),
        }

    def fills(self) -> dict[str, Callable[[], list[Entry]]]:
        """What stands at the places of the menus."""
        return {TEMPLATES: self._templates, HIDDEN: self.lanes.hidden, PEOPLE: self._people}

    # By what is selected ------------------------------------------------------------------------

    def _kinds(self) -> frozenset[str]:
        return kinds_of(self._session.map, self._session.chosen)

    def _move_columns(self, by: int, notes: Callable[[], object]) -> None:
        if self._kinds().isdisjoint({"stage", "step"}):
            notes()
            return
        # An arrow points to where the thing goes, also where the journey runs from the right.
        self.columns.move(-by if self._runs_from_right() else by)

    def _move_lane(self, by: int, notes: Callable[[], object]) -> None:
        self.lanes.move(by) if self._kinds() & {"lane", "line"} else notes()

    def _delete_chosen(self, notes: Callable[[], object]) -> None:
        """Delete stages, steps, lanes and arrows, however many are selected; else notes."""
        parts = self._kinds() & {"stage", "step", "lane", "line"}
        if not parts or self._kinds() & {"card", "point", "cell"}:
            notes()
        elif len(self._session.chosen) > 1:
            self._delete_all()
        elif parts & {"lane", "line"}:
            self.lanes.delete()
        elif "step" in parts:
            self.columns.delete_step()
        else:
            self.columns.delete_stage()

    def _delete_all(self) -> None:
        from cjmdesk.edits.removing import remove

        project, gone = self._session.project, self._session.chosen
        if project is not None:
            label = i18n.ngettext("deleting {count} part", "deleting {count} parts", len(gone))
            if self._apply(label.format(count=len(gone)), lambda: remove(project, *gone)):
                self._session.select("")

    # Maps ---------------------------------------------------------------------------------------

    def _templates(self) -> list[Entry]:
        from cjmdesk.formats.templates import list_templates

        language = i18n.current_language()
        entries: list[Entry] = [(_("Empty map"), False, True, self.new_map)]
        entries += [
            (info.title, False, True, partial(self.new_map, info.id)) for info in list_templates(language)
        ]
        return entries

    def new_map(self, template: str = "") -> None:
        """Add a map made from a template, or an empty one, behind the others and show it."""
        from cjmdesk.edits.maps import add_map
        from cjmdesk.formats.blank import blank_map
        from cjmdesk.formats.templates import make_map
        from cjmdesk.model.references import names

        project, language = self._session.project, i18n.current_language()
        if project is None:
            return
        made = make_map(template, language, names(project).ids) if template else blank_map(language)
        if self._apply(_("new map"), lambda: add_map(project, made)):
            self._session.show_map(made.id)

    def duplicate(self) -> None:
        """Add a copy of the shown map and show it."""
        one = self._session.map
        if one is not None:
            title = _("{title} (copy)").format(title=one.title or _("Untitled map"))
            self._copy(_("duplicating a map"), one, one.type, title)

    def make_future(self) -> None:
        """Add a copy of the shown map as a future state and show it."""
        one = self._session.map
        if one is not None:
            title = _("{title}: as it should be").format(title=one.title or _("Untitled map"))
            self._copy(_("making a future state"), one, "future_state", title)

    def _copy(self, label: str, one: JourneyMap, map_type: str, title: str) -> None:
        from cjmdesk.edits.maps import duplicate_map

        project, made = self._session.project, ""

        def edit() -> Project:
            nonlocal made
            assert project is not None
            fresh, made = duplicate_map(project, one.id, map_type=map_type, title=title)
            return fresh

        if project is not None and self._apply(label, edit):
            self._session.show_map(made)

    def rename(self) -> None:
        """Write the shown map's title on its sheet."""
        one = self._session.map
        if one is not None:
            self._window.canvas.setFocus()
            self._window.canvas.writing.write(one.id)

    def move(self, by: int) -> None:
        """Change the place of the shown map among the maps."""
        from cjmdesk.edits.people import move_item

        project, one = self._session.project, self._session.map
        if project is None or one is None:
            return
        index = project.maps.index(one) + by
        if 0 <= index < len(project.maps):
            self._apply(_("moving a map"), lambda: move_item(project, one.id, index))

    def delete(self) -> None:
        """Delete the shown map; the one that takes its place is shown."""
        from cjmdesk.edits.removing import remove
        from cjmdesk.ui.infobar import Notice

        project, one = self._session.project, self._session.map
        if project is None or one is None:
            return
        place = project.maps.index(one)
        rest = [other.id for other in project.maps if other is not one]
        title = one.title or _("Untitled map")
        if self._apply(_("deleting a map"), lambda: remove(project, one.id)):
            self._session.show_map(rest[min(place, len(rest) - 1)] if rest else "")
            text = _("The map “{title}” was deleted.").format(title=title)
            self._window.tell(Notice(text, ways=((_("Undo"), self._take_back),)))

    def _take_back(self) -> None:
        self._session.undo()
        self._window.dismiss()

    def turn_round(self) -> None:
        """Let the journey run from the other side."""
        from cjmdesk.edits.fields import set_field

        project, one = self._session.project, self._session.map
        if project is not None and one is not None:
            way = "left_to_right" if self._runs_from_right() else "right_to_left"
            self._apply(_("turning the map round"), lambda: set_field(project, one.id, "direction", way))

    def _runs_from_right(self) -> bool:
        from cjmdesk.layout.context import runs_right_to_left

        one = self._session.map
        return one is not None and runs_right_to_left(one)

    # Personas -----------------------------------------------------------------------------------

    def _people(self) -> list[Entry]:
        project, one = self._session.project, self._session.map
        if project is None or one is None or not project.personas:
            return [(_("No personas yet"), False, False, lambda: None)]
        return [
            (who.name or _("Nameless"), who.id in one.personas, True, partial(self._assign, who.id))
            for who in project.personas
        ]

    def _assign(self, id: str) -> None:
        """Put a persona on the shown map, or take it off."""
        from cjmdesk.edits.fields import set_field

        project, one = self._session.project, self._session.map
        if project is not None and one is not None:
            there = id in one.personas
            group = tuple(p for p in one.personas if p != id) if there else (*one.personas, id)
            label = _("taking a persona off the map") if there else _("putting a persona on the map")
            self._apply(label, lambda: set_field(project, one.id, "personas", group))

    def new_persona(self) -> None:
        """Add a persona to the project and to the shown map."""
        from cjmdesk.model.people import Persona
        from cjmdesk.model.values import new_id

        self._add(_("new persona"), Persona(id=new_id("who"), name=_("New persona")))

    def duplicate_persona(self) -> None:
        """Add a copy of the selected persona."""
        from cjmdesk.model.values import new_id

        who = self._persona()
        if who is not None:
            name = _("{name} (copy)").format(name=who.name)
            self._add(_("duplicating a persona"), who.model_copy(update={"id": new_id("who"), "name": name}))

    def _add(self, label: str, who: Persona) -> None:
        from cjmdesk.edits.fields import set_field
        from cjmdesk.edits.people import add_persona

        project, one = self._session.project, self._session.map
        if project is None:
            return

        def edit() -> Project:
            fresh = add_persona(project, who)
            return set_field(fresh, one.id, "personas", (*one.personas, who.id)) if one is not None else fresh

        if self._apply(label, edit):
            self._session.select(who.id)

    def delete_persona(self) -> None:
        """Delete the selected persona."""
        from cjmdesk.edits.removing import remove

        project, who = self._session.project, self._persona()
        if (
            project is not None
            and who is not None
            and self._apply(_("deleting a persona"), lambda: remove(project, who.id))
        ):
            self._session.select("")

    def _persona(self) -> Persona | None:
        project = self._session.project
        people = project.personas if project is not None else ()
        return next((who for who in people if who.id == self._session.selection), None)

    # Doing --------------------------------------------------------------------------------------

    def _apply(self, label: str, edit: Callable[[], Project]) -> bool:
        from cjmdesk.edits.errors import EditError
        from cjmdesk.ui.infobar import Notice

        try:
            fresh = edit()
        except EditError as error:
            text = _("This cannot be done: {reason}.").format(reason=error)
            self._window.tell(Notice(text, "warning"))
            return False
        self._session.close_step()
        self._session.apply(label, fresh)
        return True
