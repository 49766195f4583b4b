"""A day: typed in the usual ways, or picked in a calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDate, QLocale, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _, current_language
from cjmdesk.ui.fields.editors.base import Desk, Shown, below
from cjmdesk.ui.fields.editors.days import day_of, day_words
from cjmdesk.ui.fields.editors.texts import LineEditor
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.icons import icon
from cjmdesk.ui.theme import Theme

EXAMPLE = datetime.date(2026, 5, 31)
"""A day on which figures for day and month cannot be mixed up."""


def _tip(ahead: bool) -> str:
    """How a day is written. ahead: see `Field`."""
    ways = _("Write it like {long}, {iso}, 15 Dec or 15.12.").format(
        long=day_words(EXAMPLE), iso=EXAMPLE.isoformat()
    )
    if ahead:
        return f"{ways}\n{_('Without a year the next such day is meant.')}"
    return f"{ways}\n{_('Without a year the last such day is meant.')}"


class DateEditor(LineEditor):
    """A day: typed, or picked in a calendar."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.open = QToolButton()
        self.open.setProperty("role", "small")
        self.open.setIcon(icon(desk.theme, "calendar-days"))
        self.open.setToolTip(_("Calendar"))
        self.open.setAccessibleName(_("Calendar"))
        self.open.clicked.connect(self._pick)
        self._row.addWidget(self.open)

        self.line.setToolTip(_tip(field.ahead))
        self.setAccessibleDescription(_tip(field.ahead))

    def hint(self, shown: Shown) -> str:
        return _("for example {date}").format(date=EXAMPLE.isoformat())

    def words(self, value: Any) -> str:
        return day_words(value)

    def parse(self, text: str) -> datetime.date | None:
        if not text.strip():
            return None
        found = self._day(text)
        if found is None:
            raise ValueError(
                _("“{text}” is not a date; write it like {example}.").format(
                    text=text.strip()[:40], example=day_words(EXAMPLE).rstrip(".")
                )
            )
        return found

    def _day(self, text: str) -> datetime.date | None:
        return day_of(text, datetime.datetime.now().astimezone().date(), ahead=self.field.ahead)

    def _pick(self) -> None:
        def take(day: datetime.date) -> None:
            self.line.setText(day_words(day))
            self._typed(self.line.text())
            self.ended.emit()

        pick_day(self, self.desk.theme, self._day(self.line.text()), take)


def pick_day(
    owner: QWidget, theme: Theme, now: datetime.date | None, take: Callable[[datetime.date], object]
) -> QWidget:
    """Open a calendar below `owner`, at the day `now` or at today; `take` gets the day that is picked.
    Esc and a click beside it close it. Returns what is open, which deletes itself."""
    popup = QFrame(owner, Qt.WindowType.Popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    popup.setObjectName("popup")
    column = QVBoxLayout(popup)
    calendar = _calendar(theme)
    if now is not None:
        calendar.setSelectedDate(QDate(now.year, now.month, now.day))
    taken: list[QDate] = []

    def pick(date: QDate) -> None:
        if not taken:  # a double click tells of it twice
            taken.append(date)
            popup.close()
            take(datetime.date(date.year(), date.month(), date.day()))

    calendar.clicked.connect(pick)
    calendar.activated.connect(pick)
    column.addWidget(calendar)
    popup.setGeometry(below(owner, popup.sizeHint()))
    popup.show()
    calendar.setFocus()
    return popup


class _Calendar(QCalendarWidget):
    """Draws the chosen day as all that is chosen is drawn: on a ground with round corners."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate | datetime.date) -> None:
        day = QDate(date.year, date.month, date.day) if isinstance(date, datetime.date) else date
        if day != self.selectedDate():
            super().paintCell(painter, rect, day)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 0.5, -2, -0.5), 5, 5)
        painter.setPen(self._theme.colour("on_accent"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()


def _calendar(theme: Theme) -> QCalendarWidget:
    """A month of days in the theme's colours; weeks begin as the user's country begins them."""
    made = _Calendar(theme)
    made.setLocale(QLocale(current_language()))
    made.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    head, day = QTextCharFormat(), QTextCharFormat()
    head.setFontWeight(QFont.Weight.DemiBold)
    for form in (head, day):  # Qt's own weekends are red, even where they are named
        form.setForeground(theme.colour("ink"))
    made.setHeaderTextFormat(head)
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(weekend, day)
    for name, sign in (("prev", "chevron-left"), ("next", "chevron-right")):
        button = made.findChild(QToolButton, f"qt_calendar_{name}month")
        if isinstance(button, QToolButton):
            button.setIcon(icon(theme, sign))
    _give_room(made, head)
    return made


def _give_room(calendar: QCalendarWidget, head: QTextCharFormat) -> None:
    """Qt allots the same to all languages and cuts the longer names of days."""
    calendar.ensurePolished()
    font = QFont(calendar.font())
    font.setWeight(QFont.Weight(head.fontWeight()))
    letters = QFontMetrics(font)
    names = [calendar.locale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
    widest = max(letters.horizontalAdvance(name) for name in names)
    usual = calendar.minimumSizeHint()
    calendar.setMinimumSize(max(usual.width(), 7 * (widest + 14)), usual.height() + 7)
