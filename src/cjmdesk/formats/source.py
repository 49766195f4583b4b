"""The bytes to import, with their name; limits on size; cleaning of text."""

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.i18n import _
from cjmdesk.storage.errors import reading_words

MAX_BYTES = 24_000_000
"""No file larger than this is even read."""

MAX_TEXT = {"csv": 4_000_000, "mermaid": 500_000, "markdown": 150_000, "html": 2_000_000, "json": 4_000_000,
            "yaml": 300_000}  # fmt: skip
"""Letters that each format may hold: what its parser reads in about a second, and far more than a map."""

MAX_LINES = 20_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_HYPHEN = re.compile(r"(?<!\d)-|-(?!\d)")
"""Not within a date."""

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Source(Struct, frozen=True):
    """One thing to import. name: of the file, for messages and for guessing; may be made up."""

    name: str
    data: bytes

    @property
    def extension(self) -> str:
        """In lower case, without the dot; empty for none."""
        return Path(self.name).suffix[1:].lower()

    @property
    def stem(self) -> str:
        """The name as a title: without folder and extension, with blanks for underscores, and for
        hyphens where they alone part the words."""
        stem = Path(self.name).stem
        if not re.search(r"[\s_]", stem) and len(_HYPHEN.findall(stem)) >= 2:
            stem = _HYPHEN.sub(" ", stem)
            stem = stem[:1].upper() + stem[1:]
        return " ".join(stem.replace("_", " ").split())


class Wishes(Struct, frozen=True):
    """What the user says about a file, each None where it is to be found out.

    stages: `rows` or `columns`. encoding: a name Python knows. language: a tag.
    """

    format: str | None = None
    stages: str | None = None
    encoding: str | None = None
    language: str | None = None


def read(path: Path) -> Source:
    """The file at `path`. Raises ImportRefused when it cannot be read or is too large."""
    try:
        if not path.is_file():
            reason = _("is a folder or device, not a file") if path.exists() else _("there is no such file")
            raise ImportRefused(reason, str(path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except ValueError as error:
        raise ImportRefused(_("this cannot be the name of a file"), str(path)) from error
    except OSError as error:
        raise ImportRefused(reading_words(error), str(path), device=True) from error
    return Source(str(path), data)


def check_bytes(source: Source) -> None:
    """Raises ImportRefused for input that is empty, blank or far too large."""
    if len(source.data) > MAX_BYTES:
        raise ImportRefused(
            _(
                "holds more than {limit} MB, far more than a map; export only the map itself and import that"
            ).format(limit=MAX_BYTES // 1_000_000)
        )
    if not source.data.strip(b"\0 \t\r\n"):
        raise ImportRefused(_("is empty; export it again from where it came"))


def check_text(text: str, parser: str) -> None:
    """Raises ImportRefused when `text` is longer than the parser named may be given."""
    lines = text.count("\n")
    if lines > MAX_LINES:
        raise ImportRefused(
            _("has {count} lines, far more than a map; import only the part with the map").format(count=lines)
        )
    if len(text) > MAX_TEXT[parser]:
        raise ImportRefused(
            _(
                "holds {count} letters, far more than a map; split it, or import only the part with the map"
            ).format(count=len(text))
        )


def clean(text: str) -> str:
    """`text` without control characters, with plain line ends and no half characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def breaks_to_lines(text: str) -> str:
    """`text` with `<br>` and `<br/>` turned into line breaks; `</br>` is none, in Mermaid either."""
    return _BREAK.sub("\n", text)


def one_line(texts: Sequence[str], limit: int = 60) -> str:
    """The beginnings of `texts` for a message, shortened."""
    shown = [
        text if len(text) <= limit else text[: limit - 1] + "…"
        for text in (" ".join(t.split()) for t in texts)
    ]
    more = len(shown) - 5
    return ", ".join(f"“{text}”" for text in shown[:5]) + (f" (+{more})" if more > 0 else "")
