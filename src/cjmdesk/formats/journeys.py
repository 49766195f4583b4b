"""Reads journeys from YAML and JSON, whatever their keys are called.

Known shapes: phases with a list of actions that name their phase (emotion −2…2); stages with
activities and their parts; stages with a list for each lane; stages beside lanes; plain lists.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from cjmdesk.formats import card_text, feelings, journey_json
from cjmdesk.formats.blocks import Line, cell_of
from cjmdesk.formats.draft import DraftCard, DraftMap, DraftPoint, DraftStage
from cjmdesk.formats.grid import note_label, resolved_kind
from cjmdesk.formats.grid_shape import MAX_STAGES
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import one_line
from cjmdesk.formats.tree import text_of
from cjmdesk.formats.words import is_one_of, lane_guess, stage_strength
from cjmdesk.i18n import _, ngettext

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SILENT = frozenset(
    [
        "id",
        "_id",
        "uid",
        "uuid",
        "key",
        "slug",
        "kind",
        "type",
        "color",
        "colour",
        "icon",
        "order",
        "index",
        "position",
        "sort",
        "weight",
        "$schema",
        "created",
        "updated",
        "createdat",
        "updatedat",
    ]
)
_TITLES = frozenset(
    [
        "name",
        "title",
        "label",
        "heading",
        "nazwa",
        "tytuł",
        "имя",
        "название",
        "назва",
        "titel",
        "titre",
        "nom",
        "nombre",
        "título",
        "nome",
        "título",
        "naam",
        "název",
        "名称",
        "名前",
        "名",
        "标题",
        "標題",
        "タイトル",
        "이름",
        "제목",
        "اسم",
        "عنوان",
        "שם",
        "כותרת",
        "task",
        "action",
        "activity",
        "text",
    ]
)
_ABOUT = frozenset(
    [
        "description",
        "summary",
        "details",
        "detail",
        "opis",
        "описание",
        "опис",
        "beschreibung",
        "descripción",
        "descripcion",
        "descrizione",
        "descrição",
        "omschrijving",
        "popis",
        "説明",
        "描述",
        "说明",
        "설명",
    ]
)
_MANY = frozenset(
    ["journeys", "maps", "customer", "journeys", "journey", "maps", "mapy", "карты", "customerjourneys"]
) | {
    "customer journeys",
    "journey maps",
    "user journeys",
}
_PERSONA_FIELDS = {
    "age": "age", "education": "education", "wealth": "wealth", "income": "wealth", "place": "place", "location": "place",
    "city": "place", "occupation": "occupation", "job": "occupation", "profession": "occupation", "quote": "quote",
}  # fmt: skip
_PERSONA_LISTS = {
    "needs": "needs", "goals": "goals", "pains": "pains", "pain points": "pains", "frustrations": "pains",
    "motives": "motives", "motivations": "motives", "triggers": "triggers", "objections": "objections", "channels": "channels",
}  # fmt: skip
_REFERENCE = re.compile(
    r"^(phase|stage|step|etap|faza|этап|phase id|stage id|stage name|phase name|in stage|in phase)$"
)


def words_of(key: Any) -> str:
    """A key as words: `painPoints` and `pain_points` are both "pain points"."""
    text = _CAMEL.sub(" ", str(key)[:80]).replace("_", " ").replace("-", " ")
    return " ".join(text.split()).lower()


def title_of(key: Any) -> str:
    """A key as a lane's title: as written if people wrote it, else with blanks and a capital."""
    text = str(key)[:200]
    if re.fullmatch(r"[a-z][A-Za-z0-9_-]*", text):
        words = words_of(text)
        return words[:1].upper() + words[1:]
    return text.strip()


@dataclass(slots=True)
class _Reader:
    """draft: being filled. scores: by lane title, the points whose figures wait for their scale."""

    draft: DraftMap = field(default_factory=DraftMap)
    scores: dict[str, list[tuple[DraftPoint, float]]] = field(default_factory=dict)
    by_reference: bool = False
    lost: list[str] = field(default_factory=list)


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
            _(
                "no list of stages or phases was found in it; it needs one, with a name and texts for each stage"
            )
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
    if journey_json.is_journey_json(value):
        return [journey_json.from_data(value)]
    if isinstance(value, list):
        if _is_stage_list(value):
            return [_read_journey({"stages": value})]
        return [
            draft
            for part in value[:200]
            if isinstance(part, dict) and depth < 3
            for draft in _read_any(part, depth + 1)
        ]
    if not isinstance(value, dict):
        return []
    if _stages_key(value) is not None:
        return [_read_journey(value)]
    for key, part in value.items():
        if words_of(key) in _MANY and isinstance(part, list | dict):
            parts = part if isinstance(part, list) else list(part.values())
            return [draft for one in parts if depth < 3 for draft in _read_any(one, depth + 1)]
    if _is_stage_mapping(value):
        return [_read_journey({"stages": value})]
    return [
        draft
        for part in value.values()
        if isinstance(part, dict | list) and depth < 3
        for draft in _read_any(part, depth + 1)
    ][:200]


