"""The table of actions, and what is built from it."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from cjmdesk import shipped
from cjmdesk.ui.actions.action import CURVES, MAPS, RECENT, SEPARATOR, Menu, State
from cjmdesk.ui.actions.table import ACTIONS, MENUS, TOOLBAR, TOOLBAR_END, spec
from cjmdesk.ui.window import MainWindow


def _entries(menu: Menu) -> list[str]:
    found: list[str] = []
    for entry in menu.entries:
        found += _entries(entry) if isinstance(entry, Menu) else [entry]
    return found


def test_ids_and_shortcuts_are_unique() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))
    keys = [QKeySequence(one).toString() for action in ACTIONS for one in action.shortcuts]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_every_action_has_words_and_a_shipped_icon() -> None:
    for action in ACTIONS:
        assert action.text.strip() and action.help.strip(), action.id
        assert not action.icon or shipped.path("icons", f"{action.icon}.svg").is_file(), action.icon


def test_every_action_is_in_a_menu_once() -> None:
    placed = [id for menu in MENUS for id in _entries(menu) if id not in (SEPARATOR, RECENT, MAPS, CURVES)]
    assert sorted(placed) == sorted(action.id for action in ACTIONS)
    for id in (*TOOLBAR, *TOOLBAR_END):
        assert id == SEPARATOR or spec(id)


def test_without_a_project_only_what_makes_sense_can_be_used() -> None:
    usable = {action.id for action in ACTIONS if action.when(State())}
    assert {"new", "open", "quit", "preferences", "about"} <= usable
    assert usable.isdisjoint({"save", "export_poster", "zoom_in", "undo", "next_map"})


def test_the_window_offers_all_of_them(opened: MainWindow) -> None:
    in_menus = {
        action.objectName()
        for bar in opened.menuBar().actions()
        for action in _all_actions(bar.menu())
        if action.objectName()
    }
    assert {action.id for action in ACTIONS} <= in_menus
    for action in opened.actions_.all():
        assert action.text() and action.toolTip()


def test_maps_menu_lists_the_maps_and_ticks_the_shown_one(opened: MainWindow) -> None:
    menu = next(m for m in opened.findChildren(QMenu) if m.objectName() == "map")
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()  # a second time must not list them twice
    named = [
        action
        for action in menu.actions()
        if not action.objectName() and action.text() and action.menu() is None
    ]
    assert [action.text() for action in named] == ["Repair visit", "Repair visit as it should be"]
    assert [action.isChecked() for action in named] == [True, False]
    named[1].trigger()
    assert opened.session.map is not None
    assert opened.session.map.title == "Repair visit as it should be"


def _all_actions(menu: object) -> list:  # type: ignore[type-arg]
    assert isinstance(menu, QMenu)
    found = []
    for action in menu.actions():
        found += [action, *(_all_actions(action.menu()) if action.menu() is not None else [])]
    return found
