"""Which two maps are compared: of the open project, and of other files that were opened for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.changes.comparing import Compared, compare, counterpart, in_order
from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.session import Session


class Choice(Struct, frozen=True):
    """A map that can be compared. file: name of the file it is of, empty for the open project."""

    file: str
    map: str


class Side(Struct, frozen=True):
    """A map that is compared, with its project."""

    project: Project
    map: JourneyMap


class Pair:
    """The two maps, the first read as the earlier one; none while there is nothing to compare."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.files: dict[str, Project] = {}
        self.choices: tuple[Choice, Choice] | None = None

    def begin(self) -> None:
        """The shown map and the one that it is most likely to be compared with, the earlier first."""
        project, shown = self._session.project, self._session.map
        self.choices = None
        if project is None or shown is None:
            return
        near = counterpart(project, shown)
        other = near or next((one for one in project.maps if one is not shown), None)
        if other is not None:
            first, second = (shown, other) if in_order(shown, other) else (other, shown)
            self.choices = Choice("", first.id), Choice("", second.id)

    def begin_with(self, file: str, project: Project) -> None:
        """The shown map, and the first of another file."""
        self.files[file] = project
        shown = self._session.map
        if shown is not None:
            self.choices = Choice("", shown.id), Choice(file, project.maps[0].id)

    def entries(self) -> list[tuple[str, Choice]]:
        """Every map there is, those of other files behind the name of the file."""
        project = self._session.project
        found = [(_title(one), Choice("", one.id)) for one in (project.maps if project is not None else ())]
        for file, other in self.files.items():
            found += [(f"{file}: {_title(one)}", Choice(file, one.id)) for one in other.maps]
        return found

    def choose(self, number: int, chosen: Choice) -> None:
        """Take another map as the first (0) or the second (1). If it is the one on the other side, the two
        change places; one of the two stays a map of the open project."""
        if self.choices is None:
            return
        mine, other = self.choices[number], self.choices[1 - number]
        if chosen == other:
            other = mine
        if chosen.file and other.file:
            shown = self._session.map
            other = Choice("", shown.id) if shown is not None else other
        self.choices = (chosen, other) if number == 0 else (other, chosen)

    def swap(self) -> None:
        """Read it the other way round."""
        if self.choices is not None:
            self.choices = self.choices[1], self.choices[0]

    @property
    def own(self) -> Choice | None:
        """The map that is jumped to and that takes over: the one shown, else one of the project."""
        ours = [one for one in self.choices or () if not one.file]
        shown = [one for one in ours if one.map == self._session.map_id]
        return next(iter([*shown, *reversed(ours)]), None)

    @property
    def other(self) -> Choice | None:
        """The one that is taken over from."""
        own = self.own
        if own is None or self.choices is None:
            return None
        return self.choices[1] if own == self.choices[0] else self.choices[0]

    def side(self, choice: Choice | None) -> Side | None:
        """The map that is chosen; None if it is there no more."""
        if choice is None:
            return None
        project = self.files.get(choice.file) if choice.file else self._session.project
        found = next((one for one in project.maps if one.id == choice.map), None) if project else None
        return Side(project, found) if project is not None and found is not None else None

    def sides(self) -> tuple[Side, Side] | None:
        """Both maps as they are now; None while there are no two."""
        first, second = (self.side(one) for one in self.choices or (None, None))
        return (first, second) if first is not None and second is not None else None

    def compared(self) -> tuple[Compared, Compared] | None:
        """What differs, in the ids of the map that takes over: from it to the other, and as it is read,
        from the first to the second. None while there are no two maps."""
        own, other = self.side(self.own), self.side(self.other)
        if own is None or other is None or self.choices is None:
            return None
        found = compare(own.project, own.map, other.project, other.map)
        return found, found if self.own == self.choices[0] else found.flipped()


def _title(one: JourneyMap) -> str:
    return one.title or _("Untitled map")
