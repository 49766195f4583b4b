"""What the window remembers of a wall grid that was printed, so that its codes are understood later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.model.maps import WallGrid
    from cjmdesk.ui.window import MainWindow


def remember_printed(window: MainWindow, map_id: str, grid: WallGrid | None) -> bool:
    """Make a grid that is on paper now the newest of its map, a step that can be undone; whether
    its codes are understood from now on. To be called once a file is written or the printer took
    the pages. grid: `Printed.grid`; None for anything else, which is not remembered.
    """
    if grid is None:
        return False
    from cjmdesk.edits.grids import grid_name, remember_grid
    from cjmdesk.ui.infobar import Notice

    def refused(reason: str) -> None:
        text = _("The codes of grid {grid} will not be understood: {reason}.")
        window.tell(Notice(text.format(grid=grid_name(grid), reason=reason), "warning"))

    window.session.close_step()
    label = _("printed wall grid")
    return window.session.attempt(label, lambda project: remember_grid(project, map_id, grid), refused)
