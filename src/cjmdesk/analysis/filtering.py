"""Which notes of a map a view shows, and what there is to choose from."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from cjmdesk.model.cards import CardBase, EmotionPoint, TouchpointCard
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap, SavedView

CRITERIA = ("tags", "personas", "lanes", "stages", "evidence", "channels")
"""The fields of a view that restrict it."""


class Split(Struct, frozen=True):
    """The ids of the notes that a view shows, and of those it does not, in reading order.

    arrows: the ids of the connectors neither end of which is shown.
    """

    shown: tuple[str, ...]
    faded: tuple[str, ...]
    arrows: tuple[str, ...] = ()


class Choices(Struct, frozen=True):
    """What notes can be told apart by, with the number of notes each; the most used tags first."""

    tags: dict[str, int]
    channels: dict[str, int]
    evidence: dict[str, int]


def restricts(view: SavedView) -> bool:
    """Whether the view leaves anything out."""
    return any(getattr(view, name) for name in CRITERIA)


def split(journey: JourneyMap, view: SavedView) -> Split:
    """The notes that fit all the criteria of the view; within one, any of its values will do.

    A note without personas concerns everybody, one without evidence counts as a guess. Where
    channels are asked for, only touchpoints over them fit.
    """
    steps = {step.id for stage in journey.stages if stage.id in view.stages for step in stage.steps}
    shown: list[str] = []
    faded: list[str] = []
    for lane, step, note in _notes(journey):
        fits = (
            (not view.lanes or lane.id in view.lanes)
            and (not view.stages or step in steps)
            and (not view.tags or not set(view.tags).isdisjoint(note.tags))
            and (not view.personas or not note.personas or not set(view.personas).isdisjoint(note.personas))
            and (not view.evidence or _grade(note) in view.evidence)
            and (not view.channels or _channel(note) in view.channels)
        )
        (shown if fits else faded).append(note.id)
    ends = {stage.id for stage in journey.stages if not view.stages or stage.id in view.stages} | set(shown)
    arrows = (each.id for each in journey.connectors if ends.isdisjoint((each.source, each.target)))
    return Split(tuple(shown), tuple(faded), tuple(arrows))


def choices(journey: JourneyMap) -> Choices:
    """What the notes of a map can be filtered by, as far as it is used."""
    tags: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    evidence: Counter[str] = Counter()
    for _lane, _step, note in _notes(journey):
        tags.update(dict.fromkeys(note.tags, 1))
        evidence[_grade(note)] += 1
        if _channel(note):
            channels[_channel(note)] += 1
    return Choices(dict(tags.most_common()), dict(channels.most_common()), dict(evidence.most_common()))


def _grade(note: CardBase | EmotionPoint) -> str:
    return note.evidence.grade if note.evidence is not None else "guess"


def _channel(note: CardBase | EmotionPoint) -> str:
    return note.channel if isinstance(note, TouchpointCard) else ""


def _notes(journey: JourneyMap) -> Iterator[tuple[Lane, str, CardBase | EmotionPoint]]:
    for lane in journey.lanes:
        for cell in lane.cells:
            for note in (*cell.points, *cell.cards):
                yield lane, cell.step, note
