"""The guide to personas: six steps, everything an edit at once, and the sheet as it is printed."""

from collections.abc import Callable

import pytest
from hands import project
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.places import at, find
from cjmdesk.i18n import use_language
from cjmdesk.layout.scene import Image, Text
from cjmdesk.model.people import Persona
from cjmdesk.ui.commands.contextmenu import context_menu
from cjmdesk.ui.dialogs.print.dialog import PrintDialog
from cjmdesk.ui.people.steps import LAST, STEPS, filled, said_words
from cjmdesk.ui.people.window import PeopleWindow
from cjmdesk.ui.window import MainWindow

Guide = Callable[[MainWindow], PeopleWindow]


@pytest.fixture
def guide(qtbot: QtBot) -> Guide:
    def opened(window: MainWindow) -> PeopleWindow:
        window.actions_["personas"].trigger()
        found = next(one for one in window.children() if isinstance(one, PeopleWindow))
        qtbot.waitExposed(found)
        return found

    return opened


def person(window: MainWindow, number: int = 0) -> Persona:
    return project(window).personas[number]


def test_every_field_of_a_persona_is_asked_for_with_a_question() -> None:
    asked = {name for step in STEPS for name in step.prompts if "." not in name}
    assert asked == set(Persona.model_fields) - {"id"}
    for step in STEPS[:LAST]:
        assert all(prompt for name, prompt in step.prompts.items() if "." not in name)


def test_how_far_a_step_is_is_said_in_words() -> None:
    use_language("en")
    step = STEPS[1]
    nobody = Persona(id="p")
    assert filled(nobody, step) == (0, 2)
    assert said_words(nobody, step) == "nothing yet"
    assert said_words(nobody.model_copy(update={"pains": ("cold",)}), step) == "1 of 2 there"
    both = nobody.model_copy(update={"pains": ("cold",), "goals": ("warm",)})
    assert said_words(both, step) == "all there"


def test_typing_in_a_step_is_an_edit_that_is_undone_from_the_guide(opened: MainWindow, guide: Guide) -> None:
    window = guide(opened)
    before = person(opened).age
    line = window.page.rows["age"].editor.line  # type: ignore[union-attr]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "42")
    assert person(opened).age == "42"
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person(opened).age == before
    assert line.text() == before


def test_any_step_can_be_gone_to_and_what_is_there_is_said(opened: MainWindow, guide: Guide) -> None:
    window = guide(opened)
    window.steps.setFocus()
    for number in range(1, LAST + 1):
        QTest.keyClick(window.steps, Qt.Key.Key_Down)
        assert window.number == number
        assert window.page is not None and window.page.isVisible()
    assert not window.next.isEnabled()
    assert window.close_button.property("role") == "primary"
    QTest.mouseClick(window.back, Qt.MouseButton.LeftButton)
    assert window.number == LAST - 1
    assert (window.close_button.property("role"), window.next.property("role")) == (None, "primary")
    quote = window.page.rows["quote"].editor.box  # type: ignore[union-attr]
    quote.setFocus()
    quote.selectAll()
    QTest.keyClick(quote, Qt.Key.Key_Delete)
    assert person(opened).quote == ""
    assert window.steps.step(4).said == "2 of 4 there"
    assert not window.steps.step(4).done


def test_escape_closes_and_keeps_what_was_typed(opened: MainWindow, guide: Guide, qtbot: QtBot) -> None:
    window = guide(opened)
    line = window.page.rows["name"].editor.line  # type: ignore[union-attr]
    line.setFocus()
    QTest.keyClicks(line, "X")
    with qtbot.waitSignal(window.destroyed):
        QTest.keyClick(line, Qt.Key.Key_Escape)
    assert person(opened).name == "XMarta"
    opened.actions_["undo"].trigger()
    assert person(opened).name == "Marta"


def test_the_sheet_is_the_printed_one_and_follows_edits(
    opened: MainWindow, guide: Guide, qtbot: QtBot
) -> None:
    window = guide(opened)
    window.go_to(LAST)
    qtbot.waitUntil(lambda: window.sheet.printed is not None)
    first = window.sheet.printed
    assert first is not None
    assert [page.label for page in first.pages] == ["Marta"]
    opened.session.apply(
        "",
        project(opened).model_copy(update={"personas": (person(opened).model_copy(update={"name": "Ola"}),)}),
    )
    qtbot.waitUntil(lambda: window.sheet.printed is not first)
    assert window.sheet.printed is not None
    assert [page.label for page in window.sheet.printed.pages] == ["Ola"]


@pytest.mark.parametrize("button", ["paper", "save"])
def test_print_and_save_lead_to_the_dialog_with_this_sheet_chosen(
    opened: MainWindow, guide: Guide, qtbot: QtBot, button: str
) -> None:
    opened.session.select(opened.session.map.stages[0].id)  # type: ignore[union-attr] # not the persona
    window = guide(opened)
    window.go_to(LAST)
    QTest.mouseClick(getattr(window, button), Qt.MouseButton.LeftButton)
    dialog = window.findChild(PrintDialog)
    assert dialog is not None
    assert dialog.side.what.currentData() == "persona"
    qtbot.waitUntil(lambda: dialog.preview.laid is not None, timeout=20_000)
    assert [page.label for page in dialog.preview.laid.pages] == ["Marta"]  # type: ignore[union-attr]
    dialog.reject()


