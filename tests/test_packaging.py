"""What is delivered: desktop files, the user's registration, the wheel, the pinned libraries."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from cjmdesk import shipped
from cjmdesk._version import __version__
from cjmdesk.cli import register

ROOT = Path(__file__).resolve().parents[1]
DESKTOP = ROOT / "resources" / "desktop"
MIME_TYPE = "application/vnd.cjmdesk+json"
SIZES = ("16x16", "22x22", "24x24", "32x32", "48x48", "64x64", "128x128", "256x256", "512x512")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def checked(tool: str, *words: str | Path) -> str:
    """What a checker of desktop files says."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    result = run(tool, *words)
    return result.stdout + result.stderr


def test_the_menu_entry_is_valid() -> None:
    assert checked("desktop-file-validate", DESKTOP / "cjmdesk.desktop") == ""


def test_the_software_centre_entry_is_valid() -> None:
    """Newer versions of the checker want the address of a home page; there is none yet."""
    said = checked("appstreamcli", "validate", "--no-net", DESKTOP / "org.cjmdesk.cjmdesk.metainfo.xml")
    assert re.findall(r"^[EW]: .*: (?!url-homepage-missing)\S+", said, re.M) == []
    assert "Validation" in said


def test_one_version_and_one_file_type_everywhere() -> None:
    metainfo = ET.parse(DESKTOP / "org.cjmdesk.cjmdesk.metainfo.xml").getroot()
    release = metainfo.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## (\S+)", changes, re.M)[1] == __version__  # type: ignore[index]
    assert metainfo.findtext("provides/mediatype") == MIME_TYPE
    assert f"MimeType={MIME_TYPE};" in (DESKTOP / "cjmdesk.desktop").read_text("utf-8")


def test_the_licence_of_every_library_is_named() -> None:
    from cjmdesk.ui.dialogs.about import LICENCES

    named = {name.lower() for names, _licence in LICENCES for name in names.split(", ")}
    called = {"PySide6-Essentials": "PySide6", "beautifulsoup4": "Beautiful Soup"}
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    libraries = [re.split(r"[\[<>=~]", one)[0] for one in needed]
    assert [one for one in libraries if called.get(one, one).lower() not in named] == []


def test_icons_are_there_in_every_size() -> None:
    for size in SIZES:
        for name in ("apps/cjmdesk.png", "mimetypes/application-vnd.cjmdesk+json.png"):
            header = (DESKTOP / "icons" / "hicolor" / size / name).read_bytes()[:24]
            side = int(size.split("x")[0])
            assert header[16:24] == side.to_bytes(4, "big") * 2, (size, name)
    icons = ROOT / "packaging" / "icons"
    assert (icons / "cjmdesk.ico").read_bytes()[:6] == b"\0\0\1\0\7\0"
    assert (icons / "cjmdesk.icns").read_bytes()[:4] == b"icns"


def test_register_and_unregister(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert register.register() == 0
    assert str(tmp_path) in capsys.readouterr().out
    entry = tmp_path / "applications" / "cjmdesk.desktop"
    started = re.search(r'^Exec="(.+)" %F$', entry.read_text("utf-8"), re.M)
    assert started is not None
    assert Path(started[1]).is_absolute()
    if shutil.which("desktop-file-validate"):
        assert run("desktop-file-validate", entry).returncode == 0
    theme = tmp_path / "icons" / "hicolor"
    assert (theme / "48x48" / "apps" / "cjmdesk.png").is_file()
    assert (theme / "scalable" / "mimetypes" / "application-vnd.cjmdesk+json.svg").is_file()

    (tmp_path / "icons" / "other.png").touch()
    assert register.unregister() == 0
    assert register.unregister() == 0, "nothing to remove is no error"
    left = [file for file in tmp_path.rglob("*cjmdesk*") if file.is_file()]
    assert left == []
    assert [str(kept.relative_to(tmp_path)) for kept in (tmp_path / "icons").rglob("*.png")] == [
        "icons/other.png"
    ]
    assert not theme.exists() or not any(theme.rglob("apps"))


def test_a_strange_program_path_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / 'My "tools" 100% $HOME' / "cjmdesk"
    program.parent.mkdir()
    program.touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "executable", str(program.with_name("python")))
    register.register()
    entry = tmp_path / "data" / "applications" / "cjmdesk.desktop"
    assert r'/My \\"tools\\" 100%% \\$HOME/cjmdesk" %F' in entry.read_text("utf-8")
    if shutil.which("desktop-file-validate"):
        assert run("desktop-file-validate", entry).returncode == 0


