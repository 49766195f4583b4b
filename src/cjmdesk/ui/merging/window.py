"""Merge: the files of breakout groups brought together into the open project, or into a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.caption import caption
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.infobar import InfoBar, Notice
from cjmdesk.ui.merging.deciding import Deciding
from cjmdesk.ui.merging.gathering import Gathering, Group
from cjmdesk.ui.merging.words import Names, difference_words
from cjmdesk.ui.room import open_at

if TYPE_CHECKING:
    from cjmdesk.changes.conflicts import Choice
    from cjmdesk.changes.groups import Question
    from cjmdesk.ui.remembered import Remembered
    from cjmdesk.ui.theme import Theme

SIDE = 280
MOST_SHOWN = 500
"""Differences of a group that are listed; more nobody reads."""

NO_BASE, OTHER_BASE = "", "\0other"


class MergeWindow(QDialog):
    """Changes nothing until it is told to merge; what was decided is still there when it opens again."""

    merged = Signal(object, bool)
    """A Project, and whether it is to be a new one."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        gathering: Gathering,
        remembered: Remembered,
        read: Callable[[Path], Group],
    ) -> None:
        """read: the project in a file; raises FileError."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Merge"))
        self.gathering, self._theme, self._remembered, self._read = gathering, theme, remembered, read
        self.info = InfoBar(theme)
        self.list = QListWidget()
        self.base = ChoiceBox()
        self.alike = QCheckBox(_("Like words count as the same"))
        self.add, self.remove = QPushButton(_("&Add Files…")), QPushButton(_("Re&move"))
        self.deciding = Deciding()
        self.tree = QTreeWidget()
        self.pages = QStackedWidget()
        self.facts = QLabel()
        self._build()
        open_at(self, 1080, 690)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._work_out)
        self.look()
        (self.deciding if gathering.others else self.add).setFocus()

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        head = QLabel(_("Merge the work of several groups"))
        head.setProperty("role", "heading")
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(self._side())
        middle.addLayout(self._main(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.info)
        column.addLayout(middle, 1)
        column.addLayout(self._foot())

    def _side(self) -> QVBoxLayout:
        self.list.setAccessibleName(_("Groups"))
        self.list.setProperty("role", "choices")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(44)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda row: self.remove.setEnabled(row > 0))
        self.base.activated.connect(self._take_base)
        self.alike.setToolTip(
            _("Stages, lanes and notes that another group wrote in like words are taken for the same")
        )
        self.alike.clicked.connect(self._take_alike)
        buttons = QHBoxLayout()
        for button, call in ((self.add, self._add), (self.remove, self._remove)):
            button.setAutoDefault(False)
            button.clicked.connect(call)
            buttons.addWidget(button)
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(caption(_("Groups"), self._theme, self.list))
        side.addWidget(self.list, 1)
        side.addLayout(buttons)
        side.addSpacing(8)
        words = _("What all of them began from")
        self.base.setAccessibleName(words)
        side.addWidget(caption(words, self._theme, self.base))
        side.addWidget(self.base)
        side.addSpacing(4)
        side.addWidget(self.alike)
        for part in (self.list, self.base, self.alike):
            part.setFixedWidth(max(SIDE, self.alike.sizeHint().width()))
        return side

    def _main(self) -> QVBoxLayout:
        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setSpacing(12)
        for page, words in enumerate((_("To &decide"), _("&What comes from whom"))):
            tab = QPushButton(words)
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.setChecked(page == 0)
            tab.setAutoDefault(False)
            group.addButton(tab, page)
            top.addWidget(tab)
        top.addStretch(1)
        group.idClicked.connect(self.pages.setCurrentIndex)
        self.tabs = group
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("What comes from whom"))
        self.tree.setProperty("role", "choices")
        self.tree.setWordWrap(True)
        self.pages.addWidget(self.deciding)
        self.pages.addWidget(self.tree)
        self.deciding.chosen.connect(self._choose)
        self.deciding.rest.connect(self._choose_rest)
        main = QVBoxLayout()
        main.setSpacing(8)
        main.addLayout(top)
        main.addWidget(self.pages, 1)
        return main

    def _foot(self) -> QHBoxLayout:
        cancel = QPushButton(_("Cancel"))
        self.fresh, self.merge = QPushButton(_("Open as a &New Project")), QPushButton(_("&Merge"))
        for button, call in (
            (cancel, self.reject),
            (self.fresh, lambda: self._finish(True)),
            (self.merge, lambda: self._finish(False)),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(call)
        self.merge.setProperty("role", "primary")
        self.merge.setToolTip(_("Put all of it into the open project, as one step that can be undone"))
        self.facts.setProperty("role", "quiet")
        self.facts.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.facts, 1)
        for button in (cancel, self.fresh, self.merge):
            foot.addWidget(button)
        return foot

    # Showing ------------------------------------------------------------------------------------

    def _group_names(self) -> list[str]:
        return [_("This project"), *(one.name for one in self.gathering.others)]

    def look(self) -> None:
        """Show groups, base, and what comes of them."""
        here = max(self.list.currentRow(), 0)
        self.list.clear()
        self.list.addItems(self._group_names())
        self.list.setCurrentRow(min(here, self.list.count() - 1))
        base = self.gathering.base
        self.base.clear()
        self.base.addItem(_("Nothing in common, or not known"), NO_BASE)
        if base is not None:
            self.base.addItem(base.name, str(base.path))
            self.base.setCurrentIndex(1)
        self.base.addItem(_("Choose a file…"), OTHER_BASE)
        self.alike.setChecked(self.gathering.alike)
        self._work_out()

    def _work_out(self) -> None:
        """Bring all together as it is decided, and show what is to be decided and what came."""
        self._later.stop()
        gathering, groups = self.gathering, self._group_names()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        try:
            found = gathering.outcome()
        finally:
            QGuiApplication.restoreOverrideCursor()
        base = (gathering.base.project,) if gathering.base is not None else ()
        self.names = Names((found.project, gathering.ours, *(one.project for one in gathering.others), *base))
        if gathering.others:
            nothing = _("Nothing is to be decided: all that the groups made goes together.")
        else:
            nothing = _("Add the files of the other groups. Nothing is changed until you press Merge.")
        self.deciding.show_questions(found.questions, groups, self.names, nothing)
        self._show_came()
        self._say()

    def _show_came(self) -> None:
        self.tree.clear()
        found = self.gathering.outcome()
        for number, (name, came) in enumerate(zip(self._group_names(), found.came, strict=True)):
            if number == 0 and self.gathering.base is None:
                words = _("{group}: what the others are merged into").format(group=name)
            else:
                form = ngettext("{group}: {count} change", "{group}: {count} changes", len(came))
                words = form.format(group=name, count=len(came))
            top = QTreeWidgetItem([words])
            self.tree.addTopLevelItem(top)
            for one in came[:MOST_SHOWN]:
                words = difference_words(one, self.names)
                row = QTreeWidgetItem([words])
                row.setToolTip(0, words)
                top.addChild(row)
            if len(came) > MOST_SHOWN:
                more = len(came) - MOST_SHOWN
                form = ngettext("… and {count} more", "… and {count} more", more)
                top.addChild(QTreeWidgetItem([form.format(count=more)]))
            top.setExpanded(True)
        for mend in found.mends:
            self.tree.addTopLevelItem(QTreeWidgetItem([f"{self.names.of(mend.item)}: {mend.text}"]))

    def _say(self) -> None:
        found = self.gathering.outcome()
        left = sum(one.asked for one in found.questions)
        came = sum(map(len, found.came[1:]))
        parts = [ngettext("{count} change comes in", "{count} changes come in", came).format(count=came)]
        if left:
            form = ngettext("{count} question is open", "{count} questions are open", left)
            parts.append(form.format(count=left))
        self.facts.setText(" · ".join(parts) if self.gathering.others else "")
        for button in (self.merge, self.fresh):
            button.setEnabled(bool(self.gathering.others))

    # Doing --------------------------------------------------------------------------------------

    def _add(self) -> None:
        folder = str(self._remembered.folder())
        title, kinds = _("Files of the Groups"), self._kinds()
        names, _kind = QFileDialog.getOpenFileNames(self, title, folder, kinds)
        self.add_files([Path(name) for name in names])

    @staticmethod
    def _kinds() -> str:
        from cjmdesk.ui.filters import open_filters

        return open_filters()

    def _groups_of(self, paths: Sequence[Path]) -> list[Group]:
        """The projects in these files; what cannot be read is told."""
        from cjmdesk.ui.opening import FileError

        groups, reasons = [], []
        for path in paths:
            try:
                groups.append(self._read(path))
            except FileError as trouble:
                reasons.append(str(trouble))
        if reasons:
            self.info.tell(Notice(" ".join(f"{reason}." for reason in reasons), "error"))
        else:
            self.info.dismiss()
        return groups

    def add_files(self, paths: Sequence[Path]) -> None:
        """Merge these files in too."""
        groups = self._groups_of(paths)
        if groups:
            self._remembered.note_folder(paths[0].parent)
            self.gathering.add(groups)
            self.look()
            self.deciding.setFocus()

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row > 0:
            self.gathering.remove(row)
            self.look()

    def _take_base(self) -> None:
        """What all began from: nothing, the file that was chosen, or another one."""
        value = self.base.currentData()
        if value == NO_BASE:
            self.gathering.begin_from(None)
        elif value == OTHER_BASE:
            folder = str(self._remembered.folder())
            name, _kind = QFileDialog.getOpenFileName(self, self.base.accessibleName(), folder, self._kinds())
            groups = self._groups_of([Path(name)] if name else [])
            if groups:
                self.gathering.begin_from(groups[0])
        self.look()

    def _take_alike(self) -> None:
        self.gathering.count_alike(self.alike.isChecked())
        self.look()

    def _choose(self, question: Question, choice: Choice) -> None:
        self.gathering.choose(question, choice)
        self._work_out()

    def _choose_rest(self, choice: Choice) -> None:
        """Decide all that is open so; where both cannot stand it stays open."""
        for question in self.deciding.questions:
            if question.asked and choice in question.choices:
                self.gathering.choose(question, choice)
        self._work_out()
        self.deciding.setFocus()

    def _finish(self, fresh: bool) -> None:
        if self.gathering.others:
            self.merged.emit(self.gathering.outcome().project, fresh)
            self.accept()
