"""Connectors run around cards and texts, whatever the map."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.edits.fields import set_field
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.scene import CardBox, Path, Scene, Text
from cjmdesk.model.cards import make_card
from cjmdesk.model.choices import CONDITIONS
from cjmdesk.model.lanes import Cell, Lane, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.paint.qt import ScenePainter, scene_image
from cjmdesk.posters.options import PosterOptions, options_for
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine
from scene_checks import ink, overlap
from strategies import Size, projects

Bounds = tuple[float, float, float, float]
TALL = make_card("actions", "tall", text="Asks at the desk, waits, asks again and is sent on " * 3)


def stages(count: int) -> tuple[Stage, ...]:
    return tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(count))


def poster_of(journey_map: JourneyMap, paper: str = "A2", ink: str = "colour") -> Poster:
    options = options_for(journey_map, paper=paper, ink=ink, margins=(10.0, 10.0, 10.0, 10.0))
    return lay_out_poster(Project(maps=(journey_map,)), journey_map, options, text_engine())


def runs(scene: Scene) -> Iterator[Bounds]:
    """The straight runs of all connectors as thin boxes on the sheet, mm; corners included."""
    for part in scene.parts:
        if part.key not in ("connectors", "rails"):
            continue
        for path in part.items:
            if not isinstance(path, Path) or path.stroke is None or path.fill:
                continue
            ends = [tuple(float(v) for v in command[-2:]) for command in path.commands]
            for (x0, y0), (x1, y1) in itertools.pairwise(ends):
                yield (
                    part.x + min(x0, x1),
                    part.y + min(y0, y1),
                    part.x + max(x0, x1),
                    part.y + max(y0, y1),
                )


def obstacles(scene: Scene, ignore: set[str]) -> Iterator[tuple[str, Bounds]]:
    """Cards, and texts outside the connectors' own labels."""
    for part in scene.parts:
        for item in part.items:
            if isinstance(item, CardBox) or (
                isinstance(item, Text) and item.item not in ignore and item.block.lines
            ):
                box = ink(item)
                yield part.key, (box[0] + part.x, box[1] + part.y, box[2] + part.x, box[3] + part.y)


def crossings(scene: Scene, journey_map: JourneyMap) -> list[str]:
    own = {connector.id for connector in journey_map.connectors}
    lines = list(runs(scene))
    found = []
    for key, box in obstacles(scene, own):
        shrunk = (box[0] + 0.05, box[1] + 0.05, box[2] - 0.05, box[3] - 0.05)
        found += [f"{key} {box} crossed by {line}" for line in lines if overlap(line_box(line), shrunk)]
    return found


def line_box(line: Bounds) -> Bounds:
    """A line as a box of some area, so that `overlap` sees it."""
    return (line[0] - 0.03, line[1] - 0.03, line[2] + 0.03, line[3] + 0.03)


@given(projects(Size(maps=1, stages=4, lanes=5, cards=3, connectors=8)))
@settings(max_examples=60, deadline=None)
def test_connectors_cross_no_card_and_no_text(project: Project) -> None:
    for journey_map in project.maps:
        poster = lay_out_poster(project, journey_map, PosterOptions(paper="A2"), text_engine())
        assert crossings(poster.scene, journey_map) == []
        assert covered_labels(poster.scene, journey_map) == []


def covered_labels(scene: Scene, journey_map: JourneyMap) -> list[str]:
    """Labels of connectors that lie on a card."""
    own = {connector.id for connector in journey_map.connectors}
    labels = [
        (item.block.text, tuple(a + b for a, b in zip(ink(item), (part.x, part.y) * 2, strict=True)))
        for part in scene.parts
        if part.key == "connectors"
        for item in part.items
        if isinstance(item, Text) and item.item in own
    ]
    cards = [box for key, box in obstacles(scene, own) if key.startswith("cell:")]
    return [text for text, (a, b, c, d) in labels if any(overlap((a, b, c, d), box) for box in cards)]


