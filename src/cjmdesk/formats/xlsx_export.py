"""All of a map as an Excel workbook: the map as people see it, and every fact in tables to work with."""

import datetime
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from cjmdesk.formats.grid_export import grid_of
from cjmdesk.formats.outcome import Exported
from cjmdesk.formats.sheets import OURS
from cjmdesk.formats.shown import hidden_notes, lane_title, names_of
from cjmdesk.i18n import N_, ngettext, translator
from cjmdesk.layout import titles
from cjmdesk.model.cards import CardBase, EmotionPoint, SolutionCard
from cjmdesk.model.choices import CHANNEL_PRESETS
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.figures.kinds import figures_of_map
from cjmdesk.posters.figures.tables import DRAWN, Figures

MOST_LETTERS = 32_767
"""In a cell of a workbook; more would be cut off without a word."""

_BORN = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the writer wants it without a zone
"""The date inside the file: equal maps give equal bytes."""

Value = str | int | float | datetime.date | None


def workbook(
    one: JourneyMap,
    fill: "Callable[[Pages], object]",
    notes: tuple[str, ...] = (),
    *,
    whole: bool = False,
) -> Exported:
    """A workbook about a map, whose sheets `fill` writes. notes: what it cannot hold, so far. whole:
    whether the map is in it, and can be read from it again."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    target = io.BytesIO()
    book = Workbook(
        target,
        {
            "in_memory": True,
            # A text that begins with = is a text; one that looks like an address too.
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": one.title, "created": _BORN})
    if whole:
        book.set_custom_property(OURS, 1)
    pages = Pages(book, one)
    fill(pages)
    book.close()
    if pages.shortened:
        form = ngettext(
            "{count} text is longer than a cell of a workbook holds and was shortened.",
            "{count} texts are longer than a cell of a workbook holds and were shortened.",
            pages.shortened,
        )
        notes = (*notes, form.format(count=pages.shortened))
    return Exported(target.getvalue(), notes)


def export_xlsx(project: Project, one: JourneyMap) -> Exported:
    """The map, its notes, touchpoints, actions and personas on sheets of one workbook."""
    holds = ("personas", "levels", "kinds", "arrows", "steps", "notes", "head")
    notes = hidden_notes(project, one, holds)
    return workbook(one, lambda pages: _fill(pages, project, one), notes, whole=True)


def _fill(pages: "Pages", project: Project, one: JourneyMap) -> None:
    words = translator(one.language).gettext
    pages.grid(words(N_("Map")), grid_of(project, one).rows)
    pages.table(words(N_("Cards")), _note_head(words), _notes(project, one, words))
    pages.table(words(N_("Stages")), _stage_head(words), _stages(one))
    actions = list(_actions(project, one, words))
    if actions:
        pages.table(words(N_("Action plan")), _action_head(words), actions)
    figures = figures_of_map(project, one)
    if figures:
        pages.blocks(words(N_("Figures")), figures)
    people = list(_people(project, one))
    if people:
        pages.table(words(N_("Personas")), _person_head(words), people)
    arrows = list(_arrows(one, words))
    if arrows:
        pages.table(words(N_("Connectors")), _arrow_head(words), arrows)


class Pages:
    """Writes sheets. shortened: how many texts did not fit a cell."""

    def __init__(self, book: Any, one: JourneyMap) -> None:
        self._book = book
        self._mirrored = one.language[:2] in ("ar", "he", "fa", "ur")
        self._head = book.add_format(
            {"bold": True, "bg_color": "#E8EFF6", "text_wrap": True, "valign": "top"}
        )
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._title = book.add_format({"bold": True, "font_size": 13})
        self._bold = book.add_format({"bold": True, "top": 1, "valign": "top"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._names: set[str] = set()
        self.shortened = 0

    def grid(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """The map as a table: its first row and column stay in view."""
        sheet = self._sheet(name)
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                head = number == 0 or place == 0
                sheet.write_string(number, place, self._fitting(text), self._head if head else self._text)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, max((len(row) for row in rows), default=1), 28)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def table(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Rows to sort and filter."""
        sheet = self._sheet(name)
        widths = [max(len(text), 8) for text in head]
        count = 0
        for place, text in enumerate(head):
            sheet.write_string(0, place, text, self._head)
        for count, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                self._write(sheet, count, place, value)
                if isinstance(value, str):
                    widths[place] = max(widths[place], min(len(value), 48))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width + 2)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, len(head) - 1)

    def blocks(self, name: str, tables: Sequence[Figures]) -> None:
        """Tables of figures below each other, each under its title; bars are left to the reader."""
        sheet = self._sheet(name)
        down = 0
        for table in tables:
            kept = [n for n, column in enumerate(table.columns) if column.kind not in DRAWN]
            sheet.write_string(down, 0, self._fitting(table.title), self._title)
            if table.said:
                sheet.write_string(down + 1, 0, self._fitting(table.said))
            down += 2
            for place, number in enumerate(kept):
                sheet.write_string(down, place, table.columns[number].title, self._head)
            for row in table.rows:
                down += 1
                for place, number in enumerate(kept):
                    self._write(
                        sheet, down, place, row.cells[number].value, self._bold if row.total else None
                    )
            down += 3
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, 12, 14)

    def _write(self, sheet: Any, row: int, place: int, value: Value, style: Any = None) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            sheet.write_string(row, place, self._fitting(value), style or self._text)
        elif isinstance(value, datetime.date):
            moment = datetime.datetime.combine(value, datetime.time())
            if value.year < 1900:  # before the workbook's calendar
                sheet.write_string(row, place, value.isoformat(), self._text)
            else:
                sheet.write_datetime(row, place, moment, self._date)
        else:
            sheet.write_number(row, place, value, style or self._text)

    def _sheet(self, name: str) -> Any:
        """Names have at most 31 letters, no brackets and slashes, and differ in more than capitals."""
        plain = "".join(letter for letter in name if letter not in "[]:*?/\\'")[:28] or "Sheet"
        fresh, number = plain, 2
        while fresh.casefold() in self._names:
            fresh, number = f"{plain} {number}", number + 1
        self._names.add(fresh.casefold())
        sheet = self._book.add_worksheet(fresh)
        if self._mirrored:
            sheet.right_to_left()
        return sheet

    def _fitting(self, text: str) -> str:
        clean = "".join(letter for letter in text if letter in "\n\t" or letter >= " ")
        # The format counts in units of UTF-16.
        if len(clean) <= MOST_LETTERS and len(clean.encode("utf-16-le", "replace")) // 2 <= MOST_LETTERS:
            return clean
        self.shortened += 1
        return (
            clean.encode("utf-16-le", "replace")[: 2 * MOST_LETTERS - 2].decode("utf-16-le", "ignore") + "…"
        )


