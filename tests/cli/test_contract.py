"""What scripts rely on whatever they hand over: exit codes, one clear sentence, the user's language."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cjmdesk import shipped
from cjmdesk.__main__ import main
from cjmdesk.cli import parser as words
from cjmdesk.cli.main import VERBS
from cjmdesk.i18n import system_language, translator

Captured = pytest.CaptureFixture[str]
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev and /proc")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with one project, an English user and no folders of theirs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CJMDESK_HOME", str(tmp_path / "home"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    shutil.copyfile(shipped.path("samples", "dental-visit.en.cjm"), "a.cjm")
    return tmp_path


def said(captured: Captured, *line: str, code: int) -> str:
    """The one sentence that the program answers `line` with."""
    assert main(list(line)) == code, captured.readouterr()
    error = captured.readouterr().err
    assert error.startswith("cjmdesk: "), error
    assert error.count("\n") == 1, error
    return error


def in_a_shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`command` with `cjmdesk` in it run by a shell; pipes fail as their first part does."""
    program = f"{sys.executable} -m cjmdesk"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("cjmdesk", program)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


# The user's language


@pytest.mark.parametrize("language", ["pl", "ru"])
def test_argparse_speaks_the_users_language(
    language: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", f"de:{language}")
    for verb in VERBS:
        assert main([verb, "--help"]) == 0
        printed = capsys.readouterr().out
        assert not [word for word in ("usage:", "options:", "arguments:", "show this") if word in printed]
    for line in (["info"], ["info", "a.cjm", "--x"], ["export", "a.cjm", "-o"], ["info", "--json=1"]):
        error = said(capsys, *line, code=2)
        assert not [word for word in ("required", "unrecognized", "expected", "ignored") if word in error]


@pytest.mark.parametrize("language", ["pl", "ru"])
def test_every_word_of_argparse_keeps_its_placeholders(language: str) -> None:
    values = {"argument_name": "A", "message": "M", "value": "V", "choices": "C", "type": "T"}
    for word in words._WORDS:
        translated = translator(language).gettext(word)
        if "%(" in word:
            assert (translated % values).count("'V'") == (word % values).count("'V'")
        assert translated.count("%s") == word.count("%s")


def test_which_language_the_environment_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "pl_PL.UTF-8")
    assert system_language() == "pl"
    monkeypatch.setenv("LANGUAGE", "ru:pl")
    assert system_language() == "ru"
    monkeypatch.setenv("LANGUAGE", "de:fr")
    assert system_language() == "pl"
    monkeypatch.setenv("LANGUAGE", "pl")
    monkeypatch.setenv("LC_ALL", "C")
    assert system_language() == "en"


# Wrong use


def test_options_are_not_abbreviated(capsys: Captured) -> None:
    assert "--reprod" in said(capsys, "export", "a.cjm", "-o", "o.pdf", "--reprod", code=2)


@pytest.mark.parametrize(
    ("line", "about"),
    [
        (("export", "a.cjm", "-o", "o.zip"), "writes no “zip”"),
        (("export", "a.cjm", "-o", "o"), "no ending"),
        (("export", "none.cjm", "-o", "o.zip"), "writes no “zip”"),
        (("export", "a.cjm", "-o", "o.png", "--dpi", "nan"), "20 to 1200"),
        (("export", "a.cjm", "-o", "o.png", "--dpi", "dense"), "20 to 1200"),
        (("export", "a.cjm", "-o", "o.pdf", "--map", "²"), "no map “²”"),
        (("export", "a.cjm", "-o", "o.pdf", "--map", "9" * 5000), "no map"),
        (("export", "a.cjm", "-o", "o.csv", "--report"), "--report is for"),
        (("export", "a.cjm", "-o", "o.html", "--what", "booklet"), "“html” takes no --what booklet"),
        (("export", "a.cjm", "-o", "o.csv", "--what", "map", "--paper", "A3"), "“csv” takes no --paper;"),
        (("export", "a.cjm", "-o", "o.ics", "--what", "plan", "--ink", "grey"), "takes no --ink;"),
        (("export", "a.cjm", "-o", "o.md", "--dpi", "150", "--no-marks"), "takes no --no-marks, --dpi;"),
        (("export", "", "-o", "o.pdf"), "name of a file is empty"),
        (("info", ""), "name of a file is empty"),
        (("new", "--template", "current-state", "-o", "o.pdf"), "ends in .cjm"),
        (("import", "a.csv", "-o", "a.csv"), "ends in .cjm"),
        (("import", "a.cjm", "-o", "b.cjm", "--language", "12"), "“12” is no language"),
        (("exp\nrot",), "exp\\nrot"),
        (("--wr\nong",), "--wr\\nong"),
    ],
)
def test_wrong_use_is_one_sentence(line: tuple[str, ...], about: str, here: Path, capsys: Captured) -> None:
    (here / "a.csv").write_text("stage,a\nx,y\n")
    assert about in said(capsys, *line, code=2)
    assert (here / "a.csv").read_text() == "stage,a\nx,y\n"


