"""The Figures window, table by table, and the import of numbers."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjmdesk.ui.window import MainWindow
    from shots.things import Views

TABLE = (
    "Touchpoint;Visits;Sales;Cost;Time\n{first};1 020;95;1 200,50;0:05\n{second};many;12;;2 min\n"
    "Instagram;400;12;;\nTotal;1 420;119;1 200,50;\n"
)


def figures(window: "MainWindow") -> "Views":
    """Every table, and one in a small window."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cjmdesk.posters.figures.kinds import FIGURES

    window.actions_["figures"].trigger()
    QTest.qWait(150)
    shown = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "figures")
    for id in FIGURES:
        shown.turn(id)  # type: ignore[attr-defined]
        QTest.qWait(60)
        yield f"figures-{id}", shown
    shown.turn("channels")  # type: ignore[attr-defined]
    shown.resize(600, 420)
    QTest.qWait(60)
    yield "figures-small", shown
    shown.close()


def numbers(window: "MainWindow", folder: Path) -> "Views":
    """The import of a table that matches in part, and the list of places in it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cjmdesk.formats.number_match import targets_of
    from cjmdesk.ui.commands.figures import FigureCommands

    project, one = window.session.project, window.session.map
    assert project is not None and one is not None
    names = [target.name for target in targets_of(project, one) if not target.is_stage]
    path = folder / "till.csv"
    path.write_text(TABLE.format(first=names[0].upper(), second=names[2][:-1]), "utf-8")
    FigureCommands(window).import_numbers(path)
    QTest.qWait(100)
    dialog = next(
        each for each in QApplication.topLevelWidgets() if each.isVisible() and hasattr(each, "measured")
    )
    yield "import-numbers", dialog
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    QTest.qWait(150)
    places = QApplication.activePopupWidget()
    if places is not None:
        yield "import-numbers-places", places
        places.close()
    dialog.close()
