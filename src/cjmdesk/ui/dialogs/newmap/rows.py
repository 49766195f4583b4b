"""What the list of the dialog shows: starts in groups, those of one type in one row. No widgets."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cjmdesk.formats.starting import EMPTY, Start
from cjmdesk.i18n import N_, _
from cjmdesk.layout.titles import MAP_TYPES
from cjmdesk.ui.folded import folded

GROUPS = {
    "own": N_("My templates"),
    "types": N_("Types of maps"),
    "trades": N_("Templates for trades"),
}
"""The groups in the order in which they stand: whoever has templates of their own uses them."""

STAGE_SETS = {
    "funnel": N_("From first to last"),
    "loyalty_loop": N_("Loyalty loop"),
    "hours": N_("Hours of a day"),
}


class Row(Struct, frozen=True):
    """One line of the list. starts: what it can be, those of a type by their stages; at least one."""

    title: str
    group: str
    starts: tuple[Start, ...]

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return f"{self.group}:{self.starts[0].id}"

    def fits(self, typed: str) -> bool:
        """Whether every word typed is in what is said of it."""
        return bool(self.fitting(typed))

    def fitting(self, typed: str) -> tuple[Start, ...]:
        """Those of its starts of which every word typed is said, in names or in descriptions."""
        words = folded(typed).split()
        return tuple(one for one in self.starts if all(word in folded(_said(self, one)) for word in words))

    def distance(self, typed: str) -> int:
        """How far it is from what was typed: 0 where its name begins so, 1 where a word does, else 2."""
        name, start = folded(self.title), folded(typed).strip()
        if name.startswith(start):
            return 0
        return 1 if any(word.startswith(start) for word in name.split()) else 2


def rows_of(starts: Sequence[Start]) -> tuple[Row, ...]:
    """The rows of the list, group by group."""
    found: list[Row] = []
    for group in GROUPS:
        mine = [one for one in starts if one.group == group]
        if group != "types":
            found += [Row(one.title, group, (one,)) for one in mine]
            continue
        for kind, words in MAP_TYPES.items():
            same = tuple(one for one in mine if one.type == kind and one.id != EMPTY)
            if same:
                found.append(Row(_(words), group, same))
        found += [Row(one.title, group, (one,)) for one in mine if one.id == EMPTY]
    return tuple(found)


def _said(row: Row, one: Start) -> str:
    kind = _(MAP_TYPES[one.type]) if one.type in MAP_TYPES else ""
    stages = _(STAGE_SETS[one.stage_set]) if one.stage_set in STAGE_SETS else ""
    return " ".join((row.title, one.title, kind, stages, one.suits, one.strengths, one.limits))
