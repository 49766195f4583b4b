"""`info`: what is inside a project."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from cjmdesk.cli.failure import DONE
from cjmdesk.cli.parser import file_name
from cjmdesk.formats.shown import lane_title
from cjmdesk.i18n import _, ngettext
from cjmdesk.layout import titles
from cjmdesk.model.choices import EVIDENCE_GRADES
from cjmdesk.model.lanes import Cell, Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage
from cjmdesk.storage.errors import shown_path
from cjmdesk.storage.project_file import load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and --json."""
    parser.add_argument("file", metavar=_("FILE"), type=file_name, help=_("the project"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object instead of lines"))


def run(options: argparse.Namespace) -> int:
    """Print it."""
    loaded = load(options.file)
    for note in loaded.repairs:
        sys.stderr.write(
            _("cjmdesk: {file}: {problem}").format(file=shown_path(options.file), problem=note) + "\n"
        )
    project = loaded.project
    if options.json:
        sys.stdout.write(json.dumps(describe(project), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(lines(project)) + "\n")
    return DONE


def describe(project: Project) -> dict[str, Any]:
    """The object of `info --json`, its shape as CLI.md promises."""
    people = {persona.id: persona.name for persona in project.personas}
    return {
        "title": project.title,
        "maps": [_map(journey, people) for journey in project.maps],
        "personas": list(people.values()),
        "pictures": len(project.pictures),
    }


def _map(journey: JourneyMap, people: dict[str, str]) -> dict[str, Any]:
    cards = [card for lane in journey.lanes for cell in lane.cells for card in cell.cards]
    points = [point for lane in journey.lanes for cell in lane.cells for point in cell.points]
    named = {*journey.personas, *(name for note in (*cards, *points) for name in note.personas)}
    # What nobody has judged, and a grade of a newer version, counts as a guess.
    grades = [card.evidence.grade if card.evidence else "guess" for card in cards]
    evidence = {grade: grades.count(grade) for grade in EVIDENCE_GRADES}
    evidence["guess"] += len(grades) - sum(evidence.values())
    return {
        "id": journey.id,
        "title": journey.title,
        "type": journey.type,
        "language": journey.language,
        "stages": [
            {"title": stage.title, "steps": [step.title for step in stage.steps]} for stage in journey.stages
        ],
        "lanes": [
            {
                "kind": lane.kind,
                "title": lane_title(lane, journey.language),
                "cards": held(journey, lane),
            }
            for lane in journey.lanes
        ],
        "cards": sum(held(journey, lane) for lane in journey.lanes),
        "emotions": [
            {
                "stage": stage.title,
                "lane": lane_title(lane, journey.language),
                "level": point.level,
                "personas": [people[name] for name in point.personas if name in people],
                "quote": point.quote,
                "feeling": point.feeling,
            }
            for lane in journey.lanes
            for stage, cell in _columns(journey, lane)
            for point in cell.points
        ],
        "connectors": len(journey.connectors),
        "personas": [name for key, name in people.items() if key in named],
        "evidence": evidence,
    }


def _columns(journey: JourneyMap, lane: Lane) -> Iterator[tuple[Stage, Cell]]:
    """The cells of a lane, each with its stage, in the order in which they were written.

    An imported journey may come back to an earlier stage; its feelings are listed as it goes.
    """
    stages = {step.id: stage for stage in journey.stages for step in stage.steps}
    for cell in lane.cells:
        if cell.step in stages:
            yield stages[cell.step], cell


def held(journey: JourneyMap, lane: Lane) -> int:
    """How many cards a lane shows; in a key-task lane each line of a stage's key task is one."""
    cards = sum(len(cell.cards) for cell in lane.cells)
    if lane.kind == "key_task":
        cards += sum(len(stage.key_task.splitlines()) for stage in journey.stages)
    return cards


def lines(project: Project) -> Iterator[str]:
    """The same for people."""
    info = describe(project)
    yield _("Project: {title}").format(title=project.title or _("untitled"))
    if info["personas"]:
        yield _("Personas: {names}").format(names=", ".join(info["personas"]))
    if project.pictures:
        yield _("Pictures: {count}").format(count=len(project.pictures))
    for journey, row in zip(project.maps, info["maps"], strict=True):
        yield ""
        kind = _(titles.MAP_TYPES.get(journey.type, journey.type))
        title = journey.title or _("untitled")
        yield _("Map: {title} ({type}, {language})").format(title=title, type=kind, language=journey.language)
        for stage in journey.stages:
            steps = [step.title for step in stage.steps if step.title]
            yield "  | " + (stage.title or "–") + (f" ({', '.join(steps)})" if steps else "")
        for lane in journey.lanes:
            yield f"  = {lane_title(lane, journey.language)}: {_held(journey, lane)}"
        yield _("  Evidence: {guess} guessed, {observed} observed, {measured} measured").format(
            **row["evidence"]
        )


def _held(journey: JourneyMap, lane: Lane) -> str:
    if lane.kind == "emotions":
        points = sum(len(cell.points) for cell in lane.cells)
        return ngettext("{count} point", "{count} points", points).format(count=points)
    cards = held(journey, lane)
    return ngettext("{count} card", "{count} cards", cards).format(count=cards)
