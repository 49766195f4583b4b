"""The menu of what lies under the mouse on the sheet, built from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from cjmdesk.ui.actions.action import SEPARATOR
from cjmdesk.ui.actions.context import entries_for

if TYPE_CHECKING:
    from cjmdesk.ui.actionset import ActionSet
    from cjmdesk.ui.session import Session


def context_menu(thing: str, session: Session, actions: ActionSet, parent: QWidget) -> QMenu:
    """The menu for `thing`: an id, a cell's key, or empty for the desk. It deletes itself when closed.

    Commands that cannot be used now are left out.
    """
    from cjmdesk.ui.index import index_of

    journey = session.map
    kind = index_of(journey).kind(thing) if journey is not None and thing else ""
    if not kind and _is_persona(thing, session):
        kind = "persona"
        session.select(thing)
    made = QMenu(parent)
    made.setObjectName(f"context-{kind or 'desk'}")
    made.setToolTipsVisible(True)
    due = False
    for entry in entries_for(kind):
        if entry == SEPARATOR:
            due = bool(made.actions())
        elif actions[entry].isEnabled():
            if due:
                made.addSeparator()
            due = False
            made.addAction(actions[entry])
    made.aboutToHide.connect(made.deleteLater)
    return made


def _is_persona(thing: str, session: Session) -> bool:
    """Whether that is the id of a persona, whose card stands beside the title."""
    project = session.project
    return project is not None and any(who.id == thing for who in project.personas)


def open_context_menu(thing: str, at: QPoint, session: Session, actions: ActionSet, parent: QWidget) -> None:
    """Show the menu for `thing` at a place on the screen, if it would have anything in it."""
    menu = context_menu(thing, session, actions, parent)
    if menu.actions():
        menu.popup(at)
    else:
        menu.deleteLater()
