"""Pages that are made anew."""

from PySide6.QtWidgets import QScrollArea, QWidget


def turn(area: QScrollArea, page: QWidget) -> None:
    """Show `page` in the area. The one before goes when nobody has it in hand any more: what was chosen on it
    may be why it is made anew, and that box has still to come to the end of its event."""
    old = area.takeWidget()
    if old is not None:
        old.hide()
        old.deleteLater()
    area.setWidget(page)
