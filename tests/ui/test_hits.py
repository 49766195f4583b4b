"""What is asked of a Scene while a hand works on it, and how little of it is looked at."""

from collections.abc import Iterator

import pytest

from cjmdesk.layout.scene import CardBox, Part, Scene, SceneItem, Text
from cjmdesk.text.engine import ITALIC, REGULAR
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.canvas.frames import card_frame
from cjmdesk.ui.sheet.hits import Nearby, item_boxes

EM = 4.0


class Watched(tuple[SceneItem, ...]):
    """The items of a part, counting how often they are walked through."""

    walks = 0

    def __iter__(self) -> Iterator[SceneItem]:
        Watched.walks += 1
        return super().__iter__()


@pytest.fixture
def scene() -> Scene:
    """Ten lanes of ten cells, two cards in each; ten by ten mm a cell."""

    def card(id: str, y: float) -> list[SceneItem]:
        block = text_engine().wrap("Asks", REGULAR, 2.0)
        return [
            CardBox(id, 1, y, 8, 3, "#FFFFFF", "#000000", 0.5, 0.2),
            Text(id, 2, y + 0.5, 7, block, EM, "#000000"),
        ]

    parts = tuple(
        Part(
            f"cell:l{row}:t{column}",
            10 * column,
            10 * row,
            10,
            10,
            Watched([*card(f"c{row}-{column}-0", 1), *card(f"c{row}-{column}-1", 5)]),
        )
        for row in range(10)
        for column in range(10)
    )
    Watched.walks = 0
    return Scene(100, 100, parts)


def cell_of(id: str) -> str:
    row, column, _number = id.removeprefix("c").split("-")
    return f"cell:l{row}:t{column}"


def test_a_lane_is_its_whole_label() -> None:
    words = Text("do", 4, 3, 5, text_engine().wrap("Do", REGULAR, 5.0), 1.0, "#000000")
    label = Part("lane:do", 10, 20, 30, 40, (words,))
    later = Part("lane:do@1", 10, 100, 30, 40, (words,))
    assert item_boxes(Scene(200, 200, (label, later)), ("do",)) == {"do": (10, 20, 40, 140)}


def test_slanting_words_have_air_at_their_sides() -> None:
    quote = text_engine().wrap("Why?", ITALIC, 5.0)
    band = Part("curve:e", 0, 0, 50, 50, (Text("p", 10, 10, 20, quote, EM, "#000000"),))
    left, _top, right, _bottom = item_boxes(Scene(50, 50, (band,)), ("p",))["p"]
    assert left < 10 - 0.2 * EM and right > 30 + 0.2 * EM


def test_a_card_is_found_in_its_cell_alone(scene: Scene) -> None:
    assert item_boxes(scene, ("c3-4-1",), cell_of) == {"c3-4-1": (41, 35, 49, 38)}
    assert Watched.walks == 1
    several = item_boxes(scene, ("c3-4-1", "c9-9-0", "c3-4-0"), cell_of)
    assert list(several) == ["c3-4-1", "c9-9-0", "c3-4-0"]
    assert Watched.walks <= 4


def test_what_is_not_where_it_should_be_is_looked_for(scene: Scene) -> None:
    wrong = item_boxes(scene, ("c3-4-1", "nothing"), lambda _id: "cell:l0:t0")
    assert wrong == item_boxes(scene, ("c3-4-1",)) == {"c3-4-1": (41, 35, 49, 38)}


def test_a_part_is_found_by_its_key(scene: Scene) -> None:
    ones = (
        Part("frame", 0, 0, 100, 100, ()),
        Part("stage:a:b", 0, 0, 9, 9, ()),
        Part("cell:x", 0, 0, 9, 9, ()),
    )
    whole = Scene(100, 100, (*ones, *scene.parts))
    assert all(whole.part(part.key) is part for part in whole.parts)
    assert whole.part("cell:l0:t99") is whole.part("cell:l0") is whole.part("") is None


def test_the_frame_of_a_text_is_found_in_its_cell_alone(scene: Scene) -> None:
    frame = card_frame(scene, "c5-5-1", EM, "cell:l5:t5")
    assert frame is not None
    assert (frame.x, frame.y) == (52, 55.5)
    assert Watched.walks == 2, "its box, then its text"
    assert card_frame(scene, "c5-5-1", EM) == card_frame(scene, "c5-5-1", EM, "cell:l0:t0") == frame
    assert card_frame(scene, "nothing", EM) is None


def test_a_band_reads_each_cell_that_it_comes_to_once(scene: Scene) -> None:
    wanted = {item.item for part in scene.parts for item in part.items} - {"c0-1-0"}
    nearby = Nearby(scene, ("cell:",), wanted)
    assert list(nearby.within((0, 0, 15, 4))) == ["c0-0-0"]
    assert nearby.parts_read == 2
    assert list(nearby.within((0, 0, 25, 9))) == ["c0-0-0", "c0-0-1", "c0-1-1", "c0-2-0", "c0-2-1"]
    assert nearby.parts_read == 3
    whole = nearby.within((0, 0, 100, 100))
    assert whole.keys() == wanted
    assert whole == item_boxes(scene, list(whole))
    assert nearby.within((0, 0, 100, 100)) == whole
    assert nearby.parts_read == 100
    assert nearby.within((200, 0, 300, 100)) == {}
