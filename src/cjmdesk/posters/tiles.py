"""A finished poster on sheets of ordinary paper, to be cut and glued."""

from collections.abc import Iterator

from cjmdesk.layout.pages import Page, Placed, Rect, bled
from cjmdesk.layout.scene import Bookmark, Scene
from cjmdesk.posters.assembly import assembly_page
from cjmdesk.posters.obstacles import cut_lines, obstacles
from cjmdesk.posters.printed import Drawing, Printed, PrintedPage, one_sheet, told
from cjmdesk.posters.seams import best_tiling
from cjmdesk.posters.sheet_box import sheet_box
from cjmdesk.posters.sheet_marks import sheet_marks
from cjmdesk.posters.tiling import Tile, TileOptions, Tiling
from cjmdesk.text.engine import TextEngine


def print_poster(poster: Drawing, label: str, options: TileOptions, engine: TextEngine) -> Printed:
    """The pages of a poster as `options` ask: one sheet or many. label: of a single sheet.

    Raises PaperError for sheets that cannot be used.
    """
    if not options.sheet:
        return one_sheet(poster, label, bleed=options.bleed, marks=options.marks)
    return tile_poster(poster, options, engine)


def tile_poster(
    poster: Drawing, options: TileOptions, engine: TextEngine, tiling: Tiling | None = None
) -> Printed:
    """The poster over the sheets of `options`, an assembly page first if they ask for it.

    tiling: found before; None to look for it. Raises PaperError.
    """
    found = obstacles(poster.scene)
    tiling = tiling or best_tiling(poster.scene, options, found)
    ground = bled(told(poster), options.bleed)
    pages = []
    if options.assembly:
        name = tiling.way.name
        pages.append(assembly_page(poster.scene, tiling, name, engine, marked=options.marks))
    for tile in tiling.tiles():
        layers = [_shown(ground, tiling, tile)]
        if options.marks:
            layers += sheet_marks(tiling, tile, options.bleed, poster.scene.language, engine)
        pages.append(_page(poster, tiling, tile, layers))
    return Printed(poster, tuple(pages), tiling.scale, cut_lines(found, tiling))


def _shown(scene: Scene, tiling: Tiling, tile: Tile) -> Placed:
    left, top = sheet_box(tiling, tile).part[:2]
    return Placed(scene, tile.part, left, top, tiling.scale)


def _page(poster: Drawing, tiling: Tiling, tile: Tile, layers: list[Placed]) -> PrintedPage:
    way, scene = tile.way, poster.scene
    page = Page(
        way.width,
        way.height,
        tuple(layers),
        scene.title,
        scene.language,
        (Bookmark(tile.label, 0.0, 0.0), *_stages(scene, tiling, tile)),
    )
    left, top = sheet_box(tiling, tile).part[:2]
    shown, inset = _inside(tile.part, scene.width, scene.height)
    placed = (left + inset[0] * tiling.scale, top + inset[1] * tiling.scale)
    seen, _inset = _inside(tile.visible, scene.width, scene.height)
    return PrintedPage(page, "tile", tile.label, shown, placed, tiling.scale, seen)


def _stages(scene: Scene, tiling: Tiling, tile: Tile) -> Iterator[Bookmark]:
    """The bookmarks of the poster whose places are seen on a sheet, below that of the sheet."""
    x, y, width, height = tile.visible
    left, top = sheet_box(tiling, tile).part[:2]
    for mark in scene.bookmarks:
        if x <= mark.x < x + width and y <= mark.y < y + height:
            place = (
                left + (mark.x - tile.part[0]) * tiling.scale,
                top + (mark.y - tile.part[1]) * tiling.scale,
            )
            yield Bookmark(mark.title, *place, mark.level + 1)


def _inside(part: Rect, width: float, height: float) -> tuple[Rect, tuple[float, float]]:
    """`part` without its bleed, and how far that moves its corner."""
    left, top = max(part[0], 0.0), max(part[1], 0.0)
    right, bottom = min(part[0] + part[2], width), min(part[1] + part[3], height)
    return (left, top, right - left, bottom - top), (left - part[0], top - part[1])
