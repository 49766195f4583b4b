"""The timer for a room: minutes in figures that can be read from its back. Keys do everything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.room import open_at
from cjmdesk.ui.theme import FAMILY, Theme
from cjmdesk.ui.workshop.clock import Timing, clock_figures, large_figures
from cjmdesk.ui.workshop.steps import STEPS, title_of

REST = 4_000
"""Milliseconds after which, on the whole screen, the buttons go while the mouse rests."""

TURN = 1_500
"""Milliseconds in which the picture turns when time is up."""

_FIGURES = "0123456789:"
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class LargeTimer(QWidget):
    """Shows the countdown of a Timing, above other windows or on a whole screen; Escape closes it.

    Time runs on when it is closed. minutes: planned for the step of a name.
    """

    sounded = Signal(bool)
    """A sound at the end is wanted, or none."""

    def __init__(
        self, parent: QWidget, theme: Theme, timing: Timing, minutes: Callable[[str], float], *, sound: bool
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("largeTimer")
        self.setWindowTitle(_("Workshop Timer"))
        self.setMinimumSize(320, 220)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme, self._timing, self._minutes = theme, timing, minutes
        self._turned = 1.0 if self.over else 0.0
        self._turning = QVariantAnimation(self, duration=TURN, startValue=0.0, endValue=1.0)
        self._turning.valueChanged.connect(self._turn)
        self._foot = QWidget(self)
        self.toggle, self.less, self.more = QPushButton(), QPushButton("−1"), QPushButton("+1")
        self.whole, self.other = QPushButton(_("Full Screen")), QPushButton(_("Other Screen"))
        self.sound = QCheckBox(_("Sound at the end"))
        self.sound.setChecked(sound)
        self._furnish()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._doze)
        timing.changed.connect(self._follow)
        theme.changed.connect(self.update)
        open_at(self, 860, 520)
        self._follow()

    def _furnish(self) -> None:
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(16, 8, 16, 12)
        row.setSpacing(8)
        keyed = (
            (self.less, lambda: self._timing.add(-1), _("A minute less"), "−"),
            (self.toggle, self._timing.toggle, _("Start or pause"), _("Space")),
            (self.more, lambda: self._timing.add(1), _("A minute more"), "+"),
            (self.whole, self.turn_whole, _("Fill the screen, or no more"), "F"),
            (self.other, self.to_other_screen, _("Go to the next screen"), "M"),
        )
        for button, call, help, key in keyed:
            button.clicked.connect(lambda _checked=False, call=call: call())
            button.setToolTip(_("{help} ({key})").format(help=help, key=key))
            button.setAccessibleName(help)
        self.sound.setToolTip(_("{help} ({key})").format(help=_("Sound at the end"), key="S"))
        self.sound.toggled.connect(self.sounded)
        row.addStretch(1)
        for widget in (self.less, self.toggle, self.more, self.whole, self.other, self.sound):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(widget)
        row.addStretch(1)
        self._foot.setObjectName("presentationFoot")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.other.setVisible(len(QGuiApplication.screens()) > 1)

    # State ----------------------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Whether the time shown has run out."""
        one = self._timing.shown
        return one is not None and one.over

    @property
    def said(self) -> tuple[str, str, str, str]:
        """What is to be read: the step, the figures, what they count, and what else there is to say."""
        one = self._timing.shown
        if one is None:
            return "", "", "", ""
        title = title_of(self._timing.step)
        if one.over:
            beyond = _("{time} over").format(time=clock_figures(-one.left)) if one.left <= -1000 else ""
            return title, _("Time is up"), "", beyond
        figures, whole = large_figures(one.left)
        unit = ngettext("minute", "minutes", int(figures)) if whole else _("the last minute")
        return title, figures, unit, "" if one.running else _("paused – Space starts it")

    def _follow(self) -> None:
        one = self._timing.shown
        if one is None:
            self.close()
            return
        if self.over and not self._turned and self._turning.state() != QVariantAnimation.State.Running:
            self._turning.start()
        elif not self.over:
            self._turning.stop()
            self._turned = 0.0
        self.toggle.setText(_("Pause") if one.running else _("Run"))
        self.setAccessibleName(", ".join(part for part in self.said if part))
        self.update()

    def _turn(self, share: object) -> None:
        self._turned = float(share) if isinstance(share, float) else 0.0
        self.update()

    # Windows and screens --------------------------------------------------------------------------

    def turn_whole(self) -> None:
        """Fill the screen, or be a window again."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()
        self._wake()

    def to_other_screen(self) -> None:
        """Go on to the next screen and fill it."""
        screens = QGuiApplication.screens()
        if len(screens) < 2:
            return
        here = screens.index(self.screen()) if self.screen() in screens else 0
        self.fill_screen((here + 1) % len(screens))

    def fill_screen(self, number: int) -> None:
        """Fill the screen of that number."""
        screen = QGuiApplication.screens()[number]
        self.showNormal()
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self._wake()

    def _wake(self) -> None:
        """Show the buttons, on a whole screen for a while."""
        self._foot.show()
        self._foot.raise_()
        self.update()
        if self.isFullScreen():
            self._rest.start()

    def _doze(self) -> None:
        """The mouse rests: on a whole screen only the picture is left."""
        self._foot.setVisible(not self.isFullScreen())
        self.update()

    # Keys -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self._timing.toggle,
            Qt.Key.Key_Plus: lambda: self._timing.add(1),
            Qt.Key.Key_Equal: lambda: self._timing.add(1),
            Qt.Key.Key_Up: lambda: self._timing.add(1),
            Qt.Key.Key_Minus: lambda: self._timing.add(-1),
            Qt.Key.Key_Down: lambda: self._timing.add(-1),
            Qt.Key.Key_Home: lambda: self._timing.restart(self._minutes(self._timing.step)),
            Qt.Key.Key_PageUp: lambda: self._go(-1),
            Qt.Key.Key_PageDown: lambda: self._go(1),
            Qt.Key.Key_F: self.turn_whole,
            Qt.Key.Key_F11: self.turn_whole,
            Qt.Key.Key_M: self.to_other_screen,
            Qt.Key.Key_S: self.sound.toggle,
            Qt.Key.Key_Escape: self.close,
        }
        deed = deeds.get(key)
        if deed is None or (event.isAutoRepeat() and key in (Qt.Key.Key_Space, Qt.Key.Key_F)):
            super().keyPressEvent(event)
            return
        deed()

    def _go(self, by: int) -> None:
        """To the next step or the one before, standing still."""
        names = [step.name for step in STEPS]
        at = min(max(names.index(self._timing.step) + by, 0), len(names) - 1)
        self._timing.turn_to(names[at], self._minutes(names[at]))

    # Painting -------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._wake()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.turn_whole()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setMinimumWidth(min(self._foot.sizeHint().width() + 24, self.screen().availableSize().width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self._foot.sizeHint().height()
        self._foot.setGeometry(0, self.height() - height, self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        title, figures, unit, beside = self.said
        ground = _mixed(self._theme.colour("surface"), self._theme.colour("primary"), self._turned)
        ink = _mixed(self._theme.colour("ink"), self._theme.colour("on_primary"), self._turned)
        shown = self.rect().adjusted(0, 0, 0, -self._foot.height() if self._foot.isVisibleTo(self) else 0)
        wide, high = shown.width(), shown.height()

        def room(beside: float, top: float, tall: float) -> QRectF:
            """In shares of what is shown: the space at either side, the place and the height."""
            return QRectF(beside * wide, top * high, (1 - 2 * beside) * wide, tall * high)

        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(shown, ground)
            painter.setPen(ink)
            lower = 0.06 * self._turned  # below the frame
            self._words(painter, title, room(0.05, 0.035 + lower, 0.12), bold=True)
            self._figures(painter, figures, room(0.08, 0.225 + lower, 0.425))
            self._words(painter, unit, room(0.1, 0.69, 0.1))
            self._words(painter, beside, room(0.1, 0.89 if not self._turned else 0.76, 0.075))
            self._bar(painter, ink, room(0.08, 0.815, 0.055))
            if self._turned:  # whoever sees no colours sees a frame
                painter.setBrush(Qt.BrushStyle.NoBrush)
                frame = 0.012 * min(wide, high)
                inset = 2.5 * frame
                painter.setPen(QPen(ink, frame))
                painter.drawRect(QRectF(shown).adjusted(inset, inset, -inset, -inset))

    def _figures(self, painter: QPainter, text: str, room: QRectF) -> None:
        """As large as there is room; of the same size whatever figures there are."""
        counted = bool(text) and all(letter in _FIGURES for letter in text)
        widest = "0" * max(len(text), 2) if counted and ":" not in text else text
        font = _fitting(widest, room, bold=True)
        painter.setFont(font)
        if not counted:
            painter.drawText(room, _MIDDLE, text)
            return
        # Figures have no descent: they stand in the middle by their own height.
        metrics = QFontMetricsF(font)
        base = room.center().y() + metrics.capHeight() / 2
        painter.drawText(QPointF(room.center().x() - metrics.horizontalAdvance(text) / 2, base), text)

    def _words(self, painter: QPainter, text: str, room: QRectF, *, bold: bool = False) -> None:
        if text:
            painter.setFont(_fitting(text, room, bold=bold))
            painter.drawText(room, _MIDDLE, text)

    def _bar(self, painter: QPainter, ink: QColor, room: QRectF) -> None:
        """How much of the time is left, as a length."""
        one = self._timing.shown
        if one is None or self._turned:
            return
        share = min(max(one.left / max(one.whole, 1), 0.0), 1.0)
        painter.setPen(QPen(ink, max(room.height() * 0.06, 1.0)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        inside = room.adjusted(*(0.16 * room.height() * side for side in (1, 1, -1, -1)))
        if share:
            inside.setWidth(max(inside.width() * share, inside.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)


def _fitting(text: str, room: QRectF, *, bold: bool) -> QFont:
    """Type in which `text` fills `room` in one direction and stays inside in the other."""
    font = QFont(FAMILY)
    font.setBold(bold)
    font.setPixelSize(100)
    metrics = QFontMetricsF(font)
    wide = max(metrics.boundingRect(text).width(), metrics.horizontalAdvance(text))
    high = metrics.height()
    counted = all(letter in _FIGURES for letter in text)
    tall = metrics.capHeight() if counted else high
    scale = min(room.width() / max(wide, 1), room.height() / max(tall, 1))
    font.setPixelSize(max(int(100 * scale), 9))
    return font


def _mixed(first: QColor, second: QColor, share: float) -> QColor:
    """From one colour to the other."""
    parts = (
        (first.redF(), second.redF()),
        (first.greenF(), second.greenF()),
        (first.blueF(), second.blueF()),
    )
    return QColor.fromRgbF(*((1 - share) * a + share * b for a, b in parts))
