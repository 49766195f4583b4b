"""A cell: its cards stacked in order, in as many columns as its width bears."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from cjmdesk.layout.cards import MIN_WIDTH, CardPlan, draw_card, plan_card
from cjmdesk.layout.charts import Gauge
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Path, SceneItem
from cjmdesk.model.cards import CardBase

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)

PAD = 0.55
GAP = 0.45
COLUMN_GAP = 0.6
WIDE = 34.0
"""em: a cell wider than this sets its cards in several columns…"""

COMFORTABLE = 17.0
"""…about this wide, so that lines stay short enough to read from a distance."""

_ARROW_GAP = 1.25
"""em between the boxes of a process, with the arrow in it."""


@dataclass(frozen=True, slots=True)
class CellPlan:
    """Cards with their places. width, height: of the whole cell with its padding, mm."""

    width: float
    height: float
    cards: tuple[tuple[CardPlan, float, float], ...]
    arrows: bool = False


def card_columns(width: float, em: float, cards: int) -> tuple[int, float]:
    """How many columns of cards a cell of `width` mm has, and how wide each card is."""
    inside = max(width - 2 * PAD * em, MIN_WIDTH * em)
    if width <= WIDE * em or cards < 2:
        # A single note across a very wide cell would be one endless line.
        return 1, min(inside, WIDE * em)
    count = min(cards, max(1, round((inside + COLUMN_GAP * em) / ((COMFORTABLE + COLUMN_GAP) * em))))
    return count, min((inside - (count - 1) * COLUMN_GAP * em) / count, WIDE * em)


def plan_cell(
    context: LayoutContext,
    cards: Sequence[CardBase],
    width: float,
    kind: str,
    before: CellPlan | None = None,
    *,
    single: bool = False,
    gauge: Gauge | None = None,
) -> CellPlan:
    """Measure the cards of one cell `width` mm wide.

    before: of an earlier state of the cell in the same context and with the same gauge; cards that
    stayed the same are taken from it. single: keep them in one column however wide the cell, so that
    connectors reach each card from the gutter. gauge: of the numbers of a metrics lane.
    """
    em = context.em
    if not cards:
        return CellPlan(width, 0.0, ())
    count, card_width = card_columns(width, em, 1 if single else len(cards))
    arrows = kind == "process"
    gap = (_ARROW_GAP if arrows else GAP * context.air) * em
    bottoms = [PAD * context.air * em] * count
    placed = []
    known = {id(plan.card): plan for plan, _, _ in before.cards} if before is not None else {}
    for number, card in enumerate(cards):
        column = number % count
        plan = known.get(id(card))
        if plan is None or plan.width != card_width:
            plan = plan_card(context, card, card_width, gauge)
        left = PAD * em + column * (card_width + COLUMN_GAP * em)
        if context.right_to_left:
            left = width - left - card_width
        placed.append((plan, left, bottoms[column]))
        bottoms[column] += plan.height + gap
    return CellPlan(width, max(bottoms) - gap + PAD * context.air * em, tuple(placed), arrows and count == 1)


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell's items in its own coordinates. cards: what each card is made of, by identity of its
    plan, with the plan and its place."""

    items: tuple[SceneItem, ...]
    cards: Mapping[int, tuple[CardPlan, float, float, tuple[SceneItem, ...]]]


def draw_cell(
    context: LayoutContext, plan: CellPlan, colours: tuple[str, str], before: DrawnCell | None = None
) -> DrawnCell:
    """The items of a cell. before: an earlier state of it in the same context and colours; cards that
    stayed where and what they were are taken from it."""
    items: list[SceneItem] = []
    drawn: dict[int, tuple[CardPlan, float, float, tuple[SceneItem, ...]]] = {}
    known = before.cards if before is not None else {}
    for number, (card, x, y) in enumerate(plan.cards):
        if plan.arrows and number:
            items.append(_arrow(context, x + card.width / 2, y, colours[1]))
        old = known.get(id(card))
        if old is None or old[1:3] != (x, y):
            old = (card, x, y, tuple(draw_card(context, card, x, y, colours)))
        drawn[id(card)] = old
        items += old[3]
    return DrawnCell(tuple(items), drawn)


