"""What reaches into an area is the same, however often it was asked before."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from cjmdesk.paint.qt_reach import Bounds, Reaches


class Item(Struct, eq=False):
    box: Bounds


def box(left: float, top: float, width: float, height: float) -> Bounds:
    return (left, top, left + width, top + height)


PLACES = st.floats(0, 100)
BOXES = st.builds(box, PLACES, PLACES, st.floats(0, 30), st.floats(0, 30))


@given(
    st.lists(BOXES, max_size=40), st.lists(st.lists(BOXES, min_size=1, max_size=2), min_size=1, max_size=12)
)
def test_asked_again_and_again(boxes: list[Bounds], asked: list[list[Bounds]]) -> None:
    items, reaches = [Item(one) for one in boxes], Reaches()
    for areas in asked:
        found = reaches.touching(items, areas)
        assert found == [item for item in items if any(meet(item.box, area) for area in areas)]
        reaches = reaches.of((items,))
    assert reaches.touching(items, None) is items


def meet(one: Bounds, other: Bounds) -> bool:
    across = one[0] <= other[2] and other[0] <= one[2]
    return across and one[1] <= other[3] and other[1] <= one[3]
