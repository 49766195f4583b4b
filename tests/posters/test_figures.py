"""The figures of a map on paper, and as text: what stands there, where, and how it is read."""

import datetime
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from sheet_samples import check, outside, pdf, scenes, sheets, spoken, text_of, visit, written

from cjmdesk.analysis.journey import Journey
from cjmdesk.formats.templates import sample
from cjmdesk.layout.context import make_context
from cjmdesk.layout.palette import COLOUR
from cjmdesk.layout.scene import Box, Part, Scene, Text
from cjmdesk.layout.tags import Tag
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.figures.drawing import lay_out
from cjmdesk.posters.figures.kinds import FIGURES, all_figures, figures_of
from cjmdesk.posters.figures.tables import Figures, as_text, words_for
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.papers import PaperError
from cjmdesk.storage.project_file import load
from cjmdesk.text.engine import REGULAR
from cjmdesk.text.qt import text_engine
from strategies import seeded_project

TODAY = datetime.date(2026, 11, 25)


def bike() -> Project:
    return load(sample("bike-workshop", "en").path).project


def table(project: Project, id: str, language: str = "en") -> Figures:
    journey = Journey(project, project.maps[0], TODAY)
    return figures_of(journey, words_for(journey, language), id)


def wide(stages: int, touchpoints: int = 1) -> Project:
    """A map of many stages, the first with many touchpoints that have figures."""
    made = tuple(
        Stage(id=f"s{n}", title=f"Stage number {n}", entered=900 - n, left=n, steps=(Step(id=f"t{n}"),))
        for n in range(stages)
    )
    cells = tuple(
        Cell(
            step=f"t{n}",
            cards=tuple(
                make_card("touchpoints", f"c{n}.{k}", text=f"Place {n}.{k}", channel="phone", transactions=k)
                for k in range(touchpoints if n == 0 else 1)
            ),
        )
        for n in range(stages)
    )
    lane = make_lane("touchpoints", "l", cells=cells)
    return Project(title="Wide", maps=(JourneyMap(id="m", title="Wide", stages=made, lanes=(lane,)),))


def flat(tags: tuple[Tag, ...]) -> list[Tag]:
    return [one for tag in tags for one in (tag, *flat(tag.children))]


# What stands there ------------------------------------------------------------------------------


def test_the_file_says_what_the_map_says() -> None:
    printed = sheets(bike(), "figures", date=TODAY)
    words = written(printed)
    for said in (
        "“Retention”losesthelargestshareofitscustomers:51of78(65%).",
        "Mostsalesendat“Phone”:87.",
        "70%ofallcardsandpointsareguesses.",
        "“Website”ismissingin“Decision”and“Purchase”",
        "2findingssupportnocardyet.",
        "websitestatistics",
        "Forgetsusoverthewinter",
    ):
        assert said in words
    assert [page.kind for page in printed.pages] == ["figures"] * len(printed.pages)


def test_bars_are_as_long_as_their_figures() -> None:
    [*pages] = scenes(sheets(bike(), "figures"))
    bars = {
        item.item: item.width
        for scene in pages
        for part in scene.parts
        if part.key.startswith("sales:")
        for item in part.items
        if isinstance(item, Box) and item.item
    }
    by_text = {row.item: row.cells[3].value for row in table(bike(), "sales").rows}
    longest = max(bars.values())
    for item, width in bars.items():
        assert width / longest == pytest.approx(by_text[item] / 87, abs=0.001)  # type: ignore[operator]


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_heads_of_columns_begin_with_a_capital(language: str) -> None:
    for id in FIGURES:
        titles = [column.title for column in table(bike(), id, language).columns if column.title]
        assert [title for title in titles if title[0].islower()] == [], id


def test_shares_of_a_stack_are_whole() -> None:
    for row in table(bike(), "evidence").rows:
        assert sum(row.cells[1].shares) == pytest.approx(1.0)


