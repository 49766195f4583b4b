"""The matrix of impact and effort: solutions where they were put, on one sheet of any size.

Columns and rows are as wide and high as what stands in them needs, so that notes on one place stand
below and beside each other and are all read.
"""

import datetime
import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.judging import LEVELS, MIDDLE, QUARTERS, Matrix, fullest, matrix_of, quarters_at
from cjmdesk.analysis.rankings import RankedSolution
from cjmdesk.i18n import N_, _, current_language
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.matrix import raised, shares, widened
from cjmdesk.layout.numbers import number
from cjmdesk.layout.scene import Align, Box, Part, Path, PathCommand, SceneItem, Text
from cjmdesk.layout.tags import Tag
from cjmdesk.layout.titles import QUARTERS as QUARTER_WORDS
from cjmdesk.posters.check import POINTS_PER_MM, PosterWarning
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, set_in, sheets_for
from cjmdesk.posters.sheets.headfoot import foot, foot_height, head
from cjmdesk.posters.sheets.stack import GAP, draw_stack, stack_height, whole_words, words_of
from cjmdesk.posters.sheets.words import Column, one_line, sizes
from cjmdesk.posters.shown import ChoiceError
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR

_MOST, _LEAST, _TINY = 15.0 / POINTS_PER_MM, 7.0 / POINTS_PER_MM, 2.0 / POINTS_PER_MM
"""mm: type of the notes on A4, 15 pt where there are few; less than 7 pt is said, less than 2 never."""

_MOST_HEAD = 13.0 / POINTS_PER_MM
"""mm: type that head, foot and axes go by on A4, at most."""

_WIDE = 1.15
"""By how much larger type has to be upright, for paper that may lie either way."""

_AXIS = 1.9
"""em beside and below the field, for levels and the words of an axis."""

_BAND = 1.9
"""em at its upper and lower edge, for the names of the quarters."""

_BESIDE_NAME = 0.6
"""em between the name of a quarter and its edges."""

_ABOVE = 0.3
"""em between the words of the axes and the field below them."""

_ANY_DAY = datetime.date.min
"""Nothing on the sheet depends on the day."""

_LEAST_ROW = 0.1
"""Of the field's height: a row without notes, so that quarters are seen as such."""


def print_matrix(job: PrintJob) -> Printed:
    """The matrix on one sheet. Raises PaperError for paper that cannot be used, and where the map has
    no solution."""
    matrix = matrix_of(Journey(job.project, job.map, job.choices.date or _ANY_DAY))
    if not matrix.placed and not matrix.waiting:
        raise ChoiceError(_("The map has no solutions, so there is nothing to weigh."))
    ways = [_Field(job, context_for(job), sheet, matrix) for sheet in sheets_for(job)]
    # People draw it wide; upright only where that is read better.
    best = max(ways, key=lambda one: one.em * (_WIDE if one.lies else 1.0))
    return printed(job, [best.leaf()], best.em, tuple(best.warnings()), again=print_matrix)


class _Grid(Struct, frozen=True):
    """Where columns and rows lie, mm from the field's top left: left and width of each effort from 1,
    top and height of each impact from 1."""

    columns: tuple[tuple[float, float], ...]
    rows: tuple[tuple[float, float], ...]


