"""A card: measured for a width, then drawn where the cell puts it."""

from collections.abc import Iterator

from msgspec import Struct

from cjmdesk.i18n import NO_BREAK
from cjmdesk.layout.balance import balanced
from cjmdesk.layout.charts import BAR_ROW, SIGN, Gauge, bar, line_sign
from cjmdesk.layout.chips import Chip, chips_of, flow
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.icons import icon, known
from cjmdesk.layout.inks import own as chosen_colour
from cjmdesk.layout.numbers import brief, measured, with_unit
from cjmdesk.layout.palette import tint
from cjmdesk.layout.scene import Box, CardBox, Image, Path, PathCommand, SceneItem, Text
from cjmdesk.model.cards import CardBase, Evidence, MetricCard, ProcessCard, TouchpointCard
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextBlock, room_for_words

BAR = 0.24
OUTLINE = 0.06
"""em: of the line around cards and headers where their grounds are white."""

PAD_X = 0.55
PAD_Y = 0.4
RADIUS = 0.32
ICON = 1.15
ICON_GAP = 0.35
SHAPE_ICONS = {"start": "play", "decision": "diamond", "end": "flag"}
"""Of boxes of a process that are more than a step: they are told apart without colour or another outline."""

PICTURE_GAP = 0.35
"""em below a picture."""

DOT = 0.5
DOT_SPACE = 0.75
NUMBER, _LEAST_NUMBER = 1.45, 0.65
"""em: size of a metric's number, and where it would else be broken between its digits, before it is
written in brief."""

_WITH_UNIT = 0.9
"""em: a number becomes as small as this to stay on one line with its unit. Bold, it still stands out
from the text below it."""

_LARGE = 1e6
"""Numbers from this on are written in brief where others of their lane have to be; smaller ones are
hardly shorter so."""

_HAIR = 0.01
"""em of room to spare, so that a line that fits is not broken for a rounding."""

MIN_WIDTH = BAR + 2 * PAD_X + 1.2
"""em: no card is narrower, so that at least one letter fits a line."""

_SCENE_HEIGHT, _PICTURE_HEIGHT = 9.0, 6.0
"""Tallest picture on a card, em: in a storyboard, whose matter it is, and in the other lanes, whose
whole row it would stretch."""


class CardPlan(Struct, frozen=True):
    """A card measured for a width. All lengths in mm.

    head: block of the number of a metric, head_size: em of its type, brief: whether it is written in
    brief because it would not fit; gauge: for its bar, None for none; line: of its lane's chart, counted from
    0, that its sign is for; None for no sign.
    lines: of the text; it is broken into them when drawn, since most plans only try a size.
    text_left: of the text from the reading edge.
    """

    card: CardBase
    width: float
    height: float
    head: TextBlock | None
    lines: int
    text_left: float
    text_width: float
    icon: str
    picture: tuple[float, float, float, str] | None
    chips: tuple[tuple[Chip, float, float], ...]
    chips_top: float
    gauge: Gauge | None = None
    head_size: float = NUMBER
    brief: bool = False
    line: int | None = None


