"""Screens of our own with the program's window on them, and fingers."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from faults.campaign import need
from faults.tools import surroundings

PATIENCE = 60.0
"""Seconds that a busy machine may take for what a person sees at once."""


class Screen:
    """An X display of its own."""

    def __init__(self) -> None:
        need("Xvfb", "xdotool")
        for _attempt in range(5):  # two that start at once can want the same number
            ready, told = os.pipe()
            self.server = subprocess.Popen(
                [
                    "Xvfb",
                    "-displayfd",
                    str(told),
                    "-screen",
                    "0",
                    "1280x800x24",
                    "-nolisten",
                    "tcp",
                    "-noreset",
                ],
                pass_fds=(told,),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            os.close(told)
            with os.fdopen(ready) as stream:
                number = stream.readline().strip()
            if number and self.server.poll() is None:
                self.name = f":{number}"
                return
            self.close()
        raise RuntimeError("no screen could be started")

    def close(self) -> None:
        """Away with it, at once, and with whatever is on it."""
        self.server.kill()
        self.server.wait()

    def xdotool(self, *words: str) -> str:
        """What xdotool says; empty if it finds nothing."""
        environment = {**os.environ, "DISPLAY": self.name}
        done = subprocess.run(
            ["xdotool", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return done.stdout.strip()


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen while inside."""
    made = Screen()
    try:
        yield made
    finally:
        made.close()


class Window:
    """The program with a file (or none) open on a screen. before: a program that starts it."""

    def __init__(self, on: Screen, home: Path, *files: Path, before: Sequence[str] = ()) -> None:
        environment = surroundings(home, DISPLAY=on.name, QT_QPA_PLATFORM="xcb", LANGUAGE="en")
        # A session bus would be found through a socket of its own; none of it is needed.
        environment.update(DBUS_SESSION_BUS_ADDRESS="disabled:", NO_AT_BRIDGE="1")
        self.on, self.said = on, home.parent / "said by the window"
        with self.said.open("w") as said:
            self.program = subprocess.Popen(
                [*before, sys.executable, "-X", "faulthandler", "-m", "cjmdesk", *map(str, files)],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )
        self.focus(files[0].name if files else "cjmdesk")

    def focus(self, title: str) -> None:
        """Wait for a window with this in its title, and give it the keyboard."""

        def there() -> bool:
            ids = self.on.xdotool("search", "--onlyvisible", "--name", title).split()
            if ids:
                self.on.xdotool("windowfocus", "--sync", ids[-1])
            return bool(ids)

        self.wait(there, f"a window called {title}")

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something is so. Raises RuntimeError when the program ends or it takes too long."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.program.poll() is not None:
                said = self.said.read_text()[-1500:]
                raise RuntimeError(f"the program ended with {self.program.returncode}: {said}")
            if condition():
                return
            time.sleep(0.05)
        raise RuntimeError(f"waited in vain for {what}")

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.on.xdotool("key", "--clearmodifiers", *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self.on.xdotool("type", "--delay", "8", "--", text)

    def begin_note(self, chosen: Callable[[], bool]) -> None:
        """Click on a card of the sheet and begin a note there. chosen: whether there is one."""

        def done() -> bool:
            self.press("Escape")
            self.on.xdotool("mousemove", "420", "303", "click", "1")
            self.write("w0 ")
            end = time.monotonic() + 3
            while time.monotonic() < end and not chosen():
                time.sleep(0.05)
            return chosen()

        self.wait(done, "a note to be written")

    def memory(self) -> float:
        """MB that it holds now."""
        text = Path(f"/proc/{self.program.pid}/status").read_text()
        return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS")) / 1024

    def close(self) -> None:
        """kill -9."""
        with suppress(ProcessLookupError):
            self.program.kill()
        self.program.wait()
