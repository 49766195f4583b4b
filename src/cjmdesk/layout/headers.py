"""Stage headers above the columns."""

from collections.abc import Sequence

from msgspec import Struct

from cjmdesk.i18n import N_, NO_BREAK
from cjmdesk.layout.balance import BETWEEN_FACTS, balanced, without_end_dots
from cjmdesk.layout.cards import OUTLINE
from cjmdesk.layout.chips import Speech
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.inks import letters_on
from cjmdesk.layout.inks import own as chosen_colour
from cjmdesk.layout.labels import QUESTION
from cjmdesk.layout.numbers import number, share
from cjmdesk.layout.palette import Palette
from cjmdesk.layout.scene import Box, Path, PathCommand, SceneItem, Text
from cjmdesk.model.stages import Stage
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextBlock, room_for_words
from cjmdesk.text.prepare import filled, runs_leftwards

STAGE_TITLE, LEAST_STAGE_TITLE = 1.3, 1.12
"""em: of stage titles, and what they may shrink to before long words in them bound all type."""

_SMALLEST_TITLE = 0.85
"""em: of stage titles, where a word would else be broken."""

DESCRIPTION = 0.95
STEP_TITLE = 0.92
_OFF_GRID = 0.5
"""em for the lines above steps of which none has a title: closer they would be rules of the grid."""

_BELOW_ARROW = 0.3
"""em between the arrow of a stage without words and the lines above its steps."""

_BELOW_RULE = 0.3
"""em between the top of a line above a step and its title: titles begin together, however many lines they
take."""

_NOTCH = 0.85
"""Depth of a header's arrow point, em."""

_SIZES = 4
"""Sizes of stage titles that are tried above the least."""

_HEADER_PAD = 0.55


class StagePlan(Struct, frozen=True):
    """A stage's header measured. All heights in mm; bar: of the coloured arrow.

    sizes: em of title, description, figures and step titles. piece: left and width, mm, of what of the
    header its words stand on.
    """

    stage: Stage
    number: int
    width: float
    title: TextBlock
    sizes: tuple[float, float, float, float]
    description: TextBlock
    figures: TextBlock
    steps: tuple[tuple[TextBlock, float], ...]
    bar: float
    piece: tuple[float, float]

    @property
    def below(self) -> float:
        """em of the words below the arrow, without the row of step titles."""
        return self.description.height * self.sizes[1] + self.figures.height * self.sizes[2]

    @property
    def step_row(self) -> float:
        """em of the row of step titles; 0 where no step has one."""
        return max((block.height * self.sizes[3] for block, _ in self.steps), default=0.0)


def stage_colour(palette: Palette, stage: Stage, number: int, own: Sequence[str]) -> str:
    """The colour of stage number `number` from 0: its own, else the map's, else the palette's. own:
    the map's colours for its stages, used in turn; none for the palette's."""
    chosen = stage.colour or (own[number % len(own)] if own else "")
    return chosen_colour(palette, chosen, ground=True) if chosen else palette.stage(number)


def stage_figures(context: Speech, stage: Stage) -> str:
    """ "120 entered · 30 left (25%) · left because: no prices", as far as it is known."""
    return _together(*_figures(context, stage))


def _together(counts: str, why: str) -> str:
    # A reason that is read from the right is a paragraph of its own.
    return ("\n" if runs_leftwards(why) else BETWEEN_FACTS).join(part for part in (counts, why) if part)


def _figures(context: Speech, stage: Stage) -> tuple[str, str]:
    """ "120 entered · 30 left (25%)" and "left because: no prices", as far as they are known."""
    counts = []
    if stage.entered is not None:
        form = context.words.ngettext("{count} entered", "{count} entered", stage.entered)
        counts.append(form.format(count=number(stage.entered, context.language)))
    if stage.left is not None:
        form = context.words.ngettext("{count} left", "{count} left", stage.left)
        text = form.format(count=number(stage.left, context.language))
        if stage.entered:
            text += f" ({share(stage.left / stage.entered, context.language)})"
        counts.append(text)
    why = ""
    if stage.reason_left:
        why = filled(context.say(N_("left because: {reason}")), reason=stage.reason_left)
    return BETWEEN_FACTS.join(counts), why


