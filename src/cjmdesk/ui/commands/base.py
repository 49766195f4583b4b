"""What all groups of commands share: the window, and how an edit is made or refused in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.ui.window import MainWindow


class Commands(ABC):
    """A group of commands of one window; `table` names the handlers by action id."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._session = window, window.session

    @abstractmethod
    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""

    def _apply(self, label: str, edit: Callable[[Project], Project], key: str | None = None) -> bool:
        """Make an edit as a step of its own, see `Session.apply`; whether it was made."""
        self._session.close_step()
        return self._session.attempt(label, edit, self._refuse, key)

    def _refuse(self, reason: str) -> None:
        self._say(_("This cannot be done: {reason}.").format(reason=reason))

    def _say(self, text: str) -> None:
        from cjmdesk.ui.infobar import Notice

        self._window.tell(Notice(text, "warning"))
