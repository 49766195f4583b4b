"""Room for a card that is begun and has no letter yet: what it would lie over stands where it will stand
with the card. Nothing of it is in the project, so that it is no step to undo and is never saved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.layout.cards import PAD_Y
from cjmdesk.layout.cells import PAD
from cjmdesk.layout.scene import Text
from cjmdesk.text.engine import LINE_PITCH
from cjmdesk.ui.canvas.frames import card_frame

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Band, CellBox, Scene
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.editor import Frame


class Begun(Struct, frozen=True):
    """Where a card is begun. lane, step: ids of its cell; index: its number there, None for the last."""

    lane: str
    step: str
    index: int | None = None

    @property
    def cell(self) -> str:
        """The key of the cell."""
        return f"cell:{self.lane}:{self.step}"


class Roomy(Struct, frozen=True):
    """A Scene with room for a card that is begun, and nothing drawn there. frame: where it is written."""

    begun: Begun
    scene: Scene
    frame: Frame


MakeRoom = Callable[[Begun | None], "Frame | None"]
"""Shows the sheet with room for a card, and says where it is written; None where that cannot be done, or
where none is wanted any more."""


def is_short(scene: Scene, cell: CellBox, frame: Frame, air: float) -> bool:
    """Whether a card written below the last one of a cell lies over something else. air: of the map."""
    em = frame.size
    bottom = frame.y + (LINE_PITCH + (PAD_Y + PAD) * air) * em
    if bottom > cell.y + cell.height + 1e-6:
        return True
    below: list[float] = []
    for part in (band[0] for band in scene.bands if len(band) == 1):
        name = part.key.partition("@")[0]
        if name == f"chart:{cell.lane}":
            below.append(part.y)
        elif name == "connectors":  # what is said of an arrow stands below the cards of its column
            texts = (item for item in part.items if isinstance(item, Text))
            below += [part.y + text.y for text in texts if 0 <= part.x + text.x - cell.x < cell.width]
    return any(frame.y < top < bottom for top in below)


def with_begun(project: Project, begun: Begun, id: str) -> Project:
    """The project with an empty card `id` where it is begun. Raises EditError."""
    from cjmdesk.edits.scribe import Slot, new_note

    return new_note(project, Slot(begun.lane, begun.step), id, "", begun.index)


def roomy_of(scene: Scene, begun: Begun, id: str, em: float, air: float) -> Roomy | None:
    """The room that an empty card `id` has taken on `scene`; None if it is not shown. em, air: of the map."""
    frame = card_frame(scene, id, em, begun.cell, air=air)
    if frame is None:
        return None
    bands = tuple([_without(band, id, begun.cell) for band in scene.bands])
    return Roomy(begun, scene.in_bands(bands), replace(frame, begun=True))


def _without(band: Band, id: str, cell: str) -> Band:
    """The band without what is drawn of a card, or as it is where that is not in it."""
    if all(part.key != cell for part in band):
        return band
    return tuple(
        [
            replace(part, items=tuple([item for item in part.items if item.item != id]))
            if part.key == cell
            else part
            for part in band
        ]
    )
