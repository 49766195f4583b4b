"""A poster over sheets: the file against that of the single sheet, and the search for seams."""

from collections.abc import Iterator

from benchmarks.maps import LARGE, synthetic
from benchmarks.measure import Row, best
from benchmarks.papers import pdf_of
from cjmdesk.posters.for_tiles import lay_out_for_tiles
from cjmdesk.posters.obstacles import cut_lines, obstacles
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.posters.seams import best_tiling
from cjmdesk.posters.tiles import tile_poster
from cjmdesk.posters.tiling import TileOptions, plain_tiling
from cjmdesk.text.qt import text_engine


def rows() -> Iterator[Row]:
    """The large map on A0 over A4, with all marks and the assembly page."""
    project, engine, tiles = synthetic(LARGE), text_engine(), TileOptions(sheet="A4")
    asked = PosterOptions(paper="A0")
    poster = lay_out_poster(project, project.maps[0], asked, engine)
    scene = poster.scene
    found = obstacles(scene)
    tiling = best_tiling(scene, tiles, found)
    single = best(lambda: pdf_of([poster.told]))
    whole = len(pdf_of([poster.told]))

    def tiled() -> bytes:
        printed = tile_poster(poster, tiles, engine, tiling)
        return pdf_of([page.page for page in printed.pages])

    seconds = best(tiled)
    yield Row("A0 over A4 tiles / the single sheet, time", seconds / single, 2.5, remark=f"{seconds:.2f} s")
    size = len(tiled())
    yield Row("A0 over A4 tiles / the single sheet, size", size / whole, 2, remark=f"{size / 1000:.0f} KB")
    cut = cut_lines(found, tiling)
    plain = cut_lines(found, plain_tiling((scene.width, scene.height), tiles))
    yield Row(
        "search for seams on a large map",
        best(lambda: best_tiling(scene, tiles), 3),
        1,
        "s",
        f"{cut} of {len(found.lines)} lines cut, {plain} by a plain grid",
    )
    usual = best(lambda: lay_out_poster(project, project.maps[0], asked, engine), 2)
    laid = best(lambda: lay_out_for_tiles(project, project.maps[0], asked, tiles, engine), 2)
    yield Row("laying it out for its tiles, over the usual layout", laid - usual, 1, "s")
