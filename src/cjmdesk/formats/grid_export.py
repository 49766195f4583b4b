"""A map as a grid of texts that the grid importer reads back: stages across, lanes down."""

import re
from itertools import pairwise

from msgspec import Struct

from cjmdesk.formats.blocks import BULLET, cell_of
from cjmdesk.formats.card_text import measured
from cjmdesk.formats.feelings import read, words_of
from cjmdesk.formats.lane_kinds import resolved_kind
from cjmdesk.formats.shown import hidden_notes, lane_title
from cjmdesk.i18n import N_, ngettext, translator
from cjmdesk.layout.quotes import quoted
from cjmdesk.model.cards import CardBase, EmotionPoint, MetricCard
from cjmdesk.model.lanes import Cell, Lane, MetricsLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

STAGE = N_("Stage")
STEP = N_("Step")
"""Heads of the two rows of titles; `axis_words` knows them in every language of the program."""

_BLANKS = re.compile(r"[^\S\n]+")


class GridText(Struct, frozen=True):
    """rows: cells of text, each card on a line. notes: what is not in them."""

    rows: list[list[str]]
    notes: tuple[str, ...]


def grid_of(project: Project, one: JourneyMap, holds: tuple[str, ...] = ()) -> GridText:
    """The rows of a map, and what they cannot hold.

    holds: what the file around them holds besides, as for `hidden_notes`.
    """
    words = translator(one.language).gettext
    titles = [_line(stage.title) for stage in one.stages for _step in stage.steps]
    rows = [[words(STAGE), *titles]]
    if any(len(stage.steps) > 1 or stage.steps[0].title for stage in one.stages):
        rows.append([words(STEP), *(_line(step.title) for stage in one.stages for step in stage.steps)])
    lost = _Lost()
    for lane in one.lanes:
        rows.append([_line(lane_title(lane, one.language)), *_lane_cells(one, lane, lost)])
    if any(stage.key_task for stage in one.stages) and not any(lane.kind == "key_task" for lane in one.lanes):
        tasks = [
            stage.key_task if number == 0 else ""
            for stage in one.stages
            for number in range(len(stage.steps))
        ]
        rows.append([words(N_("Key task")), *tasks])
    notes = (*hidden_notes(project, one, holds), *lost.notes(), *_kind_notes(one), *_stage_notes(one))
    return GridText(rows, notes)


class _Lost(Struct):
    empty: int = 0
    changed: int = 0

    def notes(self) -> list[str]:
        """What single cells could not hold."""
        found = []
        if self.empty:
            text = ngettext(
                "{count} card without words is left out.",
                "{count} cards without words are left out.",
                self.empty,
            )
            found.append(text.format(count=self.empty))
        if self.changed:
            text = ngettext(
                "{count} emotion point is written so that its words or level come back changed.",
                "{count} emotion points are written so that their words or levels come back changed.",
                self.changed,
            )
            found.append(text.format(count=self.changed))
        return found


def _line(text: str) -> str:
    return " ".join(text.split())


def _lane_cells(one: JourneyMap, lane: Lane, lost: _Lost) -> list[str]:
    by_step = {cell.step: cell for cell in lane.cells}
    texts = []
    for stage in one.stages:
        for number, step in enumerate(stage.steps):
            cell = by_step.get(step.id)
            lines = _lines(cell, lane, one.language, lost) if cell else []
            if lane.kind == "key_task" and number == 0 and stage.key_task:
                lines = [*stage.key_task.split("\n"), *lines]
            texts.append(_cell_text(lines))
    return texts


def cell_text(cell: Cell, lane: Lane, language: str) -> str:
    """The words of a cell of `lane`, a note on each line; behind bullets where a note has several lines.
    language: of the map."""
    return _cell_text(_lines(cell, lane, language, _Lost()))


def _lines(cell: Cell, lane: Lane, language: str, lost: _Lost) -> list[str]:
    """A text for each card and point; line breaks within stay."""
    lines = []
    lines += [_card_line(card, lane, language) for card in cell.cards]
    lines += [_point_text(point, lost) for point in cell.points]
    lost.empty += sum(not line for line in lines)
    return [line for line in lines if line]


def _card_line(card: CardBase, lane: Lane, language: str) -> str:
    """What tables write of a card: its words, behind them a metric's number; line breaks stay."""
    if isinstance(card, MetricCard) and card.number is not None:
        return _tidy(measured(card.text, card.number, unit_of(card, lane), language))
    return card_words(card)


def card_words(card: CardBase) -> str:
    """The words of a card, without blanks that nobody sees; line breaks stay."""
    return _tidy(card.text)


def unit_of(card: MetricCard, lane: Lane) -> str:
    """The unit of a number: the card's own, else that of its lane; empty where neither has one."""
    return card.unit.strip() or (lane.unit.strip() if isinstance(lane, MetricsLane) else "")


def point_line(point: EmotionPoint, language: str) -> str:
    """What tables write of a point: level, feeling, and the quote in the marks of `language`; empty if
    it has none of them."""
    text, quote = _point_text(point, _Lost()), _tidy(point.quote)
    own = quoted(quote, language)
    return text.removesuffix(f"“{quote}”") + own if quote and own != quote else text


def _tidy(text: str) -> str:
    return "\n".join(line for line in (_BLANKS.sub(" ", part).strip() for part in text.split("\n")) if line)


def _cell_text(lines: list[str]) -> str:
    """The cards below each other; behind bullets where one has several lines or begins like a bullet."""
    if any("\n" in line or BULLET.match(line) for line in lines):
        return "\n".join("• " + line.replace("\n", "\n  ") for line in lines)
    return "\n".join(lines)


def _point_text(point: EmotionPoint, lost: _Lost) -> str:
    """Level, feeling and quote: `+2.5/5 happy “at last”`."""
    level = "" if point.level is None else f"{_signed(point.level)}/5"
    quote = f"“{_tidy(point.quote)}”" if point.quote else ""
    text = " ".join(part for part in (level, _tidy(point.feeling), quote) if part)
    if text:
        reading = read(text.split("\n")[0]) if level else read(text)
        feeling, said = words_of(read(text).rest)
        same = (feeling, said) == (_tidy(point.feeling), _tidy(point.quote)) and (
            not level or reading.level == point.level
        )
        lost.changed += not same
    return text


def _signed(level: float) -> str:
    figure = f"{abs(level):g}"
    return f"−{figure}" if level < 0 else f"+{figure}" if level > 0 else "±0"


def _kind_notes(one: JourneyMap) -> list[str]:
    """Lanes whose title does not tell their kind, so that they come back as another."""
    strange = []
    for lane in one.lanes:
        title = lane_title(lane, one.language)
        lost = _Lost()
        cells = [cell_of(text) for text in _lane_cells(one, lane, lost)]
        if resolved_kind(title, cells) != lane.kind:
            strange.append(title)
    if not strange:
        return []
    text = ngettext(
        "The kind of this lane is left out: {lanes}.",
        "The kinds of these lanes are left out: {lanes}.",
        len(strange),
    )
    return [text.format(lanes=", ".join(strange))]


def _stage_notes(one: JourneyMap) -> list[str]:
    """Stages that cannot be told from their neighbours by their titles."""
    titles = [_line(stage.title) for stage in one.stages]
    same = sum(not after or after == before for before, after in pairwise(titles))
    if not same:
        return []
    text = ngettext(
        "{count} stage has no title of its own and comes back as part of the one before.",
        "{count} stages have no titles of their own and come back as parts of those before.",
        same,
    )
    return [text.format(count=same)]
