"""What the fields of the print dialog say together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate

from cjmdesk.i18n import NO_BREAK, _
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import AGAINST, POSTER
from cjmdesk.posters.papers import PaperError, margins, note_size
from cjmdesk.ui.dialogs.print.memory import KEPT, OF_KIND, POSTERS, changes_of
from cjmdesk.ui.dialogs.print.side import CHOSEN, SHOP_BLEED, Side

if TYPE_CHECKING:
    from cjmdesk.posters.papers import Margins


def choices_of(side: Side) -> PrintChoices:
    """All that is chosen. Raises PaperError for a size or a margin that is none."""
    kind, asks, tiled = side.kind, side.kind.asks, side.tiled
    one_by_one = side.view.currentData() == CHOSEN
    ticked = tuple(id for id, box in side.lanes.items() if box.isChecked())
    if one_by_one and not ticked and "lanes" in asks:
        raise PaperError(_("Choose at least one lane."))
    return PrintChoices(
        what=side.what.currentData(),
        paper=_typed_paper(side) if "paper" in asks else "",
        orientation=side.orientation.value if "orientation" in asks else "",
        margins=_sides(side),
        tile=_typed_sheets(side) if tiled else "none" if kind.tiled else "",
        overlap=side.overlap.value() if tiled else None,
        bleed=_bleed(side) if "bleed" in asks and not side.drawing else None,
        marks=side.marks.isChecked(),
        assembly=side.assembly.isChecked(),
        plain=side.plain.isChecked() and not side.plain.isHidden(),
        for_tiles=side.for_tiles.isChecked() and not side.for_tiles.isHidden(),
        ink=_ink(side) if "ink" in asks else "",
        note=note_size(side.note.value) if "note" in asks else None,
        lanes=ticked if one_by_one and "lanes" in asks else (),
        view="" if one_by_one or "lanes" not in asks else side.view.currentData(),
        against=side.against.currentData() or "" if AGAINST in asks else "",
        items=side.picked if "items" in asks and side.items.isChecked() else (),
        language=_language(side),
        own_layout=not side.alike.isChecked() and bool(_language(side)),
        date=QDate.currentDate().toPython(),  # type: ignore[arg-type]
        default_paper=side.usual.paper,
        printer_margins=side.usual.reach if side.on_sheets else side.usual.margins,
    )


def _language(side: Side) -> str:
    """Empty for the map's own, if it is laid out by itself."""
    several = side.language.count() > 1 and "language" in side.kind.asks
    tag: str = side.language.currentData() if several else ""
    return "" if tag == side.map.language and not side.alike.isChecked() else tag


def _typed_paper(side: Side) -> str:
    if not side.paper.value:
        text = _("Type the width and the height of the sheet, such as 900 × 1200\u00a0mm.")
        raise PaperError(_whole(text))
    return side.paper.value


def _typed_sheets(side: Side) -> str:
    if not side.tile.value:
        text = _("Type the width and the height of the sheets, such as 300 × 400\u00a0mm.")
        raise PaperError(_whole(text))
    return side.tile.value


def _whole(text: str) -> str:
    """`text` with its size, and what leads to it, on one line."""
    return re.sub(r" (?=\d)| × ", lambda found: found.group().replace(" ", NO_BREAK), text)


def _sides(side: Side) -> Margins | None:
    field = side.reach if side.on_sheets else side.border
    if not side.tiled and "margins" not in side.kind.asks:
        return None
    if not field.value and field.box.currentData():
        raise PaperError(_("Type the margins in millimetres: one value, or four."))
    return margins(field.value) if field.value else None


def _bleed(side: Side) -> float:
    if not side.bleed.isChecked() or side.drawing:
        return 0.0
    return side.map.poster.bleed or SHOP_BLEED


def _ink(side: Side) -> str:
    return "cmyk" if side.cmyk.isChecked() and not side.cmyk.isHidden() else side.ink.value


def kept_of(side: Side) -> dict[str, str]:
    """What is to be remembered of this map beside the project."""
    ticked = ",".join(id for id, box in side.lanes.items() if box.isChecked())
    yes = {True: "yes", False: ""}
    now = {
        "what": side.what.currentData(),
        "format": side.format.value,
        "maps": side.maps.value,
        "dpi": str(side.dpi.value()),
        "for_tiles": yes[side.for_tiles.isChecked()],
        "plain": yes[side.plain.isChecked()],
        "view": side.view.currentData(),
        "lanes": ticked if side.view.currentData() == CHOSEN else "",
        "items": yes[side.items.isChecked()],
        "language": side.language.currentData(),
        "alike": yes[side.alike.isChecked()],
        "against": side.against.currentData() or "",
    }
    begins = tuple(f"{name} of " for name in OF_KIND)
    own = {
        name: value
        for name, value in side.values.items()
        if name.startswith(begins) and not name.endswith(POSTERS)
    }
    return {**{name: now[name] for name in KEPT}, **own}


def settings_of(side: Side) -> dict[str, Any]:
    """What the map should remember otherwise than it does, by names of PosterSettings.

    Raises PaperError.
    """
    kind, asks, tiled = side.kind, side.kind.asks, side.tiled
    wanted: dict[str, Any] = {}
    if kind.usual_paper == POSTER:
        # The user's usual paper need not be said by a map that names none.
        if side.paper.value != (side.map.poster.paper or side.usual.paper):
            wanted["paper"] = side.paper.value
        if "orientation" in asks:
            wanted["orientation"] = side.orientation.value
        if "margins" in asks and not tiled:
            wanted["margins"] = _sides(side)
    if kind.tiled and not side.drawing:
        wanted["tile"] = _typed_sheets(side) if tiled else ""
    if tiled:
        wanted["overlap"] = side.overlap.value()
        wanted["assembly"] = side.assembly.isChecked()
    if not side.marks.isHidden():
        wanted["marks"] = side.marks.isChecked()
    if "bleed" in asks and not side.drawing:
        wanted["bleed"] = _bleed(side)
    if "ink" in asks:
        wanted["ink"] = _ink(side)
    if "note" in asks:
        wanted["note"] = note_size(side.note.value)
    return changes_of(side.map, wanted)
