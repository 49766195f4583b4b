"""Lane labels at the reading edge."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct

from cjmdesk.layout import titles
from cjmdesk.layout.balance import balanced
from cjmdesk.layout.cards import PAD_Y
from cjmdesk.layout.cells import PAD
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.icons import icon, known
from cjmdesk.layout.inks import own as chosen_colour
from cjmdesk.layout.scene import SceneItem, Text
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextBlock, room_for_words

LABEL_TITLE, QUESTION = 1.04, 0.8
"""em: of a lane's title, and of the question below it and other small words."""

ICON = 1.25
"""em: side of a lane's icon."""

LABEL_PAD, _LABEL_TOP = 0.7, 0.72
"""em between the words of a label and its edges, and above its title."""

LABEL_FOOT = 0.6
"""em below the words for the lower end of a lane's scale."""


class SaidOfLane(NamedTuple):
    """All that a lane's label says and shows. colour: its own, None for none; high, low: words for the
    ends of its scale."""

    id: str
    title: str
    question: str
    icon: str
    colour: str | None
    high: str
    low: str


class LabelPlan(Struct, frozen=True):
    """A lane's label measured. height: mm, with its padding."""

    said: SaidOfLane
    title: TextBlock
    question: TextBlock
    high: TextBlock
    low: TextBlock
    height: float


def said_of(context: LayoutContext, lane: Lane) -> SaidOfLane:
    """What the label of `lane` says in the map's language."""
    ends = (lane.high, lane.low) if isinstance(lane, EmotionLane) else ("", "")
    return SaidOfLane(lane.id, *lane_words(context, lane), lane.colour, *ends)


def lane_title(lane: Lane, say: Callable[[str], str]) -> str:
    """Its own, else its kind's. say: translates into the map's language."""
    return lane.title or say(titles.usual_lane_title(lane))


def lane_words(context: LayoutContext, lane: Lane) -> tuple[str, str, str]:
    """Title, question and icon of a lane: its own, else its kind's in the map's language."""
    words = titles.words_of_lane(lane)
    return (
        lane_title(lane, context.say),
        lane.question or context.say(words.question),
        lane.icon if known(lane.icon) else words.icon,
    )


def plan_label(context: LayoutContext, said: SaidOfLane, width: float, *, ask: bool) -> LabelPlan:
    """Measure a lane's label for a column of `width` mm.

    ask: whether to print the lane's question, which helps while the lane is still empty.
    """
    em = context.em
    inside = max(width - (2 * LABEL_PAD + ICON + 0.5) * em, 2.0 * em)
    small, share = max(width - 2 * LABEL_PAD * em, 2.0 * em), context.sized(QUESTION)
    block = context.wrap(said.title, BOLD, inside, LABEL_TITLE)
    asked = context.wrap(said.question if ask else "", REGULAR, small, share)
    ends = [context.wrap(text, REGULAR, small, share) for text in (said.high, said.low)]
    height = block.height * LABEL_TITLE + 2 * _label_top(context)
    extra = (asked.height + sum(end.height for end in ends)) * share
    return LabelPlan(said, block, asked, ends[0], ends[1], (height + extra + (0.3 if extra else 0)) * em)


_BESIDE_TITLE = 2 * LABEL_PAD + ICON + 0.62
"""em that a label is wider than its title."""


def label_of_whole_words(context: LayoutContext, lanes: Sequence[Lane]) -> float:
    """mm of the narrowest label column in which no word of a title is broken."""
    named = [lane_words(context, lane)[0] for lane in lanes if not isinstance(lane, LineLane)]
    longest = max((room_for_words(context.engine, title, BOLD) for title in named), default=0.0)
    return (longest * LABEL_TITLE + _BESIDE_TITLE) * context.em


def label_width(context: LayoutContext, lanes: Sequence[Lane], limit: float) -> float:
    """Width of the label column in mm: what the titles need, between 6.5 em and `limit` mm."""
    em = context.em
    needed = 4.5 * em
    for lane in lanes:
        if isinstance(lane, LineLane):
            continue
        title = lane_words(context, lane)[0]
        natural = context.engine.wrap(title, BOLD, float("inf")).width
        longest = context.engine.widest_word(title, BOLD)
        # A long title may take two or three lines, but a word is broken only where it must be.
        # Scripts without blanks break anywhere: a few more em keep a word like タッチポイント whole.
        room = 6.6 if " " in title else 8.2
        needed = max(needed, max(min(natural, room), longest) * LABEL_TITLE * em)
    return max(min(needed + _BESIDE_TITLE * em, limit), min(6.5 * em, limit))


def natural_label_width(context: LayoutContext, journey_map: JourneyMap, width: float) -> float:
    """Width of the label column of a grid `width` mm wide, at most a quarter of it."""
    lanes = [lane for lane in journey_map.lanes if not lane.hidden]
    return label_width(context, lanes, 0.25 * width)


def _label_top(context: LayoutContext) -> float:
    """em above a lane's title, so that it stands beside the first line of its first card."""
    return _LABEL_TOP + (PAD + PAD_Y) * (context.air - 1)


def draw_label(
    context: LayoutContext, plan: LabelPlan, width: float, height: float, band: float | None = None
) -> tuple[SceneItem, ...]:
    """The label in its own coordinates, filling the lane's height; the grid draws its ground.

    band: mm of a scale, whose low end has its words at its own foot; None for the lane's.
    """
    em, palette = context.em, context.palette
    said = plan.said
    strong = chosen_colour(palette, said.colour) if said.colour else palette.secondary
    mirrored = context.right_to_left
    pad, side = LABEL_PAD * em, ICON * em
    top = _label_top(context) * em
    size = LABEL_TITLE * em
    icon_x = width - pad - side if mirrored else pad
    inside = max(width - 2 * pad - side - 0.5 * em, 2.0 * em)
    text_x = width - pad - side - 0.5 * em - inside if mirrored else pad + side + 0.5 * em
    items: list[SceneItem] = [
        *icon(said.icon, icon_x, top + (LINE_PITCH * size - side) / 2, side, strong, said.id),
        Text(said.id, text_x, top, inside, balanced(context, plan.title), size, palette.ink, context.align),
    ]
    y = top + plan.title.height * size + 0.15 * em
    small, little = max(width - 2 * pad, 2.0 * em), context.sized(QUESTION) * em
    for block in (plan.question, plan.high):
        if block.lines:
            items.append(
                Text(
                    said.id,
                    pad,
                    y,
                    small,
                    balanced(context, block),
                    little,
                    palette.small,
                    context.align,
                )
            )
            y += block.height * little
    if plan.low.lines:
        own = LABEL_FOOT * em + plan.low.height * little
        low_y = height - own
        if band is not None and band - own >= y:
            low_y = band - own
        items.append(Text(said.id, pad, low_y, small, plan.low, little, palette.small, context.align))
    return tuple(items)
