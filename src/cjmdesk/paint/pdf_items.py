"""Scene items as PDF content, in millimetres: short strings with relative coordinates."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cjmdesk.layout.pages import Bounds, Page, Placed, bounds, seen
from cjmdesk.layout.scene import (
    Box,
    CardBox,
    Image,
    Part,
    Path,
    PathCommand,
    Scene,
    SceneItem,
    Text,
    Wash,
)
from cjmdesk.model.project import Picture
from cjmdesk.paint.pdf_canvas import POINTS, PdfFile
from cjmdesk.paint.pdf_fonts import EmbeddedFace
from cjmdesk.paint.pdf_images import register
from cjmdesk.paint.pdf_inks import Inks
from cjmdesk.paint.pdf_tags import Element, Leaves, Sharing, string
from cjmdesk.paint.pdf_text import TextPen, hundredths, level, number, said
from cjmdesk.paint.shapes import card_bar, card_frame, card_outline, ellipse, rounded
from cjmdesk.text.engine import LINE_PITCH, Run, TextEngine, TextLine
from cjmdesk.text.prepare import has_leftward

_SAME = 1e-6
"""mm within which two lines begin at the same place."""

_PLAIN = re.compile(
    "[ -\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
"""Lines whose glyphs, in one font, say by themselves what they are."""

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


_Place = tuple[float, float]


def path(commands: tuple[PathCommand, ...], origin: _Place = (0.0, 0.0)) -> str:
    """An outline, told from `origin`."""
    pieces: list[str] = []
    for letter, *values in commands:
        pieces += [number(float(value) - origin[n % 2]) for n, value in enumerate(values)]
        pieces.append(_OPERATORS[letter])  # type: ignore[index]
    return " ".join(pieces)


_FEWEST_MOVED = 4
"""Commands from which an outline is worth moving to its place instead of being written in it."""


def _moved(commands: tuple[PathCommand, ...]) -> tuple[str, _Place] | None:
    """An outline from its own first point, and where that lies; None for one to be written in its place.

    Icons, faces and dots come again and again: so written they are the same text each time, which
    hardly takes room in a compressed file.
    """
    if len(commands) < _FEWEST_MOVED or commands[0][0] != "M":
        return None
    x, y = (float(value) for value in commands[0][1:3])
    return path(commands, (x, y)), (x, y)


@lru_cache(maxsize=1024)
def _rounded(width: float, height: float, radius: float) -> str:
    """A rounded box whose corner lies at the origin."""
    return path(rounded(0.0, 0.0, width, height, radius))


@lru_cache(maxsize=4096)
def _card(card: CardBox, inks: Inks) -> str:
    """A card whose corner lies at the origin: the same text for all cards of a size and kind."""
    pieces = [inks.fill(card.fill), path(card_frame(card)), "f"]
    if card.bar_width > 0:
        pieces += [inks.fill(card.bar), path(card_bar(card)), "f"]
    if card.outline is not None and card.outline_width > 0:
        pieces.append(f"{inks.stroke(card.outline)} {number(card.outline_width)} w")
        pieces += [path(card_outline(card)), "S"]
    return " ".join(pieces)


class PagePainter:
    """Writes the layers of pages, each to the page that is open in `file`.

    faces: the embedded faces by key, shared by all pages of the file. pages: all that will be
    painted, in order.
    """

    def __init__(
        self,
        file: PdfFile,
        engine: TextEngine,
        pictures: Mapping[str, Picture],
        faces: dict[str, EmbeddedFace],
        pages: Sequence[Page],
    ) -> None:
        self._file = file
        self._inks = file.inks
        self._engine = engine
        self._pictures = pictures
        self._faces = faces
        self._state: dict[str, str] = {}
        self._origin = (0, 0)
        """Of what is written now, in hundredths of a millimetre from the part's corner: the card's.
        What lies on cards alike is then the same text, which hardly takes room when it is compressed."""
        self._bounds: dict[int, tuple[tuple[SceneItem, ...], list[Bounds]]] = {}
        self._several = len(pages) > 1
        self._outlines: dict[int, tuple[tuple[PathCommand, ...], tuple[str, _Place] | None]] = {}
        self._sharing = Sharing(pages)
        self._height = 0.0
        self._matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._marked: Element | bool | None = False
        """Whose content is open: an element's, nobody's (None: decoration), or none is (False)."""

    def page(self, page: Page) -> None:
        """Draw all layers of a page."""
        self._height = page.height
        for layer in page.layers:
            self.layer(layer)

    def layer(self, layer: Placed) -> None:
        """Draw a window of a Scene at its place: only what can be seen through it, clipped."""
        left, top, width, height = layer.window
        right, bottom = left + width, top + height
        scene = layer.scene
        whole = left <= 0 and top <= 0 and right >= scene.width and bottom >= scene.height
        matrix = layer.matrix
        moved = matrix != (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._matrix = matrix
        leaves = self._file.structure.leaves(scene)
        if moved or not whole:
            self._file.write(f"q {' '.join(f'{value:.6g}' for value in matrix)} cm")
            self._file.write(f"{left:.4f} {top:.4f} {width:.4f} {height:.4f} re W n")
        for part in scene.parts:
            inside = whole or seen(part, (left, top, right, bottom))
            if inside is False:
                continue
            here = None if inside else (left - part.x, top - part.y, right - part.x, bottom - part.y)
            self._part(part, here, self._owners(scene, part, leaves))
        if moved or not whole:
            self._file.write("Q")

    def _owners(self, scene: Scene, part: Part, leaves: Leaves) -> Mapping[int, Element]:
        """The elements that a part's items are content of, by number, as far as this page tells them."""
        known = leaves.get(part.key)
        if not known:
            return {}
        if self._sharing.alone(scene):
            return known
        pages = self._sharing.pages_of(scene, part, self._boxes(part), known)
        here = len(self._file.structure.pages) - 1
        return {number: element for number, element in known.items() if pages[number] == here}

    def _part(self, part: Part, window: Bounds | None, owners: Mapping[int, Element]) -> None:
        """Draw a part at its place. window: in its coordinates, left, top, right, bottom; items
        that do not meet it are left out. owners: the elements of its items, by number."""
        self._file.write(f"q 1 0 0 1 {part.x:.3f} {part.y:.3f} cm")
        self._state, self._origin = {}, (0, 0)
        boxes = self._boxes(part) if window is not None else ()
        for place, item in enumerate(part.items):
            if window is not None:
                box = boxes[place]
                if box[0] >= window[2] or box[2] <= window[0] or box[1] >= window[3] or box[3] <= window[1]:
                    continue
            element = owners.get(place)
            if element is not self._marked:
                self._mark(element)
            if element is not None and element.boxed:
                element.grow(self._on_page(part, bounds(item)), len(self._file.structure.pages) - 1)
            self._item(item)
        self._mark(False)
        self._file.write("Q")

    def _mark(self, element: Element | bool | None) -> None:
        """What follows is content of `element`; None: decoration; False: nothing follows."""
        if self._marked is not False:
            self._file.write("EMC")
        self._marked = element
        if element is None:
            self._file.write("/Artifact BMC")
        elif not isinstance(element, bool):
            self._file.write(self._file.structure.mark(element))

    def _on_page(self, part: Part, box: Bounds) -> Bounds:
        """A box in a part's coordinates as one on the page: points, from the lower left."""
        a, b, c, d, e, f = self._matrix
        xs, ys = [], []
        for left, top in ((box[0], box[1]), (box[2], box[3])):
            x, y = left + part.x, top + part.y
            xs.append((a * x + c * y + e) * POINTS)
            ys.append((self._height - (b * x + d * y + f)) * POINTS)
        return min(xs), min(ys), max(xs), max(ys)

    def _boxes(self, part: Part) -> list[Bounds]:
        """Of a part's items; found out once for all the sheets it lies on."""
        kept = self._bounds.get(id(part.items))
        if kept is None:
            kept = self._bounds[id(part.items)] = (part.items, [bounds(item) for item in part.items])
        return kept[1]

    def _item(self, item: SceneItem) -> None:
        match item:
            case CardBox():
                self._card_box(item)
            case Text():
                self._text(item)
            case Box():
                self._box(item)
            case Path():
                commands = item.drawn
                moved = self._outline(commands)
                outline, corner = moved or (path(commands, self._from()), None)
                self._shape(outline, item.fill, item.stroke, item.stroke_width, item.dash, "1", corner)
            case Wash():
                self._wash(item)
            case Image():
                self._image(item)

    def _from(self) -> _Place:
        """The origin, in millimetres."""
        return self._origin[0] / 100, self._origin[1] / 100

    def _here(self, x: float, y: float) -> str:
        """A place of the part, told from the origin."""
        left, top = self._origin
        return f"{hundredths(round(x * 100) - left)} {hundredths(round(y * 100) - top)}"

    def _outline(self, commands: tuple[PathCommand, ...]) -> tuple[str, _Place] | None:
        """See `_moved`; what several sheets show is found out once."""
        kept = self._outlines.get(id(commands))
        if kept is None:
            kept = (commands, _moved(commands))
            if self._several:
                self._outlines[id(commands)] = kept
        return kept[1]

    def _set(self, key: str, code: str) -> str:
        """`code` if it changes the graphics state, else nothing."""
        if self._state.get(key) == code:
            return ""
        self._state[key] = code
        return code + " "

    def _card_box(self, card: CardBox) -> None:
        like = _at_origin(
            card.width,
            card.height,
            (card.fill, card.bar, card.outline),
            (card.bar_width, card.radius, card.outline_width),
            card.bar_at_right,
        )
        self._file.write(f"1 0 0 1 {self._here(card.x, card.y)} cm q {_card(like, self._inks)} Q")
        self._origin = (round(card.x * 100), round(card.y * 100))

    def _box(self, box: Box) -> None:
        corner = None
        if box.radius > 0:
            outline, corner = _rounded(box.width, box.height, box.radius), (box.x, box.y)
        else:
            outline = f"{self._here(box.x, box.y)} {number(box.width)} {number(box.height)} re"
        self._shape(outline, box.fill, box.stroke, box.stroke_width, box.dash, "0", corner)

    def _shape(
        self,
        outline: str,
        fill: str | None,
        stroke: str | None,
        width: float,
        dash: tuple[float, ...],
        ends: str,
        corner: tuple[float, float] | None = None,
    ) -> None:
        """corner: where the outline's origin lies; None where it is written in place."""
        if stroke is not None and width <= 0:
            stroke = None
        if fill is None and stroke is None:
            return
        code = ""
        if fill is not None:
            code += self._set("fill", self._inks.fill(fill))
        if stroke is not None:
            code += self._set("stroke", self._inks.stroke(stroke))
            code += self._set("width", f"{width:.3g} w")
            code += self._set("dash", f"[{' '.join(f'{length:.3g}' for length in dash)}] 0 d")
            code += self._set("ends", f"{ends} J {ends} j")
        operator = "B" if fill is not None and stroke is not None else "f" if stroke is None else "S"
        if corner is None:
            self._file.write(f"{code}{outline} {operator}")
        else:
            self._file.write(f"{code}q 1 0 0 1 {self._here(*corner)} cm {outline} {operator} Q")

    def _wash(self, wash: Wash) -> None:
        if len(wash.stops) == 1:
            box = Box(wash.item, wash.x, wash.y, wash.width, wash.height, wash.stops[0][1])
            self._box(box)
            return
        area = f"{self._here(wash.x, wash.y)} {number(wash.width)} {number(wash.height)} re"
        top = wash.y - self._from()[1]
        self._file.write(f"q {area} W n")
        self._file.shade(top, top + wash.height, wash.stops)
        self._file.write("Q")

    def _image(self, image: Image) -> None:
        picture = self._pictures.get(image.picture)
        name = None if picture is None else register(self._file, image.picture, picture)
        left, top = image.x - self._from()[0], image.y - self._from()[1]
        outline = (ellipse if image.round else _rectangle)(left, top, image.width, image.height)
        if name is None:
            self._shape(path(outline), "#ECEEF1", None, 0, (), "0")
            return
        clip = f"{path(outline)} W n " if image.round else ""
        # Pictures stand on their feet in PDF's upward space.
        place = f"{image.width:.3f} 0 0 {-image.height:.3f} {left:.3f} {top + image.height:.3f} cm"
        self._file.write(f"q {clip}{place} /{name} Do Q")

    def _text(self, text: Text) -> None:
        runs = self._engine.glyph_runs(text.block)
        pitch = f"{LINE_PITCH * text.size:.3f}"
        pieces = [self._set("fill", self._inks.fill(text.colour)) + "BT"]
        pen = TextPen(self._state, pieces, text.size, self._from())
        if len(runs) > 1:
            pieces.append(self._set("pitch", f"{pitch} TL"))
        above: float | None = None
        for place, line, left, baseline in text.lines():
            if not runs[place]:
                above = None
                continue
            faces = [self._face(run.font) for run in runs[place]]
            simple = len(runs[place]) == 1 and faces[0].kind != "drawn"
            # Below the line before, by the pitch that is set: shorter than a place of its own.
            pen.follows = simple and above is not None and abs(above - left) < _SAME
            self._line(pen, line, list(zip(faces, runs[place], strict=True)), (left, baseline))
            above = left if simple and level(runs[place][0]) else None
        self._file.write(" ".join([*pieces, "ET"]))

    def _face(self, key: str) -> EmbeddedFace:
        face = self._faces.get(key)
        if face is None:
            face = EmbeddedFace(key, self._engine.fonts, self._file, len(self._faces) + 1)
            self._faces[key] = face
        return face

    def _line(
        self,
        pen: TextPen,
        line: TextLine,
        runs: list[tuple[EmbeddedFace, Run]],
        place: tuple[float, float],
    ) -> None:
        start = len(pen.pieces)
        for face, run in runs:
            pen.run(face, run, place)
        shown = line.text.rstrip()
        if line.right_to_left or has_leftward(shown):
            # Readers know how to turn right-to-left text round; told what it says, some turn
            # that round as well.
            return
        if len(runs) == 1 and _PLAIN.fullmatch(shown):
            face, run = runs[0]
            if said(face, run) == shown:
                return
        # Marks that are moved, glyphs in another order than the letters, changes of the font:
        # readers take such gaps for the ends of words, unless they are told the line.
        pen.pieces.insert(start, f"/Span <</ActualText {string(shown)}>> BDC")
        pen.pieces.append("EMC")


@lru_cache(maxsize=4096)
def _at_origin(
    width: float,
    height: float,
    colours: tuple[str, str, str | None],
    sizes: tuple[float, float, float],
    bar_at_right: bool,
) -> CardBox:
    fill, bar, outline = colours
    bar_width, radius, outline_width = sizes
    return CardBox(
        "", 0, 0, round(width, 3), round(height, 3), fill, bar, bar_width, radius, bar_at_right,
        outline, outline_width,
    )  # fmt: skip


def _rectangle(x: float, y: float, width: float, height: float) -> tuple[PathCommand, ...]:
    return rounded(x, y, width, height, 0.0)
