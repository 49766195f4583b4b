"""A poster seen small: letters too small to be read become bars, as from across a room."""

from collections.abc import Sequence

from msgspec.structs import replace

from cjmdesk.layout.palette import tint
from cjmdesk.layout.scene import Box, CardBox, Path, PathCommand, Scene, SceneItem, Text

LEAST_TYPE = 1.25
"""mm of an em on paper (3.5 pt): smaller type is not read but seen."""

_LEAST_BAR = 0.55
"""mm of an em on paper: still smaller type is left out; on cards of that size it would be a haze."""

_LEAST_LINE = 0.2
"""mm on paper: a card's bar that is finer is left out."""

_LEAST_STROKE = 0.08
"""mm on paper: icons and mouths of faces drawn in a finer line are left out. By their line, not by what
they cover, so that all of a size go together; a face keeps its eyes as long as its mouth."""

_EYE = 3
"""Of the line of its mouth: an eye is smaller."""

_LARGEST_SIGN = 4.0
"""mm on paper: what is drawn over more is no icon; however fine, it stays."""


def miniature(scene: Scene, scale: float) -> Scene:
    """`scene`, in its own millimetres, made to be drawn at `scale`."""
    parts = []
    for part in scene.parts:
        items: list[SceneItem] = []
        tiny = _tiny(part.items, scale)
        for number, item in enumerate(part.items):
            if isinstance(item, Text) and item.size * scale < LEAST_TYPE:
                bars = _bars(item) if item.size * scale >= _LEAST_BAR else None
                items += [bars] if bars else []
            elif isinstance(item, CardBox) and item.bar_width * scale < _LEAST_LINE:
                items.append(_plain(item))
            elif number not in tiny:
                items.append(item)
        parts.append(replace(part, items=tuple(items)))
    return replace(scene, parts=tuple(parts), bookmarks=(), tags=())


def _plain(card: CardBox) -> Box:
    """Only its ground, without the bar that would be a hair."""
    x, y = round(card.x), round(card.y)
    width, height = round(card.x + card.width) - x, round(card.y + card.height) - y
    return Box(card.item, x, y, width, height, fill=card.fill)


def _bars(text: Text) -> Path | None:
    """A bar as high as small letters for each line."""
    commands: list[PathCommand] = []
    half = 0.2 * text.size
    for _number, line, left, baseline in text.lines():
        right = left + line.width * text.size
        if right - left > 2 * half:
            # Whole millimetres of the poster are fine here, and short in the file.
            y = round(baseline - 0.27 * text.size)
            commands += [("M", round(left + half), y), ("L", round(right - half), y)]
    if not commands:
        return None
    colour = text.colour if text.colour == "#FFFFFF" else tint(text.colour, 0.42)
    return Path(text.item, tuple(commands), stroke=colour, stroke_width=2 * half)


def _tiny(items: Sequence[SceneItem], scale: float) -> set[int]:
    """The places of icons and mouths that are too small, and of the eyes that belong to such a mouth."""
    found: set[int] = set()
    for number, item in enumerate(items):
        if isinstance(item, Path) and _is_tiny(item, scale):
            found.add(number)
            before = number - 1
            while before >= 0 and _is_eye(items[before], item):
                found.add(before)
                before -= 1
    return found


def _is_tiny(path: Path, scale: float) -> bool:
    if not path.stroke or path.stroke_width * scale >= _LEAST_STROKE:
        return False
    xs = [float(value) for command in path.commands for value in command[1::2]]
    ys = [float(value) for command in path.commands for value in command[2::2]]
    return bool(xs) and max(max(xs) - min(xs), max(ys) - min(ys)) * scale < _LARGEST_SIGN


def _is_eye(item: SceneItem, mouth: Path) -> bool:
    return (
        isinstance(item, Box)
        and item.item == mouth.item
        and not item.stroke
        and item.radius > 0
        and max(item.width, item.height) < _EYE * mouth.stroke_width
    )
