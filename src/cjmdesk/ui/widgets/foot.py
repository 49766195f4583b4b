"""The row of buttons at the end of a small dialog."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton

from cjmdesk.i18n import _


def foot(dialog: QDialog, words: str) -> tuple[QHBoxLayout, QPushButton]:
    """A row with Cancel, which rejects the dialog, and behind it the button that goes on, said in `words` and
    pressed by Enter; and that button."""
    cancel, way_on = QPushButton(_("Cancel")), QPushButton(words)
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    way_on.setDefault(True)
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(way_on)
    return row, way_on
