"""The emotion lane: one smooth curve per persona through faces, with words beside them.

Where words find no place on the band it grows, and the curves keep away from its edges. Only words
that even then have none stand below it, in their own column, so that nothing is ever covered or
left out.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cjmdesk.layout.cells import PAD, CellPlan, draw_cell, plan_cell
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.curve_names import CurveName, draw_name, place_names
from cjmdesk.layout.emotion_band import FACE, Curves, Field
from cjmdesk.layout.emotion_lines import PlacedPoint, lines_of, placed_points
from cjmdesk.layout.quotes import (
    SIZE,
    Anchor,
    QuotePlacer,
    Rect,
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

_INSET = FACE + 0.35
"""em from the band's edges to the ends of its scale: a face just fits."""

_TALLER = ((13.0, 2.4), (14.0, 2.7), (15.0, 3.4), (16.5, 4.0), (18.0, 3.4), (24.0, 3.4))
"""em: heights of the band, and insets, that are tried where words find no place on the least one.

An inset of 3.4 leaves two lines of words their room above the highest and below the lowest face. The
levels always share at least eight em: a curve pressed flat to save a line of height tells nothing.
"""

_DRAWN_INSETS = (2.4, 3.4)
"""em: tried on a band whose height is given, between the liveliest curve and the natural one."""

_CALMER = (0.25, 0.5, 0.75)
"""Of the way from those to the natural curve: tried too, for on a tall band it is a long way."""

_INSET_SHARE = 0.105
"""Of a band's height: on a tall one the faces at its ends do not stick to the edges."""

_OUTSIDE = 0.7
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


@dataclass(frozen=True, slots=True)
class _Placement:
    """Words with the top left of their boxes on a field, and ids of points whose words have none.
    names: of curves."""

    field: Field
    found: tuple[tuple[PlacedPoint, Words, float, float], ...]
    lost: frozenset[str]
    names: tuple[CurveName, ...] = ()


class EmotionPlan:
    """An emotion lane measured for its columns. All lengths in mm."""

    def __init__(
        self,
        context: LayoutContext,
        lane: EmotionLane,
        columns: Sequence[tuple[str, float, float]],
        gutters: Sequence[float] = (),
    ) -> None:
        """columns: step id, left and width of each step, from the first stage on.

        gutters: x where connectors run through the lane.
        """
        self._context = context
        self._columns = columns
        self._gutters = gutters
        placed = tuple(placed_points(context, lane, columns))
        self._placed = tuple(sorted(placed, key=lambda p: p.x))
        width = max((left + width for _, left, width in columns), default=0.0)
        self._curves = Curves(context, lane, placed, lines_of(context, lane, placed), width)
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
        curves, radius = self._curves.on(field), self._curves.radius()
        centres = self._curves.centres(field, curves)
        markers = [
            Rect(x - radius * 1.2, y - radius * 1.35, x + radius * 1.65, y + radius * 1.2)
            for x, y in centres.values()
        ]
        placer = QuotePlacer(
            self._context, self._curves.width, field.height, curves, markers, centres.values(), self._gutters
        )
        found, lost = [], set(below)
        for placed in sorted(self._placed, key=lambda p: p.point.id not in before):
            point = placed.point
            if point.id in below or not has_words(point):
                continue
            x, y = centres[point.id]
            anchor = Anchor(point, x, y, y >= field.middle)
            spot = placer.place(anchor, self._forms(placed), radius * 1.35)
            if spot is not None:
                found.append((placed, *spot))
                continue
            lost.add(point.id)
            if len(lost) > most:
                break
        names = place_names(self._context, self._curves.lines, curves, placer, radius * 1.2)
        return _Placement(field, tuple(found), frozenset(lost), names)

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

        compared = any(line.competitor for line in self._curves.lines)
        least = _COMPARED_BAND if compared else BAND
        best = self._placements(Field(least * em, _INSET * em), math.inf)
        for height, inset in ((max(height, least), inset) for height, inset in _TALLER):
            most = (cost(best) - height * em) / (_OUTSIDE * em)
            if not best.lost or most <= 0:
                break
            taller = self._placements(Field(height * em, inset * em), most)
            if len(taller.lost) <= most and cost(taller) < cost(best):
                best = taller
        return best

    def _filling(self, height: float) -> _Placement:
        """The band and its words in a lane of `height` mm (≥ natural_height)."""
        natural = self._natural
        band = height - self._strip_height(frozenset())
        if band <= natural.field.height + 1e-6:
            return natural
        best: _Placement | None = None
        for inset in self._drawn_insets(band):
            most = len(best.lost) - 1 if best else math.inf
            placement = self._placements(Field(band, inset), most)
            if not placement.lost:
                return placement
            if len(placement.lost) <= most:
                best = placement
        inset = best.field.inset if best else natural.field.inset
        reach = natural.field.middle - natural.field.inset
        below = best.lost if best else natural.lost
        while True:
            band = height - self._strip_height(below)
            if band < natural.field.height - 1e-6:
                return natural
            # The words below take their height from the band: its levels keep what they need at least.
            field = Field(band, min(inset, band / 2 - reach))
            placement = self._placements(field, math.inf, below)
            if placement.lost == below:
                return placement
            below = placement.lost

    def _drawn_insets(self, band: float) -> Sequence[float]:
        """mm, the livelier curve first. One of them leaves curve and words as they naturally are, in the
        middle of a band of `band` mm: no curve is flattened because there is more room."""
        em, natural = self._context.em, self._natural.field
        liveliest = max(_INSET * em, _INSET_SHARE * band)
        same = natural.inset + (band - natural.height) / 2
        between = [inset * em for inset in _DRAWN_INSETS]
        calmest = max(liveliest, *between)
        between += [calmest + part * (same - calmest) for part in _CALMER]
        return sorted({liveliest, same, *(inset for inset in between if liveliest < inset < same)})

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
        spots += [(name.words, name.x, name.y) for name in placement.names]
        boxes = [Rect(x, y, x + words.width, y + words.height) for words, x, y in spots]
        items = list(self._curves.draw(placement.field, boxes))
        for placed, words, x, y in sorted(placement.found, key=lambda one: one[0].x):
            colour = self._curves.words_colour(placed.point)
            items += draw_words(self._context, placed.point.id, words, x, y, colour, centred=True)
        items += (draw_name(self._context, self._curves.lane.id, name) for name in placement.names)
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
