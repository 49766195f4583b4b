"""What is done with several copies and several languages: translations, merging."""

from typing import TYPE_CHECKING

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
