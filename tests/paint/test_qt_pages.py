"""The preview paints the very pages that are printed."""

import io

import pypdfium2
from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from cjmdesk.layout.pages import Page
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.paint.qt_pages import paint_page
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.posters.tiles import tile_poster
from cjmdesk.posters.tiling import TileOptions
from cjmdesk.text.qt import text_engine
from samples import repair_visit

DPI = 100


def on_screen(page: Page) -> Image.Image:
    pixels = DPI / 25.4
    image = QImage(round(page.width * pixels), round(page.height * pixels), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.scale(image.width() / page.width, image.height() / page.height)
        paint_page(ScenePainter(text_engine(), {}), painter, page)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("L")


def test_screen_and_paper_show_the_same_pages() -> None:
    project = repair_visit()
    poster = lay_out_poster(project, project.maps[0], PosterOptions(paper="A2"), text_engine())
    pages = [each.page for each in tile_poster(poster, TileOptions(sheet="A4"), text_engine()).pages]
    target = io.BytesIO()
    write_pdf(pages, target, text_engine(), {}, reproducible=True)
    document = pypdfium2.PdfDocument(target.getvalue())
    for number, page in enumerate(pages):
        shown = on_screen(page)
        printed = document[number].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        printed = printed.crop((0, 0, shown.width, shown.height))
        # Letters are smoothed differently; blurred they are the same.
        small = (shown.width // 4, shown.height // 4)
        difference = ImageChops.difference(shown.resize(small), printed.resize(small))
        far_off = sum(difference.histogram()[48:]) / (small[0] * small[1])
        assert far_off < 0.004, number
        assert shown.getextrema()[0] < 100
