"""The engine's promises: widths kept, nothing lost, the same lines wherever they are asked for."""

import math
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.text.engine import BOLD, ITALIC, LINE_PITCH, REGULAR, TextStyle, room_for_words
from cjmdesk.text.qt import text_engine

SCRIPTS = {
    "Polish": "Zażółć gęślą jaźń AVATAR To – 19,99 zł fi fl",
    "Russian": "Клиент ищет «доставку» – 350 ₽",
    "German": "Die Kundin fragt: „Wo bleibt mein Päckchen?“",
    "Arabic": "العميل يبحث عن معلومات التوصيل (19.99) في الصفحة",
    "Hebrew": "הלקוחה מחפשת ABC מידע על משלוח 12 דקות",
    "Chinese": "顾客在首页寻找配送信息，但找不到运费。",
    "Japanese": "お客様はトップページで配送情報を探します。",
    "Thai": "ลูกค้าค้นหาข้อมูลการจัดส่งในหน้าแรก",
    "Devanagari": "ग्राहक होम पेज पर डिलीवरी की जानकारी ढूंढता है",
    "emoji": "Happy 😀 family 👨‍👩‍👧 flag 🇵🇱 thumbs 👍🏽 end",
}
STYLES = (REGULAR, BOLD, ITALIC, TextStyle(bold=True, italic=True))

words = st.text(
    st.sampled_from("abcXYZąłжЩعربשלום顾客ลูกค้ाग्😀👍🏽\u200d\u00ad\u200b-/()'\"0123"), min_size=1, max_size=14
)
texts = st.lists(words, max_size=12).flatmap(
    lambda parts: st.lists(
        st.sampled_from([" ", "  ", "\n", "\t", "\r\n", "\u2028"]), min_size=len(parts), max_size=len(parts)
    ).map(lambda gaps: "".join(a + b for a, b in zip(parts, gaps, strict=True)))
)


def letters(text: str) -> str:
    return "".join(c for c in text if not c.isspace())


@settings(max_examples=120, deadline=None)
@given(text=texts, width=st.floats(2.5, 40), style=st.sampled_from(STYLES))
def test_lines_keep_the_width_and_lose_nothing(text: str, width: float, style: TextStyle) -> None:
    block = text_engine().wrap(text, style, width)
    assert all(line.width <= width + 1e-9 for line in block.lines)
    assert letters("".join(line.text for line in block.lines)) == letters(text)
    assert block.width == max((line.width for line in block.lines), default=0)
    assert block.height == pytest.approx(len(block.lines) * LINE_PITCH)


@settings(max_examples=60, deadline=None)
@given(text=texts, style=st.sampled_from(STYLES))
def test_no_word_is_broken_at_the_width_of_the_widest(text: str, style: TextStyle) -> None:
    engine = text_engine()
    widest = engine.widest_word(text, style)
    whole = engine.wrap(text, style, math.inf)
    assert widest <= whole.width + 1e-9
    assert (widest > 0) == any(line.width > 0 for line in whole.lines)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.text(st.sampled_from("abdfgjlkmotyAVWfśćłжфщ"), min_size=1, max_size=12), min_size=1),
    style=st.sampled_from(STYLES),
)
def test_room_for_words_breaks_none(words: list[str], style: TextStyle) -> None:
    """Whether they lean or not, and wherever they stand."""
    engine = text_engine()
    text = " ".join(words)
    lines = engine.wrap(text, style, room_for_words(engine, text, style)).lines
    assert [word for line in lines for word in line.text.split()] == words


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("style", STYLES)
def test_every_script_has_its_glyphs(script: str, style: TextStyle) -> None:
    engine = text_engine()
    block = engine.wrap(SCRIPTS[script], style, 12.0)
    assert engine.missing(block) == ""
    runs = engine.glyph_runs(block)
    assert len(runs) == len(block.lines)
    for line, parts in zip(block.lines, runs, strict=True):
        assert parts
        assert all(0 not in run.glyphs for run in parts)
        assert min(min(run.xs) for run in parts) >= -0.2
        assert max(max(run.xs) for run in parts) <= line.width + 1e-6


def test_directions_and_breaks() -> None:
    engine = text_engine()
    block = engine.wrap("one\r\ntwo\u2028\n\nשלום abc", REGULAR, math.inf)
    assert [line.text for line in block.lines] == ["one", "two", "", "", "שלום abc"]
    assert [line.right_to_left for line in block.lines] == [False] * 4 + [True]


@pytest.mark.parametrize("text", ["", " ", "\n", " \t\r\n \u2028", "\x00\x07"])
def test_a_blank_text_has_no_lines(text: str) -> None:
    engine = text_engine()
    block = engine.wrap(text, REGULAR, 10.0)
    assert block.lines == () or not any(line.text for line in block.lines)
    assert engine.widest_word(text, REGULAR) == 0


