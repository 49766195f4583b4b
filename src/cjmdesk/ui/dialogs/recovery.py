"""Unsaved work was found: bring it back, put it away, or decide later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.choicebox import WrappedRows
from cjmdesk.ui.icons import question_sign
from cjmdesk.ui.recovering import left_words
from cjmdesk.ui.room import open_at

if TYPE_CHECKING:
    from cjmdesk.storage.recovery import Left

_ID = Qt.ItemDataRole.UserRole


class RecoveryDialog(QDialog):
    """Lists what was left unsaved, all of it ticked."""

    recovered = Signal(object)
    """The ids of the journals to bring back."""

    def __init__(self, parent: QWidget | None, found: Sequence[Left]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Recover Unsaved Work"))
        open_at(self, 560, 340)
        head = QLabel(
            ngettext(
                "The program ended before this was saved",
                "The program ended before these were saved",
                len(found),
            )
        )
        head.setProperty("role", "heading")
        head.setWordWrap(True)
        words = QLabel(_("Nothing is lost. Each opens as it was; files stay as they are until you save."))
        words.setWordWrap(True)
        words.setProperty("role", "quiet")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Unsaved work"))
        self.list.setProperty("role", "choices")
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)  # rows are as high as the style wants them
        self.list.setWordWrap(True)
        self.list.setItemDelegate(WrappedRows(8, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in found:
            item = QListWidgetItem(f"{one.title or _('Untitled')}\n{left_words(one)}")
            item.setData(_ID, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._refresh)
        self.list.itemActivated.connect(lambda _item: self._recover())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(words)
        column.addWidget(self.list, 1)
        column.addLayout(self._foot())
        self._refresh()
        self.list.setFocus()

    def _foot(self) -> QHBoxLayout:
        self.discard, later = QPushButton(_("Discard…")), QPushButton(_("Later"))
        self.recover = QPushButton(_("Recover"))
        self.recover.setDefault(True)
        for button in (self.discard, later):
            button.setAutoDefault(False)
        self.discard.clicked.connect(self._discard)
        later.clicked.connect(self.reject)
        self.recover.clicked.connect(self._recover)
        foot = QHBoxLayout()
        foot.addWidget(self.discard)
        foot.addStretch(1)
        foot.addWidget(later)
        foot.addWidget(self.recover)
        return foot

    def chosen(self) -> list[str]:
        """The ids that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _refresh(self) -> None:
        for button in (self.recover, self.discard):
            button.setEnabled(bool(self.chosen()))

    def _recover(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.accept()
            self.recovered.emit(chosen)

    def _discard(self) -> None:
        from cjmdesk.storage.errors import StorageError
        from cjmdesk.storage.recovery import KEPT_DAYS, discard

        chosen = self.chosen()
        box = QMessageBox(self)
        box.setIconPixmap(question_sign(self))
        box.setWindowTitle(_("Discard"))
        box.setText(_("Discard the ticked work?"))
        text = ngettext(
            "It is kept for {days} day, then deleted.", "It is kept for {days} days, then deleted.", KEPT_DAYS
        )
        box.setInformativeText(text.format(days=KEPT_DAYS))
        yes = box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        if box.clickedButton() is not yes:
            return
        for id in chosen:
            try:
                discard(id)
            except StorageError:
                pass  # another window has put it away meanwhile
        for row in reversed(range(self.list.count())):
            if self.list.item(row).data(_ID) in chosen:
                self.list.takeItem(row)
        if not self.list.count():
            self.reject()
        self._refresh()
