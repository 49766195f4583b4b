"""The small poster on the page that says how to glue it."""

import pytest

from cjmdesk.formats.templates import sample
from cjmdesk.layout.scene import Box, Path, Scene, SceneItem
from cjmdesk.posters.miniature import miniature
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine


@pytest.fixture(scope="module")
def poster() -> Scene:
    project = load(sample("bike-workshop", "en").path).project
    return lay_out_poster(project, project.maps[0], PosterOptions(paper="A1"), text_engine()).scene


def _items(scene: Scene) -> list[SceneItem]:
    return [item for part in scene.parts for item in part.items]


def _icons(scene: Scene) -> dict[float, int]:
    """How many small signs are drawn with a line of each width, mm; lines of the grid, of the curve and of
    arrows are none, however short."""
    counts: dict[float, int] = {}
    placed = ((part, item) for part in scene.parts for item in part.items)
    for part, item in placed:
        lines = part.key in ("frame", "connectors") or part.key.startswith("curve:")
        if lines and isinstance(item, Path) and [command[0] for command in item.commands] == ["M", "L"]:
            continue
        if isinstance(item, Path) and item.stroke and not item.dash and item.stroke_width < 1.5:
            xs = [float(value) for command in item.commands for value in command[1::2]]
            if max(xs) - min(xs) < 8:
                width = round(item.stroke_width, 3)
                counts[width] = counts.get(width, 0) + 1
    return counts


@pytest.mark.parametrize("scale", [0.3, 0.22, 0.2, 0.18, 0.15, 0.12, 0.08, 0.04])
def test_signs_of_a_size_are_all_seen_or_none(poster: Scene, scale: float) -> None:
    small = miniature(poster, scale)
    before, after = _icons(poster), _icons(small)
    assert sum(before.values()) > 20
    assert {
        width: after.get(width, 0) for width in before if after.get(width, 0) not in (0, before[width])
    } == {}


def _eyes_and_mouths(scene: Scene) -> tuple[int, int]:
    eyes = mouths = 0
    for part in scene.parts:
        for number, item in enumerate(part.items):
            if isinstance(item, Path) and item.stroke and [each[0] for each in item.commands] == ["M", "C"]:
                mouths += 1
                eyes += sum(
                    isinstance(near, Box) and not near.stroke and near.radius > 0 and near.item == item.item
                    for near in part.items[max(number - 2, 0) : number]
                )
    return eyes, mouths


@pytest.mark.parametrize("scale", [0.5, 0.3, 0.28, 0.22, 0.13, 0.125, 0.12, 0.1, 0.02])
def test_a_face_has_both_eyes_and_mouth_or_neither(poster: Scene, scale: float) -> None:
    eyes, mouths = _eyes_and_mouths(miniature(poster, scale))
    assert eyes == 2 * mouths
    dots = [
        item
        for item in _items(miniature(poster, scale))
        if isinstance(item, Box) and not item.stroke and 0 < item.radius == item.width / 2
    ]
    assert eyes or not [dot for dot in dots if dot.height > dot.width]


def test_faces_are_seen_at_usual_sizes(poster: Scene) -> None:
    assert _eyes_and_mouths(poster)[1] > 12  # those of the legend are smaller than those of the curve
    assert _eyes_and_mouths(miniature(poster, 0.5)) == _eyes_and_mouths(poster)
    assert _eyes_and_mouths(miniature(poster, 0.22)) == (24, 12)
    assert _eyes_and_mouths(miniature(poster, 0.02)) == (0, 0)