def _arrow(context: LayoutContext, x: float, y: float, colour: str) -> Path:
    """From the box above down to the one whose top is at `y`."""
    em = context.em
    top, head = y - _ARROW_GAP * em, 0.32 * em
    return Path(
        "",
        (
            ("M", x, top + 0.12 * em),
            ("L", x, y - 0.12 * em),
            ("M", x - head, y - 0.12 * em - head),
            ("L", x, y - 0.12 * em),
            ("L", x + head, y - 0.12 * em - head),
        ),
        stroke=colour,
        stroke_width=0.12 * em,
    )


class Same(Generic[T]):
    """A value of the model in a key: the same only as the very same object.

    held: the value, so that its identity is not given away.
    """

    __slots__ = ("held",)

    def __init__(self, held: T) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.held is self.held

    def __hash__(self) -> int:
        return id(self.held)


class LayoutMemo:
    """Remembers what was measured and drawn for a value of the model, by its identity.

    A project is a tree of frozen values: one that is the same object as before has the same
    layout at the same width and size. After each layout `turn` forgets what it did not use.
    `misses` counts what had to be measured: one cell per keystroke.
    """

    def __init__(self) -> None:
        self._old: _Known = {}
        self._new: _Known = {}
        self._last: dict[Hashable, tuple[Hashable, Any]] = {}
        self._inside: dict[Hashable, _Known] = {}
        self._words: dict[Hashable, Same[Any]] = {}
        self._context: object = None
        self.misses = 0

    def begin(self, context: object) -> None:
        """Start a layout. What was kept in another context (sizes, words, people) is forgotten."""
        if context is not self._context and context != self._context:
            self._context, self._old, self._new, self._last = context, {}, {}, {}
            self._inside, self._words = {}, {}

    def word(self, key: H) -> Same[H]:
        """The same short word for keys that are equal, to be used in many others: tuples of all
        columns take their time to be compared."""
        return self._words.setdefault(key, Same(key))

    def measured(self, what: str, value: object, key: Hashable, find: Callable[[], T]) -> T:
        """What `find` works out from this very object, once for a key; each time it has to is a miss.

        `value` is held too, so that its identity is not given away.
        """
        place = (what, id(value), key)
        # The earlier one first: it knows most, and a place takes its time to be found.
        found = self._old.get(place) or self._new.get(place)
        if found is None:
            self.misses += 1
            found = (value, find(), _NOTHING)
        self._new[place] = found
        result: T = found[1]
        return result

    def group(
        self, what: str, value: object, key: Hashable, find: Callable[[], T], name: Hashable = None
    ) -> T:
        """What `find` works out from `value`, once; nothing is measured by it, so it is not counted.

        What `find` itself asks of this memory is kept with its result: a lane that nobody touched
        need not be looked through to remember its cells. name: stays the same when `value` is another;
        then what was asked for it last is at hand, the cells that stayed the same in a lane that did
        not. None where `find` asks for nothing.
        """
        place = (what, id(value), key)
        found = self._old.get(place) or self._new.get(place)
        if found is None:
            around = self._new, self._old
            self._new, self._old = {}, self._inside.get((what, name), {}) if name is not None else {}
            try:
                result = find()
            finally:
                inside, (self._new, self._old) = self._new, around
            found = (value, result, inside)
            if name is not None:
                self._inside[what, name] = inside
        self._new[place] = found
        kept: T = found[1]
        return kept

    def renewed(self, place: Hashable, key: Hashable, make: Callable[[T | None], T]) -> T:
        """What `make` makes of what it made last for this place with the same key; None at first."""
        before = self._last.get(place)
        made = make(before[1] if before is not None and before[0] == key else None)
        self._last[place] = (key, made)
        return made

    def turn(self) -> None:
        """End of a layout."""
        self._old, self._new = self._new, {}
        if len(self._words) > _MOST_WORDS:
            self._words = {}
        self.misses_last, self.misses = self.misses, 0

    misses_last: int = 0


_MOST_WORDS = 100

_Known = dict[Hashable, tuple[object, Any, Mapping[Any, Any]]]
"""The value, what was worked out from it, and what was asked meanwhile."""

_NOTHING: Mapping[Any, Any] = {}
