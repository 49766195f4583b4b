"""Printed pages: what is put on paper, and what the report says of it."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol, runtime_checkable

from msgspec import Struct

from cjmdesk.layout.pages import Page, Placed, Rect, bled
from cjmdesk.layout.scene import Part, Path, PathCommand, Scene, SceneItem
from cjmdesk.layout.tags import Tag
from cjmdesk.model.maps import WallGrid
from cjmdesk.posters.check import PosterWarning, smallest_text

SLUG = 7.0
"""mm around the bleed where crop marks stand."""

_MARK, _AWAY = 5.0, 1.0
"""mm: length of a crop mark, and its distance from what is printed."""

INK = "#1F2430"
HAIR = 0.15
"""mm: lines of marks."""


class Drawing(Protocol):
    """What was laid out, before it was put on sheets: a poster, a wall grid, pages of notes."""

    @property
    def scene(self) -> Scene:
        """All of it; where it has pages, the first."""

    @property
    def card_pt(self) -> float:
        """Type size of what is read from afar, pt."""

    @property
    def smallest_pt(self) -> float:
        """The smallest type anywhere, pt."""

    @property
    def reads_from(self) -> float:
        """Metres from which it can be read: 1 m per 12 pt."""

    @property
    def warnings(self) -> Sequence[PosterWarning]:
        """What the user should know before printing."""


@runtime_checkable
class Told(Protocol):
    """A drawing that knows what it says."""

    @property
    def told(self) -> Scene:
        """Its scene with what it says in reading order."""


def told(poster: Drawing) -> Scene:
    """A drawing's scene with what it says, for formats that hand that on. Where it does not know, each
    text is read by itself."""
    return poster.told if isinstance(poster, Told) else poster.scene


class Drawn(Struct, frozen=True, dict=True):
    """A drawing that was set in type of a given size. scenes: its pages. card_pt: see Drawing."""

    scenes: tuple[Scene, ...]
    card_pt: float
    warnings: tuple[PosterWarning, ...] = ()

    @property
    def scene(self) -> Scene:
        """The first page."""
        return self.scenes[0]

    @cached_property
    def smallest_pt(self) -> float:
        """The smallest type on any page, pt."""
        return min((smallest_text(scene) for scene in self.scenes), default=self.card_pt)

    @property
    def reads_from(self) -> float:
        """See Drawing."""
        return self.card_pt / 12


class PrintedPage(Struct, frozen=True):
    """A page of a file. kind: poster, tile, assembly… label: what the page is called.

    shown: the part of the poster on it, in the poster's mm; placed: where that part's top left
    lies on the sheet, mm; scale: how much smaller than the poster it is printed. seen: what of the
    poster is seen of a tile once all are cut and glued; None for other pages.
    """

    page: Page
    kind: str
    label: str
    shown: Rect
    placed: tuple[float, float]
    scale: float = 1.0
    seen: Rect | None = None


class Numbering(Struct, frozen=True):
    """The numbers that pages bear. before: pages that stand before them in a file of several maps; count: of
    all its pages; 0 where they are a file by themselves."""

    before: int = 0
    count: int = 0

    def of(self, number: int, count: int) -> tuple[int, int]:
        """What is printed on the page with that `number`, from 1, of `count` of its own: the same in the
        whole file."""
        return (self.before + number, self.count) if self.count else (number, count)

    def after(self, pages: int) -> "Numbering":
        """Of what stands behind so many of the pages; each part by itself where they are a file."""
        return Numbering(self.before + pages, self.count) if self.count else self


class Printed(Struct, frozen=True):
    """A drawing on its pages. scale: of the whole drawing. cut_text_lines: by seams. grid: of a
    wall grid, to be remembered in its map, so that its codes hold; None for anything else. numbered: makes
    the same with other numbers on its pages; None where they bear none of their own."""

    poster: Drawing
    pages: tuple[PrintedPage, ...]
    scale: float = 1.0
    cut_text_lines: int = 0
    grid: WallGrid | None = None
    numbered: Callable[[Numbering], "Printed"] | None = None

    @property
    def sheets(self) -> int:
        """How many have to be cut and glued; 0 for a poster on a sheet of its own."""
        return sum(page.kind == "tile" for page in self.pages)


def one_sheet(poster: Drawing, label: str, *, bleed: float = 0.0, marks: bool = True) -> Printed:
    """The poster on a sheet of its own. bleed: mm that its grounds go on beyond its edges, with
    crop marks outside if `marks`; the sheet is then that much larger."""
    scene = told(poster)
    whole = (0.0, 0.0, scene.width, scene.height)
    around = bleed + (SLUG if marks else 0.0) if bleed else 0.0
    width, height = scene.width + 2 * around, scene.height + 2 * around
    window = (-bleed, -bleed, scene.width + 2 * bleed, scene.height + 2 * bleed)
    layers = [Placed(bled(scene, bleed), window, around - bleed, around - bleed)]
    if bleed and marks:
        layers.append(_crop_marks(scene, width, height, around, bleed))
    page = Page(
        width,
        height,
        tuple(layers),
        scene.title,
        scene.language,
        scene.bookmarks,
        trim=(around, around, scene.width, scene.height) if bleed else None,
        bleed=(around - bleed, around - bleed, window[2], window[3]) if bleed else None,
    )
    return Printed(poster, (PrintedPage(page, "poster", label, whole, (around, around)),))


def _crop_marks(scene: Scene, width: float, height: float, around: float, bleed: float) -> Placed:
    lines: list[tuple[float, float, float, float]] = []
    away = bleed + _AWAY
    for x in (around, around + scene.width):
        lines.append((x, around - away - _MARK, x, around - away))
        lines.append((x, around + scene.height + away, x, around + scene.height + away + _MARK))
    for y in (around, around + scene.height):
        lines.append((around - away - _MARK, y, around - away, y))
        lines.append((around + scene.width + away, y, around + scene.width + away + _MARK, y))
    return sheet_layer(width, height, [strokes(lines)])


def strokes(lines: list[tuple[float, float, float, float]], colour: str = INK, width: float = HAIR) -> Path:
    """Straight lines (x1, y1, x2, y2) as one item."""
    commands: list[PathCommand] = []
    for x1, y1, x2, y2 in lines:
        commands += [("M", x1, y1), ("L", x2, y2)]
    return Path("", tuple(commands), stroke=colour, stroke_width=width)


def sheet_layer(
    width: float,
    height: float,
    items: list[SceneItem],
    key: str = "marks",
    *,
    language: str = "en",
    shows: str = "",
) -> Placed:
    """Items in a sheet's own millimetres, as a layer of it. language: of its words. shows: what they
    are one picture of, in words; empty where each text is read by itself."""
    part = Part(key, 0, 0, width, height, tuple(items))
    tags = (Tag("Figure", key, tuple(range(len(items))), alternative=shows),) if shows else None
    scene = Scene(width, height, (part,), language=language, tags=tags)
    return Placed(scene, (0.0, 0.0, width, height), 0.0, 0.0)
