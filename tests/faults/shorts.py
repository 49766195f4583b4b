"""Writes that take less than they are given: a shim before the C library."""

import os
import subprocess
import sys
from pathlib import Path

from cjmdesk.storage.project_file import dumps, load, save
from cjmdesk.storage.recovery import left_behind, recover
from faults.campaign import Found, Ground, campaign, need
from faults.journals import titled
from faults.tools import surroundings, system
from samples import repair_visit

_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
static int cut = 0;
__attribute__((destructor)) static void tell(void) { if (getenv("FAULTS_CUT") && cut == 0) _exit(99); }
/* The system may write less than it is given, and on some disks it does: here always. */
ssize_t write(int fd, const void *data, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    struct stat about;
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (count > 1 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) { count = (count + 2) / 3; cut++; }
    return real(fd, data, count);
}
"""

_WORK = """
import sys
from pathlib import Path
from cjmdesk.storage.journaling import Journaling
from cjmdesk.storage.project_file import load, save
from faults.journals import titled
path = Path(sys.argv[1])
project, made = load(path).project, Journaling()
made.begin(project, path=path)
for number in range(30):
    project = titled(project, f"title {number}")
    made.record(project, f"step {number}")
    assert made.flush()
    if number == 14:
        save(project, path, versions=True)
"""


@campaign(
    "S2",
    "each write to a file takes a third of what it is given (a shim before the C library)",
    "saved file, version, journal and export whole all the same",
)
def short_writes(ground: Ground) -> Found:
    need("cc")
    source, shim, path = (ground.folder / name for name in ("short.c", "short.so", "map.cjm"))
    source.write_text(_SHIM)
    system("cc", "-shared", "-fPIC", "-o", shim, source, "-ldl")
    project = repair_visit()
    save(project, path)
    environment = surroundings(Path(os.environ["CJMDESK_HOME"]), LD_PRELOAD=str(shim), FAULTS_CUT="1")

    def run(*words: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
        )
        return f"{done.returncode}: {done.stderr[-200:]}" if done.returncode else ""

    wrong = run("-c", _WORK, path)
    if load(path).project != titled(project, "title 14"):
        wrong += " the saved file is another"
    found = [recover(left.id) for left in left_behind()]
    if [dumps(back.project) for back in found] != [dumps(titled(project, "title 29"))] or found[0].lost:
        wrong += " the journal is another"
    whole, cut = ground.folder / "whole.pdf", ground.folder / "cut.pdf"
    words = ("-m", "cjmdesk", "export", path, "--reproducible", "-o")
    wrong += run(*words, cut)
    environment.pop("LD_PRELOAD")
    wrong += run(*words, whole)
    if whole.read_bytes() != cut.read_bytes():
        wrong += " the export is another"
    return Found(
        wrong.strip() or "a save, a version, 30 flushes of a journal and a PDF: all whole", not wrong
    )