def _figures_block(context: LayoutContext, stage: Stage, width: float) -> TextBlock:
    """The stage's figures over `width` mm: the reason on a line of its own; no break inside a count or
    "left because:", which is worth a line more, and no dot at a line's end."""
    counts, why = _figures(context, stage)
    said = context.say(N_("left because: {reason}")).partition("{reason}")[0].strip() if why else ""
    small = context.sized(QUESTION)

    def wrap(words: str) -> TextBlock:
        return context.wrap(words, REGULAR, width, small)

    between = "\n" if counts and why else ""
    plain = wrap(counts + between + why)
    if len(plain.lines) < 2 + len(between):
        return plain
    each = [*counts.split(BETWEEN_FACTS), said]
    whole = BETWEEN_FACTS.join(count.replace(" ", NO_BREAK) for count in counts.split(BETWEEN_FACTS))
    shares = counts.replace(" (", f"{NO_BREAK}(")
    reasons = dict.fromkeys((why.replace(said, said.replace(" ", NO_BREAK), 1), why))
    forms = [
        wrap(form + between + reason)
        for reason in reasons
        for form in dict.fromkeys((whole, shares, counts.replace(BETWEEN_FACTS, "\n"), counts))
    ]
    torn, fits = _torn(plain, each), _words_fit(context, plain)
    good = [
        block
        for block in forms
        if len(block.lines) <= len(plain.lines) + (_torn(block, each) < torn)
        and (not fits or _words_fit(context, block))
    ]

    def judged(block: TextBlock) -> tuple[int, int, bool]:
        torn = _torn(block, each)
        # Where counts are wider than the stage each begins its own line.
        return (torn, len(block.lines), torn > 0 and BETWEEN_FACTS in block.text)

    best = min((*good, plain), key=judged)
    return without_end_dots(context.engine, best)


def _torn(block: TextBlock, counts: Sequence[str]) -> int:
    """2 if a line begins with a share, 1 if another break is inside one of `counts` or behind the last of
    them, which leads on to the reason; else 0."""
    lines = [line.text.replace(NO_BREAK, " ") for line in block.lines]
    if any(line.lstrip().startswith("(") for line in lines):
        return 2
    # "left because:" at the end of a line is torn from its reason.
    if counts[-1] and any(
        line.rstrip().endswith(counts[-1]) and line.strip() != counts[-1] for line in lines[:-1]
    ):
        return 1
    return int(not all(any(count.replace(NO_BREAK, " ") in line for line in lines) for count in counts))


def _words_fit(context: LayoutContext, block: TextBlock) -> bool:
    """Whether no word of a text had to be broken."""
    return context.engine.widest_word(block.text, block.style) <= block.wrap_width


def stage_title_size(context: LayoutContext, stages: Sequence[tuple[Stage, float]]) -> float:
    """em of all stage titles alike, so that words stay whole over the stages' widths in mm, and no
    title takes one more line than it would in slightly smaller letters."""
    insides = [(stage.title, width / context.em - 2 * _NOTCH - 0.5) for stage, width in stages]
    words = [(inside, room_for_words(context.engine, title, BOLD)) for title, inside in insides]
    longest = [inside / word for inside, word in words if word]
    least = min(max(min(longest, default=STAGE_TITLE), _SMALLEST_TITLE), LEAST_STAGE_TITLE)
    largest = max(min(STAGE_TITLE, *longest), least) if longest else STAGE_TITLE

    def lines(size: float) -> int:
        return sum(len(context.engine.wrap(t, BOLD, max(w, 1.2) / size).lines) for t, w in insides)

    fewest = lines(least)
    sizes = (largest - step * (largest - least) / _SIZES for step in range(_SIZES))
    return next((size for size in sizes if lines(size) <= fewest), least)


def header_words_width(context: LayoutContext, stage: Stage) -> float:
    """em that a stage's header must be wide so that no word of its title is broken."""
    word = context.engine.widest_word(stage.title, BOLD)
    return word * LEAST_STAGE_TITLE + 2 * _NOTCH + 0.5


def plan_stage(
    context: LayoutContext,
    stage: Stage,
    index: int,
    step_widths: Sequence[float],
    size: float,
    piece: tuple[float, float] | None = None,
) -> StagePlan:
    """Measure the header of stage number `index` over its steps' widths in mm. size: of its title,
    em. piece: see StagePlan; None for all of it."""
    em, width = context.em, sum(step_widths)
    piece = piece or (0.0, width)
    inside = max(piece[1] - (2 * _NOTCH + 0.5) * em, 1.2 * em)
    words = max(piece[1] - 1.3 * em, 1.2 * em)
    title = context.wrap(stage.title, BOLD, inside, size)
    lines = max(len(title.lines), 1)
    sizes = (size, context.sized(DESCRIPTION), context.sized(QUESTION), context.sized(STEP_TITLE))
    steps: tuple[tuple[TextBlock, float], ...] = ()
    if len(stage.steps) > 1 or any(step.title for step in stage.steps):
        steps = tuple(
            (context.wrap(step.title, BOLD, max(wide - 1.1 * em, 1.2 * em), sizes[3]), wide)
            for step, wide in zip(stage.steps, step_widths, strict=True)
        )
    return StagePlan(
        stage,
        index,
        width,
        title,
        sizes,
        context.wrap(stage.description, REGULAR, words, sizes[1]),
        _figures_block(context, stage, words),
        steps,
        (lines * LINE_PITCH * size + 2 * _HEADER_PAD) * em,
        piece,
    )


