"""The keys that people give the parts of a journey in JSON and YAML, and plain texts below them."""

import re
from typing import Any

from cjmdesk.formats.tree import text_of
from cjmdesk.formats.words import is_one_of, lane_guess

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
SILENT = frozenset(
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
TITLES = frozenset(
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
ABOUT = frozenset(
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

REFERENCE = re.compile(
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


def is_lane_key(key: Any) -> bool:
    guess = lane_guess(words_of(key))
    return guess is not None and guess.strength >= 0.6


_TASK_WORDS = frozenset(["task", "action", "activity", "text"])


def title_key(part: dict[Any, Any]) -> Any:
    """The key of a mapping's title, None if it has none: a name, what names a stage, or its text."""
    plain = [
        (words_of(key), key)
        for key, value in part.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    ]
    names = [key for words, key in plain if words in TITLES - _TASK_WORDS]
    stages = [key for words, key in plain if is_one_of("STAGE_AXIS", words)]
    texts = [key for words, key in plain if words in TITLES]
    return next(iter([*names, *stages, *texts]), None)


def is_feeling(key: Any) -> bool:
    guess = lane_guess(words_of(key))
    return guess is not None and guess.kind in ("emotions", "score") and "thoughts" not in guess.also


def names_in(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else re.split(r"[,;，、]", text_of(value))
    return [name for part in parts if (name := name_in(part))]


def name_in(value: Any) -> str:
    if isinstance(value, dict):
        key = title_key(value)
        return text_of(value[key]) if key is not None else ""
    return text_of(value)


def texts_in(value: Any) -> list[str]:
    """All plain texts in a value."""
    if isinstance(value, dict):
        return [
            f"{title_of(key)}: {text}"
            for key, part in value.items()
            for text in texts_in(part)
            if words_of(key) not in SILENT
        ]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return [text] if (text := text_of(value)) else []
