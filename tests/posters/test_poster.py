"""A map on its sheet: exact size, filled, in the largest type, and steady while it is edited."""

import re
from itertools import pairwise

import pytest

from cjmdesk import shipped
from cjmdesk.layout.cells import GAP
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.scene import Box, CardBox, Part, Text
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions, options_for
from cjmdesk.posters.papers import PAPERS, PaperError
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.posters.printed import one_sheet
from cjmdesk.posters.report import report
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from samples import repair_visit
from scene_checks import problems

SHEETS = [name for name, sheet in PAPERS.items() if not sheet.is_roll]


def poster(project: Project, **options: object) -> Poster:
    return lay_out_poster(project, project.maps[0], PosterOptions(**options), text_engine())  # type: ignore[arg-type]


def parts(found: Poster, prefix: str) -> list[Part]:
    return [part for part in found.scene.parts if part.key.startswith(prefix)]


@pytest.mark.parametrize("name", SHEETS)
def test_the_sheet_has_the_papers_size_in_one_of_two_ways(name: str) -> None:
    found = poster(repair_visit(), paper=name)
    sides = {PAPERS[name].width, PAPERS[name].height}
    assert {found.scene.width, found.scene.height} == sides
    assert list(problems(found.scene)) == []


@pytest.mark.parametrize("name", SHEETS)
def test_the_map_fills_the_sheet(name: str) -> None:
    found = poster(repair_visit(), paper=name, margins=(10.0, 10.0, 10.0, 10.0))
    (frame,) = parts(found, "frame")
    (footer,) = parts(found, "footer")
    assert frame.width == pytest.approx(found.scene.width - 20, abs=0.1)
    assert footer.y + footer.height == pytest.approx(found.scene.height - 10, abs=0.1)
    assert frame.y + frame.height == pytest.approx(footer.y, abs=0.1)


def test_type_grows_with_the_sheet_and_reaches_its_aims() -> None:
    sizes = {name: poster(repair_visit(), paper=name).card_pt for name in ("A4", "A3", "A2", "A1", "A0")}
    assert list(sizes.values()) == sorted(sizes.values())
    assert sizes["A0"] >= 24
    assert sizes["A2"] >= 12
    assert sizes["A4"] >= 7


def test_orientation_is_as_asked() -> None:
    lying = poster(repair_visit(), paper="A2", orientation="landscape").scene
    upright = poster(repair_visit(), paper="A2", orientation="portrait").scene
    assert (lying.width, lying.height) == (594, 420)
    assert (upright.width, upright.height) == (420, 594)


@pytest.mark.parametrize("name", ["roll610", "roll914", "roll1067", "roll1118"])
def test_a_roll_is_as_wide_as_it_is_and_as_long_as_the_map_needs(name: str) -> None:
    scene = poster(repair_visit(), paper=name).scene
    assert scene.height == PAPERS[name].width
    assert 1.4 * scene.height <= scene.width <= 5080


def test_margins_that_leave_no_room_are_refused() -> None:
    with pytest.raises(PaperError, match="A4"):
        poster(repair_visit(), paper="A4", margins=(150.0, 150.0, 150.0, 150.0))


def test_a_map_without_anything_is_still_a_sheet() -> None:
    project = Project(maps=(JourneyMap(id="m"),))
    found = poster(project, paper="A4")
    assert list(problems(found.scene)) == []
    assert any("Untitled map" in text.block.text for _, text in found.scene.texts())


def test_small_type_is_said_with_a_paper_that_would_do() -> None:
    found = poster(repair_visit(copies=12), paper="A4")
    (warning,) = [w for w in found.warnings if w.code == "small_text"]
    assert found.card_pt < 7
    assert re.search("A[0-2] would do|print it as .* over several sheets", warning.text)


@pytest.mark.parametrize("copies", [1, 12, 30])
@pytest.mark.parametrize("paper", ["A6", "A5", "A4", "A2", "A0", "roll610", "roll914", "600x300mm"])
def test_the_paper_that_would_do_is_larger_and_does(paper: str, copies: int) -> None:
    """A roll was told that it would do itself, and A6 that nothing below A0 would."""
    project = repair_visit(copies=copies)
    found = poster(project, paper=paper)
    told = [warning for warning in found.warnings if warning.code == "small_text"]
    if not told:
        return
    (named,) = re.findall(r"(A\d) would do|print it as (\d+x\d+mm) over", told[0].text)
    other = poster(project, paper="".join(named))
    assert min(other.scene.width, other.scene.height) > min(found.scene.width, found.scene.height)
    assert other.scene.width * other.scene.height > found.scene.width * found.scene.height
    assert not [warning for warning in other.warnings if warning.code == "small_text"]


