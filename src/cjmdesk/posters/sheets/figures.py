"""A map in figures, on as few pages as it takes: tables with bars, one after the other."""

import math
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from cjmdesk.i18n import N_, _
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.scene import Bookmark, Image, Part, SceneItem
from cjmdesk.layout.tags import Tag
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.figures.drawing import Drawer, Piece, least_width
from cjmdesk.posters.figures.kinds import figures_of_map
from cjmdesk.posters.figures.tables import Figures
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, set_in, sheets_for
from cjmdesk.posters.sheets.headfoot import foot, foot_height
from cjmdesk.posters.sheets.words import Column as Writing
from cjmdesk.posters.shown import ChoiceError
from cjmdesk.posters.title_block import map_title
from cjmdesk.text.engine import BOLD, REGULAR

_TYPE = 9.5 / POINTS_PER_MM
"""mm: type of the tables on A4; on larger paper it grows, but slower than the paper."""

_COLUMN = 45.0
"""em that a column of tables has at least; more of them stand side by side on wide paper."""

_BETWEEN, _ASIDE = 1.8, 2.4
"""em between two tables, and between two columns."""

_KICKER, _TITLE = 0.85, 1.9
_FEW_ROWS = 3
"""Rows of a table that stand with its title at least."""


def print_figures(job: PrintJob) -> Printed:
    """The pages. Raises PaperError for paper that cannot be used, and for a map without stages."""
    if not job.map.stages:
        raise ChoiceError(_("The map has no stages, so there are no figures to print."))
    figures = figures_of_map(job.project, job.map)
    ways = [_Report(job, context_for(job), sheet, figures) for sheet in sheets_for(job)]
    report = min(ways, key=lambda one: (-one.type, len(one.columns) / one.across))
    return printed(job, report.leaves(), report.em, again=print_figures)


def _together(pieces: Sequence[Piece]) -> list[float]:
    """Of each piece of a table, mm that it takes with what stays below it: a note, below the last row."""
    heights = [piece.height for piece in pieces]
    if len(pieces) > 1 and pieces[-1].role == "note":
        heights[-2] += heights[-1]
    return heights


class _Strip(Struct):
    """A column of a page: pieces with their keys and tops, mm."""

    placed: list[tuple[str, float, Piece]] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)


