"""Title cards of stages and lanes in big type, to be cut out and hung on the wall."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from cjmdesk.i18n import _
from cjmdesk.layout.balance import balanced
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.headers import stage_colour
from cjmdesk.layout.icons import icon
from cjmdesk.layout.inks import letters_on
from cjmdesk.layout.labels import lane_words
from cjmdesk.layout.pages import Rect
from cjmdesk.layout.scene import CardBox, Part, Path, SceneItem, Text
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, sheets_for
from cjmdesk.posters.sheets.cutting import cut_lines, logo_items
from cjmdesk.posters.sheets.matter import colours_of
from cjmdesk.posters.sheets.places import best_places, in_order
from cjmdesk.posters.sheets.words import largest
from cjmdesk.posters.shown import ChoiceError
from cjmdesk.text.engine import BOLD, REGULAR, TextBlock, TextStyle

_WIDE, _HIGH = 184.0, 84.0
"""mm of a stage's card: three on A4 and Letter, whatever the printer's margins; a lane's is half as
wide."""

_PAD = 5.0
_MOST_TITLE, _LEAST_TITLE = 60 / POINTS_PER_MM, 14 / POINTS_PER_MM
_MOST_LANE = 36 / POINTS_PER_MM
_MOST_BODY, _LEAST_BODY = 30 / POINTS_PER_MM, 8 / POINTS_PER_MM
_ALIKE = 0.6
"""Of the largest title's type: titles are set alike, but one long one does not make all small."""

_BAR = 0.58
"""Of a stage's card: its coloured arrow, where a description follows below."""

_LOGO = 9.0
"""mm: a logo is at most so high."""

_LOGO_WIDE, _CLEAR_OF_LOGO = 0.4, 2.0
"""Of a stage's card: a logo is at most so wide, since the description stands beside it; and mm between
it and the arrow."""

_ICON = 0.24
_LEAST_QUESTION = 5 / POINTS_PER_MM


def print_titles(job: PrintJob) -> Printed:
    """Pages with a card for each stage, then for each lane.

    Raises PaperError for paper that cannot be used, for ids that name neither, and for a map
    without either.
    """
    ways, context = sheets_for(job), context_for(job)
    stages, lanes = _chosen(job.map, job.choices)
    if not stages and not lanes:
        raise ChoiceError(_("The map has neither stages nor lanes; there is no title to print."))
    shrink = min(1.0, *(way.inner_width / _WIDE for way in ways[:1]), ways[0].inner_height / _HIGH)
    wide, high = _WIDE * shrink, _HIGH * shrink
    groups: list[_Group] = []
    found: list[float] = []
    if stages:
        cards = [_StageCard(job, context, stage, number, wide, high) for number, stage in stages]
        size = _alike([card.title for card in cards])
        body = _alike([card.body(size) for card in cards])
        found.append(size)
        groups.append(((wide, high), [partial(card.draw, size, body) for card in cards]))
    if lanes:
        labels = [_LaneCard(job, context, lane, wide / 2, high) for lane in lanes]
        size = _alike([card.title for card in labels])
        body = _alike([card.body(size) for card in labels])
        found.append(size)
        groups.append(((wide / 2, high), [partial(card.draw, size, body) for card in labels]))
    return printed(job, list(_leaves(job, context, _pages(context, ways, groups))), min(found))


def _chosen(journey_map: JourneyMap, choices: PrintChoices) -> tuple[list[tuple[int, Stage]], list[Lane]]:
    """The stages with their numbers, and the lanes, that are asked for."""
    wanted = set(choices.items)
    stages, lanes = list(enumerate(journey_map.stages)), list(journey_map.lanes)
    if wanted:
        lost = wanted - {stage.id for _number, stage in stages} - {lane.id for lane in lanes}
        if lost:
            text = _("There is no stage or lane “{id}” on the map “{title}”.")
            raise ChoiceError(text.format(id=min(lost), title=journey_map.title or journey_map.id))
        return [one for one in stages if one[1].id in wanted], [lane for lane in lanes if lane.id in wanted]
    return stages, [lane for lane in lanes if not lane.hidden]


def _alike(largest_sizes: Sequence[float]) -> float:
    """One type size for titles of which each could be set so large."""
    return max(min(largest_sizes), _ALIKE * max(largest_sizes))


Draw = Callable[[float, float], Part]
"""Draws a card with its top left at x, y."""


_Group = tuple[tuple[float, float], list[Draw]]
"""Cards of one size: width and height, mm."""

