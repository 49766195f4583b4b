"""Scenes into PNG band by band: a wall poster at 300 dpi never stands in memory whole."""

import struct
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from cjmdesk.i18n import _
from cjmdesk.layout.scene import Scene
from cjmdesk.model.project import Picture
from cjmdesk.paint.errors import PaintError
from cjmdesk.paint.qt import ScenePainter

if TYPE_CHECKING:
    from cjmdesk.text.qt import QtTextEngine

BAND = 128
"""Rows painted at a time."""

WIDEST = 32_000
"""Pixels; wider rows are beyond what Qt's painter can address."""

HIGHEST = 200_000
"""Pixels; about 17 m at 300 dpi."""

_UP = 2
"""The PNG filter that stores the difference to the row above: most of a poster is plain."""


def write_png(
    scene: Scene,
    dpi: float,
    target: BinaryIO,
    engine: "QtTextEngine",
    pictures: Mapping[str, Picture],
    progress: Callable[[float], None] | None = None,
) -> None:
    """Write `scene` as an opaque PNG of `dpi` dots an inch to `target`.

    progress: called with 0…1 after every band; what it raises ends the writing.

    Raises PaintError if a side would have no pixel, or more than `WIDEST` or `HIGHEST`.
    """
    scale = dpi / 25.4
    width, height = round(scene.width * scale), round(scene.height * scale)
    if not (0 < width <= WIDEST and 0 < height <= HIGHEST):
        raise PaintError(
            _(
                "A picture of {width} × {height} pixels cannot be made (at most {widest} × {highest}); "
                "choose fewer dots an inch."
            ).format(width=width, height=height, widest=WIDEST, highest=HIGHEST)
        )
    target.write(b"\x89PNG\r\n\x1a\n")
    _chunk(target, b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
    per_metre = round(dpi / 0.0254)
    _chunk(target, b"sRGB", b"\0")
    _chunk(target, b"pHYs", struct.pack(">2IB", per_metre, per_metre, 1))
    if scene.title:
        _chunk(target, b"iTXt", b"Title\0\0\0\0\0" + scene.title.encode("utf-8", "replace"))
    packer = zlib.compressobj(6)
    painter = ScenePainter(engine, pictures)
    above = bytes(3 * width)
    for top in range(0, height, BAND):
        rows = min(BAND, height - top)
        band = _band(painter, scene, scale, width, top, rows)
        packed, above = _filtered(band, above, width, rows)
        _chunk(target, b"IDAT", packer.compress(packed))
        if progress is not None:
            progress(min(1.0, (top + rows) / height))
    _chunk(target, b"IDAT", packer.flush())
    _chunk(target, b"IEND", b"")


def painted(
    scene: Scene, most: int, dpi: float, engine: "QtTextEngine", pictures: Mapping[str, Picture]
) -> QImage:
    """`scene` as one picture of `dpi` dots an inch, of fewer where a side would have more than `most`
    pixels; for the clipboard, where it has to be in memory as a whole."""
    scale = min(dpi / 25.4, most / max(scene.width, scene.height))
    width, height = max(1, round(scene.width * scale)), max(1, round(scene.height * scale))
    image = _band(ScenePainter(engine, pictures), scene, scale, width, 0, height)
    image.setDotsPerMeterX(round(scale * 1000))
    image.setDotsPerMeterY(round(scale * 1000))
    return image


def _band(painter: ScenePainter, scene: Scene, scale: float, width: int, top: int, rows: int) -> QImage:
    image = QImage(width, rows, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as drawing:
        drawing.translate(0, -top)
        drawing.scale(scale, scale)
        painter.paint(drawing, scene, QRectF(0, top / scale, width / scale, rows / scale))
    return image.convertToFormat(QImage.Format.Format_RGB888)


def _filtered(band: QImage, above: bytes, width: int, rows: int) -> tuple[bytes, bytes]:
    """The band's rows as PNG wants them, and its last row as it is."""
    length, stride = 3 * width, band.bytesPerLine()
    memory = memoryview(band.constBits())
    packed = bytearray()
    last = above
    for row in range(rows):
        line = bytes(memory[row * stride : row * stride + length])
        packed.append(_UP)
        packed += bytes(length) if line == last else _minus(line, last)
        last = line
    return bytes(packed), last


def _minus(line: bytes, above: bytes) -> bytes:
    """Byte by byte `line` - `above` modulo 256, all bytes at once in two large numbers.

    Even and odd bytes apart, so that each has eight free bits above it to borrow from.
    """
    size = len(line)
    mask = int.from_bytes(b"\xff\x00" * ((size + 1) // 2), "little")
    borrow = int.from_bytes(b"\x00\x01" * ((size + 1) // 2), "little")
    first, second = int.from_bytes(line, "little"), int.from_bytes(above, "little")
    even = ((first & mask) + borrow - (second & mask)) & mask
    odd = (((first >> 8) & mask) + borrow - ((second >> 8) & mask)) & mask
    return (even | odd << 8).to_bytes(size + 2, "little")[:size]


def _chunk(target: BinaryIO, kind: bytes, data: bytes) -> None:
    if kind == b"IDAT" and not data:
        return
    target.write(struct.pack(">I", len(data)) + kind + data)
    target.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(kind))))
