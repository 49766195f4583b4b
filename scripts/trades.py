"""The templates for trades: from what their authors write to the form of a sample's source.

A trade leaves out what all of them share: the workshop's steps, the order of the lanes, the sources
that mark quotes and figures as invented. `filled` adds it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

FIGURES = ("visits", "transactions", "conversion", "cost", "minutes")
"""Fields of a touchpoint that are numbers; one that has any is marked as a guess."""


def sources(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each trade of a folder of sources in its place: its entry for the catalogue, and its project."""
    shared = yaml.safe_load((folder / "trades.yaml").read_text(encoding="utf-8"))
    steps = yaml.safe_load((folder / "templates.yaml").read_text(encoding="utf-8"))["brief"]["steps"]
    trades = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("trades/*.yaml")
    }
    for name, trade in sorted(trades.items(), key=lambda item: item[1]["place"]):
        yield (
            {**{field: trade[field] for field in ("title", "suits", "icon")}, "id": name, **_about(shared)},
            filled(name, trade, shared, steps),
        )


def _about(shared: dict[str, Any]) -> dict[str, Any]:
    return {"strengths": shared["strengths"], "limits": shared["limits"], "languages": shared["languages"]}


def filled(name: str, trade: dict[str, Any], shared: dict[str, Any], steps: list[Any]) -> dict[str, Any]:
    """A trade as the source of a project with one map. Raises ValueError for a lane out of the order."""
    lanes = trade["lanes"]
    unknown = set(lanes) - set(shared["lanes"])
    if unknown:
        raise ValueError(f"trade {name}: no such lane: {', '.join(sorted(unknown))}")
    grades = {
        note["id"]: note["evidence"]
        for notes in lanes.get("findings", {}).values()
        for note in notes
        if "evidence" in note
    }
    personas = [
        {"note": shared["persona_note"], **one, "id": f"{name}-{one['id']}"} for one in trade["personas"]
    ]
    brief = {field: trade[field] for field in ("goal_preset", "goal", "audience", "needs")}
    journey = {
        "id": name,
        "type": "current_state",
        "title": trade["map_title"],
        "scenario": trade["scenario"],
        "goal": trade["goal"],
        "personas": [one["id"] for one in personas],
        "stages": trade["stages"],
        "connectors": trade.get("connectors", []),
        "lanes": [
            {
                "kind": kind,
                "cells": {
                    place: [_note(name, kind, note, grades, shared["sources"]) for note in notes]
                    for place, notes in lanes.get(kind, {}).items()
                },
            }
            for kind in shared["lanes"]
        ],
    }
    return {
        "languages": shared["languages"],
        "title": trade["title"],
        "brief": {**brief, "steps": steps},
        "personas": personas,
        "maps": [journey],
    }


def _note(name: str, kind: str, note: Any, grades: dict[str, str], said: dict[str, str]) -> Any:
    """A note with its personas prefixed and its evidence as far as it follows from others."""
    if isinstance(note, str):
        return note
    full = dict(note)
    if "personas" in full:
        full["personas"] = [f"{name}-{one}" for one in full["personas"]]
    known = next((grades[one] for one in full.get("findings", ()) if one in grades), None)
    if known is None and kind == "touchpoints" and any(field in full for field in FIGURES):
        known = "guess"
    grade = full.get("evidence", known)
    if grade is not None:
        full["evidence"] = grade if ";" in grade else f"{grade}; {said[grade]}"
    return full
