"""The menus of a window, built from the table of actions."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from cjmdesk.i18n import _
from cjmdesk.ui.actions.action import PLACE, SEPARATOR, Menu
from cjmdesk.ui.actions.table import MENUS
from cjmdesk.ui.actionset import ActionSet
from cjmdesk.ui.icons import icon
from cjmdesk.ui.theme import Theme

Entry = tuple[str, bool, bool, Callable[[], object]]
"""Text, whether it is ticked, whether it can be chosen, what it does."""


def _nothing() -> None:
    return None


LINE: Entry = ("", False, False, _nothing)
"""No entry, but a line between others."""


class Menus:
    """The menus of one window. fill: what stands at RECENT, MAPS and CURVES, asked when they open."""

    def __init__(
        self,
        window: QMainWindow,
        theme: Theme,
        actions: ActionSet,
        fill: dict[str, Callable[[], list[Entry]]],
    ) -> None:
        self._theme, self._actions, self._fill = theme, actions, fill
        self._menus: list[tuple[Menu, QMenu]] = []
        self._filled: dict[str, list[QAction]] = {}
        self._after: dict[str, QAction] = {}
        """What stands behind the filled place of a menu, where something does."""
        for menu in MENUS:
            self._build(menu, window.menuBar().addMenu(""))

    def retranslate(self) -> None:
        """Titles in the user's language."""
        for menu, made in self._menus:
            made.setTitle(_(menu.title))

    def retheme(self) -> None:
        """Icons in the theme's colours."""
        for menu, made in self._menus:
            if menu.icon:
                made.setIcon(icon(self._theme, menu.icon))

    def _build(self, menu: Menu, made: QMenu) -> None:
        made.setObjectName(menu.id)
        made.setToolTipsVisible(True)
        self._menus.append((menu, made))
        placed = False
        for entry in menu.entries:
            before = len(made.actions())
            if isinstance(entry, Menu):
                self._build(entry, made.addMenu(""))
            elif entry == SEPARATOR:
                made.addSeparator()
            elif entry.startswith(PLACE):
                made.aboutToShow.connect(partial(self._refill, menu, made, entry))
                placed = True
                continue
            else:
                made.addAction(self._actions[entry])
            if placed and menu.id not in self._after:
                self._after[menu.id] = made.actions()[before]

    def _refill(self, menu: Menu, made: QMenu, place: str) -> None:
        for old in self._filled.pop(menu.id, []):
            made.removeAction(old)
            old.deleteLater()
        following = self._after.get(menu.id)
        added = []
        for text, ticked, usable, handler in self._fill[place]():
            action = QAction(text.replace("&", "&&"), made)
            action.setSeparator(not text)
            action.setCheckable(ticked)
            action.setChecked(ticked)
            action.setEnabled(usable)
            action.triggered.connect(partial(_run, handler))
            made.insertAction(following, action) if following is not None else made.addAction(action)
            added.append(action)
        self._filled[menu.id] = added


def recent_entries(
    files: list[tuple[Path, bool]], open_path: Callable[[Path], object], clear: Callable[[], object]
) -> list[Entry]:
    """The entries of Open Recent: missing files are there, but cannot be chosen. Those of one name are
    told apart by their folders."""
    if not files:
        return [(_("No files yet"), False, False, _nothing)]
    names = Counter(path.name for path, _missing in files)
    entries: list[Entry] = []
    for path, missing in files:
        name = path.name if names[path.name] == 1 else f"{path.name} · {folder_words(path.parent)}"
        text = _("{name} (not there any more)").format(name=name) if missing else name
        entries.append((text, False, not missing, partial(open_path, path)))
    return [*entries, LINE, (_("Clear This List"), False, True, clear)]


def folder_words(folder: Path) -> str:
    """A folder, from the user's own on where it is in there: "~/maps"."""
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)


def _run(handler: Callable[[], object], *_arguments: object) -> None:
    handler()
