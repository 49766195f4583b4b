"""Editors that choose: a list, buttons side by side, a tick, bars from one to five, a channel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.fields.editors.base import (
    VARIOUS,
    Desk,
    FieldEditor,
    QuietLine,
    Shown,
    one_of,
    various_words,
)
from cjmdesk.ui.fields.fieldtable import Field
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.icons import icon
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.wrapped import draw, height_of


class _Box(ChoiceBox):
    """A list that the wheel passes over: who scrolls the inspector must not change what it shows."""

    def __init__(self, editor: FieldEditor) -> None:
        super().__init__()
        self._editor = editor
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._editor.restored.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words that stand for a value are as faint as those in other fields; Qt's are not."""
        if self.isEditable() or self.currentIndex() >= 0:
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, part = self.style(), QStyle.ComplexControl.CC_ComboBox
        with QPainter(self) as painter:
            style.drawComplexControl(part, option, painter, self)
            room = style.subControlRect(part, option, QStyle.SubControl.SC_ComboBoxEditField, self)
            painter.setPen(self._editor.desk.theme.colour("small"))
            aligned = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(room.adjusted(1, 0, -1, 0), aligned, self.placeholderText())


class ChoiceEditor(FieldEditor):
    """One of the field's choices; where the model allows it (`own_choice`) a word of one's own."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.box = _Box(self)
        self.own = field.editor in ("own_choice", "channel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self._entries: list[tuple[Any, str, str]] = []
        self.line = QuietLine()
        if self.own:
            self.box.setEditable(True)
            self.box.setLineEdit(self.line)
            self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self.line.editingFinished.connect(self._typed)
        self.box.activated.connect(self._chosen)

    def name(self, words: str) -> None:
        super().name(words)
        self.box.setAccessibleName(words)

    def entries(self, shown: Shown) -> list[tuple[Any, str, str]]:
        """What can be chosen: value, words, icon."""
        found: list[tuple[Any, str, str]] = [(value, _(words), "") for value, words in self.field.choices]
        if self.own and all(value for value, _words, _icon in found):
            found.insert(0, ("", _("None"), ""))
        return found

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        value = one_of(values)
        entries = self.entries(shown)
        if value is not VARIOUS and all(value != known for known, _words, _icon in entries):
            entries.append((value, str(value or ""), ""))
        if entries != self._entries:
            self._entries = entries
            self.box.clear()
            for _value, words, sign in entries:
                if sign:
                    self.box.addItem(icon(self.desk.theme, sign), words)
                else:
                    self.box.addItem(words)
        here = next((n for n, (known, _w, _i) in enumerate(entries) if known == value), -1)
        if value is VARIOUS:
            here = -1
        self.box.setPlaceholderText(various_words())
        if self.own:
            self.line.setPlaceholderText(various_words() if value is VARIOUS else "")
        if here != self.box.currentIndex() or (self.own and not self.line.hasFocus()):
            self.box.setCurrentIndex(here)
            self._write(here)

    def made(self, words: str) -> Any:
        """The value of a word of one's own."""
        return words

    def _write(self, here: int) -> None:
        """Put the words of an entry into the line; nothing for what says that there is none."""
        if self.own:
            self.box.setEditText(self._entries[here][1] if here >= 0 and self._entries[here][0] else "")

    def _chosen(self, number: int) -> None:
        if 0 <= number < len(self._entries):
            self._write(number)
            self.edited.emit(self._entries[number][0], False)

    def _typed(self) -> None:
        words = " ".join(self.line.text().split())
        here = self.box.currentIndex()
        value, said = self._entries[here][:2] if here >= 0 else ("", "")
        if words == (said if value else ""):
            return
        known = next(
            (value for value, said, _i in self._entries if words and said.casefold() == words.casefold()),
            None,
        )
        self.edited.emit(known if known is not None else self.made(words), False)


class ChannelEditor(ChoiceEditor):
    """A preset channel with its icon, one of the project's own, or a new one."""

    def entries(self, shown: Shown) -> list[tuple[Any, str, str]]:
        from cjmdesk.layout import titles
        from cjmdesk.model.choices import CHANNEL_PRESETS

        found: list[tuple[Any, str, str]] = [("", _("None"), "")]
        found += [(one.id, one.name, one.icon or "tag") for one in shown.project.channels]
        found += [(id, _(titles.CHANNELS[id]), sign) for id, sign in CHANNEL_PRESETS.items()]
        return found

    def made(self, words: str) -> Any:
        from cjmdesk.ui.fields.access import own_channel

        return own_channel(words)


class PlaceEditor(ChoiceEditor):
    """The column that a note stands in."""

    def entries(self, shown: Shown) -> list[tuple[Any, str, str]]:
        found: list[tuple[Any, str, str]] = []
        for stage in shown.map.stages if shown.map is not None else ():
            title = " ".join(stage.title.split()) or _("Stage without a title")
            for number, step in enumerate(stage.steps, 1):
                words = title
                if len(stage.steps) > 1:
                    words = _("{stage} · {step}").format(stage=title, step=step.title or number)
                found.append((step.id, words, ""))
        return found


class CompetitorEditor(ChoiceEditor):
    """Whose curve a point lies on."""

    def entries(self, shown: Shown) -> list[tuple[Any, str, str]]:
        rivals = shown.map.competitors if shown.map is not None else ()
        return [(None, _("Ours"), ""), *((one.id, one.name or _("Nameless"), "") for one in rivals)]


