"""Help: what to do first, what hands do on the sheet, and every command; from the table of actions."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import N_, _
from cjmdesk.ui.actions.action import Menu
from cjmdesk.ui.actions.table import MENUS, spec
from cjmdesk.ui.dialogs.shortcuts import GESTURES
from cjmdesk.ui.keys import key_words
from cjmdesk.ui.qtwords import KEYS
from cjmdesk.ui.room import open_at
from cjmdesk.ui.theme import Theme

FIRST_STEPS = (
    N_("Start with File → New from Template: its lanes ask the questions, you write the answers."),
    N_("Click a cell and type. Enter ends the card and begins the next one; Tab goes to the next stage."),
    N_("On the emotion lane, click where the feeling lies; drag the point up or down."),
    N_("Drag cards, stages and lanes to where they belong. Everything can be undone."),
    N_("Select a card and say more about it on the right: who it concerns, how you know, how bad it is."),
    N_("When notes hang on a wall, open the scribe line (Ctrl+J) and type them one after another."),
    N_("Export Poster makes the wall poster: the map fills the paper, and what you see is what is printed."),
    N_("Looking for a command? Ctrl+K finds it by a few letters of its name."),
)


class HelpDialog(QDialog):
    """Chapters at the left, the chapter at the right. It stays open beside the work."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self._theme = theme
        self.chapters = QListWidget()
        self.chapters.setFixedWidth(190)
        self.chapters.setProperty("role", "chapters")
        self.chapters.setAccessibleName(_("Chapters"))
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(_("Help"))
        self._pages = [(_("First steps"), first_steps()), (_("On the sheet"), gestures())]
        self._pages += [(_(menu.title).replace("&", ""), commands(menu)) for menu in MENUS]
        for title, _page in self._pages:
            item = QListWidgetItem(title, self.chapters)
            # Rows are measured before the theme's rules reach the list.
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 12))
        self.chapters.currentRowChanged.connect(self._show)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.chapters)
        row.addWidget(self.page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.addLayout(row)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self.chapters.setCurrentRow(0)
        open_at(self, 820, 620)

    def _show(self, row: int) -> None:
        title, page = self._pages[row]
        ink, quiet = self._theme.colour("ink").name(), self._theme.colour("secondary").name()
        line = self._theme.colour("hairline").name()
        style = (
            f"<style>body {{ color: {ink}; }} .keys {{ color: {quiet}; }}"
            f" .help {{ color: {quiet}; }} td {{ padding: 5px 14px 5px 0; border-bottom: 1px solid {line}; }}"
            " li { margin-bottom: 8px; } table { margin-top: 6px; }</style>"
        )
        self.page.setHtml(f"{style}<h2>{escape(title)}</h2>{page}")


def first_steps() -> str:
    """The chapter for somebody who opens the program for the first time."""
    return f"<ol>{''.join(f'<li>{escape(_(step))}</li>' for step in FIRST_STEPS)}</ol>"


def gestures() -> str:
    """What mouse and keys do on the sheet."""
    return _table([(_(text), _one_after_another(ways), "") for text, ways in GESTURES])


def _one_after_another(ways: Sequence[str]) -> str:
    """Keys and gestures in one line; of words only the first begins with a capital."""
    said = [_(way) for way in ways]
    named = ("Ctrl", "Shift", "Alt", "Tab", "Enter", "Esc", *KEYS)
    return ", ".join(
        word if not at or way.startswith(named) else word[:1].lower() + word[1:]
        for at, (way, word) in enumerate(zip(ways, said, strict=True))
    )


def commands(menu: Menu) -> str:
    """The commands of a menu with their keys and what they do."""
    page = ""
    # What is in no submenu first: nothing would end a submenu's heading.
    ordered = sorted(entries(menu), key=lambda entry: bool(entry[0]))
    for inside, group in groupby(ordered, key=lambda entry: entry[0]):
        rows = []
        for _inside, id in group:
            action = spec(id)
            keys = ", ".join(map(key_words, action.shortcuts))
            rows.append((_(action.text), keys, _(action.help)))
        page += (f"<h3>{escape(_(inside))}</h3>" if inside else "") + _table(rows)
    return page


def entries(menu: Menu, inside: str = "") -> list[tuple[str, str]]:
    """(title of the submenu or empty, action id) of everything in a menu, not translated."""
    found: list[tuple[str, str]] = []
    for entry in menu.entries:
        if isinstance(entry, Menu):
            found += entries(entry, entry.title)
        elif entry[0] not in "-@":
            found.append((inside, entry))
    return found


def _table(rows: list[tuple[str, str, str]]) -> str:
    helped = any(said for _name, _keys, said in rows)
    first, second = ("34%", "22%") if helped else ("50%", "50%")
    lines = (
        f"<tr><td width='{first}'><b>{escape(name)}</b></td>"
        f"<td width='{second}' class='keys'>{escape(keys)}</td>"
        + (f"<td class='help'>{escape(said)}</td></tr>" if helped else "</tr>")
        for name, keys, said in rows
    )
    return f"<table cellspacing='0' width='100%'>{''.join(lines)}</table>"
