"""The action plan: who does what by when, on one page."""

import datetime
import io

import pypdfium2
import pytest

from cjmdesk.formats.templates import sample
from cjmdesk.layout.scene import Path, Text
from cjmdesk.model.cards import Card, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.papers import PaperError
from cjmdesk.posters.printed import Printed
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine

TODAY = datetime.date(2026, 11, 26)


def plan(project: Project, **choices: object) -> Printed:
    asked = PrintChoices(what="plan", **{"date": TODAY, **choices})  # type: ignore[arg-type]
    return print_map(project, project.maps[0], asked, text_engine())


def with_actions(
    *cards: Card, language: str = "en", hurts: str = "Queue at 8:00", **fields: object
) -> Project:
    stage = Stage(id="s", title="Purchase", steps=(Step(id="t"),))
    pain = make_card("pain_points", "p", text=hurts)
    lanes = (
        make_lane("pain_points", "pains").model_copy(update={"cells": (Cell(step="t", cards=(pain,)),)}),
        make_lane("solutions", "fixes").model_copy(update={"cells": (Cell(step="t", cards=cards),)}),
    )
    one = JourneyMap(id="m", title="Visit", language=language, stages=(stage,), lanes=lanes, **fields)  # type: ignore[arg-type]
    return Project(title="Workshop", maps=(one,))


def fix(id: str, **fields: object) -> Card:
    return make_card("solutions", id, **{"text": f"Action {id}", **fields})


def texts(printed: Printed) -> list[str]:
    target = io.BytesIO()
    write_pdf([page.page for page in printed.pages], target, text_engine(), {})
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(target.getvalue())]


def order(printed: Printed) -> list[str]:
    found = []
    for page in printed.pages:
        for layer in page.page.layers:
            for part in layer.scene.parts:
                if part.key.startswith("row:"):
                    found.append(next(item.item for item in part.items if item.item))
    return found


def test_first_what_is_due_first_last_what_is_done() -> None:
    printed = plan(
        with_actions(
            fix("undated", owner="Ola"),
            fix("done", status="done", due=datetime.date(2026, 1, 1)),
            fix("later", due=datetime.date(2027, 3, 1)),
            fix("dropped", status="dropped"),
            fix("soon", due=datetime.date(2026, 12, 1), owner="Max", impact=4, effort=1, answers=("p",)),
        )
    )
    assert order(printed) == ["soon", "later", "undated", "done"]
    [page] = texts(printed)
    for words in ("Visit", "Action soon", "Max", "Purchase", "Queue at 8:00", "4 / 1", "Workshop"):
        assert words in page


def test_what_is_late_is_said_in_words_too() -> None:
    yesterday = datetime.date(2026, 11, 25)
    project = with_actions(fix("late", due=yesterday), fix("done", due=yesterday, status="done"))
    assert "".join(texts(plan(project))).count("overdue") == 1
    assert "overdue" not in "".join(texts(plan(project, date=None)))


@pytest.mark.parametrize(
    ("language", "text", "owner"),
    [
        ("en", "Send the reminder by text message the day before the visit, not by post", "Katarzyna Nowak"),
        (
            "pl",
            "Skrzynka na rowery czynna przed ósmą, z numerkiem na kluczyk i regulaminem",
            "Bartłomiej Wiśniewski",
        ),
        (
            "ru",
            "Бокс для велосипедов открыт до восьми, с номерком для ключа и правилами",
            "Александра Константинопольская",
        ),
        ("ar", "صندوق لتسليم الدراجات قبل الثامنة صباحا مع رقم للمفتاح وقواعد", "محمد عبد الرحمن"),
    ],
)
def test_fifteen_actions_fit_one_a4_page(language: str, text: str, owner: str) -> None:
    cards = [
        fix(
            str(number),
            text=text,
            owner=owner,
            due=datetime.date(2026, 12, 1) + datetime.timedelta(days=number),
            impact=4,
            effort=2,
            answers=("p",),
        )
        for number in range(15)
    ]
    printed = plan(with_actions(*cards, language=language))
    assert len(printed.pages) == 1
    assert printed.poster.smallest_pt >= 6
    assert printed.poster.card_pt >= 8


