"""Mermaid journeys, also those that Mermaid misreads or rejects."""

# ruff: noqa: E501 - foreign files stand as they are written

import pytest
from foreign import MAPS, cards_of, imported, lane_of, levels, names, only, said, stages
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.formats.importers import import_file
from cjmdesk.formats.lane_titles import TITLES
from cjmdesk.formats.mermaid_text import decoded, encoded, parse_task
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.words import lane_kind


@pytest.mark.parametrize(
    ("line", "text", "level", "actors", "note"),
    [
        ("A: 5", "A", 5.0, [], ""),
        ("A: 5:", "A", 5.0, [], ""),
        ("A: 1: Me", "A", -5.0, ["Me"], ""),
        ("A: 0: Me", "A", -5.0, ["Me"], ""),
        ("A: 7: Me", "A", 5.0, ["Me"], ""),
        ("A: -1: Me", "A", -5.0, ["Me"], ""),
        ("A: 3.5", "A", 1.25, [], ""),
        ("A: 4,5:", "A", None, [], "4,5"),
        ("A: five", "A", None, [], "five"),
        ("A: 4/5", "A", None, [], "4/5"),
        ("Meet at 9:30: 4: Me", "Meet at 9:30", 2.5, ["Me"], ""),
        ("Meet at 9:05: 4: Me", "Meet at 9:05", 2.5, ["Me"], ""),
        ("A: 5: Me: note", "A", 5.0, ["Me"], "note"),
        ("Title search: 5: Me", "Title search", 5.0, ["Me"], ""),
        ("Section review: 4: Me", "Section review", 2.5, ["Me"], ""),
        ("任务：5：我", "任务", 5.0, ["我"], ""),
        ("任务：5: 我，你", "任务", 5.0, ["我", "你"], ""),
        ("A: 5: Me, Me, , Cat", "A", 5.0, ["Me", "Cat"], ""),
        ("A #35;1; b #x: 2: C;D", "A #1; b #x", -2.5, ["C;D"], ""),
        ("Read https://x.org/a: 3: Me", "Read https://x.org/a", 0.0, ["Me"], ""),
        ("Line<br>break<br/>here: 3", "Line\nbreak\nhere", 0.0, [], ""),
        ("A  :\t5   :   Me", "A", 5.0, ["Me"], ""),
        ("Ask: what now: 2: Me", "Ask: what now", -2.5, ["Me"], ""),
        ("R&amp;D #9829;: 3", "R&D ♥", 0.0, [], ""),
    ],
)
def test_task_is_read_as_its_author_meant(
    line: str, text: str, level: float | None, actors: list[str], note: str
) -> None:
    found = imported("a.mmd", f"journey\n  section S\n    Other: 3\n    {line}\n")
    (one,) = found.project.maps
    actions, feelings = lane_of(one, "actions"), lane_of(one, "emotions")
    card, point = actions.cells[0].cards[1], feelings.cells[0].points[1]
    assert (card.text, point.level, card.note) == (text, level, note)
    assert names(found.project, one) == actors
    assert card.personas == point.personas == one.personas


def test_sections_keep_colons_repeats_and_empty_names() -> None:
    text = "journey\nBefore: 3\nsection Phase 1: Awareness\nA: 3\nsection\nB: 3\nsection Phase 1: Awareness\nC: 3\nsection Step: 2\n"
    found = imported("a.mmd", text)
    (one,) = found.project.maps
    assert stages(one) == ["", "Phase 1: Awareness", "", "Phase 1: Awareness", "Step: 2"]
    assert "line 5" in said(found, "guessed")
    assert len({stage.id for stage in one.stages}) == 5


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("indent", ["", "\t", "      "])
def test_indentation_and_line_ends_do_not_matter(end: str, indent: str) -> None:
    lines = ["journey", "title T", "section S", "A: 4: Me", "section U", "B: 2"]
    one = only("a.mmd", end.join(indent * (n > 0) + line for n, line in enumerate(lines)))
    assert (one.title, stages(one), levels(one)) == ("T", ["S", "U"], [2.5, -2.5])


def test_titles_and_descriptions_are_kept() -> None:
    front = "---\ntitle: Front\nconfig:\n  theme: base\n---\njourney\naccTitle: Acc\naccDescr {\n one\n two\n}\nsection S\nA: 3\n"
    one = only("a.mmd", front)
    assert (one.title, one.scenario) == ("Front", "Acc\none\ntwo")
    found = imported("a.mmd", "journey\ntitle First\ntitle Last\naccDescr: About\nsection S\nA: 3\n")
    assert found.project.maps[0].title == "Last"
    assert found.project.maps[0].scenario == "About"
    assert "First" in said(found, "guessed")
    assert only("my_shop.mmd", "journey\nsection S\nA: 3\n").title == "my shop"