def _note_head(words: Any) -> list[str]:
    return [
        words(text)
        for text in (
            *(N_("Stage"), N_("Step"), N_("Lane"), N_("Text"), N_("Note"), N_("Level"), N_("Feeling")),
            *(N_("Personas"), N_("Tags"), N_("Evidence"), N_("Source"), N_("Date"), N_("Severity")),
            *(N_("Type"), N_("Channel"), N_("Visits"), N_("Sales"), N_("Cost"), N_("Minutes")),
            *(N_("Number"), N_("Unit"), N_("Votes")),
        )
    ]


def _notes(project: Project, one: JourneyMap, words: Any) -> Iterator[list[Value]]:
    cells = [(lane, {cell.step: cell for cell in lane.cells}) for lane in one.lanes]
    for stage in one.stages:
        for step in stage.steps:
            for lane, by_step in cells:
                cell = by_step.get(step.id)
                for item in (*cell.points, *cell.cards) if cell else ():
                    place = [stage.title, step.title, lane_title(lane, one.language)]
                    yield [*place, *_facts(project, item, words)]


def _facts(project: Project, item: CardBase | EmotionPoint, words: Any) -> list[Value]:
    def own(name: str) -> Any:
        return getattr(item, name, None)

    point = isinstance(item, EmotionPoint)
    kind = own("type") or own("motive") or ""
    named = {**titles.PAIN_TYPES, **titles.MOTIVES}
    evidence = item.evidence
    return [
        own("quote") if point else own("text"),
        item.note,
        own("level"),
        own("feeling"),
        ", ".join(names_of(project, item.personas)),
        ", ".join(item.tags),
        words(titles.EVIDENCE.get(evidence.grade, evidence.grade)) if evidence else None,
        evidence.source if evidence else None,
        evidence.date if evidence else None,
        own("severity"),
        words(named[kind]) if kind in named else kind,
        _channel(project, own("channel") or "", words),
        own("visits"),
        own("transactions"),
        own("cost"),
        own("minutes"),
        own("number"),
        own("unit"),
        own("votes") or None,
    ]


