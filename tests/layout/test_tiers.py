"""Maps of very many columns run on in a second and third tier, where that makes the type larger."""

from itertools import accumulate, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Path
from cjmdesk.layout.tiers import fits_stages, splits
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine
from samples import repair_visit
from scene_checks import problems


def journey(stages: int = 8, steps: int = 3, cards: int = 1, **fields: object) -> JourneyMap:
    """Words of ordinary length in every cell, and points in every step."""
    made = tuple(
        Stage(
            id=f"s{n}", title=f"Stage {n}", steps=tuple(Step(id=f"t{n}.{k}", title="") for k in range(steps))
        )
        for n in range(stages)
    )
    ids = [step.id for stage in made for step in stage.steps]
    cells = tuple(
        Cell(
            step=id,
            cards=tuple(make_card("actions", f"c{id}-{n}", text="Requalification") for n in range(cards)),
        )
        for id in ids
    )
    lanes = (make_lane("actions", "a", cells=cells), make_lane("solutions", "b"))
    return JourneyMap(id="m", stages=made, lanes=lanes, **fields)


def poster(one: JourneyMap, paper: str = "A2", **more: object) -> Poster:
    project = Project(maps=(one,))
    return lay_out_poster(project, one, PosterOptions(paper=paper), text_engine(), **more)  # type: ignore[arg-type]


@given(
    st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=3), min_size=1, max_size=7), st.integers(2, 3)
)
def test_the_widest_tier_is_as_narrow_as_can_be(needs: list[list[int]], count: int) -> None:
    stages = tuple(
        Stage(id=f"s{n}", steps=tuple(Step(id=f"t{n}.{k}") for k in range(len(steps))))
        for n, steps in enumerate(needs)
    )
    one = JourneyMap(id="m", stages=stages)
    found = splits(one, [need for steps in needs for need in steps], count)
    if count > len(needs):
        assert found is None
        return
    assert found is not None
    assert len(found) == count
    assert fits_stages(one, found)

    def widest(ends: tuple[int, ...]) -> int:
        return max(sum(map(sum, needs[a:b])) for a, b in pairwise((0, *ends, len(needs))))

    steps_before = [0, *accumulate(len(steps) for steps in needs)]
    mine = tuple(steps_before.index(end) for end in list(accumulate(found))[:-1])
    assert widest(mine) == min(widest(ends) for ends in combinations(range(1, len(needs)), count - 1))


@pytest.mark.parametrize("direction", ["left_to_right", "right_to_left"])
def test_a_map_of_many_columns_fills_the_sheet_in_tiers(direction: str) -> None:
    one = journey(direction=direction)
    found = poster(one)
    joined = one.model_copy(update={"connectors": (Connector(id="x", source="s0", target="s7"),)})
    assert found.measures.em > 1.25 * poster(joined).measures.em
    assert found.measures.tiers == (9, 9, 6)
    assert list(problems(found.scene)) == []
    heads = {part.key: part for part in found.scene.parts if part.key.startswith("stage:")}
    assert len({part.y for part in heads.values()}) == 3
    firsts = [heads[f"stage:s{n}"] for n in (0, 3, 6)]
    edges = {round(part.x + (part.width if direction == "right_to_left" else 0), 3) for part in firsts}
    assert len(edges) == 1
    frames = [part for part in found.scene.parts if part.key.startswith("frame")]
    footer = next(part for part in found.scene.parts if part.key == "footer")
    assert frames[-1].y + frames[-1].height == pytest.approx(footer.y)
    assert len({part.key for part in found.scene.parts}) == len(found.scene.parts)


def test_every_cell_has_its_one_place_and_every_stage_its_colour() -> None:
    found = poster(journey())
    assert len(found.scene.cells) == len({cell.key for cell in found.scene.cells}) == 48
    drawn = {part.key: part for part in found.scene.parts if part.key.startswith("cell:")}
    places = {cell.key: cell for cell in found.scene.cells}
    assert len(drawn) == 24
    for key, part in drawn.items():
        assert (part.x, part.y) == pytest.approx((places[key].x, places[key].y))
    fills = [
        next(item.fill for item in part.items if isinstance(item, Path))
        for part in found.scene.parts
        if part.key.startswith("stage:")
    ]
    assert all(before != after for before, after in pairwise(fills))
    marks = [(mark.title, mark.y) for mark in found.scene.bookmarks]
    assert [title for title, _y in marks] == [f"Stage {n}" for n in range(8)]
    assert marks[0][1] < marks[-1][1]


