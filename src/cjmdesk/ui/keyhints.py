"""What the keys do for what is selected, or being written: the hints of the status bar. No widgets.

Each is a few words, the most helpful first: of those that do not fit the last are left out. The keys of a
command are read off the table of commands; only keys that are no command's stand here as words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from cjmdesk.i18n import N_, _
from cjmdesk.ui.actions.table import spec
from cjmdesk.ui.chosen import kinds_of
from cjmdesk.ui.qtwords import written_keys

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.session import Session


class Command(Struct, frozen=True):
    """A hint at commands. words: what they do, with a place for {keys}. ids: of the commands, whose keys
    are held alike ("Alt+← →")."""

    words: str
    ids: tuple[str, ...]


Hint = str | Command

_ON = N_("Tab: next thing")
_DELETE = Command(N_("{keys}: delete"), ("delete",))
_CONNECT = Command(N_("{keys}: connect"), ("connect",))
_MOVE = N_("{keys}: move")
_ACROSS = Command(_MOVE, ("move_left", "move_right"))
_UP_DOWN = Command(_MOVE, ("move_up", "move_down"))
_ANYWHERE = Command(_MOVE, ("move_left", "move_right", "move_up", "move_down"))
_CUT = Command(N_("{keys}: cut"), ("cut",))

SELECTED: dict[str, tuple[Hint, ...]] = {
    "": (
        N_("Enter: first cell"),
        N_("click a cell to write"),
        Command(N_("{keys}: help"), ("help",)),
        Command(N_("{keys}: all commands"), ("palette",)),
    ),
    "cell": (
        N_("Type or Enter to write"),
        N_("Arrows: next cell"),
        Command(N_("{keys}: paste a list"), ("paste",)),
        Command(N_("{keys}: scribe line"), ("scribe",)),
    ),
    "card": (
        N_("Enter: write"),
        N_("Arrows: next card"),
        _ANYWHERE,
        _CONNECT,
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
        _ACROSS,
        _CONNECT,
        Command(N_("{keys}: new stage"), ("stage_after",)),
        _DELETE,
    ),
    "step": (
        N_("Enter: rename"),
        N_("Arrows: go on"),
        _ACROSS,
        Command(N_("{keys}: width"), ("narrower", "wider")),
        _DELETE,
    ),
    "lane": (
        N_("Enter: rename"),
        N_("Arrows: go on"),
        _UP_DOWN,
        Command(N_("{keys}: new lane"), ("lane_below",)),
        _DELETE,
    ),
    "line": (N_("Enter: rename"), N_("Arrows: go on"), _UP_DOWN, _DELETE),
    "connector": (N_("Enter: write the label"), N_("drag an end to lead it elsewhere"), _ON, _DELETE),
    "map": (N_("Enter: write"), N_("Arrows: go on"), _ON),
}
"""By the kind of the one thing selected, see `chosen.kinds_of`; empty for nothing."""

SEVERAL: dict[str, tuple[Hint, ...]] = {
    "point": (
        N_("1–9, Home, End: all levels"),
        N_("↑ ↓: half a step"),
        N_("drag up or down: all together"),
        _DELETE,
    ),
    "card": (_ANYWHERE, Command(N_("{keys}: duplicate"), ("duplicate",)), _CUT, _DELETE),
    "": (_CUT, _DELETE),
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
    "high": (N_("Enter or Tab: the lower word"), N_("Esc: done")),
    "low": (N_("Enter: done"), N_("Shift+Tab: the upper word"), N_("Esc: done")),
    "words": (N_("Enter: done"), N_("Esc: done")),
}
"""By what is written, see `Writing.sort`."""


def key_hints(session: Session, writing: str) -> tuple[str, ...]:
    """What keys do now, in the user's language. writing: `Writing.sort`, empty while nothing is written."""
    journey = session.map
    if journey is None:
        return ()
    hints: tuple[Hint, ...] = WRITTEN.get(writing, ()) if writing else _selected(session, journey)
    return tuple(words for words in map(said, hints) if words)


def said(hint: Hint) -> str:
    """A hint in the user's language; empty where none of its commands has keys."""
    if isinstance(hint, str):
        return _(hint)
    keys = shown_keys(hint.ids)
    return _(hint.words).format(keys=keys) if keys else ""


def shown_keys(ids: tuple[str, ...]) -> str:
    """The first keys of these commands, with what is held for all of them said once: "Alt+← →"."""
    every = [spec(id).shortcuts[0] for id in ids if spec(id).shortcuts]
    held = {keys.rpartition("+")[0] for keys in every}
    if len(held) > 1:
        return ", ".join(map(written_keys, every))
    last = " ".join(written_keys(keys.rpartition("+")[2]) for keys in every)
    return "+".join([*filter(None, held), last])


def _selected(session: Session, journey: JourneyMap) -> tuple[Hint, ...]:
    kinds = kinds_of(journey, session.chosen)
    if "several" not in kinds:
        return SELECTED.get(next(iter(kinds), ""), ())
    rest = kinds - {"several"}
    return SEVERAL.get(next(iter(rest)) if len(rest) == 1 else "", SEVERAL[""])
