"""What the pages of Decide and Plan share: the map they are about, how it is edited, what they ask for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Signal

from cjmdesk.analysis.journey import Journey
from cjmdesk.i18n import _
from cjmdesk.layout.titles import usual_lane_title
from cjmdesk.model.cards import CardBase

if TYPE_CHECKING:
    from cjmdesk.model.lanes import Lane
    from cjmdesk.model.project import Project
    from cjmdesk.posters.choices import PrintChoices
    from cjmdesk.ui.remembered import Remembered
    from cjmdesk.ui.session import Session
    from cjmdesk.ui.theme import Theme


class Desk(QObject):
    """Of one window. Nothing is kept here that the project does not hold."""

    said = Signal(str)
    """What has just been done, or why it could not be."""

    gone_to = Signal(str)
    """The id of a card that is to be shown on the sheet."""

    print_wanted = Signal(str)
    """A kind of `posters.kinds` is to be printed."""

    export_wanted = Signal(str)
    """The action plan is to be written into a file of this extension."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        remembered: Remembered,
        plan_choices: Callable[[], PrintChoices],
    ) -> None:
        """plan_choices: how the action plan would be printed now; raises PaperError for what cannot be."""
        super().__init__()
        self.theme, self.session, self.remembered = theme, session, remembered
        self.plan_choices = plan_choices

    @property
    def today(self) -> datetime.date:
        """Of the user."""
        day: datetime.date = QDate.currentDate().toPython()  # type: ignore[assignment]
        return day

    @property
    def journey(self) -> Journey | None:
        """The map that is shown; None where there is none."""
        project, one = self.session.project, self.session.map
        if project is None or one is None:
            return None
        return Journey(project, one, self.today, lane_words)

    def card(self, id: str) -> CardBase | None:
        """The card of that id on the map that is shown."""
        journey = self.journey
        found = (one.card for one in journey.cards if one.card.id == id) if journey is not None else ()
        return next(iter(found), None)

    def apply(self, label: str, edit: Callable[[Project], Project]) -> bool:
        """Make an edit as a step of its own; whether it was made. Says why not."""
        self.session.close_step()
        return self.session.attempt(label, edit, self._refuse)

    def _refuse(self, reason: str) -> None:
        self.said.emit(_("This cannot be done: {reason}.").format(reason=reason))


def lane_words(lane: Lane) -> str:
    """What people call a lane without a title of its own, in the window's language."""
    return _(usual_lane_title(lane))
