#!/usr/bin/env python3
"""The table of commands in the docs, from the table of actions.

    scripts/commands.py [--check]

With --check nothing is written; it fails when the table is not that of the program.
"""

import sys
from pathlib import Path

from cjmdesk.ui.actions.table import MENUS, spec
from cjmdesk.ui.dialogs.help import entries
from cjmdesk.ui.dialogs.shortcuts import GESTURES
from cjmdesk.ui.qtwords import written_keys

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"


def page() -> str:
    """The page in Markdown, in English."""
    lines = [
        "# Commands",
        "",
        "Every command of the window, by menu. Ctrl+K finds one by a few letters of its name; the window",
        "shows this table in its own language with F1. This page is made by `make messages`.",
        "",
    ]
    for menu in MENUS:
        lines += [
            f"## {menu.title.replace('&', '')}",
            "",
            "| command | keys | what it does |",
            "|---|---|---|",
        ]
        for inside, id in entries(menu):
            action = spec(id)
            plain = not inside or action.text.startswith(inside)  # not "Move: Move Up"
            name = action.text if plain else f"{inside}: {action.text}"
            lines.append(f"| {name} | {', '.join(map(written_keys, action.shortcuts))} | {action.help} |")
        lines.append("")
    lines += ["## On the sheet", "", "| what | how |", "|---|---|"]
    lines += [f"| {text} | {', '.join(ways)} |" for text, ways in GESTURES]
    return "\n".join([*lines, ""])


def main() -> int:
    """Write the page, or see whether it is right."""
    made = page()
    if "--check" not in sys.argv:
        PAGE.write_text(made, "utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text("utf-8") == made:
        return 0
    print("docs/commands.md is not what the program has: make messages", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
