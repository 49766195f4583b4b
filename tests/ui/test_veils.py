"""Veils end where what they cover does: to the pixel, at every zoom and on every screen."""

import math
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem
from pytestqt.qtbot import QtBot

import mouse
from cjmdesk import shipped
from cjmdesk.layout.connectors import head
from cjmdesk.layout.palette import COLOUR
from cjmdesk.layout.scene import Box, CardBox, Part, Scene, Text
from cjmdesk.model.maps import Connector
from cjmdesk.paint.qt import ScenePainter
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from cjmdesk.ui.sheet.boxes import bounds
from cjmdesk.ui.sheet.fading import faded
from cjmdesk.ui.sheet.overlays import Boxes, Edges
from cjmdesk.ui.window import MainWindow

BLACK = QColor(0, 0, 0)


def covered(
    box: QRectF, scale: float, ratio: float, edges: Edges, detail: float = 0.0
) -> set[tuple[int, int]]:
    """The device pixels that a veil over `box` (mm) touches; or those of a card that is the box,
    drawn in some detail."""
    side = math.ceil(60 * ratio)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0.43, 0.71)
        painter.scale(scale, scale)
        if detail:
            card = CardBox("a", 0, 0, box.width(), box.height(), "#000000", "#000000", 0.0, 0.0)
            part = Part("cell:a:b", box.x(), box.y(), box.width(), box.height(), (card,))
            ScenePainter(text_engine(), {}).paint_parts(painter, (part,), detail)
        else:
            veil, option = Boxes(BLACK, edges=edges), QStyleOptionGraphicsItem()
            veil.cover([box])
            option.exposedRect = QRectF(-99, -99, 999, 999)
            veil.paint(painter, option)
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {place for place in places if image.pixelColor(*place) != Qt.GlobalColor.white}


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("scale", [0.61, 1.0, 1.37, 3.0])
@pytest.mark.parametrize("detail", [1.0, 0.6, 0.3])
def test_a_veil_over_a_card_covers_its_very_pixels(
    qapp: object, scale: float, ratio: float, detail: float
) -> None:
    box = QRectF(2.3, 3.9, 8.17, 9.44)
    card = covered(box, scale, ratio, "smooth", detail)
    assert card
    assert covered(box, scale, ratio, "nearest") == card


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("scale", [0.61, 1.0, 1.37, 3.0])
def test_a_veil_inside_a_box_touches_no_pixel_of_its_neighbours(
    qapp: object, scale: float, ratio: float
) -> None:
    box = QRectF(2.3, 3.9, 8.17, 9.44)
    inside = covered(box, scale, ratio, "inside")
    whole, pixel = covered(box, scale, ratio, "smooth"), 1 / ratio / scale
    assert inside < whole
    for x, y in inside:
        left, top = (x / ratio - 0.43) / scale, (y / ratio - 0.71) / scale
        assert box.adjusted(-0.02, -0.02, 0.02, 0.02).contains(QRectF(left, top, pixel, pixel))


@pytest.mark.parametrize("zoom", [0.0, 0.3, 0.71])
def test_a_dragged_stage_pales_no_pixel_of_those_beside_it(
    opened: MainWindow, qtbot: QtBot, zoom: float
) -> None:
    canvas = opened.canvas
    canvas.minimap.wanted = False
    canvas.fit_to("page")
    if zoom:
        canvas.set_zoom(zoom)
    canvas.setFocus()
    stage = mouse.journey(opened).stages[1].id
    assert canvas.shown is not None
    part = next(part for part in canvas.shown.parts if part.key == f"stage:{stage}")
    canvas.centerOn(QPointF(part.x + part.width / 2, part.y + part.height / 2))
    qtbot.wait(10)
    start = canvas.mapFromScene(QPointF(part.x + 0.5 * part.width, part.y + 0.8 * part.height))
    mouse.press(opened, start)
    before = canvas.viewport().grab().toImage()
    mouse.move(opened, start + QPoint(20, 0))
    assert canvas.marks.veil.isVisible()
    marks = canvas.marks
    for mark in (marks.ghost, marks.ghost.badge, marks.landing, marks.landing.bar):
        mark.hide()
    after = canvas.viewport().grab().toImage()
    pale = {
        x
        for x in range(after.width())
        for y in range(after.height())
        if before.pixel(x, y) != after.pixel(x, y)
    }
    left, right = (canvas.viewportTransform().map(QPointF(x, 0)).x() for x in (part.x, part.x + part.width))
    assert pale and min(pale) >= left and max(pale) + 1 <= right
    mouse.release(opened, start)


