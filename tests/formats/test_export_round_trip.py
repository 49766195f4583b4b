"""What a format can hold comes back equal; what it cannot is said."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from foreign import cards_of, levels, names, stages, steps
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.cli.main import main
from cjmdesk.edits.notes import add_point
from cjmdesk.formats.build import build
from cjmdesk.formats.draft import DraftCard, DraftLane, DraftMap, DraftPoint, DraftStage
from cjmdesk.formats.exporters import EXPORTERS, export_map
from cjmdesk.formats.importers import import_file
from cjmdesk.formats.source import Source
from cjmdesk.formats.templates import make_project
from cjmdesk.layout.titles import LANES
from cjmdesk.model.cards import EmotionPoint, MetricCard, make_card
from cjmdesk.model.choices import BLUEPRINT_LINES
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import save
from strategies import Size, projects, seeded_project

SIGNS = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ,;:|\"'#*_`<>[]()-+=@&\\/~!.")
LINES = st.text(SIGNS, min_size=1, max_size=25).map(lambda text: " ".join(text.split())).filter(bool)
LINES = LINES.filter(lambda text: "<br" not in text.casefold())  # a line break in every format of ours
WORDY = LINES.map(lambda text: f"w {text} w")
"""Texts that are not taken for numbers, signs of an empty cell or bullets."""
CARDS = st.lists(WORDY, min_size=1, max_size=2).map("\n".join)
LEVELS = st.integers(-50, 50).map(lambda tenths: tenths / 10)


@st.composite
def drafts(draw: Any) -> DraftMap:
    """A map of what tables hold: titled stages and steps, lanes of known titles, cards, points."""
    count = draw(st.integers(1, 4))
    draft = DraftMap(title=draw(WORDY), scenario=draw(WORDY), goal=draw(WORDY), language="en")
    for number in range(count):
        some = [f"Part {part}" for part in range(draw(st.integers(1, 3)))] if draw(st.booleans()) else [""]
        draft.stages.append(DraftStage(f"Moment {number} {draw(WORDY)}", steps=some))
    for name in draw(st.lists(WORDY.map(lambda text: text.replace(",", " ")), max_size=2, unique=True)):
        draft.add_persona(" ".join(name.split()))
    people = [persona.name for persona in draft.personas]
    for kind in (
        "actions",
        "emotions",
        *draw(st.sets(st.sampled_from(["pain_points", "touchpoints", "needs"]))),
    ):
        lane = DraftLane(kind, LANES[kind].title)
        draft.lanes.append(lane)
        for stage, step in [(s, t) for s, one in enumerate(draft.stages) for t in range(len(one.steps))]:
            whose = tuple(draw(st.sets(st.sampled_from(people)))) if people else ()
            cell = lane.cell(stage, step)
            if kind == "emotions":
                cell.points += [
                    DraftPoint(level, personas=whose) for level in draw(st.lists(LEVELS, max_size=2))
                ]
            else:
                cell.cards += [DraftCard(text, personas=whose) for text in draw(st.lists(CARDS, max_size=2))]
    return draft


def again(project: Project, kind: str) -> JourneyMap:
    """The map of `project`, written and read again."""
    data = export_map(project, project.maps[0], kind).data
    (one,) = import_file(Source(f"map.{kind}", data)).project.maps
    return one


def content(one: JourneyMap) -> Any:
    """What tables hold: for each lane its title, kind, cards and points by step."""
    order = {step.id: (s, t) for s, stage in enumerate(one.stages) for t, step in enumerate(stage.steps)}
    return [
        (
            lane.title,
            lane.kind,
            {
                order[cell.step]: (
                    [card.text for card in cell.cards],
                    [(p.level, p.feeling, p.quote) for p in cell.points],
                )
                for cell in lane.cells
            },
        )
        for lane in one.lanes
    ]


@pytest.mark.parametrize("kind", ["csv", "tsv", "md", "html"])
@given(draft=drafts())
def test_tables_come_back(kind: str, draft: DraftMap) -> None:
    project = build([draft])
    before, after = project.maps[0], again(project, kind)
    assert stages(after) == stages(before)
    assert steps(after) == steps(before)
    assert content(after) == content(before)
    if kind in ("md", "html"):
        assert (after.title, after.scenario, after.goal) == (before.title, before.scenario, before.goal)


@given(drafts())
def test_mermaid_comes_back(draft: DraftMap) -> None:
    for stage in draft.stages:
        stage.steps = [""]
    for lane in draft.lanes:
        lane.cells = {place: cell for place, cell in lane.cells.items() if place[1] == 0}
    actions, feelings = draft.lanes[0], draft.lanes[1]
    for place, cell in actions.cells.items():
        points = feelings.cell(*place).points
        points[len(cell.cards) :] = []
        points += [DraftPoint(0.0) for _card in cell.cards[len(points) :]]
        for card, point in zip(cell.cards, points, strict=True):
            point.personas = card.personas
    project = build([draft])
    before, after = project.maps[0], again(project, "mmd")
    assert (after.title, after.scenario, stages(after)) == (before.title, before.scenario, stages(before))
    assert cards_of(after, "actions") == cards_of(before, "actions")
    assert levels(after) == pytest.approx(levels(before))


def _plain(project: Project, one: JourneyMap) -> Any:
    """All that JSON holds, with names for ids."""
    return json.loads(export_map(project, one, "json").data)


@settings(max_examples=40)
@given(projects(Size(maps=1, odd=False)))
def test_json_comes_back_whole(project: Project) -> None:
    for one in project.maps:
        if not one.stages:
            continue
        exported = export_map(project, one, "json")
        found = import_file(Source("map.json", exported.data)).project
        before, after = _plain(project, one), _plain(found, found.maps[0])
        before.pop("personas", None)
        after.pop("personas", None)
        assert {key: part for key, part in after.items() if key != "title"} == {
            key: part for key, part in before.items() if key != "title"
        }


@pytest.mark.parametrize("kind", EXPORTERS)
@settings(max_examples=15)
@given(project=projects())
def test_every_map_can_be_written(kind: str, project: Project) -> None:
    for one in project.maps:
        exported = export_map(project, one, kind)
        assert exported.data
        assert all((note and note[0].isupper()) or note[0].isdigit() for note in exported.notes)
        assert exported.data == export_map(project, one, kind).data


def test_no_cell_begins_like_a_formula() -> None:
    draft = DraftMap(stages=[DraftStage("=1+1"), DraftStage("@x")])
    cell = draft.lane("actions", "Actions").cell(0)
    cell.cards += [DraftCard(text) for text in ("=SUM(A1)",)]
    draft.lane("actions", "Actions").cell(1).cards += [DraftCard("+1"), DraftCard("-2")]
    project = build([draft])
    for kind, delimiter in (("csv", ","), ("tsv", "\t")):
        text = export_map(project, project.maps[0], kind).data.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row)
    assert stages(again(project, "csv")) == ["=1+1", "@x"]
    assert cards_of(again(project, "csv"), "actions") == ["=SUM(A1)", "+1", "-2"]


def test_what_a_format_cannot_hold_is_said() -> None:
    project = seeded_project(3, Size(maps=1, stages=3, lanes=8, cards=3, full=True))
    one = project.maps[0]
    for kind in ("csv", "md", "mmd"):
        notes = " ".join(export_map(project, one, kind).notes)
        assert "connector" in notes
    assert "Mermaid has no place for the lanes" in " ".join(export_map(project, one, "mmd").notes)
    assert "portrait" in " ".join(export_map(project, one, "json").notes) or not any(
        p.portrait for p in project.personas
    )


def measures(language: str, numbers: tuple[float, ...]) -> Project:
    """A lane of percentages, and one card of it that has a unit of its own."""
    cards = [make_card("metrics", f"c{n}", text="ask", number=number) for n, number in enumerate(numbers)]
    cards.append(make_card("metrics", "own", number=20.0, unit="EUR"))
    lane = make_lane("metrics", "m", title="Metrics", unit="%", cells=(Cell(step="t", cards=tuple(cards)),))
    stage = Stage(id="s", title="Buy", steps=(Step(id="t"),))
    return Project(maps=(JourneyMap(id="one", language=language, stages=(stage,), lanes=(lane,)),))


@pytest.mark.parametrize("kind", ["csv", "tsv", "md", "html"])
@pytest.mark.parametrize("language", ["en", "ru", "he"])
def test_numbers_come_back_with_their_unit(kind: str, language: str) -> None:
    """Nine millions were "9e+06", and the unit of the lane was lost."""
    numbers = (9_000_000.0, 12.5, -4.0, 0.0, 1_234_567_890.12)
    (lane,) = again(measures(language, numbers), kind).lanes
    cards = [card for cell in lane.cells for card in cell.cards if isinstance(card, MetricCard)]
    assert [(card.text, card.number, card.unit) for card in cards] == [
        *(("ask", number, "%") for number in numbers),
        ("", 20.0, "EUR"),
    ]


def test_figures_of_tables_are_never_written_with_an_exponent() -> None:
    project = measures("en", (9_000_000.0, 1e22, 1e-7, -0.5))
    rows = export_map(project, project.maps[0], "csv").data.decode("utf-8-sig")
    for figure in ("9000000%", "10000000000000000000000%", "0.0000001%", "-0.5%", "20 EUR"):
        assert figure in rows


def test_personas_come_back_from_mermaid_and_markdown() -> None:
    draft = DraftMap(title="T", stages=[DraftStage("A")])
    draft.add_persona("Anna, the first")
    draft.lane("actions", "Actions").cell(0).cards.append(DraftCard("go", personas=("Anna, the first",)))
    draft.lane("emotions", "Emotions").cell(0).points.append(DraftPoint(5.0, personas=("Anna, the first",)))
    project = build([draft])
    data = export_map(project, project.maps[0], "mmd").data
    found = import_file(Source("a.mmd", data)).project
    assert names(found, found.maps[0]) == ["Anna, the first"]


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_the_curve_of_staff_and_the_lines_of_a_blueprint_come_back(language: str, tmp_path: Path) -> None:
    project = make_project("service-blueprint", language)
    one = project.maps[0]
    staff = next(lane for lane in one.lanes if lane.kind == "emotions")
    for number, stage in enumerate(one.stages):
        point = EmotionPoint(id=f"p{number}", level=number - 3, quote="Ech")
        project = add_point(project, staff.id, stage.steps[0].id, point)
    path, table = tmp_path / "blueprint.cjm", tmp_path / "blueprint.csv"
    save(project, path)
    assert main(["export", str(path), "-o", str(table)]) == 0
    lanes = import_file(table).project.maps[0].lanes
    assert [lane.kind for lane in lanes if getattr(lane, "staff", False)] == ["emotions"]
    assert [getattr(lane, "line", "") for lane in lanes if lane.kind == "line"] == list(BLUEPRINT_LINES)