def test_a_word_longer_than_the_line_is_broken_anywhere() -> None:
    text = "x" * 900
    block = text_engine().wrap(text, REGULAR, 10.0)
    assert len(block.lines) > 40
    assert "".join(line.text for line in block.lines) == text


@pytest.mark.parametrize("width", [0.0, -3.0, math.nan, 0.01])
def test_no_width_at_all_still_ends(width: float) -> None:
    block = text_engine().wrap("abc 👨‍👩‍👧", REGULAR, width)
    assert letters("".join(line.text for line in block.lines)) == "abc👨‍👩‍👧"


def test_joined_emoji_stay_together() -> None:
    block = text_engine().wrap("👨‍👩‍👧" * 8, REGULAR, 4.0)
    assert len(block.lines) > 1
    assert all(set(line.text.split("👨‍👩‍👧")) == {""} for line in block.lines)


def test_a_soft_hyphen_shows_only_where_the_line_breaks() -> None:
    engine = text_engine()
    broken = engine.wrap("super\u00adcali\u00adfragi", REGULAR, 3.2)
    assert [line.text for line in broken.lines] == ["super\u00ad", "cali\u00ad", "fragi"]
    assert engine.wrap("super\u00adcali", REGULAR, math.inf).width == pytest.approx(
        engine.wrap("supercali", REGULAR, math.inf).width, abs=0.05
    )


def test_half_characters_and_unassigned_ones_are_told() -> None:
    engine = text_engine()
    block = engine.wrap("a \ud800 b \u0378 \u0378", REGULAR, math.inf)
    assert "\ud800" not in block.lines[0].text
    assert engine.missing(block) == "\u0378"


def test_emoji_come_from_the_bundled_font() -> None:
    engine = text_engine()
    runs = engine.glyph_runs(engine.wrap("😀", REGULAR, math.inf))[0]
    assert [engine.fonts.family(run.font) for run in runs] == ["NotoEmojiRegular"]
    assert engine.fonts.kind(runs[0].font) == "glyf"


@pytest.mark.parametrize("style", [BOLD, TextStyle(bold=True, italic=True)])
def test_a_bold_minus_is_as_thick_as_its_figures(style: TextStyle) -> None:
    engine = text_engine()
    runs = engine.glyph_runs(engine.wrap("−5 ≥", style, math.inf))[0]
    families = [engine.fonts.family(run.font) for run in runs]
    assert [name for name in families if "Devanagari" in name and "Bold" in name] == families[:1]
    assert any("Math" in name for name in families[1:])  # that has no bold sign for at least


def test_han_takes_the_forms_of_its_neighbours() -> None:
    engine = text_engine()

    def family(text: str) -> str:
        return engine.fonts.family(engine.glyph_runs(engine.wrap(text, REGULAR, math.inf))[0][0].font)

    assert "JP" in family("直す")
    assert "KR" in family("直 한국") or "KR" in family("한국 直")
    assert "SC" in family("直")


def test_plain_lines_shape_as_qt_does() -> None:
    """The fast way through HarfBuzz against Qt's own glyphs, to a millionth of an em."""
    engine = text_engine()
    samples = (
        SCRIPTS["Polish"],
        SCRIPTS["Russian"],
        SCRIPTS["German"],
        "AV To. WA (fi) ffi 1/2",
        "ΑΥΤΟ, ίσως",
        "12 SMS, iPhone и Wi дня",
        "и\u00a0мы · 36\u00a0% (3/5)",
    )
    for style in STYLES:
        for text in samples:
            block = engine.wrap(text, style, math.inf)
            fast = engine._shaper(style).line(text, block.lines[0].width)
            layouts = list(engine._layouts(text, style, math.inf))
            slow = engine._line_runs(layouts[0].lineAt(0), text, style)
            assert fast is not None
            assert [glyph for run in fast for glyph in run.glyphs] == [g for run in slow for g in run.glyphs]
            assert [x for run in fast for x in run.xs] == pytest.approx(
                [x for run in slow for x in run.xs], abs=1e-6
            )


def test_synthetic_faces_are_drawn() -> None:
    engine = text_engine()
    for text, kind in (("שלום", "drawn"), ("abc", "glyf"), ("顾客", "drawn")):
        run = engine.glyph_runs(engine.wrap(text, ITALIC, math.inf))[0][0]
        assert engine.fonts.kind(run.font) == kind
        assert engine.fonts.glyph_path(run.font, run.glyphs[0])


def test_void_calls_keep_none_alive() -> None:
    """PySide 6.12 loses a reference to None at every void call, and dies after some thousand."""
    from PySide6.QtGui import QTextLayout

    layout = QTextLayout()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        layout.setText("")
    assert sys.getrefcount(None) > before - 1_000
