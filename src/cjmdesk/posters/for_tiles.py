"""A poster laid out for its tiles: columns and lanes end where sheets do.

The map is laid out as usual, then its columns are widened and narrowed so that seams fall between
them, its type is made smaller where words or lanes ask for that, and the height left over is
shared so that seams fall between lanes. What stands beside the grid is moved aside.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, combinations, islice

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.context import runs_right_to_left
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.obstacles import BESIDE, cut_lines, harm, obstacles
from cjmdesk.posters.options import Measures, PosterOptions
from cjmdesk.posters.parting import parting
from cjmdesk.posters.poster import Poster, lay_out_poster, lay_out_within
from cjmdesk.posters.respacing import Slots, aside, respaced, row_slots
from cjmdesk.posters.seams import SeamSearch
from cjmdesk.posters.sheet_rooms import Room, rooms_of, sheet_counts
from cjmdesk.posters.tiling import TileOptions, plain_tiling, ways
from cjmdesk.text.engine import TextEngine

_NARROWEST, _WIDEST = 0.62, 1.9
"""Of a column's usual width: beyond these a map would look torn."""

_SMALLER = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72)
"""Of the usual type: tried until lanes fit the sheets."""

_AIRS = (2.2, 1.8, 1.5, 1.25)
"""Tried where lanes fit: smaller type leaves room."""

_TRIED = 2
"""Arrangements laid out in earnest, the least distorted first."""

_LONG_WORD = 10.0
"""em: a longer word may be broken."""

_MOST_GROUPINGS = 3000


class _Columns(Struct, frozen=True):
    """Widths of all columns, mm. type: share of the usual type that they bear without breaking
    words. distortion: of the most changed ones, 1 for none. down: rows of sheets that go with them.
    """

    type: float
    distortion: float
    widths: tuple[float, ...]
    seams: tuple[float, ...]
    down: Room


def lay_out_for_tiles(
    project: Project,
    journey_map: JourneyMap,
    options: PosterOptions,
    tiles: TileOptions,
    engine: TextEngine,
) -> Poster:
    """The poster of `journey_map` that its sheets cut best, and along no arrow; never one that is cut
    more than the usual layout. A map in several tiers keeps its columns.

    Raises PaperError.
    """
    usual = lay_out_poster(project, journey_map, options, engine)
    search = SeamSearch(usual.scene, tiles)
    tried: list[tuple[Poster, SeamSearch]] = []
    for poster in chain((usual,), _layouts(project, journey_map, options, tiles, engine, usual, search)):
        seams = search if poster is usual else SeamSearch(poster.scene, tiles)
        if seams.harmless is not None and not any(harm(seams.found, seams.harmless)):
            return poster
        tried.append((poster, seams))
    # At least through no line; else they are compared roughly. Of equally good ones that in the larger type.
    tried = [each for each in tried if each[1].harmless is not None] or tried
    best, seams = min(tried, key=lambda each: (*_cut(each[1], roughly=True), -each[0].measures.em))
    return best if _cut(seams) < _cut(search) else usual


def _cut(search: SeamSearch, *, roughly: bool = False) -> tuple[int, int, int]:
    """Lines that seams go through, and what harm they do else."""
    tiling = search.best(roughly=roughly)
    return cut_lines(search.found, tiling), *harm(search.found, tiling)