def test_a_label_stands_in_the_room_beside_taller_cards() -> None:
    """A lane grows for a label only where its column is as full as the fullest."""
    tall = "Compares, asks, reads, compares again, asks somebody else and reads on " * 2
    heights = []
    for label in ("", "has to call"):
        lanes = (
            card_lane("a", t0=tall, t1="Calls"),
            card_lane("b", t1="Answers"),
            card_lane("c", t0=tall * 30),
        )
        connector = Connector(id="k", source="b-t1", target="a-t1", label=label)
        scene = poster_of(
            JourneyMap(id="m", stages=stages(3), lanes=lanes, connectors=(connector,)), paper="A4"
        ).scene
        heights.append(next(part.height for part in scene.parts if part.key == "cell:a:t0"))
    assert heights[0] == pytest.approx(heights[1])


def test_a_loop_runs_backwards_above_the_headers() -> None:
    journey_map = JourneyMap(
        id="m",
        stages=stages(4),
        connectors=(Connector(id="k", source="s3", target="s0", label="again", condition="bad"),),
    )
    poster = poster_of(journey_map)
    (rails,) = [part for part in poster.scene.parts if part.key == "rails"]
    headers = [part for part in poster.scene.parts if part.key.startswith("stage:")]
    assert rails.y + rails.height <= min(part.y for part in headers) + 0.01
    labels = [item.block.text for item in rails.items if isinstance(item, Text)]
    assert labels == ["again"]
    line = next(item for item in rails.items if isinstance(item, Path) and item.stroke)
    assert float(line.commands[0][1]) > float(line.commands[-1][1]), "it starts at the later stage"
    assert line.dash, "a bad condition is told by more than its colour"


def test_a_label_keeps_away_from_a_loop_that_comes_down_through_its_row() -> None:
    for target in range(3):
        journey_map = JourneyMap(
            id="m",
            stages=stages(6),
            connectors=(
                Connector(id="k", source="s3", target="s1", label="Not ready on time: looks elsewhere"),
                Connector(id="l", source="s5", target=f"s{target}", label="Next tune-up"),
            ),
        )
        poster = poster_of(journey_map)
        em = poster.measures.em
        (rails,) = [part for part in poster.scene.parts if part.key == "rails"]
        label = next(item for item in rails.items if isinstance(item, Text) and item.item == "k")
        loop = next(item for item in rails.items if isinstance(item, Path) and item.item == "l")
        for x in (float(loop.commands[0][1]), float(loop.commands[-1][1])):
            assert x <= label.x - 0.55 * em or x >= label.x + label.width + 0.55 * em, target


def test_a_connector_between_cards_starts_and_ends_at_their_edges() -> None:
    lanes = (
        make_lane("actions", "a", cells=(Cell(step="t0", cards=(make_card("actions", "c1", text="One"),)),)),
        make_lane(
            "solutions", "b", cells=(Cell(step="t3", cards=(make_card("solutions", "c2", text="Two"),)),)
        ),
    )
    journey_map = JourneyMap(
        id="m", stages=stages(4), lanes=lanes, connectors=(Connector(id="k", source="c1", target="c2"),)
    )
    scene = poster_of(journey_map).scene
    boxes = {
        item.item: (
            part.x + item.x,
            part.y + item.y,
            part.x + item.x + item.width,
            part.y + item.y + item.height,
        )
        for part in scene.parts
        for item in part.items
        if isinstance(item, CardBox)
    }
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    line = next(item for item in part.items if isinstance(item, Path) and item.stroke)
    start = (part.x + float(line.commands[0][-2]), part.y + float(line.commands[0][-1]))
    end = (part.x + float(line.commands[-1][-2]), part.y + float(line.commands[-1][-1]))
    assert start[0] in (boxes["c1"][0], boxes["c1"][2])
    assert boxes["c1"][1] < start[1] < boxes["c1"][3]
    assert end[0] in (boxes["c2"][0], boxes["c2"][2])
    assert boxes["c2"][1] < end[1] < boxes["c2"][3]