def test_a_relative_data_folder_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "somewhere")
    assert register.data_folder().is_absolute()


def test_files_are_recognised_by_name_and_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("update-mime-database") is None:
        pytest.skip("shared-mime-info is not installed")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    register.register()
    sample = sorted(shipped.path("samples").glob("*.cjm"))[0].read_bytes()
    for name in ("by-name.cjm", "by-name.cjm.json", "by-content"):
        (tmp_path / name).write_bytes(b"{}" if name.startswith("by-name") else sample)
    (tmp_path / "other.json").write_text("{}", "utf-8")
    ask = (
        "import sys; from PySide6.QtCore import QMimeDatabase\n"
        "for file in sys.argv[1:]: print(QMimeDatabase().mimeTypeForFile(file).name())"
    )
    names = ("by-name.cjm", "by-name.cjm.json", "by-content", "other.json")
    result = run(sys.executable, "-c", ask, *(tmp_path / name for name in names))
    assert result.stdout.split() == [MIME_TYPE, MIME_TYPE, MIME_TYPE, "application/json"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel, built from this checkout, is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist")
    assert built.returncode == 0, built.stderr
    wheel = next((folder / "dist").glob("*.whl"))
    target = folder / "site"
    options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--target", target)
    done = run(sys.executable, "-m", "pip", "install", "-q", *options, wheel)
    assert done.returncode == 0, done.stderr
    return target


def outside(installed: Path, *words: str) -> str:
    """What the installed program says, started in a folder without our sources."""
    result = subprocess.run(
        [sys.executable, *words],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed), "CJMDESK_HOME": str(installed.parent / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_wheel_starts(installed: Path) -> None:
    assert __version__ in outside(installed, "-m", "cjmdesk", "--version")


def test_the_wheel_brings_every_shipped_file(installed: Path) -> None:
    source = ROOT / "resources"
    folder = Path(outside(installed, "-c", "from cjmdesk import shipped; print(shipped.folder())").strip())
    assert folder.is_relative_to(installed)
    wanted = {file.relative_to(source) for file in source.rglob("*") if file.is_file()}
    assert wanted == {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}


def test_the_wheel_speaks_polish_and_russian(installed: Path) -> None:
    ask = "from cjmdesk.i18n import translator; print(translator('{}').gettext('Touchpoints'))"
    words = {outside(installed, "-c", ask.format(language)).strip() for language in ("pl", "ru", "en")}
    assert len(words) == 3, words


def test_the_wheel_holds_no_tests_and_no_secrets(installed: Path) -> None:
    wheel = next((installed.parent / "dist").glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"cjmdesk", f"cjmdesk-{__version__}.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is counted only before Python 3.12")
def test_qt_gives_none_back() -> None:
    """PySide6 6.12 loses a reference to None with each void call and kills Python 3.11."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _number in range(20_000):
        thing.blockSignals(False)
        thing.setObjectName("")
    assert abs(sys.getrefcount(None) - before) < 1000


def test_the_program_folder_can_print() -> None:
    """Qt's part for printers is imported by one file only, in the function that prints."""
    spec = (ROOT / "packaging" / "cjmdesk.spec").read_text("utf-8")
    left_out = re.findall(r"^    excludes=\[(.*?)\],\n    noarchive", spec, re.M | re.S)
    assert left_out and "QtPrintSupport" not in left_out[0]
    unused = re.findall(r"^UNUSED = \((.*?)\)\n", spec, re.M | re.S)
    assert unused and "rint" not in unused[0] and 'collect_submodules("cjmdesk")' in spec
