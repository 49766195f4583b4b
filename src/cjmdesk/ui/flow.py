"""A layout that sets its widgets in lines, like words of a text."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Left to right (or right to left, as the window runs), then the next line."""

    def __init__(
        self, parent: QWidget | None = None, gap: int = 6, between: int | None = None, *, level: bool = True
    ) -> None:
        """gap: pixels between widgets. between: those between lines, where they are others. level:
        whether all of a line has one middle; else all begin at its upper edge."""
        super().__init__(parent)
        self._entries: list[QLayoutItem] = []
        self._level = level
        self._together: QWidget | None = None
        self._gap, self._between = gap, gap if between is None else between
        self.setContentsMargins(0, 0, 0, 0)

    def keep_together(self, first: QWidget) -> None:
        """Begin a line with this widget of the layout rather than part those from it on."""
        self._together = first

    def addItem(self, item: QLayoutItem) -> None:
        self._entries.append(item)

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._entries:
            size = size if item.isEmpty() else size.expandedTo(item.minimumSize())
        return size

    def _runs(self) -> Qt.LayoutDirection:
        owner = self.parentWidget()
        return owner.layoutDirection() if owner is not None else Qt.LayoutDirection.LeftToRight

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        lines = self._lines(rect.width())
        for line in lines:
            x, tallest = rect.x(), max(size.height() for _item, size in line)
            for item, size in line:
                if move:
                    at = QPoint(x, y + (tallest - size.height()) // 2 if self._level else y)
                    item.setGeometry(QStyle.visualRect(self._runs(), rect, QRect(at, size)))
                x += size.width() + self._gap
            y += tallest + self._between
        return y - self._between - rect.y() if lines else 0

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line of `width` pixels, with its size; nothing hidden."""
        shown = [item for item in self._entries if not item.isEmpty()]  # not hidden
        sizes = [item.sizeHint().boundedTo(QSize(max(width, 1), 100_000)) for item in shown]
        first = self._together
        last = next((n for n, item in enumerate(shown) if first is not None and item.widget() is first), None)
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for number, (item, size) in enumerate(zip(shown, sizes, strict=True)):
            wide = size.width()
            if number == last:
                wide = sum(each.width() + self._gap for each in sizes[number:]) - self._gap
            if not lines or x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines
