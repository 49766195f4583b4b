"""All maps of a project in one file: an index before them, and bookmarks by map and stage."""

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_, translator
from cjmdesk.layout import titles
from cjmdesk.layout.balance import BETWEEN_FACTS, without_end_dots
from cjmdesk.layout.context import runs_right_to_left
from cjmdesk.layout.numbers import length
from cjmdesk.layout.pages import Page, Placed
from cjmdesk.layout.scene import Bookmark, Box, Part, Scene, SceneItem, Text
from cjmdesk.layout.tags import Tag
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.miniature import miniature
from cjmdesk.posters.printed import INK, Numbering, Printed, PrintedPage
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextBlock, TextEngine, TextStyle

WIDTH, HEIGHT = 210.0, 297.0
"""mm: an A4 sheet, whatever the maps are printed on. It is read in the hand, not on the wall."""

_MARGIN = 18.0
_TITLE, _FACTS, _NAME, _SMALL = 8.0, 3.9, 4.6, 3.5
"""mm of an em: of the project's title and what stands below it, of a map's title and the same."""

_PICTURE = (42.0, 29.0)
"""mm: room of the small picture of a map."""

_NUMBER = 14.0
"""mm: column of the page numbers."""

_GAP = 6.0
_SECONDARY, _HAIRLINE = "#4B5563", "#C9CED6"
_PART = "index"
_TRIES = 3
"""Numberings, since they may change how many pages there are."""


class _Row(Struct, frozen=True):
    """A map in the index, measured. height: mm."""

    printed: Printed
    name: TextBlock
    facts: TextBlock
    height: float


def bound(
    project: Project, maps: Sequence[JourneyMap], printed: Sequence[Printed], engine: TextEngine
) -> list[Printed]:
    """What is printed of several `maps` as one file: the index is put before the first of them, and
    each one's bookmarks below one of its own. A single map stays as it is.

    printed: of each map, in order.
    """
    if len(printed) < 2:
        return list(printed)
    printed = _counted(printed, len(_Index(project, maps, printed, engine).pages()))
    index = _Index(project, maps, printed, engine)
    contents = index.pages()
    number, count = len(contents) + 1, len(contents) + sum(len(each.pages) for each in printed)
    filed = []
    for one, each in zip(maps, printed, strict=True):
        pages = tuple(_filed(each.pages, index.name(one)))
        if len(pages) == 1 and each.numbered is None:
            pages = (_numbered(each, pages[0], engine, number, count),)
        filed.append(replace(each, pages=pages))
        number += len(pages)
    filed[0] = replace(filed[0], pages=(*contents, *filed[0].pages))
    return filed


def _counted(printed: Sequence[Printed], before: int) -> Sequence[Printed]:
    """The same with the numbers of pages running on from one map to the next, as the index has them. before:
    its own pages."""
    for _try in range(_TRIES):
        counts = [len(each.pages) for each in printed]
        found, number = [], before
        for each, pages in zip(printed, counts, strict=True):
            own = each.numbered
            found.append(each if own is None else own(Numbering(number, before + sum(counts))))
            number += pages
        printed = found
        if [len(each.pages) for each in printed] == counts:  # longer numbers may take a page more
            break
    return printed


def _numbered(
    printed: Printed, page: PrintedPage, engine: TextEngine, number: int, count: int
) -> PrintedPage:
    """The page with its number beside the program's name, as the index has it; as it was where other words
    take that room. Over sheets each sheet has a number of its own."""
    scene, base = printed.poster.scene, page.page.layers[0]
    footer = next((part for part in scene.parts if part.key == "footer"), None)
    texts = [item for item in footer.items if isinstance(item, Text)] if footer is not None else []
    if footer is None or not texts:
        return page
    name, size = texts[-1], texts[-1].size
    words = translator(scene.language).gettext(N_("page {number} of {count}"))
    block = engine.wrap(words.format(number=number, count=count), REGULAR, math.inf)
    wide = block.width * size
    mirrored = name.x < footer.width / 2
    x = name.x + name.width + 2 * size if mirrored else name.x - 2 * size - wide
    beside = [item for item in texts[:-1] if item.y + item.height > name.y + 0.1]
    if any(item.x < x + wide + size and x - size < item.x + item.width for item in beside):
        return page
    said = Text("", x, name.y, wide, block, size, name.colour)
    part = Part("page number", footer.x, footer.y, footer.width, footer.height, (said,))
    over = Scene(scene.width, scene.height, (part,), language=scene.language, tags=())
    layers = (*page.page.layers, replace(base, scene=over))
    return replace(page, page=replace(page.page, layers=layers))


