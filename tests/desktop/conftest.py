"""A screen of its own with the program on it, driven by keys alone as a person would."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 20.0
"""Seconds that a busy machine may take for what a person sees at once."""


class Desk:
    """One X display with one running program. keys: how many have been pressed so far."""

    def __init__(self, display: str, program: "subprocess.Popen[bytes]", home: Path) -> None:
        self.display, self.program, self.home = display, program, home
        self.keys = 0

    def xdotool(self, *arguments: str) -> str:
        """The output of xdotool on this display; empty when it found nothing."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        return done.stdout.strip()

    def titles(self) -> list[str]:
        """The titles of all windows that are seen."""
        ids = self.xdotool("search", "--onlyvisible", "--name", ".").split()
        return [self.xdotool("getwindowname", id) for id in ids]

    def focus(self, title: str) -> None:
        """Give the keyboard to the window whose title holds `title`; there is no window manager."""

        def there() -> bool:
            ids = self.xdotool("search", "--onlyvisible", "--name", title).split()
            if ids:
                self.xdotool("windowfocus", "--sync", ids[-1])
            return bool(ids)

        self.wait(there, f"a window called {title}; there are {self.titles()}")

    def picture(self) -> bytes:
        """What is on the screen, as the server keeps it."""
        return (self.home / "Xvfb_screen0").read_bytes()

    def look(self, what: str) -> None:
        """Wait until the screen shows something that does not change any more."""
        seen = [b"", b""]

        def still() -> bool:
            time.sleep(0.25)
            seen[:] = [seen[1], self.picture()]
            return seen[0] == seen[1] and len(set(seen[1][4_000::997])) > 40

        self.wait(still, f"the {what} to come to rest")

    def press(self, *keys: str) -> None:
        """Press keys one after another; each counts as one, whatever is held with it."""
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)
            self.keys += 1
            time.sleep(0.08)  # quick fingers; what a key opens gets the next one

    def write(self, text: str) -> None:
        """Type a text; its letters are not counted."""
        self.xdotool("type", "--delay", "4", "--", text)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.program.poll() is None, f"the program ended with {self.program.returncode}"
            if condition():
                return
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}")


def _server(folder: Path) -> "tuple[subprocess.Popen[bytes], str]":
    """A screen that keeps its picture in `folder`, and its name. Two that start at the same moment can
    want the same number; the one that loses ends, and tries again."""
    for _attempt in range(5):
        ready, told = os.pipe()
        screen = ("-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset", "-fbdir", str(folder))
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(told), *screen],
            pass_fds=(told,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(told)
        with os.fdopen(ready) as stream:
            number = stream.readline().strip()
        if number and server.poll() is None:
            return server, f":{number}"
        server.kill()
        server.wait()
    raise AssertionError("no screen could be started")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The program with its start page on a display of its own."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")
    server, display = _server(tmp_path)
    surroundings = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "CJMDESK_HOME": str(tmp_path / "home"),
        "LANGUAGE": "en",
        "LC_ALL": "C.UTF-8",
    }
    program = subprocess.Popen([sys.executable, "-m", "cjmdesk"], env=surroundings, cwd=tmp_path)
    made = Desk(display, program, tmp_path)
    try:
        made.focus("cjmdesk")
        yield made
    finally:
        program.kill()
        program.wait()
        server.terminate()
        server.wait()
