"""Outlines stay inside their boxes whatever the sizes."""

from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.layout.scene import CardBox, PathCommand
from cjmdesk.paint.shapes import card_bar, card_frame, card_outline, ellipse, rounded

lengths = st.floats(0.1, 300)


def inside(commands: tuple[PathCommand, ...], width: float, height: float) -> bool:
    points = [value for command in commands for value in command[1:] if not isinstance(value, str)]
    near = 1e-6
    return all(-near <= x <= width + near for x in points[0::2]) and all(
        -near <= y <= height + near for y in points[1::2]
    )


@given(lengths, lengths, st.floats(0, 50))
def test_rounded_boxes_and_ellipses(width: float, height: float, radius: float) -> None:
    assert inside(rounded(0, 0, width, height, radius), width, height)
    assert inside(ellipse(0, 0, width, height), width, height)


@given(lengths, lengths, st.floats(0, 20), st.floats(0, 1), st.booleans())
def test_cards(width: float, height: float, radius: float, share: float, right: bool) -> None:
    card = CardBox(
        "", 5, 5, width, height, "#FFFFFF", "#000000", share * width, radius, right, "#000000", 0.05
    )
    for outline in (card_frame(card), card_bar(card), card_outline(card)):
        assert outline[0][0] == "M"
        assert outline[-1] == ("Z",)
        assert inside(outline, width, height)
