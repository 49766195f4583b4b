"""What the commands on whole maps do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cjmdesk import i18n
from cjmdesk.i18n import _
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.menus import Entry

if TYPE_CHECKING:
    from cjmdesk.formats.starting import Start
    from cjmdesk.ui.translating.window import TranslationsWindow


class MapCommands(Commands):
    """The commands of one window on the shown map."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        listed = self._window.listed
        return {
            "duplicate_map": lambda: listed.duplicate(self._shown()),
            "future_map": self.make_future,
            "rename_map": self.rename,
            "translations": self.translate,
            "map_up": lambda: self.move(-1),
            "map_down": lambda: self.move(1),
            "delete_map": self.delete,
            "right_to_left": self.turn_round,
        }

    def make_future(self) -> None:
        """Add a copy of the shown map as a future state, and say what to do with it."""
        from cjmdesk.ui.infobar import Notice

        window = self._window
        if window.listed.make_future(self._shown()):
            text = _(
                "A copy to draw in how it should be: delete what should be gone, write what should be new,"
                " lift the curve. Then compare the two."
            )
            ways = ((_("Compare Maps…"), window.actions_["compare"].trigger),)
            window.tell(Notice(text, ways=ways))

    def maps(self) -> list[Entry]:
        """The menu of the project's maps; the shown one is ticked."""
        project, shown = self._session.project, self._session.map
        if project is None or not project.maps:
            return [(_("No maps yet"), False, False, lambda: None)]
        return [
            (one.title or _("Untitled map"), one is shown, True, partial(self._session.show_map, one.id))
            for one in project.maps
        ]

    def templates(self) -> list[Entry]:
        """The menu of templates for a new map: shipped ones, then the user's own."""
        from cjmdesk.formats.starting import own_starts, shipped_starts

        starts = (*shipped_starts(i18n.current_language()), *own_starts())
        return [(start.title, False, True, partial(self.new_map, start)) for start in starts]

    def new_map(self, start: Start) -> None:
        """Add a map made from a template, or an empty one, behind the others and show it."""
        from cjmdesk.formats.starting import Wish
        from cjmdesk.ui.commands.starting import add_wished

        add_wished(self._window, Wish(start))

    def rename(self) -> None:
        """Write the shown map's title on its sheet."""
        one = self._session.map
        if one is not None:
            self._window.canvas.setFocus()
            self._window.canvas.writing.write(one.id)

    def translate(self) -> TranslationsWindow:
        """Open the window with the texts of the shown map in all languages, or bring it to the front."""
        from cjmdesk.ui.commands.guides import bring
        from cjmdesk.ui.translating.window import TranslationsWindow
        from cjmdesk.ui.widgets.sidewindow import KEYS, Reopening, hold_keys

        window = self._window
        window.canvas.writing.stop()
        program = window.program
        open_ = next((one for one in window.findChildren(TranslationsWindow) if one.isVisible()), None)
        made = open_ or TranslationsWindow(window, program.theme, self._session, program.remembered)
        if open_ is None:
            hold_keys(made, (window.actions_[id] for id in KEYS))
            Reopening(made, lambda _old: self.translate())
        return bring(made)

    def move(self, by: int) -> None:
        """Change the place of the shown map among the maps."""
        if self._shown():
            self._window.listed.move(self._shown(), by)

    def delete(self) -> None:
        """Delete the shown map; the one that takes its place is shown."""
        if self._shown():
            self._window.listed.delete(self._shown())

    def turn_round(self) -> None:
        """Let the journey run from the other side."""
        from cjmdesk.edits.fields import set_field
        from cjmdesk.layout.context import runs_right_to_left

        one = self._session.map
        if one is not None:
            way = "left_to_right" if runs_right_to_left(one) else "right_to_left"
            self._apply(
                _("turning the map round"), lambda project: set_field(project, one.id, "direction", way)
            )
            bar = self._window.canvas.horizontalScrollBar()  # a journey is read from its beginning
            bar.setValue(bar.maximum() if way == "right_to_left" else bar.minimum())

    def _shown(self) -> str:
        one = self._session.map
        return one.id if one is not None else ""
