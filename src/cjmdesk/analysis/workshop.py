"""What a workshop has still to find out, step by step: said, never asked for."""

from collections.abc import Iterator

from cjmdesk.model.cards import Card
from cjmdesk.model.lanes import Lane
from cjmdesk.model.people import TeamMember
from cjmdesk.model.project import Project

LOOSE_ENDS = (
    "nobody",
    "one_alone",
    "no_disciplines",
    "all_alike",
    "no_goal",
    "no_audience",
    "no_needs",
    "no_persona",
    "nothing_found",
    "only_guesses",
    "no_map",
    "no_cards",
    "no_curve",
    "no_pains",
    "no_solutions",
    "nobody_does_it",
)
"""Every code that `loose_ends` may give."""


def loose_ends(project: Project, step: str) -> tuple[str, ...]:
    """Codes of LOOSE_ENDS for what a workshop step has still to find out; empty if there is nothing, and
    for a step that is not known. step: see WORKSHOP_STEPS."""
    find = _STEPS.get(step)
    return tuple(find(project)) if find is not None else ()


def all_alike(team: tuple[TeamMember, ...]) -> str:
    """The discipline that two or more people share who are all that has one; empty if they differ."""
    named = [member.discipline.strip() for member in team if member.discipline.strip()]
    return named[0] if len(named) > 1 and len({name.casefold() for name in named}) == 1 else ""


def _team(project: Project) -> Iterator[str]:
    team = tuple(one for one in project.brief.team if one.name.strip() or one.discipline.strip())
    if not team:
        yield "nobody"
    elif len(team) == 1:
        yield "one_alone"
    elif not any(member.discipline.strip() for member in team):
        yield "no_disciplines"
    elif all_alike(team):
        yield "all_alike"


def _goal(project: Project) -> Iterator[str]:
    if not project.brief.goal_preset and not project.brief.goal.strip():
        yield "no_goal"


def _audience(project: Project) -> Iterator[str]:
    if not project.brief.audience.strip():
        yield "no_audience"
    if not project.brief.needs.strip():
        yield "no_needs"
    if not project.personas:
        yield "no_persona"


def _research(project: Project) -> Iterator[str]:
    found = [card for lane, card in _cards(project) if lane.kind in ("findings", "research")]
    if not found:
        yield "nothing_found"
    every = [card for _lane, card in _cards(project)]
    if every and all(card.evidence is None or card.evidence.grade == "guess" for card in every):
        yield "only_guesses"


def _mapping(project: Project) -> Iterator[str]:
    if not project.maps:
        yield "no_map"
    elif not any(True for _each in _cards(project)):
        yield "no_cards"


def _visualisation(project: Project) -> Iterator[str]:
    lanes = [lane for journey in project.maps for lane in journey.lanes]
    if not any(point.level is not None for lane in lanes for cell in lane.cells for point in cell.points):
        yield "no_curve"
    if not any(lane.kind == "pain_points" for lane, _card in _cards(project)):
        yield "no_pains"


def _changes(project: Project) -> Iterator[str]:
    solutions = [card for lane, card in _cards(project) if lane.kind == "solutions"]
    if not solutions:
        yield "no_solutions"
    elif not any(getattr(card, "owner", "") and getattr(card, "due", None) for card in solutions):
        yield "nobody_does_it"


_STEPS = {
    "team": _team,
    "goal": _goal,
    "audience_and_needs": _audience,
    "research": _research,
    "mapping": _mapping,
    "visualisation": _visualisation,
    "changes": _changes,
}


def _cards(project: Project) -> Iterator[tuple[Lane, Card]]:
    for journey in project.maps:
        for lane in journey.lanes:
            for cell in lane.cells:
                for card in cell.cards:
                    yield lane, card
