"""The presentation: a map on the whole screen, stage by stage, by keys and clicks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyleOptionGraphicsItem, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.presenting.frames import Frame, ends_in, frames_of, of_stage
from cjmdesk.ui.sheet.fading import Fades, faded
from cjmdesk.ui.sheet.overlays import VEIL, Above, Boxes
from cjmdesk.ui.sheet.view import SheetView
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Part, Scene
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.sheet.items import Painter

READABLE = 22.0
"""Pixels of an em of card text that can be read from the back of a room on a usual projector."""

SHARE = 0.6
"""Of the screen's width that a stage takes at most."""

GLIDE = 280
"""Milliseconds from one frame to the next."""

_NEXT = {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}
_LEAVE = {Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_Q}


class Presentation(QWidget):
    """A window of its own over the whole screen; Escape leaves it.

    em: mm of card text on the Scene.
    """

    def __init__(
        self, parent: QWidget, theme: Theme, journey: JourneyMap, scene: Scene, painter: Painter, em: float
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("presentation")
        self.setWindowTitle(_("{map} – presentation").format(map=journey.title or _("Untitled map")))
        self._journey, self._em = journey, em
        self._scene, self._painter = scene, painter
        self.frames: list[Frame] = []
        self.at = 0
        self.view = _Stage(theme, self)
        self.view.show_scene(scene, painter, em)
        self._veil = Boxes(VEIL, 900, edges="inside")
        self.arrows = Fades(899)
        self._beyond = _Beyond(painter)
        for overlay in (self.arrows, self._veil, self._beyond):
            self.view.lay_over(overlay)
        self.title, self.lanes, self.count = QLabel(), QLabel(), QLabel()
        large = QFont(self.font())
        large.setPointSizeF(theme.sizes.title)
        large.setBold(True)
        self.title.setFont(large)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.lanes.setTextFormat(Qt.TextFormat.PlainText)
        self.lanes.setProperty("role", "quiet")
        self.count.setProperty("role", "quiet")
        foot = QWidget()
        foot.setObjectName("presentationFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 12)
        row.setSpacing(18)
        row.addWidget(self.title)
        row.addWidget(self.lanes, 1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(foot)
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE)
        self._glide.valueChanged.connect(self.view.look_at)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def frame(self) -> Frame | None:
        """What is shown; None before the window has a size."""
        return self.frames[self.at] if self.at < len(self.frames) else None

    def go(self, at: int) -> None:
        """Show the frame with this number; beyond either end nothing happens."""
        if 0 <= at < len(self.frames) and at != self.at:
            self.at = at
            self._show(gliding=True)

    def go_to_stage(self, number: int) -> None:
        """Show a stage from its top, 1 for the first; 0 shows the whole map."""
        found = next((n for n, frame in enumerate(self.frames) if frame.stage == number), None)
        if found is not None:
            self.go(found)

    def _show(self, *, gliding: bool) -> None:
        frame, scene = self.frame, self._scene
        if frame is None:
            return
        self.title.setText(frame.title)
        self.lanes.setText(" · ".join(frame.lanes))
        self.count.setText(_("{number} of {count}").format(number=self.at + 1, count=len(self.frames)))
        self.setAccessibleName(", ".join((frame.title, *frame.lanes)))
        left, top, right, bottom = frame.area
        goal = self.view.framed(QRectF(left, top, right - left, bottom - top), self._scale(frame))
        shown, beyond = of_stage(self._journey, scene, frame)
        self.view.show_scene(shown, self._painter, self._em)
        if frame.column is None:
            self._veil.cover(())
            self.arrows.cover(None)
            self._beyond.show_words((), ())
        else:
            start, head, end, foot = frame.column
            first = min(cell.x for cell in scene.cells)
            last = max(cell.x + cell.width for cell in scene.cells)
            before = QRectF(first, head, start - first, foot - head)
            after = QRectF(end, head, last - end, foot - head)
            over = [box for box in (before, after) if box.width() > 0]
            self._veil.cover(over)
            self._fade_arrows(frame, over)
            self._beyond.show_words(beyond, over)
        self._glide.stop()
        if gliding and self.isVisible():
            self._glide.setStartValue(self.view.looked_at())
            self._glide.setEndValue(goal)
            self._glide.start()
        else:
            self.view.look_at(goal)

    def _fade_arrows(self, frame: Frame, over: Sequence[QRectF]) -> None:
        """What has nothing to do with the stage fades where no veil lies over it: over the headers, and
        where it crosses the stage."""
        own, connectors = ends_in(self._journey, frame), self._journey.connectors
        arrows = [one.id for one in connectors if own.isdisjoint((one.source, one.target))]
        what = faded(self._scene, (), arrows, own.isdisjoint)
        veiled = QPainterPath()
        for box in over:
            veiled.addRect(box)
        what.pieces = [piece.subtracted(veiled) for piece in what.pieces]
        self.arrows.cover(what)

    def _scale(self, frame: Frame) -> float:
        """Pixels a millimetre: readable, unless the stage is too wide for that; 0 to see all of it."""
        if frame.column is None:
            return 0.0
        left, _top, right, _bottom = frame.area
        return min(READABLE / self._em, SHARE * self.view.viewport().width() / (right - left))

    def arrange(self) -> None:
        """The view has another size: cut the map into frames for it, and show the stage it was at."""
        scene = self._scene
        stage = self.frame.stage if self.frame is not None else 0
        tallest = self.view.viewport().height() / (READABLE / self._em)
        self.frames = frames_of(self._journey, scene, tallest)
        first = next((n for n, frame in enumerate(self.frames) if frame.stage == stage), 0)
        self.at = first
        self._show(gliding=False)

    # Events -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _LEAVE:
            self.close()
        elif key in _NEXT or key == Qt.Key.Key_Enter:
            self.go(self.at + 1)
        elif key in _BACK:
            self.go(self.at - 1)
        elif key == Qt.Key.Key_Home:
            self.go(0)
        elif key == Qt.Key.Key_End:
            self.go(len(self.frames) - 1)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.go_to_stage(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """One frame on, or back."""
        self.go(self.at + by)


class _Beyond(Above):
    """The words of a stage that reach over its pale neighbours."""

    def __init__(self, sheet: Painter) -> None:
        super().__init__(910)
        self._sheet = sheet
        self._parts: tuple[Part, ...] = ()
        self._over: tuple[QRectF, ...] = ()

    def show_words(self, parts: Sequence[Part], over: Sequence[QRectF]) -> None:
        """Draw these where they lie in the boxes `over`, mm; none hides it."""
        self.prepareGeometryChange()
        self._parts, self._over, self._bounds = tuple(parts), tuple(over), QRectF()
        for box in self._over:
            self._bounds = self._bounds.united(box)
        self.setVisible(bool(parts) and bool(over))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        for box in self._over:
            painter.save()
            painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
            self._sheet.paint_parts(painter, self._parts, None, (box,))
            painter.restore()


class _Stage(SheetView):
    """The sheet without scroll bars, looked at through a rectangle of the same shape as the view."""

    def __init__(self, theme: Theme, presentation: Presentation) -> None:
        super().__init__(theme, presentation)
        self._presentation = presentation
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._seen = QRectF()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._presentation.arrange()  # the window's own size comes before the view has its share of it

    def framed(self, area: QRectF, scale: float) -> QRectF:
        """`area` grown to the shape of the view, at `scale` pixels a mm; 0: as large as fits."""
        room = self.viewport().size()
        fits = min(room.width() / max(area.width(), 1), room.height() / max(area.height(), 1)) * 0.97
        scale = min(scale, fits) if scale else fits
        width, height = room.width() / scale, room.height() / scale
        return QRectF(area.center().x() - width / 2, area.center().y() - height / 2, width, height)

    def looked_at(self) -> QRectF:
        """What is seen, mm."""
        return self._seen

    def look_at(self, area: QRectF) -> None:
        """Show just this part of the Scene, mm."""
        if area.isEmpty():
            return
        self._seen = QRectF(area)
        scale = self.viewport().width() / area.width()
        self.set_zoom(scale * 25.4 / self.logicalDpiX())
        self.setSceneRect(area.united(self.sheet))
        self.centerOn(area.center())

    def press(self, at: QPointF, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._presentation.step(1)
        elif event.button() == Qt.MouseButton.RightButton:
            self._presentation.step(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
