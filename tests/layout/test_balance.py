"""No last word alone: lines even out without becoming more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.i18n import tied
from cjmdesk.layout.balance import balanced
from cjmdesk.layout.context import LayoutContext, make_context
from cjmdesk.layout.palette import COLOUR
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.text.engine import BOLD, REGULAR
from cjmdesk.text.qt import text_engine


def context(language: str = "en") -> LayoutContext:
    journey_map = JourneyMap(id="m", language=language)
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
        ("業務で使い始める", 7.2, ["業務で", "使い始める"]),
        ("日常業務で利用する", 8.2, ["日常業務で", "利用する"]),
        ("要件定義レビュー", 7.2, ["要件定義", "レビュー"]),
        ("お客様に電話する", 6.2, ["お客様に", "電話する"]),
        ("業務に組み込む", 9.0, ["業務に組み込む"]),
        ("看板にQRコード「ブレーキ点検」", 12.2, ["看板にQRコード", "「ブレーキ点検」"]),
    ],
)
def test_japanese_is_broken_where_a_word_begins(text: str, width: float, lines: list[str]) -> None:
    here = context()
    after = balanced(here, here.engine.wrap(text, REGULAR, width))
    assert [line.text for line in after.lines] == lines
    assert after.text.replace("\n", "") == text


JAPANESE = st.text("動作確認するをがにマニュアルお客様。、QAab ", max_size=20)


@given(st.text(max_size=60) | JAPANESE, st.floats(1.0, 30.0), st.floats(0.0, 1.0))
@settings(max_examples=80, deadline=None)
def test_balancing_keeps_text_lines_and_width(text: str, width: float, least: float) -> None:
    here = context()
    before = here.engine.wrap(text, REGULAR, width)
    after = balanced(here, before, least)
    assert after.text.replace("\n", "") == before.text.replace("\n", "")
    assert len(after.lines) == len(before.lines)
    assert after.width <= max(before.width, width) + 1e-6


def test_a_chinese_sentence_is_not_broken_within_a_word_for_balance() -> None:
    here = context()
    before = here.engine.wrap("課表、天氣、Line", REGULAR, 6.3)
    assert before.lines[-1].text == "Line"
    assert balanced(here, before) is before


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("個人のブラウザ", 4.2, ["個人の", "ブラウザ"]),
        ("業務に組み込む", 5.2, ["業務に", "組み込む"]),
        ("value ダッシュボード", 7.2, ["value", "ダッシュボード"]),
        ("法務・情報セキュリティへの問い合わせ", 13.2, ["法務・情報セキュリティへの", "問い合わせ"]),
        ("ライセンス通知メールが届いて使い始める", 8.2, ["ライセンス通知", "メールが届いて", "使い始める"]),
    ],
)
def test_japanese_lines_end_where_words_do(text: str, width: float, lines: list[str]) -> None:
    here = context("ja")
    before = here.engine.wrap(
        text, REGULAR, max(width, *(here.engine.wrap(line, REGULAR, 1e9).width for line in lines))
    )
    after = balanced(here, before)
    assert [line.text for line in after.lines] == lines
    assert len(before.lines) == len(lines)
    assert after.text.replace("\n", "") == text


def test_a_word_of_japanese_without_room_is_broken_as_it_was() -> None:
    here = context("ja")
    before = here.engine.wrap("エンタープライズダッシュボードを使う", REGULAR, 6.2)
    assert len(before.lines) == 3
    after = balanced(here, before)
    assert len(after.lines) == 3 and after.text.replace("\n", "") == before.text


def test_joined_words_are_not_parted_for_balance() -> None:
    here = context()
    width = here.engine.wrap("Sami fetches the old X-ray from the", REGULAR, 1e9).width + 0.1
    before = here.engine.wrap("Sami fetches the old X-ray from the archive", REGULAR, width)
    assert len(before.lines) == 2
    assert not balanced(here, before).lines[0].text.rstrip().endswith("X-")


@pytest.mark.parametrize(
    ("language", "text", "first", "lines"),
    [
        (
            "pl",
            "Opisuje usterkę i podpisuje zlecenie",
            "Opisuje usterkę i",
            ["Opisuje usterkę", "i podpisuje zlecenie"],
        ),
        ("pl", "SMS: „Gotowy o 16:30”", "SMS: „Gotowy o", ["SMS: „Gotowy", "o 16:30”"]),
        ("ru", "Потребности и цели", "Потребности и", ["Потребности", "и цели"]),
        (
            "en",
            "Levels mean nothing to a beginner",
            "Levels mean nothing to a",
            ["Levels mean nothing to", "a beginner"],
        ),
        ("ru", "Может, дело не в машине", "Может, дело не в", ["Может, дело не", "в машине"]),
    ],
)
def test_a_word_of_one_letter_goes_with_the_next_one(
    language: str, text: str, first: str, lines: list[str]
) -> None:
    here = context(language)
    longest = max((first, *lines), key=len)
    width = here.engine.wrap(longest, REGULAR, 1e9).width + 0.3
    before = here.engine.wrap(text, REGULAR, width)
    assert before.lines[0].text.strip() == first
    after = balanced(here, before)
    assert [line.text.replace("\u00a0", " ").strip() for line in after.lines] == lines
    assert after.width <= width


@pytest.mark.parametrize(
    ("language", "text", "lines"),
    [
        ("pl", "Płatność i oczekiwanie", ["Płatność", "i oczekiwanie"]),
        ("pl", "Zakup w sklepie i odbiór u sąsiada", ["Zakup", "w sklepie", "i odbiór", "u sąsiada"]),
        ("ru", "Оплата и ожидание", ["Оплата", "и ожидание"]),
        ("ru", "Выбор и заказ в магазине", ["Выбор", "и заказ", "в магазине"]),
    ],
)
def test_a_title_uses_all_its_room_for_words_of_one_letter(
    language: str, text: str, lines: list[str]
) -> None:
    """Also where the line with the carried word only just fits."""
    here = context(language)
    width = max(here.engine.wrap(line, BOLD, 1e9).width for line in lines) + 0.02
    before = here.engine.wrap(text, BOLD, width)
    assert any(line.text.split()[-1] in "iwuоив" for line in before.lines[:-1])
    after = balanced(here, before)
    assert [line.text.replace("\u00a0", " ").strip() for line in after.lines] == lines
    assert after.width <= width


@pytest.mark.parametrize(
    ("language", "text", "first", "lines"),
    [
        (
            "ru",
            "Платят в среднем на 40 % выше цены",
            "Платят в среднем на 40",
            ["Платят в среднем на", "40 % выше цены"],
        ),
        ("pl", "Goście siedzą 96 min i kupują", "Goście siedzą 96", ["Goście siedzą", "96 min i kupują"]),
        ("en", "They pay 2,300 zł for it", "They pay 2,300", ["They pay", "2,300 zł for it"]),
        ("en", "Cost view (target: < 10 min)", "Cost view (target: <", ["Cost view (target:", "< 10 min)"]),
        ("ar", "انتظرت 45 دقيقة طويلة", "انتظرت 45", ["انتظرت", "45 دقيقة طويلة"]),
    ],
)
def test_a_figure_goes_with_what_it_counts(language: str, text: str, first: str, lines: list[str]) -> None:
    here = context(language)
    longest = max(here.engine.wrap(line, REGULAR, 1e9).width for line in (first, *lines))
    before = here.engine.wrap(text, REGULAR, longest + 0.1)
    assert before.lines[0].text.strip() == first
    after = balanced(here, before)
    assert [line.text.replace("\u00a0", " ").strip() for line in after.lines] == lines


@pytest.mark.parametrize(
    "said", ["między 3 a 4~pokojem", "po ósmej 9~na~10 z nich dzwoni", "5 и 6~дней", "just 5~m of 40~%"]
)
def test_a_joining_word_is_not_what_a_figure_counts(said: str) -> None:
    assert tied(said.replace("~", " "), letters=False, last=False) == said.replace("~", "\u00a0")


def test_a_short_word_stays_where_a_line_more_would_be_needed() -> None:
    here = context("pl")
    width = here.engine.wrap("październiku", REGULAR, 1e9).width + 0.5
    before = here.engine.wrap("Wysłać w październiku", REGULAR, width)
    assert len(before.lines) == 2
    assert balanced(here, before) is before


@given(
    st.lists(st.sampled_from(["i", "w", "„o", "rower", "przypomnienie", "A4", "-", "z\n"]), max_size=12),
    st.floats(1.0, 20.0),
)
@settings(max_examples=80, deadline=None)
def test_tied_words_keep_lines_words_and_width(words: list[str], width: float) -> None:
    here = context("pl")
    before = here.engine.wrap(" ".join(words), REGULAR, width)
    after = balanced(here, before)
    assert after.text.replace("\u00a0", " ") == before.text
    assert len(after.lines) == len(before.lines)
    assert after.width <= max(before.width, width) + 1e-6


def test_chinese_is_broken_where_a_phrase_ends() -> None:
    here = context()
    after = balanced(here, here.engine.wrap("私訊、截圖、文字訊息", REGULAR, 7.2))
    assert [line.text for line in after.lines] == ["私訊、截圖、", "文字訊息"]


def test_a_lone_sign_does_not_empty_the_lines_before_it() -> None:
    here = context("ja")
    before = here.engine.wrap("資格に興味を持つが何を取るべきかわからない", REGULAR, 10.3)
    assert len(before.lines[-1].text) <= 2
    after = balanced(here, before)
    assert len(after.lines) == len(before.lines)
    assert len(after.lines[-1].text) > 2
    assert [line.text for line in after.lines] == ["資格に興味を", "持つが何を", "取るべきかわからない"]


def test_two_lines_of_chinese_are_even_where_a_phrase_does_not_tell_better() -> None:
    here = context("zh")
    before = here.engine.wrap("提供快速發單入口", REGULAR, 7.2)
    assert [line.text for line in before.lines] == ["提供快速發單入", "口"]
    assert [line.text for line in balanced(here, before).lines] == ["提供快速", "發單入口"]


def test_of_narrower_lines_those_are_taken_that_end_with_phrases() -> None:
    here = context("zh")
    before = here.engine.wrap("沒有紀錄，之後難以判斷是否可信", REGULAR, 7.2)
    after = balanced(here, before)
    assert len(after.lines) == len(before.lines)
    assert after.lines[0].text == "沒有紀錄，"


@pytest.mark.parametrize(
    ("text", "parted", "whole"),
    [
        ("бросили корзину из-за доставки", "из-", "бросили корзину"),
        ("Kept the old X-ray for years", "X-", "Kept the old"),
        ("Project templates, step-by-step hints", "step-by-", "Project templates,"),
        ("На 19-й день", "19-", "На"),
    ],
)
def test_a_short_joined_word_is_not_parted(text: str, parted: str, whole: str) -> None:
    here = context("ru")
    width = here.engine.wrap(text[: text.index(parted) + len(parted)], REGULAR, 1e9).width + 0.1
    before = here.engine.wrap(text, REGULAR, width)
    assert before.lines[0].text.endswith(parted)
    after = balanced(here, before)
    assert after.lines[0].text.strip() == whole
    assert len(after.lines) == len(before.lines) and after.width <= width


@given(
    words=st.lists(
        st.sampled_from(["из-за", "доставки", "X-ray", "step-by-step", "a", "корзину"]), min_size=2
    ),
    width=st.floats(2.0, 20.0),
)
def test_joined_words_keep_letters_lines_and_width(words: list[str], width: float) -> None:
    here = context("ru")
    before = here.engine.wrap(" ".join(words), REGULAR, width)
    after = balanced(here, before)
    assert "".join(after.text.split()) == "".join(words)
    assert len(after.lines) == len(before.lines)
    assert after.width <= max(before.width, width) + 0.01
