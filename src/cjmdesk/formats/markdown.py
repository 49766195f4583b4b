"""Reads Markdown into blocks: headings, paragraphs, lists, tables and code, as plain text."""

import re
from collections.abc import Iterable, Sequence
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
from cjmdesk.formats.source import check_text

if TYPE_CHECKING:
    from markdown_it.token import Token

RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]*$")
"""The line under the head of a table."""

_AZURE = re.compile(r"^[ \t]*:::[ \t]*(mermaid)?[ \t]*$", re.MULTILINE)
_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(.+)$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_CHECKBOX = re.compile(r"^\[[ xX✓✔]\]\s+")
_COUNTED = re.compile(r"^([ \t]*)(\d{1,3})((?:\.\d{1,3})*)[.)]?[ \t]+(?=\S)")
_BARE_ROW = re.compile(r"^[ \t]*(?:\d{1,3}[.)]|[-*+>#])[ \t][^|]*\|")
_QUOTES_DEEP = re.compile(r"^[> \t]{200,}", re.MULTILINE)


def read_markdown(text: str) -> Document:
    """The blocks of a Markdown text."""
    check_text(text, "markdown")
    from markdown_it import MarkdownIt

    title = ""
    front = _FRONT.match(text)
    if front:
        named = _TITLE.search(front[1])
        title = named[1].strip().strip("\"'") if named else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _AZURE.sub(lambda match: f"```{match[1] or ''}", text)
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    text = _with_whole_tables(_with_nested_numbers(text))
    tokens = parser.parse(_QUOTES_DEEP.sub("", text))
    return Document(_Blocks(tokens, text.split("\n")).read(), title)


def _with_nested_numbers(text: str) -> str:
    """The text with points numbered "1.1." or "1.2.3" below an item "1." as bullets nested in it."""
    lines = text.split("\n")
    top = ""
    for number, line in enumerate(lines):
        match = _COUNTED.match(line)
        if match and not match[3]:
            top = match[2] if re.match(r"^[ \t]{0,3}\d{1,3}[.)][ \t]", line) else ""
        elif match and match[2] == top:
            lines[number] = "    " * match[3].count(".") + "- " + line[match.end() :]
        elif line.strip() and not line.startswith((" ", "\t")):
            top = ""
    return "\n".join(lines)


def _with_whole_tables(text: str) -> str:
    """The text with a bar before rows that begin like a list ("1. Search | …"), which would end a table."""
    lines = text.split("\n")
    inside = False
    for number, line in enumerate(lines):
        if inside and _BARE_ROW.match(line):
            lines[number] = "|" + line.lstrip()
        elif "|" not in line:
            inside = False
        elif RULE.match(line) and number and "|" in lines[number - 1]:
            inside = not lines[number - 1].lstrip().startswith("|")
    return "\n".join(lines)


