"""The emotion lane: one smooth curve per persona through faces, with words beside them.

Words for which no place is free on the band stand below it, in their own column, so that nothing
is ever covered or left out.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cjmdesk.layout.cards import evidence_dot
from cjmdesk.layout.cells import PAD, CellPlan, draw_cell, plan_cell
from cjmdesk.layout.context import CompetitorMark, LayoutContext, PersonaMark
from cjmdesk.layout.curve import Curve, monotone_path
from cjmdesk.layout.faces import face, marker
from cjmdesk.layout.palette import darker, tint
from cjmdesk.layout.quotes import Anchor, QuotePlacer, Rect, Words, draw_words, forms_of, has_words, words_at
from cjmdesk.layout.scene import Path, SceneItem, Wash, moved
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import Cell, EmotionLane
from cjmdesk.text.engine import LINE_PITCH

BAND = 10.5
"""Least height of the curve's band, em."""

_TALLER_BANDS = (13.0, 18.0, 24.0)
"""em: tried where many words find no place on the least band; a taller one may be lower in all."""

WIDEST_BAND = 26.0
"""em: beyond this a band only exaggerates."""

FACE = 0.78
_LINE = 0.17
_STRIP_GAP = 0.35


@dataclass(frozen=True, slots=True)
class _Placed:
    """A point on the band: its x in mm, and the step it belongs to."""

    point: EmotionPoint
    x: float
    step: int


