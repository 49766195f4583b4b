"""What the user chose once and for all. A broken file is put aside and the usual values are used."""

from threading import RLock
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cjmdesk.storage import places
from cjmdesk.storage.small_files import put_aside, read_small, write_small

Margin = Annotated[float, Field(ge=0, le=200)]

Panel = Annotated[int, Field(ge=0, le=100_000)]

Scale = Annotated[float, Field(ge=0.5, le=2)]


_CHANGING = RLock()
"""Held from reading the file to writing it: the window writes it from a thread, too."""


class Printer(BaseModel):
    """What is known of a printer. margins: mm that it leaves white, top, right, bottom, left; None
    while nobody said. scale: what it makes of a millimetre along the short and the long side of a
    sheet, as its test page showed."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    margins: tuple[Margin, Margin, Margin, Margin] | None = None
    scale: tuple[Scale, Scale] = (1.0, 1.0)


class Settings(BaseModel):
    """language: of the window, empty for the system's. theme: of the window.

    paper: default of posters, empty for the country's. margins: of the user's printer, top, right,
    bottom, left in mm. folder: where the last file was opened or saved. geometry: of the main
    window, as Qt gives it, in base64. panels: widths of its panels, pixels. zoom: the last one.
    wheel_zooms: without Ctrl. show_start_page: when no file is given. shortcuts: action id → keys,
    where the user changed them. printers: by name.
    Unknown fields, of a newer version, are kept.
    """

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    language: Literal["", "en", "pl", "ru"] = ""
    theme: Literal["system", "light", "dark"] = "system"
    paper: str = ""
    margins: tuple[Margin, Margin, Margin, Margin] = (5, 5, 5, 5)
    folder: str = ""
    geometry: str = ""
    panels: tuple[Panel, ...] = ()
    zoom: Annotated[float, Field(gt=0, le=64)] = 1.0
    wheel_zooms: bool = False
    show_start_page: bool = True
    shortcuts: dict[str, str] = Field(default={})
    printers: dict[str, Printer] = Field(default={})


def load_settings() -> Settings:
    """The user's settings. A single wrong value falls back to the usual one; the rest is kept."""
    raw = read_small(places.settings_file())
    if raw is None:
        return Settings()
    if not isinstance(raw, dict):
        put_aside(places.settings_file())
        return Settings()
    return _valid(raw)


def _valid(raw: dict[str, Any]) -> Settings:
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors(include_url=False)}
        return Settings.model_validate({name: value for name, value in raw.items() if name not in wrong})


def save_settings(settings: Settings) -> bool:
    """Write the settings; False if the disk refuses."""
    value = settings.model_dump(mode="json", exclude_defaults=True)
    return write_small(places.settings_file(), value)


def change_settings(**changes: Any) -> Settings:
    """Change some settings on top of what the file holds now, and write them.

    Raises pydantic's ValidationError on a value out of its range.
    """
    with _CHANGING:
        old = load_settings()
        fresh = Settings.model_validate({**old.model_dump(), **changes})
        if fresh != old:
            save_settings(fresh)
    return fresh
