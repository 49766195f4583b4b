"""The action plan: who does what by when, on one page to hang beside the coffee machine."""

import datetime
import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjmdesk.i18n import N_, _
from cjmdesk.layout import titles
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.numbers import date as date_words
from cjmdesk.layout.scene import Bookmark, Box, Image, Part, SceneItem
from cjmdesk.model.cards import CardBase, SolutionCard
from cjmdesk.model.stages import Stage
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, set_in, sheets_for
from cjmdesk.posters.sheets.cutting import logo_items
from cjmdesk.posters.sheets.words import Column, one_line, sizes
from cjmdesk.posters.shown import ChoiceError
from cjmdesk.posters.title_block import map_title
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextStyle

_MOST, _LEAST = 13.0 / POINTS_PER_MM, 8.0 / POINTS_PER_MM
"""mm: type of the actions, 13 pt where there are few of them, 8 pt at least."""

_TITLE, _KICKER, _SMALL = 1.9, 0.85, 0.82
"""Of the type of the actions: the map's title, what stands above it, and what stands below an action."""

_MOST_OWNER = 0.22
"""Of a row: the owners' column; long names take two lines."""

_HEADS = (N_("Action"), N_("Owner"), N_("Due"), N_("Status"), N_("Impact / effort"))
_PAD, _BOX = 0.5, 1.05
"""em: around the words of a cell, and the side of the box to tick."""

_LATE = datetime.date.max


@dataclass(frozen=True, slots=True)
class Action:
    """A solution to be carried out. answers: the texts of the pains it answers."""

    card: SolutionCard
    stage: Stage
    answers: tuple[str, ...]


def actions_of(job: PrintJob) -> list[Action]:
    """The solutions of a map that were not dropped: first what is due first, last what is done."""
    texts: dict[str, CardBase] = {
        card.id: card
        for one in job.project.maps
        for lane in one.lanes
        for cell in lane.cells
        for card in cell.cards
    }
    stages = {step.id: stage for stage in job.map.stages for step in stage.steps}
    found = []
    for lane in job.map.lanes:
        for cell in lane.cells:
            for card in cell.cards:
                if isinstance(card, SolutionCard) and card.status != "dropped":
                    pains = tuple(" ".join(texts[id].text.split()) for id in card.answers if id in texts)
                    found.append(Action(card, stages[cell.step], tuple(pain for pain in pains if pain)))
    order = {stage.id: number for number, stage in enumerate(job.map.stages)}
    return sorted(
        found,
        key=lambda one: (one.card.status == "done", one.card.due or _LATE, order[one.stage.id]),
    )


