"""Posters of one map in several languages hang side by side: the same columns, rows and type."""

import pytest
from msgspec.structs import replace

from cjmdesk.edits.translating import set_translations
from cjmdesk.layout.scene import Text
from cjmdesk.model.project import Project
from cjmdesk.model.translating import sources
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.poster import Poster
from cjmdesk.posters.shown import ChoiceError
from cjmdesk.text.qt import text_engine
from samples_translated import three_languages
from scene_checks import problems


def printed(project: Project, language: str, **choices: object) -> Poster:
    asked = replace(PrintChoices(paper="A2", language=language), **choices)  # type: ignore[arg-type]
    found = print_map(project, project.maps[0], asked, text_engine()).poster
    assert isinstance(found, Poster)
    return found


def grid(poster: Poster) -> list[tuple[object, ...]]:
    """Where its cells lie, to a thousandth of a millimetre."""
    return [
        (cell.lane, cell.step, *(round(side, 3) for side in (cell.x, cell.y, cell.width, cell.height)))
        for cell in poster.scene.cells
    ]


def said(poster: Poster) -> str:
    return " ".join(text.block.text for _part, text in poster.scene.texts())


@pytest.mark.parametrize("what", ["map", "curve"])
@pytest.mark.parametrize("paper", ["A2", "A4", "roll914"])
def test_all_languages_have_one_layout(what: str, paper: str) -> None:
    project = three_languages()
    english, polish, russian = (printed(project, tag, what=what, paper=paper) for tag in ("en", "pl", "ru"))
    assert grid(english) == grid(polish) == grid(russian)
    assert english.card_pt == polish.card_pt == russian.card_pt
    for one in (english, polish, russian):
        assert list(problems(one.scene)) == []
        assert (one.scene.width, one.scene.height) == (english.scene.width, english.scene.height)
    assert (english.scene.language, polish.scene.language) == ("en", "pl")


def test_the_words_are_those_of_the_language() -> None:
    project = three_languages()
    polish = said(printed(project, "pl"))
    for words in ("Wizyta w serwisie", "Świadomość", "Punkty styku"):
        assert words in polish
    assert "Awareness" not in polish


def test_one_language_much_longer_than_the_others_decides() -> None:
    project = three_languages()
    texts = [(one.item, one.field, f"{one.text} " * 4) for one in sources(project, project.maps[0])]
    project = set_translations(project, project.maps[0].id, "de", texts)
    german, english = printed(project, "de"), printed(project, "en")
    assert grid(german) == grid(english)
    assert german.scene.height <= min(420.0, german.scene.width) + 0.01
    assert english.card_pt < printed(project, "en", own_layout=True).card_pt


def test_by_itself_a_language_is_laid_out_as_suits_it() -> None:
    project = three_languages()
    alone = printed(project, "pl", own_layout=True)
    assert grid(alone) != grid(printed(project, "pl"))
    assert alone.card_pt >= printed(project, "pl").card_pt


def test_a_language_that_the_map_does_not_have_is_refused() -> None:
    with pytest.raises(ChoiceError, match="de"):
        printed(three_languages(), "de")


def test_untranslated_texts_are_printed_as_they_are() -> None:
    project = three_languages()
    journey = project.maps[0]
    few = {"pl": {journey.id: {"title": "Wizyta"}}}
    project = project.model_copy(update={"maps": (journey.model_copy(update={"translations": few}),)})
    told = said(printed(project, "pl"))
    assert "Wizyta" in told
    assert "Awareness" in told
    assert any(isinstance(item, Text) for part in printed(project, "pl").scene.parts for item in part.items)
