"""Words at emotion points stand on the band, and can be told to be whose they are."""

import itertools
import math
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk import shipped
from cjmdesk.layout import palette
from cjmdesk.layout.context import make_context
from cjmdesk.layout.emotions import WIDEST_BAND, EmotionPlan
from cjmdesk.layout.quotes import forms_of, quoted
from cjmdesk.layout.scene import Box, Part, Path, SceneItem, Text, Wash
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import Cell, EmotionLane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Competitor, Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from scene_checks import Bounds, along, ink
from strategies import Size, projects


def curve_of(
    points: dict[str, list[EmotionPoint]], personas: tuple[Persona, ...] = (), guides: int = 0
) -> tuple[Part, float]:
    """The curve's part on an A2, and mm of its type's em."""
    stages = tuple(Stage(id=f"s{step}", title=step, steps=(Step(id=step),)) for step in points)
    cells = tuple(Cell(step=step, points=tuple(found)) for step, found in points.items())
    journey_map = JourneyMap(
        id="m",
        stages=stages,
        lanes=(make_lane("emotions", "e", cells=cells, guides=guides),),
        personas=tuple(p.id for p in personas),
    )
    project = Project(maps=(journey_map,), personas=personas)
    poster = lay_out_poster(project, journey_map, PosterOptions(paper="A2"), text_engine())
    (part,) = [part for part in poster.scene.parts if part.key == "curve:e"]
    return part, poster.measures.em


def words_of(part: Part) -> dict[str, list[Bounds]]:
    """Boxes of each point's words; names at curves are the lane's."""
    found: dict[str, list[Bounds]] = {}
    lane = part.key.partition(":")[2].partition("@")[0]
    for item in part.items:
        if isinstance(item, Text) and item.block.lines and item.item != lane:
            found.setdefault(item.item, []).append(ink(item))
    return found


def test_quotes_side_by_side_do_not_read_as_one() -> None:
    points = {
        f"t{n}": [EmotionPoint(id=f"p{n}", level=2.0, quote="Nobody told me anything about it")]
        for n in range(9)
    }
    part, em = curve_of(points)
    for (one, first), (other, second) in combinations(words_of(part).items(), 2):
        for a in first:
            for b in second:
                same_line = a[1] < b[3] and b[1] < a[3]
                assert not same_line or a[2] + 0.8 * em <= b[0] or b[2] + 0.8 * em <= a[0], (one, other)


@given(projects(Size(maps=1, stages=4, lanes=2, points=4)))
@settings(max_examples=40, deadline=None)
def test_words_on_the_band_are_nearest_to_their_own_point(project: Project) -> None:
    for journey_map in project.maps:
        poster = lay_out_poster(project, journey_map, PosterOptions(paper="A1"), text_engine())
        for part in poster.scene.parts:
            if part.key.startswith("curve:"):
                assert list(strangers(part)) == []


def strangers(part: Part) -> list[str]:
    """Points whose centred words are nearer to another point's marker."""
    centres = {}
    for item in part.items:
        # The outline comes first of a marker's shapes.
        if item.item not in centres and isinstance(item, Box | Path) and item.item.startswith("e"):
            box = ink(item)
            centres[item.item] = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    found = []
    for item in part.items:
        if not isinstance(item, Text) or item.align != "center" or item.item not in centres:
            continue
        box = ink(item)
        own = distance(box, centres[item.item])
        # A feeling and a quote stand together: one of them may be a line farther away.
        near = item.height + 0.3 * item.size
        if any(
            distance(box, place) + near < own
            for other, place in centres.items()
            if place != centres[item.item] and other != item.item
        ):
            found.append(item.block.text)
    return found


def distance(box: Bounds, place: tuple[float, float]) -> float:
    """mm from a place to a box."""
    across = max(box[0] - place[0], place[0] - box[2], 0.0)
    down = max(box[1] - place[1], place[1] - box[3], 0.0)
    return float((across**2 + down**2) ** 0.5)


