"""Markdown and HTML: tables, outlines, pages from spreadsheets and wikis."""

# ruff: noqa: E501 - foreign files stand as they are written

import pytest
from foreign import MAPS, cards_of, cells, imported, kinds, lane_of, levels, names, only, said, stages, steps

from cjmdesk.formats.importers import import_file
from cjmdesk.formats.outcome import ImportRefused


def test_markup_becomes_plain_text_and_links_keep_their_address() -> None:
    text = "# Bank\n\n| Aspect | Awareness | `Buy` |\n|:--|:-:|--|\n| **Actions** | Sees [an *ad*](http://x.y) | Signs \\| pays<br>Waits |\n| Emotions | _curious_ | 😡 |\n"
    one = only("a.md", text)
    assert (one.title, stages(one)) == ("Bank", ["Awareness", "Buy"])
    assert cells(one, "Actions") == [["Sees an ad"], ["Signs | pays", "Waits"]]
    assert lane_of(one, "actions").cells[0].cards[0].note == "http://x.y"
    assert levels(one) == [2, -5]


def test_lines_before_the_table_are_read_and_others_named() -> None:
    text = "# Bank CJM\n**Persona:** Anna, 34\n**Goal:** open an account\n\nOn a Saturday.\n\n| Stage | Actions |\n|--|--|\n| Look | sees |\n| Buy | pays |\n\nClosing words.\n\n| Term | Meaning |\n|---|---|\n| CJM | map |\n"
    found = imported("a.md", text)
    (one,) = found.project.maps
    assert (names(found.project, one), one.goal, one.scenario) == (
        ["Anna"],
        "open an account",
        "On a Saturday.",
    )
    assert "Closing words" in said(found, "unplaced")
    assert "1 more table" in said(found, "unplaced")


def test_tables_with_one_head_are_one_map() -> None:
    found = import_file(MAPS / "en-writer-four-tables.md")
    (one,) = found.project.maps
    assert len(stages(one)) == 13
    assert one.stages[3].description == "2. First Use"
    assert [len(lane.cells) for lane in one.lanes] == [13] * 4


def test_a_table_for_each_stage_is_one_map() -> None:
    one = import_file(MAPS / "en-mintlens-persona-dimension-tables.md").project.maps[0]
    assert stages(one)[0] == "2.1 Awareness"
    assert len(stages(one)) == 5
    assert kinds(one)["Touchpoints"] == "touchpoints"
    assert all(len(lane.cells) == 5 for lane in one.lanes)


def test_the_same_stages_twice_are_two_maps() -> None:
    table = "| Stage | Actions | Emotions |\n|---|---|---|\n| Aware | a | happy |\n| Buy | b | sad |\n"
    found = imported("a.md", f"# Shop\n### Persona: Anna\n{table}\n### Persona: Bob\n{table}")
    assert [one.title for one in found.project.maps] == ["Persona: Anna", "Persona: Bob"]
    assert [names(found.project, one) for one in found.project.maps] == [["Anna"], ["Bob"]]
    ids = [lane.id for one in found.project.maps for lane in one.lanes]
    assert len(set(ids)) == len(ids)


def test_numbered_items_are_stages_and_nested_ones_cards() -> None:
    one = import_file(MAPS / "en-outline-existing-customer-buys-flowers.md").project.maps[0]
    assert (one.title, len(stages(one))) == ("Existing customer buys flowers", 8)
    assert cards_of(one, "actions")[:2] == ["Select flowers", "Select flower package to buy"]


def test_text_behind_a_colon_is_a_card() -> None:
    text = "# CJM\n1. Awareness: sees the bot at 9:30.\n2. First value: a/b.\nPain points: long forms.\n"
    found = imported("a.md", text)
    (one,) = found.project.maps
    assert (stages(one), cards_of(one, "actions")) == (
        ["Awareness", "First value"],
        ["sees the bot at 9:30.", "a/b."],
    )
    assert "Pain points: long forms." in one.scenario
    assert "long forms" in said(found, "guessed")


def test_several_headed_lists_are_several_maps() -> None:
    found = imported(
        "a.md", "## Journeys\n### New user\n1. Choose.\n2. Pay.\n### Old user\n1. Return.\n2. Pay.\n"
    )
    assert [(one.title, stages(one)) for one in found.project.maps] == [
        ("New user", ["Choose.", "Pay."]),
        ("Old user", ["Return.", "Pay."]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Journey\n## Stage 1: Look\n- **Actions:** sees\n- **Touchpoints:**\n  - web\n  - friends\n- **Emotions:** curious\n\n## Stage 2: Buy\n- **Actions:** pays\n- **Emotions:** angry\n",
        "# Journey\n## Stage 1: Look\n**Actions:** sees\n\n**Touchpoints:** web\n\nTouchpoints: friends\n\n**Emotions:** curious\n## Stage 2: Buy\nActions: pays\n\nEmotions: angry\n",
        "# Journey\n## Stage 1: Look\n### Actions\n- sees\n### Touchpoints\n- web\n- friends\n### Emotions\ncurious\n## Stage 2: Buy\n### Actions\n- pays\n### Emotions\n- angry\n",
        "1. Stage 1: Look\n   - Actions: sees\n   - Touchpoints:\n     - web\n     - friends\n   - Emotions: curious\n2. Stage 2: Buy\n   - Actions: pays\n   - Emotions: angry\n",
    ],
    ids=["bullets", "paragraphs", "headings", "nested"],
)
def test_outlines_with_named_lanes(text: str) -> None:
    one = only("a.md", text)
    assert len(stages(one)) == 2
    assert cards_of(one, "actions") == ["sees", "pays"]
    assert cards_of(one, "touchpoints") == ["web", "friends"]
    assert levels(one) == [2, -5]


