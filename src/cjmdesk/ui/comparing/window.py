"""Compare Maps: two maps, the list of what differs, both curves, and what one takes over from the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.changes.comparing import KINDS, Compared
from cjmdesk.changes.taking import with_needed
from cjmdesk.edits.taking import take_over
from cjmdesk.i18n import _, current_language, ngettext
from cjmdesk.posters.overlay.words import DifferenceWords
from cjmdesk.ui.caption import caption
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.comparing.differencelist import DifferenceList
from cjmdesk.ui.comparing.overlaysheet import OverlaySheet
from cjmdesk.ui.comparing.pair import Choice, Pair
from cjmdesk.ui.comparing.rows import KIND_WORDS, Group, Row, count_words, filtered, groups_of
from cjmdesk.ui.icons import icon
from cjmdesk.ui.room import open_at
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.ui.posting import PosterMaker

PATIENCE = 250
"""Milliseconds after an edit before the maps are compared anew."""

_OTHER = "\0other"


class CompareDoors(Struct, frozen=True):
    """What the window needs of its main window.

    maker: lays out sheets. other_file: asks for another file over a widget; its name and project, None
    for none. print_: opens the print dialog over a widget for the shown map, against another: what that is
    called, the name of its file (empty for the open project), its id. future: makes a future state of
    the map with that id.
    """

    maker: Callable[[], PosterMaker]
    other_file: Callable[[QWidget], tuple[str, Project] | None]
    print_: Callable[[QWidget, str, str, str], object]
    future: Callable[[str], object]


class CompareWindow(QDialog):
    """Stays open beside the sheet and follows what is edited there."""

    def __init__(self, parent: QWidget, theme: Theme, session: Session, doors: CompareDoors) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("compareWindow")
        self.setWindowTitle(_("Compare Maps"))
        self._theme, self._session, self._doors = theme, session, doors
        self.pair = Pair(session)
        self._found: Compared | None = None
        self._groups: list[Group] = []
        self._done, self._took = "", 0
        self.first, self.second = ChoiceBox(), ChoiceBox()
        self.kind, self.wanted = ChoiceBox(), QLineEdit()
        self.list = DifferenceList(theme)
        self.sheet = OverlaySheet(theme, doors.maker)
        self.empty, self.said = QLabel(), QLabel()
        self.future, self.file = QPushButton(_("Make Future State")), QPushButton(_("Map of Another File…"))
        self.take, self.print_ = QPushButton(_("Apply Ticked")), QPushButton(_("Print Comparison…"))
        self.close_, self.swap = QPushButton(_("Close")), QPushButton()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.compare)
        self._build()
        self._connect()
        open_at(self, 1000, 660)
        self.pair.begin()
        self.compare()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(self._head())
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(13)
        halves.addWidget(self._left())
        halves.addWidget(self.sheet)
        halves.setSizes([410, 550])
        halves.setStretchFactor(0, 0)
        halves.setStretchFactor(1, 1)
        column.addWidget(halves, 1)
        column.addLayout(self._foot())
        self.setTabOrder(self.first, self.swap)
        rest = (self.swap, self.second, self.kind, self.wanted, self.list, self.future, self.file)
        last = (self.sheet.curves, self.sheet.all, self.sheet.view, self.print_, self.take, self.close_)
        for one, following in pairwise((*rest, *last)):
            self.setTabOrder(one, following)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for box, words in ((self.first, _("Before")), (self.second, _("After"))):
            side = QVBoxLayout()
            side.setSpacing(3)
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            side.addWidget(caption(words, self._theme, box))
            side.addWidget(box)
            row.addLayout(side, 1)
            if box is self.first:
                turned = _("Read it the other way round")
                self.swap.setIcon(icon(self._theme, "arrow-left-right"))
                self.swap.setToolTip(turned)
                self.swap.setAccessibleName(turned)
                row.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _left(self) -> QWidget:
        self.kind.setAccessibleName(_("Which differences"))
        self.wanted.setPlaceholderText(_("Search in the differences"))
        self.wanted.setAccessibleName(_("Search in the differences"))
        self.wanted.setClearButtonEnabled(True)
        self.list.setAccessibleName(_("Differences"))
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "quiet")
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.kind)
        filters.addWidget(self.wanted, 1)
        left = QWidget()
        left.setMinimumWidth(280)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(filters)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        for button in (self.future, self.file):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._below = QWidget()
        column.addWidget(self._below, 1)
        return left

    def _foot(self) -> QHBoxLayout:
        self.said.setProperty("role", "quiet")
        self.said.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        for button in (self.print_, self.take, self.close_):
            row.addWidget(button)
        for button in (self.swap, self.future, self.file, self.print_, self.take, self.close_):
            button.setAutoDefault(False)
        return row

    def _connect(self) -> None:
        self.first.activated.connect(lambda: self._choose(0))
        self.second.activated.connect(lambda: self._choose(1))
        self.swap.clicked.connect(self._swap)
        self.kind.activated.connect(lambda: self._filter(from_top=True))
        self.wanted.textChanged.connect(lambda: self._filter(from_top=True))
        self.list.gone_to.connect(self.go)
        self.list.stood_at.connect(lambda row: self.sheet.outline(row.item if row is not None else ""))
        self.list.ticked.connect(self._say_ticked)
        self.sheet.picked.connect(self._stand_at)
        self.take.clicked.connect(self.take_over)
        self.print_.clicked.connect(self._print)
        self.future.clicked.connect(self._make_future)
        self.file.clicked.connect(lambda: self._ask_file(None))
        self.close_.clicked.connect(self.close)
        self._session.changed.connect(self._put_off)
        self._session.told.connect(self._hear)

    # Which maps -------------------------------------------------------------------------------

    def _offer(self) -> None:
        entries = self.pair.entries()
        for box, now in zip((self.first, self.second), self.pair.choices or (None, None), strict=True):
            box.clear()
            for words, choice in entries:
                box.addItem(words, choice)
            box.addItem(_("Map of Another File…"), _OTHER)
            box.setCurrentIndex(next((n for n, (_w, choice) in enumerate(entries) if choice == now), -1))

    def _choose(self, number: int) -> None:
        chosen = (self.first, self.second)[number].currentData()
        if isinstance(chosen, Choice):
            self.pair.choose(number, chosen)
        else:
            self._ask_file(number)
        self.compare()

    def _ask_file(self, number: int | None) -> None:
        """Ask for another file. number: which of the two maps is to be of it; None begins with it."""
        found = self._doors.other_file(self)
        if found is None:
            return
        file, project = found
        if not project.maps:
            self._done = _("{file}: the project has no map yet").format(file=file)
        elif number is None or self.pair.choices is None:
            self.pair.begin_with(file, project)
        else:
            self.pair.files[file] = project
            self.pair.choose(number, Choice(file, project.maps[0].id))
        self.compare()

    def _make_future(self) -> None:
        shown = self._session.map
        if shown is not None:
            self._doors.future(shown.id)
        self.pair.begin()
        self.compare()

    def _swap(self) -> None:
        self.pair.swap()
        self.compare()

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):  # another map is shown, or the file was read anew
            self._later.start(0)

    def take_from(self, other: CompareWindow) -> None:
        """Show what another such window shows: the two maps, and what is ticked."""
        self.pair.files, self.pair.choices = dict(other.pair.files), other.pair.choices
        self.compare()
        self.list.tick([row for row in self._rows() if set(row.keys) <= other.list.chosen], True)

    # Comparing --------------------------------------------------------------------------------

    def _put_off(self) -> None:
        """Something was edited: compare when the hand rests, of very large maps somewhat later."""
        self._later.start(max(PATIENCE, 4 * self._took))

    def compare(self) -> None:
        """Compare the two maps as they are now."""
        self._later.stop()
        clock = QElapsedTimer()
        clock.start()
        if self.pair.sides() is None:  # one of them was deleted, or there was none
            self.pair.begin()
        self._offer()
        found, sides = self.pair.compared(), self.pair.sides()
        self._found, self._groups, read = None, [], None
        if found is not None and sides is not None:
            self._found, read = found
            words = DifferenceWords(read, sides[0].project, sides[1].project, current_language())
            self._groups = groups_of(read, words, self._found.old)
        self.list.known({key for row in self._rows() for key in row.keys})
        self._count()
        self._filter()
        self.sheet.show_maps(read, sides)
        self._took = clock.elapsed()

    def _rows(self) -> list[Row]:
        return [row for group in self._groups for row in group.rows]

    def _count(self) -> None:
        """How many differences there are of each kind."""
        now, rows = self.kind.currentData() or "", self._rows()
        self.kind.clear()
        self.kind.addItem(count_words(len(rows)), "")
        for kind in KINDS:
            count = sum(row.kind == kind for row in rows)
            if count:
                words = _("{kind}: {count}").format(kind=_(KIND_WORDS[kind]), count=count)
                self.kind.addItem(words, kind)
        self.kind.setCurrentIndex(max(self.kind.findData(now), 0))

    def _filter(self, *, from_top: bool = False) -> None:
        groups = filtered(self._groups, self.kind.currentData() or "", self.wanted.text())
        self.list.show_groups(groups, from_top=from_top)
        alone = self._found is None
        self.list.setVisible(bool(groups))
        for part in (self.empty, self._below):
            part.setVisible(not groups)
        self.future.setVisible(alone and self._session.map is not None)
        self.file.setVisible(alone)
        for whole in (self.first, self.second, self.swap, self.kind, self.wanted, self.print_, self.sheet):
            whole.setEnabled(not alone)
        self.empty.setText(self._nothing())
        self._say()

    def _nothing(self) -> str:
        """Why the list is empty, and what to do about it."""
        if self._found is None:
            return _(
                "There is one map only. Make a future state of it and draw there how the journey should be,"
                " or choose a map of another file."
            )
        if not self._groups:
            return _("The two maps say the same. Change one of them, and what differs stands here.")
        return _("No difference fits the search.")

    def _say_ticked(self) -> None:
        self._done = ""
        self._say()

    def _say(self) -> None:
        """What would be taken over, into which map."""
        own = self.pair.side(self.pair.own)
        chosen = self.list.chosen
        self.take.setEnabled(bool(chosen) and own is not None)
        self.print_.setEnabled(self._found is not None)
        if own is None or self._found is None:
            self.said.setText(self._done)
            return
        title = own.map.title or _("Untitled map")
        self.take.setToolTip(
            _("Make “{map}” in this as the other map is; one step to undo").format(map=title)
        )
        if not chosen:
            words = _("Tick what “{map}” should take over from the other map.").format(map=title)
            self.said.setText(self._done or words)
            return
        count = self._ticked()
        words = ngettext(
            "{count} difference is ticked for “{map}”.", "{count} differences are ticked for “{map}”.", count
        ).format(count=count, map=title)
        more = len(with_needed(self._found, chosen) - chosen)
        if more:
            text = ngettext(
                "{count} more comes along, since it belongs to it.",
                "{count} more come along, since they belong to it.",
                more,
            )
            words += " " + text.format(count=more)
        self.said.setText(words)

    def _ticked(self) -> int:
        chosen = self.list.chosen
        return sum(set(row.keys) <= chosen for row in self._rows())

    # What is done -----------------------------------------------------------------------------

    def _stand_at(self, item: str) -> None:
        """Show in the list what was clicked on the sheet."""
        row = next((row for row in self.list.shown_rows() if item and row.item == item), None)
        if row is not None:
            self.list.stand_at(row)

    def go(self, row: Row) -> None:
        """Select the place of a row on the open map; show that map first if another is shown."""
        own = self.pair.own
        if own is None:
            return
        self._session.show_map(own.map)
        if self._session.selection == row.place:
            self._session.select("")  # so that the sheet scrolls back to it
        self._session.select(row.place)

    def take_over(self) -> None:
        """Make the open map as the other one is, in all that is ticked."""
        own, other, chosen = self.pair.own, self.pair.other, self.list.chosen
        if own is None or other is None or not chosen:
            return
        there = self.pair.files.get(other.file)

        def edit(project: Project) -> Project:
            return take_over(project, own.map, project if there is None else there, other.map, chosen)

        count = self._ticked()
        label = ngettext("taking over {count} difference", "taking over {count} differences", count)
        self._session.close_step()
        self._done = ""
        if self._session.attempt(label.format(count=count), edit, self._refuse):
            self._session.show_map(own.map)
            done = ngettext(
                "{count} difference was taken over. Undo takes it back.",
                "{count} differences were taken over. Undo takes them back.",
                count,
            )
            self._done = done.format(count=count)
        self.compare()

    def _refuse(self, reason: str) -> None:
        self._done = _("This cannot be done: {reason}.").format(reason=reason)

    def _print(self) -> None:
        own, other = self.pair.own, self.pair.other
        if own is not None and other is not None:
            self._session.show_map(own.map)
            words = next((words for words, one in self.pair.entries() if one == other), "")
            self._doors.print_(self, words, other.file, other.map)
