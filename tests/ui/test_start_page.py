"""The start page's offers: examples from trades, and finding one by a word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from cjmdesk.formats.templates import list_samples, list_templates
from cjmdesk.ui.program import Program
from cjmdesk.ui.start.chip import Chip
from cjmdesk.ui.start.tile import Tile
from cjmdesk.ui.window import MainWindow


@pytest.fixture
def line(window: MainWindow, qtbot: QtBot) -> QLineEdit:
    """The search line of a page that has filled itself."""
    qtbot.waitUntil(lambda: bool(window.start.findChildren(Chip)), timeout=3_000)
    window.activateWindow()
    found = window.start.findChild(QLineEdit)
    assert found is not None
    return found


def _shown(window: MainWindow) -> list[str]:
    buttons: list[QAbstractButton] = [*window.start.findChildren(Chip), *window.start.findChildren(Tile)]
    return [button.text() for button in buttons if not button.isHidden()]


def test_every_template_and_sample_is_offered_once(window: MainWindow, line: QLineEdit) -> None:
    offered = [info.title for info in (*list_templates("en"), *list_samples("en"))]
    assert sorted(_shown(window)) == sorted([*offered, "Empty map"])


def test_an_example_opens_with_its_people_and_asks_for_no_name(window: MainWindow, line: QLineEdit) -> None:
    chip = next(chip for chip in window.start.findChildren(Chip) if chip.text() == "Hair salon")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    project = window.session.project
    assert project is not None and window.session.path is None
    assert project.maps[0].personas == tuple(persona.id for persona in project.personas)


@pytest.mark.parametrize("asked", ["barber", "BARBER", "nail massage"])
def test_a_word_finds_the_trade_and_return_opens_it(window: MainWindow, line: QLineEdit, asked: str) -> None:
    line.setFocus()
    QTest.keyClicks(line, asked)
    assert _shown(window) == ["Hair salon", "Empty map"]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.session.project is not None
    assert window.session.project.title == "Hair salon"


def test_whoever_just_types_is_searching(window: MainWindow, line: QLineEdit) -> None:
    window.start.setFocus()
    QTest.keyClicks(window.start, "H")
    assert line.hasFocus()
    QTest.keyClicks(line, "air sal")
    assert line.text() == "Hair sal"
    assert _shown(window) == ["Hair salon", "Empty map"]


def test_marks_over_letters_need_not_be_typed(
    program: Program, window: MainWindow, line: QLineEdit, qtbot: QtBot
) -> None:
    program.set_language("pl")
    qtbot.waitUntil(lambda: "Kawiarnia" in _shown(window), timeout=3_000)
    found = window.start.findChild(QLineEdit)
    assert found is not None
    QTest.keyClicks(found, "ksiegowosc")
    assert _shown(window) == ["Usługi dla firm", "Pusta mapa"]


def test_what_nobody_offers_is_said_and_the_empty_map_stays(window: MainWindow, line: QLineEdit) -> None:
    QTest.keyClicks(line, "zeppelin")
    assert _shown(window) == ["Empty map"]
    said = [one.text() for one in window.start.findChildren(QLabel) if not one.isHidden()]
    assert any("“zeppelin”" in text for text in said)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.session.project is None
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.session.project is None, "nothing was asked for"
    assert len(_shown(window)) > 20


def test_what_was_searched_outlives_a_refresh(program: Program, window: MainWindow, line: QLineEdit) -> None:
    QTest.keyClicks(line, "parcels")
    program.recent_changed()
    assert _shown(window) == ["Online shop", "Empty map"]
    again = window.start.findChild(QLineEdit)
    assert again is not None and again.text() == "parcels"


def test_a_trade_joins_a_project_with_its_people(opened: MainWindow) -> None:
    before = opened.session.project
    assert before is not None
    for turn in (1, 2):
        new_map = next(menu for menu in opened.findChildren(QMenu) if menu.title() == "New Map")
        new_map.aboutToShow.emit()
        next(one for one in new_map.actions() if one.text() == "Café").trigger()
        project = opened.session.project
        assert project is not None
        added = project.maps[-1]
        assert len(project.maps) == len(before.maps) + turn and opened.session.map is added
        assert [one.id for one in project.personas if one.id in added.personas] == ["cafe-emma", "cafe-tom"]
        assert len(project.personas) == len(before.personas) + 2
    opened.session.undo()
    opened.session.undo()
    assert opened.session.project == before
