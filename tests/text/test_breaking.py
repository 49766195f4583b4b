"""Plain texts are broken without Qt, into the very lines that Qt would break them into."""

import math
import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.text import qt
from cjmdesk.text.engine import BOLD, ITALIC, REGULAR, TextStyle
from cjmdesk.text.prepare import DASHES
from cjmdesk.text.qt import QtTextEngine

STYLES = (REGULAR, BOLD, ITALIC, TextStyle(bold=True, italic=True))
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzABFTVWYąćęłńóśźżŁäöüßéñçőřğı",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАВГЖТУЩЭЁҐЇіє",
    "αβγδεζηθικλμνξοπρστυφχψωΑΔΥάέήίόύώς",
)
ENDS = ("", "", "", ",", ".", "!", "?", ":", "…", ")", '"', "»", "”", ").", "?!", '."')
STARTS = ("", "", "", "(", '"', "«", "“", "„")
APART = (
    "-",
    "–",
    "—",
    "·",
    "%",
    "12",
    "3/5",
    "(8:00)",
    "17%",
    "(55%)",
    "36\u00a0%)",
    "left\u00a0(36%)",
    "52\u00a0·",
    "“I\u00a0am",
    "z\u00a0nami,",
    "и\u00a0мы",
    "3.5",
    "1,000",
    "don't",
    "l’heure",
    "10:30",
    "A4",
    "(2)",
    "z.B.",
    "e-mail",
    "tune-up,",
    "Pick-Up-Tag",
    "AT-Vau",
    "30-й",
    "кое-что",
    "«Наконец-то»",
    "X-ray",
    "call-2",
    "-up",
    "up-",
    "a/b",
)


@cache
def by_words() -> QtTextEngine:
    return QtTextEngine()


@cache
def by_qt() -> QtTextEngine:
    return QtTextEngine(by_words=False)


def written(seed: int) -> str:
    """A text as people write them, in one alphabet or, at times, in two."""
    chance = random.Random(seed)
    own = chance.choice(ALPHABETS)

    def word() -> str:
        if chance.random() < 0.07:
            return chance.choice(APART)
        letters = chance.choice(ALPHABETS) if chance.random() < 0.05 else own
        middle = "".join(chance.choices(letters, k=chance.randint(1, 12)))
        return chance.choice(STARTS) + middle + chance.choice(ENDS)

    gaps = (" ", " ", " ", " ", " ", " ", " ", "\n", "  ")
    return "".join(word() + chance.choice(gaps) for _number in range(chance.randint(1, 16)))


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    style=st.sampled_from(STYLES),
    width=st.floats(0.5, 30),
    nudge=st.sampled_from((None, 0.0, 1e-9, -1e-9, 1 / 8000, -1 / 8000, 0.02, -0.02)),
)
def test_lines_are_those_of_qt(seed: int, style: TextStyle, width: float, nudge: float | None) -> None:
    """Also at widths that a line fits exactly, or misses by a hair."""
    text = written(seed)
    if nudge is not None:
        width = by_qt().wrap(text, style, width).lines[0].width + nudge
    expected = by_qt().wrap(text, style, width)
    assert by_words().wrap(text, style, width) == expected
    assert by_words().line_count(text, style, width) == len(expected.lines)
    assert by_words().widest_word(text, style) == by_qt().widest_word(text, style)
    unbroken = tuple(line.width for line in by_qt().wrap(text, style, math.inf).lines)
    assert by_words().unbroken(text, style) == unbroken


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**9), style=st.sampled_from(STYLES), width=st.floats(2, 30))
def test_no_dash_begins_a_line_that_can_end_one(seed: int, style: TextStyle, width: float) -> None:
    """Broken word by word, and by Qt where letters of two alphabets or emoji stand beside it."""
    chance = random.Random(seed)
    words = chance.choices(
        ("Мама", "дома", "мы", "—", "–", "-", "велосипед", "чай", "iPhone", "📷", "/", "→"), k=14
    )
    text = " ".join(("Она", *words, "тут"))
    for engine in (by_words(), by_qt()):
        block = engine.wrap(text, style, width)
        assert "".join(line.text for line in block.lines) == text, "no sign is changed"
        assert engine.line_count(text, style, width) == len(block.lines)
        assert [len(runs) > 0 for runs in engine.glyph_runs(block)] == [True] * len(block.lines)
        before = ""
        for line in block.lines:
            first = line.text.partition(" ")[0]
            last = before.rstrip(" ").rpartition(" ")[2]
            if first in DASHES and last not in DASHES and last != before.strip():
                both = engine.wrap(f"{last} {first}", style, math.inf)
                assert both.width > width - 0.01, block.lines
            before = line.text


def test_a_dash_goes_to_the_next_line_with_its_word() -> None:
    text = "Мама сказала — ждать"
    for engine in (by_words(), by_qt()):
        width = engine.wrap("Мама сказала", REGULAR, math.inf).width + 0.3
        lines = [line.text for line in engine.wrap(text, REGULAR, width).lines]
        assert lines == ["Мама ", "сказала — ", "ждать"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "a\n\nb", 'he said "yes" (twice)', "5 € (net)", "naïve", "x² y"]
)
@pytest.mark.parametrize("width", [0.0, 1.0, 4.0, math.inf])
def test_odd_texts_are_those_of_qt(text: str, width: float) -> None:
    assert by_words().wrap(text, REGULAR, width) == by_qt().wrap(text, REGULAR, width)


def test_plain_texts_ask_qt_once_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many texts there are, and however many widths are tried."""
    asked = []
    lay_out = qt._lay_out

    def counted(text: str, *words: object, **named: object) -> object:
        asked.append(text)
        return lay_out(text, *words, **named)  # type: ignore[arg-type]

    engine = QtTextEngine()
    engine.wrap("Anna", REGULAR, 4.0)
    monkeypatch.setattr(qt, "_lay_out", counted)
    texts = ["Anna waits at the counter", "She waits, and nobody calls", "The counter is closed on Sunday"]
    for text in texts * 3:
        for width in range(6, 40):
            engine.wrap(text, REGULAR, width)
            engine.line_count(text, REGULAR, width)
            engine.widest_word(text, REGULAR)
    assert len(asked) <= len({word[-1] for text in texts for word in text.split()})
