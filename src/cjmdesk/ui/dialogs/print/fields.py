"""Fields of the print dialog: a choice, or what one types oneself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.posters.papers import MARGIN_PRESETS, Margins, plain_size
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.dialogs.fields import margin_words, millimetres

Entry = tuple[str, str]
"""What is read, and the value."""

OWN = "\0own"


class OwnField(QWidget):
    """A list of values, the last of which opens a line for a value of one's own."""

    changed = Signal()

    def __init__(self, name: str, entries: Sequence[Entry], value: str, own: str, example: str) -> None:
        """own: words of the last entry. example: shown in the empty line."""
        super().__init__()
        self.box, self.line = ChoiceBox(), QLineEdit()
        self.box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self.box.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(example)
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.box)
        column.addWidget(self.line)
        self._own = own
        self.offer(entries, value)
        self.box.activated.connect(self._choose)
        self.line.textEdited.connect(lambda _text: self.changed.emit())

    def offer(self, entries: Sequence[Entry], value: str) -> None:
        """Offer these, and choose `value`; one that is none of them stands in the line."""
        self.box.clear()
        for words, data in entries:
            self.box.addItem(words, data)
        self.box.addItem(self._own, OWN)
        found = next((n for n, (_words, data) in enumerate(entries) if data.lower() == value.lower()), -1)
        self.box.setCurrentIndex(found if found >= 0 else len(entries))
        self.line.setText("" if found >= 0 else value)
        self.line.setVisible(found < 0)

    @property
    def value(self) -> str:
        """What is chosen, or typed; a size as `papers.plain_size` writes it."""
        chosen = self.box.currentData()
        return plain_size(self.line.text().strip()) if chosen == OWN else str(chosen)

    def _choose(self) -> None:
        own = self.box.currentData() == OWN
        self.line.setVisible(own)
        if own:
            self.line.setFocus()
        self.changed.emit()


class MillimetreBox(QDoubleSpinBox):
    """A length in millimetres."""

    def __init__(self, name: str, value: float, most: float, step: float = 1.0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(0.0, most)
        self.setDecimals(1)
        self.setSingleStep(step)
        self.setSuffix(_(" mm"))
        self.setValue(value)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    def textFromValue(self, value: float) -> str:
        return millimetres(value)


SHEETS = ("A4", "A3", "Letter", "Tabloid")
"""Papers that a poster is usually printed over."""


AMERICAN = ("letter", "legal", "tabloid", "18x24in", "24x36in", "36x48in")


def office_paper(usual: str) -> str:
    """What an office printer takes where posters are usually of that paper."""
    return "Letter" if usual.lower() in AMERICAN else "A4"


def tile_entries() -> list[Entry]:
    """One sheet, or which sheets."""
    return [(_("One sheet"), "none"), *((_("Tiled {paper}").format(paper=name), name) for name in SHEETS)]


def margin_entries(printers: Sequence[tuple[str, Margins]] = ()) -> list[Entry]:
    """The margins of the user's own printers and the presets; values as `margins_text` writes them."""
    named = [(name, sides) for name, sides in printers]
    named += [(_(words), sides) for words, sides in MARGIN_PRESETS.values()]
    found: dict[str, str] = {}
    for words, sides in named:
        found.setdefault(margins_text(sides), margin_words(words, sides))
    return [(words, value) for value, words in found.items()]


def margins_text(sides: Sequence[float]) -> str:
    """Four sides as one text, which `papers.margins` reads."""
    return ",".join(f"{side:g}" for side in sides)


NOTES = ((76.0, 76.0), (76.0, 127.0), (51.0, 51.0))
"""Sticky notes that are sold everywhere, mm."""


def note_entries() -> list[Entry]:
    """Sizes of sticky notes."""
    return [
        (_("{width} × {height} mm").format(width=millimetres(w), height=millimetres(h)), note_text((w, h)))
        for w, h in NOTES
    ]


def note_text(note: Sequence[float]) -> str:
    """A note's width and height as one text."""
    return "x".join(f"{side:g}" for side in note)
