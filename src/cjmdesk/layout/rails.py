"""Connectors between stages: arrows on rails above the headers."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.balance import balanced
from cjmdesk.layout.connectors import LABEL, LINE, MARK, condition_mark, head, rounded, stroke
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import SceneItem, Text
from cjmdesk.model.maps import Connector
from cjmdesk.text.engine import REGULAR, TextBlock

_CLEAR = 0.6
"""em kept free between a label and the end of a sheet."""

_NARROWEST = 6.0
"""em: no label is broken narrower to stand on one sheet."""

_WHOLE, _PARTED = 9.0, 16.0
"""em: so wide a label may be on the shortest rail, and on a short piece of one that a page ends, where many
lines would take the page's height from all rows."""

_ALONG = 0.5
"""Of the shorter of both, label and rail: so much of them stand over one another."""

_EDGE = 0.3
"""em kept free between a label and the end of a page."""

_AROUND = 0.5
"""em kept free between a rail with its labels and the next in its row."""

_OFF_BAR = 0.6
"""em kept free between a label and what comes down beside it."""

_CORNER = 0.35
"""em: radius of a rail's corners, so that the mark of a condition stands on a straight line below them."""

_RAIL_GAP = 1.15
"""em between a rail and what is below it: room for the arrow head."""


class RailLabel(Struct, frozen=True):
    """A connector's words on its rail. left: mm; page: from where to where they may stand, mm."""

    words: TextBlock
    left: float
    page: tuple[float, float]


class Rail(Struct, frozen=True):
    """A connector between stages with its place. start, end: mm; row: from below; labels: one on each page
    that it touches, none for a connector without words."""

    connector: Connector
    start: float
    end: float
    row: int
    labels: tuple[RailLabel, ...]

    @property
    def tallest(self) -> float:
        """Of its labels, em of their type; 0 without any."""
        return max((label.words.height for label in self.labels), default=0.0)

    def span(self, size: float, around: float) -> tuple[float, float]:
        """From where to where it goes with its labels, and `around` mm beside them. size: of type, mm."""
        lefts = [label.left for label in self.labels]
        rights = [label.left + label.words.width * size for label in self.labels]
        return min(self.start, self.end, *lefts) - around, max(self.start, self.end, *rights) + around


class RailPlan(Struct, frozen=True):
    """All rails. rows: the height of each row in mm, the lowest first."""

    rails: tuple[Rail, ...]
    rows: tuple[float, ...]

    @property
    def height(self) -> float:
        """mm above the stage headers."""
        return sum(self.rows)


def plan_rails(
    context: LayoutContext,
    connectors: Sequence[Connector],
    stages: Mapping[str, tuple[float, float]],
    width: float,
    breaks: Sequence[float] = (),
    clear: float = 0.0,
    cuts: Sequence[float] = (),
) -> RailPlan:
    """Rails for the connectors whose ends are both in `stages` (id → left, width in mm).

    width: of all columns, mm. Each row holds rails that do not meet, labels included. breaks: x where
    a sheet ends; no label stands there that has room beside it along its rail, and no rail comes down
    within `clear` mm of it. cuts: x where a page ends that is not glued to the next: the words stand on
    each that the rail touches.
    """
    em, size = context.em, context.sized(LABEL) * context.em
    ends: dict[str, int] = {}
    rails: list[Rail] = []
    rows: list[list[tuple[float, float]]] = []
    wanted = [c for c in connectors if c.source in stages and c.target in stages]
    # Short rails first: they lie nearest to the headers and cross the fewest others.
    wanted.sort(key=lambda c: abs(stages[c.source][0] - stages[c.target][0]))
    uses = {id: sum((c.source == id) + (c.target == id) for c in wanted) for id in stages}
    pages = _pages(stages, width, cuts, _EDGE * em)
    for connector in wanted:
        start = _off(_port(stages, connector.source, ends, uses), breaks, clear, em)
        end = _off(_port(stages, connector.target, ends, uses), breaks, clear, em)
        line = (min(start, end), max(start, end))
        labels = tuple(
            _label(context, connector, line, page, breaks)
            for page in pages
            if connector.label.strip() and line[0] < page[1] and page[0] < line[1]
        )
        rail = Rail(connector, start, end, 0, labels)
        span = rail.span(size, _AROUND * em)
        row = next(
            (n for n, taken in enumerate(rows) if all(span[1] <= a or b <= span[0] for a, b in taken)),
            len(rows),
        )
        if row == len(rows):
            rows.append([])
        rows[row].append(span)
        rails.append(replace(rail, row=row))
    cleared = tuple(_clear_labels(context, rails, rows))
    heights = [(0.3 + _RAIL_GAP) * em] * len(rows)
    for rail in cleared:
        heights[rail.row] = max(heights[rail.row], rail.tallest * size + (0.3 + _RAIL_GAP) * em)
    return RailPlan(cleared, tuple(heights))