def test_a_channel_that_breaks_off_is_marked_and_leads_to_the_stage() -> None:
    project = bike()
    found = table(project, "channels")
    website = next(row for row in found.rows if row.cells[0].text == "Website")
    assert [cell.gap for cell in website.cells[1:]] == [False, False, True, True, False, False]
    assert website.cells[3].item == project.maps[0].stages[2].id
    assert website.cells[2].item == website.item


def test_columns_without_any_figure_are_left_out() -> None:
    project = load(sample("dental-visit", "en").path).project
    assert [column.title for column in table(project, "stages").columns] == [
        "Stage",
        "Actions",
        "",
        "Time",
        "",
    ]


def test_an_empty_table_says_what_to_do() -> None:
    empty = Project(maps=(JourneyMap(id="m", stages=(Stage(id="s", steps=(Step(id="t"),)),)),))
    journey = Journey(empty, empty.maps[0], TODAY)
    for one in all_figures(journey, words_for(journey, "en")):
        assert one.rows or one.empty, one.id
    assert as_text(table(empty, "sales")) == (
        "Touchpoints with the most sales\n"
        "Give touchpoints visits and sales in the inspector, or import them from a table.\n"
    )


def test_small_shares_of_a_column_are_told_alike() -> None:
    for id, column in (("deciding", 3), ("sales", 5)):
        shares = [row.cells[column].text for row in table(bike(), id).rows]
        small = [share for share in shares if share != "–" and float(share.rstrip("%")) < 10]
        assert "8.1%" in small and "9.0%" in small and all("." in share for share in small)


def test_a_table_of_sentences_fills_its_lines() -> None:
    project = bike()
    context = make_context(project, project.maps[0], text_engine(), COLOUR, 3.45)
    scene = lay_out(context, table(project, "clashes", "ru"), 180.0, 6.0)
    rows = [text for part, text in scene.texts() if part.key.startswith("row:")]
    assert rows
    for text in rows:
        full = text.block.wrap_width
        for line, after in pairwise(text.block.lines):
            first = text_engine().wrap(after.text.split()[0], REGULAR, full).width
            assert line.width + first > 0.97 * full, line.text


def test_text_for_spreadsheets_has_tabs_and_plain_blanks() -> None:
    lines = as_text(table(load(sample("loyalty-loop", "ru").path).project, "leaving", "ru")).splitlines()
    assert lines[2].split("\t")[:3] == ["Этап", "Вошли", "Ушли"]
    assert all(line.count("\t") == lines[2].count("\t") for line in lines[3:])
    assert "5200" in lines[3]
    assert "\u202f" not in "".join(lines)


# On paper ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter", "A5"])
@pytest.mark.parametrize("language", ["en", "pl", "ru", "ar", "ja"])
def test_everything_lies_inside_the_margins(language: str, paper: str) -> None:
    printed = sheets(spoken(language), "figures", paper=paper)
    assert list(outside(printed, (5, 5, 5, 5))) == []


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_many_stages_and_long_tables_go_on_over_pages(orientation: str) -> None:
    project = wide(24, touchpoints=120)
    printed = sheets(project, "figures", orientation=orientation)
    assert list(outside(printed, (5, 5, 5, 5))) == []
    words = written(printed)
    assert all(f"Place0.{k}" in words for k in range(120))
    for scene in scenes(printed):
        tall: dict[float, float] = {}
        for part in scene.parts:
            if ":" in part.key:
                assert part.y >= tall.get(part.x, 0.0) - 0.01, part.key
                tall[part.x] = part.y + part.height


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_no_note_is_parted_from_its_table(orientation: str) -> None:
    begun = 0
    for stages in range(12, 44):
        project = wide(stages)
        journey = Journey(project, project.maps[0], TODAY)
        notes = {one.note for one in all_figures(journey, words_for(journey, "en")) if one.note}
        assert notes
        for scene in scenes(sheets(project, "figures", orientation=orientation)):
            columns: dict[float, Part] = {}
            for part in scene.parts:
                if ":" in part.key:
                    columns.setdefault(part.x, part)
            for part in columns.values():
                begun += 1
                assert not any(isinstance(item, Text) and item.block.text in notes for item in part.items)
    assert begun > 60


