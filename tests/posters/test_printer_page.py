"""The printer's test page, and what its figures tell."""

from pathlib import Path as File

import pypdfium2
import pytest
from sheet_samples import WORDS, check, parts, pdf, scenes, sheets, spoken, visit

from cjmdesk.layout.scene import Box, Path, Text
from cjmdesk.posters.papers import PaperError
from cjmdesk.posters.printer import MOST_FIGURE, bars_on, read_test_page


def segments(path: Path) -> list[tuple[float, float, float, float]]:
    """Straight lines of a path."""
    points = [(float(command[1]), float(command[2])) for command in path.commands]  # type: ignore[arg-type]
    return [(*a, *b) for a, b in zip(points[::2], points[1::2], strict=True)]


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3", "A5"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_figures_say_how_far_their_line_is_from_the_edge(paper: str, orientation: str) -> None:
    (scene,) = scenes(sheets(visit(), "testpage", paper=paper, orientation=orientation))
    for edge in ("top", "right", "bottom", "left"):
        (ruler,) = parts(scene, f"ruler:{edge}")
        (path,) = [item for item in ruler.items if isinstance(item, Path)]
        figures = [int(item.block.text) for item in ruler.items if isinstance(item, Text)]
        assert figures == list(range(len(figures))) and len(figures) > 10
        for figure, (x1, y1, x2, y2) in zip(figures, segments(path), strict=True):
            away = {"top": y1, "bottom": scene.height - y1, "left": x1, "right": scene.width - x1}[edge]
            assert away == pytest.approx(figure, abs=1e-9)
            assert (y1 == y2) if edge in ("top", "bottom") else (x1 == x2)


def test_a_printer_that_leaves_white_shows_its_margins_by_the_figures() -> None:
    """The page printed by a printer that cannot reach the edges, and read again."""
    margins = (4, 7, 13, 2)
    printed = sheets(visit(), "testpage", paper="A4")
    dots = 12
    image = pypdfium2.PdfDocument(pdf(printed))[0].render(scale=dots * 25.4 / 72).to_pil().convert("L")
    (scene,) = scenes(printed)
    read = []
    for edge, margin in zip(("top", "right", "bottom", "left"), margins, strict=True):
        (ruler,) = parts(scene, f"ruler:{edge}")
        (path,) = [item for item in ruler.items if isinstance(item, Path)]
        for figure, (x1, y1, x2, y2) in enumerate(segments(path)):
            x, y = (x1 + x2) / 2, (y1 + y2) / 2
            near = image.crop(tuple(round(v * dots) for v in (x - 0.3, y - 0.3, x + 0.3, y + 0.3)))
            seen = near.getextrema()[0] < 100
            if seen and figure >= margin:
                read.append(figure)
                break
    assert tuple(read) == margins
    assert read_test_page(margins).margins == margins


@pytest.mark.parametrize(("paper", "bars"), [("A4", (100, 200)), ("A3", (200, 200)), ("A5", (50, 100))])
def test_bars_are_as_long_as_they_say(paper: str, bars: tuple[float, float]) -> None:
    (scene,) = scenes(sheets(visit(), "testpage", paper=paper))
    assert bars_on(scene.width, scene.height) == bars
    words = [item.block.text for part in scene.parts for item in part.items if isinstance(item, Text)]
    assert f"{bars[0]}\u00a0mm" in words and f"{bars[1]}\nmm" in words
    (upright,) = parts(scene, "bar:down")
    lines = segments(next(item for item in upright.items if isinstance(item, Path)))
    assert lines[0][3] - lines[0][1] == bars[1]
    (middle,) = parts(scene, "middle")
    assert any(
        abs(line[2] - line[0] - bars[0]) < 1e-9
        for item in middle.items
        if isinstance(item, Path)
        for line in segments(item)
    )


def test_greys_hairlines_and_type_are_there() -> None:
    (scene,) = scenes(sheets(visit(), "testpage"))
    (middle,) = parts(scene, "middle")
    greys = [
        item.fill
        for item in middle.items
        if isinstance(item, Box) and item.fill and len(set(item.fill[1::2])) == 1
    ]
    assert greys[0] == "#FFFFFF" and "#000000" in greys
    strokes = {item.stroke_width for item in middle.items if isinstance(item, Path)}
    assert {0.05, 0.1, 0.25, 0.5} <= strokes
    sizes = {round(item.size * 72 / 25.4, 3) for item in middle.items if isinstance(item, Text)}
    assert {4.0, 5.0, 6.0, 8.0, 10.0, 14.0} <= sizes


@pytest.mark.parametrize("language", WORDS)
def test_nothing_of_the_middle_meets_the_rulers(language: str, tmp_path: File) -> None:
    printed = sheets(spoken(language), "testpage", paper="A5")
    (scene,) = scenes(printed)
    check(pdf(printed), tmp_path)
    taken = []
    for part in scene.parts:
        for item in part.items:
            if isinstance(item, Text) and item.block.lines:
                for _n, line, left, _base in item.lines():
                    box = (left + part.x, item.y + part.y, left + part.x + line.width * item.size,
                           item.y + part.y + item.height)  # fmt: skip
                    taken.append((part.key, box))
    for key, box in taken:
        if key == "middle":
            assert box[0] >= 0 and box[2] <= scene.width and box[3] <= scene.height
            for other, at in taken:
                if other.startswith("ruler"):
                    assert not (box[0] < at[2] and at[0] < box[2] and box[1] < at[3] and at[1] < box[3])


def test_what_was_read_becomes_margins_and_scale() -> None:
    reading = read_test_page((3, 4, 13, 3), (99.0, 198.0), (100.0, 200.0))
    assert reading.margins == (3.0, 4.0, 13.0, 3.0)
    assert (reading.across, reading.down) == (0.99, 0.99)
    assert not reading.true_to_scale
    assert read_test_page((0, 0, 0, 0), (100.2, 199.6)).true_to_scale
    assert read_test_page((5, 5, 5, 5)).true_to_scale


@pytest.mark.parametrize("figures", [(-1, 0, 0, 0), (0, 0, MOST_FIGURE + 1, 0)])
def test_figures_that_are_not_on_the_page(figures: tuple[float, float, float, float]) -> None:
    with pytest.raises(PaperError, match="not on the page"):
        read_test_page(figures)


@pytest.mark.parametrize("measured", [(10.0, 20.0), (0.0, 200.0), (100.0, 2000.0)])
def test_lengths_that_cannot_be(measured: tuple[float, float]) -> None:
    with pytest.raises(PaperError, match="measure it again"):
        read_test_page((5, 5, 5, 5), measured)


def test_a_sheet_too_small_for_the_rulers_is_refused() -> None:
    with pytest.raises(PaperError, match="A5 or more"):
        sheets(spoken("en"), "testpage", paper="A6")
