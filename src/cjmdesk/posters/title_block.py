"""Above and below the map: title block with personas, and the footer with legend and date."""

import datetime
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from cjmdesk.i18n import N_
from cjmdesk.layout import titles
from cjmdesk.layout.balance import balanced
from cjmdesk.layout.cards import evidence_dot
from cjmdesk.layout.chips import Chip, severity_chip
from cjmdesk.layout.context import (
    CompetitorMark,
    LayoutContext,
    MarkerShape,
    PersonaMark,
    map_personas,
)
from cjmdesk.layout.faces import face
from cjmdesk.layout.icons import icon
from cjmdesk.layout.numbers import date
from cjmdesk.layout.palette import Palette
from cjmdesk.layout.quotes import quoted
from cjmdesk.layout.scene import Box, Image, Part, Path, SceneItem, Text
from cjmdesk.model.cards import EmotionPoint, Evidence, PainCard
from cjmdesk.model.lanes import EmotionLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.text.engine import BOLD, ITALIC, LINE_PITCH, REGULAR, TextBlock, TextStyle

KICKER = 0.27
SUBTITLE = 0.37
_NAME = 0.40
_FACTS = 0.29
_GAP = 0.55
_NAME_LINES = 2


@dataclass(frozen=True, slots=True)
class TitlePlan:
    """height: mm of the block, with the space below it. part: its drawing."""

    height: float
    part: Part


def map_title(context: LayoutContext, journey_map: JourneyMap) -> str:
    """The map's title, or words for a map without one."""
    return journey_map.title.strip() or context.say(N_("Untitled map"))


def _kicker(context: LayoutContext, journey_map: JourneyMap) -> str:
    kind = titles.MAP_TYPES.get(journey_map.type, journey_map.type)
    if journey_map.type == "service_blueprint":
        return context.say(kind).upper()
    return f"{context.say(N_('Customer journey'))} · {context.say(kind)}".upper()


def _subtitle(context: LayoutContext, project: Project, journey_map: JourneyMap) -> str:
    goal = journey_map.goal
    parts = [journey_map.scenario]
    if goal:
        parts.append(context.say(N_("Goal: {goal}")).format(goal=goal))
    if project.brief.in_title_block:
        brief = project.brief
        preset = context.say(titles.GOAL_PRESETS.get(brief.goal_preset, ""))
        aim = brief.goal or preset
        if aim and aim != goal:
            parts.append(context.say(N_("Workshop: {goal}")).format(goal=aim))
        if brief.team:
            names = ", ".join(member.name for member in brief.team if member.name)
            parts.append(context.say(N_("Team: {names}")).format(names=names))
    return "\n".join(part.strip() for part in parts if part.strip())


class _Writer:
    """Sets blocks one below the other, sizes in mm."""

    def __init__(self, context: LayoutContext, item: str) -> None:
        self._context = context
        self._item = item
        self.items: list[SceneItem] = []
        self.y = 0.0

    def write(
        self, text: str, style: TextStyle, size: float, x: float, width: float, colour: str
    ) -> TextBlock:
        """Set `text` at the current height and move down."""
        block = self._context.engine.wrap(text, style, width / size)
        if block.lines:
            shown = balanced(self._context, block)
            self.items.append(Text(self._item, x, self.y, width, shown, size, colour, self._context.align))
            self.y += block.height * size
        return block


