"""The table of the inspector's fields against the model, and every item of the samples in its form."""

import datetime
import types
from typing import Any, Union, get_args, get_origin

import pytest

from cjmdesk.edits.maps import duplicate_map
from cjmdesk.edits.places import find
from cjmdesk.formats.templates import list_samples, sample
from cjmdesk.model.cards import CardBase, EmotionPoint, Evidence, card_class
from cjmdesk.model.choices import CARD_LANE_KINDS, LANE_KINDS
from cjmdesk.model.lanes import LineLane, lane_class
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Brief, Competitor, Persona, TeamMember, WorkshopStep
from cjmdesk.model.project import Channel, Picture, Project
from cjmdesk.model.references import items
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Value
from cjmdesk.storage.project_file import load
from cjmdesk.ui.fields.access import PROJECT, WORKSHOP, read, subject_of, write
from cjmdesk.ui.fields.fieldtable import ALL_KINDS, common_fields, fields_of

NOT_HERE = {
    "id": "names the item for ever",
    "kind": "changing it is a command, because the cards change with it",
    "cells": "are filled on the sheet",
    "evidence": "is edited part by part",
    "steps": "are added, split and merged by commands; shown as jumps",
}
NOT_OF: dict[type[Value], dict[str, str]] = {
    JourneyMap: {
        "stages": "are drawn on the sheet",
        "lanes": "are drawn on the sheet",
        "connectors": "are drawn on the sheet",
        "views": "are kept where one filters",
        "silenced": "are answered where gaps are shown",
        "grids": "are remembered when printed",
        "poster": "is set where the poster is exported",
        "translations": "have an editor of their own",
    },
    Project: {
        "template": "is named where templates are saved and chosen",
        "brief": "is edited part by part",
        "personas": "are listed in the navigator",
        "maps": "are listed in the navigator",
        "pictures": "are edited with what shows them",
    },
    LineLane: {"question": "has no cells to prompt in"},
    WorkshopStep: {"step": "names the step"},
}
CLASSES: list[tuple[str, type[Value]]] = [
    *((f"card:{kind}", card_class(kind)) for kind in (*CARD_LANE_KINDS, "of-a-newer-version")),
    *((f"lane:{kind}", lane_class(kind)) for kind in (*LANE_KINDS, "of-a-newer-version")),
    ("point", EmotionPoint),
    ("stage", Stage),
    ("step", Step),
    ("connector", Connector),
    ("persona", Persona),
    ("map", JourneyMap),
    ("project", Project),
    ("workshop:mapping", WorkshopStep),
]


@pytest.mark.parametrize(("kind", "made"), CLASSES, ids=[kind for kind, _made in CLASSES])
def test_every_field_of_the_model_is_in_the_table_or_has_a_reason(kind: str, made: type[Value]) -> None:
    shown = {field.name for field in fields_of(kind)}
    reasons = {**NOT_HERE, **NOT_OF.get(made, {})}
    missing = [name for name in made.model_fields if name not in shown and name not in reasons]
    assert missing == []
    stale = [name for name in shown if "." not in name and "@" not in name and name not in made.model_fields]
    assert stale == []


def test_parts_are_edited_field_by_field() -> None:
    shown = {field.name for field in (*fields_of("card:actions"), *fields_of("project"))}
    assert {f"evidence.{name}" for name in Evidence.model_fields} <= shown
    assert {f"brief.{name}" for name in Brief.model_fields if name != "steps"} <= shown
    assert "picture.description" in shown
    # The rest of a picture is what it looks like; small items of lists have these alone:
    assert set(Picture.model_fields) - {"description"} == {"media_type", "width", "height", "data"}
    assert set(TeamMember.model_fields) == {"id", "name", "discipline"}
    assert set(Channel.model_fields) == {"id", "name", "icon"}
    assert set(Competitor.model_fields) == {"id", "name", "colour"}


def test_every_kind_has_its_fields_once() -> None:
    for kind in ALL_KINDS:
        names = [field.name for field in fields_of(kind)]
        assert names and len(names) == len(set(names)), kind


def test_every_item_of_every_sample_can_be_read() -> None:
    for info in list_samples("en"):
        project = load(info.path).project
        for _place, item in items(project):
            subject = subject_of(project, item.id)
            if subject is None:
                assert isinstance(item, TeamMember | Channel | Competitor) or type(item).__name__ in (
                    "SavedView",
                    "WallGrid",
                )
                continue
            for field in fields_of(subject.kind):
                if field.editor != "fact":
                    read(project, subject, field.name)


def _fresh(made: Any, field: str) -> Any:
    """Another value for a field, made from its type."""
    kind = made.model_fields[field].annotation
    options = [kind, *(get_args(kind) if get_origin(kind) in (Union, types.UnionType) else ())]
    for option, value in (
        (bool, True),
        (int, 3),
        (float, 0.5),
        (str, "fresh"),
        (datetime.date, datetime.date(2025, 3, 9)),
    ):
        if option in options:
            return value
    return None


PLAIN = ("line", "phrase", "text", "note", "number", "count", "tick", "scale", "date")


