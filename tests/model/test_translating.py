"""The texts of a map in other languages: what can be translated, what is missing, how it reads."""

from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.edits.translating import remove_language, set_translation, set_translations
from cjmdesk.model.project import Project
from cjmdesk.model.translating import in_language, languages_of, longest, missing, sources
from samples_translated import three_languages, workshop
from strategies import Size, projects


def words(project: Project) -> dict[tuple[str, str], str]:
    return {(one.item, one.field): one.text for one in sources(project, project.maps[0])}


def test_a_map_reads_as_it_was_translated() -> None:
    project = three_languages()
    for tag in ("pl", "ru"):
        told, journey = in_language(project, project.maps[0], tag)
        assert journey.language == tag
        assert journey is told.maps[0]
        assert words(told) == words(workshop(tag))


def test_the_own_language_is_left_as_it_is() -> None:
    project = three_languages()
    assert in_language(project, project.maps[0], "en") == (project, project.maps[0])
    assert missing(project, project.maps[0], "en") == []
    assert languages_of(project.maps[0]) == ("en", "pl", "ru")


def test_what_is_not_translated_stays_and_is_listed() -> None:
    project = three_languages()
    journey = project.maps[0]
    stage = journey.stages[0]
    fewer = set_translation(project, journey.id, "pl", stage.id, "title", "  ")
    (lacking,) = missing(fewer, fewer.maps[0], "pl")
    assert (lacking.item, lacking.field, lacking.text) == (stage.id, "title", stage.title)
    assert in_language(fewer, fewer.maps[0], "pl")[1].stages[0].title == stage.title
    assert len(missing(fewer, fewer.maps[0], "de")) == len(words(fewer))


def test_a_personas_needs_are_lines() -> None:
    project = three_languages()
    persona = project.personas[0]
    told = set_translations(
        project,
        project.maps[0].id,
        "pl",
        [(persona.id, "needs", " pierwsza \n\ndruga"), (persona.id, "name", "Ewa")],
    )
    shown, _journey = in_language(told, told.maps[0], "pl")
    assert (shown.personas[0].name, shown.personas[0].needs) == ("Ewa", ("pierwsza", "druga"))
    assert told.personas == project.personas


def test_a_language_can_be_taken_away() -> None:
    project = three_languages()
    assert languages_of(remove_language(project, project.maps[0].id, "pl").maps[0]) == ("en", "ru")


@given(projects(Size(maps=1, full=True)), st.sampled_from(("pl", "de")))
def test_every_text_can_be_translated_and_only_texts_change(project: Project, tag: str) -> None:
    if not project.maps or project.maps[0].language == tag:
        return
    before = words(project)
    texts = [(item, field, f"<{field}>") for item, field in before]
    told = set_translations(project, project.maps[0].id, tag, texts)
    assert missing(told, told.maps[0], tag) == []
    shown, _journey = in_language(told, told.maps[0], tag)
    assert words(shown) == {(item, field): f"<{field}>" for item, field in before}
    assert words(told) == before
    assert words(longest(told, told.maps[0])[0]).keys() == before.keys()
