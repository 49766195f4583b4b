"""What the eye found in pictures of dialogs, menus and the start page, held by what widgets say."""

import datetime
import re
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cjmdesk.i18n import LANGUAGES, use_language
from cjmdesk.storage.locks import Owner
from cjmdesk.ui.moments import clock_words, moment_words
from cjmdesk.ui.program import Program
from cjmdesk.ui.window import MainWindow

WHEN = datetime.datetime(2026, 3, 4, 16, 5, 9, tzinfo=datetime.UTC)


def dialog_of(window: MainWindow, command: str) -> QDialog:
    before = set(QApplication.topLevelWidgets())
    window.actions_[command].trigger()
    return next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible() and one not in before
    )


# Dates and times ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "day"), [("en", "4 March 2026"), ("pl", "4 marca 2026"), ("ru", "4 марта 2026 г.")]
)
def test_a_moment_names_its_month_and_counts_hours_to_24(language: str, day: str) -> None:
    use_language(language)
    clock = WHEN.astimezone().strftime("%H:%M")
    assert moment_words(WHEN).replace("\N{NO-BREAK SPACE}", " ") == f"{day}, {clock}"
    assert moment_words(WHEN, seconds=True).endswith(f"{clock}:09")
    assert clock_words(datetime.time(16, 5)) == "16:05"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_box_and_no_list_tells_a_month_by_a_figure(program: Program, language: str) -> None:
    from cjmdesk.storage.recovery import Left
    from cjmdesk.ui.holding import _who
    from cjmdesk.ui.recovering import left_words

    program.set_language(language)
    for said in (
        _who(Owner("Ola", "front-desk", False, WHEN)),
        left_words(Left("0" * 16, "A", Path("a.cjm"), WHEN, 2, True)),
    ):
        assert moment_words(WHEN) in said
        assert not re.search(r"\d[./]\d", said)


# Menus --------------------------------------------------------------------------------------------


def test_every_command_in_a_menu_has_its_sign(opened: MainWindow) -> None:
    without = [
        action.text()
        for menu in opened.findChildren(QMenu)
        for action in menu.actions()
        if action in opened.actions_.all() and (action.icon().isNull() or not action.isIconVisibleInMenu())
    ]
    assert not without


def test_recent_files_are_named_and_told_apart_by_their_folders(
    program: Program, opened: MainWindow, bike: Path, tmp_path: Path
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.cjm").write_bytes(bike.read_bytes())
        program.remembered.note_file(tmp_path / folder / "same.cjm")
    menu = next(one for one in opened.findChildren(QMenu) if one.objectName() == "recent")
    menu.aboutToShow.emit()
    *files, line, clear = menu.actions()
    assert [action.text() for action in files] == [
        f"same.cjm · {tmp_path / 'two'}",
        f"same.cjm · {tmp_path / 'one'}",
        bike.name,
    ]
    assert line.isSeparator() and not clear.isSeparator()


def test_what_the_navigator_offers_has_signs(opened: MainWindow, qtbot: QtBot) -> None:
    navigator = opened.bench.navigator
    for row in {row.kind: row for row in navigator._rows if row.id}.values():
        navigator._menu(row, opened.mapToGlobal(QPoint(40, 40)))
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = cast(QMenu, QApplication.activePopupWidget())
        entries: list[QAction] = [action for action in menu.actions() if not action.isSeparator()]
        assert entries and all(not action.icon().isNull() for action in entries)
        menu.close()


# Dialogs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_below_own_templates_show_all_their_words(
    program: Program, opened: MainWindow, language: str, qtbot: QtBot
) -> None:
    from cjmdesk.edits.templating import as_template
    from cjmdesk.formats.own_templates import save_own

    project = opened.session.project
    assert project is not None
    program.set_language(language)
    save_own(as_template(project, "Own", notes=True))
    dialog = dialog_of(opened, "add_map")
    dialog.chooser.search.setText("Own")  # type: ignore[attr-defined]
    qtbot.waitUntil(dialog.own.isVisible)  # type: ignore[attr-defined]
    QTest.qWait(50)
    held: QWidget = dialog.own  # type: ignore[attr-defined]
    links = held.findChildren(QPushButton)
    assert len(links) == 3
    for link in links:
        assert link.width() >= link.sizeHint().width(), link.text()
        assert held.rect().contains(link.geometry()), link.text()
    dialog.reject()


