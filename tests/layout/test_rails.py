"""The words on rails between stages stand along their own rail, whatever runs or ends there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.layout import palette
from cjmdesk.layout.context import make_context
from cjmdesk.layout.rails import draw_rails, plan_rails
from cjmdesk.layout.scene import Path, Text
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.text.qt import text_engine
from scene_checks import ink

EM = 4.0
STAGE = 60.0


@given(
    ends=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]),
        min_size=1,
        max_size=4,
    ),
    words=st.integers(1, 9),
    breaks=st.lists(st.integers(1, 7), max_size=4),
)
@settings(max_examples=60)
def test_a_label_stands_along_its_rail_and_on_one_sheet(
    ends: list[tuple[int, int]], words: int, breaks: list[int]
) -> None:
    journey_map = JourneyMap(id="m")
    context = make_context(Project(maps=(journey_map,)), journey_map, text_engine(), palette.COLOUR, EM)
    connectors = [
        Connector(id=f"c{number}", source=f"s{a}", target=f"s{b}", label=" ".join(["turned away"] * words))
        for number, (a, b) in enumerate(ends)
    ]
    stages = {f"s{n}": (STAGE * n, STAGE) for n in range(8)}
    cuts = sorted({STAGE * number for number in breaks})
    plan = plan_rails(context, connectors, stages, 8 * STAGE, cuts)
    items = draw_rails(context, plan)
    for connector in connectors:
        lines = [ink(item) for item in items if isinstance(item, Path) and item.item == connector.id]
        left, right = min(box[0] for box in lines), max(box[2] for box in lines)
        (label,) = [ink(item) for item in items if isinstance(item, Text) and item.item == connector.id]
        assert label[0] < right and left < label[2], (connector, left, right, label)
        if len(connectors) == 1:  # others may need the room
            cut = [at for at in cuts if label[0] + 0.01 < at < label[2] - 0.01]
            stretches = [
                b - a for a, b in zip([left, *cuts], [*cuts, right], strict=True) if left <= a < b <= right
            ]
            assert not cut or max(stretches, default=0.0) < 8 * EM, (label, cuts)


def test_words_make_way_for_what_comes_down_through_their_page() -> None:
    """On a page that a rail only passes; in two lines where neither side has room for one."""
    journey_map = JourneyMap(id="m")
    context = make_context(Project(maps=(journey_map,)), journey_map, text_engine(), palette.COLOUR, EM)
    stages = {f"s{n}": (STAGE * n, STAGE) for n in range(6)}
    connectors = [
        Connector(id="below", source="s3", target="s0", label="turned away and never came back"),
        Connector(id="above", source="s5", target="s1"),
    ]
    plan = plan_rails(context, connectors, stages, 6 * STAGE, (), 0.0, (STAGE, 2 * STAGE))
    below, above = sorted(plan.rails, key=lambda rail: rail.row)
    assert (below.row, above.row) == (0, 1) and len(below.labels) == 3
    for label in below.labels:
        right = label.left + label.words.width * 0.82 * EM
        assert not label.left < above.end < right
    assert len(below.labels[1].words.lines) == 2


def test_a_rail_comes_down_beside_the_end_of_a_sheet() -> None:
    """In the middle of a stage that no sheet holds whole."""
    journey_map = JourneyMap(id="m")
    context = make_context(Project(maps=(journey_map,)), journey_map, text_engine(), palette.COLOUR, EM)
    stages = {f"s{n}": (STAGE * n, STAGE) for n in range(3)}
    connectors = [Connector(id="c", source="s2", target="s0")]
    (rail,) = plan_rails(context, connectors, stages, 3 * STAGE, (30.0, 149.0), 2.0).rails
    for end, seam in ((rail.end, 30.0), (rail.start, 149.0)):
        assert 2.0 < abs(end - seam) < 3.0
    assert rail.start > 149.0
