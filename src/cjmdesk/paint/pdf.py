"""Scenes into a PDF of real text in reading order, with every font embedded."""

import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import BinaryIO

from cjmdesk.i18n import _
from cjmdesk.layout.pages import Page, page_of
from cjmdesk.layout.scene import Scene
from cjmdesk.model.project import Picture
from cjmdesk.paint.errors import PaintError
from cjmdesk.text.engine import TextEngine

LONGEST_PAGE = 14_400 / 72 * 25.4
"""mm; the format's limit for a side."""


def write_pdf(
    pages: Sequence[Scene | Page],
    target: BinaryIO,
    engine: TextEngine,
    pictures: Mapping[str, Picture],
    *,
    subject: str = "",
    author: str = "",
    ink: str = "colour",
    reproducible: bool = False,
    told: Callable[[int], object] | None = None,
) -> None:
    """Write one page for each Scene or Page, of exactly its size, to `target`.

    engine: the one that wrapped the Scenes' texts. pictures: of the project, by content hash; what
    is not among them is drawn as a grey box. Title and language are those of the first page.
    ink: of INK_MODES; without colours everything is written in greys, pictures too.
    reproducible: equal Scenes give equal bytes. told: called with the number of pages done after each.

    Raises PaintError if there is no page, or one is too long for the format.
    """
    _keep_settings_out()
    from cjmdesk.paint.pdf_canvas import PdfFile
    from cjmdesk.paint.pdf_inks import INKS
    from cjmdesk.paint.pdf_items import PagePainter

    sheets = [page_of(page) if isinstance(page, Scene) else page for page in pages]
    _check(sheets)
    file = PdfFile(
        title=sheets[0].title,
        author=author,
        subject=subject,
        language=sheets[0].language,
        reproducible=reproducible,
        inks=INKS[ink],
    )
    painter = PagePainter(file, engine, pictures, {}, sheets)
    for number, sheet in enumerate(sheets, 1):
        file.begin_page(sheet.width, sheet.height, trim=sheet.trim, bleed=sheet.bleed)
        for mark in sheet.bookmarks:
            file.bookmark(mark.title, mark.x, mark.y, mark.level)
        painter.page(sheet)
        file.end_page()
        if told is not None:
            told(number)
    file.save(target)


def _keep_settings_out() -> None:
    """When it is imported, reportlab runs Python files of these names that lie in the home folder or
    where the program was started: for settings that are none of ours, or by a stranger."""
    for name in ("reportlab_mods", "reportlab_settings"):
        sys.modules.setdefault(name, ModuleType(name))


def _check(pages: Sequence[Page]) -> None:
    if not pages:
        raise PaintError(_("There is nothing to print: the document would have no page."))
    for page in pages:
        longest = max(page.width, page.height)
        if longest > LONGEST_PAGE:
            raise PaintError(
                _("A PDF page of {length} mm is longer than the {limit} mm the format allows; "
                  "choose a shorter paper or several sheets.").format(
                    length=round(longest), limit=round(LONGEST_PAGE)
                )
            )  # fmt: skip
        if min(page.width, page.height) <= 0:
            raise PaintError(_("A page needs a width and a height above zero."))
