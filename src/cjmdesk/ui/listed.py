"""What is done to whole maps and personas, wherever it is asked for: in menus or in the navigator."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.i18n import N_, _, translator

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.people import Persona
    from cjmdesk.model.project import Project
    from cjmdesk.ui.infobar import Notice
    from cjmdesk.ui.session import Session


class Listed:
    """The maps and personas of one session's project. Each deed answers whether it was done.

    tell: says something in the window; dismiss: takes it away again.
    """

    def __init__(
        self, session: Session, tell: Callable[[Notice], object], dismiss: Callable[[], object]
    ) -> None:
        self._session, self._tell, self._dismiss = session, tell, dismiss

    def rename(self, id: str, words: str) -> bool:
        """Give a map or a persona another name."""
        from cjmdesk.edits.fields import set_field

        name = "title" if self._map(id) is not None else "name"
        return self._apply(_("renaming"), lambda project: set_field(project, id, name, words.strip()))

    def move(self, id: str, by: int) -> bool:
        """Move a map or a persona by places among its like, at most to the first or last."""
        from cjmdesk.edits.people import move_by

        label = _("moving a map") if self._map(id) is not None else _("moving a persona")
        return self._apply(label, lambda project: move_by(project, id, by))

    def delete(self, id: str) -> bool:
        """Delete a map or a persona; of maps it is said, and the next one is shown."""
        one = self._map(id)
        return self._delete_map(one) if one is not None else self._delete_persona(id)

    # Maps ---------------------------------------------------------------------------------------

    def add_map(self, journey: JourneyMap) -> bool:
        """Put a new map behind the others and show it."""
        from cjmdesk.edits.maps import add_map

        made = self._apply(_("new map"), lambda project: add_map(project, journey))
        if made:
            self._session.show_map(journey.id)
        return made

    def add(self, edit: Callable[[Project], Project]) -> bool:
        """Add maps to the project by an edit."""
        return self._apply(_("new map"), edit)

    def duplicate(self, id: str) -> str:
        """Add a copy of a map and show it; the copy's id, empty if none was made."""
        one = self._map(id)
        if one is None:
            return ""
        title = _titled(one, N_("{title} (copy)"))
        return self._copy(_("duplicating a map"), one, one.type, title)

    def make_future(self, id: str) -> str:
        """Add a copy of a map as a future state and show it; the copy's id, empty if none was made."""
        one = self._map(id)
        if one is None:
            return ""
        title = _titled(one, N_("{title}: as it should be"))
        return self._copy(_("making a future state"), one, "future_state", title)

    def _copy(self, label: str, one: JourneyMap, map_type: str, title: str) -> str:
        from cjmdesk.edits.maps import duplicate_map

        made = ""

        def edit(project: Project) -> Project:
            nonlocal made
            fresh, made = duplicate_map(project, one.id, map_type=map_type, title=title)
            return fresh

        if self._apply(label, edit):
            self._session.show_map(made)
        return made

    def _delete_map(self, one: JourneyMap) -> bool:
        from cjmdesk.edits.removing import remove
        from cjmdesk.ui.infobar import Notice

        project, shown = self._session.project, self._session.map
        assert project is not None
        place = project.maps.index(one)
        rest = [other.id for other in project.maps if other is not one]
        if not self._apply(_("deleting a map"), lambda project: remove(project, one.id)):
            return False
        if one is shown:
            self._session.show_map(rest[min(place, len(rest) - 1)] if rest else "")
        text = _("The map “{title}” was deleted.").format(title=one.title or _("Untitled map"))
        # Once something else was done, or the deleting undone, the button would take back another step.
        ways, after = ((_("Undo"), self._take_back),), self._session.project
        self._tell(Notice(text, ways=ways, holds=lambda: self._session.project is after))
        return True

    def _take_back(self) -> None:
        self._session.undo()
        self._dismiss()

    # Personas -----------------------------------------------------------------------------------

    def new_persona(self) -> str:
        """Add a persona to the project and to the shown map, and select it; its id, empty if none was
        made."""
        from cjmdesk.edits.people import new_persona

        return self._add_persona(_("new persona"), lambda project, on: new_persona(project, map_id=on))

    def duplicate_persona(self, one: Persona) -> str:
        """Add a copy of a persona, to the shown map too, and select it; its id, empty if none was made."""
        from cjmdesk.edits.people import duplicate_persona

        name = _("{name} (copy)").format(name=one.name)
        label = _("duplicating a persona")
        return self._add_persona(label, lambda project, on: duplicate_persona(project, one.id, name, on))

    def _add_persona(self, label: str, add: Callable[[Project, str], tuple[Project, str]]) -> str:
        one, made = self._session.map, ""

        def edit(project: Project) -> Project:
            nonlocal made
            fresh, made = add(project, one.id if one is not None else "")
            return fresh

        if self._apply(label, edit):
            self._session.select(made)
        return made

    def _delete_persona(self, id: str) -> bool:
        from cjmdesk.edits.removing import remove

        gone = self._apply(_("deleting a persona"), lambda project: remove(project, id))
        if gone:
            self._session.select("")
        return gone

    # Doing --------------------------------------------------------------------------------------

    def _map(self, id: str) -> JourneyMap | None:
        project = self._session.project
        maps = project.maps if project is not None else ()
        return next((one for one in maps if one.id == id), None)

    def _apply(self, label: str, edit: Callable[[Project], Project]) -> bool:
        self._session.close_step()
        return self._session.attempt(label, edit, self._refuse)

    def _refuse(self, reason: str) -> None:
        from cjmdesk.ui.infobar import Notice

        self._tell(Notice(_("This cannot be done: {reason}.").format(reason=reason), "warning"))


def _titled(one: JourneyMap, form: str) -> str:
    """The title of a map that is made from another, in the language of what is on its sheet."""
    say = translator(one.language).gettext
    return say(form).format(title=one.title or say(N_("Untitled map")))
