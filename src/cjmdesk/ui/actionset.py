"""The QActions of a window, made from the table of actions."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from cjmdesk.i18n import _
from cjmdesk.ui.actions.action import State
from cjmdesk.ui.actions.table import ACTIONS
from cjmdesk.ui.icons import icon
from cjmdesk.ui.keys import key_words
from cjmdesk.ui.theme import Theme


class ActionSet:
    """The QActions of one window."""

    def __init__(self, owner: QObject, theme: Theme, handlers: dict[str, Callable[[], object]]) -> None:
        self._theme = theme
        self._made: dict[str, QAction] = {}
        self._state: State | None = None
        for action in ACTIONS:
            made = QAction(owner)
            made.setObjectName(action.id)
            made.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
            made.setCheckable(action.checked is not None)
            made.triggered.connect(_runner(handlers[action.id]))
            self._made[action.id] = made

    def __getitem__(self, id: str) -> QAction:
        return self._made[id]

    def all(self) -> list[QAction]:
        """In the table's order."""
        return list(self._made.values())

    def retranslate(self) -> None:
        """Texts in the user's language; the next `refresh` says all of it anew."""
        self._state = None
        for action in ACTIONS:
            made = self._made[action.id]
            made.setText(_(action.text))
            made.setIconText(_(action.short) if action.short else _(action.text).rstrip("…"))
            keys = key_words(made.shortcut())
            made.setToolTip(f"{_(action.help)}  ({keys})" if keys else _(action.help))
            made.setStatusTip(_(action.help))

    def retheme(self, ids: Collection[str] | None = None) -> None:
        """Icons in the theme's colours. ids: of the only commands that need theirs now; None for all."""
        for action in ACTIONS:
            if action.icon and (ids is None or action.id in ids):
                self._made[action.id].setIcon(icon(self._theme, action.icon, beside=bool(action.short)))

    def refresh(self, state: State) -> None:
        """Enable and tick what `state` says; name what undo and redo would do."""
        for action in ACTIONS:
            if action.checked is not None:  # a click ticks, whatever became of it
                self._made[action.id].setChecked(action.checked(state))
        if state == self._state:
            return
        self._state = state
        for action in ACTIONS:
            self._made[action.id].setEnabled(action.when(state))
        self._made["undo"].setText(_("Undo {change}").format(change=state.undo) if state.undo else _("Undo"))
        self._made["redo"].setText(_("Redo {change}").format(change=state.redo) if state.redo else _("Redo"))


def _runner(handler: Callable[[], object]) -> Callable[..., None]:
    def run(*_arguments: object) -> None:
        handler()

    return run
