"""The line at the bottom: what the map holds, whether it is saved, and the zoom."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from cjmdesk.i18n import _
from cjmdesk.ui.icons import icon
from cjmdesk.ui.sheet.zoomview import ZoomView
from cjmdesk.ui.theme import Theme

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)


class StatusBar(QWidget):
    """Counts at the left, the saved state in the middle, the zoom at the right."""

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
        self.saved.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom = QToolButton()
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.zoom)
        self._menu.aboutToShow.connect(self._fill)
        self.zoom.setMenu(self._menu)
        self._steps = ((QToolButton(), zoom_out, "minus"), (QToolButton(), zoom_in, "plus"))
        for button, action, _name in self._steps:
            button.clicked.connect(action.trigger)
        zooms = QHBoxLayout()
        zooms.setSpacing(0)
        for widget in (self._steps[0][0], self.zoom, self._steps[1][0]):
            widget.setProperty("role", "small")
            zooms.addWidget(widget)
        row = QGridLayout(self)
        row.setContentsMargins(14, 2, 8, 2)
        row.addWidget(self.counts, 0, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.saved, 0, 1)
        row.addWidget(self.hint, 0, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(zooms, 0, 2, Qt.AlignmentFlag.AlignRight)
        for column in (0, 1, 2):
            row.setColumnStretch(column, 1)
        view.moved.connect(self.show_zoom)
        theme.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the user's language, icons in the theme's colours."""
        for button, action, name in self._steps:
            button.setIcon(icon(self._theme, name, side=14))
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.iconText())
        self.zoom.setToolTip(_("Zoom; 100 % is the size on paper"))
        self.zoom.setAccessibleName(_("Zoom"))
        self.show_zoom()

    def show_hint(self, text: str) -> None:
        """Say for a while what the keys do, instead of counts and saved state; empty: those again."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        for label in (self.counts, self.saved):
            label.setVisible(not text)

    def show_zoom(self) -> None:
        """Say the zoom in force."""
        self.zoom.setText(_("{percent} %").format(percent=round(self._view.zoom * 100)))
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("000 %") + 24)

    def _fill(self) -> None:
        self._menu.clear()
        for action in self._more:
            self._menu.addAction(action)
        self._menu.addSeparator()
        for zoom in ZOOMS:
            entry = self._menu.addAction(_("{percent} %").format(percent=round(zoom * 100)))
            entry.triggered.connect(lambda _checked=False, zoom=zoom: self._view.set_zoom(zoom))
