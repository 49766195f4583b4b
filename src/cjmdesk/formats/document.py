"""Reads the blocks of a document as maps: diagrams first, then tables, then lists."""

import re

from msgspec import Struct, field

from cjmdesk.formats.blocks import Code, Document, Heading, Item, Outline, Paragraph, Table
from cjmdesk.formats.draft import DraftCard, DraftCell, DraftMap, DraftPoint
from cjmdesk.formats.grid import GridMap, read_table
from cjmdesk.formats.grid_shape import NotAMap, is_about_journey
from cjmdesk.formats.labels import is_head_label, note_label, note_section
from cjmdesk.formats.mermaid import is_journey, other_diagram, read_mermaid
from cjmdesk.formats.outcome import ImportRefused, Note
from cjmdesk.formats.outline import read_outline
from cjmdesk.formats.source import one_line
from cjmdesk.formats.words import is_one_of
from cjmdesk.i18n import _, ngettext

_LABEL = re.compile(r"^([^:：]{1,40}?)\s*[:：]\s*(.+)$", re.DOTALL)
MAX_MAPS = 200


class _Place(Struct):
    """Where a table stands. path: its headings, the nearest last. before: paragraphs above it."""

    path: list[Heading]
    before: list[Paragraph] = field(default_factory=list)

    @property
    def heading(self) -> str:
        return self.path[-1].text if self.path else ""

    @property
    def parents(self) -> list[str]:
        return [heading.text for heading in self.path[:-1]]


class _Found(Struct):
    grid: GridMap
    place: _Place
    caption: str = ""


def read_document(document: Document, name: str = "", wish: str | None = None) -> list[DraftMap]:
    """The maps of a document, each with its notes. Raises ImportRefused when there is none.

    name: of the file, which may tell that it is about a journey. wish: `rows` or `columns`.
    """
    diagrams = _diagrams(document)
    headings = " ".join(
        [name, document.title, *(block.text for block in document.blocks if isinstance(block, Heading))]
    )
    found, reasons = _tables(document, headings, wish)
    if diagrams:
        found = [table for table in found if _is_surely_map(table)]
    if found or diagrams:
        drafts = [*diagrams, *_joined(document, found)][:MAX_MAPS]
        _say_lost(drafts, document, found, reasons)
        if document.hidden:
            drafts[0].say(
                "unplaced",
                _("Hidden sheets were left out; show them to import them too: {names}.").format(
                    names=one_line(document.hidden)
                ),
            )
        return drafts
    opening = next((block for block in document.blocks if isinstance(block, Paragraph)), None)
    first = opening.lines[0].text if opening and opening.lines else ""
    drafts = read_outline(document, is_about_journey(f"{headings} {first}"))
    if drafts:
        return drafts[:MAX_MAPS]
    if reasons:
        raise ImportRefused(reasons[0])
    raise ImportRefused(
        _("no journey, table or numbered list was found in it; put the stages into a table or a list")
    )


def _diagrams(document: Document) -> list[DraftMap]:
    """The Mermaid journeys of a document; other diagrams beside them are named."""
    drafts: list[DraftMap] = []
    others: list[str] = []
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        if not isinstance(block, Code) or block.language not in ("mermaid", "", "journey", "mmd"):
            continue
        text = (
            f"journey\n{block.text}"
            if block.language == "journey" and not is_journey(block.text)
            else block.text
        )
        if is_journey(text):
            made = read_mermaid(text, block.line)
            for draft in made:
                draft.title = draft.title or heading
            drafts += made
        elif block.language == "mermaid":
            others.append(other_diagram(text) or text.strip().split("\n")[0])
    if drafts and others:
        drafts[0].say("unplaced", _("Other diagrams were left out: {names}.").format(names=one_line(others)))
    return drafts[:MAX_MAPS]


def _tables(document: Document, headings: str, wish: str | None) -> tuple[list[_Found], list[str]]:
    """The tables that are maps, and why others are none."""
    found: list[_Found] = []
    reasons: list[str] = []
    path: list[Heading] = []
    before: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            path = [*(heading for heading in path if heading.level < block.level), block]
            before = []
        elif isinstance(block, Paragraph):
            before.append(block)
        elif isinstance(block, Table):
            try:
                grid = read_table(block, wish, headings)
                found.append(_Found(grid, _Place(path, before), block.place))
            except NotAMap as error:
                reasons.append(str(error))
            before = []
    sure = [table for table in found if table.grid.sure]
    if sure and len(sure) < len(found):
        reasons += [_("its rows and columns have no known names")] * (len(found) - len(sure))
    return (sure or found)[:MAX_MAPS], reasons


