"""What a part is made of for painting, worked out from its state before, is as if it were made anew."""

from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.layout.scene import Box, CardBox, Part, SceneItem, Text
from cjmdesk.paint.qt_plan import Plan, make_plan
from cjmdesk.text.engine import REGULAR
from cjmdesk.text.qt import text_engine

ITEMS = st.lists(
    st.tuples(st.sampled_from(["frame", "words", "mark"]), st.integers(1, 9)), min_size=1, max_size=8
)


def item_of(kind: str, size: int) -> SceneItem:
    if kind == "frame":
        return CardBox("c", 0, size, 60, 10, "#E8EFF6", "#2B5C8A", 1.0, 3.0)
    if kind == "words":
        return Text("c", 4, size, 50, text_engine().wrap("brake", REGULAR, 50), 3.5, "#000000")
    return Box("c", 5, 5, size, size, fill="#2B5C8A")


def groups(plan: Plan) -> list[list[tuple[str, object]]]:
    each = (plan.before, plan.cards, plan.rest, plan.texts)
    return [[(type(one).__name__, one.box) for one in group] for group in each]


@given(st.lists(ITEMS, min_size=2, max_size=5))
def test_states_that_follow_one_another(states: list[list[tuple[str, int]]]) -> None:
    known: dict[tuple[str, int], SceneItem] = {}
    plan: Plan | None = None
    for state in states:
        items = tuple(known.setdefault(one, item_of(*one)) for one in state)
        part = Part("cell:a:s", 0, 0, 60, 30, items)
        plan = make_plan(part, plan)
        assert groups(plan) == groups(make_plan(part))
        assert [made is None for made in plan.made] == [False] * len(items)


@given(ITEMS, st.integers(0, 7), st.integers(10, 12))
def test_one_item_becomes_another_of_its_kind(state: list[tuple[str, int]], which: int, size: int) -> None:
    items = [item_of("frame", 1), *(item_of(*one) for one in state)]
    before = make_plan(Part("cell:a:s", 0, 0, 60, 30, tuple(items)))
    number = which % len(state)
    items[1 + number] = item_of(state[number][0], size)
    part = Part("cell:a:s", 0, 0, 60, 30, tuple(items))
    after = make_plan(part, before)
    assert groups(after) == groups(make_plan(part))
    kept = [one is other for one, other in zip(before.made, after.made, strict=True)]
    assert kept.count(False) == 1
