"""Pictures from outside: off the clipboard, out of a drag or a file, into values of a project.

Whatever is wrong with one is said in a sentence; nothing is lost and the window stays alive.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cjmdesk.model.project import Picture

Source = Path | bytes
"""A file, or the bytes of one."""

SUFFIXES = (
    *(".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"),
    *(".svg", ".avif", ".heic"),
)
"""Of files that are taken for pictures; what is in them is looked at when they are read."""

MOST_BYTES = 64 * 1024 * 1024
"""Of a picture's file; a camera's largest has some 40 MB."""

_RAW = ("image/svg+xml", "image/png", "image/jpeg", "image/webp")
"""What is taken from the clipboard as it stands, the best first."""


def patterns() -> str:
    """The filter list of a file dialog."""
    every = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    return ";;".join([_("Pictures ({patterns})").format(patterns=every), _("All files (*)")])


def is_picture(path: Path) -> bool:
    """Whether a file's name is a picture's."""
    return path.suffix.lower() in SUFFIXES


def dropped_source(data: QMimeData) -> Source | None:
    """The picture in a drag or on the clipboard; None if there is none, or more than one file."""
    return picture_file(data) if _files(data) else _pixels(data)


def picture_file(data: QMimeData) -> Path | None:
    """The picture's file in a drag or on the clipboard; None if there is none, or more than one file."""
    files = _files(data)
    return files[0] if len(files) == 1 and is_picture(files[0]) else None


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def clipboard_source() -> Source | None:
    """The picture on the clipboard; None if there is none."""
    data = QGuiApplication.clipboard().mimeData()
    return dropped_source(data) if data is not None else None


def _pixels(data: QMimeData) -> bytes | None:
    for kind in _RAW:
        if data.hasFormat(kind):
            return bytes(data.data(kind).data())
    if not data.hasImage():
        return None
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def bring(source: Source, window: QWidget, tell: Callable[[str], object]) -> Picture | None:
    """The picture made fit for a project; None, and one sentence told, if it cannot be taken.

    It is read in a thread; what takes long covers the window and can be stopped.
    """
    from cjmdesk.pictures.errors import PictureError
    from cjmdesk.ui.waiting import Cancelled, wait_for

    try:
        return wait_for(lambda: _read(source), window, _("Reading the picture…"))
    except Cancelled:
        return None
    except (PictureError, OSError) as trouble:
        tell(_("The picture was not taken in. {reason}").format(reason=_sentence(trouble)))
        return None


def _read(source: Source) -> Picture:
    from cjmdesk.pictures.errors import PictureError
    from cjmdesk.pictures.qt import import_picture

    if isinstance(source, Path):
        # Pipes and devices have no end, and a film would fill the memory.
        if not source.is_file():
            raise PictureError(_("There is no file {name}.").format(name=source.name))
        with source.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    else:
        data = source
    if len(data) > MOST_BYTES:
        raise PictureError(_("It has more than {limit} MB.").format(limit=MOST_BYTES >> 20))
    return import_picture(data)[1]


def _sentence(trouble: Exception) -> str:
    if isinstance(trouble, OSError):
        reason = trouble.strerror or str(trouble)
        return _("It could not be read: {reason}.").format(reason=reason)
    return str(trouble)
