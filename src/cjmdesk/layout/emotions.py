"""The emotion lane: one smooth curve per persona through faces, with words beside them.

Where words find no place on the band it grows, and the curves keep a little away from its edges. Words
that even then have none stand below it, in their own column, so that nothing is ever covered or
left out, and no curve is pressed flat for the sake of words.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cjmdesk.layout.cells import PAD, CellPlan, draw_cell, plan_cell
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.curve import Curve
from cjmdesk.layout.curve_names import CurveName, draw_name, place_names
from cjmdesk.layout.emotion_band import FACE, Curves
from cjmdesk.layout.emotion_ground import Field
from cjmdesk.layout.emotion_lines import Columns, PlacedPoint, lines_of, placed_points
from cjmdesk.layout.quote_places import Anchor, QuotePlacer, Rect
from cjmdesk.layout.quotes import (
    SIZE,
    Words,
    draw_words,
    forms_of,
    has_words,
    widest_of,
    words_at,
)
from cjmdesk.layout.scene import SceneItem, moved
from cjmdesk.model.lanes import EmotionLane
from cjmdesk.text.engine import LINE_PITCH

BAND, _COMPARED_BAND = 10.5, 15.0
"""em: least height of the curve's band, and where a competitor's runs beside ours."""

_EACH_MORE, _ON_LEAST = 2.0, 3
"""em that the least band grows with each of our curves beyond those it has room for: more of them are not
told apart in a narrow one, and where they run there is no room for words either."""

_INSET = FACE + 0.35
"""em from the band's edges to the ends of its scale: a face just fits."""

_TALLER = ((13.0, 2.4), (14.0, 2.7), (15.0, 3.4), (16.5, 4.0), (18.0, 3.4), (24.0, 4.2))
"""em: heights of the band, and insets, that are tried where words find no place on the least one.

An inset of 3.4 leaves two lines of words their room above the highest and below the lowest face. The
levels always share at least eight em: a curve pressed flat to save a line of height tells nothing.
"""

_DRAWN_INSETS = (2.4, 3.4)
"""em: tried on a band whose height is given, the livelier curve first."""

_CALMER = (0.25, 0.5, 0.75, 1.0)
"""Of the way from those to the natural curve: tried for a band that holds all words."""

_INSET_SHARE = 0.105
"""Of a band's height: on a tall one the faces at its ends do not stick to the edges."""

_MOST_INSET_SHARE, _MOST_NATURAL_SHARE = 0.15, 0.195
"""Of a band's height, where words stand below it anyway: the levels share at least seven tenths of it,
and six on the natural one, whose height is dear, unless it has many curves."""

_AS_LIVELY, _MOST_CALM_SHARE = 0.9, 0.25
"""A curve with all words around it may have that part of the reach of one with words below, and this
inset, of its band's height."""

_OUTSIDE = 1.0
"""em of height that it is worth to set a point's words on the band rather than below."""

_FEW = 2
"""Points without a place for whose words the others may move; for more the band is too low."""

WIDEST_BAND = 26.0
"""em: beyond this a band only exaggerates."""

_STRIP_GAP = 0.35
_STRIP_SIZE = 0.45
"""em: type of words below the band is never smaller."""

_STRIP_EDGE = 0.2
"""em kept free between words below the band and the edge of their column, at the least."""


class _Placement(Struct, frozen=True):
    """Words with the top left of their boxes on a field, and ids of points whose words have none."""

    field: Field
    found: tuple[tuple[PlacedPoint, Words, float, float], ...]
    lost: frozenset[str]


