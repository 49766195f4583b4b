"""Printers that vanish, refuse or have no such paper, behind a print service that does as it is told."""

import ctypes
import subprocess
import sys

from faults.campaign import Found, Ground, Skipped, campaign
from faults.spooler import NAME, Spooler
from faults.tools import surroundings

FAULTS = {
    "": "",
    "no service": "no printer",
    "gone": "is not there any more",
    "refuses": "did not take the pages",
    "fails at the document": "did not take the pages",
    "hangs up": "did not take the pages",
    "stops": "is not there any more",
}
"""How the service behaves, and what has to be said; nothing where the job is taken."""

_PRINT = """
import sys
from cjmdesk.ui.app import make_app
app = make_app()
from PySide6.QtCore import QObject
from cjmdesk.formats.templates import sample
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.dialogs.print import printing
names = printing.printer_names()
if not names:
    sys.exit("no printer")
project = load(sample("bike-workshop", "en").path).project
printed = print_map(project, project.maps[0], PrintChoices(paper="A4"), text_engine())
pages = [one.page for one in printed.pages]
printer = printing.make_printer(names[0], "map")
print("chosen", flush=True)
sys.stdin.readline()
try:
    printing.check_printer(printer.printerName(), pages)
except printing.PrinterError as error:
    sys.exit(str(error))
owner, said = QObject(), []
run = printing.PrintRun(owner, printer, pages, ScenePainter(text_engine(), project.pictures))
run.ended.connect(lambda why: (said.append(why), app.exit(0)))
run.start()
app.exec()
sys.exit(said[0] or "sent")
"""


def _printed(ground: Ground, fault: str, number: int) -> tuple[str, list[bytes]]:
    """What a print ends with, and the documents that the service took."""
    path = ground.folder / f"cups{number}"
    spooler = None if fault == "no service" else Spooler(path, fault)
    program = subprocess.Popen(
        [sys.executable, "-c", _PRINT],
        env=surroundings(ground.folder / "home", CUPS_SERVER=str(path), HOME=str(ground.folder)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    if program.stdout.readline() and spooler is not None:
        spooler.lost = fault == "gone"
        if fault == "stops":
            spooler.close()
    try:
        _out, said = program.communicate("\n", timeout=90)
    except subprocess.TimeoutExpired:
        program.kill()
        said = "hangs"
    if spooler is not None and fault != "stops":
        spooler.close()
    return (said.strip().splitlines() or [""])[-1], spooler.taken if spooler is not None else []


@campaign(
    "P1",
    f"a print service that has no printer, loses {NAME} after it was chosen, refuses the job, fails at the "
    "document, hangs up or is gone",
    "0 silent successes; told what is wrong; the job that is taken arrives whole",
)
def failing_service(ground: Ground) -> Found:
    if sys.platform != "linux":
        raise Skipped("CUPS is asked on Linux alone")
    try:
        ctypes.CDLL("libcups.so.2")
    except OSError:
        raise Skipped("libcups is not installed") from None
    wrong = []
    for number, (fault, words) in enumerate(FAULTS.items()):
        said, taken = _printed(ground, fault, number)
        if fault:
            right = words in said and not taken
        else:
            right = said == "sent" and len(taken) == 1 and taken[0].rstrip().endswith(b"%%EOF")
        if not right:
            wrong.append(f"{fault or 'a good one'}: {said!r}, {len(taken)} taken")
    return Found(f"{len(FAULTS)} services: {len(wrong)} wrong {'; '.join(wrong)}".strip(), not wrong)