def test_a_tick_puts_the_persona_on_a_map(opened: MainWindow, guide: Guide) -> None:
    window = guide(opened)
    window.go_to(LAST)
    second = project(opened).maps[1]
    box = window._ticks[second.id]
    assert box.isChecked()
    box.click()
    assert person(opened).id not in project(opened).maps[1].personas
    assert window.steps.step(LAST).said == "on 1 map"
    opened.session.undo()
    assert box.isChecked()


def test_without_a_persona_the_guide_makes_the_first_one(blank: MainWindow, guide: Guide) -> None:
    for one in project(blank).personas:
        from cjmdesk.edits.removing import remove

        blank.session.apply("", remove(project(blank), one.id))
    window = guide(blank)
    assert window.page is None
    begin = next(one for one in window.findChildren(QPushButton) if one.text() == "Make the First Persona")
    QTest.mouseClick(begin, Qt.MouseButton.LeftButton)
    assert len(project(blank).personas) == 1
    assert project(blank).maps[0].personas == (person(blank).id,)
    line = window.page.rows["name"].editor.line  # type: ignore[union-attr]
    assert window.focusWidget() is line
    QTest.keyClicks(line, "Ada")
    assert person(blank).name == "Ada"
    blank.session.undo()
    blank.session.undo()
    assert project(blank).personas == ()
    assert window.page is None


def test_several_personas_are_gone_between(opened: MainWindow, guide: Guide) -> None:
    window = guide(opened)
    QTest.mouseClick(window.new, Qt.MouseButton.LeftButton)
    assert len(project(opened).personas) == 3
    assert window.persona == person(opened, 2).id
    QTest.mouseClick(window.copied, Qt.MouseButton.LeftButton)
    assert window.persona == person(opened, 3).id
    window.who.setCurrentIndex(0)
    window.who.activated.emit(0)
    assert window.persona == person(opened).id
    opened.session.select(person(opened, 2).id)
    assert window.persona == person(opened, 2).id


def test_the_inspector_and_the_menu_of_the_navigator_lead_to_it(opened: MainWindow) -> None:
    opened.session.select(person(opened).id)
    form = opened.bench.inspector.form
    assert form is not None
    way = next(one for one in form.findChildren(QPushButton) if one.text() == "Describe in Steps…")
    QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    found = [one for one in opened.children() if isinstance(one, PeopleWindow)]
    assert [one.persona for one in found] == [person(opened).id]
    opened.bench.navigator.wanted.emit("persona_guide")
    assert [one for one in opened.children() if isinstance(one, PeopleWindow)] == found


def test_a_file_that_is_read_anew_is_followed(opened: MainWindow, guide: Guide) -> None:
    window = guide(opened)
    fresh = person(opened).model_copy(update={"name": "Ola"})
    opened.session.start(project(opened).model_copy(update={"personas": (fresh,)}))
    assert window.isVisible()
    assert window.page is not None
    assert window.page.rows["name"].editor.line.text() == "Ola"  # type: ignore[union-attr]
    opened.session.start(project(opened).model_copy(update={"personas": ()}))
    assert window.isVisible()
    assert window.page is None


def test_the_guide_speaks_another_language_at_once(opened: MainWindow, guide: Guide, qtbot: QtBot) -> None:
    window = guide(opened)
    window.go_to(2)
    opened.program.set_language("pl")
    qtbot.waitUntil(lambda: window.next.text() == "Dalej")
    assert window.number == 2


def test_cards_that_are_selected_do_not_keep_persona_sheets_from_being_printed(
    opened: MainWindow, qtbot: QtBot
) -> None:
    lanes = opened.session.map.lanes  # type: ignore[union-attr]
    opened.session.select(next(card.id for lane in lanes for cell in lane.cells for card in cell.cards))
    opened.actions_["print"].trigger()
    dialog = opened.findChild(PrintDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview.laid is not None, timeout=20_000)
    side = dialog.side
    side.what.setCurrentIndex(side.what.findData("notes"))
    side.what.activated.emit(side.what.currentIndex())
    assert not side.items.isHidden()
    assert side.items.isVisible()
    side.what.setCurrentIndex(side.what.findData("persona"))
    side.what.activated.emit(side.what.currentIndex())
    assert not side.items.isVisible()
    qtbot.waitUntil(lambda: not dialog.changing, timeout=20_000)
    assert [page.label for page in dialog.preview.laid.pages] == ["Marta", "Piotr"]  # type: ignore[union-attr]
    dialog.reject()


