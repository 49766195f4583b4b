#!/usr/bin/env python3
"""The pictures of the guide to the method: the café's map growing lane by lane, and the windows over it.

    scripts/guide_pictures.py [DIRECTORY]       docs/guide/pictures if none is given

`pictures.py` makes them with all others. Sheets come from the verb `export` on the shipped template,
windows from `shots/method.py` in a child process for each language.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "pl", "ru")
INKS, WINDOW_INKS = 128, 72
"""Colours of a picture of a sheet, of a window: they lie in the repository three times, and have few."""

SHEETS = {
    "persona": (700, "--what", "persona", "--paper", "A4"),
    "stages": (1_200, "--paper", "420x150mm", "--lanes", "key_task"),
    "grid": (900, "--what", "blank", "--paper", "A0"),
    "doing": (1_200, "--paper", "A3", "--lanes", "actions,touchpoints"),
    "feeling": (1_200, "--paper", "A3", "--lanes", "emotions,pain_points,findings"),
    "poster": (1_300, "--paper", "A1"),
    "plan": (700, "--what", "plan", "--paper", "A4", "--orientation", "portrait"),
}
"""Picture → its width, and how it is exported. The page of the first persona stands for all."""


def guide(room: Path, run: Callable[..., None], target: Path) -> None:
    """Make them all in `target`, with `room` for what lies between. run: does a verb of the program."""
    import pypdfium2
    from PIL import Image

    target.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        source = ROOT / "resources" / "templates" / f"cafe.{language}.cjm"
        for name, (width, *told) in SHEETS.items():
            pdf = room / f"{name}.pdf"
            run(room, "export", str(source), "-o", str(pdf), *told, "--reproducible", "--no-remember")
            with pypdfium2.PdfDocument(pdf) as document:
                page = document[0]
                drawn = page.render(scale=3 * width / page.get_width()).to_pil().convert("RGB")
            picture = drawn.resize(
                (width, round(drawn.height * width / drawn.width)), Image.Resampling.LANCZOS
            )
            save(picture, target / f"{name}.{language}.png", INKS)
        windows(room, language, target)


def windows(room: Path, language: str, target: Path) -> None:
    """The windows over the café's map in one language."""
    from PIL import Image

    shots = room / f"windows-{language}"
    shots.mkdir()
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "CJMDESK_HOME": str(room / f"home-{language}"),
    }
    surroundings["QT_LOGGING_RULES"] = "qt.qpa.*=false"
    subprocess.run([sys.executable, __file__, str(shots), "--child", language], env=surroundings, check=True)
    for shot in sorted(shots.glob("*.png")):
        with Image.open(shot) as opened:
            save(opened.convert("RGB"), target / f"{shot.stem}.{language}.png", WINDOW_INKS)


def save(picture: "Image", path: Path, inks: int) -> None:
    """The picture in so many colours."""
    from PIL import Image

    few = picture.quantize(inks, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def shoot(folder: Path, language: str) -> None:
    """Take the windows' pictures; in a process of its own, since a program has one language."""
    from PySide6.QtTest import QTest
    from shots.method import method

    from cjmdesk.ui.app import make_app
    from cjmdesk.ui.program import Program

    app = make_app()
    program = Program(app)
    program.set_language(language)
    program.set_theme("light")
    source = folder / f"cafe.{language}.cjm"
    shutil.copy(ROOT / "resources" / "templates" / source.name, source)
    window = program.new_window()
    window.resize(1_300, 800)
    program.open_path(source, window)
    QTest.qWait(500)
    for name, widget in method(window):
        widget.grab().save(str(folder / f"{name}.png"))
    sys.stdout.flush()
    os._exit(0)  # the windows need no farewell


def run(room: Path, *words: str) -> None:
    """A verb, with folders of its own."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CJMDESK_HOME": str(room / "home")}
    subprocess.run([sys.executable, "-m", "cjmdesk", *words], env=surroundings, check=True)


def main() -> int:
    """Make all of them, or take the part of a child."""
    told = sys.argv[1:]
    if "--child" in told:
        shoot(Path(told[0]), told[2])
    target = Path(told[0]) if told else ROOT / "docs" / "guide" / "pictures"
    with tempfile.TemporaryDirectory(prefix="cjmdesk-guide-") as folder:
        guide(Path(folder), run, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