def test_setting_a_plain_field_sets_it_and_nothing_else() -> None:
    project = load(sample("bike-workshop", "en").path).project
    seen: set[tuple[str, str]] = set()
    for _place, item in items(project):
        subject = subject_of(project, item.id)
        if subject is None:
            continue
        for field in fields_of(subject.kind):
            plain = field.editor in PLAIN
            if "." in field.name or "@" in field.name or not plain or (subject.kind, field.name) in seen:
                continue
            seen.add((subject.kind, field.name))
            value = _fresh(type(subject.item), field.name)
            after = write(project, item.id, field.name, value)
            now = subject_of(after, item.id)
            assert now is not None
            assert read(after, now, field.name) == value
            was, then = subject.item.model_dump(), now.item.model_dump()
            assert {name for name in then if then[name] != was.get(name)} <= {field.name}
    assert len(seen) > 60


def test_evidence_comes_with_its_grade_and_goes_when_nothing_is_left() -> None:
    project = load(sample("bike-workshop", "en").path).project
    id = next(
        item.id for _place, item in items(project) if isinstance(item, CardBase) and item.evidence is None
    )

    def now(project: Project) -> Evidence | None:
        subject = subject_of(project, id)
        assert subject is not None and isinstance(subject.item, CardBase)
        return subject.item.evidence

    said = write(project, id, "evidence.source", "interview 3")
    assert now(said) == Evidence(source="interview 3")
    graded = write(said, id, "evidence.grade", "measured")
    assert now(graded) == Evidence(grade="measured", source="interview 3")
    assert now(write(write(graded, id, "evidence.source", ""), id, "evidence.grade", "")) is None
    assert write(project, id, "evidence.source", "") is project


def test_a_workshop_step_that_nobody_began_is_made_in_its_place() -> None:
    after = write(Project(), f"{WORKSHOP}mapping", "done", True)
    after = write(after, f"{WORKSHOP}goal", "notes", "halve the wait")
    assert [(one.step, one.done, one.notes) for one in after.brief.steps] == [
        ("goal", False, "halve the wait"),
        ("mapping", True, ""),
    ]


def test_common_fields_are_those_that_all_have() -> None:
    both = {field.name for field in common_fields(("card:pain_points", "card:solutions"))}
    assert "tags" in both and "severity" not in both and "impact" not in both
    mixed = {field.name for field in common_fields(("card:actions", "point"))}
    assert "personas" in mixed and "text" not in mixed
    assert "severity" in {field.name for field in common_fields(("card:pain_points", "card:pain_points"))}


def test_the_project_itself_can_be_selected() -> None:
    project = write(Project(), PROJECT, "title", "Bikes")
    assert project.title == "Bikes"
    assert write(project, PROJECT, "brief.goal", "less waiting").brief.goal == "less waiting"


def test_answers_are_set_from_the_side_of_the_pain() -> None:
    from cjmdesk.ui.fields.access import Delta, answers_to

    project = load(sample("bike-workshop", "en").path).project
    cards = [item for _place, item in items(project) if isinstance(item, CardBase)]
    here = find(project, cards[0].id)[:1]
    mine = [card for card in cards if find(project, card.id)[:1] == here]
    pain = next(card.id for card in mine if card.kind == "pain_points")
    solution = next(
        card.id for card in mine if card.kind == "solutions" and pain not in getattr(card, "answers", ())
    )
    linked = write(project, pain, "@answered_by", Delta((solution,)))
    assert solution in answers_to(linked, pain)
    assert solution not in answers_to(write(linked, pain, "@answered_by", Delta((), (solution,))), pain)


def test_findings_are_linked_from_both_sides() -> None:
    from cjmdesk.ui.fields.access import Delta, resting_on, subject_of

    project = load(sample("bike-workshop", "en").path).project
    found = [item for _place, item in items(project) if isinstance(item, CardBase)]
    here = find(project, found[0].id)[:1]
    mine = [card for card in found if find(project, card.id)[:1] == here]
    finding = next(card.id for card in mine if card.kind == "findings")
    action = next(card.id for card in mine if card.kind == "actions")
    linked = write(project, finding, "@supports", Delta((action,)))
    assert action in resting_on(linked, finding)
    subject = subject_of(linked, action)
    assert subject is not None
    assert read(linked, subject, "findings") == (finding,)
    assert read(linked, subject_of(linked, finding), "@supports") == resting_on(linked, finding)  # type: ignore[arg-type]
    assert action not in resting_on(write(linked, finding, "@supports", Delta((), (action,))), finding)
    assert resting_on(write(linked, action, "findings", Delta((), (finding,))), finding) == resting_on(
        project, finding
    )


def test_a_note_leads_to_what_other_maps_made_of_it() -> None:
    project = load(sample("bike-workshop", "en").path).project
    first = project.maps[0]
    project, later = duplicate_map(project, first.id)
    card = next(card for lane in first.lanes for cell in lane.cells for card in cell.cards)
    subject = subject_of(project, card.id)
    assert subject is not None
    made = read(project, subject, "@made_into")
    found = [subject_of(project, id) for id in made]
    assert all(one is not None and one.item.made_from == card.id for one in found)  # type: ignore[attr-defined]
    assert made
    own = subject_of(project, first.id)
    assert own is not None
    assert later in read(project, own, "@made_into")
