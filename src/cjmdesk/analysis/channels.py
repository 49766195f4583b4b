"""Where channels break off, and where one is much worse than the other."""

from typing import Literal

from msgspec import Struct

from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.rankings import coverage, holes
from cjmdesk.model.cards import TouchpointCard

FACTOR = 3.0
"""So many times as dear, as slow or as good: then two channels of one stage do not go together."""

LEAST_MINUTES = 5.0
"""Minutes by which two times differ at least, to be worth a word."""

FEWEST = 20
"""Visits below which a conversion says nothing yet."""

ClashKind = Literal["hole", "conversion", "minutes", "cost", "bare", "unnamed"]


class Clash(Struct, frozen=True):
    """Something that customers who change channels notice. items: ids of what it is about, the first
    to be shown.

    hole: `channel` is not there in `stages`, between two stages where it is. conversion, minutes,
    cost: in `stages[0]` that of `channel` is `value`, that of `other` only `less`. bare: no touchpoint
    of `stages[0]` names a channel, though those of other stages do. unnamed: touchpoints without a
    channel, in `stages`.
    """

    kind: ClashKind
    stages: tuple[str, ...]
    items: tuple[str, ...]
    channel: str = ""
    other: str = ""
    value: float = 0.0
    less: float = 0.0


def clashes(journey: Journey) -> list[Clash]:
    """All of them: holes channel by channel, then stage by stage what does not go together."""
    ids = [stage.id for stage in journey.map.stages]
    found: list[Clash] = []
    covered = coverage(journey)
    named = {channel: row for channel, row in covered.items() if channel}
    for channel, row in named.items():
        gone = holes(row)
        if gone:
            stages = tuple(ids[place] for place in gone)
            found.append(Clash("hole", stages, stages, channel))
    for place, id in enumerate(ids):
        found += _apart(journey, id)
        if named and not any(row[place] for row in named.values()):
            found.append(Clash("bare", (id,), (id,)))
    unnamed = [one for one in journey.cards if isinstance(one.card, TouchpointCard) and not one.card.channel]
    if unnamed and named:
        stages = tuple(dict.fromkeys(one.stage.id for one in unnamed))
        found.append(Clash("unnamed", stages, tuple(one.card.id for one in unnamed)))
    return found


def _apart(journey: Journey, stage: str) -> list[Clash]:
    """The channels of a stage that are furthest apart, a figure at a time."""
    found: list[Clash] = []
    cards = [
        one.card
        for one in journey.cards
        if one.stage.id == stage and isinstance(one.card, TouchpointCard) and one.card.channel
    ]
    figures: tuple[ClashKind, ...] = ("conversion", "minutes", "cost")
    for kind in figures:
        known = [(value, card) for card in cards if (value := _figure(card, kind)) is not None]
        if len(known) < 2:
            continue
        most, best = max(known, key=lambda one: one[0])
        least, worst = min(known, key=lambda one: one[0])
        if kind == "minutes" and most - least < LEAST_MINUTES:
            continue
        if best.channel != worst.channel and most > 0 and most >= FACTOR * least:
            found.append(Clash(kind, (stage,), (worst.id, best.id), best.channel, worst.channel, most, least))
    return found


def _figure(card: TouchpointCard, kind: ClashKind) -> float | None:
    if kind == "conversion":
        if card.conversion is not None:
            return card.conversion
        if card.visits is None or card.visits < FEWEST or card.transactions is None:
            return None
        return card.transactions / card.visits
    value: float | None = getattr(card, kind)
    return value
