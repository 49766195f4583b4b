"""A map whose stages run on below in several tiers, on the canvas."""

import pytest
from hands import press
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import mouse
from cjmdesk.ui.window import MainWindow
from samples import in_tiers

Key = Qt.Key


@pytest.fixture
def long(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with a map of several tiers, so large that it has to be scrolled."""
    window.session.start(in_tiers())
    qtbot.wait(20)
    canvas = window.canvas
    canvas.minimap.wanted = False
    canvas.set_zoom(0.6)
    canvas.setFocus()
    assert len(canvas.plans()) > 1
    return window


def between(window: MainWindow) -> None:
    """Scroll so that the end of the first tier and the beginning of the second are in view."""
    canvas = window.canvas
    y = canvas.plans()[1].top
    canvas.push(0, canvas.mapFromScene(QPointF(0, y)).y() - canvas.viewport().height() // 2)


def test_the_labels_of_every_tier_in_view_stay(long: MainWindow) -> None:
    canvas = long.canvas
    between(long)
    press(long, Key.Key_End)
    upper, lower = canvas.plans()[:2]
    seen = canvas.in_view()
    assert seen.left() > lower.labels["a"].x + lower.labels["a"].width, "the labels are out of view"
    for tier in (upper, lower):
        rows = [row for row in tier.rows if row.top < seen.bottom() and row.bottom > seen.top()]
        assert rows
        for row in rows:
            y = (max(row.top, seen.top()) + min(row.bottom, seen.bottom())) / 2
            at = canvas.mapFromScene(QPointF(seen.left(), y))
            long.session.select("")
            QTest.mouseClick(canvas.viewport(), mouse.LEFT, mouse.Held.NoModifier, at)
            assert long.session.selection == row.lane
    # What lies between two tiers is the sheet itself.
    gap = canvas.mapFromScene(QPointF(seen.left(), (upper.bottom + lower.top) / 2))
    assert canvas.under(canvas.mapToScene(gap)) == canvas.mapToScene(gap)
    heads = [strip for strip in canvas.strips() if strip.goal.width() > 0.9 * seen.width()]
    assert [strip.source.top() for strip in heads] == [pytest.approx(upper.top)]