def test_words_too_small_to_be_read_are_told_of() -> None:
    """A column for each of sixty stages presses the words of a grid together."""
    project = wide(60)
    small, large = (
        [one for one in sheets(project, "figures", paper=paper).poster.warnings if one.code == "small_text"]
        for paper in ("A4", "A0")
    )
    assert [(one.value or 9) < 6 for one in small] == [True]
    assert "larger paper" in small[0].text
    assert large == []


def test_a_wide_grid_turns_the_paper_rather_than_shrink_its_words() -> None:
    for stages, lying in ((10, False), (30, True)):
        (page, *_more) = scenes(sheets(wide(stages), "figures"))
        assert (page.width > page.height) is lying
        assert min(text.size for _part, text in page.texts()) * 72 / 25.4 > 6


def test_a_sentence_is_not_turned_around_by_a_name_in_hebrew() -> None:
    project = bike()
    one = project.maps[0]
    stages = tuple(stage.model_copy(update={"title": "שלב ראשון"}) for stage in one.stages)
    named = project.model_copy(
        update={"maps": (one.model_copy(update={"stages": stages}), *project.maps[1:])}
    )
    said = [
        item.block
        for scene in scenes(sheets(named, "figures"))
        for _part, item in scene.texts()
        if "שלב ראשון" in item.block.text and "customers" in item.block.text.casefold()
    ]
    assert said
    assert not any(line.right_to_left for block in said for line in block.lines)


def test_wide_paper_takes_tables_side_by_side() -> None:
    one = scenes(sheets(bike(), "figures", paper="A3", orientation="landscape"))[0]
    assert len({part.x for part in one.parts if ":" in part.key}) == 2


def test_the_words_are_in_the_maps_language() -> None:
    words = written(sheets(load(sample("bakery", "pl").path).project, "figures"))
    assert "Gdzieklienciodchodzą" in words
    assert "Wherecustomersleave" not in words


def leavers(*figures: tuple[int, int]) -> Project:
    stages = tuple(
        Stage(id=f"s{n}", title=f"Stage {n}", entered=entered, left=left, steps=(Step(id=f"t{n}"),))
        for n, (entered, left) in enumerate(figures)
    )
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=(make_lane("actions", "l"),)),))


@pytest.mark.parametrize(
    ("figures", "title"),
    [
        ({}, "Effort of customers"),
        ({"minutes": 4.0}, "Effort and time"),
        ({"cost": 2.5}, "Effort and money"),
        ({"minutes": 4.0, "cost": 2.5}, "Effort, time and money"),
    ],
)
def test_what_stages_ask_is_headed_by_what_is_known(figures: dict[str, float], title: str) -> None:
    card = make_card("touchpoints", "c", text="Till", **figures)
    lane = make_lane("touchpoints", "l", cells=(Cell(step="t0", cards=(card,)),))
    one = leavers((100, 1), (80, 1)).maps[0]
    found = table(Project(maps=(one.model_copy(update={"lanes": (lane,)}),)), "stages")
    assert found.title == title
    assert [word in found.note for word in ("; time", "money")] == ["minutes" in figures, "cost" in figures]


def test_stages_that_lose_as_much_share_their_rank_and_the_sentence() -> None:
    found = table(leavers((100, 20), (80, 8), (50, 10)), "leaving")
    ranks = [row.cells[[column.title for column in found.columns].index("Rank")].text for row in found.rows]
    assert ranks == ["1", "3", "1"]
    assert found.said == "“Stage 0” and “Stage 2” lose the largest share of their customers: 20% each."
    # Where all are alike none stands out.
    assert table(leavers(*[(100, 20)] * 5), "leaving").said == ""


