"""Reads journeys from YAML and JSON, whatever their keys are called.

Known shapes: phases with a list of actions that name their phase (emotion −2…2); stages with
activities and their parts; stages with a list for each lane; stages beside lanes; plain lists.
"""

import re
from collections.abc import Iterable
from typing import Any

from cjmdesk.formats import journey_json
from cjmdesk.formats.draft import DraftMap, DraftStage
from cjmdesk.formats.grid_shape import MAX_STAGES, is_about_journey
from cjmdesk.formats.journey_keys import TITLES, is_lane_key, texts_in, title_key, title_of, words_of
from cjmdesk.formats.journey_persona import read_persona
from cjmdesk.formats.journey_stages import Reader, put, read_referring, read_stage, reference, settle_scores
from cjmdesk.formats.labels import note_label
from cjmdesk.formats.outcome import ImportRefused, Note
from cjmdesk.formats.source import one_line
from cjmdesk.formats.tree import text_of
from cjmdesk.formats.words import is_one_of, stage_strength
from cjmdesk.i18n import _, ngettext

_MANY = frozenset(["journeys", "maps", "customer journeys", "user journeys", "journey maps", "mapy", "карты"])
"""Keys below which several journeys stand."""


def read_journeys(documents: list[Any]) -> list[DraftMap]:
    """The journeys in the documents of a file. Raises ImportRefused when there are none."""
    found: list[DraftMap] = []
    others: list[str] = []
    for document in documents:
        made = _read_any(document, 0)
        found += made
        if not made and document:
            others.append(
                text_of(document.get("kind") or document.get("id"))
                if isinstance(document, dict)
                else str(document)[:60]
            )
    if not found:
        raise ImportRefused(
            _("no list of stages or phases was found in it; it needs one, with a name for each stage")
        )
    if others:
        text = ngettext(
            "{count} other document in the file was left out.",
            "{count} other documents in the file were left out.",
            len(others),
        )
        found[0].say("unplaced", text.format(count=len(others)))
    return found


def _read_any(value: Any, depth: int) -> list[DraftMap]:
    """The journeys in a value, looked for at most three levels deep."""
    if depth > 3:
        return []
    if journey_json.is_journey_json(value):
        return [journey_json.from_data(value)]
    if isinstance(value, dict):
        return _read_mapping(value, depth)
    if not isinstance(value, list):
        return []
    if _is_stage_list(value):
        return [_read_journey({"stages": value})]
    return _read_parts(value, depth)


def _read_parts(values: Iterable[Any], depth: int) -> list[DraftMap]:
    parts = [part for part in values if isinstance(part, dict | list)]
    return [draft for part in parts[:200] for draft in _read_any(part, depth + 1)][:200]


def _read_mapping(value: dict[Any, Any], depth: int) -> list[DraftMap]:
    inner = next((key for key, part in value.items() if _is_wrapped(key, part)), None)
    if inner is not None:
        outer = {key: part for key, part in value.items() if key != inner}
        return [_read_journey({**outer, **value[inner]})]
    if _stages_key(value) is not None:
        return [_read_journey(value)]
    many = next((part for key, part in value.items() if words_of(key) in _MANY), None)
    if isinstance(many, list | dict):
        return _read_parts(many.values() if isinstance(many, dict) else many, depth)
    if _is_stage_mapping(value):
        return [_read_journey({"stages": value})]
    return _read_parts(value.values(), depth)


def _is_wrapped(key: Any, part: Any) -> bool:
    """Whether a journey is wrapped in a key that only says so: `journey: {name: …, steps: […]}`."""
    if not isinstance(part, dict) or not (
        is_about_journey(words_of(key)) or words_of(key) in ("map", "data")
    ):
        return False
    return _stages_key(part) is not None


def _stages_key(value: dict[Any, Any]) -> Any:
    """The key of the list of stages, None if there is none."""
    named = [
        key
        for key, part in value.items()
        if isinstance(part, list | dict) and part and _is_stages_word(key) and not _is_work(key, part)
    ]
    return next((key for key in named if isinstance(value[key], list)), next(iter(named), None))


def _is_work(key: Any, part: Any) -> bool:
    """Whether steps are those of a machine's work, not of a journey: no title, nothing of a lane."""
    if not isinstance(part, list) or not is_one_of("STEP_AXIS", words_of(key)):
        return False
    steps = [step for step in part if isinstance(step, dict)]
    fields = [name for step in steps for name in step if name != title_key(step)]
    return bool(steps) and bool(fields) and not any(is_lane_key(name) for name in fields)


def _is_stages_word(key: Any) -> bool:
    words = words_of(key)
    return is_one_of("STAGE_AXIS", words) or words in (
        "journey",
        "columns",
        "sections",
        "customer journey",
        "user journey",
    )


def _is_stage_list(value: list[Any]) -> bool:
    """Whether a bare list is one of stages: each has a title, and something of a lane."""
    parts = [part for part in value if isinstance(part, dict)]
    if len(parts) < 1 or len(parts) < len(value):
        return False
    titled = sum(title_key(part) is not None for part in parts)
    laned = sum(
        any(is_lane_key(key) or is_one_of("STAGE_AXIS", words_of(key)) for key in part) for part in parts
    )
    return titled == len(parts) and laned * 2 >= len(parts)


def _is_stage_mapping(value: dict[Any, Any]) -> bool:
    parts = [part for part in value.values() if isinstance(part, dict)]
    laned = sum(any(is_lane_key(key) for key in part) for part in parts)
    known = sum(stage_strength(str(key)) >= 0.6 for key in value)
    return (len(parts) >= 2 and laned >= 2) or (known >= 2 and known * 2 >= len(value))


