"""What stands on a note, set at any size of type: a card as on the poster, or an emotion point."""

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.cards import BAR, PAD_X, PAD_Y, CardPlan, draw_card, evidence_dot, lane_colours, plan_card
from cjmdesk.layout.charts import Gauge
from cjmdesk.layout.chips import Chip, flow, persona_chip, tag_chip, text_chip
from cjmdesk.layout.context import LayoutContext, MarkerShape
from cjmdesk.layout.faces import LINE, face, marker
from cjmdesk.layout.inks import readable
from cjmdesk.layout.numbers import number
from cjmdesk.layout.pages import Bounds, bounds
from cjmdesk.layout.palette import tint
from cjmdesk.layout.quotes import SIZE, draw_words, words_at
from cjmdesk.layout.scene import CardBox, SceneItem, Text
from cjmdesk.model.cards import CardBase, EmotionPoint, PlainCard
from cjmdesk.model.lanes import Lane
from cjmdesk.text.engine import BOLD, ITALIC, LINE_PITCH, REGULAR

_FACE = 1.35
"""Radius of a point's face, em, and…"""
_LEVEL = 1.7
"""…size of the figure beside it."""

_WITHIN = 0.92
"""Of that radius: to the middle of the face's outline."""
_NO_FACE, _THIN = 0.6, 0.12
"""Of a face: the sign of a point without a level; em of its outline."""

_BELOW_FACE = _BESIDE = 0.55
_TEXT_LEFT = BAR + PAD_X
"""em from a card's reading edge to its words."""


_FULL = 0.75
"""Of the room beside a sign of evidence: what a line that ends there for its sake fills."""


class Fit(Struct, frozen=True):
    """Something set over a width. height: mm. whole: whether no word is broken."""

    height: float
    whole: bool


class CardMatter(Struct, frozen=True):
    """A card's words and signs. lane: whose colours it has."""

    card: CardBase
    lane: Lane
    gauge: Gauge | None = None

    @property
    def text(self) -> str:
        """What may run on to another note."""
        return self.card.text

    @property
    def blank(self) -> bool:
        """Whether nothing at all stands on it, so that it needs no note."""
        card = self.card
        plain = isinstance(card, PlainCard) or card.model_fields_set <= {"id", "kind", "text", "note"}
        signs = card.icon or card.picture or card.tags or card.votes or card.evidence or card.personas
        return plain and not (card.text.strip() or signs or card.moment_of_truth)

    def beginning(self, text: str) -> "CardMatter":
        """The same card with the first part of its text."""
        return replace(self, card=self.card.model_copy(update={"text": text}))

    def going_on(self, text: str) -> "CardMatter":
        """A card with the rest of the text and nothing else."""
        return CardMatter(PlainCard(id=self.card.id, kind="free_text", text=text), self.lane)

    def _plan(self, context: LayoutContext, width: float) -> CardPlan:
        """The card over `width` mm. In large type the sign of evidence would take much of every line; it
        stands beside the first one alone, and where that leaves room for it, words have the whole width."""
        frame, card = _frame(context, width), self.card
        narrow = plan_card(context, card, frame, self.gauge)
        if not card.evidence or narrow.picture or not card.text.strip():
            return narrow
        plan = _without_sign(context, card, frame, self.gauge)
        size = plan.head_size if plan.head else 1.0
        block = plan.head or context.wrap(card.text, REGULAR, plan.text_width)
        if block.lines[0].right_to_left != context.right_to_left:
            return narrow  # such words begin where the sign stands
        if block.lines[0].width * size * context.em <= narrow.text_width:
            return replace(plan, card=card)
        first = context.wrap(card.text, REGULAR, narrow.text_width).lines[0]
        short = first.width * context.em < _FULL * narrow.text_width
        begun = first.text
        if plan.head or short or not card.text.startswith(begun) or not begun.endswith(" "):
            return narrow
        # The first line alone is narrower where that saves another one.
        ended = card.model_copy(update={"text": f"{begun.rstrip()}\n{card.text[len(begun) :].lstrip()}"})
        plan = _without_sign(context, ended, frame, self.gauge)
        return replace(plan, card=ended) if plan.lines < narrow.lines else narrow

    def fit(self, context: LayoutContext, width: float) -> Fit:
        """Over `width` mm."""
        plan = self._plan(context, width)
        word = context.engine.widest_word(self.card.text, REGULAR)
        if plan.head is not None:
            word = max(word, context.engine.widest_word(plan.head.text, BOLD) * plan.head_size)
        return Fit(plan.height - 2 * PAD_Y * context.em, word * context.em <= plan.text_width)

    def lines(self, context: LayoutContext, width: float) -> list[str]:
        """Its text as broken over `width` mm."""
        plan = self._plan(context, width)
        return [line.text for line in context.wrap(plan.card.text, REGULAR, plan.text_width).lines]

    def draw(self, context: LayoutContext, x: float, y: float, width: float) -> list[SceneItem]:
        """The items with the top left of the words at x, y; the card's frame is the note's affair."""
        plan = self._plan(context, width)
        aside = (PAD_X if context.right_to_left else _TEXT_LEFT) * context.em
        items = draw_card(context, plan, x - aside, y - PAD_Y * context.em, colours_of(context, self.lane))
        return [item for item in items if not isinstance(item, CardBox)]


