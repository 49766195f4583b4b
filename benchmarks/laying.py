"""Laying out a large map: cold, and while editing, when texts are already wrapped."""

from collections.abc import Iterator

from benchmarks.maps import LARGE, synthetic
from benchmarks.measure import Row, milliseconds
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import QtTextEngine


def rows() -> Iterator[Row]:
    """Cold includes the wrapping of every text and the search for the type size."""
    project = synthetic(LARGE)
    one, options = project.maps[0], PosterOptions(paper="A0")

    def cold() -> None:
        lay_out_poster(project, one, options, QtTextEngine())

    yield Row("lay out a large map, cold", milliseconds(cold, 3), 250, "ms")

    engine, memo = QtTextEngine(), LayoutMemo()
    poster = lay_out_poster(project, one, options, engine, memo=memo)

    def again() -> None:
        lay_out_poster(project, one, options, engine, measures=poster.measures, memo=memo)

    again()
    yield Row("lay out a large map, wraps cached", milliseconds(again, 10), 5, "ms")
