"""Translations: the texts of the shown map side by side in its languages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cjmdesk.edits.translating import remove_language, set_translation
from cjmdesk.i18n import LANGUAGES, _, ngettext
from cjmdesk.model.translating import languages_of
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.infobar import InfoBar, Notice
from cjmdesk.ui.keys import key_words
from cjmdesk.ui.room import open_at
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.tongues import language_name
from cjmdesk.ui.translating.exchange import Exchange
from cjmdesk.ui.translating.textmodel import FIRST, TextModel
from cjmdesk.ui.translating.texttable import TextTable

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.remembered import Remembered
    from cjmdesk.ui.theme import Theme

OFFERED = (
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "cs",
    "sk",
    "uk",
    "lt",
    "nl",
    "sv",
    "tr",
    "ar",
    "he",
    "zh",
    "ja",
    "ko",
)
"""Beside the languages of the window; any other tag can be typed."""

MOST_SHOWN = 3
"""Languages beside each other at first: more would leave no room for words."""


class TranslationsWindow(QDialog):
    """Stays open beside the sheet and follows it; each text is one step that can be undone."""

    def __init__(self, parent: QWidget, theme: Theme, session: Session, remembered: Remembered) -> None:
        super().__init__(parent)
        self.setObjectName("translations")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Translations"))
        self._session = session
        self._added: tuple[str, ...] = ()
        self._hidden: set[str] = set()
        self._map = ""
        self.model = TextModel(theme)
        self.table = TextTable(self.model)
        self.info = InfoBar(theme)
        self.pills: dict[str, QPushButton] = {}
        self._pills = FlowLayout(gap=6)
        self.exchange = Exchange(self, session, remembered)
        self.exchange.said.connect(self.info.tell)
        self.exchange.took.connect(self._took)
        self.add = ChoiceBox()
        self.only_missing = QCheckBox(_("Only what is &missing"))
        self.source, self.left = QLabel(), QLabel()
        self._build()
        open_at(self, 1080, 680)
        self.model.written.connect(self._write)
        self.table.closed.connect(session.close_step)
        self.table.stood_at.connect(self._say_place)
        self.only_missing.clicked.connect(lambda: self.look(afresh=True))
        session.changed.connect(self._follow)
        session.told.connect(self._hear)
        self.look(afresh=True)
        (self.table if self.model.languages else self.add).setFocus()

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        head = QLabel(_("Translations"))
        head.setProperty("role", "heading")
        self.add.setEditable(True)
        self.add.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        self.add.setMinimumWidth(190)
        self.add.setAccessibleName(_("Add a language"))
        line = self.add.lineEdit()
        assert line is not None
        line.setPlaceholderText(_("Add a Language…"))
        line.returnPressed.connect(self._add_typed)
        self.add.activated.connect(self._add_typed)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(head)
        top.addStretch(1)
        top.addWidget(self.only_missing)
        top.addWidget(self.add)
        self.source.setWordWrap(True)
        self.source.setTextFormat(Qt.TextFormat.PlainText)
        self.source.setProperty("role", "quiet")
        self.source.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.source.setMaximumHeight(5 * self.fontMetrics().lineSpacing())
        self.source.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(self._pills)
        column.addWidget(self.info)
        column.addWidget(self.table, 1)
        column.addWidget(self.source)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot, buttons = QHBoxLayout(), FlowLayout(gap=8)
        foot.setSpacing(8)
        foot.addLayout(buttons, 1)
        self.buttons: dict[str, QPushButton] = {}
        for name, words, keys, call in (
            ("next", _("&Next Missing"), "Ctrl+M", self._next),
            ("same", _("&Same as the Original"), "Ctrl+D", self._take_original),
            ("remove", _("&Remove Language"), "", self._remove),
            ("export", _("&Export Table…"), "Ctrl+E", self.exchange.export),
            ("import", _("&Import Table…"), "Ctrl+I", self.exchange.take_in),
        ):
            button = self.buttons[name] = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            if keys:
                button.setToolTip(key_words(keys))
                QShortcut(QKeySequence(keys), self).activated.connect(button.click)
            buttons.addWidget(button)
        self.left.setProperty("role", "small")
        foot.addWidget(self.left)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        # Where the buttons take two lines, both stand beside the lower one.
        self.left.setMinimumHeight(close.sizeHint().height())
        for widget in (self.left, close):
            foot.setAlignment(widget, Qt.AlignmentFlag.AlignBottom)
        return foot

    # Following the map --------------------------------------------------------------------------

    @property
    def shown(self) -> JourneyMap | None:
        """The map whose texts are shown."""
        return self._session.map

    def look(self, *, afresh: bool = False) -> None:
        """Show the map as it is now."""
        project, one = self._session.project, self.shown
        if one is not None and one.id != self._map:
            self._map, self._added, afresh = one.id, (), True
            self._hidden = set(self._languages()[MOST_SHOWN:])
        shown = [tag for tag in self._languages() if tag not in self._hidden]
        only, stood = self.only_missing.isChecked(), self._stood()
        self.model.show_map(project, one, shown, only_missing=only, afresh=afresh)
        self._stand(*stood)
        self._show_pills()
        self._say_place()
        self._say_left()

    def _stood(self) -> tuple[str, str, str]:
        """Item, field and language that the keyboard stands at."""
        index = self.table.currentIndex()
        if not 0 <= index.row() < len(self.model.rows):
            return "", "", ""
        one = self.model.rows[index.row()]
        return one.item, one.field, self.model.language_at(index.column())

    def _stand(self, item: str, field: str, language: str) -> None:
        """Stand there again, if the table was filled anew."""
        if self.table.currentIndex().isValid():
            return
        rows = (n for n, one in enumerate(self.model.rows) if (one.item, one.field) == (item, field))
        row = next(rows, 0 if self.model.rows else -1)
        if row >= 0:
            shown = self.model.languages
            self.table.go_to(row, FIRST + shown.index(language) if language in shown else FIRST - (not shown))

    def _languages(self) -> tuple[str, ...]:
        """The languages to translate into."""
        one = self.shown
        if one is None:
            return ()
        return tuple(dict.fromkeys((*languages_of(one)[1:], *self._added)))

    def _follow(self, before: Project | None, after: Project | None) -> None:
        """Follow an edit, quickly where only translations differ: then somebody is typing."""
        old, new = _map_of(before, self._map), _map_of(after, self._map)
        if before is None or after is None or old is None or new is None:
            self.look()
        elif before.personas is after.personas and _same_but_translations(old, new):
            if old.translations is not new.translations:
                self.model.take_translations(new)
                self._languages_changed(old, new)
        else:
            self.look()

    def _languages_changed(self, old: JourneyMap, new: JourneyMap) -> None:
        if set(old.translations) - set(self._added) != set(new.translations) - set(self._added):
            self.look()
        else:
            self._show_pills()
            self._say_left()

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self.look(afresh=True)

    def _show_pills(self) -> None:
        """A button for each language: how much of it is missing, and whether it is shown."""
        tags = self._languages()
        if tuple(self.pills) != tags:
            for old in self.pills.values():
                self._pills.removeWidget(old)
                old.deleteLater()
            self.pills = {tag: self._pill(tag) for tag in tags}
            self._offer()
        for tag, pill in self.pills.items():
            lacking = self.model.lacking(tag)
            form = ngettext("{language} · {count} missing", "{language} · {count} missing", lacking)
            words = form if lacking else _("{language} · complete")
            pill.setText(words.format(language=language_name(tag), count=lacking))
            pill.setChecked(tag not in self._hidden)

    def _pill(self, tag: str) -> QPushButton:
        made = QPushButton()
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("role", "pill")
        made.setToolTip(_("Show or hide the column of this language"))
        made.clicked.connect(partial(self._turn, tag))
        self._pills.addWidget(made)
        return made

    def _turn(self, tag: str) -> None:
        self._hidden ^= {tag}
        self.look(afresh=True)

    def _offer(self) -> None:
        """The languages that can be added."""
        one = self.shown
        taken = {*self._languages(), one.language if one is not None else ""}
        self.add.clear()
        for tag in (*LANGUAGES, *OFFERED):
            if tag not in taken:
                self.add.addItem(language_name(tag), tag)
        self.add.setCurrentIndex(-1)

    def _say_place(self) -> None:
        """Where the text stands, and all of it: a row of the table may be too low for it."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            self.source.setText(f"{self.model.place(row)}\n{self.model.rows[row].text}")
        elif not self.model.texts:
            self.source.setText(_("The map has no texts yet. Write on the sheet; they appear here at once."))
        elif not self._languages():
            self.source.setText(_("Add a language: its texts are written beside those of the map."))
        elif not self.model.rows:
            self.source.setText(_("Nothing is missing in the languages shown."))
        else:
            self.source.clear()
        column = self.table.currentIndex().column()
        written = bool(self.model.language_at(column))
        for name in ("same", "remove"):
            self.buttons[name].setEnabled(written)

    def _say_left(self) -> None:
        lacking = sum(self.model.lacking(tag) for tag in self.model.languages)
        self.left.setText(
            ngettext("{count} text missing", "{count} texts missing", lacking).format(count=lacking)
        )
        self.left.setVisible(bool(self.model.languages))
        self.buttons["next"].setEnabled(bool(lacking))
        self.buttons["export"].setEnabled(bool(self.model.languages))

    # What is done -------------------------------------------------------------------------------

    def _edit(self, label: str, edit: Callable[[Project], Project], key: str | None = None) -> bool:
        return self._session.attempt(label, edit, self._refuse, key)

    def _refuse(self, reason: str) -> None:
        self.info.tell(Notice(_("This cannot be done: {reason}.").format(reason=reason), "warning"))

    def _write(self, language: str, item: str, field: str, text: str) -> None:
        map_id = self._map
        label = _("translating a text into {language}").format(language=language_name(language))
        self._edit(
            label,
            lambda project: set_translation(project, map_id, language, item, field, text),
            f"translate {language} {item} {field}",
        )

    def _add_typed(self) -> None:
        """Add the language that was chosen or typed: its name or its tag."""
        words = self.add.currentText().strip()
        if not words:
            return
        named = {self.add.itemText(n).casefold(): self.add.itemData(n) for n in range(self.add.count())}
        tag = named.get(words.casefold(), words.replace("_", "-"))
        one = self.shown
        if not _is_tag(tag) or one is None or tag in languages_of(one):
            text = _("“{words}” is no language tag such as pl or pt-BR, or the map has it already.")
            self.info.tell(Notice(text.format(words=words), "warning"))
            return
        self._added = (*self._added, tag)
        self._hidden.discard(tag)
        self.look(afresh=True)
        self.table.setFocus()
        if self.model.rows:
            self.table.go_to(0, FIRST + self.model.languages.index(tag))

    def _next(self) -> None:
        self.table.setFocus()
        self.table.next_missing()

    def _take_original(self) -> None:
        """Names stay as they are in every language."""
        index = self.table.currentIndex()
        if self.model.language_at(index.column()):
            self._session.close_step()
            self.model.setData(index, self.model.rows[index.row()].text)
            self._session.close_step()
            self.table.setFocus()

    def _took(self, languages: Collection[str]) -> None:
        """A table brought texts in these languages."""
        self._hidden -= set(languages)
        self.look(afresh=True)

    def _remove(self) -> None:
        """Forget all texts of the language that the keyboard stands in."""
        tag = self.model.language_at(self.table.currentIndex().column())
        if not tag:
            return
        map_id = self._map
        self._added = tuple(one for one in self._added if one != tag)
        self._session.close_step()
        label = _("removing the translation into {language}").format(language=language_name(tag))
        self._edit(label, lambda project: remove_language(project, map_id, tag))
        self.look(afresh=True)
        self.table.setFocus()


def _map_of(project: Project | None, id: str) -> JourneyMap | None:
    return next((one for one in project.maps if one.id == id), None) if project is not None else None


def _same_but_translations(old: JourneyMap, new: JourneyMap) -> bool:
    """Whether two versions of a map share all their parts, looked at by identity alone."""
    names = (name for name in type(old).model_fields if name != "translations")
    return all(getattr(old, name) is getattr(new, name) for name in names)


def _is_tag(words: str) -> bool:
    from re import fullmatch

    return fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", words) is not None