@pytest.mark.parametrize("direction", ["left", "right", "down"])
@pytest.mark.parametrize("condition", ["good", "neutral"])
def test_a_faded_arrow_leaves_alone_what_it_points_at(qapp: object, condition: str, direction: str) -> None:
    context: Any = SimpleNamespace(em=4.0, palette=COLOUR)
    one = Connector(id="k", source="a", target="b", condition=condition)
    tip = head(context, one, 10, 10, direction, "#2C6E3F")
    scene = Scene(20, 20, (Part("connectors", 0, 0, 20, 20, (tip,)),))
    (piece,) = faded(scene, (), ("k",)).pieces
    own, over = bounds(tip), piece.boundingRect()
    there = {"left": own[0] - over.left(), "right": over.right() - own[2], "down": over.bottom() - own[3]}
    assert there[direction] == pytest.approx(0)
    assert min(there[other] for other in there if other != direction) > 0.2, "elsewhere its soft edge fades"


def test_faded_rails_leave_the_stages_below_them_alone(qapp: object) -> None:
    project = load(shipped.path("samples", "bike-workshop.en.cjm")).project
    scene = lay_out_poster(project, project.maps[0], PosterOptions(paper="A1"), text_engine()).scene
    rails = next(part for part in scene.parts if part.key == "rails")
    pieces = faded(scene, (), [arrow.id for arrow in project.maps[0].connectors]).pieces
    above = [piece.boundingRect() for piece in pieces if piece.boundingRect().top() < rails.y + rails.height]
    assert above
    assert all(box.bottom() <= rails.y + rails.height + 1e-6 for box in above)


def test_a_faded_face_fades_with_its_whole_outline(qapp: object) -> None:
    project = load(shipped.path("samples", "bike-workshop.en.cjm")).project
    scene = lay_out_poster(project, project.maps[0], PosterOptions(paper="A1"), text_engine()).scene
    band = next(part for part in scene.parts if part.key.startswith("curve:"))
    faces = [item for item in band.items if isinstance(item, Box) and item.stroke and item.item]
    for face in faces:
        half = face.stroke_width / 2
        whole = QRectF(face.x, face.y, face.width, face.height).adjusted(-half, -half, half, half)
        pieces = faded(scene, (face.item,), ()).pieces
        assert any(piece.boundingRect().contains(whole.translated(band.x, band.y)) for piece in pieces)
    assert len(faces) > 5


@pytest.mark.parametrize("whose", ["both", "one", "part"])
def test_the_name_of_a_curve_fades_with_the_last_of_it(qapp: object, whose: str) -> None:
    project = load(shipped.path("samples", "bike-workshop.en.cjm")).project
    one = project.maps[0]
    scene = lay_out_poster(project, one, PosterOptions(), text_engine()).scene
    lane = next(lane for lane in one.lanes if lane.kind == "emotions")
    points = [point for cell in lane.cells for point in cell.points]
    names = {person.id: person.name for person in project.personas if person.id in one.personas}
    first = next(iter(names))
    mine = [point.id for point in points if first in point.personas or not point.personas]
    gone = {"both": [point.id for point in points], "one": mine, "part": mine[:-1]}[whose]
    assert len(names) == 2
    assert len(mine) > 2
    band = next(part for part in scene.parts if part.key == f"curve:{lane.id}")
    fades = faded(scene, gone, ())

    def is_faded(name: str) -> bool:
        texts = (item for item in band.items if isinstance(item, Text) and item.item == lane.id)
        words = next(text for text in texts if text.block.text == name)
        middle = QPointF(band.x + words.x + words.width / 2, band.y + words.y + words.height / 2)
        return fades.within(QRectF(middle, QSizeF(0.1, 0.1))).contains(middle)

    expected = {person: whose == "both" or (whose == "one" and person == first) for person in names}
    assert {person: is_faded(name) for person, name in names.items()} == expected