def _without_sign(context: LayoutContext, card: CardBase, frame: float, gauge: Gauge | None) -> CardPlan:
    """A card measured without its sign of evidence."""
    return plan_card(context, card.model_copy(update={"evidence": None}), frame, gauge)


def _frame(context: LayoutContext, width: float) -> float:
    """Width of the card whose words have `width` mm."""
    return width + (_TEXT_LEFT + PAD_X) * context.em


def colours_of(context: LayoutContext, lane: Lane) -> tuple[str, str]:
    """Tint and strong colour of what stands on a lane."""
    return lane_colours(context, lane.kind, lane.colour)


class PointMatter(Struct, frozen=True):
    """An emotion point: its face and level, whose it is, feeling and quote. rest: whether it goes on
    from another note, with words alone."""

    point: EmotionPoint
    rest: bool = False

    @property
    def text(self) -> str:
        """What may run on to another note."""
        return self.point.quote

    @property
    def blank(self) -> bool:
        """Whether nothing at all stands on it."""
        return self.point.level is None and not (self.point.quote.strip() or self.point.feeling.strip())

    def beginning(self, text: str) -> "PointMatter":
        """The same point with the first part of its quote."""
        return replace(self, point=self.point.model_copy(update={"quote": text}))

    def going_on(self, text: str) -> "PointMatter":
        """A point with the rest of the quote and nothing else."""
        return PointMatter(EmotionPoint(id=self.point.id, quote=text), rest=True)

    def _chips(self, context: LayoutContext, width: float) -> list[Chip]:
        point = self.point
        chips = []
        if point.competitor and point.competitor in context.competitors:
            chips.append(text_chip(context, point.id, context.competitors[point.competitor].name, width))
        chips += [tag_chip(context, point.id, tag, width) for tag in point.tags if tag]
        if len(context.personas) > 1:
            known = [id for id in point.personas if id in context.personas]
            chips += [persona_chip(context, point.id, id) for id in known]
        return chips

    def _outline(self, context: LayoutContext) -> tuple[MarkerShape, float, float]:
        """Shape of the face or sign, its radius, and thickness of its outline, em."""
        point = self.point
        owners = [context.personas[id] for id in point.personas if id in context.personas]
        shape = owners[0].shape if len(owners) == 1 and len(context.personas) > 1 else "circle"
        radius = _WITHIN * _FACE
        return (shape, _NO_FACE * radius, _THIN) if point.level is None else (shape, radius, LINE * radius)

    def _reach(self, context: LayoutContext) -> Bounds:
        """How far the face or sign reaches from its middle, em: radii of the same size are not."""
        shape, radius, line = self._outline(context)
        ink = context.palette.ink
        return bounds(marker("", shape, 0.0, 0.0, radius, fill=None, stroke=ink, stroke_width=line))

    def _row(self, context: LayoutContext) -> float:
        """em that the face takes in height."""
        _left, top, _right, bottom = self._reach(context)
        return max(2 * _FACE, bottom - top)

    def _top(self, context: LayoutContext) -> float:
        """mm that the face takes with the space below it."""
        return 0.0 if self.rest else (self._row(context) + _BELOW_FACE) * context.em

    def fit(self, context: LayoutContext, width: float) -> Fit:
        """Over `width` mm."""
        words = words_at(context, self.point, width)
        below = flow(self._chips(context, width), width, context.em)[1]
        height = self._top(context) + words.height + (below + 0.3 * context.em if below else 0.0)
        longest = max(
            context.engine.widest_word(self.point.quote, ITALIC),
            context.engine.widest_word(self.point.feeling, BOLD),
        )
        # The signs around a quote are not in its words.
        wide = max((longest + 0.6) * SIZE, 0.0 if self.rest else self._face_row(context))
        return Fit(height, wide * context.em <= width)

    def _face_row(self, context: LayoutContext) -> float:
        """em of the face with the figure beside it, and evidence."""
        left, _top, right, _bottom = self._reach(context)
        if self.point.level is None:
            return right - left + 1
        figure = context.engine.wrap(level_text(self.point.level, context.language), BOLD, math.inf)
        return right - left + _BESIDE + figure.width * _LEVEL + (1.0 if self.point.evidence else 0.0)

    def lines(self, context: LayoutContext, width: float) -> list[str]:
        """Its quote as broken over `width` mm, with room for the signs around it."""
        narrower = width - SIZE * context.em
        return [line.text for line in context.wrap(self.point.quote, ITALIC, narrower, SIZE).lines]

    def draw(self, context: LayoutContext, x: float, y: float, width: float) -> list[SceneItem]:
        """The items with the top left at x, y."""
        items: list[SceneItem] = []
        if not self.rest:
            items += self._draw_face(context, x, y, width)
        y += self._top(context)
        words = words_at(context, self.point, width)
        left = x + width - words.width if context.right_to_left else x
        ink = context.palette.ink
        items += draw_words(context, self.point.id, words, left, y, ink, centred=False)
        y += words.height + 0.3 * context.em
        for chip, aside, down in flow(self._chips(context, width), width, context.em)[0]:
            at = x + width - aside - chip.width if context.right_to_left else x + aside
            items += chip.draw(at, y + down)
        return items

    def _draw_face(self, context: LayoutContext, x: float, y: float, width: float) -> Sequence[SceneItem]:
        """Face and figure side by side, evidence in the far corner."""
        em, palette, point = context.em, context.palette, self.point
        mirrored = context.right_to_left
        shape, radius, line = self._outline(context)
        left, top, right, bottom = (em * reach for reach in self._reach(context))
        # Whatever its shape, the ink begins where words do, and is centred on the figure.
        wide, middle = right - left, y + self._row(context) * em / 2
        centre = x + width - right if mirrored else x - left
        level = middle - (top + bottom) / 2
        items: list[SceneItem] = []
        if point.level is None:
            items.append(
                marker(
                    point.id,
                    shape,
                    centre,
                    level,
                    radius * em,
                    fill=palette.page,
                    stroke=palette.small,
                    stroke_width=line * em,
                )
            )
        else:
            colour = palette.level(point.level)
            ground = tint(colour, 0.1)
            items += face(point.id, shape, centre, level, radius * em, point.level, colour, ground)
            block = context.engine.wrap(level_text(point.level, context.language), BOLD, math.inf)
            size = _LEVEL * em
            long, aside = block.width * size, wide + _BESIDE * em
            text_x = x + width - aside - long if mirrored else x + aside
            items.append(
                Text(point.id, text_x, middle - LINE_PITCH * size / 2, long, block, size, readable(colour))
            )
        if point.evidence:
            side = 0.5 * em
            dot_x = x if mirrored else x + width - side
            items += evidence_dot(point.id, point.evidence, dot_x, y, side, palette.secondary)
        return items


Matter = CardMatter | PointMatter


def level_text(level: float, language: str) -> str:
    """ "+3", "−2.5", "0"."""
    sign = "+" if level > 0 else ""
    return sign + number(level, language)
