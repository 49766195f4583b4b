"""A window that leads through something in steps: the steps at the side, one page for each.

Nothing is forced: any step can be gone to, and what is typed is an edit at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.ui.fields.editing import Editing
from cjmdesk.ui.fields.editors.base import Desk, Shown
from cjmdesk.ui.fields.form import FieldRow
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.room import open_at
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.widgets.sidewindow import hold_keys
from cjmdesk.ui.widgets.steplist import StepList, StepRow

if TYPE_CHECKING:
    from cjmdesk.ui.fields.access import Subject
    from cjmdesk.ui.fields.fieldtable import Field

SIDE, PAGE = 250, 640
"""Pixels: of the list of steps, and the most that a page's rows take."""

_LINE = 12
"""Pixels by which the middles of widgets in one line may differ."""


def words_label(text: str = "", role: str = "") -> QLabel:
    """A label of plain words that wraps."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


class GuidePage(QScrollArea):
    """A step's page: its title, what there is to know about it, and rows of fields.

    column: what else belongs on the page is put into it, below the rows. first: what takes the
    keyboard where there are no rows.
    """

    def __init__(self, title: str, teaching: str, fields: Sequence[tuple[Field, str]], desk: Desk) -> None:
        """fields: each with the question that prompts it, empty for none."""
        super().__init__()
        self.setObjectName("guidePage")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held, inside = QWidget(), QWidget()
        inside.setMaximumWidth(PAGE)
        across = QHBoxLayout(held)
        across.setContentsMargins(28, 22, 28, 22)
        across.addWidget(inside, 100)
        across.addStretch(1)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.column.addWidget(words_label(title, "title"))
        self.column.addWidget(words_label(teaching, "quiet"))
        self.rows: dict[str, FieldRow] = {}
        self.first: QWidget | None = None
        for field, prompt in fields:
            row = FieldRow(field, desk, prompt)
            self.rows[field.name] = row
            self.column.addWidget(row)
        self.setWidget(held)
        self.setAccessibleName(title)
        self.setAccessibleDescription(teaching)

    def fill(self, shown: Shown) -> None:
        """Show the fields as they are now."""
        from cjmdesk.ui.fields.access import read

        for name, row in self.rows.items():
            values = tuple(read(shown.project, one, name) for one in shown.subjects)
            row.fill(values, shown)
            if name.endswith(".description"):  # what a picture shows is asked where there is one
                owner = name.partition(".")[0]
                row.setVisible(any(getattr(one.item, owner, None) for one in shown.subjects))

    def take_focus(self) -> None:
        """The keyboard goes to the first field."""
        editors = (row.editor for row in self.rows.values() if row.editor is not None)
        first = next(editors, self.first)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


class Guide(QWidget):
    """Such a window; no dialog, in which one button would be pressed by every Return.

    A subclass says the steps, makes their pages, and says what each is about.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        session: Session,
        tell: Callable[[str], object],
        keys: Sequence[QAction] = (),
    ) -> None:
        """tell: says a sentence in the window's info bar. keys: commands whose keys hold here too."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.theme, self.session = theme, session
        self.said = words_label(role="bad")
        self.said.hide()
        self.desk = Desk(theme, session, self._jump, self._say)
        self._tell = tell
        self._editing = Editing(session, self.fill, takes_back=False)
        self._editing.left.connect(self.close)
        self.pages: dict[int, GuidePage] = {}
        self._seen: GuidePage | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        hold_keys(self, keys)
        self._build()
        open_at(self, 980, 680)
        session.changed.connect(self._follow)
        session.told.connect(self._hear)
        theme.changed.connect(self._rebuild)

    # What a subclass says -----------------------------------------------------------------------

    def name(self) -> str:
        """The window's title, and what the list of steps is called."""
        raise NotImplementedError

    def step_rows(self) -> list[StepRow]:
        """The steps as they are now."""
        raise NotImplementedError

    def subject(self) -> Subject | None:
        """What the page shown is about; None for nothing, then `nothing` is shown."""
        raise NotImplementedError

    def make_page(self, number: int) -> GuidePage:
        """The page of a step, made when it is first shown."""
        raise NotImplementedError

    def nothing(self) -> QWidget:
        """What is shown while there is nothing to be led through."""
        return QWidget()

    def head(self, column: QVBoxLayout) -> None:
        """Put something above the steps."""

    def tail(self, column: QVBoxLayout) -> None:
        """Put something below the steps."""

    def filled(self, page: GuidePage, shown: Shown) -> None:
        """The page shows its fields as they are now; show the rest."""

    # Building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(self.name())
        self._side = side = QWidget()
        side.setObjectName("guideSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 14, 10, 14)
        column.setSpacing(8)
        self.steps = StepList(self.theme, self.name())
        self.head(column)
        column.addWidget(self.steps, 1)
        self.tail(column)
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._empty: QWidget | None = None
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(side)
        across.addLayout(self._middle, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        self.said.setContentsMargins(18, 6, 18, 6)
        whole.addWidget(self.said)
        self._bottom = self._foot()
        whole.addWidget(self._bottom)
        self._held = QWidget()
        self._held.setLayout(whole)
        self._outer.addWidget(self._held)
        self.steps.show_steps(self.step_rows())
        self.steps.setCurrentRow(0)
        self.steps.currentRowChanged.connect(lambda _row: self.fill())

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("dialogFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(10)
        self.close_button = QPushButton(_("Close"))
        self.back, self.next = QPushButton(_("Back")), QPushButton(_("Next"))
        self.next.setProperty("role", "primary")
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(keys), foot).activated.connect(lambda by=by: self.step_by(by))
        self.back.clicked.connect(lambda: self.step_by(-1))
        self.next.clicked.connect(lambda: self.step_by(1))
        self.close_button.clicked.connect(self.close)
        self.hint = words_label(role="small")
        row.addWidget(self.hint, 1)
        for button in (self.close_button, self.back, self.next):
            row.addWidget(button)
        return foot

    def _rebuild(self) -> None:
        """Words or colours are others now."""
        here = self.number
        self._editing.keep_drafts(self._rows_seen())
        self._held.hide()
        self._held.deleteLater()
        self.pages, self._seen = {}, None
        self.said = words_label(role="bad")
        self.said.hide()
        self._build()
        self.steps.setCurrentRow(here)
        self.fill()

    # Going --------------------------------------------------------------------------------------

    @property
    def number(self) -> int:
        """Of the step shown, from 0."""
        return max(self.steps.currentRow(), 0)

    @property
    def page(self) -> GuidePage | None:
        """The page shown; None while there is nothing to show."""
        return self.pages.get(self.number) if self.subject() is not None else None

    def go_to(self, number: int) -> None:
        """To a step, its first field."""
        self.steps.setCurrentRow(min(max(number, 0), self.steps.count() - 1))
        page = self.page
        if page is not None:
            page.take_focus()

    def step_by(self, by: int) -> None:
        """To the next step (1) or the one before (−1)."""
        self.go_to(self.number + by)

    # Showing ------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Show everything as it is now."""
        self.steps.show_steps(self.step_rows())
        subject, project = self.subject(), self.session.project
        if subject is None or project is None:
            self._show(None)
            return
        page = self.pages.get(self.number)
        if page is None:
            page = self.pages[self.number] = self.make_page(self.number)
            for row in page.rows.values():
                self._editing.hear(row)
            page.hide()
            self._middle.addWidget(page, 1)
        self._editing.turn_to((subject,), self._rows_seen())
        self._seen = page
        shown = Shown(project, self.session.map, (subject,))
        page.fill(shown)
        self.filled(page, shown)
        self._editing.bring_drafts(tuple(page.rows), page.rows.__getitem__)
        self._show(page)

    def _show(self, page: GuidePage | None) -> None:
        if page is None and self._empty is None:
            self._empty = self.nothing()
            self._empty.setObjectName("guideNothing")
            self._middle.addWidget(self._empty, 1)
        if self._empty is not None:
            self._empty.setVisible(page is None)
        for other in self.pages.values():
            other.setVisible(other is page)
        self.steps.setEnabled(page is not None)
        self.back.setEnabled(page is not None and self.number > 0)
        on = page is not None and self.number < self.steps.count() - 1
        self.next.setEnabled(on)
        # At the last step there is nowhere to go but away.
        for button, first in (
            (self.next, on or page is None),
            (self.close_button, not on and page is not None),
        ):
            button.setProperty("role", "primary" if first else None)
            button.style().polish(button)

    def _rows_seen(self) -> Mapping[str, FieldRow]:
        return self._seen.rows if self._seen is not None else {}

    def _say(self, text: str) -> None:
        """A sentence about what could not be done."""
        self.said.setText(text)
        self.said.setVisible(bool(text))
        if text:
            self._tell(text)

    def _jump(self, id: str) -> None:
        self.session.select(id)

    def _follow(self, _before: object, _after: object) -> None:
        self._say("")
        self.fill()

    def _hear(self, event: Event) -> None:
        """Another project is open, or its file was read anew: what was half written is not about it."""
        if event.kind == "opened":
            self._editing.forget_drafts()
            self.fill()
        elif event.kind == "map":
            self.fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rebuild()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads, through the steps, the page and the foot, whatever was made when."""
        ring = _as_read(self._side), _as_read(self._seen), _as_read(self._bottom)
        found = [widget for part in ring for widget in part]
        here = self.focusWidget()
        if not found or here not in found:
            return super().focusNextPrevChild(forward)
        at = found.index(here) + (1 if forward else -1)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        taker = found[at % len(found)]
        taker.setFocus(reason)
        if self._seen is not None and self._seen.isAncestorOf(taker):
            self._seen.ensureWidgetVisible(taker)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not pressed_by_return(event, self):
            super().keyPressEvent(event)


def _as_read(part: QWidget | None) -> list[QWidget]:
    """What in a part of the window takes the keyboard by Tab, line by line."""
    if part is None:
        return []
    takers = [
        (widget.mapTo(part, widget.rect().center()), widget)
        for widget in part.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    ]
    takers.sort(key=lambda taker: taker[0].y())
    lines: list[list[tuple[int, QWidget]]] = []
    last = 0
    for centre, widget in takers:
        if not lines or centre.y() - last > _LINE:
            lines.append([])
            last = centre.y()
        lines[-1].append((centre.x(), widget))
    return [widget for line in lines for _x, widget in sorted(line, key=lambda one: one[0])]