def test_a_connector_to_nothing_is_left_out() -> None:
    journey_map = JourneyMap(
        id="m", stages=stages(2), connectors=(Connector(id="k", source="s0", target="gone"),)
    )
    keys = {part.key for part in poster_of(journey_map).scene.parts}
    assert "rails" not in keys
    assert "connectors" not in keys


def test_a_letter_in_a_joined_card_lays_out_its_cell_alone() -> None:
    cards = {n: make_card("actions", f"c{n}", text=f"Card {n}") for n in range(4)}
    cells = tuple(Cell(step=f"t{n}", cards=(card,)) for n, card in cards.items())
    arrows = tuple(Connector(id=f"k{n}", source="c0", target=f"c{n}", label="next") for n in (1, 2, 3))
    project = Project(
        maps=(
            JourneyMap(
                id="m",
                stages=stages(4),
                lanes=(make_lane("actions", "a", cells=cells),),
                connectors=arrows,
            ),
        )
    )
    memo, options = LayoutMemo(), PosterOptions(paper="A2")
    poster = lay_out_poster(project, project.maps[0], options, text_engine())
    for words in ("Card x", "Card xy"):
        project = set_field(project, "c1", "text", words)
        poster = lay_out_poster(
            project, project.maps[0], options, text_engine(), measures=poster.measures, memo=memo
        )
    assert memo.misses_last == 2, "one cell is measured and drawn"


def card_lane(id: str, **texts: str) -> Lane:
    """A lane with one card in each named step; its id is the lane's and the step's."""
    cells = tuple(
        Cell(step=step, cards=(make_card("actions", f"{id}-{step}", text=text),))
        for step, text in texts.items()
    )
    return make_lane("actions", id, cells=cells)


def ends_of(scene: Scene) -> dict[str, tuple[tuple[float, float], tuple[float, float], int]]:
    """First and last place of each connector's line, and how many commands it has."""
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    return {
        item.item: (
            (float(item.commands[0][-2]), float(item.commands[0][-1])),
            (float(item.commands[-1][-2]), float(item.commands[-1][-1])),
            len(item.commands),
        )
        for item in part.items
        if isinstance(item, Path) and item.stroke and not item.fill
    }


def test_connectors_that_meet_one_side_of_a_card_share_it() -> None:
    lanes = (card_lane("a", t1="Asks"), card_lane("b", t1="Answers"), card_lane("c", t1="Writes it down"))
    journey_map = JourneyMap(
        id="m",
        stages=stages(3),
        lanes=lanes,
        connectors=(
            Connector(id="out", source="b-t1", target="c-t1"),
            Connector(id="in", source="a-t1", target="b-t1"),
        ),
    )
    ends = ends_of(poster_of(journey_map).scene)
    assert ends["in"][1][0] == pytest.approx(ends["out"][0][0])
    assert ends["in"][1][1] < ends["out"][0][1] - 1, "what comes from above ends above what goes down"


def test_an_arrow_between_neighbours_runs_straight() -> None:
    long = "Looks for the recipe in the leaflet, and then for somebody who has brewed it before " * 2
    lanes = (card_lane("a", t0="Brews", t1=long),)
    journey_map = JourneyMap(
        id="m", stages=stages(3), lanes=lanes, connectors=(Connector(id="k", source="a-t0", target="a-t1"),)
    )
    start, end, commands = ends_of(poster_of(journey_map).scene)["k"]
    assert start[1] == pytest.approx(end[1])
    assert commands == 2


