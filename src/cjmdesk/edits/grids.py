"""Wall grids that were printed: what makes two of them the same, what they are called, the last one.

A map remembers each grid by item ids, the one printed last at the end, so that the codes on paper
hold after lanes and stages were moved.
"""

from collections.abc import Sequence

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.people import add_grid, move_item
from cjmdesk.edits.places import find, item_at
from cjmdesk.model.maps import JourneyMap, WallGrid
from cjmdesk.model.project import Project
from cjmdesk.model.values import derived_ids

_PREFIX, _LETTERS = "wall-", 4


def printed_grid(
    project: Project,
    journey: JourneyMap,
    lanes: Sequence[str],
    slots: Sequence[str],
    note: tuple[float, float],
) -> WallGrid:
    """The grid with these lanes from the top, the step of each column, and notes of that size in mm.

    One that the map remembers keeps its id; a new one has an id that follows from what is on it, so
    that the same grid printed twice is the same.
    """
    wanted = WallGrid(id="-", lanes=tuple(lanes), slots=tuple(slots), note=note)
    for grid in reversed(journey.grids):
        if _same(grid, wanted):
            return grid
    seed = "\0".join((journey.id, *lanes, "", *slots, f"{note[0]:g}x{note[1]:g}"))
    for letters in derived_ids(seed):
        id = _PREFIX + letters[:_LETTERS]
        if not _known(project, id):
            return wanted.model_copy(update={"id": id})
    raise AssertionError("ids never end")


def grid_name(grid: WallGrid) -> str:
    """What is printed on a grid so that people can tell it from others: "K3F9"."""
    return grid.id.removeprefix(_PREFIX).upper()


def remember_grid(project: Project, map_id: str, grid: WallGrid) -> Project:
    """Make a printed grid the newest of its map; the project itself if it is so already.

    Raises EditError where the map is gone or the id belongs to something else.
    """
    _path, journey = item_at(project, map_id, JourneyMap)
    if grid.id not in {other.id for other in journey.grids}:
        return add_grid(project, map_id, grid)
    return move_item(project, grid.id, len(journey.grids) - 1)


def _same(one: WallGrid, other: WallGrid) -> bool:
    return (one.lanes, one.slots, one.note) == (other.lanes, other.slots, other.note)


def _known(project: Project, id: str) -> bool:
    try:
        find(project, id)
    except EditError:
        return False
    return True
