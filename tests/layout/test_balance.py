"""No last word alone: lines even out without becoming more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.layout.balance import balanced
from cjmdesk.layout.context import LayoutContext, make_context
from cjmdesk.layout.palette import COLOUR
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.text.engine import REGULAR
from cjmdesk.text.qt import text_engine


def context() -> LayoutContext:
    journey_map = JourneyMap(id="m")
    return make_context(Project(maps=(journey_map,)), journey_map, text_engine(), COLOUR, 1.0)


def test_a_forgotten_last_word_gets_company() -> None:
    here = context()
    text = "A reason to talk about us"
    width = here.engine.wrap("A reason to talk about", REGULAR, 1e9).width + 0.1
    before = here.engine.wrap(text, REGULAR, width)
    assert [line.text.strip() for line in before.lines] == ["A reason to talk about", "us"]
    after = balanced(here, before)
    assert len(after.lines) == 2
    assert len(after.lines[1].text.split()) > 1


def test_the_last_letter_of_a_japanese_line_gets_company() -> None:
    here = context()
    text = "日常業務で利用する"
    before = here.engine.wrap(text, REGULAR, 8.2)
    assert before.lines[-1].text == "る"
    after = balanced(here, before)
    assert len(after.lines) == 2
    assert len(after.lines[-1].text) >= 3


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("業務で使い始める", 7.2, ["業務で使い", "始める"]),
        ("日常業務で利用する", 8.2, ["日常業務で", "利用する"]),
        ("要件定義レビュー", 7.2, ["要件定義", "レビュー"]),
        ("お客様に電話する", 6.2, ["お客様に", "電話する"]),
        ("業務に組み込む", 9.0, ["業務に組み込む"]),
    ],
)
def test_japanese_is_broken_where_a_word_begins(text: str, width: float, lines: list[str]) -> None:
    here = context()
    after = balanced(here, here.engine.wrap(text, REGULAR, width))
    assert [line.text for line in after.lines] == lines
    assert after.text == text


JAPANESE = st.text("動作確認するをがにマニュアルお客様。、QAab ", max_size=20)


@given(st.text(max_size=60) | JAPANESE, st.floats(1.0, 30.0), st.floats(0.0, 1.0))
@settings(max_examples=80, deadline=None)
def test_balancing_keeps_text_lines_and_width(text: str, width: float, least: float) -> None:
    here = context()
    before = here.engine.wrap(text, REGULAR, width)
    after = balanced(here, before, least)
    assert after.text == before.text
    assert len(after.lines) == len(before.lines)
    assert after.width <= max(before.width, width) + 1e-6


def test_a_chinese_sentence_is_not_broken_within_a_word_for_balance() -> None:
    here = context()
    before = here.engine.wrap("課表、天氣、Line", REGULAR, 6.3)
    assert before.lines[-1].text == "Line"
    assert balanced(here, before) is before


def test_joined_words_are_not_parted_for_balance() -> None:
    here = context()
    width = here.engine.wrap("Sami fetches the old X-ray from the", REGULAR, 1e9).width + 0.1
    before = here.engine.wrap("Sami fetches the old X-ray from the archive", REGULAR, width)
    assert len(before.lines) == 2
    assert not balanced(here, before).lines[0].text.rstrip().endswith("X-")
