"""The legend below a map: it names what the sheet shows, and nothing else."""

import pytest
from msgspec.structs import replace

from cjmdesk.layout.context import make_context
from cjmdesk.layout.emotion_band import Curves
from cjmdesk.layout.emotion_lines import PlacedPoint, lines_of
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.palette import COLOUR
from cjmdesk.layout.scene import Box, Path, Text
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, EmotionLane, Lane, make_lane
from cjmdesk.model.maps import Competitor, Connector, JourneyMap, PosterSettings
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.options import options_for
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine
from samples import repair_visit

PEOPLE = (Persona(id="me", name="Marta"), Persona(id="cat", name="Cat"))


def point(id: str, level: float | None, *personas: str, competitor: str | None = None) -> EmotionPoint:
    return EmotionPoint(id=id, level=level, personas=personas, competitor=competitor)


def curve(*cells: tuple[EmotionPoint, ...], **more: object) -> Lane:
    """An emotion lane with these points in its steps."""
    return make_lane(
        "emotions", "e", cells=tuple(Cell(step=f"t{n}", points=each) for n, each in enumerate(cells)), **more
    )


def poster(lane: Lane, memo: LayoutMemo | None = None, **more: object) -> Poster:
    journey_map = JourneyMap(
        id="m",
        personas=tuple(person.id for person in PEOPLE),
        stages=tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(3)),
        lanes=(make_lane("actions", "a", cells=_cards()), lane),
        competitors=(Competitor(id="shop", name="The shop"),),
        **more,
    )
    project = Project(maps=(journey_map,), personas=PEOPLE)
    return lay_out_poster(project, journey_map, options_for(journey_map), text_engine(), memo=memo)


def _cards() -> tuple[Cell, ...]:
    return tuple(Cell(step=f"t{n}", cards=(make_card("actions", f"c{n}", text="Asks"),)) for n in range(3))


def legend(found: Poster) -> dict[str, int]:
    """The entries of the legend, and how many lines are drawn in the sign of each."""
    (part,) = [part for part in found.scene.parts if part.key == "footer"]
    entries: dict[str, int] = {}
    lines = 0
    for item in part.items:
        if isinstance(item, Path) and item.stroke and [command[0] for command in item.commands] == ["M", "L"]:
            lines += 1
        elif isinstance(item, Text):
            entries.setdefault(item.block.text, lines)
            lines = 0
    return entries


def test_a_curve_is_named_with_its_line() -> None:
    lane = curve(
        (point("a", 1, "me"), point("b", -1, "cat")), (point("c", 2, "me"),), (point("d", 3, "cat"),)
    )
    found = legend(poster(lane))
    assert found["Marta"] == found["Cat"] == 1


def test_a_single_point_is_named_by_its_marker_alone() -> None:
    lane = curve((point("a", 1, "me"), point("b", -1, "cat")), (point("c", 2, "me"),))
    found = legend(poster(lane))
    assert (found["Marta"], found["Cat"]) == (1, 0)


def test_who_has_no_point_of_their_own_is_not_named() -> None:
    lane = curve((point("a", 1, "me"),), (point("b", 2, "me", "cat"),))
    found = legend(poster(lane))
    assert found["Marta"] == 1
    assert "Cat" not in found


def test_points_of_everybody_make_a_line_of_a_single_one() -> None:
    lane = curve((point("a", 1, "cat"),), (point("b", 2),), (point("c", 2, "me"), point("d", 1, "me")))
    assert legend(poster(lane))["Cat"] == 1


def test_a_hidden_curve_is_not_named() -> None:
    points = (point("a", 1, "me"), point("b", -1, "cat"))
    lane = curve(points, (point("c", 2, "me"), point("d", -2, "cat")), hidden_personas=("cat",))
    found = legend(poster(lane))
    assert "Marta" in found
    assert "Cat" not in found


@pytest.mark.parametrize("points, lines", [(1, 0), (2, 1)])
def test_a_competitor_is_named_by_what_is_drawn_of_it(points: int, lines: int) -> None:
    cells = [
        (point(f"a{n}", 1.0), *([point(f"r{n}", 2, competitor="shop")] if n < points else []))
        for n in range(3)
    ]
    assert legend(poster(curve(*cells)))["The shop"] == lines


def test_a_second_point_brings_the_line_into_a_remembered_legend() -> None:
    memo = LayoutMemo()
    one = curve((point("a", 1, "me"), point("b", -1, "cat")), (point("c", 2, "me"),))
    two = curve((point("a", 1, "me"), point("b", -1, "cat")), (point("c", 2, "me"), point("d", 1, "cat")))
    counts = []
    for lane in (one, two, one):
        counts.append(legend(poster(lane, memo))["Cat"])
        memo.turn()
    assert counts == [0, 1, 0]


