"""Reads lists and headings as maps: numbered stages, or headings as stages with their points below."""

import re

from msgspec import Struct, field

from cjmdesk.formats import card_text
from cjmdesk.formats.blocks import Block, Document, Heading, Item, Line, Outline, Paragraph
from cjmdesk.formats.draft import DraftLane, DraftMap, DraftStage
from cjmdesk.formats.grid_shape import MAX_STAGES
from cjmdesk.formats.labels import is_head_label, note_label, note_section
from cjmdesk.formats.lane_kinds import resolved_kind
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import one_line
from cjmdesk.formats.words import contains, is_one_of, lane_guess, stage_strength
from cjmdesk.i18n import _, ngettext

_LABEL = re.compile(r"^([^:：]{1,60}?)\s*(?:[:：](?!//)(?=\s|$|[^\x00-\x7f])|：)\s*(.*)$", re.DOTALL)
_DASHED = re.compile(r"^(.{2,60}?)\s+[–—-]\s+(.+)$", re.DOTALL)
_NUMBERED = re.compile(
    r"^(?:stage|phase|step|etap|faza|krok|этап|стадия|фаза|шаг|етап|phase|schritt|étape|fase|etapa)?\s*[\dIVX]+\s*[.):–—-]\s*",
    re.IGNORECASE,
)


class _Section(Struct):
    """What stands under a heading."""

    heading: Heading | None
    path: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    lists: list[Outline] = field(default_factory=list)


def read_outline(document: Document, is_journey: bool) -> list[DraftMap]:
    """The maps in a document's lists; none where there is nothing that could be one.

    is_journey: something else (its name, a heading) says that this is about a journey.
    """
    sections = _sections(document.blocks)
    if _heads_are_stages(sections, is_journey):
        return [_from_headings(document, sections)]
    numbered = [section for section in sections if any(part.ordered for part in section.lists)]
    if numbered:
        return [
            _from_list(section, part, document)
            for section in numbered
            for part in section.lists
            if part.ordered
        ]
    nested = [
        section for section in sections if any(_is_map_of_bullets(part, is_journey) for part in section.lists)
    ]
    return [
        _from_list(section, part, document)
        for section in nested
        for part in section.lists
        if _is_map_of_bullets(part, is_journey)
    ]


def _sections(blocks: list[Block]) -> list[_Section]:
    found = [_Section(None)]
    path: list[Heading] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.strong and _heads_list(blocks, number):
            block = Heading(7, " ".join(line.text for line in block.lines).rstrip(":： "))  # noqa: PLW2901
        if isinstance(block, Heading):
            path = [heading for heading in path if heading.level < block.level]
            found.append(_Section(block, [heading.text for heading in path]))
            path.append(block)
        elif isinstance(block, Paragraph):
            found[-1].paragraphs.append(block)
        elif isinstance(block, Outline):
            found[-1].lists.append(block)
    return found


def _heads_list(blocks: list[Block], number: int) -> bool:
    """Whether the next block is a list, so that a bold line before it is its heading."""
    return number + 1 < len(blocks) and isinstance(blocks[number + 1], Outline)


def _is_map_of_bullets(part: Outline, is_journey: bool) -> bool:
    nested = sum(bool(item.children) or _name(_first(item)) != _first(item) for item in part.items)
    known = sum(stage_strength(_name(_first(item))) >= 0.5 for item in part.items)
    return len(part.items) >= 2 and (known >= 2 or (is_journey and nested * 2 >= len(part.items)))


def _name(text: str) -> str:
    """What an item is called, without what it says behind a colon or dash."""
    match = _LABEL.match(text) or _DASHED.match(text)
    return match[1] if match else text


def _first(item: Item) -> str:
    return item.lines[0].text if item.lines else ""


def _heads_are_stages(sections: list[_Section], is_journey: bool) -> bool:
    """Whether headings name stages: they are known ones, are counted as such, or have lanes below."""
    filled = [s for s in sections if s.heading and (s.lists or s.paragraphs)]
    stages = [s for s in filled if s.heading and _names_stage(s.heading.text)]
    lanes = [s for s in filled if s.heading and _names_lane(s.heading.text)]
    labelled = [s for s in filled if _has_labels(s)]
    bullets = any(s.lists for s in filled)
    if len(filled) >= 2 and bullets and len(stages) * 2 >= len(filled):
        return True
    if len(lanes) >= 2 and any(s.path and (is_journey or _names_stage(s.path[-1])) for s in lanes):
        return True
    return len(labelled) >= 2 and len(labelled) * 2 >= len(filled)


def _names_stage(text: str) -> bool:
    bare = _NUMBERED.sub("", text)
    counted = bare != text and contains("STAGE_AXIS", text[: len(text) - len(bare)])
    return counted or stage_strength(bare) >= 0.5


