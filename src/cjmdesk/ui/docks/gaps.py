"""What is missing from the shown map, rule by rule; a click shows the place on the sheet."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from cjmdesk.analysis.gaps import RULES, Gap, gaps
from cjmdesk.edits.silencing import silence, speak_again
from cjmdesk.i18n import _, ngettext
from cjmdesk.model.project import Project
from cjmdesk.ui.docks.gaplist import GapList, Group, Row
from cjmdesk.ui.docks.gapreason import ReasonDialog
from cjmdesk.ui.fields.lookup import map_id_of
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

PATIENCE = 300
"""Milliseconds after the last edit until the map is looked over again."""

SILENCED, LOOKED_FOR = "@silenced", "@looked-for"
"""Names of the groups that are no rule's."""


class Gaps(QWidget):
    """The open gaps of the shown map, then those that were silenced, with their reasons.

    Looks only while it is seen, and not before the hand rests.
    """

    said = Signal(str)
    """Why something could not be done."""

    wanted = Signal(str)
    """The id of a command that was clicked."""

    left = Signal()
    """Escape: the keyboard goes back to the sheet."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._gaps: tuple[Gap, ...] = ()
        self._stale = True
        self.setObjectName("gaps")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(200)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.look)
        self._head, self.count, self.why = QLabel(), QLabel(), QLabel()
        self.list = GapList(theme)
        self.silence, self.walk = QPushButton(), QPushButton()
        self._arrange()
        self.list.gone_to.connect(self._show)
        self.list.stood_at.connect(self._explain)
        self.list.asked.connect(self._ask)
        self.list.left.connect(self.left)
        self.silence.clicked.connect(self._turn)
        self.walk.clicked.connect(lambda: self.wanted.emit("walk"))
        session.changed.connect(self._put_off)
        session.told.connect(self._hear)
        self.setFocusProxy(self.list)
        self.retranslate()

    def _arrange(self) -> None:
        self._head.setProperty("role", "heading")
        self.count.setProperty("role", "small")
        self.why.setProperty("role", "quiet")
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 12, 6)
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self.count)
        foot = FlowLayout(gap=6)
        foot.addWidget(self.silence)
        foot.addWidget(self.walk)
        below = QVBoxLayout()
        below.setContentsMargins(14, 8, 12, 12)
        below.setSpacing(8)
        below.addWidget(self.why)
        below.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        edge = QFrame()
        edge.setProperty("role", "hairline")
        column.addWidget(edge)
        column.addLayout(below)

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self._head.setText(_("Gaps"))
        self.list.setAccessibleName(_("Gaps"))
        self.walk.setText(_("Walk-Through"))
        self.walk.setToolTip(_("Ask one question after the other, on the whole screen"))
        self._stale = True
        if self.isVisible():
            self.look()

    # When to look -------------------------------------------------------------------------------

    def _put_off(self) -> None:
        """Something was edited: look when the hand rests, or when the panel is seen again."""
        self._stale = True
        if self.isVisible():
            self._wait.start(PATIENCE)

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self._stale = True
            if self.isVisible():
                self._wait.start(0)  # a click in the list may have led to the other map

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._wait.stop()

    def look(self) -> None:
        """Look over the shown map now and list what is missing."""
        self._wait.stop()
        from cjmdesk.formats.shown import lane_title

        project, one = self._session.project, self._session.map
        self._stale = False
        if project is None or one is None:
            self._gaps = ()
        else:
            today = datetime.datetime.now().astimezone().date()
            self._gaps = tuple(gaps(project, one, today, lambda lane: lane_title(lane, one.language)))
        open_ = sum(gap.silenced is None for gap in self._gaps)
        self.count.setText(ngettext("{count} gap", "{count} gaps", open_).format(count=open_))
        self.list.show_groups(self._groups(one is not None))
        self._explain(self.list.row)

    def _groups(self, has_map: bool) -> tuple[Group, ...]:
        found = []
        for id, rule in RULES.items():
            own = tuple(gap for gap in self._gaps if gap.rule == id and gap.silenced is None)
            if own:
                found.append(Group(id, _(rule.title), tuple(Row(gap.text, id, gap) for gap in own)))
        if not found and has_map:
            rules = tuple(Row(_(rule.title), id) for id, rule in RULES.items())
            nothing = _("Nothing is missing")
            found.append(Group(LOOKED_FOR, nothing, rules, note=_("This was looked for:"), good=True))
        quiet = tuple(gap for gap in self._gaps if gap.silenced is not None)
        if quiet:
            rows = tuple(Row(gap.text, gap.rule, gap) for gap in quiet)
            found.append(Group(SILENCED, _("Silenced"), rows, folded=True))
        return tuple(found)

    # What is done with one ----------------------------------------------------------------------

    def _explain(self, row: Row | None) -> None:
        """Why it matters, and what can be done with it."""
        rule = RULES.get(row.rule) if row is not None else None
        self.why.setText(_(rule.why) if rule is not None else "")
        self.why.setVisible(rule is not None)
        gap = row.gap if row is not None else None
        silenced = gap is not None and gap.silenced is not None
        self.silence.setText(_("Report Again") if silenced else _("Silence…"))
        text = _("Report it as a gap again") if silenced else _("Say why it does not matter here")
        self.silence.setToolTip(text)
        self.silence.setEnabled(gap is not None)

    def _show(self, row: Row) -> None:
        """Show the place of a gap on the sheet; what is not on it, on the map where it stands."""
        project, one, gap = self._session.project, self._session.map, row.gap
        if project is None or one is None or gap is None:
            return
        place = gap.place
        if not gap.step and map_id_of(project, gap.item) not in ("", one.id):
            made = (c.id for lane in one.lanes for cell in lane.cells for c in cell.cards
                    if c.made_from == gap.item)  # fmt: skip
            copy = next(made, "")
            if copy:
                place = copy
            else:
                self._session.show_map(map_id_of(project, gap.item))
        if self._session.selection == place:
            self._session.select("")  # so that the sheet scrolls back to it
        self._session.select(place)

    def _turn(self) -> None:
        """Silence the gap with a reason that is asked for, or let it speak again."""
        gap = self.list.row.gap if self.list.row is not None else None
        if gap is None:
            return
        if gap.silenced is not None:
            edit = partial(speak_again, map_id=gap.map, gap=gap.rule, item=gap.item)
            self._edit(_("reporting a gap again"), edit)
            return
        one = self._session.map
        known = tuple(dict.fromkeys(said.reason for said in one.silenced)) if one is not None else ()
        dialog = ReasonDialog(self.window(), gap, known)
        dialog.accepted.connect(lambda: self._silence(gap, dialog.reason))
        dialog.finished.connect(lambda _result: self.list.setFocus())
        dialog.open()

    def _silence(self, gap: Gap, reason: str) -> None:
        edit = partial(silence, map_id=gap.map, gap=gap.rule, item=gap.item, reason=reason)
        self._edit(_("silencing a gap"), edit)

    def _edit(self, label: str, edit: Callable[[Project], Project]) -> None:
        self._session.close_step()
        if self._session.attempt(label, edit, self._refuse):
            self.look()

    def _refuse(self, reason: str) -> None:
        self.said.emit(_("This cannot be done: {reason}.").format(reason=reason))

    def _ask(self, at: QPoint) -> None:
        """The menu of the gap that is chosen."""
        row = self.list.row
        if row is None or row.gap is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Show on the Sheet"), partial(self._show, row))
        menu.addAction(self.silence.text(), self._turn)
        menu.popup(at)
