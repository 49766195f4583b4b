"""Which notes name an item in one of their fields, found without walking through all cards each time.

A lane is a frozen value, and an edit shares all but one or two of them: what was read of a lane holds as
long as the very same object stands in a map. No widgets, no Qt.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap

_MOST = 1024
"""Lanes remembered before all of them are forgotten."""


class Naming:
    """One sort of naming. named: the ids that a note names. lanes_read: how many lanes were read so far."""

    def __init__(self, named: Callable[[Any], Iterable[str]]) -> None:
        self._named = named
        self._known: dict[str, tuple[Lane, dict[str, tuple[str, ...]]]] = {}
        self.lanes_read = 0

    def within(self, journey: JourneyMap, id: str, kind: str = "") -> tuple[str, ...]:
        """The ids of the notes of a map that name `id`, in the order of the file. kind: of the lanes that are
        asked; empty for all."""
        lanes = (lane for lane in journey.lanes if not kind or lane.kind == kind)
        return tuple([note for lane in lanes for note in self._of(lane).get(id, ())])

    def _of(self, lane: Lane) -> Mapping[str, tuple[str, ...]]:
        known = self._known.get(lane.id)
        if known is None or known[0] is not lane:
            if len(self._known) >= _MOST:
                self._known.clear()
            self.lanes_read += 1
            known = self._known[lane.id] = (lane, self._read(lane))
        return known[1]

    def _read(self, lane: Lane) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for cell in lane.cells:
            for note in (*cell.cards, *cell.points):
                for id in self._named(note):
                    found[id] = (*found.get(id, ()), note.id)
        return found


ORIGINS = Naming(lambda note: (note.made_from,) if note.made_from is not None else ())
"""What a note was made from."""

ANSWERS = Naming(lambda note: getattr(note, "answers", ()))
"""The pains that a solution answers."""

FINDINGS = Naming(lambda note: note.findings)
"""The findings that a note rests on."""
