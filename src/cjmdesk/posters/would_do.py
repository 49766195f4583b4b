"""The paper on which a map would be set in type that reads well, found by laying it out there."""

import math
from collections.abc import Callable
from functools import cached_property

from cjmdesk.posters.check import HANGS, IN_HAND, ON_A_WALL, POINTS_PER_MM, aim
from cjmdesk.posters.choosing_sheets import OtherPapers
from cjmdesk.posters.options import Measures, PosterOptions
from cjmdesk.posters.papers import LARGEST, PaperError, Sheet, paper

_NAMES = ("A3", "A2", "A1", "A0")

_MAY_DO = 0.75
"""Of the type aimed at: what a sheet must promise to be laid out on; shapes differ by a fifth."""

_TENS = 10
"""mm by which a size of one's own is rounded up."""

_TRIES = 5
"""Own sizes that are laid out…"""
_NEAR = 1.02
"""…until one does with hardly more than is needed…"""
_MORE = 0.012
"""…each larger by so much than is promised: type does not grow quite evenly with the sheet."""


class WouldDo:
    """Finds paper for a poster that is set too small. measures, asked: of it; others: the same on other
    paper. again: mm of the type in which it is printed on the paper of some options, where more than that
    paper decides it."""

    def __init__(
        self,
        measures: Measures,
        asked: PosterOptions,
        others: OtherPapers,
        again: Callable[[PosterOptions], float] | None = None,
    ) -> None:
        self._asked, self._others = asked, others
        self._again = again or others.type_on
        self._sides = sorted((measures.width, measures.height))
        self._width, self._height = measures.width, measures.height
        self._card = measures.em * POINTS_PER_MM

    def named(self) -> str | None:
        """The smallest ISO size, larger than its own, on which it is set as it should; None where there is
        none."""
        short, long = self._sides
        for name in _NAMES:
            sheet = paper(name)
            assert sheet.height is not None
            larger = sheet.width > short and sheet.width * sheet.height > short * long
            if larger and self._may_do(name) and self._does(name):
                return name
        return None

    def _may_do(self, name: str) -> bool:
        """Whether an estimate promises as much; what it says too much is much the same on all sheets."""
        try:
            found = self._others.estimate_on(self._asked.on(name))
        except PaperError:
            return False
        return self._card * found / self._own >= _MAY_DO * aim(paper(name).width)

    @cached_property
    def _own(self) -> float:
        """mm by the estimate on its own paper."""
        return max(self._others.estimate(Sheet(self._width, self._height, self._asked.margins)), 0.01)

    def _does(self, name: str) -> bool:
        return self._type(self._asked.on(name)) >= aim(paper(name).width)

    def _type(self, options: PosterOptions) -> float:
        """pt of the cards on a paper; 0 where it cannot be used."""
        try:
            return self._again(options) * POINTS_PER_MM
        except PaperError:
            return 0.0

    def _large_type(self, name: str) -> float:
        """The same on a size of one's own: over sheets, whose margins may be others, and on one."""
        alone, glued = self._asked.on(name), self._asked.on(name, bordered=True)
        found = self._type(alone)
        return found if glued.margins == alone.margins else min(found, self._type(glued))

    def own_size(self) -> str | None:
        """A size of one's own, as papers are named, of the same shape on which it is set as it should; None
        where that is larger than any sheet can be."""
        times = IN_HAND / self._card
        if times > 1 and self._sides[0] * times < HANGS:
            found = self._scaled(times)
            if found is not None:
                return found
        return self._scaled(ON_A_WALL / self._card)

    def _scaled(self, times: float) -> str | None:
        """The smallest size found, so many times as large as it is and some more or less."""
        found, tried = None, set[str]()
        times *= 1 + _MORE
        for _try in range(_TRIES):
            if times <= 1:
                break
            sides = [math.ceil(side * times / _TENS) * _TENS for side in (self._width, self._height)]
            name = f"{sides[0]}x{sides[1]}mm"
            if name in tried or max(sides) > LARGEST:
                break
            tried.add(name)
            card, wanted = self._large_type(name), aim(min(sides))
            if card >= wanted:
                found = name
            if not card or (found is not None and card < _NEAR * wanted):
                break
            times *= wanted / card if card >= wanted else max(wanted / card, 1.0) + _MORE
        return found
