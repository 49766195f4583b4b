"""Chips: the small marks in the last rows of a card, each measured before it is drawn."""

import math
from collections.abc import Callable, Sequence
from gettext import NullTranslations
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_, NO_BREAK
from cjmdesk.layout import titles
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.icons import icon
from cjmdesk.layout.inks import letters_on
from cjmdesk.layout.numbers import date, minutes, number, share
from cjmdesk.layout.scene import Box, SceneItem, Text
from cjmdesk.model.cards import (
    CardBase,
    CriterionCard,
    MotiveCard,
    PainCard,
    SolutionCard,
    TimeCard,
    TouchpointCard,
)
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextBlock, room_for_words

SMALL = 0.78
"""Size of the text on chips, em."""

_SMALLEST = 0.55
"""em: where long words or large figures would be broken, text on chips becomes as small as this."""

_INITIALS, _ONE_LETTER = 0.56, 0.72
_DISC = 1.16
"""em: letters of a persona's mark; where every persona's is a single one, which has more room; and the disc
that they stand on."""

_DISC_ENDS, _PILL_ENDS = 0.3, 0.7
"""em that a disc is wider than its letters at the least, and a pill than larger ones."""

_GAP = 0.5
_JOINT = 0.8
"""em between two facts of one sentence, with a dot in the middle."""

_DOT = 0.14
_ROW_GAP = 0.18


class Chip(Struct, frozen=True):
    """width, height: mm. draw: the items with the chip's top left at x, y.

    colour: of the dot between it and a neighbour that has one too; None if it stands for itself.
    """

    width: float
    height: float
    draw: Callable[[float, float], Sequence[SceneItem]]
    colour: str | None = None


def text_chip(context: LayoutContext, item: str, text: str, limit: float) -> Chip:
    """Words, wrapped at `limit` mm; a little smaller where one of them would be broken."""
    block, size = _small_words(context, text, limit)
    width = block.width * size
    colour = context.palette.secondary

    def draw(x: float, y: float) -> Sequence[SceneItem]:
        return (Text(item, x, y, width, block, size, colour),)

    return Chip(width, block.height * size, draw)


def _small_words(context: LayoutContext, text: str, limit: float) -> tuple[TextBlock, float]:
    """The words of a chip, and mm of their type."""
    small = context.sized(SMALL)
    block = context.wrap(text, REGULAR, limit, small)
    if len(block.lines) > 1:
        word = room_for_words(context.engine, text, REGULAR) * context.em
        if word * small > limit:
            small = context.sized(max(limit / word, _SMALLEST))
            if word * small > limit * 1.001:  # what is tied may part before a word is broken
                text = text.replace(NO_BREAK, " ")
            block = context.wrap(text, REGULAR, limit, small)
    return block, context.em * small


def fact_chip(context: LayoutContext, item: str, text: str, limit: float) -> Chip:
    """One of several facts in a row: "Impact 4/5 · Max · planned". They break between facts, and no
    dot is left at the end of a line."""
    return replace(text_chip(context, item, text, limit), colour=context.palette.secondary)


def _joint(height: float, em: float, colour: str) -> Chip:
    """The dot between two facts."""
    side = _DOT * em

    def draw(x: float, y: float) -> Sequence[SceneItem]:
        return (Box("", x, y + (height - side) / 2, side, side, fill=colour, radius=side / 2),)

    return Chip(side, height, draw)


def severity_chip(context: LayoutContext, item: str, severity: int, limit: float = math.inf) -> Chip:
    """Five bars, as many filled as the pain is severe; smaller where `limit` mm asks for it."""
    em = min(context.em, limit / 4.24)
    bar, gap, thick = 0.72 * em, 0.16 * em, 0.3 * em
    height = context.sized(SMALL) * LINE_PITCH * em
    strong = context.palette.lane("pain_points")[1]

    def draw(x: float, y: float) -> Sequence[SceneItem]:
        top = y + (height - thick) / 2
        return tuple(
            Box(
                item,
                x + place * (bar + gap),
                top,
                bar,
                thick,
                fill=strong if place < severity else None,
                stroke=strong,
                stroke_width=0.06 * em,
                radius=thick / 2,
            )
            for place in range(5)
        )

    return Chip(5 * bar + 4 * gap, height, draw)


