"""Restore Version: the kept versions of the project's file at the left, what each shows at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.moments import moment_words
from cjmdesk.ui.room import open_at
from cjmdesk.ui.sheet.view import SheetView

if TYPE_CHECKING:
    from cjmdesk.model.project import Project
    from cjmdesk.storage.backups import Version
    from cjmdesk.ui.program import Program

SIDE = 250


class VersionsDialog(QDialog):
    """Ends with a Project in `chosen`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, program: Program, found: Sequence[Version]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._program, self._found = program, found
        self._project: Project | None = None
        self.setWindowTitle(_("Restore Version"))
        open_at(self, 980, 620)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Versions"))
        self.list.setFixedWidth(SIDE)
        self.list.setProperty("role", "choices")
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)  # rows are as high as the style wants them
        minutes = Counter(moment_words(one.saved) for one in found)
        for one in found:
            words = moment_words(one.saved)
            if minutes[words] > 1:
                words = moment_words(one.saved, seconds=True)
            self.list.addItem(QListWidgetItem(words))
        self.preview = SheetView(program.theme)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setAccessibleName(_("Preview of the version"))
        self.facts = QLabel()
        self.facts.setProperty("role", "quiet")
        self.facts.setWordWrap(True)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QLabel(_("Earlier versions"))
        head.setProperty("role", "heading")
        column.addWidget(head)
        column.addLayout(middle, 1)
        column.addLayout(self._foot())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(120)
        self._later.timeout.connect(self._show)
        self.list.currentRowChanged.connect(lambda _row: self._later.start())
        self.list.itemActivated.connect(lambda _item: self._finish())
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _foot(self) -> QHBoxLayout:
        cancel, self.restore = QPushButton(_("Cancel")), QPushButton(_("Restore"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.restore.setDefault(True)
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self._finish)
        foot = QHBoxLayout()
        foot.addWidget(self.facts, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.restore)
        return foot

    def _show(self) -> None:
        """Show what the chosen version holds."""
        from cjmdesk.storage.errors import StorageError
        from cjmdesk.storage.project_file import load

        row = self.list.currentRow()
        if not 0 <= row < len(self._found):
            return
        self._project = None
        try:
            project = load(self._found[row].path).project
        except StorageError as error:
            self._show_nothing(_("Nothing of this version can be shown; choose another one."))
            self._say(_("This version cannot be read: {reason}.").format(reason=error.problem), bad=True)
            self.restore.setEnabled(False)
            return
        self._project = project
        self._say(_facts(project))
        self.restore.setEnabled(True)
        if not project.maps:
            self._show_nothing(_("There is no map in this version."))
            return
        maker = self._program.maker()
        poster, _trouble = maker.poster(project, project.maps[0])
        self.preview.show_scene(poster.scene, maker.painter(project))
        self.preview.fit_to("page")
        self.preview.say_instead("")

    def _show_nothing(self, why: str) -> None:
        self.preview.clear()
        self.preview.say_instead(why)

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.facts.setProperty("role", "bad" if bad else "quiet")
        self.facts.style().polish(self.facts)
        self.facts.setText(words)

    def _finish(self) -> None:
        if self._later.isActive():
            self._later.stop()
            self._show()
        if self._project is not None:
            self.chosen.emit(self._project)
            self.accept()


def _facts(project: Project) -> str:
    cards = sum(len(cell.cards) for one in project.maps for lane in one.lanes for cell in lane.cells)
    maps = ngettext("{count} map", "{count} maps", len(project.maps)).format(count=len(project.maps))
    notes = ngettext("{count} card", "{count} cards", cards).format(count=cards)
    return " · ".join(part for part in (project.title, maps, notes) if part)