def test_feelings_wear_their_personas_colour() -> None:
    personas = (Persona(id="a", name="Ann"), Persona(id="b", name="Bob"))
    points = {
        "t0": [EmotionPoint(id="p0", level=3.0, feeling="glad", quote="Fine.", personas=("a",))],
        "t1": [
            EmotionPoint(id="p1", level=-3.0, feeling="sad", quote="No.", personas=("b",)),
            EmotionPoint(id="p2", level=3.0, feeling="both", quote="Yes.", personas=("a", "b")),
        ],
        "t2": [EmotionPoint(id="p3", level=1.0, feeling="glad", quote="Well.", personas=("a",))],
    }
    part, _em = curve_of(points, personas)
    texts = [item for item in part.items if isinstance(item, Text)]
    colours = {(item.item, item.block.style.bold): item.colour for item in texts}
    assert colours["p0", True] == colours["p3", True]
    assert len({colours["p0", True], colours["p1", True], colours["p2", True]}) == 3
    assert colours["p2", True] == colours["p0", False] == colours["p1", False]


def test_feelings_without_a_quote_are_set_like_the_others() -> None:
    personas = (Persona(id="a", name="Ann"), Persona(id="b", name="Bob"))
    points = {
        "t0": [EmotionPoint(id="p0", level=3.0, feeling="glad", quote="Fine.", personas=("a",))],
        "t1": [EmotionPoint(id="p1", level=-3.0, feeling="sad", personas=("b",))],
        "t2": [EmotionPoint(id="p2", level=3.0, feeling="calm", personas=("a",))],
        "t3": [EmotionPoint(id="p3", level=-1.0, feeling="sad", quote="No.", personas=("b",))],
    }
    part, _em = curve_of(points, personas)
    texts = {item.block.text: item for item in part.items if isinstance(item, Text)}
    assert texts["calm"].block.style == texts["glad"].block.style
    assert texts["calm"].colour == texts["glad"].colour
    assert {item.colour for item in part.items if isinstance(item, Text) and item.block.text == "sad"} == {
        texts["sad"].colour
    }
    assert texts["sad"].colour not in (texts["glad"].colour, palette.COLOUR.ink)


def names_at(personas: int, ends: tuple[float, ...] = ()) -> list[tuple[str, float, float]]:
    """Names at the curves of so many personas, with their left and right ends; pages end at `ends`."""
    people = tuple(Persona(id=f"p{n}", name=f"Marta{n}") for n in range(personas))
    cells = tuple(
        Cell(
            step=f"t{step}",
            points=tuple(
                EmotionPoint(id=f"{step}-{n}", level=4.0 - 3 * n, personas=(one.id,))
                for n, one in enumerate(people)
            ),
        )
        for step in range(6)
    )
    journey_map = JourneyMap(id="m", personas=tuple(one.id for one in people))
    context = make_context(Project(personas=people), journey_map, text_engine(), palette.COLOUR, 4.0)
    lane = make_lane("emotions", "e", cells=cells)
    assert isinstance(lane, EmotionLane)
    plan = EmotionPlan(context, lane, [(f"t{n}", 60.0 * n, 60.0) for n in range(6)], ends=ends)
    texts = [item for item in plan.draw(plan.natural_height) if isinstance(item, Text) and item.item == "e"]
    return [(item.block.text, item.x, item.x + item.width) for item in texts if "Marta" in item.block.text]


def test_curves_of_several_people_are_named_beside_them() -> None:
    """The legend is too small to be read from where the curves are."""
    assert names_at(1) == []
    assert sorted(name for name, _left, _right in names_at(2)) == ["Marta0", "Marta1"]


