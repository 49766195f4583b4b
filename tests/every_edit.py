"""Every edit there is, made on `everything()`: for tests that break each of them on purpose."""

import inspect
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace
from typing import Any

import cjmdesk.edits
from cjmdesk.changes.comparing import compare
from cjmdesk.edits import (
    bringing,
    columns,
    connectors,
    deciding,
    fields,
    grids,
    maps,
    notes,
    numbers,
    pasting,
    people,
    pictures,
    points,
    removing,
    replacing,
    rows,
    scribe,
    several,
    silencing,
    stagelist,
    taking,
    templating,
    translating,
)
from cjmdesk.edits.copying import copied_items
from cjmdesk.edits.pasting import Spot
from cjmdesk.edits.scribe import Slot, WallNote
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import Connector, JourneyMap, SavedView, WallGrid
from cjmdesk.model.people import Competitor, Persona, TeamMember
from cjmdesk.model.project import Channel, Picture, Project
from cjmdesk.model.stages import Stage, Step

Edit = Callable[[Project], Any]

HELPERS = {"put", "with_list", "cell_for"}
"""What edits are made of."""


def _copied(project: Project, *ids: str) -> Project:
    found = copied_items(project, "map", ids)
    assert found is not None
    return found


def _card(id: str = "fresh") -> Any:
    return make_card("actions", id, text="x")


def _stranger() -> Project:
    """Another project with a map of its own."""
    stage = Stage(id="other-s", steps=(Step(id="other-t"),))
    lane = make_lane("needs", "other-l")
    return Project(maps=(JourneyMap(id="other", title="Other", stages=(stage,), lanes=(lane,)),))


def _voted(project: Project) -> list[str]:
    return [
        card.id
        for one in project.maps
        for lane in one.lanes
        for cell in lane.cells
        for card in cell.cards
        if card.votes
    ]


def _differences(project: Project) -> list[tuple[str, str]]:
    one, other = (next(each for each in project.maps if each.id == id) for id in ("map", "before"))
    return [change.key for change in compare(project, one, project, other).changes]


_PICTURE = Picture(media_type="image/png", width=1, height=1, data="AAAA")
_WORD = SimpleNamespace(item="n-actions", field="text", number=None, start=0, end=3)

