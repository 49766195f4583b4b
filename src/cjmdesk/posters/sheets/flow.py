"""Sections of short texts that flow through columns, and over pages where one is not enough."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_
from cjmdesk.layout.balance import balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.icons import icon
from cjmdesk.layout.scene import Box, CardBox, SceneItem, Text
from cjmdesk.posters.sheets.words import line_ends
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextBlock
from cjmdesk.text.prepare import filled

_BAR, _PAD, _TOP = 0.28, 0.9, 0.75
_HEAD, _ICON = 1.12, 1.45
_BULLET, _INDENT = 0.3, 0.95
_BETWEEN, _AFTER_HEAD = 0.3, 0.35
_WORTH_PARTING = 11.0
"""em of room left: with less, a text goes on to the next column whole."""

GAP = 0.85
"""em between two sections, and…"""
COLUMN_GAP = 1.1
"""…between two columns."""


class Entry(Struct, frozen=True):
    """One text of a section. begun: whether it goes on from another column."""

    text: str
    begun: bool = False


class Section(Struct, frozen=True):
    """A heading with texts below it. kind: of the lane whose colours it has. item: id. begun: whether it
    goes on from another column. room: em kept free to be written in by hand."""

    title: str
    icon: str
    kind: str
    entries: tuple[Entry, ...]
    item: str = ""
    begun: bool = False
    room: float = 0.0

    @property
    def bulleted(self) -> bool:
        """Whether its texts are points of a list."""
        return len(self.entries) > 1 or any(entry.begun for entry in self.entries)


def _inside(context: LayoutContext, width: float) -> float:
    return width - (_BAR + 2 * _PAD) * context.em


def _block(context: LayoutContext, entry: Entry, width: float) -> TextBlock:
    return balanced(
        context, context.wrap(entry.text, REGULAR, _inside(context, width) - _INDENT * context.em)
    )


def _head(context: LayoutContext, section: Section, width: float) -> TextBlock:
    room = _inside(context, width) - (_ICON + 0.5) * context.em
    title = section.title
    if section.begun:
        title = filled(context.say(N_("{title} (continued)")), title=title)
    return context.wrap(title, BOLD, room, _HEAD)


def _bare(context: LayoutContext, section: Section, width: float) -> float:
    """mm of a section without its texts."""
    head = max(_head(context, section, width).height * _HEAD, _ICON)
    return (2 * _TOP + head + _AFTER_HEAD) * context.em


def _tall(context: LayoutContext, entry: Entry, width: float) -> float:
    """mm of a text; it is broken only when it is drawn."""
    room = _inside(context, width) / context.em - _INDENT
    return context.engine.line_count(entry.text, REGULAR, room) * LINE_PITCH * context.em


def height_of(context: LayoutContext, section: Section, width: float) -> float:
    """mm of a section in a column of `width` mm."""
    texts = sum(_tall(context, entry, width) for entry in section.entries)
    between = _BETWEEN * context.em * max(len(section.entries) - 1, 0)
    return _bare(context, section, width) + texts + between + section.room * context.em


def in_columns(
    context: LayoutContext, sections: Sequence[Section], width: float, count: int, room: float = 0.0
) -> tuple[list[list[Section]], float]:
    """Sections in `count` columns of `width` mm, read down each, as even as can be; and the height of
    the tallest. room: mm that columns have; where it is enough, as many in each, so that they stand in one
    place on all sheets of a set."""
    if not sections:
        return [], 0.0
    gap = GAP * context.em
    heights = [height_of(context, section, width) for section in sections]
    best: tuple[int, float, float, tuple[int, ...]] = (len(sections), float("inf"), 0.0, ())
    for cuts in combinations(range(1, len(sections)), min(count, len(sections)) - 1):
        ends = (0, *cuts, len(sections))
        columns = [sum(heights[a:b]) + gap * (b - a - 1) for a, b in pairwise(ends)]
        tallest, numbers = max(columns), [b - a for a, b in pairwise(ends)]
        uneven = max(numbers) - min(numbers) if tallest <= room else len(sections)
        best = min(best, (uneven, tallest, sum(tall * tall for tall in columns), ends))
    return [list(sections[a:b]) for a, b in pairwise(best[3])], best[1]


def poured(
    context: LayoutContext, sections: Sequence[Section], width: float, rooms: Sequence[float], rest: float
) -> list[list[Section]]:
    """Sections in as many columns of `width` mm as they need, parted between their texts, or within
    one that is taller than a column. rooms: heights of the first columns; rest: of all others, mm."""
    gap = GAP * context.em
    columns: list[list[Section]] = [[]]
    used = 0.0
    left = list(sections)
    while left:
        room = rooms[len(columns) - 1] if len(columns) <= len(rooms) else rest
        section = left.pop(0)
        free = room - used - (gap if columns[-1] else 0.0)
        here, after = _parted(context, section, width, free, alone=not columns[-1] and room >= rest)
        if here is not None:
            columns[-1].append(here)
            used += height_of(context, here, width) + (gap if len(columns[-1]) > 1 else 0.0)
        if after is not None:
            left.insert(0, after)
            columns.append([])
            used = 0.0
    return columns


def stretched(context: LayoutContext, column: Sequence[Section], width: float, height: float) -> list[float]:
    """Heights of a column's sections that fill `height` mm together, none much taller
    than it must be."""
    heights = [height_of(context, section, width) for section in column]
    spare = height - sum(heights) - GAP * context.em * (len(column) - 1)
    if spare <= 0 or not heights:
        return heights
    more = min(spare / sum(heights), 0.75)
    return [tall * (1 + more) for tall in heights]


def _parted(
    context: LayoutContext, section: Section, width: float, free: float, *, alone: bool
) -> tuple[Section | None, Section | None]:
    """What of a section stands in `free` mm, and what is left. alone: whether there is never more
    room than this, so that something has to stand here."""
    bare, em = _bare(context, section, width), context.em
    if not section.entries:
        fits = alone or bare + section.room * em <= free
        return (section, None) if fits else (None, section)
    used, count = bare, 0
    for entry in section.entries:
        used += _tall(context, entry, width) + (_BETWEEN * em if count else 0.0)
        if used > free:
            break
        count += 1
    if count == len(section.entries):
        return section, None
    if count:
        here = replace(section, entries=section.entries[:count])
        return here, replace(section, entries=section.entries[count:], begun=True)
    entry = section.entries[0]
    fitting = int((free - bare) / (LINE_PITCH * em) + 1e-6)
    if not alone and (free < _WORTH_PARTING * em or fitting < 1):
        return None, section
    lines = [line.text for line in _block(context, entry, width).lines]
    # The last line is not left alone. A column lower than one line: better beyond its end than lost.
    end = line_ends(entry.text, lines)[max(min(fitting, len(lines) - 2), 1) - 1]
    here = replace(section, entries=(replace(entry, text=entry.text[:end].rstrip()),))
    left = entry.text[end:].lstrip()
    rest = ((Entry(left, begun=True),) if left else ()) + section.entries[1:]
    return here, (replace(section, entries=rest, begun=True) if rest else None)


def draw_section(
    context: LayoutContext, section: Section, width: float, tall: float, *, bulleted: bool
) -> list[SceneItem]:
    """A section with its top left at 0, 0 in a box `tall` mm high. bulleted: whether the whole of it
    is a list."""
    em, mirrored = context.em, context.right_to_left
    ground, strong = context.palette.lane(section.kind)
    outline = context.palette.outline
    x = y = 0.0
    items: list[SceneItem] = [
        CardBox(
            section.item,
            x,
            y,
            width,
            tall,
            ground,
            strong,
            _BAR * em,
            0.35 * em,
            mirrored,
            outline,
            0.06 * em,
        )
    ]
    left = x + (_PAD if mirrored else _BAR + _PAD) * em
    inside = _inside(context, width)
    head = _head(context, section, width)
    side, top = _ICON * em, y + _TOP * em
    row = max(head.height * _HEAD, _ICON) * em
    icon_x = left + inside - side if mirrored else left
    line = LINE_PITCH * _HEAD * em
    items += icon(section.icon, icon_x, top + (max(line, side) - side) / 2, side, strong, section.item)
    words = inside - side - 0.5 * em
    at = left if mirrored else left + side + 0.5 * em
    title_y = top + (row - head.height * _HEAD * em) / 2
    items.append(Text(section.item, at, title_y, words, head, _HEAD * em, strong, context.align))
    top += row + _AFTER_HEAD * em
    for entry in section.entries:
        block = _block(context, entry, width)
        room = inside - _INDENT * em
        if bulleted and not entry.begun:
            dot = _BULLET * em
            dot_x = left + inside - 0.55 * em if mirrored else left + 0.25 * em
            dot_y = top + (LINE_PITCH * em - dot) / 2
            items.append(Box(section.item, dot_x, dot_y, dot, dot, fill=strong, radius=dot / 2))
        shift = _INDENT * em if bulleted and not mirrored else 0.0
        wide = room if bulleted else inside
        items.append(
            Text(section.item, left + shift, top, wide, block, em, context.palette.ink, context.align)
        )
        top += (block.height + _BETWEEN) * em
    return items
