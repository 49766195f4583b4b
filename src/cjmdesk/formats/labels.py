"""Labelled lines beside a map ("Persona: Anna"), put where the model has a place for them."""

import re

from cjmdesk.formats.draft import DraftMap
from cjmdesk.formats.words import is_one_of

HEADS = ("PERSONA", "SCENARIO", "GOAL", "VERSION")
"""The tables of words that label what stands beside a map."""

_LABEL = re.compile(r"^([^:：]{1,40}?)\s*[:：]\s*(.+)$", re.DOTALL)


def is_head_label(text: str) -> bool:
    """Whether `text` labels a persona, scenario, goal or version."""
    return any(is_one_of(name, text) for name in HEADS)


def note_label(draft: DraftMap, label: str, text: str) -> None:
    """Puts a labelled line ("Persona: Anna") where the model has a place for it, else into the scenario."""
    if is_one_of("PERSONA", label):
        name, comma, rest = text.partition(",")
        draft.add_persona(name.strip(), **({"note": rest.strip()} if comma and rest.strip() else {}))
    elif is_one_of("GOAL", label):
        draft.goal = f"{draft.goal}\n{text}".strip()
    elif is_one_of("SCENARIO", label):
        draft.add_scenario(text)
    elif is_one_of("VERSION", label):
        draft.fields["version"] = text
    elif is_one_of("TITLE", label) and not draft.title:
        draft.title = text
    else:
        draft.add_scenario(f"{label}: {text}" if label else text)


def note_section(draft: DraftMap, label: str, texts: list[str]) -> None:
    """Puts what stands under a labelled heading where the model has a place for it.

    Of a persona's lines one names her ("Name: Anna", or else the first); the others go into her note.
    """
    if not is_one_of("PERSONA", label):
        for text in texts:
            note_label(draft, label, text)
        return
    parted = [(match[1], match[2]) if (match := _LABEL.match(text)) else ("", text) for text in texts]
    named = next((n for n, (head, _text) in enumerate(parted) if is_one_of("NAME", head)), None)
    named = next((n for n, (head, _text) in enumerate(parted) if not head), None) if named is None else named
    if named is None:
        for text in texts:
            draft.add_scenario(text)
        return
    note_label(draft, label, parted[named][1])
    rest = [text for number, text in enumerate(texts) if number != named]
    persona = draft.personas[-1]
    note = "\n".join(filter(None, [str(persona.fields.get("note", "")), *rest]))
    if note:
        persona.fields["note"] = note
