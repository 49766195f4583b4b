"""A map laid out on one finished paper size, so that it fills the sheet in the largest type."""

from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import _
from cjmdesk.layout.context import map_personas
from cjmdesk.layout.memo import LayoutMemo, remembered
from cjmdesk.layout.scene import Band, Bookmark, Box, Part, Scene
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.check import POINTS_PER_MM, PosterWarning, smallest_text, warnings_of, without_legend
from cjmdesk.posters.choosing_sheets import OtherPapers, solve
from cjmdesk.posters.fitting import Solution
from cjmdesk.posters.legible import seen_in
from cjmdesk.posters.options import Measures, PosterOptions
from cjmdesk.posters.persona_strip import shortened
from cjmdesk.posters.title_block import map_title
from cjmdesk.posters.would_do import WouldDo
from cjmdesk.posters.writing import TitlePlan
from cjmdesk.text.engine import TextEngine

_NOTHING = 0.01
"""mm."""


class Poster(Struct, frozen=True, eq=False, dict=True):
    """A map on its sheet. What is derived from the scene is found out when it is asked for. legend_left_out:
    whether it would have taken too much of the sheet. again: mm of its type on other paper, where that is
    found in another way than by fitting this map alone."""

    scene: Scene
    measures: Measures
    asked: PosterOptions
    engine: TextEngine
    project: Project
    journey_map: JourneyMap
    legend_left_out: bool = False
    again: Callable[[PosterOptions], float] | None = None

    @property
    def card_pt(self) -> float:
        """Type size of the cards, pt."""
        return self.measures.em * POINTS_PER_MM

    @cached_property
    def smallest_pt(self) -> float:
        """The smallest type anywhere on the sheet, pt."""
        return smallest_text(self.scene)

    @property
    def reads_from(self) -> float:
        """Metres from which the cards can be read: 1 m per 12 pt."""
        return self.card_pt / 12

    @cached_property
    def told(self) -> Scene:
        """The scene with what it says in reading order, for formats that hand that on."""
        from cjmdesk.posters.reading import tags_of

        tags = tags_of(self.project, self.journey_map, self.scene, self.measures.tiers)
        return replace(self.scene, tags=tags)

    @cached_property
    def warnings(self) -> tuple[PosterWarning, ...]:
        """What the user should know before printing."""
        return (
            *warnings_of(self.scene, self.measures, self.asked, self.engine, self._others),
            *seen_in(self.scene, self.project.pictures),
            *self._shortened(),
            *([without_legend(self.asked.paper)] if self.legend_left_out else []),
        )

    def _others(self) -> WouldDo:
        others = OtherPapers(self.project, self.journey_map, self.asked, self.engine)
        return WouldDo(self.measures, self.asked, others, self.again)

    def _shortened(self) -> Iterator[PosterWarning]:
        for persona in shortened(self.scene, map_personas(self.project, self.journey_map)):
            text = _("Not all that is said of {name} has room on the poster; the persona sheet has it whole.")
            yield PosterWarning("shortened_persona", text.format(name=persona.name.strip()), persona.id)


def lay_out_poster(
    project: Project,
    journey_map: JourneyMap,
    options: PosterOptions,
    engine: TextEngine,
    *,
    measures: Measures | None = None,
    memo: LayoutMemo | None = None,
) -> Poster:
    """The poster of `journey_map` on the paper of `options`.

    measures: of an earlier poster of the same map, to keep its type and columns (they are solved
    anew where the number of steps differs). memo: remembers cells between calls.
    Raises PaperError for an unknown paper and for margins that leave no room.
    """
    solution = solve(project, journey_map, options, engine, measures, memo)
    poster = _draw(project, journey_map, options, solution, engine, memo)
    if memo is not None:
        memo.turn()
    return poster


def lay_out_within(
    project: Project, journey_map: JourneyMap, options: PosterOptions, engine: TextEngine, measures: Measures
) -> Poster | None:
    """The poster with type and columns of `measures`; None, and sooner, if it were higher than they say.

    Raises PaperError.
    """
    solution = solve(project, journey_map, options, engine, measures, None)
    if solution.slack < -_NOTHING:
        return None
    return _draw(project, journey_map, options, solution, engine, None)


def _draw(
    project: Project,
    journey_map: JourneyMap,
    options: PosterOptions,
    solution: Solution,
    engine: TextEngine,
    memo: LayoutMemo | None,
) -> Poster:
    sheet, grid = solution.sheet, solution.grid
    top, _right, bottom, left = sheet.margins
    height = sheet.height
    grid_height = sheet.inner_height - solution.title.height - solution.footer.height
    if grid_height < grid.natural_height:
        grid_height = grid.natural_height
        height = top + solution.title.height + grid_height + solution.footer.height + bottom
    grid_top = top + solution.title.height
    bands: tuple[Band, ...] = (
        _page(journey_map, sheet.width, height, options.palette.page, memo),
        _placed(solution.title, left, top, memo),
        *grid.draw(grid_height, left, grid_top),
        _placed(solution.footer, left, grid_top + grid_height, memo),
    )
    heads = {band[0].key: band[0] for band in bands}
    scene = Scene(
        sheet.width,
        height,
        (),
        title=map_title(solution.context, journey_map),
        language=journey_map.language,
        bookmarks=tuple(
            Bookmark(stage.title or "–", head.x, head.y)
            for stage in journey_map.stages
            if (head := heads.get(f"stage:{stage.id}"))
        ),
        cells=tuple(grid.cell_boxes(grid_height, left, grid_top)),
    ).in_bands(bands)
    measures = Measures(
        sheet.width,
        height,
        solution.context.em,
        grid.label,
        grid.columns,
        solution.grown + height - sheet.height,
        solution.context.air,
        grid.tiers,
        solution.seams,
        apart=solution.apart,
        clear=solution.clear,
    )
    left_out = solution.footer.shortened
    return Poster(scene, measures, options, engine, project, journey_map, left_out)


def _page(journey_map: JourneyMap, width: float, height: float, colour: str, memo: LayoutMemo | None) -> Band:
    """The paper; the same band as before where nothing changed."""

    def find() -> Band:
        return (Part("page", 0, 0, width, height, (Box("", 0, 0, width, height, fill=colour),)),)

    return remembered(memo, "page", journey_map.poster, (width, height, colour), find)


def _placed(block: TitlePlan, x: float, y: float, memo: LayoutMemo | None) -> Band:
    """The title block or the footer on the sheet; the same band as before where nothing changed."""

    def find() -> Band:
        return (replace(block.part, x=x, y=y),)

    return remembered(memo, "placed", block, (x, y), find)
