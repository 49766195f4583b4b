"""What stands side by side in a window: the sheet keeps half of it, panels give way.

Panels first get narrower, down to where they are still of use; then the one that was opened longest
ago is put away, and comes back when there is room again. Borders can be dragged anywhere.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

SHARE = 0.5
"""Of the window's width that the sheet keeps."""

PHOTO = 300
"""Pixels: a photo narrower than that cannot be typed from."""


class Panes(QSplitter):
    """Panels around the sheet, with bars above and below it."""

    gave_way = Signal()
    """Panels were put away to make room, or came back."""

    def __init__(
        self,
        panels: tuple[QWidget, QWidget, QWidget, QWidget, QWidget],
        sheet: QWidget,
        above: tuple[QWidget, ...],
        below: tuple[QWidget, ...],
    ) -> None:
        """panels: the left one, the photo, the inspector, the history, the gaps."""
        super().__init__(Qt.Orientation.Horizontal)
        left, photo, right, past, gaps = panels
        self._panels, self._photo = panels, photo
        self._wished = dict(zip(panels, (230, 420, 250, 180, 260), strict=True))
        self._order = [gaps, past, right, left, photo]
        """The panel opened last stands last."""
        self._put_away: list[QWidget] = []
        self._busy = True
        self._beside = _thin(QSplitter(Qt.Orientation.Horizontal), photo, sheet)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in above:
            column.addWidget(bar)
        column.addWidget(self._beside, 1)
        for bar in below:
            column.addWidget(bar)
        _thin(self, left, middle, right, past, gaps)
        for splitter in (self, self._beside):
            splitter.setStretchFactor(1, 1)
            splitter.splitterMoved.connect(self._note_wishes)
        for panel in panels:
            panel.installEventFilter(self)

    @property
    def wished(self) -> tuple[int, ...]:
        """The widths of the panels where there is room for them, pixels; in the order they were given."""
        return tuple(self._wished[panel] for panel in self._panels)

    def restore(self, wished: tuple[int, ...], width: int) -> None:
        """Begin with the panels that are open now, in a window of `width` pixels. wished: see there."""
        if len(wished) == len(self._panels):
            self._wished = dict(zip(self._panels, wished, strict=True))
        self._busy = False
        self.settle(width)

    def settle(self, width: int) -> None:
        """Give the sheet its share of a window of `width` pixels."""
        if self._busy:
            return
        self._busy = True
        changed = False
        room = int(width * (1 - SHARE))
        while sum(map(self._least, self._open())) > room and len(self._open()) > 1:
            oldest = next(panel for panel in self._order if not panel.isHidden())
            oldest.hide()
            self._put_away.append(oldest)
            changed = True
        while self._put_away and self._fits(self._put_away[-1], room):
            self._put_away.pop().show()
            changed = True
        self._share(room, width)
        self._busy = False
        if changed:
            self.gave_way.emit()

    def _fits(self, panel: QWidget, room: int) -> bool:
        return sum(map(self._least, [*self._open(), panel])) <= room

    def _open(self) -> list[QWidget]:
        return [panel for panel in self._panels if not panel.isHidden()]

    def _least(self, panel: QWidget) -> int:
        """Pixels below which a panel is of no use."""
        return PHOTO if panel is self._photo else panel.minimumWidth()

    def _share(self, room: int, width: int) -> None:
        """Give the panels the widths that are wished for, or less where the sheet needs it."""
        shown = self._open()
        least = sum(map(self._least, shown))
        spare = {panel: max(self._wished[panel] - self._least(panel), 0) for panel in shown}
        part = min((room - least) / max(sum(spare.values()), 1), 1.0) if room > least else 0.0
        given = {panel: self._least(panel) + int(spare[panel] * part) for panel in shown}
        left, photo, *right = (given.get(panel, 0) for panel in self._panels)
        middle = width - left - sum(right)
        self.setSizes([left, max(middle, 1), *right])
        self._beside.setSizes([photo, max(middle - photo, 1)])

    def _note_wishes(self) -> None:
        """The user dragged a border: so wide is what stands beside it to be."""
        for panel in self._open():
            self._wished[panel] = panel.width()

    # Events -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not self._busy and isinstance(watched, QWidget) and watched in self._order:
            if kind == QEvent.Type.ShowToParent:
                self._order.remove(watched)
                self._order.append(watched)
                self._forget(watched)
                self.settle(self.window().width())
            elif kind == QEvent.Type.HideToParent:
                self._forget(watched)
                self.settle(self.window().width())
        return super().eventFilter(watched, event)

    def _forget(self, panel: QWidget) -> None:
        if panel in self._put_away:
            self._put_away.remove(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.settle(self.width())


def _thin(made: QSplitter, *panes: QWidget) -> QSplitter:
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for pane in panes:
        made.addWidget(pane)
    return made
