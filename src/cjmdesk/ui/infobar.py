"""One quiet line under the toolbar: what happened, and a way out. It never blocks work."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.ui.icons import icon, pixmap
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.theme import Theme

Level = Literal["info", "warning", "error"]
_ICONS = {
    "info": ("info", "accent"),
    "warning": ("triangle-alert", "warning"),
    "error": ("circle-alert", "bad"),
}


class Notice(Struct, frozen=True):
    """level: how grave. text: one sentence. ways: (words, what they do) buttons.

    busy: shows that work goes on. holds: whether it is so still, asked whenever work has gone on; None for
    what stays so.
    """

    text: str
    level: Level = "info"
    ways: tuple[tuple[str, Callable[[], object]], ...] = ()
    busy: bool = False
    holds: Callable[[], bool] | None = None


class InfoBar(QWidget):
    """Shows the last notice until it is closed or replaced or holds no more, or, if it was mere advice,
    until work goes on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.notice: Notice | None = None
        self._fresh = False
        self.setObjectName("infoBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(120)
        self._busy.setTextVisible(False)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(6)
        self._close = QToolButton()
        self._close.setProperty("role", "small")
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._busy)
        row.addLayout(self._ways)
        row.addWidget(self._close)
        theme.changed.connect(self._retheme)
        self.hide()

    def tell(self, notice: Notice) -> None:
        """Show `notice` in place of what is shown."""
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        self.notice, self._fresh = notice, True
        QTimer.singleShot(0, self._settle)
        self._text.setText(notice.text)
        self._busy.setVisible(notice.busy)
        while self._ways.count():
            old = self._ways.takeAt(0)
            button = old.widget() if old is not None else None
            if button is not None:
                button.hide()
                button.deleteLater()
        for words, way in notice.ways:
            button = QPushButton(words)
            button.clicked.connect(_call(way))
            self._ways.addWidget(button)
            button.show()
        self._close.setToolTip(_("Close this message"))
        self._close.setAccessibleName(_("Close this message"))
        self.setAccessibleName(notice.text)
        self.setProperty("level", notice.level)
        self._retheme()
        self.show()
        if held:  # the button that was pressed is gone
            self.take_focus()

    def go_on(self, text: str) -> None:
        """Say something newer of what is shown; its buttons stay."""
        self._text.setText(text)
        self.setAccessibleName(text)

    def dismiss(self) -> None:
        """Take the notice away."""
        self.notice = None
        self.hide()

    def pass_by(self) -> None:
        """Work has gone on: what is so no more goes, and advice that asks for nothing, unless it was given
        just now."""
        notice = self.notice
        if notice is None:
            return
        over = notice.holds is not None and not notice.holds()
        advice = notice.level == "warning" and not notice.ways
        if over or (advice and not self._fresh):
            self.dismiss()

    def _settle(self) -> None:
        self._fresh = False

    def take_focus(self) -> None:
        """Give the keyboard to the first button."""
        first = self._ways.itemAt(0)
        button = first.widget() if first is not None else None
        (button or self._close).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif not pressed_by_return(event, self):
            super().keyPressEvent(event)

    def _retheme(self) -> None:
        if self.notice is None:
            return
        name, tone = _ICONS[self.notice.level]
        self._icon.setPixmap(pixmap(name, self._theme.colour(tone).name(), 18, self.devicePixelRatioF()))
        self._close.setIcon(icon(self._theme, "x"))
        self.style().unpolish(self)
        self.style().polish(self)


def _call(way: Callable[[], object]) -> Callable[..., None]:
    def run(*_arguments: object) -> None:
        way()

    return run