def test_who_has_but_a_shared_point_has_no_curve_to_name() -> None:
    people = (Persona(id="a", name="Marta"), Persona(id="b", name="Cat"))
    cells = tuple(
        Cell(
            step=f"t{n}",
            points=(EmotionPoint(id=f"p{n}", level=float(n), personas=("a", "b")[: 1 + n // 2]),),
        )
        for n in range(3)
    )
    journey_map = JourneyMap(id="m", personas=("a", "b"))
    context = make_context(Project(personas=people), journey_map, text_engine(), palette.COLOUR, 4.0)
    lane = make_lane("emotions", "e", cells=cells)
    assert isinstance(lane, EmotionLane)
    plan = EmotionPlan(context, lane, [(f"t{n}", 60.0 * n, 60.0) for n in range(3)])
    assert not [
        item for item in plan.draw(plan.natural_height) if isinstance(item, Text) and item.item == "e"
    ]


def test_a_name_keeps_clear_of_words_above_and_below() -> None:
    """Closer it is read as one with a feeling in its colour."""
    people = (Persona(id="a", name="Marta"), Persona(id="b", name="Cat"))
    cells = tuple(
        Cell(
            step=f"t{n}",
            points=tuple(
                EmotionPoint(id=f"{n}{id}", level=level, personas=(id,), feeling="glad again")
                for id, level in (("a", 2.5), ("b", -2.5))
            ),
        )
        for n in range(4)
    )
    journey_map = JourneyMap(id="m", personas=("a", "b"))
    context = make_context(Project(personas=people), journey_map, text_engine(), palette.COLOUR, 4.0)
    lane = make_lane("emotions", "e", cells=cells)
    assert isinstance(lane, EmotionLane)
    plan = EmotionPlan(context, lane, [(f"t{n}", 60.0 * n, 60.0) for n in range(4)])
    texts = [item for item in plan.draw(WIDEST_BAND * 4.0) if isinstance(item, Text) and item.block.lines]
    names = [item for item in texts if item.block.text in ("Marta", "Cat")]
    assert len(names) == 2
    for name, other in itertools.product(names, texts):
        beside = other.x + other.width < name.x or name.x + name.width < other.x
        below = max(other.y - name.y - name.height, name.y - other.y - other.height)
        assert other is name or beside or below > 0.5 * name.height, (name.block.text, other.block.text)


def test_each_page_names_its_curves() -> None:
    found = names_at(2, (120.0, 240.0))
    for first, last in ((0.0, 120.0), (120.0, 240.0), (240.0, 360.0)):
        assert sorted(name for name, left, right in found if first <= left and right <= last) == [
            "Marta0",
            "Marta1",
        ]
    assert len(found) == 6


def test_feelings_of_a_competitor_wear_its_colour() -> None:
    point = EmotionPoint(id="p0", level=1.0, feeling="ease", competitor="c")
    cells = (
        Cell(step="t0", points=(EmotionPoint(id="p1", level=-2.0, feeling="fear"), point)),
        Cell(step="t1", points=(EmotionPoint(id="p2", level=2.0, feeling="calm"),)),
    )
    journey_map = JourneyMap(
        id="m",
        stages=tuple(Stage(id=f"s{n}", title="Stage", steps=(Step(id=f"t{n}"),)) for n in range(2)),
        lanes=(make_lane("emotions", "e", cells=cells),),
        competitors=(Competitor(id="c", name="Other"),),
    )
    poster = lay_out_poster(Project(maps=(journey_map,)), journey_map, PosterOptions(), text_engine())
    texts = [item for part, item in poster.scene.texts() if part.key == "curve:e"]
    colours = {item.block.text: item.colour for item in texts}
    assert colours["ease"] == colours["Other"] != colours["fear"] == colours["calm"]


def below_the_band(part: Part) -> list[str]:
    """Words that stand beside a repeated marker under the band, set from one edge."""
    return [item.block.text for item in part.items if isinstance(item, Text) and item.align != "center"]


def test_words_of_the_happiest_and_the_saddest_stay_on_the_band() -> None:
    """Two curves cross where the room beside the faces would be: it is made beyond them."""
    personas = (Persona(id="a", name="Ann"), Persona(id="b", name="Bob"))
    levels = {"a": (3.5, -3.5), "b": (1.0, -1.0)}
    cells = tuple(
        Cell(
            step=f"t{n}",
            points=tuple(
                EmotionPoint(
                    id=f"{who}{n}",
                    level=levels[who][n % 2],
                    feeling="surprised",
                    quote="It was not as they had said",
                    personas=(who,),
                )
                for who in levels
            ),
        )
        for n in range(7)
    )
    lane = make_lane("emotions", "e", cells=cells)
    assert isinstance(lane, EmotionLane)
    journey_map = JourneyMap(id="m", lanes=(lane,), personas=("a", "b"))
    project = Project(maps=(journey_map,), personas=personas)
    context = make_context(project, journey_map, text_engine(), palette.COLOUR, 10.0)
    plan = EmotionPlan(context, lane, [(f"t{n}", 110.0 * n, 110.0) for n in range(7)])
    items = plan.draw(plan.natural_height)
    part = Part("curve:e", 0, 0, 770, plan.natural_height, items)
    assert len(words_of(part)) == 14
    assert below_the_band(part) == []


@pytest.mark.parametrize("paper", ["A0", "A3", "roll914"])
@pytest.mark.parametrize("name", sorted(path.stem for path in shipped.path("samples").glob("*.cjm")))
def test_samples_say_everything_on_the_band(name: str, paper: str) -> None:
    project = load(shipped.path("samples", f"{name}.cjm")).project
    for journey_map in project.maps:
        poster = lay_out_poster(project, journey_map, PosterOptions(paper=paper), text_engine())
        for part in poster.scene.parts:
            if part.key.startswith("curve:"):
                assert below_the_band(part) == []
                assert nearer_to_others(part) == []
                assert closest_on_a_line(part) >= 0.8 * poster.measures.em
                assert reach_of(part, journey_map) >= 8.0 * poster.measures.em


def closest_on_a_line(part: Part) -> float:
    """mm between the words of two points that stand beside one another."""
    return min(
        max(b[0] - a[2], a[0] - b[2])
        for first, second in combinations(words_of(part).values(), 2)
        for a in first
        for b in second
        if a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01
    )


def reach_of(part: Part, journey_map: JourneyMap) -> float:
    """mm from level 5 to level −5 on a lane's band."""
    lane = next(lane for lane in journey_map.lanes if part.key == f"curve:{lane.id}")
    levels = [point.level for cell in lane.cells for point in cell.points if point.level is not None]
    high, low = span_of(part.items, lane.id)
    return 10 * (low - high) / (max(levels) - min(levels))


@pytest.mark.parametrize("name", sorted(path.stem for path in shipped.path("samples").glob("*.cjm")))
def test_signs_of_evidence_stand_beside_the_curves(name: str) -> None:
    """They once stood to the upper right of a face, on the curve where that rises."""
    for lane, part, em in curves_alone(name):
        known = {p.id for cell in lane.cells for p in cell.points if p.evidence}
        signs = [
            ink(item)
            for item in part.items
            if isinstance(item, Box) and item.item in known and item.stroke == palette.COLOUR.secondary
        ]
        curves = curves_of(part.items, lane.id)
        written = [box for found in words_of(part).values() for box in found]
        for sign in signs:
            across, down = (sign[0] + sign[2]) / 2, (sign[1] + sign[3]) / 2
            near = min(math.dist((across, down), place) for curve in curves for place in along(curve))
            assert near >= (sign[2] - sign[0]) / 2 + 0.08 * em
            assert min(distance(box, (across, down)) for box in written) >= (sign[2] - sign[0]) / 2


def curves_alone(name: str) -> Iterator[tuple[EmotionLane, Part, float]]:
    """The curves of a sample printed alone, in large type: lane, part and mm of an em."""
    project = load(shipped.path("samples", f"{name}.cjm")).project
    for journey_map in project.maps:
        lanes = {f"curve:{lane.id}": lane for lane in journey_map.lanes if isinstance(lane, EmotionLane)}
        alone = journey_map.model_copy(update={"lanes": tuple(lanes.values())})
        poster = lay_out_poster(project, alone, PosterOptions(paper="A1"), text_engine())
        for part in poster.scene.parts:
            if part.key in lanes:
                yield lanes[part.key], part, poster.measures.em


def span_of(items: tuple[SceneItem, ...], lane: str) -> tuple[float, float]:
    """mm of the highest and the lowest place of the curves of a lane."""
    boxes = [ink(curve) for curve in curves_of(items, lane)]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def curves_of(items: tuple[SceneItem, ...], lane: str) -> list[Path]:
    """The curves of a lane, without level lines and what stands before names."""
    paths = [item for item in items if isinstance(item, Path) and item.item == lane]
    return [path for path in paths if path.commands[1][0] == "C"]


def faces_of(part: Part) -> dict[str, tuple[float, float]]:
    """Middle of the marker of each point with words."""
    words = words_of(part)
    markers: dict[str, tuple[float, float]] = {}
    for item in part.items:
        # The outline comes first of a marker's shapes.
        if item.item in words and item.item not in markers and isinstance(item, Box | Path):
            box = ink(item)
            markers[item.item] = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return markers


def nearer_to_others(part: Part) -> list[str]:
    """Points the middle of whose words is nearer to another point's marker."""
    words = words_of(part)
    markers = faces_of(part)
    found = []
    for id, boxes in words.items():
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        middle = ((min(lefts) + max(rights)) / 2, (min(tops) + max(bottoms)) / 2)
        if min(markers, key=lambda other: math.dist(markers[other], middle)) != id:
            found.append(id)
    return found


def test_thin_lines_leave_out_what_is_written_on_them() -> None:
    points = {
        f"t{n}": [EmotionPoint(id=f"p{n}", level=-1.5 if n % 2 else 1.5, quote="Nobody told me about it")]
        for n in range(6)
    }
    part, em = curve_of(points, guides=9)
    assert through_words(part, "e", em) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in shipped.path("samples").glob("*.cjm")))
def test_thin_lines_of_samples_do_not_touch_words(name: str) -> None:
    for lane, part, em in curves_alone(name):
        assert through_words(part, lane.id, em) == []


def through_words(part: Part, lane: str, em: float) -> list[Bounds]:
    """The words that level lines run through or touch."""
    boxes = [box for found in words_of(part).values() for box in found]
    level = [item for item in part.items if isinstance(item, Path) and item.item == lane and is_level(item)]
    assert level
    return [
        box
        for left, y, right, _ in map(ink, level)
        for box in boxes
        if box[1] - 0.15 * em < y < box[3] + 0.15 * em and left < box[2] and box[0] < right
    ]


def is_level(path: Path) -> bool:
    """Whether a path is one straight line across."""
    return len(path.commands) == 2 and path.commands[0][-1] == path.commands[1][-1]


@pytest.mark.parametrize("name", ["b2b-service.en", "guest-house.pl", "hair-salon.ru"])
def test_no_other_curve_runs_between_a_face_and_its_words(name: str) -> None:
    project = load(shipped.path("templates", f"{name}.cjm")).project
    poster = lay_out_poster(project, project.maps[0], PosterOptions(paper="A1"), text_engine())
    parts = [part for part in poster.scene.parts if part.key.startswith("curve:")]
    assert parts
    for part in parts:
        assert cut_off(part) == []


def cut_off(part: Part) -> list[str]:
    """Points with another's curve between their face and their words on the band."""
    curves = [along(curve) for curve in curves_of(part.items, part.key.partition(":")[2])]
    faces = faces_of(part)
    found = []
    for id, boxes in words_of(part).items():
        x, y = faces[id]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        near_x = min(max(x, min(lefts)), max(rights))
        near_y = min(max(y, min(tops)), max(bottoms))
        for curve in curves:
            here, there = (min(curve, key=lambda place: abs(place[0] - at)) for at in (x, near_x))
            reached = abs(here[0] - x) < 1 and abs(there[0] - near_x) < 1
            if reached and abs(here[1] - y) > 4 and (here[1] < y) != (there[1] < near_y):
                found.append(id)
    return found


def test_words_keep_away_from_the_ends_of_the_band() -> None:
    quote = "An honest mechanic, at last, and so near"
    points = {f"t{n}": [EmotionPoint(id=f"p{n}", level=1.0, quote=quote)] for n in range(8)}
    part, em = curve_of(points)
    boxes = [box for found in words_of(part).values() for box in found]
    assert min(box[0] for box in boxes) >= 0.55 * em
    assert max(box[2] for box in boxes) <= part.width - 0.55 * em


def test_no_shape_of_words_breaks_a_word_which_the_column_holds() -> None:
    journey_map = JourneyMap(id="m", language="ru")
    context = make_context(Project(maps=(journey_map,)), journey_map, text_engine(), palette.COLOUR, 1.0)
    quote = "Удовлетворение, стремление улучшить результат"
    for words in forms_of(context, EmotionPoint(id="p", quote=quote), 11.0):
        (block,) = words.blocks
        assert {line.text.strip() for line in block.lines if " " not in line.text.strip()} <= set(
            quoted(quote, "ru").split()
        )


def plan_of(levels: dict[str, list[float]], quote: str, width: float = 110.0) -> EmotionPlan:
    """A band of columns `width` mm wide in type of 10 mm. levels: of each person, from the first column
    on."""
    count = len(next(iter(levels.values())))
    cells = tuple(
        Cell(
            step=f"t{n}",
            points=tuple(
                EmotionPoint(id=f"{who}{n}", level=own[n], feeling="surprised", quote=quote, personas=(who,))
                for who, own in levels.items()
            ),
        )
        for n in range(count)
    )
    lane = make_lane("emotions", "e", cells=cells)
    assert isinstance(lane, EmotionLane)
    people = tuple(Persona(id=who, name=who) for who in levels)
    journey_map = JourneyMap(id="m", lanes=(lane,), personas=tuple(levels))
    context = make_context(
        Project(maps=(journey_map,), personas=people), journey_map, text_engine(), palette.COLOUR, 10.0
    )
    return EmotionPlan(context, lane, [(f"t{n}", width * n, width) for n in range(count)])


LEVELS = st.sampled_from([-5.0, -3.0, -1.5, 0.0, 1.0, 2.5, 4.0, 5.0])


@st.composite
def feelings(draw: st.DrawFn) -> dict[str, list[float]]:
    """The levels of one to five people in as many columns."""
    count = draw(st.integers(2, 9))
    level = st.sampled_from([-5.0, -3.0, -1.5, 0.0, 1.0, 2.5, 4.0, 5.0])
    rows = draw(st.lists(st.lists(level, min_size=count, max_size=count), min_size=1, max_size=5))
    return {f"p{number}-": row for number, row in enumerate(rows)}


@given(feelings(), st.integers(1, 16), st.floats(40, 140), st.floats(0, 400))
@settings(max_examples=40)
def test_levels_keep_their_order_and_reach_whatever_room_there_is(
    levels: dict[str, list[float]], words: int, width: float, more: float
) -> None:
    """Words below the band once took so much of its height that curves stood on their heads."""
    plan = plan_of(levels, " ".join(["queue"] * words), width)
    items = plan.draw(plan.natural_height + more)
    (wash,) = [item for item in items if isinstance(item, Wash)]
    places: dict[float, float] = {}
    for who, row in levels.items():
        for number, level in enumerate(row):
            box = ink(next(item for item in items if item.item == f"{who}{number}"))
            places[level] = (box[1] + box[3]) / 2
    assert all(0 < y < wash.height for y in places.values())
    for low, high in itertools.combinations(sorted(places), 2):
        # A tenth of what eight em for all ten levels give, and markers are not all as tall.
        assert places[low] - places[high] >= (high - low) * 8.0 - 4.0


def test_more_room_does_not_flatten_a_curve() -> None:
    quote = "It was not as they had said"
    plan = plan_of({"a": [3.5, -3.5] * 3 + [3.5], "b": [1.0, -1.0] * 3 + [1.0]}, quote)
    high, low = span_of(plan.draw(plan.natural_height), "e")
    for more in (2.0, 5.0, 9.0, 14.0, 25.0):
        higher, lower = span_of(plan.draw(plan.natural_height + more), "e")
        assert lower - higher >= low - high - 0.01, more


@pytest.mark.parametrize("more", [0.0, 40.0, 90.0, 160.0, 300.0])
def test_words_below_leave_the_band_to_the_curves(more: float) -> None:
    """Five curves once kept to the middle third of their band, for a few more words on it."""
    waves = [-5.0, -2.0, 0.0, 4.0, 5.0, -4.0, 1.0, 3.0, -3.0, 2.0, 4.5, -1.0]
    people = {f"p{number}-": waves[number * 2 :] + waves[: number * 2] for number in range(5)}
    plan = plan_of(people, "Nobody knows when the doctor comes", 90.0)
    items = plan.draw(plan.natural_height + more)
    assert below_the_band(Part("curve:e", 0, 0, 1080, 0, items))
    (wash,) = [item for item in items if isinstance(item, Wash)]
    high, low = span_of(items, "e")
    assert low - high >= 0.69 * wash.height
    assert low - high >= 100.0, "five curves are not told apart"


def test_faces_do_not_stick_to_the_edges_of_a_tall_band() -> None:
    plan = plan_of({"a": [5.0, -5.0, 5.0]}, "")
    height = WIDEST_BAND * 10.0
    faces = [ink(item) for item in plan.draw(height) if isinstance(item, Box) and item.item != "e"]
    assert faces
    assert min(box[1] for box in faces) >= 12.0
    assert max(box[3] for box in faces) <= height - 12.0


def test_arabic_words_stand_in_their_own_quotation_marks() -> None:
    assert quoted("هل سيؤلمني ذلك؟", "ar") == "«هل سيؤلمني ذلك؟»"


def crowded(quote: str = "", **lane: object) -> Poster:
    """Long words of three people, most of which stand below the band, and of a competitor."""
    people = tuple(Persona(id=f"p{n}", name=f"Person {n}") for n in range(3))
    quote = quote or "Somebody told me nothing at all about how long it would take me"
    cells = []
    for step in range(8):
        points = [EmotionPoint(id=f"r{step}", level=-1.0, quote=quote, competitor="c")]
        for n, who in enumerate(people):
            level = (step + n) % 5 - 2.0
            points.append(EmotionPoint(id=f"q{step}-{n}", level=level, quote=quote, personas=(who.id,)))
        cells.append(Cell(step=f"t{step}", points=tuple(points)))
    journey_map = JourneyMap(
        id="m",
        stages=tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(8)),
        lanes=(make_lane("emotions", "e", cells=tuple(cells), **lane),),
        personas=tuple(who.id for who in people),
        competitors=(Competitor(id="c", name="Other"),),
    )
    project = Project(maps=(journey_map,), personas=people)
    return lay_out_poster(project, journey_map, PosterOptions(paper="A3"), text_engine())


