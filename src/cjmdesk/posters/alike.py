"""One map in several languages, each on a sheet of its own, and all of them laid out alike.

Texts differ in length, so a poster of each language alone would have columns, rows and type of its own.
Where posters hang side by side, the eye should find a cell at the same place on each. So the sheet is
solved for the longest texts of all languages; with its type and columns every language is measured, and
each row, the headers, title and footer get the height that the longest of them needs. Where that is more
than the sheet has, the type gets smaller until all of them fit.
"""

import math

from msgspec.structs import replace

from cjmdesk.layout.context import make_context
from cjmdesk.layout.labels import natural_label_width
from cjmdesk.layout.rows import highest
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.translating import in_language, languages_of, longest
from cjmdesk.posters.choosing_sheets import solve
from cjmdesk.posters.fitting import LEAST_EM, Solution
from cjmdesk.posters.options import Measures, PosterOptions
from cjmdesk.text.engine import TextEngine

_TRIES = 12
_SMALLER = 0.985
"""Of the type, at each try at least."""


def common_measures(
    project: Project, journey_map: JourneyMap, options: PosterOptions, engine: TextEngine
) -> Measures:
    """The figures with which posters of all languages of the map are alike: same sheet, type, columns,
    rows. The map comes in its own language. Raises PaperError."""
    found = solve(*longest(project, journey_map), options, engine, None, None)
    versions = [in_language(project, journey_map, tag) for tag in languages_of(journey_map)]
    measures = _wide_enough(found, versions, options, engine)
    if len(versions) < 2:
        return measures
    for _try in range(_TRIES):
        solved = [solve(*version, options, engine, measures, None) for version in versions]
        title = max(one.title.height for one in solved)
        footer = max(one.footer.height for one in solved)
        grids = [highest(tier) for tier in zip(*(one.grid.heights for one in solved), strict=True)]
        parts = (grid.rails + grid.header + sum(row[0] for row in grid.rows) for grid in grids)
        used = title + sum(parts) + solved[0].grid.gaps + footer
        room = found.sheet.inner_height
        if used <= room + 0.01 or measures.em <= LEAST_EM:
            return replace(measures, least=tuple(grids), frame=(title, footer))
        if measures.air > 1.0:
            measures = replace(measures, air=1.0)
        else:
            em = measures.em * min(math.sqrt(room / used), _SMALLER)
            measures = replace(measures, em=max(em, LEAST_EM))
    return replace(measures, least=tuple(grids), frame=(title, footer))


def _wide_enough(
    found: Solution,
    versions: list[tuple[Project, JourneyMap]],
    options: PosterOptions,
    engine: TextEngine,
) -> Measures:
    """What was solved, with room for the lanes' titles in every language."""
    sheet, em, grid = found.sheet, found.context.em, found.grid
    label = grid.label
    for project, journey_map in versions:
        context = make_context(project, journey_map, engine, options.palette, em)
        label = max(label, natural_label_width(context, journey_map, sheet.inner_width))
    share = (sheet.inner_width - label) / (sheet.inner_width - grid.label)
    columns = tuple(width * share for width in grid.columns)
    return Measures(
        sheet.width, sheet.height, em, label, columns, 0.0, found.context.air, grid.tiers, found.seams
    )
