"""Words of two directions on one line stand where they are read."""

import math
from unicodedata import category

import pytest

from cjmdesk.text.engine import REGULAR, GlyphRun
from cjmdesk.text.prepare import filled, strung
from cjmdesk.text.qt import text_engine

HEBREW = "מחיר גבוה"
ARABIC = "السعر مرتفع 25%"
SIGN = "\u200e"
"""Takes no room; what stands with it is drawn by the same means as Hebrew."""


def seen(text: str) -> tuple[str, bool]:
    """The letters of a line from left to right, as they are drawn, without blanks and signs; and whether
    it runs from the right. Letters that have another shape in the line than alone are left out."""
    signs = {name for name, _x in drawn(SIGN)}
    names = {
        name: letter
        for letter in set(text)
        if category(letter) != "Cf"
        for name, _x in drawn(SIGN + letter)
        if name not in signs
    }
    letters = [names.get(name, "") for name, _x in sorted(drawn(text), key=lambda each: each[1])]
    (line,) = text_engine().wrap(text, REGULAR, math.inf).lines
    return "".join(letters), line.right_to_left


def drawn(text: str) -> list[tuple[tuple[str, int], float]]:
    """Face and number of each glyph of a line, and where it stands."""
    return [
        ((run.font, glyph), x)
        for runs in text_engine().glyph_runs(text_engine().wrap(text, REGULAR, math.inf))
        for run in runs
        if isinstance(run, GlyphRun)
        for glyph, x in zip(run.glyphs, run.xs, strict=True)
    ]


def test_plain_words_are_left_as_they_are() -> None:
    assert filled("Needs: {needs}", needs="a quiet room") == "Needs: a quiet room"
    assert filled("{a} loses {b}", a="One", b=25) == "One loses 25"
    assert strung(["One", "", "Two"], " · ") == "One · Two"


def test_a_value_at_the_end_leads_the_way() -> None:
    letters, leftwards = seen(filled("Needs: {needs}", needs=HEBREW))
    assert leftwards
    assert letters.endswith(":Needs")
    assert letters.startswith(HEBREW.replace(" ", "")[::-1])


def test_a_share_stays_with_its_reason() -> None:
    """The sign stood alone at the other end of the line."""
    letters, leftwards = seen(filled("left because: {reason}", reason=ARABIC))
    assert leftwards
    assert letters.startswith("%25")
    assert letters.endswith(":leftbecause")


@pytest.mark.parametrize("name", [HEBREW, f"“{HEBREW}”"])
def test_a_sentence_keeps_its_own_direction(name: str) -> None:
    letters, leftwards = seen(filled("{stage} loses most of all.", stage=name))
    assert not leftwards
    assert letters.endswith("losesmostofall.")


def test_a_date_beside_hebrew_is_not_turned_around() -> None:
    letters, leftwards = seen(strung([HEBREW, "2026-11-26"], " · "))
    assert leftwards
    assert letters.startswith("2026-11-26")