def test_every_kind_of_connector_is_named_that_is_there() -> None:
    lane = curve((point("a", 1, "me"),))
    names = {"good": "when it goes well", "bad": "when it goes badly", "neutral": "in any case"}
    for condition, words in names.items():
        connector = Connector(id="k", source="c0", target="c1", condition=condition)
        found = legend(poster(lane, connectors=(connector,)))
        assert [name for name in names.values() if name in found] == [words]


def test_points_of_several_people_are_explained_beside_those_of_one() -> None:
    """They have the colours of levels, and no person's."""
    own = ((point("a", 1, "me"), point("b", -1, "cat")), (point("c", 2, "me"), point("d", 1, "cat")))
    assert "several people" not in legend(poster(curve(*own)))
    assert "several people" in legend(poster(curve(*own, (point("e", 3, "me", "cat"),))))
    assert "several people" not in legend(poster(curve((point("e", 3),), (point("f", 1),))))
    shared = poster(curve(*own, (point("e", 3, "me", "cat"),)), poster=PosterSettings(ink="line"))
    assert "several people" in legend(shared), "the ring tells them apart in black and white, too"


def test_the_mark_of_a_condition_is_explained_where_arrows_bear_it() -> None:
    """Between stages they do, between cards not."""
    lane = curve((point("a", 1, "me"),))
    marks = []
    for source, target in (("c0", "c1"), ("s0", "s1")):
        connector = Connector(id="k", source=source, target=target, condition="good")
        scene = poster(lane, connectors=(connector,)).scene
        (part,) = [part for part in scene.parts if part.key == "footer"]
        marks.append(sum(isinstance(item, Box) for item in part.items))
    assert marks[1] == marks[0] + 1


def test_votes_and_points_without_a_level_are_explained_where_there_are_any() -> None:
    plain = legend(poster(curve((point("a", 1, "me"),))))
    assert not {"votes", "no level yet"} & plain.keys()
    voted = make_card("pain_points", "v", text="Waits", votes=3)
    lane = curve((point("a", None, "me"),)).model_copy()
    cells = (lane.cells[0].model_copy(update={"cards": (voted,)}),)
    found = legend(poster(lane.model_copy(update={"cells": cells})))
    assert {"votes", "no level yet"} <= found.keys()


def test_faces_in_the_colours_of_persons_are_explained_without_colour() -> None:
    def colours(lane: Lane) -> set[str]:
        (part,) = [part for part in poster(lane).scene.parts if part.key == "footer"]
        end = next(
            n for n, item in enumerate(part.items) if isinstance(item, Text) and item.block.text == "positive"
        )
        return {item.stroke for item in part.items[:end] if isinstance(item, Path) and item.stroke}

    one = curve((point("a", 1),), (point("b", -1),))
    two = curve((point("a", 1, "me"), point("b", -1, "cat")), (point("c", 2, "me"), point("d", 1, "cat")))
    assert len(colours(one)) == 3
    assert len(colours(two)) == 1


@pytest.mark.parametrize("marks", ["faces", "dots"])
def test_what_several_people_share_has_a_ring_in_every_ink(marks: str) -> None:
    """The first persona's faces are round as well."""
    own = ((point("a", 1, "me"), point("b", -1, "cat")), (point("c", 2, "me"), point("d", 1, "cat")))
    for ink in ("colour", "grey", "line"):
        lane = curve(*own, (point("z", 3, "me", "cat"),), marks=marks)
        scene = poster(lane, poster=PosterSettings(ink=ink)).scene
        items = [item for part in scene.parts if part.key == "curve:e" for item in part.items]
        counts = {
            id: sum(isinstance(item, Box | Path) and item.item == id for item in items) for id in ("a", "z")
        }
        assert counts["z"] == counts["a"] + 1
    alone = poster(curve((point("z", 3, "me", "cat"),), (point("f", 1),), marks=marks)).scene
    items = [item for part in alone.parts if part.key == "curve:e" for item in part.items]
    assert sum(isinstance(item, Box | Path) and item.item == "z" for item in items) == counts["a"]


@pytest.mark.parametrize(
    ("more", "told"), [({}, False), ({"ours": 3}, True), ({"scores": {"shop": 2}}, True)]
)
def test_ratings_are_explained_where_there_are_any(more: dict[str, object], told: bool) -> None:
    card = make_card("choice_criteria", "r", text="Price", **more)
    lane = make_lane("choice_criteria", "q", cells=(Cell(step="t0", cards=(card,)),))
    assert ("rating 1 to 5" in legend(poster(lane))) is told


