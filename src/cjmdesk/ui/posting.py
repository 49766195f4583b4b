"""Posters for the window: the canvas, the export preview and the start page's pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate

from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.papers import PaperError
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.remembered import Remembered

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project


class PosterMaker:
    """Lays maps out on their paper, or on the user's usual one."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered
        self._engine = text_engine()

    def options(self, one: JourneyMap) -> PosterOptions:
        """How a map is printed: as it says itself, else as the user prefers."""
        return PosterOptions(
            paper=one.poster.paper or self._remembered.paper,
            orientation=one.poster.orientation,
            margins=one.poster.margins or self._remembered.margins,
            date=QDate.currentDate().toPython(),  # type: ignore[arg-type]
        )

    def poster(
        self, project: Project, one: JourneyMap, options: PosterOptions | None = None
    ) -> tuple[Poster, str]:
        """The map's poster, and one sentence when its own paper could not be used (else empty)."""
        wanted = options or self.options(one)
        try:
            return lay_out_poster(project, one, wanted, self._engine), ""
        except PaperError as error:
            usual = replace(wanted, paper="A1", orientation="auto", margins=(10.0, 10.0, 10.0, 10.0))
            return lay_out_poster(project, one, usual, self._engine), str(error)

    def painter(self, project: Project) -> ScenePainter:
        """A painter of this project's posters."""
        return ScenePainter(self._engine, project.pictures)