def test_stages_and_touchpoints_that_sell_as_much_are_named_together() -> None:
    def sold(*counts: int) -> Project:
        cells = tuple(
            Cell(
                step=f"t{n}", cards=(make_card("touchpoints", f"c{n}", text=f"Till {n}", transactions=count),)
            )
            for n, count in enumerate(counts)
        )
        one = leavers(*[(100, 1)] * len(counts)).maps[0]
        lane = make_lane("touchpoints", "l", cells=cells)
        return Project(maps=(one.model_copy(update={"lanes": (lane,)}),))

    assert table(sold(40, 40, 3), "deciding").said == (
        "Customers decide in “Stage 0” and “Stage 1”: the touchpoints of each count 40 sales."
    )
    assert table(sold(40, 40, 3), "sales").said == "Most sales end at “Till 0” and “Till 1”: 40 each."
    assert (
        table(sold(40, 3), "deciding").said
        == "Customers decide in “Stage 0”: its touchpoints count 40 sales."
    )
    assert table(sold(*[7] * 5), "deciding").said == table(sold(*[7] * 5), "sales").said == ""


@pytest.mark.parametrize(("steps", "told"), [((0, 0), False), ((0, 1), True)])
def test_sales_that_pass_through_steps_are_not_added_up_and_it_says_so(
    steps: tuple[int, int], told: bool
) -> None:
    till, terminal = (
        make_card("touchpoints", id, text=id, transactions=count)
        for id, count in (("till", 78), ("card", 70))
    )
    cells = [Cell(step=f"t{steps[0]}", cards=(till,)), Cell(step=f"t{steps[1]}", cards=(terminal,))]
    if steps[0] == steps[1]:
        cells = [Cell(step="t0", cards=(till, terminal))]
    one = JourneyMap(
        id="m",
        stages=(Stage(id="s", title="Purchase", steps=(Step(id="t0"), Step(id="t1"))),),
        lanes=(make_lane("touchpoints", "l", cells=tuple(cells)),),
    )
    found = table(Project(maps=(one,)), "deciding")
    assert found.rows[0].cells[1].value == (78 if told else 148)
    assert ("counted in each" in found.note) is told


def test_touchpoints_without_sales_are_ranked_by_their_visits() -> None:
    cards = tuple(make_card("touchpoints", f"c{n}", text=f"Place {n}", visits=n) for n in (3, 9, 5))
    one = leavers((100, 1)).maps[0]
    lane = make_lane("touchpoints", "l", cells=(Cell(step="t0", cards=cards),))
    found = table(Project(maps=(one.model_copy(update={"lanes": (lane,)}),)), "sales")
    assert found.title == "Touchpoints with the most visits"
    assert [row.cells[0].text for row in found.rows] == ["Place 9", "Place 5", "Place 3"]


def test_a_note_explains_only_what_is_there() -> None:
    assert "dashed ring" not in table(wide(3), "channels").note
    assert "dark end" in table(leavers((100, 20), (80, 8)), "leaving").note


def test_no_stages_no_figures() -> None:
    with pytest.raises(PaperError, match="no figures to print"):
        sheets(Project(maps=(JourneyMap(id="m"),)), "figures")


# How it is read ---------------------------------------------------------------------------------


def test_tables_are_tables_and_nothing_is_lost_on_those_who_listen() -> None:
    for scene in scenes(sheets(bike(), "figures")):
        assert scene.tags is not None
        tags = flat(scene.tags)
        kinds = [tag.kind for tag in tags]
        assert kinds.count("Table") >= 1
        assert {"TR", "TH", "TD"} <= set(kinds)
        told = {(tag.part, number) for tag in tags for number in tag.items}
        drawn = {
            (part.key, number)
            for part in scene.parts
            for number, item in enumerate(part.items)
            if not isinstance(item, Box)
        }
        assert drawn <= told


