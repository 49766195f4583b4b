"""A poster laid out for its tiles: whole columns and lanes on each sheet, nothing lost."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cjmdesk import shipped
from cjmdesk.layout.scene import Box, CardBox, Part, Path, Scene, Text, Wash
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters import poster as poster_module
from cjmdesk.posters.for_tiles import lay_out_for_tiles
from cjmdesk.posters.obstacles import cut_lines, obstacles, text_lines
from cjmdesk.posters.options import PosterOptions, options_for
from cjmdesk.posters.poster import Poster, lay_out_poster, lay_out_within
from cjmdesk.posters.respacing import aside
from cjmdesk.posters.seams import SeamSearch, best_tiling
from cjmdesk.posters.tiling import TileOptions, Tiling
from cjmdesk.storage.project_file import load
from cjmdesk.text.engine import BOLD
from cjmdesk.text.qt import text_engine
from samples import repair_visit
from scene_checks import ink, overlap, problems

SAMPLES = sorted(shipped.path("samples").glob("*.cjm"))


def cut(scene: Scene, sheet: str) -> int:
    found = obstacles(scene)
    return cut_lines(found, best_tiling(scene, TileOptions(sheet=sheet), found))


def words(scene: Scene) -> list[str]:
    """Every word; how they are shared out over lines may differ."""
    said = " ".join(text.block.text for _part, text in scene.texts()).replace("·", " ")
    return sorted(word.rstrip(";") for word in said.split())  # between needs on lines of their own


def over_a3(name: str) -> tuple[JourneyMap, Poster]:
    """The first map of a sample laid out for sheets of A3 below A1."""
    project = load(shipped.path("samples") / name).project
    one, tiles = project.maps[0], TileOptions(sheet="A3")
    return one, lay_out_for_tiles(project, one, options_for(one, paper="A1"), tiles, text_engine())


PAIRS = [("A1", "A3"), ("A0", "A4"), ("A2", "A4"), ("36x48in", "Letter")]
THOROUGH = settings().max_examples >= 100


@pytest.mark.slow
@pytest.mark.parametrize(("paper", "sheet"), PAIRS if THOROUGH else PAIRS[:1])
@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_it_is_a_sound_poster_cut_no_more_than_the_usual_one(file: object, paper: str, sheet: str) -> None:
    project = load(file).project  # type: ignore[arg-type]
    for journey_map in project.maps:
        options = options_for(journey_map, paper=paper)
        usual = lay_out_poster(project, journey_map, options, text_engine()).scene
        tiles = TileOptions(sheet=sheet)
        scene = lay_out_for_tiles(project, journey_map, options, tiles, text_engine()).scene
        assert (scene.width, scene.height) == (usual.width, usual.height)
        assert words(scene) == words(usual)
        assert list(problems(scene)) == list(problems(usual))
        assert cut(scene, sheet) <= cut(usual, sheet)


@pytest.mark.parametrize("sheet", ["A3", "A4"])
def test_over_the_samples_all_that_a_search_still_cuts_is_spared(sheet: str) -> None:
    """Of the loyalty loop a layout cut one line at full size and none 2 % smaller: it was taken as it was."""
    searched = laid = 0
    for file in SAMPLES if sheet == "A4" or THOROUGH else SAMPLES[::2]:
        project = load(file).project
        for journey_map in project.maps:
            options, tiles = options_for(journey_map, paper="A0"), TileOptions(sheet=sheet)
            searched += cut(lay_out_poster(project, journey_map, options, text_engine()).scene, sheet)
            laid += cut(lay_out_for_tiles(project, journey_map, options, tiles, text_engine()).scene, sheet)
    assert searched > 30
    assert laid == 0


def test_no_line_in_the_grid_is_cut_where_a_sheet_can_hold_a_column() -> None:
    project = repair_visit()
    plain = project.maps[0].model_copy(update={"connectors": (), "personas": ()})
    project = project.model_copy(update={"maps": (plain,)})
    for paper, sheet in (("A1", "A3"), ("A1", "A4"), ("A2", "A4"), ("A0", "A3")):
        options, tiles = options_for(plain, paper=paper), TileOptions(sheet=sheet)
        scene = lay_out_for_tiles(project, plain, options, tiles, text_engine()).scene
        tiling = best_tiling(scene, tiles)
        grid = Scene(
            scene.width,
            scene.height,
            tuple(part for part in scene.parts if part.key not in ("title", "footer")),
        )
        assert cut_lines(obstacles(grid), tiling) == 0, (paper, sheet)


@pytest.mark.parametrize("name", ["loyalty-loop.ru", "bakery.pl", "carers-tuesday.en"])
def test_no_seam_runs_along_the_line_above_a_step(name: str) -> None:
    """It was halved, and the mark to cut along could not be seen on it."""
    project = load(shipped.path("samples") / f"{name}.cjm").project
    options, tiles = options_for(project.maps[0], paper="A1"), TileOptions(sheet="A3")
    scene = lay_out_for_tiles(project, project.maps[0], options, tiles, text_engine()).scene
    bars = [
        (part.x + item.x, part.y + item.y, part.x + item.x + item.width, part.y + item.y + item.height)
        for part in scene.parts
        if part.key.startswith("stage:")
        for item in part.items
        if isinstance(item, Box) and item.fill and item.height < 1
    ]
    assert bars
    for x1, y1, x2, y2 in seams_of(scene, "A3"):
        if y1 == y2:
            assert not [b for b in bars if b[1] - 0.5 < y1 < b[3] + 0.5 and x1 < b[2] and b[0] < x2]


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_no_face_of_an_emotion_line_is_cut(language: str) -> None:
    """Seams went past words and through faces between them."""
    project = load(shipped.path("samples") / f"bike-workshop.{language}.cjm").project
    journey_map, tiles = project.maps[0], TileOptions(sheet="A3")
    options = options_for(journey_map, paper="A1")
    scene = lay_out_for_tiles(project, journey_map, options, tiles, text_engine()).scene
    faces = [
        (part.x + item.x, part.y + item.y, part.x + item.x + item.width, part.y + item.y + item.height)
        for part in scene.parts
        if part.key.startswith("curve:")
        for item in part.items
        if isinstance(item, Box) and item.stroke and 5 < item.height < 30
    ]
    assert len(faces) > 10
    for x1, y1, x2, y2 in best_tiling(scene, tiles).seams():
        assert not [f for f in faces if x1 < f[2] and f[0] < x2 and y1 < f[3] and f[1] < y2]


def test_cards_keep_to_their_cells() -> None:
    project = repair_visit()
    scene = lay_out_for_tiles(
        project, project.maps[0], PosterOptions(paper="A0"), TileOptions(sheet="A4"), text_engine()
    ).scene
    boxes = {cell.key: cell for cell in scene.cells}
    checked = 0
    for part in scene.parts:
        if part.key in boxes:
            cell = boxes[part.key]
            for item in part.items:
                if isinstance(item, CardBox):
                    checked += 1
                    assert part.y + item.y >= cell.y - 0.01
                    assert part.y + item.y + item.height <= cell.y + cell.height + 0.01
                    assert cell.x - 0.01 <= part.x + item.x
                    assert part.x + item.x + item.width <= cell.x + cell.width + 0.01
    assert checked > 30


@pytest.mark.parametrize(("paper", "sheet"), [("A1", "A4"), ("A0", "A4")])
@pytest.mark.parametrize("name", ["bakery.pl", "bike-workshop.ru", "dental-visit.en"])
def test_maps_that_run_from_the_right_are_laid_out_too(name: str, paper: str, sheet: str) -> None:
    project = load(shipped.path("samples") / f"{name}.cjm").project
    one = project.maps[0].model_copy(update={"direction": "right_to_left"})
    options, tiles = options_for(one, paper=paper), TileOptions(sheet=sheet)
    usual = lay_out_poster(project, one, options, text_engine()).scene
    scene = lay_out_for_tiles(project, one, options, tiles, text_engine()).scene
    assert (cut(usual, sheet) > 0, cut(scene, sheet)) == (True, 0)
    assert sorted(word.rstrip(";") for word in words(scene)) == sorted(
        word.rstrip(";") for word in words(usual)
    )
    assert list(problems(scene)) == list(problems(usual))


def test_what_cannot_be_arranged_keeps_its_layout() -> None:
    empty = Project(maps=(JourneyMap(id="m"),))
    options, tiles = PosterOptions(paper="A2"), TileOptions(sheet="A4")
    laid = lay_out_for_tiles(empty, empty.maps[0], options, tiles, text_engine())
    assert laid.scene == lay_out_poster(empty, empty.maps[0], options, text_engine()).scene


def test_title_facts_and_people_stand_each_on_one_sheet() -> None:
    project = repair_visit()
    options = options_for(project.maps[0], paper="A0")
    laid = lay_out_for_tiles(project, project.maps[0], options, TileOptions(sheet="A4"), text_engine())
    seams = laid.measures.seams
    assert len(seams) >= 4
    checked = 0
    for part, text in laid.scene.texts():
        if part.key == "title":
            for left, _top, right, _bottom in text_lines(text, part.x, part.y):
                checked += 1
                assert not any(left < seam < right for seam in seams), text.block.text
    assert checked >= 8


def seams_of(scene: Scene, sheet: str) -> list[tuple[float, float, float, float]]:
    return list(best_tiling(scene, TileOptions(sheet=sheet)).seams())


def cut_parts(project: Project, journey_map: JourneyMap, paper: str, sheet: str) -> set[str]:
    """What kinds of parts the seams of a map laid out for its tiles still go through."""
    options, tiles = options_for(journey_map, paper=paper), TileOptions(sheet=sheet)
    scene = lay_out_for_tiles(project, journey_map, options, tiles, text_engine()).scene
    seams = seams_of(scene, sheet)
    found = set()
    for part, text in scene.texts():
        for left, top, right, bottom in text_lines(text, part.x, part.y):
            for x1, y1, x2, y2 in seams:
                upright = x1 == x2 and left < x1 < right and y1 < bottom and top < y2
                lying = y1 == y2 and top < y1 < bottom and x1 < right and left < x2
                if upright or lying:
                    found.add(part.key.partition(":")[0])
    return found


@pytest.mark.parametrize(("paper", "sheet"), [("A1", "A4"), ("A1", "A3"), ("A0", "A3")])
@pytest.mark.parametrize("number", [0, 1])
def test_headers_rails_quotes_and_legend_keep_clear_of_seams(paper: str, sheet: str, number: int) -> None:
    # A stage of two steps, two curves with quotes, connectors between stages and cards, a long legend.
    for language in ("en", "pl", "ru"):
        project = load(shipped.path("samples") / f"bike-workshop.{language}.cjm").project
        # A quote may still stand across a lying seam where no sheet holds the whole lane.
        assert cut_parts(project, project.maps[number], paper, sheet) <= {"curve"}


@pytest.mark.parametrize("name", ["bakery.pl.cjm", "bike-workshop.pl.cjm"])
def test_cards_of_people_on_sheets_side_by_side_are_alike(name: str) -> None:
    one, laid = over_a3(name)
    title = next(part for part in laid.scene.parts if part.key == "title")
    frames = [item for item in title.items if isinstance(item, Box) and item.item and item.stroke]
    assert {frame.item for frame in frames} == set(one.personas)
    assert len({(round(frame.y, 3), round(frame.height, 3)) for frame in frames}) == 1
    lines = [
        len([text for text in title.items if isinstance(text, Text) and text.item == id])
        for id in one.personas
    ]
    assert len(set(lines)) == 1


@pytest.mark.parametrize("name", ["bakery.pl.cjm", "bike-workshop.ru.cjm"])
def test_the_ground_of_a_curve_reaches_down_to_the_next_lane(name: str) -> None:
    """Rows that are moved for seams may become higher; a white strip was left below the curve."""
    _map, laid = over_a3(name)
    (curve,) = (part for part in laid.scene.parts if part.key.startswith("curve:"))
    label = laid.scene.part(f"lane:{curve.key.partition(':')[2]}")
    ground = next(item for item in curve.items if isinstance(item, Wash))
    assert label is not None
    assert (curve.y, ground.height) == (pytest.approx(label.y), pytest.approx(label.height))


def test_a_map_without_cells_has_its_title_on_one_sheet() -> None:
    lane = repair_visit().maps[0].lanes[0].model_copy(update={"collapsed": True})
    title = "Adding yet another kind of very long diagram to the program"
    changes = {"lanes": (lane,), "title": title, "personas": (), "connectors": (), "goal": "", "scenario": ""}
    journey_map = repair_visit().maps[0].model_copy(update=changes)
    project = repair_visit().model_copy(update={"maps": (journey_map,)})
    assert "title" not in cut_parts(project, journey_map, "A1", "A4")


def test_the_usual_layout_knows_no_seams() -> None:
    project = repair_visit()
    poster = lay_out_poster(project, project.maps[0], options_for(project.maps[0], paper="A1"), text_engine())
    assert poster.measures.seams == ()
    (header,) = [part for part in poster.scene.parts if part.key == "stage:s3"]
    title = next(text for part, text in poster.scene.texts() if part is header)
    assert title.x + title.width > 0.9 * header.width


def test_cards_stand_on_one_sheet_where_none_holds_their_column() -> None:
    steps = tuple(repair_visit().maps[0].stages[:2])
    ids = [step.id for stage in steps for step in stage.steps]
    lanes = tuple(
        lane.model_copy(update={"cells": tuple(cell for cell in lane.cells if cell.step in ids)})
        for lane in repair_visit().maps[0].lanes
    )
    changes = {"stages": steps, "lanes": lanes, "personas": (), "connectors": ()}
    journey_map = repair_visit().maps[0].model_copy(update=changes)
    project = repair_visit().model_copy(update={"maps": (journey_map,)})
    options, tiles = options_for(journey_map, paper="A0"), TileOptions(sheet="A3")
    assert cut(lay_out_poster(project, journey_map, options, text_engine()).scene, "A3") > 0
    poster = lay_out_for_tiles(project, journey_map, options, tiles, text_engine())
    assert min(poster.measures.columns) > 420
    assert cut(poster.scene, "A3") == 0
    # The columns are what they were, and every card lies in its own.
    assert list(problems(poster.scene)) == []
    bounds = {f"cell:{cell.lane}:{cell.step}": cell for cell in poster.scene.cells}
    for part in poster.scene.parts:
        if part.key.startswith("cell:"):
            cell = bounds[part.key]
            assert cell.x - 0.01 <= part.x and part.x + part.width <= cell.x + cell.width + 0.01


@pytest.mark.parametrize(("card", "moves"), [(400.0, True), (200.0, False)])
def test_nothing_above_the_map_is_moved_onto_something_else(card: float, moves: bool) -> None:
    """A title that went past seam after seam once came to lie on a persona."""
    engine = text_engine()

    def text(item: str, words: str, x: float, y: float, size: float) -> Text:
        block = engine.wrap(words, BOLD, 1e9)
        return Text(item, x, y, block.width * size, block, size, "#000000")

    items = (text("m", "A visit to us", 0, 10, 20), text("p", "Anna, 40", card, 2, 10))
    scene = Scene(900, 60, (Part("title", 0, 0, 900, 60, items),))
    (part,) = aside(scene, [90.0], 10.0).parts
    title, person = (item for item in part.items if isinstance(item, Text))
    assert (title.x > 90) == moves and person.x == card
    assert not overlap(ink(title), ink(person))


def along_seams(scene: Scene, sheet: str) -> list[tuple[str, float, float]]:
    """Runs of arrows that lie nearer than 2 mm to a seam for more than 4 mm: which, how long, how near."""
    seams = seams_of(scene, sheet)
    found = []
    for part in scene.parts:
        lines = part.items if part.key in ("connectors", "rails") else ()
        for line in lines:
            if not isinstance(line, Path) or not line.stroke:
                continue
            places = [
                (part.x + float(command[-2]), part.y + float(command[-1]))
                for command in line.commands
                if command[0] != "Z"
            ]
            for begin, end in pairwise(places):
                for seam in seams:
                    across = 0 if seam[0] == seam[2] else 1
                    if abs(begin[across] - end[across]) > 0.001:
                        continue
                    low, high = sorted((begin[1 - across], end[1 - across]))
                    together = min(high, seam[3 - across]) - max(low, seam[1 - across])
                    off = abs(begin[across] - seam[across]) - line.stroke_width / 2
                    if together > 4 and off < 2 - 1e-6:
                        found.append((line.item, together, off))
    return found


@pytest.mark.parametrize(
    ("name", "paper", "sheet"),
    [
        ("bike-workshop.ru", "A1", "A3"),
        ("bike-workshop.ru", "A2", "A4"),
        ("bike-workshop.pl", "A2", "A4"),
        ("loyalty-loop.ru", "36x48in", "Letter"),
    ],
)
def test_no_arrow_of_a_sample_is_cut_lengthwise(name: str, paper: str, sheet: str) -> None:
    project = load(shipped.path("samples") / f"{name}.cjm").project
    options = options_for(project.maps[0], paper=paper)
    tiles = TileOptions(sheet=sheet)
    scene = lay_out_for_tiles(project, project.maps[0], options, tiles, text_engine()).scene
    assert along_seams(scene, sheet) == []


@given(
    pairs=st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20)).filter(lambda pair: pair[0] != pair[1]),
        min_size=1,
        max_size=6,
        unique=True,
    ),
    loop=st.tuples(st.integers(0, 6), st.integers(0, 6)),
    sizes=st.sampled_from([("A1", "A3"), ("A1", "A4"), ("A2", "A4")]),
    direction=st.sampled_from(["auto", "right_to_left"]),
)
@example([(0, 20), (1, 12), (13, 2), (3, 10)], (5, 1), ("A1", "A3"), "auto")
@example([(0, 20), (1, 12), (13, 2), (3, 10)], (5, 1), ("A2", "A4"), "right_to_left")
@example([(0, 6), (13, 7), (14, 20)], (0, 0), ("A1", "A3"), "auto")
@settings(max_examples=8, deadline=None)
def test_no_seam_runs_along_an_arrow(
    pairs: list[tuple[int, int]], loop: tuple[int, int], sizes: tuple[str, str], direction: str
) -> None:
    """Only half of a line's width was left on each of two sheets."""
    steps = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(7))
    words = ["Asks for another pillow, waits and asks again", "Waits", "Is sent to another desk " * 3]
    lanes = tuple(
        make_lane(
            "actions",
            f"l{row}",
            cells=tuple(
                Cell(step=f"t{n}", cards=(make_card("actions", f"c{7 * row + n}", text=words[n % 3]),))
                for n in range(7)
            ),
        )
        for row in range(3)
    )
    links = [
        Connector(id=f"k{n}", source=f"c{a}", target=f"c{b}", label="not found" if n % 2 else "")
        for n, (a, b) in enumerate(pairs)
    ]
    if loop[0] != loop[1]:
        links.append(Connector(id="loop", source=f"s{loop[0]}", target=f"s{loop[1]}", label="again"))
    one = JourneyMap(
        id="m", title="A stay", direction=direction, stages=steps, lanes=lanes, connectors=tuple(links)
    )
    project, (paper, sheet) = Project(maps=(one,)), sizes
    options = options_for(one, paper=paper)
    scene = lay_out_for_tiles(project, one, options, TileOptions(sheet=sheet), text_engine()).scene
    assert along_seams(scene, sheet) == []
    assert list(problems(scene)) == []


