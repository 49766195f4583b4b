"""Reading and setting the inspector's fields by their names. No widgets, no Qt."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from msgspec import Struct

from cjmdesk.changes.shape import key_of
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_brief, set_field, set_title
from cjmdesk.edits.notes import move_note
from cjmdesk.edits.people import add_channel
from cjmdesk.edits.pictures import add_picture, describe_picture, without_unused_pictures
from cjmdesk.edits.places import at, find, look_first
from cjmdesk.model.cards import CardBase, EmotionPoint, Evidence
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona, WorkshopStep
from cjmdesk.model.project import Channel, Picture, Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Value, new_id
from cjmdesk.model.wording import PROJECT, WORKSHOP
from cjmdesk.ui.fields.naming import ANSWERS, FINDINGS, ORIGINS
from cjmdesk.ui.index import index_of


class Delta(Struct, frozen=True):
    """A change of a list: what is put in and what is taken out. Of several items each keeps its own."""

    put: tuple[str, ...] = ()
    take: tuple[str, ...] = ()

    def of(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """`value` with the change made, in its order."""
        kept = tuple(one for one in value if one not in self.take)
        return (*kept, *(one for one in self.put if one not in kept))


class Subject(Struct, frozen=True):
    """One selected thing. kind: see `fieldtable.fields_of`. item: its value; of a cell its lane."""

    id: str
    kind: str
    item: Value


def subject_of(project: Project, id: str, journey: JourneyMap | None = None) -> Subject | None:
    """What is selected under that id; None if it is not in the project. journey: the map in which it is
    looked for first."""
    if id == PROJECT:
        return Subject(id, "project", project)
    if id.startswith(WORKSHOP):
        name = id.removeprefix(WORKSHOP)
        step = next((one for one in project.brief.steps if one.step == name), None)
        return Subject(id, id, step if step is not None else WorkshopStep(step=name))
    if id.startswith("cell:"):
        _cell, lane, _step = id.split(":", 2) if id.count(":") == 2 else ("", "", "")
        found = subject_of(project, lane, journey) if lane else None
        return Subject(id, "cell", found.item) if found is not None else None
    _look_in(project, id, journey)
    try:
        item = at(project, find(project, id))
    except EditError:
        return None
    kind = kind_of(item)
    return Subject(id, kind, item) if kind else None


def _look_in(project: Project, id: str, journey: JourneyMap | None) -> None:
    """The map knows where its notes stand: they need not be searched for among all cards."""
    path = index_of(journey).path(id) if journey is not None else None
    number = next((number for number, one in enumerate(project.maps) if one is journey), None)
    if path is not None and number is not None:
        look_first(id, (("maps", number), *path))


def kind_of(item: Value) -> str:
    """The inspector's kind of an item; empty for what is not selected by itself."""
    if isinstance(item, CardBase):
        return f"card:{item.kind}"
    if isinstance(item, LaneBase):
        return f"lane:{item.kind}"
    return _NAMES.get(type(item), "")


_NAMES: dict[type[Value], str] = {
    EmotionPoint: "point",
    Stage: "stage",
    Step: "step",
    Connector: "connector",
    Persona: "persona",
    JourneyMap: "map",
}


# Reading ----------------------------------------------------------------------------------------


def read(project: Project, subject: Subject, name: str) -> Any:
    """The value of a field; None or empty where nothing is said."""
    head, dot, rest = name.partition(".")
    if dot:
        return _read_part(project, subject.item, head, rest)
    if name == "@place":
        return column_of(project, subject.id)
    if name == "@answered_by":
        return answers_to(project, subject.id)
    if name == "@supports":
        return resting_on(project, subject.id)
    if name.startswith("@"):
        return _around(project, subject, name)
    return getattr(subject.item, name)


def _read_part(project: Project, item: Any, head: str, name: str) -> Any:
    """A field of the brief, of a note's evidence or of a picture."""
    if head == "brief":
        return getattr(project.brief, name)
    if head == "evidence":
        return getattr(item.evidence, name) if item.evidence is not None else None
    stored = project.pictures.get(getattr(item, head) or "")
    return stored.description if stored is not None else ""


def _around(project: Project, subject: Subject, name: str) -> tuple[str, ...]:
    """The ids of a stage's steps, a cell's lane, a step's or cell's stage, what was made from a note."""
    item = subject.item
    if name == "@made_into":
        return made_into(project, subject.id)
    if name == "@steps":
        return tuple(step.id for step in getattr(item, "steps", ()))
    if name == "@lane":
        return (getattr(item, "id", ""),)
    try:
        path = find(project, subject.id.rpartition(":")[2])
    except EditError:
        return ()
    return (getattr(at(project, path[:-1]), "id", ""),)


def column_of(project: Project, note: str) -> str:
    """The id of the step that a note stands in; empty if it stands nowhere."""
    try:
        path = find(project, note)
    except EditError:
        return ""
    cell = at(project, path[:-1]) if len(path) > 1 else None
    return getattr(cell, "step", "")


