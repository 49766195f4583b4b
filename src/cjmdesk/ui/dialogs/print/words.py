"""What the print dialog says of what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from cjmdesk.i18n import _, current_language, ngettext
from cjmdesk.layout.numbers import share
from cjmdesk.ui.dialogs.fields import millimetres

if TYPE_CHECKING:
    from cjmdesk.posters.handing import Laid

MEGABYTE = 1_000_000


def reading_words(laid: Laid, *, cards: bool) -> str:
    """How large the text is and from where it reads, as rich text; empty where no text is read so.

    cards: whether it is that of cards.
    """
    if not laid.card_pt:
        return ""
    locale = QLocale(current_language())
    size = laid.card_pt * laid.scale
    text = _("Card text prints at {size} pt: readable from {distance} m.")
    if not cards:
        text = _("The main text prints at {size} pt: readable from {distance} m.")
    return text.format(
        size=f"<b>{locale.toString(size, 'f', 0 if size >= 10 else 1)}</b>",
        distance=f"<b>{locale.toString(laid.reads_from * laid.scale, 'f', 1)}</b>",
    )


def amount_words(laid: Laid, size: int, dpi: int) -> str:
    """How much it is: sheets, and about how large the file. size: bytes, 0 while it is not known.

    dpi: of a picture, 0 for a PDF.
    """
    pages = laid.pages
    if dpi:
        wide, high = (round(side / 25.4 * dpi) for side in (laid.whole.width, laid.whole.height))
        return _("{wide} × {high} pixels").format(wide=wide, high=high)
    sheets = len(laid.tiles)
    if laid.maps > 1:
        form = ngettext("{maps} maps on {count} page", "{maps} maps on {count} pages", len(pages))
        text = form.format(maps=laid.maps, count=len(pages))
    elif sheets and len(pages) > sheets:
        text = ngettext(
            "{count} sheet and an assembly page", "{count} sheets and an assembly page", sheets
        ).format(count=sheets)
    elif sheets:
        text = ngettext("{count} sheet", "{count} sheets", sheets).format(count=sheets)
    elif len(pages) > 1:
        text = ngettext("{count} page", "{count} pages", len(pages)).format(count=len(pages))
    else:
        page = pages[0].page
        text = _("{width} × {height} mm").format(
            width=millimetres(page.width), height=millimetres(page.height)
        )
    return _("{amount}, about {size}").format(amount=text, size=size_words(size)) if size else text


def size_words(size: int) -> str:
    """Bytes as people say them."""
    locale = QLocale(current_language())
    if size >= MEGABYTE / 10:
        return _("{size} MB").format(
            size=locale.toString(size / MEGABYTE, "f", 0 if size >= 10 * MEGABYTE else 1)
        )
    return _("{size} kB").format(size=locale.toString(max(round(size / 1000), 1)))


def seam_words(laid: Laid) -> str:
    """What the seams do to the text; empty where there are none."""
    if len(laid.tiles) < 2:
        return ""
    said = ngettext(
        "Seams go through {count} line of text.",
        "Seams go through {count} lines of text.",
        laid.cut_text_lines,
    ).format(count=laid.cut_text_lines)
    if not laid.cut_text_lines:
        said = _("No line of text is cut by a seam.")
    if laid.scale < 1:
        less = share(1 - laid.scale, current_language())
        said += " " + _("Printed {share} smaller, so that the seams spare more text.").format(share=less)
    return said


def warning_words(laid: Laid) -> str:
    """What should be known before printing, each once."""
    return "\n\n".join(list(dict.fromkeys(warning.text for warning in laid.warnings))[:4])
