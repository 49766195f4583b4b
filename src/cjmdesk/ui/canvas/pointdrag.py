"""Emotion points in the hand: one, to any level and column, or several, up and down together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cjmdesk.edits.points import common_shift, place_point, shift_levels
from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.canvas.ghost import Ghost, make_ghost

if TYPE_CHECKING:
    from cjmdesk.model.cards import EmotionPoint
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.curveband import Band
    from cjmdesk.ui.canvas.points import Points


class PointDrag:
    """A point in the hand; a `Gesture`."""

    def __init__(self, points: Points, band: Band, point: EmotionPoint, began: QPointF) -> None:
        self._points, self._band, self._point, self._began = points, band, point, began
        self._x = next((p.x for p in band.placed() if p.point.id == point.id), began.x())
        self._y = band.y(point.level) if point.level is not None else began.y()
        self._state: tuple[str, str, int | None, float | None] | None = None

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """The level follows in half steps, the place in order by the point's x."""
        x, y = self._x + at.x() - self._began.x(), self._y + at.y() - self._began.y()
        other = self._points.band_at(at)
        band = other if other is not None else self._band
        step = band.step(x)
        index = band.index(step, x, self._point)
        level: float | None = band.level(y)
        if self._point.level is None and band.lane is self._band.lane and level == band.level(self._y):
            level = None  # moved sideways only: it still has no level
        state = (band.lane.id, step, index, level)
        if state == self._state:
            return
        self._state = state

        made = self._points.tried(self._edit)
        if made is not None:
            found = self._points.found_in(made, self._point.id)
            if found is not None:
                self._points.show_ghosts([make_ghost(band, *found)])

    def _edit(self, project: Project) -> Project:
        return project if self._state is None else place_point(project, self._point.id, *self._state)

    def drop(self) -> None:
        """Put it where the ghost lies."""
        self._points.clear_ghost()
        self._points.apply(_("moving a point"), self._edit)

    def cancel(self) -> None:
        """Leave it where it was."""
        self._points.clear_ghost()


class LevelDrag:
    """Several points in the hand, all raised or lowered by the same; a `Gesture`."""

    def __init__(
        self, points: Points, band: Band, lead: EmotionPoint, chosen: Sequence[str], began: QPointF
    ) -> None:
        """band, lead: of the point that was taken hold of. chosen: the ids of all that go along."""
        self._points, self._band, self._chosen = points, band, tuple(chosen)
        self._began, self._lead = began, lead
        self._level = lead.level if lead.level is not None else 0.0
        self._by = 0.0

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """The levels follow in half steps, until the first of the points is at an end of the scale."""
        level = self._band.level(self._band.y(self._level) + at.y() - self._began.y())
        project = self._points.tried(lambda project: project)
        if project is None:
            return
        by = common_shift(project, self._chosen, level - self._level)
        if by == self._by:
            return
        self._by = by
        made = self._points.tried(self._edit)
        if made is not None:
            self._points.show_ghosts(self._ghosts(made))

    def _ghosts(self, made: Project) -> list[Ghost]:
        """Of each band that holds some of the points, that of the point in the hand first."""
        bands: dict[int, tuple[Band, str]] = {id(self._band): (self._band, self._lead.id)}
        for point in self._chosen:
            band = self._points.band_of(point)
            if band is not None:
                bands.setdefault(id(band), (band, point))
        found = ((band, self._points.found_in(made, point)) for band, point in bands.values())
        return [make_ghost(band, *there) for band, there in found if there is not None]

    def _edit(self, project: Project) -> Project:
        return shift_levels(project, self._chosen, self._by)

    def drop(self) -> None:
        """Put them where the ghosts lie."""
        self._points.clear_ghost()
        if self._by:
            words = ngettext("the level of {count} point", "the levels of {count} points", len(self._chosen))
            self._points.apply(words.format(count=len(self._chosen)), self._edit)

    def cancel(self) -> None:
        """Leave them where they were."""
        self._points.clear_ghost()
