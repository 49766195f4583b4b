"""The action plan: who does what by when, on one page to hang beside the coffee machine."""

import math
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.analysis.planning import Action, actions_of, lacking
from cjmdesk.i18n import N_, NO_BREAK, _
from cjmdesk.layout import titles
from cjmdesk.layout.balance import BETWEEN_FACTS
from cjmdesk.layout.context import LayoutContext
from cjmdesk.layout.numbers import date as date_words
from cjmdesk.layout.scene import Bookmark, Box, Part, SceneItem
from cjmdesk.model.cards import SolutionCard
from cjmdesk.posters.check import POINTS_PER_MM
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, set_in, sheets_for
from cjmdesk.posters.sheets.headfoot import foot, foot_height, head
from cjmdesk.posters.sheets.ticks import tick
from cjmdesk.posters.sheets.words import Column, sizes
from cjmdesk.posters.shown import ChoiceError
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextStyle

_MOST, _LEAST = 13.0 / POINTS_PER_MM, 8.0 / POINTS_PER_MM
"""mm: type of the actions, 13 pt where there are few of them, 8 pt at least."""

_ROOMY, _READ = 20.0, 10.5 / POINTS_PER_MM
"""em that an action has in a line, for which the type becomes smaller, down to so many mm."""

_WIDE = 1.2
"""By how much larger type has to be on paper that lies across."""

_SMALL = 0.82
"""Of the type of the actions: what stands below one."""

_MOST_OWNER = 0.22
"""Of a row: the owners' column; long names take two lines."""

_HEADS = (N_("Action"), N_("Owner"), N_("Due"), N_("Status"), N_("Impact / effort"))
_PAD, _BOX = 0.5, 1.05
"""em: around the words of a cell, and the side of the box to tick."""

_LEAN = 0.16
"""em by which the last letter of a line may reach beyond it."""


def _heading(context: LayoutContext, title: str) -> str:
    """The words above a column; a stroke between two of them stays with the first."""
    return context.say(title).replace(" /", f"{NO_BREAK}/")


def print_plan(job: PrintJob) -> Printed:
    """The plan on as few pages as it takes in type that reads well. Raises PaperError for paper that
    cannot be used, and where the map has no solution to carry out."""
    actions = actions_of(job.project, job.map)
    if not actions:
        raise ChoiceError(_("The map has no solutions, so there is no action plan to print."))
    plans = [_Plan(job, context_for(job), sheet, actions) for sheet in sheets_for(job)]
    # Upright it hangs beside others; across where that is read better.
    plan = max(plans, key=lambda one: (-one.pages, one.roomy, one.em * (1.0 if one.lies else _WIDE)))
    return printed(job, plan.leaves(), plan.em, again=print_plan)


class _Row(Struct, frozen=True):
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

    @property
    def lies(self) -> bool:
        """Whether the paper lies on its long side."""
        return self._sheet.width > self._sheet.height

    @property
    def roomy(self) -> bool:
        """Whether actions have room in their lines."""
        return self._is_roomy(self.em)

    def _is_roomy(self, em: float) -> bool:
        return self._columns(em)[0][1] >= _ROOMY * em

    def _fits(self, em: float) -> bool:
        return (self._is_roomy(em) or em <= _READ) and len(self._pages(em)) == 1

    def _pages(self, em: float) -> list[list[_Row]]:
        context = set_in(self._context, em)
        above, again = self._head(context).height, self._table_head(context).height
        below = foot_height(em)
        pages: list[list[_Row]] = [[]]
        left = self._height - below - above - again
        for action in self._actions:
            row = self._row(context, action)
            if row.height > left and pages[-1]:
                pages.append([])
                left = self._height - below - again
            pages[-1].append(row)
            left -= row.height
        return pages

    def _measured(self) -> list[float]:
        """em that the columns beside the action need so that nothing in them is broken."""
        context, wrap = self._context, self._context.engine.wrap
        widest = [context.engine.widest_word(_heading(context, head), BOLD) * _SMALL for head in _HEADS[1:]]
        for action in self._actions:
            texts = self._facts(context, action)
            for number, text in enumerate(texts):
                for line in wrap(text, BOLD, math.inf).lines:
                    widest[number] = max(widest[number], line.width)
        return [width + _LEAN + 2 * _PAD for width in widest]

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
        pad = _PAD * context.em
        # Where lines fill a column, the next one is as far off as where they are short.
        words = width - 2 * pad
        column = Column(context, self._place(left, words), pad, words, item)
        for text, style, size, colour in lines:
            column.write(text, size * context.em, style, colour)
        return column.items, column.y + pad

    def _row(self, context: LayoutContext, action: Action) -> _Row:
        em, palette, card = context.em, context.palette, action.card
        over = card.status == "done"
        ink = palette.small if over else palette.ink
        about = (action.stage.title.strip(), "; ".join(action.answers))
        under = [BETWEEN_FACTS.join(part for part in about if part)]
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
            items.append(tick(card.id, left, top, side, palette.secondary))
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
        return today is not None and "late" in lacking(card, today)

    def _table_head(self, context: LayoutContext) -> _Row:
        em, palette = context.em, context.palette
        items: list[SceneItem] = []
        tallest = 0.0
        for number, title in enumerate(_HEADS):
            line = (_heading(context, title), BOLD, _SMALL, palette.secondary)
            found, height = self._cell(context, number, [line], "")
            items += found
            tallest = max(tallest, height)
        items.append(Box("", 0, tallest, self._width, 0.1 * em, fill=palette.secondary))
        return _Row(tuple(items), tallest + 0.1 * em)

    def _head(self, context: LayoutContext) -> _Row:
        items, height = head(self._job, context, self._width, N_("Action plan"))
        return _Row(tuple(items), height)

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
        bottom = self._y + self._height
        parts.append(foot(self._job, context, self._x, bottom, self._width, (number, count)))
        scene = scene_of(self._job, self._context, self._sheet, parts)
        if number == 1:
            mark = Bookmark(context.say(N_("Action plan")), self._x, self._y)
            scene = replace(scene, bookmarks=(mark,))
        label = context.say(N_("Action plan"))
        return Leaf("plan", label if count == 1 else f"{label} {number}/{count}", scene)
