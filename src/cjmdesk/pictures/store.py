"""Pictures as values of a project: known by the hash of their bytes, kept once."""

import base64
import binascii
import hashlib
import zlib

from cjmdesk.i18n import _
from cjmdesk.model.project import Picture
from cjmdesk.pictures.errors import PictureError

LARGEST_SIDE = 4000
"""Pixels that a stored picture may be wide or high."""

MOST_PIXELS = 40_000_000
"""Pixels of a foreign picture that are decoded at all."""

MOST_STORED = 40 * 1024 * 1024
"""Bytes that the pictures of one project may hold together."""

KEPT_TYPES = ("image/png", "image/jpeg", "image/webp")


def picture_hash(data: bytes) -> str:
    """The key of a picture in `Project.pictures`."""
    return hashlib.sha256(data).hexdigest()


def make_picture(
    data: bytes, media_type: str, width: int, height: int, description: str = ""
) -> tuple[str, Picture]:
    """The key and the value of a picture whose bytes are `data`.

    Raises PictureError if the type is none that a project holds, or a side is out of its range.
    """
    if media_type not in KEPT_TYPES:
        raise PictureError(
            _("A project holds PNG, JPEG and WebP pictures, not {type}.").format(type=media_type)
        )
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise PictureError(
            _("A picture of {width} × {height} pixels is outside 1 to {limit} pixels a side.").format(
                width=width, height=height, limit=LARGEST_SIDE
            )
        )
    text = base64.b64encode(data).decode("ascii")
    picture = Picture(media_type=media_type, width=width, height=height, description=description, data=text)
    return picture_hash(data), picture


def picture_bytes(picture: Picture) -> bytes:
    """The stored bytes. Raises PictureError if they are not base64."""
    try:
        return base64.b64decode(picture.data, validate=True)
    except (binascii.Error, ValueError):
        raise PictureError(_("A picture in the project is damaged: its data are not base64.")) from None


def media_type(data: bytes) -> str:
    """What `data` is by its first bytes: one of `KEPT_TYPES`, `image/svg+xml`, or empty."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"<svg" in head or (utf16 and b"s\0v\0g" in head) or (head.startswith(b"<?xml") and b"<svg" in data):
        return "image/svg+xml"
    return ""


def is_whole(picture: Picture) -> bool:
    """Whether the stored bytes are a picture from its beginning to its end; see `are_whole`."""
    try:
        return are_whole(picture_bytes(picture))
    except PictureError:
        return False


def are_whole(data: bytes) -> bool:
    """Whether `data` are a picture of `KEPT_TYPES` from its beginning to its end, as far as can be told
    without decoding it: sums of a PNG, the end mark of a JPEG, the length of a WebP."""
    check = {"image/png": png_is_whole, "image/jpeg": _jpeg_is_whole, "image/webp": _webp_is_whole}
    return check.get(media_type(data), lambda _data: False)(data)


def png_is_whole(data: bytes) -> bool:
    """Whether the chunks of a PNG that no reader can do without are sound, and its end is there."""
    at = 8
    while at + 12 <= len(data):
        kind, end = data[at + 4 : at + 8], at + 8 + int.from_bytes(data[at : at + 4])
        needed = not kind[0] & 0x20  # its first letter is a capital
        if needed and zlib.crc32(memoryview(data)[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return False
        if kind == b"IEND":
            return True
        at = end + 4
    return False


def _jpeg_is_whole(data: bytes) -> bool:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:  # from here on the mark of the end stands nowhere else
            return data.find(b"\xff\xd9", at) > 0
        at += 1 if marker == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4])
    return False


def _webp_is_whole(data: bytes) -> bool:
    return 8 + int.from_bytes(data[4:8], "little") <= len(data)


def jpeg_components(data: bytes) -> int:
    """How many colour channels a JPEG has: 1, 3 or 4; 0 if that cannot be read."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return data[at + 9] if data[at + 4] == 8 else 0
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0