def _is_surely_map(table: _Found) -> bool:
    """Whether a table beside a diagram is a map too: it has two lanes at least that are known."""
    return table.grid.sure and sum(lane.kind != "free_text" for lane in table.grid.draft.lanes) >= 2


def _joined(document: Document, found: list[_Found]) -> list[DraftMap]:
    """One map for each table; one for all tables whose heads agree, or that hold a stage each."""
    groups: list[list[_Found]] = []
    for table in found:
        group = next((group for group in reversed(groups) if _belongs(table, group)), None)
        if group is None:
            groups.append([table])
        else:
            group.append(table)
    return [_map_of(group, document, len(groups) == 1) for group in groups]


def _titles(table: _Found) -> set[str]:
    if table.grid.unnamed:
        return {table.place.heading.casefold()}
    return {stage.title.casefold() for stage in table.grid.draft.stages}


def _belongs(table: _Found, group: list[_Found]) -> bool:
    first = group[0]
    taken = set[str]().union(*(_titles(other) for other in group))
    if len(_titles(table) & taken) > 0.3 * len(_titles(table)):
        return False
    if table.grid.unnamed and first.grid.unnamed:
        shared = len(set(table.grid.heads) & set(first.grid.heads))
        return shared * 2 >= min(len(table.grid.heads), len(first.grid.heads))
    if not (table.grid.down and first.grid.down and table.grid.heads == first.grid.heads):
        return False
    return not any(
        is_about_journey(one.place.heading) or _names_persona(one.place.heading) for one in (table, first)
    ) or (table.place.heading == first.place.heading)


def _names_persona(text: str) -> bool:
    match = _LABEL.match(text)
    return bool(match and is_one_of("PERSONA", match[1]))


def _label_of(text: str) -> tuple[str, str]:
    label, _colon, rest = text.replace("：", ":").partition(":")
    return label.strip(), rest.strip()


def _map_of(group: list[_Found], document: Document, alone: bool) -> DraftMap:
    first = group[0]
    draft = first.grid.draft
    several = len(group) > 1
    for table in group:
        heading = table.place.heading or table.caption
        for stage in table.grid.draft.stages:
            if table.grid.unnamed:
                stage.title = heading
            elif several and heading and heading != stage.title:
                stage.description = "\n".join(filter(None, [heading, stage.description]))
    for table in group[1:]:
        _append(draft, table.grid.draft)
    draft.title = draft.title or _title(first, document, several or first.grid.unnamed, alone)
    if _names_persona(first.place.heading):
        note_label(draft, *_label_of(first.place.heading))
    if alone:
        for label, blocks in _labelled(document):
            note_section(draft, label, [text for block in blocks for text in _texts(block)])
    _read_intro(draft, first.place.before)
    draft.notes.insert(0, _summary_note(draft, first.grid.down, len(group)))
    return draft


def _labelled(document: Document) -> list[tuple[str, list[Paragraph | Outline]]]:
    """Sections of lists and paragraphs whose heading says persona, goal or scenario."""
    found: list[tuple[str, list[Paragraph | Outline]]] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = is_head_label(block.text)
            if inside:
                found.append((block.text, []))
        elif isinstance(block, Paragraph | Outline) and inside:
            found[-1][1].append(block)
        else:
            inside = False
    return [(label, blocks) for label, blocks in found if any(isinstance(b, Outline) for b in blocks)]


def _texts(block: Paragraph | Outline) -> list[str]:
    if isinstance(block, Paragraph):
        return ["\n".join(line.text for line in block.lines)]
    return [text for item in block.items for text in _item_texts(item)]


def _item_texts(item: Item) -> list[str]:
    own = "\n".join(line.text for line in [*item.lines, *item.tail])
    return [own, *(text for child in item.children for text in _item_texts(child))]


