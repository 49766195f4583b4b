"""Numbers of touchpoints and stages, many at once: what an import from a table sets."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_fields
from cjmdesk.edits.notes import add_card
from cjmdesk.edits.places import at, changed, find, item_at
from cjmdesk.edits.rows import add_lane
from cjmdesk.i18n import _
from cjmdesk.model.cards import Evidence, TouchpointCard, make_card
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.values import new_id

KIND = "touchpoints"


class Numbers(Struct, frozen=True):
    """target: id of a touchpoint or of a stage. values: its fields and what they will be."""

    target: str
    values: Mapping[str, Any]


class NewTouchpoint(Struct, frozen=True):
    """A card to be added at the end of a stage's last column. id: its own; values: its fields."""

    id: str
    stage: str
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)


def set_numbers(
    project: Project,
    map_id: str,
    numbers: Sequence[Numbers],
    fresh: Sequence[NewTouchpoint] = (),
    evidence: Evidence | None = None,
) -> Project:
    """Set the numbers of touchpoints and stages of a map, and add touchpoints that were not there.

    evidence: how the numbers are known; given to touchpoints that were guesses until now, None to
    leave that alone. New touchpoints come into the map's first lane for them; one is added where there
    is none. The same project if nothing changes. Raises EditError, and then sets none.
    """
    item_at(project, map_id, JourneyMap)
    for one in numbers:
        values = dict(one.values)
        card = at(project, find(project, one.target))
        counts = [name for name in ("visits", "transactions") if name in values]
        if len(counts) == 2 and any(values[name] != getattr(card, name, None) for name in counts):
            values.setdefault("conversion", None)  # an older one would say otherwise than the two
        if isinstance(card, TouchpointCard) and evidence is not None and _is_guess(card.evidence):
            values["evidence"] = evidence
        if values:
            project = set_fields(project, one.target, **values)
    for new in fresh:
        project = _added(project, map_id, new, evidence)
    return project


def _is_guess(evidence: Evidence | None) -> bool:
    return evidence is None or evidence.grade == "guess"


def _added(project: Project, map_id: str, new: NewTouchpoint, evidence: Evidence | None) -> Project:
    _path, journey = item_at(project, map_id, JourneyMap)
    stage = next((one for one in journey.stages if one.id == new.stage), None)
    if stage is None:
        raise EditError(_("{item} is not in this map").format(item=new.stage))
    lane = next((one.id for one in journey.lanes if one.kind == KIND), "")
    if not lane:
        lane = new_id("l")
        project = add_lane(project, map_id, make_lane(KIND, lane))
    card = make_card(KIND, new.id, text=new.text, evidence=evidence)
    return add_card(project, lane, stage.steps[-1].id, changed(card, **new.values))