def test_more_go_on_over_the_page_and_none_is_lost() -> None:
    printed = plan(with_actions(*(fix(f"{number:02}", text=f"Action {number:02}") for number in range(90))))
    assert len(printed.pages) > 1
    assert sorted(order(printed)) == [f"{number:02}" for number in range(90)]
    pages = texts(printed)
    assert all(f"page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1))


@pytest.mark.parametrize("language", ["en", "pl", "ru", "ar", "ja"])
@pytest.mark.parametrize("paper", ["A4", "A5", "Letter", "A3"])
def test_everything_lies_inside_the_margins(language: str, paper: str) -> None:
    cards = [
        fix(
            str(number),
            text="Zapowiedź odbioru " * number,
            owner="Ann-Kathrin Hohenstein-Wagner, Sprzedaż",
            due=datetime.date(2027, 9, 28),
            status="planned",
        )
        for number in range(1, 9)
    ]
    printed = plan(with_actions(*cards, language=language), paper=paper)
    for page in printed.pages:
        scene = page.page.layers[0].scene
        for part in scene.parts:
            for item in part.items:
                if isinstance(item, Text):
                    for _number, line, left, _baseline in item.lines():
                        x = part.x + left
                        assert x >= 5 - 0.01
                        assert x + line.width * item.size <= scene.width - 5 + 0.5
            assert part.y + part.height <= scene.height - 5 + 0.01


def test_dates_and_states_are_not_broken() -> None:
    project = load(sample("loyalty-loop", "ru").path).project
    printed = plan(project)
    for part in printed.poster.scene.parts:
        for item in part.items:
            if isinstance(item, Text) and item.block.text.endswith("г."):
                assert len(item.block.lines) == 1


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_an_action_has_room_in_its_line(language: str) -> None:
    project = load(sample("bike-workshop", language).path).project
    scene = plan(project).pages[0].page.layers[0].scene
    heads = scene.part("columns")
    assert heads is not None
    action, owner = [item for item in heads.items if isinstance(item, Text)][:2]
    assert action.width > 0.38 * heads.width and owner.x > action.x + action.width


def test_what_is_done_is_ticked() -> None:
    scene = plan(with_actions(fix("a", status="done"), fix("b"))).pages[0].page.layers[0].scene
    ticks = [item.item for part in scene.parts for item in part.items if isinstance(item, Path)]
    assert ticks == ["a"]


def test_no_solutions_no_plan() -> None:
    with pytest.raises(PaperError, match="no action plan to print"):
        plan(with_actions(fix("gone", status="dropped")))


def test_no_line_ends_or_begins_with_the_dot_between_stage_and_pain() -> None:
    """As the dots between figures below stages, it goes where a line is broken behind it."""
    broken = 0
    hurts = "Queue of customers at eight"
    for length in range(4, 60):
        project = with_actions(fix("a", answers=("p",), text="Open"), hurts=hurts)
        words = ("Reminder of the next purchase " * 3)[:length].strip()
        stage = project.maps[0].stages[0].model_copy(update={"title": words})
        one = project.maps[0].model_copy(update={"stages": (stage,)})
        printed = plan(project.model_copy(update={"maps": (one,)}), paper="A5")
        blocks = [text.block for _part, text in printed.pages[0].page.layers[0].scene.texts()]
        [block] = [block for block in blocks if "Queue" in block.text]
        lines = [line.text.strip() for line in block.lines]
        broken += len(lines) > 1
        assert not [line for line in lines if line.endswith("·") or line.startswith("·")], lines
        assert " ".join(lines).replace("·", "").split() == [*words.split(), *hurts.split()]
    assert broken


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
@pytest.mark.parametrize("paper", ["A5", "A4", "A3"])
def test_no_line_of_a_heading_begins_with_a_stroke(language: str, paper: str) -> None:
    printed = plan(with_actions(fix("a", impact=4, effort=1), language=language), paper=paper)
    texts = [text for _part, text in printed.pages[0].page.layers[0].scene.texts()]
    [block] = [text.block for text in texts if "/" in text.block.text and text.block.style.bold]
    assert not [line for line in block.lines if line.text.lstrip().startswith("/")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_columns_are_apart_where_lines_fill_them(language: str) -> None:
    """At least as far as a long owner's column is from the next one, whichever way the map runs."""
    for length in range(20, 60):
        card = fix("a", text=("Hold repairs, " * 9)[:length].strip(), owner="Aleksandra " * 4)
        printed = plan(with_actions(card, language=language))
        row = printed.poster.scene.part("row:0")
        assert row is not None
        cells = [item for item in row.items if isinstance(item, Text)]
        em = cells[0].size
        ends = [item.x + item.width for item in cells]
        starts = [item.x for item in cells]
        action, stage, owner, due = range(4)
        del stage
        for one, after in ((action, owner), (owner, due)):
            gap = starts[one] - ends[after] if language == "ar" else starts[after] - ends[one]
            assert gap > 0.99 * em
        line = max(line.width * em for line in cells[owner].block.lines)
        assert line <= cells[owner].width + 0.01
