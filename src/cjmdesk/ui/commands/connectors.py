"""What the commands of connectors do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.model.maps import Connector
    from cjmdesk.model.project import Project
    from cjmdesk.ui.session import Session


def connector_marks(session: Session) -> frozenset[str]:
    """For `State.on`: the conditions of the selected connectors, as `connector:good`."""
    return frozenset(f"connector:{arrow.condition}" for arrow in _chosen(session))


class ConnectorCommands(Commands):
    """The connector commands of one window."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "connect": self.connect,
            "lead_elsewhere": lambda: self.elsewhere("target"),
            "begin_elsewhere": lambda: self.elsewhere("source"),
            "turn_connector": self.turn,
            "connector_good": lambda: self.set_condition("good"),
            "connector_bad": lambda: self.set_condition("bad"),
            "connector_neutral": lambda: self.set_condition("neutral"),
        }

    def connect(self) -> None:
        """Draw a connector from what is selected: choose its target on the sheet."""
        self._choose(self._session.selection, "", "target")

    def elsewhere(self, moving: Literal["source", "target"]) -> None:
        """Choose another end for the selected connector."""
        arrows = _chosen(self._session)
        if arrows:
            stays = arrows[-1].source if moving == "target" else arrows[-1].target
            self._choose(stays, arrows[-1].id, moving)

    def _choose(self, item: str, connector: str, moving: Literal["source", "target"]) -> None:
        if not self._window.canvas.arrows.choose(item, connector, moving):
            self._say(_("There is nothing on this map that a connector could join to this."))

    def turn(self) -> None:
        """Let the selected connectors run the other way."""
        from cjmdesk.edits.connectors import turn

        arrows = _chosen(self._session)

        def edit(project: Project) -> Project:
            for arrow in arrows:
                project = turn(project, arrow.id)
            return project

        label = ngettext("turning {count} connector", "turning {count} connectors", len(arrows))
        self._apply(label.format(count=len(arrows)), edit)

    def set_condition(self, condition: str) -> None:
        """Say what outcome the selected connectors stand for."""
        from cjmdesk.edits.fields import set_field

        arrows = _chosen(self._session)

        def edit(project: Project) -> Project:
            for arrow in arrows:
                project = set_field(project, arrow.id, "condition", condition)
            return project

        label = ngettext("the outcome of {count} connector", "the outcome of {count} connectors", len(arrows))
        self._apply(label.format(count=len(arrows)), edit)


def _chosen(session: Session) -> tuple[Connector, ...]:
    """The selected connectors."""
    if session.map is None:
        return ()
    index = index_of(session.map)
    return tuple(arrow for id in session.chosen if (arrow := index.connector(id)) is not None)
