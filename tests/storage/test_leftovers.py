"""Temporary files of killed programs are taken away, and nothing else is."""

import os
import time
from pathlib import Path

import pytest

from cjmdesk.model.project import Project
from cjmdesk.storage import leftovers
from cjmdesk.storage.leftovers import OLD, fresh_name, sweep
from cjmdesk.storage.locking import hold
from cjmdesk.storage.project_file import save
from cjmdesk.ui.opening import open_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a project and, days old, what a killed save left there."""
    save(Project(), tmp_path / "map.cjm")
    leftovers._swept.clear()
    return tmp_path


def old(path: Path, seconds: float = OLD + 60) -> Path:
    path.write_bytes(b"half a project")
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


def test_opening_and_saving_take_them_away(folder: Path) -> None:
    left = old(folder / fresh_name())
    open_file(folder / "map.cjm")
    assert not left.exists()
    leftovers._swept.clear()
    left = old(folder / fresh_name())
    save(Project(title="x"), folder / "map.cjm")
    assert [path.name for path in folder.iterdir()] == ["map.cjm"]


def test_what_is_young_held_or_of_others_stays(folder: Path) -> None:
    kept = [
        old(folder / fresh_name(), 3600),
        old(folder / ".cjm-0123456789ab"),
        old(folder / ".cjm-ABCDEF0123"),
        old(folder / ".cjm-notes"),
        old(folder / f"{fresh_name()}.cjm"),
    ]
    directory = folder / fresh_name()
    directory.mkdir()
    then = time.time() - 2 * OLD
    os.utime(directory, (then, then))
    held = old(folder / fresh_name())
    with held.open("rb+") as stream:
        assert hold(stream.fileno())
        assert sweep(folder) == 0
    assert all(path.exists() for path in [*kept, directory, held])


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_of_that_name_is_no_file_of_ours(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = old(tmp_path_factory.mktemp("elsewhere") / "precious")
    link = folder / fresh_name()
    link.symlink_to(elsewhere)
    sweep(folder)
    assert link.is_symlink()
    assert elsewhere.exists()


def test_a_folder_is_looked_through_once(folder: Path) -> None:
    assert sweep(folder) == 0
    left = old(folder / fresh_name())
    assert sweep(folder) == 0
    assert left.exists()
    assert sweep(folder / "none") == 0
