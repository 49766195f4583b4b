"""Scenes into SVG by hand: millimetres, real text that keeps its line breaks, or outlines."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from cjmdesk.layout.scene import Box, CardBox, Image, Part, Path, PathCommand, Scene, SceneItem, Text, Wash
from cjmdesk.model.project import Picture
from cjmdesk.paint.shapes import card_bar, card_outline
from cjmdesk.text.engine import Run, TextEngine, TextStyle

_FAMILIES = (
    "'Noto Sans','Noto Sans Math','Noto Sans Arabic','Noto Sans Hebrew','Noto Sans Thai',"
    "'Noto Sans Devanagari','Noto Emoji','Noto Sans Symbols2','Noto Sans Symbols','Noto Sans CJK SC',"
    "'Noto Sans CJK JP','Noto Sans CJK KR',sans-serif"
)

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATE = re.compile(
    "[ -\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2190-\u22ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uff60]*"
)
"""Text whose letters stand by themselves: its width may be given without tearing it apart."""

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_TYPE = re.compile(r"image/(png|jpeg|webp)")


def write_svg(
    scene: Scene, engine: TextEngine, pictures: Mapping[str, Picture], *, outlines: bool = False
) -> str:
    """`scene` as one SVG document, its size and units in millimetres.

    outlines: letters as shapes, for machines and programs without the fonts; else real text, each
    line at its place and, where its script allows, stretched to its measured width, so that another
    font cannot move it.
    pictures: of the project, by content hash; what is not among them becomes a grey box.
    """
    return _SvgWriter(engine, pictures, outlines=outlines).document(scene)


class _SvgWriter:
    """Collects the body, the definitions and the style classes of one document."""

    def __init__(self, engine: TextEngine, pictures: Mapping[str, Picture], *, outlines: bool) -> None:
        self._engine = engine
        self._pictures = pictures
        self._outlines = outlines
        self._body: list[str] = []
        self._definitions: list[str] = []
        self._classes: dict[str, str] = {}
        self._glyphs: dict[tuple[str, int], str] = {}
        self._frames: dict[str, str] = {}

    def document(self, scene: Scene) -> str:
        """The whole file."""
        for part in scene.parts:
            self._part(part)
        width, height = _number(scene.width), _number(scene.height)
        rules = "".join(f".{name}{{{rule}}}" for rule, name in self._classes.items())
        head = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
            f' viewBox="0 0 {width} {height}" xml:lang={_attribute(scene.language)}>',
            f"<title>{_clean(scene.title)}</title>",
            f"<style>text{{font-family:{_FAMILIES};white-space:pre}}{rules}</style>",
            f"<defs>{''.join(self._definitions)}</defs>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
        ]
        return "\n".join([*head, *self._body, "</svg>\n"])

    def _class(self, rule: str) -> str:
        return self._classes.setdefault(rule, f"c{len(self._classes)}")

    def _part(self, part: Part) -> None:
        self._body.append(f'<g transform="translate({_number(part.x)} {_number(part.y)})">')
        for item in part.items:
            self._item(item)
        self._body.append("</g>")

    def _item(self, item: SceneItem) -> None:
        match item:
            case CardBox():
                self._card(item)
            case Text():
                (self._shapes if self._outlines else self._text)(item)
            case Box():
                self._box(item)
            case Path():
                rule = _paint(item.fill, item.stroke, item.stroke_width, item.dash, round_ends=True)
                self._body.append(f'<path class="{self._class(rule)}" d="{_path(item.drawn)}"/>')
            case Wash():
                self._wash(item)
            case Image():
                self._image(item)

    def _card(self, card: CardBox) -> None:
        frame = self._class(f"fill:{card.fill}")
        corner = f' rx="{_number(card.radius)}"' if card.radius > 0 else ""
        size = f'width="{_number(card.width)}" height="{_number(card.height)}"'
        pieces = [f'<rect class="{frame}" {size}{corner}/>']
        if card.bar_width > 0:
            pieces.append(f'<path class="{self._class(f"fill:{card.bar}")}" d="{_path(card_bar(card))}"/>')
        if card.outline is not None and card.outline_width > 0:
            rule = _paint(None, card.outline, card.outline_width, (), round_ends=True)
            pieces.append(f'<path class="{self._class(rule)}" d="{_path(card_outline(card))}"/>')
        place = f'x="{_number(card.x)}" y="{_number(card.y)}"'
        self._body.append(f'<use href="#{self._frame("".join(pieces))}" {place}/>')

    def _frame(self, drawing: str) -> str:
        """The name of a card's frame among the definitions; frames of a size and kind are alike."""
        name = self._frames.get(drawing)
        if name is None:
            name = self._frames[drawing] = f"f{len(self._frames)}"
            self._definitions.append(f'<g id="{name}">{drawing}</g>')
        return name

    def _box(self, box: Box) -> None:
        rule = _paint(box.fill, box.stroke, box.stroke_width, box.dash, round_ends=False)
        corner = f' rx="{_number(box.radius)}"' if box.radius > 0 else ""
        self._body.append(f'<rect class="{self._class(rule)}" {_place(box)}{corner}/>')

    def _wash(self, wash: Wash) -> None:
        name = f"w{len(self._definitions)}"
        stops = "".join(f'<stop offset="{at:g}" stop-color="{colour}"/>' for at, colour in wash.stops)
        self._definitions.append(
            f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient>'
        )
        self._body.append(f'<rect fill="url(#{name})" {_place(wash)}/>')

    def _image(self, image: Image) -> None:
        picture = self._pictures.get(image.picture)
        title = f"<title>{_clean(image.description)}</title>" if image.description else ""
        centre = (
            f'cx="{_number(image.x + image.width / 2)}" cy="{_number(image.y + image.height / 2)}"'
            f' rx="{_number(image.width / 2)}" ry="{_number(image.height / 2)}"'
        )
        if picture is None or not _TYPE.fullmatch(picture.media_type) or not _BASE64.fullmatch(picture.data):
            shape = f"ellipse {centre}" if image.round else f"rect {_place(image)}"
            self._body.append(f'<{shape} fill="#ECEEF1"/>')
            return
        clip = ""
        if image.round:
            name = f"r{len(self._definitions)}"
            self._definitions.append(f'<clipPath id="{name}"><ellipse {centre}/></clipPath>')
            clip = f' clip-path="url(#{name})"'
        self._body.append(
            f'<image {_place(image)} preserveAspectRatio="none"{clip}'
            f' href="data:{picture.media_type};base64,{picture.data}">{title}</image>'
        )

    def _text(self, text: Text) -> None:
        rule = f"font-size:{text.size:.4g}px;fill:{text.colour}{_face(text.block.style)}"
        name = self._class(rule)
        for _place_in_block, line, left, baseline in text.lines():
            shown = line.text.rstrip()
            if not shown:
                continue
            width = line.width * text.size
            x, how = left, ""
            if line.right_to_left:
                # Programs disagree on where such text starts; on its middle they agree.
                x, how = left + width / 2, ' direction="rtl" text-anchor="middle"'
            if _SEPARATE.fullmatch(shown):
                how += f' textLength="{_number(width)}"'
            self._body.append(
                f'<text class="{name}" x="{_number(x)}" y="{_number(baseline)}"{how}>{_clean(shown)}</text>'
            )

    def _shapes(self, text: Text) -> None:
        runs = self._engine.glyph_runs(text.block)
        fill = self._class(f"fill:{text.colour}")
        for place, _line, left, baseline in text.lines():
            uses = "".join(self._uses(run) for run in runs[place])
            if uses:
                self._body.append(
                    f'<g class="{fill}" transform="translate({_number(left)} {_number(baseline)})'
                    f' scale({text.size:.4g})">{uses}</g>'
                )

    def _uses(self, run: Run) -> str:
        pieces = []
        for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
            name = self._glyph(run.font, glyph)
            if name:
                down = f' y="{y:.4g}"' if y else ""
                pieces.append(f'<use href="#{name}" x="{x:.4g}"{down}/>')
        return "".join(pieces)

    def _glyph(self, font: str, glyph: int) -> str:
        """The name of a letter's shape among the definitions; empty for a blank."""
        key = (font, glyph)
        if key not in self._glyphs:
            name = f"g{len(self._glyphs)}"
            fonts = self._engine.fonts
            bitmap = fonts.glyph_bitmap(font, glyph) if fonts.kind(font) == "drawn" else None
            commands = () if bitmap is not None else fonts.glyph_path(font, glyph)
            if bitmap is not None:
                data = _png(bitmap.width, bitmap.height, bitmap.rgba)
                self._definitions.append(
                    f'<image id="{name}" x="{bitmap.left:.4g}" y="{bitmap.top:.4g}"'
                    f' width="{bitmap.em_width:.4g}" height="{bitmap.em_height:.4g}"'
                    f' href="data:image/png;base64,{data}"/>'
                )
            elif commands:
                self._definitions.append(f'<path id="{name}" d="{_path(commands, places=4)}"/>')
            else:
                name = ""
            self._glyphs[key] = name
        return self._glyphs[key]


