"""What is done with several copies and several languages: translations, merging."""

from typing import TYPE_CHECKING

from shots.things import away

if TYPE_CHECKING:
    from cjmdesk.ui.window import MainWindow
    from shots.things import Views


def translations(window: "MainWindow", language: str) -> "Views":
    """The texts in a second and third language: none yet, half done, one written, what is missing."""
    from PySide6.QtTest import QTest

    from cjmdesk.formats.templates import sample
    from cjmdesk.i18n import LANGUAGES
    from cjmdesk.model.translating import sources
    from cjmdesk.storage.project_file import load
    from cjmdesk.ui.translating.window import TranslationsWindow

    window.actions_["translations"].trigger()
    shown = window.findChildren(TranslationsWindow)[-1]
    QTest.qWait(100)
    yield "translations-empty", shown
    project, one = window.session.project, window.session.map
    assert project is not None
    assert one is not None
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for tag in LANGUAGES:
        other = load(sample("bike-workshop", tag).path).project
        for number, source in enumerate(sources(other, other.maps[0])):
            if tag != language and number % 6 != 2:
                tables.setdefault(tag, {}).setdefault(source.item, {})[source.field] = source.text
    fresh = one.model_copy(update={"translations": tables})
    maps = tuple(fresh if each is one else each for each in project.maps)
    window.session.apply("", project.model_copy(update={"maps": maps}))
    shown.look(afresh=True)
    shown.table.setFocus()
    shown.table.go_to(3, 2)
    QTest.qWait(100)
    yield "translations", shown
    shown.table.next_missing()
    shown.table.edit(shown.table.currentIndex())
    QTest.qWait(100)
    yield "translations-writing", shown
    shown.resize(1000, 640)
    shown.only_missing.click()
    shown.table.setFocus()
    QTest.qWait(100)
    yield "translations-missing", shown
    shown.reject()
    window.session.undo()


def merging(window: "MainWindow", language: str) -> "Views":
    """Merge: no file yet; a question about like words; one from a common beginning; what came."""
    import tempfile
    from pathlib import Path

    from PySide6.QtTest import QTest

    from cjmdesk.edits.fields import set_field
    from cjmdesk.edits.notes import add_card
    from cjmdesk.model.cards import make_card
    from cjmdesk.storage.project_file import save
    from cjmdesk.ui.merging.window import MergeWindow

    project, one = window.session.project, window.session.map
    assert project is not None
    assert one is not None
    lane = next(lane for lane in one.lanes if lane.kind == "pain_points")
    cell = lane.cells[0]
    card = cell.cards[0]
    words = {"en": "Nobody can tell what is broken", "pl": "Nikt nie wie, co się zepsuło",
             "ru": "Никто не понимает, что сломалось"}  # fmt: skip
    with tempfile.TemporaryDirectory() as home:
        base = save(project, Path(home) / "begin.cjm").path
        fresh = make_card("pain_points", "n-b", text=words[language])
        other = add_card(project, lane.id, cell.step, fresh)
        other = set_field(other, one.stages[0].id, "title", f"{one.stages[0].title}!")
        second = save(set_field(other, card.id, "severity", 5), Path(home) / "group-b.cjm").path
        mine = add_card(
            project, lane.id, cell.step, fresh.model_copy(update={"id": "n-a", "text": card.text})
        )
        mine = set_field(mine, one.stages[0].id, "title", f"{one.stages[0].title}?")
        third = save(set_field(project, one.id, "goal", "X"), Path(home) / "group-c.cjm").path
        window.session.apply("", set_field(mine, one.id, "goal", "Y"))
        away()
        window.actions_["merge"].trigger()
        shown = window.findChildren(MergeWindow)[-1]
        QTest.qWait(100)
        yield "merge-empty", shown
        shown.add_files([second, third])
        QTest.qWait(100)
        yield "merge-no-base", shown
        shown.gathering.begin_from(shown._groups_of([base])[0])
        shown.look(shown.gathering.copy())
        shown.deciding.setFocus()
        QTest.qWait(100)
        yield "merge", shown
        shown.tabs.button(1).click()
        QTest.qWait(100)
        yield "merge-came", shown
        shown.reject()
    window.session.undo()


def comparing(window: "MainWindow") -> "Views":
    """Two maps compared: curves, all differences, some ticked, none found; and a project of one map."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window.session.select("")
    away()
    window.actions_["compare"].trigger()
    QTest.qWait(700)
    shown = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "compareWindow")
    rows = shown.list.shown_rows()  # type: ignore[attr-defined]
    stage = next(number for number, row in enumerate(rows) if row.kind == "moved")
    yield "compare", shown
    shown.list.tick(rows[stage : stage + 4], True)  # type: ignore[attr-defined]
    shown.list.stand_at(rows[stage])  # type: ignore[attr-defined]
    shown.sheet.all.click()  # type: ignore[attr-defined]
    QTest.qWait(900)
    away()
    yield "compare-all", shown
    shown.resize(1024, 620)
    shown.kind.setCurrentIndex(1)  # type: ignore[attr-defined]
    shown.kind.activated.emit(1)  # type: ignore[attr-defined]
    QTest.qWait(400)
    yield "compare-added", shown
    shown.wanted.setText("zzz")  # type: ignore[attr-defined]
    QTest.qWait(400)  # the sign that clears the line fades in
    yield "compare-none", shown
    shown.close()
    QTest.qWait(30)
