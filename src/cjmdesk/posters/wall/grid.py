"""A wall grid on its sheet, drawn as a Scene: headers, labels, slots with codes, curve bands."""

import datetime
import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.edits.grids import printed_grid
from cjmdesk.i18n import N_
from cjmdesk.layout.context import make_context
from cjmdesk.layout.header_row import HeaderRow
from cjmdesk.layout.headers import header_words_width
from cjmdesk.layout.labels import LABEL_TITLE, lane_words
from cjmdesk.layout.palette import Palette
from cjmdesk.layout.scene import Bookmark, Box, CellBox, Part, Scene, Text
from cjmdesk.model.lanes import EmotionLane, Lane
from cjmdesk.model.maps import JourneyMap, WallGrid
from cjmdesk.model.project import Picture, Project
from cjmdesk.model.stages import Stage
from cjmdesk.posters.check import POINTS_PER_MM, PosterWarning, glyph_warnings, smallest_text
from cjmdesk.posters.legible import seen_in
from cjmdesk.posters.shown import uncounted
from cjmdesk.posters.wall.head import Facts, plan_footer, plan_title
from cjmdesk.posters.wall.plan import Row, place_columns, place_rows
from cjmdesk.posters.wall.room import FOOT, GAP, HEAD, Room
from cjmdesk.posters.wall.rows import RowArt, Slot
from cjmdesk.posters.writing import TitlePlan
from cjmdesk.text.engine import BOLD, LINE_PITCH, TextEngine

_HEADING, _HEADER, _NUMBER, _FOOTER = 24.0, 8.4, 9.0, 6.0
"""mm per em at full size: of the heading, of what headers measure by, of the columns' numbers, of
the footer."""

_LEAST_HEAD = 0.05
"""Smaller type is not tried: a title of a thousand words has to run out of its place."""

_LEAST_FOOTER = 0.008
"""Of the sheet's shorter side: the footer's type is no smaller, up to 4 mm."""

_TINY_FOOTER = 2.2
"""mm: even where it has less height than it takes the footer's type is no smaller."""

_SMALLER = 0.95
"""Of a size of type that is tried, the next."""

_MORE_HEAD = 1.35
"""What the head may grow to where height is left over, and half of that."""


class WallPoster(Struct, frozen=True, eq=False, dict=True):
    """A grid on its sheet. slots: by row from the top, in reading order. card_pt: of lane titles."""

    scene: Scene
    grid: WallGrid
    slots: tuple[Slot, ...]
    room: Room
    card_pt: float
    engine: TextEngine
    pictures: Mapping[str, Picture]

    @cached_property
    def smallest_pt(self) -> float:
        """The smallest type anywhere, pt."""
        return smallest_text(self.scene)

    @property
    def reads_from(self) -> float:
        """Metres from which lane titles can be read."""
        return self.card_pt / 12

    @cached_property
    def warnings(self) -> tuple[PosterWarning, ...]:
        """What the user should know before printing; a grid's slots are never too small."""
        glyphs = glyph_warnings(self.scene, self.engine, set())
        return (*glyphs, *seen_in(self.scene, self.pictures))


class Asked(Struct, frozen=True):
    """What a grid is drawn for. lanes: from the top. note: mm. today: printed, None for none."""

    project: Project
    map: JourneyMap
    lanes: tuple[Lane, ...]
    note: tuple[float, float]
    palette: Palette
    today: datetime.date | None = None


def lay_out_grid(asked: Asked, room: Room, engine: TextEngine) -> WallPoster:
    """The grid of a map on a sheet that has room for it."""
    return _Sheet(asked, room, engine).poster()


