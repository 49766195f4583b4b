"""Small JSON files of the program itself: a broken one never stops it and is never thrown away."""

import contextlib
import json
from pathlib import Path
from typing import Any

from cjmdesk.storage.atomic import write_bytes
from cjmdesk.storage.errors import StorageError

_MOST = 1_000_000


def read_small(path: Path) -> Any:
    """The JSON value in the file; None if it is not there. A broken file is put aside and gives None."""
    try:
        if path.stat().st_size > _MOST:
            raise ValueError("too big for a file of the program's own")
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return None
    except (ValueError, RecursionError):
        put_aside(path)
        return None


def put_aside(path: Path) -> None:
    """Rename a broken file to `NAME.broken`, for whoever wants to look at it."""
    with contextlib.suppress(OSError):
        path.replace(path.with_name(f"{path.name}.broken"))


def write_small(path: Path, value: Any) -> bool:
    """Write `value` atomically; False if the disk refuses, which must not disturb the user's work."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        write_bytes(path, text.encode("utf-8", "surrogateescape"))
    except (OSError, StorageError, ValueError):
        return False
    return True
