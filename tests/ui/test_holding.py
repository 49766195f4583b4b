"""A file that somebody else has open."""

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cjmdesk.storage.locks import Lock, Owner, beside_file, take
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow


@pytest.fixture
def elsewhere(bike: Path) -> Iterator[Lock]:
    lock = take(bike)
    assert isinstance(lock, Lock)
    yield lock
    lock.release()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Owner]]:
    """What the user will say; gives the owners that were asked about."""

    def say(word: str) -> list[Owner]:
        asked: list[Owner] = []

        def ask(_asker: object, _path: Path, owner: Owner) -> str:
            asked.append(owner)
            return word

        monkeypatch.setattr("cjmdesk.ui.holding.ask_about", ask)
        return asked

    return say


def test_nobody_is_asked_about_a_free_file(opened: MainWindow, bike: Path) -> None:
    assert isinstance(take(bike), Owner), "the window has it"
    opened.close()
    lock = take(bike)
    assert isinstance(lock, Lock), "and lets go when it closes"
    lock.release()


def test_read_only(
    program: Program, window: MainWindow, bike: Path, elsewhere: Lock, answer: Callable[[str], list[Owner]]
) -> None:
    asked = answer("read")
    program.open_path(bike, window)
    assert [owner.here for owner in asked] == [True]
    assert window.session.path == bike
    assert window.files.state.read_only
    assert window.info.notice is not None
    assert "open elsewhere" in window.info.notice.text


def test_a_copy(
    program: Program, window: MainWindow, bike: Path, elsewhere: Lock, answer: Callable[[str], list[Owner]]
) -> None:
    answer("copy")
    program.open_path(bike, window)
    assert window.session.path is None
    assert window.session.suggested == "bike (copy).cjm"
    assert window.session.project is not None


def test_taking_over(
    program: Program, window: MainWindow, bike: Path, elsewhere: Lock, answer: Callable[[str], list[Owner]]
) -> None:
    answer("over")
    program.open_path(bike, window)
    assert window.session.path == bike
    assert not window.files.state.read_only


def test_cancel_opens_nothing(
    program: Program, window: MainWindow, bike: Path, elsewhere: Lock, answer: Callable[[str], list[Owner]]
) -> None:
    answer("")
    program.open_path(bike, window)
    assert window.session.project is None


def test_another_machine_is_asked_about(
    program: Program, window: MainWindow, bike: Path, answer: Callable[[str], list[Owner]]
) -> None:
    beside = beside_file(bike)
    assert beside is not None
    now = datetime.datetime.now(datetime.UTC).isoformat()
    beside.write_text(json.dumps({"user": "anna", "host": "elsewhere", "since": now}))
    asked = answer("")
    program.open_path(bike, window)
    assert [(owner.user, owner.host) for owner in asked] == [("anna", "elsewhere")]


def test_the_hold_goes_with_the_name(
    opened: MainWindow, bike: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    other = tmp_path / "other.cjm"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(other), ""))
    assert opened.files.save_as()
    assert isinstance(take(other), Owner)
    lock = take(bike)
    assert isinstance(lock, Lock)
    lock.release()


def test_an_import_is_not_held(program: Program, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    path.write_text("Stage,One,Two\nActions,a,b\n")
    program.open_path(path, window)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["map.csv"]
