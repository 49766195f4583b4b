"""`python -m benchmarks [GROUP…]`: measured against asked, as a Markdown table.

Each group runs in a process of its own, so that one does not warm or fill the other's memory.
"""

import os
import platform
import subprocess
import sys
from importlib import import_module

GROUPS = (
    "files",
    "laying",
    "editing",
    "dragging",
    "papers",
    "tiles",
    "printing",
    "frames",
    "exporting",
    "starting",
)
HEAD = "| what | measured | asked | reached | remark |\n|---|---|---|---|---|"


def main() -> int:
    """Run the groups named, or all of them; 1 if one could not run. Slow is no failure."""
    if sys.argv[1:2] == ["--one"]:
        for row in import_module(f"benchmarks.{sys.argv[2]}").rows():
            print(row, flush=True)
        return 0
    print(f"Python {platform.python_version()}, {platform.system()}, {platform.machine()}\n")
    print(HEAD, flush=True)
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    code = 0
    for group in sys.argv[1:] or GROUPS:
        command = [sys.executable, "-m", "benchmarks", "--one", group]
        code |= subprocess.run(command, env=environment, check=False).returncode != 0
    return code


if __name__ == "__main__":
    sys.exit(main())
