"""Writes a map as a Mermaid `journey`: stages as sections, actions as tasks with a score."""

from cjmdesk.formats.mermaid_text import encoded
from cjmdesk.formats.outcome import Exported
from cjmdesk.formats.shown import lane_title, names_of
from cjmdesk.i18n import _, ngettext
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import Cell, Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage

_NEUTRAL = "3"


def export_mermaid(project: Project, one: JourneyMap) -> Exported:
    """The map as a Mermaid text in UTF-8.

    Of all lanes the first of actions and the first of emotions are written: the n-th action of a
    stage gets the level of its n-th point.
    """
    actions = next((lane for lane in one.lanes if lane.kind == "actions"), None)
    feelings = next((lane for lane in one.lanes if lane.kind == "emotions"), None)
    lines = ["journey"]
    if one.title.strip():
        lines.append(f"  title {encoded(one.title)}")
    if one.scenario.strip():
        lines.append(f"  accDescr: {encoded(one.scenario)}")
    lost = _Lost()
    for stage in one.stages:
        lines.append(f"  section {encoded(stage.title) or '#8203;'}".rstrip())
        lines += _tasks(project, stage, actions, feelings, lost)
    notes = (*_notes(one, actions, feelings), *lost.notes())
    return Exported(("\n".join(lines) + "\n").encode("utf-8", "replace"), notes)


class _Lost:
    """Counts what the tasks could not hold."""

    def __init__(self) -> None:
        self.unscored = self.points = self.words = self.fields = self.people = 0

    def notes(self) -> list[str]:
        """A sentence for each kind of loss."""
        counted = (
            (
                self.unscored,
                ngettext(
                    "{count} action without a feeling got the neutral score 3.",
                    "{count} actions without a feeling got the neutral score 3.",
                    self.unscored,
                ),
            ),
            (
                self.points,
                ngettext(
                    "{count} emotion point without an action is left out.",
                    "{count} emotion points without an action are left out.",
                    self.points,
                ),
            ),
            (
                self.words,
                ngettext(
                    "The words of {count} emotion point are left out.",
                    "The words of {count} emotion points are left out.",
                    self.words,
                ),
            ),
            (
                self.fields,
                ngettext(
                    "Note, evidence, tags or votes of {count} action are left out.",
                    "Notes, evidence, tags or votes of {count} actions are left out.",
                    self.fields,
                ),
            ),
            (
                self.people,
                ngettext(
                    "{count} emotion point belongs to others than its action, whose personas are written.",
                    "{count} emotion points belong to others than their actions, whose personas are written.",
                    self.people,
                ),
            ),
        )
        return [text.format(count=count) for count, text in counted if count]


def _tasks(
    project: Project, stage: Stage, actions: Lane | None, feelings: Lane | None, lost: _Lost
) -> list[str]:
    steps = {step.id: number for number, step in enumerate(stage.steps)}
    cards = [card for _n, cell in _cells(actions, steps) for card in cell.cards]
    points = [point for _n, cell in _cells(feelings, steps) for point in cell.points]
    lines = []
    for number, card in enumerate(cards):
        point = points[number] if number < len(points) else None
        lost.unscored += point is None or point.level is None
        lost.fields += bool(card.note or card.evidence or card.tags or card.votes or card.moment_of_truth)
        if point is not None:
            lost.words += bool(point.quote or point.feeling or point.note)
            lost.people += point.personas != card.personas
        names = ", ".join(encoded(name, also=",，、،") for name in names_of(project, card.personas))
        lines.append(f"    {encoded(card.text) or '#8203;'}: {_score(point)}{': ' + names if names else ''}")
    lost.points += max(0, len(points) - len(cards))
    return lines


def _cells(lane: Lane | None, steps: dict[str, int]) -> list[tuple[int, Cell]]:
    found = [(steps[cell.step], cell) for cell in (lane.cells if lane else ()) if cell.step in steps]
    return sorted(found, key=lambda entry: entry[0])


def _score(point: EmotionPoint | None) -> str:
    if point is None or point.level is None:
        return _NEUTRAL
    return f"{round(point.level / 2.5 + 3, 4):g}"


def _notes(one: JourneyMap, actions: Lane | None, feelings: Lane | None) -> list[str]:
    notes = []
    left = [
        lane_title(lane, one.language) for lane in one.lanes if lane not in (actions, feelings) and lane.cells
    ]
    if left:
        text = ngettext(
            "Mermaid has no place for the lane {lanes}.",
            "Mermaid has no place for the lanes {lanes}.",
            len(left),
        )
        notes.append(text.format(lanes=", ".join(f"“{title}”" for title in left)))
    if one.goal:
        notes.append(_("The goal is left out."))
    if one.connectors:
        count = len(one.connectors)
        notes.append(
            ngettext("{count} connector is left out.", "{count} connectors are left out.", count).format(
                count=count
            )
        )
    if any(len(stage.steps) > 1 or stage.steps[0].title for stage in one.stages):
        notes.append(_("Steps are left out; their actions follow each other."))
    if any(stage.description or stage.key_task for stage in one.stages):
        notes.append(_("Descriptions and key tasks of stages are left out."))
    return notes
