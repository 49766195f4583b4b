"""The toolbar of a window, built from the table of actions.

What a map is made with stands at the left; where there is no room, words go first, then buttons behind
the sign for more. Finding, the panels and printing stand at the right and stay.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QActionEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolBar, QToolButton, QWidget

from cjmdesk.ui.actions.action import SEPARATOR
from cjmdesk.ui.actions.table import FIRST_WITHOUT_WORDS, TOOLBAR, TOOLBAR_END, WORDS_ALONE, spec
from cjmdesk.ui.actionset import ActionSet
from cjmdesk.ui.icons import beside_words, give_icon
from cjmdesk.ui.theme import Theme

_PAGES = ("navigator", "outline")
"""The pages of the left panel, of which the toolbar has one button."""

_ICON = Qt.ToolButtonStyle.ToolButtonIconOnly


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
    """The buttons at the left, as wide as there is room."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        _fix(self)
        self.setObjectName("toolbar-left")
        for id in TOOLBAR:
            if id == SEPARATOR:
                self.addSeparator()
                continue
            self.addAction(actions[id])
            _dress(self.widgetForAction(actions[id]), id)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        layout = self.layout()
        if layout is not None and not layout.contentsMargins().isNull():
            layout.setContentsMargins(0, 0, 0, 0)  # those of the whole toolbar are around it
        return done

    def whole(self) -> int:
        """Pixels of all of it, as its buttons are now. What the layout says itself is late by a turn of
        the loop."""
        inside = [self.widgetForAction(action) for action in self.actions()]
        taken = (max(one.sizeHint().width(), 0) for one in inside)
        layout = self.layout()
        assert layout is not None
        edges = layout.contentsMargins()
        return sum(taken) + layout.spacing() * (len(inside) - 1) + edges.left() + edges.right()


class Toolbar(QToolBar):
    """The toolbar. Buttons whose command has a short text show it while there is room."""

    def __init__(self, theme: Theme, actions: ActionSet) -> None:
        super().__init__()
        self._groups: list[list[QToolButton]] = []
        self._widths: dict[QToolButton, tuple[str, int, int]] = {}
        self._unsettled = False
        _fix(self)
        self.setObjectName("toolbar")
        # A window that opens with a file is laid out before other icons are there; these decide widths.
        actions.retheme((*TOOLBAR, *TOOLBAR_END))
        self.left = _Bar(actions)
        ends = [_end(theme, actions, id) for id in TOOLBAR_END]
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self.left, 1)
        for button in ends:
            row.addWidget(button)
        inside = QWidget()
        inside.setLayout(row)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(inside)
        self._inside, self._ends = inside, ends
        named = {id: self.left.widgetForAction(actions[id]) for id in TOOLBAR if id != SEPARATOR}
        named[TOOLBAR_END[-1]] = ends[-1]
        self._groups = [
            [one for id in group if isinstance(one := named[id], QToolButton)]
            for group in FIRST_WITHOUT_WORDS
        ]

    def event(self, event: QEvent) -> bool:
        if self._groups and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        done = super().event(event)
        if self._unsettled and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._unsettled = False
            self._settle()
        return done

    def _settle(self) -> None:
        """Lay all of it out at once: else old widths, and the sign for more, are seen for some turns."""
        for layout in (self.layout(), self._inside.layout(), self.left.layout()):
            assert layout is not None
            layout.invalidate()
            layout.activate()

    def _fit(self) -> None:
        """Show as many words as there is room for."""
        every = [one for group in self._groups for one in group]
        widths = {one: self._width(one) for one in every}
        styles = {one: _worded(one) for one in every}
        over = self._whole(widths) - self.width()
        for group in self._groups:
            if over <= 0:
                break
            over -= sum(widths[one][0] - widths[one][1] for one in group)
            styles |= dict.fromkeys(group, _ICON)
        changed = [one for one in every if one.toolButtonStyle() != styles[one]]
        for one in changed:
            one.setToolButtonStyle(styles[one])
        self._unsettled = self._unsettled or bool(changed)

    def _whole(self, widths: dict[QToolButton, tuple[int, int]]) -> int:
        """Pixels of all of it with all words."""
        row, layout = self._inside.layout(), self.layout()
        assert row is not None and layout is not None
        edges = layout.contentsMargins()
        taken = self.left.whole() + sum(one.sizeHint().width() for one in self._ends)
        now = {one: one.sizeHint().width() for one in widths}
        more = sum(width[0] - now[one] for one, width in widths.items())
        return taken + more + row.spacing() * len(self._ends) + edges.left() + edges.right()

    def _width(self, button: QToolButton) -> tuple[int, int]:
        """Pixels of a button with its words and without."""
        known = self._widths.get(button)
        if known is None or known[0] != button.text():  # each look at another style asks for a new layout
            before, found = button.toolButtonStyle(), []
            for style in (_worded(button), _ICON):
                button.setToolButtonStyle(style)
                found.append(button.sizeHint().width())
            button.setToolButtonStyle(before)
            known = self._widths[button] = (button.text(), found[0], found[1])
        return known[1:]


def _fix(bar: QToolBar) -> None:
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setIconSize(beside_words())  # a toolbar has one for all its buttons


def _end(theme: Theme, actions: ActionSet, id: str) -> QToolButton:
    """A button at the right end; the last one is filled."""
    if id == TOOLBAR_END[-1]:
        button: QToolButton = _Filled(theme, actions[id])
    elif id in _PAGES:
        button = _Side([actions[page] for page in _PAGES])
    else:
        button = QToolButton()
        button.setDefaultAction(actions[id])
    button.setIconSize(beside_words())
    button.setAutoRaise(True)
    _dress(button, id)
    return button


def _worded(button: QToolButton) -> Qt.ToolButtonStyle:
    """How a button looks that has its words."""
    action = button.defaultAction()
    alone = action is not None and action.objectName() in WORDS_ALONE
    return Qt.ToolButtonStyle.ToolButtonTextOnly if alone else Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def _dress(button: QWidget, id: str) -> None:
    if isinstance(button, QToolButton):
        button.setToolButtonStyle(_worded(button) if spec(id).short else _ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
