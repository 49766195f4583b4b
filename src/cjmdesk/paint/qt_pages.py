"""Pages on any Qt painter: the print preview, and real printers."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from cjmdesk.layout.pages import Page
from cjmdesk.paint.qt import ScenePainter


def paint_page(scenes: ScenePainter, painter: QPainter, page: Page) -> None:
    """Paint all layers of `page`, each clipped to its window. The painter is scaled to millimetres.

    scenes: made for the text engine and the pictures of the project.
    """
    for layer in page.layers:
        window = QRectF(*layer.window)
        painter.save()
        painter.setWorldTransform(QTransform(*layer.matrix), True)
        painter.setClipRect(window, Qt.ClipOperation.IntersectClip)
        scenes.paint(painter, layer.scene, window)
        painter.restore()