class SegmentEditor(FieldEditor):
    """One of a few choices, all in sight; where nothing may be said, the pressed one lets go again."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.buttons: dict[str, QPushButton] = {}
        row = FlowLayout(self, gap=4)
        for value, words in field.choices:
            button = QPushButton(_(words))
            button.setCheckable(True)
            button.setProperty("role", "pill")
            button.clicked.connect(lambda _checked=False, value=value: self._press(value))
            self.buttons[value] = button
            row.addWidget(button)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(next(iter(self.buttons.values())))
        self._value: Any = ""

    def name(self, words: str) -> None:
        super().name(words)
        for value, said in self.field.choices:
            self.buttons[value].setAccessibleName(_("{field}: {choice}").format(field=words, choice=_(said)))

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        self._value = one_of(values)
        for value, button in self.buttons.items():
            button.setChecked(value == self._value)
            button.setToolTip(various_words() if self._value is VARIOUS else "")

    def _press(self, value: str) -> None:
        empty = self.field.name in _MAY_BE_EMPTY
        if value == self._value and not empty:
            self.buttons[value].setChecked(True)
            return
        self.edited.emit("" if value == self._value else value, False)


_MAY_BE_EMPTY = ("nature", "evidence.grade", "brief.goal_preset")


class _Tick(QCheckBox):
    """A box to tick whose words go on below where there is no room for them on one line."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__(words)
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(2, 0)  # on screens of high density widths are no whole pixels

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        whole = super().sizeHint()
        beside = whole.width() - self.fontMetrics().horizontalAdvance(self.text())
        more = height_of(self.text(), self.font(), width - beside) - self.fontMetrics().lineSpacing()
        return whole.height() + max(more, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        style = self.style()
        with QPainter(self) as painter:
            style.drawControl(QStyle.ControlElement.CE_CheckBox, option, painter, self)
            room = style.subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
            painter.setPen(self._theme.colour("accent" if self.hasFocus() else "ink"))
            draw(painter, QRectF(room), self.text(), Qt.AlignmentFlag.AlignVCenter)


class TickEditor(FieldEditor):
    """Yes or no."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.tick = _Tick(_(field.caption), desk.theme)
        self.tick.clicked.connect(lambda checked: self.edited.emit(bool(checked), False))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick)
        self.setFocusProxy(self.tick)

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        value = one_of(values)
        if value is VARIOUS:
            self.tick.setTristate(True)
            self.tick.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            self.tick.setTristate(False)
            self.tick.setChecked(bool(value))


class Bars(QWidget):
    """A judgement from one to five as bars: click one, or press its figure; again, none."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, tone: str = "secondary") -> None:
        """tone: colour of the theme in which what is judged stands."""
        super().__init__()
        self._theme, self._tone = theme, tone
        self.value: int | None = None
        self._words = ""
        self._various = False
        self.setFixedHeight(20)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(self.sizePolicy().Policy.Preferred, self.sizePolicy().Policy.Fixed)

    def name(self, words: str) -> None:
        """What a screen reader calls it."""
        self._words = words
        self._say()

    def show_value(self, value: int | None, various: bool = False) -> None:
        """Show 1…5, or nothing."""
        if (value, various) != (self.value, self._various):
            self.value, self._various = value, various
            self.update()
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(152, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, value = event.key(), self.value or 0
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._choose(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Plus):
            self._choose(min(value + 1, 5))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Minus):
            self._choose(value - 1 if value > 1 else None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        number = min(max(int(event.position().x() // self._pitch()) + 1, 1), 5)
        self._choose(None if number == self.value else number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pitch = self._pitch()
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colour("accent"), 1))
                painter.drawRoundedRect(QRectF(0.5, 0.5, 5 * pitch - 1, 19), 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            for number in range(5):
                on = self.value is not None and number < self.value
                painter.setBrush(self._theme.colour(self._tone if on else "chip"))
                painter.drawRoundedRect(QRectF(number * pitch + 3, 6.5, pitch - 5, 7), 3.5, 3.5)
            if self._various:
                painter.setPen(self._theme.colour("small"))
                painter.drawText(
                    QRectF(5 * pitch + 6, 0, 200, 20), Qt.AlignmentFlag.AlignVCenter, various_words()
                )

    def _pitch(self) -> float:
        return min(30.0, self.width() / 5)

    def _choose(self, value: int | None) -> None:
        if value != self.value or self._various:
            self.chosen.emit(value)

    def _say(self) -> None:
        state = _("{value} of 5").format(value=self.value) if self.value else _("not judged")
        if self._various:
            state = various_words()
        self.setToolTip(state)
        said = _("{field}: {choice}").format(field=self._words, choice=state) if self._words else state
        if said != self.accessibleName():
            self.setAccessibleName(said)


class ScaleEditor(FieldEditor):
    """A judgement from one to five."""

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__(field, desk)
        self.bars = Bars(desk.theme, "bad" if field.name == "severity" else "secondary")
        self.bars.chosen.connect(lambda value: self.edited.emit(value, False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bars)
        self.setFocusProxy(self.bars)

    def name(self, words: str) -> None:
        super().name(words)
        self.bars.name(words)

    def show_values(self, values: tuple[Any, ...], shown: Shown) -> None:
        value = one_of(values)
        self.bars.show_value(None if value is VARIOUS else value, value is VARIOUS)
