"""What layout keeps between two states of a map, so that an edit costs what it changed."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import is_
from typing import Any, Generic, TypeVar

T = TypeVar("T")
V = TypeVar("V")
H = TypeVar("H", bound=Hashable)


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


def only_other(some: Sequence[object], others: Sequence[object]) -> int | None:
    """The only place at which two sequences hold different objects; None where there are none or several,
    or one is longer.

    A key that is pressed makes another card, cell and lane; it is found without a loop of ours.
    """
    if len(some) != len(others):
        return None
    same = [*map(is_, some, others)]
    return same.index(False) if same.count(False) == 1 else None


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
        known: T | None = self.known(what, value, key)
        if known is not None:
            return known
        self.misses += 1
        result = find()
        self._new[what, id(value), key] = (value, result, _NOTHING)
        return result

    def known(self, what: str, value: object, key: Hashable) -> Any:
        """What was measured of this very object; None if nothing was."""
        place = (what, id(value), key)
        # The earlier one first: it knows most, and a place takes its time to be found.
        found = self._old.get(place) or self._new.get(place)
        if found is None:
            return None
        self._new[place] = found
        return found[1]

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

    def again(self, place: Hashable, value: T) -> T:
        """`value`, or the very object that was handed in last for this place if it is equal: long tuples take
        their time to be hashed, identities none."""
        before = self._last.get(place)
        if before is not None and before[1] == value:
            last: T = before[1]
            return last
        self._last[place] = (None, value)
        return value

    def each(
        self, what: Hashable, key: Hashable, values: Sequence[V], find: Callable[[int, V], T]
    ) -> tuple[T, ...]:
        """What `find` works out from each of the values and its number, at once where it is the very object
        that it was last time: an edit changes one lane of many."""

        def make(
            before: "tuple[Sequence[V], tuple[T, ...]] | None",
        ) -> "tuple[Sequence[V], tuple[T, ...]]":
            known, found = before or ((), ())
            number = only_other(known, values)
            if number is not None:
                return values, (*found[:number], find(number, values[number]), *found[number + 1 :])
            made = {id(value): result for value, result in zip(known, found, strict=True)}
            each = enumerate(values)
            return values, tuple([made[id(v)] if id(v) in made else find(n, v) for n, v in each])

        return self.renewed(what, key, make)[1]

    def turn(self) -> None:
        """End of a layout."""
        self._old, self._new = self._new, {}
        if len(self._words) > _MOST_WORDS:
            self._words = {}
        self.misses_last, self.misses = self.misses, 0

    misses_last: int = 0


def remembered(
    memo: LayoutMemo | None,
    what: str,
    value: object,
    key: Hashable,
    find: Callable[[], T],
    name: Hashable = None,
) -> T:
    """See LayoutMemo.group; without a memory, simply what `find` works out."""
    return find() if memo is None else memo.group(what, value, key, find, name)


_MOST_WORDS = 100

_Known = dict[Hashable, tuple[object, Any, Mapping[Any, Any]]]
"""The value, what was worked out from it, and what was asked meanwhile."""

_NOTHING: Mapping[Any, Any] = {}
