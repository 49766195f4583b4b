"""Titles written on the sheet with real keys: of stages, steps, lanes and the map."""

from hands import journey, press
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cjmdesk.storage.project_file import dumps
from cjmdesk.ui.sheet.hits import item_box
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def middle(window: MainWindow, id: str) -> QPoint:
    assert window.canvas.shown is not None
    box = item_box(window.canvas.shown, id)
    assert box is not None
    return window.canvas.mapFromScene((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def double_click(window: MainWindow, id: str) -> None:
    view = window.canvas.viewport()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Held.NoModifier, middle(window, id))


def titles(window: MainWindow) -> list[str]:
    return [stage.title for stage in journey(window).stages]


def test_double_click_on_a_stage_replaces_its_title_and_tab_goes_on(blank: MainWindow) -> None:
    before = blank.session.project
    double_click(blank, journey(blank).stages[0].id)
    QTest.keyClicks(blank.canvas, "Hears of us")
    press(blank, Key.Key_Tab)
    QTest.keyClicks(blank.canvas, "Compares")
    press(blank, Key.Key_Backtab)
    press(blank, Key.Key_End)
    QTest.keyClicks(blank.canvas, "!")
    press(blank, Key.Key_Return)
    assert titles(blank)[:2] == ["Hears of us!", "Compares"]
    assert not blank.canvas.writing.active
    assert blank.session.selection == journey(blank).stages[0].id
    for _ in range(3):
        QTest.keyClick(blank, Key.Key_Z, Held.ControlModifier)
    assert blank.session.project is not None and before is not None
    assert dumps(blank.session.project) == dumps(before)


def test_tab_beyond_the_last_stage_makes_another_and_escape_takes_it_back(blank: MainWindow) -> None:
    count = len(journey(blank).stages)
    blank.session.select(journey(blank).stages[-1].id)
    press(blank, Key.Key_F2)
    press(blank, Key.Key_Tab)
    QTest.keyClicks(blank.canvas, "Tells others")
    press(blank, Key.Key_Tab)
    assert len(journey(blank).stages) == count + 2
    press(blank, Key.Key_Escape)
    assert len(journey(blank).stages) == count + 1
    assert titles(blank)[-1] == "Tells others"
    assert blank.session.history is not None
    assert blank.session.history.undo_label == "new stage", "making and naming it are one step"
    QTest.keyClick(blank, Key.Key_Z, Held.ControlModifier)
    assert len(journey(blank).stages) == count


def test_a_lane_is_named_and_gets_its_usual_name_back(blank: MainWindow) -> None:
    lane = journey(blank).lanes[0]
    blank.session.select(lane.id)
    press(blank, Key.Key_Return)
    editor = blank.canvas.writing.editor
    assert editor.text() == "Key task"
    QTest.keyClicks(blank.canvas, "What Marta does")
    press(blank, Key.Key_Down, Held.ControlModifier)
    assert blank.session.selection == journey(blank).lanes[1].id
    press(blank, Key.Key_Escape)
    assert journey(blank).lanes[0].title == "What Marta does"
    assert journey(blank).lanes[1].title == "", "looking at it changes nothing"
    blank.session.select(lane.id)
    press(blank, Key.Key_F2)
    press(blank, Key.Key_Delete)
    press(blank, Key.Key_Return)
    assert journey(blank).lanes[0].title == ""


def test_the_maps_title_scenario_and_goal_follow_each_other(blank: MainWindow) -> None:
    blank.session.select(journey(blank).id)
    press(blank, Key.Key_F2)
    for words in ("Repair", "From noise to praise", "Half the complaints"):
        QTest.keyClicks(blank.canvas, words)
        press(blank, Key.Key_Tab)
    shown = journey(blank)
    assert (shown.title, shown.scenario, shown.goal) == (
        "Repair",
        "From noise to praise",
        "Half the complaints",
    )


def test_a_title_stands_where_the_sheet_has_it_in_its_own_type(blank: MainWindow) -> None:
    stage = journey(blank).stages[0]
    double_click(blank, stage.id)
    QTest.keyClicks(blank.canvas, "A long title that takes two lines of the header")
    editor = blank.canvas.writing.editor
    assert blank.canvas.shown is not None
    part = next(part for part in blank.canvas.shown.parts if part.key == f"stage:{stage.id}")
    text = next(item for item in part.items if getattr(item, "block", None) is not None)
    block = text.block  # type: ignore[union-attr]
    layout = editor.document().firstBlock().layout()
    lines = [
        editor.text()[layout.lineAt(n).textStart() :][: layout.lineAt(n).textLength()]
        for n in range(layout.lineCount())
    ]
    assert [line.strip() for line in lines] == [line.text.strip() for line in block.lines]
    assert abs(editor.pos().y() - part.y - text.y) < 0.01  # type: ignore[union-attr]
    press(blank, Key.Key_Escape)


def test_arrows_lead_from_cells_to_titles_and_back(blank: MainWindow) -> None:
    press(blank, Key.Key_Return)
    cell = blank.session.selection
    press(blank, Key.Key_Up)
    assert blank.session.selection == journey(blank).stages[0].id
    press(blank, Key.Key_Right)
    assert blank.session.selection == journey(blank).stages[1].id
    press(blank, Key.Key_Left)
    press(blank, Key.Key_Down)
    assert blank.session.selection == cell
    press(blank, Key.Key_Left)
    assert blank.session.selection == journey(blank).lanes[0].id
    press(blank, Key.Key_Down)
    assert blank.session.selection == journey(blank).lanes[1].id
    press(blank, Key.Key_Right)
    assert blank.session.selection.startswith(f"cell:{journey(blank).lanes[1].id}")


def test_titles_of_foreign_letters_and_line_breaks_are_one_clean_line(blank: MainWindow) -> None:
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText("Żółć\x00 и\nещё\u2029漢字")
    double_click(blank, journey(blank).stages[2].id)
    press(blank, Key.Key_V, Held.ControlModifier)
    press(blank, Key.Key_Return)
    assert titles(blank)[2] == "Żółć и ещё 漢字"