def test_words_for_the_low_end_stand_at_the_foot_of_the_scale() -> None:
    scene = crowded(high="Delighted", low="Furious").scene
    curve = next(part for part in scene.parts if part.key == "curve:e")
    label = next(part for part in scene.parts if part.key == "lane:e")
    (wash,) = [item for item in curve.items if isinstance(item, Wash)]
    assert wash.height < curve.height - 10, "nothing stands below the band"
    (low,) = [item for item in label.items if isinstance(item, Text) and item.block.text == "Furious"]
    assert wash.height - 12 < low.y + low.height <= wash.height


def test_a_competitors_words_below_the_band_keep_its_sign() -> None:
    scene = crowded().scene
    curve = next(part for part in scene.parts if part.key == "curve:e")
    (wash,) = [item for item in curve.items if isinstance(item, Wash)]
    signs = {
        item.item: [other for other in curve.items if other.item == item.item and not isinstance(other, Text)]
        for item in curve.items
        if isinstance(item, Text) and item.y > wash.height
    }
    rivals = [shapes for id, shapes in signs.items() if id.startswith("r")]
    ours = [shapes for id, shapes in signs.items() if id.startswith("q")]
    assert rivals and ours
    assert all(len(shapes) == 2 for shapes in rivals)  # on the curve, and once more below
    assert all(len(shapes) == 8 for shapes in ours)  # faces: outline, eyes, mouth