def _names_lane(text: str) -> bool:
    guess = lane_guess(text)
    return guess is not None and guess.strength >= 0.8 and stage_strength(text) < 1


def _has_labels(section: _Section) -> bool:
    """Whether at least two of its points begin with the name of a lane."""
    lines = [_first(item) for part in section.lists for item in part.items]
    lines += [line.text for paragraph in section.paragraphs for line in paragraph.lines]
    return sum(bool((match := _LABEL.match(line)) and _names_lane(match[1])) for line in lines) >= 2


def _from_headings(document: Document, sections: list[_Section]) -> DraftMap:
    """Headings are stages; below them lists, labelled lines, or headings that name lanes."""
    draft = DraftMap(title=document.title)
    level = 8
    levels = [section.heading.level for section in sections if section.heading]
    lone_top = levels.count(levels[0]) == 1 and levels[0] == min(levels)
    for section in sections:
        heading = section.heading
        content = bool(section.lists or section.paragraphs)
        is_top = heading is not None and not draft.stages and not draft.title
        is_top = is_top and (heading.level == 1 or (lone_top and not content))  # type: ignore[union-attr]
        if heading is None or (is_top and not (_names_stage(heading.text) and (content or not lone_top))):
            draft.title = draft.title or (heading.text if heading else "")
            _intro(draft, section)
        elif draft.stages and heading.level > level and _names_lane(heading.text):
            _fill_lane(draft, heading.text, section)
        elif not draft.stages and not _names_stage(heading.text) and is_head_label(heading.text) and content:
            note_section(draft, heading.text, _texts(section))
        else:
            if content or _names_stage(heading.text) or heading.level <= level:
                level = min(level, heading.level)
                draft.stages.append(DraftStage(heading.text))
                _check_stages(draft)
            _fill_stage(draft, section)
    if draft.stages and not draft.lanes:
        draft.lane("actions")
    draft.say("understood", _summary(draft))
    return draft


def _texts(section: _Section) -> list[str]:
    """The paragraphs and points of a section, each as one text."""
    texts = ["\n".join(line.text for line in paragraph.lines) for paragraph in section.paragraphs]
    for part in section.lists:
        texts += ["\n".join(line.text for line in [*item.lines, *_below(item)]) for item in part.items]
    return texts


def _check_stages(draft: DraftMap) -> None:
    if len(draft.stages) > MAX_STAGES:
        raise ImportRefused(_("holds more than {limit} stages, far more than a map").format(limit=MAX_STAGES))


def _intro(draft: DraftMap, section: _Section) -> None:
    for paragraph in section.paragraphs:
        for line in paragraph.lines:
            match = _LABEL.match(line.text)
            if (
                match
                and match[2]
                and any(is_one_of(name, match[1]) for name in ("PERSONA", "SCENARIO", "GOAL", "VERSION"))
            ):
                note_label(draft, match[1], match[2])
            else:
                draft.add_scenario(line.text)
    for part in section.lists:
        for item in part.items:
            draft.add_scenario("\n".join(line.text for line in [*item.lines, *_below(item)]))


def _below(item: Item) -> list[Line]:
    """All lines nested below an item, and those at the margin behind it."""
    return [line for child in item.children for line in [*child.lines, *_below(child)]] + item.tail


def _fill_stage(draft: DraftMap, section: _Section) -> None:
    stage = draft.stages[-1]
    for paragraph in section.paragraphs:
        for line in paragraph.lines:
            if not _labelled_line(draft, line):
                stage.description = f"{stage.description}\n{line.text}".strip()
    for part in section.lists:
        for item in part.items:
            _add_item(draft, item)


def _labelled_line(draft: DraftMap, line: Line) -> bool:
    """Reads "Touchpoints: shop" into its lane; whether it was such a line."""
    match = _LABEL.match(line.text)
    if match is None or not _names_lane(match[1]):
        return False
    if match[2]:
        _add_to_lane(draft, match[1], [Line(match[2], line.note)])
    return True


def _fill_lane(draft: DraftMap, title: str, section: _Section) -> None:
    told = [line for paragraph in section.paragraphs for line in paragraph.lines]
    # "Feelings: calm" below the list of another lane belongs to a lane of its own.
    others = [line for line in told if (match := _LABEL.match(line.text)) and _names_lane(match[1])]
    lines = [line for line in told if line not in others]
    for part in section.lists:
        for item in part.items:
            lines += [*item.lines, *_below(item)]
    if lines or not others:
        _add_to_lane(draft, title, lines)
    for line in others:
        _labelled_line(draft, line)


