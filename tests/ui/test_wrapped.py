"""Words set over a width: short ones are kept with their neighbours, but never at the cost of a word."""

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from cjmdesk.i18n import tied
from cjmdesk.ui.theme import FAMILY, add_fonts
from cjmdesk.ui.wrapped import height_of, together

TEXTS = ("Trzymać na stanie najszybciej schodzących części", "Карточка: приведи друга", "Idzie w doliny")


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_tied_makes_no_word_break(qapp: object, text: str) -> None:
    add_fonts()
    font = QFont(FAMILY, 10)
    metrics = QFontMetricsF(font)
    longest = max(metrics.horizontalAdvance(word) for word in text.split())
    whole = metrics.horizontalAdvance(tied(text)) + 1
    kept = set()
    for step in range(40):
        width = longest + 1 + step / 39 * (whole - longest)
        found = together(text, font, width)
        kept.add(found == tied(text))
        assert all(metrics.horizontalAdvance(piece) <= width for piece in found.split(" "))
        lines = round(height_of(text, font, round(width + 0.5)) / metrics.lineSpacing())
        assert lines <= len(text.split())
    assert kept == {True, False}
