"""Saving leaves the old or the new file, whatever happens."""

import errno
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from cjmdesk.model.project import Project
from cjmdesk.storage import atomic, places
from cjmdesk.storage.atomic import atomic_write, write_bytes
from cjmdesk.storage.errors import StorageError
from cjmdesk.storage.project_file import dumps, fingerprint, load, save
from strategies import seeded_project

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX only")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "map.cjm"
    save(Project(title="old"), path)
    return path


def test_a_new_file_and_the_same_again(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm"
    project = seeded_project(1)
    saved = save(project, path)
    assert path.read_bytes() == dumps(project)
    assert load(path).fingerprint == saved.fingerprint == fingerprint(path)
    again = save(load(path).project, path, expected=saved.fingerprint)
    assert again.fingerprint.digest == saved.fingerprint.digest
    assert names(tmp_path) == ["a.cjm"]


@pytest.mark.parametrize(
    "name",
    [
        "ż" * 124 + ".cjm",
        "x" * 251 + ".cjm",
        "Карта.cjm",
        "-o",
        "a\nb.cjm",
        "100% #1.cjm",
        "trailing .cjm ",
        "e\u0301.cjm",
        "🚲.cjm",
        os.fsdecode(b"\xff\xfe.cjm"),
    ],
)
@posix
def test_odd_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    save(Project(title="x"), path)
    assert load(path).project.title == "x"
    assert names(tmp_path) == [name]
    path.write_bytes(b"")
    with pytest.raises(StorageError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    str(caught.value).encode()


@posix
def test_mode_links_and_attributes_are_kept(tmp_path: Path, file: Path) -> None:
    file.chmod(0o640)
    try:
        os.setxattr(file, "user.note", b"mine")
        attributes = True
    except (OSError, AttributeError):
        attributes = False
    link = tmp_path / "link.cjm"
    link.symlink_to("map.cjm")
    save(Project(title="new"), link)
    assert link.is_symlink()
    assert load(file).project.title == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    if attributes:
        assert os.getxattr(file, "user.note") == b"mine"
    dangling = tmp_path / "dangling.cjm"
    dangling.symlink_to("fresh.cjm")
    save(Project(), dangling)
    assert dangling.is_symlink()
    assert (tmp_path / "fresh.cjm").exists()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(StorageError):
        save(Project(), tmp_path / "loop")


@posix
def test_a_new_file_has_the_users_mode(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        save(Project(), tmp_path / "a.cjm")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.cjm").stat().st_mode) == 0o640


@posix
def test_other_names_of_the_file_keep_the_old_content(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "other.cjm"
    os.link(file, other)
    loaded = load(file)
    assert any("2 names" in str(note) for note in loaded.warnings)
    saved = save(Project(title="new"), file, expected=loaded.fingerprint)
    assert [str(note) for note in saved.notes] == ["the file had other names; they keep the old content"]
    assert load(other).project.title == "old"


@posix
def test_what_must_not_be_replaced(tmp_path: Path, file: Path) -> None:
    file.chmod(0o444)
    assert "may only be read" in load(file).read_only
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    for path in (file, fifo, tmp_path, tmp_path / "no" / "folder.cjm", Path("/dev/null")):
        with pytest.raises(StorageError) as caught:
            save(Project(), path)
        assert caught.value.cause == "device"
    for path in (fifo, tmp_path, tmp_path / "none", tmp_path / "a\0b"):
        with pytest.raises(StorageError):
            load(path)
    assert load(file).project.title == "old"
    assert names(tmp_path) == ["map.cjm", "pipe"]


def test_a_file_changed_by_others_is_not_written_over(file: Path) -> None:
    mark = load(file).fingerprint
    status = file.stat()
    content = file.read_bytes()
    file.write_bytes(content.replace(b"old", b"OLD"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(StorageError) as caught:
        save(Project(title="mine"), file, expected=mark)
    assert caught.value.cause == "changed"
    assert load(file).project.title == "OLD"
    file.unlink()
    with pytest.raises(StorageError) as caught:
        save(Project(title="mine"), file, expected=mark)
    assert caught.value.cause == "missing"
    save(Project(title="mine"), file)
    assert load(file).project.title == "mine"
    assert names(file.parent) == ["map.cjm"]


def test_every_call_may_fail(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, a fault of the disk, at each step: the old file, a message, no leftovers."""

    def failing(number: int) -> Any:
        def fail(*_args: Any, **_more: Any) -> Any:
            raise OSError(number, os.strerror(number))

        return fail

    before = file.read_bytes()
    for target, name, number in (
        (os, "fsync", errno.EIO),
        (os, "fsync", errno.ENOSPC),
        (Path, "replace", errno.ENOSPC),
        (os, "open", errno.ENOSPC),
        (atomic, "_copy_marks", errno.EIO),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(target, name, failing(number))
            with pytest.raises(StorageError) as caught:
                save(Project(title="new"), file)
            assert caught.value.cause == "device"
        assert file.read_bytes() == before
        assert names(file.parent) == ["map.cjm"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", failing(errno.EPERM))
        save(Project(title="new"), file)
    assert load(file).project.title == "new"
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_nameless", lambda *_: None)
        save(Project(title="newer"), file)
    assert load(file).project.title == "newer"
    assert names(file.parent) == ["map.cjm"]


@posix
def test_a_folder_that_cannot_be_synced_is_no_failure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_sync = os.fsync

    def sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "")
        true_sync(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    save(Project(title="new"), file)
    assert load(file).project.title == "new"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, MemoryError])
@pytest.mark.parametrize("nameless", [True, False])
def test_an_interrupted_writer_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], nameless: bool
) -> None:
    if not nameless:
        monkeypatch.setattr(atomic, "_nameless", lambda *_: None)

    def writer(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise error

    path = write_bytes(tmp_path / "poster.pdf", b"whole")
    with pytest.raises(error):
        atomic_write(path, writer)
    assert path.read_bytes() == b"whole"
    assert names(tmp_path) == ["poster.pdf"]


def test_the_old_file_is_kept_when_asked(file: Path) -> None:
    old = file.read_bytes()
    saved = save(Project(title="new"), file, keep_old=True)
    assert saved.backup is not None
    assert saved.backup.parent == places.backup_folder()
    assert saved.backup.read_bytes() == old
    assert saved.backup.name.startswith("map-")


def test_finished_saves_are_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ack = tmp_path / "ack"
    monkeypatch.setenv("CJMDESK_ACK", str(ack))
    first = save(Project(title="a"), tmp_path / "a.cjm")
    save(Project(title="b"), tmp_path / "a.cjm")
    lines = ack.read_text().splitlines()
    assert lines[0] == f"saved {first.fingerprint.digest} {tmp_path / 'a.cjm'}"
    assert len(lines) == 2


def test_a_project_that_reads_back_differently_is_not_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cjmdesk.storage import project_file

    true_text = project_file._text
    monkeypatch.setattr(project_file, "_text", lambda *a: true_text(*a).replace(b"new", b"nev"))
    with pytest.raises(StorageError, match="differs from the project"):
        save(Project(title="new"), file)
    assert load(file).project.title == "old"
    bad = Project().model_copy(update={"maps": ("no map",)})
    with pytest.raises(StorageError):
        save(bad, file)
    assert load(file).project.title == "old"


@posix
def test_a_fault_on_closing_leaves_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new file has its name already, and the disk refuses after all."""
    true_name = atomic._give_name

    def name_then_close(descriptor: int, folder: Path) -> Path:
        path = true_name(descriptor, folder)
        os.close(descriptor)  # so that closing it once more fails
        return path

    monkeypatch.setattr(atomic, "_give_name", name_then_close)
    with pytest.raises(StorageError):
        save(Project(title="new"), file)
    assert load(file).project.title == "old"
    assert names(file.parent) == ["map.cjm"]


@posix
def test_a_save_that_failed_at_its_very_end_can_be_made_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder could not be flushed: the new file is there, and it is not taken for somebody else's."""
    known = load(file).fingerprint

    def refuse(_folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "sync_folder", refuse)
        with pytest.raises(StorageError) as caught:
            save(Project(title="new"), file, expected=known)
        assert caught.value.cause == "device"
    save(Project(title="new"), file, expected=known)
    assert load(file).project.title == "new"


@posix
def test_a_folder_that_may_only_be_read_is_said_on_opening(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != file.parent and may(path, mode))
    assert load(file).read_only == "its folder may only be read"


@posix
def test_a_folder_that_cannot_be_closed_costs_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_close = os.close

    def close(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        true_close(descriptor)
        if is_folder:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "close", close)
        patch.setattr(atomic, "sync_folder", lambda _folder: None)
        save(Project(title="new"), file)
    assert load(file).project.title == "new"
    assert names(file.parent) == ["map.cjm"]
