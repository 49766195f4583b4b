"""Where an item holds words that people write and read: for searching, and for replacing."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from cjmdesk.model.cards import CardBase, EmotionPoint, Evidence, SolutionCard
from cjmdesk.model.lanes import EmotionLane, LaneBase
from cjmdesk.model.maps import Connector, JourneyMap, SavedView
from cjmdesk.model.people import Competitor, Persona, TeamMember
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Item

_FIELDS: tuple[tuple[type[Item], tuple[str, ...]], ...] = (
    (SolutionCard, ("text", "note", "tags", "owner", "evidence")),
    (CardBase, ("text", "note", "tags", "evidence")),
    (EmotionPoint, ("quote", "feeling", "note", "tags", "evidence")),
    (Stage, ("title", "description", "key_task", "reason_left")),
    (Step, ("title",)),
    (EmotionLane, ("title", "question", "high", "low")),
    (LaneBase, ("title", "question")),
    (Connector, ("label",)),
    (JourneyMap, ("title", "scenario", "goal")),
    (
        Persona,
        (
            *("name", "age", "education", "wealth", "place", "occupation", "quote", "needs", "goals"),
            *("pains", "motives", "triggers", "objections", "channels", "note"),
        ),
    ),
    (Competitor, ("name",)),
    (TeamMember, ("name", "discipline")),
    (Channel, ("name",)),
    (SavedView, ("title",)),
)
"""The first class that fits counts. `evidence` stands for its source."""


WORDS = frozenset(name for _made, names in _FIELDS for name in names) - {"evidence"}
"""The names of all fields that hold words, of whatever kind of item."""


PROJECT, WORKSHOP = "project:", "workshop:"
"""Where an item is named: the project itself, and what is before the name of a step of the workshop."""

_OF_PROJECT = ("title", "brief.goal", "brief.audience", "brief.needs")


class Wording(Struct, frozen=True):
    """One text of an item. field: its name; number: its place in a field of several, else None."""

    item: str
    field: str
    number: int | None
    text: str


def fields_with_words(item: Item) -> tuple[str, ...]:
    """The names of the fields of `item` that hold words; none for a kind that holds no words."""
    return next((names for made, names in _FIELDS if isinstance(item, made)), ())


def wordings(item: Item) -> Iterator[Wording]:
    """Every text of `item` itself that is not empty, in the order in which people read them."""
    for name in fields_with_words(item):
        value = getattr(item, name)
        if isinstance(value, Evidence):
            value = value.source
        if isinstance(value, str):
            if value:
                yield Wording(item.id, name, None, value)
        elif isinstance(value, tuple):
            for number, text in enumerate(value):
                if text:
                    yield Wording(item.id, name, number, text)


def project_wordings(project: Project) -> Iterator[Wording]:
    """Every text that belongs to no item: the project's title, its brief, notes of the workshop's steps."""
    brief = project.brief
    texts = (project.title, brief.goal, brief.audience, brief.needs)
    for field, text in zip(_OF_PROJECT, texts, strict=True):
        if text:
            yield Wording(PROJECT, field, None, text)
    for step in brief.steps:
        if step.notes:
            yield Wording(f"{WORKSHOP}{step.step}", "notes", None, step.notes)


def with_words(item: Item, field: str, texts: dict[int | None, str]) -> Any:
    """The value that `field` has when these texts stand in it.

    texts: by number, None for the text of a field of one. Emptied texts of several are left out.
    """
    value = getattr(item, field)
    if isinstance(value, tuple):
        return tuple(text for n, old in enumerate(value) if (text := texts.get(n, old)) or not old)
    if isinstance(value, Evidence):
        return value.model_copy(update={"source": texts[None]})
    return texts[None]
