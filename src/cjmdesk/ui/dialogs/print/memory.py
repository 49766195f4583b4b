"""With what a print dialog begins, and what of its choices the map remembers itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cjmdesk.storage.printers import printers
from cjmdesk.ui.dialogs.print.fields import margins_text, note_text

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.posters.papers import Margins
    from cjmdesk.ui.remembered import Remembered


@dataclass(frozen=True)
class Usual:
    """What the user is used to. paper: of posters. margins: of printers nobody told of. printer: the
    last one used, empty for none; printers: those whose margins are known, the last used first.
    kept: how this map was printed last, by the names of the fields."""

    paper: str
    margins: Margins
    printer: str = ""
    printers: tuple[tuple[str, Margins], ...] = ()
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def reach(self) -> Margins:
        """What the sheets of the last printer leave white."""
        return dict(self.printers).get(self.printer, self.margins)


def usual_of(remembered: Remembered, kept: dict[str, str]) -> Usual:
    """What is remembered now."""
    known = [(name, one.margins) for name, one in printers().items() if one.margins is not None]
    return Usual(remembered.paper, remembered.margins, remembered.text("printer"), tuple(known[::-1]), kept)


def first_values(one: JourneyMap, usual: Usual) -> dict[str, str]:
    """Each field's value as a text: as the map says, else as it was printed last, else as usual.

    A saved change of the map counts for more than what was kept: somebody else may have made it.
    """
    said = one.poster
    yes = {True: "yes", False: ""}
    return {
        "what": "map",
        "format": "pdf",
        "maps": "one",
        "dpi": "150",
        "plain": "",
        "view": "",
        "lanes": "",
        "items": "yes",
        "language": one.language,
        "alike": "yes",
        "against": "",
        **usual.kept,
        "paper": said.paper or usual.paper,
        "orientation": said.orientation,
        "border": "" if said.margins is None else margins_text(said.margins),
        "reach": margins_text(usual.reach),
        "tile": said.tile or "none",
        "overlap": f"{said.overlap:g}",
        "bleed": f"{said.bleed:g}",
        "marks": yes[said.marks],
        "assembly": yes[said.assembly],
        "ink": said.ink,
        "note": note_text(said.note),
    }


KEPT = (
    *("what", "format", "maps", "dpi", "for_tiles", "plain", "view", "lanes", "items", "language", "alike"),
    "against",
)
"""Fields that a map has no place for; they are kept for it beside the project."""


def changes_of(one: JourneyMap, wanted: dict[str, Any]) -> dict[str, Any]:
    """Those of `wanted`, by names of PosterSettings, that the map says otherwise.

    A paper that only is the user's usual one is not written into the map while it names none.
    """
    said = one.poster
    return {name: value for name, value in wanted.items() if getattr(said, name) != value}
