"""Replacing words wherever they stand."""

from collections.abc import Iterable
from typing import Protocol

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.places import at, find
from cjmdesk.model.project import Project
from cjmdesk.model.texts import clean_text
from cjmdesk.model.values import Item
from cjmdesk.model.wording import with_words, wordings


class Place(Protocol):
    """Characters start…end of a text of an item; number: its place in a field of several."""

    @property
    def item(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def number(self) -> int | None: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def replace_words(project: Project, places: Iterable[Place], words: str) -> Project:
    """Put `words` at every place; places that do not overlap, in any order. Raises EditError."""
    words = clean_text(words)
    by_field: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        by_field.setdefault((place.item, place.field), []).append(place)
    for (item, field), group in by_field.items():
        owner = at(project, find(project, item))
        assert isinstance(owner, Item)
        texts = {one.number: one.text for one in wordings(owner) if one.field == field}
        for place in sorted(group, key=lambda one: one.start, reverse=True):
            text = texts[place.number]
            texts[place.number] = text[: place.start] + words + text[place.end :]
        project = set_field(project, item, field, with_words(owner, field, texts))
    return project
