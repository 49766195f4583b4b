"""`export --what overlay --against` with a map of another file."""

from pathlib import Path

import pypdfium2
import pytest

from cjmdesk.cli.main import main
from cjmdesk.edits.fields import set_field
from cjmdesk.storage.project_file import save
from future_workshop import future_workshop

PROJECT, MAY = future_workshop()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Ours with one map, and another file with two, in which one card says something else."""
    other = set_field(PROJECT, "visit-now-calls", "text", "Writes a letter")
    ours = PROJECT.model_copy(update={"maps": PROJECT.maps[:1]})
    return save(ours, tmp_path / "ours.cjm").path, save(other, tmp_path / "piotr.cjm").path


def words(path: Path) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


@pytest.mark.parametrize(
    ("map_", "said"), [("", "Writes a letter"), (f"#{MAY}", "Books an hour"), ("#1", "a letter")]
)
def test_a_map_of_another_file(files: tuple[Path, Path], map_: str, said: str) -> None:
    ours, other = files
    target = ours.with_suffix(".pdf")
    assert (
        main(["export", str(ours), "-o", str(target), "--what", "overlay", "--against", f"{other}{map_}"])
        == 0
    )
    found = " ".join(words(target).split())
    assert said in found
    assert "Calls to ask the price" in found


def test_what_is_not_there_is_said(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    ours, other = files
    target = ours.with_suffix(".pdf")
    for against, said in (
        (f"{other}#x", "There is no map “x” in the other file; it has: Repair visit, Repair visit in May."),
        (f"{other}x", "There is no other map or file “"),
    ):
        assert main(["export", str(ours), "-o", str(target), "--what", "overlay", "--against", against]) == 2
        assert said in capsys.readouterr().err
    assert not target.exists()
