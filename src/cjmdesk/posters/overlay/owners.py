"""Whose curves an overlay poster shows, and what they are called."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct

from cjmdesk.changes.comparing import Compared, cell_key
from cjmdesk.i18n import N_
from cjmdesk.layout.palette import COLOUR
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.people import Competitor, Persona
from cjmdesk.posters.overlay.words import DifferenceWords

_SHORT = 28
"""Letters of a map's title at its curve."""

_BEFORE = "#5F6673"
"""The older curve, where several people have no colours of their own."""

NOBODY = ""
"""In place of a persona's id: a curve of nobody by name, of all customers or of those who serve them."""


class CurveOwners(Struct, frozen=True):
    """pairs: persona's id, or NOBODY → how the newer and the older curve are called and told apart; lanes:
    id of a lane → whose curves it shows."""

    pairs: Mapping[str, tuple[Persona, Competitor]]
    lanes: Mapping[str, Sequence[str]]

    def newer(self, lane: str, point: EmotionPoint) -> tuple[str, ...]:
        """Ids there of those whose curves a point of the newer map is on; none for all in its lane."""
        named = [id for id in point.personas if id in self.pairs]
        if not named and len(self.pairs) > 1 and list(self.lanes[lane]) == [NOBODY]:
            named = [NOBODY]
        return tuple([self.pairs[id][0].id for id in named])

    def older(self, lane: str, point: EmotionPoint) -> Sequence[str]:
        """The same of a point of the older map: all of them by name."""
        named = [id for id in point.personas if id in self.pairs] or self.lanes[lane]
        return [self.pairs[id][1].id for id in named]


def curve_owners(
    found: Compared,
    words: DifferenceWords,
    people: Mapping[str, Persona],
    lanes: Sequence[str],
    steps: Sequence[str],
) -> CurveOwners:
    """Who owns the curves of two maps. people: by id, in their order on the sheet; lanes, steps: ids on both
    maps."""
    shown = {lane: [*_points_of(found, lane, steps)] for lane in lanes}
    named = {lane: {id for point in points for id in point.personas} for lane, points in shown.items()}
    owners = [id for id in people if any(id in ids for ids in named.values())]
    nameless = any(shown[lane] and not ids & people.keys() for lane, ids in named.items())
    if not owners or (nameless and len(owners) > 1):
        # Where others have names of their own, staff or whoever a lane does not name is none of them.
        owners.append(NOBODY)
    before, after = _names(found, words)
    pairs = {}
    for number, id in enumerate(owners):
        own, several = people.get(id), len(owners) > 1
        who = f"{own.name}: " if own is not None and several else ""
        colour = (own.colour if own is not None else None) or COLOUR.persona(number)
        pairs[id] = (
            Persona(id=f"after.{id}", name=f"{who}{after}", colour=colour),
            Competitor(id=f"before.{id}", name=f"{who}{before}", colour=colour if several else _BEFORE),
        )
    usual = [NOBODY] if NOBODY in pairs else owners
    return CurveOwners(pairs, {lane: [id for id in owners if id in named[lane]] or usual for lane in lanes})


def _points_of(found: Compared, lane: str, steps: Sequence[str]) -> Iterator[EmotionPoint]:
    """The points of a lane's own curves, on either map."""
    for step, where in product(steps, (found.old, found.new)):
        for key in where.members.get((cell_key(lane, step), "points"), ()):
            point = where.table[key].value
            if isinstance(point, EmotionPoint) and point.competitor is None:
                yield point


def _names(found: Compared, words: DifferenceWords) -> tuple[str, str]:
    """What the two curves are called."""
    before, after = found.before, found.after
    if after.type == "future_state" != before.type:
        return words.say(N_("now")), words.say(N_("in future"))
    names = [one.title.strip() for one in (before, after)]
    if not all(names) or names[0] == names[1]:
        return words.say(N_("before")), words.say(N_("after"))
    short = [name if len(name) <= _SHORT else name[: _SHORT - 1].rstrip() + "…" for name in names]
    return short[0], short[1]
