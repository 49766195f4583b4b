"""The table for somebody who translates elsewhere: out, changed there, and in again by id."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.translating import set_translation, set_translations
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.translation_table import ENDINGS, read_table, taken, write_table
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.translating import missing, sources
from samples_translated import three_languages


def without(project: Project, *tags: str) -> Project:
    first = project.maps[0]
    kept = {tag: table for tag, table in first.translations.items() if tag not in tags}
    return project.model_copy(
        update={"maps": (first.model_copy(update={"translations": kept}), *project.maps[1:])}
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_table_brings_every_text_back(ending: str) -> None:
    project = three_languages()
    data = write_table(project, project.maps[0], ["pl", "ru"], ending)
    bare = without(project, "pl", "ru")
    found = taken(bare, bare.maps[0], read_table(data, ending))
    assert (found.unknown, found.changed) == (0, [])
    for tag, texts in found.texts.items():
        bare = set_translations(bare, bare.maps[0].id, tag, texts)
    assert bare.maps[0].translations == project.maps[0].translations


@pytest.mark.parametrize("ending", ENDINGS)
@given(text=st.text(min_size=1).filter(str.strip))
def test_whatever_the_words_are(ending: str, text: str) -> None:
    stage = Stage(id="g", title="a", steps=(Step(id="s"),))
    project = set_translation(
        Project(maps=(JourneyMap(id="m", stages=(stage,)),)), "m", "pl", "g", "title", text
    )
    kept = project.maps[0].translations.get("pl", {}).get("g", {}).get("title", "")
    bare = without(project, "pl")
    found = taken(
        bare, bare.maps[0], read_table(write_table(project, project.maps[0], ["pl"], ending), ending)
    )
    brought = {item: words for item, _field, words in found.texts.get("pl", [])}
    assert brought.get("g", "").split() == kept.split()


def test_only_what_is_missing_goes_out() -> None:
    project = three_languages()
    stage = project.maps[0].stages[0]
    fewer = set_translation(project, project.maps[0].id, "ru", stage.id, "title", "")
    rows = list(
        csv.reader(
            io.StringIO(
                write_table(fewer, fewer.maps[0], ["pl", "ru"], "csv", missing_only=True).decode("utf-8-sig")
            )
        )
    )
    assert rows[0] == ["id", "place", "en", "pl", "ru"]
    assert rows[1:] == [[f"{stage.id}/title", "Stage › Awareness › Title", stage.title, "Świadomość", ""]]


def test_rows_in_any_order_with_strangers_and_another_language() -> None:
    project = without(three_languages(), "ru")
    first, second = list(sources(project, project.maps[0]))[:2]
    text = (
        "de;note;id\r\n"
        f"Zwei;x;{second.item}/{second.field}\r\n"
        f"Eins;;{first.item}/{first.field}\r\n"
        "Fremd;;nobody/text\r\n"
        ";;\r\n"
    )
    with pytest.raises(ImportRefused):
        read_table(b"a,b\r\n1,2", "csv")
    found = taken(project, project.maps[0], read_table(text.encode("utf-8"), "csv"))
    assert found.unknown == 1
    assert {words for _item, _field, words in found.texts["de"]} == {"Eins", "Zwei"}


def test_an_empty_cell_takes_nothing_away_and_a_changed_original_is_told() -> None:
    project = three_languages()
    stage = project.maps[0].stages[0]
    data = write_table(project, project.maps[0], ["de"], "csv")
    later = set_field(project, stage.id, "title", "Interest")
    found = taken(later, later.maps[0], read_table(data, "csv"))
    assert found.count == 0
    assert [one.item for one in found.changed] == [stage.id]
    assert len(missing(later, later.maps[0], "de")) == sum(1 for _ in sources(later, later.maps[0]))


def test_no_spreadsheet_takes_a_text_for_a_formula() -> None:
    project = three_languages()
    stage = project.maps[0].stages[0]
    project = set_translation(project, project.maps[0].id, "pl", stage.id, "title", "=1+1")
    data = write_table(project, project.maps[0], ["pl"], "csv")
    assert b",'=1+1" in data
    bare = without(project, "pl")
    found = taken(bare, bare.maps[0], read_table(data, "csv"))
    assert (stage.id, "title", "=1+1") in found.texts["pl"]
