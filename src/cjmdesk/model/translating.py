"""The texts of a map in other languages: what can be translated, and the map as it reads in one.

A map keeps its translations beside its texts (`JourneyMap.translations`), by the id of the item and the
name of the field. A field of several texts (a persona's needs) is one text with a line for each.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import east_asian_width

from msgspec import Struct

from cjmdesk.model.lanes import Cell, LaneBase
from cjmdesk.model.maps import JourneyMap, SavedView, WallGrid
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items
from cjmdesk.model.values import Item
from cjmdesk.model.wording import fields_with_words

_AS_THEY_ARE = frozenset({"tags", "evidence", "owner", "age"})
"""Fields with words that stay as they are: they name things, people, sources."""


class Source(Struct, frozen=True):
    """A text in the map's own language. item, field: whose it is; text: never empty."""

    item: str
    field: str
    text: str


def translatable_fields(item: Item) -> tuple[str, ...]:
    """The names of the fields of `item` that can be translated."""
    if isinstance(item, SavedView | WallGrid):
        return ()
    return tuple(name for name in fields_with_words(item) if name not in _AS_THEY_ARE)


def text_of(item: Item, field: str) -> str:
    """A field's text, that of several with one on each line."""
    value = getattr(item, field)
    return "\n".join(" ".join(part.split()) for part in value if part) if isinstance(value, tuple) else value


def translated_items(project: Project, journey: JourneyMap) -> Iterator[Item]:
    """What a poster of the map has texts of, in reading order: the map, its personas, all that is in it,
    and the channels that the user added."""
    yield journey
    people = {persona.id: persona for persona in project.personas}
    yield from (people[id] for id in journey.personas if id in people)
    for _place, item in map_items(journey):
        yield item
    yield from project.channels


def sources(project: Project, journey: JourneyMap) -> Iterator[Source]:
    """Every text of the map that can be translated, in reading order."""
    for item in translated_items(project, journey):
        for field in translatable_fields(item):
            text = text_of(item, field)
            if text.strip():
                yield Source(item.id, field, text)


def languages_of(journey: JourneyMap) -> tuple[str, ...]:
    """The languages that the map has texts in, its own first."""
    return (journey.language, *(tag for tag in sorted(journey.translations) if tag != journey.language))


def missing(project: Project, journey: JourneyMap, language: str) -> list[Source]:
    """The texts that have no translation into `language`; none for the map's own."""
    if language == journey.language:
        return []
    table = journey.translations.get(language, {})
    return [
        one for one in sources(project, journey) if not table.get(one.item, {}).get(one.field, "").strip()
    ]


def in_language(project: Project, journey: JourneyMap, language: str) -> tuple[Project, JourneyMap]:
    """The project and the map with the texts of `language`; what is not translated stays as it is.

    For what is printed or handed on: its texts are no longer the map's own. In the map's own language
    both come back as they are.
    """
    if language == journey.language:
        return project, journey
    table = journey.translations.get(language, {})
    return worded(project, journey, table, language)


def worded(
    project: Project, journey: JourneyMap, table: Mapping[str, Mapping[str, str]], language: str
) -> tuple[Project, JourneyMap]:
    """The project and the map with the texts of `table` (item → field → text) in place of its own.

    language: what the map is in then.
    """
    found = _with(journey, table)
    changes: dict[str, Any] = {
        name: _each(getattr(journey, name), table) for name in ("connectors", "competitors")
    }
    changes["stages"] = tuple(
        _with(stage, table, steps=_each(stage.steps, table)) for stage in journey.stages
    )
    changes["lanes"] = tuple(_lane(lane, table) for lane in journey.lanes)
    found = found.model_copy(update={**changes, "language": language})
    maps = tuple(found if one is journey else one for one in project.maps)
    whole = project.model_copy(
        update={
            "maps": maps,
            "personas": _each(project.personas, table),
            "channels": _each(project.channels, table),
        }
    )
    return whole, found


def _lane(lane: LaneBase, table: Mapping[str, Mapping[str, str]]) -> Any:
    cells = tuple(_cell(cell, table) for cell in lane.cells)
    same = all(old is new for old, new in zip(lane.cells, cells, strict=True))
    return _with(lane, table, **({} if same else {"cells": cells}))


def _cell(cell: Cell, table: Mapping[str, Mapping[str, str]]) -> Cell:
    cards, points = _each(cell.cards, table), _each(cell.points, table)
    if cards is cell.cards and points is cell.points:
        return cell
    return cell.model_copy(update={"cards": cards, "points": points})


def _each(group: tuple[Any, ...], table: Mapping[str, Mapping[str, str]]) -> tuple[Any, ...]:
    fresh = tuple(_with(item, table) for item in group)
    return group if all(old is new for old, new in zip(group, fresh, strict=True)) else fresh


def _with(item: Any, table: Mapping[str, Mapping[str, str]], **more: Any) -> Any:
    """`item` with its texts of the table, and with `more`; itself where nothing differs."""
    own = table.get(item.id, {})
    update: dict[str, Any] = dict(more)
    for field in translatable_fields(item) if own else ():
        text = own.get(field, "")
        if text.strip():
            value = getattr(item, field)
            update[field] = _lines(text) if isinstance(value, tuple) else text
    return item.model_copy(update=update) if update else item


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") if (line := part.strip()))


def longest(project: Project, journey: JourneyMap) -> tuple[Project, JourneyMap]:
    """The project and the map with each text in that of its languages in which it is longest.

    What is laid out so has room for nearly every language.
    """
    table: dict[str, dict[str, str]] = {}
    for source in sources(project, journey):
        said = [words.get(source.item, {}).get(source.field, "") for words in journey.translations.values()]
        best = max((source.text, *said), key=_extent)
        if best is not source.text:
            table.setdefault(source.item, {})[source.field] = best
    return worded(project, journey, table, journey.language)


def _extent(text: str) -> float:
    """How much room a text asks for, roughly: its letters, and its longest word, which no line breaks."""
    words = [sum(1 + (east_asian_width(letter) in "WF") for letter in word) for word in text.split()]
    return sum(words) + len(words) + 1.5 * max(words, default=0)
