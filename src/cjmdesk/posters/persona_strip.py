"""The cards of a map's personas beside its title."""

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_, NO_BREAK
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.inks import letters_on
from cjmdesk.layout.quotes import quoted
from cjmdesk.layout.scene import Box, Image, Scene, SceneItem, Text
from cjmdesk.model.people import Persona
from cjmdesk.posters.writing import BETWEEN, Writer, joined
from cjmdesk.text.engine import BOLD, ITALIC, LINE_PITCH, REGULAR, TextBlock, TextStyle
from cjmdesk.text.prepare import filled

_NAME = 0.40
_FACTS = 0.29
"""Sizes of type, of the title's."""

_BLANK = 0.26
"""em: of a blank, which no line is measured with at its end."""

_BETWEEN = 0.4
_ACROSS = 3
_MOST_WORDS = 10.6
_BESIDE_WORDS = 2.35
_LEAST_WIDTH, _LEAST_HEIGHT = 3.9, 1.75
"""All em of the title's type; _ACROSS: cards in a row."""


_MOST_SAID, _LEAST_LINES = 72.0, 2
"""em of each thing that is said on a card, and lines that it may take: the rest is on the persona sheet."""

_LOOKED_AT = 2_000
"""Letters of a text that are tried."""

_APART = 0.22
"""em between facts where some take several lines."""

_WHOLE_WORDS = 0.6
"""Of what has room: less than that is not worth whole words."""

_FILLS = 0.6
"""Of its room, from which a single card takes all of it."""

_BLANKS = re.compile(r"\s+")


class _Line(Struct, frozen=True):
    """Words on a card. size: of the title's type; indent: from the edge where reading begins, em."""

    text: str
    style: TextStyle
    size: float
    indent: float = 0.0


class Needs(IntEnum):
    """How needs stand: side by side; the second below the first; broken into lines anyhow."""

    BESIDE = 0
    BELOW = 1
    BROKEN = 2


class PersonaCard(Struct, frozen=True):
    """A card with its place in the strip, mm. words_top: where the words begin, below its top; needs: how
    they stand on all cards; airy: whether facts are set apart on all."""

    persona: Persona
    x: float
    y: float
    width: float
    height: float
    words_top: float
    needs: Needs
    airy: bool


def persona_cards(
    context: LayoutContext,
    personas: Sequence[Persona],
    width: float,
    title: float,
    like: Sequence[PersonaCard] = (),
    *,
    fills: bool = False,
) -> list[PersonaCard]:
    """The cards in even rows over at most `width` mm. title: size of the title's type, mm. like: cards
    elsewhere, which are to look as these do. fills: whether rows end at the margin, but for a single card
    with little to say."""
    if not personas:
        return []
    between = _BETWEEN * title
    across = _across(context, personas, width, title)
    rows = math.ceil(len(personas) / across)
    across = math.ceil(len(personas) / rows)
    room = (width - (across - 1) * between) / across
    most = min(_words_width(room, title), _MOST_WORDS * title)
    words = _widest(context, personas, most, title)
    card = min(room, max(words + (_BESIDE_WORDS + 0.05) * title, _LEAST_WIDTH * title))
    if fills and (across > 1 or card >= _FILLS * room):
        card = room
    inside = _words_width(card, title)
    needs = max(_needs_on_all(context, personas, inside, title), *(one.needs for one in like), Needs.BESIDE)
    airy = any(one.airy for one in like) or any(
        len(_wrapped(context, line, inside, title).lines) > 1
        for persona in personas
        for line in _lines(context, persona, inside, title, needs)[1:]
    )
    placed: list[PersonaCard] = []
    y = 0.0
    for first in range(0, len(personas), across):
        row = personas[first : first + across]
        # Names in a row stand at one height, whoever has more to say.
        tallest = max(_words_height(context, persona, card, title, needs, airy=airy) for persona in row)
        height = max(tallest + 0.5 * title, _LEAST_HEIGHT * title)
        for place, persona in enumerate(row):
            number = across - 1 - place if context.right_to_left else place
            x = number * (card + between)
            placed.append(PersonaCard(persona, x, y, card, height, (height - tallest) / 2, needs, airy))
        y += height + 0.3 * title
    return placed


