"""What the clipboard holds for a map, and what is said where that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from cjmdesk.formats.pasted import Rows
    from cjmdesk.model.project import Project

Fault = Literal["", "damaged", "newer"]
"""Why a copy of ours cannot be pasted; empty for no reason."""


def ours(data: QMimeData) -> tuple[Project | None, Fault]:
    """The copy of ours on the clipboard, or what is wrong with it; neither where there is none.

    Raises EditError where it holds more than a map takes.
    """
    from cjmdesk.formats.copied import MEDIA_TYPE

    if not data.hasFormat(MEDIA_TYPE):
        return None, ""
    from cjmdesk.formats.pasted import check_copied
    from cjmdesk.storage.errors import StorageError
    from cjmdesk.storage.project_file import loads

    try:
        loaded = loads(bytes(data.data(MEDIA_TYPE).data()))
    except StorageError as error:
        return None, "newer" if error.cause == "newer" else "damaged"
    if loaded.read_only:
        return None, "newer"
    if not loaded.project.maps:
        return None, "damaged"
    check_copied(loaded.project)
    return loaded.project, ""


def words_on(data: QMimeData) -> Rows | None:
    """The table or the text on the clipboard; None for neither. Raises EditError where it is too much."""
    from cjmdesk.formats.pasted import read_page, read_text

    rows = read_page(data.html()) if data.hasHtml() else None
    if rows is None and data.hasText() and data.text().strip():
        rows = read_text(data.text())
    return rows


def worse(fault: Fault) -> str:
    """That words alone were pasted, and why."""
    if fault == "newer":
        return _("A newer version of the program made this copy; only its words were pasted.")
    return _("The copy on the clipboard is damaged; only its words were pasted.")


def useless(fault: Fault) -> str:
    """That there was nothing to paste, and why."""
    if fault == "newer":
        return _("A newer version of the program made this copy; nothing was pasted.")
    if fault:
        return _("The copy on the clipboard is damaged; nothing was pasted.")
    return _("There is nothing on the clipboard that a map could hold.")
