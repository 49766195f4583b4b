"""The texts of a map as a table: place, own text, and a column for each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from cjmdesk.formats.text_places import TextPlaces
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.translating import Source, sources
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.tongues import language_name

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, str]
"""Item and field."""

PLACE, OWN, FIRST = 0, 1, 2
"""Columns; languages begin at FIRST."""


class TextModel(QAbstractTableModel):
    """Shows texts, tells what is written; the project is changed by whoever hears it."""

    written = Signal(str, str, str, str)
    """Language, item, field, text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all: list[Source] = []
        self.rows: list[Source] = []
        self.languages: tuple[str, ...] = ()
        self.own = ""
        self._tables: dict[str, dict[str, dict[str, str]]] = {}
        self._places: dict[Key, str] = {}
        self._kept: set[Key] = set()

    def show_map(
        self,
        project: Project | None,
        journey: JourneyMap | None,
        languages: Sequence[str],
        *,
        only_missing: bool,
        afresh: bool,
    ) -> None:
        """Show the map as it is now. only_missing: only texts that one of `languages` lacks.

        afresh: else what was shown stays, though it was translated since.
        """
        found = list(sources(project, journey)) if project is not None and journey is not None else []
        places = TextPlaces(project, journey) if project is not None and journey is not None else None
        tables = dict(journey.translations) if journey is not None else {}
        if afresh:
            self._kept = set()
        shown = [
            one
            for one in found
            if not only_missing or (one.item, one.field) in self._kept or _lacks(one, languages, tables)
        ]
        keys = [(one.item, one.field) for one in shown]
        same = keys == [(one.item, one.field) for one in self.rows] and tuple(languages) == self.languages
        if not same:
            self.beginResetModel()
        self._all, self.rows, self._tables = found, shown, tables
        self.languages = tuple(languages)
        self.own = journey.language if journey is not None else ""
        self._places = (
            {key: places.words(one) for key, one in zip(keys, shown, strict=True)} if places else {}
        )
        self._kept = set(keys) if only_missing else set()
        if not same:
            self.endResetModel()
        elif shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, FIRST + len(languages) - 1))

    def take_translations(self, journey: JourneyMap) -> None:
        """The map has other translations, and is the same in all else."""
        self._tables = dict(journey.translations)
        if self.rows:
            last = self.index(len(self.rows) - 1, FIRST + len(self.languages) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def lacking(self, language: str) -> int:
        """How many texts have no translation into a language."""
        return sum(_lacks(one, (language,), self._tables) for one in self._all)

    @property
    def texts(self) -> int:
        """How many texts the map has."""
        return len(self._all)

    def text(self, row: int, language: str) -> str:
        """The translation in a row; empty if there is none."""
        one = self.rows[row]
        return self._tables.get(language, {}).get(one.item, {}).get(one.field, "")

    def language_at(self, column: int) -> str:
        """The language of a column; empty for the first two."""
        at = column - FIRST
        return self.languages[at] if 0 <= at < len(self.languages) else ""

    def place(self, row: int) -> str:
        """Where the text of a row stands, in words."""
        one = self.rows[row]
        return self._places.get((one.item, one.field), "")

    # What Qt asks -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FIRST + len(self.languages)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == PLACE:
            return _("Place")
        if section == OWN:
            return language_name(self.own) if self.own else ""
        return language_name(self.language_at(section))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, language = index.row(), self.language_at(index.column())
        roles = Qt.ItemDataRole
        if role in (roles.DisplayRole, roles.EditRole, roles.ToolTipRole):
            words = self._words(row, index.column(), language)
            return words if words or role != roles.DisplayRole else _("missing")
        if role == roles.ForegroundRole:
            quiet = index.column() == PLACE or (language and not self.text(row, language).strip())
            return QColor(self._theme.colour("small")) if quiet else None
        if role == roles.AccessibleTextRole:
            words = self._words(row, index.column(), language) or _("missing")
            return f"{self.headerData(index.column(), Qt.Orientation.Horizontal)}: {words}"
        return None

    def _words(self, row: int, column: int, language: str) -> str:
        if column == PLACE:
            return self.place(row)
        return self.rows[row].text if column == OWN else self.text(row, language)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.language_at(index.column()) else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        language = self.language_at(index.column())
        if role != Qt.ItemDataRole.EditRole or not language:
            return False
        one = self.rows[index.row()]
        if value != self.text(index.row(), language):
            self.written.emit(language, one.item, one.field, value)
        return True


def _lacks(one: Source, languages: Sequence[str], tables: dict[str, dict[str, dict[str, str]]]) -> bool:
    """Whether one of the languages has no words for the text."""
    return any(not tables.get(tag, {}).get(one.item, {}).get(one.field, "").strip() for tag in languages)