# Names, streams, rights


@linux
@pytest.mark.parametrize("stem", [b"new\nline", b"\xff", "ł".encode() * 125, b"-dash", "карта".encode()])
def test_odd_names(stem: bytes, here: Path, capsys: Captured) -> None:
    project, table = (os.fsdecode(stem + ending) for ending in (b".cjm", b".csv"))
    shutil.copyfile("a.cjm", here / project)
    assert main(["info", "--", project]) == 0
    assert main(["validate", "--", project]) == 0
    assert main(["convert", f"-o={project}", "--", project]) == 0
    assert main(["export", f"-o={table}", "--", project]) == 0
    assert main(["export", f"-o={os.fsdecode(stem)}.pdf", "--paper", "A4", "--", project]) == 0
    captured = capsys.readouterr()
    assert "\\udc" not in captured.out + captured.err
    assert "new\nline" not in captured.out + captured.err
    assert (here / table).is_file()


@linux
@pytest.mark.parametrize("command", ["info a.cjm", "--help", "--version", "info --help", "schema"])
def test_streams_that_are_full_or_closed(command: str) -> None:
    full = in_a_shell(f"cjmdesk {command} > /dev/full")
    assert (full.returncode, full.stderr) == (3, "cjmdesk: the disk is full\n")
    closed = in_a_shell(f"cjmdesk {command} >&-")
    assert (closed.returncode, closed.stderr) == (0, "")
    left = in_a_shell(f"cjmdesk {command} | true")
    assert (left.returncode, left.stderr) == (0, "")


@linux
def test_other_closed_streams() -> None:
    assert in_a_shell("cjmdesk export a.cjm -o a.csv 2>&-").returncode == 0
    read = in_a_shell("cjmdesk import - -o b.cjm <&-")
    assert (read.returncode, read.stderr) == (1, "cjmdesk: standard input is closed\n")
    assert in_a_shell("cjmdesk info none.cjm 2>/dev/full").returncode == 1


@linux
def test_a_device_that_cannot_be_read(capsys: Captured) -> None:
    for line in (
        ("info", "/proc/self/mem"),
        ("import", "/proc/self/mem", "-o", "b.cjm"),
        ("export", "/proc/self/mem", "-o", "b.csv"),
    ):
        assert "reports a fault" in said(capsys, *line, code=3)


@pytest.mark.skipif(os.name == "nt" or not getattr(os, "geteuid", int)(), reason="root may read everything")
def test_files_that_may_not_be_read(here: Path, capsys: Captured) -> None:
    (here / "a.cjm").chmod(0)
    for line in (("info", "a.cjm"), ("import", "a.cjm", "-o", "b.cjm"), ("diff", "a.cjm", "a.cjm")):
        assert "you may not read this file" in said(capsys, *line, code=3)


@pytest.mark.skipif(os.name == "nt", reason="modes are those of Unix")
def test_a_file_that_may_only_be_read(here: Path, capsys: Captured) -> None:
    shutil.copyfile("a.cjm", "b.cjm")
    (here / "b.cjm").chmod(0o444)
    for line in (
        ("convert", "a.cjm", "-o", "b.cjm"),
        ("convert", "b.cjm", "-o", "b.cjm"),
        ("new", "--template", "current-state", "-o", "b.cjm"),
    ):
        assert said(capsys, *line, code=3).startswith("cjmdesk: b.cjm: the file may only be read")


@linux
def test_a_backup_folder_that_cannot_be_made(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file is worth more than the new one, and the folder is named."""
    monkeypatch.setenv("CJMDESK_HOME", "/proc/1/none")
    before = Path("a.cjm").read_bytes()
    error = said(capsys, "new", "--template", "current-state", "-o", "a.cjm", code=3)
    assert "/proc/1/none/state/backups" in error
    assert Path("a.cjm").read_bytes() == before


# Ctrl+C

STOPPED_WHILE = {
    "an import": "import stopped_inside; assert stopped_inside.whole; time.sleep(30)",
    "somebody swallows it": """
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    pass
time.sleep(30)
""",
    "it becomes another fault": """
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    raise AttributeError("no such name")
""",
}


@linux
@pytest.mark.parametrize("work", STOPPED_WHILE.values(), ids=STOPPED_WHILE)
def test_a_verb_can_be_stopped_anywhere(work: str, here: Path) -> None:
    """Qt's bindings abort when an import of theirs is interrupted, and swallow what comes in elsewhere."""
    (here / "stopped_inside.py").write_text("import os; os.kill(os.getpid(), 2); whole = True")
    code = (
        "import os, signal, sys, time; sys.path.insert(0, ''); from cjmdesk.cli import info, main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"def load(_file):\n    exec({work!r}, globals())\n"
        "info.load = load; sys.exit(main.main(['info', 'a.cjm']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=False
    )
    assert (done.returncode, done.stderr) == (130, "cjmdesk: stopped\n")