class _Sheet:
    """Everything on the sheet, measured before it is drawn. Lengths in mm."""

    def __init__(self, asked: Asked, room: Room, engine: TextEngine) -> None:
        self._asked, self._room, self._engine = asked, room, engine
        self._context = make_context(asked.project, asked.map, engine, asked.palette, 1.0)
        self._stages = asked.map.stages
        self._label, self._columns = place_columns(self._stages, room, asked.note[0])
        rows = place_rows(asked.lanes, replace(room, cuts=((), ())), asked.note[1], 0.0, 0.0)
        self.grid = printed_grid(
            asked.project,
            asked.map,
            [row.lane.id for row in rows if row.letters],
            [column.step for column in self._columns],
            asked.note,
        )
        size, self._title, self._headers, self._footer = self._head(rows)
        self._number = _NUMBER * size
        top = self._title.height + self._headers.height + LINE_PITCH * self._number
        height = room.inner[1] - top - self._footer.height
        self._rows = place_rows(asked.lanes, room, asked.note[1], top, height)
        self._art = RowArt(self._context, room, self._label, self._columns, self._rows)

    # Measuring ----------------------------------------------------------------------------------

    def _head(self, rows: Sequence[Row]) -> tuple[float, TitlePlan, HeaderRow, TitlePlan]:
        """Title, headers and footer in the largest type that leaves the rows their height."""
        room = self._room
        budget, foot = HEAD * room.head, math.inf
        if room.cuts[1]:  # the footer has a place of its own
            foot = FOOT
            budget -= FOOT
        else:
            natural = rows[-1].top + rows[-1].height + GAP - rows[0].top
            spare = max(room.inner[1] - budget - natural, 0.0)
            budget = min(budget + spare / 2, _MORE_HEAD * budget)
        size = _MORE_HEAD * room.head
        while True:
            title, headers = self._title_of(size), self._headers_of(size)
            footer = self._footer_of(min(size, 1.0), rows, foot)
            height = title.height + headers.height + LINE_PITCH * _NUMBER * size
            height += 0.0 if room.cuts[1] else footer.height
            if height <= budget or size < _LEAST_HEAD:
                return size, title, headers, footer
            size *= _SMALLER

    def _footer_of(self, size: float, rows: Sequence[Row], height: float) -> TitlePlan:
        """The footer in type that goes by the head's `size`, smaller where it would be higher than
        `height` mm."""
        facts = Facts(self.grid, self._room, self._example(rows), self._notes(rows), self._asked.today)
        least = min(_LEAST_FOOTER * min(self._room.width, self._room.height), 0.8 * _FOOTER)
        em = max(_FOOTER * size, least)
        while True:
            footer = plan_footer(self._context, facts, self._room.inner[0], em, self._room.cuts[0])
            if footer.height <= height or em < _TINY_FOOTER:
                return footer
            em *= _SMALLER

    def _title_of(self, size: float) -> TitlePlan:
        width, project = self._room.inner[0], self._asked.project
        return plan_title(self._context, project, self._asked.map, width, _HEADING * size, self._room.cuts[0])

    def _headers_of(self, size: float) -> HeaderRow:
        stages = tuple(_bare(stage) for stage in self._stages)
        em = min(_HEADER * size, *(self._largest_header(stage) for stage in stages))
        colours = self._asked.map.poster.stage_colours
        return HeaderRow(replace(self._context, em=em), stages, self._step_widths(), 0, colours)

    def _step_widths(self) -> list[float]:
        """Of each step: to the middle of the gaps around its columns, mm."""
        widths = []
        for stage in self._stages:
            begin, end = self._stage_ends(stage)
            own = [column for column in self._columns if column.stage == stage.id]
            edges = [
                (one.left + one.width + other.left) / 2
                for one, other in pairwise(own)
                if one.step != other.step
            ]
            widths += [b - a for a, b in pairwise([begin, *edges, end])]
        return widths

    def _largest_header(self, stage: Stage) -> float:
        """mm per em of a header in which no word of its title is broken."""
        begin, end = self._stage_ends(stage)
        return (end - begin) / (1.01 * header_words_width(self._context, stage))

    def _stage_ends(self, stage: Stage) -> tuple[float, float]:
        """From the middle of the gap before its first note to that behind its last, mm from the
        reading edge; where a seam lies in such a gap, close to the notes."""
        places = [n for n, column in enumerate(self._columns) if column.stage == stage.id]
        first, last = self._columns[places[0]], self._columns[places[-1]]
        before = after = GAP / 2
        if not self._room.cuts[0]:
            if places[0]:
                other = self._columns[places[0] - 1]
                before = (first.left - other.left - other.width) / 2
            if places[-1] + 1 < len(self._columns):
                after = (self._columns[places[-1] + 1].left - last.left - last.width) / 2
        return first.left - before, last.left + last.width + after

    def _notes(self, rows: Sequence[Row]) -> int:
        """How many notes have a slot; along a curve there are codes only."""
        held = sum(bool(row.letters) and not isinstance(row.lane, EmotionLane) for row in rows)
        return held * len(self._columns)

    def _example(self, rows: Sequence[Row]) -> str:
        """A code to explain codes by: of a pain if there is a lane for them."""
        lettered = [row for row in rows if row.letters and not isinstance(row.lane, EmotionLane)]
        pains = [row for row in lettered if row.lane.kind == "pain_points"]
        row = (pains or lettered or [row for row in rows if row.letters])[0]
        return f"{row.letters}{min(len(self._columns), 7)}"

    # Drawing ------------------------------------------------------------------------------------

    def poster(self) -> WallPoster:
        room, asked = self._room, self._asked
        top, _right, _bottom, left = room.margins
        parts = [
            Part("page", 0, 0, room.width, room.height, (self._ground(),)),
            replace(self._title.part, x=left, y=top),
            *self._header_parts(top + self._title.height),
            self._numbers(top + self._title.height + self._headers.height),
        ]
        slots: list[Slot] = []
        for row in self._rows:
            parts += self._art.parts(row)
            slots += self._art.slots(row)
        parts.append(self._art.lines())
        footer_top = room.height - room.margins[2] - self._footer.part.height
        parts.append(replace(self._footer.part, x=left, y=footer_top))
        scene = Scene(
            room.width,
            room.height,
            tuple(parts),
            title=asked.map.title.strip() or self._context.say(N_("Untitled map")),
            language=asked.map.language,
            bookmarks=tuple(
                Bookmark(lane_words(self._context, row.lane)[0], left, top + row.top)
                for row in self._rows
                if row.first and row.letters
            ),
            cells=tuple(CellBox(s.lane, s.step, s.x, s.y, s.width, s.height) for s in slots),
        )
        points = self._art.type_size * LABEL_TITLE * POINTS_PER_MM
        return WallPoster(scene, self.grid, tuple(slots), room, points, self._engine, asked.project.pictures)

    def _ground(self) -> Box:
        return Box("", 0, 0, self._room.width, self._room.height, fill=self._asked.palette.page)

    def _header_parts(self, y: float) -> list[Part]:
        places = {}
        for stage in self._stages:
            begin, end = self._stage_ends(stage)
            places[stage.id] = (self._art.x(begin, end - begin), end - begin)
        return self._headers.draw(places, y)

    def _numbers(self, y: float) -> Part:
        """The numbers of the columns, to be read from across the room."""
        size, width = self._number, self._art.width - self._label
        x = self._art.x(self._label, width)
        items = []
        for number, column in enumerate(self._columns, 1):
            block = self._engine.wrap(str(number), BOLD, float("inf"))
            left = self._art.x(column.left, column.width) - x
            items.append(Text("", left, 0.0, column.width, block, size, self._asked.palette.small, "center"))
        return Part("numbers", x, y, width, LINE_PITCH * size, tuple(items))


def _bare(stage: Stage) -> Stage:
    """A stage of which only titles and colour are printed."""
    return uncounted(stage).model_copy(update={"description": ""})