def test_merged_cells_of_a_page() -> None:
    page = (
        "<html><head><title>x</title><style>td{}</style></head><body><h1>CJM Shop</h1><table><tr><th></th>"
        "<th colspan=2>Awareness</th><th>Purchase</th></tr><tr><th></th><td>Ad</td><td>Search</td><td>Pay</td></tr>"
        "<tr><th>Actions</th><td>looks<br>asks</td><td><ul><li>types</li><li><a href='http://a.b'>clicks</a></li></ul></td>"
        "<td><p>pays</p><p>waits</p></td></tr><tr><th rowspan=2>Emotions</th><td>3</td><td>4</td><td>1</td></tr>"
        "<tr><td></td><td>5</td><td></td></tr></table></body></html>"
    )
    one = only("a.html", page)
    assert (stages(one), steps(one)) == (["Awareness", "Purchase"], [["Ad", "Search"], ["Pay"]])
    assert cells(one, "Actions") == [["looks", "asks"], ["types", "clicks"], ["pays", "waits"]]
    assert lane_of(one, "actions").cells[1].cards[1].note == "http://a.b"
    assert levels(one) == [0, 2.5, 5, -5]


PASTED = {
    "google": '<google-sheets-html-origin><style><!--td {border: 1px}--></style><table xmlns="http://www.w3.org/1999/xhtml"><colgroup><col width="100"/></colgroup><tbody><tr><td data-sheets-value="{}">Etap</td><td>Działania</td><td>Emocje</td></tr><tr><td>Zakup</td><td>płaci<br/>czeka</td><td>złość</td></tr></tbody></table>',
    "excel": 'Version:0.9\r\nStartHTML:0000\r\n<html xmlns:o="urn:x"><body><!--StartFragment--><table><col width=64><tr><td class=xl65>Etap</td><td>Działania</td><td>Emocje</td></tr><tr><td>Zakup</td><td>płaci<br style="mso-data-placement:same-cell">czeka</td><td>złość</td></tr></table><!--EndFragment--></body></html>',
    "published": '<table class="waffle"><thead><tr><th></th><th>A</th><th>B</th><th>C</th></tr></thead><tbody><tr><th>1</th><td>Etap</td><td>Działania</td><td>Emocje</td></tr><tr><th>2</th><td>Zakup</td><td><div>płaci</div><div>czeka</div></td><td>złość</td></tr></tbody></table>',
    "confluence": '<div class="table-wrap"><table class="confluenceTable"><tbody><tr><th class="confluenceTh"><p>Etap</p></th><th><p>Działania</p></th><th><p>Emocje</p></th></tr><tr><td><p><strong>Zakup</strong></p></td><td><ul><li><p>płaci</p></li><li><p>czeka</p></li></ul></td><td><p>złość</p></td></tr></tbody></table></div>',
}


def test_cells_that_are_never_closed() -> None:
    one = only(
        "a.html", "<table><tr><th>Stage<th>Actions<tr><td>Buy<td>pays<br>waits<tr><td>Use<td>opens</table>"
    )
    assert (stages(one), cells(one, "Actions")) == (["Buy", "Use"], [["pays", "waits"], ["opens"]])


@pytest.mark.parametrize("program", PASTED)
def test_tables_on_the_clipboard(program: str) -> None:
    one = only("", PASTED[program])
    assert (stages(one), cells(one, "Działania"), levels(one)) == (["Zakup"], [["płaci", "czeka"]], [-5])
    assert one.language == "pl"


def test_a_diagram_in_a_page() -> None:
    assert stages(
        only("a.html", '<body><p>x</p><pre class="mermaid">journey\nsection A\n B: 3: Me\n</pre></body>')
    ) == ["A"]


def test_html_inside_markdown() -> None:
    text = "# T\n\n<table><tr><th>Stage</th><th>Actions</th></tr><tr><td>Buy</td><td>pays</td></tr></table>\n"
    assert stages(only("a.md", text)) == ["Buy"]


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "", "notes"])
def test_prose_is_refused(name: str) -> None:
    with pytest.raises(ImportRefused):
        imported(name, "Just some words,\nand more of them.\n")


def test_lists_that_say_nothing_of_a_journey_are_refused() -> None:
    with pytest.raises(ImportRefused):
        imported("shopping.md", "- milk\n- bread\n")


