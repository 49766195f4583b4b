"""Seams between cards: counted right, and far fewer lines cut than by a plain grid."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from test_tiles import asked, poster, scenes

from cjmdesk import shipped
from cjmdesk.formats.importers import import_file
from cjmdesk.layout.faces import face
from cjmdesk.layout.scene import Part, Scene, Text
from cjmdesk.layout.scene import Path as Stroke
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.obstacles import cut_lines, cut_signs, obstacles, parted_arrows
from cjmdesk.posters.options import options_for
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.posters.seams import SeamSearch, best_tiling
from cjmdesk.posters.tiling import TileOptions, plain_tiling
from cjmdesk.storage.project_file import load
from cjmdesk.text.engine import REGULAR
from cjmdesk.text.qt import text_engine
from samples import repair_visit

FOREIGN = Path(__file__).parent.parent / "files" / "maps"


def twenty_maps() -> list[tuple[Project, JourneyMap]]:
    """The maps of all samples, and those that others wrote."""
    projects = [load(path).project for path in sorted(shipped.path("samples").glob("*.cjm"))]
    for path in sorted(FOREIGN.iterdir()):
        if path.suffix in (".mmd", ".md", ".yaml") and path.stem != "LICENCES":
            projects.append(import_file(path).project)
    return [(project, each) for project in projects for each in project.maps]


def cut_by_hand(scene: Scene, tiling_seams: list[tuple[float, float, float, float]]) -> int:
    """Every line against every seam, from the Scene itself."""
    found = 0
    for part, text in scene.texts():
        assert isinstance(text, Text)
        for _number, line, left, baseline in text.lines():
            if not line.width:
                continue
            x, right = part.x + left, part.x + left + line.width * text.size
            top = part.y + baseline - 0.95 * text.size
            bottom = part.y + baseline + 0.25 * text.size
            for x1, y1, x2, y2 in tiling_seams:
                level = y1 == y2
                through = top < y1 < bottom if level else x < x1 < right
                beside = (x2 > x and x1 < right) if level else (y2 > top and y1 < bottom)
                if through and beside:
                    found += 1
                    break
    return found


@settings(max_examples=60, deadline=None)
@given(scene=scenes(), options=asked)
def test_cut_lines_are_counted_as_by_hand(scene: Scene, options: TileOptions) -> None:
    for tiling in (best_tiling(scene, options), plain_tiling((scene.width, scene.height), options)):
        assert cut_lines(obstacles(scene), tiling) == cut_by_hand(scene, list(tiling.seams()))


@settings(max_examples=60, deadline=None)
@given(places=st.lists(st.tuples(st.floats(0, 590), st.floats(0, 410)), max_size=30))
def test_cut_signs_are_counted_as_by_hand(places: list[tuple[float, float]]) -> None:
    scene = Scene(594, 420, tuple(smile(x, y, 4) for x, y in places))
    found = obstacles(scene)
    tiling = plain_tiling((594, 420), TileOptions(sheet="A4"))
    around = [(x - 4.34, y - 4.34, x + 4.34, y + 4.34) for x, y in places]
    by_hand = [
        box
        for box in around
        if any(a < box[2] and box[0] < c and b < box[3] and box[1] < d for a, b, c, d in tiling.seams())
    ]
    assert cut_signs(found, tiling) == len(by_hand)


@settings(max_examples=40, deadline=None)
@given(scene=scenes(), options=asked)
def test_a_search_never_cuts_more_than_the_plain_grid(scene: Scene, options: TileOptions) -> None:
    found = obstacles(scene)
    plain = best_tiling(scene, replace(options, plain=True))
    assert cut_lines(found, best_tiling(scene, replace(options, plain=False))) <= cut_lines(found, plain)


@settings(max_examples=40, deadline=None)
@given(scene=scenes(), options=asked)
def test_what_cuts_nothing_is_what_is_printed(scene: Scene, options: TileOptions) -> None:
    search = SeamSearch(scene, options)
    harmless = search.harmless
    if harmless is not None:
        assert cut_lines(search.found, harmless) == 0
        assert best_tiling(scene, options) == harmless
    elif options.plain:
        assert cut_lines(search.found, best_tiling(scene, options)) > 0


def words_with_a_gap(gap: float, *more: Part) -> Scene:
    """Lines that overlap, 500 mm from top to bottom, with a gap of so many mm in the middle."""
    block, size = text_engine().wrap("word", REGULAR, 100), 10.0
    text = Text("t", 0, 0, 30, block, size, "#000000")
    above, below = 0.95 * size, 0.25 * size  # of ink around a baseline
    baseline = next(baseline for _n, _line, _left, baseline in text.lines())
    upper = [250 - gap / 2 - below - 8.0 * n for n in range(29)]
    lower = [250 + gap / 2 + above + 8.0 * n for n in range(29)]
    parts = [
        Part(f"p{n}", x, y - baseline, 30, 10, (text,))
        for n, y in enumerate(upper + lower)
        for x in (20.0, 120.0)
    ]
    return Scene(190, 500, (*parts, *more))


def arrow(y: float) -> Part:
    """A level line of an arrow, 100 mm long."""
    line = Stroke("k", (("M", 30.0, y), ("L", 130.0, y)), stroke="#000000", stroke_width=0.7)
    return Part("connectors", 0, 0, 190, 500, (line,))


@pytest.mark.parametrize(("gap", "at", "along"), [(7.0, 250.0, 0), (3.0, 250.0, 1)])
def test_a_seam_goes_beside_an_arrow_where_there_is_room(gap: float, at: float, along: int) -> None:
    """Near words at that; and along it rather than through words."""
    search = SeamSearch(words_with_a_gap(gap, arrow(at)), TileOptions(sheet="A4", full_size=True))
    tiling = search.best()
    assert cut_lines(search.found, tiling) == 0
    assert parted_arrows(search.found, tiling) == along


def smile(x: float, y: float, radius: float) -> Part:
    """A face in the emotion line, around x, y."""
    return Part("curve:e", x, y, 0, 0, face("p", "circle", 0, 0, radius, 3, "#000000", "#FFFFFF"))


@pytest.mark.parametrize(("radius", "cut"), [(4.0, 0), (6.0, 1)])
def test_a_seam_goes_beside_a_face_where_there_is_room(radius: float, cut: int) -> None:
    """Through it rather than through words."""
    search = SeamSearch(
        words_with_a_gap(12.0, smile(95, 250, radius)), TileOptions(sheet="A4", full_size=True)
    )
    tiling = search.best()
    assert (cut_lines(search.found, tiling), cut_signs(search.found, tiling)) == (0, cut)


def test_the_shapes_of_a_face_are_one_sign_and_strokes_are_none() -> None:
    line = Stroke("k", (("M", 0.0, 0.0), ("L", 20.0, 5.0)), stroke="#000000", stroke_width=0.7)
    curve = Part("curve:e", 10, 50, 0, 0, (line,))
    found = obstacles(Scene(190, 500, (smile(50, 50, 8), curve, smile(100, 50, 8), arrow(80.0))))
    assert [[round(side, 1) for side in sign] for sign in found.signs] == [
        [41.3, 41.3, 58.7, 58.7],
        [91.3, 41.3, 108.7, 58.7],
    ]


@given(gap=st.floats(80, 180))
@settings(max_examples=25, deadline=None)
def test_one_seam_falls_into_the_gap_wherever_it_is(gap: float) -> None:
    """Two sheets for a strip of texts with one gap that both can reach."""
    block = text_engine().wrap("word", REGULAR, 100)
    parts = []
    for number, (left, right) in enumerate(((8.0, gap), (gap + 4, 262.0))):
        size = (right - left) / block.width
        text = Text(f"t{number}", 0, 0, right - left, block, min(size, 40), "#000000")
        parts.append(Part(f"p{number}", left, 20, right - left, 60, (text,)))
    scene = Scene(270, 150, tuple(parts))
    tiling = best_tiling(scene, TileOptions(sheet="A4", margins=(5, 5, 5, 5)))
    assert cut_lines(obstacles(scene), tiling) == 0


PAIRS = [
    ("A1", "A3"), ("A2", "A4"), ("A0", "A4"), ("A1", "A4"), ("A3", "A4"), ("24x36in", "Letter"),
    ("36x48in", "Letter"),
]  # fmt: skip
"""All by `make campaign`, the first by every run."""


@pytest.mark.slow
@pytest.mark.parametrize(("paper", "sheet"), PAIRS if settings().max_examples >= 100 else PAIRS[:1])
def test_over_twenty_maps_most_lines_are_spared(paper: str, sheet: str) -> None:
    maps = twenty_maps()
    assert len(maps) >= 20
    plain = spared = 0
    for project, journey_map in maps:
        scene = lay_out_poster(
            project, journey_map, options_for(journey_map, paper=paper), text_engine()
        ).scene
        found = obstacles(scene)
        options = TileOptions(sheet=sheet)
        even = best_tiling(scene, replace(options, plain=True))
        best = best_tiling(scene, options, found)
        assert best.sheets <= even.sheets
        plain += cut_lines(found, even)
        spared += cut_lines(found, best)
    assert plain > 100
    assert spared <= 0.2 * plain


def test_a_small_shrink_is_only_taken_for_many_lines() -> None:
    for paper in ("A0", "A1", "A2"):
        scene = poster(paper, repair_visit()).scene
        tiling = best_tiling(scene, TileOptions(sheet="A4"))
        assert 0.98 <= tiling.scale <= 1
    blank = replace(scene, parts=scene.parts[:1])
    assert best_tiling(blank, TileOptions(sheet="A4")).scale == 1


def test_sheets_of_one_row_may_lie_another_way_than_those_of_the_next() -> None:
    """A1 fills three upright sheets of A3 to the millimetre; three lying ones leave a choice."""
    scene = poster("A1").scene
    tiling = best_tiling(scene, TileOptions(sheet="A3"))
    assert tiling.mixed
    assert tiling.sheets == 6
    assert {tile.way.upright for tile in tiling.tiles()} == {True, False}


def test_a_strip_may_take_a_sheet_that_another_one_saves() -> None:
    found = set()
    for project, journey_map in twenty_maps()[:5]:
        options = options_for(journey_map, paper="36x48in")
        scene = lay_out_poster(project, journey_map, options, text_engine()).scene
        tiling = best_tiling(scene, TileOptions(sheet="Letter"))
        assert tiling.sheets == sum(tiling.counts) <= 25
        assert len(list(tiling.tiles())) == len({tile.label for tile in tiling.tiles()}) == tiling.sheets
        found.add(tiling.even)
    assert found == {True, False}
