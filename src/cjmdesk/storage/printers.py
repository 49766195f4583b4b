"""What the user's printers can do, kept by their names in the settings."""

from cjmdesk.storage.settings import Printer, change_settings, load_settings

MOST = 40
"""Printers kept; the oldest are forgotten."""

Sides = tuple[float, float, float, float]


def printers() -> dict[str, Printer]:
    """All that is known, by name, the last used last."""
    return load_settings().printers


def margins_for(printer: str) -> Sides | None:
    """mm that this printer leaves white: top, right, bottom, left; None if that is not known."""
    known = printers().get(printer)
    return known.margins if known is not None else None


def scale_for(printer: str) -> tuple[float, float]:
    """What this printer makes of a millimetre along the short and the long side of a sheet; 1 where
    nobody measured."""
    known = printers().get(printer)
    return known.scale if known is not None else (1.0, 1.0)


def keep_printer(
    printer: str, *, margins: Sides | None = None, scale: tuple[float, float] | None = None
) -> None:
    """Remember what was found out; None leaves what is known.

    Raises pydantic's ValidationError on a value out of its range.
    """
    known = printers()
    before = known.pop(printer, Printer())
    fresh = Printer(
        margins=before.margins if margins is None else margins,
        scale=before.scale if scale is None else scale,
    )
    kept = [*known.items(), (printer, fresh)][-MOST:]
    change_settings(printers={name: one.model_dump() for name, one in kept})