def test_rows_of_shortcuts_stand_in_one_rhythm(opened: MainWindow) -> None:
    dialog = dialog_of(opened, "shortcuts")
    QTest.qWait(50)
    page = dialog.area.widget()  # type: ignore[attr-defined]
    middles = [
        label.mapTo(page, label.rect().center()).y()
        for label in page.findChildren(QLabel)
        if label.text() in {"New Window", "Open", "Save", "Save As", "Save a Copy", "Save as Template"}
    ]
    steps = [below - above for above, below in zip(sorted(middles), sorted(middles)[1:], strict=False)]
    assert len(middles) == 6 and max(steps) - min(steps) <= 1
    dialog.reject()


def test_help_can_be_closed_and_ends_the_groups_it_begins(opened: MainWindow) -> None:
    from cjmdesk.ui.actions.table import MENUS
    from cjmdesk.ui.dialogs.help import commands

    dialog = dialog_of(opened, "help")
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Close").click()
    assert not dialog.isVisible()
    page = commands(next(menu for menu in MENUS if menu.id == "workshop"))
    heads = [page.index(f"<h3>{words}</h3>") for words in ("Timer",)]
    assert page.index("Merge…") < heads[0] < page.index("A Minute More")


def test_the_chosen_day_has_round_corners_and_the_year_stands_by_its_month(
    opened: MainWindow, qtbot: QtBot
) -> None:
    from cjmdesk.ui.fields.editors.dates import pick_day

    popup = pick_day(opened, opened.program.theme, datetime.date(2026, 11, 18), lambda day: None)
    QTest.qWait(50)
    calendar = popup.findChild(QCalendarWidget)
    month, year = (calendar.findChild(QToolButton, f"qt_calendar_{name}button") for name in ("month", "year"))
    letters = month.fontMetrics()
    spare = month.width() - letters.horizontalAdvance(month.text())
    spare += year.width() - letters.horizontalAdvance(year.text())
    assert spare <= 40, "their words are apart like strangers"
    picture = popup.grab().toImage()
    accent = opened.program.theme.colour("accent")
    box = _box_of(picture, accent)
    assert box.width() > 12
    assert picture.pixelColor(box.topLeft()) != accent
    assert picture.pixelColor(QPoint(box.center().x(), box.top() + 1)) == accent
    popup.close()


def _box_of(picture: QImage, colour: QColor) -> QRect:
    """What encloses all pixels of a colour."""
    found = [
        QPoint(x, y)
        for y in range(picture.height())
        for x in range(picture.width())
        if picture.pixelColor(x, y) == colour
    ]
    xs, ys = [at.x() for at in found], [at.y() for at in found]
    return QRect(QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys)))


def test_a_list_says_that_nothing_is_chosen(opened: MainWindow) -> None:
    assert opened.session.map is not None
    lane = next(lane for lane in opened.session.map.lanes if lane.kind == "pain_points")
    card = next(card.id for cell in lane.cells for card in cell.cards)
    opened.session.select(card)
    form = opened.bench.inspector.form
    assert form is not None
    editor = form.row("type").editor
    box = editor.box  # type: ignore[union-attr]
    assert box.itemText(0) == "None"
    before = opened.session.project
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert opened.session.project != before
    assert box.lineEdit().text() == ""  # it is said in the list alone
    after = opened.session.project
    box.lineEdit().editingFinished.emit()
    assert opened.session.project == after


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_button_that_enter_presses_is_no_other_colour_for_having_the_keyboard(
    program: Program, opened: MainWindow, theme: str, qtbot: QtBot
) -> None:
    program.set_theme(theme)
    box = QDialog(opened)
    button = QPushButton("Save", box)
    button.setDefault(True)
    button.resize(90, 32)
    box.resize(120, 60)
    box.show()
    qtbot.waitExposed(box)
    button.setFocus()
    QTest.qWait(30)
    ground = button.grab().toImage().pixelColor(10, 8)
    assert ground == program.theme.colour("primary")
    box.close()