def test_tiers_are_kept_with_the_measures_while_stages_allow() -> None:
    one = journey()
    first = poster(one, memo=LayoutMemo())
    assert poster(one, measures=first.measures).scene == first.scene
    moved = one.model_copy(update={"stages": (*one.stages[:3], _longer(one.stages[3]), *one.stages[4:])})
    again = poster(moved, measures=first.measures)
    assert len(again.measures.columns) == sum(again.measures.tiers) == 25


def _longer(stage: Stage) -> Stage:
    return stage.model_copy(update={"steps": (*stage.steps, Step(id="more"))})


def test_curves_and_lines_of_a_blueprint_run_on_in_every_tier() -> None:
    one = journey()
    points = tuple(
        Cell(step=step.id, points=(EmotionPoint(id=f"p{step.id}", level=level, feeling="calm"),))
        for level, stage in enumerate(one.stages, -4)
        for step in stage.steps
    )
    lanes = (one.lanes[0], make_lane("line", "l"), make_lane("emotions", "e", cells=points))
    found = poster(one.model_copy(update={"lanes": lanes}))
    count = len(found.measures.tiers)
    assert count > 1
    assert sum(part.key.startswith("curve:e") for part in found.scene.parts) == count
    assert sum(part.key.startswith("lane:l") for part in found.scene.parts) == count
    shown = {item.item for part in found.scene.parts for item in part.items}
    assert {point.id for cell in points for point in cell.points} <= shown
    assert list(problems(found.scene)) == []


def test_full_and_short_maps_stay_in_one_tier() -> None:
    sample = repair_visit()
    for project in (sample, Project(maps=(journey(cards=40),)), Project(maps=(journey(1, 25),))):
        found = lay_out_poster(project, project.maps[0], PosterOptions(paper="A2"), text_engine())
        assert found.measures.tiers == ()


@pytest.mark.parametrize("direction", ["left_to_right", "right_to_left"])
def test_a_curve_runs_on_to_the_points_of_the_next_tier(direction: str) -> None:
    """It broke off at the end of a tier, and a point without a level stood there as if it were neutral."""
    one = journey(direction=direction)
    levels = {"t0.0": 3.0, "t2.2": -1.0, "t3.0": None, "t3.1": 4.0, "t5.0": 2.0}
    cells = tuple(
        Cell(step=step, points=(EmotionPoint(id=f"p{step}", level=level),)) for step, level in levels.items()
    )
    found = poster(one.model_copy(update={"lanes": (one.lanes[0], make_lane("emotions", "e", cells=cells))}))
    bands = [part for part in found.scene.parts if part.key.startswith("curve:e")]
    assert len(bands) == 3
    lines = [
        [
            item
            for item in band.items
            if isinstance(item, Path) and item.item == "e" and item.commands[1][0] == "C"
        ]
        for band in bands
    ]
    assert [len(each) for each in lines] == [1, 1, 0], "after the last point there is none"
    begins, ends = [], []
    for (line,), band in zip(lines[:2], bands, strict=False):
        x = [float(command[-2]) for command in line.commands]
        assert min(x) > -0.001 and max(x) < band.width + 0.001
        begins.append(min(x) == pytest.approx(0.0, abs=0.2 * found.measures.em))
        ends.append(max(x) == pytest.approx(band.width, abs=0.2 * found.measures.em))
    mirrored = direction == "right_to_left"
    assert (ends if mirrored else begins) == [False, True]
    assert (begins if mirrored else ends) == [True, False]
    (unknown,) = [item for item in bands[1].items if item.item == "pt3.0"]
    left, top, right, bottom = bounds(unknown)
    (line,) = lines[1]
    start = line.commands[-1 if mirrored else 0]
    assert abs((top + bottom) / 2 - bands[1].height / 2) > 1, "it lies on the line"
    assert (float(start[-2]) < (left + right) / 2) != mirrored
