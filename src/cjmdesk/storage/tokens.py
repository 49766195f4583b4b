"""Finds, slowly, the place of a fault that the fast parser only noticed."""

import json
import math
import re
from typing import Literal

from msgspec import Struct, field

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


class Fault(Struct, frozen=True):
    """kind: what is wrong. word: the number, or the key that stands twice.

    path: of the value, or of the object that holds the key. position: in the text, from 0.
    """

    kind: Literal["number", "key"]
    word: str
    path: str
    position: int


class _Level(Struct):
    is_object: bool
    path: str
    keys: set[str] = field(default_factory=set)
    key: str | None = None
    index: int = 0

    def child(self) -> str:
        """The path of the value that stands here."""
        if self.is_object:
            return f"{self.path}.{self.key}".lstrip(".")
        return f"{self.path}[{self.index}]"


def find_fault(text: str, max_digits: int) -> Fault | None:
    """The first number that is none, or key that stands twice in its object; None if all is well.

    text: JSON that was read up to the fault; what follows it may be anything, and ends the search where it
    is no JSON. max_digits: of a whole number.
    """
    levels: list[_Level] = []
    for found in _TOKEN.finditer(text):
        token = found.group()
        level = levels[-1] if levels else None
        if token in "[{":
            levels.append(_Level(token == "{", level.child() if level else ""))
        elif token in "]}":
            if not levels:
                return None
            levels.pop()
        elif token == ",":
            if level:
                level.index += 1
                level.key = None
        elif token == ":":
            continue
        elif token.startswith('"'):
            if level and level.is_object and level.key is None:
                try:
                    level.key = json.loads(token, strict=False)
                except ValueError:  # an escape that there is not
                    return None
                if level.key in level.keys:
                    return Fault("key", level.key or "", level.path, found.start())
                level.keys.add(level.key or "")
        elif not _fine(token, max_digits):
            return Fault("number", token, level.child() if level else "", found.start())
    return None


def _fine(word: str, max_digits: int) -> bool:
    if word in ("true", "false", "null"):
        return True
    if re.fullmatch(r"-?\d+", word):
        return len(word) <= max_digits
    try:
        return math.isfinite(float(word))
    except ValueError:
        return False
