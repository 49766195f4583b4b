"""`make faults`: every promise tried out, one row each; the figures asked beside those measured.

python -m faults                 all of them
python -m faults S1 S2 J1        some
FAULTS_SCALE=0.05 python -m faults   a quick run
"""

import argparse
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from faults.campaign import TABLE, Campaign, Found, Ground, Skipped
from faults.tools import folders_of_our_own

GROUPS = (
    "saving",
    "points",
    "shorts",
    "disks",
    "journals",
    "windows",
    "slow",
    "formats",
    "hostile",
    "opened",
    "strangers",
    "exports",
    "printers",
    "undoing",
    "around",
    "others",
    "fuzzing",
)
HEAD = "| id | what | asked | measured | |\n|---|---|---|---|---|"


def load() -> list[Campaign]:
    """All campaigns, in the order of the requirements."""
    for group in GROUPS:
        import_module(f"faults.{group}")
    return TABLE


def tried(one: Campaign, scale: float) -> tuple[Found, str]:
    """What was found, and in a word whether that is what was asked."""
    try:
        with folders_of_our_own() as folder:
            ground = Ground(folder, one.times(scale), random.Random(f"{one.id} {one.what}"))
            found = one.run(ground)
        return found, "met" if found.ok else "**NOT MET**"
    except Skipped as reason:
        return Found(str(reason), True), "skipped"
    except Exception as error:  # noqa: BLE001 - a row for that too, and on with the others
        traceback.print_exc()
        return Found(f"the campaign broke: {type(error).__name__}: {error}"[:300], False), "**NOT MET**"


def row(one: Campaign, scale: float) -> tuple[str, bool]:
    """A line of the table, and whether it is good."""
    found, word = tried(one, scale)
    cells = (one.id, one.what, one.asked.format(count=f"{one.count:,}"), found.measured, word)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |", found.ok


def main(words: Sequence[str] | None = None) -> int:
    """0 when nothing was found that is not as asked."""
    parser = argparse.ArgumentParser(prog="python -m faults")
    parser.add_argument("ids", nargs="*", help="of requirements; all if none")
    parser.add_argument("--markdown", type=Path, help="write the table there too")
    parser.add_argument("--fast", action="store_true", help="only what is quick, a hundredth of it")
    options = parser.parse_args(words)
    # Started by nohup, or behind a shell's back, all that is started from here would rightly not hear of
    # a lost terminal, or of Ctrl+C.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    scale = 0.01 if options.fast else float(os.environ.get("FAULTS_SCALE", "1"))
    scales = {
        k: float(v) for k, _, v in (p.partition("=") for p in os.environ.get("FAULTS_SCALES", "").split())
    }
    # S1, S2, … S11; then journals, the form of files, hostile ones, and the rest.
    order = {letter: number for number, letter in enumerate("SJBVHXPUMNL")}
    load().sort(key=lambda one: (order[one.id[0]], int(one.id[1:] or 0)))
    chosen = [one for one in TABLE if (not options.ids or one.id in options.ids) and one.fast >= options.fast]
    lines, good, began = [HEAD], True, time.monotonic()
    print(HEAD, flush=True)
    for one in chosen:
        start = time.monotonic()
        line, ok = row(one, scales.get(one.id, scale))
        good &= ok
        lines.append(line)
        print(line, flush=True)
        print(f"{one.id}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    print(f"{time.monotonic() - began:.0f} s in all", file=sys.stderr)
    if options.markdown:
        options.markdown.parent.mkdir(parents=True, exist_ok=True)
        options.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
