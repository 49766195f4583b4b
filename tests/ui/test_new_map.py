"""The dialog for new maps, and templates of one's own, by keyboard and mouse."""

from pathlib import Path

import pytest
from hands import journey, project
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from cjmdesk.edits.templating import as_template
from cjmdesk.formats.own_templates import own_templates, save_own
from cjmdesk.formats.templates import list_templates, make_project, sample
from cjmdesk.model.project import Project
from cjmdesk.storage import places
from cjmdesk.storage.project_file import dumps, load, save
from cjmdesk.ui.dialogs.newmap.dialog import NewMapDialog
from cjmdesk.ui.dialogs.newmap.saving import SaveTemplateDialog
from cjmdesk.ui.program import Program
from cjmdesk.ui.start.tile import Tile
from cjmdesk.ui.window import MainWindow

Key = Qt.Key


def dialog(window: MainWindow, action: str = "add_map") -> NewMapDialog:
    window.actions_[action].trigger()
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, NewMapDialog) and one.isVisible()
    )


def shown(found: NewMapDialog) -> list[str]:
    rows = (found.chooser.list.item(row) for row in range(found.chooser.list.count()))
    return [item.text() for item in rows if item.flags() & Qt.ItemFlag.ItemIsEnabled]


def bike() -> Project:
    return load(sample("bike-workshop", "en").path).project