def test_heads_say_that_they_head_columns(tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "figures.pdf"
    path.write_bytes(pdf(sheets(bike(), "figures")))
    command = ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"]
    plain = subprocess.run(command, capture_output=True, check=True).stdout
    assert plain.count(b"/S /TH") == plain.count(b"/Scope /Column") > 0


def test_a_gap_is_said() -> None:
    tags = [tag for scene in scenes(sheets(bike(), "figures")) for tag in flat(scene.tags or ())]
    assert [tag.actual for tag in tags if tag.actual == "gap"] == ["gap", "gap"]


def test_rows_of_the_grid_have_as_many_cells_as_its_head() -> None:
    tags = [tag for scene in scenes(sheets(bike(), "figures")) for tag in flat(scene.tags or ())]
    [grid] = [tag for tag in tags if tag.kind == "Table" and tag.title == "Channels and stages"]
    assert {len(row.children) for row in grid.children} == {7}


@pytest.mark.parametrize("ink", ["colour", "grey", "line"])
def test_files_are_sound_and_their_words_can_be_read(ink: str, tmp_path: Path) -> None:
    project = bike()
    data = pdf(sheets(project, "figures", ink=ink), project)
    check(data, tmp_path)
    assert "Wherecustomersdecide" in text_of(data)


def test_in_line_art_measured_observed_and_guessed_differ_without_colour() -> None:
    [scene] = [
        one
        for one in scenes(sheets(bike(), "figures", ink="line"))
        if any("evidence" in p.key for p in one.parts)
    ]
    row = _row_of(scene, "evidence")
    filled = [box for box in row if box.fill == "#000000"]
    assert {round(box.height, 2) for box in filled} == {
        round(max(box.height for box in row if box.stroke), 2),
        round(min(box.height for box in filled), 2),
    }


def _row_of(scene: Scene, id: str) -> list[Box]:
    part = next(
        part
        for part in scene.parts
        if part.key.startswith(f"{id}:")
        and sum(isinstance(item, Box) and bool(item.item) for item in part.items) > 2
    )
    return [item for item in part.items if isinstance(item, Box) and item.item]


def test_every_table_can_be_made_of_any_sample() -> None:
    for project in (visit(), bike()):
        journey = Journey(project, project.maps[0], TODAY)
        assert [one.id for one in all_figures(journey, words_for(journey, "en"))] == list(FIGURES)


@pytest.mark.parametrize("seed", range(20))
def test_any_map_has_figures_that_fit_their_heads_and_their_paper(seed: int) -> None:
    project = seeded_project(seed)
    for one in project.maps:
        journey = Journey(project, one, TODAY)
        known = {item.id for _place, item in items(project)}
        for figures in all_figures(journey, words_for(journey, "pl")):
            assert all(len(row.cells) == len(figures.columns) for row in figures.rows)
            shares = [share for row in figures.rows for cell in row.cells for share in cell.shares]
            assert all(0 <= share <= 1.000001 for share in shares), figures.id
            assert {row.item for row in figures.rows if row.item} <= known
            assert {other for row in figures.rows for other in row.others} <= known
        if one.stages:
            asked = PrintChoices(what="figures", ink="colour")
            printed = print_map(project, one, asked, text_engine())
            assert list(outside(printed, (5, 5, 5, 5))) == []


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ((1, 3, 2), "“B” asks most of the customer: 3 actions."),
        ((2, 1, 2), "“A” and “C” ask most of the customer: 2 actions each."),
        ((1, 1, 1, 1), ""),
        ((0, 0), ""),
    ],
)
def test_stages_that_ask_the_same_are_named_together(actions: tuple[int, ...], said: str) -> None:
    stages = tuple(Stage(id=f"s{n}", title="ABCD"[n], steps=(Step(id=f"t{n}"),)) for n in range(len(actions)))
    done = [
        tuple(make_card("actions", f"c{n}.{k}", text="x") for k in range(actions[n]))
        for n in range(len(stages))
    ]
    cells = tuple(Cell(step=f"t{n}", cards=cards) for n, cards in enumerate(done))
    lane = make_lane("actions", "l", cells=cells)
    made = Project(title="T", maps=(JourneyMap(id="m", title="T", stages=stages, lanes=(lane,)),))
    assert table(made, "stages").said == said