def _layouts(
    project: Project,
    journey_map: JourneyMap,
    options: PosterOptions,
    tiles: TileOptions,
    engine: TextEngine,
    usual: Poster,
    search: SeamSearch,
) -> Iterator[Poster]:
    """Posters worth comparing with the usual one, the most like it first. search: that of the usual one."""
    measures = usual.measures
    own = search.likely().across.cuts  # those that end the uppermost sheets

    def lay(em: float, air: float, kept: Measures) -> Poster | None:
        """None where it would be higher than the usual poster."""
        asked = replace(kept, em=em * measures.em, air=air)
        return lay_out_within(project, journey_map, options, engine, asked)

    # The grid as it is, with the title between the seams that spare the grid best.
    kept = replace(measures, height=usual.scene.height, seams=own, clear=BESIDE)
    for smaller in _SMALLER:
        laid = lay(smaller, measures.air if smaller == 1.0 else 1.0, kept)
        if laid is not None:
            yield from _with_rows(_cleared(laid, own), tiles)
            break
    floors = _floors(usual, journey_map, engine)
    if not measures.tiers and len(measures.columns) > 1:
        choices = sorted(_arrangements(usual, tiles, floors), key=lambda each: (-each.type, each.distortion))
        # At last with the title as it was: what that takes from the grid may be what lanes need.
        for choice, seams in [
            *((each, each.seams) for each in choices[:_TRIED]),
            *((c, ()) for c in choices[:1]),
        ]:
            kept = replace(kept, columns=choice.widths, seams=seams)
            yield from _fitted(partial(lay, kept=kept), choice)
    if measures.tiers:
        return
    # Where no sheet holds a column: cards stand in that part of it which one sheet shows.
    apart = parting(usual, tiles, floors)
    kept = replace(kept, columns=measures.columns, seams=apart, apart=True)
    for smaller in _SMALLER if apart else ():
        laid = lay(smaller, 1.0, kept)
        if laid is not None:
            found = list(_with_rows(_cleared(laid, apart), tiles))
            yield from found
            if len(found) > 1:
                break


def _with_rows(poster: Poster, tiles: TileOptions) -> Iterator[Poster]:
    """The poster; and with its lanes moved so that they end where sheets do."""
    yield poster
    scene = poster.scene
    size = (scene.width, scene.height)
    most = plain_tiling(size, tiles).sheets
    border = obstacles(scene).border
    tried: list[Slots] = []
    for way in ways(tiles):
        across, down = rooms_of(size, tiles, border, way, 1.0, borders=not tiles.bleed)
        for _across, sheets in sheet_counts(across.sheets, down.sheets, most):
            slots = row_slots(scene, replace(down, sheets=sheets))
            if slots is not None and not slots.stays and slots not in tried:
                tried.append(slots)
                yield replace(poster, scene=respaced(scene, slots))


def _fitted(lay: Callable[[float, float], Poster | None], choice: _Columns) -> Iterator[Poster]:
    """The arrangement in the largest type that fits; and, where it differs, in the largest at which
    lanes end where sheets do, with as much air as there is room for.

    lay: makes the poster at a share of the usual type, with so much air; None where that is too high.
    """
    first = True
    for smaller in _SMALLER:
        laid = lay(choice.type * smaller, 1.0)
        if laid is None:
            continue
        slots = row_slots(laid.scene, choice.down)
        if slots is None:
            if first:
                yield _cleared(laid, choice.seams)
            first = False
            continue
        for air in _AIRS:
            airy = lay(choice.type * smaller, air)
            wide = row_slots(airy.scene, choice.down) if airy is not None else None
            if airy is not None and wide is not None:
                laid, slots = airy, wide
                break
        yield _cleared(replace(laid, scene=respaced(laid.scene, slots)), choice.seams)
        return


def _cleared(poster: Poster, seams: Sequence[float]) -> Poster:
    """The poster with what stands around its cells moved aside from upright seams."""
    return replace(poster, scene=aside(poster.scene, seams, poster.measures.em))


def _floors(poster: Poster, journey_map: JourneyMap, engine: TextEngine) -> list[float]:
    """mm of each column at which its longest ordinary word is not broken."""
    steps = [step.id for stage in journey_map.stages for step in stage.steps]
    single = {f"stage:{stage.id}": stage.steps[0].id for stage in journey_map.stages if len(stage.steps) == 1}
    floors = dict.fromkeys(steps, 0.0)
    for part, text in poster.scene.texts():
        step = part.key.rpartition(":")[2] if part.key.startswith("cell:") else single.get(part.key)
        if step in floors:
            word = min(engine.widest_word(text.block.text, text.block.style), _LONG_WORD) * text.size
            # A word next to others on its line is held by what stands beside the text.
            if text.block.wrap_width < 1e6:
                floors[step] = max(floors[step], part.width - text.width + word)
    return [floors[step] for step in steps]


