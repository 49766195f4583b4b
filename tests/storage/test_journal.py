"""The journal: what was done and not saved comes back, whatever ended the program."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.notes import add_card
from cjmdesk.model.cards import make_card
from cjmdesk.model.project import Project
from cjmdesk.storage import journal, places
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.journaling import LATEST, Journaling
from cjmdesk.storage.project_file import dumps, fingerprint, save
from cjmdesk.storage.recovery import clean, discard, left_behind, recover
from samples import repair_visit
from strategies import projects


@pytest.fixture
def kept() -> Iterator[Journaling]:
    made = Journaling()
    yield made
    made.end()
    made.close()


def titled(project: Project, title: str) -> Project:
    return set_field(project, project.maps[0].id, "title", title)


def only() -> str:
    """The id of the one journal there is, whoever holds it."""
    [path] = places.journal_folder().glob("*.journal")
    return path.name.removesuffix(".journal")


def abandoned(project: Project, *titles: str, path: Path | None = None, file: str = "") -> str:
    """A journal of a program that has ended without saving."""
    made = Journaling()
    made.begin(project, path=path, file=file)
    for title in titles:
        project = titled(project, title)
        made.record(project, f"title {title}")
    made.end(keep=True)
    made.close()
    return only()


def test_a_saved_files_own_bytes_are_the_base(tmp_path: Path) -> None:
    """So that a large project is not written anew while somebody types."""
    project, path = repair_visit(), tmp_path / "one.cjm"
    saved = save(project, path)
    made = Journaling()
    made.begin(project, path=path, file=saved.fingerprint.digest, exact=True)
    made.record(titled(project, "Queue"), "typing")
    assert made.flush()
    assert journal.base_file(made.id).read_bytes() == path.read_bytes()
    path.write_bytes(b"somebody else's")
    assert recover(made.id).project == titled(project, "Queue")
    made.end()
    made.close()


def test_a_disk_that_takes_less_than_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr("cjmdesk.storage.journaling.os.write", lambda to, data: write(to, data[:7]))
    project, made = repair_visit(), Journaling()
    made.begin(project)
    project = project.model_copy(update={"title": "Written bit by bit"})
    made.record(project, "typing")
    assert made.flush()
    back = recover(made.id)
    assert back.project == project and not back.lost
    made.end()
    made.close()


def test_nothing_is_written_before_the_first_step(kept: Journaling) -> None:
    kept.begin(repair_visit())
    assert kept.flush()
    assert not places.journal_folder().exists()
    assert kept.id == ""


def test_a_step_is_on_the_disk_within_half_a_second(kept: Journaling) -> None:
    project = repair_visit()
    kept.begin(project)
    kept.record(titled(project, "Queue"), "typing")

    def written() -> list[str]:
        # The file is there a moment before its first step.
        return (
            [step.did for step in journal.read_journal(journal.journal_file(kept.id)).steps]
            if kept.id
            else []
        )

    # No clock is judged here but the promise itself, with room for a machine that is busy.
    ends = time.monotonic() + 20 * LATEST
    while not written() and time.monotonic() < ends:
        time.sleep(0.01)
    assert written() == ["typing"]


def test_work_comes_back_step_by_step() -> None:
    project = repair_visit()
    id = abandoned(project, "One", "Two", "Three")
    found = recover(id)
    assert found.project == titled(project, "Three")
    assert found.lost == 0
    assert (found.left.steps, found.left.path, found.left.title) == (3, None, project.title or "Repair visit")
    assert [left.id for left in left_behind()] == [id]


def test_letters_typed_in_a_row_are_one_step(kept: Journaling) -> None:
    project = repair_visit()
    kept.begin(project)
    for length in range(1, 6):
        kept.record(titled(project, "Queue"[:length]), "typing")
    assert kept.flush()
    assert len(journal.read_journal(journal.journal_file(kept.id)).steps) == 1


def test_undone_steps_are_journaled_too(kept: Journaling) -> None:
    project = repair_visit()
    kept.begin(project)
    kept.record(titled(project, "Queue"), "typing")
    kept.record(project, "undo")
    assert kept.flush()
    assert recover(kept.id).project == project


def test_a_running_program_is_left_alone(kept: Journaling) -> None:
    project = repair_visit()
    kept.begin(project)
    kept.record(titled(project, "Queue"), "typing")
    assert kept.flush()
    assert left_behind() == []
    assert kept.id


def test_saving_and_closing_forget_the_journal(kept: Journaling, tmp_path: Path) -> None:
    project = titled(repair_visit(), "Queue")
    kept.begin(repair_visit())
    kept.record(project, "typing")
    assert kept.flush()
    saved = save(project, tmp_path / "one.cjm")
    kept.saved(project, saved.path, saved.fingerprint.digest)
    assert list(places.journal_folder().glob("*.*")) == []
    kept.record(titled(project, "Line"), "typing")
    assert kept.flush()
    kept.end()
    assert list(places.journal_folder().glob("*.*")) == []


def test_what_a_file_holds_already_is_not_offered(tmp_path: Path) -> None:
    """The program ended between saving and forgetting the journal."""
    project, path = repair_visit(), tmp_path / "one.cjm"
    save(project, path)
    known = fingerprint(path)
    assert known is not None
    abandoned(project, "Queue", path=path, file=known.digest)
    assert len(left_behind()) == 1
    save(titled(project, "Queue"), path)
    assert left_behind() == []
    assert list(places.journal_folder().glob("*.journal")) == []


def test_a_file_that_changed_meanwhile_is_said(tmp_path: Path) -> None:
    project, path = repair_visit(), tmp_path / "one.cjm"
    save(project, path)
    known = fingerprint(path)
    assert known is not None
    id = abandoned(project, "Queue", path=path, file=known.digest)
    assert recover(id).left.same_file
    save(titled(project, "Somebody else's"), path)
    found = recover(id)
    assert not found.left.same_file
    assert found.project == titled(project, "Queue"), "what was typed does not depend on the file"
    assert found.left.path == path


def test_a_project_without_a_file_is_written_down_whole(kept: Journaling) -> None:
    project = repair_visit()
    kept.begin(project, unsaved=True)
    assert kept.flush()
    id = kept.id
    kept.end(keep=True)
    assert [left.id for left in left_behind()] == [id]
    assert recover(id).project == project


ODD = ("Zażółć.cjm", "line\nbreak.cjm", "-dash.cjm", os.fsdecode(b"\xff\xfe.cjm"))


@pytest.mark.parametrize("name", ODD)
def test_odd_names_of_files_come_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    id = abandoned(repair_visit(), "Queue", path=path)
    found = recover(id).left.path
    assert found is not None
    assert os.fsencode(found) == os.fsencode(path)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(projects(), min_size=2, max_size=5))
def test_any_projects_come_back(states: list[Project]) -> None:
    made = Journaling()
    made.begin(states[0])
    for number, state in enumerate(states[1:]):
        made.record(state, f"step {number}")
    assert made.flush()
    id = made.id
    made.end(keep=True)
    made.close()
    if id:
        found = recover(id)
        assert found.lost == 0
        assert dumps(found.project) == dumps(states[-1])
        discard(id)


def test_a_torn_last_line_is_cut_off() -> None:
    project = repair_visit()
    id = abandoned(project, "One", "Two", "Three")
    path = journal.journal_file(id)
    data = path.read_bytes()
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    for length in range(ends[0], len(data)):
        path.write_bytes(data[:length])
        found = recover(id)
        whole = sum(end <= length for end in ends) - 1
        assert found.left.steps == whole
        assert found.project == titled(project, ["One", "Two", "Three"][whole - 1]) if whole else project


def test_no_damage_stops_anything() -> None:
    """500 bits turned and ends cut off, in the lines and in the base: each time there is an answer,
    and what comes back is a state there was."""
    project = repair_visit()
    id = abandoned(project, "One", "Two", "Three")
    states = [project, *(titled(project, title) for title in ("One", "Two", "Three"))]
    chance = random.Random(7)
    files = (journal.journal_file(id), journal.base_file(id))
    whole = [path.read_bytes() for path in files]
    for _round in range(500):
        number = chance.randrange(2)
        data = bytearray(whole[number])
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        files[number].write_bytes(bytes(data))
        try:
            found = recover(id)
        except StorageError as error:
            assert "\n" not in str(error)
        else:
            assert found.project in states
        files[number].write_bytes(whole[number])
    assert recover(id).project == states[-1]


def test_a_journal_that_is_just_being_made_is_left_alone() -> None:
    """Another program has made the file and does not hold it yet."""
    folder = places.journal_folder()
    folder.mkdir(parents=True)
    path = folder / f"{'0' * 16}.journal"
    path.touch()
    assert left_behind() == []
    assert path.exists()
    path.write_bytes(journal.head_line(journal.Head(base="")))
    assert left_behind() == []
    assert path.exists()


def test_broken_journals_are_put_away_not_thrown_away() -> None:
    id = abandoned(repair_visit(), "One")
    journal.journal_file(id).write_bytes(b"nonsense\n")
    then = time.time() - 60
    os.utime(journal.journal_file(id), (then, then))
    assert left_behind() == []
    assert (places.discarded_folder() / f"{id}.journal").read_bytes() == b"nonsense\n"


def test_discarded_work_is_kept_for_a_week() -> None:
    id = abandoned(repair_visit(), "One")
    discard(id)
    assert left_behind() == []
    with pytest.raises(StorageError, match="there is no such unsaved work"):
        recover(id)
    clean()
    away = [places.discarded_folder() / f"{id}{end}" for end in (".journal", ".base")]
    assert all(path.exists() for path in away)
    old = time.time() - 8 * 86_400
    for path in away:
        os.utime(path, (old, old))
    clean()
    assert not any(path.exists() for path in away)


@pytest.mark.parametrize("id", ["", "../../etc/passwd", "x" * 16, "0" * 16])
def test_no_name_leads_out_of_the_folder(id: str) -> None:
    with pytest.raises(StorageError, match="there is no such unsaved work"):
        recover(id)


def test_files_are_the_users_alone() -> None:
    id = abandoned(repair_visit(), "One")
    if os.name == "posix":
        for path in (journal.journal_file(id), journal.base_file(id)):
            assert path.stat().st_mode & 0o077 == 0
        assert places.journal_folder().stat().st_mode & 0o077 == 0


def test_a_disk_that_refuses_is_told_and_nothing_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    made = Journaling(told.append)
    project = repair_visit()
    made.begin(project)
    made.record(titled(project, "One"), "one")
    assert made.flush()
    real = os.write

    def full(descriptor: int, data: bytes) -> int:
        real(descriptor, data[:7])  # half a line gets through
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cjmdesk.storage.journaling.os.write", full)
    made.record(titled(project, "Two"), "two")
    assert not made.flush()
    assert told == ["the disk is full"]
    assert recover(made.id).project == titled(project, "One")
    monkeypatch.setattr("cjmdesk.storage.journaling.os.write", real)
    made.record(titled(project, "Three"), "three")
    assert made.flush()
    assert told == ["the disk is full", ""]
    found = recover(made.id)
    assert (found.project, found.left.steps, found.lost) == (titled(project, "Three"), 3, 0)
    made.end()
    made.close()


_TYPIST = """
import sys
from cjmdesk.edits.fields import set_field
from cjmdesk.storage.journaling import Journaling
from samples import repair_visit
project, made, number = repair_visit(), Journaling(), 0
made.begin(project)
while True:
    number += 1
    project = set_field(project, project.maps[0].id, "title", f"title {number}")
    made.record(project, f"step {number}")
    if made.flush():
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
def test_killed_at_any_moment_nothing_acknowledged_is_lost() -> None:
    """The short form; `make faults` kills a thousand times."""
    chance = random.Random(11)
    here = str(Path(__file__).parent.parent)
    for _round in range(5):
        typist = subprocess.Popen(
            [sys.executable, "-c", _TYPIST],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": here},
        )
        assert typist.stdout is not None
        said = [typist.stdout.readline()]
        time.sleep(chance.uniform(0, 0.05))
        typist.send_signal(signal.SIGKILL)
        said += typist.stdout.readlines()
        typist.wait()
        acknowledged = max(int(line) for line in said if line.endswith("\n"))
        [left] = left_behind()
        found = recover(left.id)
        assert int(found.project.maps[0].title.removeprefix("title ")) >= acknowledged
        discard(left.id)


def test_cards_and_pictures_come_back() -> None:
    project = repair_visit()
    lane, step = project.maps[0].lanes[0], project.maps[0].stages[0].steps[0]
    made = Journaling()
    made.begin(project)
    for number in range(20):
        project = add_card(
            project, lane.id, step.id, make_card("actions", f"fresh{number}", text=f"note {number}")
        )
        made.record(project, f"note {number}")
    assert made.flush()
    assert dumps(recover(made.id).project) == dumps(project)
    made.end()
    made.close()
