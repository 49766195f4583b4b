"""Pictures that hold more than the size they give has room for: refused in one sentence, sound ones never."""

import io
import struct
import zlib

import pytest
from PIL import Image

from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.qt import decode, decode_bytes, import_picture, read_pixels
from cjmdesk.pictures.store import LARGEST_SIDE, make_picture
from cjmdesk.pictures.surplus import holds_more

MORE = "holds more pixels than the size it gives"


def noise(kind: str, size: tuple[int, int], mode: str = "RGB", **options: object) -> bytes:
    """What folds least: there is as much of it as there can be."""
    out = io.BytesIO()
    Image.effect_noise(size, 200).convert("RGB").convert(mode).save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def png(width: int, height: int, lines: bytes, *, interlaced: bool = False, pieces: int = 1) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    folded = zlib.compress(lines)
    step = -(-len(folded) // pieces)
    parts = (chunk(b"IDAT", folded[at : at + step]) for at in range(0, len(folded), step))
    header = chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, int(interlaced)))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(parts) + chunk(b"IEND", b"")


def jpeg_of_less(**options: object) -> bytes:
    """A photograph of 900 × 700 pixels that says it has 10 × 10."""
    data = bytearray(noise("JPEG", (900, 700), quality=95, **options))
    frame = data.find(b"\xff\xc2" if options.get("progressive") else b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">2H", 10, 10)
    return bytes(data)


def gif_of_less(width: int, height: int, size: tuple[int, int] = (400, 300)) -> bytes:
    """A picture that gives `width` and `height` where it has `size`; its screen has 10 × 10."""
    data = bytearray(noise("GIF", size, "L"))
    data[6:10] = struct.pack("<2H", 10, 10)
    at = data.find(b"\x2c\0\0\0\0" + struct.pack("<2H", *size))
    data[at + 5 : at + 9] = struct.pack("<2H", width, height)
    return bytes(data)


def icon(inner: bytes) -> bytes:
    """An icon that lists one picture of 10 × 10 pixels."""
    listed = struct.pack("<4B2H2I", 10, 10, 0, 0, 1, 32, len(inner), 22)
    return struct.pack("<3H", 0, 1, 1) + listed + inner


@pytest.mark.parametrize(
    "data",
    [
        png(10, 10, bytes(10 * 31 + 5_000)),
        png(10, 10, bytes(1 << 28)),  # 256 kB that unfold to 256 MB
        png(10, 10, bytes(100_000), interlaced=True, pieces=7),
        jpeg_of_less(),
        jpeg_of_less(progressive=True),
        gif_of_less(10, 10),
        gif_of_less(9_000, 9_000),  # the picture is small; its screen is smaller still
        icon(png(LARGEST_SIDE + 1, 9, bytes(9 * (3 * (LARGEST_SIDE + 1) + 1)))),
    ],
    ids=["png", "png bomb", "png interlaced", "jpeg", "jpeg progressive", "gif", "gif frame", "icon"],
)
def test_a_picture_that_holds_more_than_it_says_is_refused(data: bytes) -> None:
    for read in (import_picture, decode_bytes, read_pixels):
        with pytest.raises(PictureError, match=MORE):
            read(data)


@pytest.mark.parametrize(("kind", "data"), [("png", png(10, 10, bytes(90_000))), ("jpeg", jpeg_of_less())])
def test_a_stored_picture_that_holds_more_is_not_drawn(kind: str, data: bytes) -> None:
    _key, picture = make_picture(data, f"image/{kind}", 10, 10)
    with pytest.raises(PictureError, match=MORE):
        decode(picture)


def webp_of_less() -> bytes:
    """A WebP picture on a canvas that is smaller than it."""
    data = noise("WEBP", (600, 400))
    canvas = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (9).to_bytes(3, "little") * 2
    body = b"WEBP" + canvas + data[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def tiff_of_a_tile(side: int) -> bytes:
    """10 × 10 pixels of a tile that has `side` × `side`."""
    data = zlib.compress(bytes(50_000))
    data += bytes(len(data) % 2)
    fields = [
        (256, 10),
        (257, 10),
        (258, 8),
        (259, 8),
        (262, 2),
        (277, 3),
        (284, 1),
        (322, side),
        (323, side),
    ]
    entries = [struct.pack("<HHII", tag, 4, 1, value) for tag, value in (*fields, (324, 8), (325, len(data)))]
    return (
        struct.pack("<2sHI", b"II", 42, 8 + len(data))
        + data
        + struct.pack("<H", 11)
        + b"".join(entries)
        + bytes(4)
    )


@pytest.mark.parametrize("data", [webp_of_less(), tiff_of_a_tile(30_000)], ids=["webp", "tiff"])
def test_what_readers_refuse_themselves_is_said_in_a_sentence(data: bytes) -> None:
    with pytest.raises(PictureError) as told:
        import_picture(data)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (8, 8), (9, 17), (33, 31), (257, 64), (3, 300)])
def test_sound_pictures_hold_what_they_say(size: tuple[int, int]) -> None:
    some = [
        noise("PNG", size, mode, compress_level=level)
        for mode in ("1", "L", "P", "RGB", "RGBA")
        for level in (0, 9)
    ]
    some += [noise("GIF", size, mode, interlace=lines) for mode in ("L", "P") for lines in (0, 1)]
    for options in (
        {"quality": 100, "subsampling": 0},
        {"quality": 100, "progressive": True},
        {"quality": 3},
    ):
        some += [noise("JPEG", size, mode, **options) for mode in ("L", "RGB", "CMYK")]
    assert not [data[:8] for data in some if holds_more(data)]
    assert not holds_more(png(size[0], size[1], bytes(size[1] * (1 + 3 * size[0])), pieces=3))


@pytest.mark.parametrize("begin", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b""])
def test_what_cannot_be_read_holds_nothing(begin: bytes) -> None:
    for rest in (b"", b"\0" * 40, b"\xff" * 40, b"IHDR" * 20):
        assert not holds_more(begin + rest)
