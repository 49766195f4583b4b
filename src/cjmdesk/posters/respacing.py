"""Moves whole lanes up and down, and what stands above and below the grid aside.

Works on a finished Scene: nothing in a cell changes, only where lanes begin.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, combinations, islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Box, Part, Path, PathCommand, Scene, SceneItem, Text, Wash, moved
from cjmdesk.posters.sheet_rooms import Room
from cjmdesk.posters.whole_words import whole_words

_ROWS = ("lane:", "cell:", "curve:", "chart:", "fold:")
_GAP = 2.0
"""mm that stay between a seam and what was moved aside for it."""

_MOST_GROUPINGS = 4000
_NEAR = 0.01


class Slots(Struct, frozen=True):
    """Where the lanes of a Scene lie, and shall lie: tops, ascending, and the bottom of the last.

    filled: down to where each lane is filled now."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    filled: tuple[float, ...]

    def shift(self, y: float) -> float:
        """By how much something at `y` moves with the lane it lies in: with its top, or, below what
        fills the lane, with its bottom."""
        if y < self.before[0] - _NEAR:
            return 0.0
        number = bisect_right(self.before, y + _NEAR) - 1
        if number < len(self.filled) and y > self.filled[number] + _NEAR:
            number += 1
        return self.after[number] - self.before[number]

    @property
    def stays(self) -> bool:
        """Whether nothing moves."""
        return self.before == self.after


def row_slots(scene: Scene, room: Room) -> Slots | None:
    """Heights for the lanes at which every seam down the poster falls between two of them; None
    if the sheets cannot hold whole lanes."""
    rows = [part for part in scene.parts if part.key.startswith("lane:")]
    if not rows:
        return None
    tops = [part.y for part in rows]
    bottom = rows[-1].y + rows[-1].height
    before = (*tops, bottom)
    filled = [_needed(scene, part) for part in rows]
    needs = [
        need + _beneath(scene, top + need, after)
        for need, top, after in zip(filled, tops, before[1:], strict=True)
    ]
    downs = tuple(top + need for top, need in zip(tops, filled, strict=True))
    if room.sheets == 1:
        return Slots(before, before, downs)
    heights = [after - top for top, after in zip(tops, before[1:], strict=True)]
    found = _fitted(room, tops[0], needs, heights, scene.height)
    if found is None:
        return None
    return Slots(before, (tops[0], *(tops[0] + height for height in accumulate(found))), downs)


def _needed(scene: Scene, row: Part) -> float:
    """mm of a lane's height that are not empty."""
    top, bottom, need = row.y, row.y + row.height, 0.0
    for part in scene.parts:
        if not part.key.startswith(_ROWS) or not top - _NEAR <= part.y < bottom - _NEAR:
            continue
        if part.key.startswith(("curve:", "chart:")):
            need = max(need, part.y + part.height - top)
        elif part.items:
            pad = 0.0 if part is row else min(bounds(item)[1] for item in part.items)
            need = max(need, part.y - top + max(bounds(item)[3] for item in part.items) + pad)
    return min(need, row.height)


def _beneath(scene: Scene, top: float, bottom: float) -> float:
    """mm that words and level runs of connectors take below what fills a lane from `top` to `bottom`."""
    places = [
        y
        for part in scene.parts
        if part.key == "connectors"
        for item in part.items
        for y in ([part.y + item.y] if isinstance(item, Text) else _levels(item, part.y))
    ]
    return max((bottom - y for y in places if top - _NEAR < y < bottom - _NEAR), default=0.0)


def _levels(item: SceneItem, above: float) -> list[float]:
    """Upper edges of the level runs of a line."""
    if not isinstance(item, Path) or not item.stroke:
        return []
    ends = [(float(c[-2]), float(c[-1])) for c in item.commands if len(c) > 1]
    runs = [y for (x, y), (other, after) in pairwise(ends) if y == after and x != other]
    return [above + y - item.stroke_width / 2 for y in runs]


