"""Long lists of "stage | lane | text" turned into grids."""

from cjmdesk.formats.blocks import Cell, text_of
from cjmdesk.formats.grid_shape import Rows, transposed
from cjmdesk.formats.words import is_one_of, lane_guess


def triples(rows: Rows) -> Rows:
    """A long list "stage | lane | text" as a grid; other tables as they are."""
    if len(rows) < 3 or not 3 <= len(rows[0]) <= 5:
        return rows
    heads = [text_of(cell) for cell in rows[0]]
    stage_at = next((n for n, head in enumerate(heads) if is_one_of("STAGE_AXIS", head)), None)
    columns = transposed(rows[1:])
    lane_at = next(
        (n for n, head in enumerate(heads) if n != stage_at and _names_lanes(head, columns[n])), None
    )
    if stage_at is None or lane_at is None:
        return rows
    texts = [n for n in range(len(heads)) if n not in (stage_at, lane_at)]
    if len(texts) > 1 and not is_one_of("TEXT", heads[texts[0]]):
        return rows
    return _pivoted(rows, stage_at, lane_at, texts)


def _names_lanes(head: str, cells: list[Cell]) -> bool:
    """Whether a column holds nothing but names of lanes, some of them more than once."""
    texts = [text_of(cell) for cell in cells if cell]
    if len(texts) < 2 or len(set(texts)) == len(texts):
        return False
    known = sum(bool((guess := lane_guess(text)) and guess.strength >= 0.6) for text in texts)
    own = lane_guess(head)
    if len(set(texts)) < 2 or (own and own.strength >= 0.6 and not is_one_of("LANE_AXIS", head)):
        return False
    return known >= 0.7 * len(texts) or (is_one_of("LANE_AXIS", head) and known >= 0.4 * len(texts))


def _pivoted(rows: Rows, stage_at: int, lane_at: int, texts: list[int]) -> Rows:
    stages: dict[str, Cell] = {}
    lanes: dict[str, Cell] = {}
    cells: dict[tuple[str, str], Cell] = {}
    stage = lane = ""
    for row in rows[1:]:
        stage, lane = text_of(row[stage_at]) or stage, text_of(row[lane_at]) or lane
        stages.setdefault(stage, row[stage_at])
        lanes.setdefault(lane, row[lane_at])
        cells[stage, lane] = cells.get((stage, lane), ()) + tuple(line for n in texts for line in row[n])
    grid: Rows = [[rows[0][stage_at], *stages.values()]]
    grid += [[title, *(cells.get((name, lane), ()) for name in stages)] for lane, title in lanes.items()]
    return grid