@pytest.mark.parametrize("tone", ["colour", "line"])
def test_conditions_differ_without_colour(tone: str) -> None:
    """Good, bad and neutral: by dashes, heads and marks, between stages and between cards."""
    drawn: dict[str, list[tuple[object, ...]]] = {"rails": [], "links": []}
    for condition in CONDITIONS:
        lanes = (card_lane("a", t0="Asks", t1="Waits"),)
        links = (
            Connector(id="k", source="s0", target="s1", condition=condition),
            Connector(id="l", source="a-t0", target="a-t1", condition=condition),
        )
        poster = poster_of(JourneyMap(id="m", stages=stages(2), lanes=lanes, connectors=links), ink=tone)
        for key, id in (("rails", "k"), ("links", "l")):
            items = [i for part in poster.scene.parts for i in part.items if getattr(i, "item", "") == id]
            lines = [i for i in items if isinstance(i, Path)]
            drawn[key].append(
                (bool(lines[0].dash), bool(lines[1].stroke), len(items), sum(len(i.commands) for i in lines))
            )
        legend = [item.block.text for _part, item in poster.scene.texts()]
        assert ("when it goes well" in legend) == (condition == "good")
        assert ("when it goes badly" in legend) == (condition == "bad")
    for looks in drawn.values():
        assert len(set(looks)) == len(CONDITIONS)


@given(
    pairs=st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]),
        min_size=2,
        max_size=7,
        unique=True,
    ),
    paper=st.sampled_from(["A4", "A2"]),
)
@settings(max_examples=50)
def test_no_two_connectors_run_on_one_another(pairs: list[tuple[int, int]], paper: str) -> None:
    """Each can be followed from its card to the other: they may cross, and nothing else."""
    names = [f"{lane}-t{step}" for lane in ("a", "b", "c") for step in range(4)]
    lanes = tuple(
        card_lane(lane, **{f"t{step}": "Asks for another pillow" for step in range(4)})
        for lane in ("a", "b", "c")
    )
    connectors = tuple(
        Connector(id=f"c{number}", source=names[a], target=names[b], label="not found" if number % 2 else "")
        for number, (a, b) in enumerate(pairs)
    )
    journey_map = JourneyMap(id="m", stages=stages(4), lanes=lanes, connectors=connectors)
    scene = poster_of(journey_map, paper).scene
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    segments: dict[str, list[Bounds]] = {}
    for item in part.items:
        if isinstance(item, Path) and item.stroke and not item.fill and item.item:
            ends = [tuple(float(v) for v in command[-2:]) for command in item.commands]
            boxes = [(*map(min, a, b), *map(max, a, b)) for a, b in itertools.pairwise(ends)]
            segments.setdefault(item.item, []).extend(boxes)
    for one, other in itertools.combinations(segments.values(), 2):
        for a, b in itertools.product(one, other):
            for along, across in ((0, 1), (1, 0)):  # level runs, upright runs
                together = min(a[along + 2], b[along + 2]) - max(a[along], b[along])
                straight = all(run[across + 2] - run[across] < 0.01 for run in (a, b))
                assert not straight or together < 2.0 or abs(a[across] - b[across]) > 0.05, (a, b)
    if len(pairs) > 3:
        return  # a card's side has no more room to keep ends apart that face one another
    ends = [
        (item.item, *(float(v) for v in command[-2:]))
        for item in part.items
        if isinstance(item, Path) and item.stroke and not item.fill and len(item.commands) > 2
        for command in (item.commands[0], item.commands[-1])
    ]
    for (id, x, y), (other, left, top) in itertools.combinations(ends, 2):
        assert id == other or not 1.0 < abs(x - left) < 10.0 or abs(y - top) > 0.8, (id, other, x, y)


def test_a_label_above_its_arrow_is_led_to_it() -> None:
    """From a lane below the arrow turns off before it comes to its label, which looked like another's."""
    arrows = (Connector(id="k", source="b-t4", target="a-t0", label="asks again"),)
    journey_map = JourneyMap(
        id="m",
        stages=stages(6),
        lanes=(card_lane("a", t0="Far", t4="Beside"), card_lane("b", t4="Low")),
        connectors=arrows,
    )
    scene = poster_of(journey_map).scene
    part = next(part for part in scene.parts if part.key == "connectors")
    (label,) = [item for item in part.items if isinstance(item, Text)]
    lines = [item for item in part.items if isinstance(item, Path) and not item.fill and item.item]
    arrow, *short = sorted(lines, key=lambda line: -len(line.commands))
    tick, leader = sorted(short, key=lambda line: len({command[-1] for command in line.commands}))
    assert label.y < float(tick.commands[0][-1]) < label.y + label.height
    lowest = max(float(command[-1]) for command in leader.commands)
    assert min(float(command[-1]) for command in leader.commands) <= label.y + label.height
    assert any(abs(float(command[-1]) - lowest) < 0.01 for command in arrow.commands)


