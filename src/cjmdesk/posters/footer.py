"""Below the map: the legend, and project, date and version."""

import datetime
import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from cjmdesk.i18n import N_
from cjmdesk.layout import titles
from cjmdesk.layout.balance import BETWEEN_FACTS, without_end_dots
from cjmdesk.layout.cards import evidence_dot
from cjmdesk.layout.chips import Chip, score_sign, severity_chip
from cjmdesk.layout.connectors import MARK, condition_mark, head, stroke
from cjmdesk.layout.context import CompetitorMark, LayoutContext, PersonaMark
from cjmdesk.layout.faces import face, marker, shared_face
from cjmdesk.layout.icons import icon
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.numbers import date
from cjmdesk.layout.palette import Palette
from cjmdesk.layout.scene import Part, Path, SceneItem, Text
from cjmdesk.model.cards import Evidence
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.legend_signs import NO_SIGNS, Signs, signs_on
from cjmdesk.posters.title_over_sheets import CLEAR, windows_between
from cjmdesk.posters.writing import TitlePlan
from cjmdesk.text.engine import LINE_PITCH, REGULAR
from cjmdesk.text.prepare import strung

_LEAST_IMPRINT = 12.0
"""em that the first sheet must have for project, date and version."""

_CURVE, _FINER = 3.6, 0.5
"""em of a piece of a curve in the legend, and how much finer its dashes are there: on both sides of its
marker one sees them change."""

_SAMPLE_SCORE = 3

MOST_LEGEND = 1 / 3
"""Of its paper's height within the margins: a legend that would take more leaves the rest too little."""

Owner = PersonaMark | CompetitorMark
"""Whose a curve is."""

Sign = Callable[[float, float], Sequence[SceneItem]]
"""Draws a sign of the legend with its left end at x, centred on y."""


def plan_footer(
    context: LayoutContext,
    project: Project,
    journey_map: JourneyMap,
    width: float,
    size: float,
    today: datetime.date | None,
    memo: LayoutMemo | None = None,
    more: tuple[tuple[str, str], ...] = (),
    seams: tuple[float, ...] = (),
    most: float = math.inf,
) -> TitlePlan:
    """Legend, and below it project, date, version and the program's name.

    size: of the type, mm per em. today: printed date, None for a reproducible sheet. memo: knows
    the signs of lanes that were there before, and a footer that says the same. more: icon and words of
    further signs. seams: mm from its left edge, where sheets end; nothing stands across one if that can be.
    most: mm of the legend; one that would be higher is left out.
    """
    signs = signs_on(context, journey_map, memo) if journey_map.poster.legend else NO_SIGNS
    signs = replace(signs, more=more) if more else signs
    if context.right_to_left:
        seams = tuple(sorted(width - seam for seam in seams))  # as far from where reading begins
    draw = partial(_draw_footer, context, project, journey_map, width, size, today, signs, seams, most)
    if memo is None:
        return draw()
    said = (project.title, journey_map.version, journey_map.last_reviewed)
    return memo.group("footer", journey_map.poster, (width, size, today, signs, seams, most, *said), draw)


def _draw_footer(
    context: LayoutContext,
    project: Project,
    journey_map: JourneyMap,
    width: float,
    size: float,
    today: datetime.date | None,
    signs: Signs,
    seams: Sequence[float],
    most: float,
) -> TitlePlan:
    palette, say = context.palette, context.say
    items: list[SceneItem] = []
    above = y = 0.9 * size
    if journey_map.poster.legend:
        y = _draw_legend(context, signs, width, size, y, items, seams)
    too_high = y - above > most
    if too_high:
        items, y = [], above
    reviewed = journey_map.last_reviewed
    parts = [
        project.title.strip(),
        date(today, journey_map.language) if today else "",
        say(N_("version {version}")).format(version=journey_map.version) if journey_map.version else "",
        say(N_("last reviewed {date}")).format(date=date(reviewed, journey_map.language)) if reviewed else "",
    ]
    name = context.engine.wrap("cjmdesk", REGULAR, float("inf"))
    name_width = name.width * size
    line = strung(parts, BETWEEN_FACTS)
    room = width - name_width - 2 * size
    windows = windows_between(seams, width) if seams else ()
    start, wide = next((each for each in windows if each[1] > _LEAST_IMPRINT * size), (0.0, room))
    room = min(room - start, wide)
    block = without_end_dots(context.engine, context.engine.wrap(line, REGULAR, max(room, 4 * size) / size))
    mirrored = context.right_to_left
    line_width = block.width * size
    items.append(
        Text("", width - start - line_width if mirrored else start, y, line_width, block, size, palette.small)
    )
    items.append(Text("", 0.0 if mirrored else width - name_width, y, name_width, name, size, palette.small))
    height = y + max(block.height, name.height) * size
    return TitlePlan(height, Part("footer", 0, 0, width, height, tuple(items)), shortened=too_high)


