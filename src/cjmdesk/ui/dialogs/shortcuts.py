"""The sheet of shortcuts: every command with its keys, from the table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import N_, _
from cjmdesk.ui.actions.action import Menu
from cjmdesk.ui.actions.table import MENUS, spec
from cjmdesk.ui.keys import key_words
from cjmdesk.ui.room import open_at
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.widgets.turning import turn

GESTURES = (
    (N_("Zoom at the cursor"), (N_("Ctrl+wheel"),)),
    (N_("Move the sheet"), (N_("Space+drag"), N_("Middle button+drag"))),
    (N_("Scroll"), (N_("Wheel"), N_("Arrow keys"))),
    (N_("Next item on the sheet"), (N_("Tab"),)),
    (N_("Previous item on the sheet"), (N_("Shift+Tab"),)),
    (N_("Select nothing"), (N_("Esc"),)),
    (N_("Begin a card"), (N_("Any letter"),)),
    (N_("Next card"), (N_("Enter"),)),
    (N_("New line in the card"), (N_("Shift+Enter"),)),
    (N_("Write in the next stage"), (N_("Tab"),)),
    (N_("Write in the next lane"), (N_("Ctrl+↓"),)),
    (N_("Level of a point, −4 to +4"), (N_("1 to 9"),)),
    (N_("Lowest and highest level of a point"), (N_("Home, End"),)),
    (N_("Raise or lower a point by half a step"), (N_("↑, ↓"),)),
    (N_("Take a new point back"), (N_("Esc"),)),
    (N_("Raise or lower several points together"), (N_("Drag one of them"),)),
    (N_("From a point to the next one"), (N_("←, →"),)),
    (N_("From a point to the next lane"), (N_("Ctrl+↑, Ctrl+↓"),)),
    (N_("From a point’s quote to its feeling"), (N_("Tab"),)),
    (N_("Select several cards"), (N_("Drag around them"), N_("Ctrl+click"), N_("Shift+click"))),
    (N_("Move cards, stages, steps and lanes"), (N_("Drag"),)),
    (N_("Copy cards"), (N_("Ctrl+drag"),)),
    (N_("Width of a column"), (N_("Drag its border"),)),
    (N_("Draw a connector from a card or stage"), (N_("Drag from its edge"),)),
    (N_("Scribe line: choose lane"), (N_("Alt+1 to Alt+9"),)),
    (N_("Scribe line: choose stage"), (N_("Alt+←, Alt+→"),)),
)
WORDS = 230
"""Pixels for the name of a command before it takes a second line."""
SIDE_BY_SIDE = 24
"""Letters of keys that fit into one line."""


class ShortcutsDialog(QDialog):
    """Lists commands by menu; typing narrows the list."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self.setWindowTitle(_("Keyboard Shortcuts"))
        head = QLabel(_("Keyboard Shortcuts"))
        head.setProperty("role", "heading")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Search for a command"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._fill)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.filter)
        column.addWidget(self.area, 1)
        line = QFrame()
        line.setProperty("role", "hairline")  # rows go on below it
        column.addWidget(line)
        column.addLayout(foot)
        self._fill("")
        open_at(self, 560, 620)

    def _fill(self, wanted: str) -> None:
        from cjmdesk.ui.caption import caption

        page = QWidget()
        page.ensurePolished()
        key = _key("Ctrl")
        key.setParent(page)  # so that the theme's rules hold for it
        key.hide()
        key.ensurePolished()
        high = key.sizeHint().height()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(6)
        row = 0
        for title, rows in _groups():
            found = [(text, keys) for text, keys in rows if wanted.casefold() in text.casefold()]
            if not found:
                continue
            grid.setRowMinimumHeight(row, 12 if row else 0)
            grid.addWidget(caption(title, self._theme), row + 1, 0, 1, 2)
            row += 2
            for text, keys in found:
                words = QLabel(text)
                words.setWordWrap(True)
                words.setMinimumWidth(WORDS)
                grid.setRowMinimumHeight(row, high)  # rows without keys, too
                grid.addWidget(words, row, 0)
                grid.addLayout(_keys(keys), row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1
        if not row:
            nothing = QLabel(_("There is no such command."))
            nothing.setProperty("role", "quiet")
            grid.addWidget(nothing, 0, 0)
        grid.setRowStretch(row + 1, 1)
        turn(self.area, page)


def _groups() -> list[tuple[str, list[tuple[str, list[str]]]]]:
    groups = [(_(menu.title).replace("&", ""), _named(menu)) for menu in MENUS]
    gestures = [(_(text), [_(keys) for keys in ways]) for text, ways in GESTURES]
    return [*groups, (_("On the sheet"), gestures)]


def _named(menu: Menu, inside: str = "") -> list[tuple[str, list[str]]]:
    """The commands of a menu; those of its submenus are called after them too."""
    found: list[tuple[str, list[str]]] = []
    for entry in menu.entries:
        if isinstance(entry, Menu):
            found += _named(entry, _(entry.title))
        elif entry[0] not in "-@":
            action = spec(entry)
            words = _(action.text).rstrip("…")
            plain = not inside or words.startswith(inside)  # not "Move: Move Up"
            text = words if plain else _("{menu}: {command}").format(menu=inside, command=words)
            found.append((text, [key_words(keys) for keys in action.shortcuts]))
    return found


def _keys(keys: list[str]) -> QBoxLayout:
    """The ways to one command: side by side, or one under the other where they are long."""
    ways = QBoxLayout.Direction
    row = QBoxLayout(ways.TopToBottom if sum(map(len, keys)) > SIDE_BY_SIDE else ways.LeftToRight)
    row.setSpacing(5)
    for one in keys:
        row.addWidget(_key(one), 0, Qt.AlignmentFlag.AlignRight)
    return row


def _key(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "key")
    return label