def test_a_label_in_an_empty_cell_stays_in_its_lane() -> None:
    """It stood above the stages, and what led to it ran through their titles."""
    arrow = Connector(id="k", source="b-t4", target="a-t0", label="asks again")
    lanes = (card_lane("z", t0="First"), card_lane("a", t0="Far " * 90), card_lane("b", t4="Low"))
    scene = poster_of(JourneyMap(id="m", stages=stages(6), lanes=lanes, connectors=(arrow,))).scene
    part, lane = scene.part("connectors"), scene.part("lane:a")
    assert part is not None and lane is not None
    (label,) = [item for item in part.items if isinstance(item, Text)]
    assert lane.y < part.y + label.y < part.y + label.y + label.height < lane.y + lane.height
    paths = [item for item in part.items if isinstance(item, Path)]
    ys = [part.y + float(command[-1]) for path in paths for command in path.commands if len(command) > 1]
    assert min(ys) > lane.y, "nothing of the arrow runs above the lanes that it joins"


def test_a_dashed_arrow_is_no_rule_where_rules_are_black() -> None:
    """It runs along the rule between two columns, which showed between its dashes."""
    journey_map = JourneyMap(
        id="m",
        stages=stages(3),
        lanes=(card_lane("a", t0="Calls"), card_lane("b", t0="Waits"), card_lane("c", t1="Is sent on")),
        connectors=(Connector(id="k", source="a-t0", target="c-t1", condition="bad"),),
    )
    scene = poster_of(journey_map, ink="line").scene
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    line = next(item for item in part.items if isinstance(item, Path) and item.item == "k" and item.dash)
    ends = [tuple(float(value) for value in command[-2:]) for command in line.commands]
    (x, top), (_x, bottom) = max(itertools.pairwise(ends), key=lambda run: abs(run[1][1] - run[0][1]))
    dots = 300 / 25.4
    image = scene_image(scene, 300, ScenePainter(text_engine(), {}))
    across = [round((part.x + x) * dots) + aside for aside in range(-2, 3)]
    down = range(round((part.y + top + 1) * dots), round((part.y + bottom - 1) * dots))
    white = sum(all(image.pixelColor(at, y).lightness() > 200 for at in across) for y in down)
    assert 0.15 < white / len(down) < 0.5, "the gaps of its dashes are white"


@pytest.mark.parametrize("direction", ["auto", "right_to_left"])
def test_many_arrows_from_one_card_are_many_lines(direction: str) -> None:
    """Twelve were one black bar, and crossed each other where they left their card."""
    count = 12
    names = {f"t{n}": "Asks for another pillow, then for a blanket" for n in range(count + 2)}
    journey_map = JourneyMap(
        id="m",
        direction=direction,
        stages=stages(count + 2),
        lanes=(
            make_lane("actions", "a", cells=(Cell(step="t0", cards=(TALL,)),)),
            card_lane("b", **names),
        ),
        connectors=tuple(
            Connector(id=f"k{n}", source="tall", target=f"b-t{n + 1}", label="" if n % 2 else "a case")
            for n in range(count)
        ),
    )
    scene = poster_of(journey_map, "A1").scene
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    lines = [item for item in part.items if isinstance(item, Path) and item.under_head]
    starts = sorted(float(line.commands[0][-1]) for line in lines)
    steps = [below - above for above, below in itertools.pairwise(starts)]
    assert len(lines) == count and min(steps) > 1 and max(steps) - min(steps) < 0.1

    places = []  # x of each line's way down, and where it begins
    for line in lines:
        ends = [tuple(float(value) for value in command[-2:]) for command in line.commands]
        x = next(x for (x, y), (other, below) in itertools.pairwise(ends) if x == other and below > y)
        places.append((x, ends[0][1], line.stroke_width))
    places.sort(reverse=direction == "right_to_left")
    for (x, top, thick), (beside, higher, _thick) in itertools.pairwise(places):
        assert abs(beside - x) - thick > 0.1, "there is paper between them"
        assert higher < top, "what runs farther off leaves above, or it would run through the others"


