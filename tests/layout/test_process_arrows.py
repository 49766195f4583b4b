"""Boxes of a process are joined by arrows, also from stage to stage."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest

from cjmdesk.edits.fields import set_field
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.scene import CardBox, Path, Scene, Text
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, Lane, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.options import options_for
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine

Boxes = Mapping[int, Sequence[str]]
"""Ids of boxes by the number of their stage; what stands behind a colon is the shape of one."""

DIRECTIONS = ["left_to_right", "right_to_left"]


def process(boxes: Boxes, kind: str = "process", words: str = "Files it", **more: object) -> Lane:
    cells = []
    for stage, ids in boxes.items():
        named = [id.partition(":") for id in ids]
        cards = [
            make_card(kind, id, text=words, **({"shape": shape or "step"} if kind == "process" else {}))
            for id, _colon, shape in named
        ]
        cells.append(Cell(step=f"t{stage}", cards=tuple(cards)))
    return make_lane(kind, kind[0], cells=tuple(cells), **more)


def journey(*lanes: Lane, stages: int = 4, **more: object) -> JourneyMap:
    columns = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(stages))
    return JourneyMap(id="m", title="Visit", stages=columns, lanes=lanes, **more)


def poster(one: JourneyMap, paper: str = "A3") -> Poster:
    options = options_for(one, paper=paper, margins=(10.0, 10.0, 10.0, 10.0))
    return lay_out_poster(Project(maps=(one,)), one, options, text_engine())


def boxes_of(scene: Scene) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of each card on the sheet."""
    found = {}
    for part in scene.parts:
        for item in part.items:
            if isinstance(item, CardBox):
                x, y = part.x + item.x, part.y + item.y
                found[item.item] = (x, y, x + item.width, y + item.height)
    return found