def _arrangements(poster: Poster, tiles: TileOptions, floors: Sequence[float]) -> Iterator[_Columns]:
    """Every way of giving whole columns to sheets, with widths for it."""
    scene, measures = poster.scene, poster.measures
    size = (scene.width, scene.height)
    most = plain_tiling(size, tiles).sheets
    border = obstacles(scene).border
    mirrored = runs_right_to_left(poster.journey_map)
    order = -1 if mirrored else 1  # from left to right
    begin = poster.asked.margins[3] + (0.0 if mirrored else measures.label)
    for way in ways(tiles):
        across, down = rooms_of(size, tiles, border, way, 1.0, borders=not tiles.bleed)
        for more_across, more_down in sheet_counts(across.sheets, down.sheets, most):
            room = replace(across, sheets=more_across)
            found = _widths(room, begin, measures.columns[::order], floors[::order], scene.width)
            if found is not None:
                type_, distortion, widths, seams = found
                yield _Columns(type_, distortion, widths[::order], seams, replace(down, sheets=more_down))


def _widths(
    room: Room, begin: float, columns: Sequence[float], floors: Sequence[float], end: float
) -> tuple[float, float, tuple[float, ...], tuple[float, ...]] | None:
    """Type, distortion, widths and seams of the grouping that bears the largest type; None if no
    sheet can hold whole columns so. begin, end: of the columns' left edge, and of the poster, mm."""
    seams = room.sheets - 1
    edges = [begin, *(begin + width for width in accumulate(columns))]
    margin = end - edges[-1]
    if not seams or len(columns) < seams:
        return None if seams else (1.0, 1.0, tuple(columns), ())
    best: tuple[float, float, tuple[float, ...], tuple[float, ...]] | None = None
    for chosen in islice(combinations(range(len(columns)), seams), _MOST_GROUPINGS):
        groups = list(zip((0, *chosen), (*chosen, len(columns)), strict=True))
        natural = [edges[after] - edges[first] for first, after in groups]
        fixed = [begin if n == 0 else margin if n == seams else 0.0 for n in range(seams + 1)]
        shares = _shares(natural, [cap - kept for cap, kept in zip(room.caps, fixed, strict=True)])
        if shares is None:
            continue
        factors = [share / usual for share, usual in zip(shares, natural, strict=True) if usual]
        widths, least = [], 1.0
        for (first, after), share in zip(groups, shares, strict=True):
            widths += _within(share, columns[first:after], floors[first:after])
            needed = sum(floors[first:after])
            least = min(least, share / needed if needed else 1.0)
        score = (-least, max(factors) / min(factors))
        if (
            max(factors) <= _WIDEST
            and min(factors) >= _NARROWEST
            and (not best or score < (-best[0], best[1]))
        ):
            places = [begin, *(begin + width for width in accumulate(widths))]
            best = (least, score[1], tuple(widths), tuple(places[n] for n in chosen))
    return best


def _within(share: float, usual: Sequence[float], floors: Sequence[float]) -> list[float]:
    """Widths of `share` together: in the usual proportions, each its floor if there is room."""
    needed = sum(floors)
    if needed >= share:
        return [share * floor / needed if needed else share / len(floors) for floor in floors]
    over = [max(width - floor, 0.01) for width, floor in zip(usual, floors, strict=True)]
    spare = (share - needed) / sum(over) if over else 0.0
    return [floor + more * spare for floor, more in zip(floors, over, strict=True)]


def _shares(natural: Sequence[float], caps: Sequence[float]) -> list[float] | None:
    """`natural` lengths with the same sum, none above its cap; what is too much of one goes to the
    others in proportion. None where they cannot hold it all."""
    if sum(max(cap, 0.0) for cap, usual in zip(caps, natural, strict=True) if usual) < sum(natural) - 1e-6:
        return None
    if any(cap < -1e-6 for cap in caps):
        return None
    shares = [min(usual, cap) for usual, cap in zip(natural, caps, strict=True)]
    for _round in range(len(shares) + 1):
        missing = sum(natural) - sum(shares)
        free = [n for n, share in enumerate(shares) if natural[n] and share < caps[n] - 1e-9]
        whole = sum(natural[n] for n in free)
        if missing <= 1e-9 or not whole:
            break
        for n in free:
            shares[n] = min(shares[n] + missing * natural[n] / whole, caps[n])
    return shares if abs(sum(natural) - sum(shares)) < 1e-6 else None
