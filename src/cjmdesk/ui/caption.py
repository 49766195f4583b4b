"""Small headings in capitals, shared by panels, dialogs and the start page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from cjmdesk.ui.theme import Theme


class Caption(QLabel):
    """A small heading in capitals; that of a field gives it the keyboard when it is clicked."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text.upper())
        self._field: QWidget | None = None
        self.setProperty("role", "caption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        font = QFont(self.font())
        font.setPointSizeF(theme.sizes.small)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
        self.setFont(font)

    def lead_to(self, field: QWidget) -> None:
        """This is the name of `field`; assistive tools are told so."""
        if self._field is None:
            self.setText(self.text().replace("&", "&&"))  # with a buddy, Qt takes & for a shortcut's sign
        self._field = field
        self.setBuddy(field)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._field is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        _taker(self._field).setFocus(Qt.FocusReason.OtherFocusReason)
        event.accept()


def caption(text: str, theme: Theme, field: QWidget | None = None) -> Caption:
    """A small heading in capitals. field: what it is the name of."""
    made = Caption(text, theme)
    if field is not None:
        made.lead_to(field)
    return made


def _taker(field: QWidget) -> QWidget:
    """What takes the keyboard for a field: itself, or in a row of buttons the one that is pressed."""
    if field.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return field
    inside = [
        one
        for one in field.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(field) and one.isEnabled()
    ]
    pressed = [one for one in inside if isinstance(one, QAbstractButton) and one.isChecked()]
    proxy = field.focusProxy()
    usual = [proxy] if proxy is not None and proxy.isVisibleTo(field) and proxy.isEnabled() else []
    return next(iter([*pressed, *usual, *inside]), field)
