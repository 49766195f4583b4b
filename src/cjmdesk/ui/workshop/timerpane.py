"""The timer of one step on its page: what is left, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.icons import give_icon
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.workshop.clock import MINUTE, Timing, clock_figures
from cjmdesk.ui.workshop.steps import title_of


class TimerPane(QFrame):
    """Shows the countdown of `step`. minutes: gives what it begins with; large: shows it to the room."""

    def __init__(
        self,
        theme: Theme,
        timing: Timing,
        step: str,
        minutes: Callable[[], float],
        large: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("timerPane")
        self._theme, self._timing, self._step, self._minutes = theme, timing, step, minutes
        self._large = large
        self.figures = QLabel()
        font = QFont(self.font())
        font.setPointSizeF(theme.sizes.base * 2.2)
        font.setBold(True)
        self.figures.setFont(font)
        self.toggle, self.less, self.more = QPushButton(), QPushButton("−1"), QPushButton("+1")
        self.anew, self.large = QPushButton(_("From the Start")), QPushButton(_("Show to the Room"))
        self.toggle.clicked.connect(self._toggle)
        self.less.clicked.connect(lambda: self._add(-1))
        self.more.clicked.connect(lambda: self._add(1))
        self.anew.clicked.connect(self._restart)
        self.large.clicked.connect(self._show_large)
        self.less.setAccessibleName(_("A minute less"))
        self.more.setAccessibleName(_("A minute more"))
        self.less.setToolTip(_("A minute less"))
        self.more.setToolTip(_("A minute more"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(16)
        row.addWidget(self.figures)
        held = QWidget()
        buttons = FlowLayout(held, gap=6)
        for button in (self.toggle, self.less, self.more, self.anew, self.large):
            button.setProperty("role", "pill")
            buttons.addWidget(button)
        row.addWidget(held, 1, Qt.AlignmentFlag.AlignVCenter)
        timing.changed.connect(self.show_time)
        self.show_time()

    def show_time(self) -> None:
        """Show what is left."""
        one = self._timing.of(self._step)
        left = one.left if one is not None else round(self._minutes() * MINUTE)
        running = one is not None and one.running
        figures = clock_figures(left)
        if figures != self.figures.text():
            self.figures.setText(figures)
            self.figures.setMinimumWidth(self.figures.fontMetrics().horizontalAdvance("+00:00"))
            said = _("{step}: {time} left").format(step=title_of(self._step), time=figures)
            over = _("{step}: time is up").format(step=title_of(self._step))
            self.figures.setAccessibleName(over if left <= 0 else said)
        words = _("Pause") if running else _("Run")
        if words != self.toggle.text():
            self.toggle.setText(words)
            give_icon(self.toggle, self._theme, "pause" if running else "play", side=12)

    def _own(self) -> None:
        """The timer is about this step from now on."""
        if self._timing.step != self._step:
            self._timing.turn_to(self._step, self._minutes())

    def _show_large(self) -> None:
        self._own()
        self._large()

    def _toggle(self) -> None:
        self._own()
        self._timing.toggle()

    def _add(self, minutes: int) -> None:
        self._own()
        self._timing.add(minutes)

    def _restart(self) -> None:
        self._own()
        self._timing.restart(self._minutes())
