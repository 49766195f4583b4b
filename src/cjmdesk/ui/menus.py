"""Menu bar and toolbar of a window, built from the table of actions."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QActionEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.actions.action import PLACE, SEPARATOR, Menu
from cjmdesk.ui.actions.table import MENUS, TOOLBAR, TOOLBAR_END, spec
from cjmdesk.ui.actionset import ActionSet
from cjmdesk.ui.icons import beside_words, give_icon, icon
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


class _Filled(QToolButton):
    """A command's button on a dark ground: its icon is light, that of the menu stays as it is."""

    def __init__(self, theme: Theme, action: QAction) -> None:
        super().__init__()
        self._theme, self._sign = theme, spec(action.objectName()).icon
        self.setProperty("role", "primary")
        self.setDefaultAction(action)

    def actionEvent(self, event: QActionEvent) -> None:
        super().actionEvent(event)
        give_icon(self, self._theme, self._sign, "on_primary")


class _Side(QToolButton):
    """The button of the left panel: on while one of its pages is shown; then it puts the panel away."""

    def __init__(self, pages: Sequence[QAction]) -> None:
        """pages: the commands that show or hide a page; the first gives the button its face."""
        super().__init__()
        self._pages = tuple(pages)
        self.setIconSize(beside_words())
        self.setCheckable(True)
        self.clicked.connect(self._turn)
        for page in self._pages:
            page.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        face = self._pages[0]
        self.setIcon(face.icon())
        self.setText(face.iconText())
        self.setToolTip(face.toolTip())
        self.setStatusTip(face.statusTip())
        self.setEnabled(face.isEnabled())
        self.setChecked(any(page.isChecked() for page in self._pages))

    def _turn(self) -> None:
        next((page for page in self._pages if page.isChecked()), self._pages[0]).trigger()
        self._follow()


class _Bar(QToolBar):
    """Where there is no room for all of it, words go first: that of the last button, then all."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[QToolButton] = []
        """The buttons with words, in the order in which they lose them."""
        self._widths: dict[QToolButton, tuple[str, int, int]] = {}

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return done

    def _fit(self) -> None:
        """Show as many words as there is room for."""
        widths = {one: self._width(one) for one in self.named}
        whole = self._whole(widths)
        last, every = tuple(self.named[:1]), tuple(self.named)
        for shortened in ((), last, every):
            if whole - sum(widths[one][0] - widths[one][1] for one in shortened) <= self.width():
                break
        styles = {one: _ICON if one in shortened else _WORDED for one in self.named}
        changed = [one for one in self.named if one.toolButtonStyle() != styles[one]]
        for one in changed:
            one.setToolButtonStyle(styles[one])
        layout = self.layout()
        if changed and layout is not None:
            # A button that has gone behind the sign for more is hidden: the layout does not hear of it.
            layout.invalidate()

    def _whole(self, widths: dict[QToolButton, tuple[int, int]]) -> int:
        """Pixels of all of it with all words. What the layout says itself is late by a turn of the loop."""
        inside = [self.widgetForAction(action) for action in self.actions()]
        taken = (widths[one][0] if one in widths else max(one.sizeHint().width(), 0) for one in inside)
        layout = self.layout()
        assert layout is not None
        edges = layout.contentsMargins()
        return sum(taken) + layout.spacing() * (len(inside) - 1) + edges.left() + edges.right()

    def _width(self, button: QToolButton) -> tuple[int, int]:
        """Pixels of a button with its words and without."""
        known = self._widths.get(button)
        if known is None or known[0] != button.text():  # each look at another style asks for a new layout
            before, found = button.toolButtonStyle(), []
            for style in (_WORDED, _ICON):
                button.setToolButtonStyle(style)
                found.append(button.sizeHint().width())
            button.setToolButtonStyle(before)
            known = self._widths[button] = (button.text(), found[0], found[1])
        return known[1:]


_WORDED, _ICON = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


def build_toolbar(theme: Theme, actions: ActionSet) -> QToolBar:
    """The toolbar; actions with a short text show it beside their icon while there is room."""
    bar = _Bar()
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setIconSize(beside_words())  # a toolbar has one for all its buttons
    # A window that opens with a file is laid out before other icons are there; these decide widths.
    actions.retheme((*TOOLBAR, *TOOLBAR_END))
    for id in TOOLBAR:
        _add(bar, actions, id)
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(gap)
    for id in TOOLBAR_END[:-1]:
        if id in _PAGES:
            side = _Side([actions[page] for page in _PAGES])
            bar.addWidget(side)
            _dress(side, id)
        else:
            _add(bar, actions, id)
    last = _Filled(theme, actions[TOOLBAR_END[-1]])
    bar.addWidget(last)
    _dress(last, TOOLBAR_END[-1])
    named = (bar.widgetForAction(actions[id]) for id in TOOLBAR if id != SEPARATOR and spec(id).short)
    bar.named = [last, *(one for one in named if isinstance(one, QToolButton))]
    return bar


_PAGES = ("navigator", "outline")
"""The pages of the left panel, of which the toolbar has one button."""


def _add(bar: QToolBar, actions: ActionSet, id: str) -> None:
    if id == SEPARATOR:
        bar.addSeparator()
        return
    bar.addAction(actions[id])
    _dress(bar.widgetForAction(actions[id]), id)


def _dress(button: QWidget, id: str) -> None:
    if isinstance(button, QToolButton):
        named = bool(spec(id).short)
        button.setToolButtonStyle(_WORDED if named else _ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)


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
