"""What is done behind the window's back: in order, and without the window waiting for it."""

import gc
import weakref
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from cjmdesk.storage.patience import within
from cjmdesk.ui.behind import Behind
from cjmdesk.ui.collecting import Collector


def test_jobs_are_done_in_their_order_and_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjmdesk.ui.behind.PATIENCE", 0.0)
    gate, done, behind = Event(), list[int](), Behind()
    assert not behind.do(lambda: gate.wait(60))
    for number in range(5):
        assert not behind.do(lambda number=number: done.append(number))
    assert not behind.finish(0.0)
    gate.set()
    assert behind.finish(30.0)
    assert done == [0, 1, 2, 3, 4]


def test_a_job_that_fails_stops_none_after_it(expected_logs: list[str]) -> None:
    expected_logs.append("not remembered")
    behind, done = Behind(), list[str]()

    def broken() -> None:
        raise OSError("no")

    behind.do(broken)
    assert behind.do(lambda: done.append("next"))
    assert done == ["next"]


def test_a_disk_that_does_not_answer_is_not_waited_for() -> None:
    gate = Event()
    assert within(0.01, lambda: gate.wait(60)) is None
    gate.set()
    assert within(30.0, lambda: "here") == "here"


def test_what_it_says_in_time_is_raised() -> None:
    def gone() -> bytes:
        raise FileNotFoundError("gone")

    with pytest.raises(FileNotFoundError):
        within(30.0, gone)


class Garbage:
    """Refers to itself, and says in which thread it is taken apart."""

    def __init__(self, said: list[bool]) -> None:
        self.myself = self
        weakref.finalize(self, lambda: said.append(current_thread() is main_thread()))


def test_garbage_is_collected_in_the_windows_thread(qtbot: QtBot, qapp: QObject) -> None:
    said: list[bool] = []
    parent = QObject()
    try:
        collector = Collector(parent)
        assert not gc.isenabled()
        gc.collect()
        made = [Garbage(said) for _time in range(gc.get_threshold()[0] + 100)]
        count = len(made)
        del made
        # Another thread that makes many values collects nothing.
        within(30.0, lambda: [[number] for number in range(5_000)])
        assert said == []
        collector.look()
        assert said == [True] * count
    finally:
        parent.deleteLater()
        gc.enable()
