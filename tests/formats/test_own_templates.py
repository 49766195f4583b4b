"""Own templates, and maps made as they are wished for."""

from pathlib import Path

import pytest

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.stagelist import name_stages, stage_names
from cjmdesk.edits.templating import as_template, from_template, has_notes, without_notes
from cjmdesk.formats.own_templates import (
    delete_own,
    find_own,
    is_own_place,
    own_templates,
    rename_own,
    save_own,
)
from cjmdesk.formats.starting import (
    EMPTY,
    Start,
    Wish,
    add_start,
    begun,
    make_start,
    own_starts,
    shipped_starts,
)
from cjmdesk.formats.templates import list_templates, make_project, sample
from cjmdesk.model.project import Project
from cjmdesk.model.references import is_whole, names
from cjmdesk.storage import places
from cjmdesk.storage.project_file import dumps, load
from strategies import seeded_project


def bike() -> Project:
    return load(sample("bike-workshop", "en").path).project


def start(id: str) -> Start:
    return next(one for one in (*shipped_starts("en"), *own_starts()) if one.id == id)


def test_a_map_saved_as_a_template_comes_back_as_a_project() -> None:
    project = bike()
    path = save_own(as_template(project, "  Repair  visit ", project.maps[0].id, notes=True))
    assert is_own_place(path)
    [found] = own_templates().found
    assert (found.id, found.title, found.maps, found.notes) == ("repair-visit", "Repair visit", 1, True)
    made = begun(start("repair-visit"))
    assert made.template == ""
    one, was = made.maps[0], project.maps[0]
    assert [lane.cells for lane in one.lanes] == [lane.cells for lane in was.lanes]
    assert one.last_reviewed is None
    assert {who.id for who in made.personas} == set(was.personas)
    assert is_whole(made, names(made))


def test_a_template_without_cards_keeps_what_asks_for_them() -> None:
    project = bike()
    bare = as_template(project, "Repair", notes=False)
    assert not has_notes(bare)
    assert len(bare.maps) == len(project.maps)
    for now, was in zip(bare.maps, project.maps, strict=True):
        assert stage_names(now) == stage_names(was)
        assert [(lane.kind, lane.title) for lane in now.lanes] == [
            (lane.kind, lane.title) for lane in was.lanes
        ]
        assert all(stage.entered is None and not stage.reason_left for stage in now.stages)
    assert bare.brief.team == ()


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("notes", [True, False])
def test_any_project_makes_a_whole_template(seed: int, notes: bool) -> None:
    project = seeded_project(seed)
    template = as_template(project, "Ours", notes=notes)
    assert is_whole(template, names(template))
    assert template.template == "Ours"
    assert from_template(template).template == ""
    assert notes or not has_notes(template)
    assert without_notes(without_notes(template)) == without_notes(template)


def test_templates_of_one_name_lie_beside_each_other_and_shipped_names_stay_theirs() -> None:
    project = bike()
    first, second = (save_own(as_template(project, "Zażółć ☕ kawę", notes=False)) for _n in range(2))
    assert first.name == "zażółć-kawę.cjm"
    assert second.name == "zażółć-kawę-2.cjm"
    assert save_own(as_template(project, "Current state", notes=False)).name == "current-state-2.cjm"
    assert len(own_templates().found) == 3
    assert find_own("ZAŻÓŁĆ ☕ kawę") is not None
    assert find_own("nothing") is None


def test_a_template_is_renamed_and_deleted() -> None:
    path = save_own(as_template(bike(), "Repair", notes=False))
    rename_own(path, "  Visit  two ")
    assert [one.title for one in own_templates().found] == ["Visit two"]
    with pytest.raises(EditError):
        rename_own(path, "  ")
    delete_own(path)
    delete_own(path)
    assert own_templates().found == ()