def plan_title(
    context: LayoutContext,
    project: Project,
    journey_map: JourneyMap,
    width: float,
    title: float,
    *,
    show_personas: bool,
) -> TitlePlan:
    """The title block over `width` mm. title: size of the title's type, mm per em."""
    palette = context.palette
    personas = map_personas(project, journey_map) if show_personas else ()
    strip = _persona_strip(context, personas, width * (0.58 if len(personas) > 1 else 0.42), title)
    strip_width = max((x + w for x, _, w, _, _ in strip), default=0.0)
    words = width - (strip_width + 1.2 * title if strip else 0.0)
    logo_width, logo = _logo(context, journey_map, title)
    words -= logo_width
    writer = _Writer(context, journey_map.id)
    left = 0.0
    left = width - words if context.right_to_left else logo_width
    writer.write(_kicker(context, journey_map), BOLD, KICKER * title, left, words, palette.small)
    writer.y += 0.02 * title
    name = map_title(context, journey_map)
    writer.write(name, BOLD, _name_size(context, name, words, title), left, words, palette.ink)
    writer.y += 0.06 * title
    subtitle = _subtitle(context, project, journey_map)
    writer.write(subtitle, REGULAR, SUBTITLE * title, left, words, palette.secondary)
    items = list(writer.items)
    items += logo
    strip_height = max((y + h for _, y, _, h, _ in strip), default=0.0)
    strip_left = 0.0 if context.right_to_left else width - strip_width
    for x, y, card_width, card_height, persona in strip:
        items += _draw_persona(context, persona, strip_left + x, y, card_width, card_height, title)
    height = max(writer.y, strip_height, logo_width)
    return TitlePlan(height + _GAP * title, Part("title", 0, 0, width, height, tuple(items)))


def _name_size(context: LayoutContext, name: str, width: float, title: float) -> float:
    """mm of the title's type: a long one is set smaller rather than in many lines."""
    for size in (1.0, 0.85, 0.72):
        if len(context.engine.wrap(name, BOLD, width / (size * title)).lines) <= _NAME_LINES:
            break
    return size * title


def _logo(context: LayoutContext, journey_map: JourneyMap, title: float) -> tuple[float, list[SceneItem]]:
    key = journey_map.poster.logo
    if key is None or key not in context.pictures:
        return 0.0, []
    wide, high, description = context.pictures[key]
    scale = min(3.2 * title / wide, 1.7 * title / high)
    width, height = wide * scale, high * scale
    return width + 0.6 * title, [Image(journey_map.id, 0, 0.1 * title, width, height, key, description)]


def _persona_facts(context: LayoutContext, persona: Persona) -> list[tuple[str, TextStyle]]:
    facts = [part for part in (persona.occupation, persona.place) if part]
    lines: list[tuple[str, TextStyle]] = []
    if facts:
        lines.append((", ".join(facts), REGULAR))
    needs = ", ".join(need for need in persona.needs[:2] if need)
    if needs:
        lines.append((context.say(N_("Needs: {needs}")).format(needs=needs), REGULAR))
    if persona.quote:
        lines.append((quoted(persona.quote, context.language), ITALIC))
    return lines


def _persona_name(persona: Persona) -> str:
    return ", ".join(part for part in (persona.name, persona.age) if part)


def _words_height(context: LayoutContext, persona: Persona, width: float, title: float) -> float:
    """mm of the words on a persona's card `width` mm wide."""
    inside = _persona_text_width(width, title)
    height = context.engine.wrap(_persona_name(persona), BOLD, inside / (_NAME * title)).height * _NAME
    for text, style in _persona_facts(context, persona):
        height += context.engine.wrap(text, style, inside / (_FACTS * title)).height * _FACTS
    return height * title


def _persona_height(context: LayoutContext, persona: Persona, width: float, title: float) -> float:
    return max(_words_height(context, persona, width, title) + 0.5 * title, 1.75 * title)


def _persona_natural(context: LayoutContext, persona: Persona, title: float) -> float:
    """Width of a persona's card whose lines need no break, at most 13 em of the title's type."""
    lines = [(_persona_name(persona), BOLD, _NAME)]
    lines += [(text, style, _FACTS) for text, style in _persona_facts(context, persona)]
    widest = max(context.engine.wrap(text, style, float("inf")).width * size for text, style, size in lines)
    return max(min(widest, 10.6) + 2.4, 3.9) * title


def _persona_text_width(width: float, title: float) -> float:
    return max(width - 2.35 * title, 1.5 * title)


def _persona_strip(
    context: LayoutContext, personas: Sequence[Persona], width: float, title: float
) -> list[tuple[float, float, float, float, Persona]]:
    """x, y, width, height and who, for every persona's card; in rows of at most three."""
    if not personas:
        return []
    across = min(len(personas), max(1, int((width + 0.4 * title) / (7.5 * title))), 3)
    rows = math.ceil(len(personas) / across)
    across = math.ceil(len(personas) / rows)
    room = (width - (across - 1) * 0.4 * title) / across
    card = min(room, max(_persona_natural(context, persona, title) for persona in personas))
    placed: list[tuple[float, float, float, float, Persona]] = []
    y = 0.0
    for first in range(0, len(personas), across):
        row = personas[first : first + across]
        height = max(_persona_height(context, persona, card, title) for persona in row)
        for place, persona in enumerate(row):
            placed.append((place * (card + 0.4 * title), y, card, height, persona))
        y += height + 0.3 * title
    return placed


