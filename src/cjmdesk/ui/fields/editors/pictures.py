"""A picture: chosen, pasted or dropped, shown small, and taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout

from cjmdesk.i18n import _
from cjmdesk.ui.fields.editors.base import VARIOUS, Desk, FieldEditor, Shown, one_of, various_words
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.picturing import Source, bring, clipboard_source, dropped_source, patterns

_SIDE = QSize(220, 120)


class PictureEditor(FieldEditor):
    """Shows the picture; files can be dropped on it."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.setAcceptDrops(True)
        self.view = QLabel()
        self.view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view.setProperty("role", "well")
        self.view.setWordWrap(True)
        self.choose = QPushButton(_("Choose…"))
        self.paste = QPushButton(_("Paste"))
        self.gone = QPushButton(_("Remove"))
        buttons = FlowLayout(gap=4)
        for button in (self.choose, self.paste, self.gone):
            button.setProperty("role", "pill")
            buttons.addWidget(button)
        self.choose.clicked.connect(self._choose)
        self.paste.clicked.connect(self._paste)
        self.gone.clicked.connect(lambda: self.edited.emit(None, False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view)
        column.addLayout(buttons)
        self.setFocusProxy(self.choose)
        self._value: object = self

    def name(self, words: str) -> None:
        super().name(words)
        self.view.setAccessibleName(words)

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        value = one_of(values)
        if value == self._value:
            return
        self._value = value
        self.gone.setVisible(value is not None)
        self.view.setPixmap(QPixmap())
        if value is VARIOUS:
            self.view.setText(various_words())
        elif value is None:
            self.view.setText(_("Drop a picture here"))
        else:
            self._draw(shown.project.pictures.get(value))

    def _draw(self, picture: Any) -> None:
        from cjmdesk.pictures.errors import PictureError
        from cjmdesk.pictures.qt import decode

        try:
            if picture is None:
                raise PictureError(_("The picture is missing in the project."))
            image = decode(picture)
        except PictureError as trouble:
            self.view.setText(str(trouble))
            return
        ratio = self.devicePixelRatioF()
        scaled = image.scaled(
            _SIDE * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixels = QPixmap.fromImage(scaled)
        pixels.setDevicePixelRatio(ratio)
        self.view.setPixmap(pixels)

    def _choose(self) -> None:
        name, _chosen = QFileDialog.getOpenFileName(self, _("Choose a picture"), "", patterns())
        if name:
            self._bring(Path(name))

    def _paste(self) -> None:
        source = clipboard_source()
        if source is None:
            self.desk.tell(_("There is no picture on the clipboard."))
        else:
            self._bring(source)

    def _bring(self, source: Source) -> None:
        picture = bring(source, self.window(), self.desk.tell)
        if picture is not None:
            self.edited.emit(picture, False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_source(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        source = dropped_source(event.mimeData())
        if source is not None:
            event.acceptProposedAction()
            self._bring(source)
