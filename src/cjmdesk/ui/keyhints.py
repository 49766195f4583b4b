"""What the keys do for what is selected, or being written: the hints of the status bar. No widgets.

Each is a few words, the most helpful first: of those that do not fit the last are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjmdesk.i18n import N_, _
from cjmdesk.ui.chosen import kinds_of

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.session import Session

_ON = N_("Tab: next thing")
_DELETE = N_("Del: delete")

SELECTED: dict[str, tuple[str, ...]] = {
    "": (N_("Enter: first cell"), N_("click a cell to write"), N_("F1: help"), N_("Ctrl+K: all commands")),
    "cell": (
        N_("Type or Enter to write"),
        N_("Arrows: next cell"),
        N_("Ctrl+V: paste a list"),
        N_("Ctrl+J: scribe line"),
    ),
    "card": (
        N_("Enter: write"),
        N_("Arrows: next card"),
        N_("Alt+arrows: move"),
        N_("Ctrl+L: connect"),
        _DELETE,
    ),
    "point": (
        N_("1–9, Home, End: level"),
        N_("↑ ↓: half a step"),
        N_("← →: next point"),
        N_("Ctrl+↑ ↓: other lane"),
        N_("Enter: write"),
        _ON,
        _DELETE,
    ),
    "stage": (
        N_("Enter: rename"),
        N_("Arrows: go on"),
        N_("Alt+← →: move"),
        N_("Ctrl+L: connect"),
        N_("Ctrl+Shift+→: new stage"),
        _DELETE,
    ),
    "step": (
        N_("Enter: rename"),
        N_("Arrows: go on"),
        N_("Alt+← →: move"),
        N_("Ctrl+Alt+→: new step"),
        _DELETE,
    ),
    "lane": (
        N_("Enter: rename"),
        N_("Arrows: go on"),
        N_("Alt+↑ ↓: move"),
        N_("Ctrl+Shift+↓: new lane"),
        _DELETE,
    ),
    "line": (N_("Enter: rename"), N_("Arrows: go on"), N_("Alt+↑ ↓: move"), _DELETE),
    "connector": (N_("Enter: write the label"), N_("drag an end to lead it elsewhere"), _ON, _DELETE),
    "map": (N_("Enter: write"), N_("Arrows: go on"), _ON),
}
"""By the kind of the one thing selected, see `chosen.kinds_of`; empty for nothing."""

SEVERAL: dict[str, tuple[str, ...]] = {
    "point": (
        N_("1–9, Home, End: all levels"),
        N_("↑ ↓: half a step"),
        N_("drag up or down: all together"),
        _DELETE,
    ),
    "card": (N_("Alt+arrows: move"), N_("Ctrl+D: duplicate"), N_("Ctrl+X: cut"), _DELETE),
    "": (N_("Ctrl+X: cut"), _DELETE),
}
"""The same for several things of one kind; empty for several kinds."""

WRITTEN: dict[str, tuple[str, ...]] = {
    "note": (
        N_("Enter: next card"),
        N_("Tab: next stage"),
        N_("Ctrl+↑ ↓: other lane"),
        N_("Shift+Enter: new line"),
        N_("Esc: done"),
    ),
    "quote": (
        N_("Enter: next quote"),
        N_("Tab: write the feeling"),
        N_("Ctrl+↑ ↓: other lane"),
        N_("Esc: done"),
    ),
    "new point": (
        N_("Enter: keep the point"),
        N_("Esc: take it back"),
        N_("Tab: write the feeling"),
        N_("Ctrl+↑ ↓: other lane"),
    ),
    "feeling": (N_("Enter: done"), N_("Tab: next stage"), N_("Shift+Tab: the quote"), N_("Esc: done")),
    "title": (N_("Enter: done"), N_("Tab: next title"), N_("Esc: done")),
    "words": (N_("Enter: done"), N_("Esc: done")),
}
"""By what is written, see `Writing.sort`."""


def key_hints(session: Session, writing: str) -> tuple[str, ...]:
    """What keys do now, in the user's language. writing: `Writing.sort`, empty while nothing is written."""
    journey = session.map
    if journey is None:
        return ()
    return tuple(_(words) for words in (WRITTEN.get(writing, ()) if writing else _selected(session, journey)))


def _selected(session: Session, journey: JourneyMap) -> tuple[str, ...]:
    kinds = kinds_of(journey, session.chosen)
    if "several" not in kinds:
        return SELECTED.get(next(iter(kinds), ""), ())
    rest = kinds - {"several"}
    return SEVERAL.get(next(iter(rest)) if len(rest) == 1 else "", SEVERAL[""])
