"""The pictures of the guide to the method: the café's map growing lane by lane, in each language.

Called by `pictures.py`; all of them come from the verb `export` on the shipped template.
"""

from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "pl", "ru")
INKS = 128
"""Colours of a picture: they lie in the repository three times, and sheets have few."""

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
            few = picture.quantize(INKS, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
            few.save(target / f"{name}.{language}.png", optimize=True)
