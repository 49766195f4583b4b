"""A poster over sheets: counts, places, marks, and the poster that comes out of them again."""

import io
import math
import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest
from assembled import assembled, differing, pdf_of, told_of
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cjmdesk.layout.pages import Placed
from cjmdesk.layout.scene import Box, Part, Path, Scene, Text
from cjmdesk.model.project import Project
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.obstacles import obstacles
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.papers import PAPERS, PaperError
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.posters.printed import Printed, PrintedPage, one_sheet
from cjmdesk.posters.seam_plan import SEAM
from cjmdesk.posters.seams import best_tiling
from cjmdesk.posters.sheet_box import sheet_box
from cjmdesk.posters.sheet_marks import HATCH
from cjmdesk.posters.tiles import tile_poster
from cjmdesk.posters.tiling import Tile, TileOptions, Tiling, count, fewest, plain_tiling, tile_options_for
from cjmdesk.text.engine import REGULAR
from cjmdesk.text.qt import text_engine
from samples import repair_visit

EXACT = 1e-6
"""mm."""


def poster(paper: str, project: Project | None = None, **options: object) -> Poster:
    project = project or repair_visit()
    asked = PosterOptions(paper=paper, **options)  # type: ignore[arg-type]
    return lay_out_poster(project, project.maps[0], asked, text_engine())


def tiled(paper: str, **options: object) -> Printed:
    return tile_poster(poster(paper), TileOptions(**options), text_engine())  # type: ignore[arg-type]


def words_on(printed: Printed, number: int) -> list[str]:
    """What is printed on a page besides the poster."""
    found = []
    for layer in printed.pages[number].page.layers:
        if layer.scene.title != printed.poster.scene.title:
            found += [text.block.text for _part, text in layer.scene.texts()]
    return found


@pytest.mark.parametrize(
    ("size", "upright", "lying"),
    [((594, 420), 8, 9), ((841, 594), 15, 12), ((1189, 841), 21, 25), ((1219.2, 914.4), 28, 25)],
)
def test_known_counts_over_a4(size: tuple[float, float], upright: int, lying: int) -> None:
    room = {"upright": (200, 287), "lying": (287, 200)}
    counts = {way: count(size[0], sides[0], 10) * count(size[1], sides[1], 10) for way, sides in room.items()}
    assert counts == {"upright": upright, "lying": lying}
    least, ways = fewest(size, TileOptions(sheet="A4"))
    assert least == min(upright, lying)
    assert [way.upright for way in ways] == [upright < lying]


PAPERS_BY_SHEETS = [
    ("A3", "A4"), ("Tabloid", "Letter"), ("A1", "A3"), ("A4", "A5"), ("A2", "A4"), ("A2", "A3"),
    ("A1", "A4"), ("B2", "A4"), ("18x24in", "Letter"), ("24x36in", "Tabloid"), ("700x500mm", "300x250mm"),
    ("Legal", "A4"), ("A0", "A4"), ("36x48in", "Letter"),
]  # fmt: skip
"""The first three are looked at by every run, all by `make campaign`."""

SHARE = 3 if settings().max_examples < 100 else None


@pytest.mark.slow
@pytest.mark.parametrize("plain", [True, False], ids=["plain", "spared"])
@pytest.mark.parametrize(("paper", "sheet"), PAPERS_BY_SHEETS[:SHARE])
def test_put_together_the_sheets_are_the_poster(paper: str, sheet: str, plain: bool) -> None:
    printed = tiled(paper, sheet=sheet, plain=plain)
    whole = one_sheet(printed.poster, "whole")
    glued = assembled(pdf_of(printed), told_of(printed), 100)
    wanted = assembled(pdf_of(whole), told_of(whole), 100)
    assert differing(glued, wanted) < 0.005
    # And the comparison would see it: a blank poster is another one.
    assert differing(glued.point([255] * 256), wanted) > 0.01


