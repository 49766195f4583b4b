"""Foreign pictures: kept, scaled, turned upright, or refused in one sentence."""

import io
import struct
import sys
import zlib

import pytest
from PIL import Image

from cjmdesk.pictures import qt_svg
from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.qt import decode, import_picture, read_pixels
from cjmdesk.pictures.store import (
    LARGEST_SIDE,
    is_whole,
    jpeg_components,
    make_picture,
    media_type,
    picture_bytes,
    picture_hash,
)
from cjmdesk.pictures.svg import sanitise


def encoded(kind: str, size: tuple[int, int] = (30, 20), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 120 if mode == "L" else (200, 30, 30, 90)[: len(mode)]).save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "type_"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_fitting_pictures_keep_their_bytes(kind: str, type_: str) -> None:
    data = encoded(kind)
    key, picture = import_picture(data, "a door")
    assert key == picture_hash(data)
    assert picture_bytes(picture) == data
    assert (picture.media_type, picture.width, picture.height) == (type_, 30, 20)
    assert picture.description == "a door"
    assert decode(picture).width() == 30


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_ends_too_early_is_known(kind: str) -> None:
    type_ = f"image/{kind.lower()}"
    data = encoded(kind, (300, 200))
    assert is_whole(make_picture(data, type_, 300, 200)[1])
    assert is_whole(make_picture(data + b"more behind it", type_, 300, 200)[1])
    for cut in (len(data) // 2, len(data) - 3):
        assert not is_whole(make_picture(data[:cut], type_, 300, 200)[1])
    assert not is_whole(make_picture(b"no picture at all", type_, 300, 200)[1])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_ends_too_early_is_not_taken_in(kind: str) -> None:
    data = encoded(kind, (300, 200))
    import_picture(data + b"more behind it")
    for cut in (len(data) * 2 // 3, len(data) - 3):
        with pytest.raises(PictureError, match="its data end too early or are mixed up"):
            import_picture(data[:cut])


def test_a_small_picture_within_a_photograph_does_not_end_it() -> None:
    small, photo = encoded("JPEG"), encoded("JPEG", (300, 200))
    data = photo[:2] + b"\xff\xe1" + struct.pack(">H", len(small) + 2) + small + photo[2:]  # as cameras do
    assert import_picture(data)[1].width == 300
    with pytest.raises(PictureError):
        import_picture(data[:-3])


def test_a_png_is_sound_though_a_remark_in_it_is_not() -> None:
    data = encoded("PNG")
    remark = b"\0\0\0\x04tEXtabcd" + b"\0\0\0\0"  # its sum is wrong, which harms nobody
    assert is_whole(make_picture(data[:33] + remark + data[33:], "image/png", 30, 20)[1])
    broken = bytearray(data)
    broken[20] ^= 1  # in the first chunk, which tells the size
    assert not is_whole(make_picture(bytes(broken), "image/png", 30, 20)[1])


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds_become_png(kind: str) -> None:
    _key, picture = import_picture(encoded(kind))
    assert picture.media_type == "image/png"
    assert (picture.width, picture.height) == (30, 20)


def test_large_pictures_are_scaled() -> None:
    _key, picture = import_picture(encoded("JPEG", (5000, 100)))
    assert (picture.width, picture.height) == (LARGEST_SIDE, 80)
    assert picture.media_type == "image/jpeg"


def test_turned_photographs_come_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    _key, picture = import_picture(encoded("JPEG", exif=exif))
    assert (picture.width, picture.height) == (20, 30)


def huge_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        huge_png(60_000, 60_000),
        encoded("PNG")[:60],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError) as told:
        import_picture(data)
    assert str(told.value).endswith(".")


def test_pixels_with_and_without_alpha() -> None:
    plain = read_pixels(encoded("PNG", (3, 2)))
    assert (plain.width, plain.height, plain.alpha) == (3, 2, None)
    assert plain.rgb == bytes((200, 30, 30)) * 6
    clear = read_pixels(encoded("PNG", (3, 2), "RGBA"))
    assert clear.alpha == bytes([90]) * 6
    assert all(abs(a - b) <= 2 for a, b in zip(clear.rgb[:3], (200, 30, 30), strict=True))


def test_jpeg_channels() -> None:
    assert jpeg_components(encoded("JPEG")) == 3
    assert jpeg_components(encoded("JPEG", mode="L")) == 1
    assert jpeg_components(encoded("JPEG", mode="CMYK")) == 4
    assert jpeg_components(b"\xff\xd8\xff\xe0") == 0


def test_the_store_keeps_its_limits() -> None:
    with pytest.raises(PictureError):
        make_picture(b"x", "image/gif", 1, 1)
    with pytest.raises(PictureError):
        make_picture(b"x", "image/png", LARGEST_SIDE + 1, 1)
    _key, picture = make_picture(b"x", "image/png", 1, 1)
    with pytest.raises(PictureError):
        picture_bytes(picture.model_copy(update={"data": "ż!"}))
    with pytest.raises(PictureError):
        decode(picture)


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="40" height="20">%s</svg>'
)