def _fitted(
    room: Room, begin: float, needs: Sequence[float], heights: Sequence[float], end: float
) -> list[float] | None:
    """Heights with the same sum, each at least what is needed, whose lanes end where sheets do.

    Of all groupings the one that stretches its lanes most evenly.
    """
    seams = room.sheets - 1
    whole = sum(heights)
    foot = end - begin - whole
    best: tuple[float, list[float]] | None = None
    for chosen in islice(combinations(range(len(needs)), seams), _MOST_GROUPINGS):
        groups = list(zip((0, *chosen), (*chosen, len(needs)), strict=True))
        least = [sum(needs[first:after]) for first, after in groups]
        fixed = [begin if n == 0 else foot if n == seams else 0.0 for n in range(seams + 1)]
        most = [cap - kept for cap, kept in zip(room.caps, fixed, strict=True)]
        if any(need > cap + 1e-9 for need, cap in zip(least, most, strict=True)):
            continue
        usable = [cap if after > first else 0.0 for cap, (first, after) in zip(most, groups, strict=True)]
        spare = whole - sum(least)
        if spare < 0 or sum(usable) < whole - 1e-6:
            continue
        shares = _filled(least, usable, spare)
        factors = [share / need for share, need in zip(shares, least, strict=True) if need]
        evenness = max(factors) / max(min(factors), 1e-6)
        if best is None or evenness < best[0]:
            result: list[float] = []
            for (first, after), share in zip(groups, shares, strict=True):
                part = heights[first:after]
                result += _stretched(needs[first:after], part, share)
            best = (evenness, result)
    return best[1] if best else None


def _filled(least: Sequence[float], most: Sequence[float], spare: float) -> list[float]:
    """`least` with `spare` shared out in proportion, none above its most."""
    shares = list(least)
    for _round in range(len(shares) + 1):
        free = [n for n, share in enumerate(shares) if share < most[n] - 1e-9]
        whole = sum(least[n] or 1.0 for n in free)
        if spare <= 1e-9 or not free:
            break
        given = 0.0
        for n in free:
            more = min(spare * (least[n] or 1.0) / whole, most[n] - shares[n])
            shares[n] += more
            given += more
        spare -= given
    return shares


def _stretched(needs: Sequence[float], usual: Sequence[float], total: float) -> list[float]:
    """Heights of `total` together, each at least what is needed, with what is over in the usual
    proportions."""
    over = total - sum(needs)
    weights = [max(height, 1e-6) for height in usual]
    whole = sum(weights) or 1.0
    return [need + over * weight / whole for need, weight in zip(needs, weights, strict=True)]


def respaced(scene: Scene, slots: Slots) -> Scene:
    """`scene` with its lanes moved from where they lie to where they shall lie."""
    if slots.stays:
        return scene
    parts = []
    for part in scene.parts:
        if part.key.startswith(_ROWS):
            number = bisect_right(slots.before, part.y + _NEAR) - 1
            down = slots.after[number] - slots.before[number]
            height, row = part.height, slots.after[number + 1] - slots.after[number]
            items = part.items
            if part.key.startswith(("lane:", "cell:", "fold:")):
                height = row
            elif part.key.startswith("curve:") and row > height:
                items, height = _down_to(part, row), row
            parts.append(replace(part, y=part.y + down, height=height, items=items))
        elif part.key in ("frame", "connectors"):
            items = tuple(_followed(item, slots, part.y) for item in part.items)
            parts.append(replace(part, items=items))
        else:
            parts.append(part)
    cells = tuple(
        replace(
            cell,
            y=cell.y + slots.shift(cell.y),
            height=slots.shift(cell.y + cell.height) + cell.height - slots.shift(cell.y),
        )
        for cell in scene.cells
    )
    return replace(scene, parts=tuple(parts), cells=cells)


def _down_to(part: Part, height: float) -> tuple[SceneItem, ...]:
    """The items of a curve whose row became `height` mm high: its ground goes on down to the next row, where
    nothing stands between them."""

    return tuple(
        replace(item, height=height)
        if isinstance(item, Wash | Box) and item.y == 0.0 and abs(item.height - part.height) < _NEAR
        else item
        for item in part.items
    )


