"""Posters laid out before a window asks for them, while a file is being opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.ui.posting import PosterMaker
from cjmdesk.ui.waiting import give_up

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.posters.options import PosterOptions
    from cjmdesk.posters.poster import Poster


class _Ready(Struct, frozen=True):
    project: Project
    map: JourneyMap
    poster: Poster
    trouble: str


class AheadMaker(PosterMaker):
    """A PosterMaker that may have the first poster of a project at hand."""

    _ready: _Ready | None = None

    def prepare(self, project: Project) -> None:
        """Lay out the map that a window shows first; may be called in another thread.

        Raises Cancelled soon after nobody wants it any more.
        """
        self._engine.before_wrap = give_up
        if project.maps:
            one = project.maps[0]
            poster, trouble = super().poster(project, one)
            self._ready = _Ready(project, one, poster, trouble)

    def poster(
        self, project: Project, one: JourneyMap, options: PosterOptions | None = None
    ) -> tuple[Poster, str]:
        """See `PosterMaker.poster`; what was prepared is handed out once."""
        ready, self._ready = self._ready, None
        if ready is not None and options is None and ready.project is project and ready.map is one:
            return ready.poster, ready.trouble
        return super().poster(project, one, options)