def arrows_of(scene: Scene) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Where each arrow that nobody made begins and where its tip is, on the sheet."""
    found = []
    for part in scene.parts:
        if part.key.partition("@")[0] != "connectors" and not part.key.startswith("cell:"):
            continue
        for item in part.items:
            if not isinstance(item, Path) or item.item:
                continue
            if [command[0] for command in item.commands[-3:]] == ["M", "L", "L"]:  # its open head
                ends = (item.commands[0], item.commands[-2])
                begin, tip = ((part.x + float(c[-2]), part.y + float(c[-1])) for c in ends)
                found.append((begin, tip))
    return found


def joined(found: Poster) -> set[tuple[str, str]]:
    """The boxes that arrows join, each with the one where it ends."""
    cards, reach = boxes_of(found.scene), 0.2 * found.measures.em

    def beside(place: tuple[float, float]) -> str:
        x, y = place
        near = [
            id
            for id, (left, top, right, bottom) in cards.items()
            if left - reach < x < right + reach and top - reach < y < bottom + reach
        ]
        assert len(near) <= 1
        return near[0] if near else ""

    return {(beside(begin), beside(tip)) for begin, tip in arrows_of(found.scene)}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_last_box_of_a_cell_is_joined_with_the_first_of_the_next_that_has_any(direction: str) -> None:
    one = journey(process({0: ("a",), 1: ("b", "c"), 3: ("d", "e")}), direction=direction)
    found = poster(one)
    assert joined(found) == {("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")}
    ahead = -1 if direction == "right_to_left" else 1
    cards = boxes_of(found.scene)
    across = [(begin, tip) for begin, tip in arrows_of(found.scene) if begin[0] != tip[0]]
    assert all((tip[0] - begin[0]) * ahead > 0 for begin, tip in across)
    for _begin, (x, y) in across:
        assert not any(left < x < right and top < y < bottom for left, top, right, bottom in cards.values())


def test_other_lanes_and_folded_ones_have_no_arrows() -> None:
    boxes: Boxes = {0: ("a",), 1: ("b", "c")}
    assert joined(poster(journey(process(boxes, "actions")))) == set()
    assert joined(poster(journey(process(boxes, collapsed=True)))) == set()
    assert joined(poster(journey(process(boxes, hidden=True)))) == set()


def test_no_second_arrow_beside_one_that_somebody_made() -> None:
    lane = process({0: ("a",), 1: ("b",), 2: ("c",)})
    made = Connector(id="k", source="a", target="b", label="if it rains")
    assert joined(poster(journey(lane, connectors=(made,)))) == {("b", "c")}
    back = Connector(id="k", source="b", target="a", label="once more")
    assert joined(poster(journey(lane, connectors=(back,)))) == {("a", "b"), ("b", "c")}


def test_no_arrow_leads_away_from_an_end_or_to_a_start() -> None:
    lane = process({0: ("a:start", "b:end"), 1: ("c:start", "d:decision", "e:end", "f"), 2: ("g:end",)})
    assert joined(poster(journey(lane))) == {("a", "b"), ("c", "d"), ("d", "e"), ("f", "g")}


def test_boxes_of_a_very_wide_cell_are_joined_too() -> None:
    ids = ("a", "b", "c", "d")
    found = poster(journey(process({0: ids}), stages=1))
    assert joined(found) == {("a", "b"), ("b", "c"), ("c", "d")}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_arrows_lead_out_of_a_tier_and_into_the_next(direction: str) -> None:
    """The stages of a long map run on below: there the arrow is seen at the edges of both."""
    lane = process({n: (f"b{n}",) for n in range(14) if n != 5}, words="Incomprehensibility")
    found = poster(journey(lane, stages=14, direction=direction), "A4")
    tiers = found.measures.tiers
    assert len(tiers) > 1
    pairs = joined(found)
    within = {pair for pair in pairs if all(pair)}
    ends = [sum(tiers[: number + 1]) for number in range(len(tiers))][:-1]
    numbers = [n for n in range(14) if n != 5]
    every = {(f"b{a}", f"b{b}") for a, b in pairwise(numbers)}
    over = {pair for pair in every if any(int(pair[0][1:]) < end <= int(pair[1][1:]) for end in ends)}
    assert within == every - over
    assert {pair for pair in pairs if not all(pair)} == {
        half for before, after in over for half in ((before, ""), ("", after))
    }
    known = [
        item.joins
        for part in found.scene.parts
        for item in part.items
        if isinstance(item, Path) and item.joins in over
    ]
    assert sorted(known) == sorted([*over, *over]), "each half knows both boxes: it fades with either"


def test_a_letter_in_a_box_lays_out_its_cell_alone() -> None:
    one = journey(process({n: (f"a{n}", f"b{n}") for n in range(4)}))
    project = Project(maps=(one,))
    memo, asked = LayoutMemo(), options_for(one, paper="A3")
    found = lay_out_poster(project, one, asked, text_engine())
    for words in ("Files x", "Files xy"):
        project = set_field(project, "b1", "text", words)
        before = found
        found = lay_out_poster(
            project, project.maps[0], asked, text_engine(), measures=before.measures, memo=memo
        )
    assert memo.misses_last == 2, "one cell is measured and drawn"
    assert found.scene.part("connectors") is before.scene.part("connectors")
    anew = lay_out_poster(project, project.maps[0], asked, text_engine(), measures=found.measures)
    assert anew.scene.parts == found.scene.parts


def test_a_first_box_in_a_stage_joins_its_neighbours_and_lays_out_no_other_cell() -> None:
    one = journey(process({0: ("a",), 1: ("b",), 2: ("c",)}))
    bare = journey(process({0: ("a",), 2: ("c",)}))
    memo, asked = LayoutMemo(), options_for(one, paper="A3")
    found = lay_out_poster(Project(maps=(bare,)), bare, asked, text_engine(), memo=memo)
    cells = (bare.lanes[0].cells[0], one.lanes[0].cells[1], bare.lanes[0].cells[1])
    fuller = bare.model_copy(update={"lanes": (bare.lanes[0].model_copy(update={"cells": cells}),)})
    after = lay_out_poster(
        Project(maps=(fuller,)), fuller, asked, text_engine(), measures=found.measures, memo=memo
    )
    assert joined(after) == {("a", "b"), ("b", "c")}
    assert memo.misses_last == 2, "one cell is measured and drawn"


def test_words_of_the_curve_below_stay_where_they_are() -> None:
    """Arrows of a process leave their lane nowhere, so that quotes need not keep clear of them."""
    points = [EmotionPoint(id=f"e{n}", level=2.0 - n, quote="They said an hour") for n in range(4)]
    cells = tuple(Cell(step=f"t{n}", points=(point,)) for n, point in enumerate(points))
    curve = make_lane("emotions", "e", cells=cells)
    boxes: Boxes = {n: (f"b{n}",) for n in range(4)}
    drawn = []
    for kind in ("process", "actions"):
        found = poster(journey(process(boxes, kind), curve))
        part = found.scene.part("curve:e")
        assert part is not None
        drawn.append([(item.x, item.y, item.block.text) for item in part.items if isinstance(item, Text)])
    assert drawn[0] == drawn[1]


def test_a_process_that_no_page_holds_has_no_false_arrows() -> None:
    """Its boxes go on in a lane below, on another page: there an arrow to the next stage begins nowhere."""
    many = tuple(f"m{n}" for n in range(60))
    one = journey(process({0: ("a",), 1: many, 2: ("z",)}), stages=3)
    printed = print_map(Project(maps=(one,)), one, PrintChoices(what="booklet", paper="A5"), text_engine())
    scenes = {id(layer.scene): layer.scene for page in printed.pages for layer in page.page.layers}
    across = [arrow for scene in scenes.values() for arrow in arrows_of(scene) if arrow[0][0] != arrow[1][0]]
    assert across, "from the first stage into the long one"
    first = min(begin[0] for begin, _tip in across)
    assert all(begin[0] == pytest.approx(first) for begin, _tip in across), "and none out of it"