def svg(inside: str) -> bytes:
    return (SVG % inside).encode()


def test_svg_becomes_png() -> None:
    data = svg('<rect width="40" height="20" fill="#ff0000"/>')
    assert media_type(data) == "image/svg+xml"
    _key, picture = import_picture(data)
    assert picture.media_type == "image/png"
    assert picture.width == 2 * picture.height
    assert decode(picture).pixelColor(5, 5).name() == "#ff0000"


@pytest.mark.parametrize(
    ("inside", "gone"),
    [
        ('<image href="/etc/passwd" width="9" height="9"/>', "passwd"),
        ('<image xlink:href="file:///etc/passwd"/>', "passwd"),
        ('<image href="http://example.org/a.png"/>', "example"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "AAAA"),
        ('<rect style="fill:url(http://example.org/x)"/>', "example"),
        ("<style>@import 'http://example.org/x.css';</style>", "example"),
        ("<script>alert(1)</script>", "alert"),
        ('<rect onclick="alert(1)"/>', "alert"),
        ('<a href="javascript:alert(1)"/>', "alert"),
        ("<foreignObject><p>deep</p></foreignObject>", "deep"),
    ],
)
def test_nothing_from_outside_is_left(inside: str, gone: str) -> None:
    assert gone in svg(inside).decode()
    assert gone not in sanitise(svg(inside)).decode()


def test_what_belongs_to_the_picture_stays() -> None:
    inside = '<defs><path id="p" d="M0 0"/></defs><use xlink:href="#p"/><rect fill="url(#p)"/>'
    clean = sanitise(svg(inside)).decode()
    assert "#p" in clean
    assert "url(#p)" in clean


def test_copies_of_copies_are_refused() -> None:
    steps = ['<g id="a0"><rect width="1" height="1"/></g>']
    for n in range(1, 12):
        steps.append(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>")
    deep = svg("<defs>" + "".join(steps) + '</defs><use href="#a11"/>')
    circle = svg('<g id="x"><use href="#y"/></g><g id="y"><use href="#x"/></g><use href="#x"/>')
    for data in (deep, circle):
        with pytest.raises(PictureError, match="copies parts of itself"):
            import_picture(data)
    flat = svg("<defs>" + "".join(steps[:3]) + '</defs><use href="#a2"/>')
    assert 'href="#a2"' in sanitise(flat).decode()
    import_picture(flat)


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"<svg",
        b"<html/>",
        svg("<g>" * 500 + "</g>" * 500),
        svg("x" * (9 << 20)),
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_hopeless_svg_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError):
        qt_svg.rasterise(data)


def test_a_drawing_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_svg, "LONGEST", 0.05)
    with pytest.raises(PictureError, match="seconds"):
        qt_svg.rasterise(svg("<rect/>"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited where the system can")
def test_a_drawing_that_wants_too_much_is_stopped() -> None:
    with pytest.raises(PictureError):
        qt_svg.rasterise(svg('<rect width="40" height="20"/>'), side=30_000)


def test_rules_that_an_element_parts_are_read_as_one() -> None:
    inner = b"<style>a{}<g/>@import url(http://x/y)</style><text>a&#13;b</text>"
    clean = sanitise(b'<svg xmlns="http://www.w3.org/2000/svg">' + inner + b"</svg>")
    assert b"import" not in clean and b"http://x" not in clean
    assert sanitise(clean) == clean