def _across(context: LayoutContext, personas: Sequence[Persona], width: float, title: float) -> int:
    """How many cards may stand in a row: a few, or as many as bear so few words that all fit."""
    between = _BETWEEN * title
    usual = min(len(personas), max(1, int((width + between) / (7.5 * title))), _ACROSS)
    if usual == len(personas):
        return usual
    words = _widest(context, personas, _MOST_WORDS * title, title)
    card = max(words + (_BESIDE_WORDS + 0.05) * title, _LEAST_WIDTH * title)
    return min(max(usual, int((width + between) / (card + between))), len(personas))


def _words_width(card: float, title: float) -> float:
    return max(card - _BESIDE_WORDS * title, 1.5 * title)


def _lines(context: LayoutContext, persona: Persona, width: float, title: float, needs: Needs) -> list[_Line]:
    """What stands on a card with `width` mm for words, line by line."""
    name = ", ".join(part for part in (persona.name, persona.age) if part)
    room = width / _size(context, _FACTS, title)
    facts = [part for part in (persona.occupation, persona.place) if part]
    lines = [_Line(name, BOLD, _NAME)]
    lines += [_Line(line, REGULAR, _FACTS) for line in joined(context, facts, REGULAR, room)]
    lines += _needs_lines(context, persona, needs)
    lines = [_clipped(context, line, width, title) for line in lines]
    if persona.quote.strip():
        quote = _Line(persona.quote.strip(), ITALIC, _FACTS)
        lines.append(_clipped(context, quote, width, title, lambda text: quoted(text, context.language)))
    return lines


def _clipped(
    context: LayoutContext,
    line: _Line,
    width: float,
    title: float,
    said: Callable[[str], str] = lambda text: text,
) -> _Line:
    """The line with no more words than a card has room for, and "…" for the others. said: what is made
    of its words on the card."""
    room = width / (line.size * title) - line.indent
    most = max(_LEAST_LINES, math.ceil(_MOST_SAID / max(room, 1.0)))

    def fits(text: str) -> bool:
        return context.engine.line_count(said(text), line.style, room) <= most

    if fits(line.text):
        return replace(line, text=said(line.text))
    text = line.text[:_LOOKED_AT]
    end = bisect_left(range(1, len(text)), True, key=lambda end: not fits(_cut(text, end)))
    between = max((found.start() for found in _BLANKS.finditer(text, 0, end + 1)), default=0)
    # Between words, unless the last one fills the card.
    return replace(line, text=said(_cut(text, between if between >= _WHOLE_WORDS * end else end)))


def _cut(text: str, end: int) -> str:
    return text[:end].rstrip(" \t\n,;:.–—-·") + "…"


def shortened(scene: Scene, personas: Sequence[Persona]) -> Iterator[Persona]:
    """Those on whose cards on a poster stands less than there is to say."""
    strip = next((part for part in scene.parts if part.key == "title"), None)
    for persona in personas:
        items = strip.items if strip is not None else ()
        texts = [item.block.text for item in items if isinstance(item, Text) and item.item == persona.id]
        wanted = (persona.name, persona.occupation, persona.place, persona.quote, *persona.needs[:2])
        # Words of one letter may have been tied to the next ones.
        written = "\n".join(texts).replace(NO_BREAK, " ")
        if texts and not all(one.strip().replace(NO_BREAK, " ") in written for one in wanted):
            yield persona


def _needs_on_all(context: LayoutContext, personas: Sequence[Persona], width: float, title: float) -> Needs:
    """How needs stand on every card with `width` mm for words: as those do that have least room."""
    room = width / _size(context, _FACTS, title)
    return max((_room_of_needs(context, persona, room) for persona in personas), default=Needs.BESIDE)


def _room_of_needs(context: LayoutContext, persona: Persona, room: float) -> Needs:
    """How the needs of a persona may stand in `room` em."""
    if len(_first_needs(persona)) < 2:
        return Needs.BESIDE
    for way in (Needs.BESIDE, Needs.BELOW):
        lines = _needs_lines(context, persona, way)
        widths = (context.engine.wrap(line.text, REGULAR, math.inf).width + line.indent for line in lines)
        if max(widths) <= room:
            return way
    return Needs.BROKEN


