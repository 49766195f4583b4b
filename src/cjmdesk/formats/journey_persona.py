"""Reads a persona in JSON or YAML: known fields into the model's, the rest into its note."""

from typing import Any

from cjmdesk.formats.draft import DraftMap
from cjmdesk.formats.journey_keys import (
    ABOUT,
    SILENT,
    name_in,
    names_in,
    texts_in,
    title_key,
    title_of,
    words_of,
)
from cjmdesk.formats.tree import text_of

_PERSONA_FIELDS = {
    "age": "age",
    "education": "education",
    "wealth": "wealth",
    "income": "wealth",
    "place": "place",
    "location": "place",
    "city": "place",
    "occupation": "occupation",
    "job": "occupation",
    "profession": "occupation",
    "quote": "quote",
}
"""Key → field of the model's persona that holds a text."""

_PERSONA_LISTS = {
    "needs": "needs",
    "goals": "goals",
    "pains": "pains",
    "pain points": "pains",
    "frustrations": "pains",
    "motives": "motives",
    "motivations": "motives",
    "triggers": "triggers",
    "objections": "objections",
    "channels": "channels",
}
"""Key → field that holds several texts."""


def read_persona(draft: DraftMap, value: Any) -> None:
    if not isinstance(value, dict):
        for name in names_in(value):
            draft.add_persona(name)
        return
    name = name_in(value) or text_of(value.get("id"))
    fields: dict[str, Any] = {}
    notes: list[str] = []
    title = title_key(value)
    for key, part in value.items():
        words = words_of(key)
        if key == title or words in SILENT or part in (None, "", [], {}):
            continue
        if words in _PERSONA_FIELDS and text_of(part):
            fields[_PERSONA_FIELDS[words]] = text_of(part)
        elif words in _PERSONA_LISTS:
            fields[_PERSONA_LISTS[words]] = tuple(texts_in(part))
        else:
            notes += [text if words in ABOUT else f"{title_of(key)}: {text}" for text in texts_in(part)]
    if notes:
        fields["note"] = "\n".join(notes)
    if name:
        draft.add_persona(name, **fields)