def test_small_and_middling_sheets_are_told_the_same_paper() -> None:
    project = load(shipped.path("samples") / "bike-workshop.en.cjm").project
    one = project.maps[0]
    told = {
        paper: lay_out_poster(project, one, options_for(one, paper=paper), text_engine()).warnings
        for paper in ("A6", "A5", "A4", "A3")
    }
    assert not [warning for warning in told.pop("A3") if warning.code == "small_text"]
    assert all("A3 would do" in " ".join(each.text for each in warnings) for warnings in told.values())


def test_where_no_sheet_would_do_fewer_lanes_are_advised() -> None:
    found = poster(repair_visit(copies=30), paper="5080x600mm", orientation="landscape")
    (warning,) = [one for one in found.warnings if one.code == "small_text"]
    assert warning.text.endswith("Have fewer lanes.")


def test_an_arabic_map_runs_from_the_right() -> None:
    project = repair_visit()
    mirrored = project.maps[0].model_copy(update={"direction": "right_to_left"})
    found = poster(project.model_copy(update={"maps": (mirrored,)}), paper="A2")
    assert list(problems(found.scene)) == []
    stages = {part.key: part.x for part in parts(found, "stage:")}
    assert list(stages.values()) == sorted(stages.values(), reverse=True)
    labels = parts(found, "lane:")
    assert all(label.x > max(stages.values()) for label in labels)
    cards = [item for part in parts(found, "cell:") for item in part.items if isinstance(item, CardBox)]
    assert cards
    assert all(card.bar_at_right for card in cards)
    # Latin words on such a map begin at the right too, where the eye is.
    (kicker, title, *_rest) = [
        item for part in parts(found, "title") for item in part.items if isinstance(item, Text)
    ]
    for text in (kicker, title):
        _number, line, left, _baseline = next(iter(text.lines()))
        assert left + line.width * text.size == pytest.approx(text.x + text.width)


def edited(project: Project, text: str) -> Project:
    """The project with another text on its first card; everything else is the same object."""
    journey_map = project.maps[0]
    lane = journey_map.lanes[0]
    cell = lane.cells[0]
    card = cell.cards[0].model_copy(update={"text": text})
    cell = cell.model_copy(update={"cards": (card, *cell.cards[1:])})
    lane = lane.model_copy(update={"cells": (cell, *lane.cells[1:])})
    journey_map = journey_map.model_copy(update={"lanes": (lane, *journey_map.lanes[1:])})
    return project.model_copy(update={"maps": (journey_map,)})


def test_a_keystroke_lays_out_one_cell_and_keeps_all_other_parts() -> None:
    memo, options, engine = LayoutMemo(), PosterOptions(paper="A1"), text_engine()
    project = repair_visit()
    first = lay_out_poster(project, project.maps[0], options, engine, memo=memo)
    changed = edited(project, "Hears a grinding brakes")
    second = lay_out_poster(changed, changed.maps[0], options, engine, measures=first.measures, memo=memo)
    assert second.measures == first.measures
    before = {part.key: part.items for part in first.scene.parts}
    cells = [part for part in second.scene.parts if part.key.startswith(("cell:", "curve:"))]
    fresh = [part.key for part in cells if before[part.key] is not part.items]
    lane = changed.maps[0].lanes[0]
    assert fresh == [f"cell:{lane.id}:{lane.cells[0].step}"]
    texts = [text.block.text for _, text in second.scene.texts()]
    assert "Hears a grinding brakes" in texts


def test_kept_measures_give_the_same_scene() -> None:
    project, options, engine = repair_visit(), PosterOptions(paper="A1"), text_engine()
    first = lay_out_poster(project, project.maps[0], options, engine)
    again = lay_out_poster(project, project.maps[0], options, engine, measures=first.measures)
    assert again.scene == first.scene


def test_the_poster_speaks_the_maps_language() -> None:
    project = repair_visit()
    polish = project.maps[0].model_copy(update={"language": "pl"})
    scene = poster(project.model_copy(update={"maps": (polish,)}), paper="A2").scene
    texts = [text.block.text for _, text in scene.texts()]
    assert "Działania" in texts
    assert "Actions" not in texts
    assert scene.language == "pl"


