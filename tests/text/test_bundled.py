"""What the files of the bundled family say of plain texts is what Qt says of them."""

import random
import re
import sys

import pytest

from cjmdesk.text import bundled, qt_faces
from cjmdesk.text.engine import BOLD, ITALIC, REGULAR, TextStyle
from cjmdesk.text.qt import QtTextEngine
from cjmdesk.text.words import LETTERS

STYLES = (REGULAR, BOLD, ITALIC, TextStyle(bold=True, italic=True))
SIGNS = ".,:;!?…)(”“„«»\"'’-–—·%0123456789"
LETTERS_OF_ALL = "".join(
    chr(code)
    for letters in LETTERS.values()
    for code in range(0x20, 0x2000)
    if re.fullmatch(f"[{letters}]", chr(code))
)

freetype = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Qt measures with FreeType on Linux only"
)


@pytest.fixture
def by_file(monkeypatch: pytest.MonkeyPatch) -> QtTextEngine:
    """As where Qt does not run."""
    monkeypatch.setattr(qt_faces, "is_asked", lambda: False)
    return QtTextEngine()


@freetype
@pytest.mark.parametrize("style", STYLES)
def test_words_end_where_qt_says(style: TextStyle, by_file: QtTextEngine) -> None:
    by_qt = QtTextEngine(by_words=False)
    wide = [
        sign
        for sign in LETTERS_OF_ALL + SIGNS
        if by_file.unbroken(sign, style) != by_qt.unbroken(sign, style)
    ]
    assert not wide
    assert len(LETTERS_OF_ALL) > 1_000


@freetype
@pytest.mark.parametrize("style", STYLES)
def test_lines_are_those_of_qt(style: TextStyle, by_file: QtTextEngine) -> None:
    by_qt = QtTextEngine(by_words=False)
    chance = random.Random(style.bold + 2 * style.italic)
    for own in ("abcdefgijklmpqrstuvwxyzAFTVWYąćęłńóśźżďťľ", "абвгдежзийклмнопрстуфхцчшщъыьэюяАВГЖТУЩЭ"):
        for width in (3.0, 7.5, 12.0):
            words = ["".join(chance.choices(own, k=chance.randint(1, 9))) for _number in range(60)]
            text = " ".join(words)
            assert by_file.wrap(text, style, width) == by_qt.wrap(text, style, width)


@pytest.mark.parametrize("style", STYLES)
def test_the_face_is_the_one_that_qt_takes(style: TextStyle) -> None:
    face, engine = next(iter(qt_faces_of(style))), QtTextEngine()
    key = engine.fonts.key(face, "x", style)  # type: ignore[attr-defined]
    assert key == bundled.key_of(style)
    assert bundled.style_of(key) == style
    assert bundled.sfnt_of(style) == engine.fonts.sfnt(key)
    assert engine.fonts.kind(key) == "glyf"
    for glyph in (3, 36, 72, 200):
        assert bundled.advance_of(style, glyph) == pytest.approx(
            engine.fonts.glyph_advance(key, glyph), abs=1e-6
        )


def qt_faces_of(style: TextStyle) -> list[object]:
    from cjmdesk.text import qt

    return list(qt._faces_of("x", style))


def test_another_family_is_not_known() -> None:
    assert bundled.style_of("Noto Emoji/Regular/400/StyleNormal") is None


def test_faces_known_by_their_files_are_there_for_outlines(by_file: QtTextEngine) -> None:
    """Qt is asked for what the file does not tell at once."""
    key = bundled.key_of(BOLD)
    runs = by_file.glyph_runs(by_file.wrap("Anna", BOLD, 20.0))
    assert runs[0][0].font == key
    assert by_file.fonts.kind(key) == "glyf"
    assert by_file.fonts.glyph_path(key, runs[0][0].glyphs[0])[0][0] == "M"