def plan_card(
    context: LayoutContext, card: CardBase, width: float, gauge: Gauge | None = None, line: int | None = None
) -> CardPlan:
    """Measure `card` for a frame of `width` mm. gauge: of its lane, if that is one of metrics; line: see
    `CardPlan`."""
    em = context.em
    left = (BAR + PAD_X) * em
    inside = max(width - left - PAD_X * em, 1.0 * em)
    dot = DOT_SPACE * em if card.evidence else 0.0
    name = _icon_of(context, card)
    text_left = left + ((ICON + ICON_GAP) * em if name else 0.0)
    text_width = max(width - text_left - PAD_X * em - dot, 0.9 * em)
    pad = PAD_Y * context.air * em
    y = pad
    picture = _picture_of(context, card, left, inside, dot)
    if picture:
        y += picture[2] + PICTURE_GAP * em
    head, size, short = None, NUMBER, False
    if isinstance(card, MetricCard) and card.number is not None:
        unit = card.unit or (gauge.unit if gauge else "")
        written, size, short = _number_of(context, card.number, unit, text_width, gauge)
        head = context.wrap(written, BOLD, text_width, size)
        y += head.height * em * size
        y += BAR_ROW * em if (gauge and gauge.largest) or line is not None else 0.0
    text_lines = context.engine.line_count(card.text, REGULAR, text_width / em)
    placed, chips_height = flow(chips_of(context, card, inside), inside, em)
    beside = bool(name or card.evidence)
    lines = max(text_lines, 0 if head or picture or (placed and not beside) else 1)
    y += lines * LINE_PITCH * em
    chips_top = y + (0.22 * em if lines else 0.0)
    if placed:
        y = chips_top + chips_height
    return CardPlan(
        card,
        width,
        y + pad,
        head,
        text_lines,
        text_left,
        text_width,
        name,
        picture,
        tuple(placed),
        chips_top,
        gauge if head and gauge and gauge.largest else None,
        size,
        short,
        line if head else None,
    )


def _number_of(
    context: LayoutContext, value: float, unit: str, width: float, gauge: Gauge | None
) -> tuple[str, float, bool]:
    """A number with its unit as it is written over `width` mm, em of its type, and whether it had to be
    written in brief. It is never broken between its digits, and parted from its unit only where both
    on one line would be too small."""
    room, engine, language = width / context.em, context.engine, context.language
    most = min(NUMBER, gauge.size) if gauge else NUMBER
    least = min(most, _LEAST_NUMBER)
    written = measured(value, unit, language)
    short = room < least * room_for_words(engine, written.partition(" ")[0], BOLD)
    if short or (gauge and gauge.brief and abs(value) >= _LARGE):
        written = with_unit(brief(value, language, context.words), unit, language)
    figure, blank, rest = written.partition(" ")
    # Words of the unit may be broken in the end, the number may not.
    words = max(room / room_for_words(engine, written, BOLD), least)
    parted = min(most, words, room / room_for_words(engine, figure, BOLD))
    first, between, others = rest.partition(" ")
    whole = room / (max(engine.unbroken(figure + blank + first, BOLD)) + _HAIR)
    if whole >= min(_WITH_UNIT, parted):
        tie = NO_BREAK if blank and between else blank
        return f"{figure}{tie}{first}{between}{others}", min(most, words, whole), short
    return written, parted, short


def shows_icon(card: CardBase) -> bool:
    """Whether an icon stands before a card's words, if it is one that is known."""
    if isinstance(card, TouchpointCard):
        return bool(card.icon or card.channel)
    return bool(card.icon) or (isinstance(card, ProcessCard) and card.shape in SHAPE_ICONS)


def _icon_of(context: LayoutContext, card: CardBase) -> str:
    """Its own icon, else that of a touchpoint's channel or of what a box is in its process; empty if there
    is none to draw."""
    name = card.icon
    if not name and isinstance(card, TouchpointCard):
        name = context.channels.get(card.channel, ("", ""))[1]
    if not name and isinstance(card, ProcessCard):
        name = SHAPE_ICONS.get(card.shape, "")
    return name if known(name) else ""


def _picture_of(
    context: LayoutContext, card: CardBase, left: float, inside: float, dot: float
) -> tuple[float, float, float, str] | None:
    """Left, width and height in mm, and what the picture shows; None without one."""
    if card.picture is None or card.picture not in context.pictures:
        return None
    wide, high, description = context.pictures[card.picture]
    room = inside - dot
    tallest = _SCENE_HEIGHT if card.kind == "storyboard" else _PICTURE_HEIGHT
    scale = min(room / wide, tallest * context.em / high)
    return (left + (room - wide * scale) / 2, wide * scale, high * scale, description)