def test_tables_without_a_head_are_named_by_their_headings() -> None:
    table = "| | |\n|---|---|\n| Actions | {} |\n| Emotions | {} |\n"
    text = f"# CJM\n\n## Look\n\n{table.format('sees', 'curious')}\n## Buy\n\n{table.format('pays', 'angry')}"
    one = only("a.md", text)
    assert (one.title, stages(one)) == ("CJM", ["Look", "Buy"])
    assert (cells(one, "Actions"), levels(one)) == ([["sees"], ["pays"]], [2, -5])


def test_both_mixed_lanes_and_mind_are_told_by_what_they_hold() -> None:
    felt = only("a.md", "| Stage | Thoughts & Feelings |\n|--|--|\n| A | happy |\n| B | 😡 |\n")
    thought = only(
        "a.md", "| Stage | Thoughts & Feelings |\n|--|--|\n| A | Where do I start? |\n| B | Is it dear? |\n"
    )
    assert [kinds(one)["Thoughts & Feelings"] for one in (felt, thought)] == ["emotions", "thoughts"]


def test_rows_that_begin_like_a_list_stay_in_their_table() -> None:
    text = "Stage | Doing | Feeling\n--- | --- | ---\n1. Find | looks | 😐\n2. Buy | pays | 😡\n\n1. A list | with a bar\n"
    one = only("a.md", text)
    assert (stages(one), list(kinds(one))) == (["1. Find", "2. Buy"], ["Doing", "Feeling"])


def test_a_diagram_and_a_table_are_two_maps() -> None:
    text = "```mermaid\njourney\n section A\n  Do: 4: Me\n```\n\n| Stage | Actions | Pain points |\n|--|--|--|\n| Buy | pays | slow |\n| Use | rides | squeaks |\n\n| Key | Value |\n|--|--|\n| a | b |\n"
    found = imported("a.md", text)
    assert [stages(one) for one in found.project.maps] == [["A"], ["Buy", "Use"]]
    assert "1 more table" in said(found, "unplaced")


def test_sections_beside_a_table_name_persona_and_goal() -> None:
    text = "# CJM\n\n### Persona\n- Busy Beth, 34\n- hates forms\n\n### Objectives\n- Reduce churn\n\n| Stage | Actions | Emotion |\n|--|--|--|\n| Buy | pays | ok |\n| Use | rides | sad |\n"
    found = imported("a.md", text)
    (one,) = found.project.maps
    assert (names(found.project, one), one.goal) == (["Busy Beth"], "Reduce churn")
    assert found.project.personas[0].note == "34\nhates forms"
    assert said(found, "unplaced") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Journey\n\n1. Find\n   1.1. looks\n   1.2. asks\n2. Buy\n   2.1. pays\n",
        "# Customer journey\n\n**Find**\n- Actions: looks\n- Actions: asks\n\n**Buy**\n- Actions: pays\n- Pain points: queue\n",
        "# Customer journey\n\n1. [ ] Find\n   - [x] looks\n   - [ ] asks\n2. [x] Buy\n   - pays\n",
    ],
    ids=["numbers below numbers", "bold lines as headings", "ticks"],
)
def test_outlines_as_people_type_them(text: str) -> None:
    one = only("a.md", text)
    assert stages(one) == ["Find", "Buy"]
    assert cards_of(one, "actions") == ["looks", "asks", "pays"]


@pytest.mark.parametrize(
    "text",
    [
        "Customer journey\n\tFind\n\t\tlooks\n\t\tasks\n\tBuy\n\t\tpays\n",
        "Customer journey\n\nFind\n  - looks\n  - asks\nBuy\n  - pays\n",
    ],
)
def test_indentation_alone_makes_an_outline(text: str) -> None:
    one = only("notes.txt", text)
    assert (one.title, stages(one)) == ("Customer journey", ["Find", "Buy"])
    assert cards_of(one, "actions") == ["looks", "asks", "pays"]


def test_bullets_with_dashes_are_stages() -> None:
    one = only(
        "a.md", "Journey of our **gym**.\n\n* **Aware** – sees flyer\n* **Trial** – books\n  * gets lost\n"
    )
    assert stages(one) == ["Aware", "Trial"]
    assert [stage.description for stage in one.stages] == ["sees flyer", "books"]


def test_a_labelled_line_below_a_list_is_a_lane_of_its_own() -> None:
    stage = "## Stage {n}: {name}\n**Actions**\n- looks\n- asks\n\n**Feelings:** {feeling}\n\n"
    one = only(
        "a.md",
        "# Hotel journey\n\n"
        + stage.format(n=1, name="Dreaming", feeling="excited")
        + stage.format(n=2, name="Booking", feeling="angry"),
    )
    assert kinds(one) == {"Actions": "actions", "Feelings": "emotions"}
    assert cells(one, "Actions") == [["looks", "asks"], ["looks", "asks"]]
    assert levels(one)[1] == -5


def test_an_outline_with_lanes_gets_no_empty_one_beside_them() -> None:
    text = (
        "# Viaje del cliente\n1. Cita\n   - Acciones: llama\n   - Emoción: enfadada\n2. Visita\n   - espera\n"
    )
    one = only("a.md", text)
    assert list(kinds(one)) == ["Acciones", "Emoción"]
    assert cells(one, "Acciones") == [["llama"], ["espera"]]
