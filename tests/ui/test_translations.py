"""Translations: a map's texts written in other languages by keyboard, as steps that can be undone."""

from pathlib import Path

import pytest
from hands import journey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.formats.translation_table import write_table
from cjmdesk.ui.translating.textmodel import FIRST, OWN
from cjmdesk.ui.translating.window import TranslationsWindow
from cjmdesk.ui.window import MainWindow
from samples_translated import three_languages


def shown(window: MainWindow, qtbot: QtBot) -> TranslationsWindow:
    window.actions_["translations"].trigger()
    (found,) = window.findChildren(TranslationsWindow)
    qtbot.waitUntil(lambda: found.isActiveWindow() and found.isVisible())
    return found


@pytest.fixture
def table(opened: MainWindow, qtbot: QtBot) -> TranslationsWindow:
    """The window on a map in three languages."""
    opened.session.apply("translating", three_languages())
    return shown(opened, qtbot)


@pytest.fixture
def bare(opened: MainWindow, qtbot: QtBot) -> TranslationsWindow:
    """The window on a map in one language, German just added by keyboard."""
    found = shown(opened, qtbot)
    QTest.keyClicks(found.add, "de")
    QTest.keyClick(found.add.lineEdit(), Qt.Key.Key_Return)
    return found


def editor_of(found: TranslationsWindow) -> QPlainTextEdit | None:
    """The editor that is open; one that is about to be deleted does not count."""
    open_ = [one for one in found.table.viewport().findChildren(QPlainTextEdit) if one.isVisible()]
    return open_[-1] if open_ else None


def typed(found: TranslationsWindow, words: str) -> None:
    """Type into the editor that is open."""
    editor = editor_of(found)
    assert editor is not None
    QTest.keyClicks(editor, words)


def key(found: TranslationsWindow, which: Qt.Key) -> None:
    """Press a key in the open editor, else in the table."""
    QTest.keyClick(editor_of(found) or found.table, which)
    QTest.qWait(1)


def test_texts_are_written_by_keyboard_one_step_each(bare: TranslationsWindow, opened: MainWindow) -> None:
    model, map_id = bare.model, journey(opened).id
    assert model.languages == ("de",)
    assert model.lacking("de") == model.texts > 100
    assert bare.table.hasFocus()
    QTest.keyClick(bare.table, Qt.Key.Key_Return)
    typed(bare, "Werkstatt")
    assert journey(opened).translations["de"][map_id]["title"] == "Werkstatt"
    key(bare, Qt.Key.Key_Return)
    typed(bare, "Von der Bremse")
    key(bare, Qt.Key.Key_Escape)
    assert bare.isVisible()
    assert journey(opened).translations["de"][map_id] == {
        "title": "Werkstatt",
        "scenario": "Von der Bremse",
    }
    assert bare.pills["de"].text() == f"Deutsch · {model.texts - 2} missing"
    history = opened.session.history
    assert history is not None
    assert history.undo_label == "translating a text into Deutsch"
    opened.session.undo()
    assert journey(opened).translations["de"][map_id] == {"title": "Werkstatt"}
    opened.session.undo()
    assert journey(opened).translations == {}
    assert model.lacking("de") == model.texts


def test_tab_goes_along_the_languages(table: TranslationsWindow, opened: MainWindow) -> None:
    table.table.setFocus()
    table.table.go_to(0, FIRST)
    key(table, Qt.Key.Key_F2)
    typed(table, "1")
    key(table, Qt.Key.Key_Tab)
    typed(table, "2")
    key(table, Qt.Key.Key_Tab)
    assert (table.table.currentIndex().row(), table.table.currentIndex().column()) == (1, FIRST)
    key(table, Qt.Key.Key_Backtab)
    typed(table, "3")
    key(table, Qt.Key.Key_Escape)
    tables, map_id = journey(opened).translations, journey(opened).id
    assert tables["pl"][map_id]["title"] == "Wizyta w serwisie1"
    assert tables["ru"][map_id]["title"] == "Визит в мастерскую23"


