"""Small parts that the dialogs share: a row of buttons of which one is pressed, paper choices."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

from cjmdesk.i18n import N_, _, current_language
from cjmdesk.posters.papers import MARGIN_PRESETS, PAPERS, Margins
from cjmdesk.ui.choicebox import ChoiceBox


class Segments(QWidget):
    """One of a few choices, all in sight."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], value: str, name: str) -> None:
        """choices: (id, words). name: for a screen reader."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._ids = [id for id, _words in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (id, words) in enumerate(choices):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "segment")
            if number in (0, len(choices) - 1):
                button.setProperty("end", "first" if number == 0 else "last")
            button.setChecked(id == value)
            self._group.addButton(button, number)
            row.addWidget(button, 1)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._ids[number]))

    @property
    def value(self) -> str:
        """The id of the pressed one; empty if none is."""
        number = self._group.checkedId()
        return self._ids[number] if number >= 0 else ""

    def choose(self, id: str) -> None:
        """Press the one with that id, if there is one, without telling of it."""
        if id in self._ids:
            self._group.button(self._ids.index(id)).setChecked(True)

    def take_focus(self) -> None:
        """Give the keyboard to the pressed one."""
        button = self._group.checkedButton() or self._group.button(0)
        button.setFocus(Qt.FocusReason.TabFocusReason)


def millimetres(value: float) -> str:
    """A length in the user's way of writing numbers, without its unit."""
    locale = QLocale(current_language())
    if value < 10_000 and locale.language() != QLocale.Language.English:
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(value), "f", 0 if abs(value - round(value)) < 0.05 else 1)


def paper_entries() -> list[tuple[str, str]]:
    """Every named paper: words, and its name."""
    found = []
    for name, sheet in PAPERS.items():
        if sheet.height is None:
            words = _("Roll, {width} mm wide").format(width=millimetres(sheet.width))
        else:
            words = _("{name} · {width} × {height} mm").format(
                name=name, width=millimetres(sheet.width), height=millimetres(sheet.height)
            )
        found.append((words, name))
    return found


def paper_box(value: str) -> QComboBox:
    """A choice of papers; data of an entry is the paper's name."""
    box = ChoiceBox()
    for words, name in paper_entries():
        box.addItem(words, name)
    found = box.findData(value)
    if found < 0 and value:
        box.insertItem(0, value, value)
        found = 0
    box.setCurrentIndex(max(found, 0))
    return box


def margin_words(printer: str, sides: Margins) -> str:
    """A printer and what it leaves white, in words."""
    shown = " / ".join(millimetres(side) for side in (sides[:1] if len(set(sides)) == 1 else sides))
    return _("{printer} · {size} mm").format(printer=printer, size=shown)


def margins_box(value: Margins) -> QComboBox:
    """A choice of margins; data of an entry is a list of the four sides. `value` is added if it is none
    of the presets."""
    box = ChoiceBox()
    choices: list[tuple[str, Margins]] = [*MARGIN_PRESETS.values()]
    if value not in [sides for _words, sides in choices]:
        choices.append((N_("Own"), value))
    for words, sides in choices:
        box.addItem(margin_words(_(words), sides), list(sides))
    box.setCurrentIndex([sides for _words, sides in choices].index(value))
    return box
