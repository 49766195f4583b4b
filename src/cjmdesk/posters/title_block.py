"""Above the map: its title, what it is about, a logo, and the personas."""

from collections.abc import Sequence

from cjmdesk.i18n import N_
from cjmdesk.layout import titles
from cjmdesk.layout.context import LayoutContext, map_personas
from cjmdesk.layout.scene import Image, Part, SceneItem
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.posters.persona_strip import draw_persona, persona_cards
from cjmdesk.posters.title_over_sheets import arranged, windows_between
from cjmdesk.posters.writing import TitlePlan, Writer, joined, space_below
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR
from cjmdesk.text.prepare import filled

KICKER = 0.27
SUBTITLE = 0.34
_GAP = 0.55
_ONE_LINE = (1.0, 0.9, 0.8)
_TWO_LINES = (1.0, 0.85, 0.72)
"""Sizes that are tried for the title, of the one asked for."""

_MEASURE = 60.0
"""em of the longest line of facts that still reads well."""


def map_title(context: LayoutContext, journey_map: JourneyMap) -> str:
    """The map's title, or words for a map without one."""
    return journey_map.title.strip() or context.say(N_("Untitled map"))


def _kicker(context: LayoutContext, journey_map: JourneyMap) -> str:
    kind = titles.MAP_TYPES.get(journey_map.type, journey_map.type)
    if journey_map.type == "service_blueprint":
        return context.say(kind).upper()
    return f"{context.say(N_('Customer journey'))} · {context.say(kind)}".upper()


def _facts(context: LayoutContext, project: Project, journey_map: JourneyMap) -> list[str]:
    """What stands under the title: scenario, goals, team."""
    goal = journey_map.goal
    scenario = journey_map.scenario.strip()
    # Whoever imports a map may have nothing to say about it but its name.
    same = scenario.casefold() == journey_map.title.strip().casefold()
    parts = ["" if same else scenario]
    if goal:
        parts.append(filled(context.say(N_("Goal: {goal}")), goal=goal))
    if project.brief.in_title_block:
        brief = project.brief
        preset = context.say(titles.GOAL_PRESETS.get(brief.goal_preset, ""))
        aim = brief.goal or preset
        if aim and aim != goal:
            parts.append(filled(context.say(N_("Workshop: {goal}")), goal=aim))
        names = ", ".join(member.name.strip() for member in brief.team if member.name.strip())
        if names:
            parts.append(filled(context.say(N_("Team: {names}")), names=names))
    return [part.strip() for part in parts if part.strip()]


def plan_title(
    context: LayoutContext,
    project: Project,
    journey_map: JourneyMap,
    width: float,
    title: float,
    *,
    show_personas: bool,
    seams: Sequence[float] = (),
) -> TitlePlan:
    """The title block over `width` mm. title: size of the title's type, mm per em.

    seams: mm from its left edge, where sheets end; nothing stands across one if that can be.
    """
    palette = context.palette
    personas = map_personas(project, journey_map) if show_personas else ()
    if seams:
        found = _over_sheets(context, project, journey_map, width, title, personas, seams)
        if found is not None:
            return found
    strip = persona_cards(context, personas, width * (0.58 if len(personas) > 1 else 0.42), title)
    strip_width = max((card.x + card.width for card in strip), default=0.0)
    strip_height = max((card.y + card.height for card in strip), default=0.0)
    logo_width, logo = draw_logo(context, journey_map, title)
    words = width - (strip_width + 1.2 * title if strip else 0.0) - logo_width
    writer = Writer(context, journey_map.id)
    left = width - words if context.right_to_left else logo_width
    writer.write(
        _kicker(context, journey_map), BOLD, max(KICKER * title, context.least), left, words, palette.small
    )
    writer.y += 0.02 * title
    name = map_title(context, journey_map)
    writer.write(
        name, BOLD, max(_name_size(context, name, words, title), context.least), left, words, palette.ink
    )
    writer.y += space_below(name) * title
    facts = _facts(context, project, journey_map)
    size = max(SUBTITLE * title, context.least)
    if writer.y + len(facts) * LINE_PITCH * size > max(strip_height, logo_width):
        # They would push the map down: as many on a line as read well.
        facts = joined(context, facts, REGULAR, min(words / size, _MEASURE))
    writer.write("\n".join(facts), REGULAR, size, left, words, palette.secondary)
    items = [*writer.items, *logo]
    strip_left = 0.0 if context.right_to_left else width - strip_width
    for card in strip:
        items += draw_persona(context, card, strip_left, title)
    height = max(writer.y, strip_height, logo_width)
    return TitlePlan(height + _GAP * title, Part("title", 0, 0, width, height, tuple(items)))


def _over_sheets(
    context: LayoutContext,
    project: Project,
    journey_map: JourneyMap,
    width: float,
    title: float,
    personas: Sequence[Persona],
    seams: Sequence[float],
) -> TitlePlan | None:
    """The block where sheets end at `seams`; None where they are too narrow for it."""
    logo_width, logo = draw_logo(context, journey_map, title)
    facts = _facts(context, project, journey_map)
    words = (_kicker(context, journey_map), map_title(context, journey_map), facts)
    windows = windows_between(seams, width)
    if context.right_to_left:
        # The logo stays at the left, which is where reading ends.
        windows = [(max(left, logo_width), left + wide - max(left, logo_width)) for left, wide in windows]
        windows.reverse()
    sizes = (KICKER, SUBTITLE)
    found = arranged(context, journey_map.id, windows, title, words, sizes, personas, logo_width)
    if found is None:
        return None
    height = max(found[0], logo_width)
    part = Part("title", 0, 0, width, height, (*found[1], *logo))
    return TitlePlan(height + _GAP * title, part)


def _name_size(context: LayoutContext, name: str, width: float, title: float) -> float:
    """mm of the title's type: a little smaller where that saves a line, much rather than a third."""
    for lines, sizes in ((1, _ONE_LINE), (2, _TWO_LINES)):
        for size in sizes:
            if len(context.engine.wrap(name, BOLD, width / (size * title)).lines) <= lines:
                return size * title
    return _TWO_LINES[-1] * title


def draw_logo(context: LayoutContext, journey_map: JourneyMap, title: float) -> tuple[float, list[SceneItem]]:
    """The map's logo at the left, and the width in mm to keep free for it; 0 where it has none.

    title: size of the title's type, mm per em.
    """
    key = journey_map.poster.logo
    if key is None or key not in context.pictures:
        return 0.0, []
    wide, high, description = context.pictures[key]
    scale = min(3.2 * title / wide, 1.7 * title / high)
    width, height = wide * scale, high * scale
    return width + 0.6 * title, [Image(journey_map.id, 0, 0.1 * title, width, height, key, description)]