def test_layouts_are_compared_by_where_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that weighs cuts against one another takes a second on a wall of a square metre; it is made
    once, at full size, for the title, and not for every layout that is tried."""
    weighed: list[str] = []
    best, likely = SeamSearch.best, SeamSearch.likely

    def note_best(self: SeamSearch, *, roughly: bool = False) -> Tiling:
        if self.harmless is None:
            weighed.append("best")
        return best(self, roughly=roughly)

    def note_likely(self: SeamSearch) -> Tiling:
        weighed.append("likely")
        return likely(self)

    monkeypatch.setattr(SeamSearch, "best", note_best)
    monkeypatch.setattr(SeamSearch, "likely", note_likely)
    project = load(shipped.path("samples") / "loyalty-loop.ru.cjm").project
    options, tiles = options_for(project.maps[0], paper="36x48in"), TileOptions(sheet="Letter")
    lay_out_for_tiles(project, project.maps[0], options, tiles, text_engine())
    assert weighed == ["likely"]


def test_a_layout_that_is_too_high_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Smaller type is tried until lanes fit; what does not fit is known before it is drawn."""
    drawn: list[float] = []
    draw = poster_module._draw

    def note(*parts: Any) -> Poster:
        made = draw(*parts)
        drawn.append(made.scene.height)
        return made

    monkeypatch.setattr(poster_module, "_draw", note)
    project = load(shipped.path("samples") / "bike-workshop.en.cjm").project
    options, tiles = options_for(project.maps[0], paper="36x48in"), TileOptions(sheet="Letter")
    usual = lay_out_poster(project, project.maps[0], options, text_engine())
    higher = replace(usual.measures, em=1.5 * usual.measures.em)
    drawn.clear()
    assert lay_out_within(project, project.maps[0], options, text_engine(), higher) is None
    assert not drawn
    lay_out_for_tiles(project, project.maps[0], options, tiles, text_engine())
    assert drawn
    assert max(drawn) <= usual.scene.height + 0.01


def test_a_poster_laid_out_for_sheets_says_that_it_became_longer_than_its_paper() -> None:
    """It took the length of the usual poster, which had grown, for that of the paper."""
    project = repair_visit(20)
    one = project.maps[0]
    options, tiles = options_for(one, paper="100x100mm"), TileOptions(sheet="60x60mm")
    usual = lay_out_poster(project, one, options, text_engine())
    found = lay_out_for_tiles(project, one, options, tiles, text_engine())
    assert found.measures.seams != usual.measures.seams, "it is not the usual one"
    for each in (usual, found):
        assert each.scene.height > 110
        assert each.measures.grown == pytest.approx(each.scene.height - 100)
        assert "longer_sheet" in [warning.code for warning in each.warnings]
