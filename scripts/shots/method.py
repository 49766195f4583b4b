"""The windows that the guide to the method speaks of, over the café's map."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cjmdesk.ui.window import MainWindow
    from shots.things import Views

WIDE = (900, 600)
"""Pixels of each window."""


def method(window: "MainWindow") -> "Views":
    """The brief, a persona's third step, the walk-through, gaps, the matrix, and the café compared with
    what it is to become."""
    from PySide6.QtTest import QTest

    for name, command, number in (("brief", "brief", 1), ("guide", "personas", 2)):
        shown = _opened(window, command, *WIDE)
        shown.go_to(number)  # type: ignore[attr-defined]
        QTest.qWait(400)
        yield name, shown
        shown.close()
    window.actions_["gaps"].trigger()
    window.bench.gaps.setFixedSize(460, 150)
    QTest.qWait(300)
    yield "gaps", window.bench.gaps
    window.actions_["gaps"].trigger()
    shown = _opened(window, "walk", *WIDE)
    lanes = {lane.id: lane.kind for lane in window.session.map.lanes}  # type: ignore[union-attr]
    shown.screen_.filled.setChecked(True)  # type: ignore[attr-defined]
    asked = shown.questions  # type: ignore[attr-defined]
    shown.at = next(n for n, one in enumerate(asked) if lanes.get(one.lane) == "pain_points")  # type: ignore[attr-defined]
    shown._show()  # type: ignore[attr-defined]
    QTest.qWait(100)
    yield "walk", shown
    shown.close()
    shown = _opened(window, "decide", 1_060, 640)
    shown.go_to(1)  # type: ignore[attr-defined]
    QTest.qWait(500)
    yield "matrix", shown
    shown.close()
    _draw_future(window)
    shown = _opened(window, "compare", 1_000, 640)
    QTest.qWait(900)
    yield "compare", shown
    shown.close()


def _opened(window: "MainWindow", command: str, width: int, height: int) -> "QWidget":
    """The window that a command opens."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    before = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
    window.actions_[command].trigger()
    QTest.qWait(200)
    shown = next(one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in before)
    shown.showNormal()
    shown.resize(width, height)
    QTest.qWait(100)
    return shown


def _draw_future(window: "MainWindow") -> None:
    """The café as it might be: nobody waits in doubt any more, and what answers it is an action."""
    from PySide6.QtTest import QTest

    from cjmdesk.edits.fields import set_fields
    from cjmdesk.edits.removing import remove

    window.actions_["future_map"].trigger()
    QTest.qWait(100)
    one, project = window.session.map, window.session.project
    assert one is not None and project is not None
    for lane in one.lanes:
        for point in (point for cell in lane.cells for point in cell.points):
            if point.level is not None and point.level < 0:
                project = set_fields(project, point.id, level=1.0)
        if lane.kind == "pain_points":
            pains = [card.id for cell in lane.cells for card in cell.cards]
            project = remove(project, *pains[:3])
    window.session.apply("", project)
