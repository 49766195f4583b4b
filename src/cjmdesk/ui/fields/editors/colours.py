"""A colour of one's own instead of the usual one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QFrame, QHBoxLayout

from cjmdesk.i18n import _
from cjmdesk.ui.fields.editors.base import Desk, FieldEditor, Shown, below, one_of
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.theme import Theme

COLOURS = (
    *("#2F6F8F", "#3D7F7A", "#5B7B46", "#976B22", "#B05A3C", "#8A4F7D"),
    *("#2B5C8A", "#4B5563", "#B23A24", "#8A6100", "#6A4596", "#2C6E3F"),
)
"""Those of the palette: white letters can be read on all of them."""


class Swatch(QAbstractButton):
    """A spot of colour; empty for the usual one, None for one that is asked for."""

    def __init__(self, colour: str | None, theme: Theme) -> None:
        super().__init__()
        self.colour, self._theme = colour, theme
        self.setCheckable(True)
        self.setFixedSize(QSize(24, 24))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(4, 4, 16, 16)
            if self.isChecked() or self.hasFocus():
                tone = "accent" if self.hasFocus() else "ink"
                painter.setPen(QPen(self._theme.colour(tone), 1.6))
                painter.drawRoundedRect(QRectF(1.5, 1.5, 21, 21), 6, 6)
            painter.setPen(QPen(self._theme.colour("outline"), 1) if not self.colour else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colour) if self.colour else self._theme.colour("surface"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QPen(self._theme.colour("faint"), 1.4))
            if self.colour == "":
                inner = box.adjusted(3, 3, -3, -3)
                painter.drawLine(inner.bottomLeft(), inner.topRight())
            elif self.colour is None:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "…")


class ColourButton(Swatch):
    """A spot of colour that opens the palette."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__("", theme)
        self.setCheckable(False)
        self.setToolTip(_("Colour"))
        self.setAccessibleName(_("Colour"))
        self.clicked.connect(self._open)

    def show_colour(self, colour: str | None) -> None:
        """Show a colour; None for the usual one."""
        if (colour or "") != self.colour:
            self.colour = colour or ""
            self.update()

    def _open(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setObjectName("popup")
        row = QHBoxLayout(popup)
        row.setSpacing(3)
        for colour in ("", *COLOURS):
            swatch = Swatch(colour, self._theme)
            swatch.setChecked(colour == self.colour)
            swatch.setAccessibleName(colour or _("The usual colour"))

            def take(_checked: bool = False, colour: str = colour) -> None:
                popup.close()
                self.chosen.emit(colour or None)

            swatch.clicked.connect(take)
            row.addWidget(swatch)
        popup.setGeometry(below(self, popup.sizeHint()))
        popup.show()


class ColourEditor(FieldEditor):
    """The usual colour, one of the palette, or one of one's own."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        flow = FlowLayout(self, gap=3)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.swatches: list[Swatch] = []
        for colour in ("", *COLOURS, None):
            swatch = Swatch(colour, desk.theme)
            words = _("The usual colour") if colour == "" else colour or _("Another colour…")
            swatch.setToolTip(words)
            swatch.setAccessibleName(words)
            swatch.clicked.connect(lambda _checked=False, swatch=swatch: self._press(swatch))
            self.swatches.append(swatch)
            flow.addWidget(swatch)
        self.setFocusProxy(self.swatches[0])
        self._value: Any = None

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        self._value = value = one_of(values)
        known = value is None or (isinstance(value, str) and value.upper() in COLOURS)
        last = self.swatches[-1]
        last.colour = value if not known and isinstance(value, str) else None
        for swatch in self.swatches:
            same = value is None if swatch.colour == "" else swatch.colour == value
            swatch.setChecked(bool(swatch.colour is not None and same))
            swatch.update()

    def _press(self, swatch: Swatch) -> None:
        if swatch is self.swatches[-1]:
            start = QColor(self._value) if isinstance(self._value, str) else QColor(COLOURS[0])
            picked = QColorDialog.getColor(start, self, _("Another colour"))
            if picked.isValid():
                self.edited.emit(picked.name().upper(), False)
        else:
            self.edited.emit(swatch.colour or None, False)
        for each in self.swatches:
            each.setChecked(each.colour == (self._value or ""))
