"""The Scene: everything that is drawn, decided to the last line break, in millimetres, y down.

Painters draw it item by item, in order, and add nothing; tests read it as data. A Scene is made
of parts (a cell, a stage header, a curve…), each with its own origin, so that a part that did
not change is the same object in the next Scene, wherever it moved to.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import is_
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.tags import Tag
from cjmdesk.text.engine import ASCENT, LINE_PITCH, TextBlock, TextLine

Align = Literal["left", "center", "right", "hard right"]
"""left: where a line of its direction begins; right: where it ends; hard right: the right edge
whatever its direction, as on a map that runs from the right."""

PathCommand = tuple[float | str, ...]
"""("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",)."""


class Box(Struct, frozen=True):
    """A rectangle. item: id of what it shows, empty for decoration.

    fill, stroke: `#RRGGBB` or None; stroke_width, radius and the dash lengths in mm.
    """

    item: str
    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()


class CardBox(Struct, frozen=True):
    """The frame of a card: a tinted box with a bar at its reading edge.

    bar_width, radius: mm. outline: colour of a thin line around it, None for none.
    """

    item: str
    x: float
    y: float
    width: float
    height: float
    fill: str
    bar: str
    bar_width: float
    radius: float
    bar_at_right: bool = False
    outline: str | None = None
    outline_width: float = 0.0


class Path(Struct, frozen=True):
    """A free shape, filled, stroked or both. Strokes have round ends and joins.

    under_head: mm before the end of the last straight run that painters leave out: an arrow head lies
    there, and the round end of the line would make its tip blunt. joins: ids of the two boxes between which
    an arrow of a process leads, which is no item itself; empty for all else.
    """

    item: str
    commands: tuple[PathCommand, ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0.0
    dash: tuple[float, ...] = ()
    under_head: float = 0.0
    joins: tuple[str, ...] = ()

    @property
    def drawn(self) -> tuple[PathCommand, ...]:
        """The outline as painters draw it."""
        if self.under_head <= 0 or len(self.commands) < 2 or self.commands[-1][0] != "L":
            return self.commands
        (*_, x, y), (_letter, end_x, end_y) = self.commands[-2:]
        dx, dy = float(end_x) - float(x), float(end_y) - float(y)
        length = math.hypot(dx, dy)
        part = max(length - self.under_head, 0.0) / length if length else 0.0
        return (*self.commands[:-1], ("L", float(x) + dx * part, float(y) + dy * part))


class Text(Struct, frozen=True):
    """A wrapped text. x, y: top left of its box, width: of the box (for the alignment), mm.

    size: of one em, mm. Lines of right-to-left paragraphs hug the other side when `align` is left
    or right, but not when it is hard right.
    """

    item: str
    x: float
    y: float
    width: float
    block: TextBlock
    size: float
    colour: str
    align: Align = "left"

    @property
    def height(self) -> float:
        """mm."""
        return self.block.height * self.size

    def lines(self) -> Iterator[tuple[int, TextLine, float, float]]:
        """Each line's number, the line, and its left end and baseline in mm."""
        for number, line in enumerate(self.block.lines):
            slack = self.width - line.width * self.size
            if self.align == "center":
                left = self.x + slack / 2
            elif self.align == "hard right" or (self.align == "right") != line.right_to_left:
                left = self.x + slack
            else:
                left = self.x
            yield number, line, left, self.y + (ASCENT + number * LINE_PITCH) * self.size


class Wash(Struct, frozen=True):
    """A box filled with a vertical gradient. stops: (0…1 from the top, `#RRGGBB`), ascending.

    inset: mm from its upper and lower edge to the ends of the scale that is drawn on it; painters
    leave it alone, a hand on the sheet asks for it.
    """

    item: str
    x: float
    y: float
    width: float
    height: float
    stops: tuple[tuple[float, str], ...]
    inset: float = 0.0


class Image(Struct, frozen=True):
    """A stored picture, stretched to the box. picture: its content hash. round: clipped to the
    ellipse in the box (portraits). description: for those who cannot see it."""

    item: str
    x: float
    y: float
    width: float
    height: float
    picture: str
    description: str = ""
    round: bool = False


SceneItem = Box | CardBox | Path | Text | Wash | Image


def moved(item: SceneItem, x: float, y: float) -> SceneItem:
    """`item` shifted by x, y mm."""
    if isinstance(item, Path):
        commands = tuple(
            (command[0], *(float(value) + (y if n % 2 else x) for n, value in enumerate(command[1:])))
            for command in item.commands
        )
        return replace(item, commands=commands)
    return replace(item, x=item.x + x, y=item.y + y)


