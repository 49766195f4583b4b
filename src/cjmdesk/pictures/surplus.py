"""Whether a picture holds more than the size it gives has room for: damaged, or made to keep readers busy.

Readers go on through all that there is, whatever the size: a few kilobytes can unfold to gigabytes.
"""

import zlib
from collections.abc import Iterator

from cjmdesk.pictures.store import MOST_PIXELS, media_type

_SLICE = 1 << 16
"""Bytes that are unfolded at a time."""

_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where the pixels of each pass of an interlaced PNG begin, and how far apart they are: x, y, x, y."""

_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Numbers for each pixel of a PNG, by its type of colour."""

_BLOCK, _TABLES = 448, 4096
"""Bytes that 8 × 8 numbers of a JPEG take at most in a scan, and the tables before it."""

_CODES = 2
"""Bytes that a pixel of a GIF takes at most."""


def holds_more(data: bytes) -> bool:
    """Whether `data`, a PNG, JPEG or GIF, hold more pixels than the size they give; False for others and
    for what cannot be read at all."""
    if data[:4] == b"GIF8":
        return _gif_holds_more(data)
    check = {"image/png": _png_holds_more, "image/jpeg": _jpeg_holds_more}.get(media_type(data))
    return check is not None and check(data)


def _png_holds_more(data: bytes) -> bool:
    if len(data) < 29 or data[12:16] != b"IHDR":
        return False
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if width * height > MOST_PIXELS:
        return False  # which is refused as too large
    bits = data[24] * _SAMPLES.get(data[25], 1)
    passes = _PASSES if data[28] else ((0, 0, 1, 1),)
    room = 0
    for left, top, across, down in passes:
        columns, rows = (max(width - left + across - 1, 0) // across, max(height - top + down - 1, 0) // down)
        room += rows * (1 + (columns * bits + 7) // 8) if columns else 0
    room += 1 + (width * bits + 7) // 8  # some writers add an empty line
    unfold, found = zlib.decompressobj(), 0
    try:
        for piece in _image_data(data):
            rest = piece
            while rest and found <= room and not unfold.eof:
                found += len(unfold.decompress(rest, _SLICE))
                rest = unfold.unconsumed_tail
            if found > room or unfold.eof:
                break
    except zlib.error:
        return False  # its reader says so
    return found > room


def _image_data(data: bytes) -> Iterator[bytes]:
    """The folded pixels of a PNG, in small pieces."""
    at = 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            for begin in range(at + 8, at + 8 + size, _SLICE):
                yield data[begin : min(begin + _SLICE, at + 8 + size)]
        at += 12 + size


def _jpeg_holds_more(data: bytes) -> bool:
    at, room = 2, 0
    while at + 10 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            end = data.find(b"\xff\xd9", at)
            return end > at and end - at > data.count(b"\xff\xda", at, end) * (room + _TABLES)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = int.from_bytes(data[at + 5 : at + 7]), int.from_bytes(data[at + 7 : at + 9])
            # Up to four blocks a side belong together, of which not all need to be in the picture.
            room = -(-width // 32) * -(-height // 32) * 16 * data[at + 9] * _BLOCK
        at += 1 if marker == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4])
    return False


def _gif_holds_more(data: bytes) -> bool:
    """Of the first picture in it: no other is read. It may be larger than the screen it is made for."""
    at = 13 + _colours(data[10]) if len(data) > 13 else len(data)
    while at + 11 < len(data):
        if data[at] == 0x21:
            at, _size = _blocks(data, at + 2)
        elif data[at] == 0x2C:
            width, height = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (5, 7))
            _end, size = _blocks(data, at + 11 + _colours(data[at + 9]))
            return width * height > MOST_PIXELS or size > _CODES * width * height + _TABLES
        else:
            return False
    return False


def _colours(flags: int) -> int:
    """Bytes of a GIF's table of colours; 0 where there is none."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> tuple[int, int]:
    """Where the blocks of a GIF that begin at a place end, and how many bytes they hold."""
    held = 0
    while at < len(data) and data[at]:
        held += data[at]
        at += 1 + data[at]
    return at + 1, held
