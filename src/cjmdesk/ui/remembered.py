"""What the window remembers between runs, in one typed place."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QStandardPaths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QSplitter

MARGINS = "office"


class Remembered:
    """Settings with their defaults; a value of the wrong kind counts as not set."""

    def __init__(self) -> None:
        self._values = _load()
        self._choices: dict[str, dict[str, str]] = {}

    def put(self, name: str, value: Any) -> None:
        """Remember a value; it is on the disk after `write`, or at the latest when a window closes."""
        self._values[name] = value
        self.write()

    def write(self) -> None:
        """Put everything on the disk. A disk that refuses costs the memory, never the work."""
        _save(self._values)

    def text(self, name: str, default: str = "") -> str:
        """A remembered text."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def flag(self, name: str, default: bool = True) -> bool:
        """A remembered yes or no."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else default

    @property
    def language(self) -> str:
        """Of the window; empty means the system's."""
        return self.text("language")

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        chosen = self.text("theme", "system")
        return chosen if chosen in ("system", "light", "dark") else "system"

    @property
    def paper(self) -> str:
        """For maps that name no paper."""
        return self.text("paper", "A1")

    @property
    def margin_preset(self) -> str:
        """Id of the usual margins."""
        from cjmdesk.posters.papers import MARGIN_PRESETS

        chosen = self.text("margins", MARGINS)
        return chosen if chosen in MARGIN_PRESETS else MARGINS

    def margins(self) -> tuple[float, float, float, float]:
        """The usual margins, mm."""
        from cjmdesk.posters.papers import MARGIN_PRESETS

        return MARGIN_PRESETS[self.margin_preset][1]

    # Folders and files ------------------------------------------------------------------------

    def folder(self, purpose: str = "files") -> Path:
        """Where files were opened and saved last; the user's documents at first."""
        kept = self.text(f"folder_{purpose}") or self.text("folder_files")
        if kept and Path(kept).is_dir():
            return Path(kept)
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(place) if place else Path.home()

    def note_folder(self, folder: Path, purpose: str = "files") -> None:
        """This folder was used."""
        self.put(f"folder_{purpose}", str(folder))

    def note_file(self, path: Path) -> None:
        """This file was opened or saved."""
        files = [str(path), *(one for one in self._files() if one != str(path))]
        self._values["recent"] = files[:10]
        self.note_folder(path.parent)

    def recent(self) -> list[tuple[Path, bool]]:
        """The last ten files, and whether each is missing now."""
        return [(Path(one), not Path(one).exists()) for one in self._files()]

    def forget_files(self) -> None:
        """Clear the list."""
        self.put("recent", [])

    def _files(self) -> list[str]:
        value = self._values.get("recent")
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

    # Export choices, for as long as the program runs --------------------------------------------

    def choices(self, map_id: str) -> dict[str, str]:
        """How this map was exported last; empty at first."""
        return self._choices.get(map_id, {})

    def keep_choices(self, map_id: str, choices: dict[str, str]) -> None:
        """This map was exported so."""
        self._choices[map_id] = choices

    # Windows ------------------------------------------------------------------------------------

    def restore_window(self, window: QMainWindow, panes: QSplitter) -> None:
        """Size, place and panes as they were last; a usual size at first."""
        window.resize(1280, 800)
        window.restoreGeometry(self._bytes("window"))
        panes.restoreState(self._bytes("panes"))

    def keep_window(self, window: QMainWindow, panes: QSplitter) -> None:
        """Remember size, place and panes."""
        self._values["window"] = _words(window.saveGeometry())
        self._values["panes"] = _words(panes.saveState())

    def _bytes(self, name: str) -> QByteArray:
        try:
            return QByteArray(base64.b64decode(self.text(name), validate=True))
        except (binascii.Error, ValueError):
            return QByteArray()


def _words(data: QByteArray) -> str:
    return base64.b64encode(bytes(data.data())).decode("ascii")


def _load() -> dict[str, Any]:
    import json

    from cjmdesk.storage import places

    try:
        loaded = json.loads(places.settings_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _save(values: dict[str, Any]) -> None:
    import json

    from cjmdesk.storage import places

    try:
        places.settings_file().parent.mkdir(parents=True, exist_ok=True)
        places.settings_file().write_text(json.dumps(values), "utf-8")
    except OSError:
        pass