def _pages(
    stages: Mapping[str, tuple[float, float]], width: float, cuts: Sequence[float], edge: float
) -> list[tuple[float, float]]:
    """From where to where words may stand on each page, mm: above all that there is where none ends; where
    one does, `edge` mm from there, and not above the lanes' labels, which each page has again."""
    if not cuts or not stages:
        return [(0.0, width)]
    first = min(left for left, _wide in stages.values())
    last = max(left + wide for left, wide in stages.values())
    return [(left + edge, right - edge) for left, right in pairwise((first, *sorted(cuts), last))]


def _label(
    context: LayoutContext,
    connector: Connector,
    line: tuple[float, float],
    page: tuple[float, float],
    breaks: Sequence[float],
) -> RailLabel:
    """The words of a connector on a page. line: ends of its rail, mm."""
    em, share = context.em, context.sized(LABEL)
    left, right = max(line[0], page[0]), min(line[1], page[1])
    most = page[1] - page[0]
    parted = line[0] < page[0] or page[1] < line[1]
    room = max(right - left - 1.6 * em, (_PARTED if parted else _WHOLE) * em)
    words = _wrapped(context, connector, min(room, most))
    wide, middle = words.width * share * em, (left + right) / 2
    if any(abs(middle - at) < wide / 2 + _CLEAR * em for at in breaks):
        first, last = _widest_stretch(left, right, breaks)
        middle = (first + last) / 2
        room = max(last - first - 2 * _CLEAR * em, _NARROWEST * em)
        words = _wrapped(context, connector, min(room, most))
        wide = words.width * share * em
    return RailLabel(words, min(max(middle - wide / 2, page[0]), page[1] - wide), page)


def _widest_stretch(left: float, right: float, breaks: Sequence[float]) -> tuple[float, float]:
    """Ends of the widest part of a rail on one sheet, mm."""
    ends = [left, *sorted(at for at in breaks if left < at < right), right]
    return max(pairwise(ends), key=lambda part: part[1] - part[0])


def _clear_labels(
    context: LayoutContext, rails: Sequence[Rail], rows: Sequence[Sequence[tuple[float, float]]]
) -> list[Rail]:
    """The rails with their labels moved aside where a higher rail comes down through them."""
    size = context.sized(LABEL) * context.em
    cleared = []
    for rail in rails:
        crossing = [x for other in rails if other.row > rail.row for x in (other.start, other.end)]
        own = rail.span(size, _AROUND * context.em)
        others = [span for span in rows[rail.row] if span != own]
        labels = tuple(_clear_label(context, rail, label, crossing, others) for label in rail.labels)
        cleared.append(replace(rail, labels=labels))
    return cleared


