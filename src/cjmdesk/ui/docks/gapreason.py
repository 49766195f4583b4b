"""Asks why a gap does not matter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.analysis.gaps import Gap
from cjmdesk.i18n import _


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
        buttons = QDialogButtonBox()
        self.silence = QPushButton(_("Silence"))
        buttons.addButton(self.silence, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.silence.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(about)
        column.addWidget(question)
        column.addWidget(self.line)
        if gap.step:
            lane = QLabel(_("This silences all empty cells of the lane."))
            lane.setWordWrap(True)
            lane.setProperty("role", "small")
            column.addWidget(lane)
        column.addWidget(buttons)
        self.resize(440, self.sizeHint().height())
        self._look()

    @property
    def reason(self) -> str:
        """What was written."""
        return self.line.text().strip()

    def _look(self) -> None:
        self.silence.setEnabled(bool(self.reason))
