"""The rows of a wall grid: labels, slots with their codes, the bands of curves."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.faces import face
from cjmdesk.layout.labels import (
    LABEL_PAD,
    QUESTION,
    SaidOfLane,
    draw_label,
    label_width,
    lane_words,
    plan_label,
    said_of,
)
from cjmdesk.layout.palette import tint
from cjmdesk.layout.scene import Align, Box, Part, Path, SceneItem, Text, Wash, moved
from cjmdesk.model.lanes import EmotionLane, Lane
from cjmdesk.posters.wall.plan import CLEAR, Column, Row
from cjmdesk.posters.wall.room import GAP, LABEL, Room
from cjmdesk.text.engine import ASCENT, BOLD, LINE_PITCH, REGULAR

_LABEL_TYPE, _LEAST_LABEL_TYPE = 9.6, 2.6
"""mm per em of what labels measure by."""

_LARGEST_CODE = 7.0
"""mm per em."""

_CODE_HEIGHT, _ON_FRAME = 0.96, 0.3
"""em that a code reaches above its baseline, and from there to the frame below it, which no J touches."""

_LEAD = 0.8
"""mm that lines of codes, though not their ink, reach above their row."""

_LETTER = 0.12
"""Of the labels' width: type of a row's letter."""

_SCALE = 0.24
"""Of the labels' width: where an emotion lane shows its scale."""

_LINE_TYPE = 0.85
"""Of the labels: type of a blueprint's lines."""

_ENDS, _OF_LABEL = 0.8, 0.6
"""Of the labels' questions: type of the words for the ends of a scale; and of the labels' width, how wide
they are at most."""

_LEVELS = range(-5, 6)


class Slot(Struct, frozen=True):
    """A place for a note, or a part of a curve's band. x, y: mm on the sheet, of the whole frame."""

    code: str
    lane: str
    step: str
    x: float
    y: float
    width: float
    height: float


def _said(context: LayoutContext, lane: Lane) -> SaidOfLane:
    """What a label says that leaves the words for the ends of its scale to the band."""
    return said_of(context, lane)._replace(high="", low="")


