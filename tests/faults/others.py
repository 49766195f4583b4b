"""Two programs with one file, and what is kept of the saves before."""

import time
from collections.abc import Callable
from pathlib import Path

from cjmdesk.storage import backups
from cjmdesk.storage.locks import Lock, take
from cjmdesk.storage.project_file import dumps, load, save
from faults.campaign import Found, Ground, campaign
from faults.tools import Child, numbered


def holder(path: Path) -> Callable[[Callable[[], None]], None]:
    """Has the file open until it is killed."""

    def work(begun: Callable[[], None]) -> None:
        lock = take(path)
        begun()
        while isinstance(lock, Lock):
            time.sleep(1)

    return work


@campaign(
    "S12",
    "a second program opens the file while the first has it, and after kill -9 of the first",
    "{count} starts each way: 0 missed, 0 false warnings",
    100,
    5,
    fast=True,
)
def second_openers(ground: Ground) -> Found:
    path, missed, false = ground.folder / "map.cjm", 0, 0
    save(numbered(0), path)
    for _time in range(ground.count):
        child = Child(holder(path))
        second = take(path)
        missed += isinstance(second, Lock)
        child.kill()
        third = take(path)
        false += not isinstance(third, Lock)
        for one in (second, third):
            if isinstance(one, Lock):
                one.release()
    return Found(f"{ground.count} starts each way: {missed} missed, {false} false", not missed and not false)


@campaign(
    "B1",
    "versions of a file that is saved again and again",
    "the last 10 whole, the cap of all is kept, the oldest go first",
    60,
    25,
)
def kept_versions(ground: Ground) -> Found:
    path = ground.folder / "map.cjm"
    for number in range(ground.count + 1):
        save(numbered(number), path, versions=True)
    newest = backups.versions(path)[: backups.NEWEST]
    right = [int(load(one.path).project.title) for one in newest]
    wanted = list(range(ground.count - 1, ground.count - 1 - backups.NEWEST, -1))
    count, most = len(backups.versions(path)), backups.MOST_BYTES
    size = len(dumps(numbered(0)))
    backups.MOST_BYTES = 5 * size + 100
    try:
        save(numbered(-1), path, versions=True)
        left = backups.versions(path)
    finally:
        backups.MOST_BYTES = most
    capped = sum(one.size for one in left) <= 5 * size + 100 and bool(left)
    whole = "whole" if right == wanted else "NOT whole"
    text = f"{ground.count} saves: {count} kept, the last {len(right)} {whole}"
    return Found(f"{text}; a cap of 5 leaves {len(left)}", right == wanted and capped)
