"""What fields with numbers, and their values, are called in the window's language."""

from __future__ import annotations

from typing import Any

from cjmdesk.i18n import N_, _, current_language, translator
from cjmdesk.layout.numbers import minutes, number, percent

COLUMN_WORDS = {
    "touchpoint": N_("Touchpoint"),
    "stage": N_("Stage"),
    "visits": N_("Visits"),
    "transactions": N_("Sales"),
    "conversion": N_("Conversion"),
    "cost": N_("Cost"),
    "minutes": N_("Time"),
    "entered": N_("Came in"),
    "left": N_("Left"),
    "reason_left": N_("Why they left"),
}


def column_words(kind: str) -> str:
    """The name of what a column holds."""
    return _(COLUMN_WORDS[kind])


def value_words(kind: str, value: Any) -> str:
    """A value as people write it; empty for none."""
    if value is None:
        return ""
    language = current_language()
    if kind == "conversion":
        return percent(value * 100, language)
    if kind == "minutes":
        return minutes(value, translator(language))
    return value if isinstance(value, str) else number(value, language)
