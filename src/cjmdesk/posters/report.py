"""The report on a printed file: what lies where, how large the type is, what to look at."""

from collections.abc import Sequence
from typing import Any

from cjmdesk.edits.grids import grid_name
from cjmdesk.model.maps import WallGrid
from cjmdesk.posters.check import PosterWarning
from cjmdesk.posters.printed import Printed, PrintedPage


def report(printed: Sequence[Printed]) -> dict[str, Any]:
    """The JSON object of `export --report`; lengths in mm, type in pt, distances in m.

    printed: the posters of the file, in order. Size and scale are those of the first, readability
    is that of the worst.
    """
    pages = [page for each in printed for page in each.pages]
    smallest = min(printed, key=lambda each: each.poster.smallest_pt * each.scale)
    grids = [each.grid for each in printed if each.grid is not None]
    told = {
        "pages": [_page(number, page) for number, page in enumerate(pages, 1)],
        "poster_mm": _rounded(printed[0].poster.scene.width, printed[0].poster.scene.height),
        "scale": round(printed[0].scale, 6),
        "smallest_text_pt": round(smallest.poster.smallest_pt * smallest.scale, 2),
        "reads_from_m": round(smallest.poster.reads_from * smallest.scale, 2),
        "cut_text_lines": sum(each.cut_text_lines for each in printed),
        "warnings": [_warning(warning) for each in printed for warning in each.poster.warnings],
    }
    return told | {"grids": [_grid(grid) for grid in grids]} if grids else told


def _grid(grid: WallGrid) -> dict[str, Any]:
    """A wall grid as the project remembers it."""
    lanes, slots = list(grid.lanes), list(grid.slots)
    return {
        "id": grid.id,
        "name": grid_name(grid),
        "lanes": lanes,
        "slots": slots,
        "note_mm": list(grid.note),
    }


def _warning(warning: PosterWarning) -> dict[str, Any]:
    told: dict[str, Any] = {"code": warning.code, "text": warning.text, "item": warning.item}
    return told if warning.value is None else {**told, "value": warning.value}


def _page(number: int, printed: PrintedPage) -> dict[str, Any]:
    return {
        "number": number,
        "kind": printed.kind,
        "label": printed.label,
        "paper_mm": _rounded(printed.page.width, printed.page.height),
        "poster_rect_mm": _rounded(*printed.shown),
        "placed_at_mm": _rounded(*printed.placed),
        "scale": round(printed.scale, 6),
    }


def _rounded(*lengths: float) -> list[float]:
    return [round(length, 3) for length in lengths]