def test_icon_and_words_of_a_button_stand_apart(opened: MainWindow) -> None:
    from cjmdesk.ui.icons import AIR, SIDE

    for id in ("new", "open", "save"):
        button = next(
            one for one in opened.findChildren(QToolButton) if one.defaultAction() is opened.actions_[id]
        )
        assert opened.bench.toolbar.iconSize() == QSize(SIDE + AIR, SIDE)  # it asks its own, not theirs
        drawn = button.icon().pixmap(button.iconSize(), 1.0).toImage()
        assert drawn.width() == SIDE + AIR
        for x in range(SIDE, SIDE + AIR):
            assert all(drawn.pixelColor(x, y).alpha() == 0 for y in range(SIDE))
        assert button.icon().pixmap(QSize(SIDE, SIDE), 1.0).width() == SIDE  # in menus as ever


# Start page and guides ----------------------------------------------------------------------------


def test_the_start_page_stands_still_when_the_scroll_bar_goes(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1300, 700)
    window.show()
    qtbot.waitUntil(lambda: window.start.verticalScrollBar().maximum() > 0)
    title = window.start._title
    before = title.mapTo(window, QPoint(0, 0))
    QTest.keyClicks(window.start._line, "xyz")
    qtbot.waitUntil(lambda: window.start.verticalScrollBar().maximum() == 0)
    QTest.qWait(30)
    assert title.mapTo(window, QPoint(0, 0)) == before


def test_no_word_stands_alone_in_the_place_for_files(window: MainWindow) -> None:
    words = [label.text() for label in window.start._zone.findChildren(QLabel) if label.text()]
    assert words and all("\N{NO-BREAK SPACE}" in text.rsplit(" ", 1)[-1] for text in words)


def test_the_side_of_a_guide_has_one_left_edge(opened: MainWindow, qtbot: QtBot) -> None:
    from cjmdesk.ui.workshop.window import WorkshopWindow

    opened.actions_["brief"].trigger()
    guide = next(one for one in opened.children() if isinstance(one, WorkshopWindow))
    QTest.qWait(80)
    side = guide._side
    picture = side.grab().toImage()
    ground = opened.program.theme.colour("accent_wash")
    chosen = guide.steps.visualItemRect(guide.steps.currentItem())
    middle = guide.steps.viewport().mapTo(side, chosen.center()).y()
    left = next(x for x in range(picture.width()) if picture.pixelColor(x, middle) == ground)
    assert left == guide.counted.mapTo(side, QPoint(0, 0)).x()
    tick = side.findChild(QCheckBox)
    panel = opened.program.theme.colour("panel")
    row = tick.mapTo(side, tick.rect().center()).y()
    assert abs(next(x for x in range(picture.width()) if picture.pixelColor(x, row) != panel) - left) <= 1
    guide.close()


def test_a_room_sees_no_white_bar_in_the_dark(opened: MainWindow, program: Program, qtbot: QtBot) -> None:
    program.set_theme("dark")
    opened.actions_["walk"].trigger()
    shown = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "walkThrough")
    shown.at = len(shown.questions)  # type: ignore[attr-defined]
    shown._show()  # type: ignore[attr-defined]
    QTest.qWait(60)
    picture = shown.grab().toImage()
    at = shown.screen_._band.geometry().center()  # type: ignore[attr-defined]
    assert picture.pixelColor(at).lightness() < 110
    shown.close()


# Comparing, importing, what costs effort ----------------------------------------------------------


