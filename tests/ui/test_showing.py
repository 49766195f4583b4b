"""Palette, help, presentation and the photo of the wall, with real keys and clicks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.layout.scene import Path as Line
from cjmdesk.layout.scene import Scene
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.ui.actions.table import ACTIONS
from cjmdesk.ui.dialogs.help import HelpDialog
from cjmdesk.ui.dialogs.palette import Entry, Palette, ranked
from cjmdesk.ui.presenting import presentation
from cjmdesk.ui.presenting.presentation import Presentation
from cjmdesk.ui.window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier


def top_level(kind: type) -> object:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind))


@pytest.fixture
def palette(opened: MainWindow) -> Palette:
    opened.actions_["palette"].trigger()
    found = top_level(Palette)
    assert isinstance(found, Palette)
    return found


def names(palette: Palette) -> list[str]:
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_the_palette_knows_every_command_and_runs_one(opened: MainWindow, palette: Palette) -> None:
    listed = names(palette)
    for action in ACTIONS:
        if action.id != "palette":
            assert opened.actions_[action.id].text().rstrip("…").replace("&", "") in listed
    QTest.keyClicks(palette.line, "fit pa")
    assert names(palette)[0] == "Fit Page"
    QTest.keyClick(palette.line, Key.Key_Return)
    assert opened.canvas.fit == "page"
    assert not palette.isVisible()


def test_the_palette_goes_to_stages(opened: MainWindow, palette: Palette) -> None:
    stage = opened.session.map.stages[2]  # type: ignore[union-attr]
    QTest.keyClicks(palette.line, stage.title.lower())
    while palette.list.currentItem().text() != stage.title:
        QTest.keyClick(palette.line, Key.Key_Down)
    QTest.keyClick(palette.line, Key.Key_Return)
    assert opened.session.selection == stage.id


def test_what_cannot_be_used_now_is_last_and_does_nothing(opened: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.line, "redo")
    assert names(palette) == ["Redo"]
    QTest.keyClick(palette.line, Key.Key_Return)
    assert palette.isVisible()
    QTest.keyClicks(palette.line, " qqq")
    assert names(palette) == ["There is no such command."]


def test_beginnings_count_more_than_middles() -> None:
    entries = [Entry(text, "", lambda: None) for text in ("Unmap", "Show the map", "Map list", "Other")]
    assert [entry.text for entry in ranked(entries, "map")] == ["Map list", "Show the map", "Unmap"]
    assert [entry.text for entry in ranked(entries, "map sh")] == ["Show the map"]


def test_commands_are_found_without_accents(opened: MainWindow) -> None:
    opened.program.set_language("pl")
    opened.actions_["palette"].trigger()
    palette = top_level(Palette)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "powieksz")
    assert names(palette)[0] == "Powiększ"
    QTest.keyClick(palette.line, Key.Key_Escape)
    entries = [Entry(text, "", lambda: None) for text in ("Ещё раз", "Место", "Powiększ")]
    for typed, found in (("еще", "Ещё раз"), ("мёсто", "Место"), ("powiększ", "Powiększ")):
        assert [entry.text for entry in ranked(entries, typed)] == [found]


def test_help_has_a_row_for_every_command(opened: MainWindow) -> None:
    opened.actions_["help"].trigger()
    dialog = top_level(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    said = ""
    for row in range(dialog.chapters.count()):
        dialog.chapters.setCurrentRow(row)
        said += dialog.page.toPlainText()
    for action in ACTIONS:
        assert action.text.rstrip("…") in said and action.help in said
    dialog.close()


@pytest.fixture
def shown(opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Presentation]:
    monkeypatch.setattr(presentation, "GLIDE", 0)
    opened.actions_["present"].trigger()
    found = top_level(Presentation)
    assert isinstance(found, Presentation)
    found.resize(1280, 720)
    qtbot.wait(30)
    yield found
    for left in QApplication.topLevelWidgets():
        if isinstance(left, Presentation):
            left.close()


def test_a_presentation_shows_every_stage_and_lane(opened: MainWindow, shown: Presentation) -> None:
    journey = opened.session.map
    assert journey is not None
    seen: dict[int, list[str]] = {}
    for _frame in shown.frames:
        frame = shown.frame
        assert frame is not None
        seen.setdefault(frame.stage, []).extend(frame.lanes)
        left, _top, right, _bottom = frame.area
        looked = shown.view.looked_at()
        assert looked.left() <= left + 0.1 and looked.right() >= right - 0.1
        QTest.keyClick(shown, Key.Key_Space)
    assert list(seen) == list(range(len(journey.stages) + 1))
    assert len({tuple(lanes) for stage, lanes in seen.items() if stage}) == 1
    assert len(seen[1]) == len([lane for lane in journey.lanes if lane.kind != "line"])
    assert shown.at == len(shown.frames) - 1  # the last Space went nowhere


def test_no_words_of_a_neighbour_reach_into_a_stage(opened: MainWindow, shown: Presentation) -> None:
    journey, base = opened.session.map, opened.canvas.shown
    assert journey is not None and base is not None

    def words(scene: Scene, steps: set[str]) -> list[tuple[float, float, str]]:
        """Left and right end of each text at the emotion points of these steps, mm."""
        points = {
            p.id for lane in journey.lanes for cell in lane.cells if cell.step in steps for p in cell.points
        }
        return [
            (part.x + text.x, part.x + text.x + text.width, text.block.text)
            for part, text in scene.texts()
            if text.item in points
        ]

    reaching = 0
    for frame in shown.frames:
        scene = shown.view.shown
        assert scene is not None
        if frame.column is None:
            assert scene.parts == base.parts
        else:
            left, _top, right, _bottom = frame.column
            own = {step.id for step in journey.stages[frame.stage - 1].steps}
            others = {step.id for stage in journey.stages for step in stage.steps} - own
            assert words(scene, own) == words(base, own)
            seen, all_of_them = words(scene, others), words(base, others)
            assert not [one for one in seen if one[0] < right - 0.2 and one[1] > left + 0.2]
            reaching += len(all_of_them) - len(seen)
        QTest.keyClick(shown, Key.Key_Space)
    assert reaching > 0  # otherwise the sample would not show it


def test_arrows_that_have_nothing_to_do_with_the_stage_are_pale(
    opened: MainWindow, shown: Presentation
) -> None:
    one = opened.session.map
    assert one is not None
    shown.go_to_stage(0)
    assert shown.arrows.shape_over.isEmpty()
    loop = next(each for each in one.connectors if any(each.source == stage.id for stage in one.stages))
    numbers = {stage.id: number for number, stage in enumerate(one.stages, 1)}
    own = {numbers[loop.source], numbers[loop.target]}
    part, line = next(
        (part, item)
        for part in shown.view.shown.parts  # type: ignore[union-attr]
        for item in part.items
        if item.item == loop.id and isinstance(item, Line) and item.fill is None
    )
    x, y = (float(number) for number in line.commands[len(line.commands) // 2][-2:])
    over = QPointF(part.x + x, part.y + y)  # the headers
    for number in numbers.values():
        shown.go_to_stage(number)
        assert shown.arrows.shape_over.contains(over) == (number not in own)


def test_an_arrow_of_a_process_that_leads_past_the_stage_is_pale(window: MainWindow, qtbot: QtBot) -> None:
    boxes = {0: "a", 2: "b", 3: "c"}
    cells = tuple(
        Cell(step=f"t{n}", cards=(make_card("process", id, text="Files it"),)) for n, id in boxes.items()
    )
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(4))
    lane = make_lane("process", "p", cells=cells)
    window.session.start(Project(maps=(JourneyMap(id="m", title="Visit", stages=stages, lanes=(lane,)),)))
    qtbot.wait(20)
    window.actions_["present"].trigger()
    shown = top_level(Presentation)
    assert isinstance(shown, Presentation)
    scene = shown.view.shown
    assert scene is not None
    (part,) = [part for part in scene.parts if part.key == "connectors"]
    (past,) = [item for item in part.items if isinstance(item, Line) and item.joins == ("a", "b")]
    cell = next(cell for cell in scene.cells if cell.step == "t1")
    y = part.y + float(past.commands[-2][-1])
    within = QPointF(cell.x + cell.width / 2, y)
    for number in (1, 2, 3):  # under the veil of the first and the third it fades with all else
        shown.go_to_stage(number)
        assert shown.arrows.shape_over.contains(within) == (number == 2)
    shown.close()


def test_keys_of_a_presentation(shown: Presentation) -> None:
    QTest.keyClick(shown, Key.Key_3)
    assert shown.frame is not None and shown.frame.stage == 3
    QTest.keyClick(shown, Key.Key_Left)
    assert shown.frame.stage == 2
    QTest.keyClick(shown, Key.Key_Home)
    assert shown.at == 0
    QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, QPoint(40, 40))
    assert shown.frame.stage == 1
    QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.RightButton, Held.NoModifier, QPoint(40, 40))
    assert shown.at == 0
    QTest.keyClick(shown, Key.Key_Escape)
    assert not shown.isVisible()


def test_a_photo_stands_beside_the_sheet(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "ściana.jpg"
    picture = QImage(1200, 800, QImage.Format.Format_RGB32)
    picture.fill(QColor("#C8B99A"))
    assert picture.save(str(path))
    pane = opened.bench.photo
    assert pane.open(path)
    qtbot.wait(30)
    assert pane.isVisible()
    assert pane.view.sheet.width() == pytest.approx(1.5 * pane.view.sheet.height())
    pane.turn()
    assert pane.view.sheet.height() == pytest.approx(1.5 * pane.view.sheet.width())
    before = pane.view.zoom
    pane.view.step_zoom(True)
    assert pane.view.zoom > before
    opened.actions_["photo"].trigger()
    assert pane.isHidden()
    opened.actions_["photo"].trigger()
    assert pane.isVisible()
    assert not opened.session.modified


def test_what_is_no_photo_is_told(opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "wall.png"
    path.write_bytes(b"no picture")
    assert not opened.bench.photo.open(path)
    assert opened.info.notice is not None and "wall.png" in opened.info.notice.text
    assert opened.bench.photo.isHidden()
    assert not opened.bench.photo.open(tmp_path / "none.png")
