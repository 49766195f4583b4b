"""Foreign pictures decoded within limits and made fit to store; stored ones decoded to draw."""

from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.i18n import _
from cjmdesk.model.project import Picture
from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.store import (
    KEPT_TYPES,
    LARGEST_SIDE,
    MOST_PIXELS,
    are_whole,
    make_picture,
    media_type,
    picture_bytes,
    png_is_whole,
)
from cjmdesk.pictures.surplus import holds_more

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QImageReader

_SMALL_ENOUGH = 4 * 1024 * 1024
"""Bytes of a picture that are kept as they come."""

_JPEG_QUALITY = 88


class Pixels(Struct, frozen=True):
    """A decoded picture. rgb: 3 bytes a pixel, rows from the top. alpha: 1 byte a pixel, or None
    where nothing is transparent."""

    width: int
    height: int
    rgb: bytes
    alpha: bytes | None


def import_picture(data: bytes, description: str = "") -> tuple[str, Picture]:
    """A foreign picture (PNG, JPEG, WebP, GIF, BMP, TIFF, SVG…) as key and value of a project.

    It is turned upright as its EXIF data say and scaled to at most `LARGEST_SIDE` a side. PNG,
    JPEG and WebP of a fitting size keep their bytes; SVG becomes PNG.

    Raises PictureError: not a picture, damaged, more than `MOST_PIXELS`, or an SVG that asks for
    too much.
    """
    kind = media_type(data)
    if kind == "image/svg+xml":
        from cjmdesk.pictures.qt_svg import rasterise

        data, kind = rasterise(data), "image/png"
    # Readers of JPEG draw what there is and paint the rest grey, without a word.
    if kind in KEPT_TYPES and not are_whole(data):
        raise _ends_early()
    image, keep = _load(data)
    size = (image.width(), image.height())
    if keep and kind in KEPT_TYPES and len(data) <= _SMALL_ENOUGH:
        return make_picture(data, kind, *size, description)
    if image.hasAlphaChannel() or kind != "image/jpeg":
        return make_picture(_encode(image, "PNG"), "image/png", *size, description)
    return make_picture(_encode(image, "JPEG"), "image/jpeg", *size, description)


def decode(picture: Picture) -> "QImage":
    """A stored picture to draw. Raises PictureError if it is damaged or larger than it may be."""
    return _decode(picture_bytes(picture))


def decode_bytes(data: bytes) -> "QImage":
    """A foreign picture to look at, upright and at most `LARGEST_SIDE` a side; no SVG.

    Raises PictureError as `import_picture` does.
    """
    return _decode(data)


def read_pixels(data: bytes) -> Pixels:
    """The pixels of a stored picture's bytes. Raises PictureError as `decode` does."""
    from PySide6.QtGui import QImage

    image = _decode(data)
    alpha = None
    if image.hasAlphaChannel():
        image = image.convertToFormat(QImage.Format.Format_RGBA8888)
        alpha = bytes(image.constBits())[3::4]
        if alpha.count(255) == len(alpha):
            alpha = None
    opaque = image.convertToFormat(QImage.Format.Format_RGBX8888)
    raw = bytes(opaque.constBits())
    rgb = bytearray(len(raw) // 4 * 3)
    rgb[0::3], rgb[1::3], rgb[2::3] = raw[0::4], raw[1::4], raw[2::4]
    return Pixels(image.width(), image.height(), bytes(rgb), alpha)


def in_grey(width: int, height: int, rgb: bytes) -> bytes:
    """Rows of 3 bytes a pixel as rows of one."""
    from PySide6.QtGui import QImage

    return _rows(width, height, rgb, QImage.Format.Format_Grayscale8, 1)


def in_four_inks(width: int, height: int, rgb: bytes) -> bytes:
    """Rows of 3 bytes a pixel as cyan, magenta, yellow and black, 0 none … 255 all."""
    from PySide6.QtGui import QImage

    return _rows(width, height, rgb, QImage.Format.Format_CMYK8888, 4)


def _rows(width: int, height: int, rgb: bytes, kind: "QImage.Format", depth: int) -> bytes:
    from PySide6.QtGui import QImage

    image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).convertToFormat(kind)
    raw, stride = bytes(image.constBits()), image.bytesPerLine()
    if stride == width * depth:
        return raw
    return b"".join(raw[row * stride : row * stride + width * depth] for row in range(height))


def without_colour(picture: Picture) -> Picture:
    """A stored picture in greys, its transparency kept; itself where it cannot be read."""
    from PySide6.QtGui import QImage

    try:
        image = decode(picture)
    except PictureError:
        return picture
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    if image.hasAlphaChannel():
        alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
        grey = grey.convertToFormat(QImage.Format.Format_ARGB32)
        grey.setAlphaChannel(alpha)
    _key, made = make_picture(
        _encode(grey, "PNG"), "image/png", image.width(), image.height(), picture.description
    )
    return made


def _decode(data: bytes) -> "QImage":
    # Of a PNG that ends early its reader tells standard error, in words of its own.
    if media_type(data) == "image/png" and not png_is_whole(data):
        raise _ends_early()
    image, _unchanged = _load(data)
    return image


def _load(data: bytes) -> "tuple[QImage, bool]":
    """The picture, at most `LARGEST_SIDE` a side, and whether it is as the bytes have it."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImageReader

    if holds_more(data):
        raise _holds_more()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setAllocationLimit(4 * MOST_PIXELS // (1024 * 1024) + 1)
    try:
        if not reader.canRead() or bytes(reader.format().data()) in (b"svg", b"svgz", b"pdf"):
            raise PictureError(_("The file is not a picture that can be read; try PNG, JPEG, WebP or SVG."))
        unchanged = _limit(reader)
        image = reader.read()
        if image.isNull():
            raise PictureError(_("The picture is damaged: {reason}.").format(reason=reader.errorString()))
        if max(image.width(), image.height()) > LARGEST_SIDE:  # an icon of other pixels than it lists
            raise _holds_more()
        return image, unchanged
    finally:
        # A TIFF reader looks at its file when it goes, and Python lets the file go first.
        reader.setDevice(None)  # type: ignore[arg-type]


def _ends_early() -> PictureError:
    return PictureError(_("The picture is damaged: its data end too early or are mixed up."))


def _holds_more() -> PictureError:
    return PictureError(_("The picture is damaged: it holds more pixels than the size it gives."))


def _limit(reader: "QImageReader") -> bool:
    """Have `reader` give at most `LARGEST_SIDE`; whether it will give the picture unchanged."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImageIOHandler

    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise PictureError(_("The picture does not say how large it is; it may be damaged."))
    width, height = size.width(), size.height()
    if width * height > MOST_PIXELS:
        raise PictureError(
            _(
                "The picture has {width} × {height} pixels, more than {limit} million; make it smaller."
            ).format(width=width, height=height, limit=MOST_PIXELS // 1_000_000)
        )
    if max(width, height) <= LARGEST_SIDE:
        return reader.transformation() == QImageIOHandler.Transformation.TransformationNone
    scale = LARGEST_SIDE / max(width, height)
    reader.setScaledSize(QSize(max(1, round(width * scale)), max(1, round(height * scale))))
    return False


def _encode(image: "QImage", kind: str) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, kind, _JPEG_QUALITY if kind == "JPEG" else -1):  # type: ignore[call-overload]
        raise PictureError(_("The picture could not be stored as {kind}.").format(kind=kind))
    return bytes(buffer.data().data())
