"""A program with windows, closed after each test whatever became of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.formats.templates import make_project, sample
from cjmdesk.ui.program import Program
from cjmdesk.ui.theme import add_fonts
from cjmdesk.ui.window import MainWindow

SIZE = (1200, 800)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine: what a window waits for at all has ended when a test looks."""
    monkeypatch.setattr("cjmdesk.ui.behind.PATIENCE", 30.0)


@pytest.fixture
def program(qtbot: QtBot, qapp: object) -> Iterator[Program]:
    """The program in English and light colours, without windows."""
    add_fonts()
    assert isinstance(qapp, QApplication)
    made = Program(qapp)
    made.set_language("en")
    made.set_theme("light")
    yield made
    for window in list(made.windows):
        if window.session.project is not None:
            window.session.mark_saved(window.session.path or Path("nowhere.cjm"))
        window.close()
    made.remembered.finish()
    made.theme.deleteLater()
    made.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> MainWindow:
    """A window with the start page."""
    made = program.new_window()
    made.resize(*SIZE)
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def bike(tmp_path: Path) -> Path:
    """A file of one's own with the bicycle workshop in it."""
    path = tmp_path / "bike.cjm"
    path.write_bytes(sample("bike-workshop", "en").path.read_bytes())
    return path


@pytest.fixture
def opened(program: Program, window: MainWindow, bike: Path, qtbot: QtBot) -> MainWindow:
    """A window with the bicycle workshop."""
    program.open_path(bike, window)
    qtbot.wait(20)
    return window


@pytest.fixture
def retitle(opened: MainWindow) -> Callable[[str], None]:
    """Changes the project as an edit would."""

    def change(title: str) -> None:
        project = opened.session.project
        assert project is not None
        opened.session.apply("new title", project.model_copy(update={"title": title}))

    return change


@pytest.fixture
def blank(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with an empty map of six stages."""
    window.session.start(make_project("current-state", "en"))
    qtbot.wait(20)
    window.canvas.setFocus()
    return window
