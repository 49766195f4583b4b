"""Random play in a real window: any command, key and click in any order leaves a sound project.

More of it: HYPOTHESIS_PROFILE=ci pytest tests/play
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.formats.templates import sample
from cjmdesk.model.references import items
from cjmdesk.storage.project_file import dumps, load, loads
from cjmdesk.ui.actions.table import ACTIONS
from cjmdesk.ui.program import Program
from cjmdesk.ui.theme import add_fonts
from cjmdesk.ui.window import MainWindow

LEADS_AWAY = {"close", "quit", "logs", "about", "help", "shortcuts", "palette", "new_window", "undo", "redo"}
LEADS_AWAY |= {"present", "full_screen", "save", "photo"}
"""Commands that are not played: they leave the window, or have moves of their own here."""

PLAYED = tuple(one.id for one in ACTIONS if one.id not in LEADS_AWAY and not one.text.endswith("…"))

KEYS = tuple(
    (key, held)
    for held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    for key in (
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return),
        *(Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F2),
    )
)

MOVES = st.one_of(
    st.tuples(st.just("command"), st.sampled_from(PLAYED)),
    st.tuples(st.just("choose"), st.lists(st.integers(0, 500), min_size=1, max_size=4)),
    st.tuples(st.just("cell"), st.integers(0, 500)),
    st.tuples(st.just("type"), st.sampled_from(["a note", "Żółć", "7", "-3 oh", "x\ty", "очередь", " "])),
    st.tuples(st.just("key"), st.sampled_from(KEYS)),
    st.tuples(st.just("click"), st.tuples(st.integers(0, 900), st.integers(0, 600))),
    st.tuples(st.just("drag"), st.tuples(*[st.integers(0, 800)] * 4)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.integers(1, 4)),
    st.tuples(st.sampled_from(["save", "map"]), st.just(0)),
)


class Player:
    """Makes moves in one window and looks at the outcome."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        self.window, self.path = window, path
        window.session.start(loads(sample("bike-workshop", "en").path.read_bytes()).project, path)
        window.files.state = type(window.files.state)()
        self.first = self.bytes()

    def bytes(self) -> bytes:
        project = self.window.session.project
        assert project is not None
        return dumps(project)

    def play(self, kind: str, what: Any) -> None:
        moves: dict[str, Callable[[Any], None]] = {
            "command": self._command,
            "choose": self._choose,
            "cell": self._cell,
            "type": self._type,
            "key": lambda keys: QTest.keyClick(self._focus(), *keys),
            "click": lambda at: QTest.mouseClick(
                self.window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*at)
            ),
            "drag": self._drag,
            "undo": lambda count: self._times("undo", count),
            "redo": lambda count: self._times("redo", count),
            "save": lambda _nothing: self._save(),
            "map": lambda _nothing: self._command("next_map"),
        }
        moves[kind](what)

    def _focus(self) -> Any:
        return QApplication.focusWidget() or self.window.canvas

    def _command(self, id: str) -> None:
        action = self.window.actions_[id]
        if action.isEnabled():
            action.trigger()

    def _times(self, id: str, count: int) -> None:
        for _time in range(count):
            self._command(id)

    def _choose(self, numbers: list[int]) -> None:
        journey = self.window.session.map
        if journey is None:
            return
        ids = [item.id for _place, item in items(self.window.session.project) if item.id]  # type: ignore[arg-type]
        self.window.session.choose(ids[number % len(ids)] for number in numbers)
        self.window.canvas.setFocus()

    def _cell(self, number: int) -> None:
        shown = self.window.canvas.shown
        if shown is not None and shown.cells:
            self.window.session.select(shown.cells[number % len(shown.cells)].key)
            self.window.canvas.setFocus()

    def _type(self, words: str) -> None:
        focus = self._focus()
        for letter in words:
            if letter.isascii():
                QTest.keyClick(focus, letter)

    def _drag(self, places: tuple[int, int, int, int]) -> None:
        view, button = self.window.canvas.viewport(), Qt.MouseButton.LeftButton
        start, end = QPoint(*places[:2]), QPoint(*places[2:])
        QTest.mousePress(view, button, pos=start)
        for part in (0.3, 0.7, 1.0):
            QTest.mouseMove(view, start + (end - start) * part)
        QTest.mouseRelease(view, button, pos=end)

    def _save(self) -> None:
        self.window.actions_["save"].trigger()
        assert not self.window.session.modified
        assert load(self.path).project == self.window.session.project

    def look(self) -> None:
        """What holds after every move."""
        project = self.window.session.project
        assert project is not None
        written = dumps(project)
        assert loads(written).project == project
        ids = [item.id for _place, item in items(project)]
        assert len(ids) == len(set(ids))
        canvas, journey = self.window.canvas, self.window.session.map
        assert (canvas.shown is None) == (journey is None)

    def end(self) -> None:
        """Everything undone gives the first bytes, everything redone the last ones."""
        self.window.canvas.writing.stop()
        last, session = self.bytes(), self.window.session
        history = session.history
        assert history is not None
        done = history.at
        session.go_to(0)
        assert self.bytes() == self.first
        session.go_to(done)
        assert self.bytes() == last


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    add_fonts()
    program = Program(qapp)
    program.set_language("en")
    made = program.new_window()
    made.resize(1100, 760)
    qtbot.waitExposed(made)
    yield made
    made.session.mark_saved(Path("nowhere.cjm"))
    made.close()
    program.theme.deleteLater()
    program.deleteLater()
    qtbot.wait(1)


@pytest.mark.slow
@settings(
    max_examples=12 if settings().max_examples < 100 else 200,
    suppress_health_check=[*settings().suppress_health_check, HealthCheck.function_scoped_fixture],
)
@given(st.lists(MOVES, min_size=5, max_size=30))
def test_any_play_leaves_a_sound_project(window: MainWindow, tmp_path: Path, moves: list[Any]) -> None:
    player = Player(window, tmp_path / "played.cjm")
    for kind, what in moves:
        player.play(kind, what)
        player.look()
    player.end()
