"""All that can be printed: sound files with their fonts, in each ink, and pictures where they may be."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cjmdesk.cli.main import main
from cjmdesk.formats.templates import sample
from cjmdesk.model.choices import INK_MODES
from cjmdesk.posters.kinds import KINDS

SAMPLES = {"en": "bike-workshop", "ru": "loyalty-loop"}


def export(out: Path, *words: str, language: str = "en") -> int:
    # What compares needs a map that was made from another.
    name = "bike-workshop" if "overlay" in words else SAMPLES[language]
    source = sample(name, language).path
    return main(["export", str(source), "-o", str(out), "--map", "1", *words])


def no_remember(kind: str) -> tuple[str, ...]:
    return ("--no-remember",) if kind == "blank" else ()


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_file_is_sound_and_carries_its_fonts(kind: str, language: str, tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    out = tmp_path / f"{kind}.pdf"
    assert export(out, "--what", kind, *no_remember(kind), language=language) == 0
    run = subprocess.run(["qpdf", "--check", str(out)], capture_output=True, check=False)
    assert run.returncode == 0, run.stdout
    opened = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(out), "-"], capture_output=True, check=True
    ).stdout
    descriptors = opened.count(b"/Type /FontDescriptor")
    assert descriptors > 0
    assert opened.count(b"/FontFile2 ") + opened.count(b"/FontFile3 ") == descriptors


@pytest.mark.parametrize("ink", INK_MODES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_printed_in_every_ink(kind: str, ink: str, tmp_path: Path) -> None:
    out = tmp_path / f"{kind}.pdf"
    assert export(out, "--what", kind, "--ink", ink, *no_remember(kind)) == 0
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_where_it_may_be_one(
    kind: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"{kind}.{ending}"
    code = export(out, "--what", kind, "--dpi", "20", *no_remember(kind))
    if KINDS[kind].drawn:
        assert code == 0
        assert out.stat().st_size > 1_000
    else:
        assert code == 2
        assert "printed on several pages; write a PDF" in capsys.readouterr().err
        assert not out.exists()
