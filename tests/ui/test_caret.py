"""The caret of texts on the sheet: seen on every ground, and only where the next letter goes."""

import pytest
from hands import journey, press
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cjmdesk.ui.window import MainWindow

Key = Qt.Key


@pytest.fixture
def titled(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    """The workshop at the zoom at which it is read; the window has the keyboard."""
    opened.activateWindow()
    opened.canvas.setFocus()
    qtbot.waitUntil(opened.isActiveWindow)
    opened.canvas.fit_to("reading")
    return opened


def write_title(window: MainWindow, number: int, qtbot: QtBot) -> None:
    """Begin to rename a stage; the caret stands behind its title."""
    id = journey(window).stages[number].id
    window.session.select(id)
    window.canvas.reveal(id)
    window.canvas.setFocus()
    press(window, Key.Key_F2)
    press(window, Key.Key_End)
    qtbot.wait(20)


def text_in(window: MainWindow) -> tuple[QImage, QRectF]:
    """What is seen of the text that is written, and where its caret can be in it."""
    editor, view = window.canvas.writing.editor, window.canvas
    place = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    caret = view.mapFromScene(editor.mapRectToScene(place)).boundingRect().adjusted(-1, 1, 1, -1)
    return view.viewport().grab(caret).toImage(), QRectF(caret)


def is_lit(window: MainWindow, colour: str) -> bool:
    """Whether a column of pixels where the caret stands has this colour from above to below."""
    seen, _place = text_in(window)
    columns = ({seen.pixelColor(x, y).name() for y in range(seen.height())} for x in range(seen.width()))
    return seen.height() > 8 and any(column == {colour} for column in columns)


@pytest.mark.parametrize("stage", range(6))
def test_the_caret_has_the_colour_of_the_letters(titled: MainWindow, qtbot: QtBot, stage: int) -> None:
    write_title(titled, stage, qtbot)
    assert titled.canvas.writing.editor.defaultTextColor().name() == "#ffffff"
    assert is_lit(titled, "#ffffff")


def test_the_caret_goes_with_keys_mouse_and_preedits(titled: MainWindow, qtbot: QtBot) -> None:
    write_title(titled, 0, qtbot)
    editor, view = titled.canvas.writing.editor, titled.canvas
    _seen, at_end = text_in(titled)
    press(titled, Key.Key_Home)
    _seen, at_start = text_in(titled)
    assert at_start.x() < at_end.x() and is_lit(titled, "#ffffff")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at_end.center().toPoint() + QPoint(1, 0))
    assert text_in(titled)[1] == at_end and is_lit(titled, "#ffffff")
    preedit = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, 2, 1)
    QApplication.sendEvent(view, QInputMethodEvent("ab", [preedit]))
    assert text_in(titled)[1].x() > at_end.x() and is_lit(titled, "#ffffff")
    assert editor.text() == "Awareness"


def test_the_caret_rests_without_the_keyboard(titled: MainWindow, qtbot: QtBot) -> None:
    write_title(titled, 0, qtbot)
    for kind, lit in (
        (QEvent.Type.FocusOut, False),
        (QEvent.Type.FocusIn, True),
    ):  # as a menu opens and closes
        event = QFocusEvent(kind, Qt.FocusReason.PopupFocusReason)
        QApplication.sendEvent(titled.canvas, event)
        assert titled.canvas.writing.editor.isVisible()
        assert is_lit(titled, "#ffffff") == lit


def test_what_is_selected_in_a_text_is_seen(titled: MainWindow, qtbot: QtBot) -> None:
    write_title(titled, 0, qtbot)
    QTest.keyClick(titled.canvas, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    editor, view = titled.canvas.writing.editor, titled.canvas
    area = view.mapFromScene(editor.mapRectToScene(editor.boundingRect())).boundingRect()
    seen = view.viewport().grab(area).toImage()
    colours = [seen.pixelColor(x, y).name() for x in range(seen.width()) for y in range(seen.height())]
    assert colours.count(QApplication.palette().highlight().color().name()) > len(colours) / 10
