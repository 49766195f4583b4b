"""Finds words in all that people wrote into a project."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.values import Item
from cjmdesk.model.wording import Wording, project_wordings, wordings


class Find(Struct, frozen=True):
    """What is looked for. case: capitals matter. whole: only whole words."""

    words: str
    case: bool = False
    whole: bool = False

    def pattern(self) -> re.Pattern[str] | None:
        """What matches it; None while there is nothing to look for. A blank matches any blanks."""
        parts = self.words.split()
        if not parts:
            return None
        text = r"\s+".join(re.escape(part) for part in parts)
        if self.whole:
            text = rf"(?<!\w){text}(?!\w)"
        return re.compile(text, 0 if self.case else re.IGNORECASE)


class Found(Struct, frozen=True):
    """A place where it stands: characters start…end of a text of an item.

    map: id of the map, empty for what belongs to the project: personas, channels, and its own texts, see
    `model.wording.project_wordings`.
    """

    map: str
    item: str
    field: str
    number: int | None
    start: int
    end: int


def find_words(project: Project, wanted: Find, first: str = "") -> tuple[Found, ...]:
    """Every place, in reading order: the map with id `first`, the other maps, then the project's own."""
    pattern = wanted.pattern()
    if pattern is None:
        return ()
    maps = sorted(project.maps, key=lambda one: one.id != first)
    found: list[Found] = []
    for one in maps:
        for item in _read(one):
            found += _in_item(one.id, item, pattern)
    for item in (*project.personas, *project.channels, *project.brief.team):
        found += _in_item("", item, pattern)
    found += _in("", project_wordings(project), pattern)
    return tuple(found)


def _in_item(map_id: str, item: Item, pattern: re.Pattern[str]) -> Iterator[Found]:
    return _in(map_id, wordings(item), pattern)


def _in(map_id: str, texts: Iterable[Wording], pattern: re.Pattern[str]) -> Iterator[Found]:
    for one in texts:
        for match in pattern.finditer(one.text):
            yield Found(map_id, one.item, one.field, one.number, *match.span())


def _read(journey: JourneyMap) -> Iterator[Item]:
    """The items of a map as they are read: its head, its stages, lane by lane, its arrows."""
    yield journey
    for stage in journey.stages:
        yield stage
        yield from stage.steps
    columns = [step.id for stage in journey.stages for step in stage.steps]
    for lane in journey.lanes:
        yield lane
        cells = {cell.step: cell for cell in lane.cells}
        for step in columns:
            if step in cells:
                yield from cells[step].points
                yield from cells[step].cards
    yield from journey.connectors
    yield from journey.competitors
    yield from journey.views
