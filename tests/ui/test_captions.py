"""A click on the name of a field gives it the keyboard."""

import pytest
from hands import journey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

import mouse
from cjmdesk.ui.caption import Caption
from cjmdesk.ui.window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def focused_in(field: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is field or field.isAncestorOf(focus))


@pytest.mark.parametrize("kind", ["map", "card", "point", "stage", "lane", "persona", "solution"])
def test_every_caption_of_the_inspector_leads_to_its_field(
    opened: MainWindow, kind: str, qtbot: QtBot
) -> None:
    shown, project = journey(opened), opened.session.project
    assert project is not None
    chosen = {
        "map": "",
        "card": mouse.cards(opened, "pain_points")[0],
        "point": mouse.points(opened)[0],
        "stage": shown.stages[0].id,
        "lane": shown.lanes[0].id,
        "persona": project.personas[0].id,
        "solution": mouse.cards(opened, "solutions")[0],
    }[kind]
    opened.session.select(chosen)
    form = opened.bench.inspector.form
    assert form is not None
    if not form.more.isChecked() and form.more.isVisible():
        form.more.click()
    qtbot.wait(20)
    rows = [row for row in form.rows.values() if row.caption is not None and row.editor is not None]
    assert len([row for row in rows if row.isVisible()]) >= 3
    for row in rows:
        assert row.caption is not None and row.editor is not None
        if not row.isVisible() or not _can_take(row.editor):
            continue
        opened.canvas.setFocus()
        QTest.mouseClick(row.caption, LEFT, NONE, row.caption.rect().center())
        assert focused_in(row.editor), row.field.name
        assert row.caption.buddy() is row.editor


def _can_take(editor: QWidget) -> bool:
    """Whether there is anything in it for the keyboard; "no competitors yet" has nothing."""
    return any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in editor.findChildren(QWidget))


@pytest.mark.parametrize("command", ["export_poster", "preferences"])
def test_captions_of_dialogs_lead_to_their_fields(opened: MainWindow, command: str, qtbot: QtBot) -> None:
    opened.actions_[command].trigger()
    dialog = next(one for one in opened.findChildren(QDialog) if one.isVisible())
    qtbot.wait(20)
    captions = [one for one in dialog.findChildren(Caption) if one.buddy() is not None and one.isVisible()]
    assert len(captions) >= 4
    for each in captions:
        field = each.buddy()
        QTest.mouseClick(each, LEFT, NONE, each.rect().center())
        if field.isEnabled():
            assert focused_in(field), each.text()
        focus = QApplication.focusWidget()
        row = isinstance(focus, QAbstractButton) and not isinstance(focus, QCheckBox)
        if row and focus.isCheckable():
            assert focus.isChecked()  # of a row of choices the one in force
    dialog.reject()


def test_an_ampersand_in_a_caption_is_no_shortcut(opened: MainWindow) -> None:
    field = QLabel()
    made = Caption("Needs & goals", opened.program.theme)
    made.lead_to(field)
    assert made.text() == "NEEDS && GOALS"
