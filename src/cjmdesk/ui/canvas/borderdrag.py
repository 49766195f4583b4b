"""Making columns wider and narrower by the borders between them, in the row of headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from cjmdesk.edits.columns import set_widths
from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.canvas.gestures import Press
    from cjmdesk.ui.canvas.plan import Border, Column, SheetPlan
    from cjmdesk.ui.session import Session

REACH = 5
"""Pixels beside a border within which the mouse holds it."""

SNAP = 6
"""Pixels within which two columns become equally wide."""

LEAST = 7.0
"""em: no column is made narrower by hand."""

MOST_AT_ONCE = 3.0
"""By which the last column grows in one drag at most."""

WIDEST, NARROWEST = 20.0, 0.05
"""Of a step's relative width."""


class Borders:
    """The borders of one canvas: the mouse's shape over them, dragging, and going back to usual.

    A `Tool`."""

    wants_tab = False

    def __init__(self, canvas: Canvas, session: Session, refused: Callable[[str], object]) -> None:
        self._canvas, self._session, self._refused = canvas, session, refused

    def at(self, at: QPointF) -> tuple[Border, SheetPlan] | None:
        """The border at a place on the Scene, with the plan it is in."""
        plan = self._canvas.plan(at)
        if plan is None:
            return None
        border = plan.border_at(at.x(), at.y(), REACH / self._canvas.pixels_per_mm())
        return (border, plan) if border is not None else None

    def claim(self, at: QPointF) -> str:
        """See `Tool`."""
        return ""

    def hover(self, at: QPointF | None, thing: str) -> Qt.CursorShape | None:
        """See `Tool`."""
        return Qt.CursorShape.SplitHCursor if at is not None and self.at(at) is not None else None

    def click(self, press: Press) -> bool:
        """See `Tool`: a click on a border means the header."""
        return False

    def key(self, event: QKeyEvent) -> bool:
        """See `Tool`."""
        return False

    def follow(self) -> None:
        """See `Tool`: nothing is shown between drags."""

    def grip(self, press: Press) -> BorderDrag | None:
        """See `Tool`."""
        found = self.at(press.at)
        if found is None or self._session.project is None:
            return None
        return BorderDrag(self._canvas, self, *found)

    def reset(self, at: QPointF) -> bool:
        """A double click: the columns at the border are as wide as usual again; False off borders."""
        found = self.at(at)
        if found is None:
            return False
        border = found[0]
        self.set_widths({column.step: 1.0 for column in (border.before, border.after) if column is not None})
        return True

    def grow(self, factors: dict[str, float]) -> None:
        """Make the columns of steps (ids) wider by factors; what the others show stays in proportion.

        As long as nobody has chosen widths the sheet decides them; then those on it are taken as
        chosen, so that no other column jumps.
        """
        journey = self._session.map
        if journey is None:
            return
        own = {step.id: step.width for stage in journey.stages for step in stage.steps}
        wanted: dict[str, float] = {}
        for plan in self._canvas.plans():
            here = {column.step: own[column.step] for column in plan.columns}
            if here.keys().isdisjoint(factors):
                continue
            if max(here.values()) <= 1.001 * min(here.values()):
                mean = (plan.right - plan.left) / len(here)
                here = {column.step: _width(column) / mean for column in plan.columns}
            wanted.update((step, width * factors.get(step, 1.0)) for step, width in here.items())
        if wanted:
            self.set_widths(wanted)

    def set_widths(self, widths: dict[str, float]) -> None:
        """Give steps (ids) relative widths; one step to undo."""
        kept = {step: min(max(width, NARROWEST), WIDEST) for step, width in widths.items()}
        self._session.attempt(
            _("changing a column’s width"), lambda project: set_widths(project, kept), self._refused
        )


class BorderDrag:
    """A border on its way: what one column gains the next one loses."""

    def __init__(self, canvas: Canvas, borders: Borders, border: Border, plan: SheetPlan) -> None:
        self._canvas, self._borders, self._border, self._plan = canvas, borders, border, plan
        self._by = 0.0

    def move(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """See `Gesture`."""
        border, plan, canvas = self._border, self._plan, self._canvas
        pixel = 1 / canvas.pixels_per_mm()
        by = (border.x - at.x()) if plan.mirrored else (at.x() - border.x)
        before = _width(border.before)
        least = LEAST * canvas.em
        by = max(by, min(least - before, 0.0))
        if border.after is not None:
            after = _width(border.after)
            by = min(by, max(after - least, 0.0))
            equal = (after - before) / 2
            by = equal if abs(by - equal) <= SNAP * pixel else by
            words = _("{before} mm | {after} mm").format(before=_mm(before + by), after=_mm(after - by))
        else:
            by = min(by, before * (MOST_AT_ONCE - 1))
            words = _("{width} mm").format(width=_mm(before + by))
        self._by = by
        x = border.x - by if plan.mirrored else border.x + by
        canvas.marks.landing.put(None, (x, plan.top, x, plan.bottom), pixel)
        canvas.marks.label.say(words, QPointF(x, at.y()), pixel)
        canvas.show_shape(Qt.CursorShape.SplitHCursor)

    def drop(self) -> None:
        """See `Gesture`."""
        self.cancel()
        border = self._border
        factors = {border.before.step: _factor(border.before, self._by)}
        if border.after is not None:
            factors[border.after.step] = _factor(border.after, -self._by)
        if abs(self._by) * self._canvas.pixels_per_mm() >= 1:
            self._borders.grow(factors)

    def cancel(self) -> None:
        """See `Gesture`."""
        self._canvas.marks.clear()
        self._canvas.show_shape(None)


def _width(column: Column) -> float:
    return column.right - column.left


def _mm(width: float) -> str:
    return f"{width:.0f}"


def _factor(column: Column, by: float) -> float:
    return (_width(column) + by) / _width(column)
