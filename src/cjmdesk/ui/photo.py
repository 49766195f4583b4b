"""A photo of the wall beside the sheet, to type from: it can be zoomed and pushed, and is not stored."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QGraphicsPixmapItem, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.icons import icon
from cjmdesk.ui.sheet.zoomview import ZoomView
from cjmdesk.ui.theme import Theme

MOST_BYTES = 100 * 1024 * 1024
PIXEL = 0.1
"""mm that a pixel of the photo stands for: zooms are then of the order of those of a sheet."""

PATTERNS = "*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff"


class PhotoPane(QWidget):
    """Shows one photo. failed: told one sentence when a file is none that can be shown."""

    closed = Signal()
    wanted = Signal()
    """The user asks for another photo."""

    failed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("photo")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self.path: Path | None = None
        self.view = ZoomView()
        self.view.setBackgroundBrush(theme.colour("desk"))
        self.view.setAcceptDrops(False)
        self._picture = QGraphicsPixmapItem()
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.view.lay_over(self._picture)
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._turn, self._other, self._close = QToolButton(), QToolButton(), QToolButton()
        self._turn.clicked.connect(self.turn)
        self._other.clicked.connect(self.wanted)
        self._close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self._name, 1)
        for button in (self._turn, self._other, self._close):
            button.setProperty("role", "small")
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.setAcceptDrops(True)
        theme.changed.connect(self._retheme)
        self.hide()
        self._retheme()
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.view.setAccessibleName(_("Photo of the wall"))
        for button, words in (
            (self._turn, _("Turn the photo")),
            (self._other, _("Another photo…")),
            (self._close, _("Close the photo")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)

    def open(self, path: Path) -> bool:
        """Show the photo in a file; False, after telling why, if it is none."""
        from cjmdesk.pictures.errors import PictureError
        from cjmdesk.pictures.qt import decode_bytes

        try:
            if path.stat().st_size > MOST_BYTES:
                raise PictureError(_("The picture is larger than 100 MB; make it smaller."))
            image = decode_bytes(path.read_bytes())
        except OSError as error:
            self.failed.emit(f"{path.name}: {error.strerror or error}")
            return False
        except PictureError as error:
            self.failed.emit(f"{path.name}: {error}")
            return False
        self.path = path
        self._name.setText(path.name)
        self._name.setToolTip(str(path))
        self._show(QPixmap.fromImage(image))
        self.show()
        return True

    def turn(self) -> None:
        """Turn it by a quarter to the right."""
        from PySide6.QtGui import QTransform

        self._show(self._picture.pixmap().transformed(QTransform().rotate(90)))

    def _show(self, picture: QPixmap) -> None:
        self._picture.setPixmap(picture)
        self._picture.setScale(PIXEL)
        self.view.set_sheet(picture.width() * PIXEL, picture.height() * PIXEL)
        self.view.fit_to("page")

    def _retheme(self) -> None:
        self.view.setBackgroundBrush(self._theme.colour("desk"))
        for button, name in ((self._turn, "rotate-cw"), (self._other, "folder-open"), (self._close, "x")):
            button.setIcon(icon(self._theme, name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.open(files[0])
