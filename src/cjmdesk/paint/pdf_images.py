"""Stored pictures as PDF image objects."""

import base64
import binascii
import zlib

from cjmdesk.model.project import Picture
from cjmdesk.paint.pdf_canvas import PdfFile, image_stream
from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.qt import read_pixels
from cjmdesk.pictures.store import jpeg_components


def register(file: PdfFile, key: str, picture: Picture) -> str | None:
    """The name of `picture` in the file's pages; None if it cannot be read.

    JPEG data goes in as it is, everything else as pixels with a mask for what is transparent.
    """
    try:
        data = base64.b64decode(picture.data, validate=True)
    except binascii.Error:
        return None
    components = jpeg_components(data) if picture.media_type == "image/jpeg" else 0
    inks = file.inks
    if components == 1 or (components == 3 and inks.space == "/DeviceRGB"):
        colours = "/DeviceGray" if components == 1 else "/DeviceRGB"
        stream = image_stream(picture.width, picture.height, colours, data, "/DCTDecode")
        return file.picture(key, stream)
    try:
        pixels = read_pixels(data)
    except PictureError:
        return None
    size = (pixels.width, pixels.height)
    drawn = zlib.compress(inks.pixels(*size, pixels.rgb))
    coloured = image_stream(*size, inks.space, drawn, "/FlateDecode")
    mask = None
    if pixels.alpha is not None:
        mask = image_stream(*size, "/DeviceGray", zlib.compress(pixels.alpha), "/FlateDecode")
    return file.picture(key, coloured, mask)