@dataclass(frozen=True, slots=True)
class _Line:
    """One curve: whose (both None for everybody's), and its points."""

    mark: PersonaMark | None
    competitor: CompetitorMark | None
    points: tuple[_Placed, ...]


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
        self._lane = lane
        self._columns = columns
        self._gutters = gutters
        self._width = max((left + width for _, left, width in columns), default=0.0)
        cells = {cell.step: cell for cell in lane.cells}
        self._placed = tuple(self._spread(cells))
        self._lines = self._make_lines()
        self._words: dict[str, tuple[Words, ...]] = {}
        self._cells: dict[int, CellPlan] = {
            number: plan_cell(context, cells[step].cards, width, lane.kind)
            for number, (step, _, width) in enumerate(columns)
            if step in cells and cells[step].cards
        }
        self._band, self._below = self._choose_band()
        strip = self._strip_height(self._below)
        self.natural_height = self._band + strip
        self.widest_height = max(WIDEST_BAND * context.em, self._band) + strip

    def _spread(self, cells: Mapping[str, Cell]) -> Iterator[_Placed]:
        hidden = set(self._lane.hidden_personas)
        for number, (step, left, width) in enumerate(self._columns):
            if step not in cells:
                continue
            shown = [p for p in cells[step].points if not p.personas or set(p.personas) - hidden]
            for group in (
                [p for p in shown if p.competitor is None],
                [p for p in shown if p.competitor is not None],
            ):
                for place, point in enumerate(group):
                    part = (place + 0.5) / len(group)
                    along = 1 - part if self._context.right_to_left else part
                    yield _Placed(point, left + along * width, number)

    def _make_lines(self) -> tuple[_Line, ...]:
        hidden = set(self._lane.hidden_personas)
        ours = [p for p in self._placed if p.point.competitor is None and p.point.level is not None]
        known = [
            id
            for id in self._context.personas
            if id not in hidden and any(id in placed.point.personas for placed in ours)
        ]
        if known:
            named = set(self._context.personas)
            lines = [
                _Line(
                    self._context.personas[id],
                    None,
                    tuple(p for p in ours if id in p.point.personas or not named & set(p.point.personas)),
                )
                for id in known
            ]
        else:
            lines = [_Line(None, None, tuple(ours))]
        for id, rival in self._context.competitors.items():
            theirs = tuple(p for p in self._placed if p.point.competitor == id and p.point.level is not None)
            if theirs:
                lines.append(_Line(None, rival, theirs))
        return tuple(
            _Line(line.mark, line.competitor, tuple(sorted(line.points, key=lambda p: p.x))) for line in lines
        )

    def _radius(self) -> float:
        """Of a face: smaller where points stand close."""
        places = sorted(placed.x for placed in self._placed)
        closest = min((b - a for a, b in itertools.pairwise(places) if b > a), default=1e9)
        return min(FACE * self._context.em, closest * 0.42)

    def _y(self, level: float, band: float) -> float:
        margin = (FACE + 0.35) * self._context.em
        return band / 2 - level / 5 * (band / 2 - margin)

    def _curves(self, band: float) -> list[Curve]:
        return [
            Curve([(p.x, self._y(p.point.level or 0.0, band)) for p in line.points]) for line in self._lines
        ]

    def _place_of(self, placed: _Placed, band: float, curves: Sequence[Curve]) -> tuple[float, float]:
        """Centre of a point's marker: without a level it rides on the first curve."""
        if placed.point.level is not None:
            return placed.x, self._y(placed.point.level, band)
        riding = curves[0].at(placed.x) if curves else None
        return placed.x, band / 2 if riding is None else riding

    def _placements(
        self, band: float, below: frozenset[str]
    ) -> tuple[list[tuple[_Placed, Words, float, float]], frozenset[str]]:
        """Words with their places on a band, and the ids of points whose words found none."""
        curves, radius = self._curves(band), self._radius()
        centres = {p.point.id: self._place_of(p, band, curves) for p in self._placed}
        markers = [
            Rect(x - radius * 1.2, y - radius * 1.35, x + radius * 1.65, y + radius * 1.2)
            for x, y in centres.values()
        ]
        placer = QuotePlacer(
            self._context, self._width, band, curves, markers, centres.values(), self._gutters
        )
        found, lost = [], set(below)
        for placed in sorted(self._placed, key=lambda p: p.x):
            point = placed.point
            if point.id in below or not has_words(point):
                continue
            x, y = centres[point.id]
            forms = self._forms(placed)
            spot = placer.place(Anchor(point, x, y, y >= band / 2), forms, radius * 1.35)
            if spot is None:
                lost.add(point.id)
            else:
                found.append((placed, *spot))
        return found, frozenset(lost)

    def _forms(self, placed: _Placed) -> tuple[Words, ...]:
        """A point's words in every shape; the same on every band."""
        found = self._words.get(placed.point.id)
        if found is None:
            room = max(self._columns[placed.step][2] * 1.05, 6 * self._context.em)
            found = self._words[placed.point.id] = forms_of(self._context, placed.point, room)
        return found

    def _unplaceable(self, band: float, below: frozenset[str]) -> frozenset[str]:
        return self._placements(band, below)[1]

    def _choose_band(self) -> tuple[float, frozenset[str]]:
        """The band's natural height, and the points whose words then stand below it."""
        em = self._context.em
        best = BAND * em
        below = self._unplaceable(best, frozenset())
        whole = best + self._strip_height(below)
        for taller in _TALLER_BANDS:
            if not below or whole <= taller * em:
                break
            lost = self._unplaceable(taller * em, frozenset())
            height = taller * em + self._strip_height(lost)
            if height < whole:
                best, below, whole = taller * em, lost, height
        return best, below

    def _strip_columns(self, below: frozenset[str]) -> dict[int, list[_Placed]]:
        columns: dict[int, list[_Placed]] = {}
        for placed in self._placed:
            if placed.point.id in below:
                columns.setdefault(placed.step, []).append(placed)
        return columns

    def _strip_words_width(self, step: int) -> float:
        em = self._context.em
        return max(self._columns[step][2] - (2 * PAD + 1.5) * em, 1.2 * em)

    def _strip_height(self, below: frozenset[str]) -> float:
        """Height below the band for words and cards, mm; 0 when there are none."""
        em = self._context.em
        columns = self._strip_columns(below)
        tallest = 0.0
        for step in {*columns, *self._cells}:
            width = self._strip_words_width(step)
            words = [words_at(self._context, p.point, width) for p in columns.get(step, ())]
            height = sum(w.height + _STRIP_GAP * em for w in words)
            if words:
                height += _STRIP_GAP * em
            if step in self._cells:
                height += self._cells[step].height
            tallest = max(tallest, height)
        return tallest

    def draw(self, height: float) -> tuple[SceneItem, ...]:
        """The lane's items in its own coordinates, filling `height` mm (≥ natural_height)."""
        below = frozenset[str]()
        while True:
            band = height - self._strip_height(below)
            if band < self._band - 1e-6:
                below, band = self._below, self._band
                found, lost = self._placements(band, below)
                break
            found, lost = self._placements(band, below)
            if lost == below:
                break
            below = lost
        items = [*self._draw_band(band), *self._draw_curves(band)]
        for placed, words, x, y in found:
            colour = self._words_colour(placed.point)
            items += draw_words(self._context, placed.point.id, words, x, y, colour, centred=True)
        items += self._draw_strip(band, below | lost)
        return tuple(items)

    def _draw_band(self, band: float) -> Iterator[SceneItem]:
        palette, em, lane = self._context.palette, self._context.em, self._lane
        yield Wash(
            lane.id,
            0,
            0,
            self._width,
            band,
            ((0.0, palette.wash_good), (0.46, palette.page), (0.54, palette.page), (1.0, palette.wash_bad)),
        )
        middle = band / 2
        thin = 0.07 * em
        for level in _guide_levels(lane.guides):
            y = self._y(level, band)
            yield Path(
                lane.id,
                (("M", 0.0, y), ("L", self._width, y)),
                stroke=palette.hairline,
                stroke_width=thin * 0.8,
            )
        yield Path(
            lane.id,
            (("M", 0.0, middle), ("L", self._width, middle)),
            stroke=palette.faint,
            stroke_width=thin,
            dash=(0.02 * em, 0.42 * em),
        )

    def _draw_curves(self, band: float) -> Iterator[SceneItem]:
        em, palette = self._context.em, self._context.palette
        curves = self._curves(band)
        for line in reversed(self._lines):
            points = [(p.x, self._y(p.point.level or 0.0, band)) for p in line.points]
            owner = line.mark or line.competitor
            colour = owner.colour if owner else palette.curve
            dash = owner.dash if owner else ()
            commands = monotone_path(points)
            if commands:
                yield Path(
                    self._lane.id,
                    commands,
                    stroke=colour,
                    stroke_width=(_LINE if not line.competitor else _LINE * 0.7) * em,
                    dash=tuple(length * em for length in dash),
                )
        radius = self._radius()
        for placed in self._placed:
            yield from self._draw_marker(placed, band, curves, radius)

    def _owner(self, point: EmotionPoint) -> PersonaMark | None:
        """Whose alone a point is, where several curves have to be told apart."""
        owners = [self._context.personas[id] for id in point.personas if id in self._context.personas]
        return owners[0] if len(owners) == 1 and len(self._lines) > 1 else None

    def _words_colour(self, point: EmotionPoint) -> str:
        owner = self._owner(point)
        return darker(owner.colour, 0.85) if owner else self._context.palette.ink

    def _draw_marker(
        self, placed: _Placed, band: float, curves: Sequence[Curve], radius: float
    ) -> Iterator[SceneItem]:
        context, point = self._context, placed.point
        palette = context.palette
        x, y = self._place_of(placed, band, curves)
        alone = self._owner(point)
        shape = alone.shape if alone else "circle"
        if point.competitor is not None:
            rival = context.competitors.get(point.competitor)
            grey = rival.colour if rival else palette.faint
            yield marker(point.id, "circle", x, y, radius * 0.4, fill=grey, stroke=grey, stroke_width=0)
            return
        if point.level is None:
            yield marker(
                point.id,
                shape,
                x,
                y,
                radius * 0.45,
                fill=palette.page,
                stroke=palette.small,
                stroke_width=radius * 0.14,
            )
            return
        colour = alone.colour if alone else palette.level(point.level)
        if self._lane.marks == "dots":
            yield marker(
                point.id,
                shape,
                x,
                y,
                radius * 0.6,
                fill=colour,
                stroke=palette.page,
                stroke_width=radius * 0.14,
            )
        else:
            ground = tint(colour, 0.1)
            yield from face(point.id, shape, x, y, radius, point.level, colour, ground)
        if point.evidence:
            side = radius * 0.62
            yield from evidence_dot(
                point.id, point.evidence, x + radius * 0.98, y - radius * 1.32, side, palette.secondary
            )

    def _draw_strip(self, band: float, below: frozenset[str]) -> Iterator[SceneItem]:
        context = self._context
        em = context.em
        columns = self._strip_columns(below)
        for step in sorted({*columns, *self._cells}):
            _, left, width = self._columns[step]
            y = band + _STRIP_GAP * em
            for placed in columns.get(step, ()):
                point = placed.point
                words = words_at(context, point, self._strip_words_width(step))
                radius = 0.5 * em
                middle = y + LINE_PITCH * em * 0.5
                mark_x = left + (PAD + 0.5) * em
                words_x = left + (PAD + 1.4) * em
                if context.right_to_left:
                    mark_x = left + width - (PAD + 0.5) * em
                    words_x = mark_x - 0.9 * em - words.width
                if point.level is None:
                    yield marker(
                        point.id,
                        "circle",
                        mark_x,
                        middle,
                        radius * 0.5,
                        fill=context.palette.page,
                        stroke=context.palette.small,
                        stroke_width=0.08 * em,
                    )
                else:
                    owner = self._owner(point)
                    shape = owner.shape if owner else "circle"
                    colour = owner.colour if owner else context.palette.level(point.level)
                    ground = tint(colour, 0.1)
                    yield from face(point.id, shape, mark_x, middle, radius, point.level, colour, ground)
                colour = self._words_colour(point)
                yield from draw_words(context, point.id, words, words_x, y, colour, centred=False)
                y += words.height + _STRIP_GAP * em
            if step in self._cells:
                top = y if step in columns else band
                colours = context.palette.lane("free_text")
                for item in draw_cell(context, self._cells[step], colours):
                    yield moved(item, left, top)


def _guide_levels(count: int) -> Sequence[float]:
    """Whole levels that get a guide line: the middle one is dotted and always there."""
    wanted = min(max(count, 0), 10)
    if wanted <= 1:
        return ()
    order = (5, -5, 3, -3, 1, -1, 4, -4, 2, -2)
    return tuple(float(level) for level in order[:wanted])
