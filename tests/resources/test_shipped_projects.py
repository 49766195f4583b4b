"""Every shipped template and sample: loads whole, is byte-stable, complete and in one language."""

import datetime
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from cjmdesk import shipped
from cjmdesk.analysis.gaps import gaps
from cjmdesk.formats.templates import list_templates
from cjmdesk.i18n import translator
from cjmdesk.layout import titles
from cjmdesk.model import choices
from cjmdesk.model.cards import EmotionPoint, PainCard, SolutionCard, TouchpointCard
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.storage.project_file import dumps, loads

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = {info.id for info in list_templates("en") if info.trade}
TEMPLATES = sorted(shipped.path("templates").glob("*.cjm"))
TRADES = [path for path in TEMPLATES if path.name.split(".")[0] in EXAMPLES]
FORMS = [path for path in TEMPLATES if path not in TRADES]
SAMPLES = sorted(shipped.path("samples").glob("*.cjm"))
LANGUAGES = ("en", "pl", "ru")

CODE_FIELDS = {
    *("id", "kind", "type", "colour", "grade", "icon", "channel", "condition", "status", "shape", "line"),
    *("motive", "nature", "chart", "step", "goal_preset", "marks", "picture", "personas", "competitor"),
    *("findings", "answers", "made_from", "source", "target", "lanes", "stages", "language", "pictures"),
    *("version", "portrait", "due", "date", "last_reviewed", "scores", "direction", "poster"),
}
"""Fields that are not read by people; `source` of an evidence is, and is checked apart."""

LATIN_IN_RUSSIAN = re.compile(r"\b(?:CJM|SMS|QR|A1|FOMO|E-mail)\b")


def named(path: Path) -> str:
    """The name of a test's case."""
    return path.name


@cache
def project_of(path: Path) -> Project:
    """The project in a shipped file."""
    return loads(path.read_bytes(), path.name).project


def texts(value: Any, field: str = "") -> Iterator[str]:
    """Every text for people below `value`."""
    if isinstance(value, str):
        if field not in CODE_FIELDS and value:
            yield value
    elif isinstance(value, BaseModel):
        for name in set(type(value).model_fields) - {"poster"}:
            if name == "source" and "grade" in type(value).model_fields:
                yield from texts(getattr(value, name), "text")
            else:
                yield from texts(getattr(value, name), name)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part, field)