def _stages_key(value: dict[Any, Any]) -> Any:
    """The key of the list of stages, None if there is none."""
    named = [
        key for key, part in value.items() if isinstance(part, list | dict) and part and _is_stages_word(key)
    ]
    return next((key for key in named if isinstance(value[key], list)), next(iter(named), None))


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
    titled = sum(_title(part) is not None for part in parts)
    laned = sum(
        any(_is_lane_key(key) or is_one_of("STAGE_AXIS", words_of(key)) for key in part) for part in parts
    )
    return titled == len(parts) and laned * 2 >= len(parts)


def _is_stage_mapping(value: dict[Any, Any]) -> bool:
    parts = [part for part in value.values() if isinstance(part, dict)]
    laned = sum(any(_is_lane_key(key) for key in part) for part in parts)
    known = sum(stage_strength(str(key)) >= 0.6 for key in value)
    return (len(parts) >= 2 and laned >= 2) or (known >= 2 and known * 2 >= len(value))


def _is_lane_key(key: Any) -> bool:
    guess = lane_guess(words_of(key))
    return guess is not None and guess.strength >= 0.6


_TASK_WORDS = frozenset(["task", "action", "activity", "text"])


def _title(part: dict[Any, Any]) -> Any:
    """The key of a mapping's title, None if it has none: a name, what names a stage, or its text."""
    plain = [
        (words_of(key), key)
        for key, value in part.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    ]
    names = [key for words, key in plain if words in _TITLES - _TASK_WORDS]
    stages = [key for words, key in plain if is_one_of("STAGE_AXIS", words)]
    texts = [key for words, key in plain if words in _TITLES]
    return next(iter([*names, *stages, *texts]), None)


def _read_journey(value: dict[Any, Any]) -> DraftMap:
    reader = _Reader()
    key = _stages_key(value)
    stages = value[key]
    if isinstance(stages, dict):
        stages = [_named_stage(name, part) for name, part in stages.items()]
    if len(stages) > MAX_STAGES:
        raise ImportRefused(_("holds more than {limit} stages, far more than a map").format(limit=MAX_STAGES))
    places: dict[str, int] = {}
    for number, part in enumerate(stages):
        _start_stage(reader, part, number, places)
    for number, part in enumerate(stages):
        if isinstance(part, dict):
            _read_stage(reader, part, number)
    for other, part in value.items():
        if other != key:
            _read_head(reader, other, part, stages, places)
    if not reader.draft.stages:
        raise ImportRefused(_("its list of stages is empty"))
    _settle_scores(reader)
    _say(reader)
    return reader.draft


def _named_stage(name: Any, part: Any) -> dict[Any, Any]:
    if isinstance(part, dict):
        return (
            part
            if _title(part) in part and part[_title(part)] == name
            else {"name": str(name), **{k: v for k, v in part.items() if k != "name"}}
        )
    return {"name": str(name), "actions": part}


def _start_stage(reader: _Reader, part: Any, number: int, places: dict[str, int]) -> None:
    stage = DraftStage()
    if isinstance(part, dict):
        key = _title(part)
        stage.title = text_of(part[key]) if key is not None else ""
        for name, value in part.items():
            if words_of(name) in ("id", "key", "slug", "_id") and text_of(value):
                places.setdefault(text_of(value), number)
    else:
        stage.title = text_of(part)
    reader.draft.stages.append(stage)
    places.setdefault(stage.title, number)


def _read_stage(reader: _Reader, part: dict[Any, Any], number: int) -> None:
    stage = reader.draft.stages[number]
    title = _title(part)
    for key, value in part.items():
        words = words_of(key)
        if key == title or value in (None, "", [], {}) or words in _SILENT:
            continue
        if words in _ABOUT and not isinstance(value, dict | list):
            stage.description = f"{text_of(value)}\n{stage.description}".strip()
        elif words == "key task":
            stage.key_task = "\n".join(_texts(value))
            reader.draft.lane("key_task", title_of(key))
        elif _holds_tasks(words, value):
            _read_tasks(reader, key, [item for item in value if item], number)
        elif isinstance(value, int | float) and not isinstance(value, bool) and not _is_lane_key(key):
            stage.description = f"{stage.description}\n{title_of(key)}: {text_of(value)}".strip()
        elif words in ("lanes", "cells", "rows") and isinstance(value, dict):
            for lane, inner in value.items():
                _put(reader, title_of(lane), inner, (number, 0))
        else:
            _put(reader, title_of(key), value, (number, 0))


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
    title = _title(item)
    return any(
        (isinstance(value, list | dict) and value)
        or (_is_lane_key(key) and not _is_feeling(key) and isinstance(value, str))
        for key, value in item.items()
        if key != title
        and words_of(key) not in _SILENT
        and not _is_feeling(key)
        and not is_one_of("PERSONA", words_of(key))
    )