def test_damaged_templates_are_told_of_and_left_out() -> None:
    save_own(as_template(bike(), "Repair", notes=False))
    folder = places.templates_folder()
    (folder / "broken.cjm").write_text("{", "utf-8")
    (folder / "empty.cjm").write_bytes(dumps(Project(template="Nothing")))
    (folder / "notes.txt").write_text("not one of ours", "utf-8")
    found = own_templates()
    assert [one.title for one in found.found] == ["Repair"]
    assert len(found.damaged) == 2
    assert all("\n" not in text for text in found.damaged)
    assert any("empty.cjm" in text and "no map" in text for text in found.damaged)
    (folder / "broken.cjm").write_bytes(dumps(make_project("current-state", "en")))
    assert len(own_templates().found) == 2, "a mended file is read again"


def test_every_shipped_template_is_offered_in_its_group() -> None:
    found = shipped_starts("en")
    assert found[0].id == EMPTY
    assert {one.id for one in found} == {EMPTY, *(info.id for info in list_templates("en"))}
    bare = [one for one in found if one.group == "types" and one.id]
    assert len(bare) == 7
    assert all(one.suits and one.strengths and one.limits for one in found)


def test_a_wish_names_stages_title_and_language() -> None:
    wish = Wish(start("current-state"), "pl", "Nasza droga", ("Szukam", "Zakup", "Jadę", "Wracam"))
    one = make_start(wish).maps[0]
    assert one.language == "pl"
    assert one.title == "Nasza droga"
    assert stage_names(one) == ("Szukam", "Zakup", "Jadę", "Wracam")


def test_a_new_map_takes_personas_of_the_project_over() -> None:
    project = bike()
    who = project.personas[0].id
    fresh, id = add_start(project, Wish(start("service-blueprint"), personas=(who,)))
    one = fresh.maps[-1]
    assert (one.id, one.personas, one.type) == (id, (who,), "service_blueprint")
    again, other = add_start(fresh, Wish(start("service-blueprint")))
    assert other != id
    assert is_whole(again, names(again))
    assert fresh.maps[:-1] == project.maps


def test_an_own_template_brings_its_people_once(tmp_path: Path) -> None:
    project = bike()
    save_own(as_template(project, "Repair", notes=True))
    empty = make_project("current-state", "en")
    fresh, _id = add_start(empty, Wish(start("repair")))
    assert [who.id for who in fresh.personas] == [who.id for who in project.personas]
    twice, _id = add_start(fresh, Wish(start("repair")))
    assert twice.personas == fresh.personas
    assert len(twice.maps) == 1 + 2 * len(project.maps)
    assert is_whole(twice, names(twice))
    bare, _id = add_start(empty, Wish(start("repair"), notes=False))
    assert not has_notes(bare)


def test_stages_are_named_by_a_list() -> None:
    project = bike()
    one = project.maps[0]
    before = stage_names(one)
    assert name_stages(project, one.id, before) is project

    def named(*stages: str) -> Project:
        return name_stages(project, one.id, stages)

    fewer = named(*before[:1], *before[2:])
    assert stage_names(fewer.maps[0]) == (*before[:1], *before[2:])
    assert fewer.maps[0].stages[1] == one.stages[2], "the others stay as they are"
    assert is_whole(fewer, names(fewer))
    more = named(*before[:2], "  Between   the two ", "", *before[2:])
    assert stage_names(more.maps[0])[2] == "Between the two"
    assert [lane.cells for lane in more.maps[0].lanes] == [lane.cells for lane in one.lanes]
    better = named(before[0] + "s", *before[1:]).maps[0].stages[0]
    assert (better.description, better.key_task) == (one.stages[0].description, one.stages[0].key_task)
    other = named("Quite another thing", *before[1:]).maps[0].stages[0]
    assert (other.id, other.description, other.key_task) == (one.stages[0].id, "", "")
    assert len(named().maps[0].stages) == 1
    turned = named(*reversed(before))
    assert stage_names(turned.maps[0]) == tuple(reversed(before))
    assert is_whole(turned, names(turned))
