"""Reminds, once and gently, of a map that nobody has reviewed for a year."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.infobar import Notice
    from cjmdesk.ui.session import Event
    from cjmdesk.ui.window import MainWindow

_MOST = 200
"""Answers that are remembered; older ones are forgotten."""


class Reviewing:
    """Looks at each map that a window shows. A map is asked about once in a run of the program, and not
    again for a review that the user has put off."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._asked: set[str] = set()
        self._notice: Notice | None = None
        window.session.told.connect(self._hear)

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {"reviewed": self.note}

    def note(self) -> None:
        """The shown map was reviewed today."""
        from cjmdesk.edits.fields import set_field

        one, session = self._window.session.map, self._window.session
        if one is None:
            return
        session.close_step()
        today = _today()
        session.attempt(
            _("noting the review"),
            lambda project: set_field(project, one.id, "last_reviewed", today),
            lambda _reason: None,
        )

    def _hear(self, event: Event) -> None:
        if event.kind not in ("opened", "map"):
            return
        if self._notice is not None and self._busy() and self._window.info.notice is self._notice:
            self._window.dismiss()  # it asked about another map
        self._look()

    def _look(self) -> None:
        from cjmdesk.analysis.gaps import review_is_due
        from cjmdesk.ui.infobar import Notice

        one = self._window.session.map
        if one is None or one.last_reviewed is None or not review_is_due(one, _today()):
            return
        if self._window.session.path is None:  # a sample tells of its own time, not of the user's
            return
        mark = _mark(one)
        if mark in self._asked or mark in self._put_off() or self._silenced(one) or self._busy():
            return
        self._asked.add(mark)
        text = _("This map was last reviewed on {date}. Does it still tell how it is?")
        ways = (
            (_("Reviewed Today"), partial(self._answer, one.id)),
            (_("Not Now"), partial(self._later, mark)),
        )
        self._notice = Notice(text.format(date=_day_words(one.last_reviewed)), ways=ways)
        self._window.tell(self._notice)

    def _answer(self, map_id: str) -> None:
        self._window.dismiss()
        self._window.session.show_map(map_id)
        self.note()

    def _later(self, mark: str) -> None:
        self._window.dismiss()
        kept = [one for one in self._put_off() if one != mark]
        self._window.program.remembered.put(reviews_put_off=[*kept, mark][-_MOST:])

    def _put_off(self) -> list[str]:
        return self._window.program.remembered.texts("reviews_put_off")

    def _busy(self) -> bool:
        """Whether something graver is said already."""
        return "info" in self._window.__dict__ and self._window.info.notice is not None

    @staticmethod
    def _silenced(one: JourneyMap) -> bool:
        return any(gap.gap == "not_reviewed" and gap.item == one.id for gap in one.silenced)


def _mark(one: JourneyMap) -> str:
    """Names a map and the review it was last given."""
    return f"{one.id} {one.last_reviewed}"


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _day_words(day: datetime.date) -> str:
    """A day in the user's language, without the dot that some end it with."""
    from cjmdesk.i18n import current_language
    from cjmdesk.layout.numbers import date

    return date(day, current_language()).rstrip(".")
