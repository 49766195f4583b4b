"""The right panel: what there is to know about what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, QTime
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cjmdesk.i18n import _, current_language
from cjmdesk.ui.caption import caption
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.ui.docks.facts import Fact


class Inspector(QScrollArea):
    """Shows the facts of the session's selection; of the map when nothing is selected."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self.setObjectName("inspectorScroll")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(190)
        session.changed.connect(lambda _before, _after: self.fill())
        session.told.connect(self._hear)
        theme.changed.connect(self.fill)
        self.fill()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.fill()

    def fill(self) -> None:
        """Show the facts as they are now."""
        self.setAccessibleName(_("Inspector"))
        page = QWidget()
        page.setObjectName("inspector")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 14, 14, 18)
        column.setSpacing(4)
        project = self._session.project
        if project is not None:
            from cjmdesk.ui.docks.facts import facts_of

            facts = facts_of(project, self._session.map, self._session.selection, day_words)
            column.addWidget(self._head(facts.kind, facts.of))
            for number, fact in enumerate(facts.rows):
                if fact.caption:
                    column.addSpacing(10 if number else 2)
                    column.addWidget(caption(fact.caption, self._theme))
                column.addWidget(self._shown(fact))
            if not self._session.selection:
                column.addSpacing(14)
                hint = QLabel(
                    _("Click a card, a stage or a lane on the sheet to see what is known about it.")
                )
                hint.setProperty("role", "small")
                hint.setWordWrap(True)
                column.addWidget(hint)
        column.addStretch(1)
        self.setWidget(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_return(event, self):
            super().keyPressEvent(event)

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map", "selection"):
            self.fill()

    def _head(self, kind: str, of: str) -> QLabel:
        head = caption(kind, self._theme)
        if of:
            head.setText(_("{kind} · {sort}").format(kind=kind.upper(), sort=of))
        return head

    def _shown(self, fact: Fact) -> QWidget:
        if fact.show == "scale":
            return Scale(int(fact.values[0]), self._theme)
        if fact.show in ("chips", "links"):
            return self._row_of(fact)
        label = QLabel("\n".join(fact.values))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if fact.caption:
            label.setAccessibleName(f"{fact.caption}: {label.text()}")
        if fact.show == "box":
            label.setProperty("role", "box")
        elif fact.show == "quote":
            font = QFont(self.font())
            font.setItalic(True)
            label.setFont(font)
        return label

    def _row_of(self, fact: Fact) -> QWidget:
        held = QWidget()
        if fact.show == "chips":
            flow = FlowLayout(held)
            for value in fact.values:
                chip = QLabel(value)
                chip.setProperty("role", "chip")
                chip.setTextFormat(Qt.TextFormat.PlainText)
                flow.addWidget(chip)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            held.setSizePolicy(policy)
            return held
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text, id in fact.links:
            link = QPushButton(_short(text))
            link.setProperty("role", "link")
            link.setToolTip(text)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(lambda _checked=False, id=id: self._session.select(id))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return held


class Scale(QWidget):
    """A judgement from one to five, as bars."""

    def __init__(self, value: int, theme: Theme) -> None:
        super().__init__()
        self._value, self._theme = value, theme
        self.setFixedHeight(14)
        self.setAccessibleName(_("{value} of 5").format(value=value))
        self.setToolTip(_("{value} of 5").format(value=value))

    def sizeHint(self) -> QSize:
        return QSize(150, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for number in range(5):
                painter.setBrush(self._theme.colour("bad" if number < self._value else "chip"))
                painter.drawRoundedRect(QRectF(number * 30, 3.5, 25, 7), 3.5, 3.5)


def day_words(value: object) -> str:
    """A date in the window's language; empty for none."""
    year = getattr(value, "year", None)
    if year is None:
        return ""
    date = QDate(year, value.month, value.day)  # type: ignore[attr-defined]
    return QLocale(current_language()).toString(date, QLocale.FormatType.LongFormat)


def clock_words(time: QTime) -> str:
    """A time of day in the window's language."""
    return QLocale(current_language()).toString(time, QLocale.FormatType.ShortFormat)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 34 else f"{line[:33]}…"
