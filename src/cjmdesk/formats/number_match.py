"""Which touchpoint or stage of a map each row of a table with numbers is about."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.edits.numbers import NewTouchpoint, Numbers
from cjmdesk.formats.amounts import (
    AmountError,
    count_of,
    is_nothing,
    is_number,
    minutes_of,
    money_of,
    plain,
    share_of,
    unit_of,
)
from cjmdesk.formats.number_table import NAMES, OF_STAGES, OF_TOUCHPOINTS, NumberTable, assign, is_total
from cjmdesk.i18n import _, ngettext, translator
from cjmdesk.layout import titles
from cjmdesk.model.cards import TouchpointCard
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

State = Literal["same", "letters", "similar", "several", "twice", "none", "total", "empty"]
"""How a row's name was found: as it is written; but for capitals, accents and signs; misspelt; at several
places; in a row above already; not at all. A row that sums up others, and one without any number."""

SKIP = ""
"""Chosen for a row that is left out."""

NEW = "new:"
"""Before the id of a stage: the row becomes a new touchpoint there."""

_LIKE, _SURELY = 0.6, 0.78
"""Likeness from which a name is offered, and from which it is taken for misspelt."""

_CHANNEL = 0.8
"""Likeness of a touchpoint to the name of its channel."""

_APART = 0.06
"""By how much a misspelt name must be nearer to one place than to the next."""

_MOST_OFFERS = 5

_TELLS = 48
"""Letters at the beginning of a name that tell it from others."""

_COMPARED, _FEW_PAIRS = 5, 0.15
"""Names compared letter by letter, and the share of pairs of letters in common below which none is."""


class Target(Struct, frozen=True):
    """A touchpoint or a stage of the map. item: its id. stage: id of its stage, of a stage its own.

    also: other names that people may mean it by, those of its channel.
    """

    item: str
    name: str
    stage: str
    stage_name: str
    is_stage: bool
    also: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """A row of the file and what is made of it.

    number: of the row in the table. stage_name: as the file says, empty if it does not. values: field
    of a touchpoint or stage → what it will be. target: item of a Target, NEW and a stage, or SKIP; as
    found, until the user chooses. offers: items of those it could be, the likeliest first. remarks:
    sentences on what could not be read, and on what is odd.
    """

    number: int
    name: str
    stage_name: str
    values: Mapping[str, Any]
    state: State
    target: str = SKIP
    offers: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def targets_of(project: Project, journey: JourneyMap) -> tuple[Target, ...]:
    """Every stage of a map, each followed by its touchpoints; those without words cannot be named."""
    found: list[Target] = []
    channels = _channels(project, journey.language)
    steps = {step.id: stage for stage in journey.stages for step in stage.steps}
    cards: dict[str, list[Target]] = {stage.id: [] for stage in journey.stages}
    for lane in journey.lanes:
        for cell in lane.cells:
            stage = steps.get(cell.step)
            for card in cell.cards if stage is not None else ():
                name = " ".join(card.text.split())
                if stage is not None and isinstance(card, TouchpointCard) and name:
                    also = channels.get(card.channel, ())
                    title = _title(stage.title)
                    cards[stage.id].append(Target(card.id, name, stage.id, title, False, also))
    for stage in journey.stages:
        if stage.title.strip():
            title = _title(stage.title)
            found.append(Target(stage.id, title, stage.id, title, True))
        found += cards[stage.id]
    return tuple(found)


def _channels(project: Project, language: str) -> dict[str, tuple[str, ...]]:
    """The names of channels: in the map's language, in the user's, and in English."""
    say = (translator(language).gettext, _, str)
    found = {id: tuple(dict.fromkeys(word(name) for word in say)) for id, name in titles.CHANNELS.items()}
    return found | {channel.id: (channel.name,) for channel in project.channels}


def _title(text: str) -> str:
    return " ".join(text.split())


def key_of(text: str) -> str:
    """What two spellings of a name have in common: no capitals, accents, signs, double blanks."""
    folded = unicodedata.normalize("NFKD", plain(text).casefold().replace("ł", "l").replace("ß", "ss"))
    letters = "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign))
    return " ".join(letters.split())


@lru_cache(maxsize=8192)
def likeness(one: str, other: str) -> float:
    """Of two keys, 0…1. A name that holds all the words of the other is near to it."""
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    ratio = matcher.ratio() if matcher.real_quick_ratio() > 0.5 and matcher.quick_ratio() > 0.5 else 0.0
    words, others = set(one.split()), set(other.split())
    fewer = min(words, others, key=len)
    if fewer <= (words & others) and sum(map(len, fewer)) >= 4:
        ratio = max(ratio, 0.66 + 0.3 * len(fewer) / max(len(words), len(others)))
    return ratio


def _pairs(key: str) -> frozenset[str]:
    """Each two letters of a key that stand together, its ends marked."""
    return frozenset(one + other for one, other in pairwise(f" {key} "))


def columns_of(table: NumberTable, targets: Sequence[Target]) -> dict[str, int]:
    """What the columns hold, by their headings and by the names that the map knows."""
    keys = {
        name: {key_of(target.name) for target in targets if target.is_stage == (name == "stage")}
        for name in NAMES
    }
    known: dict[str, float] = {}
    counted = table.counted()
    for number in range(len(table.head)):
        said = [key for text in counted.column(number) if (key := key_of(text)) and not is_number(text)]
        for name in NAMES:
            hits = sum(key in keys[name] for key in said)
            known[f"{name}:{number}"] = hits / len(said) if said else 0.0
    return assign(table, known)


def match_rows(table: NumberTable, columns: Mapping[str, int], targets: Sequence[Target]) -> tuple[Row, ...]:
    """What becomes of each row. columns: see `number_table.assign`."""
    return tuple(_Matching(table, columns, targets).rows())


class _Matching:
    def __init__(self, table: NumberTable, columns: Mapping[str, int], targets: Sequence[Target]) -> None:
        self.table, self.columns, self.targets = table, columns, targets
        self._keys = {target.item: key_of(target.name) for target in self.targets}
        self._pairs = {key: _pairs(key) for key in dict.fromkeys(self._keys.values())}
        self._also = {target.item: {key_of(name) for name in target.also} for target in self.targets}
        self._percent = _in_percent(self.table, self.columns)
        self._offers: dict[tuple[str, bool], list[tuple[float, Target]]] = {}

    def rows(self) -> Iterator[Row]:
        """In the order of the file."""
        taken: set[str] = set()
        for number, texts in zip(self.table.numbers, self.table.rows, strict=True):
            row = self._row(number, texts)
            if row.target in taken and row.target:
                row = replace(row, state="twice", target=SKIP, offers=(row.target,))
            taken.add(row.target)
            yield row

    def _row(self, number: int, texts: Sequence[str]) -> Row:
        def said(name: str) -> str:
            place = self.columns.get(name)
            return "" if place is None or is_nothing(texts[place]) else texts[place]

        touchpoint, stage = said("touchpoint"), said("stage")
        name = touchpoint or stage
        values, remarks = self._values(texts)
        if not name or is_total(name):
            return Row(number, name, stage, values, "total" if name else "empty", SKIP, (), tuple(remarks))
        if not values:
            return Row(number, name, stage, values, "empty", SKIP, (), tuple(remarks))
        state, target, offers = self._found(name, stage if touchpoint else "", wants_stage=not touchpoint)
        remarks += _odd(values)
        known = {one.item: one for one in self.targets}
        if target in known:
            values, left_out = fitting(values, known[target])
            remarks += left_out
            if not values:
                state, target = "empty", SKIP
        return Row(number, name, stage if touchpoint else "", values, state, target, offers, tuple(remarks))

    def _found(self, name: str, stage: str, *, wants_stage: bool) -> tuple[State, str, tuple[str, ...]]:
        """How the name is found, what it is taken for, and what is offered."""
        own = [one for one in self.targets if one.is_stage == wants_stage]
        others = [one for one in self.targets if one.is_stage != wants_stage]
        inside = self._stages(stage) if stage else frozenset[str]()
        for group in (own, others if "stage" not in self.columns or "touchpoint" not in self.columns else []):
            key = key_of(name)
            same = [one for one in group if self._keys[one.item] == key and key]
            if stage and inside:
                same = [one for one in same if one.stage in inside]
            if len(same) == 1:
                exact = plain(same[0].name) == plain(name)
                return "same" if exact else "letters", same[0].item, (same[0].item,)
            if same:
                return "several", SKIP, tuple(one.item for one in same)
        ranked = self._ranked(name, wants_stage=wants_stage)
        if stage and inside:
            ranked = [(score + (0.1 if one.stage in inside else -0.1), one) for score, one in ranked]
            ranked.sort(key=lambda pair: -pair[0])
        offers = tuple(one.item for _score, one in ranked[:_MOST_OFFERS])
        if ranked and ranked[0][0] >= _SURELY:
            next_best = ranked[1][0] if len(ranked) > 1 else 0.0
            if ranked[0][0] - next_best >= _APART:
                return "similar", ranked[0][1].item, offers
        return "none", SKIP, offers

    def _stages(self, name: str) -> frozenset[str]:
        """Ids of the stages that a row names, misspelt ones too."""
        key = key_of(name)
        stages = [one for one in self.targets if one.is_stage]
        same = [one.item for one in stages if self._keys[one.item] == key]
        near = [one.item for one in stages if likeness(self._keys[one.item], key) >= _SURELY]
        return frozenset(same or near[:1])

    def _ranked(self, name: str, *, wants_stage: bool) -> list[tuple[float, Target]]:
        key = key_of(name)
        found = self._offers.get((key, wants_stage))
        if found is None:
            near = {own: likeness(own[:_TELLS], key[:_TELLS]) for own in self._nearest(key)}
            found = []
            for one in self.targets:
                score = max(near.get(self._keys[one.item], 0.0), self._by_channel(one, key))
                if score >= _LIKE:
                    found.append((score - (0.0 if one.is_stage == wants_stage else 0.05), one))
            found.sort(key=lambda pair: -pair[0])
            self._offers[key, wants_stage] = found
        return list(found)

    def _nearest(self, key: str) -> list[str]:
        """The keys that share most pairs of letters with `key`: comparing letter by letter takes long."""
        pairs = _pairs(key)
        shared = [
            (2 * len(pairs & own) / (len(pairs) + len(own) or 1), other) for other, own in self._pairs.items()
        ]
        return [other for score, other in sorted(shared, reverse=True)[:_COMPARED] if score > _FEW_PAIRS]

    def _by_channel(self, one: Target, key: str) -> float:
        """How much a touchpoint is meant by the name of its channel; never as much as by its own."""
        return _CHANNEL if key in self._also[one.item] else 0.0

    def _values(self, texts: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
        values: dict[str, Any] = {}
        remarks: list[str] = []
        for kind, place in self.columns.items():
            if kind in NAMES:
                continue
            try:
                value = self._value(kind, texts[place], self.table.head[place])
            except AmountError as error:
                form = _("{column}: {problem}")
                remarks.append(form.format(column=self.table.head[place], problem=error))
                continue
            if value is not None:
                values[kind] = value
        return values, remarks

    def _value(self, kind: str, text: str, heading: str) -> Any:
        decimal = self.table.decimal
        if kind == "reason_left":
            return None if is_nothing(text) else text
        if kind == "cost":
            return money_of(text, decimal)
        if kind == "conversion":
            return share_of(text, decimal, percent=self._percent)
        if kind == "minutes":
            low = plain(heading).casefold()
            value = minutes_of(text, decimal, unit_of(heading), seconds="mm:ss" in low or "m:ss" in low)
            return None if value is None else round(value, 3)
        return count_of(text, decimal)


def _in_percent(table: NumberTable, columns: Mapping[str, int]) -> bool:
    """Whether plain numbers of the column of conversions are hundredths."""
    place = columns.get("conversion")
    if place is None:
        return False
    plain_ones = []
    for text in table.column(place):
        if "%" not in text:
            try:
                plain_ones.append(money_of(text, table.decimal) or 0.0)
            except AmountError:
                continue
    if any(value > 1 for value in plain_ones):
        return True
    # A workbook hands 2.4 % over as 0.024; what is written in a text file means what its head says.
    return "%" in table.head[place] and not table.workbook


def fitting(values: Mapping[str, Any], target: Target) -> tuple[dict[str, Any], list[str]]:
    """Those values that a touchpoint, or a stage, has a field for; and a sentence if others are left out."""
    own = OF_STAGES if target.is_stage else OF_TOUCHPOINTS
    kept = {name: value for name, value in values.items() if name in own}
    if len(kept) == len(values):
        return kept, []
    if target.is_stage:
        text = _("Visits, sales, costs and times belong to touchpoints; “{stage}” is a stage.")
        return kept, [text.format(stage=target.name)]
    return kept, [
        _("Who came in and who left belongs to stages; “{name}” is a touchpoint.").format(name=target.name)
    ]


def _odd(values: Mapping[str, Any]) -> list[str]:
    """What cannot be, as far as the numbers tell."""
    found = []
    visits, sales = values.get("visits"), values.get("transactions")
    if visits is not None and sales is not None and sales > visits:
        found.append(_("More sales than visits."))
    entered, left = values.get("entered"), values.get("left")
    if entered is not None and left is not None and left > entered:
        found.append(_("More customers left than came in."))
    return found


def changes_of(
    rows: Sequence[Row], targets: Sequence[Target], ids: Callable[[str], str]
) -> tuple[tuple[Numbers, ...], tuple[NewTouchpoint, ...]]:
    """What the rows as they are now change, and add. ids: makes an id from a prefix.

    Of two rows about the same the later one counts.
    """
    known = {one.item: one for one in targets}
    numbers: dict[str, Numbers] = {}
    fresh: list[NewTouchpoint] = []
    for row in rows:
        if row.target.startswith(NEW):
            values = {name: value for name, value in row.values.items() if name in OF_TOUCHPOINTS}
            fresh.append(NewTouchpoint(ids("c"), row.target.removeprefix(NEW), row.name, values))
        elif row.target in known:
            values, _left_out = fitting(row.values, known[row.target])
            if values:
                numbers[row.target] = Numbers(row.target, values)
    return tuple(numbers.values()), tuple(fresh)


def summary(rows: Sequence[Row]) -> str:
    """How many rows are taken over, and how many are not, in a sentence."""
    taken = sum(bool(row.target) for row in rows)
    left = sum(not row.target and row.state not in ("total", "empty") for row in rows)
    text = ngettext("{count} row is taken over", "{count} rows are taken over", taken).format(count=taken)
    if left:
        rest = ngettext("{count} has no place yet", "{count} have no place yet", left).format(count=left)
        return _("{taken}, {rest}.").format(taken=text, rest=rest)
    return _("{taken}.").format(taken=text)