def test_few_arrows_in_a_gutter_are_as_thick_as_one() -> None:
    thick = set()
    for count in (1, 4):
        journey_map = JourneyMap(
            id="m",
            stages=stages(count + 2),
            lanes=(
                make_lane("actions", "a", cells=(Cell(step="t0", cards=(TALL,)),)),
                card_lane("b", **{f"t{n}": "Asks" for n in range(count + 2)}),
            ),
            connectors=tuple(
                Connector(id=f"k{n}", source="tall", target=f"b-t{n + 1}") for n in range(count)
            ),
        )
        poster = poster_of(journey_map)
        part = next(part for part in poster.scene.parts if part.key == "connectors")
        thick |= {
            round(item.stroke_width / poster.measures.em, 4)
            for item in part.items
            if isinstance(item, Path) and item.under_head
        }
    assert len(thick) == 1


def corners(line: Path) -> list[tuple[float, float]]:
    """The places between which a line with rounded corners runs straight."""
    found = []
    for command, after in zip(line.commands, (*line.commands[1:], ("L", 0.0, 0.0)), strict=True):
        x, y = (float(value) for value in command[-2:])
        if after[0] == "C":
            _name, x1, _y1, *_handle, x2, y2 = after
            found.append((float(x2), y) if abs(float(x1) - x) > 0.001 else (x, float(y2)))
        elif command[0] != "C":
            found.append((x, y))
    return found


@pytest.mark.parametrize("direction", ["auto", "right_to_left"])
def test_arrows_in_a_gutter_cross_no_oftener_than_they_must(direction: str) -> None:
    """What turned back ran outside of what went on, through its head."""
    journey_map = JourneyMap(
        id="m",
        direction=direction,
        stages=stages(3),
        lanes=(
            card_lane("a", t1="Waits", t2="Is seen"),
            card_lane("b", t0="Nobody says how long"),
            card_lane("c", t1="Goes home and comes again", t2="Tries again"),
        ),
        connectors=(
            Connector(id="on", source="b-t0", target="c-t2", condition="bad"),
            Connector(id="back", source="a-t1", target="c-t1", condition="bad"),
        ),
    )
    scene = poster_of(journey_map).scene
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    lines = {item.item: item for item in part.items if isinstance(item, Path) and item.under_head}
    places = {id: corners(line) for id, line in lines.items()}
    crossed = []
    for one, other in (("on", "back"), ("back", "on")):
        for (x, y1), (x2, y2) in itertools.pairwise(places[one]):
            for (x1, y), (x3, y3) in itertools.pairwise(places[other]):
                upright, level = abs(x - x2) < 0.01, abs(y - y3) < 0.01
                if upright and level and min(x1, x3) < x < max(x1, x3) and min(y1, y2) < y < max(y1, y2):
                    crossed.append((one, x, y))
    assert [one for one, _x, _y in crossed] == ["back"], "one comes in from where the other stays"
    (_id, _x, y) = crossed[0]
    assert abs(y - places["on"][-1][1]) > 1, "not where its head is"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_line_comes_into_the_flank_of_its_head(count: int) -> None:
    """Where its run was nearer to the card than the head was long."""
    lanes = tuple(card_lane(f"l{n}", t0="Asks and waits", t1="Answers") for n in range(count + 1))
    journey_map = JourneyMap(
        id="m",
        stages=stages(2),
        lanes=lanes,
        connectors=tuple(
            Connector(id=f"k{n}", source=f"l{n}-t0", target=f"l{n + 1}-t0") for n in range(count)
        ),
    )
    scene = poster_of(journey_map).scene
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    edge = max(
        cell.x + item.x + item.width
        for cell in scene.parts
        if cell.key == "cell:l0:t0"
        for item in cell.items
        if isinstance(item, CardBox)
    )
    paths = [item for item in part.items if isinstance(item, Path)]
    for line in [path for path in paths if path.under_head]:
        (head,) = [path for path in paths if path.item == line.item and path is not line]
        places = [float(command[-2]) for command in head.commands if command[0] != "Z"]
        assert min(places) == pytest.approx(edge - part.x)
        run = corners(line)[-2][0] - line.stroke_width / 2
        assert max(places) <= run + 0.2 * (max(places) - min(places))
        assert max(places) - min(places) > 1.5, "it can be seen"


