"""The child of the print dialog: asked on its input, it answers the newest wish, and ends with its input."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cjmdesk.formats.templates import sample
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.handing import Laid, take_over
from cjmdesk.posters.kinds import print_map
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine

SOURCE = sample("bike-workshop", "en").path


class Child:
    """The verb in a process of its own."""

    def __init__(self, room: Path) -> None:
        self._room = room
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cjmdesk", "lay-out"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.map = load(SOURCE).project.maps[0].id

    def ask(self, number: int, do: str = "lay", **choices: Any) -> None:
        told = {"number": number, "do": do, "source": str(SOURCE), "map": self.map, "choices": choices}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({**told, "result": str(self.result(number))}).encode() + b"\n")
        self.process.stdin.flush()

    def hear(self, number: int) -> dict[str, Any]:
        """What it says to that request after having begun it; what it said to others is left out."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["number"] == number and said["state"] != "begun":
                return said
        raise AssertionError("it ended without an answer")

    def result(self, number: int) -> Path:
        return self._room / f"{number}.laid"

    def laid(self, number: int) -> Laid:
        *_steps, got = take_over(self.result(number).read_bytes())
        assert got is not None
        return got


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    made = Child(tmp_path)
    with made.process:
        yield made
        made.process.kill()


def test_it_lays_out_what_the_verb_export_would_print(child: Child) -> None:
    child.ask(1, paper="A1", tile="A4", overlap=12.0, margins=[5, 5, 12.7, 5])
    assert child.hear(1)["state"] == "laid"
    project = load(SOURCE).project
    choices = PrintChoices(paper="A1", tile="A4", overlap=12.0, margins=(5, 5, 12.7, 5))
    printed = print_map(project, project.maps[0], choices, text_engine())
    assert child.laid(1).pages == printed.pages
    child.ask(2, "size")
    file = io.BytesIO()
    write_pdf([page.page for page in printed.pages], file, text_engine(), project.pictures)
    assert child.hear(2)["size"] == pytest.approx(len(file.getvalue()), rel=0.01)


def test_what_cannot_be_is_a_sentence_and_the_next_wish_is_answered(child: Child) -> None:
    child.ask(1, paper="A1", tile="A4", margins=[120] * 4)
    said = child.hear(1)
    assert said["state"] == "refused" and "margins leave less than" in said["text"]
    child.ask(2, paper="A3", ink="grey")
    assert child.hear(2)["state"] == "laid"
    laid = child.laid(2)
    assert laid.whole.width == 420 and laid.pictures is not None


def test_only_the_newest_of_many_is_answered(child: Child) -> None:
    for number, paper in enumerate(("A0", "A1", "A2", "A0", "A4"), 1):
        child.ask(number, paper=paper)
    assert child.hear(5)["state"] == "laid"
    assert max(child.laid(5).whole.width, child.laid(5).whole.height) == 297


def test_it_ends_with_its_input_whatever_it_is_in(child: Child) -> None:
    child.ask(1, paper="A0", tile="A4")
    assert child.process.stdin is not None
    child.process.stdin.close()
    assert child.process.wait(30) == 0
