"""The small grammar of Mermaid's `journey`, as its authors mean it; and the escapes of its texts."""

import html
import re

from msgspec import Struct

from cjmdesk.formats.source import breaks_to_lines

_ENTITY = re.compile(r"(?:#|&#?)(x?[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]{1,30});")
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_FIGURES = re.compile(r"^[\d.,/½\s+-]*\d[\d.,/½\s+-]*$")
_ACTORS = re.compile(r"[,，、،]")
_KEYWORD = re.compile(r"^(title|section|accTitle|accDescr|journey|%%|---)", re.IGNORECASE)


def decoded(text: str) -> str:
    """A Mermaid text as people read it: `<br>` as line breaks, `#35;`-style codes as signs."""
    with_lines = breaks_to_lines(text)
    lines = _ENTITY.sub(_sign, with_lines).split("\n")
    return "\n".join(line for line in (line.strip() for line in lines) if line)


def _sign(match: re.Match[str]) -> str:
    name = match[1]
    if name.isdecimal() and (match[0][0] == "#" or match[0].startswith("&#")):
        code = int(name)
        return chr(code) if 31 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]
    written = f"&{name};" if match[0][:2] != "&#" else match[0]
    sign = html.unescape(written)
    return sign if sign != written else match[0]


def encoded(text: str, *, also: str = "") -> str:
    """`text` so that Mermaid shows it whole: signs of its grammar, and those in `also`, as codes."""
    risky = '#;:<>&"' + also
    lines = [" ".join(line.split()) for line in text.split("\n")]
    coded = [
        "".join(f"#{ord(sign)};" if sign in risky or sign == "：" else sign for sign in line)
        for line in lines
        if line
    ]
    joined = "<br>".join(coded)
    if _KEYWORD.match(joined):
        joined = f"#{ord(joined[0])};{joined[1:]}"
    return joined


class Task(Struct, frozen=True):
    """A task line. score: None where none is written. score_text: what stands there instead.

    note: text that Mermaid drops. colon: whether the line has one at all.
    """

    text: str
    score: float | None = None
    score_text: str = ""
    actors: tuple[str, ...] = ()
    note: str = ""
    colon: bool = True


def has_score(line: str) -> bool:
    """Whether a field of `line` behind a colon is a figure, so that it is a task."""
    return any(_NUMBER.match(field.strip()) for field in line.replace("：", ":").split(":")[1:])


def parse_task(line: str) -> Task:
    """Reads a task line: `text: score: actors: note`, with colons in the text too."""
    line = _protected(line)
    fields = line.replace("：", ":").split(":")
    if len(fields) == 1:
        return Task(decoded(_released(line)), colon=False)
    at = _score_field(fields)
    parts = [decoded(_released(field)) for field in fields]
    if at is not None:
        text = decoded(_released(_joined(line, at)))
        return Task(text, float(fields[at]), actors=_names(fields, at + 1), note=_rest(parts, at + 2))
    if _FIGURES.match(parts[1]):
        return Task(parts[0], score_text=parts[1], actors=_names(fields, 2), note=_rest(parts, 3))
    if _is_time(fields, 1):
        return Task(decoded(_released(line)))
    if not parts[1] and len(parts) > 2:
        return Task(parts[0], actors=_names(fields, 2), note=_rest(parts, 3))
    return Task(parts[0], score_text=_rest(parts, 1))


def _rest(parts: list[str], start: int) -> str:
    return ": ".join(part for part in parts[start:] if part)


_HIDDEN = {":": "\ue000", "：": "\ue001"}


def _protected(line: str) -> str:
    """The line with the colons of web addresses hidden, so that they part nothing."""
    return re.sub(r"\b(https?|mailto|ftp):(?=//|\S+@)", lambda match: match[1] + _HIDDEN[":"], line)


def _released(text: str) -> str:
    return text.replace(_HIDDEN[":"], ":")


def _joined(line: str, at: int) -> str:
    """The first `at` fields of the line, with the colons that stand between them."""
    seen = 0
    for number, sign in enumerate(line):
        if sign in ":：":
            seen += 1
            if seen == at:
                return line[:number]
    return line


def _is_time(fields: list[str], at: int) -> bool:
    """Whether field `at` holds the minutes of a time of day that began in the field before."""
    return bool(re.match(r"^[0-5]\d(?!\d)", fields[at])) and bool(
        re.search(r"(?<!\d)\d{1,2}$", fields[at - 1])
    )


def _score_field(fields: list[str]) -> int | None:
    """The number of the field with the score: the first figure if it is 1…5, else the last one."""
    found = [at for at in range(1, len(fields)) if _NUMBER.match(fields[at].strip())]
    surely = [at for at in found if not _is_time(fields, at)]
    if not surely and found and len(fields) > found[-1] + 1 and fields[found[-1] + 1].strip():
        surely = found
    if not surely:
        return None
    return surely[0] if 1 <= float(fields[surely[0]]) <= 5 else surely[-1]


def _names(fields: list[str], at: int) -> tuple[str, ...]:
    """The actors named in field `at`, if there is one, without empty and repeated names."""
    written = _ACTORS.split(_released(fields[at])) if at < len(fields) else []
    return tuple(dict.fromkeys(name for name in map(decoded, written) if name))