def test_a_tier_with_shared_points_alone_has_their_rings_too() -> None:
    """The legend explains the whole map."""
    lane = curve((point("a", 1, "me"), point("b", -1, "cat")), (point("z", 3, "me", "cat"),))
    assert isinstance(lane, EmotionLane)
    journey_map = JourneyMap(id="m", personas=("me", "cat"), lanes=(lane,))
    context = make_context(
        Project(maps=(journey_map,), personas=PEOPLE), journey_map, text_engine(), COLOUR, 3.0
    )
    here, there = PlacedPoint(lane.cells[1].points[0], 10.0, 0), lane.cells[0].points
    beyond = [PlacedPoint(each, -10.0, 0) for each in there]
    band = Curves(context, lane, (here,), lines_of(context, lane, (here,), beyond), 20.0)
    assert (
        len(list(band.marker(here.point, 10.0, 10.0, 2.0)))
        == len(list(band.marker(there[0], 5.0, 9.0, 2.0))) + 1
    )


def of_many_shops() -> tuple[Project, JourneyMap]:
    """A map with a curve of each of eight competitors."""
    project = repair_visit()
    one = project.maps[0]
    shops = tuple(Competitor(id=f"k{n}", name=f"Workshop number {n}") for n in range(8))

    def also_theirs(number: int, cell: Cell) -> Cell:
        theirs = tuple(point(f"{shop.id}-{number}", 1.0, competitor=shop.id) for shop in shops)
        return cell.model_copy(update={"points": (*cell.points, *theirs)})

    lanes = [
        lane.model_copy(update={"cells": tuple(also_theirs(n, cell) for n, cell in enumerate(lane.cells))})
        if isinstance(lane, EmotionLane)
        else lane
        for lane in one.lanes
    ]
    one = one.model_copy(update={"lanes": tuple(lanes), "competitors": shops})
    return project.model_copy(update={"maps": (one, *project.maps[1:])}), one


@pytest.mark.parametrize(("paper", "left_out"), [("50x50mm", True), ("60x60mm", True), ("A6", False)])
def test_a_legend_that_would_take_a_third_of_the_sheet_is_left_out(paper: str, left_out: bool) -> None:
    """On tiny sheets, in type that can be read, it was larger than the map."""
    project, one = of_many_shops()
    found = lay_out_poster(project, one, options_for(one, paper=paper), text_engine())
    said = [warning.text for warning in found.warnings if warning.code == "no_legend"]
    sign = "severity 1 to 5"
    assert (sign in legend(found)) != left_out
    assert [paper in text for text in said] == [True] * left_out
    # A sheet that became longer for the map has no more room for it while somebody types.
    for grown in (0.0, 2 * found.measures.height):
        height = found.measures.height + grown
        measures = replace(found.measures, height=height, grown=found.measures.grown + grown)
        again = lay_out_poster(project, one, found.asked, text_engine(), measures=measures)
        assert (sign in legend(again)) != left_out
    # Who wants none is told of none.
    bare = one.model_copy(update={"poster": PosterSettings(legend=False)})
    plain = lay_out_poster(project, bare, options_for(bare, paper=paper), text_engine())
    assert sign not in legend(plain)
    assert not [warning for warning in plain.warnings if warning.code == "no_legend"]


@pytest.mark.parametrize(("paper", "left_out"), [("60x60mm", True), ("90x70mm", True), ("A4", False)])
def test_a_legend_too_large_for_the_title_page_of_a_booklet_is_left_out(paper: str, left_out: bool) -> None:
    """There it took more than its page, and stood above the title and beyond the paper."""
    project, one = of_many_shops()
    printed = print_map(project, one, PrintChoices(what="booklet", paper=paper), text_engine())
    (layer,) = printed.pages[0].page.layers
    foot = layer.scene.part("footer")
    assert foot is not None
    words = [item.block.text for item in foot.items if isinstance(item, Text)]
    assert ("severity 1 to 5" in words) != left_out
    assert "cjmdesk" in words, "the imprint stays"
    said = [warning.text for warning in printed.poster.warnings if warning.code == "no_legend"]
    assert [paper in text for text in said] == [True] * left_out
    for part in layer.scene.parts:
        assert part.y >= 0 and part.y + part.height <= layer.scene.height
    bare = one.model_copy(update={"poster": PosterSettings(legend=False)})
    plain = print_map(project, bare, PrintChoices(what="booklet", paper=paper), text_engine())
    assert not [warning for warning in plain.poster.warnings if warning.code == "no_legend"]
