"""One note: lane and slot above, the card as large as it goes, stage below."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from msgspec.structs import replace

from cjmdesk.i18n import tied
from cjmdesk.layout.balance import parts_short_word
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.icons import icon
from cjmdesk.layout.labels import lane_words
from cjmdesk.layout.scene import CardBox, Part, SceneItem
from cjmdesk.model.cards import CardBase
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.sheets.base import set_in
from cjmdesk.posters.sheets.matter import CardMatter, Matter, PointMatter, colours_of
from cjmdesk.posters.sheets.note_foot import LESS, MOST_LINES, draw_foot, foot_of
from cjmdesk.posters.sheets.note_room import Leaflet, NoteRoom
from cjmdesk.posters.sheets.slips import Slip
from cjmdesk.posters.sheets.words import line_ends, one_line, sizes
from cjmdesk.text.engine import BOLD, LINE_PITCH
from cjmdesk.text.prepare import DASHES

WANTED_PT, LEAST_PT = 9.0, 7.0
"""pt: the least type of a card, and what it may shrink to before it goes on to a second note."""

_LARGEST = 0.125
"""Of a note's shorter side: larger type would only shout (76 mm: 27 pt)."""

_WELL_SET = (1.0, 0.95, 0.9, 0.85)
"""Of the largest type of a card, tried so that its lines end well."""

_LEANS = re.compile(r"(?:^|\s)[^\w\s]*(?:[^\W\d_]|\d+)$")
"""A line's end that is read with the next word: a word of one letter, a figure."""

_OF = re.compile(r"\d\s\w{1,3}$")
"""The same before another figure: "12 of"."""

_LEAST_CHIPS = 0.5
"""Of the room for a card: signs that leave less than the rest for words get a note of their own."""


def leaflets_of(context: LayoutContext, slip: Slip, room: NoteRoom) -> list[Leaflet]:
    """The notes of one card, usually one; none for a card on which nothing stands. Where stage and step would
    be shortened or tiny, its type is a little smaller, if that helps them."""
    found = _leaflets(context, slip, room)
    best = foot_of(context, found[0], room).whole if found else 1.0
    for lines in range(1, MOST_LINES) if best < LESS else ():
        less = _leaflets(context, slip, replace(room, more=lines * LINE_PITCH * room.small))
        if len(less) > len(found) or less[0].em < LESS * found[0].em:
            break
        if foot_of(context, less[0], room).whole > best:
            return less
    return found


def _leaflets(context: LayoutContext, slip: Slip, room: NoteRoom) -> list[Leaflet]:
    """The notes of one card in the largest type."""
    matter: Matter = (
        CardMatter(slip.note, slip.lane, slip.gauge)
        if isinstance(slip.note, CardBase)
        else PointMatter(slip.note)
    )
    if matter.blank:
        return []
    em = _largest(context, matter, room, WANTED_PT) or _largest(context, matter, room, LEAST_PT)
    if em:
        return [_well_set(context, Leaflet(slip, matter, em), room)]
    pieces = _pieces(context, matter, room, LEAST_PT / POINTS_PER_MM)
    even = LEAST_PT / POINTS_PER_MM
    for em in sizes(2 * WANTED_PT / POINTS_PER_MM, even):
        # All parts of a text in one size, the largest that takes no more notes.
        found = _pieces(context, matter, room, em)
        if len(found) <= len(pieces) and all(
            _fits(context, piece, em, room, whole=em > even) for piece in found if piece.text
        ):
            pieces, even = found, em
            break
    return [
        Leaflet(slip, piece, even if piece.text else _sign_size(context, piece, room), number, len(pieces))
        for number, piece in enumerate(pieces, 1)
    ]


def _well_set(context: LayoutContext, leaf: Leaflet, room: NoteRoom) -> Leaflet:
    """A note no line of which ends in a word of one letter, before a dash, between a figure and what it
    counts or within a short joined word, if more lines or at most a little smaller type hold it so."""
    text, least = leaf.matter.text, LEAST_PT / POINTS_PER_MM
    best = (_torn(context, leaf, room), leaf)
    found = [
        # A short last word alone on its line is worth no smaller type.
        replace(leaf, matter=leaf.matter.beginning(words), em=em)
        for em in (share * leaf.em for share in _WELL_SET if share * leaf.em >= least)
        for words in (tied(text, last=em == leaf.em), tied(text, last=False), text)
    ]
    # A line that ends early, before a joined word, only where no smaller type does without.
    for tried in chain(found, (_unparted(context, each, room) for each in found)):
        if not best[0]:
            break
        if _fits(context, tried.matter, tried.em, room, whole=True):
            best = min(best, (_torn(context, tried, room), tried), key=lambda each: each[0])
    return best[1]


def _unparted(context: LayoutContext, leaf: Leaflet, room: NoteRoom) -> Leaflet:
    """The same with a new line before each short joined word that was broken at its hyphen."""
    start = 0
    while True:
        text = leaf.matter.text
        lines = leaf.matter.lines(set_in(context, leaf.em), room.inside)
        for end, (line, after) in zip(line_ends(text, lines), pairwise(lines), strict=False):
            blank = text.rfind(" ", start, end)
            # A word at the beginning of its line has no other place to go.
            within = end - blank <= len(line.rstrip())
            if line.rstrip().endswith("-") and _ends_badly(line.rstrip(), after) and blank >= 0 and within:
                leaf = replace(leaf, matter=leaf.matter.beginning(f"{text[:blank]}\n{text[blank + 1 :]}"))
                start = blank + 1
                break
        else:
            return leaf