EDITS: dict[str, Edit] = {
    "add_stage": lambda p: columns.add_stage(p, "map", Stage(id="f", steps=(Step(id="g"),)), 0),
    "new_stage": lambda p: columns.new_stage(p, "map", "f"),
    "move_stages": lambda p: columns.move_stages(p, ("s1",), 1),
    "add_step": lambda p: columns.add_step(p, "s1", Step(id="f"), 0),
    "new_step": lambda p: columns.new_step(p, "t1", "f"),
    "move_step": lambda p: columns.move_step(p, "t1", "s2"),
    "set_widths": lambda p: columns.set_widths(p, {"t1": 2.0, "t3": 0.5}),
    "split_step": lambda p: columns.split_step(p, "t1", Step(id="f"), ("n-actions", "p1")),
    "merge_steps": lambda p: columns.merge_steps(p, "t1", "t2"),
    "moved_stages": lambda p: columns.moved_stages(p, ("s1",), 1),
    "moved_steps": lambda p: columns.moved_steps(p, ("t1",), 1),
    "add_connector": lambda p: connectors.add_connector(
        p, "map", Connector(id="f", source="n-needs", target="n-time")
    ),
    "lead": lambda p: connectors.lead(p, "k1", target="n-time"),
    "turn": lambda p: connectors.turn(p, "k1"),
    "set_field": lambda p: fields.set_field(p, "n-actions", "text", "x"),
    "set_fields": lambda p: fields.set_fields(p, "n-actions", text="x", votes=1),
    "set_poster": lambda p: fields.set_poster(p, "map", paper="A1"),
    "set_brief": lambda p: fields.set_brief(p, goal="x"),
    "set_title": lambda p: fields.set_title(p, "x"),
    "set_translation": lambda p: translating.set_translation(p, "map", "en", "s1", "title", "x"),
    "remember_grid": lambda p: grids.remember_grid(
        p, "map", WallGrid(id="f", lanes=("l-needs",), slots=("t1",))
    ),
    "add_map": lambda p: maps.add_map(p, JourneyMap(id="f")),
    "duplicate_map": lambda p: maps.duplicate_map(p, "map"),
    "add_card": lambda p: notes.add_card(p, "l-actions", "t2", _card()),
    "add_cards": lambda p: notes.add_cards(p, "l-actions", "t1", (_card("f"), _card("g")), 0),
    "add_point": lambda p: notes.add_point(p, "l-emotions", "t2", EmotionPoint(id="f", level=1)),
    "move_note": lambda p: notes.move_note(p, "n-actions", "l-needs", "t2"),
    "paste_cells": lambda p: pasting.paste_cells(
        p, "before", _copied(p, "n-actions", "p1"), Spot("b-l", "b-t")
    ),
    "paste_stages": lambda p: pasting.paste_stages(p, "map", _copied(p, "s1"), 0),
    "paste_lanes": lambda p: pasting.paste_lanes(p, "map", _copied(p, "l-actions", "l-emotions")),
    "add_persona": lambda p: people.add_persona(p, Persona(id="f")),
    "new_persona": lambda p: people.new_persona(p, "Ola", "map"),
    "duplicate_persona": lambda p: people.duplicate_persona(p, "anna", "Ola", "map"),
    "assign_persona": lambda p: people.assign_persona(p, "before", "anna", True),
    "add_channel": lambda p: people.add_channel(p, Channel(id="f", name="x")),
    "add_team_member": lambda p: people.add_team_member(p, TeamMember(id="f")),
    "add_competitor": lambda p: people.add_competitor(p, "map", Competitor(id="f")),
    "add_view": lambda p: people.add_view(p, "map", SavedView(id="f")),
    "add_grid": lambda p: people.add_grid(p, "map", WallGrid(id="f")),
    "move_item": lambda p: people.move_item(p, "anna", 1),
    "move_by": lambda p: people.move_by(p, "anna", 1),
    "add_picture": lambda p: pictures.add_picture(p, _PICTURE),
    "describe_picture": lambda p: pictures.describe_picture(p, next(iter(p.pictures)), "x"),
    "without_unused_pictures": lambda p: pictures.without_unused_pictures(
        pictures.add_picture(p, _PICTURE)[0]
    ),
    "set_levels": lambda p: points.set_levels(p, {"p1": 3.0}),
    "shift_levels": lambda p: points.shift_levels(p, ("p1",), 1.0),
    "place_point": lambda p: points.place_point(p, "p1", "l-emotions", "t3", None, 2.0),
    "give_points": lambda p: points.give_points(p, ("p1",), "piotr"),
    "show_curve": lambda p: points.show_curve(p, "l-emotions", "piotr", True),
    "shift_guides": lambda p: points.shift_guides(p, "l-emotions", 1),
    "remove": lambda p: removing.remove(p, "l-pain_points", "s2", "anna"),
    "replace_words": lambda p: replacing.replace_words(p, (_WORD,), "abc"),
    "add_lane": lambda p: rows.add_lane(p, "map", make_lane("needs", "f"), 0),
    "new_lane": lambda p: rows.new_lane(p, "map", "needs"),
    "show_key_tasks": lambda p: rows.show_key_tasks(removing.remove(p, "l-key_task"), "map"),
    "move_lanes": lambda p: rows.move_lanes(p, ("l-actions",), 3),
    "change_lane_kind": lambda p: rows.change_lane_kind(p, "l-actions", "touchpoints"),
    "moved_lanes": lambda p: rows.moved_lanes(p, ("b-l",), 1),
    "place_note": lambda p: scribe.place_note(
        p, WallNote(Slot("l-emotions", "t2"), "x", 2), Slot("l-needs", "t1"), "f"
    ),
    "new_note": lambda p: scribe.new_note(p, Slot("l-emotions", "t1"), "f", "+2 x"),
    "write_note": lambda p: scribe.write_note(p, "p1", "+3 x"),
    "move_notes": lambda p: several.move_notes(p, ("n-actions", "n-needs"), "l-thoughts", "t2"),
    "copy_notes": lambda p: several.copy_notes(p, ("n-actions", "n-needs"), "l-thoughts", "t2"),
    "duplicate_notes": lambda p: several.duplicate_notes(p, ("n-actions", "p1")),
    "nudge_notes": lambda p: several.nudge_notes(
        notes.add_card(p, "l-actions", "t1", _card()), ("fresh",), -1
    ),
    "silence": lambda p: silencing.silence(p, "map", "no_touchpoint", "s1", "x"),
    "speak_again": lambda p: silencing.speak_again(p, "map", "no_touchpoint", "s2"),
    "bring_maps": lambda p: bringing.bring_maps(p, _stranger()),
    "choose": lambda p: deciding.choose(p, "n-solutions", False),
    "judge": lambda p: deciding.judge(p, "n-solutions", 2, 1),
    "set_votes": lambda p: deciding.set_votes(p, "n-needs", 5),
    "clear_votes": lambda p: deciding.clear_votes(p, _voted(p)),
    "set_numbers": lambda p: numbers.set_numbers(
        p,
        "map",
        (numbers.Numbers("n-touchpoints", {"visits": 7}), numbers.Numbers("s1", {"entered": 7})),
        (numbers.NewTouchpoint("f", "s2", "x"),),
    ),
    "name_stages": lambda p: stagelist.name_stages(p, "map", ("x", "y", "z", "w")),
    "take_over": lambda p: taking.take_over(p, "map", p, "before", _differences(p), map(str, range(999))),
    "as_template": lambda p: templating.as_template(p, "x", "map", notes=True),
    "from_template": templating.from_template,
    "without_notes": templating.without_notes,
    "set_translations": lambda p: translating.set_translations(p, "map", "en", [("s1", "title", "x")]),
    "remove_language": lambda p: translating.remove_language(p, "map", "ru"),
}
"""Name → the edit; what it gives is a project, or begins with one, or has one."""


def made(edit: Edit, project: Project) -> Project:
    """The project that an edit makes."""
    result = edit(project)
    result = result[0] if isinstance(result, tuple) else getattr(result, "project", result)
    assert isinstance(result, Project)
    return result


def names_of_edits() -> set[str]:
    """Every public function of the room of edits that makes a project of a project."""
    found = set()
    for module in iter_modules(cjmdesk.edits.__path__):
        loaded = import_module(f"cjmdesk.edits.{module.name}")
        for name, one in inspect.getmembers(loaded, inspect.isfunction):
            if one.__module__ != loaded.__name__ or name.startswith("_") or name in HELPERS:
                continue
            signature = inspect.signature(one)
            first = next(iter(signature.parameters), "")
            gives = str(signature.return_annotation)
            makes = "Pasted" in gives or gives in (str(Project), "tuple") or "project.Project, " in gives
            if first == "project" and makes and "None" not in gives:
                found.add(name)
    return found
