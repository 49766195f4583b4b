"""The line at the bottom: what the map holds, whether it is saved, and the zoom."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from cjmdesk.i18n import _, current_language
from cjmdesk.layout.numbers import percent
from cjmdesk.ui.icons import icon
from cjmdesk.ui.sheet.zoomview import ZoomView
from cjmdesk.ui.theme import Theme

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)


BETWEEN = "  ·  "
"""Stands between two hints."""


class KeyHints(QLabel):
    """What the keys do: as many of the hints as there is room for, all of them as a tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "quiet")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hints: tuple[str, ...] = ()

    def show_hints(self, hints: tuple[str, ...]) -> None:
        """Show these instead."""
        if hints != self._hints:
            self._hints = hints
            self.setToolTip("\n".join(hints))
            self.setAccessibleName(", ".join(hints))
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        count = len(self._hints)
        while (
            count and self.fontMetrics().horizontalAdvance(BETWEEN.join(self._hints[:count])) > self.width()
        ):
            count -= 1
        self.setText(BETWEEN.join(self._hints[:count]))


class StatusBar(QWidget):
    """At the left counts, in the middle what keys do, at the right the saved state and the zoom."""

    def __init__(
        self,
        theme: Theme,
        view: ZoomView,
        zoom_out: QAction,
        zoom_in: QAction,
        more: tuple[QAction, ...],
    ) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._view, self._more = theme, view, more
        self.counts, self.saved, self.hint = QLabel(), QLabel(), QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.hide()
        self.keys = KeyHints()
        self.time = QToolButton()
        self.time.hide()
        self._keys: tuple[str, ...] = ()
        self._running = False
        self.zoom = QToolButton()
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.zoom)
        self._menu.aboutToShow.connect(self._fill)
        self.zoom.setMenu(self._menu)
        self._steps = ((QToolButton(), zoom_out, "minus"), (QToolButton(), zoom_in, "plus"))
        for button, action, _name in self._steps:
            button.clicked.connect(action.trigger)
            button.setProperty("step", True)
        zoom_in.changed.connect(self._follow)
        zooms = QHBoxLayout()
        zooms.setSpacing(0)
        self.time.setProperty("role", "small")
        for widget in (self._steps[0][0], self.zoom, self._steps[1][0]):
            widget.setProperty("role", "small")
            zooms.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 8, 2)
        row.setSpacing(18)
        row.addWidget(self.counts)
        row.addWidget(self.hint)
        row.addWidget(self.keys, 1)
        row.addWidget(self.time)
        row.addWidget(self.saved)
        row.addLayout(zooms)
        view.moved.connect(self.show_zoom)
        theme.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the user's language, icons in the theme's colours."""
        for button, action, name in self._steps:
            button.setIcon(icon(self._theme, name, side=14))
            button.setIconSize(QSize(14, 14))
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.iconText())
        self.zoom.setToolTip(_("Zoom; 100% is the size on paper"))
        self.zoom.setAccessibleName(_("Zoom"))
        self.show_zoom()
        self._follow()

    def _follow(self) -> None:
        """There is something to zoom, or nothing."""
        usable = self._steps[1][1].isEnabled()
        for button in (self.zoom, *(button for button, _action, _name in self._steps)):
            button.setEnabled(usable)

    def show_hint(self, text: str) -> None:
        """Say something for a while instead of the counts and the keys; empty: those again."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self.counts.setVisible(not text)
        self._show_keys()

    def show_keys(self, hints: tuple[str, ...]) -> None:
        """Say what keys do now, the most helpful first; nothing for none."""
        self._keys = hints
        self._show_keys()

    def _show_keys(self) -> None:
        self.keys.show_hints(() if not self.hint.isHidden() else self._keys)

    def show_time(self, text: str, running: bool) -> None:
        """Say what is left of a workshop step; empty for nothing."""
        self.time.setVisible(bool(text))
        if text == self.time.text() and running == self._running:
            return
        self._running = running
        self.time.setText(text)
        self.time.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.time.setIcon(icon(self._theme, "timer" if running else "pause", "secondary", 13))
        self.time.setIconSize(QSize(13, 13))
        self.time.setToolTip(_("Time of the workshop step; click to show it to the room"))
        self.time.setAccessibleName(text)

    def show_zoom(self) -> None:
        """Say the zoom in force."""
        self.zoom.setText(percent(round(self._view.zoom * 100), current_language()))
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance(percent(100, current_language())) + 24)

    def _fill(self) -> None:
        self._menu.clear()
        for action in self._more:
            self._menu.addAction(action)
        self._menu.addSeparator()
        for zoom in ZOOMS:
            entry = self._menu.addAction(percent(round(zoom * 100), current_language()))
            entry.triggered.connect(lambda _checked=False, zoom=zoom: self._view.set_zoom(zoom))
