"""The band of an emotion lane: the curves on its ground, and the markers on them."""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from cjmdesk.layout.cards import evidence_dot
from cjmdesk.layout.context import LayoutContext, MarkerShape, PersonaMark
from cjmdesk.layout.curve import Curve, between, monotone_path
from cjmdesk.layout.emotion_ground import Field, draw_ground
from cjmdesk.layout.emotion_lines import CurveLine, PlacedPoint, is_shown, sole_persona
from cjmdesk.layout.faces import clear_of, face, shared_dot, shared_face, stretch_of
from cjmdesk.layout.faces import marker as outline
from cjmdesk.layout.inks import readable
from cjmdesk.layout.palette import darker, tint
from cjmdesk.layout.quote_places import Rect
from cjmdesk.layout.scene import Path, SceneItem
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import EmotionLane

FACE = 0.78
"""Radius of a face, em."""

_LINE = 0.17
"""em: thickness of a curve."""

_SIGN, _SIGN_X, _SIGN_Y = 0.62, 0.98, 0.7
"""Of a marker's radius: side of the sign of how a point is known, and its distance from the centre."""

_OTHERS, _DOT = 0.45, 0.6
"""Of a face's radius: that of the mark of somebody else, and of a dot in a face's stead."""

_MEET = 1.4
"""Of a face's radius: nearer than that marks of others lie on each other."""

_AROUND, _CORNERS = 1.25, 1.36
"""Of a face's radius: size of a mark right behind it, and how far its corners reach at most."""

_RING = 0.25
"""Of a face's radius: from the middle of the outline around a point without a level to that of a mark right
behind it, which is as grey: the two would else be one."""

_LESS = 0.6
"""Of the distance from a face: so much smaller is the mark behind it, which then looks out by itself."""

_SIGN_CLEAR = 0.3
"""Of a marker's radius, kept free between a curve's middle and that sign."""