def made_into(project: Project, id: str) -> tuple[str, ...]:
    """The ids of the maps or notes that were made from a map or note, in the order of the file."""
    maps = [journey.id for journey in project.maps if journey.made_from == id]
    notes = [ORIGINS.within(journey, id) for journey in project.maps]
    return tuple(chain(maps, *notes))


def answers_to(project: Project, pain: str) -> tuple[str, ...]:
    """The ids of the solutions that answer a pain, in its map."""
    try:
        path = find(project, pain)
    except EditError:
        return ()
    journey = at(project, path[:1])
    return ANSWERS.within(journey, pain, "solutions") if isinstance(journey, JourneyMap) else ()


def resting_on(project: Project, finding: str) -> tuple[str, ...]:
    """The ids of the cards and points that rest on a finding, in its map."""
    try:
        path = find(project, finding)
    except EditError:
        return ()
    journey = at(project, path[:1])
    return FINDINGS.within(journey, finding) if isinstance(journey, JourneyMap) else ()


# Setting ----------------------------------------------------------------------------------------


def write(project: Project, id: str, name: str, value: Any) -> Project:
    """Set a field of what has that id; a Delta changes a list. Raises EditError."""
    subject = subject_of(project, id)
    if subject is None:
        return set_field(project, id, name, value)  # which says that it is gone
    if isinstance(value, Delta) and name not in _OTHER_SIDE:
        value = value.of(tuple(read(project, subject, name)))
    head, dot, rest = name.partition(".")
    if dot:
        return _write_part(project, subject, head, rest, value)
    if subject.kind == "project":
        return set_title(project, value)
    if isinstance(subject.item, WorkshopStep):
        return _write_step(project, subject.item, name, value)
    special = _SPECIAL.get(name)
    return (special or set_field)(project, id, name, value)


def _write_part(project: Project, subject: Subject, head: str, name: str, value: Any) -> Project:
    """A field of the brief, of a note's evidence or of a picture."""
    if head == "brief":
        return set_brief(project, **{name: value})
    if head == "evidence":
        return _write_evidence(project, subject, name, value)
    shown = getattr(subject.item, head)
    return describe_picture(project, shown, value) if shown else project


def _write_place(project: Project, id: str, _name: str, step: str) -> Project:
    lane = at(project, find(project, id)[:2])
    return move_note(project, id, lane.id, step)  # type: ignore[attr-defined]


def _write_channel(project: Project, id: str, name: str, value: Any) -> Project:
    """value: the id of a channel, or a new one."""
    if isinstance(value, Channel):
        known = next((one.id for one in project.channels if one.name == value.name), "")
        project = project if known else add_channel(project, value)
        value = known or value.id
    return set_field(project, id, name, value)


def own_channel(name: str) -> Channel:
    """A channel of the user's own."""
    return Channel(id=new_id("channel"), name=name)


def _write_evidence(project: Project, subject: Subject, name: str, value: Any) -> Project:
    evidence: Evidence | None = subject.item.evidence  # type: ignore[attr-defined]
    if name == "grade" and not value:
        if evidence is None or not (evidence.source or evidence.date):
            return set_field(project, subject.id, "evidence", None)
        value = "guess"
    if evidence is None and value in ("", None):
        return project
    held = {**(evidence or Evidence()).__dict__, **((evidence and evidence.model_extra) or {}), name: value}
    return set_field(project, subject.id, "evidence", held)


def _write_step(project: Project, step: WorkshopStep, name: str, value: Any) -> Project:
    from cjmdesk.edits.places import changed
    from cjmdesk.model.choices import WORKSHOP_STEPS

    fresh = changed(step, **{name: value})
    steps = project.brief.steps
    if any(one.step == step.step for one in steps):
        steps = tuple(fresh if one.step == step.step else one for one in steps)
    else:
        order = {known: number for number, known in enumerate(WORKSHOP_STEPS)}
        place = sum(order.get(key_of(one), 99) < order.get(step.step, 99) for one in steps)
        steps = (*steps[:place], fresh, *steps[place:])
    return set_brief(project, steps=steps)


def _write_other_side(project: Project, id: str, name: str, delta: Delta) -> Project:
    """The link is kept by the notes at its other end."""
    for other in (*delta.put, *delta.take):
        one = Delta((id,)) if other in delta.put else Delta((), (id,))
        project = write(project, other, _OTHER_SIDE[name], one)
    return project


_OTHER_SIDE = {"@answered_by": "answers", "@supports": "findings"}
"""Links that are set from the side of what they lead to → the field that holds them."""


def _write_picture(project: Project, id: str, name: str, value: Picture | None) -> Project:
    key = None
    if value is not None:
        project, key = add_picture(project, value)
    return without_unused_pictures(set_field(project, id, name, key))


_SPECIAL: dict[str, Callable[[Project, str, str, Any], Project]] = {
    "@place": _write_place,
    "@answered_by": _write_other_side,
    "@supports": _write_other_side,
    "channel": _write_channel,
    "picture": _write_picture,
    "portrait": _write_picture,
}