def _add_to_lane(draft: DraftMap, title: str, lines: list[Line]) -> None:
    place = (len(draft.stages) - 1, 0)
    kind = resolved_kind(title, [tuple(lines)])
    lane = next((lane for lane in draft.lanes if lane.title == title), None)
    if kind == "key_task":
        stage = draft.stages[-1]
        stage.key_task = "\n".join([*filter(None, [stage.key_task]), *(line.text for line in lines)])
        draft.lane(kind, title)
        return
    lane = lane or draft.lane(kind if kind != "line" else "free_text", title)
    if lane.kind == "emotions":
        scale, _guessed = card_text.lane_scale(title, [tuple(lines)])
        lane.cell(*place).points.extend(card_text.points(lines, scale)[0])
    else:
        lane.cell(*place).cards.extend(card_text.cards(lane.kind, tuple(lines)))


def _add_item(draft: DraftMap, item: Item) -> None:
    """An item below a stage: a labelled one goes into its lane, any other is an action card."""
    if not item.lines:
        for child in item.children:
            _add_item(draft, child)
        return
    head, *more = item.lines
    match = _LABEL.match(head.text)
    if match and _names_lane(match[1]):
        lines = [Line(match[2], head.note)] if match[2] else []
        _add_to_lane(draft, match[1], [*lines, *more, *_below(item)])
        return
    if _names_lane(head.text) and item.children:
        _add_to_lane(draft, head.text, [*more, *_below(item)])
        return
    cards = card_text.cards(
        "actions",
        (
            Line(
                "\n".join(line.text for line in item.lines),
                "\n".join(filter(None, (line.note for line in item.lines))),
            ),
        ),
    )
    below = [line.text for line in _below(item)]
    cards[0].note = "\n".join(filter(None, [cards[0].note, *below]))
    _actions(draft).cell(len(draft.stages) - 1).cards.extend(cards)


def _actions(draft: DraftMap) -> DraftLane:
    """The lane of actions, whatever it is called; made when there is none."""
    return next((lane for lane in draft.lanes if lane.kind == "actions"), None) or draft.lane("actions")


def _from_list(section: _Section, part: Outline, document: Document) -> DraftMap:
    """Items are stages; nested ones their action cards, else the text behind the first colon."""
    generic = section.heading is None or not section.path or len(section.heading.text) > 25
    draft = DraftMap()
    if section.heading is not None:
        draft.title = section.heading.text if generic or _several(document) else section.path[-1]
    draft.title = draft.title or document.title
    nested = any(item.children for item in part.items)
    named = [match for item in part.items if (match := _DASHED.match(_first(item)))]
    counted = nested and any(re.search(r"\d", match[1]) for match in named)
    dashed = not counted and len(named) >= max(2, 0.6 * len(part.items))
    margin: list[str] = []
    for item in part.items:
        _add_stage(draft, item, nested, dashed)
        margin += [line.text for line in item.tail]
    for paragraph in section.paragraphs:
        for line in paragraph.lines:
            match = _LABEL.match(line.text)
            if match and match[2]:
                note_label(draft, match[1], match[2])
            else:
                draft.add_scenario(line.text)
    for text in margin:
        draft.add_scenario(text)
    if margin:
        draft.say(
            "guessed",
            _("Lines below the list belong to no stage; they stand in the scenario: {texts}.").format(
                texts=one_line(margin)
            ),
        )
    if not draft.lanes:
        draft.lane("actions")
    draft.say("understood", _summary(draft))
    return draft


def _several(document: Document) -> bool:
    """Whether several lists of the document are maps, so that each takes its own heading."""
    return sum(isinstance(block, Outline) and block.ordered for block in document.blocks) > 1


def _add_stage(draft: DraftMap, item: Item, nested: bool, dashed: bool) -> None:
    text = "\n".join(line.text for line in item.lines)
    note = "\n".join(line.note for line in item.lines if line.note)
    match = _LABEL.match(text) or (_DASHED.match(text) if dashed else None)
    title, rest = (match[1], match[2]) if match and match[2] else (text.rstrip(":："), "")
    stage = DraftStage(title)
    draft.stages.append(stage)
    _check_stages(draft)
    if nested:
        stage.description = "\n".join(filter(None, [rest, note]))
    elif rest:
        cards = card_text.cards("actions", (Line(rest, note),))
        draft.lane("actions").cell(len(draft.stages) - 1).cards.extend(cards)
    elif note:
        stage.description = note
    for child in item.children:
        _add_item(draft, child)


def _summary(draft: DraftMap) -> str:
    cards = sum(len(cell.cards) + len(cell.points) for lane in draft.lanes for cell in lane.cells.values())
    stages = ngettext("{count} stage", "{count} stages", len(draft.stages)).format(count=len(draft.stages))
    number = ngettext("{count} card", "{count} cards", cards).format(count=cards)
    return _("An outline with {stages} and {cards}.").format(stages=stages, cards=number)
