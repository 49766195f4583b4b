"""The bundled icons: drawn from their SVGs, and there for every name the program uses."""

import json
import subprocess
import sys
from pathlib import Path

from cjmdesk import shipped
from cjmdesk.layout import titles
from cjmdesk.model.choices import CHANNEL_PRESETS

ROOT = Path(__file__).resolve().parents[1]
ICONS = json.loads(shipped.path("icons", "icons.json").read_text("utf-8"))
LENGTHS = {"M": 3, "L": 3, "C": 7, "Z": 1}


def test_the_table_is_drawn_from_the_svgs() -> None:
    check = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "icons.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stderr


def test_every_icon_the_model_names_is_bundled() -> None:
    used = {words.icon for words in titles.LANES.values()} | {titles.UNKNOWN_LANE.icon}
    assert used | set(CHANNEL_PRESETS.values()) <= set(ICONS)


def test_every_icon_is_a_drawing_inside_its_grid() -> None:
    for name, drawing in ICONS.items():
        assert drawing[0][0] == "M", name
        for letter, *numbers in drawing:
            assert LENGTHS[letter] == 1 + len(numbers), name
            assert all(-0.01 <= number <= 24.01 for number in numbers), (name, letter, numbers)


def test_the_licence_lies_beside_the_icons() -> None:
    assert shipped.path("icons", "LICENSE").read_text("utf-8").startswith("ISC License")
