"""Fonts rebuilt, cut down and read backwards."""

import io
import sys
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from cjmdesk import shipped
from cjmdesk.text import subset
from cjmdesk.text.prepare import east_asian_order, has_leftward, paragraphs, runs_leftwards

REGULAR = shipped.path("fonts", "NotoSans-Regular.ttf")


def test_a_file_rebuilt_from_its_tables_is_the_same_font() -> None:
    data = REGULAR.read_bytes()
    tables = {tag: found for tag in subset.TABLES if (found := subset.sfnt_table(data, tag))}
    rebuilt = TTFont(io.BytesIO(subset.build_sfnt(tables)))
    assert rebuilt.getGlyphOrder() == TTFont(REGULAR).getGlyphOrder()


def test_a_subset_keeps_numbers_and_outlines() -> None:
    data = REGULAR.read_bytes()
    whole = TTFont(io.BytesIO(data))
    glyph = whole.getGlyphID("Zacute")
    small = subset.subset_font(data, {glyph})
    assert len(small) < 20_000
    font = TTFont(io.BytesIO(small), lazy=False)
    outline = font["glyf"][font.getGlyphOrder()[glyph]]
    assert outline.numberOfContours == whole["glyf"]["Zacute"].numberOfContours
    assert "GSUB" not in font


def test_glyphs_tell_their_text() -> None:
    data = shipped.path("fonts", "NotoSansDevanagari-Regular.ttf").read_bytes()
    font = TTFont(io.BytesIO(data))
    direct = subset.glyph_texts(data)
    assert direct[font.getBestCmap() and font.getGlyphID(font.getBestCmap()[0x915])] == "क"
    formed = subset.substituted_texts(data)
    assert len(formed) > len(direct)
    assert any(text == "क्ष" for text in formed.values())


def test_presentation_forms_become_letters() -> None:
    assert subset.plain("\ufb01\ufefb⼀") == "filا".replace("filا", "fiلا一")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a", ["a"]),
        ("a \r\n b\x0bc", ["a", " b", "c"]),
        ("a\tb", ["a    b"]),
        ("\n\na\n\n", ["", "", "a"]),
        ("x\x00\x1f\ufeffy", ["xy"]),
        ("a\u2029b\x85c", ["a", "b", "c"]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


def test_scripts_are_told_apart() -> None:
    assert [east_asian_order(text) for text in ("直す", "直 한국", "直", "ㄅ直", "abc")] == [
        "ja", "ko", "zh", "zh-Hant", "zh",
    ]  # fmt: skip
    assert runs_leftwards("12 שלום abc")
    assert not runs_leftwards("abc שלום")
    assert has_leftward("abc ש")
    assert not has_leftward("żółć")


def test_letters_from_the_right_are_known_as_unicode_has_them() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    leftward = [letter for letter in every if unicodedata.bidirectional(letter) in ("R", "AL")]
    assert len(leftward) > 1000
    assert all(map(has_leftward, leftward))
    assert not any(map(has_leftward, "٣٤\u064b–…漢字один"))


def test_every_bundled_font_is_static_and_licensed() -> None:
    files = sorted(shipped.path("fonts").glob("*.ttf"))
    assert len(files) >= 14
    for file in files:
        font = TTFont(file, lazy=True)
        assert "fvar" not in font, file.name
        assert "SIL Open Font License" in str(font["name"].getDebugName(13)), file.name
    assert {path.name for path in shipped.path("fonts").glob("OFL-*.txt")} == {
        "OFL-NotoEmoji.txt",
        "OFL-NotoSans.txt",
    }