class Curves(Struct, frozen=True):
    """What is drawn on a band, whatever its height. width: of the band, mm."""

    context: LayoutContext
    lane: EmotionLane
    placed: tuple[PlacedPoint, ...]
    lines: tuple[CurveLine, ...]
    width: float

    def radius(self) -> float:
        """Of a face, mm: smaller where points stand close."""
        places = sorted(placed.x for placed in self.placed)
        closest = min((b - a for a, b in itertools.pairwise(places) if b > a), default=1e9)
        return min(FACE * self.context.em, closest * 0.42)

    def on(self, field: Field) -> list[Curve]:
        """The curves as functions, in the order of the lines."""
        return [Curve([(p.x, field.y(p.point.level or 0.0)) for p in line.through]) for line in self.lines]

    def centres(self, field: Field, curves: Sequence[Curve]) -> dict[str, tuple[float, float]]:
        """Centre of each point's marker by id: one without a level rides on the first curve."""
        found = {}
        for placed in self.placed:
            if placed.point.level is not None:
                y = field.y(placed.point.level)
            else:
                riding = curves[0].at(placed.x) if curves else None
                y = field.middle if riding is None else riding
            found[placed.point.id] = (placed.x, y)
        return found

    def signs(
        self, field: Field, curves: Sequence[Curve], centres: Mapping[str, tuple[float, float]]
    ) -> dict[str, Rect]:
        """Where the sign of how a point is known stands, by the point's id: beside its face, where no
        curve runs, to the upper right if there is a choice."""
        radius = self.radius()
        found = {}
        for placed in self.placed:
            point = placed.point
            if not point.evidence or point.level is None or point.competitor is not None:
                continue
            others = [place for id, place in centres.items() if id != point.id]
            best, most = None, -math.inf
            for across, down in ((1, -1), (-1, -1), (1, 1), (-1, 1)):
                box = _corner(*centres[point.id], radius, across, down)
                clear = self._sign_clear(box, radius, field, curves, others)
                if best is None or clear > most:
                    best, most = box, clear
                if clear >= _SIGN_CLEAR * radius:
                    break
            assert best is not None
            found[point.id] = best
        return found

    def _sign_clear(
        self,
        box: Rect,
        radius: float,
        field: Field,
        curves: Sequence[Curve],
        others: Iterable[tuple[float, float]],
    ) -> float:
        """mm between a sign and the curves above and below it; less than 0 where one runs through it."""
        if box.left < 0 or box.right > self.width or box.top < 0 or box.bottom > field.height:
            return -math.inf
        if any(box.distance(*place) < radius for place in others):
            return -math.inf
        aside = _SIGN_CLEAR / 2 * radius
        spans = [curve.span(box.left - aside, box.right + aside) for curve in curves]
        return min((max(box.top - span[1], span[0] - box.bottom) for span in spans if span), default=math.inf)

    def owner(self, point: EmotionPoint) -> PersonaMark | None:
        """Whose alone a point is, where several curves have to be told apart."""
        alone = sole_persona(self.context, point) if len(self.lines) > 1 else None
        return self.context.personas[alone] if alone is not None else None

    def words_colour(self, point: EmotionPoint) -> str:
        """Of the feeling written at a point."""
        rival = self.context.competitors.get(point.competitor or "")
        if rival:
            return readable(darker(rival.colour, 0.8))
        owner = self.owner(point)
        return darker(owner.colour, 0.85) if owner else self.context.palette.ink

    def draw(self, field: Field, words: Iterable[Rect]) -> Iterator[SceneItem]:
        """The band from its upper edge at 0. words: boxes that the thin lines do not run through."""
        yield from draw_ground(self.context, self.lane, self.width, field, tuple(words))
        # Others' curves below ours, and dashes above the first persona's whole line: where they run together
        # both are seen.
        for line in sorted(self.lines, key=lambda line: line.competitor is None):
            yield from self.stroke(line, field)
        radius = self.radius()
        curves = self.on(field)
        centres = self.centres(field, curves)
        signs = self.signs(field, curves, centres)
        yield from self._marks_of_others(centres)
        for placed in self.placed:
            point = placed.point
            if point.competitor is None:
                yield from self.marker(point, *centres[point.id], radius, signs.get(point.id))

    def _marks_of_others(self, centres: Mapping[str, tuple[float, float]]) -> Iterator[SceneItem]:
        """Others' small marks below our faces, whose mouths they would cross; as large as it takes to look
        out behind them, and hollow where they meet one another: so all are seen."""
        radius = self.radius()
        ours = [
            (centres[placed.point.id], placed.point)
            for placed in self.placed
            if placed.point.competitor is None
        ]
        drawn: list[tuple[float, float]] = []
        for placed in self.placed:
            point = placed.point
            if point.competitor is None:
                continue
            at = centres[point.id]
            shape = self._shape_of_other(point)
            behind = (
                self._size_behind(shape, own, radius) - _LESS * math.dist(at, other) for other, own in ours
            )
            size = max([_OTHERS * radius, *behind])
            hollow = any(math.dist(at, other) < _MEET * radius for other in drawn)
            yield self._mark_of_other(point, *at, radius, size, hollow=hollow)
            drawn.append(at)

    def _size_behind(self, shape: MarkerShape, point: EmotionPoint, radius: float) -> float:
        """Radius in mm of a mark of somebody else right behind a point of ours. radius: of a face."""
        most = _CORNERS / stretch_of(shape)
        if point.level is None:
            return min((_OTHERS + _RING) / clear_of(shape), most) * radius
        return min(_AROUND, most) * (_DOT * radius if self.lane.marks == "dots" else radius)

    def _shape_of_other(self, point: EmotionPoint) -> MarkerShape:
        rival = self.context.competitors.get(point.competitor or "")
        return rival.shape if rival else "circle"

    def _mark_of_other(
        self, point: EmotionPoint, x: float, y: float, radius: float, size: float, *, hollow: bool = False
    ) -> SceneItem:
        """The mark of somebody else's point. radius: of a face, size: of the mark, mm. hollow: whether it
        lets through what lies below it."""
        palette = self.context.palette
        rival = self.context.competitors.get(point.competitor or "")
        return outline(
            point.id,
            self._shape_of_other(point),
            x,
            y,
            size,
            fill=palette.page if point.level is not None and not hollow else None,
            stroke=rival.colour if rival else palette.faint,
            stroke_width=radius * 0.2,
        )

    def stroke(
        self, line: CurveLine, field: Field, stretch: tuple[int, int] | None = None
    ) -> Iterator[SceneItem]:
        """The curve through a line's points. stretch: numbers of the first point and the one after
        the last to draw, None for all of it."""
        em = self.context.em
        points = [(p.x, field.y(p.point.level or 0.0)) for p in line.through]
        commands = monotone_path(points)
        if stretch is None and (line.before or line.after):
            round_end = _LINE / 2 * em  # within the band, too
            commands = between(commands, round_end, self.width - round_end)
        elif commands and stretch is not None:
            first, end = (number + (line.before is not None) for number in stretch)
            commands = (("M", *points[first]), *commands[first + 1 : end]) if end > first + 1 else ()
        owner = line.mark or line.competitor
        if commands:
            yield Path(
                self.lane.id,
                commands,
                stroke=owner.colour if owner else self.context.palette.curve,
                stroke_width=(_LINE if not line.competitor else _LINE * 0.7) * em,
                dash=tuple(length * em for length in owner.dash) if owner else (),
            )

    def marker(
        self,
        point: EmotionPoint,
        x: float,
        y: float,
        radius: float,
        sign: Rect | None = None,
    ) -> Iterator[SceneItem]:
        """The face or dot of a point, centred on x, y. sign: where it is said how the point is known."""
        palette = self.context.palette
        alone = self.owner(point)
        shape = alone.shape if alone else "circle"
        if point.competitor is not None:
            yield self._mark_of_other(point, x, y, radius, _OTHERS * radius)
            return
        if point.level is None:
            yield outline(
                point.id,
                shape,
                x,
                y,
                _OTHERS * radius,
                fill=palette.page,
                stroke=palette.small,
                stroke_width=radius * 0.14,
            )
            return
        colour = alone.colour if alone else palette.level(point.level)
        shared, ground = alone is None and self._some_alone(), self._face_ground(colour)
        if self.lane.marks == "dots" and shared:
            yield from shared_dot(point.id, x, y, _DOT * radius, colour, palette.page)
        elif self.lane.marks == "dots":
            yield outline(
                point.id,
                shape,
                x,
                y,
                _DOT * radius,
                fill=colour,
                stroke=palette.page,
                stroke_width=radius * 0.14,
            )
        elif shared:
            yield from shared_face(point.id, x, y, radius, point.level, colour, ground)
        else:
            yield from face(point.id, shape, x, y, radius, point.level, colour, ground)
        if point.evidence and sign is not None:
            side = sign.right - sign.left
            yield from evidence_dot(point.id, point.evidence, sign.left, sign.top, side, palette.secondary)

    def _some_alone(self) -> bool:
        """Whether points of one persona are in the lane, also in another tier, from which those of several
        are to be told apart."""
        points = (point for cell in self.lane.cells for point in cell.points)
        return len(self.lines) > 1 and any(
            point.level is not None
            and point.competitor is None
            and self.owner(point) is not None
            and is_shown(self.lane, point)
            for point in points
        )

    def _face_ground(self, colour: str) -> str:
        palette = self.context.palette
        return palette.page if palette.outline else tint(colour, 0.1)

    def small_marker(self, point: EmotionPoint, x: float, y: float) -> Iterator[SceneItem]:
        """The marker repeated before words that stand below the band."""
        palette, em = self.context.palette, self.context.em
        radius = 0.5 * em
        if point.competitor is not None:
            yield from self.marker(point, x, y, radius)
            return
        if point.level is None:
            yield outline(
                point.id,
                "circle",
                x,
                y,
                radius * 0.5,
                fill=palette.page,
                stroke=palette.small,
                stroke_width=0.08 * em,
            )
            return
        owner = self.owner(point)
        colour = owner.colour if owner else palette.level(point.level)
        ground = self._face_ground(colour)
        if owner is None and self._some_alone():
            yield from shared_face(point.id, x, y, radius, point.level, colour, ground)
        else:
            shape = owner.shape if owner else "circle"
            yield from face(point.id, shape, x, y, radius, point.level, colour, ground)


def _corner(x: float, y: float, radius: float, across: int, down: int) -> Rect:
    """A sign's box beside a face centred on x, y. across, down: 1 to the right and below, or -1."""
    side = _SIGN * radius
    left = x + _SIGN_X * radius if across > 0 else x - _SIGN_X * radius - side
    top = y + _SIGN_Y * radius if down > 0 else y - _SIGN_Y * radius - side
    return Rect(left, top, left + side, top + side)
