"""A poster seen small: letters too small to be read become bars, as from across a room."""

from dataclasses import replace

from cjmdesk.layout.palette import tint
from cjmdesk.layout.scene import Path, PathCommand, Scene, SceneItem, Text

LEAST_TYPE = 1.25
"""mm of an em on paper (3.5 pt): smaller type is not read but seen."""

_LEAST_SIGN = 0.5
"""mm on paper: smaller shapes are left out."""


def miniature(scene: Scene, scale: float) -> Scene:
    """`scene`, in its own millimetres, made to be drawn at `scale`."""
    parts = []
    for part in scene.parts:
        items: list[SceneItem] = []
        for item in part.items:
            if isinstance(item, Text) and item.size * scale < LEAST_TYPE:
                bars = _bars(item)
                items += [bars] if bars else []
            elif not (isinstance(item, Path) and item.stroke_width and _tiny(item, scale)):
                items.append(item)
        parts.append(replace(part, items=tuple(items)))
    return replace(scene, parts=tuple(parts), bookmarks=())


def _bars(text: Text) -> Path | None:
    """A bar as high as small letters for each line."""
    commands: list[PathCommand] = []
    half = 0.2 * text.size
    for _number, line, left, baseline in text.lines():
        right = left + line.width * text.size
        if right - left > 2 * half:
            y = baseline - 0.27 * text.size
            commands += [("M", left + half, y), ("L", right - half, y)]
    if not commands:
        return None
    colour = text.colour if text.colour == "#FFFFFF" else tint(text.colour, 0.42)
    return Path(text.item, tuple(commands), stroke=colour, stroke_width=2 * half)


def _tiny(path: Path, scale: float) -> bool:
    xs = [float(value) for command in path.commands for value in command[1::2]]
    ys = [float(value) for command in path.commands for value in command[2::2]]
    return bool(xs) and max(max(xs) - min(xs), max(ys) - min(ys)) * scale < _LEAST_SIGN
