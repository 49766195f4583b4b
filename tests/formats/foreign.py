"""What the tests of importers share: reading a text as a file, and the result as plain values."""

from pathlib import Path

from cjmdesk.formats.importers import import_file
from cjmdesk.formats.outcome import Imported
from cjmdesk.formats.source import Source
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

MAPS = Path(__file__).parent.parent / "files" / "maps"


def imported(name: str, content: str | bytes, *, written: str = "utf-8", **wishes: str | None) -> Imported:
    """The import of a file of that name and content."""
    data = content.encode(written) if isinstance(content, str) else content
    return import_file(Source(name, data), **wishes)


def only(name: str, content: str | bytes, *, written: str = "utf-8", **wishes: str | None) -> JourneyMap:
    """The only map in a file."""
    (one,) = imported(name, content, written=written, **wishes).project.maps
    return one


def stages(one: JourneyMap) -> list[str]:
    return [stage.title for stage in one.stages]


def steps(one: JourneyMap) -> list[list[str]]:
    return [[step.title for step in stage.steps] for stage in one.stages]


def kinds(one: JourneyMap) -> dict[str, str]:
    """Lane title → kind."""
    return {lane.title: lane.kind for lane in one.lanes}


def cells(one: JourneyMap, title: str) -> list[list[str]]:
    """The texts of the lane of that title, for each step in order."""
    lane = next(lane for lane in one.lanes if lane.title == title)
    found = {cell.step: [card.text for card in cell.cards] for cell in lane.cells}
    return [found.get(step.id, []) for stage in one.stages for step in stage.steps]


def levels(one: JourneyMap) -> list[float | None]:
    """The levels of all points, in the order of the columns."""
    return [
        point.level
        for lane in one.lanes
        for stage in one.stages
        for step in stage.steps
        for cell in lane.cells
        if cell.step == step.id
        for point in cell.points
    ]


def lane_of(one: JourneyMap, kind: str) -> Lane:
    return next(lane for lane in one.lanes if lane.kind == kind)


def cards_of(one: JourneyMap, kind: str) -> list[str]:
    return [
        card.text for lane in one.lanes if lane.kind == kind for cell in lane.cells for card in cell.cards
    ]


def names(project: Project, one: JourneyMap) -> list[str]:
    by_id = {persona.id: persona.name for persona in project.personas}
    return [by_id[persona] for persona in one.personas]


def said(found: Imported, kind: str) -> str:
    """All notes of one kind, a line each."""
    return "\n".join(note.text for note in found.notes if note.kind == kind)