def _append(draft: DraftMap, other: DraftMap) -> None:
    """Adds the stages of `other` behind those of `draft`; lanes of one title are one."""
    shift = len(draft.stages)
    draft.stages += other.stages
    draft.notes += other.notes
    for persona in other.personas:
        draft.add_persona(persona.name, **persona.fields)
    for lane in other.lanes:
        same = next((own for own in draft.lanes if own.title.casefold() == lane.title.casefold()), None)
        target = same if same is not None else draft.lane(lane.kind, lane.title)
        for (stage, step), cell in lane.cells.items():
            into = target.cell(stage + shift, step)
            differs = lane.kind != target.kind and "emotions" in (lane.kind, target.kind)
            added = _as_kind(cell, target.kind) if differs else cell
            into.cards += added.cards
            into.points += added.points


def _as_kind(cell: DraftCell, kind: str) -> DraftCell:
    """Points as cards, or cards as points, where one lane of several tables was read both ways."""
    if kind == "emotions":
        return DraftCell(
            points=[*cell.points, *(DraftPoint(quote=card.text, note=card.note) for card in cell.cards)]
        )
    texts = [" ".join(filter(None, [point.feeling, point.quote])) for point in cell.points]
    cards = [DraftCard(text, point.note) for text, point in zip(texts, cell.points, strict=True)]
    return DraftCell(cards=[*cell.cards, *cards])


def _title(first: _Found, document: Document, parents_only: bool, alone: bool) -> str:
    """The map's title: the document's when it is the only map, else its own heading."""
    path = [heading.text for heading in first.place.path]
    if parents_only:
        path = path[:-1]
    if alone:
        top = [heading.text for heading in first.place.path[: len(path)] if heading.level == 1]
        return document.title or first.caption * (not path) or next(iter(top or path[-1:]), "")
    return path[-1] if path else first.caption or document.title


def _read_intro(draft: DraftMap, paragraphs: list[Paragraph]) -> None:
    for paragraph in paragraphs:
        for line in paragraph.lines:
            match = _LABEL.match(line.text)
            if match and is_head_label(match[1]):
                note_label(draft, match[1], match[2])
            elif len(draft.scenario) < 2000:
                draft.add_scenario(line.text)


def _summary_note(draft: DraftMap, down: bool, tables: int) -> Note:
    cards = sum(len(cell.cards) + len(cell.points) for lane in draft.lanes for cell in lane.cells.values())
    values = {
        "stages": ngettext("{count} stage", "{count} stages", len(draft.stages)).format(
            count=len(draft.stages)
        ),
        "lanes": ngettext("{count} lane", "{count} lanes", len(draft.lanes)).format(count=len(draft.lanes)),
        "cards": ngettext("{count} card", "{count} cards", cards).format(count=cards),
        "tables": tables,
    }
    if tables > 1:
        text = _("{tables} tables with one head, read as one map with {stages}, {lanes} and {cards}.")
    elif down:
        text = _("A table with the stages in rows: {stages}, {lanes} and {cards}.")
    else:
        text = _("A table with the stages in columns: {stages}, {lanes} and {cards}.")
    return Note("understood", text.format(**values))


def _say_lost(drafts: list[DraftMap], document: Document, found: list[_Found], reasons: list[str]) -> None:
    """Names what stands beside the tables and was not taken over."""
    used = {id(paragraph) for table in found for paragraph in table.place.before}
    if len(drafts) == 1 and found:
        used |= {id(block) for _label, blocks in _labelled(document) for block in blocks}
    lost = [
        " ".join(line.text for line in block.lines)
        for block in document.blocks
        if isinstance(block, Paragraph) and id(block) not in used
    ]
    for block in document.blocks:
        if isinstance(block, Outline) and id(block) not in used:
            lost += [" ".join(line.text for line in item.lines) for item in block.items]
    lost = [text for text in lost if text.strip("-–— ")]
    if lost:
        text = ngettext(
            "Text beside the map was left out: {texts}.",
            "Texts beside the map were left out: {texts}.",
            len(lost),
        )
        drafts[0].say("unplaced", text.format(texts=one_line(lost)))
    if reasons:
        text = ngettext(
            "{count} more table is no map: {reason}.",
            "{count} more tables are no maps: {reason}.",
            len(reasons),
        )
        drafts[0].say("unplaced", text.format(count=len(reasons), reason=reasons[0]))
