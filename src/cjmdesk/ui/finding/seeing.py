"""What the user looks for and what they want to see: it never enters the project until saved as a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.session import Event, Session

if TYPE_CHECKING:
    from cjmdesk.analysis.filtering import Split
    from cjmdesk.analysis.finding import Find, Found
    from cjmdesk.model.maps import SavedView
    from cjmdesk.model.project import Project

PATIENCE = 200
"""Milliseconds after an edit until what was found is looked for again."""


class Seeing(QObject):
    """The search and the filter of one window."""

    changed = Signal()
    """Something else is found, or something else fits the filter."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.find: Find | None = None
        self._first = ""
        self.found: tuple[Found, ...] = ()
        self.at = -1
        self._views: dict[str, SavedView] = {}
        self.split: Split | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(PATIENCE)
        self._again.timeout.connect(self.refresh)
        session.changed.connect(self._edited)
        session.told.connect(self._hear)

    @property
    def here(self) -> Found | None:
        """The place where the search stands; None when nothing was found."""
        return self.found[self.at] if 0 <= self.at < len(self.found) else None

    @property
    def view(self) -> SavedView | None:
        """The filter of the map shown; None shows all of it. Every map has its own."""
        shown = self._session.map
        return self._views.get(shown.id) if shown is not None else None

    @property
    def filtering(self) -> bool:
        """Whether some notes are faded."""
        return self.split is not None

    # Finding ------------------------------------------------------------------------------------

    def look_for(self, find: Find | None) -> None:
        """Look for something else; the first place from the selection on is shown. None ends it."""
        shown = self._session.map
        self.find, self._first = find, shown.id if shown is not None else ""
        self._search()
        if self.found and find is not None:
            items = [one.item for one in self.found]
            chosen = self._session.selection
            self.at = items.index(chosen) if chosen in items else 0
            self._show()
        self.changed.emit()

    def go(self, by: int) -> None:
        """Show the next place (1) or the one before (−1), going round."""
        if self.found:
            self.at = (self.at + by) % len(self.found)
            self._show()
            self.changed.emit()

    def replace(self, words: str, *, everywhere: bool = False) -> int:
        """Replace at this place and go on, or at every place in one step. The number of places."""
        from cjmdesk.edits.errors import EditError
        from cjmdesk.edits.replacing import replace_words

        project = self._session.project
        places = self.found if everywhere else self.found[self.at : self.at + 1]
        if project is None or not places:
            return 0
        try:
            fresh = replace_words(project, places, words)
        except EditError:  # an undo took the item away since it was found
            self.refresh()
            return 0
        label = ngettext("replacing {count} time", "replacing {count} times", len(places))
        self._session.apply(label.format(count=len(places)), fresh)
        following = self.found[self.at + 1] if not everywhere and self.at + 1 < len(self.found) else None
        self._search()
        self.at = 0 if self.found else -1
        if following is not None:
            # In the text that was changed, what was put in is not looked at again.
            changed = _text_of(following) == _text_of(places[0])
            start = places[0].start + len(words) if changed else 0
            behind = (
                number
                for number, one in enumerate(self.found)
                if _text_of(one) == _text_of(following) and one.start >= start
            )
            self.at = next(behind, self.at)
        self._show()
        self.changed.emit()
        return len(places)

    def _search(self) -> None:
        from cjmdesk.analysis.finding import find_words

        project = self._session.project
        if project is None or self.find is None:
            self.found, self.at = (), -1
            return
        self.found = find_words(project, self.find, self._first)
        self.at = min(max(self.at, 0), len(self.found) - 1)

    def _show(self) -> None:
        here = self.here
        if here is not None:
            if here.map:
                self._session.show_map(here.map)
            self._session.select(here.item)

    # Filtering ----------------------------------------------------------------------------------

    def filter(self, view: SavedView | None) -> None:
        """Fade what `view` does not show of the map; None shows everything."""
        self._keep(view)
        self._filter()
        self.changed.emit()

    def show_all(self) -> None:
        """Fade nothing on any map."""
        self._views.clear()
        self._filter()
        self.changed.emit()

    def _keep(self, view: SavedView | None) -> None:
        shown = self._session.map
        if shown is not None and view is not None:
            self._views[shown.id] = view
        elif shown is not None:
            self._views.pop(shown.id, None)

    def save_view(self, title: str) -> bool:
        """Keep the filter in the map under a title; one of that title is replaced. False if refused."""
        from cjmdesk.edits.errors import EditError
        from cjmdesk.edits.people import add_view
        from cjmdesk.edits.removing import remove
        from cjmdesk.model.texts import clean_text
        from cjmdesk.model.values import new_id

        project, shown, view = self._session.project, self._session.map, self.view
        if project is None or shown is None or view is None:
            return False
        same = [one.id for one in shown.views if one.title == title]
        fresh = view.model_copy(update={"id": new_id("v"), "title": clean_text(title)})
        try:
            project = add_view(remove(project, *same) if same else project, shown.id, fresh)
        except EditError:
            return False
        self._keep(fresh)
        self._session.apply(_("saving a view"), project)
        return True

    def delete_view(self, id: str) -> None:
        """Take a saved view out of the map; what is shown stays as it is."""
        from cjmdesk.edits.removing import remove

        project = self._session.project
        if project is not None:
            self._session.apply(_("deleting a view"), remove(project, id))

    def _filter(self) -> None:
        from cjmdesk.analysis.filtering import restricts, split

        shown, view = self._session.map, self.view
        self.split = None
        if shown is not None and view is not None and restricts(view):
            self.split = split(shown, view)

    # Following ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look again in the project as it is now."""
        self._again.stop()
        if self.find is not None:
            self._search()
        if self.view is not None or self.filtering:  # what is faded may be of another map
            self._filter()
        self.changed.emit()

    def _edited(self, _before: Project, _after: Project) -> None:
        if self.find is not None or self.view is not None or self.filtering:
            self._again.start()

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            if event.kind == "opened":
                self.find = None
                self._views.clear()
            self.refresh()


def _text_of(place: Found) -> tuple[str, str, int | None]:
    """Which text a place is in."""
    return place.item, place.field, place.number
