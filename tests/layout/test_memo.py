"""What the memory of a layout hands out again, and what it works out anew."""

from cjmdesk.layout.memo import LayoutMemo, only_other


class Thing:
    """Equal to nothing but itself."""


def made(*numbers: float) -> tuple[float, ...]:
    """A tuple of its own: literals that are alike are one object."""
    return tuple(numbers)


def test_the_only_other_is_found_by_identity() -> None:
    things = [Thing() for _number in range(5)]
    assert only_other(things, list(things)) is None, "none is another"
    one = [*things[:3], Thing(), things[4]]
    assert only_other(things, one) == 3
    assert only_other(things, [Thing(), *one[1:]]) is None, "two are"
    assert only_other(things, things[:4]) is None, "one is longer"
    assert only_other([made(1.0)], [made(1.0)]) == 0, "equal is not the same"


def test_only_what_became_another_is_asked_again() -> None:
    memo, asked = LayoutMemo(), []

    def find(number: int, thing: Thing) -> tuple[int, int]:
        asked.append(thing)
        return number, id(thing)

    things = [Thing() for _number in range(4)]
    first = memo.each("things", "key", things, find)
    assert (asked, len(first)) == (things, 4)
    asked.clear()
    changed = [things[0], Thing(), *things[2:]]
    again = memo.each("things", "key", changed, find)
    assert asked == [changed[1]]
    assert [new is old for new, old in zip(again, first, strict=True)] == [True, False, True, True]
    asked.clear()
    moved = [Thing(), *changed]
    assert memo.each("things", "key", moved, find)[1:] == again
    assert asked == [moved[0]], "what moved stays what it is"
    asked.clear()
    memo.each("things", "another key", moved, find)
    assert asked == moved


def test_equal_tuples_are_the_one_handed_in_last() -> None:
    memo = LayoutMemo()
    first = memo.again("tops", made(1.0, 2.0))
    assert memo.again("tops", made(1.0, 2.0)) is first
    assert memo.again("heights", made(1.0, 2.0)) is not first, "each place has its own"
    other = memo.again("tops", made(1.0, 3.0))
    assert other == (1.0, 3.0)
    assert memo.again("tops", made(1.0, 3.0)) is other
    memo.begin("another context")
    assert memo.again("tops", made(1.0, 3.0)) is not other
