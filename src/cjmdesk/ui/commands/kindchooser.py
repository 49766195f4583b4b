"""A small list of the kinds of lanes, to choose one by typing, with the arrow keys or the mouse."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import N_, _
from cjmdesk.layout.titles import BLUEPRINT_LINES, LANES, STAFF_EMOTIONS
from cjmdesk.ui.folded import folded
from cjmdesk.ui.icons import pixmap
from cjmdesk.ui.keys import led_through
from cjmdesk.ui.theme import Theme

WIDTH, ROW, SHOWN = 340, 44, 8
"""Pixels of the list and of a row; rows seen at once."""

_SIDE = 20
_LINES = {
    "interaction": N_("Where the customer meets us"),
    "visibility": N_("What the customer sees, and what not"),
    "internal_interaction": N_("Where staff meet those who help them"),
}
_CHOICE = Qt.ItemDataRole.UserRole


class Choice(Struct, frozen=True):
    """kind: of lane, with which sort of it: `line:visibility`, `emotions:staff`. words, question: as people
    read them."""

    kind: str
    words: str
    question: str
    icon: str

    def fits(self, typed: str) -> bool:
        """Whether every word typed is in it."""
        text = folded(f"{self.words} {self.question}")
        return all(word in text for word in folded(typed).split())

    def distance(self, typed: str) -> int:
        """How far it is from what was typed: 0 where the name begins so, 1 where a word of it does,
        2 where the name holds it somewhere, 3 elsewhere."""
        name, start = folded(self.words), folded(typed).strip()
        if name.startswith(start):
            return 0
        if any(word.startswith(start) for word in name.split()):
            return 1
        return 2 if start in name else 3


def choices() -> tuple[Choice, ...]:
    """Every kind of lane in the window's language, in the usual order."""
    found = []
    for kind, words in LANES.items():
        if kind == "line":
            found += [
                Choice(f"line:{one}", _(title), _(_LINES.get(one, "")), words.icon)
                for one, title in BLUEPRINT_LINES.items()
            ]
        else:
            found.append(Choice(kind, _(words.title), _(words.question), words.icon))
        if kind == "emotions":
            own = STAFF_EMOTIONS
            found.append(Choice("emotions:staff", _(own.title), _(own.question), own.icon))
    return tuple(found)


class KindChooser(QFrame):
    """Closes itself when a kind was chosen, at Esc, and when somebody clicks elsewhere."""

    chosen = Signal(str)
    """The kind that was chosen; see `Choice.kind`."""

    def __init__(self, theme: Theme, parent: QWidget, now: str = "") -> None:
        """now: the kind that is chosen already, marked in the list."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self._now = now
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Which kind of lane?"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Kinds of lanes"))
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(SHOWN * ROW + 4)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.setFixedWidth(WIDTH)
        self.setFocusProxy(self.search)
        self._fill("")

    def open_at(self, place: QPoint) -> None:
        """Show the list with its corner at `place` (pixels of the screen), or where there is room."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(max(place.x(), screen.left()), screen.right() - self.width())
        y = min(max(place.y(), screen.top()), screen.bottom() - self.height())
        self.move(x, y)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        found = [choice for choice in choices() if choice.fits(typed)]
        for choice in sorted(found, key=lambda choice: choice.distance(typed)):
            item = QListWidgetItem(choice.words)
            item.setData(_CHOICE, choice)
            spoken = f"{choice.words}. {choice.question}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
            if choice.kind == self._now and not typed:
                self.list.setCurrentItem(item)
        if not found:
            nothing = QListWidgetItem(_("Nothing of that name"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        elif self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        choice = item.data(_CHOICE) if item is not None else None
        if isinstance(choice, Choice):
            self.close()
            self.chosen.emit(choice.kind)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard stays in the search; keys that lead through the list go there."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
            if led_through(self.list, event, SHOWN):
                return True
        return super().eventFilter(watched, event)


class _Rows(QStyledItemDelegate):
    """Icon, name and question of a kind; or one line that there is none."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH - 40, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice = index.data(_CHOICE)
        if not isinstance(choice, Choice):
            painter.setFont(option.font)
            painter.setPen(self._theme.colour("secondary"))
            painter.drawText(option.rect.adjusted(10, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box: QRect = option.rect
        colour = self._theme.colour
        painter.save()
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_wash" if chosen else "hover"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 6, 6)
        right = option.direction == Qt.LayoutDirection.RightToLeft
        x = box.right() - 10 - _SIDE if right else box.left() + 10
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            x, box.center().y() - _SIDE // 2, pixmap(choice.icon, colour("accent").name(), _SIDE, ratio)
        )
        words = box.adjusted(10 if right else 42, 4, -42 if right else -10, -4)
        top, bottom = QRect(words), QRect(words)
        top.setBottom(words.center().y())
        bottom.setTop(words.center().y() + 1)
        strong = QFont(option.font)
        strong.setBold(True)
        small = QFont(option.font)
        small.setPointSizeF(max(strong.pointSizeF() * 0.88, 7.0))
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        )
        for font, tone, room, text in (
            (strong, "ink", top, choice.words),
            (small, "secondary", bottom, choice.question),
        ):
            painter.setFont(font)
            painter.setPen(colour(tone))
            fitted = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, align, fitted)
        painter.restore()
