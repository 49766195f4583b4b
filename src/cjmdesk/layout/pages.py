"""Pages: Scenes, or windows of them, placed on sheets of paper. Millimetres, y down.

A page says all that is on it; painters clip, move and draw, and add nothing.
"""

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.scene import Bookmark, Box, Part, Path, Scene, SceneItem, Text, Wash

Rect = tuple[float, float, float, float]
"""Left, top, width, height, mm."""

Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom, mm."""


class Placed(Struct, frozen=True):
    """A window of a Scene on a page; what lies outside the window is not drawn.

    window: in the Scene's own mm. x, y: where the window's box has its top left on the page.
    scale: 1.0 is full size. turned: a quarter turn against the clock, so that lines run upwards.
    """

    scene: Scene
    window: Rect
    x: float
    y: float
    scale: float = 1.0
    turned: bool = False

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """a…f of x' = a x + c y + e, y' = b x + d y + f, from the Scene to the page."""
        left, top, width, _height = self.window
        s = self.scale
        if self.turned:
            return (0.0, -s, s, 0.0, self.x - s * top, self.y + s * (width + left))
        return (s, 0.0, 0.0, s, self.x - s * left, self.y - s * top)


class Page(Struct, frozen=True):
    """One sheet of paper. layers: in painting order.

    trim: the finished size where the sheet is larger; bleed: what is printed beyond it. None:
    the sheet itself.
    """

    width: float
    height: float
    layers: tuple[Placed, ...]
    title: str = ""
    language: str = "en"
    bookmarks: tuple[Bookmark, ...] = ()
    trim: Rect | None = None
    bleed: Rect | None = None


def page_of(scene: Scene) -> Page:
    """A page that is the whole of `scene`."""
    whole = Placed(scene, (0.0, 0.0, scene.width, scene.height), 0.0, 0.0)
    return Page(scene.width, scene.height, (whole,), scene.title, scene.language, scene.bookmarks)


def bounds(item: SceneItem) -> Bounds:
    """The box that holds all of an item's ink, in its part's coordinates; generous for texts."""
    if isinstance(item, Path):
        xs = [float(value) for command in item.commands for value in command[1::2]]
        ys = [float(value) for command in item.commands for value in command[2::2]]
        if not xs:
            return (0.0, 0.0, 0.0, 0.0)
        # A miter is never asked for, so a stroke reaches half its width.
        half = item.stroke_width / 2 if item.stroke else 0.0
        return (min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half)
    if isinstance(item, Text):
        lines = [(left, line.width) for _, line, left, _ in item.lines()]
        if not lines:
            return (item.x, item.y, item.x, item.y)
        # Slanted letters lean out of their line, stacked marks rise above it.
        lean = 0.4 * item.size
        right = max(left + width * item.size for left, width in lines)
        return (
            min(left for left, _ in lines) - lean,
            item.y - lean,
            right + lean,
            item.y + item.height + lean,
        )
    half = item.stroke_width / 2 if isinstance(item, Box) and item.stroke else 0.0
    return (item.x - half, item.y - half, item.x + item.width + half, item.y + item.height + half)


def bled(scene: Scene, bleed: float) -> Scene:
    """`scene` whose grounds go on `bleed` mm beyond each edge that they touch.

    Only filled shapes and washes grow: a picture or a text at the edge would be spoilt.
    """
    if bleed <= 0:
        return scene
    parts = []
    for part in scene.parts:
        room = (-part.x, -part.y, scene.width - part.x, scene.height - part.y)
        touches = (
            part.x < _NEAR
            or part.y < _NEAR
            or part.x + part.width > scene.width - _NEAR
            or part.y + part.height > scene.height - _NEAR
        )
        items = tuple(_grown(item, room, bleed) for item in part.items) if touches else part.items
        parts.append(replace(part, items=items))
    return replace(scene, parts=tuple(parts))


_NEAR = 0.01
"""mm within which something touches an edge."""


def _grown(item: SceneItem, room: Bounds, by: float) -> SceneItem:
    if isinstance(item, Wash) or (isinstance(item, Box) and item.fill and not item.radius):
        return _grown_box(item, room, by)
    if isinstance(item, Path) and item.fill:
        commands = tuple(
            (
                command[0],
                *(
                    _out(float(value), room[n % 2], room[n % 2 + 2], by)
                    for n, value in enumerate(command[1:])
                ),
            )
            for command in item.commands
        )
        return replace(item, commands=commands)
    return item


def _out(value: float, least: float, most: float, by: float) -> float:
    if value < least + _NEAR:
        return value - by
    return value + by if value > most - _NEAR else value


def _grown_box(item: Box | Wash, room: Bounds, by: float) -> Box | Wash:
    left = _out(item.x, room[0], room[2], by)
    top = _out(item.y, room[1], room[3], by)
    right = _out(item.x + item.width, room[0], room[2], by)
    bottom = _out(item.y + item.height, room[1], room[3], by)
    if isinstance(item, Wash) and item.height > 0:
        # The colours stay where they were.
        tall = bottom - top
        stops = tuple(((item.y - top + place * item.height) / tall, colour) for place, colour in item.stops)
        return replace(item, x=left, y=top, width=right - left, height=tall, stops=stops)
    return replace(item, x=left, y=top, width=right - left, height=bottom - top)


def seen(part: Part, window: Bounds) -> bool | None:
    """Whether a part lies in `window` of its Scene: wholly, not at all, or (None) in part."""
    reach = 1.0  # strokes and leaning letters at a part's edge
    left, top, right, bottom = window
    if (
        part.x - reach >= right
        or part.x + part.width + reach <= left
        or part.y - reach >= bottom
        or part.y + part.height + reach <= top
    ):
        return False
    if part.x >= left and part.y >= top and part.x + part.width <= right and part.y + part.height <= bottom:
        return True
    return None
