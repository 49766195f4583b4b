"""Why a value is not valid: pydantic's complaints as one sentence, with a place in the file."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cjmdesk.i18n import _, ngettext

_TAGGED = ("lanes", "cards")
"""Lists whose elements pydantic names by kind as well as by number."""

_GEOMETRY = ("width", "margins", "overlap", "bleed", "note")
_RANGES = ("greater_than", "greater_than_equal", "less_than", "less_than_equal")

Loc = tuple[int | str, ...]


def plain_place(loc: Loc) -> Loc:
    """`loc` as the file has it: without the tags that pydantic puts behind a lane's or card's number."""
    parts: list[int | str] = []
    skip = False
    for part in loc:
        if skip and isinstance(part, str):
            skip = False
            continue
        skip = isinstance(part, int) and bool(parts) and parts[-1] in _TAGGED
        parts.append(part)
    return tuple(part for part in parts if part != "[key]")


def shown_place(loc: Loc) -> str:
    """`maps[0].lanes[2].title`."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in plain_place(loc))
    return words.lstrip(".")


def explain(error: ValidationError) -> tuple[str, str]:
    """(place, reason) of the first fault; the reason also says how many more there are."""
    first = error.errors(include_url=False, include_context=True)[0]
    reason = _reason(first)
    more = error.error_count() - 1
    if more:
        reason = ngettext(
            "{reason} (and {count} more fault)", "{reason} (and {count} more faults)", more
        ).format(reason=reason, count=more)
    return shown_place(first["loc"]), reason


def _reason(detail: ErrorDetails) -> str:
    kind = detail["type"]
    limits = {key: str(value) for key, value in detail.get("ctx", {}).items()}
    value = _shown_value(detail["input"])
    texts = {
        "missing": _("a field is missing"),
        "string_type": _("{value} is not a text"),
        "string_pattern_mismatch": _("{value} has not the form this field needs"),
        "int_type": _("{value} is not a whole number"),
        "int_parsing": _("{value} is not a whole number"),
        "int_from_float": _("{value} is not a whole number"),
        "float_type": _("{value} is not a number"),
        "float_parsing": _("{value} is not a number"),
        "finite_number": _("{value} is not a number that can be used"),
        "bool_type": _("{value} is neither true nor false"),
        "bool_parsing": _("{value} is neither true nor false"),
        "tuple_type": _("{value} is not a list"),
        "dict_type": _("{value} is not an object"),
        "model_type": _("{value} is not an object"),
        "model_attributes_type": _("{value} is not an object"),
        "greater_than": _("{value} is not greater than {gt}"),
        "greater_than_equal": _("{value} is less than {ge}"),
        "less_than": _("{value} is not less than {lt}"),
        "less_than_equal": _("{value} is more than {le}"),
        "too_short": _("the list needs at least {min_length}"),
        "too_long": _("the list has more than {max_length}"),
        "date_from_datetime_parsing": _("{value} is not a date like 2024-05-31"),
        "date_parsing": _("{value} is not a date like 2024-05-31"),
        "date_type": _("{value} is not a date like 2024-05-31"),
        "literal_error": _("{value} is not one of the words this field knows"),
    }
    pattern = texts.get(kind)
    return pattern.format(value=value, **limits) if pattern else detail["msg"]


def _shown_value(value: Any) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    if isinstance(value, str):
        return f"“{value[:40]}…”" if len(value) > 40 else f"“{value}”"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)[:40]


def _is_below(place: Loc, owner: Loc) -> bool:
    return len(place) > len(owner) and place[: len(owner)] == owner


def drop_wild_sizes(raw: dict[str, Any], error: ValidationError) -> list[tuple[str, str]] | None:
    """Take sizes out of their range from `raw`, so that the usual ones are used.

    Changes `raw`; gives (place, what was done) for each. None, and `raw` as it was, when anything
    else is wrong too: then the file is refused, for a wrong judgement must not be guessed away.
    """
    faults = error.errors(include_url=False, include_context=False)
    # A list whose parts are all wrong is reported as too short as well.
    wrong = [plain_place(fault["loc"]) for fault in faults if fault["type"] != "too_short"]
    faults = [
        fault
        for fault in faults
        if fault["type"] != "too_short"
        or not any(_is_below(place, plain_place(fault["loc"])) for place in wrong)
    ]
    places = [plain_place(fault["loc"]) for fault in faults]
    for fault, place in zip(faults, places, strict=True):
        if fault["type"] not in _RANGES or not set(place[-2:]) & set(_GEOMETRY):
            return None
    notes: dict[str, str] = {}
    for fault, place in zip(faults, places, strict=True):
        path = place if isinstance(place[-1], str) else place[:-1]
        owner: Any = raw
        for part in path[:-1]:
            owner = owner[part]
        owner.pop(path[-1], None)
        notes[shown_place(path)] = _("the size {value} is impossible; the usual one is used").format(
            value=_shown_value(fault["input"])
        )
    return list(notes.items())