def _number(value: float) -> str:
    """Two decimals: at most 0.005 mm off."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _path(commands: tuple[PathCommand, ...], places: int = 2) -> str:
    pieces = []
    for command in commands:
        values = [f"{value:.{places}f}" for value in command[1:] if not isinstance(value, str)]
        short = [value.rstrip("0").rstrip(".") if "." in value else value for value in values]
        pieces.append(str(command[0]) + " ".join(short))
    return "".join(pieces)


def _place(item: Box | Wash | Image) -> str:
    return (
        f'x="{_number(item.x)}" y="{_number(item.y)}"'
        f' width="{_number(item.width)}" height="{_number(item.height)}"'
    )


def _paint(
    fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...], *, round_ends: bool
) -> str:
    rules = [f"fill:{fill or 'none'}"]
    if stroke is not None and width > 0:
        rules.append(f"stroke:{stroke};stroke-width:{width:.3g}")
        if dash:
            rules.append(f"stroke-dasharray:{','.join(f'{length:.3g}' for length in dash)}")
        if round_ends:
            rules.append("stroke-linecap:round;stroke-linejoin:round")
    return ";".join(rules)


def _face(style: TextStyle) -> str:
    return (";font-weight:700" if style.bold else "") + (";font-style:italic" if style.italic else "")


def _clean(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def _png(width: int, height: int, rgba: bytes) -> str:
    """A small picture as base64 of a PNG."""
    import base64
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + rgba[at : at + 4 * width] for at in range(0, len(rgba), 4 * width))
    header = struct.pack(">2I5B", width, height, 8, 6, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + data).decode("ascii")