def print_plan(job: PrintJob) -> Printed:
    """The plan on as few pages as it takes in type that reads well. Raises PaperError for paper that
    cannot be used, and where the map has no solution to carry out."""
    actions = actions_of(job)
    if not actions:
        raise ChoiceError(_("The map has no solutions, so there is no action plan to print."))
    plans = [_Plan(job, context_for(job), sheet, actions) for sheet in sheets_for(job)]
    plan = max(plans, key=lambda one: (-one.pages, one.em))
    return printed(job, plan.leaves(), plan.em)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row measured: its items from y 0 down, and its height in mm."""

    items: tuple[SceneItem, ...]
    height: float


class _Plan:
    """The pages on one way of laying the paper. em: of the actions, mm."""

    def __init__(
        self, job: PrintJob, context: LayoutContext, sheet: Sheet, actions: Sequence[Action]
    ) -> None:
        self._job, self._context, self._sheet, self._actions = job, context, sheet, actions
        top, right, bottom, left = (max(side, 0.05 * sheet.short) for side in sheet.margins)
        self._x, self._y = left, top
        self._width, self._height = sheet.width - left - right, sheet.height - top - bottom
        self._narrow = self._measured()
        tried = sizes(_MOST * sheet.short / 210, _LEAST)
        # One page in the largest type that it takes; where that is not enough, the smallest.
        self.em = tried[bisect_left(tried, True, key=self._fits, hi=len(tried) - 1)]
        self.pages = len(self._pages(self.em))

    def _fits(self, em: float) -> bool:
        return len(self._pages(em)) == 1

    def _pages(self, em: float) -> list[list[_Row]]:
        context = set_in(self._context, em)
        head, again = self._head(context).height, self._table_head(context).height
        foot = self._foot_height(em)
        pages: list[list[_Row]] = [[]]
        left = self._height - foot - head - again
        for action in self._actions:
            row = self._row(context, action)
            if row.height > left and pages[-1]:
                pages.append([])
                left = self._height - foot - again
            pages[-1].append(row)
            left -= row.height
        return pages

    def _measured(self) -> list[float]:
        """em that the columns beside the action need so that nothing in them is broken."""
        context, wrap = self._context, self._context.engine.wrap
        widest = [wrap(context.say(head), BOLD, math.inf).width * _SMALL for head in _HEADS[1:]]
        for action in self._actions:
            texts = self._facts(context, action)
            for number, text in enumerate(texts):
                for line in wrap(text, BOLD, math.inf).lines:
                    widest[number] = max(widest[number], line.width)
        return [width + 2 * _PAD for width in widest]

    def _columns(self, em: float) -> list[tuple[float, float]]:
        """Left and width of each column, from the one after the box on."""
        owner, *others = (width * em for width in self._narrow)
        narrow = [min(owner, _MOST_OWNER * self._width), *others]
        start = (_BOX + 2 * _PAD) * em
        found = []
        for width in (self._width - start - sum(narrow), *narrow):
            found.append((start, width))
            start += width
        return found

    def _place(self, left: float, width: float) -> float:
        return self._width - left - width if self._context.right_to_left else left

    def _cell(
        self,
        context: LayoutContext,
        number: int,
        lines: Sequence[tuple[str, TextStyle, float, str]],
        item: str,
    ) -> tuple[list[SceneItem], float]:
        left, width = self._columns(context.em)[number]
        column = Column(context, self._place(left, width), _PAD * context.em, width - _PAD * context.em, item)
        for text, style, size, colour in lines:
            column.write(text, size * context.em, style, colour)
        return column.items, column.y + _PAD * context.em

    def _row(self, context: LayoutContext, action: Action) -> _Row:
        em, palette, card = context.em, context.palette, action.card
        over = card.status == "done"
        ink = palette.small if over else palette.ink
        under = [" · ".join(part for part in (action.stage.title.strip(), "; ".join(action.answers)) if part)]
        late = self._is_late(card)
        owner, due, status, scores = self._facts(context, action)
        cells = (
            [(card.text.strip() or "–", REGULAR if over else BOLD, 1.0, ink)]
            + [(text, REGULAR, _SMALL, palette.small) for text in under if text],
            [(owner, REGULAR, 1.0, ink)],
            [(due, BOLD if late else REGULAR, 1.0, palette.bad if late else ink)],
            [(status, REGULAR, 1.0, ink)],
            [(scores, REGULAR, 1.0, ink)],
        )
        items: list[SceneItem] = []
        tallest = (LINE_PITCH + 2 * _PAD) * em
        for number, lines in enumerate(cells):
            found, height = self._cell(context, number, lines, card.id)
            items += found
            tallest = max(tallest, height)
        side = _BOX * em
        left = self._place(_PAD * em, side)
        top = _PAD * em + (LINE_PITCH * em - side) / 2
        thin = 0.09 * em
        items.append(
            Box(card.id, left, top, side, side, stroke=palette.secondary, stroke_width=thin, radius=0.15 * em)
        )
        if over:
            inset = 0.22 * side
            filled = Box(
                card.id,
                left + inset,
                top + inset,
                side - 2 * inset,
                side - 2 * inset,
                fill=palette.secondary,
                radius=0.08 * em,
            )
            items.append(filled)
        items.append(Box("", 0, tallest, self._width, 0.05 * em, fill=palette.hairline))
        return _Row(tuple(items), tallest + 0.05 * em)

    def _facts(self, context: LayoutContext, action: Action) -> tuple[str, str, str, str]:
        """Owner, due date, status, impact and effort in words."""
        card = action.card
        due = "–" if card.due is None else date_words(card.due, context.language)
        if self._is_late(card):
            due = f"{due}\n{context.say(N_('overdue'))}"
        scores = " / ".join("–" if score is None else str(score) for score in (card.impact, card.effort))
        status = context.say(titles.SOLUTION_STATUSES.get(card.status, card.status))
        return card.owner.strip() or "–", due, status, scores

    def _is_late(self, card: SolutionCard) -> bool:
        today = self._job.choices.date
        return today is not None and card.due is not None and card.status != "done" and card.due < today

    def _table_head(self, context: LayoutContext) -> _Row:
        em, palette = context.em, context.palette
        items: list[SceneItem] = []
        tallest = 0.0
        for number, title in enumerate(_HEADS):
            line = (context.say(title), BOLD, _SMALL, palette.secondary)
            found, height = self._cell(context, number, [line], "")
            items += found
            tallest = max(tallest, height)
        items.append(Box("", 0, tallest, self._width, 0.1 * em, fill=palette.secondary))
        return _Row(tuple(items), tallest + 0.1 * em)

    def _head(self, context: LayoutContext) -> _Row:
        em, palette, one = context.em, context.palette, self._job.map
        column = Column(context, 0.0, 0.0, self._width, one.id)
        column.write(context.say(N_("Action plan")).upper(), _KICKER * em, BOLD, palette.small)
        column.write(map_title(context, one), _TITLE * em, BOLD)
        goal = one.goal.strip() or self._job.project.brief.goal.strip()
        if goal:
            text = context.say(N_("Goal: {goal}")).format(goal=goal)
            column.write(text, em, REGULAR, palette.secondary)
        return _Row(tuple(column.items), column.y + 0.8 * em)

    def _foot_height(self, em: float) -> float:
        return (LINE_PITCH + 0.8) * _SMALL * em

    def leaves(self) -> list[Leaf]:
        """The pages, the first with the head."""
        context = set_in(self._context, self.em)
        pages = self._pages(self.em)
        return [self._leaf(context, rows, number, len(pages)) for number, rows in enumerate(pages, 1)]

    def _leaf(self, context: LayoutContext, rows: Sequence[_Row], number: int, count: int) -> Leaf:
        parts, y = [], self._y
        blocks = [("head", self._head(context))] if number == 1 else []
        blocks.append(("columns", self._table_head(context)))
        blocks += [(f"row:{place}", row) for place, row in enumerate(rows)]
        for key, block in blocks:
            parts.append(Part(key, self._x, y, self._width, block.height, block.items))
            y += block.height
        parts.append(self._foot(context, number, count))
        scene = scene_of(self._job, self._context, self._sheet, parts)
        if number == 1:
            mark = Bookmark(context.say(N_("Action plan")), self._x, self._y)
            scene = replace(scene, bookmarks=(mark,))
        label = context.say(N_("Action plan"))
        return Leaf("plan", label if count == 1 else f"{label} {number}/{count}", scene)

    def _foot(self, context: LayoutContext, number: int, count: int) -> Part:
        em, palette, choices = context.em, context.palette, self._job.choices
        facts = [self._job.project.title.strip()]
        if choices.date is not None:
            facts.append(date_words(choices.date, context.language))
        if count > 1:
            facts.append(context.say(N_("page {number} of {count}")).format(number=number, count=count))
        height = self._foot_height(em)
        text = " · ".join(fact for fact in facts if fact)
        size = _SMALL * em
        items: list[SceneItem] = list(logo_items(context, self._job.map, (0, 0, self._width, height)))
        beside = items[0].width + size if items and isinstance(items[0], Image) else 0.0
        left = beside if context.right_to_left else 0.0
        box = (left, height - LINE_PITCH * size, self._width - beside)
        items += one_line(context, "", text, REGULAR, size, box, palette.small)
        return Part("foot", self._x, self._y + self._height - height, self._width, height, tuple(items))
