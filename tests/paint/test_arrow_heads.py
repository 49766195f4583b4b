"""Arrow heads end in a point, whatever they point at, alike on canvas and paper."""

import io
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from cjmdesk.layout.connectors import LINE, head, stroke
from cjmdesk.layout.inks import PALETTES
from cjmdesk.layout.scene import Part, Scene
from cjmdesk.model.maps import Connector
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.paint.qt import ScenePainter, scene_image
from cjmdesk.text.qt import text_engine

EM, DOTS = 5.0, 20
WAYS = {"left": (-1, 0), "right": (1, 0), "down": (0, 1)}


def arrow(direction: str, condition: str, ink: str) -> Scene:
    """An arrow of 8 mm that ends in the middle of a sheet of 20 mm."""
    context: Any = SimpleNamespace(em=EM, palette=PALETTES[ink])
    one = Connector(id="a", source="b", target="c", condition=condition)
    across, down = WAYS[direction]
    line = (("M", 10 - 8 * across, 10 - 8 * down), ("L", 10, 10))
    colour = context.palette.condition(condition)
    items = (*stroke(context, one, line, colour), head(context, one, 10, 10, direction, colour))
    return Scene(20, 20, (Part("connectors", 0, 0, 20, 20, items),))


def on_canvas(scene: Scene) -> QImage:
    return scene_image(scene, DOTS * 25.4, ScenePainter(text_engine(), {}))


def on_paper(scene: Scene) -> QImage:
    file = io.BytesIO()
    write_pdf([scene], file, text_engine(), {})
    page = pypdfium2.PdfDocument(file.getvalue())[0]
    picture = page.render(scale=DOTS * 25.4 / 72).to_pil().convert("RGB")
    size = picture.size
    return QImage(picture.tobytes(), *size, 3 * size[0], QImage.Format.Format_RGB888).copy()


def inked(image: QImage, direction: str, before: float) -> float:
    """mm of ink across the arrow, so many mm before its tip."""
    across, down = WAYS[direction]
    x, y = (round((10 - before * way) * DOTS - 0.5) for way in (across, down))
    dark = 0
    for step in range(-3 * DOTS, 3 * DOTS):
        seen = image.pixelColor(x + step * down, y + step * across)
        dark += seen.lightness() < 170
    return dark / DOTS


@pytest.mark.parametrize("draw", [on_canvas, on_paper])
@pytest.mark.parametrize("ink", ["colour", "grey", "line"])
@pytest.mark.parametrize("condition", ["good", "bad"])
@pytest.mark.parametrize("direction", WAYS)
def test_a_head_ends_in_a_point(draw: Any, ink: str, condition: str, direction: str) -> None:
    image = draw(arrow(direction, condition, ink))
    assert inked(image, direction, -0.08) == 0, "something of the line lies beyond the tip"
    for before in (0.15, 0.3, 0.5, 1.0, 2.0):
        assert inked(image, direction, before) == pytest.approx(2 * 0.7 / 1.3 * before, abs=0.11)


@pytest.mark.parametrize("draw", [on_canvas, on_paper])
@pytest.mark.parametrize("direction", WAYS)
def test_a_line_runs_into_its_head(draw: Any, direction: str) -> None:
    for condition in ("good", "neutral"):
        image = draw(arrow(direction, condition, "colour"))
        for before in (3.2, 5.0):
            assert inked(image, direction, before) == pytest.approx(LINE * EM, abs=0.11)
