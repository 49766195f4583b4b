"""Deciding: a solution written for a pain, judged, voted for, and taken into the plan."""

from collections.abc import Iterable
from typing import cast

from msgspec import Struct

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_fields
from cjmdesk.edits.notes import add_card
from cjmdesk.edits.places import at, find, item_at, map_of
from cjmdesk.edits.rows import new_lane
from cjmdesk.i18n import _
from cjmdesk.model.cards import CardBase, PainCard, SolutionCard, make_card
from cjmdesk.model.lanes import Cell, LaneBase
from cjmdesk.model.project import Project
from cjmdesk.model.texts import clean_text
from cjmdesk.model.values import new_id


class Answered(Struct, frozen=True):
    """A project with a solution for a pain. card: the solution's id. lane: id of the lane it lies in;
    made: whether that lane was added for it."""

    project: Project
    card: str
    lane: str
    made: bool


def answer_pain(project: Project, pain: str, text: str) -> Answered:
    """Put a solution for `pain` into the solutions lane, in the pain's own column.

    The first lane of solutions that is shown takes it; a hidden one is shown; where there is none, one
    is added below the pain's lane. Raises EditError.
    """
    path, _card = item_at(project, pain, PainCard)
    step = cast(Cell, at(project, path[:-1])).step
    pains = cast(LaneBase, at(project, path[:-2]))
    one = map_of(project, pain)
    lanes = [lane for lane in one.lanes if lane.kind == "solutions"]
    lane = next((lane for lane in lanes if not lane.hidden), lanes[0] if lanes else None)
    if lane is None:
        below = 1 + next(number for number, other in enumerate(one.lanes) if other.id == pains.id)
        project, home = new_lane(project, one.id, "solutions", below)
    else:
        home = lane.id
        if lane.hidden or lane.collapsed:
            project = set_fields(project, home, hidden=False, collapsed=False)
    card = make_card("solutions", new_id("c"), text=clean_text(text), answers=(pain,))
    return Answered(add_card(project, home, step, card), card.id, home, lane is None)


def judge(project: Project, solution: str, impact: int | None, effort: int | None) -> Project:
    """Say what a solution brings and costs, 1…5 each, None for not judged. Raises EditError."""
    item_at(project, solution, SolutionCard)
    return set_fields(project, solution, impact=impact, effort=effort)


def choose(project: Project, solution: str, chosen: bool) -> Project:
    """Take a solution into the plan, or out of it. What has an owner or a date keeps them and is dropped;
    anything else is a mere idea again. Raises EditError.
    """
    _path, card = item_at(project, solution, SolutionCard)
    if chosen == card.chosen:
        return project
    if chosen:
        return set_fields(project, solution, status="planned")
    asked = bool(card.owner.strip()) or card.due is not None
    return set_fields(project, solution, status="dropped" if asked else "idea")


def set_votes(project: Project, card: str, votes: int) -> Project:
    """Say how many dots a card got. Raises EditError for fewer than none."""
    item_at(project, card, CardBase)
    if votes < 0:
        raise EditError(_("there are no fewer dots than none"))
    return set_fields(project, card, votes=votes)


def clear_votes(project: Project, cards: Iterable[str]) -> Project:
    """Take the dots off some cards; what is no card any more is passed over. Raises EditError."""
    for card in cards:
        value = at(project, find(project, card))
        if isinstance(value, CardBase) and value.votes:
            project = set_fields(project, card, votes=0)
    return project