def _draw_persona(
    context: LayoutContext,
    persona: Persona,
    x: float,
    y: float,
    width: float,
    height: float,
    title: float,
) -> list[SceneItem]:
    palette = context.palette
    mark = context.personas[persona.id]
    side = 1.45 * title
    pad = 0.3 * title
    mirrored = context.right_to_left
    round_x = x + width - pad - side if mirrored else x + pad
    round_y = y + (height - side) / 2
    items: list[SceneItem] = [
        Box(
            persona.id,
            x,
            y,
            width,
            height,
            stroke=palette.hairline,
            stroke_width=0.025 * title,
            radius=0.14 * title,
        )
    ]
    if persona.portrait and persona.portrait in context.pictures:
        items.append(
            Image(persona.id, round_x, round_y, side, side, persona.portrait, persona.name, round=True)
        )
    else:
        size = 0.5 * title
        block = context.engine.wrap(mark.initials, BOLD, float("inf"))
        text_y = round_y + (side - LINE_PITCH * size) / 2
        items.append(Box(persona.id, round_x, round_y, side, side, fill=mark.colour, radius=side / 2))
        items.append(Text(persona.id, round_x, text_y, side, block, size, palette.on_stage, "center"))
    text_width = _persona_text_width(width, title)
    text_x = x + pad if mirrored else x + width - pad - text_width
    writer = _Writer(context, persona.id)
    writer.y = y + (height - _words_height(context, persona, width, title)) / 2
    writer.write(_persona_name(persona), BOLD, _NAME * title, text_x, text_width, palette.ink)
    for text, style in _persona_facts(context, persona):
        writer.write(text, style, _FACTS * title, text_x, text_width, palette.secondary)
    return items + writer.items


Sign = Callable[[float, float], Sequence[SceneItem]]
"""Draws a sign of the legend with its left end at x, centred on y."""


def plan_footer(
    context: LayoutContext,
    project: Project,
    journey_map: JourneyMap,
    width: float,
    size: float,
    today: datetime.date | None,
) -> TitlePlan:
    """Legend, and below it project, date, version and the program's name.

    size: of the type, mm per em. today: printed date, None for a reproducible sheet.
    """
    palette, say = context.palette, context.say
    items: list[SceneItem] = []
    y = 0.9 * size
    if journey_map.poster.legend:
        y = _draw_legend(context, journey_map, width, size, y, items)
    reviewed = journey_map.last_reviewed
    parts = [
        project.title.strip(),
        date(today, journey_map.language) if today else "",
        say(N_("version {version}")).format(version=journey_map.version) if journey_map.version else "",
        say(N_("last reviewed {date}")).format(date=date(reviewed, journey_map.language)) if reviewed else "",
    ]
    name = context.engine.wrap("cjmdesk", REGULAR, float("inf"))
    name_width = name.width * size
    line = " · ".join(part for part in parts if part)
    block = context.engine.wrap(line, REGULAR, max(width - name_width - 2 * size, 4 * size) / size)
    mirrored = context.right_to_left
    line_width = block.width * size
    items.append(Text("", width - line_width if mirrored else 0.0, y, line_width, block, size, palette.small))
    items.append(Text("", 0.0 if mirrored else width - name_width, y, name_width, name, size, palette.small))
    height = y + max(block.height, name.height) * size
    return TitlePlan(height, Part("footer", 0, 0, width, height, tuple(items)))


