"""The ring around a link that has the keyboard."""

from itertools import pairwise

import pytest
from hands import journey
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cjmdesk.ui.linkbutton import LinkButton
from cjmdesk.ui.theme import colours
from cjmdesk.ui.window import MainWindow

ACCENT = colours("light")["accent"]


@pytest.fixture
def form(opened: MainWindow, qtbot: QtBot) -> QWidget:
    """The inspector's form of a solution that answers a pain."""
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    lane = next(lane for lane in journey(opened).lanes if lane.kind == "solutions")
    opened.session.select(next(card.id for cell in lane.cells for card in cell.cards))
    qtbot.wait(60)
    assert opened.bench.inspector.form is not None  # type: ignore[union-attr]
    return opened.bench.inspector.form  # type: ignore[union-attr]


def links(form: QWidget) -> list[LinkButton]:
    found = [one for one in form.findChildren(LinkButton) if one.isVisible()]
    return sorted(found, key=lambda one: one.mapTo(form, QPoint(0, 0)).y())


def ring(form: QWidget) -> QRect:
    """Where the one ring in a form is drawn; an empty rectangle for none."""
    seen = form.grab().toImage()
    corner = QPoint(seen.width(), seen.height())
    found = QRect()
    for link in links(form):
        box = QRect(link.mapTo(form, QPoint(0, 0)), link.size()).adjusted(-8, -1, 6, 1)
        y = box.center().y()
        # Letters are smoothed towards the ground, edges of a ring are not.
        lines = [x for x in range(max(box.left(), 0), min(box.right() + 1, corner.x()))
                 if all(seen.pixelColor(x, y + d).name() == ACCENT.lower() for d in (-5, 0, 5))]  # fmt: skip
        if len(lines) > 1:
            assert found.isNull(), "more than one"
            found = QRect(QPoint(lines[0], box.top()), QPoint(lines[-1], box.bottom()))
    return found


def test_a_link_with_the_keyboard_has_a_ring_with_room_around_its_words(form: QWidget, qtbot: QtBot) -> None:
    some = links(form)[:2]
    assert len(some) == 2 and ring(form).isNull()
    for link in some:
        link.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.wait(20)
        begins = link.mapTo(form, QPoint(0, 0)).x() + 1
        around = ring(form)
        assert around.contains(link.mapTo(form, link.rect().center()))
        assert begins - around.left() >= 5
    form.findChildren(QLineEdit)[0].setFocus()
    qtbot.wait(20)
    assert ring(form).isNull()


def test_a_ring_goes_along_with_its_link(form: QWidget, qtbot: QtBot) -> None:
    link = links(form)[0]
    link.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.wait(20)
    places = [ring(form)]
    parent = link.parentWidget()
    assert parent is not None
    for moved in (parent, link):
        moved.move(moved.x(), moved.y() + 3)
        qtbot.wait(20)
        places.append(ring(form))
    assert [after.top() - before.top() for before, after in pairwise(places)] == [3, 3]
    link.hide()
    qtbot.wait(20)
    assert ring(form).isNull()
