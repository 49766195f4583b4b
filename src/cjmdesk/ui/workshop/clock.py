"""The timer of a workshop: how much is left of each step. It counts on while the machine sleeps, and
while the program is closed.

What is left is worked out from a clock whenever it is asked for, so that nothing adds up wrongly.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

MINUTE = 60_000
MOST = 24 * 60 * MINUTE
"""Milliseconds."""

Clock = Callable[[], int]
"""Milliseconds since some moment; never goes back."""


def steady_clock() -> int:
    """A Clock that nobody can set, and that runs on while the machine sleeps: so do the people."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Linux; macOS, whose monotonic clock does it
        known = getattr(time, name, None)
        if known is not None:
            return time.clock_gettime_ns(known) // 1_000_000
    return time.monotonic_ns() // 1_000_000  # Windows


class Countdown:
    """What is left of some minutes; below zero once they are over."""

    def __init__(self, minutes: float, clock: Clock) -> None:
        self._clock = clock
        self.whole = _within(round(minutes * MINUTE))
        self._left, self._since = self.whole, 0
        self.running = False
        self.fresh = True
        """Nobody has let it run or changed it since it was set."""

    @property
    def left(self) -> int:
        """Milliseconds that are left; negative for what is over."""
        return self._left - (self._clock() - self._since if self.running else 0)

    @property
    def over(self) -> bool:
        """Whether the time has run out."""
        return self.left <= 0

    def start(self) -> None:
        """Run on from what is left."""
        if not self.running:
            self._since, self.running, self.fresh = self._clock(), True, False

    @classmethod
    def kept(cls, left: int, whole: int, clock: Clock) -> Countdown:
        """One that stands still where another was left; both milliseconds."""
        made = cls(0, clock)
        made.whole, made._left, made.fresh = _within(whole), max(min(left, MOST), -MOST), False
        return made

    def pause(self) -> None:
        """Stand still."""
        self._left, self.running = self.left, False

    def add(self, minutes: int) -> None:
        """Give or take minutes: of what is left, at least none; where it is over, from now on."""
        left = max(self.left, 0) + minutes * MINUTE if minutes > 0 else self.left + minutes * MINUTE
        self._left, self._since, self.fresh = _within(left), self._clock(), False
        self.whole = max(self.whole, self._left)

    def restart(self, minutes: float) -> None:
        """Begin again with so many minutes, running or standing as it is."""
        self.whole = _within(round(minutes * MINUTE))
        self._left, self._since, self.fresh = self.whole, self._clock(), not self.running


def _within(milliseconds: int) -> int:
    return min(max(milliseconds, 0), MOST)


class Timing(QObject):
    """The countdowns of a workshop's steps, of which one is shown. Lives as long as its window."""

    changed = Signal()
    """Something is to be shown otherwise; once a second while it runs."""

    ended = Signal(str)
    """The time of the step of that name has just run out."""

    touched = Signal()
    """Somebody did something with it: it is otherwise than it would have become by itself."""

    def __init__(self, parent: QObject | None = None, clock: Clock = steady_clock) -> None:
        super().__init__(parent)
        self._clock = clock
        self._steps: dict[str, Countdown] = {}
        self.step = ""
        self._told: set[str] = set()
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self.look)

    @property
    def shown(self) -> Countdown | None:
        """The countdown of the step that was last begun or turned to; None before the first."""
        return self._steps.get(self.step)

    def of(self, step: str) -> Countdown | None:
        """The countdown of a step; None while it was not begun."""
        return self._steps.get(step)

    @property
    def running(self) -> bool:
        """Whether time runs."""
        return self.shown is not None and self.shown.running

    def turn_to(self, step: str, minutes: float) -> None:
        """Show the countdown of another step, standing; what runs stands still."""
        if self.shown is not None and step != self.step:
            self.shown.pause()
        self.step = step
        if step not in self._steps:
            self._steps[step] = Countdown(minutes, self._clock)
        self._touch()

    def plan(self, step: str, minutes: float) -> None:
        """Other minutes were planned for a step: it takes them if nobody has touched it."""
        one = self._steps.get(step)
        if one is not None and one.fresh:
            one.restart(minutes)
            self.look()

    def toggle(self) -> None:
        """Start, or stand still."""
        one = self.shown
        if one is not None:
            one.pause() if one.running else one.start()
            self._touch()

    def add(self, minutes: int) -> None:
        """Give (1) or take (−1) minutes."""
        if self.shown is not None:
            self.shown.add(minutes)
            self._touch()

    def restart(self, minutes: float) -> None:
        """Begin the step again."""
        if self.shown is not None:
            self.shown.restart(minutes)
            self._touch()

    def forget(self) -> None:
        """Another project is open: no step has begun."""
        self._steps, self.step = {}, ""
        self._told = set()
        self.look()

    def _touch(self) -> None:
        self.look()
        self.touched.emit()

    def state(self, now: int) -> dict[str, Any]:
        """What is to be remembered of it, as JSON; empty while nobody has let a step run or changed it.
        now: milliseconds since 1970, which go on while the program is closed."""
        steps = {name: [one.left, one.whole] for name, one in self._steps.items() if not one.fresh}
        if not steps:
            return {}
        one = self.shown
        until = now + one.left if one is not None and one.running else None
        return {"step": self.step, "steps": steps, "until": until}

    def take_up(self, state: dict[str, Any], names: Collection[str], now: int) -> None:
        """Go on from what `state` remembered, of the steps with these names. A step whose time ran goes on
        as if it had never been left; if its time is over by `now`, it stands still at nothing left. What is
        no such state counts for nothing."""
        steps, until, step = state.get("steps"), state.get("until"), state.get("step")
        for name, pair in steps.items() if isinstance(steps, dict) else ():
            if name in names and isinstance(pair, list) and [type(one) for one in pair] == [int, int]:
                self._steps[name] = Countdown.kept(pair[0], pair[1], self._clock)
        if isinstance(step, str) and step in self._steps:
            self.step = step
            was = self._steps[step]
            if isinstance(until, int):
                left = min(until - now, was.left)
                self._steps[step] = was = Countdown.kept(max(left, 0), was.whole, self._clock)
                if left > 0:
                    was.start()
            if was.over:
                self._told.add(step)  # it was over while nobody was there to be told
        self.look()

    def look(self) -> None:
        """Look at the clock, tell what is to be told, and look again at the next full second."""
        one = self.shown
        self._tick.stop()
        if one is not None:
            if not one.over:
                self._told.discard(self.step)
            elif one.running and self.step not in self._told:
                self._told.add(self.step)
                self.ended.emit(self.step)
            if one.running:
                self._tick.start(one.left % 1000 or 1000)
        self.changed.emit()


def clock_figures(left: int) -> str:
    """What is left as minutes and seconds: 14:05; what is over with a plus: +0:30."""
    seconds = -(-left // 1000) if left > 0 else -left // 1000
    sign = "+" if left < 0 and seconds else ""
    return f"{sign}{seconds // 60}:{seconds % 60:02d}"


def large_figures(left: int) -> tuple[str, bool]:
    """What a room reads: minutes, rounded up, and True; within the last minute "0:45" and False."""
    if left > MINUTE:
        return str(-(-left // MINUTE)), True
    return clock_figures(max(left, 0)), False