def test_nothing_around_the_journey_is_dropped_silently() -> None:
    found = imported(
        "a.mmd", "# My template\n\njourney\n%% a remark\nsection S\nno colon\nA: 3\n%%{init: {}}%%\n"
    )
    notes = said(found, "guessed")
    assert "My template" in notes
    assert "a remark" in notes
    assert "no colon" in notes
    assert cards_of(found.project.maps[0], "actions") == ["no colon", "A"]


def test_journeys_in_markdown_become_maps_and_other_diagrams_are_named() -> None:
    text = (
        "# Doc\n\n```mermaid\nflowchart TD\n  A-->B\n```\n## One\n\n```mermaid\njourney\n section A\n  Do: 5: Me\n```\n"
        "## Two\n~~~mermaid\njourney\n\ttitle T2\n\tsection B\n\t\tGo: 2: Me\n~~~\n::: mermaid\njourney\nsection C\nX: 3\n:::\n"
    )
    found = imported("doc.md", text)
    assert [one.title for one in found.project.maps] == ["One", "T2", "Two"]
    assert "flowchart" in said(found, "unplaced")
    assert [persona.name for persona in found.project.personas] == ["Me"]


def test_word_journey_alone_may_be_missing() -> None:
    assert stages(only("a.mmd", "section A\n  Buy: 3: Me\nsection B\n  Use: 4: Me\n")) == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("flowchart TD\nA-->B", "flowchart"),
        ("sequenceDiagram\nA->>B: hi", "sequenceDiagram"),
        ("hello\n", "journey"),
    ],
)
def test_other_diagrams_are_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        imported("a.mmd", text)


def test_real_diagrams() -> None:
    found = import_file(
        [
            MAPS / "mermaid-doc-working-day.mmd",
            MAPS / "mermaid-spec-eight-tasks.mmd",
            MAPS / "en-keen-no-actors.mmd",
        ]
    )
    day, spec, keen = found.project.maps
    assert names(found.project, day) == ["Me", "Cat"]
    assert levels(day) == [5, 0, -5, 5, 5]
    assert names(found.project, spec) == ["Alice", "Bob", "Charlie"]
    assert [len(stages(one)) for one in (day, spec, keen)] == [2, 2, 5]


WORDS = (
    st.text(
        st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' #;:：,<>&"%-'),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(WORDS, WORDS)
def test_escaped_texts_come_back(text: str, name: str) -> None:
    task = parse_task(f"{encoded(text)}: 3: {encoded(name, also=',，、،')}")
    assert task.text == text
    assert task.actors == (name,)
    assert decoded(encoded(text)) == text


def test_a_journey_on_one_line_and_styles_of_other_diagrams() -> None:
    one = only("a.mmd", "journey; title One; section A; go: 3: Me; stay: 5: Me;")
    assert (one.title, stages(one), cards_of(one, "actions")) == ("One", ["A"], ["go", "stay"])
    found = imported("a.mmd", "journey\n section A\n  Do: 3: Me:::happy\n classDef happy fill:#f9f\n")
    assert cards_of(found.project.maps[0], "actions") == ["Do"]
    assert "classDef happy" in said(found, "guessed")


def test_diagrams_inside_lists_are_found() -> None:
    text = "1. First\n\n   ```mermaid\n   journey\n     section A\n       Do: 4: Me\n   ```\n2. Then\n"
    assert stages(only("a.md", text)) == ["A"]


@pytest.mark.parametrize(
    ("language", "titles"),
    [("he", ["פעולות", "רגשות"]), ("zh-Hant", ["行為", "情緒"]), ("de-AT", ["Aktionen", "Emotionen"]),
     ("zh-TW", ["行為", "情緒"]), ("pl", ["", ""]), ("xx", ["", ""])],
)  # fmt: skip
def test_lanes_are_called_in_the_language_of_the_map(language: str, titles: list[str]) -> None:
    one = only("a.mmd", "journey\n  section A\n    b: 3: C\n", language=language)
    assert [lane.title for lane in one.lanes] == titles


def test_titles_of_lanes_read_back_as_their_kind() -> None:
    wrong = {
        (kind, language, title)
        for kind, titles in TITLES.items()
        for language, title in titles.items()
        if lane_kind(title) != kind
    }
    assert not wrong
