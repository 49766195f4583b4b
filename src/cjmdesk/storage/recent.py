"""The files that were opened last, the newest first."""

import os
from collections.abc import Sequence
from pathlib import Path

from cjmdesk.storage import places
from cjmdesk.storage.small_files import read_small, write_small

MOST = 20


def recent_files() -> list[Path]:
    """At most MOST absolute paths, the newest first; whether they still exist is not asked."""
    value = read_small(places.recent_file())
    names = value.get("files") if isinstance(value, dict) else None
    if not isinstance(names, list):
        return []
    paths = [Path(_decoded(name)) for name in names if isinstance(name, str) and name]
    return [path for path in dict.fromkeys(paths) if path.is_absolute()][:MOST]


def remember_file(path: Path) -> None:
    """Put `path` at the top."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - a symbolic link keeps its own name
    _write([path, *(other for other in recent_files() if other != path)])


def forget_file(path: Path) -> None:
    """Take `path` off the list."""
    _write([other for other in recent_files() if other != path])


def forget_all() -> None:
    """Empty the list."""
    _write([])


def _write(paths: Sequence[Path]) -> None:
    write_small(places.recent_file(), {"files": [_encoded(path) for path in paths[:MOST]]})


def _encoded(path: Path) -> str:
    """Names that are no text keep their bytes: as percent escapes behind a mark no path begins with."""
    name = str(path)
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        from urllib.parse import quote_from_bytes

        return "bytes:" + quote_from_bytes(os.fsencode(path))


def _decoded(name: str) -> str:
    if not name.startswith("bytes:"):
        return name
    from urllib.parse import unquote_to_bytes

    return os.fsdecode(unquote_to_bytes(name.removeprefix("bytes:")))
