"""Printers that vanish, refuse or have no such paper, behind a print service that does as it is told."""

import ctypes
import os
import subprocess
import sys
import time
from contextlib import suppress

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
    "falls silent": "Printing was stopped while",
    "cancelled": "Printing was stopped.",
}
"""How the service behaves, and what has to be said; nothing where the job is taken. The last two are told
by the user: one cancels when it does not answer any more, one after the first page."""

_LATEST = 8.0
"""Seconds after which a service that says nothing has to be told of, the start of a process included."""

_PRINT = """
import sys
from cjmdesk.ui.app import make_app
app = make_app()
import time
from PySide6.QtCore import QObject, QTimer
from cjmdesk.formats.templates import sample
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.dialogs.print import printing, spool
spool.PATIENCE = 1000
names = printing.printer_names()
if not names:
    sys.exit("no printer")
project = load(sample("bike-workshop", "en").path).project
printed = print_map(project, project.maps[0], PrintChoices(paper="A2", tile="A4"), text_engine())
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
run.slow.connect(run.cancel)
if "cancelled" in sys.argv:
    run.progressed.connect(run.cancel)
print("checked", flush=True)
sys.stdin.readline()
last, longest = time.monotonic(), 0.0
def tick():
    global last, longest
    longest, last = max(longest, time.monotonic() - last), time.monotonic()
pulse = QTimer()
pulse.timeout.connect(tick)
pulse.start(20)
run.start()
app.exec()
tick()
if longest > 1:
    sys.exit(f"the window stood still for {longest:.1f} s")
sys.exit(said[0] or "sent")
"""


_ASK = """
import sys
from PySide6.QtCore import QCoreApplication
from cjmdesk.ui.dialogs.print.service import Service
app = QCoreApplication([])
service = Service(app)
service.answered.connect(lambda: app.exit(0))
service.silent.connect(lambda: app.exit(7))
service.ask()
sys.exit(app.exec())
"""


def _answers(ground: Ground, fault: str) -> tuple[bool, float]:
    """Whether the window takes the service for one that answers, and the seconds until it knows."""
    path = ground.folder / f"asked {fault}"
    spooler = Spooler(path, fault)
    surrounding = surroundings(ground.folder / "home", CUPS_SERVER=str(path), HOME=str(ground.folder))
    began = time.monotonic()
    code = subprocess.run([sys.executable, "-c", _ASK], env=surrounding, timeout=60, check=False).returncode
    took = time.monotonic() - began
    spooler.close()
    assert code in (0, 7), code
    return code == 0, took


def _printed(ground: Ground, fault: str, number: int) -> tuple[str, list[bytes]]:
    """What a print ends with, and the documents that the service took."""
    path = ground.folder / f"cups{number}"
    spooler = None if fault == "no service" else Spooler(path, fault)
    program = subprocess.Popen(
        [sys.executable, "-c", _PRINT, fault],
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
    assert program.stdin is not None
    try:
        with suppress(BrokenPipeError):  # one that finds no printer does not wait
            os.write(program.stdin.fileno(), b"\n")
        if program.stdout.readline() and spooler is not None and fault == "falls silent":
            spooler.fault = "answers nothing"
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
    "document, hangs up, is gone, falls silent or never answers; pages that are cancelled",
    "0 silent successes; told what is wrong, after 8 s at most; the job that is taken arrives whole, one "
    "that is cancelled not at all; the window never stands still",
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
    if not _answers(ground, "")[0]:
        wrong.append("one that answers was taken for one that does not")
    answers, took = _answers(ground, "answers nothing")
    if answers or took > _LATEST:
        wrong.append(f"one that never answers: {'answers' if answers else 'silent'} after {took:.1f} s")
    text = f"{len(FAULTS) + 1} services: {len(wrong)} wrong {'; '.join(wrong)}".strip()
    return Found(f"{text}; the one that never answers is told of after {took:.1f} s", not wrong)