def _followed(item: SceneItem, slots: Slots, above: float) -> SceneItem:
    """A line or word between lanes, moved with the lane that each of its ends lies in."""
    if isinstance(item, Path):
        commands: list[PathCommand] = []
        for command in item.commands:
            values = [float(value) for value in command[1:]]
            # A curve's handles go with its end, so that it keeps its shape.
            down = slots.shift(above + values[-1]) if values else 0.0
            commands.append((command[0], *(v + (down if n % 2 else 0.0) for n, v in enumerate(values))))
        return replace(item, commands=tuple(commands))
    if isinstance(item, Text):
        return moved(item, 0.0, slots.shift(above + item.y + item.height / 2))
    if isinstance(item, Box) and item.height < slots.before[1] - slots.before[0]:
        return moved(item, 0.0, slots.shift(above + item.y + item.height / 2))
    return item


def aside(scene: Scene, seams: Sequence[float], em: float) -> Scene:
    """`scene` whose people, title, legend and words on rails stand clear of upright seams, as far as
    there is room. em: of its type, mm."""
    if not seams:
        return scene
    return replace(scene, parts=tuple(_aside(part, seams, em) for part in scene.parts))


def _aside(part: Part, seams: Sequence[float], em: float) -> Part:
    if part.key in ("title", "footer"):
        return replace(part, items=_cleared(part, seams))
    return whole_words(part, [seam - part.x for seam in seams], em)


def _cleared(part: Part, seams: Sequence[float]) -> tuple[SceneItem, ...]:
    """Groups of items moved to the right where a seam goes through one, row by row."""
    groups = _groups(part)
    rows: dict[int, list[int]] = {}
    for number, (_items, box) in enumerate(groups):
        rows.setdefault(round(box[1]), []).append(number)
    shifts = [0.0] * len(groups)
    for numbers in rows.values():
        numbers.sort(key=lambda n: groups[n][1][0])
        found = _row_shifts([groups[n][1] for n in numbers], [seam - part.x for seam in seams], part.width)
        for number, shift in zip(numbers, found, strict=True):
            shifts[number] = shift
    if _meet(groups, shifts):
        return part.items  # what a seam cuts can be read, what lies on other words cannot
    result = []
    for (items, _box), shift in zip(groups, shifts, strict=True):
        result += [moved(item, shift, 0.0) for item in items] if shift else items
    return tuple(result)


def _meet(
    groups: Sequence[tuple[list[SceneItem], tuple[float, float, float, float]]], shifts: Sequence[float]
) -> bool:
    """Whether groups that stood apart lie on one another once they are shifted."""
    after = [
        (box[0] + by, box[1], box[2] + by, box[3]) for (_items, box), by in zip(groups, shifts, strict=True)
    ]
    return any(
        _overlap(after[one], after[other]) and not _overlap(groups[one][1], groups[other][1])
        for one, other in combinations(range(len(groups)), 2)
        if shifts[one] != shifts[other]
    )


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _row_shifts(
    boxes: Sequence[tuple[float, float, float, float]], seams: Sequence[float], width: float
) -> list[float]:
    shifts, reached = [], float("-inf")
    for left, _top, right, _bottom in boxes:
        shift = max(reached - left, 0.0)
        for seam in sorted(seams):
            if left + shift < seam - _NEAR < right + shift and right - left < width / 2:
                shift = seam + _GAP - left
        if right + shift > width + _NEAR:
            return [0.0] * len(boxes)
        shifts.append(shift)
        reached = right + shift + (_GAP if shift else 0.0)
    return shifts


def _groups(part: Part) -> list[tuple[list[SceneItem], tuple[float, float, float, float]]]:
    """Items that belong together: of one person, or a sign of the legend with its word."""
    people: dict[str, list[SceneItem]] = {}
    groups: list[list[SceneItem]] = []
    pending: list[SceneItem] = []
    for item in part.items:
        if item.item and part.key == "title":
            if item.item not in people:
                people[item.item] = []
                groups.append(people[item.item])
            people[item.item].append(item)
            continue
        pending.append(item)
        if isinstance(item, Text):
            groups.append(pending)
            pending = []
    if pending:
        groups.append(pending)
    found = []
    for items in groups:
        boxes = [bounds(item) for item in items]
        box = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        found.append((items, box))
    return found