def _clear_label(
    context: LayoutContext,
    rail: Rail,
    label: RailLabel,
    crossing: Sequence[float],
    others: Sequence[tuple[float, float]],
) -> RailLabel:
    """A label where nothing comes down through it, if there is such a place; in more lines if need be.
    crossing: x of what does; others: from where to where the other rails of its row go with their words;
    mm."""
    found = _free_place(context, rail, label, crossing, others)
    if found is None:
        em, (first, last) = context.em, label.page
        bars = [first - _OFF_BAR * em, *sorted(x for x in crossing if first < x < last), last + _OFF_BAR * em]
        left, right = max(pairwise(bars), key=lambda gap: gap[1] - gap[0])
        room = right - left - 2 * (_OFF_BAR + 0.01) * em
        if room >= _NARROWEST * em:
            words = _wrapped(context, rail.connector, room)
            middle = (left + right - words.width * context.sized(LABEL) * em) / 2
            found = _free_place(context, rail, RailLabel(words, middle, label.page), crossing, others)
    return label if found is None else found


def _free_place(
    context: LayoutContext,
    rail: Rail,
    label: RailLabel,
    crossing: Sequence[float],
    others: Sequence[tuple[float, float]],
) -> RailLabel | None:
    """The label as near to where it stands as nothing touches it, along its rail if possible."""
    em, (first, last) = context.em, label.page
    wide, off = label.words.width * context.sized(LABEL) * em, _OFF_BAR * em
    left, right = max(min(rail.start, rail.end), first), min(max(rail.start, rail.end), last)

    def free(at: float) -> bool:
        if at < first or at + wide > last or any(at - off < x < at + wide + off for x in crossing):
            return False
        return all(at + wide + 0.3 * em <= a or b <= at - 0.3 * em for a, b in others)

    steps = [sign * number * 0.5 * em for number in range(60) for sign in (1, -1)]
    places = [label.left + step for step in steps if free(label.left + step)]
    along = (at for at in places if min(at + wide, right) - max(at, left) >= _ALONG * min(wide, right - left))
    return replace(label, left=next(along, places[0])) if places else None


def _wrapped(context: LayoutContext, connector: Connector, room: float) -> TextBlock:
    """The words of a connector in lines of at most `room` mm."""
    return balanced(context, context.wrap(connector.label, REGULAR, room, context.sized(LABEL)))


def _port(
    stages: Mapping[str, tuple[float, float]], id: str, ends: dict[str, int], uses: Mapping[str, int]
) -> float:
    """x of the next free place along the upper edge of a stage's header."""
    left, width = stages[id]
    ends[id] = ends.get(id, 0) + 1
    return left + width * ends[id] / (uses[id] + 1)


def _off(x: float, breaks: Sequence[float], clear: float, em: float) -> float:
    """x moved aside, to the nearer side, where a sheet ends within `clear` mm of a line there."""
    reach = clear + LINE / 2 * em
    near = next((at for at in breaks if clear and abs(x - at) < reach), None)
    if near is None:
        return x
    return near + reach if x > near else near - reach


def draw_rails(context: LayoutContext, plan: RailPlan) -> tuple[SceneItem, ...]:
    """The rails; y 0 is the top of the highest row, the headers begin at `plan.height`."""
    em, size = context.em, context.sized(LABEL) * context.em
    items: list[SceneItem] = []
    bottom = plan.height
    tops = [bottom - sum(plan.rows[: row + 1]) for row in range(len(plan.rows))]
    for rail in plan.rails:
        colour = context.palette.condition(rail.connector.condition)
        y = tops[rail.row] + rail.tallest * size + 0.3 * em
        corner = min(_CORNER * em, abs(rail.end - rail.start) / 2)
        items += stroke(
            context,
            rail.connector,
            rounded(((rail.start, bottom), (rail.start, y), (rail.end, y), (rail.end, bottom)), corner),
            colour,
        )
        items.append(head(context, rail.connector, rail.end, bottom, "down", colour))
        items += condition_mark(context, rail.connector, rail.start, bottom - (MARK + 0.1) * em, colour)
        for label in rail.labels:
            # On its line, where the words of another page are higher.
            top = tops[rail.row] + 0.12 * em + (rail.tallest - label.words.height) * size
            wide = label.words.width * size
            items.append(Text(rail.connector.id, label.left, top, wide, label.words, size, colour))
    return tuple(items)