class _Report:
    """The tables on one way of laying the paper. em: mm. type: of the usual one, the share in which the
    widest table is set."""

    def __init__(
        self, job: PrintJob, context: LayoutContext, sheet: Sheet, figures: Sequence[Figures]
    ) -> None:
        self._job, self._sheet = job, sheet
        top, right, bottom, left = (max(side, 0.05 * sheet.short) for side in sheet.margins)
        self._x, self._y = left, top
        self._width, self._height = sheet.width - left - right, sheet.height - top - bottom
        self.em = _TYPE * math.pow(sheet.short / 210, 0.6)
        self._context = set_in(context, self.em)
        needed = max((least_width(self._context, one) for one in figures), default=0.0)
        column = max(_COLUMN, min(needed, self._width / self.em))
        self.across = max(1, int((self._width / self.em + _ASIDE) / (column + _ASIDE)))
        self._wide = (self._width - (self.across - 1) * _ASIDE * self.em) / self.across
        self.type = min(1.0, self._wide / self.em / max(needed, 1.0))
        self._head_items, self._head_height = self._head()
        self._foot_height = foot_height(self.em)
        self.columns = self._poured(figures)

    def _room(self, number: int) -> float:
        """mm for tables in a column, by its number."""
        first = number < self.across
        return self._height - self._foot_height - (self._head_height if first else 0.0)

    def _poured(self, figures: Sequence[Figures]) -> list[_Strip]:
        """The tables in columns, parted between rows where one does not take them whole."""
        strips, y = [_Strip()], 0.0
        for one in figures:
            drawer = Drawer(self._context, one, self._wide)
            pieces = list(drawer.pieces())
            gap = _BETWEEN * self.em if y else 0.0
            room = self._room(len(strips) - 1)
            whole = sum(piece.height for piece in pieces)
            rows = [place for place, piece in enumerate(pieces) if piece.role == "row"]
            begun = pieces[: rows[_FEW_ROWS - 1] + 1] if len(rows) > _FEW_ROWS else pieces
            least = sum(piece.height for piece in begun)
            fits_next = whole <= self._room(len(strips))
            if y and y + gap + whole > room and (y + gap + least > room or (fits_next and y > 0.6 * room)):
                strips.append(_Strip())
                y, gap = 0.0, 0.0
            y = self._put(strips, one, drawer, pieces, y + gap)
        return strips

    def _put(
        self, strips: list[_Strip], one: Figures, drawer: Drawer, pieces: Sequence[Piece], y: float
    ) -> float:
        """One table from `y` mm on; where it ends."""
        lines: list[Tag] = []

        def place(piece: Piece) -> None:
            nonlocal y
            key = f"{one.id}:{len(strips)}:{len(strips[-1].placed)}"
            strips[-1].placed.append((key, y, piece))
            tag = piece.tag(key)
            if piece.role in ("head", "row"):
                lines.append(tag)
            else:
                close()
                strips[-1].tags.append(tag)
            y += piece.height

        def close() -> None:
            if lines:
                strips[-1].tags.append(Tag("Table", children=tuple(lines), title=one.title))
                lines.clear()

        for piece, together in zip(pieces, _together(pieces), strict=True):
            if y and y + together > self._room(len(strips) - 1):
                close()
                strips.append(_Strip())
                y = 0.0
                if piece.role == "row":
                    place(drawer.head())
            place(piece)
        close()
        return y

    # Pages --------------------------------------------------------------------------------------

    def leaves(self) -> list[Leaf]:
        """The pages, the first with the title."""
        count = -(-len(self.columns) // self.across)
        return [self._leaf(number, count) for number in range(1, count + 1)]

    def _leaf(self, number: int, count: int) -> Leaf:
        first = (number - 1) * self.across
        parts: list[Part] = []
        tags: list[Tag] = []
        top = self._y
        if number == 1:
            parts.append(Part("head", self._x, top, self._width, self._head_height, self._head_items))
            tags += [Tag("H1" if n == 1 else "P", "head", (n,)) for n in range(len(self._head_items))]
            top += self._head_height
        for place, strip in enumerate(self.columns[first : first + self.across]):
            aside = place * (self._wide + _ASIDE * self.em)
            x = self._x + (self._width - self._wide - aside if self._context.right_to_left else aside)
            parts += [
                Part(key, x, top + y, self._wide, piece.height, piece.items) for key, y, piece in strip.placed
            ]
            tags += strip.tags
        below = foot(self._job, self._context, self._x, self._y + self._height, self._width, (number, count))
        parts.append(below)
        tags += [Tag("P", "foot", (n,)) for n, item in enumerate(below.items) if not isinstance(item, Image)]
        scene = replace(scene_of(self._job, self._context, self._sheet, parts), tags=tuple(tags))
        label = self._context.say(N_("Figures"))
        if number == 1:
            scene = replace(scene, bookmarks=(Bookmark(label, self._x, self._y),))
        return Leaf("figures", label if count == 1 else f"{label} {number}/{count}", scene)

    def _head(self) -> tuple[tuple[SceneItem, ...], float]:
        context, palette, one = self._context, self._context.palette, self._job.map
        column = Writing(context, 0.0, 0.0, self._width, one.id)
        column.write(context.say(N_("Figures")).upper(), _KICKER * self.em, BOLD, palette.small)
        column.write(map_title(context, one), _TITLE * self.em, BOLD)
        if one.scenario.strip():
            column.write(one.scenario.strip(), self.em, REGULAR, palette.secondary)
        return tuple(column.items), column.y + 1.2 * self.em
