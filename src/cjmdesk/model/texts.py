"""What a text of a project may hold: any character that can be shown and written to a file."""

import re
from typing import Any

_LINE_ENDS = re.compile("\r\n?")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """`text` with line ends as `\\n`, without control characters, halves of pairs as U+FFFD.

    Tabs and line breaks stay. XML, spreadsheets and UTF-8 files forbid what is taken out.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def unwritable(text: str) -> int:
    """How many characters of `text` can neither be shown nor written: control characters, halves of pairs.
    Line ends of all sorts, tabs and page breaks are none."""
    if text.isascii() and text.isprintable():
        return 0
    return len(_UNWRITABLE.findall(text))


def clean_value(value: Any) -> Any:
    """The JSON-like `value` with every text in it cleaned, keys of objects included.

    Parts without any fault come back as the same objects.
    """
    if isinstance(value, str):
        clean = clean_text(value)
        return value if clean == value else clean
    if isinstance(value, dict):
        fresh = {clean_value(key): clean_value(part) for key, part in value.items()}
        same = all(
            old is new and fresh[new] is value[old] for old, new in zip(value, fresh, strict=False)
        ) and len(fresh) == len(value)
        return value if same else fresh
    if isinstance(value, list | tuple):
        parts = [clean_value(part) for part in value]
        return value if all(map(lambda a, b: a is b, parts, value)) else type(value)(parts)
    return value