def _is_feeling(key: Any) -> bool:
    guess = lane_guess(words_of(key))
    return guess is not None and guess.kind in ("emotions", "score") and "thoughts" not in guess.also


def _read_tasks(reader: _Reader, key: Any, items: list[Any], number: int) -> None:
    guess = lane_guess(words_of(key))
    title = title_of(key) if guess and guess.kind == "actions" else ""
    rich = any(_is_rich(item) for item in items)
    for item in items:
        _read_task(reader, title, item, number, rich)


def _read_task(reader: _Reader, lane: str, item: Any, number: int, rich: bool) -> None:
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
    title = _title(item)
    names = tuple(
        dict.fromkeys(
            name
            for key, value in item.items()
            if is_one_of("PERSONA", words_of(key))
            for name in _names(value)
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
            or words in _SILENT
            or _REFERENCE.match(words)
            or is_one_of("PERSONA", words)
        ):
            continue
        if _is_feeling(key):
            _put(reader, title_of(key), value, place, names)
            felt = True
        elif isinstance(value, list | dict) or (_is_lane_key(key) and words not in _ABOUT):
            _put(reader, title_of(key), value, place, names)
        else:
            text = text_of(value)
            card.note = f"{card.note}\n{text if words in _ABOUT else f'{title_of(key)}: {text}'}".strip()
    if not card.text and not felt:
        card.text = card.note
        card.note = ""


def _names(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else re.split(r"[,;，、]", text_of(value))
    return [name for part in parts if (name := _name(part))]


def _name(value: Any) -> str:
    if isinstance(value, dict):
        key = _title(value)
        return text_of(value[key]) if key is not None else ""
    return text_of(value)


def _texts(value: Any) -> list[str]:
    """All plain texts in a value."""
    if isinstance(value, dict):
        return [
            f"{title_of(key)}: {text}"
            for key, part in value.items()
            for text in _texts(part)
            if words_of(key) not in _SILENT
        ]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [text] if (text := text_of(value)) else []


def _put(
    reader: _Reader, title: str, value: Any, place: tuple[int, int], names: tuple[str, ...] = ()
) -> None:
    """Puts what stands under one key into the lane of that title."""
    parts = value if isinstance(value, list) else [value]
    shown = tuple(Line(text) for part in parts for text in _texts(part))
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
        and _is_feeling(title)
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
        key = _title(part)
        if key is None:
            return [DraftCard("\n".join(_texts(part)), personas=names)]
        rest = {name: value for name, value in part.items() if name != key}
        return [DraftCard(text_of(part[key]), "\n".join(_texts(rest)), names)]
    if isinstance(part, list):
        return [card for inner in part for card in _cards(kind, inner, names)]
    return card_text.cards(kind, cell_of(text_of(part)), names)


def _points(reader: _Reader, title: str, part: Any, names: tuple[str, ...]) -> list[DraftPoint]:
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


def _point_of(reader: _Reader, title: str, part: dict[Any, Any], names: tuple[str, ...]) -> DraftPoint:
    """A point from a mapping such as {score: 3, label: happy, quote: …}."""
    point = DraftPoint(personas=names)
    rest: list[str] = []
    for key, value in part.items():
        words = words_of(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and words not in _SILENT:
            reader.scores.setdefault(title, []).append((point, float(value)))
        elif words in ("quote", "quotes", "cytat", "цитата", "zitat", "says"):
            point.quote = "\n".join(_texts(value))
        elif (
            not point.feeling
            and not isinstance(value, dict | list)
            and words not in _SILENT
            and words not in _ABOUT
        ):
            point.feeling = text_of(value)
            point.level = feelings.word_level(point.feeling)
        elif words not in _SILENT:
            rest += _texts(value)
    point.note = "\n".join(rest)
    return point


def _read_head(reader: _Reader, key: Any, value: Any, stages: list[Any], places: dict[str, int]) -> None:
    """What stands beside the stages: title, persona, actions that name their stage, lanes."""
    draft, words = reader.draft, words_of(key)
    if value in (None, "", [], {}) or words in ("kind", "type", "$schema", "format", "schema", "id"):
        return
    if is_one_of("PERSONA", words):
        for part in value if isinstance(value, list) else [value]:
            _read_persona(draft, part)
    elif isinstance(value, list) and any(_reference(item, places) is not None for item in value):
        reader.by_reference = True
        _read_referring(reader, key, value, places)
    elif words in ("lanes", "rows", "swimlanes", "layers", "dimensions") and isinstance(value, list | dict):
        for title, cells in _lanes(value):
            _read_parallel(reader, title, cells, places)
    elif (
        isinstance(value, list | dict)
        and len(value) == len(stages)
        and _is_lane_key(key)
        and not _is_goal_list(words, stages)
    ):
        _read_parallel(reader, title_of(key), value, places)
    elif words in ("language", "lang", "locale") and re.fullmatch(
        r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", text_of(value)
    ):
        draft.language = text_of(value)
    elif words in _TITLES and not isinstance(value, dict | list):
        draft.title = draft.title or text_of(value)
    elif not isinstance(value, dict | list):
        note_label(draft, words if _is_head_word(words) else title_of(key), text_of(value))
    elif is_one_of("GOAL", words) or words in ("goals", "objectives"):
        draft.goal = "\n".join([*filter(None, [draft.goal]), *_texts(value)])
    else:
        reader.lost.append(title_of(key))
        draft.add_scenario("\n".join(f"{title_of(key)}: {text}" for text in _texts(value)[:200]))


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
            key = _title(part)
            cells = next(
                (inner for name, inner in part.items() if name != key and isinstance(inner, list | dict)), []
            )
            found.append((text_of(part[key]) if key is not None else "", cells))
    return found


def _read_parallel(reader: _Reader, title: str, cells: Any, places: dict[str, int]) -> None:
    """A lane beside the stages: a part for each of them, in order or by the stage's name."""
    if isinstance(cells, dict):
        for name, part in cells.items():
            if str(name) in places:
                _put(reader, title, part, (places[str(name)], 0))
            else:
                reader.lost.append(str(name))
        return
    for number, part in enumerate(cells[: len(reader.draft.stages)]):
        if part not in (None, "", [], {}):
            _put(reader, title, part, (number, 0))
    if len(cells) > len(reader.draft.stages):
        reader.lost += [text for part in cells[len(reader.draft.stages) :] for text in _texts(part)]


def _reference(item: Any, places: dict[str, int]) -> int | None:
    if not isinstance(item, dict):
        return None
    for key, value in item.items():
        if (_REFERENCE.match(words_of(key)) or is_one_of("STAGE_AXIS", words_of(key))) and text_of(
            value
        ) in places:
            return places[text_of(value)]
    return None


def _read_referring(reader: _Reader, key: Any, items: list[Any], places: dict[str, int]) -> None:
    guess = lane_guess(words_of(key))
    is_tasks = guess is None or guess.kind in ("actions", "process")
    rich = any(_is_rich(item) for item in items)
    for item in items:
        number = _reference(item, places)
        if number is None:
            reader.lost += _texts(item)[:3]
        elif is_tasks:
            _read_task(reader, title_of(key) if guess and guess.kind == "actions" else "", item, number, rich)
        else:
            kept = {k: v for k, v in item.items() if not _REFERENCE.match(words_of(k))}
            _put(reader, title_of(key), kept, (number, 0))


def _read_persona(draft: DraftMap, value: Any) -> None:
    if not isinstance(value, dict):
        for name in _names(value):
            draft.add_persona(name)
        return
    name = _name(value) or text_of(value.get("id"))
    fields: dict[str, Any] = {}
    notes: list[str] = []
    title = _title(value)
    for key, part in value.items():
        words = words_of(key)
        if key == title or words in _SILENT or part in (None, "", [], {}):
            continue
        if words in _PERSONA_FIELDS and text_of(part):
            fields[_PERSONA_FIELDS[words]] = text_of(part)
        elif words in _PERSONA_LISTS:
            fields[_PERSONA_LISTS[words]] = tuple(_texts(part))
        else:
            notes += [text if words in _ABOUT else f"{title_of(key)}: {text}" for text in _texts(part)]
    if notes:
        fields["note"] = "\n".join(notes)
    if name:
        draft.add_persona(name, **fields)


def _settle_scores(reader: _Reader) -> None:
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


def _say(reader: _Reader) -> None:
    draft = reader.draft
    cards = sum(len(cell.cards) + len(cell.points) for lane in draft.lanes for cell in lane.cells.values())
    stages = ngettext("{count} stage", "{count} stages", len(draft.stages)).format(count=len(draft.stages))
    number = ngettext("{count} card", "{count} cards", cards).format(count=cards)
    draft.notes.insert(
        0, _understood(_("A journey with {stages} and {cards}.").format(stages=stages, cards=number))
    )
    if reader.lost:
        draft.say(
            "unplaced",
            _("These belong to no stage; what is text stands in the scenario: {texts}.").format(
                texts=one_line(reader.lost)
            ),
        )


def _understood(text: str) -> Any:
    from cjmdesk.formats.outcome import Note

    return Note("understood", text)
