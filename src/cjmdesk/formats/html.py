"""Reads HTML into blocks: pages, and what spreadsheets and wikis put on the clipboard."""

import re
from typing import TYPE_CHECKING

from cjmdesk.formats.blocks import (
    Block,
    Cell,
    Code,
    Document,
    Heading,
    Item,
    Line,
    Outline,
    Paragraph,
    Table,
    cell_of,
    is_address,
)
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import check_text
from cjmdesk.i18n import _

if TYPE_CHECKING:
    from bs4.element import Tag

MAX_TAGS = 25_000
MAX_SPAN = 500
MAX_DEPTH = 150
_BREAK = "\0"
"""Stands for a break within an item."""

_CLIPBOARD = re.compile(r"\AVersion:[\d.]+\s.*?(?=<)", re.DOTALL)
_PARTS = frozenset(
    ["p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "hr"]
)
_SKIPPED = frozenset(["script", "style", "head", "template", "noscript", "svg", "meta", "link", "colgroup"])


def read_html(text: str) -> Document:
    """The blocks of a page. Raises ImportRefused when it is far too deep or long."""
    text = _without_drawings(text)
    check_text(text, "html")
    from bs4 import BeautifulSoup

    if text.count("<") > MAX_TAGS * 2:
        raise ImportRefused(_("holds more than {limit} tags, far more than a map").format(limit=MAX_TAGS))
    try:
        page = BeautifulSoup(_closed(_CLIPBOARD.sub("", text)), "html.parser")
        title = page.title.get_text(" ", strip=True) if page.title else ""
        blocks: list[Block] = []
        _walk(page, blocks, 0)
    except RecursionError as error:
        raise _too_deep() from error
    except (AssertionError, ValueError, TypeError) as error:  # what html.parser raises on broken declarations
        raise ImportRefused(_("is no readable HTML; save the page again, or copy only its table")) from error
    return Document(blocks, title)


def _without_drawings(text: str) -> str:
    """The page without what is drawn in it: of a poster that is more than all the rest."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<svg", at)) >= 0 and (end := text.find("</svg>", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("</svg>")
    return "".join([*kept, text[at:]])


def _closed(text: str) -> str:
    """The page with cells and rows closed where its writer left that to the reader, as HTML allows."""
    if "</td" in text.casefold():
        return text
    text = re.sub(r"<(?=t[dh]\b)", "</td></th><", text, flags=re.IGNORECASE)
    return re.sub(r"<(?=tr\b)", "</td></th></tr><", text, flags=re.IGNORECASE)


def _too_deep() -> ImportRefused:
    return ImportRefused(
        _("its HTML is nested too deeply; copy only the table into a spreadsheet and import that")
    )


def _walk(node: "Tag", blocks: list[Block], depth: int) -> None:
    """Adds the blocks below `node`; loose text becomes paragraphs."""
    from bs4.element import NavigableString, Tag

    if depth > MAX_DEPTH:
        raise _too_deep()
    loose: list[str] = []
    for child in node.children:
        if isinstance(child, Tag):
            if child.name in _SKIPPED or child.get("data-cjm") == "more":
                continue
            block = _block(child)
            if (
                block is not None
                or child.name in _PARTS
                or child.name in ("body", "html", "section", "article", "main", "table")
            ):
                _flush(loose, blocks)
            if block is not None:
                blocks.append(block)
            elif (
                child.find(["table", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "p"]) is not None
            ):
                _walk(child, blocks, depth + 1)
            else:
                text = child.get_text(" ", strip=True)
                loose.append(text)
                if child.name in _PARTS:
                    _flush(loose, blocks)
        elif type(child) is NavigableString and child.strip():
            loose.append(" ".join(child.split()))
    _flush(loose, blocks)


def _flush(loose: list[str], blocks: list[Block]) -> None:
    text = " ".join(part for part in loose if part)
    if text:
        blocks.append(Paragraph([Line(text)]))
    loose.clear()


def _block(tag: "Tag") -> Block | None:  # noqa: PLR0911 - one for each kind of tag
    classes = [name.casefold() for name in tag.get_attribute_list("class") if name]
    if "mermaid" in classes or "language-mermaid" in classes:
        return Code("mermaid", tag.get_text())
    if re.fullmatch(r"h[1-6]", tag.name):
        return Heading(int(tag.name[1]), " ".join(tag.get_text(" ").split()))
    if tag.name == "table":
        return None if _is_layout(tag) else _table(tag)
    if tag.name in ("ul", "ol"):
        return Outline(tag.name == "ol", _items(tag, 0))
    if tag.name == "pre":
        inner = tag.find("code")
        language = " ".join(inner.get_attribute_list("class")) if inner and inner.get("class") else ""
        return Code(language.removeprefix("language-").casefold(), tag.get_text())
    if tag.name == "p":
        return Paragraph(list(_lines(tag)))
    return None


def _is_layout(table: "Tag") -> bool:
    """Whether a table only arranges other tables."""
    return table.find("table") is not None


def _items(tag: "Tag", depth: int) -> list[Item]:
    if depth > MAX_DEPTH:
        raise _too_deep()
    items: list[Item] = []
    for child in tag.find_all("li", recursive=False):
        nested = child.find_all(["ul", "ol"], recursive=False)
        below = [item for inner in nested for item in _items(inner, depth + 1)]
        for inner in nested:
            inner.extract()
        items.append(Item(list(_lines(child)), below))
    return items


def _table(tag: "Tag") -> Table:
    """The cells with merged ones spread out: their text at the top left, the rest empty."""
    grid: list[dict[int, Cell]] = []
    waiting: dict[int, int] = {}
    for row in tag.find_all("tr"):
        cells: dict[int, Cell] = {}
        column = 0
        blocked, waiting = waiting, {place: left - 1 for place, left in waiting.items() if left > 1}
        for cell in row.find_all(["td", "th"], recursive=False):
            while column in blocked:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            cells[column] = _lines(cell)
            for place in range(column, column + wide):
                if high > 1:
                    waiting[place] = high - 1
            column += wide
        grid.append(cells)
        if len(grid) * max(1, column) > 2_000_000:
            raise ImportRefused(_("a table in it has more cells than any map"))
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    caption = tag.find("caption")
    return Table(
        [[row.get(column, ()) for column in range(width)] for row in grid],
        caption.get_text(" ", strip=True) if caption else "",
    )


def _span(cell: "Tag", name: str) -> int:
    digits = re.match(r"\s*(\d{1,4})", str(cell.get(name, "1")))
    return max(1, min(MAX_SPAN, int(digits[1]))) if digits else 1


class _Lines:
    """Gathers the lines of a cell, an item or a paragraph."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._text: list[str] = []
        self._notes: list[str] = []
        self._items = 0
        """How many items of lists are open: in one, a break does not end the line."""

    def end(self) -> None:
        """Ends the line that is being gathered."""
        parts = [" ".join(part.split()) for part in "".join(self._text).split(_BREAK)]
        parts = [part for part in parts if part]
        words = "• " + "\n  ".join(parts) if len(parts) > 1 else "".join(parts)
        for line in cell_of(words):
            self.lines.append(Line(line.text, "\n".join(dict.fromkeys(self._notes))))
            self._notes.clear()
        self._text.clear()

    def gather(self, tag: "Tag", depth: int = 0) -> None:
        """Adds what stands in `tag`, parted by breaks, paragraphs and items."""
        from bs4.element import NavigableString, Tag

        if depth > MAX_DEPTH:
            raise _too_deep()
        for part in tag.children:
            if isinstance(part, Tag):
                self._tag(part, depth)
            elif type(part) is NavigableString:
                self._text.append(str(part).replace(_BREAK, ""))

    def _tag(self, part: "Tag", depth: int) -> None:
        if part.name in _SKIPPED:
            return
        if part.get("data-cjm") == "more":  # a page of ours says more of a card than its words
            self._notes += [line for line in part.get_text("\n").split("\n") if line.strip()]
            return
        if part.get("data-cjm") == "figure":  # … and numbers as people write them
            self._text.append(str(part.get("value") or ""))
            return
        if part.name == "br" and self._items:
            self._text.append(_BREAK)
            return
        if part.name == "a":
            self._address(part.get("href"))
        elif part.name == "img":
            self._text.append(str(part.get("alt") or ""))
            self._address(part.get("src"))
        parts = part.name in _PARTS
        if parts:
            self.end()
        self._items += part.name == "li"
        self.gather(part, depth + 1)
        if parts:
            self.end()
        self._items -= part.name == "li"

    def _address(self, value: object) -> None:
        address = str(value or "")
        if is_address(address):
            self._notes.append(address)


def _lines(tag: "Tag") -> Cell:
    """The lines of a cell, each with the addresses of its links as its note."""
    found = _Lines()
    found.gather(tag)
    found.end()
    return tuple(found.lines)
