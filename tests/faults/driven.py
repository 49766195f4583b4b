"""A window in a process of its own that does what it is told, and says how long it stood still.

`python -m faults.driven FILE ELSEWHERE`: a word a line on standard input, an answer a line. ELSEWHERE is
the name that is given whenever a file dialog would ask for one.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from faults.tools import surroundings


class Driven:
    """Such a window, from outside. before: a program that starts it."""

    def __init__(self, home: Path, file: Path, elsewhere: Path, before: Sequence[str] = ()) -> None:
        self.program = subprocess.Popen(
            [*before, sys.executable, "-m", "faults.driven", str(file), str(elsewhere)],
            env=surroundings(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = int(self._answer())

    def _answer(self) -> str:
        assert self.program.stdout is not None
        line = self.program.stdout.readline()
        if not line:
            raise RuntimeError(f"the window ended with {self.program.wait()}")
        return line.rstrip("\n")

    def ask(self, *words: str) -> str:
        """Tell it something; what it answers."""
        assert self.program.stdin is not None
        print(*words, file=self.program.stdin, flush=True)
        return self._answer()

    def stood_still(self) -> float:
        """The longest time that the window waited for something since this was asked last, seconds.

        Not counted is what it worked itself, on edits and on laying out, which `make bench` measures, and the
        time for which other programs had the processors that this one wanted.
        """
        return float(self.ask("still"))

    def state(self) -> dict[str, str]:
        """saving, modified, notice, box, title, path, windows: how many."""
        return dict(json.loads(self.ask("state")))

    def until(self, name: str, value: str, seconds: float = 60.0) -> dict[str, str]:
        """Wait until a part of the state holds `value`. Raises RuntimeError when that takes too long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = self.state()
            if value in state[name] if value else not state[name]:
                return state
            time.sleep(0.05)
        raise RuntimeError(f"{name} never became {value!r}: {state}")

    def edit_for(self, seconds: float, every: float = 0.2) -> int:
        """Edit again and again; how many times."""
        count, end = 0, time.monotonic() + seconds
        while time.monotonic() < end:
            self.ask("edit")
            count += 1
            time.sleep(every)
        return count

    def close(self) -> None:
        """kill -9."""
        self.program.kill()
        self.program.wait()
        for stream in (self.program.stdin, self.program.stdout):
            if stream is not None:
                stream.close()


def queued() -> dict[str, float]:
    """Seconds for which each thread of this process was ready to run and no processor was free."""
    found = {}
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError, IndexError):
            found[task.name] = int((task / "schedstat").read_text().split()[1]) / 1e9
    return found


def drive(file: Path, elsewhere: Path) -> int:
    """The other side."""
    from PySide6.QtCore import QObject, Qt, QTimer, Signal
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

    from cjmdesk.edits.fields import set_field
    from cjmdesk.ui.app import make_app
    from cjmdesk.ui.collecting import Collector
    from cjmdesk.ui.program import Program

    app = make_app()
    QFileDialog.getSaveFileName = lambda *_a, **_k: (str(elsewhere), "")  # type: ignore[method-assign,assignment]
    program = Program(app)
    Collector(program)
    window = program.new_window()
    program.open_path(file, window)

    class Ears(QObject):
        heard = Signal(str)

        def listen(self) -> None:
            for line in sys.stdin:
                self.heard.emit(line.strip())
            os._exit(0)

    last, worked, queues, longest, edits = time.monotonic(), time.thread_time(), queued(), 0.0, 0

    def beat(*, counts: bool = True) -> None:
        nonlocal last, worked, queues, longest
        now, busy, fresh = time.monotonic(), time.thread_time(), queued()
        if counts:
            others = sum(seconds - queues.get(name, 0.0) for name, seconds in fresh.items())
            longest = max(longest, now - last - (busy - worked) - others)
        last, worked, queues = now, busy, fresh

    def state() -> str:
        box = QApplication.activeModalWidget()
        notice = window.info.notice
        return json.dumps(
            {
                "saving": "yes" if window.files.saving else "",
                "modified": "yes" if window.session.modified else "",
                "notice": notice.text if notice is not None else "",
                "box": box.text() if isinstance(box, QMessageBox) else "",
                "title": window.session.project.title if window.session.project is not None else "",
                "path": str(window.session.path),
                "windows": str(len(program.windows)),
            }
        )

    def edit() -> None:
        nonlocal edits
        project, one, edits = window.session.project, window.session.map, edits + 1
        assert project is not None and one is not None
        card = next(card for lane in one.lanes for cell in lane.cells for card in cell.cards)
        fresh = set_field(project, card.id, "text", f"edit {edits}")
        window.session.apply("typing", fresh.model_copy(update={"title": str(edits)}), "typing")

    def press(words: str) -> None:
        box = QApplication.activeModalWidget()
        buttons = box.findChildren(QPushButton) if box is not None else []
        QTest.mouseClick(next(one for one in buttons if one.text() == words), Qt.MouseButton.LeftButton)

    def hear(line: str) -> None:
        nonlocal longest
        word, _blank, rest = line.partition(" ")
        said = "done"
        beat()
        match word:
            case "still":
                said, longest = f"{longest:.3f}", 0.0
            case "state":
                said = state()
            case "edit":
                edit()
                beat(counts=False)
            case "look":
                window.files.on_disk.look_at_file()
            case "open":
                beat()
                program.open_path(Path(rest), window)
                QApplication.processEvents()
            case "press":
                QTimer.singleShot(0, lambda: press(rest))
            case _:  # a command, which may ask something
                QTimer.singleShot(0, window.actions_[word].trigger)
        beat()
        print(said, flush=True)

    ears = Ears()
    ears.heard.connect(hear)
    beats = QTimer(interval=20)
    beats.setTimerType(Qt.TimerType.PreciseTimer)
    beats.timeout.connect(beat)

    def begin() -> None:
        beats.start()
        beat(counts=False)
        print(os.getpid(), flush=True)
        threading.Thread(target=ears.listen, daemon=True).start()

    QTimer.singleShot(1_000, begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(drive(Path(sys.argv[1]), Path(sys.argv[2])))