@pytest.mark.parametrize(
    "quote",
    [
        "Очередь длинная, и никто не говорит, сколько ждать: неблагоприятное предоставление",
        "Najprawdopodobniej trzeba będzie czekać przy okienku jeszcze bardzo długo",
        "Die Krankenversicherung fehlt und niemand erklärt es bei der Terminvereinbarung",
    ],
)
def test_words_below_the_band_are_whole(quote: str) -> None:
    written = set(quote.split())
    for part, item in crowded(quote).scene.texts():
        if part.key == "curve:e" and item.item != "e":  # names at curves are the lane's
            words = {word.strip("“”„«»") for line in item.block.lines for word in line.text.split()}
            assert words <= written | {""}, words - written


@pytest.mark.parametrize("guides", range(11))
def test_guide_lines_are_as_many_above_as_below_and_evenly_spaced(guides: int) -> None:
    points = {"t0": [EmotionPoint(id="p", level=1.0)], "t1": [EmotionPoint(id="q", level=-1.0)]}
    part, _em = curve_of(points, guides=guides)
    places = sorted(
        {
            round(float(item.commands[0][2]), 3)
            for item in part.items
            if isinstance(item, Path) and item.item == "e" and [c[0] for c in item.commands] == ["M", "L"]
        }
    )
    assert len(places) == (guides if guides % 2 else guides + 1 if guides else 0)
    gaps = [b - a for a, b in itertools.pairwise(places)]
    if guides in (6, 7):  # 5, 3, 1 on both sides
        gaps = [*gaps[:2], gaps[2] + gaps[3], *gaps[4:]]
    assert gaps == pytest.approx(gaps[:1] * len(gaps), abs=0.01)
