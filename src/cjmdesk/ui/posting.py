"""Posters for the window: the canvas, the export preview and the start page's pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate

from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.options import PosterOptions, options_for
from cjmdesk.posters.papers import Margins, PaperError
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.remembered import Remembered

if TYPE_CHECKING:
    import datetime

    from cjmdesk.layout.memo import LayoutMemo
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.posters.printed import Printed


class PosterMaker:
    """Lays maps out on their paper, or on the user's usual one."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered
        self._engine = text_engine()

    def options(self, one: JourneyMap) -> PosterOptions:
        """How a map is printed: as it says itself, else as the user prefers.

        Raises PaperError for an unknown paper.
        """
        return self.asked(one)

    def asked(
        self, one: JourneyMap, paper: str = "", orientation: str = "", margins: Margins | None = None
    ) -> PosterOptions:
        """How a map is printed when this is asked for; empty and None leave it to map and user.

        The verb `export` says the same to the same question. Raises PaperError for an unknown paper.
        """
        return options_for(
            one,
            paper=paper,
            orientation=orientation,
            margins=margins,
            default_paper=self._remembered.paper,
            printer_margins=self._remembered.margins,
            # The sheet in the window is for working on; ink is chosen when printing.
            ink="colour",
            date=_today(),
        )

    def poster(
        self, project: Project, one: JourneyMap, options: PosterOptions | None = None
    ) -> tuple[Poster, str]:
        """The map's poster, and one sentence when its own paper could not be used (else empty)."""
        try:
            return lay_out_poster(project, one, options or self.options(one), self._engine), ""
        except PaperError as error:
            return lay_out_poster(project, one, PosterOptions(date=_today()), self._engine), str(error)

    def again(self, project: Project, one: JourneyMap, before: Poster, memo: LayoutMemo) -> Poster:
        """The poster after an edit: type and columns stay as in `before`, so that nothing jumps
        under the hand, and only what changed is laid out."""
        return lay_out_poster(project, one, before.asked, self._engine, measures=before.measures, memo=memo)

    def sheets(self, project: Project, one: JourneyMap, what: str, items: tuple[str, ...]) -> Printed:
        """What is printed of a map beside its poster, on the user's usual paper. what: of `KINDS`.

        items: ids of what to print, empty for all. Raises PaperError for what the map does not have.
        """
        from cjmdesk.posters.choices import PrintChoices
        from cjmdesk.posters.kinds import print_map

        choices = PrintChoices(
            what=what,
            items=items,
            date=_today(),
            default_paper=self._remembered.paper,
            printer_margins=self._remembered.margins,
        )
        return print_map(project, one, choices, self._engine)

    def painter(self, project: Project) -> ScenePainter:
        """A painter of this project's posters."""
        return ScenePainter(self._engine, project.pictures)


def _today() -> datetime.date:
    return QDate.currentDate().toPython()  # type: ignore[return-value]
