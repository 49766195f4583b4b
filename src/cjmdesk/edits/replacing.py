"""Replacing words wherever they stand."""

from collections.abc import Iterable
from typing import Protocol

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_brief, set_field, set_title
from cjmdesk.edits.places import at, find
from cjmdesk.i18n import _
from cjmdesk.model.project import Project
from cjmdesk.model.texts import clean_text
from cjmdesk.model.values import Item
from cjmdesk.model.wording import PROJECT, WORKSHOP, project_wordings, with_words, wordings


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
        if item == PROJECT or item.startswith(WORKSHOP):
            known = (one for one in project_wordings(project) if (one.item, one.field) == (item, field))
            text = _replaced({one.number: one.text for one in known}, group, words)[None]
            project = _set_own(project, item, field, text)
            continue
        owner = at(project, find(project, item))
        assert isinstance(owner, Item)
        texts = {one.number: one.text for one in wordings(owner) if one.field == field}
        texts = _replaced(texts, group, words)
        project = set_field(project, item, field, with_words(owner, field, texts))
    return project


def _replaced(texts: dict[int | None, str], places: list[Place], words: str) -> dict[int | None, str]:
    """The texts of a field, by their numbers, with `words` at these places. Raises EditError where one of
    them is gone."""
    fresh = dict(texts)
    for place in sorted(places, key=lambda one: one.start, reverse=True):
        if place.number not in fresh:
            raise EditError(_("{item} is not in the project any more").format(item=place.item))
        text = fresh[place.number]
        fresh[place.number] = text[: place.start] + words + text[place.end :]
    return fresh


def _set_own(project: Project, item: str, field: str, text: str) -> Project:
    """Set a text that belongs to no item, see `project_wordings`."""
    if item == PROJECT:
        name = field.removeprefix("brief.")
        return set_title(project, text) if name == field else set_brief(project, **{name: text})
    wanted = item.removeprefix(WORKSHOP)
    steps = tuple(
        step.model_copy(update={"notes": text}) if step.step == wanted else step
        for step in project.brief.steps
    )
    return set_brief(project, steps=steps)
