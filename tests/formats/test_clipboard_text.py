"""Lists and tables of other programs pasted into a map, and ours as others get them."""

from collections.abc import Sequence

import pytest

from cjmdesk.edits.copying import copied_items
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.pasting import Pasted, Spot
from cjmdesk.formats.copied import html, plain_text, tab_separated
from cjmdesk.formats.pasted import MOST_LETTERS, paste_rows, read_page, read_text
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.project import Project
from samples import repair_visit


def lines(text: str) -> list[list[tuple[str, ...]]]:
    return [[tuple(line.text for line in cell) for cell in row] for row in read_text(text)]


def cell(project: Project, lane: str, step: str) -> Sequence[str]:
    found = next(one for one in project.maps[0].lanes if one.id == lane)
    at = [one for one in found.cells if one.step == step]
    return [card.text for one in at for card in one.cards] + [p.quote for one in at for p in one.points]


def paste(text: str, lane: str = "l-pain_points", step: str = "t5") -> Pasted:
    return paste_rows(repair_visit(), "m", read_text(text), Spot(lane, step))


def test_a_list_is_one_cell_without_bullets_numbers_and_empty_lines() -> None:
    assert lines("• one\r\n\n- two\n3. three\n[x] four") == [[("one", "two", "three", "four")]]
    assert lines("•\tone\n\t◦\ttwo") == [[("one", "two")]], "as word processors write lists"
    assert lines("- one\n  goes on\n- two") == [[("one\ngoes on", "two")]]
    assert cell(paste("slow\nloud").project, "l-pain_points", "t5") == ["slow", "loud"]


def test_tabs_part_cells_and_quoted_cells_hold_lines() -> None:
    assert lines('a\tb\n"c\nd"\te') == [[("a",), ("b",)], [("c", "d"), ("e",)]]
    assert lines("\tindented\n\talso") == [[("indented", "also")]]
    assert lines("\tright\nleft\tright") == [[(), ("right",)], [("left",), ("right",)]]


def test_a_table_fills_cells_to_the_right_and_below_and_the_map_grows() -> None:
    pasted = paste("one\ttwo\nthree\tfour")
    after = pasted.project.maps[0]
    assert (pasted.stages, pasted.lanes, len(pasted.ids)) == (1, 0, 4)
    last = after.stages[-1].steps[0].id
    assert cell(pasted.project, "l-pain_points", "t5") == ["one"]
    assert cell(pasted.project, "l-pain_points", last) == ["two"]
    assert cell(pasted.project, "l-solutions", "t5")[-1] == "three"
    assert cell(pasted.project, "l-solutions", last) == ["four"]


def test_an_emotion_lane_gets_points_with_levels() -> None:
    pasted = paste("-3 why so long\n+2.5/5 happy “at last”", "l-emotions", "t0")
    points = pasted.project.maps[0].lanes[2].cells[0].points[-2:]
    assert [(p.level, p.feeling, p.quote) for p in points] == [
        (-3.0, "", "why so long"),
        (2.5, "happy", "at last"),
    ]


def test_a_spreadsheets_table_is_read_from_its_html() -> None:
    page = (
        "<html><body><!--StartFragment--><table border=0><tr><td>Waits<br>Asks</td><td>Pays</td></tr>"
        "<tr><td></td><td>Leaves</td></tr></table><!--EndFragment--></body></html>"
    )
    rows = read_page(page)
    assert rows is not None
    pasted = paste_rows(repair_visit(), "m", rows, Spot("l-actions", "t0"))
    assert cell(pasted.project, "l-actions", "t0")[-2:] == ["Waits", "Asks"]
    assert cell(pasted.project, "l-touchpoints", "t1")[-1] == "Leaves"
    assert read_page("<p>words</p>") is None
    assert read_page("<p>words beside</p><table><tr><td>x</td></tr></table>") is None
    assert read_page("<table>" * 5000) is None, "nested too deeply: its text is taken instead"


def test_our_own_table_goes_back_to_where_it_came_from() -> None:
    project = repair_visit()
    chosen = ["cell:l-pain_points:t1", "cell:l-solutions:t2", "cell:l-emotions:t1"]
    copied = copied_items(project, "m", chosen)
    assert copied is not None
    text = tab_separated(copied)
    assert text.split("\n")[0].split("\t") == ["Stage", "Consideration", "Decision"]
    pasted = paste_rows(project, "m", read_text(text), Spot("l-actions", "t4"))
    assert cell(pasted.project, "l-pain_points", "t1")[2:] == [
        "No prices on the website",
        "Opening hours out of date",
    ]
    assert cell(pasted.project, "l-solutions", "t2") == ["Call-back button", "Call-back button"]
    assert cell(pasted.project, "l-actions", "t4") == cell(project, "l-actions", "t4")


def test_what_others_get() -> None:
    project = repair_visit()
    card = project.maps[0].lanes[0].cells[0].cards[0]
    single = copied_items(project, "m", [card.id])
    both = copied_items(project, "m", ["cell:l-pain_points:t1"])
    table = copied_items(project, "m", ["l-pain_points", "l-solutions"])
    stage = copied_items(project, "m", ["s5"])
    assert single and both and table and stage
    assert plain_text(single) == "Hears a grinding brake"
    assert html(single) == "<p>Hears a grinding brake</p>"
    assert plain_text(both) == "No prices on the website\nOpening hours out of date"
    assert html(both) == "<ul><li>No prices on the website</li><li>Opening hours out of date</li></ul>"
    assert html(table).count("<tr>") == 3
    assert html(table).count("<th") == 7 + 2
    assert "“check your brakes”" in html(table)
    assert plain_text(stage).startswith("Actions\t")


def test_a_copied_number_has_the_unit_of_its_lane() -> None:
    project = repair_visit()
    card = make_card("metrics", "c-number", text="wait", number=12.5)
    lane = make_lane("metrics", "l-metrics", unit="%", cells=(Cell(step="t5", cards=(card,)),))
    one = project.maps[0].model_copy(update={"lanes": (lane,)})
    copied = copied_items(project.model_copy(update={"maps": (one,)}), one.id, ["c-number"])
    assert copied is not None
    assert plain_text(copied) == "wait: 12.5%"
    assert html(copied) == "<p>wait: 12.5%</p>"


def test_far_too_much_is_one_sentence() -> None:
    for text in ("word " * (MOST_LETTERS // 4), "line\n" * 501, "a\tb\n" * 201, "a\t" * 201 + "b"):
        with pytest.raises(EditError) as told:
            paste(text)
        assert len(str(told.value)) < 200


def test_control_characters_and_half_characters_are_cleaned() -> None:
    pasted = paste("a\x00b\x1b\ud800c\u2028next")
    assert cell(pasted.project, "l-pain_points", "t5") == ["ab�c", "next"]
    with pytest.raises(EditError):
        paste("\x00 \n ")
