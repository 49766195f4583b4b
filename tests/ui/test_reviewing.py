"""A map that nobody has reviewed for a year is asked about once; the answer is an edit or is remembered."""

import datetime
from pathlib import Path

import pytest
from hands import journey, project
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.formats.templates import sample
from cjmdesk.storage.project_file import dumps, load, save
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

LONG_AGO = datetime.date(2019, 3, 14)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A project whose two maps were last reviewed years ago."""
    found = load(sample("bike-workshop", "en").path).project
    for one in found.maps:
        found = set_field(found, one.id, "last_reviewed", LONG_AGO)
    found, copy = duplicate_map(found, found.maps[0].id, map_type="current_state", title="Other")
    found = set_field(found, copy, "last_reviewed", LONG_AGO)
    path = tmp_path / "old.cjm"
    save(found, path)
    return path


def ways(window: MainWindow) -> dict[str, object]:
    notice = window.info.notice
    return dict(notice.ways) if notice is not None else {}


def test_an_old_map_is_asked_about_and_reviewed_in_one_step(
    program: Program, window: MainWindow, old: Path
) -> None:
    program.open_path(old, window)
    notice = window.info.notice
    assert notice is not None
    assert "14 March 2019" in notice.text.replace("\u00a0", " ")
    assert list(ways(window)) == ["Reviewed Today", "Not Now"]
    before = dumps(project(window))
    notice.ways[0][1]()
    assert window.info.notice is None
    reviewed = journey(window).last_reviewed
    assert reviewed is not None
    assert reviewed > LONG_AGO
    window.session.undo()
    assert dumps(project(window)) == before


def test_each_map_is_asked_about_once(program: Program, window: MainWindow, old: Path) -> None:
    program.open_path(old, window)
    first = journey(window).id
    other = next(one.id for one in project(window).maps if one.title == "Other")
    window.info.dismiss()
    window.session.show_map(other)
    assert list(ways(window)) == ["Reviewed Today", "Not Now"]
    window.session.show_map(first)
    assert window.info.notice is None


def test_not_now_is_remembered_until_the_next_review(
    program: Program, window: MainWindow, old: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    program.open_path(old, window)
    assert window.info.notice is not None
    window.info.notice.ways[1][1]()
    assert not window.session.modified
    window.close()
    later = Program(qapp)
    again = later.new_window()
    later.open_path(old, again)
    assert again.info.notice is None
    fresh = set_field(project(again), journey(again).id, "last_reviewed", LONG_AGO.replace(year=2020))
    save(fresh, old)
    again.close()
    third = later.new_window()
    later.open_path(old, third)
    assert third.info.notice is not None
    third.close()
    later.theme.deleteLater()


def test_nothing_is_asked_of_new_maps_samples_and_answered_gaps(
    program: Program, window: MainWindow, old: Path, blank: MainWindow
) -> None:
    assert blank.info.notice is None
    found = load(old).project
    blank.session.start(found)
    assert blank.info.notice is None, "a sample has no file"
    for one in found.maps:
        found = set_field(found, one.id, "type", "future_state")
    save(found, old)
    program.open_path(old, blank)
    assert program.windows[-1].info.notice is None