def score_chip(context: LayoutContext, item: str, name: str, score: int, limit: float) -> Chip:
    """A name and its score."""
    em, squares = context.em, score_sign(context, item, score)
    name = _with_last_word_free(context, name, limit, squares.width + 0.4 * em)
    label = text_chip(context, item, name, limit)
    block, size = _small_words(context, name, limit)
    # Behind the last word if there is room, else below it.
    last = label.width if context.right_to_left or not block.lines else block.lines[-1].width * size
    below = last + 0.4 * em + squares.width > limit
    left = 0.0 if below else last + 0.4 * em
    down = label.height if below else max(label.height - squares.height, 0.0)

    def draw(x: float, y: float) -> Sequence[SceneItem]:
        return (*label.draw(x, y), *squares.draw(x + left, y + down))

    return Chip(
        max(label.width, left + squares.width), label.height + (squares.height if below else 0.0), draw
    )


def _with_last_word_free(context: LayoutContext, name: str, limit: float, room: float) -> str:
    """`name` with its last word on a line of its own where `room` mm would not fit behind it as it is set,
    but do behind that word: a sign alone on a line belongs to no name. limit: of a line, mm."""
    block, size = _small_words(context, name, limit)
    head, _blank, last = name.rpartition(" ")
    if not head or not block.lines or block.lines[-1].width * size + room <= limit:
        return name
    word, wordy = _small_words(context, last, limit)
    return f"{head}\n{last}" if word.width * wordy + room <= limit else name


def score_sign(context: LayoutContext, item: str, score: int) -> Chip:
    """Five small squares, as many filled as the score, 1 to 5: dots say how something is known."""
    em = context.em
    side, pitch = 0.34 * em, 0.55 * em
    row = context.sized(SMALL) * LINE_PITCH * em
    strong = context.palette.lane("choice_criteria")[1]

    def draw(x: float, y: float) -> Sequence[SceneItem]:
        top = y + (row - side) / 2
        return tuple(
            Box(
                item,
                x + place * pitch,
                top,
                side,
                side,
                fill=strong if place < score else None,
                stroke=strong,
                stroke_width=0.06 * em,
            )
            for place in range(5)
        )

    return Chip(5 * pitch, row, draw)


def persona_chip(context: LayoutContext, item: str, persona: str) -> Chip:
    """The persona's initials on their colour."""
    mark = context.personas[persona]
    em = context.em
    alone = all(len(one.initials) == 1 for one in context.personas.values())
    usual = _ONE_LETTER if alone else _INITIALS
    size = context.sized(usual) * em
    block = context.engine.wrap(mark.initials, BOLD, float("inf"))
    side = max(_DISC * em, LINE_PITCH * size)
    # More letters than a disc holds stand on a pill.
    letters = block.width * size
    ends = _DISC_ENDS if size <= usual * em or letters + _DISC_ENDS * em <= side else _PILL_ENDS
    width = max(side, letters + ends * em)

    def draw(x: float, y: float) -> Sequence[SceneItem]:
        return (
            Box(item, x, y, width, side, fill=mark.colour, radius=side / 2),
            Text(
                item,
                x,
                y + (side - LINE_PITCH * size) / 2,
                width,
                block,
                size,
                letters_on(context.palette, mark.colour),
                "center",
            ),
        )

    return Chip(width, side, draw)


def icon_chip(context: LayoutContext, item: str, name: str, colour: str, text: str = "") -> Chip:
    """An icon, with a few letters behind it."""
    em = context.em
    side = 0.95 * em
    row = context.sized(SMALL) * LINE_PITCH * em
    label = text_chip(context, item, text, float("inf")) if text else None

    def draw(x: float, y: float) -> Sequence[SceneItem]:
        marks: list[SceneItem] = [*icon(name, x, y + (row - side) / 2, side, colour, item)]
        if label:
            marks += label.draw(x + side + 0.2 * em, y)
        return marks

    return Chip(side + (0.2 * em + label.width if label else 0), row, draw)


def tag_chip(context: LayoutContext, item: str, tag: str, limit: float) -> Chip:
    """A tag on a pale pill."""
    em = context.em
    label = text_chip(context, item, tag, max(limit - 0.8 * em, 0.1 * em))

    def draw(x: float, y: float) -> Sequence[SceneItem]:
        outline = context.palette.outline
        pill = Box(
            item,
            x,
            y,
            label.width + 0.8 * em,
            label.height,
            fill=context.palette.pill,
            stroke=outline,
            stroke_width=0.04 * em if outline else 0.0,
            radius=0.5 * em,
        )
        return (
            pill,
            *label.draw(x + 0.4 * em, y),
        )

    return Chip(label.width + 0.8 * em, label.height, draw)


_JUDGEMENT = N_("{what} {number}/5")


