"""The shown map's poster on the desk: what is on the canvas is what is on paper."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.canvas.carried import carried, still_there
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.sheet.frozenview import FrozenView
from cjmdesk.ui.sheet.minimap import Minimap
from cjmdesk.ui.sheet.zoomview import Fit
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.layout.memo import LayoutMemo
    from cjmdesk.layout.scene import Scene
    from cjmdesk.model.maps import JourneyMap, PosterSettings
    from cjmdesk.model.project import Project
    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.posters.poster import Poster
    from cjmdesk.ui.posting import PosterMaker
    from cjmdesk.ui.sheet.items import Painter

READABLE = 11.5
"""Pixels of an em of card text that reads well on a screen."""

SETTLE = 500
"""Milliseconds without an edit after which the sheet is fitted to its paper again…"""

_PATIENCE = 8_000
"""…or milliseconds for each second that the fitting takes, on a large map."""


class PosterView(FrozenView):
    """A sheet that follows a session. failed: told one sentence when a map cannot be laid out."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        maker: Callable[[], PosterMaker],
        failed: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._session, self._maker, self._failed = session, maker, failed
        self.poster: Poster | None = None
        self._places: dict[str, tuple[float, Fit, float, float]] = {}
        self._map_id = ""
        self._mine: ScenePainter | None = None
        self._pictures: object = None
        self.minimap = Minimap(theme, self)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "quiet")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._memo: LayoutMemo | None = None
        self._printed: PosterSettings | None = None
        self._of: JourneyMap | None = None
        self._still = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE)
        self._settling.timeout.connect(self._settle)
        session.changed.connect(lambda _before, _after: self._lay_out_again())
        session.told.connect(self._hear)

    @property
    def em(self) -> float:
        """mm of card text; 1 while nothing is shown."""
        return self.poster.measures.em if self.poster is not None else 1.0

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """What is selected meanwhile is not scrolled to: it was selected with the mouse."""
        before, self._still = self._still, True
        try:
            yield
        finally:
            self._still = before

    def busy(self) -> bool:
        """Whether the sheet must not be fitted anew now; subclasses answer."""
        return False

    def leave(self) -> None:
        """Another map or project is coming: end what was under way."""

    def followed(self) -> None:
        """The sheet was laid out again after an edit."""

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.setAccessibleName(_("Sheet"))
        self.setAccessibleDescription(_("Tab and Shift+Tab go from item to item, arrow keys scroll."))
        self._hint.setText(_("This project has no map yet. Start one with Map → New Map."))
        self.minimap.retranslate()

    def lay_out(self) -> None:
        """Show the session's map as it is now."""
        project, one = self._session.project, self._session.map
        self._hint.setVisible(project is not None and one is None)
        if project is None or one is None:
            self.poster = None
            self.clear()
            self.minimap.follow()
            return
        self._printed, self._of = one.poster, one
        self.reads_from_right = _from_right(one)
        maker = self._maker()
        began = perf_counter()
        poster, trouble = maker.poster(project, one)
        self._settling.setInterval(max(SETTLE, int(_PATIENCE * (perf_counter() - began))))
        if trouble:
            self._failed(trouble)
        self.poster = poster
        self.pinned = _pinned(one)
        self.show_scene(poster.scene, self._drawer(project), poster.measures.em)
        self._arrive(one)
        self.minimap.follow()

    def _lay_out_again(self) -> None:
        """After an edit: what did not change stays where it is, and what it is."""
        project, one = self._session.project, self._session.map
        if self.poster is None or project is None or one is None or one.id != self._map_id:
            self.lay_out()
            return
        if one.poster != self._printed:  # another paper is another sheet
            self.lay_out()
            return
        before, old = self.poster, self._of
        if old is not None and old.stages is not one.stages:
            before = replace(before, measures=carried(before.measures, old, one))
        self._of = one
        if old is None or (old.direction, old.language) != (one.direction, one.language):
            self.reads_from_right = _from_right(one)
        self.poster = self._maker().again(project, one, before, self._remembering())
        self.pinned = _pinned(one)
        self.show_scene(self.poster.scene, self._drawer(project), self.poster.measures.em)
        kept = still_there(old, one, self._session.chosen) if old is not None else ()
        if old is not None and kept != self._session.chosen:
            with self.standing_still():
                self._session.choose(kept)
        self.outline(self._session.chosen)
        self.followed()
        self.minimap.follow()
        self._settling.start()

    def _remembering(self) -> LayoutMemo:
        if self._memo is None:
            from cjmdesk.layout.memo import LayoutMemo

            self._memo = LayoutMemo()
        return self._memo

    def _settle(self) -> None:
        """Fit the sheet to its paper again once the hand rests: type and columns may change a bit."""
        if self.busy():
            self._settling.start()
            return
        project, one = self._session.project, self._session.map
        if self.poster is None or project is None or one is None or one.id != self._map_id:
            return
        poster, _trouble = self._maker().poster(project, one)
        if poster.measures != self.poster.measures:
            self.lay_out()

    def _where(self) -> tuple[Scene, float, float] | None:
        """What writing works on: what is shown, mm of its card text, and its air."""
        if self.poster is None or self.shown is None:
            return None
        return self.shown, self.poster.measures.em, self.poster.measures.air

    def _drawer(self, project: Project) -> Painter:
        """One painter for all states of a project: it keeps what it worked out."""
        if self._mine is None or self._pictures is not project.pictures:
            if self._mine is None:
                self._mine = self._maker().painter(project)
            else:
                self._mine.set_pictures(project.pictures)
            self._pictures = project.pictures
        return self._mine

    def _arrive(self, one: JourneyMap) -> None:
        """On coming to a map: where it was left, or its beginning."""
        if one.id == self._map_id:
            return
        self._map_id = one.id
        place = self._places.get(one.id)
        if place is None:
            self._first_look(one)
        elif place[1]:
            self.fit_to(place[1])
        else:
            self.set_zoom(place[0])
            self.centerOn(place[2], place[3])

    def _first_look(self, one: JourneyMap) -> None:
        """The whole width, but rather a part of the sheet than letters nobody can read."""
        self.readable = 0.0
        if self.poster is not None:
            self.readable = READABLE / (self.poster.measures.em * self.logicalDpiX() / 25.4)
        self.fit_to("reading")
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    def _leave(self) -> None:
        if self._map_id and self.shown is not None:
            self._places[self._map_id] = self._place()

    def _place(self) -> tuple[float, Fit, float, float]:
        centre = self.mapToScene(self.viewport().rect().center())
        return self.zoom, self.fit, centre.x(), centre.y()

    def looked_at(self) -> list[object]:
        """What is seen now, for the next time: map id, zoom, fit, middle in mm; empty for nothing."""
        return [self._map_id, *self._place()] if self._map_id and self.shown is not None else []

    def look_again(self, at: Sequence[object]) -> bool:
        """Show what `looked_at` answered once; False, and nothing, for anything else."""
        project = self._session.project
        match list(at):
            case [str(map_id), int() | float() as zoom, str(fit), int() | float() as x, int() | float() as y]:
                known = project is not None and any(one.id == map_id for one in project.maps)
            case _other:
                return False
        if not known or not all(math.isfinite(number) for number in (zoom, x, y)):
            return False
        self._session.show_map(map_id)
        if fit in ("width", "page", "reading"):
            self.fit_to(cast(Fit, fit))
        else:
            self.set_zoom(zoom)
            self.centerOn(x, y)
        return True

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self.leave()
            self._memo = None
        if event.kind == "opened":  # the window asks for the layout once there is room
            self._places, self._map_id = {}, ""
            self._mine = None
        elif event.kind == "map":
            self._leave()
            self.lay_out()
        elif event.kind == "selection":
            self.outline(self._session.chosen)
            if not self._still:
                self.reveal(self._session.selection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setGeometry(40, 40, max(self.width() - 80, 10), max(self.height() - 80, 10))


def _from_right(one: JourneyMap) -> bool:
    from cjmdesk.layout.context import runs_right_to_left

    return runs_right_to_left(one)


def _pinned(one: JourneyMap) -> tuple[str, ...]:
    return tuple(lane.id for lane in one.lanes if lane.pinned and not lane.hidden)
