"""What is seen of a walk-through: a question in large type, what was answered, and a line to write in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.formats.shown import lane_title
from cjmdesk.i18n import _, current_language
from cjmdesk.layout.headers import stage_colour
from cjmdesk.layout.inks import letters_on
from cjmdesk.layout.inks import own as chosen_colour
from cjmdesk.layout.palette import COLOUR, tint
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.presenting.questions import Question, level_words, stage_name
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.model.lanes import Lane
    from cjmdesk.model.maps import JourneyMap

DESIGNED = (1920, 1080)
"""Pixels of the screen for which the sizes of type below are meant; they follow others."""

QUESTION, STAGE, LINE, NOTE, SMALL = 64, 40, 44, 28, 20
"""Pixels of type."""

LEAST = 15
"""Pixels: no type is smaller, however small the window."""

NOTE_WIDTH = 0.3
"""Of the screen's width that a note takes at most."""

ACROSS, DOWN = 14, 10
"""Pixels between the words of a note and its edge, at either side, above and below."""

_WRAP = int(Qt.TextFlag.TextWordWrap)


class AskedScreen(QWidget):
    """Shows one question; `WalkThrough` says which. rightwards: whether the journey runs to the right."""

    levelled = Signal(float)
    """A level was clicked."""

    def __init__(self, parent: QWidget, theme: Theme, *, rightwards: bool) -> None:
        super().__init__(parent)
        self._theme, self._rightwards = theme, rightwards
        self._held: list[str] = []
        self._tint, self._strong = COLOUR.lane("free_text")
        self.takes_level = False
        self.setObjectName("startPage")  # the ground of a desk
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        ways = Qt.LayoutDirection
        self.setLayoutDirection(ways.LeftToRight if rightwards else ways.RightToLeft)
        self.stage, self.lane, self.text, self.said = (_plain() for _n in range(4))
        self.text.setWordWrap(True)
        if not rightwards:  # also where the question itself is in another alphabet
            self.text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.line = QLineEdit()
        self.line.setMaxLength(20_000)
        self._band, self._foot = QWidget(), QWidget()
        self._notes = QScrollArea()
        self._flow_on = QWidget()
        self._flow = FlowLayout(self._flow_on, gap=12, level=False)
        self._notes.setWidget(self._flow_on)
        self._notes.setWidgetResizable(True)
        for ground in (self._notes.viewport(), self._flow_on):
            ground.setAutoFillBackground(False)
        self._notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._levels, self._level_row = QButtonGroup(self), QWidget()
        self._make_levels()
        self.filled = QCheckBox(_("Ask about what is &filled, too"))
        self.back, self.next, self.end = (
            QPushButton(_("Back")),
            QPushButton(_("Next")),
            QPushButton(_("Finish")),
        )
        for button in (self.filled, self.back, self.next, self.end):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.count, self._bar, self._keys = _plain(), QProgressBar(), _plain()
        self._bar.setTextVisible(False)
        self._keys.setProperty("role", "small")
        self._arrange()

    def _make_levels(self) -> None:
        row = QHBoxLayout(self._level_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for level in range(-5, 6):
            button = QPushButton(level_words(level, current_language()))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("role", "segment")
            if abs(level) == 5:
                button.setProperty("end", "first" if level < 0 else "last")
            self._levels.addButton(button, level + 5)
            row.addWidget(button, 1)
        self._level_row.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._levels.idClicked.connect(lambda number: self.levelled.emit(float(number - 5)))

    def _arrange(self) -> None:
        band = QHBoxLayout(self._band)
        band.setContentsMargins(40, 16, 40, 16)
        band.addWidget(self.stage, 1)
        band.addWidget(self.lane)
        self._band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._band.setObjectName("walkBand")
        middle = QVBoxLayout()
        middle.setContentsMargins(40, 30, 40, 20)
        middle.setSpacing(18)
        middle.addWidget(self.text)
        middle.addWidget(self._notes, 1)
        middle.addWidget(self._level_row)
        middle.addWidget(self.line)
        middle.addWidget(self.said)
        self._foot.setObjectName("presentationFoot")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(40, 10, 40, 12)
        foot.addWidget(self._bar)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.back, self.next, self.end):
            row.addWidget(button)
        foot.addLayout(row)
        asides = FlowLayout(gap=18)
        asides.addWidget(self._keys)
        asides.addWidget(self.filled)
        foot.addLayout(asides)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(middle, 1)
        column.addWidget(self._foot)

    # What is shown --------------------------------------------------------------------------------

    def show_question(self, journey: JourneyMap, question: Question, at: int, count: int) -> None:
        """at: its number from 0, of `count`."""
        number = next(n for n, one in enumerate(journey.stages) if one.id == question.stage)
        stage = journey.stages[number]
        lane = next((one for one in journey.lanes if one.id == question.lane), None)
        colour = stage_colour(COLOUR, stage, number, journey.poster.stage_colours)
        self._colour_band(colour, letters_on(COLOUR, colour))
        self.stage.setText(stage_name(journey, stage))
        self.lane.setText(_("Key task") if lane is None else lane_title(lane, journey.language))
        self._tint, self._strong = _colours(lane)
        self.takes_level = lane is not None and lane.kind == "emotions" and question.sort == "note"
        self._level_row.setVisible(self.takes_level)
        self.line.show()
        self.line.setPlaceholderText(self._prompt(question))
        self.line.setAccessibleName(f"{self.stage.text()}: {question.text}")
        self.text.setText(question.text)
        self.count.setText(_("{number} of {count}").format(number=at + 1, count=count))
        self._bar.setRange(0, count)
        self._bar.setValue(at + 1)
        self.back.setEnabled(at > 0)
        self.next.setEnabled(True)
        arrows = ("→", "←") if self._rightwards else ("←", "→")
        keys = _("Enter adds · Tab or {on} next · Shift+Tab or {back} back · Ctrl+Z undoes · Esc ends")
        self._keys.setText(keys.format(on=arrows[0], back=arrows[1]))
        self._scale()

    def show_end(self, said: str, count: int) -> None:
        """After the last of `count` questions. said: what has come of them."""
        dark = self._theme.name == "dark"  # there, the primary colour is the lightest of all
        ground, ink = ("pressed", "ink") if dark else ("primary", "on_primary")
        self._colour_band(self._theme.colour(ground).name(), self._theme.colour(ink).name())
        self.stage.setText(_("The end"))
        self.lane.clear()
        self.text.setText(_("That was the last question.") + "\n" + said)
        self.line.clear()
        self.line.hide()
        self._level_row.hide()
        self.takes_level = False
        self._show_notes([])
        self.count.setText(_("{number} of {count}").format(number=count, count=count))
        self._bar.setRange(0, max(count, 1))
        self._bar.setValue(max(count, 1))
        self.back.setEnabled(count > 0)
        self.next.setEnabled(False)
        self._scale()

    def show_held(self, journey: JourneyMap, question: Question, held: Sequence[str]) -> None:
        """The answers that are there, as small notes in the lane's colours."""
        self._show_notes(list(held))

    def show_level(self, level: float | None) -> None:
        """Press the button of a level; None: none of them."""
        self._levels.setExclusive(False)
        for number, button in enumerate(self._levels.buttons()):
            button.setChecked(level is not None and number - 5 == round(level))
        self._levels.setExclusive(True)

    def say(self, text: str, *, bad: bool = False) -> None:
        """Something below the line; empty for nothing."""
        self.said.setProperty("role", "bad" if bad else "quiet")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(text)

    def _prompt(self, question: Question) -> str:
        if self.takes_level:
            return _("−5 … +5 and what they say, then Enter")
        if question.sort == "source":
            return _("Who says so, and when, then Enter")
        if question.sort == "solution":
            return _("What would help, then Enter")
        return _("Write an answer, then Enter")

    def _colour_band(self, colour: str, ink: str) -> None:
        self._band.setStyleSheet(
            f"QWidget#walkBand {{ background: {colour}; }} QWidget#walkBand QLabel {{ color: {ink}; }}"
        )

    def _show_notes(self, texts: list[str]) -> None:
        self._held = texts
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._notes.setAccessibleName(", ".join(texts))
        ground, ink = self._tint, COLOUR.ink
        if self._theme.name == "dark":  # pale notes would be lamps in a dark room
            ground = _mixed(self._strong, self._theme.colour("surface"), 0.35)
            ink = self._theme.colour("ink").name()
        for text in texts:
            note = _plain(text)
            note.setWordWrap(True)
            note.setIndent(0)
            note.setStyleSheet(
                f"background: {ground}; color: {ink}; border-radius: 6px; padding: {DOWN}px {ACROSS}px;"
                f"border: 1px solid {self._strong};"
            )
            font = self._type(NOTE)
            note.setFont(font)
            most = round(max(self.width() * NOTE_WIDTH, 180))
            box = QFontMetrics(font).boundingRect(QRect(0, 0, most, 10_000), _WRAP, text)
            note.setFixedSize(box.width() + 2 * (ACROSS + 1), box.height() + 2 * (DOWN + 1))
            self._flow.addWidget(note)
            note.show()
        width = max(self._notes.viewport().width(), 100)
        self._flow_on.setMinimumHeight(self._flow.heightForWidth(width))

    # Sizes ----------------------------------------------------------------------------------------

    def _type(self, pixels: int, *, bold: bool = False) -> QFont:
        """Type that is `pixels` high on the screen it is designed for."""
        unit = min(self.width() / DESIGNED[0], self.height() / DESIGNED[1])
        font = QFont(self.font())
        font.setPixelSize(max(round(pixels * unit), LEAST))
        font.setBold(bold)
        return font

    def _scale(self) -> None:
        """Type as large as the window allows; the question as large as leaves room for answers."""
        self.stage.setFont(self._type(STAGE, bold=True))
        self.lane.setFont(self._type(STAGE))
        self.line.setFont(self._type(LINE))
        beside = self.line.fontMetrics().averageCharWidth() // 2
        self.line.setTextMargins(beside, 0, beside, 0)
        for label in (self.said, self.count):
            label.setFont(self._type(NOTE))
        for button in (self.back, self.next, self.end, *self._levels.buttons()):
            button.setFont(self._type(NOTE))
        for small in (self._keys, self.filled):
            small.setFont(self._type(SMALL))
        self._keys.setMinimumHeight(self.filled.sizeHint().height())
        room = QRect(0, 0, max(self.width() - 80, 100), 10_000)
        pixels = QUESTION
        while True:
            font = self._type(pixels, bold=True)
            box = QFontMetrics(font).boundingRect(room, _WRAP, self.text.text())
            if pixels <= NOTE or box.height() <= 0.32 * self.height():
                break
            pixels -= 4
        self.text.setFont(font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()
        self._show_notes(self._held)


def _plain(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _mixed(colour: str, ground: QColor, share: float) -> str:
    """`share` of a colour over a ground."""
    one = QColor(colour)
    parts = zip(one.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(share * a + (1 - share) * b) for a, b in parts)).name()


def _colours(lane: Lane | None) -> tuple[str, str]:
    """Tint and strong colour of a lane's notes on a sheet in colours."""
    if lane is None:
        return COLOUR.lane("key_task")
    if not lane.colour:
        return COLOUR.lane(lane.kind)
    own = QColor(chosen_colour(COLOUR, lane.colour)).name()
    return tint(own), own