def test_bookmarks_lead_to_the_stages() -> None:
    found = poster(repair_visit(), paper="A2").scene
    assert [mark.title for mark in found.bookmarks] == [s.title for s in repair_visit().maps[0].stages]


def test_the_report_says_what_is_on_the_sheet() -> None:
    found = poster(repair_visit(), paper="A1")
    told = report([one_sheet(found, "Repair visit")])
    (page,) = told["pages"]
    assert page["paper_mm"] == [841, 594]
    assert page["poster_rect_mm"] == [0, 0, 841, 594]
    smallest = min(text.size for _, text in found.scene.texts() if isinstance(text, Text))
    assert told["smallest_text_pt"] == pytest.approx(smallest * 72 / 25.4, rel=0.02)
    assert told["reads_from_m"] == pytest.approx(found.card_pt / 12, abs=0.01)


def test_an_ordinary_word_in_a_header_is_not_broken() -> None:
    """«Осведомлённость» is longer in a header's bold type than any word of the cards."""
    titles = ("Осведомлённость", "Рассмотрение", "Решение", "Покупка", "Удержание", "Рекомендации")
    project = repair_visit()
    stages = tuple(
        stage.model_copy(update={"title": title})
        for stage, title in zip(project.maps[0].stages, titles, strict=True)
    )
    lanes = tuple(lane.model_copy(update={"cells": ()}) for lane in project.maps[0].lanes)
    journey_map = project.maps[0].model_copy(update={"stages": stages, "lanes": lanes})
    found = poster(project.model_copy(update={"maps": (journey_map,)}), paper="A2")
    for part in parts(found, "stage:"):
        headings = [item for item in part.items if isinstance(item, Text) and item.block.style.bold]
        assert all(len(heading.block.lines) == 1 for heading in headings)


def test_every_cell_has_its_place_even_when_empty() -> None:
    found = poster(repair_visit(), paper="A1")
    journey_map = repair_visit().maps[0]
    steps = [step.id for stage in journey_map.stages for step in stage.steps]
    assert [(cell.lane, cell.step) for cell in found.scene.cells] == [
        (lane.id, step) for lane in journey_map.lanes for step in steps
    ]
    boxes = {cell.key: cell for cell in found.scene.cells}
    for part in parts(found, "cell:"):
        box = boxes[part.key]
        assert (part.x, part.y, part.width) == pytest.approx((box.x, box.y, box.width))
        assert part.height == pytest.approx(box.height)


def sparse(count: int = 25) -> Project:
    """Many steps with long words: the words bound the type long before the sheet is full."""
    stages = (Stage(id="s", title="Stage", steps=tuple(Step(id=f"t{n}") for n in range(count))),)
    cells = tuple(
        Cell(
            step=f"t{n}",
            cards=tuple(make_card("actions", f"c{n}-{k}", text="Requalification") for k in range(4)),
        )
        for n in range(count)
    )
    lanes = (make_lane("actions", "a", cells=cells), make_lane("solutions", "b", cells=()))
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),))


def gaps(found: Poster) -> set[float]:
    """Space between neighbouring cards of a cell, em."""
    spaces = set()
    for part in parts(found, "cell:"):
        cards = [item for item in part.items if isinstance(item, CardBox)]
        for one, other in pairwise(cards):
            spaces.add(round((other.y - one.y - one.height) / found.measures.em, 2))
    return spaces


def test_where_words_bound_the_type_cards_take_more_air() -> None:
    full, empty = poster(repair_visit(copies=12), paper="A4"), poster(sparse(), paper="A2")
    assert full.measures.air == 1
    assert empty.measures.air > 1.5
    assert min(gaps(empty)) > 1.5 * GAP
    assert list(problems(empty.scene)) == []


def test_air_is_kept_with_the_measures() -> None:
    project, options, engine = sparse(), PosterOptions(paper="A2"), text_engine()
    first = lay_out_poster(project, project.maps[0], options, engine, memo=LayoutMemo())
    again = lay_out_poster(project, project.maps[0], options, engine, measures=first.measures)
    assert first.measures.air > 1
    assert again.scene == first.scene
    assert again.measures == first.measures


