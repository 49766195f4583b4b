"""`selftest`: one row for each check, and an exit code that can be trusted."""

from pathlib import Path

import pytest

from cjmdesk.cli import selftest
from cjmdesk.cli.main import run_verb


def test_everything_in_the_checkout_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CJMDESK_HOME", str(tmp_path))
    code = run_verb("selftest", [])
    rows = [line for line in capfd.readouterr().out.splitlines() if line[:4] in ("ok  ", "FAIL")]
    assert code == 0, [row for row in rows if row.startswith("FAIL")]
    kinds = {row[6:].split()[0] for row in rows}
    assert kinds == {"shipped", "words", "letters:", "template", "sample", "window"}


def test_a_failed_check_is_a_row_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise OSError("the disk is gone")

    monkeypatch.setattr(selftest, "_checks", lambda _folder, window: [("one", str), ("two", broken)])
    assert run_verb("selftest", ["--no-window"]) == 1
    said = capsys.readouterr().out
    assert "FAIL  two" in said
    assert "the disk is gone" in said
    assert "ok    one" in said