class RowArt:
    """Draws the rows of one grid. Lengths in mm."""

    def __init__(
        self, context: LayoutContext, room: Room, label: float, columns: Sequence[Column], rows: Sequence[Row]
    ) -> None:
        """context: at 1 mm per em. label: width of the labels."""
        self._context, self._room, self._label = context, room, label
        self._columns, self._rows = columns, rows
        self.width = min(columns[-1].left + columns[-1].width + GAP, room.inner[0])
        """Of labels and columns."""
        self.type_size = self._label_type()
        """mm per em of what labels measure by."""

    def x(self, left: float, width: float) -> float:
        """Left end on the sheet of what begins `left` mm from the reading edge."""
        _top, right, _bottom, own = self._room.margins
        return self._room.width - right - left - width if self._context.right_to_left else own + left

    def _label_type(self) -> float:
        """mm per em of the labels: as large as the longest title and the fullest label allow."""
        size = _LABEL_TYPE * max(self._label / LABEL, 0.3)
        while size > _LEAST_LABEL_TYPE:
            context = replace(self._context, em=size)
            lanes = [row.lane for row in self._rows if row.letters]
            narrowest = min((self._words_width(lane) for lane in lanes), default=self._label)
            if label_width(context, lanes, 10_000) <= narrowest and all(
                plan_label(context, _said(context, row.lane), self._words_width(row.lane), ask=True).height
                <= row.height - LINE_PITCH * self._letter_size(row) - 1
                for row in self._rows
                if row.letters
            ):
                break
            size *= 0.95
        return size

    def _words_width(self, lane: Lane) -> float:
        return self._label * (1 - _SCALE) if isinstance(lane, EmotionLane) else self._label

    def slots(self, row: Row) -> Iterator[Slot]:
        """The places of a row that have a code, in reading order."""
        if not row.letters:
            return
        y, height = row.frame
        for number, column in enumerate(self._columns, 1):
            x = self.x(column.left - CLEAR, column.width + 2 * CLEAR)
            yield Slot(
                f"{row.letters}{number}",
                row.lane.id,
                column.step,
                x,
                self._room.margins[0] + y,
                column.width + 2 * CLEAR,
                height,
            )

    def parts(self, row: Row) -> Iterator[Part]:
        """What is drawn of a row."""
        y = self._room.margins[0] + row.top
        name = row.letters or row.lane.id
        if not row.letters:
            yield self._line_part(row, y)
            return
        if row.first:
            yield self._label_part(row, y)
        else:
            letter = (self._letter(row),)
            yield Part(f"label:{name}", self.x(0.0, self._label), y, self._label, row.height, letter)
        left = self._label
        x, width = self.x(left, self.width - left), self.width - left
        items: list[SceneItem] = []
        if isinstance(row.lane, EmotionLane):
            items += self._band(row, width)
        for slot in self.slots(row):
            items += self._slot_items(row, slot, x)
        lowered = tuple(moved(item, 0.0, _LEAD) for item in items)
        yield Part(f"row:{name}", x, y - _LEAD, width, row.height + _LEAD, lowered)

    def _slot_items(self, row: Row, slot: Slot, x: float) -> Iterator[SceneItem]:
        palette = self._context.palette
        if not isinstance(row.lane, EmotionLane):
            yield Box(
                "",
                slot.x - x,
                row.strip,
                slot.width,
                slot.height,
                stroke=palette.faint,
                stroke_width=0.3,
                radius=2.0,
                dash=(2.2, 1.8),
            )
        # In the gap above the slot, to be read while the note hangs there; on its frame, and so that
        # nothing of it reaches above the gap, where a seam may lie.
        size = min(row.strip / (_CODE_HEIGHT + _ON_FRAME), _LARGEST_CODE)
        block = self._context.engine.wrap(slot.code, BOLD, float("inf"))
        y = row.strip - (_ON_FRAME + ASCENT) * size
        width = block.width * size
        at = slot.x - x + 0.6
        if self._context.right_to_left:
            at = slot.x - x + slot.width - 0.6 - width
        yield Text("", at, y, width, block, size, palette.small)

    def _band(self, row: Row, width: float) -> Iterator[SceneItem]:
        """The ground of a curve: a line for each whole level, and where one slot ends and the next
        begins."""
        palette = self._context.palette
        height = row.frame[1]
        begin = self._columns[0].left - GAP / 2
        band = self._columns[-1].left + self._columns[-1].width + GAP / 2 - begin
        left = self.x(begin, band) - self.x(self._label, width)
        yield Wash(
            row.lane.id,
            left,
            row.strip,
            band,
            height,
            ((0.0, palette.wash_good), (0.46, palette.page), (0.54, palette.page), (1.0, palette.wash_bad)),
            self._inset(height),
        )
        for level in _LEVELS:
            y = row.strip + self._level_y(level, height)
            across = (("M", left, y), ("L", left + band, y))
            if not level:
                yield Path("", across, stroke=palette.faint, stroke_width=0.4, dash=(2.0, 1.6))
                continue
            # Black lines side by side would hide the curve that is drawn on them.
            dash = (0.1, 2.0) if palette.mode == "line" else ()
            yield Path("", across, stroke=palette.hairline, stroke_width=0.2, dash=dash)
        x = self.x(self._label, width)
        for column, following in zip(self._columns, self._columns[1:], strict=False):
            middle = (column.left + column.width + following.left) / 2
            at = self.x(middle, 0.0) - x
            down = (("M", at, row.strip), ("L", at, row.strip + height))
            dash = () if column.stage != following.stage else (1.2, 2.4)
            yield Path("", down, stroke=palette.faint, stroke_width=0.2, dash=dash)

    @staticmethod
    def _inset(height: float) -> float:
        return 0.1 * height

    def _level_y(self, level: float, height: float) -> float:
        inset = self._inset(height)
        return height / 2 - level / 5 * (height / 2 - inset)

    def _label_part(self, row: Row, y: float) -> Part:
        context = replace(self._context, em=self.type_size)
        width = self._words_width(row.lane)
        colour = row.lane.colour or self._context.palette.lane(row.lane.kind)[1]
        plan = plan_label(context, _said(context, row.lane)._replace(colour=colour), width, ask=True)
        items = list(draw_label(context, plan, width, row.height))
        if isinstance(row.lane, EmotionLane):
            shift = self._label - width
            if self._context.right_to_left:
                items = [moved(item, shift, 0.0) for item in items]
            said = [item for item in items if isinstance(item, Text)]
            items += self._scale(row, 0.0 if self._context.right_to_left else width, shift)
            items += self._ends(row, row.lane, said)
        items.append(self._letter(row))
        x = self.x(0.0, self._label)
        return Part(f"lane:{row.lane.id}", x, y, self._label, row.height, tuple(items))

    def _letter_size(self, row: Row) -> float:
        return min(_LETTER * self._label, 0.25 * row.height)

    def _letter(self, row: Row) -> Text:
        """The letter of a row below its label's words, to be read from across the room."""
        block = self._context.engine.wrap(row.letters, BOLD, float("inf"))
        size = self._letter_size(row)
        width = block.width * size
        x = self._label - LABEL_PAD * self.type_size - width if self._context.right_to_left else 0.0
        x = x or LABEL_PAD * self.type_size
        y = row.height - LINE_PITCH * size - 0.5
        return Text(row.lane.id, x, y, width, block, size, self._context.palette.small)

    def _scale(self, row: Row, left: float, width: float) -> Iterator[SceneItem]:
        """+5, 0 and −5 at the beginning of a band, faces at its ends."""
        palette, height = self._context.palette, row.frame[1]
        size = min(0.75 * self.type_size, 0.26 * width, 0.08 * height)
        radius = 0.62 * size
        for level, words in ((5, "+5"), (0, "0"), (-5, "−5")):
            y = row.strip + self._level_y(level, height)
            block = self._context.engine.wrap(words, BOLD, float("inf"))
            wide = block.width * size
            at = left + width - 1.2 - wide if not self._context.right_to_left else left + 1.2
            colour = palette.level(level) if level else palette.small
            yield Text("", at, y - LINE_PITCH * size / 2, wide, block, size, colour)
            if level:
                beside = at - radius - 0.5 * size
                if self._context.right_to_left:
                    beside = at + wide + radius + 0.5 * size
                yield from face("", "circle", beside, y, radius, level, colour, tint(colour, 0.1))

    def _ends(self, row: Row, lane: EmotionLane, said: Sequence[Text]) -> Iterator[SceneItem]:
        """The lane's own words for the ends of its scale, beside the band: the high one below +5, or below
        the label's words (`said`) that it would touch, the low one above −5."""
        context, size = self._context, _ENDS * QUESTION * self.type_size
        mirrored, wide = context.right_to_left, _OF_LABEL * self._label
        x = 1.2 if mirrored else self._label - 1.2 - wide
        edge = 0.62 * 0.75 * self.type_size + 0.4 * size
        for words, level in ((lane.high, 5), (lane.low, -5)):
            block = context.engine.wrap(words.strip(), REGULAR, wide / size)
            y = row.strip + self._level_y(level, row.frame[1])
            top = y + edge if level > 0 else y - edge - block.height * size
            if level > 0:
                reach = block.width * size + 2 * size
                beside = [
                    text
                    for text in said
                    if (mirrored and min((left for _, _, left, _ in text.lines()), default=reach) < reach)
                    or (not mirrored and text.x + text.block.width * text.size > self._label - reach)
                ]
                top = max([top, *(text.y + text.height for text in beside)])
            if block.lines:
                # Lines that run to the left hug the band, too, where they end.
                at_left: Align = "right" if block.lines[0].right_to_left else "left"
                align: Align = at_left if mirrored else "hard right"
                yield Text(lane.id, x, top, wide, block, size, context.palette.small, align)

    def _line_part(self, row: Row, y: float) -> Part:
        """A line of a blueprint with its name."""
        palette, width = self._context.palette, self.width
        words = lane_words(self._context, row.lane)[0]
        size = min(row.height / LINE_PITCH, _LINE_TYPE * self.type_size)
        pad = LABEL_PAD * self.type_size
        block = self._context.engine.wrap(words, BOLD, (width - pad - 4) / size)
        wide = block.width * size
        x = self.x(0.0, width)
        mirrored = self._context.right_to_left
        text_left = width - wide - pad if mirrored else pad
        line_y = row.height / 2
        ends = (0.0, text_left - 3) if mirrored else (text_left + wide + 3, width)
        line = Path(
            row.lane.id,
            (("M", ends[0], line_y), ("L", ends[1], line_y)),
            stroke=palette.secondary,
            stroke_width=0.5,
            dash=(3.0, 2.0),
        )
        name = Text(
            row.lane.id, text_left, line_y - LINE_PITCH * size / 2, wide, block, size, palette.secondary
        )
        return Part(f"lane:{row.lane.id}", x, y, width, row.height, (name, line))

    def lines(self) -> Part:
        """Hairlines between lanes; rows of one lane are not parted."""
        room, width = self._room, self.width
        last = self._rows[-1]
        tops = [row.top for row in self._rows[1:] if row.first and row.letters]
        top = room.margins[0] + self._rows[0].top
        height = last.top + last.height - self._rows[0].top
        items = []
        for y in (*tops, last.top + last.height):
            at = y - self._rows[0].top
            items.append(
                Path(
                    "",
                    (("M", 0.0, at), ("L", width, at)),
                    stroke=self._context.palette.hairline,
                    stroke_width=0.3,
                )
            )
        return Part("lines", self.x(0.0, width), top, width, height, tuple(items))