def titled(title: str, personas: int = 2) -> Project:
    """A small map under a title, with people beside it."""
    people = tuple(
        Persona(
            id=f"p{n}",
            name=f"Person {n}",
            occupation="Accountant, commutes by bike, lives outside the town",
            quote="I ride daily.",
        )
        for n in range(personas)
    )
    journey_map = (
        repair_visit()
        .maps[0]
        .model_copy(update={"title": title, "personas": tuple(person.id for person in people)})
    )
    return Project(maps=(journey_map,), personas=people)


def title_text(found: Poster, text: str) -> Text:
    return next(item for _, item in found.scene.texts() if item.block.text == text)


def test_a_long_title_is_set_smaller_before_it_takes_a_third_line() -> None:
    short, long = (
        "Repair visit",
        "How a commuter with a grinding brake finds, compares, chooses and pays a workshop",
    )
    first = title_text(poster(titled(short, 3), paper="A2"), short)
    second = title_text(poster(titled(long, 3), paper="A2"), long)
    assert second.size < first.size
    assert len(second.block.lines) == 2


def test_four_people_stand_two_by_two() -> None:
    found = poster(titled("Repair visit", 4), paper="A2")
    (title,) = parts(found, "title")
    tops = [
        item.y for item in title.items if isinstance(item, Box) and item.stroke and item.item.startswith("p")
    ]
    assert len(tops) == 4
    assert [tops.count(top) for top in sorted(set(tops))] == [2, 2]


def test_few_words_stand_in_the_middle_of_a_personas_card() -> None:
    project = titled("Repair visit", 1)
    alone = project.personas[0].model_copy(update={"occupation": "", "quote": ""})
    found = poster(project.model_copy(update={"personas": (alone,)}), paper="A2")
    (title,) = parts(found, "title")
    card = next(item for item in title.items if isinstance(item, Box) and item.stroke and item.item == "p0")
    name = next(item for item in title.items if isinstance(item, Text) and item.block.text == alone.name)
    assert name.y + name.height / 2 == pytest.approx(card.y + card.height / 2, abs=0.1)


def with_person(project: Project, number: int, **changes: object) -> Project:
    people = list(project.personas)
    people[number] = people[number].model_copy(update=changes)
    return project.model_copy(update={"personas": tuple(people)})


def words_of_persona(found: Poster, id: str) -> list[Text]:
    (title,) = parts(found, "title")
    return [
        item for item in title.items if isinstance(item, Text) and item.item == id and item.align != "center"
    ]


def test_a_title_is_set_smaller_where_that_saves_a_line() -> None:
    short, longer = "Repair visit", "A repair visit as it should be from this very spring on"
    first = title_text(poster(titled(short, 2), paper="A2"), short)
    second = title_text(poster(titled(longer, 2), paper="A2"), longer)
    assert second.size < first.size
    assert len(second.block.lines) == 1


def test_names_in_a_row_stand_at_one_height() -> None:
    needs = ("The bike back on the same day", "A firm price before it is left, and no surprise after it")
    project = with_person(titled("Repair visit", 2), 0, needs=needs)
    found = poster(project, paper="A2")
    first, second = words_of_persona(found, "p0"), words_of_persona(found, "p1")
    assert len(first) > len(second)
    assert first[0].y == pytest.approx(second[0].y)


def test_people_stand_in_reading_direction() -> None:
    for direction, ordered in (("left_to_right", [0, 1, 2]), ("right_to_left", [2, 1, 0])):
        project = titled("Repair visit", 3)
        journey_map = project.maps[0].model_copy(update={"direction": direction})
        found = poster(project.model_copy(update={"maps": (journey_map,)}), paper="A2")
        lefts = [words_of_persona(found, f"p{n}")[0].x for n in ordered]
        assert lefts == sorted(lefts)


def test_facts_about_a_persona_break_between_them() -> None:
    facts = {
        "occupation": "Office clerk and carer of her father since he fell",
        "place": "Edge of a mid-sized town, two bus stops away",
    }
    found = poster(with_person(titled("Repair visit", 2), 0, **facts), paper="A2")
    lines = [line.text.strip() for text in words_of_persona(found, "p0") for line in text.block.lines]
    assert set(facts.values()) <= set(lines)
    shorter = poster(
        with_person(titled("Repair visit", 2), 0, occupation="Clerk", place="Kraków"), paper="A2"
    )
    lines = [line.text.strip() for text in words_of_persona(shorter, "p0") for line in text.block.lines]
    assert "Clerk · Kraków" in lines


