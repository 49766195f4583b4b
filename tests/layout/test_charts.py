"""Numbers of a metrics lane are shown as bars or joined by a line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.scene import Box, CardBox, Part, Path, Text
from cjmdesk.model.cards import MetricCard
from cjmdesk.model.lanes import Cell, MetricsLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine
from scene_checks import problems

Numbers = list[list[float | None]]


def journey(numbers: Numbers, chart: str, direction: str = "auto") -> JourneyMap:
    """One metrics lane with a card for every number."""
    stages = tuple(
        Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(len(numbers))
    )
    cells = tuple(
        Cell(
            step=f"t{n}",
            cards=tuple(
                MetricCard(id=f"c{n}-{k}", kind="metrics", text="orders", number=number)
                for k, number in enumerate(cell)
            ),
        )
        for n, cell in enumerate(numbers)
    )
    lane = MetricsLane(id="m", kind="metrics", unit="pcs", chart=chart, cells=cells)
    return JourneyMap(id="j", stages=stages, lanes=(lane,), direction=direction)


def poster(journey_map: JourneyMap, paper: str = "A3") -> Poster:
    project = Project(maps=(journey_map,))
    return lay_out_poster(project, journey_map, PosterOptions(paper=paper), text_engine())


def boxes(found: Poster, card: str) -> list[Box]:
    """Track and bar of a card."""
    return [
        item
        for part in found.scene.parts
        for item in part.items
        if isinstance(item, Box) and item.item == card
    ]


def signs(found: Poster, card: str) -> list[Path | Box]:
    """What tells the line that a card is on."""
    return [
        item
        for part in found.scene.parts
        for item in part.items
        if isinstance(item, Box | Path) and item.item == card
    ]


def chart(found: Poster) -> Part | None:
    return next((part for part in found.scene.parts if part.key == "chart:m"), None)


def test_bars_are_as_long_as_their_numbers_against_the_largest() -> None:
    found = poster(journey([[40.0], [10.0], [0.0], [None]], "bar"))
    track, bar = boxes(found, "c0-0")
    assert bar.width == pytest.approx(track.width)
    track, bar = boxes(found, "c1-0")
    assert bar.width == pytest.approx(track.width / 4)
    assert bar.x == track.x
    assert len(boxes(found, "c2-0")) == 1, "nothing is a track without a bar"
    assert boxes(found, "c3-0") == []
    assert list(problems(found.scene)) == []


def test_a_bar_below_zero_is_an_outline() -> None:
    found = poster(journey([[-40.0], [20.0]], "bar"))
    _, below = boxes(found, "c0-0")
    _, above = boxes(found, "c1-0")
    assert below.fill is None
    assert below.stroke == above.fill
    assert below.width > above.width


def test_bars_grow_from_the_reading_edge() -> None:
    found = poster(journey([[40.0], [10.0]], "bar", "right_to_left"))
    track, bar = boxes(found, "c1-0")
    assert bar.x + bar.width == pytest.approx(track.x + track.width)


def test_without_a_chart_there_is_none() -> None:
    found = poster(journey([[40.0], [10.0]], "none"))
    assert boxes(found, "c0-0") == []
    assert chart(found) is None


def test_a_card_without_a_unit_has_its_lanes() -> None:
    texts = [text.block.text for _, text in poster(journey([[40.0]], "none")).scene.texts()]
    assert "40 pcs" in texts


def test_a_line_joins_the_numbers_below_the_cards() -> None:
    found = poster(journey([[30.0], [None], [60.0], [15.0]], "line"))
    part = chart(found)
    assert part is not None
    (line,) = [item for item in part.items if isinstance(item, Path) and item.item == "m"]
    xs = [float(command[1]) for command in line.commands]
    ys = [float(command[2]) for command in line.commands]
    assert len(xs) == 3
    assert xs == sorted(xs)
    assert ys[1] < ys[0] < ys[2], "more is higher"
    for other in found.scene.parts:
        if other.key.startswith("cell:m"):
            for card in other.items:
                if isinstance(card, CardBox):
                    assert other.y + card.y + card.height <= part.y + 0.01


def test_second_numbers_have_a_line_of_their_own() -> None:
    part = chart(poster(journey([[30.0, 3.0], [60.0, 6.0], [15.0]], "line")))
    assert part is not None
    lines = [item for item in part.items if isinstance(item, Path) and item.item == "m"]
    assert [len(line.commands) for line in lines] == [3, 2]
    assert lines[0].dash != lines[1].dash


def test_a_card_says_which_of_several_lines_it_is_on() -> None:
    """As the chart draws it: dash and dot. One line alone needs no sign, nor a card on none."""
    found = poster(journey([[1, 2, 3], [3, 4], [None, 4]], "line"))
    band = chart(found)
    assert band is not None
    drawn = [item for item in band.items if isinstance(item, Path) and item.item]
    assert len(drawn) == 2
    for step in range(3):
        numbered = [card for card in (0, 1, 2) if signs(found, f"c{step}-{card}")]
        assert numbered == [[0, 1], [0, 1], [1]][step]
        for line, card in enumerate(numbered):
            path, dot = signs(found, f"c{step}-{card}")
            assert isinstance(path, Path) and isinstance(dot, Box)
            assert bool(path.dash) == bool(drawn[line].dash)
            assert (
                dot.fill
                == [found_dot.fill for found_dot in band.items if isinstance(found_dot, Box)][3 * line]
            )
    single = poster(journey([[1], [3], [2]], "line"))
    assert not any(signs(single, f"c{step}-0") for step in range(3))
    bars = poster(journey([[1, 2], [3, 4]], "none"))
    assert not any(signs(bars, f"c{step}-{card}") for step in range(2) for card in range(2))


def test_a_card_that_moves_up_changes_its_sign() -> None:
    """Layouts remember cards that stayed the same."""
    memo = LayoutMemo()
    engine, options = text_engine(), PosterOptions(paper="A3")
    before = journey([[1, 2], [3, 4], [5, 6]], "line")
    lane = before.lanes[0]
    fewer = (lane.cells[0].model_copy(update={"cards": lane.cells[0].cards[1:]}), *lane.cells[1:])
    after = before.model_copy(update={"lanes": (lane.model_copy(update={"cells": fewer}),)})
    project = Project(maps=(before,))
    first = lay_out_poster(project, before, options, engine, memo=memo)
    second = lay_out_poster(
        Project(maps=(after,)), after, options, engine, measures=first.measures, memo=memo
    )
    dots = [dot.fill for one in (first, second) for dot in boxes(one, "c0-1")]
    assert len(set(dots)) == 2


def test_one_number_makes_no_line() -> None:
    assert chart(poster(journey([[30.0], []], "line"))) is None


def test_only_a_new_largest_number_changes_the_other_bars() -> None:
    memo, options, engine = LayoutMemo(), PosterOptions(paper="A3"), text_engine()
    first = journey([[40.0], [10.0], [20.0]], "bar")
    before = lay_out_poster(Project(maps=(first,)), first, options, engine, memo=memo)

    def fresh(number: float) -> set[str]:
        lane = first.lanes[0]
        card = lane.cells[1].cards[0].model_copy(update={"number": number})
        cell = lane.cells[1].model_copy(update={"cards": (card,)})
        lane = lane.model_copy(update={"cells": (lane.cells[0], cell, lane.cells[2])})
        changed = first.model_copy(update={"lanes": (lane,)})
        after = lay_out_poster(
            Project(maps=(changed,)), changed, options, engine, measures=before.measures, memo=memo
        )
        old = {part.key: part.items for part in before.scene.parts}
        return {
            part.key
            for part in after.scene.parts
            if part.key.startswith("cell:") and part.items is not old[part.key]
        }

    assert fresh(15.0) == {"cell:m:t1"}
    assert fresh(80.0) == {"cell:m:t0", "cell:m:t1", "cell:m:t2"}


@given(
    st.lists(
        st.lists(st.none() | st.floats(-1e9, 1e9), max_size=3),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(("bar", "line")),
    st.sampled_from(("auto", "right_to_left")),
)
@settings(max_examples=40, deadline=None)
def test_charts_stay_in_their_places(numbers: Numbers, kind: str, direction: str) -> None:
    found = poster(journey(numbers, kind, direction), "A4")
    assert list(problems(found.scene)) == []
    part = chart(found)
    for item in part.items if part else ():
        if isinstance(item, Path):
            for command in item.commands:
                assert -0.01 <= float(command[1]) <= part.width + 0.01  # type: ignore[union-attr]
                assert -0.01 <= float(command[2]) <= part.height + 0.01  # type: ignore[union-attr]
    assert not any(isinstance(item, Text) for item in (part.items if part else ()))
