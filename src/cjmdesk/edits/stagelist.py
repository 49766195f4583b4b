"""The stages of a map as a list of names: what a list that was typed makes of the stages there."""

import difflib
from collections.abc import Sequence
from typing import Any

from cjmdesk.edits.places import item_at, with_list
from cjmdesk.edits.removing import remove
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.texts import clean_text
from cjmdesk.model.values import new_id

_ALIKE = 0.6
"""Names more alike than this are one name written better; what was said of the stage still holds."""


def stage_names(journey: JourneyMap) -> tuple[str, ...]:
    """The stages' titles, each on one line."""
    return tuple(_line(stage.title) for stage in journey.stages)


def name_stages(project: Project, map_id: str, names: Sequence[str]) -> Project:
    """Make the stages of a map those of the list, in its order; a map keeps at least one stage.

    A stage whose name is in the list stays as it is; one whose place another name takes keeps its columns
    and notes, and what was written about it only while the names are alike. What is new is empty, what is
    not in the list any more goes with its notes. Raises EditError if the map is not there.
    """
    _path, journey = item_at(project, map_id, JourneyMap)
    names = [line for line in map(_line, names) if line] or [""]
    before = stage_names(journey)
    if list(before) == list(names):
        return project
    fresh: list[Stage] = []
    gone: list[str] = []
    matcher = difflib.SequenceMatcher(None, before, names, autojunk=False)
    for _tag, a, b, c, d in matcher.get_opcodes():
        old, new = journey.stages[a:b], names[c:d]
        for number, name in enumerate(new):
            fresh.append(_renamed(old[number], name) if number < len(old) else _empty(name))
        gone += [stage.id for stage in old[len(new) :]]
    path, _journey = item_at(project, map_id, JourneyMap)
    kept = [stage for stage in journey.stages if stage.id in gone]
    project = with_list(project, path, "stages", (*fresh, *kept))
    return remove(project, *gone) if gone else project


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _renamed(stage: Stage, name: str) -> Stage:
    if _line(stage.title) == name:
        return stage
    update: dict[str, Any] = {"title": name}
    likeness = difflib.SequenceMatcher(None, stage.title.casefold(), name.casefold()).ratio()
    if likeness < _ALIKE:
        update |= {"description": "", "key_task": ""}
    return stage.model_copy(update=update)


def _empty(name: str) -> Stage:
    return Stage(id=new_id("s"), title=name, steps=(Step(id=new_id("t")),))
