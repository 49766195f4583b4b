"""Pages on any Qt painter: the print preview, and real printers."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from cjmdesk.layout.pages import Page
from cjmdesk.paint.qt import ScenePainter


def paint_page(scenes: ScenePainter, painter: QPainter, page: Page) -> None:
    """Paint all layers of `page`, each clipped to its window. The painter is scaled to millimetres.

    scenes: made for the text engine and the pictures of the project.
    """
    for _step in page_steps(scenes, painter, page):
        pass


def page_steps(
    scenes: ScenePainter, painter: QPainter, page: Page, exposed: QRectF | None = None
) -> Iterator[None]:
    """Paint `page` as `paint_page` does, a part at each step: a large page takes longer than a window
    may stand still. The painter must be left alone until the last step.

    exposed: mm of the page; what lies outside may be left out. None: everything.
    """
    for layer in page.layers:
        window = QRectF(*layer.window)
        matrix = QTransform(*layer.matrix)
        if exposed is not None:
            back, _possible = matrix.inverted()
            seen = window.intersected(back.mapRect(exposed))
            if seen.isEmpty():
                continue
        else:
            seen = window
        painter.save()
        painter.setWorldTransform(matrix, True)
        painter.setClipRect(window, Qt.ClipOperation.IntersectClip)
        try:
            for part in layer.scene.parts:
                scenes.paint_parts(painter, (part,), None, (seen,))
                yield
        finally:  # also where nobody asks for the next step
            painter.restore()
