"""The page of the action plan: solutions with owner, due date and status, and the page they are printed
on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSplitter, QWidget

from cjmdesk.analysis.planning import OVER, Action, actions_of, lacking, solutions_of
from cjmdesk.analysis.rankings import ranked_solutions
from cjmdesk.edits.deciding import choose
from cjmdesk.edits.fields import set_fields
from cjmdesk.i18n import N_, _, ngettext
from cjmdesk.layout.titles import SOLUTION_STATUSES
from cjmdesk.model.cards import SolutionCard
from cjmdesk.ui.deciding.page import Page
from cjmdesk.ui.deciding.plantable import DUE, OWNER, PlanRow, PlanTable
from cjmdesk.ui.deciding.preview import LEAST, PlanPreview
from cjmdesk.ui.deciding.words import one_line
from cjmdesk.ui.fields.editors.days import day_of, short_day
from cjmdesk.ui.flow import FlowLayout

if TYPE_CHECKING:
    import datetime

    from cjmdesk.analysis.journey import Journey
    from cjmdesk.ui.deciding.desk import Desk

_BESIDE = 820
"""Pixels: in a narrower window the page lies below the table."""

_ROOMY = 85
"""Letters: in a narrower window the page is folded away until somebody wants to see it."""

_PAGED = "plan_page"
"""Under which it is remembered whether the page is shown."""

FORMATS = (
    ("pdf", N_("PDF…")),
    ("xlsx", N_("Excel Workbook (XLSX)…")),
    ("csv", N_("Table as Text (CSV)…")),
    ("md", N_("Markdown…")),
    ("ics", N_("Calendar of Due Dates (iCalendar)…")),
)
"""Extensions, in the order in which people are offered them."""


class PlanPage(Page):
    """Every solution; those that are in the plan first, in the order of the printed page or by gain."""

    def __init__(self, desk: Desk) -> None:
        about = _(
            "Space takes a solution into the plan or out of it; Enter writes owner, date and status, Tab "
            "goes on. Alt+↓ in a date opens a calendar."
        )
        super().__init__(desk, _("Action plan"), about)
        self._by_gain, self._moved = False, False
        self._unread: dict[str, str] = {}
        self.table = PlanTable(desk.theme, self._names)
        self.table.written.connect(self._write)
        self.table.ticked.connect(self._tick)
        self.table.rested.connect(self.refresh)
        self.preview = PlanPreview(desk)
        self.order = QPushButton(_("Largest &gain first"))
        self.order.setCheckable(True)
        self.order.setAutoDefault(False)
        self.order.setProperty("role", "pill")
        self.order.setToolTip(_("Sort by gain instead of by due date"))
        self.order.toggled.connect(self._sort)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.table)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 4)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        self.split.splitterMoved.connect(lambda _at, _number: self._take_border())
        self.paged = QPushButton(_("Prin&ted page"))
        self.paged.setCheckable(True)
        self.paged.setAutoDefault(False)
        self.paged.setProperty("role", "pill")
        self.paged.setToolTip(_("Show or fold away the page as it is printed; + and − make it larger there"))
        self._fold(desk.remembered.flag(_PAGED))
        self.paged.clicked.connect(self._take_fold)
        pills = QWidget()
        row = FlowLayout(pills)
        row.addWidget(self.order)
        row.addWidget(self.paged)
        self.body.addWidget(self.summary)
        self.body.addWidget(pills)
        self.body.addWidget(self.split, 1)
        self.jump = self.button(_("&Show on the Map"), lambda: desk.gone_to.emit(self.table.row_id))
        self.save = self.button(_("Save &As"), lambda: None)
        menu = QMenu(self.save)
        for extension, words in FORMATS:
            menu.addAction(_(words)).triggered.connect(partial(desk.export_wanted.emit, extension))
        self.save.setMenu(menu)
        self.print_ = self.button(_("&Print…"), lambda: desk.print_wanted.emit("plan"), "primary")

    def refresh(self) -> None:
        journey = self.desk.journey
        rows = self._rows(journey) if journey is not None else []
        if self.table.editing:  # rows must stay where they are until it is written
            self.table.reword(rows)
            if journey is not None:
                self._say(journey)
            return
        for button in (self.jump, self.save, self.print_):
            button.setEnabled(bool(rows))
        if journey is None or not rows:
            self.say_empty(
                _(
                    "The map has no solutions yet. Write some for the pains of step 1; here they get an owner"
                    " and a date."
                )
            )
            return
        self.say_empty("")
        self.table.show_plan(rows)
        self._share_room()
        self._say(journey)
        self.preview.follow()

    def take_focus(self) -> None:
        self.setFocus() if self.empty else self.table.setFocus()

    def chain(self) -> list[QWidget]:
        return [self.table, self.order, self.paged, *self.preview.chain(), self.jump, self.save, self.print_]

    def leave(self) -> None:
        self.table.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _BESIDE
        self.split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        roomy = event.size().width() > _ROOMY * self.fontMetrics().averageCharWidth()
        self._fold(self.desk.remembered.flag(_PAGED, usual=roomy and not narrow))

    def _share_room(self) -> None:
        """The table gets the width that it needs, at least two thirds; unless somebody moved the border."""
        whole = self.split.width() - self.split.handleWidth()
        if self._moved or whole <= 0:
            return
        if self.split.orientation() == Qt.Orientation.Vertical:
            tall = self.split.height() - self.split.handleWidth()
            self.split.setSizes([2 * tall // 3, tall - 2 * tall // 3])
            return
        table = min(max(self.table.least_width(), 2 * whole // 3), whole - LEAST)
        self.split.setSizes([table, whole - table])

    def _fold(self, shown: bool) -> None:
        """Show the printed page beside the table, or give its room to the table."""
        self.paged.setChecked(shown)
        self.preview.setVisible(shown)
        self._share_room()

    def _take_fold(self, shown: bool) -> None:
        self.desk.remembered.put(**{_PAGED: shown})
        self._fold(shown)

    def _take_border(self) -> None:
        self._moved = True

    def _names(self) -> list[str]:
        """People who may be asked: the team, and who has been asked already."""
        project = self.desk.session.project
        journey = self.desk.journey
        if project is None or journey is None:
            return []
        owners = [one.card.owner for one in journey.cards if isinstance(one.card, SolutionCard)]
        names = [member.name for member in project.brief.team] + owners
        return sorted({name.strip() for name in names if name.strip()}, key=str.casefold)

    # Rows -----------------------------------------------------------------------------------------

    def _rows(self, journey: Journey) -> list[PlanRow]:
        gains = {
            one.placed.card.id: (number, one.gain) for number, one in enumerate(ranked_solutions(journey))
        }
        everything = solutions_of(journey.project, journey.map)
        printed = {one.card.id: number for number, one in enumerate(actions_of(journey.project, journey.map))}

        def order(one: Action) -> tuple[int, int]:
            card = one.card
            group = 0 if card.chosen else 2 if card.status == "dropped" else 1
            by_date = not self._by_gain and card.id in printed and group == 0
            return group, printed[card.id] if by_date else gains[card.id][0]

        return [self._row(one, gains[one.card.id][1], journey.today) for one in sorted(everything, key=order)]

    def _row(self, action: Action, gain: int | None, today: datetime.date) -> PlanRow:
        card = action.card
        lacks = lacking(card, today) if card.chosen else ()
        unread, owner = self._unread.get(card.id), card.owner.strip()
        due = unread if unread is not None else short_day(card.due)
        under = " · ".join(part for part in (action.stage.title.strip(), "; ".join(action.answers)) if part)
        bad = {OWNER} if "owner" in lacks else set()
        if unread is not None or "date" in lacks or "late" in lacks:
            bad.add(DUE)
        nobody = _("no owner") if "owner" in lacks else "–"
        undated = _("no date") if "date" in lacks else "–"
        past = "\n" + _("date is past") if "late" in lacks and unread is None else ""
        words = (
            "\n".join(part for part in (one_line(card.text), one_line(under) if under else "") if part),
            owner or nobody,
            f"{due}{past}" if due else undated,
            _(SOLUTION_STATUSES.get(card.status, card.status)),
            "–" if gain is None else f"{gain:+d}".replace("-", "−") if gain else "0",
        )
        quiet = not card.chosen or card.status in OVER
        return PlanRow(card.id, card.chosen, words, card.owner, due, frozenset(bad), quiet)

    def _say(self, journey: Journey) -> None:
        """How many actions there are, and what they lack."""
        everything = [one.card for one in solutions_of(journey.project, journey.map)]
        chosen = [card for card in everything if card.chosen]
        if not chosen:
            self.summary.setText(
                _("Nothing is decided yet: the plan shows every idea until you take some into it.")
            )
            return
        text = ngettext("{count} action", "{count} actions", len(chosen)).format(count=len(chosen))
        lacks = [lack for card in chosen for lack in lacking(card, journey.today)]
        parts = []
        for lack, form in (
            ("owner", ngettext("{count} without an owner", "{count} without an owner", lacks.count("owner"))),
            ("date", ngettext("{count} without a date", "{count} without a date", lacks.count("date"))),
            ("late", ngettext("{count} past its date", "{count} past their dates", lacks.count("late"))),
        ):
            if lack in lacks:
                parts.append(form.format(count=lacks.count(lack)))
        left = sum(not card.chosen and card.status != "dropped" for card in everything)
        if left:
            form = ngettext("{count} idea is not in the plan", "{count} ideas are not in the plan", left)
            parts.append(form.format(count=left))
        self.summary.setText(f"{text}: {'; '.join(parts)}." if parts else f"{text}.")

    def _sort(self, by_gain: bool) -> None:
        self._by_gain = by_gain
        self.refresh()

    # Writing --------------------------------------------------------------------------------------

    def _tick(self, id: str, wanted: bool) -> None:
        label = _("taking a solution into the plan") if wanted else _("taking a solution out of the plan")
        if not self.desk.apply(label, lambda project: choose(project, id, wanted)):
            self.refresh()

    def _write(self, id: str, field: str, text: str) -> None:
        value: object = text
        if field == "due":
            self._unread.pop(id, None)
            value = None
            if text.strip():
                value = day_of(text, self.desk.today)
                if value is None:
                    self._unread[id] = text
                    said = _("“{text}” is not a date; write it like 15 Dec, 15.12. or 2026-12-15.")
                    self.desk.said.emit(said.format(text=text[:40]))
                    return
        label = {
            "owner": _("the owner of a solution"),
            "due": _("the date of a solution"),
            "status": _("the status of a solution"),
        }[field]
        self.desk.apply(label, lambda project: set_fields(project, id, **{field: value}))