def test_lines_under_the_title_join_before_they_push_the_map_down() -> None:
    project = titled("Repair visit", 1)
    facts = {"scenario": "From a grinding brake to a friend", "goal": "Halve the complaints by May"}
    asked = project.maps[0].model_copy(update=facts)
    bare = project.maps[0].model_copy(update={"scenario": "", "goal": ""})
    tops = []
    for journey_map in (bare, asked):
        found = poster(project.model_copy(update={"maps": (journey_map,)}), paper="A2")
        (frame,) = parts(found, "frame")
        tops.append(frame.y)
        texts = [item.block.text for item in parts(found, "title")[0].items if isinstance(item, Text)]
    assert "From a grinding brake to a friend · Goal: Halve the complaints by May" in texts
    line = next(item for item in parts(found, "title")[0].items if isinstance(item, Text)).size * 2
    assert tops[1] < tops[0] + line


def test_stage_titles_shrink_before_they_bound_all_type() -> None:
    """Twelve stages: a long bold word in a header asks for more room than any card."""
    titles = ("Consideration", "Comparison", "Installation", "Exploration") * 3
    stages = tuple(
        Stage(id=f"s{n}", title=title, steps=(Step(id=f"t{n}"),)) for n, title in enumerate(titles)
    )
    lanes = (
        make_lane("actions", "a", cells=(Cell(step="t0", cards=(make_card("actions", "c", text="Asks"),)),)),
    )
    crowded = poster(Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),)), paper="A2")
    roomy = poster(Project(maps=(JourneyMap(id="m", stages=stages[:3], lanes=lanes),)), paper="A2")
    sizes = {
        key: {
            item.size / found.measures.em
            for part in parts(found, "stage:")
            for item in part.items
            if isinstance(item, Text)
        }
        for key, found in (("crowded", crowded), ("roomy", roomy))
    }
    assert len(sizes["crowded"]) == len(sizes["roomy"]) == 1
    assert max(sizes["crowded"]) < max(sizes["roomy"])
    for part in parts(crowded, "stage:"):
        assert all(len(item.block.lines) == 1 for item in part.items if isinstance(item, Text))


@pytest.mark.parametrize("kinds", [(), ("emotions",)])
def test_a_map_of_few_lanes_is_framed_down_to_the_footer(kinds: tuple[str, ...]) -> None:
    stages = (Stage(id="s", title="Start", steps=(Step(id="t"),)),)
    lanes = tuple(make_lane(kind, f"l{n}") for n, kind in enumerate(kinds))
    found = poster(Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),)), paper="A3")
    (frame,) = parts(found, "frame")
    (footer,) = parts(found, "footer")
    assert frame.y + frame.height == pytest.approx(footer.y, abs=0.1)
    for curve in parts(found, "curve:"):
        assert curve.y + curve.height == pytest.approx(footer.y, abs=0.1)


def test_a_roll_is_not_made_long_for_a_little_more_type() -> None:
    """Twenty lanes bound the type by the roll's width: no length would reach the aim."""
    journey_map = repair_visit().maps[0]
    lanes = tuple(
        lane.model_copy(update={"id": f"{lane.id}{copy}"}) for copy in range(3) for lane in journey_map.lanes
    )
    project = Project(maps=(journey_map.model_copy(update={"lanes": lanes}),))
    assert poster(project, paper="roll914").scene.width < 3000


def test_a_sheet_that_became_longer_is_known_to_be_so_while_somebody_types() -> None:
    """The first letter kept the sheet as long as it was, and took the warning that it was too long."""
    project, memo = repair_visit(4), LayoutMemo()
    found = poster(project, paper="60x60mm")
    assert found.scene.height > 80
    first = found.measures.grown
    for text in ("A", "As", "Words for several lines, " * 20):
        one = project.maps[0]
        cell = one.lanes[0].cells[0]
        cards = (cell.cards[0].model_copy(update={"text": text}), *cell.cards[1:])
        cells = (cell.model_copy(update={"cards": cards}), *one.lanes[0].cells[1:])
        lanes = (one.lanes[0].model_copy(update={"cells": cells}), *one.lanes[1:])
        project = project.model_copy(update={"maps": (one.model_copy(update={"lanes": lanes}),)})
        found = lay_out_poster(
            project, project.maps[0], found.asked, text_engine(), measures=found.measures, memo=memo
        )
        assert found.measures.grown == pytest.approx(found.scene.height - 60)
        assert "longer_sheet" in [warning.code for warning in found.warnings]
    assert found.measures.grown > first, "it became longer still"