class Speech(Protocol):
    """Whoever knows the words of a map's language."""

    @property
    def language(self) -> str:
        """Of the map."""

    @property
    def words(self) -> NullTranslations:
        """Its catalogue."""

    def say(self, message: str) -> str:
        """`message`, marked elsewhere, in that language."""


def kind_texts(context: Speech, card: CardBase) -> list[str]:
    """What the card's kind adds, in words; some may be empty."""
    say, language = context.say, context.language
    if isinstance(card, PainCard):
        return [say(titles.PAIN_TYPES.get(card.type, card.type))]
    if isinstance(card, MotiveCard):
        nature = say(titles.MOTIVE_NATURES.get(card.nature, card.nature))
        return [say(titles.MOTIVES.get(card.motive, card.motive)), nature]
    if isinstance(card, TimeCard):
        written = "" if card.minutes is None else minutes(card.minutes, context.words)
        # People write the time into the text too; once is enough.
        return [] if written.replace("\u00a0", " ") in card.text else [written]
    if isinstance(card, TouchpointCard):
        return _touchpoint_texts(context, card)
    if isinstance(card, SolutionCard):
        judged = ((say(N_("Impact")), card.impact), (say(N_("Effort")), card.effort))
        texts = [
            say(_JUDGEMENT).format(what=what, number=number(value, language))
            for what, value in judged
            if value is not None
        ]
        status = "" if card.status == "idea" else titles.SOLUTION_STATUSES.get(card.status, card.status)
        due = "" if card.due is None else date(card.due, language)
        return [*texts, card.owner, due, say(status)]
    return []


def _touchpoint_texts(context: Speech, card: TouchpointCard) -> list[str]:
    language, ngettext = context.language, context.words.ngettext
    texts = []
    if card.visits is not None:
        form = ngettext("{count} visit", "{count} visits", card.visits)
        texts.append(form.format(count=number(card.visits, language)))
    if card.transactions is not None:
        form = ngettext("{count} sale", "{count} sales", card.transactions)
        texts.append(form.format(count=number(card.transactions, language)))
    if card.conversion is not None:
        texts.append(share(card.conversion, language))
    if card.minutes is not None:
        texts.append(minutes(card.minutes, context.words))
    if card.cost is not None:
        texts.append(context.say(N_("cost {amount}")).format(amount=number(card.cost, language)))
    return texts


def chips_of(context: LayoutContext, card: CardBase, limit: float) -> list[Chip]:
    """Every chip of a card whose inside is `limit` mm wide, in reading order."""
    item = card.id
    chips: list[Chip] = []
    if isinstance(card, PainCard) and card.severity is not None:
        chips.append(severity_chip(context, item, card.severity, limit))
    if card.moment_of_truth:
        chips.append(icon_chip(context, item, "star", context.palette.middling))
    chips += [fact_chip(context, item, text, limit) for text in kind_texts(context, card) if text]
    if isinstance(card, CriterionCard):
        if card.ours is not None:
            chips.append(score_chip(context, item, context.say(N_("We")), card.ours, limit))
        chips += [
            score_chip(context, item, context.competitors[id].name, score, limit)
            for id, score in card.scores.items()
            if id in context.competitors
        ]
    if card.votes:
        votes = number(card.votes, context.language)
        chips.append(icon_chip(context, item, "vote", context.palette.secondary, votes))
    chips += [tag_chip(context, item, tag, limit) for tag in card.tags if tag]
    # A mark on every card would say nothing where there is only one persona.
    if len(context.personas) > 1:
        chips += [persona_chip(context, item, id) for id in card.personas if id in context.personas]
    return chips


def flow(chips: Sequence[Chip], width: float, em: float) -> tuple[list[tuple[Chip, float, float]], float]:
    """Each chip with its place in rows of `width` mm, and the height of all rows."""
    placed: list[tuple[Chip, float, float]] = []
    x = y = row = 0.0
    before: Chip | None = None
    for chip in chips:
        joined = before is not None and before.colour is not None and chip.colour is not None
        gap = (_JOINT if joined else _GAP) * em if before else 0.0
        if before and x + gap + chip.width > width:
            x, y, row, gap, joined = 0.0, y + row + _ROW_GAP * em, 0.0, 0.0, False
        if joined and chip.colour:
            placed.append((_joint(chip.height, em, chip.colour), x + (gap - _DOT * em) / 2, y))
        placed.append((chip, x + gap, y))
        x += gap + chip.width
        row = max(row, chip.height)
        before = chip
    return placed, y + row
