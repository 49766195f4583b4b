"""Writing on a large sheet: a letter typed into a card, from the edit to the pixels; undo; memory.

Measured on the window's own canvas, zoomed to the card as while writing, without the timer that
fits the sheet anew when the hand rests.
"""

import gc
import itertools
import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.frames import HEIGHT, TEXT_PIXELS, WIDTH, settle, timed
from benchmarks.maps import EXTREME, LARGE, synthetic
from benchmarks.measure import Row
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.history import History
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.model.project import Project
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.app import make_app
from cjmdesk.ui.canvas.canvas import Canvas
from cjmdesk.ui.posting import PosterMaker
from cjmdesk.ui.remembered import Remembered
from cjmdesk.ui.session import Session
from cjmdesk.ui.theme import Theme

LETTERS = 40
BURSTS = 12
EDITS = 1_000


def rows() -> Iterator[Row]:
    """Large and extreme."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CJMDESK_HOME"] = str(Path(folder))
        app = make_app()
        theme = Theme(app)
        theme.use("light")
        for name, cards in (("large", LARGE), ("extreme", EXTREME)):
            yield from keystrokes(name, synthetic(cards), theme)
    yield from histories(synthetic(EXTREME))


def middle_card(project: Project) -> str:
    """The id of a card in the middle of a map."""
    lanes = [lane for lane in project.maps[0].lanes if any(cell.cards for cell in lane.cells)]
    cells = lanes[len(lanes) // 2].cells
    return cells[len(cells) // 2].cards[0].id


def keystrokes(name: str, project: Project, theme: Theme) -> Iterator[Row]:
    """The quickest quarter of forty letters, in the quickest of several such bursts: what else the machine
    does comes and goes. And how many cells each letter laid out."""
    session = Session()
    maker = PosterMaker(Remembered())
    canvas = Canvas(theme, session, lambda: maker, print)
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    session.start(project)
    canvas.lay_out()
    poster = canvas.poster
    assert poster is not None
    canvas.set_zoom(TEXT_PIXELS / (poster.measures.em * canvas.logicalDpiX() / 25.4))
    card = middle_card(project)
    session.select(card)
    settle()
    gc.freeze()
    text = ""

    def type_letter() -> None:
        nonlocal text
        text += "a" if len(text) % 6 else " "
        now = session.project
        assert now is not None
        session.apply("", set_field(now, card, "text", text), key="typing")
        QApplication.processEvents()

    for _number in range(3):  # the first lays out every cell for the memory
        type_letter()
    quarters = []
    for _burst in range(BURSTS):
        text = ""
        quarters.append(sorted(timed(type_letter) for _number in range(LETTERS))[LETTERS // 4])
        settle()
    yield Row(f"keystroke in a card: edit, layout and repaint, {name}", min(quarters), 2, "ms")
    yield Row(f"cells laid out by a keystroke, {name}", laid_out(project), 1)
    canvas.close()
    gc.unfreeze()


def laid_out(project: Project) -> int:
    """Cells measured when one letter of one card changes."""
    one, memo = project.maps[0], LayoutMemo()
    options = PosterOptions(paper="A0")
    poster = lay_out_poster(project, one, options, text_engine(), memo=memo)
    after = set_field(project, middle_card(project), "text", "A letter more")
    lay_out_poster(after, after.maps[0], options, text_engine(), measures=poster.measures, memo=memo)
    return memo.misses_last // 2  # a cell is asked for twice: to measure and to draw it


def histories(project: Project) -> Iterator[Row]:
    """A step back and forth, and what a thousand steps keep."""
    card = middle_card(project)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    history = History(project)
    for number in range(EDITS):
        text = f"A note that was changed {number} times by somebody"
        history.push(set_field(history.project, card, "text", text), "edit")
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    steps = [timed(step) for step in itertools.islice(itertools.cycle((history.undo, history.redo)), 40)]
    yield Row("undo or redo step, extreme", sorted(steps)[20], 1, "ms")
    yield Row(f"memory of {EDITS} edits, extreme", kept / 2**20, 10, "MiB")
