"""The faces of the bundled text family, read from their files: plain texts are set without starting Qt.

Qt takes a tenth of a second to start and to read all fonts; what prints a small map takes not much more.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk import shipped
from cjmdesk.text.engine import TextStyle
from cjmdesk.text.subset import TABLES, build_sfnt, sfnt_table

if TYPE_CHECKING:
    import uharfbuzz

_FACES = {
    TextStyle(): ("Regular", "Noto Sans/Regular/400/StyleNormal"),
    TextStyle(bold=True): ("Bold", "Noto Sans/Bold/700/StyleNormal"),
    TextStyle(italic=True): ("Italic", "Noto Sans/Italic/400/StyleItalic"),
    TextStyle(bold=True, italic=True): ("BoldItalic", "Noto Sans/Bold Italic/700/StyleItalic"),
}
"""The end of each file's name, and the key that Qt's faces have: family, style, weight, slant."""

_STYLES = {key: style for style, (_name, key) in _FACES.items()}


def key_of(style: TextStyle) -> str:
    """The key of the face that sets plain texts of a style, see `FontSource`."""
    return _FACES[style][1]


def style_of(key: str) -> TextStyle | None:
    """The style whose plain texts that face sets; None for a face that is not of this family."""
    return _STYLES.get(key)


def path_of(style: TextStyle) -> Path:
    """The file of that face."""
    return shipped.path("fonts", f"NotoSans-{_FACES[style][0]}.ttf")


@lru_cache(maxsize=4)
def sfnt_of(style: TextStyle) -> bytes:
    """The face as `FontSource.sfnt` gives it."""
    data = path_of(style).read_bytes()
    tables = {tag: sfnt_table(data, tag) for tag in TABLES}
    return build_sfnt({tag: table for tag, table in tables.items() if table})


def advance_of(style: TextStyle, glyph: int) -> float:
    """em: a glyph's advance in that face."""
    font = _font(style)
    return float(font.get_glyph_h_advance(glyph)) / float(font.face.upem)


@lru_cache(maxsize=4)
def _font(style: TextStyle) -> "uharfbuzz.Font":
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path_of(style)))))