def test_a_copy_has_a_colour_of_its_own(opened: MainWindow, guide: Guide) -> None:
    window = guide(opened)
    QTest.mouseClick(window.copied, Qt.MouseButton.LeftButton)
    copy = person(opened, 2)
    assert copy.needs == person(opened).needs
    assert copy.colour is None


@pytest.mark.parametrize("sort", ["card", "point"])
def test_whom_a_card_or_a_point_concerns_is_ticked_in_the_inspector(opened: MainWindow, sort: str) -> None:
    lanes = opened.session.map.lanes  # type: ignore[union-attr]
    cells = [cell for lane in lanes for cell in lane.cells]
    found = [one for cell in cells for one in getattr(cell, f"{sort}s")][:2]
    marta, piotr = person(opened).id, person(opened, 1).id

    def concerned() -> list[tuple[str, ...]]:
        project_ = project(opened)
        return [at(project_, find(project_, one.id)).personas for one in found]  # type: ignore[attr-defined]

    before = concerned()
    opened.session.choose(one.id for one in found)
    form = opened.bench.inspector.form
    assert form is not None
    buttons = form.row("personas").editor.buttons  # type: ignore[union-attr]
    for id in (marta, piotr):
        if not all(id in people for people in concerned()):
            QTest.mouseClick(buttons[id], Qt.MouseButton.LeftButton)
        assert all(id in people for people in concerned())
        assert buttons[id].isChecked()
    QTest.mouseClick(buttons[marta], Qt.MouseButton.LeftButton)
    assert concerned() == [(piotr,), (piotr,)]
    while concerned() != before:
        opened.session.undo()
    assert [buttons[marta].isChecked(), buttons[piotr].isChecked()] == [
        all(id in people for people in before) for id in (marta, piotr)
    ]


def test_a_persona_given_to_a_card_is_marked_on_the_poster(opened: MainWindow) -> None:
    lane = next(one for one in opened.session.map.lanes if one.kind == "pain_points")  # type: ignore[union-attr]
    card = lane.cells[0].cards[0]
    opened.session.select(card.id)
    opened.bench.inspector.form.row("personas").editor.buttons[person(opened).id].click()  # type: ignore[union-attr]
    poster = opened.canvas.poster
    assert poster is not None
    words = [
        item.block.text
        for part in poster.scene.parts
        for item in part.items
        if isinstance(item, Text) and item.item == card.id
    ]
    assert "M" in words


def test_the_menu_of_a_persona_on_the_sheet_leads_to_the_guide(opened: MainWindow) -> None:
    menu = context_menu(person(opened, 1).id, opened.session, opened.actions_, opened)
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert names == ["persona_guide", "duplicate_persona", "delete_persona"]
    menu.actions()[0].trigger()
    menu.close()
    found = [one for one in opened.children() if isinstance(one, PeopleWindow)]
    assert [one.persona for one in found] == [person(opened, 1).id]


def test_names_and_titles_of_any_length_leave_the_window_as_it_is(opened: MainWindow, guide: Guide) -> None:
    window = guide(opened)
    window.go_to(LAST)
    width = window.width()
    long = "An endless name that nobody would ever give to anybody at all " * 4
    made = set_field(project(opened), person(opened).id, "name", long)
    made = set_field(made, made.maps[0].id, "title", f"{long}\n& more")
    opened.session.apply("", made)
    QTest.qWait(50)
    assert window.width() == width
    assert window.who.width() <= window._side.width()
    assert window.page is not None
    held = window.page.widget()
    assert held is not None
    assert held.width() <= window.page.viewport().width()


def test_a_pasted_portrait_is_shown_described_printed_and_undone(
    opened: MainWindow, guide: Guide, qtbot: QtBot
) -> None:
    window = guide(opened)
    window.go_to(4)
    page = window.page
    assert page is not None
    picture, described = page.rows["portrait"].editor, page.rows["portrait.description"]
    assert not described.isVisible()
    paste = picture.paste  # type: ignore[union-attr]
    QApplication.clipboard().clear()
    QTest.mouseClick(paste, Qt.MouseButton.LeftButton)
    assert window.said.isVisible()  # there is none, and the guide says so itself
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QApplication.clipboard().setImage(image)
    QTest.mouseClick(paste, Qt.MouseButton.LeftButton)
    assert person(opened).portrait in project(opened).pictures
    assert described.isVisible() and not window.said.isVisible()
    box = described.editor.box  # type: ignore[union-attr]
    box.setFocus()
    QTest.keyClicks(box, "A woman on a bicycle")
    assert project(opened).pictures[person(opened).portrait or ""].description == "A woman on a bicycle"
    assert window.steps.step(4).done
    window.go_to(LAST)
    qtbot.waitUntil(lambda: window.sheet.printed is not None)
    printed = window.sheet.printed
    assert printed is not None
    parts = [part for layer in printed.pages[0].page.layers for part in layer.scene.parts]
    assert [item.round for part in parts for item in part.items if isinstance(item, Image)] == [True]
    opened.session.undo()
    opened.session.undo()
    assert person(opened).portrait is None
