"""The status bar says what keys do for what is selected or written; and the keys do that."""

import pytest
from hands import journey, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import mouse
from cjmdesk.i18n import use_language
from cjmdesk.ui.actions.table import ACTIONS
from cjmdesk.ui.keyhints import SELECTED, SEVERAL, WRITTEN, said, shown_keys
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def hints(window: MainWindow) -> str:
    return window.bench.status.keys.text()


def first(window: MainWindow, kind: str) -> str:
    """The id of the first thing of a kind on the map shown."""
    shown = journey(window)
    if kind == "stage":
        return shown.stages[0].id
    if kind == "lane":
        return shown.lanes[0].id
    if kind == "connector":
        return shown.connectors[0].id
    if kind == "point":
        return mouse.points(window)[0]
    if kind == "cell":
        return mouse.cell_key(window, "actions", 0)
    return mouse.cards(window, "actions")[0]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("point", "half a step"),
        ("card", "Alt+← → ↑ ↓: move"),
        ("cell", "Type or Enter"),
        ("stage", "Alt+← →: move"),
        ("lane", "Alt+↑ ↓: move"),
        ("connector", "write the label"),
    ],
)
def test_each_kind_of_thing_has_its_keys_said(opened: MainWindow, kind: str, words: str) -> None:
    opened.canvas.setFocus()
    opened.session.select(first(opened, kind))
    assert words in hints(opened)
    press(opened, Key.Key_Escape)
    assert words not in hints(opened)


def test_what_is_written_has_its_keys_said_and_they_go_with_the_keyboard(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.canvas.setFocus()
    opened.session.select(mouse.cell_key(opened, "actions", 1))
    QTest.keyClicks(opened.canvas, "x")
    assert hints(opened).startswith("Enter: next card")
    press(opened, Key.Key_Escape)
    assert hints(opened).startswith("Enter: write")
    opened.bench.inspector.setFocus(Qt.FocusReason.TabFocusReason)
    assert hints(opened) == ""
    opened.canvas.setFocus()
    assert hints(opened).startswith("Enter: write")


def test_a_fresh_point_says_how_to_keep_it_and_how_not(blank: MainWindow) -> None:
    press(blank, Key.Key_F7)
    assert "Esc: take it back" in hints(blank)
    QTest.keyClicks(blank.canvas, "a")
    assert "take it back" not in hints(blank) and "Esc: done" in hints(blank)
    press(blank, Key.Key_Backspace)
    assert "Esc: take it back" in hints(blank)
    press(blank, Key.Key_Return)
    assert "half a step" in hints(blank)


def test_in_a_narrow_window_the_first_hints_stay(opened: MainWindow, qtbot: QtBot) -> None:
    opened.canvas.setFocus()
    opened.session.select(first(opened, "point"))
    whole = hints(opened)
    opened.resize(760, 500)
    qtbot.wait(20)
    assert whole.startswith(hints(opened)) and len(hints(opened)) < len(whole)
    assert "Del: delete" in opened.bench.status.keys.toolTip()


def test_hints_speak_the_language_of_the_window(program: Program, opened: MainWindow) -> None:
    opened.canvas.setFocus()
    opened.session.select(first(opened, "point"))
    program.set_language("pl")
    assert "pół stopnia" in hints(opened)
    program.set_language("ru")
    assert "полступени" in hints(opened)
    program.set_language("en")


def test_several_points_are_told_that_they_go_together(opened: MainWindow) -> None:
    opened.canvas.setFocus()
    opened.session.choose(mouse.points(opened, 0) + mouse.points(opened, 1))
    assert "together" in hints(opened)


def test_tab_and_control_lead_on_from_a_point(opened: MainWindow) -> None:
    opened.canvas.setFocus()
    point = mouse.points(opened, 1)[0]
    opened.session.select(point)
    press(opened, Key.Key_Tab)
    after = opened.session.selection
    assert after not in ("", point)
    press(opened, Key.Key_Backtab)
    assert opened.session.selection == point
    press(opened, Key.Key_Right, Held.ControlModifier)
    assert opened.session.selection not in ("", point)
    opened.session.select(point)
    levels = journey(opened)
    press(opened, Key.Key_Up, Held.ControlModifier)
    assert opened.session.selection not in ("", point)
    assert journey(opened) is levels


EVERY = [hint for table in (SELECTED, SEVERAL, WRITTEN) for hints in table.values() for hint in hints]


def test_every_hint_is_short() -> None:
    for language in ("en", "pl", "ru"):
        use_language(language)
        try:
            assert max(len(said(hint)) for hint in EVERY) <= 34, language
        finally:
            use_language("en")


def test_keys_of_commands_are_read_off_the_table() -> None:
    assert shown_keys(("move_left", "move_right")) == "Alt+← →"
    assert shown_keys(("lane_below",)) == "Ctrl+Shift+↓" and shown_keys(("delete",)) == "Del"
    assert shown_keys(("insert_step",)) == ""  # it has none
    of_commands = {keys for action in ACTIONS for keys in action.shortcuts}
    names = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}
    for hint in EVERY:
        if isinstance(hint, str):  # typed by hand: keys that are no command's
            held, _plus, last = hint.partition(":")[0].rpartition("+")
            typed = {"+".join(filter(None, (held, names.get(key, key)))) for key in last.split(" ")}
            assert not typed & of_commands, hint
