"""Our plain JSON of one map, for other tools: names instead of ids, stages by number. Both ways."""

import json
from typing import Any

from pydantic import ValidationError

from cjmdesk.formats.draft import DraftCard, DraftLane, DraftMap, DraftPoint, DraftStage
from cjmdesk.formats.outcome import Exported, ImportRefused
from cjmdesk.formats.shown import hidden_notes, lane_title, names_of
from cjmdesk.i18n import _
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Lane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step

FORMAT = "customer-journey-map"
_NOT_HELD = {"id", "kind", "personas", "findings", "made_from", "picture", "answers", "scores", "competitor"}
_STAGE_OWN = {"id", "title", "description", "key_task", "steps"}
_LANE_OWN = {"id", "kind", "title", "cells", "hidden_personas"}


def is_journey_json(value: Any) -> bool:
    """Whether this is the value that `export_json` writes."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def export_json(project: Project, one: JourneyMap) -> Exported:
    """The map as readable JSON."""
    value = {
        "format": FORMAT,
        "version": 1,
        "title": one.title,
        "type": one.type,
        "language": one.language,
        "scenario": one.scenario,
        "goal": one.goal,
        "personas": [
            persona.model_dump(mode="json", exclude_defaults=True, exclude={"id", "portrait"})
            for persona in project.personas
            if persona.id in one.personas and persona.name
        ],
        "stages": [_stage(stage) for stage in one.stages],
        "lanes": [_lane(project, one, lane) for lane in one.lanes],
        "connectors": _connectors(one),
    }
    text = json.dumps(
        {key: part for key, part in value.items() if part not in ("", [])},
        ensure_ascii=False,
        indent=2,
        allow_nan=False,
    )
    return Exported(
        (text + "\n").encode("utf-8", "replace"),
        hidden_notes(project, one, holds=("personas", "levels", "kinds", "stage_arrows")),
    )


def _stage(stage: Stage) -> dict[str, Any]:
    fields = stage.model_dump(mode="json", exclude_defaults=True, exclude={"id", "steps"})
    fields.setdefault("title", "")
    if len(stage.steps) > 1 or stage.steps[0].title or stage.steps[0].width != 1:
        fields["steps"] = [
            step.model_dump(mode="json", exclude_defaults=True, exclude={"id"}) for step in stage.steps
        ]
    return fields


def _lane(project: Project, one: JourneyMap, lane: Lane) -> dict[str, Any]:
    places = {step.id: (s, t) for s, stage in enumerate(one.stages) for t, step in enumerate(stage.steps)}
    fields = lane.model_dump(mode="json", exclude_defaults=True, exclude={"id", "cells", "hidden_personas"})
    fields = {"kind": lane.kind, **fields, "title": lane_title(lane, one.language)}
    cells = []
    for cell in lane.cells:
        if cell.step not in places or not (cell.cards or cell.points):
            continue
        held: dict[str, Any] = {"stage": places[cell.step][0], "step": places[cell.step][1]}
        if cell.cards:
            held["cards"] = [_item(project, card) for card in cell.cards]
        if cell.points:
            held["points"] = [_item(project, point) for point in cell.points]
        cells.append(held)
    return {**fields, "cells": sorted(cells, key=lambda cell: (cell["stage"], cell["step"]))}


def _item(project: Project, item: Any) -> dict[str, Any]:
    fields: dict[str, Any] = item.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_HELD)
    if item.personas:
        fields["personas"] = names_of(project, item.personas)
    return fields


def _connectors(one: JourneyMap) -> list[dict[str, Any]]:
    numbers = {stage.id: number for number, stage in enumerate(one.stages)}
    return [
        {
            "from": numbers[arrow.source],
            "to": numbers[arrow.target],
            "label": arrow.label,
            "condition": arrow.condition,
        }
        for arrow in one.connectors
        if arrow.source in numbers and arrow.target in numbers
    ]


def from_data(value: dict[str, Any]) -> DraftMap:
    """The draft of a map that `export_json` wrote. Raises ImportRefused where it was changed badly."""
    draft = DraftMap()
    try:
        _read(draft, value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ImportRefused(
            _("“{place}” holds a value that does not fit: {reason}").format(place=place, reason=first["msg"])
        ) from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise ImportRefused(
            _("a part of the journey is missing or of the wrong kind ({reason}); export it again").format(
                reason=" ".join(str(error).split())[:80]
            )
        ) from error
    return draft


def _read(draft: DraftMap, value: dict[str, Any]) -> None:
    for name in ("title", "type", "language", "scenario", "goal"):
        setattr(draft, name, str(value.get(name, "")))
    for persona in value.get("personas", []):
        fields = {key: part for key, part in persona.items() if key not in ("name", "id", "portrait")}
        Persona(id="x", **fields)
        draft.add_persona(str(persona["name"]), **fields)
    for stage in value.get("stages", []):
        _read_stage(draft, stage)
    if not draft.stages:
        raise ImportRefused(_("its list of stages is empty"))
    for lane in value.get("lanes", []):
        _read_lane(draft, lane)
    for arrow in value.get("connectors", []):
        ends = int(arrow["from"]), int(arrow["to"])
        if not all(0 <= end < len(draft.stages) for end in ends):
            raise IndexError("connectors")
        draft.connectors.append((*ends, str(arrow.get("label", "")), str(arrow.get("condition", "neutral"))))


def _read_stage(draft: DraftMap, stage: dict[str, Any]) -> None:
    fields = {key: part for key, part in stage.items() if key not in _STAGE_OWN}
    steps = [Step(**{**step, "id": "x"}) for step in stage.get("steps", [])] or [Step(id="x")]
    Stage(id="x", steps=tuple(steps), **fields)
    title, description, key_task = (str(stage.get(name, "")) for name in ("title", "description", "key_task"))
    made = DraftStage(title, description, key_task)
    made.steps = [step.title for step in steps]
    made.widths = [step.width for step in steps]
    made.fields = fields
    draft.stages.append(made)


def _read_lane(draft: DraftMap, lane: dict[str, Any]) -> None:
    fields = {key: part for key, part in lane.items() if key not in _LANE_OWN}
    kind = str(lane["kind"])
    make_lane(kind, "x", **fields)
    made = DraftLane(kind, str(lane.get("title", "")), fields=fields)
    draft.lanes.append(made)
    for cell in lane.get("cells", []):
        stage, step = int(cell["stage"]), int(cell.get("step", 0))
        if not (0 <= stage < len(draft.stages) and 0 <= step < len(draft.stages[stage].steps)):
            raise IndexError("cells")
        for card in cell.get("cards", []):
            made.cell(stage, step).cards.append(_card(draft, kind, card))
        for point in cell.get("points", []):
            made.cell(stage, step).points.append(_point(draft, point))


def _people(draft: DraftMap, item: dict[str, Any]) -> tuple[str, ...]:
    names = tuple(str(name) for name in item.get("personas", []))
    for name in names:
        draft.add_persona(name)
    return names


def _card(draft: DraftMap, kind: str, card: dict[str, Any]) -> DraftCard:
    fields = {
        key: part for key, part in card.items() if key not in ("text", "note", "personas", "id", "kind")
    }
    make_card("free_text" if kind in ("emotions", "line") else kind, "x", **fields)
    return DraftCard(str(card.get("text", "")), str(card.get("note", "")), _people(draft, card), fields)


def _point(draft: DraftMap, point: dict[str, Any]) -> DraftPoint:
    own = ("level", "quote", "feeling", "note", "personas", "id")
    fields = {key: part for key, part in point.items() if key not in own}
    level = None if point.get("level") is None else max(-5.0, min(5.0, float(point["level"])))
    texts = [str(point.get(name, "")) for name in ("quote", "feeling", "note")]
    return DraftPoint(level, texts[0], texts[1], texts[2], _people(draft, point), fields)
