"""Every table of figures that can be made of a map, in the order in which people read them."""

import datetime

from cjmdesk.analysis.journey import Journey
from cjmdesk.i18n import N_
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.figures.of_research import finding_figures, source_figures
from cjmdesk.posters.figures.of_stages import deciding_figures, effort, evidence, leaving_figures
from cjmdesk.posters.figures.of_touchpoints import channels, clash_figures, sales
from cjmdesk.posters.figures.tables import Figures, Maker, Words, words_for

FIGURES: dict[str, tuple[str, Maker]] = {
    "stages": (N_("Effort, time and money"), effort),
    "leaving": (N_("Where customers leave"), leaving_figures),
    "deciding": (N_("Where customers decide"), deciding_figures),
    "sales": (N_("Touchpoints with the most sales"), sales),
    "channels": (N_("Channels and stages"), channels),
    "clashes": (N_("Between channels"), clash_figures),
    "evidence": (N_("Known and guessed"), evidence),
    "sources": (N_("Sources"), source_figures),
    "findings": (N_("Findings and what rests on them"), finding_figures),
}
"""Id → its title, marked for translation, and what makes it."""


def figures_of(journey: Journey, words: Words, id: str) -> Figures:
    """One table of a map. KeyError for an id that is none of FIGURES."""
    return FIGURES[id][1](journey, words)


def all_figures(journey: Journey, words: Words) -> tuple[Figures, ...]:
    """Every table of a map, empty ones too."""
    return tuple(maker(journey, words) for _title, maker in FIGURES.values())


def figures_of_map(project: Project, one: JourneyMap) -> list[Figures]:
    """Every table of a map that has a row, in the map's language: for paper and other programs."""
    journey = Journey(project, one, datetime.date.min)  # no figure depends on the day
    return [table for table in all_figures(journey, words_for(journey, one.language)) if table.rows]
