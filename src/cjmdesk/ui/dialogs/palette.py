"""The command palette: every command, map, stage and lane by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.ui.actions.action import Menu
from cjmdesk.ui.actions.table import ACTIONS, MENUS
from cjmdesk.ui.folded import folded
from cjmdesk.ui.icons import icon
from cjmdesk.ui.keys import key_words, led_through
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.ui.actionset import ActionSet
    from cjmdesk.ui.session import Session

ROWS = 11
"""Entries seen at once."""

WIDTH = 620
_ENTRY = Qt.ItemDataRole.UserRole


class Entry(Struct, frozen=True):
    """text: its name; where: the menu or list it comes from; more: words it is found by too.

    keys: its shortcut. usable: whether it can be run now.
    """

    text: str
    where: str
    run: Callable[[], object]
    more: str = ""
    keys: str = ""
    usable: bool = True
    icon: QIcon | None = None


def command_entries(actions: ActionSet, theme: Theme) -> Iterator[Entry]:
    """Every command of the window, in the order of the table."""
    menus = {id: title for menu in MENUS for id, title in _places(menu)}
    for action in ACTIONS:
        made = actions[action.id]
        if action.id != "palette":
            yield Entry(
                made.text().rstrip("…").replace("&", ""),
                menus.get(action.id, ""),
                made.trigger,
                _(action.help),
                key_words(made.shortcut()),
                made.isEnabled(),
                icon(theme, action.icon) if action.icon else None,
            )


def place_entries(session: Session) -> Iterator[Entry]:
    """The project's maps; the shown map's stages and lanes; personas."""
    from cjmdesk.layout import titles

    project, shown = session.project, session.map
    if project is None or shown is None:
        return
    for one in project.maps:
        yield Entry(one.title or _("Untitled map"), _("Maps"), partial(session.show_map, one.id))
    for stage in shown.stages:
        if stage.title:
            yield Entry(stage.title, _("Stages"), partial(session.select, stage.id), stage.key_task)
    for lane in shown.lanes:
        kind = _(titles.words_of_lane(lane).title)
        if lane.kind != "line":
            yield Entry(lane.title or kind, _("Lanes"), partial(session.select, lane.id), kind)
    for person in project.personas:
        if person.name:
            yield Entry(person.name, _("Personas"), partial(session.select, person.id))


def ranked(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries that hold every word typed, the best first; usable ones before the others.

    A word at the beginning of the name counts more than one inside it, and that more than one in
    what the command says of itself.
    """
    words = folded(typed.replace("…", " ")).split()  # menus write it, entries here do not
    found = []
    for number, entry in enumerate(entries):
        name, rest = folded(entry.text), folded(f"{entry.where} {entry.more}")
        ranks = [_rank(word, name, rest) for word in words]
        if None not in ranks:
            found.append((not entry.usable, sum(rank for rank in ranks if rank is not None), number))
    return [entries[number] for _late, _rank_, number in sorted(found)]


def _rank(word: str, name: str, rest: str) -> int | None:
    if name.startswith(word):
        return 0
    if f" {word}" in name:
        return 1
    if word in name:
        return 2
    return 4 if word in rest else None


class Palette(QDialog):
    """Type, choose with the arrow keys, Enter runs."""

    def __init__(self, parent: QWidget, theme: Theme, entries: Sequence[Entry]) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self._entries = list(entries)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("What do you want to do?"))
        self.line.setAccessibleName(_("Command"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(lambda _item: self._run())
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        self._fill("")
        width = min(WIDTH, parent.width() - 40)
        row = max(self.list.sizeHintForRow(0), 24)
        self.list.setFixedHeight(row * ROWS + 4)
        self.setFixedWidth(width)
        self.adjustSize()
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - width) // 2, corner.y() + 70)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A dialog that is a popup gets no keyboard of its own accord where no manager hands it out.
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for entry in ranked(self._entries, typed):
            item = QListWidgetItem(entry.text)
            item.setData(_ENTRY, entry)
            spoken = ", ".join(part for part in (entry.text, entry.where, entry.keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(entry.more)
            if not entry.usable:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            self.list.addItem(item)
        if not self.list.count():
            nothing = QListWidgetItem(_("There is no such command."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        item = self.list.currentItem()
        entry = item.data(_ENTRY) if item is not None else None
        if isinstance(entry, Entry) and entry.usable:
            self.close()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if led_through(self.list, event, ROWS):
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)


class _Rows(QStyledItemDelegate):
    """Icon and name at the left, where it comes from and its keys at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, option.fontMetrics.height() + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(_ENTRY)
        painter.save()
        area: QRect = option.rect.adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected and isinstance(entry, Entry):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(area, 5, 5)
        inner = area.adjusted(8, 0, -8, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        if not isinstance(entry, Entry):
            painter.setPen(self._theme.colour("secondary"))
            painter.drawText(inner, middle, str(index.data()))
            painter.restore()
            return
        if entry.icon is not None:
            mode = QIcon.Mode.Normal if entry.usable else QIcon.Mode.Disabled
            entry.icon.paint(painter, QRect(inner.left(), inner.center().y() - 8, 17, 17), mode=mode)
        inner.setLeft(inner.left() + 28)
        small = QFont(option.font)
        small.setPointSizeF(self._theme.sizes.small)
        painter.setFont(small)
        painter.setPen(self._theme.colour("small" if entry.usable else "faint"))
        right = "   ".join(part for part in (entry.where, entry.keys) if part)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, right)
        inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(right) - 16)
        painter.setFont(option.font)
        enabled = option.palette.color(QPalette.ColorRole.Text)
        painter.setPen(enabled if entry.usable else self._theme.colour("faint"))
        name = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle, name)
        painter.restore()


def _places(menu: Menu) -> Iterator[tuple[str, str]]:
    """(command, the menu it stands in): of a submenu its own title, "Export Data" rather than "File"."""
    for entry in menu.entries:
        if isinstance(entry, Menu):
            yield from _places(entry)
        elif entry[0] not in "-@":
            yield entry, _(menu.title).replace("&", "")