def _torn(context: LayoutContext, leaf: Leaflet, room: NoteRoom) -> int:
    """Lines that end where none should."""
    lines = leaf.matter.lines(set_in(context, leaf.em), room.inside)
    return sum(_ends_badly(line.rstrip(), after) for line, after in pairwise(lines))


def _ends_badly(line: str, after: str) -> bool:
    # What is tied to the next word does not belong to it.
    word = next(iter(after.split(maxsplit=1)), "")
    if word in DASHES:
        return True
    if line.endswith("-"):
        return parts_short_word(line, after)
    if after[:1].isdigit():
        return bool(_OF.search(line))
    return after[:1].isalpha() and bool(_LEANS.search(line))


def _fits(context: LayoutContext, matter: Matter, em: float, room: NoteRoom, *, whole: bool) -> bool:
    fit = matter.fit(set_in(context, em), room.inside)
    return fit.height <= room.body and (fit.whole or not whole)


def _largest(context: LayoutContext, matter: Matter, room: NoteRoom, least: float) -> float:
    """mm of the largest type that fits, down to `least` pt; 0 where none does. A word longer than a
    line at the least size is broken there."""
    floor = least / POINTS_PER_MM
    if not _fits(context, matter, floor, room, whole=False):
        return 0.0
    tried = sizes(max(_LARGEST * room.short, floor), floor)
    low, high = 0, len(tried) - 1
    while low < high:
        middle = (low + high) // 2
        if _fits(context, matter, tried[middle], room, whole=True):
            high = middle
        else:
            low = middle + 1
    return tried[low]


def _sign_size(context: LayoutContext, matter: Matter, room: NoteRoom) -> float:
    """mm of the type of signs alone, smaller than words where they fill more than a note."""
    em = _largest(context, matter, room, LEAST_PT)
    if em:
        return em
    for em in sizes(LEAST_PT / POINTS_PER_MM, 1.0 / POINTS_PER_MM):
        if _fits(context, matter, em, room, whole=False):
            return em
    return 1.0 / POINTS_PER_MM


def _pieces(context: LayoutContext, matter: Matter, room: NoteRoom, em: float) -> list[Matter]:
    """A text too long for a note in parts set in type of `em` mm, the first with all the card's
    signs, unless those need a note of their own."""
    here = set_in(context, em)
    signs = matter.beginning("")
    if not matter.text.strip():
        return [matter]
    apart = (
        signs.fit(set_in(context, LEAST_PT / POINTS_PER_MM), room.inside).height > _LEAST_CHIPS * room.body
    )
    first = matter.going_on(matter.text.strip()) if apart else matter.beginning(matter.text.strip())
    parts: list[Matter] = []
    rest: Matter = first
    while rest.fit(here, room.inside).height > room.body:
        begun, left = _parted(here, rest, room)
        parts.append(begun)
        if not left:
            break
        rest = first.going_on(left)
    else:
        parts.append(rest)
    return [*parts, signs] if apart else parts


def _parted(context: LayoutContext, matter: Matter, room: NoteRoom) -> tuple[Matter, str]:
    """As many lines of a text as fill a note, and the rest of it."""
    text = matter.text
    ends = line_ends(text, matter.lines(context, room.inside))
    low, high = 1, max(len(ends) - 1, 1)
    while low < high:
        middle = (low + high + 1) // 2
        begun = matter.beginning(text[: ends[middle - 1]].rstrip())
        if begun.fit(context, room.inside).height <= room.body:
            low = middle
        else:
            high = middle - 1
    end = ends[low - 1]
    return matter.beginning(text[:end].rstrip()), text[end:].lstrip()


def draw_note(
    context: LayoutContext, leaf: Leaflet, room: NoteRoom, key: str, x: float, y: float, colour: str
) -> Part:
    """The note with its top left at x, y on the sheet. colour: of its stage."""
    slip, mirrored = leaf.slip, context.right_to_left
    strong = colours_of(context, slip.lane)[1]
    edge, item = room.edge, slip.note.id
    items: list[SceneItem] = [
        CardBox(
            item,
            edge,
            edge,
            room.width - 2 * edge,
            room.height - 2 * edge,
            # The note has a colour of its own: nothing is printed on it but what says something.
            fill=context.palette.page,
            bar=strong,
            bar_width=room.bar,
            radius=room.bar,
            bar_at_right=mirrored,
        )
    ]
    left = room.width - room.left - room.inside if mirrored else room.left
    items += _head(context, leaf, room, left, strong)
    body = set_in(context, leaf.em)
    items += leaf.matter.draw(body, left, edge + room.row + 0.25 * room.small, room.inside)
    items += draw_foot(context, leaf, room, left, colour)
    return Part(key, x, y, room.width, room.height, tuple(items))


def _head(
    context: LayoutContext, leaf: Leaflet, room: NoteRoom, left: float, strong: str
) -> Iterator[SceneItem]:
    """The lane's icon and name, and the code of the slot on the wall."""
    slip, small, mirrored = leaf.slip, room.small, context.right_to_left
    title, _question, name = lane_words(context, slip.lane)
    item, y = slip.note.id, room.edge + 0.2 * small
    wide = 0.0
    if slip.code:
        wide = context.engine.wrap(slip.code, BOLD, float("inf")).width * small
        code_x = left if mirrored else left + room.inside - wide
        yield from one_line(context, item, slip.code, BOLD, small, (code_x, y, wide + 0.01), strong, "left")
        wide += 0.8 * small
    side = 1.2 * small
    icon_x = left + room.inside - side if mirrored else left
    yield from icon(name, icon_x, y + (LINE_PITCH * small - side) / 2, side, strong, item)
    beside = side + 0.4 * small
    words = room.inside - beside - wide
    text_x = left + wide if mirrored else left + beside
    yield from one_line(context, item, title, BOLD, small, (text_x, y, words), strong)
