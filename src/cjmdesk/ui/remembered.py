"""What the window remembers between runs, in one typed place.

Reads the settings file plainly: its checked form needs pydantic, which would delay the first paint.
A value of the wrong kind counts as not set. Writing goes through `storage.settings`.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QLocale, QStandardPaths

from cjmdesk.i18n import LANGUAGES
from cjmdesk.storage import places
from cjmdesk.storage.patience import within
from cjmdesk.ui.behind import Behind
from cjmdesk.ui.room import open_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

Sides = tuple[float, float, float, float]
THEMES = ("system", "light", "dark")
OFFICE: Sides = (5.0, 5.0, 5.0, 5.0)
MOST_RECENT = 10
MOST_VIEWS = 40
PATIENCE = 0.5
"""Seconds that a disk has to say what is there."""


class Remembered:
    """The user's settings, and what is kept about single files and maps."""

    def __init__(self) -> None:
        self._values = _read()
        self._behind = Behind()
        self._looking = Lock()

    def put(self, **values: Any) -> None:
        """Remember values under their names in `storage.settings`, or under names of our own.

        A disk that refuses costs the memory, never the work; a slow one is not waited for.
        """
        self._values.update(values)
        self._behind.do(partial(_write, values))

    def finish(self) -> None:
        """The program ends: wait a little for what is not on the disk yet."""
        self._behind.finish()

    def text(self, name: str) -> str:
        """A remembered text, empty if there is none."""
        value = self._values.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Remembered texts, empty if there are none."""
        value = self._values.get(name)
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

    def flag(self, name: str, *, usual: bool = True) -> bool:
        """A remembered yes or no; the usual one if nothing was said."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else usual

    @property
    def language(self) -> str:
        """Of the window; empty means the system's."""
        return self.text("language") if self.text("language") in LANGUAGES else ""

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self.text("theme") if self.text("theme") in THEMES else "system"

    @property
    def paper(self) -> str:
        """For maps that name no paper; at first what the country hangs on its walls."""
        inches = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        return self.text("paper") or ("24x36in" if inches else "A1")

    @property
    def margins(self) -> Sides:
        """The usual margins: top, right, bottom, left, mm."""
        value = self._values.get("margins")
        if isinstance(value, list | tuple) and len(value) == 4:
            sides = [float(side) for side in value if isinstance(side, int | float) and 0 <= side <= 200]
            if len(sides) == 4:
                return (sides[0], sides[1], sides[2], sides[3])
        return OFFICE

    # Folders and files ------------------------------------------------------------------------

    def folder(self, purpose: str = "folder") -> Path:
        """Where files were last opened and saved; the user's documents at first.

        purpose: `folder`, or `export_folder` for posters.
        """
        for name in (purpose, "folder"):
            kept = self.text(name)
            if kept and within(PATIENCE, Path(kept).is_dir) is True:
                return Path(kept)
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(place) if place and Path(place).is_dir() else Path.home()

    def note_folder(self, folder: Path, purpose: str = "folder") -> None:
        """This folder was used."""
        self.put(**{purpose: str(folder)})

    def note_file(self, path: Path) -> None:
        """This file was opened or saved."""
        from cjmdesk.storage.recent import remember_file

        self._behind.do(partial(remember_file, path))
        self.note_folder(path.parent)

    def recent(self) -> list[tuple[Path, bool]]:
        """The last files, and whether each is missing now; those on a disk that does not answer are not."""
        from cjmdesk.storage.recent import recent_files

        files = recent_files()[:MOST_RECENT]
        gone = within(PATIENCE, partial(self._gone, files)) or set()
        return [(path, path in gone) for path in files]

    def _gone(self, files: Sequence[Path]) -> set[Path]:
        """Which of them are missing; none while another look hangs."""
        if not self._looking.acquire(blocking=False):
            return set()
        try:
            return {path for path in files if not _there(path)}
        finally:
            self._looking.release()

    def forget_files(self) -> None:
        """Clear the list."""
        from cjmdesk.storage.recent import forget_all

        self._behind.do(forget_all)

    # How maps were printed ----------------------------------------------------------------------

    def choices(self, of: str) -> dict[str, str]:
        """How the map that is called so was printed last; empty at first."""
        kept = self.table("prints").get(of)
        if not isinstance(kept, dict):
            return {}
        return {name: value for name, value in kept.items() if isinstance(value, str)}

    def keep_choices(self, of: str, choices: dict[str, str]) -> None:
        """The map that is called so was printed so; the oldest of many are forgotten."""
        self.keep_in("prints", of, choices)

    # Where files were looked at -----------------------------------------------------------------

    def view(self, path: Path) -> list[object]:
        """What was seen of this file when it was closed, see `PosterView.looked_at`; empty at first."""
        kept = self.table("views").get(str(path))
        return list(kept) if isinstance(kept, list) else []

    def keep_view(self, path: Path, view: list[object]) -> None:
        """This was seen of the file; the oldest of many are forgotten."""
        self.keep_in("views", str(path), view)

    # Of files and windows by their names ------------------------------------------------------------

    def table(self, name: str) -> dict[str, Any]:
        """What is kept under a name for several files, maps or windows; empty at first."""
        kept = self._values.get(name)
        return dict(kept) if isinstance(kept, dict) else {}

    def keep_in(self, name: str, of: str, value: object) -> None:
        """Keep it in that table for one of them, None for nothing; the oldest of many are forgotten."""
        before = self.table(name)
        after = {key: one for key, one in before.items() if key != of}
        if value is not None:
            after[of] = value
        if after != before:
            self.put(**{name: dict(list(after.items())[-MOST_VIEWS:])})

    # Windows ------------------------------------------------------------------------------------

    def restore_window(self, window: QMainWindow) -> None:
        """Size and place as they were last; a usual size at first."""
        open_at(window, 1360, 860)
        window.restoreGeometry(self._bytes("geometry"))

    def panels(self) -> tuple[int, ...]:
        """The widths of the panels as they were last, pixels; empty at first."""
        kept = self._values.get("panels")
        return tuple(one for one in kept if isinstance(one, int)) if isinstance(kept, list | tuple) else ()

    def keep_window(self, window: QMainWindow, panels: tuple[int, ...]) -> None:
        """Remember size and place, and the widths of the panels, if there are any."""
        self.put(geometry=_words(window.saveGeometry()))
        if panels:
            self.put(panels=panels)

    def _bytes(self, name: str) -> QByteArray:
        try:
            return QByteArray(base64.b64decode(self.text(name), validate=True))
        except (binascii.Error, ValueError):
            return QByteArray()


def _read() -> dict[str, Any]:
    """What the settings file holds, none if it is broken: `storage.settings` puts it aside later."""
    try:
        loaded = json.loads(places.settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _write(values: dict[str, Any]) -> None:
    from pydantic import ValidationError

    from cjmdesk.storage.settings import change_settings

    try:
        change_settings(**values)
    except ValidationError:
        pass  # a folder named beyond what settings hold: forgotten at the end of this run


def _words(data: QByteArray) -> str:
    return base64.b64encode(bytes(data.data())).decode("ascii")


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long, a drive that has gone
        return False