class Part(Struct, frozen=True):
    """Items drawn together, in coordinates of their own.

    key: what it is, stable between Scenes of one map: "page", "title", "corner", "stage:ID",
    "lane:ID", "cell:LANE:STEP", "curve:LANE", "chart:LANE", "connectors", "footer"…
    x, y: where its origin lies on the Scene; width, height: the box that holds all its ink.
    """

    key: str
    x: float
    y: float
    width: float
    height: float
    items: tuple[SceneItem, ...]


_BLEED = 0.5

Band = tuple[Part, ...]
"""Parts that follow each other in the Scene and do not overlap: the cells of a lane, or one part."""


def band_key(band: Band) -> str:
    """What a band is, stable between Scenes as the keys of its parts are; two tiers may share one."""
    head, _colon, lane = band[0].key.partition(":")
    return f"cell:{lane.rpartition(':')[0] or lane}" if head == "cell" else band[0].key


def bleed_of(band: Sequence[Part]) -> float:
    """mm by which strokes may reach beyond the boxes of a band's parts; none where it is cells, to whose
    edges cards do not reach. Of parts of several sorts the first one's."""
    return 0.0 if band and band[0].key.startswith("cell:") else _BLEED


def differing(old: Sequence[SceneItem], new: Sequence[SceneItem]) -> tuple[int, int, int]:
    """The place from which two states of a part have other objects, and those at which that ends in the one
    and in the other: mostly all but a few items are the same, in the same order."""
    most = min(len(old), len(new))
    same = [*map(is_, old, new)]  # without a loop of ours: a cell may hold hundreds of items
    first = same.index(False) if False in same else most
    back = same[::-1] if len(old) == len(new) else [*map(is_, reversed(old), reversed(new))]
    last = min(back.index(False) if False in back else most, most - first)
    return first, len(old) - last, len(new) - last


def banded(parts: Iterable[Part]) -> Iterator[Band]:
    """The parts in painting order, the cells of each lane together."""
    cells: list[Part] = []
    for part in parts:
        if cells and not (part.key.startswith("cell:") and band_key((part,)) == band_key((cells[0],))):
            yield tuple(cells)
            cells = []
        if part.key.startswith("cell:"):
            cells.append(part)
        else:
            yield (part,)
    if cells:
        yield tuple(cells)


class Bookmark(Struct, frozen=True):
    """A place to jump to. y: mm from the top of the Scene. level: 0, or 1 below the last one of 0…"""

    title: str
    x: float
    y: float
    level: int = 0


class CellBox(Struct, frozen=True):
    """Where a cell lies on the Scene, with or without cards in it. lane, step: ids; the rest mm."""

    lane: str
    step: str
    x: float
    y: float
    width: float
    height: float

    @property
    def key(self) -> str:
        """Names the cell where an id of an item is asked for; that of its part if it has cards."""
        return f"cell:{self.lane}:{self.step}"


class Scene(Struct, frozen=True, dict=True):
    """width, height: mm. parts: in painting order. title, language: of the document.

    cells: every cell that notes can be put into, by lane from the top, in step order.
    tags: what it says, in reading order; none at all for decoration. None: each text is a
    paragraph and each picture a figure, in painting order.
    """

    width: float
    height: float
    parts: tuple[Part, ...]
    title: str = ""
    language: str = "en"
    bookmarks: tuple[Bookmark, ...] = ()
    cells: tuple[CellBox, ...] = ()
    tags: tuple[Tag, ...] | None = None

    def in_bands(self, bands: tuple[Band, ...]) -> "Scene":
        """This Scene made of `bands` instead of its parts.

        Layout hands over the very same band as long as nothing in it changed, so that whoever
        follows an edit finds what did by comparing a few dozen identities.
        """
        made = replace(self, parts=tuple(chain.from_iterable(bands)))
        made.__dict__["bands"] = bands
        return made

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The parts in painting order, those together that are drawn together."""
        return tuple(banded(self.parts))

    def part(self, key: str) -> Part | None:
        """The part with that key; None if there is none. Each key stands once on a Scene."""
        row = key.rpartition(":")[0]
        for band in self.bands:
            first = band[0].key
            if first == key:
                return band[0]
            if len(band) > 1 and first.rpartition(":")[0] == row:
                found = next((part for part in band if part.key == key), None)
                if found is not None:
                    return found
        return None

    def texts(self) -> Iterator[tuple[Part, Text]]:
        """Every text with the part it lies in."""
        for part in self.parts:
            for item in part.items:
                if isinstance(item, Text):
                    yield part, item
