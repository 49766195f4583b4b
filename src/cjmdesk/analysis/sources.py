"""What a map rests on: the sources of its evidence, and the findings with the cards they support."""

import re
from collections.abc import Iterator

from msgspec import Struct

from cjmdesk.analysis.journey import Journey, Placed, PlacedPoint
from cjmdesk.analysis.source_nouns import same_source

_PARTED = re.compile(r"[;,\n]")
_AND = re.compile(r"(\d+)\s+(?:and|i|и|und|&|\+)\s+(?=\d+(?:\D|$))")
"""Between numbers: "interviews 5 and 9"."""

_NUMBERED = re.compile(r"^(.*[^\W\d_].*?)\d+$")
_LETTERED = re.compile(r"^(.*\w\s)[^\W\d_]$")
"""A source with a number or a letter behind it: "interview 3", "diary B"."""


_COUNTED = re.compile(
    r"^\d+\s?(?:times|pieces|pcs|x|raz|razy|sztuka|sztuki|sztuk|szt|раз|раза|штука|штуки|штук|шт)\.?$",
    re.IGNORECASE,
)
"""How often or how many, behind a source: "order book, 7 times"."""


class SourceUse(Struct, frozen=True):
    """A source, as it was first written. notes: ids of the cards and points that name it, in the order
    of the map; observed, measured: how many of them have that grade."""

    name: str
    notes: tuple[str, ...]
    observed: int
    measured: int


class FindingUse(Struct, frozen=True):
    """A finding. notes: ids of the cards and points that rest on it, in the order of the map."""

    placed: Placed
    notes: tuple[str, ...]


def parted(text: str) -> list[str]:
    """The sources that a note names: "till, interviews 3, 7" are till, interviews 3 and interviews 7,
    "diaries A, C" diaries A and diaries C; "order book, 7 times" is one."""
    found: list[str] = []
    for part in (" ".join(part.split()) for part in _PARTED.split(_AND.sub(r"\1, ", text))):
        more = _NUMBERED if part.isdigit() else _LETTERED if len(part) == 1 and part.isupper() else None
        if more and found and (named := more.match(found[-1])):
            found.append(f"{named[1]}{part}")
        elif part and not (found and _COUNTED.match(part)):
            found.append(part)
    return found


def sources(journey: Journey) -> list[SourceUse]:
    """Every source that a card or point of the map names, those that most rest on first; neither capitals
    nor the number of a known noun part them ("interviews 3, 7" and "interview 7")."""
    names: dict[str, str] = {}
    notes: dict[str, dict[str, str]] = {}
    for one in _notes(journey):
        note = one.point if isinstance(one, PlacedPoint) else one.card
        if note.evidence is not None:
            for name in parted(note.evidence.source):
                key = same_source(name)
                names.setdefault(key, name)
                notes.setdefault(key, {})[note.id] = note.evidence.grade
    found = [
        SourceUse(
            names[key],
            tuple(grades),
            sum(grade == "observed" for grade in grades.values()),
            sum(grade == "measured" for grade in grades.values()),
        )
        for key, grades in notes.items()
    ]
    return sorted(found, key=lambda one: -len(one.notes))


def findings(journey: Journey) -> list[FindingUse]:
    """Every card of a findings lane with what rests on it, those that support most first."""
    resting: dict[str, list[str]] = {}
    for one in _notes(journey):
        note = one.point if isinstance(one, PlacedPoint) else one.card
        for finding in dict.fromkeys(note.findings):
            resting.setdefault(finding, []).append(note.id)
    found = [
        FindingUse(placed, tuple(resting.get(placed.card.id, ())))
        for placed in journey.cards
        if placed.lane.kind == "findings"
    ]
    return sorted(found, key=lambda one: -len(one.notes))


def _notes(journey: Journey) -> Iterator[Placed | PlacedPoint]:
    """Cards and points, stage by stage."""
    for stage in journey.map.stages:
        yield from journey.cards_of(stage)
        yield from (one for one in journey.points if one.stage is stage)