@pytest.mark.parametrize(("paper", "sheet"), [("A1", "A4"), ("A2", "Letter"), ("A3", "A4")])
def test_the_file_is_made_of_sheets_of_the_exact_size(paper: str, sheet: str) -> None:
    printed = tiled(paper, sheet=sheet)
    document = pypdfium2.PdfDocument(pdf_of(printed))
    sides = sorted((PAPERS[sheet].width, PAPERS[sheet].height or 0))
    assert len(document) == len(printed.pages) == printed.sheets + 1
    for page in document:
        assert sorted(side / 72 * 25.4 for side in page.get_size()) == pytest.approx(sides, abs=0.1)
    marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    assert [title for level, title in marks if level == 0] == [
        page.label for page in printed.pages if page.kind == "tile"
    ]
    # Every stage once, below the sheet on which it begins.
    assert sorted(title for level, title in marks if level == 1) == sorted(
        mark.title for mark in printed.poster.scene.bookmarks
    )


lengths = st.floats(60, 1500)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A sheet with texts strewn over it."""
    width, height = draw(lengths), draw(lengths)
    parts = [Part("page", 0, 0, width, height, (Box("", 0, 0, width, height, fill="#FFFFFF"),))]
    for number in range(draw(st.integers(0, 25))):
        size = draw(st.floats(2, 15))
        block = text_engine().wrap("Rides in before work, pays by card", REGULAR, draw(st.floats(4, 20)))
        wide, high = block.width * size, block.height * size
        x, y = draw(st.floats(0, max(width - wide, 0))), draw(st.floats(0, max(height - high, 0)))
        item = Text(f"t{number}", 0, 0, wide, block, size, "#1F2430")
        parts.append(Part(f"part{number}", x, y, wide, high, (item,)))
    return Scene(width, height, tuple(parts))


asked = st.builds(
    TileOptions,
    sheet=st.sampled_from(["A4", "A3", "Letter", "Tabloid", "250x180mm"]),
    overlap=st.floats(0, 20),
    margins=st.tuples(*[st.floats(0, 20)] * 4),
    bleed=st.sampled_from([0.0, 0.0, 3.0]),
    plain=st.booleans(),
)


def parts_of(tiling: Tiling) -> dict[tuple[int, int], tuple[float, float, float, float]]:
    return {(tile.row, tile.column): tile.part for tile in tiling.tiles()}


@settings(max_examples=60, deadline=None)
@given(scene=scenes(), options=asked)
def test_what_must_hold_of_every_tiling(scene: Scene, options: TileOptions) -> None:
    tiling = best_tiling(scene, options)
    tiles = list(tiling.tiles())
    parts = parts_of(tiling)
    assert len({tile.label for tile in tiles}) == len(tiles) == tiling.sheets
    assert tiling.sheets <= fewest((scene.width, scene.height), options)[0]
    assert 0.98 <= tiling.scale <= 1
    area = (scene.width + 2 * options.bleed) * (scene.height + 2 * options.bleed)
    assert sum(t.visible[2] * t.visible[3] for t in tiles) == pytest.approx(area)
    for tile in tiles:
        x, y, width, height = tile.part
        inside = tile.visible
        assert x <= inside[0] + EXACT and y <= inside[1] + EXACT
        assert x + width >= inside[0] + inside[2] - EXACT and y + height >= inside[1] + inside[3] - EXACT
        assert inside[2] > 0 and inside[3] > 0
        _on_its_sheet(scene, tiling, options, tile)
    asked_for = options.overlap / tiling.scale - EXACT
    for (row, column), (x, y, width, height) in parts.items():
        beside, below = parts.get((row, column + 1)), parts.get((row + 1, column))
        # The last sheet may be so small that all of it lies on the one before.
        if beside and (tiling.in_rows or tiling.even):
            assert x + width - beside[0] >= min(asked_for, beside[2]) - EXACT
        if below and (not tiling.in_rows or tiling.even):
            assert y + height - below[1] >= min(asked_for, below[3]) - EXACT
    _glued(tiling, options)


def _glued(tiling: Tiling, options: TileOptions) -> None:
    """Of a sheet at least the overlap lies below the next: printed, and the white margin beyond."""
    _top, right, bottom, _left = options.margins
    for axes, margin in ((tiling.along, right if tiling.in_rows else bottom),
                         ((tiling.strips,), bottom if tiling.in_rows else right)):  # fmt: skip
        for axis in axes:
            for number, cut in enumerate(axis.cuts):
                begin, end = axis.part(number + 1)[0], axis.part(number)[1]
                assert begin <= cut + EXACT
                printed = (end - cut) * tiling.scale
                wanted = min(options.overlap, (axis.end - cut) * tiling.scale)
                assert printed + margin >= wanted - EXACT
                assert printed >= wanted / 2 - EXACT


def _on_its_sheet(scene: Scene, tiling: Tiling, options: TileOptions, tile: Tile) -> None:
    """All but the white border of the outer sheets lies where the printer reaches."""
    border = obstacles(scene).border
    for axis, room in enumerate(tile.way.room):
        begin, end = tile.part[axis], tile.part[axis] + tile.part[axis + 2]
        side = (scene.width, scene.height)[axis]
        first, last = ((tile.column == 0, tile.last_across), (tile.row == 0, tile.last_down))[axis]
        white = border[axis] if first and not options.bleed else 0.0
        white_after = border[axis + 2] if last and not options.bleed else 0.0
        inked = min(end, side - white_after if white_after else end) - max(begin, white)
        assert inked * tiling.scale <= room + 0.2 + EXACT
        whole = (tile.way.width, tile.way.height)[axis]
        assert (end - begin) * tiling.scale <= whole + EXACT


@settings(max_examples=60, deadline=None)
@given(scene=scenes(), options=asked, x=st.floats(0, 1), y=st.floats(0, 1))
def test_every_point_is_on_a_sheet_and_seen_on_one(
    scene: Scene, options: TileOptions, x: float, y: float
) -> None:
    tiling = best_tiling(scene, options)
    across, down = x * scene.width, y * scene.height
    on = [
        tile
        for tile in tiling.tiles()
        if tile.visible[0] - EXACT <= across <= tile.visible[0] + tile.visible[2] + EXACT
        and tile.visible[1] - EXACT <= down <= tile.visible[1] + tile.visible[3] + EXACT
    ]
    assert on
    for tile in on:
        assert tile.part[0] - EXACT <= across <= tile.part[0] + tile.part[2] + EXACT
        assert tile.part[1] - EXACT <= down <= tile.part[1] + tile.part[3] + EXACT


@pytest.mark.parametrize("scale", [1.0, 0.98])
@pytest.mark.parametrize("turned", [False, True])
def test_a_placed_window_lands_where_it_says(scale: float, turned: bool) -> None:
    """The exact place of every item on the sheet, without a raster."""
    scene = Scene(100, 80, ())
    placed = Placed(scene, (10, 20, 40, 30), 5, 7, scale, turned)
    a, b, c, d, e, f = placed.matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((10, 20), (50, 20), (50, 50), (10, 50))]
    wide, high = (30 * scale, 40 * scale) if turned else (40 * scale, 30 * scale)
    assert min(x for x, _ in corners) == pytest.approx(5)
    assert min(y for _, y in corners) == pytest.approx(7)
    assert max(x for x, _ in corners) == pytest.approx(5 + wide)
    assert max(y for _, y in corners) == pytest.approx(7 + high)


def test_the_report_places_every_sheet_exactly() -> None:
    printed = tiled("A1", sheet="A4")
    for page in printed.pages[1:]:
        a, _b, _c, d, e, f = page.page.layers[0].matrix
        x, y, width, height = page.shown
        assert (a * x + e, d * y + f) == pytest.approx(page.placed)
        assert a == d == page.scale
        assert page.placed[0] + width * a <= page.page.width + EXACT
        assert page.placed[1] + height * d <= page.page.height + EXACT


def test_every_sheet_says_which_it_is_and_bears_a_ruler() -> None:
    printed = tiled("A1", sheet="A4", margins=(5.0, 5.0, 5.0, 5.0))
    for number, page in enumerate(printed.pages[1:], 1):
        words = words_on(printed, number)
        assert page.label in words
        assert f"Sheet {number} of {printed.sheets}" in words
        assert "100\u00a0mm" in words


def test_words_and_hatching_never_lie_on_what_is_seen() -> None:
    """They lie on the edge that is glued over, or beside the poster."""
    for sheet, overlap in (("A4", 10.0), ("A3", 15.0), ("Letter", 6.0), ("A5", 10.0)):
        printed = tiled("A2", sheet=sheet, overlap=overlap)
        found = best_tiling(printed.poster.scene, TileOptions(sheet=sheet, overlap=overlap))
        for page, tile in zip(printed.pages[1:], found.tiles(), strict=True):
            _poster, *marks = page.page.layers
            first = page.page.layers[0]
            left = first.x + (tile.visible[0] - tile.part[0]) * found.scale
            top = first.y + (tile.visible[1] - tile.part[1]) * found.scale
            seen = (left, top, left + tile.visible[2] * found.scale, top + tile.visible[3] * found.scale)
            for left, top, right, bottom in _boxes(marks):
                assert (
                    right <= seen[0] + 0.1
                    or bottom <= seen[1] + 0.1
                    or left >= seen[2] - 0.1
                    or top >= seen[3] - 0.1
                ), (sheet, page.label)


@pytest.mark.parametrize(("paper", "sheet", "overlap"), [
    ("A1", "A4", 10.0), ("A2", "A4", 10.0), ("A2", "Letter", 6.0), ("A2", "A5", 12.0), ("A1", "A3", 15.0),
    ("A0", "A4", 10.0),
])  # fmt: skip
def test_the_line_of_words_crosses_nothing_of_the_poster(paper: str, sheet: str, overlap: float) -> None:
    """It stands on white paper, or has the edge that is glued over for itself, as deep as it is; what that
    edge has beside it is hatched as the rest, or it would look like paper to cut off."""
    printed = tiled(paper, sheet=sheet, overlap=overlap)
    found = best_tiling(printed.poster.scene, TileOptions(sheet=sheet, overlap=overlap))
    free = 0
    for page, tile in zip(printed.pages[1:], found.tiles(), strict=True):
        box = sheet_box(found, tile)
        [line] = [one for one in page.page.layers if one.scene.part("words") is not None]
        [part] = line.scene.parts
        words = [item for item in part.items if isinstance(item, Text)]
        assert words
        inside = [one for one in _boxes([line]) if one[0] < box.part[2] - 0.1 and one[1] < box.part[3] - 0.1]
        free += not inside
        if inside:
            marks = page.page.layers[page.page.layers.index(line) - 1].scene.parts[0].items
            ground, row = [item for item in marks if isinstance(item, Box) and item.fill == "#FFFFFF"]
            left, top, right, bottom = (ground.x, ground.y, ground.x + ground.width, ground.y + ground.height)
            edge = (
                (box.seen[2], box.part[2], left, right)
                if line.turned
                else (box.seen[3], box.part[3], top, bottom)
            )
            assert edge[2] - edge[0] <= 2.1 and edge[3] == pytest.approx(edge[1]), page.label
            assert right <= box.part[2] + 1e-6 and bottom <= box.part[3] + 1e-6
            for one in _boxes([line]):
                assert one[0] >= left - 0.1 and one[2] <= right + 0.1
                assert one[1] >= top - 0.1 and one[3] <= bottom + 0.1
            drawn = [item for item in marks if item is ground or item is row or _is_hatching(item)]
            assert drawn[0] is ground and drawn[-1] is row
            lines = [one for item in drawn[1:-1] for one in _ends(item)]
            beside = [one for one in lines if left <= one[0] <= right and top <= one[1] <= bottom]
            assert len(beside) >= max(right - left, bottom - top) / 5, page.label
            deep = 3.7 if line.turned else right - left, bottom - top if line.turned else 3.7
            assert row.width <= deep[0] and row.height <= deep[1]
    assert free, "no sheet of these has white paper, which would be a poor trial"


def test_a_sheet_speaks_of_millimetres_in_the_maps_language() -> None:
    project = repair_visit()
    spoken = project.model_copy(update={"maps": (project.maps[0].model_copy(update={"language": "ru"}),)})
    printed = tile_poster(poster("A1", spoken), TileOptions(sheet="A4"), text_engine())
    for number in range(len(printed.pages)):
        assert "100\u00a0мм" in words_on(printed, number)
        assert not any("mm" in words for words in words_on(printed, number))


def _is_hatching(item: object) -> bool:
    return isinstance(item, Path) and item.stroke == HATCH


def _ends(item: object) -> Iterator[tuple[float, float]]:
    assert isinstance(item, Path)
    for command in item.commands:
        yield float(command[1]), float(command[2])


def _boxes(layers: list[Placed]) -> list[tuple[float, float, float, float]]:
    """Of every piece of every item in these layers, on the sheet."""
    found = []
    for layer in layers:
        a, b, c, d, e, f = layer.matrix
        for part in layer.scene.parts:
            for item in part.items:
                if isinstance(item, Path):
                    ends = [(float(each[1]), float(each[2])) for each in item.commands]
                    pairs = list(zip(ends[::2], ends[1::2], strict=True))
                else:
                    width = item.width
                    high = item.height
                    pairs = [((item.x, item.y), (item.x + width, item.y + high))]
                for one, other in pairs:
                    xs = [a * x + c * y + e for x, y in (one, other)]
                    ys = [b * x + d * y + f for x, y in (one, other)]
                    found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def test_no_marks_and_no_assembly_leave_the_poster_alone() -> None:
    printed = tiled("A2", sheet="A4", marks=False, assembly=False)
    assert {page.kind for page in printed.pages} == {"tile"}
    assert all(len(page.page.layers) == 1 for page in printed.pages)


def test_the_assembly_page_names_every_sheet_in_the_maps_language() -> None:
    project = repair_visit()
    polish = project.maps[0].model_copy(update={"language": "pl"})
    found = poster("A2", project.model_copy(update={"maps": (polish,)}))
    printed = tile_poster(found, TileOptions(sheet="A4"), text_engine())
    words = words_on(printed, 0) + [
        text.block.text for layer in printed.pages[0].page.layers for _, text in layer.scene.texts()
    ]
    labels = {page.label for page in printed.pages[1:]}
    assert labels <= set(words)
    assert any("Wydrukuj" in text for text in words)
    assert any(text.startswith("Arkusz 1 z") for text in words_on(printed, 1))


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(
    ("paper", "sheet"),
    [("A2", "A4"), ("A1", "A4"), ("A0", "A4"), ("A0", "A5"), ("B0", "A4"), ("A1", "70x300mm")],
)
def test_no_name_of_a_sheet_touches_an_arrow_of_the_assembly_page(
    paper: str, sheet: str, plain: bool
) -> None:
    page = tiled(paper, sheet=sheet, plain=plain).pages[0]
    items = [
        item
        for layer in page.page.layers
        for part in layer.scene.parts
        if part.key == "seams"
        for item in part.items
        if isinstance(item, Box)
    ]
    names = [item for item in items if item.fill == SEAM]
    arrows = [item for item in items if item.stroke == SEAM]
    assert len(names) == len(arrows) + 1
    for name in names:
        end = name.height / 2
        for arrow in arrows:
            x, y = arrow.x + arrow.width / 2, arrow.y + arrow.height / 2
            near = min(max(x, name.x + end), name.x + name.width - end)
            apart = math.hypot(x - near, y - name.y - end) - end - arrow.width / 2
            assert apart > 0.2


@pytest.mark.parametrize("paper", ["A2", "A0"])
def test_the_assembly_page_tells_of_hatched_edges_only_where_there_are_some(paper: str) -> None:
    """With no overlap it told to leave the hatched edges on, and to glue over them."""
    for overlap, hatched in ((10.0, True), (0.0, False)):
        printed = tiled(paper, sheet="A4", overlap=overlap)
        found = {
            item.stroke
            for page in printed.pages[1:]
            for layer in page.page.layers
            for part in layer.scene.parts
            for item in part.items
            if isinstance(item, Path)
        }
        words = " ".join(words_on(printed, 0))
        assert (HATCH in found) == ("hatched" in words) == ("glued over" in words) == hatched
        assert ("edge to edge" in words) != hatched


@pytest.mark.parametrize("overlap", [0.0, 10.0])
@pytest.mark.parametrize("paper", ["A3", "A0"])
def test_the_assembly_page_speaks_of_marks_only_where_they_are_printed(paper: str, overlap: float) -> None:
    """It told to cut from mark to mark, to measure a bar on sheets that had none, and what hatching means."""
    told = []
    for marks in (True, False):
        printed = tiled(paper, sheet="A4", overlap=overlap, marks=marks)
        assert any(words_on(printed, page) for page in range(1, len(printed.pages))) == marks
        told.append(" ".join(words_on(printed, 0)))
    marked, bare = told
    assert all(word in marked for word in ("from mark to mark", "outer marks", "bar on one of", "cut here"))
    assert not any(word in bare for word in ("mark", "hatched", "one of them", "cut here", "glued over"))
    assert "bar on this page" in bare and "100 mm" in bare.replace("\u00a0", " ")
    assert ("edge to edge" in bare) == (not overlap), "sheets that overlap are not laid beside one another"


def printed_rulers(page: PrintedPage) -> list[float]:
    """mm of each ruler on a page, by the words under or beside it."""
    words = [text.block.text for layer in page.page.layers for _part, text in layer.scene.texts()]
    return [float(text.split("\u00a0")[0]) for text in words if text.endswith("\u00a0mm")]


@pytest.mark.parametrize(
    ("sheet", "overlap", "said"),
    [
        ("A4", 10.0, "the bar on one of them: it must be 100 mm"),
        ("A6", 0.0, "the bar on one of them: it must be 50 mm"),
        ("100x100mm", 10.0, "the bar on one of them: it must be 20 mm"),
        ("105x105mm", 10.0, "the bar on sheet {}: it must be 50 mm"),
        ("120x60mm", 10.0, "the bar on sheet {}: it must be 50 mm"),
        ("60x60mm", 10.0, "the bar on this page: it must be 50 mm"),
    ],
)
def test_the_assembly_page_knows_how_long_the_bar_on_its_sheets_is(
    sheet: str, overlap: float, said: str
) -> None:
    """It asked for 100 mm of a bar of 50 or 20, which said so itself, and of sheets that had none."""
    printed = tiled("A3", sheet=sheet, overlap=overlap)
    page, *sheets = printed.pages
    rulers = {each.label: printed_rulers(each) for each in sheets}
    words = " ".join(words_on(printed, 0)).replace("\u00a0", " ")
    told = re.search(r"the bar on (sheet \S+|one of them|this page): it must be (\d+) mm", words)
    assert told is not None
    which, length = told[1], float(told[2])
    assert told[0] == said.format(which.split()[-1])
    if which == "this page":
        assert length in printed_rulers(page)
        assert not any(rulers.values())
    elif which == "one of them":
        assert set(map(tuple, rulers.values())) == {(length,)}, "whichever is measured"
    else:
        assert rulers[which.split()[-1]] == [length]
        assert len(set(map(tuple, rulers.values()))) > 1


def test_a_poster_no_larger_than_the_sheet_takes_one() -> None:
    printed = tile_poster(poster("A4", margins=(6.0, 6.0, 6.0, 6.0)), TileOptions(sheet="A4"), text_engine())
    assert printed.sheets == 1
    assert printed.cut_text_lines == 0


@pytest.mark.parametrize(
    "options",
    [
        TileOptions(sheet="A9"),
        TileOptions(sheet="roll914"),
        TileOptions(sheet="A4", margins=(100.0, 5.0, 100.0, 5.0)),
        TileOptions(sheet="A4", margins=(300.0, 300.0, 300.0, 300.0)),
        TileOptions(sheet="A4", overlap=110.0),
        TileOptions(sheet="50x50mm", margins=(0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_sheets_that_cannot_be_are_refused_in_one_sentence(options: TileOptions) -> None:
    with pytest.raises(PaperError) as caught:
        tile_poster(poster("roll1118"), options, text_engine())
    assert "\n" not in str(caught.value)


def test_a_map_remembers_how_it_is_printed() -> None:
    journey_map = repair_visit().maps[0]
    kept = journey_map.poster.model_copy(
        update={"tile": "A3", "overlap": 12.0, "bleed": 2.0, "marks": False, "assembly": False}
    )
    remembered = journey_map.model_copy(update={"poster": kept})
    found = tile_options_for(remembered)
    assert (found.sheet, found.overlap, found.bleed) == ("A3", 12, 2)
    assert not found.marks
    assert not found.assembly
    assert tile_options_for(remembered, sheet="none").sheet == ""
    assert tile_options_for(remembered, sheet="A4", overlap=5, marks=True).overlap == 5


def test_bleed_carries_the_grounds_on_and_boxes_say_where_to_trim() -> None:
    found = poster("A3", margins=(0.0, 0.0, 0.0, 0.0))
    printed = one_sheet(found, "one", bleed=3)
    (page,) = printed.pages
    target = io.BytesIO()
    write_pdf([page.page], target, text_engine(), {}, reproducible=True)
    sheet = pypdfium2.PdfDocument(target.getvalue())[0]
    mm = 72 / 25.4
    left, bottom, right, top = sheet.get_trimbox()
    assert (right - left, top - bottom) == pytest.approx((420 * mm, 297 * mm), abs=0.1)
    assert sheet.get_bleedbox() == pytest.approx(
        (left - 3 * mm, bottom - 3 * mm, right + 3 * mm, top + 3 * mm), abs=0.1
    )
    # The label column touches the left edge: its ground goes on to the bleed's.
    image = sheet.render(scale=100 / 72).to_pil().convert("RGB")
    pixels = 100 / 25.4
    x, y = page.placed
    inside = image.getpixel((round((x + 1.0) * pixels), round((y + 250) * pixels)))
    outside = image.getpixel((round((x - 2.0) * pixels), round((y + 250) * pixels)))
    beyond = image.getpixel((round((x - 4.5) * pixels), round((y + 250) * pixels)))
    assert inside == outside != (255, 255, 255)
    assert beyond == (255, 255, 255)


def test_a_sheet_without_bleed_is_the_poster_itself() -> None:
    found = poster("A3")
    (page,) = one_sheet(found, "one").pages
    assert (page.page.width, page.page.height) == (found.scene.width, found.scene.height)
    assert page.page.trim is None
    (marked,) = one_sheet(found, "one", bleed=3, marks=False).pages
    assert (marked.page.width, marked.page.height) == (found.scene.width + 6, found.scene.height + 6)


def test_plain_sheets_are_full_ones() -> None:
    tiling = plain_tiling((1189, 841), TileOptions(sheet="A4"))
    assert (tiling.rows, tiling.columns) == (3, 7)
    across = [tile.part for tile in tiling.tiles() if tile.row == 0]
    assert all(b[0] - a[0] == pytest.approx(190) for a, b in pairwise(across))
    down = tiling.strips.starts
    assert down == (0, 277, 554)


@pytest.mark.parametrize(("language", "words"), [
    ("en", "2% smaller, so that the seams spare more"),
    ("pl", "mniejszy o 2%, żeby łączenia omijały więcej"),
])  # fmt: skip
def test_the_assembly_page_says_that_a_poster_is_smaller(language: str, words: str) -> None:
    project = repair_visit()
    spoken = project.maps[0].model_copy(update={"language": language})
    found = poster("A1", project.model_copy(update={"maps": (spoken,)}))
    options = TileOptions(sheet="A4")
    whole = best_tiling(found.scene, replace(options, full_size=True))
    for tiling, said in ((whole, False), (replace(whole, scale=0.98), True)):
        page = tile_poster(found, options, text_engine(), tiling).pages[0].page
        facts = " ".join(text.block.text for layer in page.layers for _part, text in layer.scene.texts())
        assert (words in facts.replace("\u00a0", " ")) == said
