"""What the merging window says of questions and of what groups brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cjmdesk.changes.groups import Question
from cjmdesk.changes.report import SORT_WORDS, Difference, places, short_name
from cjmdesk.formats.shown import lane_title
from cjmdesk.i18n import N_, _, current_language, ngettext
from cjmdesk.layout.titles import LANES
from cjmdesk.model.lanes import LaneBase
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.wording import WORDS
from cjmdesk.ui.fields.fieldtable import ALL_KINDS, fields_of

BETWEEN = " › "
MOST_LINES = 12

_CHANGES = {
    "added": N_("New: {sort} “{name}”"),
    "removed": N_("Gone: {sort} “{name}”"),
    "moved": N_("Moved: {sort} “{name}”, from {before} to {after}"),
    "changed": N_("Changed: {sort} “{name}”, {field}"),
    "reordered": N_("Another order: {sort} “{name}”, {field}"),
}
_LISTS = {
    "stages": N_("Stages"),
    "lanes": N_("Lanes"),
    "steps": N_("Steps"),
    "cards": N_("Notes"),
    "points": N_("Emotion points"),
    "maps": N_("Maps"),
    "personas": N_("Personas"),
    "connectors": N_("Connectors"),
    "channels": N_("Channels"),
    "competitors": N_("Competitors"),
    "views": N_("Views"),
    "team": N_("Team"),
}


class Names:
    """The words for ids and fields in these projects, the first that knows an id counts."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self._projects = projects
        self._names: dict[str, str] = {}
        for project in reversed(projects):
            for _place, item in items(project):
                is_lane = isinstance(item, LaneBase)
                name = lane_title(item, current_language()) if is_lane else short_name(item)  # type: ignore[arg-type]
                self._names[item.id] = name or item.id
        self._places: dict[str, str] | None = None
        self._fields: dict[str, str] = {}
        for kind in ALL_KINDS:
            for one in fields_of(kind):
                self._fields.setdefault(one.name, one.caption)

    def of(self, id: str) -> str:
        """What an item is called; the id itself where nobody knows it."""
        return self._names.get(id, id)

    def field(self, name: str) -> str:
        """The words for a field, `poster.paper` or `translations.pl.c1.text` by what is known of it."""
        first, _dot, rest = name.partition(".")
        last = name.rpartition(".")[2]
        if first == "translations" and rest:
            return _("translation into {language}").format(language=rest.partition(".")[0])
        for known in (name, last, first):
            if known in self._fields:
                return _(self._fields[known])
            if known in _LISTS:
                return _(_LISTS[known])
        return last

    def place(self, id: str) -> str:
        """Where an item stands, from the map down; empty for what stands in no map."""
        if self._places is None:
            self._places = {}
            for project in reversed(self._projects):
                self._places |= {
                    key: BETWEEN.join(_(LANES[part].title) if part in LANES else part for part in words)
                    for key, words in places(project).items()
                }
        return self._places.get(id, "")

    def value(self, value: Any) -> str:
        """A JSON value as people would write it."""
        if value is None or value in ("", [], {}):
            return _("(nothing)")
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, str):
            return self.of(value) if value in self._names else value
        if isinstance(value, list | tuple):
            return "\n".join(self.value(part) for part in value)
        if isinstance(value, dict):
            return self._whole(value)
        return f"{value:+g}" if isinstance(value, float) else str(value)

    def _whole(self, value: Mapping[str, Any]) -> str:
        """An item with all that it holds: its words, cut where they are many."""
        lines = list(_words_in(value))
        if not lines:
            return _("(without words)")
        more = len(lines) - MOST_LINES
        if more > 0:
            form = ngettext("… and {count} more", "… and {count} more", more)
            lines = [*lines[:MOST_LINES], form.format(count=more)]
        return "\n".join(lines)

    def place_value(self, path: str) -> str:
        """A place told as a path of ids (`lanes/l1/cells/s2`)."""
        return BETWEEN.join(self.of(part) for part in path.split("/")[1::2])


def _words_in(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str) and name in WORDS and value.strip():
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _words_in(part, key)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words_in(part, name)


def title_words(question: Question, names: Names) -> str:
    """What a question is about, on one line."""
    conflict = question.conflict
    name = names.of(conflict.item) if conflict.item else _("the project")
    if conflict.kind == "edit" and question.alike is not None:
        return _("“{name}”: the same in other words?").format(name=name)
    forms = {
        "edit": N_("“{name}”: {field}"),
        "we deleted": N_("“{name}”: deleted or changed"),
        "they deleted": N_("“{name}”: deleted or changed"),
        "move": N_("“{name}”: where to"),
        "order": N_("“{name}”: order of {field}"),
    }
    return _(forms[conflict.kind]).format(name=name, field=names.field(conflict.field))


def side_words(question: Question, names: Names) -> tuple[str, str]:
    """What ours and theirs say."""
    conflict = question.conflict
    if conflict.kind == "we deleted":
        return _("(deleted)"), names.value(conflict.theirs)
    if conflict.kind == "they deleted":
        return names.value(conflict.ours), _("(deleted)")
    if conflict.kind == "move":
        return names.place_value(conflict.ours), names.place_value(conflict.theirs)
    return names.value(conflict.ours), names.value(conflict.theirs)


def difference_words(difference: Difference, names: Names) -> str:
    """One thing that a group brought, with its place."""
    words = _(_CHANGES[difference.change]).format(
        sort=_(SORT_WORDS.get(difference.sort, difference.sort)),
        name=names.of(difference.item) if difference.item else difference.name,
        field=names.field(difference.field),
        before=difference.before,
        after=difference.after,
    )
    within = (_(LANES[part].title) if part in LANES else part for part in difference.within if part)
    around = BETWEEN.join(within)
    return f"{words} · {around}" if around else words