_Page = tuple[Sheet, list[tuple[Draw, Rect]]]
"""A sheet with its cards and where they lie."""


def _pages(context: LayoutContext, ways: Sequence[Sheet], groups: Sequence[_Group]) -> list[_Page]:
    """The cards on as few sheets as they take; those of a group begin where the one before left room."""
    pages: list[_Page] = []
    for size, cards in groups:
        places = best_places(ways, *size, 0.0, 0.0)
        boxes = in_order(places, mirrored=context.right_to_left)
        left = list(cards)
        if pages and pages[-1][0] == places.sheet:
            taken = [box for _draw, box in pages[-1][1]]
            free = [box for box in boxes if not any(_meet(box, other) for other in taken)]
            pages[-1][1].extend(zip(left, free, strict=False))
            left = left[len(free) :]
        for first in range(0, len(left), len(boxes)):
            pages.append((places.sheet, list(zip(left[first:], boxes, strict=False))))
    return pages


def _meet(one: Rect, other: Rect) -> bool:
    """Whether two boxes share more than an edge."""
    return all(
        one[n] + 0.01 < other[n] + other[n + 2] and other[n] + 0.01 < one[n] + one[n + 2] for n in (0, 1)
    )


def _leaves(job: PrintJob, context: LayoutContext, pages: Sequence[_Page]) -> Iterator[Leaf]:
    for number, (sheet, placed) in enumerate(pages, 1):
        parts = [draw(x, y) for draw, (x, y, _w, _h) in placed]
        lines = cut_lines([box for _draw, box in placed])
        if lines is not None:
            parts.append(Part("cuts", 0, 0, sheet.width, sheet.height, (lines,)))
        yield Leaf("titles", str(number), scene_of(job, context, sheet, parts))


class _StageCard:
    """title: the largest type of its title, mm."""

    def __init__(
        self, job: PrintJob, context: LayoutContext, stage: Stage, number: int, wide: float, high: float
    ) -> None:
        self._context, self._stage = context, stage
        self._wide, self._high = wide, high
        self._colour = stage_colour(context.palette, stage, number, job.map.poster.stage_colours)
        self._says = stage.description.strip()
        logo_wide = _LOGO_WIDE * wide
        logo_x = _PAD if context.right_to_left else wide - _PAD - logo_wide
        self._logo = logo_items(context, job.map, (logo_x, high - _PAD - _LOGO, logo_wide, _LOGO))
        inside = high - 2 * _PAD
        self._bar = inside * (_BAR if self._says else 0.8)
        if self._logo and not self._says:
            self._bar = min(self._bar, inside - _LOGO - _CLEAR_OF_LOGO)
        self._notch = 0.28 * self._bar
        self._room = wide - 2 * _PAD - 2 * self._notch - 6
        self._name = stage.title.strip() or "–"
        beside = self._logo[0].width + 5 if self._logo else 0.0
        x = _PAD + 2 + (beside if context.right_to_left else 0.0)
        y = _PAD + self._bar + 3
        self._below = (x, y, wide - 2 * _PAD - beside - 4, high - _PAD - y)
        self.title = largest(
            context.engine, self._name, BOLD, self._room, self._bar - 6, _MOST_TITLE, _LEAST_TITLE
        )

    def body(self, title: float) -> float:
        """The largest type of its description, mm, under a title in type of `title` mm."""
        most = min(_MOST_BODY, 0.75 * title)
        room = self._below[2:]
        return largest(self._context.engine, self._says, REGULAR, *room, most, _LEAST_BODY)

    def draw(self, title: float, body: float, x: float, y: float) -> Part:
        """The card with its top left at x, y. title, body: the type of all cards, mm; larger than
        there is room for it is never set."""
        context, item = self._context, self._stage.id
        # A wide logo reaches below the arrow, which stands in the middle of the room above it.
        logo = _LOGO + _CLEAR_OF_LOGO if self._logo else 0.0
        top = _PAD if self._says else max((self._high - logo - self._bar) / 2, _PAD)
        ink, wide = letters_on(context.palette, self._colour), self._wide - 2 * _PAD
        items: list[SceneItem] = [
            _chevron(context, item, (_PAD, top, wide, self._bar), self._notch, self._colour)
        ]
        size = min(title, self.title)
        box = (_PAD + self._notch + 3, top, self._room, self._bar)
        items += _middle(context, item, self._name, BOLD, size, box, ink)
        size = min(body, self.body(title))
        # From one height on all cards: they hang side by side.
        x_below, y_below, room, _high = self._below
        block = balanced(context, context.engine.wrap(self._says, REGULAR, room / size))
        if block.lines:
            second = context.palette.secondary
            items.append(Text(item, x_below, y_below, room, block, size, second, context.align))
        return Part(f"stage:{item}", x, y, self._wide, self._high, (*items, *self._logo))