def _filed(pages: Sequence[PrintedPage], title: str) -> Iterator[PrintedPage]:
    """The pages of one map with their bookmarks below that of the map."""
    for number, printed in enumerate(pages):
        below = tuple(replace(mark, level=mark.level + 1) for mark in printed.page.bookmarks)
        own = (Bookmark(title, 0.0, 0.0),) if number == 0 else ()
        yield replace(printed, page=replace(printed.page, bookmarks=(*own, *below)))


class _Index:
    """The index of a project. It speaks the language of the first map."""

    def __init__(
        self,
        project: Project,
        maps: Sequence[JourneyMap],
        printed: Sequence[Printed],
        engine: TextEngine,
    ) -> None:
        self._project, self._engine = project, engine
        self._language = maps[0].language
        self._words = translator(self._language)
        self._mirrored = runs_right_to_left(maps[0])
        self._room = WIDTH - 2 * _MARGIN
        self._title = project.title.strip() or self._words.gettext(N_("Maps"))
        self._rows = [self._row(one, each) for one, each in zip(maps, printed, strict=True)]

    def name(self, one: JourneyMap) -> str:
        """A map's title, or words for one without."""
        return one.title.strip() or self._words.gettext(N_("Untitled map"))

    def _row(self, one: JourneyMap, printed: Printed) -> _Row:
        width = self._room - _PICTURE[0] - _GAP - _NUMBER
        name = self._wrap(self.name(one), BOLD, width, _NAME)
        kind = self._words.gettext(titles.MAP_TYPES.get(one.type, one.type))
        scene = printed.poster.scene
        sides = f"{scene.width * printed.scale:.0f} × {scene.height * printed.scale:.0f}"
        facts = [kind, length(sides, self._words)]
        if len(printed.pages) > 1:
            form = self._words.ngettext("{count} page", "{count} pages", len(printed.pages))
            facts.append(form.format(count=len(printed.pages)))
        small = without_end_dots(self._engine, self._wrap(BETWEEN_FACTS.join(facts), REGULAR, width, _SMALL))
        words = name.height * _NAME + 1.0 + small.height * _SMALL
        return _Row(printed, name, small, max(words, _PICTURE[1]) + _GAP)

    def _wrap(self, text: str, style: TextStyle, width: float, size: float) -> TextBlock:
        return self._engine.wrap(text, style, width / size)

    def pages(self) -> list[PrintedPage]:
        """As many as the maps need."""
        title = self._wrap(self._title, BOLD, self._room, _TITLE)
        head = title.height * _TITLE + LINE_PITCH * _FACTS + 2 * _GAP
        sheets = [[self._rows[0]]]
        left = HEIGHT - 2 * _MARGIN - head - self._rows[0].height
        for row in self._rows[1:]:
            if row.height > left:
                sheets.append([])
                left = HEIGHT - 2 * _MARGIN
            sheets[-1].append(row)
            left -= row.height
        page_number = len(sheets) + 1
        made = []
        for number, rows in enumerate(sheets):
            sheet = _Sheet(self._engine, self._language, self._mirrored)
            if number == 0:
                count = len(self._rows)
                form = self._words.ngettext("{count} map", "{count} maps", count)
                sheet.head(title, form.format(count=count))
            for row in rows:
                told = self._words.gettext(N_("{title}, page {number}"))
                sheet.row(row, page_number, told.format(title=row.name.text, number=page_number))
                page_number += len(row.printed.pages)
            marks = (Bookmark(self._title, 0.0, 0.0),) if number == 0 else ()
            made.append(sheet.page(self._title, marks))
        return made


