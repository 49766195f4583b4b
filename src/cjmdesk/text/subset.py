"""Font files in memory: put together from tables, cut down to some glyphs, read backwards."""

import struct
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

TABLES = (
    *("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "CFF ", "post", "name"),
    *("cvt ", "fpgm", "prep", "GSUB", "GDEF"),
)
"""What a rebuilt file needs to be embedded and to tell which text its glyphs stand for."""

_DROPPED = ("GSUB", "GPOS", "GDEF", "name", "cmap", "OS/2", "post", "kern", "DSIG", "STAT")


def build_sfnt(tables: Mapping[str, bytes]) -> bytes:
    """One font file from its tables, by tag."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    version = b"OTTO" if "CFF " in tables else b"\0\1\0\0"
    head = version + struct.pack(">4H", count, power * 16, power.bit_length() - 1, count * 16 - power * 16)
    offset = 12 + 16 * count
    entries, bodies = [], []
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        # Nobody who reads these files checks the sums: zero is as good as the right one.
        entries.append(struct.pack(">4s3I", tag.encode("ascii"), 0, offset, len(data)))
        bodies.append(padded)
        offset += len(padded)
    return b"".join([head, *entries, *bodies])


def sfnt_table(sfnt: bytes, tag: str) -> bytes:
    """One table of a font file; empty if it has none."""
    (count,) = struct.unpack_from(">H", sfnt, 4)
    for number in range(count):
        name, _, offset, length = struct.unpack_from(">4s3I", sfnt, 12 + 16 * number)
        if name == tag.encode("ascii"):
            return sfnt[offset : offset + length]
    return b""


def subset_font(sfnt: bytes, glyphs: Collection[int], *, keep_ids: bool = True) -> bytes:
    """`sfnt` with the outlines of `glyphs` (and of glyph 0) only, without layout tables.

    keep_ids: the glyphs keep their numbers; else they are numbered anew, for CFF fonts whose
    glyphs are found by a CID of their own.
    """
    import uharfbuzz

    request = uharfbuzz.SubsetInput()
    for glyph in sorted({0, *glyphs}):
        request.glyph_set.add(glyph)
    flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    request.flags = flags | uharfbuzz.SubsetFlags.RETAIN_GIDS if keep_ids else flags
    for tag in _DROPPED:
        request.drop_table_tag_set.add(int.from_bytes(tag.encode("ascii"), "big"))
    made = uharfbuzz.subset(uharfbuzz.Face(sfnt), request)
    data: bytes = made.blob.data
    return data


@lru_cache(maxsize=8)
def glyph_texts(sfnt: bytes) -> Mapping[int, str]:
    """The text that each glyph stands for by the character map, read backwards. Kept: a font has
    thousands of letters, and the next file needs them again."""
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(sfnt))
    found: dict[int, str] = {}
    for code in sorted(font.face.unicodes):
        glyph = font.get_nominal_glyph(code)
        if glyph and (glyph not in found or _is_form(found[glyph])):
            found[glyph] = chr(code)
    return {glyph: plain(text) if _is_form(text) else text for glyph, text in found.items()}


def plain(text: str) -> str:
    """`text` with presentation forms and radicals as the letters they show."""
    return "".join(unicodedata.normalize("NFKC", c) if _is_form(c) else c for c in text)


def _is_form(text: str) -> bool:
    return "\ufb00" <= text <= "\ufefc" or "\u2e80" <= text <= "\u2fdf"


def substituted_texts(sfnt: bytes) -> dict[int, str]:
    """Texts of all glyphs that substitutions (ligatures, letter forms) lead to; slow."""
    import io

    from fontTools.ttLib import TTFont

    if not sfnt_table(sfnt, "GSUB"):
        return {}
    font = TTFont(io.BytesIO(sfnt), lazy=True)
    texts: dict[str, str] = {}
    for code, name in sorted(font.getBestCmap().items(), key=lambda pair: (_is_form(chr(pair[0])), pair[0])):
        texts.setdefault(name, chr(code))
    rules = _rules(font)
    changed = True
    while changed:
        changed = False
        for sources, target in rules:
            if target not in texts and all(source in texts for source in sources):
                texts[target] = "".join(texts[source] for source in sources)
                changed = True
    return {font.getGlyphID(name): plain(text) for name, text in texts.items()}


def _rules(font: "object") -> list[tuple[tuple[str, ...], str]]:
    """Single, alternate and ligature substitutions as (glyphs before, glyph after)."""
    rules: list[tuple[tuple[str, ...], str]] = []
    for lookup in font["GSUB"].table.LookupList.Lookup:  # type: ignore[index]
        for table in lookup.SubTable:
            real = table.ExtSubTable if table.LookupType == 7 else table
            match real.LookupType:
                case 1:
                    rules += [((source,), target) for source, target in real.mapping.items()]
                case 3:
                    rules += [((s,), target) for s, targets in real.alternates.items() for target in targets]
                case 4:
                    rules += [
                        ((source, *ligature.Component), ligature.LigGlyph)
                        for source, ligatures in real.ligatures.items()
                        for ligature in ligatures
                    ]
    return rules