def _channel(project: Project, id: str, words: Any) -> str:
    own = {channel.id: channel.name for channel in project.channels}
    if id in own:
        return own[id]
    return str(words(titles.CHANNELS[id])) if id in CHANNEL_PRESETS else id


def _stage_head(words: Any) -> list[str]:
    names = (
        N_("Stage"),
        N_("Description"),
        N_("Key task"),
        N_("Entered"),
        N_("Left"),
        N_("Reason for leaving"),
    )
    return [words(name) for name in names]


def _stages(one: JourneyMap) -> Iterator[list[Value]]:
    for stage in one.stages:
        yield [stage.title, stage.description, stage.key_task, stage.entered, stage.left, stage.reason_left]


def _action_head(words: Any) -> list[str]:
    names = (
        *(N_("Solution"), N_("Answers"), N_("Owner"), N_("Due"), N_("Status"), N_("Impact"), N_("Effort")),
        N_("Stage"),
    )
    return [words(name) for name in names]


def _actions(project: Project, one: JourneyMap, words: Any) -> Iterator[list[Value]]:
    texts = {
        card.id: card.text
        for each in project.maps
        for lane in each.lanes
        for cell in lane.cells
        for card in cell.cards
    }
    stages = {step.id: stage.title for stage in one.stages for step in stage.steps}
    for lane in one.lanes:
        for cell in lane.cells:
            for card in cell.cards:
                if isinstance(card, SolutionCard):
                    answered = "\n".join(texts[pain] for pain in card.answers if pain in texts)
                    status = words(titles.SOLUTION_STATUSES.get(card.status, card.status))
                    facts: list[Value] = [card.text, answered, card.owner, card.due, status]
                    yield [*facts, card.impact, card.effort, stages.get(cell.step, "")]


def _person_head(words: Any) -> list[str]:
    names = (
        *(N_("Name"), N_("Age"), N_("Education"), N_("Wealth"), N_("Place"), N_("Occupation"), N_("Quote")),
        *(N_("Needs"), N_("Goals"), N_("Pains"), N_("Motives"), N_("Triggers"), N_("Objections")),
        *(N_("Channels"), N_("Note")),
    )
    return [words(name) for name in names]


def _people(project: Project, one: JourneyMap) -> Iterator[list[Value]]:
    for who in project.personas:
        if who.id in one.personas:
            plain: list[Value] = [who.name, who.age, who.education, who.wealth, who.place]
            listed = (who.needs, who.goals, who.pains, who.motives, who.triggers, who.objections)
            lines = ["\n".join(texts) for texts in (*listed, who.channels)]
            yield [*plain, who.occupation, who.quote, *lines, who.note]


def _arrow_head(words: Any) -> list[str]:
    return [words(name) for name in (N_("From"), N_("To"), N_("Label"), N_("Condition"))]


def _arrows(one: JourneyMap, words: Any) -> Iterator[list[Value]]:
    names = {stage.id: stage.title for stage in one.stages}
    names |= {card.id: card.text for lane in one.lanes for cell in lane.cells for card in cell.cards}
    for arrow in one.connectors:
        condition = words(titles.CONDITIONS.get(arrow.condition, arrow.condition))
        yield [names.get(arrow.source, ""), names.get(arrow.target, ""), arrow.label, condition]