class EmotionPlan:
    """An emotion lane measured for its columns. All lengths in mm."""

    def __init__(
        self,
        context: LayoutContext,
        lane: EmotionLane,
        columns: Sequence[tuple[str, float, float]],
        gutters: Sequence[float] = (),
        beyond: Columns = (),
        ends: Sequence[float] = (),
    ) -> None:
        """columns: step id, left and width of each step, from the first stage on.

        gutters: x where connectors run through the lane. beyond: columns of other tiers, see
        `columns_beyond`; curves run on to them. ends: x where a page ends that is read by itself.
        """
        self._context = context
        self._columns = columns
        self._gutters, self._ends = gutters, ends
        placed = tuple(placed_points(context, lane, columns))
        self._placed = tuple(sorted(placed, key=lambda p: p.x))
        width = max((left + width for _, left, width in columns), default=0.0)
        far = tuple(placed_points(context, lane, beyond))
        self._curves = Curves(context, lane, placed, lines_of(context, lane, placed, far), width)
        self._words: dict[str, tuple[Words, ...]] = {}
        cells = {cell.step: cell for cell in lane.cells}
        self._cells: dict[int, CellPlan] = {
            number: plan_cell(context, cells[step].cards, width, lane.kind)
            for number, (step, _, width) in enumerate(columns)
            if step in cells and cells[step].cards
        }
        self._natural = self._choose()
        strip = self._strip_height(self._natural.lost)
        self.natural_height = self._natural.field.height + strip
        self.widest_height = max(WIDEST_BAND * context.em, self._natural.field.height) + strip

    def _placements(self, field: Field, most: float, below: frozenset[str] = frozenset()) -> _Placement:
        """The words' places on a band; those of the points in `below` are not tried.

        most: where more points than that are lost, the rest is not looked at.
        """
        first = self._place(field, most, below, frozenset())
        missed = first.lost - below
        if not 0 < len(missed) <= _FEW:
            return first
        # Whoever found no place chooses first in a second round.
        second = self._place(field, len(first.lost), below, missed)
        return second if len(second.lost) < len(first.lost) else first

    def _place(self, field: Field, most: float, below: frozenset[str], before: frozenset[str]) -> _Placement:
        """One round from left to right. before: ids of points whose words choose before all others."""
        curves = self._curves.on(field)
        centres = self._curves.centres(field, curves)
        placer, radius = self._placer(field, curves, centres), self._curves.radius()
        found, lost = [], set(below)
        for placed in sorted(self._placed, key=lambda p: p.point.id not in before):
            point = placed.point
            if point.id in below or not has_words(point):
                continue
            x, y = centres[point.id]
            anchor = Anchor(x, y, y >= field.middle)
            spot = placer.place(anchor, self._forms(placed), radius * 1.35)
            if spot is not None:
                found.append((placed, *spot))
                continue
            lost.add(point.id)
            if len(lost) > most:
                break
        return _Placement(field, tuple(found), frozenset(lost))

    def _placer(
        self, field: Field, curves: Sequence[Curve], centres: Mapping[str, tuple[float, float]]
    ) -> QuotePlacer:
        """A band without words. curves, centres: on this field."""
        radius = self._curves.radius()
        markers = [
            Rect(x - radius * 1.2, y - radius * 1.35, x + radius * 1.65, y + radius * 1.2)
            for x, y in centres.values()
        ]
        markers += self._curves.signs(field, curves, centres).values()
        return QuotePlacer(
            self._context, self._curves.width, field.height, curves, markers, centres.values(), self._gutters
        )

    def _names(self, placement: _Placement) -> tuple[CurveName, ...]:
        """Names of curves, where the words leave them room."""
        field, curves = placement.field, self._curves.on(placement.field)
        placer = self._placer(field, curves, self._curves.centres(field, curves))
        for _placed, words, x, y in placement.found:
            placer.take(words, x, y)
        radius = self._curves.radius() * 1.2
        return place_names(self._context, self._curves.lines, curves, placer, radius, self._ends)

    def _forms(self, placed: PlacedPoint) -> tuple[Words, ...]:
        """A point's words in every shape; the same on every band."""
        found = self._words.get(placed.point.id)
        if found is None:
            room = max(self._columns[placed.step][2] * 1.05, 6 * self._context.em)
            found = self._words[placed.point.id] = forms_of(self._context, placed.point, room)
        return found

    def _choose(self) -> _Placement:
        """The band at its natural height."""
        em = self._context.em

        def cost(placement: _Placement) -> float:
            strip = self._strip_height(placement.lost)
            return placement.field.height + strip + _OUTSIDE * em * len(placement.lost)

        lines = self._curves.lines
        ours = sum(not line.competitor for line in lines)
        least = _COMPARED_BAND if ours < len(lines) else BAND
        least = max(least, BAND + _EACH_MORE * (ours - _ON_LEAST))
        best = self._placements(Field(least * em, _INSET * em), math.inf)
        for height, inset in ((max(height, least), inset) for height, inset in _TALLER):
            most = (cost(best) - height * em) / (_OUTSIDE * em)
            if not best.lost or most <= 0:
                break
            # A curve is pressed only for a band that holds all words; else some stand below in any case.
            lively = (_MOST_INSET_SHARE if ours > _ON_LEAST else _MOST_NATURAL_SHARE) * height
            taller = self._placements(Field(height * em, inset * em), most if inset <= lively else 0)
            if taller.lost and inset > lively:
                taller = self._placements(Field(height * em, lively * em), most)
            if len(taller.lost) <= most and cost(taller) < cost(best):
                best = taller
        return best

    def _filling(self, height: float) -> _Placement:
        """The band and its words in a lane of `height` mm (≥ natural_height)."""
        natural = self._natural
        band = height - self._strip_height(frozenset())
        if band <= natural.field.height + 1e-6:
            return natural
        lively, calmer = self._drawn_insets(band)
        best: _Placement | None = None
        for inset in lively:
            most = len(best.lost) - 1 if best else math.inf
            placement = self._placements(Field(band, inset), most)
            if not placement.lost:
                return placement
            if best is None or len(placement.lost) <= most:
                best = placement
        below: _Placement | None = None
        for one in (natural, best):
            if one and one.lost:
                below = self._with_strip(height, one, below) or below
        for inset in calmer:
            field = Field(band, inset)
            if below and (field.reach < _AS_LIVELY * below.field.reach or inset > _MOST_CALM_SHARE * band):
                break
            placement = self._placements(field, 0)
            if not placement.lost:
                return placement
        return below or self._stretched(height)

    def _stretched(self, height: float) -> _Placement:
        """The natural band as high as a lane of `height` mm lets it be, if that costs no words."""
        natural = self._natural
        band, inset = height - self._strip_height(natural.lost), natural.field.inset
        # At last with the curve as it is, in the middle of the band: else a white strip were left below.
        for edge in (inset, inset + (band - natural.field.height) / 2):
            placement = self._placements(Field(band, edge), len(natural.lost), natural.lost)
            if placement.lost == natural.lost:
                return placement
        return natural

    def _with_strip(self, height: float, start: _Placement, found: _Placement | None) -> _Placement | None:
        """As much of a lane `height` mm high as the words below leave for the band. start: whose lost words
        stand below at least. None if the band were lower than the natural one, or if no fewer words stand
        below than in what was `found`."""
        natural = self._natural
        below = start.lost
        while found is None or len(below) < len(found.lost):
            band = height - self._strip_height(below)
            if band < natural.field.height - 1e-6:
                return None
            # The words below take their height from the band: its levels keep what they need at least.
            calmest = min(_MOST_INSET_SHARE * band, band / 2 - natural.field.reach)
            placement = self._placements(Field(band, min(start.field.inset, calmest)), math.inf, below)
            if placement.lost == below:
                # With all words below, the band is the curve's alone.
                alone = Field(band, min(calmest, self._liveliest(band)))
                return placement if placement.found else self._placements(alone, math.inf, below)
            below = placement.lost
        return None

    def _liveliest(self, band: float) -> float:
        """mm: the least inset on a band of `band` mm."""
        return max(_INSET * self._context.em, _INSET_SHARE * band)

    def _drawn_insets(self, band: float) -> tuple[Sequence[float], Sequence[float]]:
        """mm, for a band of `band` mm: those that let the curve use most of it, and those that keep it
        nearer to the band's middle, the livelier first. The last leaves curve and words as they naturally
        are: no curve is flattened because there is more room."""
        em, natural = self._context.em, self._natural.field
        liveliest = self._liveliest(band)
        same = natural.inset + (band - natural.height) / 2
        between = [inset * em for inset in _DRAWN_INSETS]
        calmest = max(*between, _MOST_INSET_SHARE * band)
        lively = sorted({inset for inset in (liveliest, *between, calmest) if liveliest <= inset < same})
        if same <= calmest:
            return [*lively, same], ()
        return lively, [calmest + part * (same - calmest) for part in _CALMER]

    def _strip_columns(self, below: frozenset[str]) -> Mapping[int, list[PlacedPoint]]:
        columns: dict[int, list[PlacedPoint]] = {}
        for placed in self._curves.placed:
            if placed.point.id in below:
                columns.setdefault(placed.step, []).append(placed)
        return columns

    def _strip_words(self, step: int, points: Sequence[PlacedPoint]) -> list[Words]:
        """The words of points beside their small markers below the band. Where words would else be
        broken they reach up to the column's edge, and are a little smaller if need be."""
        context, em = self._context, self._context.em
        usual = max(self._columns[step][2] - (2 * PAD + 1.5) * em, 1.2 * em)
        most = max(self._columns[step][2] - (PAD + 1.4 + _STRIP_EDGE) * em, usual)
        found = []
        for placed in points:
            word = (widest_of(context, (placed.point,)) + 0.01) * em
            size = min(SIZE, max(most / word, _STRIP_SIZE)) if word > 0.01 * em else SIZE
            width = max(usual, min(word * context.sized(size), most))
            found.append(words_at(context, placed.point, width, size))
        return found

    def _strip_height(self, below: frozenset[str]) -> float:
        """Height below the band for words and cards, mm; 0 when there are none."""
        em = self._context.em
        columns = self._strip_columns(below)
        tallest = 0.0
        for step in {*columns, *self._cells}:
            words = self._strip_words(step, columns.get(step, ()))
            height = sum(w.height + _STRIP_GAP * em for w in words)
            if words:
                height += _STRIP_GAP * em
            if step in self._cells:
                height += self._cells[step].height
            tallest = max(tallest, height)
        return tallest

    def draw(self, height: float) -> tuple[SceneItem, ...]:
        """The lane's items in its own coordinates, filling `height` mm (≥ natural_height)."""
        placement = self._filling(height)
        spots = [(words, x, y) for _point, words, x, y in placement.found]
        names = self._names(placement)
        spots += [(name.words, name.x, name.y) for name in names]
        boxes = [Rect(x, y, x + words.width, y + words.height) for words, x, y in spots]
        items = list(self._curves.draw(placement.field, boxes))
        for placed, words, x, y in sorted(placement.found, key=lambda one: one[0].x):
            colour = self._curves.words_colour(placed.point)
            items += draw_words(self._context, placed.point.id, words, x, y, colour, centred=True)
        for name in names:
            items += draw_name(self._context, self._curves.lane.id, name)
        items += self._draw_strip(placement.field.height, placement.lost)
        return tuple(items)

    def _draw_strip(self, band: float, below: frozenset[str]) -> Iterator[SceneItem]:
        context, em = self._context, self._context.em
        columns = self._strip_columns(below)
        for step in sorted({*columns, *self._cells}):
            _, left, width = self._columns[step]
            y = band + _STRIP_GAP * em
            points = columns.get(step, [])
            for placed, words in zip(points, self._strip_words(step, points), strict=True):
                point = placed.point
                mark_x = left + (PAD + 0.5) * em
                words_x = left + (PAD + 1.4) * em
                if context.right_to_left:
                    mark_x = left + width - (PAD + 0.5) * em
                    words_x = mark_x - 0.9 * em - words.width
                yield from self._curves.small_marker(point, mark_x, y + LINE_PITCH * em * 0.5)
                colour = self._curves.words_colour(point)
                yield from draw_words(context, point.id, words, words_x, y, colour, centred=False)
                y += words.height + _STRIP_GAP * em
            if step in self._cells:
                top = y if step in columns else band
                colours = context.palette.lane("free_text")
                for item in draw_cell(context, self._cells[step], colours).items:
                    yield moved(item, left, top)