def header_height(context: LayoutContext, plans: Sequence[StagePlan]) -> float:
    """Of the whole header row, mm."""
    if not plans:
        return 0.0
    words = max(plan.below for plan in plans)
    steps = max(plan.step_row for plan in plans)
    height = max(plan.bar for plan in plans)
    if words:
        height += (words + 0.55) * context.em
    elif any(plan.steps for plan in plans):
        height += _BELOW_ARROW * context.em
    if steps:
        height += (steps + 0.6) * context.em
    elif any(plan.steps for plan in plans):
        height += _OFF_GRID * context.em
    return height + 0.25 * context.em


def draw_stage(
    context: LayoutContext, plan: StagePlan, plans: Sequence[StagePlan], colour: str
) -> tuple[SceneItem, ...]:
    """The header in its own coordinates; `plans` are all of the row, for common heights."""
    em = context.em
    bar = max(other.bar for other in plans)
    id = plan.stage.id
    outline = context.palette.outline
    items: list[SceneItem] = [
        Path(
            id,
            _arrow(plan.width, bar, em, context.right_to_left),
            fill=colour,
            stroke=outline,
            stroke_width=OUTLINE * em if outline else 0.0,
        )
    ]
    begin, room = plan.piece
    inside = room - (2 * _NOTCH + 0.5) * em
    left = begin + (_NOTCH + 0.35) * em
    size = plan.sizes[0] * em
    top = (bar - plan.title.height * size) / 2
    if plan.title.lines:
        text_left = plan.width - left - inside if context.right_to_left else left
        items.append(
            Text(
                id,
                text_left,
                top,
                inside,
                balanced(context, plan.title),
                size,
                letters_on(context.palette, colour),
                context.align,
            )
        )
    y = bar + 0.3 * em
    said = (plan.width - begin - room if context.right_to_left else begin) + 0.65 * em
    for block, scale, colour_of in (
        (plan.description, plan.sizes[1], context.palette.secondary),
        (plan.figures, plan.sizes[2], context.palette.small),
    ):
        if block.lines:
            items.append(
                Text(
                    id,
                    said,
                    y,
                    room - 1.3 * em,
                    balanced(context, block),
                    scale * em,
                    colour_of,
                    context.align,
                )
            )
            y += block.height * scale * em
    if plan.steps:
        items += _draw_steps(context, plan, plans, bar, colour)
    return tuple(items)


def _draw_steps(
    context: LayoutContext, plan: StagePlan, plans: Sequence[StagePlan], bar: float, colour: str
) -> list[SceneItem]:
    em = context.em
    words = max(other.below for other in plans)
    top = bar + ((words + 0.55) if words else _BELOW_ARROW) * em + 0.1 * em
    items: list[SceneItem] = []
    line = context.palette.outline or colour
    x = plan.width if context.right_to_left else 0.0
    for step, (block, width) in zip(plan.stage.steps, plan.steps, strict=True):
        x -= width if context.right_to_left else 0.0
        items.append(
            Box(step.id, x + 0.3 * em, top, width - 0.6 * em, 0.12 * em, fill=line, radius=0.06 * em)
        )
        if block.lines:
            items.append(
                Text(
                    step.id,
                    x + 0.55 * em,
                    top + _BELOW_RULE * em,
                    width - 1.1 * em,
                    balanced(context, block),
                    plan.sizes[3] * em,
                    context.palette.secondary,
                    context.align,
                )
            )
        x += 0.0 if context.right_to_left else width
    return items


def _arrow(width: float, height: float, em: float, mirrored: bool) -> tuple[PathCommand, ...]:
    """The header's arrow: notched behind, pointed ahead, a hair short of its neighbours."""
    gap, notch = 0.12 * em, min(_NOTCH * em, width * 0.2)
    corners = (
        (gap, 0.0),
        (width - notch + gap * 0.5, 0.0),
        (width + gap * 0.5, height / 2),
        (width - notch + gap * 0.5, height),
        (gap, height),
        (gap + notch, height / 2),
    )
    places = [(width - x, y) if mirrored else (x, y) for x, y in corners]
    return (("M", *places[0]), *(("L", *place) for place in places[1:]), ("Z",))
