"""What the inspector says without letting it be edited, worked out from the map. No widgets, no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjmdesk.i18n import N_, _, current_language, ngettext
from cjmdesk.layout import titles
from cjmdesk.layout.numbers import share
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage
from cjmdesk.ui.fields.access import Subject
from cjmdesk.ui.fields.lookup import lane_words

if TYPE_CHECKING:
    from cjmdesk.analysis.path import Branch


def fact_of(subject: Subject, name: str, journey: JourneyMap | None = None) -> str:
    """The words of a field whose name begins with `@`; empty if there is nothing to say.

    journey: the map that the subject stands on.
    """
    item = subject.item
    if name == "@effort" and isinstance(item, Stage) and journey is not None:
        return _effort(journey, item)
    if name == "@effort" and isinstance(item, JourneyMap):
        return _whole_effort(item)
    if name == "@holds" and isinstance(item, LaneBase):
        return _held(item)
    if name == "@grades" and isinstance(item, JourneyMap):
        return _grades(item)
    return ""


def _held(lane: LaneBase) -> str:
    cards = sum(len(cell.cards) for cell in lane.cells)
    points = sum(len(cell.points) for cell in lane.cells)
    held = ngettext("{count} card", "{count} cards", cards).format(count=cards) if cards else ""
    dots = ngettext("{count} point", "{count} points", points).format(count=points) if points else ""
    return "\n".join(part for part in (held, dots) if part) or _("nothing yet")


def _effort(journey: JourneyMap, stage: Stage) -> str:
    """The customer's actions in a stage, on the way so far, and by the branches that leave it."""
    from cjmdesk.analysis.path import branches, efforts, total_effort

    total = total_effort(journey)
    own = next((one for one in efforts(journey) if one.stage.id == stage.id), None)
    if own is None or not total:
        return ""
    here = ngettext("{count} action of the customer here", "{count} actions of the customer here", own.here)
    lines = [
        here.format(count=own.here),
        _("{count} of {total} up to here").format(count=own.so_far, total=total),
    ]
    for branch in branches(journey):
        if branch.source.id == stage.id:
            lines.append(_branch(branch))
    return "\n".join(lines)


def _branch(branch: Branch) -> str:
    """What a branch costs or spares."""
    if branch.back:
        form = ngettext(
            "back to “{stage}”: {count} action again",
            "back to “{stage}”: {count} actions again",
            branch.effort,
        )
    else:
        form = ngettext(
            "ahead to “{stage}”: {count} action spared",
            "ahead to “{stage}”: {count} actions spared",
            branch.effort,
        )
    title = " ".join(branch.target.title.split()) or _("Stage without a title")
    words = form.format(stage=title, count=branch.effort)
    label = " ".join(branch.connector.label.split())
    return _("“{arrow}”: {effort}").format(arrow=label, effort=words) if label else words


def _whole_effort(journey: JourneyMap) -> str:
    """The customer's actions on the whole way."""
    from cjmdesk.analysis.path import branches, total_effort

    total = total_effort(journey)
    if not total:
        return ""
    words = ngettext("{count} action of the customer", "{count} actions of the customer", total)
    return "\n".join([words.format(count=total), *map(_branch, branches(journey))])


def _grades(journey: JourneyMap) -> str:
    grades = [
        card.evidence.grade if card.evidence is not None else "guess"
        for lane in journey.lanes
        for cell in lane.cells
        for card in cell.cards
    ]
    if not grades:
        return ""
    return "\n".join(
        _("{grade}: {share}").format(
            grade=_(words), share=share(round(grades.count(grade) / len(grades), 2), current_language())
        )
        for grade, words in (titles.EVIDENCE | {"guess": N_("guesses")}).items()
    )


def head_of(subjects: tuple[Subject, ...]) -> tuple[str, str]:
    """What is selected ("Card"), and which sort of it ("Pain point"); how many of several."""
    sort, _colon, name = subjects[0].kind.partition(":")
    kinds = {one.kind for one in subjects}
    if len(subjects) > 1:
        count = len(subjects)
        said = ngettext("{count} item selected", "{count} items selected", count).format(count=count)
        same = len(kinds) == 1 and sort in ("card", "lane")
        return said, lane_words(name) if same else ""
    words = {
        "card": _("Card"),
        "lane": _("Lane"),
        "point": _("Emotion"),
        "stage": _("Stage"),
        "step": _("Step"),
        "connector": _("Connector"),
        "persona": _("Persona"),
        "map": _("Map"),
        "project": _("Project"),
        "cell": _("Cell"),
        "workshop": _("Workshop step"),
    }[sort]
    if sort in ("card", "lane"):
        return words, lane_words(name)
    if sort == "workshop":
        return words, _(titles.WORKSHOP_STEPS.get(name, name))
    if sort == "map":
        kind = getattr(subjects[0].item, "type", "")
        return words, _(titles.MAP_TYPES[kind]) if kind in titles.MAP_TYPES else kind
    return words, ""