class _LaneCard:
    """title: the largest type of its title, mm."""

    def __init__(self, job: PrintJob, context: LayoutContext, lane: Lane, wide: float, high: float) -> None:
        self._context, self._lane = context, lane
        self._wide, self._high = wide, high
        self._name, self._question, self._icon = lane_words(context, lane)
        self._side, self._left = _ICON * high, _PAD + 8
        self._room = wide - self._left - _PAD - 4
        self._top = _PAD + 4 + self._side + 3
        self._tall = high - _PAD - 1 - self._top
        beside_icon = self._at + (0.0 if context.right_to_left else self._side + 4)
        logo = (beside_icon, _PAD + 4, self._room - self._side - 4, _LOGO)
        self._logo = logo_items(context, job.map, logo)
        share = 0.58 if self._question else 1.0
        self.title = largest(
            context.engine, self._name, BOLD, self._room, share * self._tall, _MOST_LANE, _LEAST_TITLE
        )

    @property
    def _at(self) -> float:
        """x of its words."""
        return _PAD + 4 if self._context.right_to_left else self._left

    def _titled(self, title: float) -> tuple[TextBlock, float]:
        """The title broken, and its type."""
        size = min(title, self.title)
        block = self._context.engine.wrap(self._name, BOLD, self._room / size)
        return balanced(self._context, block), size

    def body(self, title: float) -> float:
        """The largest type of its question, mm, under a title in type of `title` mm."""
        block, size = self._titled(title)
        left_over = max(self._tall - block.height * size - 2, 1.0)
        most = min(_MOST_BODY, 0.7 * size)
        engine = self._context.engine
        return largest(engine, self._question, REGULAR, self._room, left_over, most, _LEAST_QUESTION)

    def draw(self, title: float, body: float, x: float, y: float) -> Part:
        """See _StageCard.draw."""
        context, item = self._context, self._lane.id
        ground, strong = colours_of(context, self._lane)
        mirrored, inset, outline = context.right_to_left, 3.0, context.palette.outline
        wide, high = self._wide - 2 * inset, self._high - 2 * inset
        icon_x = self._wide - self._left - self._side if mirrored else self._left
        items: list[SceneItem] = [
            CardBox(item, inset, inset, wide, high, ground, strong, 3.2, 2.5, mirrored, outline, 0.3),
            *icon(self._icon, icon_x, _PAD + 4, self._side, strong, item),
        ]
        block, size = self._titled(title)
        ink, second, align = context.palette.ink, context.palette.secondary, context.align
        items.append(Text(item, self._at, self._top, self._room, block, size, ink, align))
        under = self._top + block.height * size + 2
        size = min(body, self.body(title))
        asked = balanced(context, context.engine.wrap(self._question, REGULAR, self._room / size))
        if asked.lines:
            items.append(Text(item, self._at, under, self._room, asked, size, second, align))
        return Part(f"lane:{item}", x, y, self._wide, self._high, (*items, *self._logo))


def _middle(
    context: LayoutContext,
    item: str,
    text: str,
    style: TextStyle,
    size: float,
    box: Rect,
    colour: str,
) -> Iterator[SceneItem]:
    """`text` half way down a box."""
    block = balanced(context, context.engine.wrap(text, style, box[2] / size))
    if block.lines:
        y = box[1] + (box[3] - block.height * size) / 2
        yield Text(item, box[0], y, box[2], block, size, colour, context.align)


def _chevron(context: LayoutContext, item: str, box: Rect, notch: float, colour: str) -> Path:
    """The arrow of a stage's header in a box."""
    x, y, wide, high = box
    corners = (
        (0.0, 0.0),
        (wide - notch, 0.0),
        (wide, high / 2),
        (wide - notch, high),
        (0.0, high),
        (notch, high / 2),
    )
    places = [(x + (wide - a if context.right_to_left else a), y + b) for a, b in corners]
    commands = (("M", *places[0]), *(("L", *place) for place in places[1:]), ("Z",))
    outline = context.palette.outline
    return Path(item, commands, fill=colour, stroke=outline, stroke_width=0.5 if outline else 0.0)
