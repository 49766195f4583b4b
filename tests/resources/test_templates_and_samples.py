"""Finding templates and samples, making projects from them, and the two verbs."""

import json
from pathlib import Path

import pytest

from cjmdesk import shipped
from cjmdesk.cli.main import main
from cjmdesk.edits.templating import as_template
from cjmdesk.formats.own_templates import save_own
from cjmdesk.formats.templates import (
    UnknownTemplateError,
    list_samples,
    list_templates,
    make_map,
    make_project,
    sample,
    template_languages,
)
from cjmdesk.model.choices import MAP_TYPES
from cjmdesk.model.references import map_items
from cjmdesk.storage.project_file import load

LANGUAGES = ("en", "pl", "ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_map_type_has_its_templates(language: str) -> None:
    found = list_templates(language)
    forms = [info for info in found if not info.trade]
    assert {info.type for info in forms} == set(MAP_TYPES)
    sets = {(info.type, info.stage_set) for info in forms}
    assert len(sets) == len(forms) == 7
    assert found[:7] == tuple(forms) and len(found) == 15
    icons = [info.icon for info in found if info.trade]
    assert len(set(icons)) == 8 and all(shipped.path("icons", f"{icon}.svg").is_file() for icon in icons)
    for info in found:
        assert info.language == language
        assert all((info.title, info.suits, info.strengths, info.limits))
        assert template_languages(info.id) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_makes_a_project(language: str) -> None:
    for info in list_templates(language):
        project = make_project(info.id, language)
        assert project.maps[0].type == info.type
        assert project.maps[0].language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_task_of_a_template_is_shown(language: str) -> None:
    for info in list_templates(language):
        for journey_map in make_project(info.id, language).maps:
            if any(stage.key_task for stage in journey_map.stages):
                assert "key_task" in [lane.kind for lane in journey_map.lanes if not lane.hidden], info.id


def test_a_language_without_templates_falls_back_to_english() -> None:
    assert make_project("current-state", "de-AT").maps[0].language == "en"
    assert make_project("current-state", "pl_PL").maps[0].language == "pl"
    assert list_templates("ja")[0].language == "en"


def test_names_are_taken_as_people_type_them() -> None:
    assert make_project("Service_Blueprint", "en") == make_project("service-blueprint", "en")


@pytest.mark.parametrize(
    "asked, named",
    [
        ("curent-state", "current-state"),
        ("blueprint", "service-blueprint"),
        ("barber", "hair-salon"),
        ("Księgowość", "b2b-service"),
        ("стоматолог", "dental-clinic"),
    ],
)
def test_an_unknown_template_names_the_nearest(asked: str, named: str) -> None:
    with pytest.raises(UnknownTemplateError) as caught:
        make_project(asked, "en")
    assert asked in str(caught.value)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_like_none_lists_all() -> None:
    with pytest.raises(UnknownTemplateError) as caught:
        make_project("zzz", "en")
    assert all(info.id in str(caught.value) for info in list_templates("en"))


def test_a_second_map_of_the_same_template_gets_ids_of_its_own() -> None:
    taken: set[str] = set()
    for _time in range(3):
        journey = make_map("current-state-loop", "ru", taken)
        ids = {journey.id, *(item.id for _place, item in map_items(journey))}
        assert not ids & taken
        stages = {stage.id for stage in journey.stages}
        assert all({each.source, each.target} <= stages for each in journey.connectors)
        taken |= ids


def test_links_inside_a_second_map_are_its_own() -> None:
    first = make_map("cafe", "en", set())
    ids = {first.id, *(item.id for _place, item in map_items(first))}
    second = make_map("cafe", "en", ids)
    own = {item.id for _place, item in map_items(second)}
    cards = [card for lane in second.lanes for cell in lane.cells for card in cell.cards]
    points = [point for lane in second.lanes for cell in lane.cells for point in cell.points]
    links = {link for note in (*cards, *points) for link in note.findings}
    links |= {link for card in cards for link in getattr(card, "answers", ())}
    links |= {end for arrow in second.connectors for end in (arrow.source, arrow.target)}
    assert links and links <= own
    assert not own & ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_samples_come_in_the_users_language_first(language: str) -> None:
    found = list_samples(language)
    assert found[0].language == language
    assert len({info.id for info in found}) == len(found) == 5
    for info in found:
        assert info.path.is_file()
        assert info.title and info.about
        assert load(info.path).project.title == info.title
        assert sample(info.id, language) == info


def test_an_unknown_sample_is_refused() -> None:
    with pytest.raises(UnknownTemplateError, match="bike-workshop"):
        sample("car", "en")


def test_the_verb_new_writes_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "mapa.cjm"
    assert main(["new", "--template", "current-state", "--language", "pl", "-o", str(target)]) == 0
    assert load(target).project == make_project("current-state", "pl")
    assert "mapa.cjm" in capsys.readouterr().out


def test_the_verb_new_keeps_what_it_replaces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "mine.cjm"
    assert main(["new", "--template", "current-state", "--language", "en", "-o", str(target)]) == 0
    old = target.read_bytes()
    capsys.readouterr()
    assert main(["new", "--template", "future-state", "--language", "en", "-o", str(target)]) == 0
    kept = capsys.readouterr().out.strip().rsplit(" ", 1)[-1]
    assert Path(kept).read_bytes() == old


def test_the_verb_new_says_which_language_it_speaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "karte.cjm"
    assert main(["new", "--template", "current-state", "--language", "de", "-o", str(target)]) == 0
    assert "“de”" in capsys.readouterr().out


def test_the_verb_new_refuses_an_unknown_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "x.cjm"
    assert main(["new", "--template", "curent", "-o", str(target)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("cjmdesk: ") and "current-state" in said
    assert not target.exists()


def test_the_verb_templates_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates"]) == 0
    said = capsys.readouterr().out
    assert all(f"{info.id}: " in said for info in list_templates("en"))


def test_the_verb_templates_speaks_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", "--json", "--language", "ru"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in said] == [info.id for info in list_templates("ru")]
    assert set(said[0]) >= {"id", "type", "stage_set", "title", "suits", "strengths", "limits", "languages"}


def test_own_templates_are_listed_and_used_by_the_verbs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save_own(as_template(make_project("service-blueprint", "pl"), "Our café", notes=True))
    (path.parent / "broken.cjm").write_text("{", "utf-8")
    assert main(["templates"]) == 0
    said = capsys.readouterr()
    assert "\nour-café: Our café\n" in said.out
    assert "broken.cjm" in said.err
    assert main(["templates", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows if row.get("own")] == ["our-café"]
    for name in ("our-café", "Our Café"):
        made = tmp_path / "made.cjm"
        assert main(["new", "--template", name, "-o", str(made)]) == 0
        project = load(made).project
        assert (project.template, project.maps[0].type) == ("", "service_blueprint")
