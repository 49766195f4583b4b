"""Which curves an emotion lane shows: whose points they join, and where those stand across."""

from collections.abc import Iterator, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.context import CompetitorMark, LayoutContext, PersonaMark
from cjmdesk.model.cards import EmotionPoint
from cjmdesk.model.lanes import EmotionLane

Columns = Sequence[tuple[str, float, float]]
"""Step id, left and width in mm of each step, from the first stage on."""


class PlacedPoint(Struct, frozen=True):
    """A point on the band: its x in mm, and the number of the step it belongs to."""

    point: EmotionPoint
    x: float
    step: int


class CurveLine(Struct, frozen=True):
    """One curve: whose (both None for everybody's), and its points from left to right. before, after: the
    next ones beyond the ends of the band, where the map goes on in another tier."""

    mark: PersonaMark | None
    competitor: CompetitorMark | None
    points: tuple[PlacedPoint, ...]
    before: PlacedPoint | None = None
    after: PlacedPoint | None = None

    @property
    def through(self) -> tuple[PlacedPoint, ...]:
        """All points that its line runs through."""
        return (
            *((self.before,) if self.before else ()),
            *self.points,
            *((self.after,) if self.after else ()),
        )


def is_shown(lane: EmotionLane, point: EmotionPoint) -> bool:
    """Whether a point is drawn: not when all its personas are hidden."""
    return not point.personas or bool(set(point.personas) - set(lane.hidden_personas))


class OverlaidPoint(EmotionPoint):
    """A point of one of two maps laid over each other. moment: points of a cell that have the same one
    stand at the same place across."""

    moment: str = ""


def placed_points(context: LayoutContext, lane: EmotionLane, columns: Columns) -> Iterator[PlacedPoint]:
    """The points that the lane shows, those of one step spread evenly over its column: ours, and beside
    them those of competitors."""
    cells = {cell.step: cell for cell in lane.cells}
    for number, (step, left, width) in enumerate(columns):
        if step not in cells:
            continue
        shown = [point for point in cells[step].points if is_shown(lane, point)]
        for group in (
            [p for p in shown if p.competitor is None and not isinstance(p, OverlaidPoint)],
            [p for p in shown if p.competitor is not None and not isinstance(p, OverlaidPoint)],
            [p for p in shown if isinstance(p, OverlaidPoint)],
        ):
            moments = [p.moment if isinstance(p, OverlaidPoint) else p.id for p in group]
            places = {moment: place for place, moment in enumerate(dict.fromkeys(moments))}
            for point, moment in zip(group, moments, strict=True):
                part = (places[moment] + 0.5) / len(places)
                along = 1 - part if context.right_to_left else part
                yield PlacedPoint(point, left + along * width, number)


def lines_of(
    context: LayoutContext,
    lane: EmotionLane,
    placed: Sequence[PlacedPoint],
    beyond: Sequence[PlacedPoint] = (),
) -> tuple[CurveLine, ...]:
    """A curve for each persona with points of their own, else one for all; then the competitors'. beyond:
    points left of the band, at an x below 0, and right of it."""
    if beyond:
        within = {one.point.id for one in placed}
        return tuple(_continued(line, within) for line in lines_of(context, lane, (*placed, *beyond)))
    hidden = set(lane.hidden_personas)
    ours = [p for p in placed if p.point.competitor is None and p.point.level is not None]
    known = [
        id for id in context.personas if id not in hidden and any(id in one.point.personas for one in ours)
    ]
    named = set(context.personas)
    lines = [
        CurveLine(
            context.personas[id],
            None,
            tuple(p for p in ours if id in p.point.personas or not named & set(p.point.personas)),
        )
        for id in known
    ] or [CurveLine(None, None, tuple(ours))]
    for id, rival in context.competitors.items():
        theirs = tuple(p for p in placed if p.point.competitor == id and p.point.level is not None)
        if theirs:
            lines.append(CurveLine(None, rival, theirs))
    return tuple(
        CurveLine(line.mark, line.competitor, tuple(sorted(line.points, key=lambda p: p.x))) for line in lines
    )


def sole_persona(context: LayoutContext, point: EmotionPoint) -> str | None:
    """Id of the one persona of the map whose point it is; None where it is of several or of none."""
    known = [id for id in point.personas if id in context.personas]
    return known[0] if len(known) == 1 else None


def _continued(line: CurveLine, within: Set[str]) -> CurveLine:
    """The line with only the points of those ids on the band, and the nearest others at its ends."""
    before = [one for one in line.points if one.point.id not in within and one.x < 0]
    after = [one for one in line.points if one.point.id not in within and one.x >= 0]
    points = tuple(one for one in line.points if one.point.id in within)
    return replace(
        line, points=points, before=before[-1] if before else None, after=after[0] if after else None
    )


def columns_beyond(
    before: Sequence[str], after: Sequence[str], width: float, column: float, *, mirrored: bool
) -> Columns:
    """Columns that stand in other tiers, as if they went on at both sides of a band. before, after: their
    step ids, the nearest first; width: of the band, column: of each of them, mm."""
    found = []
    for steps, at_left in ((before, not mirrored), (after, mirrored)):
        for number, step in enumerate(steps):
            left = -(number + 1) * column if at_left else width + number * column
            found.append((step, left, column))
    return tuple(found)


class ShownCurves(Struct, frozen=True):
    """What a lane shows of whom. curves: ids of the personas and competitors whose points a line joins;
    own: of those who have points that are no one else's and look so, since there are several curves;
    shared: whether other points look otherwise."""

    curves: frozenset[str]
    own: frozenset[str]
    shared: bool


def shown_curves(context: LayoutContext, lane: EmotionLane) -> ShownCurves:
    """Whose curves and points a lane shows."""
    every = (point for cell in lane.cells for point in cell.points if is_shown(lane, point))
    placed = [PlacedPoint(point, float(number), number) for number, point in enumerate(every)]
    lines = lines_of(context, lane, placed)
    joined = [line.mark or line.competitor for line in lines if len(line.points) > 1]
    known = {**context.personas, **context.competitors}
    curves = frozenset([id for id, mark in known.items() if any(mark is one for one in joined)])
    scored = [one.point for one in placed if one.point.level is not None] if len(lines) > 1 else []
    owners = [point.competitor or sole_persona(context, point) for point in scored]
    own = frozenset([owner for owner in owners if owner in known])
    return ShownCurves(curves, own, bool(own & context.personas.keys()) and None in owners)