def test_numbered_columns_of_a_grid_are_alike() -> None:
    """They had the widths of the titles for which the numbers stand."""
    project = wide(8)
    one = project.maps[0]
    titles = ("Donaudampfschifffahrtselektrizitäten", "Visit")
    stages = tuple(stage.model_copy(update={"title": titles[n % 2]}) for n, stage in enumerate(one.stages))
    project = project.model_copy(update={"maps": (one.model_copy(update={"stages": stages}),)})
    context = make_context(project, project.maps[0], text_engine(), COLOUR, 3.45)
    scene = lay_out(context, table(project, "channels"), 190.0, 0.0)
    [head] = [part for part in scene.parts if part.key.startswith("head")]
    numbers = [item for item in head.items if isinstance(item, Text)][1:]
    assert [item.block.text for item in numbers] == [str(n) for n in range(1, 9)]
    assert [item.width for item in numbers] == pytest.approx([numbers[0].width] * 8)


def test_a_long_word_is_whole_while_bars_have_room_to_spare() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    for id, title in (("stages", word), ("leaving", word), ("channels", "Сравнение с конкурентами")):
        project = wide(6)
        one = project.maps[0]
        stages = (one.stages[0].model_copy(update={"title": title}), *one.stages[1:])
        project = project.model_copy(update={"maps": (one.model_copy(update={"stages": stages}),)})
        context = make_context(project, project.maps[0], text_engine(), COLOUR, 3.45)
        for width in range(165, 230, 5):
            scene = lay_out(context, table(project, id), float(width), 0.0)
            found = [text for _part, text in scene.texts() if text.block.text == title]
            assert len(found) == 1
            for line in found[0].block.lines:
                assert set(line.text.split()) <= set(title.split()), (id, width)


def test_no_letter_of_a_long_word_is_alone_on_a_line() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunternehmen"
    project = wide(3)
    one = project.maps[0]
    several = False
    for length in range(20, len(word)):
        stages = tuple(
            stage.model_copy(update={"reason_left": word[:length], "title": "Visit"}) for stage in one.stages
        )
        changed = project.model_copy(update={"maps": (one.model_copy(update={"stages": stages}),)})
        context = make_context(changed, changed.maps[0], text_engine(), COLOUR, 3.45)
        scene = lay_out(context, table(changed, "leaving"), 170.0, 0.0)
        reasons = [text for _part, text in scene.texts() if text.block.text == word[:length]]
        assert len(reasons) == 3
        for text in reasons:
            lines = [line.text for line in text.block.lines]
            assert "".join(lines) == word[:length]
            assert len(lines) == 1 or len(lines[-1]) > 3, lines
            assert text.block.width * text.size <= text.width + 0.1
            several = several or len(lines) > 2
    assert several


def test_a_few_of_many_who_left_are_seen() -> None:
    project = leavers((9000, 2), (80, 0), (3, 3))
    context = make_context(project, project.maps[0], text_engine(), COLOUR, 3.45)
    scene = lay_out(context, table(project, "leaving"), 170.0, 0.0)
    _tint, strong = COLOUR.lane("pain_points")
    ends = [
        item for part in scene.parts for item in part.items if isinstance(item, Box) and item.fill == strong
    ]
    assert len(ends) == 2, "who lost nobody has no dark end"
    assert all(item.width > 0.15 * context.em for item in ends)
    few = table(leavers((9000, 2), (4, 1)), "leaving")
    boxes = [
        item
        for part in lay_out(context, few, 170.0, 0.0).parts
        for item in part.items
        if isinstance(item, Box)
    ]
    dark = [box for box in boxes if box.fill == strong]
    assert len(dark) == 2
    assert dark[-1].width < 0.15 * context.em, "one of four is not all of them"
    most = table(leavers((9000, 8999), (9000, 9000)), "leaving")
    boxes = [
        item
        for part in lay_out(context, most, 170.0, 0.0).parts
        for item in part.items
        if isinstance(item, Box)
    ]
    nearly, all_of_them = [box.width for box in boxes if box.fill == strong]
    assert all_of_them - nearly > 0.15 * context.em, "one of 9,000 stayed"