def test_what_crosses_a_gutter_almost_level_crosses_it_in_one_line() -> None:
    """Its line came in beside the middle of its head."""
    journey_map = JourneyMap(
        id="m",
        stages=stages(4),
        lanes=(card_lane("a", t0="Looks for the part in the store room", t1="Orders it", t2="Fits it"),),
        connectors=(
            Connector(id="over", source="a-t0", target="a-t2", condition="good"),
            Connector(id="next", source="a-t1", target="a-t2"),
        ),
    )
    start, end, commands = ends_of(poster_of(journey_map).scene)["next"]
    assert start[1] == pytest.approx(end[1])
    assert commands == 2


@pytest.mark.parametrize("first", ["yes", "no"])
def test_labels_of_a_card_are_stacked_as_their_arrows_leave_it(first: str) -> None:
    """Each read as the name of the other arrow."""
    ends = {"yes": "a-t2", "no": "a-t1"}
    labels = sorted(ends, key=lambda label: label != first)
    journey_map = JourneyMap(
        id="m",
        stages=stages(4),
        lanes=(
            card_lane("a", t0="Is the part in stock, or does it have to be ordered?", t1="Orders", t2="Fits"),
        ),
        connectors=tuple(
            Connector(id=label, source="a-t0", target=ends[label], label=label) for label in labels
        ),
    )
    scene = poster_of(journey_map).scene
    begins = {id: start[1] for id, (start, _end, _commands) in ends_of(scene).items() if id in ends}
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    tops = {item.item: item.y for item in part.items if isinstance(item, Text)}
    assert sorted(tops, key=lambda id: tops[id]) == sorted(begins, key=lambda id: begins[id])


def test_runs_that_do_not_pass_one_another_share_a_place_in_a_crowded_gutter() -> None:
    """Each had a place of its own, fine lines beside one another, the first almost at the cards."""
    lanes = tuple(card_lane(f"l{n}", t0="Asks and waits", t1="Answers") for n in range(5))
    journey_map = JourneyMap(
        id="m",
        stages=stages(2),
        lanes=lanes,
        connectors=tuple(Connector(id=f"k{n}", source=f"l{n}-t0", target=f"l{n + 1}-t0") for n in range(4)),
    )
    poster = poster_of(journey_map)
    (part,) = [part for part in poster.scene.parts if part.key == "connectors"]
    lines = [item for item in part.items if isinstance(item, Path) and item.under_head]
    assert len({round(corners(line)[1][0], 3) for line in lines}) == 1
    assert all(line.stroke_width > 0.13 * poster.measures.em for line in lines)
    spans = sorted((corners(line)[0][1], corners(line)[-1][1]) for line in lines)
    for (_top, bottom), (top, _bottom) in itertools.pairwise(spans):
        assert top - bottom > 0.4 * poster.measures.em, "nobody takes two for one"