def extras(value: Any) -> Iterator[str]:
    """Names of fields that the model does not know."""
    if isinstance(value, BaseModel):
        yield from value.model_extra or {}
        for name in type(value).model_fields:
            yield from extras(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from extras(part)


@pytest.mark.parametrize("path", [*TEMPLATES, *SAMPLES], ids=named)
def test_loads_whole_and_saves_the_same_bytes(path: Path) -> None:
    loaded = loads(path.read_bytes(), path.name)
    assert loaded.repairs == ()
    assert loaded.read_only == ""
    assert dumps(loaded.project) == path.read_bytes()
    assert list(extras(loaded.project)) == []


@pytest.mark.parametrize("path", [*TEMPLATES, *SAMPLES], ids=named)
def test_stages_and_lanes_are_titled(path: Path) -> None:
    project = project_of(path)
    language = path.name.split(".")[1]
    assert project.title
    for journey in project.maps:
        assert journey.language == language
        assert journey.type in choices.MAP_TYPES
        assert all((journey.title, journey.scenario, journey.goal))
        for stage in journey.stages:
            assert stage.title and stage.description
            assert all(step.title for step in stage.steps) or len(stage.steps) == 1
        for lane in journey.lanes:
            assert lane.kind in choices.LANE_KINDS
            usual = titles.LANES[lane.kind].title
            assert lane.title or translator(language).gettext(usual)


@pytest.mark.parametrize("path", [*TEMPLATES, *SAMPLES], ids=named)
def test_every_link_and_every_word_of_the_format_is_known(path: Path) -> None:
    project = project_of(path)
    pictures = set(project.pictures)
    channels = {channel.id for channel in project.channels} | set(choices.CHANNEL_PRESETS)
    ids = [item.id for _place, item in items(project)]
    assert len(ids) == len(set(ids))
    for step in project.brief.steps:
        assert step.step in choices.WORKSHOP_STEPS
    for journey in project.maps:
        ends = {stage.id for stage in journey.stages}
        for lane in journey.lanes:
            for cell in lane.cells:
                ends |= {card.id for card in cell.cards}
                for card in cell.cards:
                    assert card.kind == lane.kind
                    assert card.picture is None or card.picture in pictures
                    _check_words(card, channels)
                for note in (*cell.cards, *cell.points):
                    assert set(note.findings) <= _cards(journey, "findings")
                    assert note.made_from is None or note.made_from in ids
                    assert note.evidence is None or note.evidence.grade in choices.EVIDENCE_GRADES
        for connector in journey.connectors:
            assert {connector.source, connector.target} <= ends
            assert connector.condition in choices.CONDITIONS
            assert connector.label


def _cards(journey: JourneyMap, kind: str) -> set[str]:
    cells = [cell for lane in journey.lanes if lane.kind == kind for cell in lane.cells]
    return {card.id for cell in cells for card in cell.cards}


def _check_words(card: Any, channels: set[str]) -> None:
    if isinstance(card, TouchpointCard):
        assert card.channel in channels | {""}
    if isinstance(card, PainCard):
        assert card.type in choices.PAIN_TYPES
    if isinstance(card, SolutionCard):
        assert card.status in choices.SOLUTION_STATUSES


@pytest.mark.parametrize("path", [*SAMPLES, *TRADES], ids=named)
def test_solutions_answer_pains_of_their_map(path: Path) -> None:
    for journey in project_of(path).maps:
        pains = _cards(journey, "pain_points")
        answered = set()
        for lane in journey.lanes:
            for cell in lane.cells:
                for card in cell.cards:
                    if isinstance(card, SolutionCard):
                        assert set(card.answers) <= pains
                        answered |= set(card.answers)
        assert answered


@pytest.mark.parametrize("path", SAMPLES, ids=named)
def test_a_sample_is_worth_learning_from(path: Path) -> None:
    project = project_of(path)
    assert {step.step for step in project.brief.steps} == set(choices.WORKSHOP_STEPS)
    assert any(step.done for step in project.brief.steps)
    assert len({member.discipline for member in project.brief.team}) >= 4
    for persona in project.personas:
        filled = persona.model_dump(exclude={"portrait"})
        assert all(filled.values()), [name for name, value in filled.items() if not value]
    grades = set()
    levels: list[float] = []
    crowded = 0
    for journey in project.maps:
        for lane in journey.lanes:
            for cell in lane.cells:
                crowded += len(cell.points) > 1
                levels += [point.level for point in cell.points if point.level is not None]
                notes = (*cell.cards, *cell.points)
                grades |= {note.evidence.grade for note in notes if note.evidence}
                assert all(n.evidence.source for n in notes if n.evidence and n.evidence.grade != "guess")
    assert grades >= {"observed", "measured"}
    assert min(levels) <= -3 and max(levels) >= 3
    assert crowded >= 2


@pytest.mark.parametrize("path", [*SAMPLES, *TRADES], ids=named)
def test_customers_who_leave_do_not_come_on(path: Path) -> None:
    for journey in project_of(path).maps:
        counted = [stage for stage in journey.stages if stage.entered is not None]
        for stage, following in pairwise(counted):
            assert stage.left is not None and stage.entered is not None
            if "reminder" in following.id:  # who left the loop is who can be reminded
                assert following.entered == stage.left
            else:
                assert following.entered == stage.entered - stage.left
        assert all(stage.reason_left for stage in counted if stage.left)


@pytest.mark.parametrize("path", TRADES, ids=named)
def test_an_example_lacks_only_its_review(path: Path) -> None:
    project = project_of(path)
    found = gaps(project, project.maps[0], datetime.date(2030, 1, 1), lambda lane: lane.kind)
    assert [gap.rule for gap in found] == ["not_reviewed"], [gap.text for gap in found]


@pytest.mark.parametrize("path", TRADES, ids=named)
def test_an_example_is_whole_and_says_that_it_is_one(path: Path) -> None:
    project = project_of(path)
    (journey,) = project.maps
    assert 6 <= len(journey.stages) <= 7
    assert all(stage.key_task and stage.entered is not None for stage in journey.stages)
    assert [step.step for step in project.brief.steps] == list(choices.WORKSHOP_STEPS)
    assert all((project.brief.goal, project.brief.audience, project.brief.needs))
    filled = project.personas[0].model_dump(exclude={"portrait"})
    assert all(filled.values()), [name for name, value in filled.items() if not value]
    notes = [note for lane in journey.lanes for cell in lane.cells for note in (*cell.cards, *cell.points)]
    for word, kind in (("touchpoints", 6), ("pain_points", 5), ("motives", 4), ("findings", 3)):
        assert len(_cards(journey, word)) >= kind, word
    examples = ("example", "przykład", "liczba przykładowa", "пример", "условная цифра")
    judged = [note.evidence for note in notes if note.evidence]
    assert {evidence.grade for evidence in judged} == set(choices.EVIDENCE_GRADES)
    assert all(evidence.source.startswith(examples) for evidence in judged)
    for note in notes:
        if isinstance(note, TouchpointCard):
            assert note.channel
            counted = (note.visits, note.transactions, note.cost, note.minutes)
            assert note.evidence or not any(number is not None for number in counted)
        if isinstance(note, PainCard):
            assert note.type and note.severity and note.evidence
        if isinstance(note, SolutionCard):
            assert note.impact and note.effort and note.owner and note.answers
            assert note.due is None, "a template does not know today"
    levels = [note.level for note in notes if isinstance(note, EmotionPoint) and note.level is not None]
    assert min(levels) <= -3 and max(levels) >= 3
    assert all(note.quote and note.feeling for note in notes if isinstance(note, EmotionPoint))
    assert journey.connectors


@pytest.mark.parametrize("path", TRADES, ids=named)
def test_notes_of_an_example_are_as_short_as_sticky_notes(path: Path) -> None:
    for lane in project_of(path).maps[0].lanes:
        for cell in lane.cells:
            for text in [card.text for card in cell.cards] + [point.quote for point in cell.points]:
                assert len(text) <= 75, text


def test_samples_show_every_kind_of_lane_and_map() -> None:
    maps = [journey for path in SAMPLES for journey in project_of(path).maps]
    assert {lane.kind for journey in maps for lane in journey.lanes} == set(choices.LANE_KINDS)
    assert {journey.type for journey in maps} == set(choices.MAP_TYPES)
    lines = {getattr(lane, "line", "") for journey in maps for lane in journey.lanes}
    assert lines >= set(choices.BLUEPRINT_LINES)


def test_samples_hold_conditions_of_every_kind() -> None:
    maps = [journey for path in SAMPLES for journey in project_of(path).maps]
    used = {connector.condition for journey in maps for connector in journey.connectors}
    assert used == set(choices.CONDITIONS)


def test_future_cards_of_the_bike_workshop_come_from_current_ones() -> None:
    now, future = project_of(shipped.path("samples", "bike-workshop.en.cjm")).maps
    assert future.made_from == now.id
    known = {note.id for lane in now.lanes for cell in lane.cells for note in (*cell.cards, *cell.points)}
    made = [
        note.made_from for lane in future.lanes for cell in lane.cells for note in (*cell.cards, *cell.points)
    ]
    assert sum(origin is not None for origin in made) > 20
    assert {origin for origin in made if origin} <= known


@pytest.mark.parametrize("path", [*TEMPLATES, *SAMPLES], ids=named)
def test_texts_are_in_their_language(path: Path) -> None:
    language = path.name.split(".")[1]
    for text in texts(project_of(path)):
        cyrillic = re.search(r"[а-яёА-ЯЁ]", text)
        if language == "ru":
            rest = LATIN_IN_RUSSIAN.sub("", text)
            assert not re.search(r"[A-Za-z]{2,}", rest), text
            assert cyrillic or not re.search(r"[^\W\d_]", rest), text
        else:
            assert not cyrillic, text
        if language == "en":
            assert not re.search(r"[ąćęłńśźż]", text.replace("zł", "")), text
        if language == "pl":
            assert not re.search(r"\b(?:the|and|with|of|our|what|how)\b", text.lower()), text


def _by_name(paths: list[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in paths:
        found.setdefault(path.name.split(".")[0], []).append(path)
    return found


@pytest.mark.parametrize("name", sorted(_by_name([*TEMPLATES, *SAMPLES])))
def test_languages_of_one_project_share_ids(name: str) -> None:
    paths = _by_name([*TEMPLATES, *SAMPLES])[name]
    ids = [[item.id for _place, item in items(project_of(path))] for path in paths]
    assert all(each == ids[0] for each in ids)
    shapes = [len(list(texts(project_of(path)))) for path in paths]
    assert len(set(shapes)) == 1
    in_words = [frozenset(texts(project_of(path).maps)) for path in paths]
    for number, each in enumerate(in_words):
        for other in in_words[number + 1 :]:
            same = {text for text in each & other if len(text.split()) > 1}
            assert same == set(), "the same sentence in two languages"


@pytest.mark.parametrize("name", sorted(_by_name(TEMPLATES)))
def test_templates_speak_all_languages(name: str) -> None:
    assert {path.name.split(".")[1] for path in _by_name(TEMPLATES)[name]} == set(LANGUAGES)


@pytest.mark.parametrize("path", FORMS, ids=named)
def test_templates_prompt_the_writer(path: Path) -> None:
    project = project_of(path)
    journey = project.maps[0]
    assert all(lane.question for lane in journey.lanes if lane.kind != "line")
    assert not any(lane.cells for lane in journey.lanes)
    assert [step.step for step in project.brief.steps] == list(choices.WORKSHOP_STEPS)
    # What a step is about is said beside it in the window; its notes are what the team writes.
    assert all(step.minutes and not step.notes for step in project.brief.steps)
    if journey.type == "day_in_the_life":
        assert all(re.fullmatch(r"\d+:00", step.title) for s in journey.stages for step in s.steps)
    else:
        assert len(journey.stages) == 6
        assert all(stage.key_task for stage in journey.stages)


def test_blueprints_are_layered_as_the_method_asks() -> None:
    for path in TEMPLATES:
        if path.name.startswith("service-blueprint"):
            lanes = project_of(path).maps[0].lanes
            order = [getattr(lane, "line", lane.kind) for lane in lanes][:9]
            assert order == [
                *("key_task", "physical_evidence", "actions", "interaction", "frontstage"),
                *("visibility", "backstage", "internal_interaction", "support"),
            ]


def test_loyalty_loops_have_their_three_arrows() -> None:
    loops = [path for path in FORMS if "-loop." in path.name]
    for path in [*loops, shipped.path("samples", "loyalty-loop.ru.cjm")]:
        journey = project_of(path).maps[0]
        number = {stage.id: at for at, stage in enumerate(journey.stages, start=1)}
        arrows = {
            (number[each.source], number[each.target]): each.condition
            for each in journey.connectors
            if each.source in number
        }
        assert arrows == {(4, 1): "bad", (5, 3): "good", (6, 5): "neutral"}


def test_pictures_match_their_names() -> None:
    import base64
    import hashlib

    for path in SAMPLES:
        for name, picture in project_of(path).pictures.items():
            assert hashlib.sha256(base64.b64decode(picture.data)).hexdigest() == name
            assert picture.description


def test_shipped_files_equal_their_sources() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import content
    finally:
        sys.path.pop(0)
    built = dict(content.built())
    there = {*TEMPLATES, *SAMPLES, *shipped.folder().glob("*/catalogue.json")}
    assert set(built) == there
    for path, data in built.items():
        assert path.read_bytes() == data, f"{path.name}: run scripts/content.py"


def test_catalogues_name_every_file() -> None:
    for folder, paths in (("templates", TEMPLATES), ("samples", SAMPLES)):
        entries = json.loads(shipped.path(folder, "catalogue.json").read_text(encoding="utf-8"))
        listed = {f"{entry['id']}.{language}.cjm" for entry in entries for language in entry["words"]}
        assert listed == {path.name for path in paths}
