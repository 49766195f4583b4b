"""Opens the sample project in the window; where no window can open, prints its poster to a PDF."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from cjmdesk.formats.templates import sample
from cjmdesk.i18n import system_language

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "bike-workshop"
# A refused display ends the process that asked for it, so another one asks.
TRY_DISPLAY = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def own_copy(shipped: Path) -> Path:
    """A copy in `out/` that may be changed and saved; what was done to it earlier is kept."""
    copy = ROOT / "out" / shipped.name
    copy.parent.mkdir(exist_ok=True)
    if not copy.exists():
        shutil.copyfile(shipped, copy)
    return copy


def why_no_window() -> str:
    """What keeps a window from opening; empty if nothing does."""
    headless = sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if headless:
        return "this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    tried = subprocess.run(
        [sys.executable, "-c", TRY_DISPLAY], capture_output=True, text=True, check=False, timeout=60
    )
    if tried.returncode == 0:
        return ""
    lines = tried.stderr.strip().splitlines()
    return lines[0] if lines else f"Qt ended with {tried.returncode}"


def main() -> int:
    """Open the window, or export the poster and name its path."""
    project = own_copy(sample(SAMPLE, system_language()).path)
    reason = why_no_window()
    program = [sys.executable, "-m", "cjmdesk"]
    if not reason:
        return subprocess.run([*program, str(project)], check=False).returncode
    poster = project.with_suffix(".pdf")
    print(f"The window cannot open: {reason}.")
    result = subprocess.run([*program, "export", str(project), "-o", str(poster)], check=False)
    if result.returncode == 0:
        print(f"The poster of the sample project is in {poster}")
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
