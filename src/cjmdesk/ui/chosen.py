"""What kinds of things are selected: it decides which commands can be used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap


def kinds_of(journey: JourneyMap | None, chosen: Iterable[str]) -> frozenset[str]:
    """The kinds of what is selected on a map.

    `map`, `card`, `point`, `cell`, `stage`, `step`, `lane`, `line` (of a blueprint), `connector`;
    `several` when there is more than one; `other` for what is no part of the map (a persona).
    """
    wanted = set(chosen)
    if journey is None or not wanted:
        return frozenset()
    index = index_of(journey)
    found = {index.kind(id) or "other" for id in wanted}
    if len(wanted) > 1:
        found.add("several")
    return frozenset(found)
