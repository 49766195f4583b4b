"""Jobs for CUPS, taken by a print service of our own (`faults/spooler.py`)."""

import ctypes
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from faults.spooler import NAME, SECRET, USER
from faults.tools import surroundings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="CUPS is asked on Linux alone")


class Service:
    """A service in a process of its own: Qt keeps all of Python waiting while it asks."""

    def __init__(self, folder: Path, fault: str) -> None:
        self.surroundings = surroundings(folder / "home", CUPS_SERVER=str(folder / "cups"), HOME=str(folder))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.spooler", str(folder / "cups"), fault],
            env=self.surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def run(self, *words: str, given: str = "") -> str:
        """What a process says that prints there."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.surroundings,
            input=given,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def end(self) -> dict[str, object]:
        """Stop it; how many documents it took, and what it was told of jobs."""
        out, _errors = self._process.communicate("", timeout=20)
        told: dict[str, object] = json.loads(out)
        return told


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Callable[[str], Service]]:
    try:
        ctypes.CDLL("libcups.so.2")
    except OSError:
        pytest.skip("this computer has no CUPS")
    made: list[Service] = []

    def start(fault: str = "") -> Service:
        made.append(Service(tmp_path, fault))
        return made[-1]

    yield start
    for one in made:
        one._process.kill()


def order(file: Path, **more: object) -> str:
    told = {"printer": NAME, "file": str(file), "title": "Wall", "options": [], "user": "", "password": ""}
    return json.dumps({**told, **more})


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "pages.pdf"
    path.write_bytes(b"%PDF-1.4 not really\n%%EOF")
    return path


def test_a_document_arrives_with_its_options(
    service: Callable[..., Service], document: Path, tmp_path: Path
) -> None:
    here = service()
    title = "Część " + "ж" * 200
    given = order(document, title=title, options=[["copies", "3"], ["sides", "two-sided-long-edge"]])
    said = json.loads(here.run("-m", "cjmdesk", "print-pages", given=given))
    assert said == {"refused": "", "locked": False, "gone": False}
    told = here.end()
    assert told["taken"] == 1 and (tmp_path / "taken0.pdf").read_bytes() == document.read_bytes()
    (request,) = told["orders"]  # type: ignore[misc]
    assert "copies\0\4\0\0\0\3" in request and "sides\0\x13two-sided-long-edge" in request
    name = title.encode()[:255].decode("utf-8", "ignore")
    assert len(name) < len(title) and f"job-name\0{chr(len(name.encode()))}" in request
    assert name.encode().decode("latin-1") in request


@pytest.mark.parametrize(
    ("user", "password", "locked"),
    [("", "", True), (USER, "wrong", True), ("nobody", SECRET, True), (USER, SECRET, False)],
)
def test_a_password_is_asked_for_here_alone(
    service: Callable[..., Service], document: Path, user: str, password: str, locked: bool
) -> None:
    here = service("wants a password")
    given = order(document, user=user, password=password)
    said = json.loads(here.run("-m", "cjmdesk", "print-pages", given=given))
    assert (said["locked"], bool(said["refused"]), said["gone"]) == (locked, locked, False)
    assert here.end()["taken"] == int(not locked)


@pytest.mark.parametrize("fault", ["refuses", "fails at the document", "hangs up"])
def test_a_refusal_is_told(service: Callable[..., Service], document: Path, fault: str) -> None:
    here = service(fault)
    said = json.loads(here.run("-m", "cjmdesk", "print-pages", given=order(document)))
    assert said["refused"] and (said["locked"], said["gone"]) == (False, False)
    assert here.end()["taken"] == 0


PRINTS = """
import sys
from cjmdesk.ui.app import make_app
app = make_app()
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintEngine
from cjmdesk.formats.templates import sample
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.dialogs.print import printing
project = load(sample("bike-workshop", "en").path).project
printed = print_map(project, project.maps[0], PrintChoices(paper="A2", tile="A4"), text_engine())
printer = printing.make_printer("", "Repair visit")
printer.setCopyCount(2)
# As Qt's dialog for printers leaves it.
options = QPrintEngine.PrintEnginePropertyKey(0xFE00)
printer.printEngine().setProperty(options, ["page-ranges", "2-3", "ColorModel", "Gray"])
owner, said = QObject(), []
pages = [one.page for one in printed.pages]
run = printing.PrintRun(owner, printer, pages, ScenePainter(text_engine(), project.pictures))
run.ended.connect(lambda why: (said.append(why), app.exit(0)))
run.start()
app.exec()
print(run.count, repr(said))
"""


def test_what_was_chosen_in_the_dialog_for_printers_is_printed(
    service: Callable[..., Service], tmp_path: Path
) -> None:
    here = service()
    assert here.run("-c", PRINTS).split("\n")[0] == "2 ['']"
    told = here.end()
    (request,) = told["orders"]  # type: ignore[misc]
    assert "ColorModel\0\4Gray" in request and "copies\0\4\0\0\0\2" in request
    assert "Repair visit" in request and "page-ranges" not in request
    pages = pypdfium2.PdfDocument(str(tmp_path / "taken0.pdf"))
    assert len(pages) == 2
    assert "Sheet 2 of" in pages[1].get_textpage().get_text_range()