def _read_journey(value: dict[Any, Any]) -> DraftMap:
    reader = Reader()
    key = _stages_key(value)
    stages = value[key]
    if isinstance(stages, dict):
        stages = [_named_stage(name, part) for name, part in stages.items()]
    if len(stages) > MAX_STAGES:
        raise ImportRefused(_("holds more than {limit} stages, far more than a map").format(limit=MAX_STAGES))
    places: dict[str, int] = {}
    numbers = [_start_stage(reader, part, places) for part in stages]
    for number, part in zip(numbers, stages, strict=True):
        if isinstance(part, dict):
            read_stage(reader, part, number)
    for other, part in value.items():
        if other != key:
            _read_head(reader, other, part, stages, places)
    if not reader.draft.stages:
        raise ImportRefused(_("its list of stages is empty"))
    settle_scores(reader)
    _say(reader)
    return reader.draft


def _named_stage(name: Any, part: Any) -> dict[Any, Any]:
    if isinstance(part, dict):
        return (
            part
            if title_key(part) in part and part[title_key(part)] == name
            else {"name": str(name), **{k: v for k, v in part.items() if k != "name"}}
        )
    return {"name": str(name), "actions": part}


def _start_stage(reader: Reader, part: Any, places: dict[str, int]) -> int:
    """The number of the stage that `part` is, or belongs to: rows of a list name theirs again and again."""
    title, is_row = text_of(part), False
    if isinstance(part, dict):
        key = title_key(part)
        title = text_of(part[key]) if key is not None else ""
        is_row = key is not None and is_one_of("STAGE_AXIS", words_of(key))
    stages = reader.draft.stages
    if not (is_row and stages and title and stages[-1].title == title):
        stages.append(DraftStage(title))
    number = len(stages) - 1
    if isinstance(part, dict):
        for name, value in part.items():
            if words_of(name) in ("id", "key", "slug", "_id") and text_of(value):
                places.setdefault(text_of(value), number)
    places.setdefault(title, number)
    return number


def _read_head(reader: Reader, key: Any, value: Any, stages: list[Any], places: dict[str, int]) -> None:
    """What stands beside the stages: title, persona, actions that name their stage, lanes."""
    draft, words = reader.draft, words_of(key)
    if value in (None, "", [], {}) or words in ("kind", "type", "$schema", "format", "schema", "id"):
        return
    if is_one_of("PERSONA", words):
        for part in value if isinstance(value, list) else [value]:
            read_persona(draft, part)
    elif isinstance(value, list) and any(reference(item, places) is not None for item in value):
        reader.by_reference = True
        read_referring(reader, key, value, places)
    elif words in ("lanes", "rows", "swimlanes", "layers", "dimensions") and isinstance(value, list | dict):
        for title, cells in _lanes(value):
            _read_parallel(reader, title, cells, places)
    elif (
        isinstance(value, list | dict)
        and len(value) == len(stages)
        and is_lane_key(key)
        and not _is_goal_list(words, stages)
    ):
        _read_parallel(reader, title_of(key), value, places)
    elif words in ("language", "lang", "locale") and re.fullmatch(
        r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", text_of(value)
    ):
        draft.language = text_of(value)
    elif words in TITLES and not isinstance(value, dict | list):
        draft.title = draft.title or text_of(value)
    elif not isinstance(value, dict | list):
        note_label(draft, words if _is_head_word(words) else title_of(key), text_of(value))
    elif is_one_of("GOAL", words) or words in ("goals", "objectives"):
        draft.goal = "\n".join([*filter(None, [draft.goal]), *texts_in(value)])
    else:
        reader.lost.append(title_of(key))
        draft.add_scenario("\n".join(f"{title_of(key)}: {text}" for text in texts_in(value)[:200]))


def _is_head_word(words: str) -> bool:
    return any(is_one_of(name, words) for name in ("GOAL", "SCENARIO", "VERSION", "TITLE"))


def _is_goal_list(words: str, stages: list[Any]) -> bool:
    return is_one_of("GOAL", words) or all(isinstance(part, dict) and len(part) > 2 for part in stages)


def _lanes(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [(title_of(key), part) for key, part in value.items()]
    found = []
    for part in value:
        if isinstance(part, dict):
            key = title_key(part)
            cells = next(
                (inner for name, inner in part.items() if name != key and isinstance(inner, list | dict)), []
            )
            found.append((text_of(part[key]) if key is not None else "", cells))
    return found


def _read_parallel(reader: Reader, title: str, cells: Any, places: dict[str, int]) -> None:
    """A lane beside the stages: a part for each of them, in order or by the stage's name."""
    if isinstance(cells, dict):
        for name, part in cells.items():
            if str(name) in places:
                put(reader, title, part, (places[str(name)], 0))
            else:
                reader.lost.append(str(name))
        return
    for number, part in enumerate(cells[: len(reader.draft.stages)]):
        if part not in (None, "", [], {}):
            put(reader, title, part, (number, 0))
    if len(cells) > len(reader.draft.stages):
        reader.lost += [text for part in cells[len(reader.draft.stages) :] for text in texts_in(part)]


def _say(reader: Reader) -> None:
    draft = reader.draft
    cards = sum(len(cell.cards) + len(cell.points) for lane in draft.lanes for cell in lane.cells.values())
    stages = ngettext("{count} stage", "{count} stages", len(draft.stages)).format(count=len(draft.stages))
    number = ngettext("{count} card", "{count} cards", cards).format(count=cards)
    draft.notes.insert(
        0, Note("understood", _("A journey with {stages} and {cards}.").format(stages=stages, cards=number))
    )
    if reader.lost:
        draft.say(
            "unplaced",
            _("These belong to no stage; what is text stands in the scenario: {texts}.").format(
                texts=one_line(reader.lost)
            ),
        )
