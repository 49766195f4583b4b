"""Reads the stages of a journey in JSON or YAML: their tasks, lanes and feelings."""

from typing import Any

from msgspec import Struct, field

from cjmdesk.formats import card_text, feelings
from cjmdesk.formats.blocks import Line, cell_of
from cjmdesk.formats.draft import DraftCard, DraftMap, DraftPoint
from cjmdesk.formats.journey_keys import (
    ABOUT,
    REFERENCE,
    SILENT,
    is_feeling,
    is_lane_key,
    names_in,
    texts_in,
    title_key,
    title_of,
    words_of,
)
from cjmdesk.formats.lane_kinds import resolved_kind
from cjmdesk.formats.tree import text_of
from cjmdesk.formats.words import is_one_of, lane_guess
from cjmdesk.i18n import _


class Reader(Struct):
    """draft: being filled. scores: by lane title, the points whose figures wait for their scale."""

    draft: DraftMap = field(default_factory=DraftMap)
    scores: dict[str, list[tuple[DraftPoint, float]]] = field(default_factory=dict)
    by_reference: bool = False
    lost: list[str] = field(default_factory=list)


def read_stage(reader: Reader, part: dict[Any, Any], number: int) -> None:
    stage = reader.draft.stages[number]
    title = title_key(part)
    for key, value in part.items():
        words = words_of(key)
        if key == title or value in (None, "", [], {}) or words in SILENT:
            continue
        if words in ABOUT and not isinstance(value, dict | list):
            stage.description = f"{text_of(value)}\n{stage.description}".strip()
        elif words == "key task":
            stage.key_task = "\n".join(texts_in(value))
            reader.draft.lane("key_task", title_of(key))
        elif _holds_tasks(words, value):
            _read_tasks(reader, key, [item for item in value if item], number)
        elif isinstance(value, int | float) and not isinstance(value, bool) and not is_lane_key(key):
            stage.description = f"{stage.description}\n{title_of(key)}: {text_of(value)}".strip()
        elif words in ("lanes", "cells", "rows") and isinstance(value, dict):
            for lane, inner in value.items():
                put(reader, title_of(lane), inner, (number, 0))
        else:
            put(reader, title_of(key), value, (number, 0))


def _holds_tasks(words: str, value: Any) -> bool:
    """Whether a list holds tasks with their own fields, not only cards of a lane."""
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        return False
    guess = lane_guess(words)
    return (
        is_one_of("STAGE_AXIS", words)
        or is_one_of("STEP_AXIS", words)
        or bool(guess and guess.kind in ("actions", "process"))
    )


def _is_rich(item: Any) -> bool:
    """Whether a task has lanes of its own, so that it gets a step of its own."""
    if not isinstance(item, dict):
        return False
    title = title_key(item)
    return any(
        (isinstance(value, list | dict) and value)
        or (is_lane_key(key) and not is_feeling(key) and isinstance(value, str))
        for key, value in item.items()
        if key != title
        and words_of(key) not in SILENT
        and not is_feeling(key)
        and not is_one_of("PERSONA", words_of(key))
    )


def _read_tasks(reader: Reader, key: Any, items: list[Any], number: int) -> None:
    guess = lane_guess(words_of(key))
    title = title_of(key) if guess and guess.kind == "actions" else ""
    rich = any(_is_rich(item) for item in items)
    for item in items:
        _read_task(reader, title, item, number, rich)


def _read_task(reader: Reader, lane: str, item: Any, number: int, rich: bool) -> None:
    stage = reader.draft.stages[number]
    cells = [
        own.cells.get((number, len(stage.steps) - 1)) for own in reader.draft.lanes if own.kind == "actions"
    ]
    if rich and any(cell and cell.cards for cell in cells):
        stage.steps.append("")
    place = (number, len(stage.steps) - 1)
    actions = reader.draft.lane("actions", lane)
    if not isinstance(item, dict):
        actions.cell(*place).cards += card_text.cards("actions", cell_of(text_of(item)))
        return
    title = title_key(item)
    names = tuple(
        dict.fromkeys(
            name
            for key, value in item.items()
            if is_one_of("PERSONA", words_of(key))
            for name in names_in(value)
        )
    )
    for name in names:
        reader.draft.add_persona(name)
    card = DraftCard(text_of(item.get(title)) if title is not None else "", personas=names)
    actions.cell(*place).cards.append(card)
    felt = False
    for key, value in item.items():
        words = words_of(key)
        if (
            key == title
            or value in (None, "", [], {})
            or words in SILENT
            or REFERENCE.match(words)
            or is_one_of("PERSONA", words)
        ):
            continue
        if is_feeling(key):
            put(reader, title_of(key), value, place, names)
            felt = True
        elif isinstance(value, list | dict) or (is_lane_key(key) and words not in ABOUT):
            put(reader, title_of(key), value, place, names)
        else:
            text = text_of(value)
            card.note = f"{card.note}\n{text if words in ABOUT else f'{title_of(key)}: {text}'}".strip()
    if not card.text and not felt:
        card.text = card.note
        card.note = ""