def test_typing_begins_at_once_and_delete_takes_away(table: TranslationsWindow, opened: MainWindow) -> None:
    table.table.setFocus()
    table.table.go_to(0, FIRST)
    QTest.keyClicks(table.table, "!")
    key(table, Qt.Key.Key_Escape)
    assert journey(opened).translations["pl"][journey(opened).id]["title"] == "Wizyta w serwisie!"
    QTest.keyClick(table.table, Qt.Key.Key_Delete)
    assert "title" not in journey(opened).translations["pl"][journey(opened).id]
    assert table.pills["pl"].text() == "Polski · 1 missing"
    QTest.keyClick(table.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert journey(opened).translations["pl"][journey(opened).id]["title"] == "Wizyta w serwisie!"


def test_only_what_is_missing(table: TranslationsWindow, opened: MainWindow) -> None:
    assert table.pills["ru"].text() == "Русский · complete"
    stage = journey(opened).stages[1]
    row = next(n for n, one in enumerate(table.model.rows) if (one.item, one.field) == (stage.id, "title"))
    table.table.setFocus()
    table.table.go_to(row, FIRST + 1)
    QTest.keyClick(table.table, Qt.Key.Key_Delete)
    table.table.go_to(0, FIRST)
    QTest.keyClick(table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert (table.table.currentIndex().row(), table.table.currentIndex().column()) == (row, FIRST + 1)
    QTest.mouseClick(table.only_missing, Qt.MouseButton.LeftButton)
    assert [(one.item, one.field) for one in table.model.rows] == [(stage.id, "title")]
    QTest.keyClick(table.table, Qt.Key.Key_Return)
    typed(table, "Vybor")
    key(table, Qt.Key.Key_Escape)
    assert len(table.model.rows) == 1, "it stays in sight until the list is asked for again"
    QTest.mouseClick(table.only_missing, Qt.MouseButton.LeftButton)
    assert len(table.model.rows) == table.model.texts


def test_it_follows_the_sheet(table: TranslationsWindow, opened: MainWindow) -> None:
    stage = journey(opened).stages[0]
    texts = table.model.texts
    opened.session.attempt("x", lambda p: set_field(p, stage.id, "title", "Interest"), print)
    shown_ = [one.text for one in table.model.rows]
    assert "Interest" in shown_
    opened.session.attempt("x", lambda p: set_field(p, stage.id, "title", ""), print)
    assert table.model.texts == texts - 1
    opened.session.undo()
    assert table.model.texts == texts


def test_names_stay_as_they_are_with_one_key(bare: TranslationsWindow, opened: MainWindow) -> None:
    row = next(n for n, one in enumerate(bare.model.rows) if one.text == "Marta")
    bare.table.go_to(row, FIRST)
    QTest.keyClick(bare, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    persona = bare.model.rows[row].item
    assert journey(opened).translations["de"][persona]["name"] == "Marta"


def test_a_language_is_removed_and_comes_back(table: TranslationsWindow, opened: MainWindow) -> None:
    table.table.go_to(2, FIRST)
    QTest.mouseClick(table.buttons["remove"], Qt.MouseButton.LeftButton)
    assert table.model.languages == ("ru",)
    assert set(journey(opened).translations) == {"ru"}
    opened.session.undo()
    assert table.model.languages == ("pl", "ru")


def test_a_language_is_hidden_and_no_tag_is_refused(table: TranslationsWindow) -> None:
    QTest.mouseClick(table.pills["pl"], Qt.MouseButton.LeftButton)
    assert table.model.languages == ("ru",)
    QTest.keyClicks(table.add, "no tag")
    QTest.keyClick(table.add.lineEdit(), Qt.Key.Key_Return)
    assert table.info.isVisible()
    assert set(table.pills) == {"pl", "ru"}


def test_a_table_goes_out_and_comes_in(
    table: TranslationsWindow, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "texts.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), "(*.xlsx)"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(path), ""))
    QTest.keyClick(table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    project = three_languages()
    assert path.read_bytes() == write_table(project, project.maps[0], ["pl", "ru"], "xlsx")
    before = journey(opened).translations
    opened.session.apply(
        "x", project.model_copy(update={"maps": (journey(opened).model_copy(update={"translations": {}}),)})
    )
    QTest.keyClick(table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert journey(opened).translations == before
    history = opened.session.history
    assert history is not None
    assert history.undo_label.startswith("taking in 2")
    opened.session.undo()
    assert journey(opened).translations == {}
    path.write_bytes(b"PK no workbook")
    QTest.keyClick(table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert table.info.notice is not None
    assert "texts.xlsx" in table.info.notice.text


def test_esc_closes_it_and_the_columns_have_names(table: TranslationsWindow, qtbot: QtBot) -> None:
    names = [table.model.headerData(n, Qt.Orientation.Horizontal) for n in range(table.model.columnCount())]
    assert names == ["Place", "English", "Polski", "Русский"]
    assert not table.model.flags(table.model.index(0, OWN)) & Qt.ItemFlag.ItemIsEditable
    QTest.keyClick(table.table, Qt.Key.Key_Escape)
    assert not table.isVisible()
