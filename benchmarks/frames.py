"""Frames of the canvas, in a viewport of 1920 × 1080 pixels, against bare drawing of the same cards.

R2: the visible cards from a list made before, a background picture and a QTextLayout each.
R3: every card as a rectangle, by colour.
"""

import gc
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.maps import EXTREME, LARGE, synthetic
from benchmarks.measure import Row, best
from cjmdesk.layout.scene import CardBox, Scene, Text
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.app import make_app
from cjmdesk.ui.sheet.view import SheetView
from cjmdesk.ui.theme import Theme

WIDTH, HEIGHT = 1920, 1080
TEXT_PIXELS = 13.0
"""Card text at 100 % of a usual sheet; the synthetic maps are zoomed until theirs is as large."""

FRAME = 1000 / 60

NOTCH = 0.05
"""Seconds between two notches of a wheel that is turned at a good pace."""


class Bare(QWidget):
    """A widget whose paint event is one function."""

    def __init__(self, paint: Callable[[QPainter], None]) -> None:
        super().__init__()
        self._paint = paint
        self.resize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's signature
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            self._paint(painter)


def rows() -> Iterator[Row]:
    """Large and extreme."""
    app = make_app()
    theme = Theme(app)
    theme.use("light")
    for name, cards in (("large", LARGE), ("extreme", EXTREME)):
        yield from rows_of(name, cards, theme)


def rows_of(name: str, cards: int, theme: Theme) -> Iterator[Row]:
    """All frames of one map."""
    project = synthetic(cards)
    paper = "A0" if cards <= LARGE else "3600x2500mm"
    poster = lay_out_poster(project, project.maps[0], PosterOptions(paper=paper), text_engine())
    scene = poster.scene
    view = SheetView(theme)
    view.resize(WIDTH, HEIGHT)
    view.show()
    view.show_scene(scene, ScenePainter(text_engine(), {}), poster.measures.em)
    reading = TEXT_PIXELS / (poster.measures.em * view.logicalDpiX() / 25.4)
    view.set_zoom(reading)
    view.centerOn(scene.width / 2, scene.height / 2)
    settle()
    gc.freeze()

    visible = view.mapToScene(view.viewport().rect()).boundingRect()
    r2 = frame_of(Bare(cards_listed(scene, visible, view.pixels_per_mm())))
    r3 = frame_of(Bare(rectangles(scene)))
    full = frame_of(view.viewport())
    yield Row(f"full frame at reading size / R2, {name}", full / r2, 2, remark=f"{full:.1f} ms")
    worst = max(pan(view))
    yield Row(f"worst frame of a 40-step pan / R2, {name}", worst / r2, 3, remark=f"{worst:.1f} ms")
    rest(0.5)
    view.fit_to("page")
    first = timed(lambda: view.viewport().repaint())
    everything = frame_of(view.viewport())
    limit = 8 if cards <= LARGE else 3
    yield Row(f"everything in view / R3, {name}", everything / r3, limit, remark=f"{everything:.1f} ms")
    yield Row(f"everything in view, first frame, {name}", first, 33, "ms")
    yield Row(f"everything in view, later frames, {name}", everything, FRAME, "ms")
    news = list(zooms(view, reading))
    yield Row(f"first frame at a new zoom, median, {name}", sorted(news)[len(news) // 2], FRAME, "ms")
    yield Row(f"first frame at a new zoom, worst, {name}", max(news), 33, "ms")


def timed(action: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def settle() -> None:
    """Let everything that waits happen."""
    for _number in range(3):
        QApplication.processEvents()


def rest(seconds: float) -> None:
    """The hand rests: what is worked out meanwhile is not waited for."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def frame_of(widget: QWidget) -> float:
    """Milliseconds of a full repaint."""
    if widget.isWindow():
        widget.show()
        settle()
    return 1000 * best(widget.repaint, 15)


def pan(view: SheetView) -> Iterator[float]:
    """Forty steps of 48 pixels to the right and 20 down."""
    for _number in range(40):
        start = time.perf_counter()
        view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + 48)
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 20)
        QApplication.processEvents()
        yield 1000 * (time.perf_counter() - start)


def zooms(view: SheetView, reading: float) -> Iterator[float]:
    """From a quarter of the reading size to twice it, in steps as of a wheel turned by hand."""
    view.set_zoom(reading / 4)
    settle()
    for number in range(1, 13):
        rest(NOTCH)
        start = time.perf_counter()
        view.set_zoom(reading / 4 * 1.19**number)
        QApplication.processEvents()
        yield 1000 * (time.perf_counter() - start)


def placed(scene: Scene) -> Iterator[tuple[float, float, CardBox | Text]]:
    """Every card and text with the origin of its part."""
    for part in scene.parts:
        for item in part.items:
            if isinstance(item, CardBox | Text):
                yield part.x, part.y, item


def cards_listed(scene: Scene, visible: QRectF, scale: float) -> Callable[[QPainter], None]:
    """R2: what the quickest possible canvas would have at hand."""
    pictures: dict[tuple[str, int, int], QPixmap] = {}
    frames: list[tuple[QPointF, QPixmap]] = []
    texts: list[tuple[QPointF, QTextLayout]] = []
    for x, y, item in placed(scene):
        box = QRectF(x + item.x, y + item.y, item.width, item.height)
        if not visible.intersects(box):
            continue
        corner = (box.topLeft() - visible.topLeft()) * scale
        if isinstance(item, CardBox):
            key = (item.fill, round(box.width() * scale), round(box.height() * scale))
            if key not in pictures:
                pictures[key] = QPixmap(key[1], key[2])
                pictures[key].fill(QColor(item.fill))
            frames.append((corner, pictures[key]))
        else:
            texts.append((corner, layout_of(item, scale)))

    def paint(painter: QPainter) -> None:
        for place, picture in frames:
            painter.drawPixmap(place, picture)
        for place, layout in texts:
            layout.draw(painter, place)

    return paint


def layout_of(text: Text, scale: float) -> QTextLayout:
    """The text at its size on the screen, broken anew."""
    font = QFont("Noto Sans")
    font.setPixelSize(max(1, round(text.size * scale)))
    layout = QTextLayout(text.block.text.replace("\n", "\u2028"), font)
    layout.beginLayout()
    down = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(text.width * scale)
        line.setPosition(QPointF(0, down))
        down += line.height()
    layout.endLayout()
    return layout


def rectangles(scene: Scene) -> Callable[[QPainter], None]:
    """R3."""
    scale = min(WIDTH / scene.width, HEIGHT / scene.height)
    colours: dict[str, list[QRectF]] = {}
    for x, y, item in placed(scene):
        if isinstance(item, CardBox):
            colours.setdefault(item.fill, []).append(QRectF(x + item.x, y + item.y, item.width, item.height))

    def paint(painter: QPainter) -> None:
        painter.scale(scale, scale)
        painter.setPen(Qt.PenStyle.NoPen)
        for fill, boxes in colours.items():
            painter.setBrush(QColor(fill))
            painter.drawRects(boxes)

    return paint
