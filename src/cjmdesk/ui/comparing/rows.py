"""The list of differences as people read it: stage by stage, a line for each thing that differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.i18n import N_, _, ngettext
from cjmdesk.posters.overlay.words import DifferenceWords

if TYPE_CHECKING:
    from cjmdesk.changes.comparing import Compared, Kind, MapChange, Parts
    from cjmdesk.changes.taking import Key

WHOLE = ""
"""Id of the group of what belongs to no stage."""

ICONS: dict[str, str] = {
    "added": "circle-plus",
    "removed": "circle-minus",
    "changed": "pencil",
    "moved": "arrow-right",
    "reordered": "arrow-up-down",
}
KIND_WORDS: dict[str, str] = {
    "added": N_("Added"),
    "removed": N_("Removed"),
    "changed": N_("Changed"),
    "moved": N_("Moved"),
    "reordered": N_("In another order"),
}
_ADDED = {
    "stage": N_("new stage"),
    "step": N_("new column"),
    "lane": N_("new lane"),
    "card": N_("new card"),
    "emotion point": N_("new emotion point"),
    "connector": N_("new arrow"),
    "competitor": N_("new competitor"),
    "view": N_("new view"),
    "silenced gap": N_("a gap is silenced"),
}
_REMOVED = {
    "stage": N_("this stage is gone"),
    "step": N_("this column is gone"),
    "lane": N_("this lane is gone"),
    "card": N_("this card is gone"),
    "emotion point": N_("this emotion point is gone"),
    "connector": N_("this arrow is gone"),
    "competitor": N_("this competitor is gone"),
    "view": N_("this view is gone"),
    "silenced gap": N_("a gap is reported again"),
}
_REORDERED = {
    "stages": N_("The stages stand in another order"),
    "steps": N_("The columns stand in another order"),
    "lanes": N_("The lanes stand in another order"),
    "cards": N_("The cards stand in another order"),
    "points": N_("The emotion points stand in another order"),
}
_THINGS = {
    "map": N_("the map"),
    "stage": N_("stage"),
    "step": N_("column"),
    "lane": N_("lane"),
    "emotion point": N_("emotion point"),
    "connector": N_("arrow"),
    "competitor": N_("competitor"),
    "view": N_("view"),
}
_NAMING = ("text", "title", "quote", "label", "name")
"""Fields that are the name of a thing: what they were is said without their caption."""


class Row(Struct, frozen=True):
    """A thing that differs in one way. title: what it is called; lines: what differs. keys: of its changes.
    item: its key in the comparison. place: what to select on the open map, a key of a cell where it is
    not there itself."""

    kind: Kind
    title: str
    lines: tuple[str, ...]
    keys: tuple[Key, ...]
    item: str
    place: str

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return f"{_(KIND_WORDS[self.kind])}: {self.title}. {' '.join(self.lines)}"


class Group(Struct, frozen=True):
    """Rows under the title of a stage. id: the stage's key, WHOLE for what belongs to none."""

    id: str
    title: str
    rows: tuple[Row, ...]


def groups_of(compared: Compared, words: DifferenceWords, own: Parts) -> list[Group]:
    """Every difference, in reading order. own: the parts of the open map."""
    from cjmdesk.changes.report import reading_rank

    rank = reading_rank(compared)
    found: dict[tuple[str, str], list[MapChange]] = {}
    for change in sorted(compared.changes, key=rank):
        found.setdefault((change.kind, change.item + change.field * (change.kind == "reordered")), []).append(
            change
        )
    groups: dict[str, list[Row]] = {WHOLE: []}
    for stage in (*compared.after.stages, *compared.before.stages):
        groups.setdefault(stage.id, [])
    for changes in found.values():
        row = _row(compared, words, own, changes)
        groups.setdefault(_stage_of(compared, changes[0]), []).append(row)
    titles = {id: words.item(id) for id in groups if id}
    return [
        Group(id, titles.get(id, "") if id else _("The map as a whole"), tuple(rows))
        for id, rows in groups.items()
        if rows
    ]


def filtered(groups: Sequence[Group], kind: str = "", wanted: str = "") -> list[Group]:
    """Those rows alone that are of a kind (empty: of any) and hold all words of `wanted`, in any case."""
    asked = wanted.casefold().split()

    def fits(row: Row, title: str) -> bool:
        said = " ".join((title, row.title, *row.lines)).casefold()
        return (not kind or row.kind == kind) and all(word in said for word in asked)

    found = [
        Group(one.id, one.title, tuple(row for row in one.rows if fits(row, one.title))) for one in groups
    ]
    return [one for one in found if one.rows]


def count_words(count: int) -> str:
    """ "12 differences"."""
    return ngettext("{count} difference", "{count} differences", count).format(count=count)


def _stage_of(compared: Compared, change: MapChange) -> str:
    where = compared.old if change.now is None else compared.new
    if change.sort == "stage" and change.kind != "reordered":
        return change.item
    if change.sort == "step":
        return change.item if change.kind == "reordered" else where.columns.get(change.item, WHOLE)
    within = (change.was if change.now is None else change.now) or ""
    for lane in where.journey.lanes:
        head = f"cell:{lane.id}:"
        if within.startswith(head):
            return where.columns.get(within[len(head) :], WHOLE)
    return WHOLE


def _row(compared: Compared, words: DifferenceWords, own: Parts, changes: Sequence[MapChange]) -> Row:
    change = changes[0]
    where = compared.old if change.now is None else compared.new
    within = (change.was if change.now is None else change.now) or ""
    lane, _step = words.spot(where, within)
    about = words.lane(lane) if lane is not None else ""
    lines: list[str] = []
    if change.kind == "reordered":
        title = _(_REORDERED.get(change.field, N_("Something stands in another order")))
        lines = [words.place(where, within)] if within else []
    else:
        title = words.name(where.table[change.item].value, lane) or "–"
        lines = [" · ".join(part for part in (about, _what(change)) if part)]
        lines += _details(compared, words, changes)
    return Row(
        change.kind,
        title,
        tuple(line for line in lines if line),
        tuple(one.key for one in changes),
        change.item,
        _place(own, change),
    )


def _what(change: MapChange) -> str:
    if change.kind == "added":
        return _(_ADDED[change.sort])
    if change.kind == "removed":
        return _(_REMOVED[change.sort])
    return _(_THINGS[change.sort]) if change.sort in _THINGS else ""


def _details(compared: Compared, words: DifferenceWords, changes: Sequence[MapChange]) -> list[str]:
    lines = []
    for change in changes:
        if change.kind == "moved":
            place = words.place(compared.old, change.was or "")
            lines.append(words.say(N_("was in {place}")).format(place=place))
        elif change.kind == "changed" and change.field in _NAMING:
            before = words.name(compared.old.table[change.item].value) if change.sort == "lane" else ""
            lines.append(words.say(N_("was: {before}")).format(before=before or change.before or "–"))
        elif change.kind == "changed":
            lines.append(words.change(change))
    return lines


def _place(own: Parts, change: MapChange) -> str:
    """What to select on the open map."""
    selectable = change.sort not in ("map", "competitor", "view", "silenced gap")
    if change.item in own.table and selectable and (change.kind != "reordered" or change.item):
        return change.item
    for within in (change.now, change.was):
        if within and (within in own.table or _is_cell(own, within)):
            return within
    return own.journey.id


def _is_cell(own: Parts, within: str) -> bool:
    for lane in own.journey.lanes:
        head = f"cell:{lane.id}:"
        if within.startswith(head) and within[len(head) :] in own.columns:
            return True
    return False