def _draw_legend(
    context: LayoutContext,
    signs: Signs,
    width: float,
    size: float,
    y: float,
    items: list[SceneItem],
    seams: Sequence[float],
) -> float:
    """Adds the legend in as many rows as it needs, no entry across a seam; returns the y below it."""
    x = 0.0
    drawn = False
    for sign_width, draw, text in _legend_entries(context, signs, size):
        block = context.engine.wrap(text, REGULAR, float("inf"))
        whole = sign_width + 0.45 * size + block.width * size
        x = _behind_seams(x, whole, seams)
        if x > 0 and x + whole > width:
            x, y = _behind_seams(0.0, whole, seams), y + LINE_PITCH * size
        left = width - x - whole if context.right_to_left else x
        sign_x = left + whole - sign_width if context.right_to_left else left
        text_x = left if context.right_to_left else left + sign_width + 0.45 * size
        items += draw(sign_x, y + LINE_PITCH * size / 2)
        items.append(Text("", text_x, y, block.width * size, block, size, context.palette.small))
        x += whole + 1.3 * size
        drawn = True
    return y + (LINE_PITCH + 0.25) * size if drawn else y


def legend_of_cards(
    context: LayoutContext, journey_map: JourneyMap, width: float, size: float
) -> tuple[tuple[SceneItem, ...], float]:
    """What the signs on notes of a map's cards and points mean, in rows of `width` mm, and how high it is;
    nothing, and 0, without any. Faces have the colours of levels there, and nothing joins them. size: of the
    type, mm."""
    none = frozenset[str]()
    signs = replace(
        signs_on(context, journey_map, None), conditions=none, curves=none, own=none, shared=False
    )
    items: list[SceneItem] = []
    height = _draw_legend(context, signs, width, size, 0.0, items, ())
    return tuple(items), height


def _behind_seams(x: float, width: float, seams: Sequence[float]) -> float:
    """x, or behind a seam that would go through what is so wide, mm."""
    for seam in sorted(seams):
        if x < seam + CLEAR and x + width > seam - CLEAR:
            x = seam + CLEAR
    return x


def _legend_entries(context: LayoutContext, signs: Signs, size: float) -> Iterator[tuple[float, Sign, str]]:
    """Only what the map shows: width of the sign, how to draw it, its words."""
    palette, say = context.palette, context.say
    for name, words in signs.more:
        yield size, partial(_icon_sign, palette, size, name), words
    if signs.levels:
        for level, words in ((-4.0, N_("negative")), (0.0, N_("neutral")), (4.0, N_("positive"))):
            # Where faces have the colours of persons, their features alone tell the level.
            colour = palette.secondary if signs.own & context.personas.keys() else palette.level(level)
            yield 1.1 * size, partial(_face_sign, palette, size, level, colour), say(words)
    if signs.shared:
        yield 3.4 * size, partial(_shared_sign, palette, size), say(N_("several people"))
    if signs.unknown:
        yield 0.7 * size, partial(_unknown_sign, palette, size), say(N_("no level yet"))
    for grade, words in titles.EVIDENCE.items():
        if grade in signs.grades:
            yield 0.7 * size, partial(_evidence_sign, palette, size, grade), say(words)
    if signs.severity:
        chip = severity_chip(replace(context, em=size), "", 3)
        yield chip.width, partial(_chip_sign, chip), say(N_("severity 1 to 5"))
    if signs.scores:
        chip = score_sign(replace(context, em=size), "", _SAMPLE_SCORE)
        yield chip.width, partial(_chip_sign, chip), say(N_("rating 1 to 5"))
    if signs.moment_of_truth:
        yield size, partial(_star_sign, palette, size), say(N_("moment of truth"))
    if signs.votes:
        yield size, partial(_icon_sign, palette, size, "vote"), say(N_("votes"))
    yield from _line_entries(context, signs, size)


