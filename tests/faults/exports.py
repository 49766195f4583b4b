"""Exports: harmless in spreadsheets, whole or not at all, the same twice."""

import csv
import io
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress

from cjmdesk.edits.fields import set_field
from cjmdesk.formats.csv_export import export_csv
from cjmdesk.formats.templates import sample
from cjmdesk.formats.xlsx_export import export_xlsx
from cjmdesk.storage.project_file import save
from faults.campaign import Found, Ground, campaign, need
from faults.tools import leftovers, run, surroundings
from samples import repair_visit

STARTS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "'=1")
KINDS = ("pdf", "svg", "png", "csv", "tsv", "md", "mmd", "json", "xlsx", "ics")


@campaign(
    "X1",
    "cells that a spreadsheet would take for formulas or links",
    "0 formulas in CSV, TSV and XLSX",
    fast=True,
)
def formulas(_ground: Ground) -> Found:
    project = repair_visit()
    cards = [card for lane in project.maps[0].lanes for cell in lane.cells for card in cell.cards]
    for card, text in zip(cards, STARTS, strict=False):
        project = set_field(project, card.id, "text", text)
    project = set_field(project, project.maps[0].id, "title", "=2+2")
    rows = list(csv.reader(io.StringIO(export_csv(project, project.maps[0]).data.decode("utf-8-sig"))))
    raw = [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    with zipfile.ZipFile(io.BytesIO(export_xlsx(project, project.maps[0]).data)) as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if "worksheets" in name)
    made = sheets.count(b"<f>") + sheets.count(b"<f ") + sheets.count(b"<hyperlink ")
    return Found(f"{len(STARTS)} starts: {len(raw)} in text, {made} in workbooks", not raw and not made)


@campaign(
    "X2",
    "the file to be replaced is held, or its disk refuses",
    "told, the old file whole, the next export works",
)
def held(ground: Ground) -> Found:
    need("strace")
    source = str(sample("bike-workshop", "en").path)
    wrong = []
    for kind in ("pdf", "csv"):
        target = ground.fresh("out") / f"map.{kind}"
        target.write_bytes(b"the old one")
        for fault in (
            "rename,renameat,renameat2:error=EACCES",
            "rename,renameat,renameat2:error=EBUSY",
            "fsync:error=EIO",
        ):
            before = [
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                f"trace={fault.split(':')[0]}",
                "-e",
                f"inject={fault}",
            ]
            done = run(["export", source, "-o", target], ground.folder / "home", before=before)
            if (
                done.code != 3
                or not done.clean
                or target.read_bytes() != b"the old one"
                or leftovers(target.parent)
            ):
                wrong.append(f"{kind} {fault}: {done.code} {done.err.strip()[:90]}")
        again = run(["export", source, "-o", target], ground.folder / "home")
        if again.code or target.read_bytes() == b"the old one":
            wrong.append(f"{kind}: the next export failed")
    return Found(f"6 faults: {len(wrong)} wrong {'; '.join(wrong)}".strip(), not wrong)


@campaign(
    "X3", "a long export is stopped (Ctrl+C)", "{count} moments: no partial file, ended within 1 s", 10, 3
)
def stopped(ground: Ground) -> Found:
    source = str(sample("bike-workshop", "en").path)
    target = ground.fresh("out") / "wall.png"
    words = [
        sys.executable,
        "-m",
        "cjmdesk",
        "export",
        source,
        "-o",
        str(target),
        "--paper",
        "A0",
        "--dpi",
        "200",
    ]
    typical = 60.0
    for _time in range(3):  # the quickest: what is begun after that has not ended yet
        began = time.monotonic()
        subprocess.run(words, env=surroundings(ground.folder / "home"), check=True, capture_output=True)
        typical = min(typical, time.monotonic() - began)
    partial = slow = ended = 0
    longest = 0.0
    for turn in range(ground.count):
        target.unlink(missing_ok=True)
        program = subprocess.Popen(
            words,
            env=surroundings(ground.folder / "home"),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(typical * (0.25 + 0.6 * turn / ground.count))
        program.send_signal(signal.SIGINT)
        asked = time.monotonic()
        with suppress(subprocess.TimeoutExpired):
            program.wait(20)
        took = time.monotonic() - asked
        program.kill()
        program.wait()
        if program.returncode == 0:
            continue  # it was done already
        ended += 1
        longest = max(longest, took)
        slow += took > 1
        partial += target.exists() or bool(leftovers(target.parent))
    text = f"{ended} stopped: {partial} partial files, the longest took {longest:.2f} s"
    return Found(text, not partial and not slow and ended > 0)


@campaign("X4", "two exports of one map", f"the same bytes: {', '.join(KINDS)}")
def twice(ground: Ground) -> Found:
    path = ground.folder / "map.cjm"
    save(repair_visit(), path)
    other = []
    for kind in KINDS:
        found = set()
        for zone in ("UTC", "Pacific/Auckland"):
            target = ground.fresh("out") / f"map.{kind}"
            words = ["export", path, "-o", target, "--reproducible"]
            if kind in ("png",):
                words += ["--dpi", "50"]
            done = run(
                words, ground.folder / "home", environment=surroundings(ground.folder / "home", TZ=zone)
            )
            found.add(target.read_bytes() if done.code == 0 else done.err.encode())
        if len(found) != 1:
            other.append(kind)
    return Found(f"{len(KINDS)} kinds: {len(other)} differ {', '.join(other)}".strip(), not other)
