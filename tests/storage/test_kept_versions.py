"""The versions of a file that one can go back to."""

import datetime
import os
from pathlib import Path

import pytest

from cjmdesk.model.project import Project
from cjmdesk.storage import backups, places
from cjmdesk.storage.backups import keep_copy, keep_version, thin, versions
from cjmdesk.storage.project_file import load, save


def saved(path: Path, title: str) -> None:
    save(Project(title=title), path, versions=True)


def titles(path: Path) -> list[str]:
    return [load(one.path).project.title for one in versions(path)]


def test_every_save_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "one.cjm"
    for title in ("a", "b", "c"):
        saved(path, title)
    assert titles(path) == ["b", "a"]
    assert load(path).project.title == "c"
    assert versions(tmp_path / "other.cjm") == []


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "one.cjm"
    for title in ("a", "b", "b", "b"):
        saved(path, title)
    assert titles(path) == ["b", "a"]


def test_versions_are_private(tmp_path: Path) -> None:
    path = tmp_path / "one.cjm"
    saved(path, "a")
    saved(path, "b")
    if os.name == "posix":
        assert versions(path)[0].path.stat().st_mode & 0o077 == 0


def aged(path: Path, *ages: datetime.timedelta, end: str = "") -> None:
    """Versions of `path` that old."""
    folder = places.backup_folder()
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.UTC)
    for number, age in enumerate(ages):
        moment = (now - age).strftime("%Y%m%dT%H%M%S.%f")
        (folder / f"one-{backups._mark(path.resolve())}-{moment}{end}.cjm").write_text(f"{number}")


def test_old_ones_are_thinned_out(tmp_path: Path) -> None:
    path = tmp_path / "one.cjm"
    minutes = [datetime.timedelta(minutes=n) for n in range(30)]
    days = [datetime.timedelta(days=n, hours=h) for n in range(2, 40) for h in (0, 1, 2)]
    aged(path, *minutes, *days)
    thin()
    left = versions(path)
    now = datetime.datetime.now(datetime.UTC)
    recent = [one for one in left if now - one.saved < datetime.timedelta(hours=1)]
    assert 10 <= len(recent) <= 12, "the newest ten, and one of each hour"
    old = [one for one in left if now - one.saved > datetime.timedelta(days=1)]
    assert len(old) == len({one.saved.date() for one in old}), "one a day"
    assert max((now - one.saved).days for one in left) <= 30
    assert len(old) >= 27


def test_copies_before_a_migration_are_not_thinned_out(tmp_path: Path) -> None:
    path = tmp_path / "one.cjm"
    aged(path, *(datetime.timedelta(days=n) for n in range(60, 80)), end="-kept")
    thin()
    assert len(versions(path)) == 20


def test_all_together_stay_within_their_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "MOST_BYTES", 5_000)
    paths = [tmp_path / name for name in ("one.cjm", "two.cjm")]
    for number in range(8):
        for path in paths:
            saved(path, f"{number} " + "x" * 1_000)
    total = sum(one.size for path in paths for one in versions(path))
    assert total <= 5_000
    assert all(versions(path) for path in paths), "each file keeps its newest"
    assert titles(paths[0])[0].startswith("6 ")


def test_a_disk_that_refuses_stops_no_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one.cjm"
    saved(path, "a")

    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cjmdesk.storage.backups.shutil.copyfile", full)
    saved(path, "b")
    assert load(path).project.title == "b"
    assert versions(path) == []
    assert keep_version(path) is None


def test_names_of_any_kind(tmp_path: Path) -> None:
    for name in ("ż" * 120 + ".cjm", "a-0123456789ab-20260101T000000.000000.cjm", "line\nbreak.cjm"):
        path = tmp_path / name
        saved(path, "a")
        saved(path, "b")
        assert titles(path) == ["a"]
    kept = keep_copy(path)
    assert versions(path)[0].path == kept
    assert versions(path)[0].kept
