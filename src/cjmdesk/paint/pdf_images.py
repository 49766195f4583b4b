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
    if components in (1, 3):
        colours = "/DeviceGray" if components == 1 else "/DeviceRGB"
        stream = image_stream(picture.width, picture.height, colours, data, "/DCTDecode")
        return file.picture(key, stream)
    try:
        pixels = read_pixels(data)
    except PictureError:
        return None
    size = (pixels.width, pixels.height)
    rgb = image_stream(*size, "/DeviceRGB", zlib.compress(pixels.rgb), "/FlateDecode")
    mask = None
    if pixels.alpha is not None:
        mask = image_stream(*size, "/DeviceGray", zlib.compress(pixels.alpha), "/FlateDecode")
    return file.picture(key, rgb, mask)
