"""Who has a file open: another program here, another machine, or nobody any more."""

import datetime
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cjmdesk.storage import places
from cjmdesk.storage.locks import OLD_HOURS, Lock, Owner, beside_file, take


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "one.cjm"
    path.write_text("{}")
    return path


def test_the_second_is_told_and_the_first_lets_go(file: Path) -> None:
    first = take(file)
    assert isinstance(first, Lock)
    second = take(file)
    assert isinstance(second, Owner)
    assert second.here
    assert second.user
    assert second.since is not None
    first.release()
    first.release()
    third = take(file)
    assert isinstance(third, Lock)
    third.release()
    assert sorted(path.name for path in file.parent.iterdir()) == ["one.cjm"]
    assert list(places.lock_folder().iterdir()) == []


def test_links_lead_to_the_same_file(file: Path) -> None:
    link = file.with_name("link.cjm")
    link.symlink_to(file)
    first = take(link)
    assert isinstance(first, Lock)
    assert isinstance(take(file), Owner)
    first.release()


def test_another_machine_is_named(file: Path) -> None:
    beside = beside_file(file)
    assert beside is not None
    now = datetime.datetime.now(datetime.UTC)
    told = {"user": "anna", "host": "elsewhere", "since": now.isoformat()}
    beside.write_text(json.dumps(told))
    owner = take(file)
    assert isinstance(owner, Owner)
    assert (owner.user, owner.host, owner.here) == ("anna", "elsewhere", False)
    taken = take(file, force=True)
    assert isinstance(taken, Lock)
    assert "elsewhere" not in beside.read_text()
    taken.release()
    assert not beside.exists()


def test_an_old_mark_of_another_machine_was_left_behind(file: Path) -> None:
    beside = beside_file(file)
    assert beside is not None
    long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=OLD_HOURS + 1)
    beside.write_text(json.dumps({"user": "anna", "host": "elsewhere", "since": long_ago.isoformat()}))
    lock = take(file)
    assert isinstance(lock, Lock)
    lock.release()


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", '{"user": 5}', "{" * 5000, '{"host": "x\\u0000\\n", "since": "never"}']
)
def test_broken_marks_disturb_nobody(file: Path, text: str) -> None:
    beside = beside_file(file)
    assert beside is not None
    beside.write_text(text)
    found = take(file)
    if isinstance(found, Owner):  # the last one names a host, if an odd one
        assert found.host == "x"
    else:
        found.release()


def test_a_name_of_255_bytes_has_no_mark_beside(tmp_path: Path) -> None:
    path = tmp_path / ("ż" * 125 + ".cjm")
    path.write_text("{}")
    assert beside_file(path) is None
    lock = take(path)
    assert isinstance(lock, Lock)
    assert isinstance(take(path), Owner)
    lock.release()


_HOLDER = """
import sys, time
from pathlib import Path
from cjmdesk.storage.locks import take
lock = take(Path(sys.argv[1]))
sys.stdout.write(type(lock).__name__ + "\\n")
sys.stdout.flush()
time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
def test_no_false_warning_after_a_kill(file: Path) -> None:
    """The short form; `make faults` does it a hundred times each way."""
    for _round in range(3):
        holder = subprocess.Popen(
            [sys.executable, "-c", _HOLDER, str(file)], stdout=subprocess.PIPE, text=True
        )
        assert holder.stdout is not None
        assert holder.stdout.readline() == "Lock\n"
        assert isinstance(take(file), Owner)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        lock = take(file)
        assert isinstance(lock, Lock), "the dead hold nothing"
        lock.release()
