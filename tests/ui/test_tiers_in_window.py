"""A map whose stages run on below in several tiers, on the canvas."""

import pytest
from hands import press
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible
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


def test_a_lane_that_is_selected_is_seen_where_one_is(long: MainWindow) -> None:
    """It is not gone to the middle of all its tiers, out of the one that is looked at."""
    canvas = long.canvas
    canvas.horizontalScrollBar().setValue(0)
    lower = canvas.plans()[-1]
    y = canvas.mapFromScene(QPointF(0, lower.bottom)).y()
    canvas.push(0, y - canvas.viewport().height() + 20)
    label = lower.labels["a"]
    at = canvas.mapFromScene(QPointF(label.x + label.width / 2, label.y + 0.8 * label.height))
    QTest.mouseClick(canvas.viewport(), mouse.LEFT, mouse.Held.NoModifier, at)
    assert long.session.selection == "a"
    before = canvas.verticalScrollBar().value()
    press(long, Key.Key_Down)
    assert long.session.selection == "e"
    seen, row = canvas.in_view(), next(row for row in lower.rows if row.lane == "e")
    assert row.top >= seen.top() and row.bottom <= seen.bottom()
    assert canvas.verticalScrollBar().value() == before, "it was in view already"


def test_a_lane_is_read_out_in_every_tier(long: MainWindow) -> None:
    canvas = long.canvas
    canvas.fit_to("page")
    sheet = QAccessible.queryAccessibleInterface(canvas)
    assert sheet is not None
    view = canvas.viewport()
    for plan in canvas.plans():
        cells = {(row.lane, column.step): (column, row) for row in plan.rows for column in plan.columns}
        for (lane, step), (column, row) in cells.items():
            if lane not in ("a", "b"):
                continue
            place = canvas.mapFromScene(QPointF(column.left + 1, row.bottom - 1))
            screen = view.mapToGlobal(place)
            found = sheet.childAt(screen.x(), screen.y())
            assert found is not None
            while not found.text(QAccessible.Text.Name).startswith("Lane "):
                assert found.childCount() <= 1, step
                found = found.parent()
            assert found.text(QAccessible.Text.Name) == f"Lane {'Actions' if lane == 'a' else 'Solutions'}"
    lanes = [sheet.child(number) for number in range(sheet.childCount())]
    rows = [one.rect() for one in lanes if one.text(QAccessible.Text.Name).startswith("Lane ")]
    lowest = min(plan.bottom - plan.top for plan in canvas.plans()) * canvas.pixels_per_mm()
    assert len(rows) == 4 and all(0 < row.height() < lowest for row in rows)


def test_to_go_from_lane_to_lane_moves_nothing_sideways(long: MainWindow) -> None:
    """Also past the curve, whose lane shows something across all columns."""
    canvas = long.canvas
    press(long, Key.Key_End)
    across = canvas.horizontalScrollBar().value()
    assert across > 0
    long.session.select("a")
    for lane in ("e", "b", "k"):
        press(long, Key.Key_Down)
        assert long.session.selection == lane
        assert canvas.horizontalScrollBar().value() == across
        tops = [(row.top, row.bottom) for plan in canvas.plans() for row in plan.rows if row.lane == lane]
        seen = canvas.in_view()
        assert any(top >= seen.top() and bottom <= seen.bottom() for top, bottom in tops)


def test_a_card_moved_by_keys_stays_in_view(long: MainWindow) -> None:
    canvas = long.canvas
    canvas.horizontalScrollBar().setValue(0)
    long.session.select("a-t0.0")
    for _step in range(12):  # over the end of the first tier
        press(long, Key.Key_Right, mouse.Held.AltModifier)
        left, top, right, bottom = mouse.box_of(long, "a-t0.0")
        assert canvas.in_view().contains(QRectF(left, top, right - left, bottom - top))
    assert mouse.box_of(long, "a-t0.0")[1] > canvas.plans()[1].top


def test_control_and_an_arrow_lead_from_a_card_to_the_next_lane(long: MainWindow) -> None:
    long.session.select("a-t1.1")
    press(long, Key.Key_Down, mouse.Held.ControlModifier)
    assert long.session.selection == "p-t1.1"
    press(long, Key.Key_Down, mouse.Held.ControlModifier)
    assert long.session.selection == "b-t1.1"
    press(long, Key.Key_Up, mouse.Held.ControlModifier)
    press(long, Key.Key_Up, mouse.Held.ControlModifier)
    assert long.session.selection == "a-t1.1"
    at = long.canvas.verticalScrollBar().value()
    press(long, Key.Key_Up, mouse.Held.ControlModifier)
    assert long.session.selection == "a-t1.1" and long.canvas.verticalScrollBar().value() == at
    assert not long.session.history.can_undo  # type: ignore[union-attr]


def test_to_select_all_scrolls_nowhere(long: MainWindow) -> None:
    bars = long.canvas.horizontalScrollBar(), long.canvas.verticalScrollBar()
    press(long, Key.Key_Home)
    before = [bar.value() for bar in bars]
    press(long, Key.Key_A, mouse.Held.ControlModifier)
    assert len(long.session.chosen) > 50
    assert [bar.value() for bar in bars] == before
