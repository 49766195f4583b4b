"""Loads JSON and YAML of unknown origin safely, within limits of size, depth and number."""

import json
import math
from typing import Any

from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import check_text
from cjmdesk.i18n import _

MAX_DEPTH = 40
MAX_NODES = 150_000


def load_json(text: str) -> Any:
    """The value in `text`, or the list of those in its lines. Raises ImportRefused."""
    check_text(text, "json")
    try:
        value = json.loads(text, parse_constant=lambda _name: None)
    except json.JSONDecodeError as error:
        values = _json_lines(text)
        if values is not None:
            return values
        raise ImportRefused(
            _("line {line}, column {column} is no JSON ({reason}); it may be cut off").format(
                line=error.lineno, column=error.colno, reason=error.msg
            )
        ) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise ImportRefused(_("holds a number that is too long to be one")) from error
    check_tree(value)
    return value


def _json_lines(text: str) -> list[Any] | None:
    """JSON objects, one on each line."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines[:1000]):
        return None
    try:
        values = [json.loads(line, parse_constant=lambda _name: None) for line in lines[:1000]]
    except (ValueError, RecursionError):
        return None
    check_tree(values)
    return values


def load_yaml(text: str) -> list[Any]:
    """The documents in `text`. Raises ImportRefused; aliases that multiply are refused too."""
    check_text(text, "yaml")
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_depth(text, loader)
        documents = list(yaml.load_all(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        # Newer C parsers look far ahead and count for themselves before the first event comes.
        if "nesting depth" in (error.problem or ""):
            raise _too_deep() from error
        mark = error.problem_mark or error.context_mark
        raise ImportRefused(
            _("line {line}, column {column} is no YAML ({reason}); check the indentation there").format(
                line=mark.line + 1 if mark else 1,
                column=mark.column + 1 if mark else 1,
                reason=error.problem or error.context,
            )
        ) from error
    except yaml.YAMLError as error:
        raise ImportRefused(
            _("is no YAML ({reason})").format(reason=" ".join(str(error).split())[:120])
        ) from error
    except RecursionError as error:
        raise _too_deep() from error
    except (ValueError, TypeError, AttributeError, OverflowError, KeyError) as error:
        raise ImportRefused(
            _("holds a value that is none ({reason})").format(reason=" ".join(str(error).split())[:120])
        ) from error
    check_tree(documents)
    return documents


def _check_depth(text: str, loader: Any) -> None:
    """Refuses deep nesting before values are made: the C parser's composer has no limit of its own."""
    import yaml

    depth = 0
    for events, event in enumerate(yaml.parse(text, Loader=loader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _too_deep()
        if events > MAX_NODES * 2:
            raise _too_many()


def _too_deep() -> ImportRefused:
    return ImportRefused(
        _("is nested more than {limit} levels deep, far more than a map").format(limit=MAX_DEPTH)
    )


def _too_many() -> ImportRefused:
    return ImportRefused(_("holds more than {limit} values, far more than a map").format(limit=MAX_NODES))


def check_tree(value: Any) -> None:
    """Refuses trees that are too deep or, with what stands in them several times, too large."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        count += 1
        if depth > MAX_DEPTH:
            raise _too_deep()
        if count > MAX_NODES:
            raise _too_many()
        if isinstance(node, dict):
            waiting += [(part, depth + 1) for part in node.values()]
        elif isinstance(node, list | tuple | set):
            waiting += [(part, depth + 1) for part in node]


def text_of(value: Any) -> str:
    """A plain value as people write it; empty for none, for lists and for mappings."""
    if value is None or isinstance(value, dict | list | tuple | set | bytes):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    try:
        return str(value).strip()
    except ValueError:  # a whole number of thousands of digits
        return ""
