"""Words at emotion points can be told to be whose they are."""

from itertools import combinations

from hypothesis import given, settings

from cjmdesk.layout.scene import Box, Part, Path, Text
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine
from scene_checks import Bounds, ink
from strategies import Size, projects


def curve_of(points: dict[str, list[EmotionPoint]], personas: tuple[Persona, ...] = ()) -> tuple[Part, float]:
    """The curve's part on an A2, and mm of its type's em."""
    stages = tuple(Stage(id=f"s{step}", title=step, steps=(Step(id=step),)) for step in points)
    cells = tuple(Cell(step=step, points=tuple(found)) for step, found in points.items())
    journey_map = JourneyMap(
        id="m",
        stages=stages,
        lanes=(make_lane("emotions", "e", cells=cells),),
        personas=tuple(p.id for p in personas),
    )
    project = Project(maps=(journey_map,), personas=personas)
    poster = lay_out_poster(project, journey_map, PosterOptions(paper="A2"), text_engine())
    (part,) = [part for part in poster.scene.parts if part.key == "curve:e"]
    return part, poster.measures.em


def words_of(part: Part) -> dict[str, list[Bounds]]:
    """Boxes of each point's words."""
    found: dict[str, list[Bounds]] = {}
    for item in part.items:
        if isinstance(item, Text) and item.block.lines:
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
                assert not same_line or a[2] + 0.4 * em <= b[0] or b[2] + 0.4 * em <= a[0], (one, other)


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
