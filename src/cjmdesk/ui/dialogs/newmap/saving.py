"""Save as Template: its name, how much of the project, with or without the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _
from cjmdesk.ui.dialogs.fields import Segments
from cjmdesk.ui.widgets.foot import foot

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project

WIDTH = 440


class TemplateWish(Struct, frozen=True):
    """name: of the template. map: id of the only map in it, empty for all. notes: whether cards stay."""

    name: str
    map: str
    notes: bool


class SaveTemplateDialog(QDialog):
    """Ends with a TemplateWish in `chosen`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, project: Project, journey: JourneyMap) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._map = journey.id
        self.setWindowTitle(_("Save as Template"))
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        head = QLabel(_("Save as Template"))
        head.setProperty("role", "heading")
        words = QLabel(_("A template keeps stages, lanes and questions for the next map to begin with."))
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        name = QLabel(_("Name of the template"))
        self.name = QLineEdit(project.template or journey.title.strip())
        self.name.setAccessibleName(_("Name of the template"))
        self.name.selectAll()
        name.setBuddy(self.name)
        named = QVBoxLayout()
        named.setSpacing(5)
        named.addWidget(name)
        named.addWidget(self.name)
        column.addWidget(head)
        column.addWidget(words)
        column.addLayout(named)
        self.whole: Segments | None = None
        if len(project.maps) > 1:
            choices = (("map", _("This map")), ("project", _("All maps of the project")))
            self.whole = Segments(choices, "map", _("What is kept"))
            column.addWidget(self.whole)
        self.notes = QCheckBox(_("With its cards, curves and figures, as a worked example"))
        column.addWidget(self.notes)
        hint = QLabel(_("Dates of review, versions and printed wall grids are left out."))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addSpacing(6)
        row, self.save = foot(self, _("Save"))
        self.save.setEnabled(bool(self.name.text().strip()))
        self.save.clicked.connect(self._finish)
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        column.addLayout(row)
        self.name.setFocus()

    def _finish(self) -> None:
        whole = self.whole is not None and self.whole.value == "project"
        wish = TemplateWish(self.name.text().strip(), "" if whole else self._map, self.notes.isChecked())
        self.chosen.emit(wish)
        self.accept()
