"""Sheets of a tiled poster put together again, as somebody with the report and glue would."""

import ctypes
import io
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.report import report
from cjmdesk.text.qt import text_engine

NOTICED = 64
"""Of 255: a smaller difference of grey is one of rounding at the edges of letters."""


def pdf_of(printed: Printed) -> bytes:
    """The file of a printed poster."""
    target = io.BytesIO()
    write_pdf([page.page for page in printed.pages], target, text_engine(), {}, reproducible=True)
    return target.getvalue()


def assembled(data: bytes, told: dict[str, Any], dpi: float) -> Image.Image:
    """The whole poster at full size: each page's part, by the report's rectangles, later pages over
    earlier ones."""
    pixels = dpi / 25.4
    width, height = (round(side * pixels) for side in told["poster_mm"])
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    document = pypdfium2.PdfDocument(data)
    for page in told["pages"]:
        if page["kind"] not in ("tile", "poster"):
            continue
        x, y, wide, high = page["poster_rect_mm"]
        scale = page["scale"]
        left, top = (x - page["placed_at_mm"][0] / scale), (y - page["placed_at_mm"][1] / scale)
        zoom = dpi / 72 / scale
        matrix = pdfium.FS_MATRIX(zoom, 0, 0, zoom, left * pixels, top * pixels)
        clip = pdfium.FS_RECTF(*(round(edge * pixels) for edge in (x, y, x + wide, y + high)))
        raw = document[page["number"] - 1]
        pdfium.FPDF_RenderPageBitmapWithMatrix(
            bitmap, raw, ctypes.byref(matrix), ctypes.byref(clip), pdfium.FPDF_ANNOT
        )
    return bitmap.to_pil().convert("L")


def differing(one: Image.Image, other: Image.Image) -> float:
    """Share of pixels that clearly differ."""
    assert one.size == other.size
    found = ImageChops.difference(one, other).point([0] * NOTICED + [255] * (256 - NOTICED))
    return found.histogram()[255] / (one.width * one.height)


def told_of(printed: Printed) -> dict[str, Any]:
    """The report on a printed poster."""
    return report([printed])
