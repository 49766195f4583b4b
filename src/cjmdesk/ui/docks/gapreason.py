"""Asks why a gap does not matter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.analysis.gaps import Gap
from cjmdesk.i18n import _
from cjmdesk.ui.widgets.foot import foot

WIDTH = 440


class ReasonDialog(QDialog):
    """One line for a reason; without one there is no way on. known: reasons given before, offered."""

    def __init__(self, parent: QWidget | None, gap: Gap, known: Sequence[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("gapReason")
        self.setWindowTitle(_("Silence a Gap"))
        about = QLabel(gap.text)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        question = QLabel(_("Why does it not matter here? Others will read this."))
        question.setWordWrap(True)
        question.setProperty("role", "quiet")
        self.line = QLineEdit()
        self.line.setMaxLength(500)
        self.line.setAccessibleName(question.text())
        completer = QCompleter(list(known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (popup := completer.popup()) is not None:
            popup.setProperty("role", "choices")
        self.line.setCompleter(completer)
        self.line.textChanged.connect(self._look)
        row, self.silence = foot(self, _("Silence"))
        self.silence.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(question)
        column.addWidget(self.line)
        if gap.step:
            lane = QLabel(_("This silences all empty cells of the lane."))
            lane.setWordWrap(True)
            lane.setProperty("role", "small")
            column.addWidget(lane)
        column.addSpacing(6)
        column.addLayout(row)
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))
        self._look()

    @property
    def reason(self) -> str:
        """What was written."""
        return self.line.text().strip()

    def _look(self) -> None:
        self.silence.setEnabled(bool(self.reason))
