"""How keys and commands are written: alike in menus, help, palette and list of shortcuts."""

import re

import pytest
from PySide6.QtWidgets import QLabel

from cjmdesk.ui.actions.table import ACTIONS, spec
from cjmdesk.ui.dialogs.help import gestures
from cjmdesk.ui.dialogs.palette import command_entries
from cjmdesk.ui.dialogs.shortcuts import ShortcutsDialog
from cjmdesk.ui.keys import key_words
from cjmdesk.ui.program import Program
from cjmdesk.ui.qtwords import written_keys
from cjmdesk.ui.window import MainWindow

SMALL = frozenset(
    ["a", "an", "the", "and", "or", "of", "to", "for", "in", "on", "at", "by", "from", "with", "as"]
)
"""Words that stay small in the name of a command, but for the first and the last."""


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_arrows_are_arrows_in_every_language(program: Program, opened: MainWindow, language: str) -> None:
    program.set_language(language)
    made = opened.actions_[next(action.id for action in ACTIONS if "Alt+Left" in action.shortcuts)]
    assert "←" in key_words(made.shortcut())
    assert "←" in made.toolTip()
    entries = list(command_entries(opened.actions_, program.theme))
    assert any("←" in entry.keys for entry in entries)
    dialog = ShortcutsDialog(opened, program.theme)
    keys = [label.text() for label in dialog.findChildren(QLabel) if label.property("role") == "key"]
    assert "Alt+←" in keys and "Ctrl+PgDn" in keys and "Alt+←, Alt+→" in keys
    dialog.close()
    assert not [one for one in keys if re.search(r"Left|Right|Lewo|Prawo|Góra|Dół|Влево|Вправо|PgDown", one)]


def test_the_page_of_commands_writes_keys_as_the_window_does(program: Program) -> None:
    for action in ACTIONS:
        for keys in action.shortcuts:
            assert written_keys(keys) == key_words(keys)


def test_help_lists_ways_as_a_sentence_does(program: Program) -> None:
    assert "Space+drag, middle button+drag" in gestures()
    assert "Drag around them, Ctrl+click, Shift+click" in gestures()


def test_commands_have_title_case() -> None:
    def wrong(text: str) -> list[str]:
        words = re.findall(r"[A-Za-z’]+", text.replace("&", ""))
        return [
            word
            for at, word in enumerate(words)
            if word[0].islower() and (at in (0, len(words) - 1) or word not in SMALL) and word != "cjmdesk"
        ]

    assert {spec(action.id).text: wrong(action.text) for action in ACTIONS if wrong(action.text)} == {}
    assert [action.short for action in ACTIONS if action.short and wrong(action.short)] == []