def put(reader: Reader, title: str, value: Any, place: tuple[int, int], names: tuple[str, ...] = ()) -> None:
    """Puts what stands under one key into the lane of that title."""
    parts = value if isinstance(value, list) else [value]
    shown = tuple(Line(text) for part in parts for text in texts_in(part))
    kind = next((lane.kind for lane in reader.draft.lanes if lane.title == title), "") or resolved_kind(
        title, [shown]
    )
    guess = lane_guess(title)
    if (
        guess
        and {"thoughts", "emotions"} <= {guess.kind, *guess.also}
        and not all(isinstance(part, int | float) for part in parts)
    ):
        kind = "thoughts"
    if kind in ("line", "key_task"):
        kind = "free_text"
    if (
        kind == "free_text"
        and is_feeling(title)
        and not any(lane.title == title for lane in reader.draft.lanes)
    ):
        kind = "emotions" if any(isinstance(part, int | float) for part in parts) else kind
    cell = reader.draft.lane(kind, title).cell(*place)
    for part in parts:
        if kind == "emotions":
            cell.points += _points(reader, title, part, names)
        else:
            cell.cards += _cards(kind, part, names)


def _cards(kind: str, part: Any, names: tuple[str, ...]) -> list[DraftCard]:
    if isinstance(part, dict):
        key = title_key(part)
        if key is None:
            return [DraftCard("\n".join(texts_in(part)), personas=names)]
        rest = {name: value for name, value in part.items() if name != key}
        return [DraftCard(text_of(part[key]), "\n".join(texts_in(rest)), names)]
    if isinstance(part, list):
        return [card for inner in part for card in _cards(kind, inner, names)]
    return card_text.cards(kind, cell_of(text_of(part)), names)


def _points(reader: Reader, title: str, part: Any, names: tuple[str, ...]) -> list[DraftPoint]:
    if isinstance(part, list):
        return [point for inner in part for point in _points(reader, title, inner, names)]
    if isinstance(part, dict):
        return [_point_of(reader, title, part, names)]
    if isinstance(part, int | float) and not isinstance(part, bool):
        point = DraftPoint(personas=names)
        reader.scores.setdefault(title, []).append((point, float(part)))
        return [point]
    made = []
    for line in cell_of(text_of(part)):
        reading = feelings.read(line.text)
        feeling, quote = feelings.words_of(reading.rest)
        made.append(DraftPoint(reading.level, quote, feeling, personas=names))
        if reading.score is not None:
            reader.scores.setdefault(title, []).append((made[-1], reading.score))
    return made


def _point_of(reader: Reader, title: str, part: dict[Any, Any], names: tuple[str, ...]) -> DraftPoint:
    """A point from a mapping such as {score: 3, label: happy, quote: …}."""
    point = DraftPoint(personas=names)
    rest: list[str] = []
    for key, value in part.items():
        words = words_of(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and words not in SILENT:
            reader.scores.setdefault(title, []).append((point, float(value)))
        elif words in ("quote", "quotes", "cytat", "цитата", "zitat", "says"):
            point.quote = "\n".join(texts_in(value))
        elif (
            not point.feeling
            and not isinstance(value, dict | list)
            and words not in SILENT
            and words not in ABOUT
        ):
            point.feeling = text_of(value)
            point.level = feelings.word_level(point.feeling)
        elif words not in SILENT:
            rest += texts_in(value)
    point.note = "\n".join(rest)
    return point


def reference(item: Any, places: dict[str, int]) -> int | None:
    if not isinstance(item, dict):
        return None
    for key, value in item.items():
        if (REFERENCE.match(words_of(key)) or is_one_of("STAGE_AXIS", words_of(key))) and text_of(
            value
        ) in places:
            return places[text_of(value)]
    return None


def read_referring(reader: Reader, key: Any, items: list[Any], places: dict[str, int]) -> None:
    guess = lane_guess(words_of(key))
    is_tasks = guess is None or guess.kind in ("actions", "process")
    rich = any(_is_rich(item) for item in items)
    for item in items:
        number = reference(item, places)
        if number is None:
            reader.lost += texts_in(item)[:3]
        elif is_tasks:
            _read_task(reader, title_of(key) if guess and guess.kind == "actions" else "", item, number, rich)
        else:
            kept = {k: v for k, v in item.items() if not REFERENCE.match(words_of(k))}
            put(reader, title_of(key), kept, (number, 0))


def settle_scores(reader: Reader) -> None:
    """Gives the waiting points their levels, now that all figures of their lane are known."""
    for title, waiting in reader.scores.items():
        values = [score for _point, score in waiting]
        scale = feelings.scale_in_title(title)
        if scale is None:
            small = all(abs(score) <= 2 for score in values)
            both = small and (reader.by_reference or min(values) <= 0)
            scale = feelings.guess_scale(values, signed=both)
            text = _("The figures in “{lane}” were read as a scale from {low:g} to {high:g}.")
            reader.draft.say("guessed", text.format(lane=title, low=scale.low, high=scale.high))
        for point, score in waiting:
            point.level = scale.level(score)