def _needs_lines(context: LayoutContext, persona: Persona, way: Needs) -> list[_Line]:
    needs = _first_needs(persona)
    if not needs:
        return []
    form = context.say(N_("Needs: {needs}"))
    first, *more = [filled(form, needs=needs[0]), *needs[1:]]
    if way is Needs.BESIDE:
        return [_Line(BETWEEN.join((first, *more)), REGULAR, _FACTS)]
    indent = 0.0
    if way is Needs.BELOW:
        indent = context.engine.wrap(form.format(needs=""), REGULAR, math.inf).width + _BLANK
    elif more:  # nothing else tells where the next one begins
        first = f"{first};"
    return [_Line(first, REGULAR, _FACTS), *(_Line(line, REGULAR, _FACTS, indent) for line in more)]


def _first_needs(persona: Persona) -> list[str]:
    return [need.strip() for need in persona.needs[:2] if need.strip()]


def _widest(context: LayoutContext, personas: Sequence[Persona], width: float, title: float) -> float:
    """mm of the longest line on any card where the words have `width` mm."""
    needs = _needs_on_all(context, personas, width, title)
    return max(
        (_wrapped(context, line, width, title).width + line.indent) * _size(context, line.size, title)
        for persona in personas
        for line in _lines(context, persona, width, title, needs)
    )


def _words_height(
    context: LayoutContext, persona: Persona, card: float, title: float, needs: Needs, *, airy: bool
) -> float:
    """mm of the words on a persona's card `card` mm wide."""
    inside = _words_width(card, title)
    return sum(
        apart + _wrapped(context, line, inside, title).height * _size(context, line.size, title)
        for line, apart in _spaced(context, persona, inside, title, needs, airy=airy)
    )


def _spaced(
    context: LayoutContext, persona: Persona, width: float, title: float, needs: Needs, *, airy: bool
) -> Iterator[tuple[_Line, float]]:
    """What stands on a card with `width` mm for words, each with the mm that are left free above it. airy:
    whether facts are set apart: where some take several lines, nothing else shows where the next begins."""
    for number, line in enumerate(_lines(context, persona, width, title, needs)):
        yield line, _APART * _size(context, line.size, title) if airy and number > 1 else 0.0


def _wrapped(context: LayoutContext, line: _Line, width: float, title: float) -> TextBlock:
    return context.engine.wrap(line.text, line.style, width / _size(context, line.size, title) - line.indent)


def _size(context: LayoutContext, share: float, title: float) -> float:
    """mm of type that is usually `share` of the title's."""
    return max(share * title, context.least)


def draw_persona(context: LayoutContext, card: PersonaCard, left: float, title: float) -> list[SceneItem]:
    """A card of the strip whose left edge lies at `left` mm."""
    palette, persona = context.palette, card.persona
    mark = context.personas[persona.id]
    x, y = left + card.x, card.y
    side = 1.45 * title
    pad = 0.3 * title
    mirrored = context.right_to_left
    round_x = x + card.width - pad - side if mirrored else x + pad
    round_y = y + (card.height - side) / 2
    items: list[SceneItem] = [
        Box(
            persona.id,
            x,
            y,
            card.width,
            card.height,
            stroke=palette.hairline,
            stroke_width=0.025 * title,
            radius=0.14 * title,
        )
    ]
    if persona.portrait and persona.portrait in context.pictures:
        items.append(
            Image(persona.id, round_x, round_y, side, side, persona.portrait, persona.name, round=True)
        )
    else:
        size = _size(context, 0.5, title)
        block = context.engine.wrap(mark.initials, BOLD, float("inf"))
        letters = letters_on(palette, mark.colour)
        text_y = round_y + (side - LINE_PITCH * size) / 2
        items.append(Box(persona.id, round_x, round_y, side, side, fill=mark.colour, radius=side / 2))
        items.append(Text(persona.id, round_x, text_y, side, block, size, letters, "center"))
    width = _words_width(card.width, title)
    text_x = x + pad if mirrored else x + card.width - pad - width
    writer = Writer(context, persona.id)
    writer.y = y + card.words_top
    for number, (line, apart) in enumerate(
        _spaced(context, persona, width, title, card.needs, airy=card.airy)
    ):
        writer.y += apart
        colour = palette.secondary if number else palette.ink
        size = _size(context, line.size, title)
        left = text_x if mirrored else text_x + line.indent * size
        writer.write(line.text, line.style, size, left, width - line.indent * size, colour)
    return items + writer.items
