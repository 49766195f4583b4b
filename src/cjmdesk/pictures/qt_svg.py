"""SVG into PNG in a child process with little time and little memory.

The child is this module (`python -m cjmdesk.pictures.qt_svg`), in a frozen build the program
itself with the argument `CHILD_ARGUMENT`, which `__main__` hands on to `main`.
"""

import os
import subprocess
import sys

from cjmdesk.i18n import _
from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.svg import sanitise

CHILD_ARGUMENT = "--rasterise-svg"
LONGEST = 5.0
"""Seconds the child may take."""

MOST_MEMORY = 512 * 1024 * 1024
"""Bytes it may take beyond what the loaded program has."""

_SIDE = 1600
"""Pixels of the longer side: 135 mm at 300 dpi."""


def rasterise(data: bytes, side: int = _SIDE) -> bytes:
    """The SVG file `data` as PNG, its longer side of `side` pixels.

    Raises PictureError if it is none, is dangerous, or needs more than `LONGEST` or `MOST_MEMORY`.
    """
    clean = sanitise(data)
    frozen = getattr(sys, "frozen", False)
    program = (
        [sys.executable, CHILD_ARGUMENT] if frozen else [sys.executable, "-m", "cjmdesk.pictures.qt_svg"]
    )
    surroundings = dict(os.environ)
    if sys.platform.startswith("linux"):
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    if not frozen:
        surroundings["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(
            [*program, str(side)],
            input=clean,
            capture_output=True,
            timeout=LONGEST,
            check=False,
            env=surroundings,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise PictureError(
            _("The SVG picture takes more than {seconds} seconds to draw.").format(seconds=round(LONGEST))
        ) from None
    except OSError as error:
        raise PictureError(_("The SVG picture could not be drawn: {reason}.").format(reason=error)) from None
    if done.returncode != 0 or not done.stdout.startswith(b"\x89PNG"):
        raise PictureError(_("The SVG picture cannot be drawn; save it as PNG and take that."))
    return done.stdout


def main(side: int) -> int:
    """The child: SVG from standard input, PNG to standard output; the process's exit code."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    _limit_memory()
    renderer = QSvgRenderer(QByteArray(sys.stdin.buffer.read()))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return 1
    scale = side / max(size.width(), size.height())
    width, height = (max(1, round(length * scale)) for length in (size.width(), size.height()))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(0, 0, width, height))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        return 1
    sys.stdout.buffer.write(buffer.data().data())
    sys.stdout.buffer.flush()
    del application
    return 0


def _limit_memory() -> None:
    """Where the system can: the address space now in use and `MOST_MEMORY` more."""
    try:
        import resource
    except ImportError:  # Windows: only the time is limited there
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file of the user's
            used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MOST_MEMORY, used + MOST_MEMORY))
    except (OSError, ValueError):  # macOS has no such file and ignores the limit
        return


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
