"""With what a print dialog begins, and what of its choices the map remembers itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from PySide6.QtCore import QDate

from cjmdesk.model.translating import languages_of
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import KINDS, POSTER
from cjmdesk.posters.papers import margins
from cjmdesk.storage.printers import printers
from cjmdesk.ui.dialogs.print.fields import margins_text, note_text, office_paper

if TYPE_CHECKING:
    from pathlib import Path

    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.posters.papers import Margins
    from cjmdesk.ui.remembered import Remembered


class Usual(Struct, frozen=True):
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


def print_key(path: Path | None, one: JourneyMap) -> str:
    """Under which it is remembered how a map of a file was printed; None: of a project without a file."""
    return f"{path or ''}#{one.id}"


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

OF_KIND = ("paper", "orientation", "reach")
"""Fields that a kind on sheets of its own has for itself: a plan lies otherwise than its poster."""


POSTERS = f" of {POSTER}"
"""How the names of those end that posters share; they are kept in the map, or last while it is asked."""


def of_kind(field: str, what: str) -> str:
    """Under which the value of a field is kept for a kind, see OF_KIND."""
    return field + (POSTERS if KINDS[what].usual_paper == POSTER else f" of {what}")


def kept_value(values: dict[str, str], what: str, field: str) -> str:
    """The orientation or the printer's margins ("reach") of a kind: its own, else those in general."""
    return values.get(of_kind(field, what), values[field])


def keep_value(values: dict[str, str], what: str, field: str, value: str) -> None:
    """Keep it in `values` for a kind, if that is asked for it and it is not what it is in general."""
    values.pop(of_kind(field, what), None)
    asked = {"orientation": "orientation", "reach": "margins"}[field]
    if asked in KINDS[what].asks and value != values[field]:
        values[of_kind(field, what)] = value


def sheet_choices(what: str, one: JourneyMap, usual: Usual) -> PrintChoices:
    """How the dialog would print a kind that lies on an office printer's sheets, before anything is
    changed in it. Raises PaperError for margins that are none."""
    values = first_values(one, usual)
    several = len(languages_of(one)) > 1
    tag = values["language"] if several else ""
    if tag not in languages_of(one):
        tag = one.language if several else ""
    return PrintChoices(
        what=what,
        paper=values.get(of_kind("paper", what), office_paper(usual.paper)),
        orientation=kept_value(values, what, "orientation"),
        margins=margins(kept_value(values, what, "reach")),
        ink=values["ink"],
        language="" if tag == one.language and not values["alike"] else tag,
        date=QDate.currentDate().toPython(),  # type: ignore[arg-type]
        default_paper=usual.paper,
        printer_margins=usual.reach,
    )


def changes_of(one: JourneyMap, wanted: dict[str, Any]) -> dict[str, Any]:
    """Those of `wanted`, by names of PosterSettings, that the map says otherwise.

    A paper that only is the user's usual one is not written into the map while it names none.
    """
    said = one.poster
    return {name: value for name, value in wanted.items() if getattr(said, name) != value}
