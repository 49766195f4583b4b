"""The canvas painter at every level of detail, and PNG in bands."""

import io
import struct
import zlib

import pytest
from msgspec.structs import replace
from nine_scripts import page, red_picture
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cjmdesk.layout.scene import Box, CardBox, Part, Scene, Text
from cjmdesk.paint import qt
from cjmdesk.paint.errors import PaintError
from cjmdesk.paint.qt import ScenePainter, scene_image
from cjmdesk.paint.qt_png import BAND, write_png
from cjmdesk.text.engine import BOLD, REGULAR
from cjmdesk.text.qt import text_engine


def seen(part: Part, scale: float, detail: float | None) -> QImage:
    image = QImage(round(part.width * scale), round(part.height * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        ScenePainter(text_engine(), {}).paint_parts(painter, (part,), detail)
    return image


def card(size: float = 3.5) -> Part:
    block = text_engine().wrap("Hears a grinding brake", REGULAR, 50)
    box = CardBox("c", 0, 0, 60, 10, "#E8EFF6", "#2B5C8A", 1.0, 3.0)
    return Part("cell", 0, 0, 60, 10, (box, Text("c", 4, 2, 50, block, size, "#000000")))


def darkest(image: QImage) -> int:
    return min(
        image.pixelColor(x, y).lightness() for x in range(8, image.width()) for y in range(image.height())
    )


def test_levels_of_detail() -> None:
    full = seen(card(), 3.78, 1.0)
    assert full.pixelColor(0, 0) == QColor("white"), "round corners"
    assert darkest(full) < 60, "letters"
    square = seen(card(), 3.78 * 0.6, 0.6)
    assert square.pixelColor(0, 0) != QColor("white"), "square corners"
    assert darkest(square) < 110
    bars = seen(card(), 3.78 * 0.3, 0.3)
    assert 130 < darkest(bars) < 220, "grey bars"
    coarse = seen(card(), 3.78 * 0.1, 0.1)
    assert darkest(coarse) == QColor("#E8EFF6").lightness(), "the card's colour alone"


def test_light_letters_are_light_bars_from_afar() -> None:
    block = text_engine().wrap("Awareness", BOLD, 50)
    ground = Box("s", 0, 0, 60, 10, fill="#2B5C8A")
    stage = Part("stage", 0, 0, 60, 10, (ground, Text("s", 4, 2, 50, block, 3.5, "#FFFFFF")))
    bars = seen(stage, 3.78 * 0.3, 0.3)
    lit = {bars.pixelColor(x, y).lightness() for x in range(bars.width()) for y in range(bars.height())}
    assert min(lit) >= QColor("#2B5C8A").lightness() - 1
    assert max(lit) > QColor("#2B5C8A").lightness() + 50


def test_a_large_heading_stays_readable_from_afar() -> None:
    assert darkest(seen(card(size=8.0), 3.78 * 0.3, 0.3)) < 110


def test_what_is_not_exposed_is_not_painted() -> None:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        ScenePainter(text_engine(), {}).paint_parts(painter, (card(),), 1.0, [QRectF(100, 0, 50, 50)])
    assert image.pixelColor(30, 5) == QColor("white")


def test_stamped_and_exact_frames_agree() -> None:
    exact, stamped = seen(card(), 4.0, None), seen(card(), 4.0, 1.0)
    worst = max(
        abs(exact.pixelColor(x, y).lightness() - stamped.pixelColor(x, y).lightness())
        for x in range(exact.width())
        for y in range(exact.height())
    )
    assert worst < 40


def test_pictures_and_what_is_missing() -> None:
    pictures = red_picture()
    image = scene_image(page(picture=next(iter(pictures))), 100, ScenePainter(text_engine(), pictures))
    scale = 100 / 25.4
    assert image.pixelColor(round(205 * scale), round(180 * scale)).red() > 220
    assert image.pixelColor(round(205 * scale), round(180 * scale)).green() < 150
    assert image.pixelColor(round(170.5 * scale), round(170.5 * scale)) == QColor("#FAFAF8"), (
        "outside the round"
    )
    gap = scene_image(page(), 100, ScenePainter(text_engine(), {}))
    assert gap.pixelColor(round(205 * scale), round(180 * scale)) == QColor("#ECEEF1")


def test_png_is_the_picture_with_its_dpi() -> None:
    scene = page((REGULAR, BOLD))
    out = io.BytesIO()
    steps: list[float] = []
    write_png(scene, 110, out, text_engine(), {}, steps.append)
    image = QImage.fromData(out.getvalue())
    assert (image.width(), image.height()) == (round(297 / 25.4 * 110), round(210 / 25.4 * 110))
    assert image.height() > BAND, "more than one band"
    assert image.dotsPerMeterX() == round(110 / 0.0254)
    assert not image.hasAlphaChannel()
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    whole = scene_image(scene, 110, ScenePainter(text_engine(), {}))
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    # Gradients are dithered from where a band begins: one shade is allowed.
    assert (
        max(abs(a - b) for a, b in zip(bytes(image.constBits()), bytes(whole.constBits()), strict=True)) <= 1
    )


def test_png_chunks_are_sound() -> None:
    out = io.BytesIO()
    write_png(Scene(20, 20, (), "Tytuł"), 96, out, text_engine(), {})
    data, at, names = out.getvalue(), 8, []
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(kind + body)
        names.append(kind)
        at += 12 + length
    assert names[0] == b"IHDR"
    assert names[-1] == b"IEND"
    assert b"pHYs" in names


@pytest.mark.parametrize("dpi", [0.01, 1_000_000])
def test_impossible_pictures_are_refused(dpi: float) -> None:
    with pytest.raises(PaintError):
        write_png(Scene(297, 210, ()), dpi, io.BytesIO(), text_engine(), {})


def test_what_was_worked_out_ahead_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(name: str) -> None:
        real = getattr(qt, name)

        def make(*given: object) -> object:
            made.append(name)
            return real(*given)

        monkeypatch.setattr(qt, name, make)

    counted("Coarse")
    counted("make_plan")
    whole = card()
    bands = [(replace(whole, key=f"cell:{n}", y=20.0 * n, items=card().items),) for n in range(5)]
    painter, image = ScenePainter(text_engine(), {}), QImage(400, 400, QImage.Format.Format_RGB32)

    def paint(detail: float) -> None:
        with QPainter(image) as drawing:
            drawing.scale(3.78, 3.78)
            for band in bands:
                painter.paint_parts(drawing, band, detail)

    steps = sum(1 for _step in painter.ahead(bands, QRectF(0, 0, 60, 100), 0.1))
    assert (steps, made) == (5, ["Coarse"] * 5), "from so far no letters are near"
    paint(0.1)
    assert len(made) == 5
    made.clear()
    assert sum(1 for _step in painter.ahead(bands, QRectF(0, 0, 60, 100), 0.3)) > 5
    assert set(made) == {"make_plan"}
    assert len(made) < 5, "only what will still be in view"
    assert sum(1 for _step in painter.ahead(bands, QRectF(-300, -300, 600, 600), 0.3)) == 10
    paint(0.5)
    assert made == ["make_plan"] * len({id(band[0].items) for band in bands})


@pytest.mark.parametrize(
    ("area", "inked"),
    [(QRectF(20, 20, 10, 10), False), (QRectF(0, 20, 3, 10), True), (QRectF(-5, -5, 90, 90), True)],
)
def test_a_border_is_drawn_where_it_shows(area: QRectF, inked: bool) -> None:
    """Not around what is painted anew within it, however near its middle that is."""
    part = Part("frame", 0, 0, 80, 80, (Box("", 0, 0, 80, 80, stroke="#000000", stroke_width=1.0),))
    image = QImage(320, 320, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        painter.scale(4, 4)
        ScenePainter(text_engine(), {}).paint_parts(painter, (part,), 1.0, [area])
    assert (darkest(image) < 60 or image.pixelColor(1, 100).lightness() < 60) == inked


def test_a_dashed_box_with_round_corners_keeps_its_ground() -> None:
    box = Box(
        "", 5, 5, 60, 30, fill="#E8EFF6", stroke="#2B5C8A", stroke_width=1.0, radius=4.0, dash=(3.0, 2.0)
    )
    image = seen(Part("cell", 0, 0, 70, 40, (box,)), 4.0, 1.0)
    assert image.pixelColor(140, 80) == QColor("#E8EFF6")
    edge = [image.pixelColor(x, 20).lightness() < 150 for x in range(50, 230)]
    assert 0 < sum(edge) < len(edge), "dashes and what is between them"