class _Sheet:
    """One page of the index, filled from above."""

    def __init__(self, engine: TextEngine, language: str, mirrored: bool) -> None:
        self._engine, self._language, self._mirrored = engine, language, mirrored
        self._items: list[SceneItem] = []
        self._tags: list[Tag] = []
        self._entries: list[Tag] = []
        self._pictures: list[Placed] = []
        self._y = _MARGIN

    def head(self, title: TextBlock, facts: str) -> None:
        """The project's title, and what there is of it."""
        width = WIDTH - 2 * _MARGIN
        self._tags.append(Tag("H1", _PART, (self._text(title, _MARGIN, self._y, width, _TITLE, INK),)))
        self._y += title.height * _TITLE
        block = self._engine.wrap(facts, REGULAR, math.inf)
        below = self._text(block, _MARGIN, self._y, width, _FACTS, _SECONDARY)
        self._tags.append(Tag("P", _PART, (below,)))
        self._y += block.height * _FACTS + 2 * _GAP

    def row(self, row: _Row, page: int, told: str) -> None:
        """A map that begins on `page`. told: where the row leads, in words."""
        width = WIDTH - 2 * _MARGIN
        # The row itself is what is pressed.
        first = len(self._items)
        self._items.append(Box("", _MARGIN, self._y, width, row.height - _GAP / 2, fill="#FFFFFF"))
        self._picture(row)
        middle = width - _PICTURE[0] - _GAP - _NUMBER
        x = _MARGIN + (_NUMBER if self._mirrored else _PICTURE[0] + _GAP)
        y = self._y
        self._text(row.name, x, y, middle, _NAME, INK)
        self._text(row.facts, x, y + row.name.height * _NAME + 1.0, middle, _SMALL, _SECONDARY)
        number = self._engine.wrap(str(page), BOLD, math.inf)
        wide = number.width * _NAME
        at = _MARGIN if self._mirrored else WIDTH - _MARGIN - wide
        self._items.append(Text("", at, y, wide, number, _NAME, INK))
        items = tuple(range(first, len(self._items)))
        link = Tag("Link", _PART, items, alternative=told, leads_to=page)
        self._entries.append(Tag("TOCI", children=(Tag("Reference", children=(link,)),)))
        self._y += row.height

    def _text(self, block: TextBlock, x: float, y: float, width: float, size: float, colour: str) -> int:
        align = "hard right" if self._mirrored else "left"
        self._items.append(Text("", x, y, width, block, size, colour, align))  # type: ignore[arg-type]
        return len(self._items) - 1

    def _picture(self, row: _Row) -> None:
        """The map seen small."""
        scene = row.printed.poster.scene
        scale = min(_PICTURE[0] / scene.width, _PICTURE[1] / scene.height)
        width, height = scene.width * scale, scene.height * scale
        x = WIDTH - _MARGIN - width if self._mirrored else _MARGIN
        whole = (0.0, 0.0, scene.width, scene.height)
        self._pictures.append(Placed(miniature(scene, scale), whole, x, self._y, scale))
        frame = Box("", x, self._y, width, height, stroke=_HAIRLINE, stroke_width=0.2)
        part = Part("frame", 0, 0, WIDTH, HEIGHT, (frame,))
        over = Scene(WIDTH, HEIGHT, (part,), tags=())
        self._pictures.append(Placed(over, (0.0, 0.0, WIDTH, HEIGHT), 0.0, 0.0))

    def page(self, title: str, bookmarks: tuple[Bookmark, ...]) -> PrintedPage:
        """The finished page."""
        part = Part(_PART, 0, 0, WIDTH, HEIGHT, tuple(self._items))
        tags = (*self._tags, Tag("TOC", children=tuple(self._entries)))
        scene = Scene(WIDTH, HEIGHT, (part,), title, self._language, tags=tags)
        whole = (0.0, 0.0, WIDTH, HEIGHT)
        layers = (Placed(scene, whole, 0.0, 0.0), *self._pictures)
        page = Page(WIDTH, HEIGHT, layers, title, self._language, bookmarks)
        return PrintedPage(page, "index", "index", whole, (0.0, 0.0))
