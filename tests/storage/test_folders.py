"""The program's folders, settings and recent files: nothing broken in them ever stops the program."""

import json
import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from cjmdesk.storage import places
from cjmdesk.storage.recent import MOST, forget_all, forget_file, recent_files, remember_file
from cjmdesk.storage.settings import Settings, change_settings, load_settings, save_settings


def folders() -> list[Path]:
    return [
        places.config_folder(),
        places.data_folder(),
        places.cache_folder(),
        places.state_folder(),
    ]


def test_one_variable_moves_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CJMDESK_HOME", str(tmp_path))
    assert all(folder.parent == tmp_path for folder in folders())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CJMDESK_HOME", "relative")
    assert all(folder.is_absolute() for folder in folders())


@pytest.mark.skipif(os.name == "nt", reason="XDG variables")
@pytest.mark.parametrize("value", ["", "relative/path"])
def test_odd_variables_scatter_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str) -> None:
    monkeypatch.delenv("CJMDESK_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", value)
    for folder in folders():
        assert folder.is_absolute()
        assert folder.name == "cjmdesk"
        assert tmp_path in folder.parents


def test_recent_files(tmp_path: Path) -> None:
    assert recent_files() == []
    paths = [tmp_path / f"{number}.cjm" for number in range(MOST + 5)]
    for path in paths:
        remember_file(path)
    assert recent_files() == list(reversed(paths))[:MOST]
    remember_file(paths[-3])
    assert recent_files()[0] == paths[-3]
    assert recent_files().count(paths[-3]) == 1
    forget_file(paths[-3])
    assert paths[-3] not in recent_files()
    forget_all()
    assert recent_files() == []


@pytest.mark.skipif(os.name == "nt", reason="names of bytes")
def test_recent_names_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.cjm")
    remember_file(path)
    assert recent_files() == [path]


@pytest.mark.parametrize(
    "content", [b"{", b"[1]", b'{"files": 5}', b'{"files": [5, "rel"]}', b"\xff", b"[" * 99999]
)
def test_broken_recent_files_are_ignored(content: bytes) -> None:
    places.config_folder().mkdir(parents=True)
    places.recent_file().write_bytes(content)
    assert recent_files() == []
    remember_file(Path("/a.cjm"))
    assert len(recent_files()) == 1


def test_settings_are_kept() -> None:
    assert load_settings() == Settings()
    fresh = change_settings(language="pl", margins=(5, 6, 7, 8.5), folder="/maps")
    assert load_settings() == fresh
    assert load_settings().margins == (5, 6, 7, 8.5)
    change_settings(theme="dark")
    assert (load_settings().language, load_settings().theme) == ("pl", "dark")
    with pytest.raises(ValidationError):
        change_settings(theme="pink")


def test_broken_settings_are_put_aside() -> None:
    path = places.settings_file()
    path.parent.mkdir(parents=True)
    path.write_text("{broken")
    assert load_settings() == Settings()
    assert path.with_name("settings.json.broken").read_text() == "{broken"


def test_one_wrong_setting_does_not_cost_the_others() -> None:
    path = places.settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"language": "xx", "paper": "A3", "margins": [1], "later": {"a": 1}}))
    found = load_settings()
    assert (found.language, found.paper, found.margins) == ("", "A3", Settings().margins)
    assert save_settings(found)
    assert json.loads(path.read_text())["later"] == {"a": 1}


@pytest.mark.skipif(os.name == "nt", reason="devices")
def test_a_disk_that_refuses_does_not_stop_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJMDESK_HOME", "/dev/null")
    assert not save_settings(Settings(language="pl"))
    remember_file(Path("/a.cjm"))
    assert load_settings() == Settings()
    assert recent_files() == []