class _Field:
    """The sheet on one way of laying the paper. em: type of the notes, mm."""

    def __init__(self, job: PrintJob, context: LayoutContext, sheet: Sheet, matrix: Matrix) -> None:
        self._job, self._context, self._sheet, self._matrix = job, context, sheet, matrix
        top, right, bottom, left = (max(side, 0.045 * sheet.short) for side in sheet.margins)
        self._x, self._y = left, top
        self._width, self._height = sheet.width - left - right, sheet.height - top - bottom
        grown = sheet.short / 210
        self._frame = min(_MOST_HEAD, 0.04 * min(self._width, self._height) / grown) * grown
        framed = set_in(context, self._frame)
        self._head = head(job, framed, self._width, N_("Impact and effort"))
        self._at_impact, self._at_effort = fullest(matrix)
        tried = [*sizes(_MOST * grown, _LEAST * grown), *sizes(_LEAST * grown, _TINY * grown)[1:]]
        self.em = tried[bisect_left(tried, True, key=self._fits, hi=len(tried) - 1)]

    @property
    def lies(self) -> bool:
        """Whether the paper lies on its long side."""
        return self._sheet.width > self._sheet.height

    # Room ---------------------------------------------------------------------------------------

    @property
    def _top(self) -> float:
        """mm from the sheet's top to the field."""
        return self._y + self._head[1] + (LINE_PITCH + _ABOVE) * self._frame

    @property
    def _tall(self) -> float:
        """Height of the field with its bands, mm."""
        below = _AXIS * self._frame + foot_height(self._frame)
        return self._y + self._height - self._top - below

    def _aside(self) -> float:
        """Width of the strip for what is not judged, with the gap beside it, mm; 0 without any."""
        if not self._matrix.waiting:
            return 0.0
        if not self._matrix.placed:  # they are read from it to be judged, and the field is empty
            return 0.5 * self._width
        return min(max(0.2 * self._width, 8 * self._frame), 0.3 * self._width)

    def _widths(self) -> list[float]:
        """Of the columns, from the least effort on, mm."""
        room = self._width - _AXIS * self._frame - self._aside()
        wanted = shares(self._at_effort)
        widths = [room * share / sum(wanted) for share in wanted]
        sides = (range(MIDDLE - 1), ("do_first", "fill_in")), (range(MIDDLE, len(LEVELS)), ("plan", "leave"))
        return widened(widths, [(side, self._name_width(names)) for side, names in sides])

    def _name_width(self, quarters: Sequence[str]) -> float:
        """mm that the names of quarters above one another take with what is free beside them."""
        context = self._context
        words = (context.say(QUARTER_WORDS[name]) for name in quarters)
        longest = max(context.engine.wrap(name, BOLD, math.inf).width for name in words)
        return (longest + 2 * _BESIDE_NAME + 0.01) * self._frame

    def _needed(self, em: float) -> tuple[list[float], float]:
        """Heights that the rows need, from the least impact on, and the strip, in type of `em` mm."""
        widths = self._widths()
        rows = []
        for impact in LEVELS:
            tall = 0.0
            for effort, width in zip(LEVELS, widths, strict=True):
                notes = self._matrix.places.get((impact, effort), ())
                tall = max(tall, stack_height(self._context, notes, width, em))
            rows.append(tall)
        strip = self._aside() - self._frame
        waiting = (
            stack_height(self._context, self._matrix.waiting, strip, em) if self._matrix.waiting else 0.0
        )
        return rows, waiting

    def _fits(self, em: float) -> bool:
        rows, strip = self._needed(em)
        field = sum(max(tall, self._least_row()) for tall in rows) <= self._tall - 2 * _BAND * self._frame
        head_of_strip = 2 * LINE_PITCH * self._frame
        return field and strip <= self._tall - head_of_strip and self._whole_words(em)

    def _least_row(self) -> float:
        """mm of a row without notes."""
        return max(1.6 * self._frame, _LEAST_ROW * self._tall)

    def _whole_words(self, em: float) -> bool:
        """Whether no ordinary word is broken to fit its note; longer ones are, as on posters."""
        for (_impact, effort), notes in self._matrix.places.items():
            width = self._widths()[effort - 1]
            if not whole_words(self._context, notes, width, em):
                return False
        return True

    def _grid(self) -> _Grid:
        """Columns and rows as they are drawn; what is left over goes to the lowest rows."""
        needed, _strip = self._needed(self.em)
        band = _BAND * self._frame
        room = self._tall - 2 * band
        rows = raised([max(tall, self._least_row()) for tall in needed], room)
        columns, x = [], _AXIS * self._frame
        for width in self._widths():
            columns.append((x, width))
            x += width
        placed, y = [], band + room
        for tall in rows:
            y -= tall
            placed.append((y, tall))
        return _Grid(tuple(columns), tuple(placed))

    # Drawing ------------------------------------------------------------------------------------

    def _mirrored(self, left: float, width: float, of: float) -> float:
        """`left` as the map is read."""
        return of - left - width if self._context.right_to_left else left

    def leaf(self) -> Leaf:
        """The page."""
        framed, context = set_in(self._context, self._frame), set_in(self._context, self.em)
        grid = self._grid()
        wide = _AXIS * self._frame + sum(width for _left, width in grid.columns)
        field_x = self._x + (self._width - wide if self._context.right_to_left else 0.0)
        parts = [Part("head", self._x, self._y, self._width, self._head[1], tuple(self._head[0]))]
        ground, names = self._ground(framed, grid, wide)
        parts.append(Part("field", field_x, self._top, wide, self._tall + _AXIS * self._frame, ground))
        notes: dict[str, list[Tag]] = {name: [] for name in QUARTERS}
        for place, some in self._in_order():
            part, tags = self._place(context, grid, wide, place, some)
            parts.append(replace(part, x=field_x + part.x, y=self._top + part.y))
            notes[quarters_at(*place)[0]] += tags
        strip, waiting = self._strip(framed, context)
        parts += strip
        bottom = self._y + self._height
        parts.append(foot(self._job, framed, self._x, bottom, self._width, (1, 1)))
        heard = self._tags(parts, names, notes, waiting)
        scene = replace(scene_of(self._job, self._context, self._sheet, parts), tags=heard)
        return Leaf("matrix", framed.say(N_("Impact and effort")), scene)

    def _in_order(self) -> Iterator[tuple[tuple[int, int], tuple[RankedSolution, ...]]]:
        """The places, the most useful first."""
        places = self._matrix.places
        yield from sorted(places.items(), key=lambda one: (one[0][1] - one[0][0], one[0][1]))

    def _ground(
        self, context: LayoutContext, grid: _Grid, wide: float
    ) -> tuple[tuple[SceneItem, ...], dict[str, int]]:
        """Quarters, lines and axes; and which item names which quarter."""
        em, palette = context.em, context.palette
        items: list[SceneItem] = []
        left = _AXIS * em
        middle_x, middle_wide = grid.columns[MIDDLE - 1]
        middle_y, middle_tall = grid.rows[MIDDLE - 1]
        end_x, end_y = middle_x + middle_wide, middle_y + middle_tall
        band = _BAND * em
        # What is of a middle level stands between the quarters: on a line nobody could tell where it belongs.
        boxes = {
            "do_first": (left, 0.0, middle_x, middle_y),
            "plan": (end_x, 0.0, wide, middle_y),
            "fill_in": (left, end_y, middle_x, self._tall),
            "leave": (end_x, end_y, wide, self._tall),
        }
        grounds = {
            "do_first": palette.lane("actions")[0],
            "plan": palette.label,
            "fill_in": palette.label,
            "leave": palette.label,
        }
        whole = (left, 0.0, wide, self._tall)
        framed: list[tuple[tuple[float, float, float, float], str | None]] = [(whole, None)]
        framed += [(box, grounds[name]) for name, box in boxes.items()]
        frames: list[SceneItem] = []
        for (x1, y1, x2, y2), fill in framed:
            x, thin = self._mirrored(x1, x2 - x1, wide), 0.06 * em
            frame = Box("", x, y1, x2 - x1, y2 - y1, stroke=palette.secondary, stroke_width=thin)
            frames.append(frame)
            if fill is not None:
                items.append(replace(frame, fill=fill, stroke=None, stroke_width=0.0))
        upright = [self._mirrored(x, 0.0, wide) for x, _width in grid.columns[1:]]
        from_, to = self._mirrored(left, 0.0, wide), self._mirrored(wide, 0.0, wide)
        commands: list[PathCommand] = []
        for x in upright:
            commands += [("M", x, band), ("L", x, self._tall - band)]
        for y, _height in grid.rows[:-1]:
            commands += [("M", from_, y), ("L", to, y)]
        thin, dash = 0.03 * em, (0.15 * em, 0.45 * em) if palette.mode == "line" else ()
        items.append(Path("", tuple(commands), stroke=palette.hairline, stroke_width=thin, dash=dash))
        items += frames
        names: dict[str, int] = {}
        for name, (x1, y1, x2, y2) in boxes.items():
            top = y1 if y1 == 0.0 else y2 - band
            x = self._mirrored(x1, x2 - x1, wide) + _BESIDE_NAME * em
            place = (x, top + (band - LINE_PITCH * em) / 2, x2 - x1 - 2 * _BESIDE_NAME * em)
            names[name] = len(items)
            items += one_line(
                context, "", context.say(QUARTER_WORDS[name]), BOLD, em, place, palette.secondary
            )
        items += self._axes(context, grid, wide)
        return tuple(items), names

    def _axes(self, context: LayoutContext, grid: _Grid, wide: float) -> list[SceneItem]:
        em, palette = context.em, context.palette
        items: list[SceneItem] = []
        row = LINE_PITCH * em
        for level, (y, height) in zip(LEVELS, grid.rows, strict=True):
            x = self._mirrored(0.0, _AXIS * em, wide)
            items.append(_figure(context, level, x, y + (height - row) / 2, _AXIS * em))
        below = self._tall + 0.3 * em
        for level, (left, width) in zip(LEVELS, grid.columns, strict=True):
            items.append(_figure(context, level, self._mirrored(left, width, wide), below, width))
        room = wide - _AXIS * em
        x, y = self._mirrored(_AXIS * em, room, wide), -row - _ABOVE * em
        impact = context.say(N_("Impact ↑"))
        items += one_line(context, "", impact, BOLD, em, (x, y, room), palette.ink)
        effort = context.say(N_("← Effort") if context.right_to_left else N_("Effort →"))
        end: Align = "left" if context.right_to_left else "right"
        items += one_line(context, "", effort, BOLD, em, (x, y, room), palette.ink, end)
        return items

    def _place(
        self,
        context: LayoutContext,
        grid: _Grid,
        wide: float,
        place: tuple[int, int],
        notes: Sequence[RankedSolution],
    ) -> tuple[Part, list[Tag]]:
        """The notes on one place, in the middle of its height; and what is said of each."""
        impact, effort = place
        (left, width), (top, height) = grid.columns[effort - 1], grid.rows[impact - 1]
        key = f"place:{impact}:{effort}"
        items, tall, numbers = draw_stack(context, notes, width)
        part = Part(key, self._mirrored(left, width, wide), top + (height - tall) / 2, width, tall, items)
        form = context.say(N_("{text} – impact {impact}, effort {effort}"))
        return part, [
            Tag("P", key, (at,), actual=form.format(text=words_of(one), impact=impact, effort=effort))
            for one, at in zip(notes, numbers, strict=True)
        ]

    def _strip(self, framed: LayoutContext, context: LayoutContext) -> tuple[list[Part], list[Tag]]:
        """What is not judged yet, beside the field."""
        if not self._matrix.waiting:
            return [], []
        width = self._aside() - self._frame
        x = self._x if self._context.right_to_left else self._x + self._width - width
        column = Column(framed, GAP * context.em, 0.0, width - 2 * GAP * context.em)
        column.write(framed.say(N_("Not judged yet")), framed.em, BOLD, framed.palette.secondary)
        top = Part("waiting:head", x, self._top, width, column.y, tuple(column.items))
        items, tall, numbers = draw_stack(context, self._matrix.waiting, width)
        notes = Part("waiting", x, self._top + column.y, width, tall, items)
        return [top, notes], [Tag("P", "waiting", (at,)) for at in numbers]

    def _tags(
        self,
        parts: Sequence[Part],
        names: dict[str, int],
        notes: dict[str, list[Tag]],
        waiting: list[Tag],
    ) -> tuple[Tag, ...]:
        """The sheet as it is heard: title, then quarter by quarter, the most useful first."""
        above, below = parts[0], parts[-1]
        texts = [at for at, item in enumerate(above.items) if isinstance(item, Text)]
        found = [Tag("P", above.key, tuple(texts[:1])), Tag("H1", above.key, tuple(texts[1:2]))]
        found += [Tag("P", above.key, (at,)) for at in texts[2:]]
        for name in QUARTERS:
            if notes[name]:
                title = Tag("H2", "field", (names[name],))
                found.append(Tag("Sect", children=(title, *notes[name])))
        if waiting:
            found.append(Tag("Sect", children=(Tag("H2", "waiting:head", (0,)), *waiting)))
        found += [Tag("P", below.key, (at,)) for at, item in enumerate(below.items) if isinstance(item, Text)]
        return tuple(found)

    def warnings(self) -> Iterator[PosterWarning]:
        """Of type too small to be read."""
        points = self.em * POINTS_PER_MM
        if self.em < _LEAST - 1e-6:
            text = _("The notes are set in {size} pt; on larger paper they are read more easily.")
            size = number(round(points, 1), current_language())
            yield PosterWarning("small_text", text.format(size=size), value=round(points, 2))


def _figure(context: LayoutContext, level: int, x: float, y: float, width: float) -> Text:
    block = context.engine.wrap(str(level), REGULAR, math.inf)
    return Text("", x, y, width, block, context.em, context.palette.small, "center")
