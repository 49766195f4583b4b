"""Fonts by glyph number: only the glyphs in use, each with the text it stands for.

TrueType and CFF faces become Type0 fonts with Identity-H encoding; what has no outlines of its own
to embed (colour, variable, slanted or thickened by the system) becomes Type3 fonts of drawn
glyphs, 255 to a font. reportlab would refuse or split all of these.
"""

import unicodedata
import zlib
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from reportlab.pdfbase import pdfdoc

from cjmdesk.paint.pdf_canvas import PdfFile, image_stream
from cjmdesk.text.engine import FontSource, WordShape
from cjmdesk.text.subset import glyph_texts, sfnt_table, subset_font, substituted_texts

_MOST_DRAWN = 255
_CMAP_CHUNK = 100

_LAST_CODE = 0xFFFE
"""The codes from here down are those of silent glyphs: no face has so many of its own."""


class WrittenWord(Struct, frozen=True):
    """A word as it stands in a page's content.

    moved: whether letters are moved in it. drift: em from where the codes leave the pen to where the
    word ends. text: what its glyphs say.
    """

    codes: str
    moved: bool
    drift: float
    text: str


class EmbeddedFace:
    """One face of the text engine in one PDF.

    codes: of each glyph met, the resource's name and its code as it stands in a string of the page's
    content; `numbers`: its code; `widths`: what the PDF says it advances, em. name: of the resource
    of a face that has only one, all but the drawn ones; words: those written in it so far. tails: of a
    glyph that is several letters from the right (lam and alef), the codes of what says the later ones.
    """

    def __init__(self, key: str, source: FontSource, file: PdfFile, number: int) -> None:
        self.key = key
        self.source = source
        self.kind = source.kind(key)
        self.name = f"F{number}"
        self.words: dict[WordShape, WrittenWord] = {}
        self.codes: dict[int, tuple[str, str]] = {}
        self.numbers: dict[int, int] = {}
        self.widths: dict[int, float] = {}
        self.texts: dict[int, str] = {}
        self.tails: dict[int, tuple[str, ...]] = {}
        self._silent: dict[str, int] = {}
        self.inks = file.inks
        self._number = number
        self._known: Mapping[int, str] | None = None
        self._searched = False
        self._sfnt = source.sfnt(key)
        self._cids = _cids(self._sfnt) if self.kind == "cff" else None
        file.add_resource(self)

    def add(self, glyph: int) -> tuple[str, str]:
        """Take a glyph in: its font resource's name and its code."""
        name = self.name
        if self.kind == "drawn":
            page, place = divmod(len(self.codes), _MOST_DRAWN)
            found = (f"{name}x{page}", _escaped(bytes([place + 1])))
            self.numbers[glyph] = place + 1
        else:
            cid = self._cids[glyph] if self._cids is not None else glyph
            found = (name, _escaped(cid.to_bytes(2, "big")))
            self.numbers[glyph] = cid
        self.codes[glyph] = found
        self.widths[glyph] = round(self.source.glyph_advance(self.key, glyph) * 1000, 2) / 1000
        self.texts[glyph] = text = self._text(glyph)
        if len(text) > 1 and self.kind == "glyf" and all(map(_is_leftward, text)):
            # Readers turn round what runs from the right, glyph by glyph: one that is two letters would say
            # them the wrong way round. So it says the first, and glyphs without ink say the others.
            self.tails[glyph] = tuple(self._silent_code(letter) for letter in reversed(text[1:]))
        return found

    def _silent_code(self, letter: str) -> str:
        """The code of a glyph without ink and width that says a letter: of no glyph of the face itself."""
        number = self._silent.setdefault(letter, _LAST_CODE - len(self._silent))
        return _escaped(number.to_bytes(2, "big"))

    def blank(self, glyph: int, advance: float) -> tuple[str, float]:
        """The code of the glyph between words, and em that it drifts from its advance."""
        code = (self.codes.get(glyph) or self.add(glyph))[1]
        return code, advance - self.widths[glyph]

    def _text(self, glyph: int) -> str:
        if self._known is None:
            self._known = glyph_texts(self._sfnt)
        if glyph not in self._known and glyph != 0 and not self._searched:
            # Only now: going through the substitutions takes many times longer.
            self._known = {**substituted_texts(self._sfnt), **self._known}
            self._searched = True
        return self._known.get(glyph, "")

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Write the font's objects; called by reportlab when the file is saved."""
        fonts = doc.idToObject["BasicFonts"].dict
        if self.kind != "drawn":
            fonts[self.name] = doc.Reference(self._type0(doc), f"font{self._number}")
            return
        names = dict.fromkeys(name for name, _ in self.codes.values())
        for name in names:
            glyphs = [glyph for glyph, (owner, _) in self.codes.items() if owner == name]
            fonts[name] = doc.Reference(self._type3(doc, name, glyphs), f"font{name}")

    def _type0(self, doc: Any) -> Any:
        tag = f"font{self._number}"
        base = pdfdoc.PDFName(f"{_subset_tag(self.codes)}+{self.source.family(self.key)}")
        entries = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.kind == "cff" else "/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": doc.Reference(self._descriptor(doc, base), f"{tag}descriptor"),
            "W": self._width_array(),
            "DW": 1000,
        }
        if self.kind == "glyf":
            entries["CIDToGIDMap"] = "/Identity"
        if self._silent:
            entries["CIDToGIDMap"] = doc.Reference(self._glyph_map(), f"{tag}glyphs")
        descendant = doc.Reference(pdfdoc.PDFDictionary(entries), f"{tag}descendant")
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": base,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([descendant]),
                "ToUnicode": doc.Reference(self._to_unicode(self.codes, 4), f"{tag}unicode"),
            }
        )

    def _descriptor(self, doc: Any, base: Any) -> Any:
        import uharfbuzz

        made = subset_font(self._sfnt, self.codes, keep_ids=self._cids is None)
        if self.kind == "cff":
            program = pdfdoc.PDFStream(filters=[pdfdoc.PDFZCompress], content=sfnt_table(made, "CFF "))
            program.dictionary["Subtype"] = "/CIDFontType0C"
        else:
            program = pdfdoc.PDFStream(filters=[pdfdoc.PDFZCompress], content=made)
            program.dictionary["Length1"] = len(made)
        font = uharfbuzz.Font(uharfbuzz.Face(self._sfnt))
        scale = 1000 / font.face.upem
        head = sfnt_table(self._sfnt, "head")
        box = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
        extents = font.get_font_extents("ltr")
        leans = "Italic" in self.key
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base,
                "Flags": 4 | (64 if leans else 0),
                "FontBBox": pdfdoc.PDFArray([round(value * scale) for value in box]),
                "ItalicAngle": -12 if leans else 0,
                "Ascent": round(extents.ascender * scale),
                "Descent": round(extents.descender * scale),
                "CapHeight": 714,
                "StemV": 140 if "Bold" in self.key else 80,
                "FontFile3" if self.kind == "cff" else "FontFile2": doc.Reference(
                    program, f"font{self._number}program"
                ),
            }
        )

    def _glyph_map(self) -> Any:
        """The glyph of each code in use: its own, of silent ones the blank. The others are zeros, which take
        no room."""
        import uharfbuzz

        blank = uharfbuzz.Font(uharfbuzz.Face(self._sfnt)).get_nominal_glyph(ord(" ")) or 0
        numbers = [0] * (_LAST_CODE + 1)
        for glyph, number in self.numbers.items():
            numbers[number] = glyph
        for number in self._silent.values():
            numbers[number] = blank
        content = b"".join(number.to_bytes(2, "big") for number in numbers)
        return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])

    def _width_array(self) -> Any:
        widths: list[Any] = []
        for glyph, code in sorted(self.numbers.items(), key=lambda pair: pair[1]):
            widths += [code, pdfdoc.PDFArray([f"{self.widths[glyph] * 1000:g}"])]
        for number in sorted(self._silent.values()):
            widths += [number, pdfdoc.PDFArray([0])]
        return pdfdoc.PDFArray(widths)

    def _to_unicode(self, glyphs: Any, digits: int) -> Any:
        told = {glyph: self.texts[glyph][: 1 if glyph in self.tails else None] for glyph in glyphs}
        pairs = sorted((self.numbers[glyph], text) for glyph, text in told.items() if text)
        pairs += sorted((number, letter) for letter, number in self._silent.items())
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            f"1 begincodespacerange <{'0' * digits}> <{'F' * digits}> endcodespacerange",
        ]
        for at in range(0, len(pairs), _CMAP_CHUNK):
            chunk = pairs[at : at + _CMAP_CHUNK]
            lines.append(f"{len(chunk)} beginbfchar")
            lines += [f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex()}>" for code, text in chunk]
            lines.append("endbfchar")
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return pdfdoc.PDFStream(content="\n".join(lines), filters=[pdfdoc.PDFZCompress])

    def _type3(self, doc: Any, name: str, glyphs: list[int]) -> Any:
        procedures: dict[str, Any] = {}
        pictures: dict[str, Any] = {}
        widths = [0.0] * (len(glyphs) + 1)
        for glyph in glyphs:
            code = self.numbers[glyph]
            widths[code] = self.widths[glyph] * 1000
            body = self._procedure(doc, f"{name}g{code}", glyph, pictures)
            stream = pdfdoc.PDFStream(content=body, filters=[pdfdoc.PDFZCompress])
            procedures[f"g{code}"] = doc.Reference(stream, f"{name}proc{code}")
        names = ["/.notdef", *(f"/g{code}" for code in range(1, len(widths)))]
        resources = {"XObject": pdfdoc.PDFDictionary(pictures)} if pictures else {}
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type3",
                "Name": f"/{name}",
                # All zeros: the reader takes each glyph's own box.
                "FontBBox": pdfdoc.PDFArray([0, 0, 0, 0]),
                "FontMatrix": pdfdoc.PDFArray([0.001, 0, 0, 0.001, 0, 0]),
                "CharProcs": pdfdoc.PDFDictionary(procedures),
                "Encoding": pdfdoc.PDFDictionary(
                    {"Type": "/Encoding", "Differences": pdfdoc.PDFArray([0, *names])}
                ),
                "FirstChar": 0,
                "LastChar": len(glyphs),
                "Widths": pdfdoc.PDFArray([f"{width:g}" for width in widths]),
                "Resources": pdfdoc.PDFDictionary(resources),
                "ToUnicode": doc.Reference(self._to_unicode(glyphs, 2), f"{name}unicode"),
            }
        )

    def _procedure(self, doc: Any, name: str, glyph: int, pictures: dict[str, Any]) -> str:
        """The drawing of one glyph, in thousandths of an em."""
        advance = f"{self.widths[glyph] * 1000:g}"
        bitmap = self.source.glyph_bitmap(self.key, glyph)
        if bitmap is not None:
            colours = bytearray(len(bitmap.rgba) // 4 * 3)
            colours[0::3], colours[1::3], colours[2::3] = (bitmap.rgba[at::4] for at in range(3))
            size = (bitmap.width, bitmap.height)
            mask = image_stream(*size, "/DeviceGray", zlib.compress(bitmap.rgba[3::4], 9), "/FlateDecode")
            drawn = zlib.compress(self.inks.pixels(*size, bytes(colours)), 9)
            image = image_stream(*size, self.inks.space, drawn, "/FlateDecode")
            image.dictionary["SMask"] = doc.Reference(mask, f"{name}mask")
            pictures[name] = doc.Reference(image, f"{name}image")
            box = (bitmap.em_width, bitmap.em_height, bitmap.left, -bitmap.top - bitmap.em_height)
            width, height, left, bottom = (f"{value * 1000:.2f}" for value in box)
            return f"{advance} 0 d0 q {width} 0 0 {height} {left} {bottom} cm /{name} Do Q"
        codes: list[str] = []
        xs, ys = [0.0], [0.0]
        letters = {"M": "m", "L": "l", "C": "c", "Z": "h"}
        for command in self.source.glyph_path(self.key, glyph):
            values = [float(value) * 1000 for value in command[1:]]
            values[1::2] = [-value for value in values[1::2]]
            xs += values[0::2]
            ys += values[1::2]
            codes.append(" ".join([*(f"{value:.1f}" for value in values), letters[str(command[0])]]))
        box = (min(xs), min(ys), max(xs), max(ys))
        return f"{advance} 0 {' '.join(f'{value:.1f}' for value in box)} d1 {' '.join(codes)} f"


def _is_leftward(letter: str) -> bool:
    """Whether a letter runs from the right by itself."""
    return unicodedata.bidirectional(letter) in ("R", "AL")


def _cids(sfnt: bytes) -> list[int] | None:
    """The CID of each glyph of a CFF font that has them; None where the glyph's number serves."""
    import io

    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(sfnt), lazy=True)
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return None
    return [int(name[3:]) if name.startswith("cid") else 0 for name in top.charset]


_ESCAPES = {ord("\\"): r"\\", ord("("): r"\(", ord(")"): r"\)", 13: r"\r"}


def _escaped(code: bytes) -> str:
    """Bytes in a literal string, a character for each. They stand so, and not in hexadecimal, because
    they compress to a tenth less."""
    return "".join(
        f"\\{chr(byte)}" if byte in b"\\()" else "\\r" if byte == 13 else chr(byte) for byte in code
    )


def _subset_tag(glyphs: Any) -> str:
    """Six letters that differ where the glyphs do, as the format asks for subsets."""
    number = zlib.crc32(repr(sorted(glyphs)).encode())
    letters = []
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters.append(chr(65 + rest))
    return "".join(letters)