class _Blocks:
    """Walks the parser's tokens once."""

    def __init__(self, tokens: Sequence["Token"], lines: list[str]) -> None:
        self._tokens = tokens
        self._lines = lines
        self._at = 0
        self._inner: list[Block] = []
        """Tables and code that stand inside the items of a list."""

    def read(self) -> list[Block]:
        """All blocks of the document."""
        blocks: list[Block] = []
        while self._at < len(self._tokens):
            blocks += self._block()
            blocks += self._inner
            self._inner.clear()
        return blocks

    def _block(self) -> list[Block]:  # noqa: PLR0911 - one for each kind of token
        token = self._tokens[self._at]
        self._at += 1
        if token.type == "heading_open":
            text = self._inline()
            return [Heading(int(token.tag[1]), " ".join(line.text for line in text))]
        if token.type == "paragraph_open":
            return [Paragraph(self._inline(), _is_strong(self._tokens[self._at - 1].children or ()))]
        if token.type in ("fence", "code_block"):
            return [
                Code(
                    token.info.strip().strip("{}").split(" ")[0].casefold(),
                    token.content,
                    (token.map or [0])[0] + 2,
                )
            ]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return [Outline(token.type == "ordered_list_open", self._items(token.level))]
        if token.type == "table_open":
            return [self._table()]
        if token.type == "html_block":
            from cjmdesk.formats.html import read_html

            return read_html(token.content).blocks
        return []

    def _inline(self) -> list[Line]:
        token = self._tokens[self._at]
        self._at += 1
        return inline_lines(token.children or ()) if token.type == "inline" else []

    def _items(self, level: int) -> list[Item]:
        items: list[Item] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.level == level and token.type.endswith("list_close"):
                break
            if token.type == "list_item_open" and token.level == level + 1:
                items.append(self._item(token.level))
        return items

    def _item(self, level: int) -> Item:
        item = Item([])
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.type == "list_item_close" and token.level == level:
                self._at += 1
                break
            start = (token.map or [0])[0]
            for block in self._block():
                self._add(item, block, start)
        if item.lines:
            item.lines[0] = Line(_CHECKBOX.sub("", item.lines[0].text), item.lines[0].note)
        return item

    def _add(self, item: Item, block: Block, start: int) -> None:
        if isinstance(block, Outline):
            item.children += block.items
        elif isinstance(block, Heading):
            item.lines.append(Line(block.text))
        elif isinstance(block, Code):
            self._inner.append(block)
            if block.language in ("mermaid", "journey"):
                return
            item.lines += [Line(line.strip()) for line in block.text.split("\n") if line.strip()]
        elif isinstance(block, Table):
            self._inner.append(block)
            item.lines += [line for row in block.rows for cell in row for line in cell]
        else:
            for number, line in enumerate(block.lines):
                source = self._lines[start + number] if start + number < len(self._lines) else " "
                at_margin = number > 0 and source[:1] not in (" ", "\t", ">")
                (item.tail if at_margin else item.lines).append(line)

    def _table(self) -> Table:
        rows: list[list[Cell]] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(cell_of_lines(self._inline()))
        width = max((len(row) for row in rows), default=0)
        return Table([row + [()] * (width - len(row)) for row in rows])


def _is_strong(tokens: Sequence["Token"]) -> bool:
    """Whether inline Markdown is one run of bold words and nothing else."""
    filled = [token for token in tokens if token.type != "text" or token.content.strip()]
    kinds = [token.type for token in filled]
    return (
        len(kinds) >= 3
        and (kinds[0], kinds[-1]) == ("strong_open", "strong_close")
        and kinds.count("strong_open") == 1
    )


def cell_of_lines(lines: Iterable[Line]) -> Cell:
    """A table cell from lines: bullets left out, each line keeping its note.

    A line that begins with two fixed blanks, as our own export writes it, goes on the one above.
    """
    made: list[Line] = []
    for line in lines:
        if made and line.text.startswith("\xa0\xa0"):
            last = made[-1]
            made[-1] = Line(
                f"{last.text}\n{line.text.strip()}", "\n".join(filter(None, [last.note, line.note]))
            )
        else:
            made += cell_of(line.text, line.note)
    return tuple(made)


def inline_lines(tokens: Iterable["Token"]) -> list[Line]:
    """The plain text of inline Markdown, line by line; addresses of links and pictures as notes."""
    texts, notes = [""], [list[str]()]
    links: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and _is_break(token.content)
        ):
            texts.append("")
            notes.append([])
        elif token.type == "link_open":
            links.append(str(token.attrGet("href") or ""))
            notes[-1].append(links[-1])
        elif token.type == "image":
            texts[-1] += token.content
            notes[-1].append(str(token.attrGet("src") or ""))
        elif token.type == "html_inline":
            texts[-1] += _TAG.sub("", token.content)
        else:
            texts[-1] += token.content
    found = []
    for text, note in zip(texts, notes, strict=True):
        if text.strip():
            found.append(
                Line(
                    text.strip(" \t\n"),
                    "\n".join(
                        address
                        for address in dict.fromkeys(note)
                        if is_address(address) and address not in text
                    ),
                )
            )
    return found


def _is_break(tag: str) -> bool:
    return re.match(r"<\s*/?\s*(br|p|li|div)\b", tag, re.IGNORECASE) is not None