def _line_entries(context: LayoutContext, signs: Signs, size: float) -> Iterator[tuple[float, Sign, str]]:
    """Connectors; a piece of each persona's and each competitor's curve, or their marker where there is
    no more of them."""
    palette, width = context.palette, 2.6 * size
    for condition, words in titles.WHEN.items():
        if condition in signs.conditions:
            marked = condition in signs.marked
            sign = partial(_connector_sign, replace(context, em=size), condition, marked=marked)
            yield width, sign, context.say(words)
    owners: dict[str, Owner] = {**context.personas, **context.competitors}
    for id, mark in owners.items():
        if id in signs.curves:
            yield _CURVE * size, partial(_curve_sign, palette, size, mark), mark.name
        elif id in signs.own:
            yield size, partial(_marker_sign, palette, size, mark), mark.name


def _face_sign(
    palette: Palette, size: float, level: float, colour: str, x: float, y: float
) -> Sequence[SceneItem]:
    return face("", "circle", x + 0.55 * size, y, 0.5 * size, level, colour, palette.page)


def _shared_sign(palette: Palette, size: float, x: float, y: float) -> Sequence[SceneItem]:
    """Faces in the colours of levels, as points of several personas have them."""
    faces = (
        shared_face(
            "", x + (0.55 + 1.15 * place) * size, y, 0.5 * size, level, palette.level(level), palette.page
        )
        for place, level in enumerate((-4.0, 0.0, 4.0))
    )
    return tuple(item for one in faces for item in one)


def _unknown_sign(palette: Palette, size: float, x: float, y: float) -> Sequence[SceneItem]:
    thin, middle = 0.08 * size, x + 0.35 * size
    return (
        marker(
            "", "circle", middle, y, 0.25 * size, fill=palette.page, stroke=palette.small, stroke_width=thin
        ),
    )


def _evidence_sign(palette: Palette, size: float, grade: str, x: float, y: float) -> Sequence[SceneItem]:
    sign = Evidence(grade=grade)
    return tuple(evidence_dot("", sign, x, y - 0.35 * size, 0.7 * size, palette.secondary))


def _chip_sign(chip: Chip, x: float, y: float) -> Sequence[SceneItem]:
    return chip.draw(x, y - chip.height / 2)


def _icon_sign(palette: Palette, size: float, name: str, x: float, y: float) -> Sequence[SceneItem]:
    return icon(name, x, y - size / 2, size, palette.secondary)


def _star_sign(palette: Palette, size: float, x: float, y: float) -> Sequence[SceneItem]:
    return icon("star", x, y - size / 2, size, palette.middling)


def _connector_sign(
    context: LayoutContext, condition: str, x: float, y: float, *, marked: bool
) -> Sequence[SceneItem]:
    """A short connector. marked: with its mark where it begins, as those between stages have it."""
    sign = Connector(id="legend", source="legend", target="legend", condition=condition)
    em, one = context.em, sign.model_copy(update={"id": ""})  # nothing that could be selected
    colour = context.palette.condition(condition)
    mirrored = context.right_to_left
    start, end = (x + 2.6 * em, x) if mirrored else (x, x + 2.6 * em)
    mark = start - MARK * em if mirrored else start + MARK * em
    return (
        *stroke(context, one, (("M", start, y), ("L", end, y)), colour),
        head(context, one, end, y, "left" if mirrored else "right", colour),
        *(condition_mark(context, one, mark, y, colour) if marked else ()),
    )


def _curve_sign(palette: Palette, size: float, owner: Owner, x: float, y: float) -> Sequence[SceneItem]:
    """A piece of a curve, with its marker on it."""
    line = Path(
        "",
        (("M", x, y), ("L", x + _CURVE * size, y)),
        stroke=owner.colour,
        stroke_width=(0.16 if isinstance(owner, PersonaMark) else 0.11) * size,
        dash=tuple(length * size * _FINER for length in owner.dash),
    )
    return line, *_marker_sign(palette, size, owner, x + (_CURVE - 1) / 2 * size, y)


def _marker_sign(palette: Palette, size: float, owner: Owner, x: float, y: float) -> Sequence[SceneItem]:
    """The marker of a curve alone."""
    middle = x + size / 2
    if isinstance(owner, PersonaMark):
        return tuple(face("", owner.shape, middle, y, 0.5 * size, 2.0, owner.colour, palette.page))
    thin = 0.1 * size
    one = marker(
        "", owner.shape, middle, y, 0.3 * size, fill=palette.page, stroke=owner.colour, stroke_width=thin
    )
    return (one,)