@pytest.mark.parametrize("direction", ["left_to_right", "right_to_left"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_connectors_that_all_end_at_one_side_lean_away_from_it(direction: str, count: int) -> None:
    """They ran on the rule between the columns, with heads squeezed between it and the card."""
    lanes = tuple(card_lane(f"l{n}", t0="Asks", t1="Answers", t2="Writes") for n in range(count + 1))
    journey_map = JourneyMap(
        id="m",
        stages=stages(3),
        lanes=lanes,
        direction=direction,
        connectors=tuple(
            Connector(id=f"k{n}", source=f"l{n}-t1", target=f"l{n + 1}-t1") for n in range(count)
        ),
    )
    poster = poster_of(journey_map)
    em = poster.measures.em
    cards = {
        item.item: (cell.x + item.x, cell.x + item.x + item.width)
        for cell in poster.scene.parts
        for item in cell.items
        if isinstance(item, CardBox)
    }
    (own, other) = (cards["l0-t1"], cards["l0-t2"])
    mirrored = direction == "right_to_left"
    rule = (own[0] + other[1]) / 2 if mirrored else (own[1] + other[0]) / 2
    (part,) = [part for part in poster.scene.parts if part.key == "connectors"]
    for line in [item for item in part.items if isinstance(item, Path) and item.under_head]:
        x = part.x + corners(line)[-2][0]
        away = (rule - x if mirrored else x - rule) / em
        assert away > (-0.2 if count == 3 else 0.04)
        assert x + 0.15 * em < other[0] or x - 0.15 * em > other[1], "and keeps off the cards across"
        (head,) = [
            item for item in part.items if isinstance(item, Path) and item.item == line.item and item.fill
        ]
        places = [float(command[-2]) for command in head.commands if command[0] != "Z"]
        assert max(places) - min(places) > 0.45 * em, "a head of nearly its whole size"


def test_the_last_bend_ends_before_the_head() -> None:
    journey_map = JourneyMap(
        id="m",
        stages=stages(2),
        lanes=(card_lane("a", t0="Asks", t1="Says"), card_lane("b", t0="Reads", t1="Writes")),
        connectors=(Connector(id="k", source="a-t0", target="b-t1", condition="bad"),),
    )
    poster = poster_of(journey_map)
    (part,) = [part for part in poster.scene.parts if part.key == "connectors"]
    paths = [item for item in part.items if isinstance(item, Path)]
    (line,) = [path for path in paths if path.under_head]
    (head,) = [path for path in paths if path.fill]
    base = min(float(command[-2]) for command in head.commands if command[0] != "Z")
    bend = float(line.commands[-2][-2])
    assert bend <= base + 0.05 * poster.measures.em
    (solid,) = [path for path in paths if path.stroke and not path.dash and not path.fill]
    assert solid.commands[1][0] == "L", "the last dash begins before the bend"
    assert len(solid.commands) == 4


@pytest.mark.parametrize("direction", ["left_to_right", "right_to_left"])
def test_a_line_leads_from_an_arrow_to_its_label(direction: str) -> None:
    """Below the cards of the next column it read as a caption of theirs."""
    lanes = tuple(card_lane(f"l{n}", t0="Asks", t1="Answers") for n in range(3))
    journey_map = JourneyMap(
        id="m",
        stages=stages(2),
        lanes=lanes,
        direction=direction,
        connectors=(
            Connector(id="k0", source="l0-t0", target="l1-t0", label="asks again"),
            Connector(id="k1", source="l0-t0", target="l2-t0", label="gives up"),
        ),
    )
    poster = poster_of(journey_map)
    (part,) = [part for part in poster.scene.parts if part.key == "connectors"]
    paths = [item for item in part.items if isinstance(item, Path) and not item.fill]
    arrows = {path.item: corners(path)[1][0] for path in paths if path.under_head}
    ticks = {path.item: path for path in paths if not path.under_head and len(path.commands) == 2}
    labels = {item.item: item for item in part.items if isinstance(item, Text)}
    outer = (min if direction == "right_to_left" else max)(arrows, key=lambda id: arrows[id])
    assert outer in ticks
    ends = sorted(float(command[-2]) for command in ticks[outer].commands)
    label = labels[outer]
    left = min(start for _, _, start, _ in label.lines())
    edges = (left + label.block.width * label.size, arrows[outer])
    wanted = (arrows[outer], left) if direction == "left_to_right" else edges
    assert ends[0] == pytest.approx(wanted[0], abs=0.3 * poster.measures.em)
    assert ends[1] == pytest.approx(wanted[1], abs=0.3 * poster.measures.em)