def draw_card(
    context: LayoutContext, plan: CardPlan, x: float, y: float, colours: tuple[str, str]
) -> Iterator[SceneItem]:
    """The card's items with its top left at x, y; colours: tint and strong colour of its lane."""
    em, card = context.em, plan.card
    mirrored = context.right_to_left
    ground, strong = colours
    yield CardBox(
        card.id,
        x,
        y,
        plan.width,
        plan.height,
        fill=ground,
        bar=strong,
        bar_width=BAR * em,
        radius=RADIUS * em,
        bar_at_right=mirrored,
        outline=context.palette.outline,
        outline_width=OUTLINE * em if context.palette.outline else 0.0,
    )

    def place(left: float, width: float) -> float:
        """x of something `left` from the reading edge."""
        return x + (plan.width - left - width if mirrored else left)

    top = y + PAD_Y * context.air * em
    if plan.picture and card.picture:
        left, wide, high, description = plan.picture
        yield Image(card.id, place(left, wide), top, wide, high, card.picture, description)
        top += high + PICTURE_GAP * em
    if card.evidence:
        dot_top = y + (PAD_Y * context.air + (LINE_PITCH - DOT) / 2) * em
        dot_left = place(plan.width - (PAD_X * 0.7 + DOT) * em, DOT * em)
        yield from evidence_dot(card.id, card.evidence, dot_left, dot_top, DOT * em, strong)
    if plan.head:
        size = em * plan.head_size
        text_x = place(plan.text_left, plan.text_width)
        yield Text(card.id, text_x, top, plan.text_width, plan.head, size, strong, context.align)
        top += plan.head.height * size
    if plan.gauge and isinstance(card, MetricCard):
        inside = plan.width - (BAR + 2 * PAD_X) * em
        yield from bar(context, card, plan.gauge, place((BAR + PAD_X) * em, inside), top, inside, strong)
        top += BAR_ROW * em
    if plan.line is not None:
        left = place((BAR + PAD_X) * em, SIGN * em)
        yield from line_sign(context, card.id, plan.line, left, top, strong)
        top += BAR_ROW * em
    if plan.icon:
        icon_x = place((BAR + PAD_X) * em, ICON * em)
        yield from icon(plan.icon, icon_x, top + (LINE_PITCH - ICON) / 2 * em, ICON * em, strong, card.id)
    if plan.lines:
        text_x = place(plan.text_left, plan.text_width)
        block = context.wrap(card.text, REGULAR, plan.text_width)
        yield Text(
            card.id,
            text_x,
            top,
            plan.text_width,
            balanced(context, block),
            em,
            context.palette.ink,
            context.align,
        )
    for chip, left, down in plan.chips:
        yield from chip.draw(place((BAR + PAD_X) * em + left, chip.width), y + plan.chips_top + down)


def evidence_dot(
    item: str, evidence: Evidence, x: float, y: float, side: float, colour: str
) -> Iterator[SceneItem]:
    """Empty for a guess, half for observed, filled for measured: readable without colour."""
    thin = side * 0.16
    ring = side - thin
    full = evidence.grade == "measured"
    if evidence.grade == "observed":
        yield Path(item, _half_disc(x + side / 2, y + side / 2, ring / 2), fill=colour)
    yield Box(
        item,
        x + thin / 2,
        y + thin / 2,
        ring,
        ring,
        fill=colour if full else None,
        stroke=colour,
        stroke_width=thin,
        radius=ring / 2,
    )


def _half_disc(x: float, y: float, radius: float) -> tuple[PathCommand, ...]:
    """The lower half, from four-point Bézier quarters (kappa 0.5523)."""
    k = 0.5523 * radius
    return (
        ("M", x - radius, y),
        ("C", x - radius, y + k, x - k, y + radius, x, y + radius),
        ("C", x + k, y + radius, x + radius, y + k, x + radius, y),
        ("Z",),
    )


def lane_colours(context: LayoutContext, kind: str, own: str | None) -> tuple[str, str]:
    """Tint and strong colour of a lane's cards; `own` is the lane's colour if the user set one."""
    if not own:
        return context.palette.lane(kind)
    colour = chosen_colour(context.palette, own)
    return (context.palette.page if context.palette.outline else tint(colour), colour)
