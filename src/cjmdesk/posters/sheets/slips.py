"""What goes on notes: the cards and emotion points of a map, in the order of its lanes and stages."""

from collections.abc import Iterator

from msgspec import Struct

from cjmdesk.edits.scribe import lane_letters
from cjmdesk.i18n import _
from cjmdesk.layout.charts import Gauge, gauge_of
from cjmdesk.layout.emotion_lines import is_shown
from cjmdesk.model.cards import CardBase, EmotionPoint, PlainCard
from cjmdesk.model.lanes import Cell, EmotionLane, Lane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.stages import Stage
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.shown import ChoiceError


class Slip(Struct, frozen=True):
    """One note. number: of its stage on the map, from 0. step: title of its sub-stage, its number where it
    has none, empty for an only one without a title. code: of its slot on the wall grid printed
    last, empty where there is none. gauge: of a lane of metrics."""

    note: CardBase | EmotionPoint
    lane: Lane
    stage: Stage
    number: int
    step: str = ""
    code: str = ""
    gauge: Gauge | None = None


def slips_of(journey_map: JourneyMap, choices: PrintChoices) -> list[Slip]:
    """The notes that `choices` ask for: all of the lanes that are shown, or those named.

    Raises ChoiceError for an id that names no card or point of the map.
    """
    wanted = set(choices.items)
    lanes = [lane for lane in journey_map.lanes if not isinstance(lane, LineLane)]
    found = [slip for lane in lanes for slip in _of_lane(journey_map, lane, wanted)]
    if wanted:
        lost = wanted - {slip.note.id for slip in found}
        if lost:
            text = _("There is no card “{id}” on the map “{title}”.")
            raise ChoiceError(text.format(id=min(lost), title=journey_map.title or journey_map.id))
        return [slip for slip in found if slip.note.id in wanted]
    return [slip for slip in found if not slip.lane.hidden]


def _of_lane(journey_map: JourneyMap, lane: Lane, wanted: set[str]) -> Iterator[Slip]:
    cells = {cell.step: cell for cell in lane.cells}
    gauge = gauge_of(lane)
    for number, stage in enumerate(journey_map.stages):
        for place, step in enumerate(stage.steps):
            cell = cells.get(step.id, Cell(step=step.id))
            notes: list[CardBase | EmotionPoint] = []
            if lane.kind == "key_task" and not place and stage.key_task:
                notes.append(PlainCard(id=stage.id, kind="key_task", text=stage.key_task))
            if isinstance(lane, EmotionLane):
                notes += [point for point in cell.points if is_shown(lane, point) or point.id in wanted]
            notes += cell.cards
            codes = _codes(journey_map, lane.id, step.id)
            for order, note in enumerate(notes):
                code = codes[min(order, len(codes) - 1)] if codes else ""
                name = step.title.strip() or (str(place + 1) if len(stage.steps) > 1 else "")
                yield Slip(note, lane, stage, number, name, code, gauge)


def _codes(journey_map: JourneyMap, lane: str, step: str) -> list[str]:
    """The codes of a cell on the grid that was printed last, row by row from its first slot on."""
    if not journey_map.grids:
        return []
    grid = journey_map.grids[-1]
    return [
        f"{lane_letters(row)}{number}"
        for row, here in enumerate(grid.lanes)
        if here == lane
        for number, at in enumerate(grid.slots, 1)
        if at == step
    ]
