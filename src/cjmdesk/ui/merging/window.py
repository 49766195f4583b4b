"""Merge: the files of breakout groups brought together into the open project, or into a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
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
from cjmdesk.ui.waiting import Cancelled, give_up, wait_for

if TYPE_CHECKING:
    from cjmdesk.changes.conflicts import Choice
    from cjmdesk.changes.groups import Gathered, Memory, Question
    from cjmdesk.ui.remembered import Remembered
    from cjmdesk.ui.theme import Theme

SIDE = 280
MOST_SHOWN = 500
"""Differences of a group that are listed; more nobody reads."""

QUICK = 0.1
"""Seconds: what takes no longer is done again after every choice."""

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
        self.alike = QCheckBox(_("Similar wording counts as the same"))
        self.add, self.remove = QPushButton(_("&Add Files…")), QPushButton(_("Re&move"))
        self.deciding = Deciding()
        self.tree = QTreeWidget()
        self.pages = QStackedWidget()
        self.facts = QLabel()
        self._build()
        open_at(self, 1080, 690)
        self._shown: Gathered | None = None
        self._took = 0.0
        self._list_groups()

    def begin(self) -> None:
        """Show what there is to decide, once the window is seen."""
        self.look(self.gathering.copy())
        (self.deciding if self.gathering.others else self.add).setFocus()

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
            _("Stages, lanes and cards that another group wrote in similar words are taken for the same")
        )
        self.alike.clicked.connect(self._take_alike)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        half = max(button.sizeHint().width() for button in (self.add, self.remove))
        for button, call in ((self.add, self._add), (self.remove, self._remove)):
            button.setAutoDefault(False)
            button.clicked.connect(call)
            button.setMinimumWidth(half)  # equally wide, whatever they say
            buttons.addWidget(button, 1)
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(caption(_("Groups"), self._theme, self.list))
        side.addWidget(self.list, 1)
        side.addLayout(buttons)
        side.addSpacing(8)
        words = _("Common starting point")
        self.base.setAccessibleName(words)
        side.addWidget(caption(words, self._theme, self.base))
        side.addWidget(self.base)
        side.addSpacing(4)
        side.addWidget(self.alike)
        wide = max(SIDE, self.alike.sizeHint().width(), 2 * half + buttons.spacing())
        for part in (self.list, self.base, self.alike):
            part.setFixedWidth(wide)
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
        group.idClicked.connect(self._turn)
        self.tabs = group
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("What comes from whom"))
        self.tree.setProperty("role", "choices")
        self.tree.setWordWrap(True)
        room = QScrollArea()  # on a low screen
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(self.deciding)
        self.pages.addWidget(room)
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

    def _list_groups(self) -> None:
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
        self.base.addItem(_("Choose a File…"), OTHER_BASE)
        self.alike.setChecked(self.gathering.alike)

    def look(self, before: Gathering) -> None:
        """Show groups, base, and what comes of them. before: what is put back if nobody waits for it."""
        if not self._work_out():
            if self._shown is None:  # the window has just been opened
                self.reject()
                return
            self.gathering.put_back(before)
        self._list_groups()

    def _work_out(self) -> bool:
        """Bring all together as it is decided, and show what is to be decided and what came; whether that
        was waited for."""
        gathering, clock = self.gathering, monotonic()
        work = gathering.later(give_up)
        base = (gathering.base.project,) if gathering.base is not None else ()
        sides = (gathering.ours, *(one.project for one in gathering.others), *base)

        def job() -> tuple[tuple[Gathered, Memory], Names]:
            done = work()
            return done, Names((done[0].project, *sides))

        try:
            done, self.names = wait_for(job, self, _("Bringing the groups together…"))
        except Cancelled:
            return False
        self._shown = found = gathering.take_outcome(done)
        self._took = monotonic() - clock
        if gathering.others:
            nothing = _("Nothing is to be decided: all that the groups made goes together.")
        else:
            nothing = _("Add the files of the other groups. Nothing is changed until you press Merge.")
        self.deciding.show_questions(found.questions, self._group_names(), self.names, nothing)
        self._show_came(found)
        self._say(found)
        return True

    def _show_came(self, found: Gathered) -> None:
        self.tree.clear()
        for number, (name, came) in enumerate(zip(self._group_names(), found.came, strict=True)):
            if number == 0 and self.gathering.base is None:
                words = _("{group}: what the others are merged into").format(group=name)
            elif not came:
                words = _("{group}: no changes").format(group=name)
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

    def _say(self, found: Gathered) -> None:
        left = sum(one.asked for one in self.deciding.questions)
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
                job, words = partial(self._read, path), _("Opening {file}…").format(file=path.name)
                groups.append(wait_for(job, self, words))
            except Cancelled:
                return []
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
            before = self.gathering.copy()
            self.gathering.add(groups)
            self.look(before)
            self.deciding.setFocus()

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row > 0:
            before = self.gathering.copy()
            self.gathering.remove(row)
            self.look(before)

    def _take_base(self) -> None:
        """What all began from: nothing, the file that was chosen, or another one."""
        value, before = self.base.currentData(), self.gathering.copy()
        if value == NO_BASE:
            self.gathering.begin_from(None)
        elif value == OTHER_BASE:
            folder = str(self._remembered.folder())
            name, _kind = QFileDialog.getOpenFileName(self, self.base.accessibleName(), folder, self._kinds())
            groups = self._groups_of([Path(name)] if name else [])
            if groups:
                self.gathering.begin_from(groups[0])
        self.look(before)

    def _take_alike(self) -> None:
        before = self.gathering.copy()
        self.gathering.count_alike(self.alike.isChecked())
        self.look(before)

    def _choose(self, question: Question, choice: Choice) -> None:
        """Decide one. Where that takes long, all is brought together again only when it is wanted: what is
        decided about the last group changes no other question."""
        before = self.gathering.copy()
        self.gathering.choose(question, choice)
        if question.group < len(self.gathering.others) or self._took < QUICK:
            if not self._work_out():
                self.gathering.put_back(before)
        elif self._shown is not None:
            self.deciding.decide(question, choice)
            self._say(self._shown)

    def _choose_rest(self, choice: Choice) -> None:
        """Decide all that is open so; where both cannot stand it stays open."""
        before = self.gathering.copy()
        for question in self.deciding.questions:
            if question.asked and choice in question.choices:
                self.gathering.choose(question, choice)
        self.look(before)
        self.deciding.setFocus()

    def _turn(self, page: int) -> None:
        """To decide (0), or what comes from whom (1)."""
        if page == 1 and self.gathering.found is None:
            self._work_out()
        self.pages.setCurrentIndex(page)

    def _finish(self, fresh: bool) -> None:
        if not self.gathering.others or (self.gathering.found is None and not self._work_out()):
            return
        found = self.gathering.found
        assert found is not None
        self.merged.emit(found.project, fresh)
        self.accept()
