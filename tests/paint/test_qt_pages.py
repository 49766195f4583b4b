"""The preview paints the very pages that are printed."""

import io

import pypdfium2
from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cjmdesk.layout.pages import Page, page_of
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.paint.qt_pages import page_steps, paint_page
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


def test_a_page_is_painted_step_by_step_and_in_parts() -> None:
    """No step paints more than one part, so that a window stays awake; what is not in view is left out."""
    project = repair_visit()
    poster = lay_out_poster(project, project.maps[0], PosterOptions(paper="A2"), text_engine())
    page = tile_poster(poster, TileOptions(sheet="A4"), text_engine()).pages[2].page
    parts = sum(len(layer.scene.parts) for layer in page.layers)
    corner = QRectF(0, 0, page.width / 3, page.height / 3)
    pictures, taken = [], []
    for exposed in (None, corner):
        image = QImage(600, 420, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        with QPainter(image) as painter:
            painter.scale(600 / page.width, 420 / page.height)
            taken.append(
                sum(1 for _step in page_steps(ScenePainter(text_engine(), {}), painter, page, exposed))
            )
        pictures.append(image.copy(0, 0, 190, 130))
    assert 1 < taken[1] < taken[0] == parts
    assert pictures[0] == pictures[1]


def test_a_page_may_be_given_up_half_way() -> None:
    project = repair_visit()
    poster = lay_out_poster(project, project.maps[0], PosterOptions(paper="A4"), text_engine())
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        before = painter.worldTransform()
        steps = page_steps(ScenePainter(text_engine(), {}), painter, page_of(poster.scene))
        next(steps)
        steps.close()  # type: ignore[attr-defined]
        assert painter.worldTransform() == before and not painter.hasClipping()
