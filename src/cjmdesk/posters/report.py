"""The report on a printed file: what lies where, how large the type is, what to look at."""

from collections.abc import Sequence
from typing import Any

from cjmdesk.posters.poster import Poster


def report(posters: Sequence[Poster], labels: Sequence[str]) -> dict[str, Any]:
    """The JSON object of `export --report`; lengths in mm, type in pt, distances in m.

    posters: one for each page; labels: what each page is called. Size, scale and readability are
    those of the worst page.
    """
    pages = [
        {
            "number": number,
            "kind": "poster",
            "label": label,
            "paper_mm": _size(poster),
            "poster_rect_mm": [0.0, 0.0, *_size(poster)],
            "placed_at_mm": [0.0, 0.0],
            "scale": 1.0,
        }
        for number, (poster, label) in enumerate(zip(posters, labels, strict=True), 1)
    ]
    smallest = min(posters, key=lambda poster: poster.smallest_pt)
    return {
        "pages": pages,
        "poster_mm": _size(posters[0]),
        "scale": 1.0,
        "smallest_text_pt": round(smallest.smallest_pt, 2),
        "reads_from_m": round(smallest.reads_from, 2),
        "cut_text_lines": 0,
        "warnings": [
            {"code": warning.code, "text": warning.text, "item": warning.item}
            for poster in posters
            for warning in poster.warnings
        ],
    }


def _size(poster: Poster) -> list[float]:
    return [round(poster.scene.width, 3), round(poster.scene.height, 3)]