def test_a_card_of_a_number_is_listed_with_its_number(opened: MainWindow, qtbot: QtBot) -> None:
    compared = dialog_of(opened, "compare")
    tree = compared.list  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(tree.shown_rows()))
    titles = [row.title for row in tree.shown_rows()]
    assert any(re.fullmatch(r"30\s?% leave at the price page", title) for title in titles)
    assert "leave at the price page" not in titles
    compared.close()


def test_rows_of_differences_keep_off_the_frame_of_their_list(opened: MainWindow) -> None:
    compared = dialog_of(opened, "compare")
    QTest.qWait(50)
    tree = compared.list  # type: ignore[attr-defined]
    inside = tree.viewport().geometry()
    sides = (
        inside.left(),
        inside.top(),
        tree.width() - 1 - inside.right(),
        tree.height() - 1 - inside.bottom(),
    )
    assert min(sides) >= 3  # where the corners are round, and the ring of a row is its own
    compared.close()


def test_the_arrow_of_a_heading_stands_by_its_first_line(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_["gaps"].trigger()
    tree = opened.bench.gaps.list
    qtbot.waitUntil(lambda: tree.topLevelItemCount() > 0)
    opened.bench.gaps.setFixedWidth(170)  # so that headings need two lines
    QTest.qWait(60)
    head = next(
        item
        for item in (tree.topLevelItem(number) for number in range(tree.topLevelItemCount()))
        if tree.visualItemRect(item).height() > 2 * tree.fontMetrics().height()
    )
    box = tree.visualItemRect(head)
    panel = opened.bench.gaps
    corner = tree.viewport().mapTo(panel, QPoint(0, 0))
    picture, tone = panel.grab().toImage(), opened.program.theme.colour("panel")
    drawn = [
        y
        for y in range(box.top(), box.bottom())
        for x in range(box.left())
        if picture.pixelColor(corner + QPoint(x, y)) != tone
    ]
    assert drawn and max(drawn) < box.top() + tree.fontMetrics().height() + 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_figures_to_import_are_in_sight(
    program: Program, opened: MainWindow, language: str, tmp_path: Path, qtbot: QtBot
) -> None:
    from cjmdesk.ui.commands.figures import FigureCommands
    from cjmdesk.ui.figures.importing import NumbersDialog

    program.set_language(language)
    path = tmp_path / "till.csv"
    path.write_text(
        "Touchpoint;Visits;Sales;Cost;Time\nSTREET SIGN;1 020;95;1 200,50;0:05\nWebsit;many;12;;2 min\n"
        "A touchpoint with a name that nobody would ever write on a till;400;12;;\n",
        "utf-8",
    )
    FigureCommands(opened).import_numbers(path)
    qtbot.wait(60)
    [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, NumbersDialog)]
    rows = dialog.rows
    assert rows.horizontalHeader().length() <= rows.viewport().width()
    assert rows.horizontalScrollBar().maximum() == 0
    dialog.reject()


def test_two_loops_to_one_stage_are_told_apart(opened: MainWindow) -> None:
    from cjmdesk.model.maps import Connector
    from cjmdesk.ui.fields.access import subject_of
    from cjmdesk.ui.fields.facts import fact_of

    one, project = opened.session.map, opened.session.project
    assert one is not None and project is not None
    back = tuple(
        Connector(id=f"loop-{number}", source=one.stages[3].id, target=one.stages[0].id, label=label)
        for number, label in enumerate(("Not ready", "Broken again"))
    )
    looped = one.model_copy(update={"connectors": back})
    maps = tuple(looped if each is one else each for each in project.maps)
    subject = subject_of(project.model_copy(update={"maps": maps}), one.id)
    assert subject is not None
    lines = fact_of(subject, "@effort").split("\n")
    assert len(lines) == 3 and len(set(lines)) == 3
    assert lines[1].startswith("“Not ready”: ") and lines[2].startswith("“Broken again”: ")