def test_return_makes_a_project_at_once(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    found = next(one for one in window.findChildren(NewMapDialog) if one.isVisible())
    assert found.windowTitle() == "New from Template"
    QTest.keyClick(found.chooser.search, Key.Key_Return)
    assert journey(window).type == "current_state"
    assert not window.session.modified
    assert window.session.suggested == "Current state, from awareness to advocacy.cjm"


def test_a_second_project_gets_a_window_of_its_own(opened: MainWindow, program: Program) -> None:
    before = dumps(project(opened))
    found = dialog(opened, "new")
    assert found.wishes.people.isHidden(), "a new project has no personas"
    found.finish()
    assert len(program.windows) == 2
    assert dumps(project(opened)) == before


def test_every_template_is_in_the_list_and_says_when_it_suits(opened: MainWindow) -> None:
    save_own(as_template(bike(), "Ours", notes=False))
    found = dialog(opened)
    listed = [one for row in found.chooser._rows for one in row.starts]
    assert {one.id for one in listed} >= {info.id for info in list_templates("en")} | {"ours"}
    assert shown(found)[:2] == ["Ours", "Current state"]
    for words in ("When to choose it:", "Strengths:", "Limits:"):
        assert words in found.words.text()
    found.reject()


def test_typing_finds_a_type_and_its_stages(opened: MainWindow, qtbot: QtBot) -> None:
    found = dialog(opened)
    QTest.keyClicks(found.chooser.search, "loyalty regularly")
    assert shown(found) == ["Service blueprint"]
    assert found.start is not None and found.start.id == "service-blueprint-loop"
    assert found.sets is not None and found.sets.value == "loyalty_loop"
    assert found.wishes.stages.toPlainText().split("\n")[2] == "The deal"
    found.chooser.search.selectAll()
    QTest.keyClicks(found.chooser.search, "qqq")
    assert shown(found) == []
    assert not found.make.isEnabled()
    QTest.keyClick(found.chooser.search, Key.Key_Return)
    assert found.isVisible()
    found.reject()


def test_arrows_pass_the_headings(opened: MainWindow) -> None:
    save_own(as_template(bike(), "Ours", notes=False))
    found = dialog(opened)
    search = found.chooser.search
    QTest.keyClick(search, Key.Key_Up)
    assert found.head.text() == "Ours"
    QTest.keyClick(search, Key.Key_Up)
    assert found.head.text() == "Ours"
    QTest.keyClick(search, Key.Key_Down)
    assert found.head.text() == "Current state"
    QTest.keyClick(search, Key.Key_PageDown)
    assert found.head.text() == shown(found)[1 + 8]
    found.reject()


def test_stages_language_and_personas_are_wished_for_by_keyboard(opened: MainWindow) -> None:
    before = dumps(project(opened))
    count = len(project(opened).maps)
    found = dialog(opened)
    wishes = found.wishes
    assert wishes.personas == journey(opened).personas
    QTest.keyClicks(wishes.title, "Drop-off")
    wishes.stages.selectAll()
    QTest.keyClicks(wishes.stages, "Call")
    QTest.keyClick(wishes.stages, Key.Key_Return)
    QTest.keyClicks(wishes.stages, "Come")
    assert wishes.count.text() == "2 stages"
    assert not wishes.usual.isHidden()
    wishes.language.setCurrentIndex(wishes.language.findData("pl"))
    wishes.language.activated.emit(wishes.language.currentIndex())
    found.chooser.search.setFocus()
    QTest.keyClick(found.chooser.search, Key.Key_Down)
    assert wishes.names == ("Call", "Come"), "what was typed stays"
    first = wishes.people.item(0)
    first.setCheckState(Qt.CheckState.Unchecked)
    QTest.keyClick(wishes.stages, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    one = journey(opened)
    assert len(project(opened).maps) == count + 1
    assert (one.title, one.language, one.type) == ("Drop-off", "pl", "future_state")
    assert [stage.title for stage in one.stages] == ["Call", "Come"]
    assert one.personas == tuple(who.id for who in project(opened).personas[1:])
    opened.session.undo()
    assert dumps(project(opened)) == before


def test_the_templates_own_stages_come_back(opened: MainWindow) -> None:
    found = dialog(opened)
    own = found.wishes.stages.toPlainText()
    found.wishes.stages.setPlainText("One\n\n Two ")
    found.wishes.usual.click()
    assert found.wishes.stages.toPlainText() == own
    assert found.wishes.names is None
    found.reject()


def test_what_would_be_made_is_drawn(opened: MainWindow, qtbot: QtBot) -> None:
    found = dialog(opened)
    qtbot.waitUntil(lambda: found.preview.shown is not None, timeout=5_000)
    before = found.preview.shown
    found.wishes.stages.setPlainText("Alpha\nOmega")
    qtbot.waitUntil(lambda: found.preview.shown is not before, timeout=5_000)
    scene = found.preview.shown
    assert scene is not None
    assert "Omega" in [item.block.text for _part, item in scene.texts()]
    found.reject()


def test_a_map_is_saved_as_a_template_and_started_from(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_["save_template"].trigger()
    box = next(one for one in opened.findChildren(SaveTemplateDialog) if one.isVisible())
    assert box.name.text() == "Repair visit"
    box.name.clear()
    assert not box.save.isEnabled()
    QTest.keyClicks(box.name, "Every repair")
    box.notes.click()
    QTest.keyClick(box.name, Key.Key_Return)
    assert opened.info.notice is not None
    assert "Every repair" in opened.info.notice.text
    [made] = own_templates().found
    assert (made.title, made.maps, made.notes) == ("Every repair", 1, True)
    found = dialog(opened)
    QTest.keyClicks(found.chooser.search, "every rep")
    assert not found.wishes.notes.isHidden()
    found.wishes.notes.click()
    QTest.keyClick(found.chooser.search, Key.Key_Return)
    assert not any(cell.cards for lane in journey(opened).lanes for cell in lane.cells)


def test_own_templates_are_renamed_deleted_and_handed_on(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = save_own(as_template(bike(), "Ours", notes=False))
    found = dialog(opened)
    QTest.keyClick(found.chooser.search, Key.Key_Up)
    buttons = {one.text(): one for one in found.own.findChildren(QPushButton)}
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("Better", True))
    buttons["Rename…"].click()
    assert found.head.text() == "Better"
    copy = tmp_path / "for you.cjm"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(copy), ""))
    buttons["Share…"].click()
    assert load(copy).project.template == "Better"

    def confirm() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(one for one in box.buttons() if one.text() == "Delete").click()

    QTimer.singleShot(0, confirm)
    buttons["Delete…"].click()
    assert not path.exists()
    assert "Better" not in shown(found)
    found.reject()


def test_damaged_templates_are_told_of(opened: MainWindow) -> None:
    folder = places.templates_folder()
    folder.mkdir(parents=True)
    (folder / "torn.cjm").write_text('{"format": "cjmdesk"', "utf-8")
    found = dialog(opened)
    assert "torn.cjm" in found.damaged.text()
    assert found.start is not None
    found.reject()


def test_a_template_that_is_opened_offers_to_be_kept(
    program: Program, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "theirs.cjm"
    save(as_template(make_project("service-blueprint", "en"), "Theirs", notes=True), path)
    program.open_path(path, window)
    assert window.info.notice is not None
    words = [way[0] for way in window.info.notice.ways]
    assert words == ["Add to My Templates", "Start a Map"]
    window.info.notice.ways[0][1]()
    assert [one.title for one in own_templates().found] == ["Theirs"]
    assert window.info.notice.ways[0][0] == "Start a Map"
    window.info.notice.ways[0][1]()
    other = program.windows[-1]
    assert other is not window
    assert (project(other).template, other.session.path) == ("", None)
    assert journey(other).type == "service_blueprint"


def test_the_start_page_shows_own_templates(program: Program, window: MainWindow, qtbot: QtBot) -> None:
    path = save_own(as_template(bike(), "Ours", "", notes=False))
    window.start.refresh()
    tile = next(one for one in window.start.findChildren(Tile) if one.text() == "Ours")
    assert [action.text() for action in tile.actions()] == ["Rename…", "Delete…"]
    tile.click()
    assert project(window).template == ""
    assert path.exists()


def test_the_dialog_fits_a_small_screen_and_esc_leaves_all_as_it_was(opened: MainWindow) -> None:
    before = dumps(project(opened))
    found = dialog(opened)
    assert found.minimumSizeHint().width() <= 1024
    assert found.minimumSizeHint().height() <= 652
    assert isinstance(found, QDialog)
    QTest.keyClick(found.chooser.search, Key.Key_Escape)
    assert not found.isVisible()
    assert dumps(project(opened)) == before


def test_a_future_state_is_rather_copied_from_the_map_on_the_desk(opened: MainWindow) -> None:
    now = journey(opened)
    assert now.type == "current_state"
    found = dialog(opened)
    assert found.copy.isHidden()
    QTest.keyClick(found.chooser.search, Key.Key_Down)
    assert found.start is not None
    assert found.start.type == "future_state"
    assert "Repair visit" in found.copy.text()
    found.copy.click()
    assert (journey(opened).type, journey(opened).made_from) == ("future_state", now.id)
    cards = [card for lane in journey(opened).lanes for cell in lane.cells for card in cell.cards]
    assert cards
    assert all(card.made_from for card in cards)


def test_own_templates_are_renamed_and_deleted_on_the_start_page(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_own(as_template(bike(), "Ours", notes=False))

    def tile(title: str) -> Tile | None:
        return next((one for one in window.start.findChildren(Tile) if one.text() == title), None)

    window.start.refresh()
    found = tile("Ours")
    assert found is not None
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("Better", True))
    found.actions()[0].trigger()
    again = tile("Better")
    assert again is not None

    def confirm() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(one for one in box.buttons() if one.text() == "Delete").click()

    QTimer.singleShot(0, confirm)
    again.actions()[1].trigger()
    assert not path.exists()