def _draw_legend(
    context: LayoutContext,
    journey_map: JourneyMap,
    width: float,
    size: float,
    y: float,
    items: list[SceneItem],
) -> float:
    """Adds the legend in as many rows as it needs; returns the y below it."""
    x = 0.0
    drawn = False
    for sign_width, draw, text in _legend_entries(context, journey_map, size):
        block = context.engine.wrap(text, REGULAR, float("inf"))
        whole = sign_width + 0.45 * size + block.width * size
        if x > 0 and x + whole > width:
            x, y = 0.0, y + LINE_PITCH * size
        left = width - x - whole if context.right_to_left else x
        sign_x = left + whole - sign_width if context.right_to_left else left
        text_x = left if context.right_to_left else left + sign_width + 0.45 * size
        items += draw(sign_x, y + LINE_PITCH * size / 2)
        items.append(Text("", text_x, y, block.width * size, block, size, context.palette.small))
        x += whole + 1.3 * size
        drawn = True
    return y + (LINE_PITCH + 0.25) * size if drawn else y


def _legend_entries(
    context: LayoutContext, journey_map: JourneyMap, size: float
) -> Iterator[tuple[float, Sign, str]]:
    """Only what the map shows: width of the sign, how to draw it, its words."""
    palette, say = context.palette, context.say
    lanes = [lane for lane in journey_map.lanes if not lane.hidden]
    cards = [card for lane in lanes for cell in lane.cells for card in cell.cards]
    points = [p for lane in lanes if isinstance(lane, EmotionLane) for c in lane.cells for p in c.points]
    if any(point.level is not None for point in points):
        for level, words in ((-4.0, N_("negative")), (0.0, N_("neutral")), (4.0, N_("positive"))):
            yield 1.1 * size, partial(_face_sign, palette, size, level), say(words)
    grades = {item.evidence.grade for item in (*cards, *points) if item.evidence}
    for grade, words in titles.EVIDENCE.items():
        if grade in grades:
            yield 0.7 * size, partial(_evidence_sign, palette, size, grade), say(words)
    if any(isinstance(card, PainCard) and card.severity for card in cards):
        chip = severity_chip(replace(context, em=size), "", 3)
        yield chip.width, partial(_chip_sign, chip), say(N_("severity 1 to 5"))
    if any(card.moment_of_truth for card in cards):
        yield size, partial(_star_sign, palette, size), say(N_("moment of truth"))
    yield from _curve_entries(context, points, size)


def _curve_entries(
    context: LayoutContext, points: Sequence[EmotionPoint], size: float
) -> Iterator[tuple[float, Sign, str]]:
    """A piece of each persona's and each competitor's curve, where there are several."""
    owners = {id for point in points for id in point.personas}
    rivals = {point.competitor for point in points}
    width = 2.6 * size
    for id, mark in context.personas.items():
        if id in owners:
            yield width, partial(_curve_sign, context.palette, size, mark, mark.shape), mark.name
    for id, rival in context.competitors.items():
        if id in rivals:
            yield width, partial(_curve_sign, context.palette, size, rival, None), rival.name


def _face_sign(palette: Palette, size: float, level: float, x: float, y: float) -> Sequence[SceneItem]:
    colour = palette.level(level)
    return face("", "circle", x + 0.55 * size, y, 0.5 * size, level, colour, palette.page)


def _evidence_sign(palette: Palette, size: float, grade: str, x: float, y: float) -> Sequence[SceneItem]:
    sign = Evidence(grade=grade)
    return tuple(evidence_dot("", sign, x, y - 0.35 * size, 0.7 * size, palette.secondary))


def _chip_sign(chip: Chip, x: float, y: float) -> Sequence[SceneItem]:
    return chip.draw(x, y - chip.height / 2)


def _star_sign(palette: Palette, size: float, x: float, y: float) -> Sequence[SceneItem]:
    return icon("star", x, y - size / 2, size, palette.middling)


def _curve_sign(
    palette: Palette,
    size: float,
    owner: PersonaMark | CompetitorMark,
    shape: MarkerShape | None,
    x: float,
    y: float,
) -> Sequence[SceneItem]:
    """A piece of a curve, with a marker in `shape` on it."""
    line = Path(
        "",
        (("M", x, y), ("L", x + 2.6 * size, y)),
        stroke=owner.colour,
        stroke_width=0.16 * size,
        dash=tuple(length * size * 0.8 for length in owner.dash),
    )
    if shape is None:
        return (line,)
    return (line, *face("", shape, x + 1.3 * size, y, 0.5 * size, 2.0, owner.colour, palette.page))
