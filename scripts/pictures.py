#!/usr/bin/env python3
"""The pictures of README and user guide, made by the program itself.

    scripts/pictures.py [DIRECTORY]        docs/pictures if none is given; those of the guide to the
                                           method go beside it, into guide/pictures

Window and start page come from `screenshots.py`, the poster from the verb `export`. Each picture
stays below MOST_BYTES: they lie in the repository.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from guide_pictures import guide, run
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 300_000
SHOTS = {
    "window": "window-card",
    "start": "start-fresh",
    "print": "dialog-print-tiled",
    "print-page": "dialog-print-page-2",
    "gaps": "window-gaps",
    "figures": "figures-leaving",
    "import-numbers": "import-numbers",
    "walk-through": "walk-emotions",
    "compare": "compare",
    "wall-codes": "window-off-the-wall",
    "persona-guide": "guide-personas-3",
    "workshop": "guide-brief-2",
    "workshop-timer": "timer-running",
}
"""Picture → the view of `screenshots.py` that it shows."""
POSTER_WIDTH = 1_600


def main() -> int:
    """Make all of them; 1 if one is too large."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cjmdesk-pictures-") as folder:
        room = Path(folder)
        shots(room)
        for name, view in SHOTS.items():
            small(room / f"{view}-en-light-1.png", target / f"{name}.png")
        poster(room)
        small(room / "poster.png", target / "poster.png", POSTER_WIDTH)
        wall_grid(room)
        small(room / "wall-grid.png", target / "wall-grid.png", POSTER_WIDTH)
        notes(room)
        small(room / "notes.png", target / "notes.png", POSTER_WIDTH)
        guide(room, run, target.parent / "guide" / target.name)
    made = sorted((*target.glob("*.png"), *(target.parent / "guide" / target.name).glob("*.png")))
    for path in made:
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
    return int(any(path.stat().st_size > MOST_BYTES for path in made))


def shots(room: Path) -> None:
    """The views of the window, in English and light colours."""
    only = ["--only", ",".join(SHOTS.values())]
    command = [sys.executable, str(ROOT / "scripts" / "screenshots.py"), str(room), *only]
    subprocess.run([*command, "--languages", "en", "--themes", "light", "--scales", "1"], check=True)


def poster(room: Path) -> None:
    """The bicycle workshop's poster, without the day it was made."""
    source = ROOT / "resources" / "samples" / "bike-workshop.en.cjm"
    told = ["--map", "1", "--paper", "A1", "--dpi", "100", "--reproducible"]
    run(room, "export", str(source), "-o", str(room / "poster.png"), *told)


def wall_grid(room: Path) -> None:
    """An empty grid of a template on A0."""
    source = room / "visit.cjm"
    run(room, "new", "--template", "current-state", "--language", "en", "-o", str(source))
    told = ["--what", "blank", "--paper", "A0", "--dpi", "80", "--reproducible"]
    run(room, "export", str(source), "-o", str(room / "wall-grid.png"), *told)


def notes(room: Path) -> None:
    """The template of note sheets beside the page that is printed on the notes."""
    import pypdfium2

    source = ROOT / "resources" / "samples" / "bike-workshop.en.cjm"
    told = ["--map", "1", "--what", "notes", "--paper", "A4", "--lanes", "emotions,pain_points"]
    run(room, "export", str(source), "-o", str(room / "notes.pdf"), *told, "--reproducible")
    with pypdfium2.PdfDocument(room / "notes.pdf") as document:
        pages = [document[number].render(scale=1.5).to_pil() for number in (0, 1)]
    gap = 24
    both = Image.new(
        "RGB", (sum(page.width for page in pages) + 3 * gap, pages[0].height + 2 * gap), "#C9CED6"
    )
    x = gap
    for page in pages:
        both.paste(page, (x, gap))
        x += page.width + gap
    both.save(room / "notes.png")


def small(source: Path, target: Path, width: int = 0) -> None:
    """`source`, `width` pixels wide (0: as it is); in 256 colours if it is too large otherwise."""
    with Image.open(source) as opened:
        picture = opened.convert("RGB")
    if width:
        height = round(picture.height * width / picture.width)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    picture.save(target, optimize=True)
    if target.stat().st_size > MOST_BYTES:
        # Refined means keep grounds and inks in their own colours.
        few = picture.quantize(256, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
        few.save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
