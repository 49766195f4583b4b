"""Faces that another thread met are there for this one, also when that thread is gone."""

import threading

import pytest

from cjmdesk.text.engine import BOLD, REGULAR, TextStyle
from cjmdesk.text.qt import QtTextEngine


@pytest.mark.parametrize("style", [REGULAR, BOLD])
@pytest.mark.parametrize("text", ["queue at eight", "שלום 12", "รอคิว", "नमस्ते", "→ ★ 😀"])
def test_outlines_after_the_thread_has_ended(text: str, style: TextStyle) -> None:
    engine = QtTextEngine()
    block = engine.wrap(text, style, 20)
    found = []

    def elsewhere() -> None:
        found.append(engine.glyph_runs(block))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    runs = [run for line in found[0] for run in line]
    assert runs
    fresh = QtTextEngine()
    expected = [run for line in fresh.glyph_runs(block) for run in line]
    for run, same in zip(runs, expected, strict=True):
        assert (run.font, run.glyphs, run.xs, run.ys) == (same.font, same.glyphs, same.xs, same.ys)
        assert engine.fonts.kind(run.font) == fresh.fonts.kind(same.font)
        assert engine.fonts.sfnt(run.font) == fresh.fonts.sfnt(same.font)
        for glyph in run.glyphs:
            assert engine.fonts.glyph_path(run.font, glyph) == fresh.fonts.glyph_path(same.font, glyph)
