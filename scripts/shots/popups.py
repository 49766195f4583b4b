"""What pops up: menus of the bar and of things, lists to choose from, the palette."""

from typing import TYPE_CHECKING

from shots.things import a_card, popup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from cjmdesk.ui.window import MainWindow
    from shots.things import Views


def menus(window: "MainWindow") -> "Views":
    """Every menu of the menu bar and those inside them, with a card selected."""
    window.session.select(a_card(window))
    for action in window.menuBar().actions():
        yield from _menu(window, action.menu())  # type: ignore[arg-type]
    window.session.select("")


def _menu(window: "MainWindow", menu: "QMenu") -> "Views":
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    menu.popup(window.mapToGlobal(QPoint(10, 30)))
    QTest.qWait(60)
    yield f"menu-{menu.objectName()}", menu
    menu.hide()
    for entry in menu.actions():
        inner = entry.menu()
        if inner is not None:
            yield from _menu(window, inner)  # type: ignore[arg-type]


def context(window: "MainWindow") -> "Views":
    """The menus of what is right-clicked: on the sheet, in the navigator, the zoom in the status bar."""
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    from cjmdesk.ui.docks.navigator import _rows

    one = window.session.map
    assert one is not None
    lanes = {lane.kind: lane for lane in one.lanes}
    things = {
        "card": a_card(window),
        "point": next(point.id for cell in lanes["emotions"].cells for point in cell.points),
        "cell": f"cell:{lanes['motives'].id}:{one.stages[0].steps[0].id}",
        "stage": one.stages[1].id,
        "lane": lanes["emotions"].id,
        "connector": one.connectors[0].id,
        "map": one.id,
        "desk": "",
    }
    for name, id in things.items():
        window.session.select(id)
        window.canvas.asked.emit(id, window.mapToGlobal(QPoint(300, 60)))
        menu = popup()
        yield f"context-{name}", menu
        menu.close()
        QTest.qWait(20)
    window.session.select("")
    navigator, rows = window.bench.navigator, _rows(window.session.project, window.session)
    for kind in ("map", "persona", "step"):
        row = next(row for row in rows if row.kind == kind)
        navigator._menu(row, window.mapToGlobal(QPoint(60, 120)))
        menu = popup()
        yield f"context-navigator-{kind}", menu
        menu.close()
        QTest.qWait(20)
    zoom = window.bench.status.zoom.menu()
    zoom.popup(window.mapToGlobal(QPoint(900, 300)))
    yield "menu-zoom", popup()
    zoom.close()


def filters(window: "MainWindow") -> "Views":
    """The lists of the filter bar."""
    from PySide6.QtCore import QPoint

    bar = window.bench.filterbar
    window.actions_["filter"].trigger()
    for name, button in bar.buttons.items():
        button.menu().popup(button.mapToGlobal(QPoint(0, button.height())))
        yield f"filter-{name}", popup()
        button.menu().close()
    bar.views.menu().popup(bar.views.mapToGlobal(QPoint(0, bar.views.height())))
    yield "filter-views", popup()
    bar.views.menu().close()
    bar.leave()


def pickers(window: "MainWindow") -> "Views":
    """What editors of the inspector and commands open: icons, links, colours, days, kinds of lanes."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    one = window.session.map
    assert one is not None
    lanes = {lane.kind: lane for lane in one.lanes}
    solution = next(card.id for cell in lanes["solutions"].cells for card in cell.cards)
    touch = next(card.id for cell in lanes["touchpoints"].cells for card in cell.cards)
    opened = (
        ("icon-picker", a_card(window), "icon", lambda editor: editor.button.pick()),
        ("link-picker", solution, "answers", lambda editor: editor.pick()),
        ("calendar", solution, "due", lambda editor: editor._pick()),
        ("list-status", solution, "status", lambda editor: editor.box.showPopup()),
        ("list-type", a_card(window), "type", lambda editor: editor.box.showPopup()),
        ("list-channel", touch, "channel", lambda editor: editor.box.showPopup()),
    )
    for name, id, field, open_it in opened:
        window.session.choose((id,))
        row = window.bench.inspector.form.row(field)  # type: ignore[union-attr]
        row.show()
        QTest.qWait(60)
        open_it(row.editor)
        shown = popup()
        yield name, shown
        shown.close()
        QTest.qWait(20)
    for id in ("lane_below", "lane_kind"):
        window.session.select(lanes["motives"].id)
        window.actions_[id].trigger()
        shown = popup()
        yield f"popup-{id}", shown
        shown.close()
    window.actions_["palette"].trigger()
    palette = popup()
    assert isinstance(palette, QDialog)
    yield "palette", palette
    palette.line.setText(one.stages[0].title[:4])  # type: ignore[attr-defined]
    QTest.qWait(60)
    yield "palette-typed", palette
    palette.line.setText("xyzzy")  # type: ignore[attr-defined]
    QTest.qWait(60)
    yield "palette-nothing", palette
    palette.close()
    assert QApplication.activePopupWidget() is None
    window.session.select("")
