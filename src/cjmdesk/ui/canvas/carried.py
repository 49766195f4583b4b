"""What is carried over from a map to its next state: the widths of columns, and what is selected.

While the user works the sheet keeps the measures of its last fitting. What a column's own width says
is carried over at once, in proportion, so that a border stays where it was dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from cjmdesk.ui.index import index_of

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.posters.options import Measures


def carried(measures: Measures, before: JourneyMap, after: JourneyMap) -> Measures:
    """`measures`, solved for the map `before`, as they hold for `after`.

    The same where no column moved or changed its width, and where columns came or went: then the
    sheet is solved anew.
    """
    if before.stages is after.stages:
        return measures
    old = [step for stage in before.stages for step in stage.steps]
    new = [step for stage in after.stages for step in stage.steps]
    if len(old) != len(new) or len(old) != len(measures.columns):
        return measures
    known = {step.id: (width, step.width) for step, width in zip(old, measures.columns, strict=True)}
    if any(step.id not in known for step in new):
        return measures
    wanted = [known[step.id][0] * step.width / known[step.id][1] for step in new]
    columns: list[float] = []
    for steps in measures.tiers or (len(wanted),):
        some = slice(len(columns), len(columns) + steps)
        scale = sum(measures.columns[some]) / (sum(wanted[some]) or 1.0)
        columns += [width * scale for width in wanted[some]]
    return replace(measures, columns=tuple(columns))


def still_there(before: JourneyMap, after: JourneyMap, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """What stays selected of `chosen`: all but parts of the map `before` that `after` has no more.

    If nothing stays, it is the cell that the last of them stood in, so that the keyboard keeps its
    place after an undo.
    """
    old, new = index_of(before), index_of(after)
    kept = tuple(id for id in chosen if new.kind(id) or not old.kind(id))
    spot = old.spot(chosen[-1]) if chosen and not kept else None
    if spot is None or new.lane(spot.lane.id) is None or new.step(spot.cell.step) is None:
        return kept
    return (f"cell:{spot.lane.id}:{spot.cell.step}",)
