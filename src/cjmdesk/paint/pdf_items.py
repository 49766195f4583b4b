"""Scene items as PDF content, in millimetres: short strings with relative coordinates."""

import re
from collections.abc import Mapping
from functools import lru_cache

from cjmdesk.layout.pages import Bounds, Placed, bounds, seen
from cjmdesk.layout.scene import Box, CardBox, Image, Part, Path, PathCommand, SceneItem, Text, Wash
from cjmdesk.model.project import Picture
from cjmdesk.paint.pdf_canvas import PdfFile
from cjmdesk.paint.pdf_fonts import EmbeddedFace
from cjmdesk.paint.pdf_images import register
from cjmdesk.paint.pdf_inks import Inks
from cjmdesk.paint.shapes import card_bar, card_frame, card_outline, ellipse, rounded
from cjmdesk.text.engine import LINE_PITCH, GlyphRun, TextEngine, TextLine
from cjmdesk.text.prepare import has_leftward

_SAME = 1e-6
"""mm within which two lines begin at the same place."""

_PLAIN = re.compile(
    "[ -\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
"""Lines whose glyphs, in one font, say by themselves what they are."""

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def number(value: float) -> str:
    """Two decimals: at most 0.005 mm off."""
    text = f"{value:.2f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path(commands: tuple[PathCommand, ...]) -> str:
    """An outline."""
    pieces = []
    for command in commands:
        pieces += [number(value) for value in command[1:] if not isinstance(value, str)]
        pieces.append(_OPERATORS[str(command[0])])
    return " ".join(pieces)


_FEWEST_MOVED = 4
"""Commands from which an outline is worth moving to its place instead of being written in it."""


def _movable(commands: tuple[PathCommand, ...]) -> tuple[str, tuple[float, float] | None]:
    """An outline, and where its origin lies; None for one written in place.

    Icons, faces and dots come again and again: written from their own first point they are the
    same text each time, which hardly takes room in a compressed file.
    """
    if len(commands) < _FEWEST_MOVED or commands[0][0] != "M":
        return path(commands), None
    x, y = (float(value) for value in commands[0][1:3])
    moved: list[PathCommand] = []
    for letter, *values in commands:
        moved.append((letter, *(float(v) - (y if n % 2 else x) for n, v in enumerate(values))))
    return path(tuple(moved)), (x, y)


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
    """Writes the parts of one Scene to the page that is open in `file`.

    faces: the embedded faces by key, shared by all pages of the file.
    """

    def __init__(
        self,
        file: PdfFile,
        engine: TextEngine,
        pictures: Mapping[str, Picture],
        faces: dict[str, EmbeddedFace],
    ) -> None:
        self._file = file
        self._inks = file.inks
        self._engine = engine
        self._pictures = pictures
        self._faces = faces
        self._state: dict[str, str] = {}
        self._bounds: dict[int, tuple[tuple[SceneItem, ...], list[Bounds]]] = {}

    def layer(self, layer: Placed) -> None:
        """Draw a window of a Scene at its place: only what can be seen through it, clipped."""
        left, top, width, height = layer.window
        right, bottom = left + width, top + height
        scene = layer.scene
        whole = left <= 0 and top <= 0 and right >= scene.width and bottom >= scene.height
        matrix = layer.matrix
        moved = matrix != (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        if moved or not whole:
            self._file.write(f"q {' '.join(f'{value:.6g}' for value in matrix)} cm")
            self._file.write(f"{left:.4f} {top:.4f} {width:.4f} {height:.4f} re W n")
        for part in scene.parts:
            inside = whole or seen(part, (left, top, right, bottom))
            if inside:
                self.part(part)
            elif inside is None:
                here = (left - part.x, top - part.y, right - part.x, bottom - part.y)
                self.part(part, here)
        if moved or not whole:
            self._file.write("Q")

    def part(self, part: Part, window: Bounds | None = None) -> None:
        """Draw a part at its place. window: in its coordinates, left, top, right, bottom; items
        that do not meet it are left out."""
        self._file.write(f"q 1 0 0 1 {part.x:.3f} {part.y:.3f} cm")
        self._state = {}
        if window is None:
            for item in part.items:
                self._item(item)
        else:
            left, top, right, bottom = window
            for item, box in zip(part.items, self._boxes(part), strict=True):
                if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top:
                    self._item(item)
        self._file.write("Q")

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
                outline, corner = _movable(item.commands)
                self._shape(outline, item.fill, item.stroke, item.stroke_width, item.dash, "1", corner)
            case Wash():
                self._wash(item)
            case Image():
                self._image(item)

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
        self._file.write(f"q 1 0 0 1 {number(card.x)} {number(card.y)} cm {_card(like, self._inks)} Q")

    def _box(self, box: Box) -> None:
        corner = None
        if box.radius > 0:
            outline, corner = _rounded(box.width, box.height, box.radius), (box.x, box.y)
        else:
            outline = " ".join([*(number(v) for v in (box.x, box.y, box.width, box.height)), "re"])
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
            place = f"{number(corner[0])} {number(corner[1])}"
            self._file.write(f"{code}q 1 0 0 1 {place} cm {outline} {operator} Q")

    def _wash(self, wash: Wash) -> None:
        if len(wash.stops) == 1:
            box = Box(wash.item, wash.x, wash.y, wash.width, wash.height, wash.stops[0][1])
            self._box(box)
            return
        area = " ".join(number(value) for value in (wash.x, wash.y, wash.width, wash.height))
        self._file.write(f"q {area} re W n")
        self._file.shade(wash.y, wash.y + wash.height, wash.stops)
        self._file.write("Q")

    def _image(self, image: Image) -> None:
        picture = self._pictures.get(image.picture)
        name = None if picture is None else register(self._file, image.picture, picture)
        outline = (ellipse if image.round else _rectangle)(image.x, image.y, image.width, image.height)
        if name is None:
            self._shape(path(outline), "#ECEEF1", None, 0, (), "0")
            return
        alternative = f"/Figure <</Alt {_string(image.description)}>> BDC " if image.description else ""
        clip = f"{path(outline)} W n " if image.round else ""
        # Pictures stand on their feet in PDF's upward space.
        place = f"{image.width:.3f} 0 0 {-image.height:.3f} {image.x:.3f} {image.y + image.height:.3f} cm"
        ending = " EMC" if alternative else ""
        self._file.write(f"{alternative}q {clip}{place} /{name} Do Q{ending}")

    def _text(self, text: Text) -> None:
        runs = self._engine.glyph_runs(text.block)
        pitch = f"{LINE_PITCH * text.size:.3f}"
        pieces = [self._set("fill", self._inks.fill(text.colour)) + "BT"]
        pen = _TextPen(self._state, pieces, text.size)
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
            above = left if simple and not any(runs[place][0].ys) else None
        self._file.write(" ".join([*pieces, "ET"]))

    def _face(self, key: str) -> EmbeddedFace:
        face = self._faces.get(key)
        if face is None:
            face = EmbeddedFace(key, self._engine.fonts, self._file, len(self._faces) + 1)
            self._faces[key] = face
        return face

    def _line(
        self,
        pen: "_TextPen",
        line: TextLine,
        runs: list[tuple[EmbeddedFace, GlyphRun]],
        place: tuple[float, float],
    ) -> None:
        said: list[str] = []
        start = len(pen.pieces)
        for face, run in runs:
            pen.run(face, run, place)
            texts = face.texts
            said += [texts[glyph] for glyph in run.glyphs]
        shown = line.text.rstrip()
        if line.right_to_left or has_leftward(shown):
            # Readers know how to turn right-to-left text round; told what it says, some turn
            # that round as well.
            return
        if len(runs) == 1 and _PLAIN.fullmatch(shown) and "".join(said) == shown:
            return
        # Marks that are moved, glyphs in another order than the letters, changes of the font:
        # readers take such gaps for the ends of words, unless they are told the line.
        pen.pieces.insert(start, f"/Span <</ActualText {_string(shown)}>> BDC")
        pen.pieces.append("EMC")


class _TextPen:
    """Writes glyph runs into a text object.

    state: the graphics state known so far; follows: whether the next glyph stands where a step to
    the next line leads.
    """

    def __init__(self, state: dict[str, str], pieces: list[str], size: float) -> None:
        self.pieces = pieces
        self.follows = False
        self._state = state
        self._size = size

    def run(self, face: EmbeddedFace, run: GlyphRun, place: tuple[float, float]) -> None:
        """Glyphs one after another; moved only where kerning or marks put them elsewhere."""
        codes, widths = face.codes, face.widths
        resource, raised, pen = "", 0.0, 0.0
        shown: list[str] = []
        for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
            owner, code = codes.get(glyph) or face.add(glyph)
            if owner != resource or y != raised or not shown:
                self._show(shown)
                self._move(owner, place, x, y)
                resource, raised, pen = owner, y, x
            elif not -0.0005 < x - pen < 0.0005:
                shift = round((x - pen) * 1000)
                shown.append(f">{-shift}<")
                pen += shift / 1000
            shown.append(code)
            pen += widths[glyph]
        self._show(shown)

    def _show(self, shown: list[str]) -> None:
        if shown:
            codes = "".join(shown)
            self.pieces.append(f"[<{codes}>]TJ" if ">" in codes else f"<{codes}>Tj")
            shown.clear()

    def _move(self, owner: str, place: tuple[float, float], x: float, y: float) -> None:
        font = f"/{owner} {self._size:.4g} Tf"
        if self._state.get("font") != font:
            self._state["font"] = font
            self.pieces.append(font)
        if self.follows and x == 0 and y == 0:
            self.pieces.append("T*")
        else:
            left, baseline = place[0] + x * self._size, place[1] + y * self._size
            self.pieces.append(f"1 0 0 -1 {number(left)} {number(baseline)} Tm")
        self.follows = False


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


def _string(text: str) -> str:
    """A PDF text string: as it is where it can be, else UTF-16."""
    if text.isascii():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<feff{text.encode('utf-16-be').hex()}>"
