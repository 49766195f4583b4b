"""The sheet for who listens to it: stages, lanes, cells and notes as accessible objects.

A QGraphicsView tells a screen reader of itself alone. Nothing here is made before somebody asks,
and nothing is asked of the layout but where things lie.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from cjmdesk.i18n import _, ngettext
from cjmdesk.layout import titles
from cjmdesk.ui.index import index_of
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.sheet.hits import boxes_in_tiers, item_boxes

if TYPE_CHECKING:
    from cjmdesk.model.cards import CardBase, EmotionPoint
    from cjmdesk.model.lanes import LaneBase
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.ui.canvas.canvas import Canvas
    from cjmdesk.ui.sheet.boxes import Rect

_sheets: WeakKeyDictionary[QObject, ref[SheetReader]] = WeakKeyDictionary()
"""Readers by their canvas; held by the window, not here: they know it, and it would never be freed."""
_installed = False


def make_readable(canvas: Canvas, session: Session) -> SheetReader:
    """Let screen readers look into `canvas`, which shows the map of `session`."""
    global _installed  # noqa: PLW0603 - Qt keeps factories for the whole program
    if not _installed:
        QAccessible.installFactory(_factory)
        _installed = True
    reader = SheetReader(canvas, session)
    _sheets[canvas] = ref(reader)
    return reader


def _factory(_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    kept = _sheets.get(thing) if thing is not None else None
    reader = kept() if kept is not None else None
    return reader.sheet() if reader is not None else None


class SheetReader(QObject):
    """What there is to be said of one canvas, and when."""

    def __init__(self, canvas: Canvas, session: Session) -> None:
        super().__init__(canvas)
        self.canvas, self.session = canvas, session
        self._sheet: SheetInterface | None = None
        self._parts: dict[str, PartInterface] = {}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._of: JourneyMap | None = None
        session.told.connect(self._hear)
        session.changed.connect(lambda _before, _after: self._renamed())

    def sheet(self) -> SheetInterface:
        """The canvas itself; made when it is first asked for."""
        if self._sheet is None:
            self._sheet = SheetInterface(self)
        return self._sheet

    @property
    def made(self) -> int:
        """How many accessible objects there are."""
        return len(self._parts) + (self._sheet is not None)

    def part(self, id: str) -> PartInterface:
        """The object for an id or a cell's key: the same each time, for Qt knows it by its place."""
        found = self._parts.get(id)
        if found is None:
            found = self._parts[id] = PartInterface(self, id)
        return found

    def inside(self, id: str) -> tuple[str, ...]:
        """What lies in a part: in the sheet (an empty id) its stages and lanes, in a lane its cells,
        in a cell its notes."""
        return self._index().get(id, ())

    def parent_of(self, id: str) -> str:
        """The id of what a part lies in; empty for the sheet."""
        return next((owner for owner, parts in self._index().items() if id in parts), "")

    def known(self, id: str) -> bool:
        """Whether a part is still there."""
        index = self._index()
        return id in index or any(id in parts for parts in index.values())

    def words(self, id: str) -> str:
        """What a part is called."""
        journey = self.session.map
        if journey is None:
            return ""
        for stage in journey.stages:
            if stage.id == id:
                return _("Stage {name}").format(name=_flat(stage.title) or _("Stage without a title"))
        for lane in journey.lanes:
            if lane.id == id:
                return _("Lane {name}").format(name=_lane(lane))
            for cell in lane.cells:
                for note in (*cell.points, *cell.cards):
                    if note.id == id:
                        return _note(note, lane, _stage_of(journey, cell.step))
        return self._cell_words(journey, id)

    def _cell_words(self, journey: JourneyMap, key: str) -> str:
        lane = next((one for one in journey.lanes if key.startswith(f"cell:{one.id}:")), None)
        if lane is None:
            return ""
        count = len(self.inside(key))
        held = ngettext("{count} card", "{count} cards", count).format(count=count)
        stage = _stage_of(journey, key.rpartition(":")[2])
        return _("{lane} in {stage}: {words}").format(
            lane=_lane(lane), stage=stage, words=held if count else _("empty")
        )

    def rect(self, id: str) -> QRect:
        """Where a part lies on the screen; an empty one where it is not shown. Of a lane that stands in
        several tiers, what is in view or nearest to that."""
        view = self.canvas.viewport()
        seen = QRect(view.mapToGlobal(view.rect().topLeft()), view.rect().size())
        return max(
            self.rects(id),
            key=lambda box: min(box.bottom(), seen.bottom()) - max(box.top(), seen.top()),
            default=QRect(),
        )

    def rects(self, id: str) -> list[QRect]:
        """Where a part lies on the screen; a lane once in each tier."""
        canvas = self.canvas
        # A lane's own id lies on its label alone; its cells belong to it.
        keys = [one for one in self.inside(id) if one.startswith("cell:")]
        boxes = item_boxes(canvas.shown, (id, *keys)) if canvas.shown is not None else {}
        if canvas.shown is None or not boxes:
            return []
        rows = boxes_in_tiers(canvas.shown, (id,)).get(id) if keys else None
        if rows is None:
            return [self._on_screen(boxes.values())]
        cells = [box for key, box in boxes.items() if key != id]
        return [
            self._on_screen([row, *(box for box in cells if row[1] <= (box[1] + box[3]) / 2 <= row[3])])
            for row in rows
        ]

    def holds(self, id: str, at: QPoint) -> bool:
        """Whether a part lies at a place on the screen."""
        return any(box.contains(at) for box in self.rects(id))

    def _on_screen(self, boxes: Iterable[Rect]) -> QRect:
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        canvas, viewport = self.canvas, self.canvas.viewport()
        corner = canvas.mapFromScene(min(lefts), min(tops))
        end = canvas.mapFromScene(max(rights), max(bottoms))
        return QRect(viewport.mapToGlobal(corner), viewport.mapToGlobal(end))

    def _index(self) -> dict[str, tuple[str, ...]]:
        journey = self.session.map
        if journey is not self._of or not self._ids:
            self._of = journey
            self._ids = _index_of(journey) if journey is not None else {"": ()}
        return self._ids

    def _hear(self, event: Event) -> None:
        if event.kind == "selection" and QAccessible.isActive():
            self.announce()

    def announce(self) -> None:
        """Tell where the keyboard stands."""
        id = self.session.selection
        if id and self.known(id) and self.canvas.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self.part(id), QAccessible.Event.Focus))

    def _renamed(self) -> None:
        id = self.session.selection
        if QAccessible.isActive() and id and self.known(id):
            QAccessible.updateAccessibility(QAccessibleEvent(self.part(id), QAccessible.Event.NameChanged))


class SheetInterface(QAccessibleWidget):
    """The canvas: a list of stages and lanes."""

    def __init__(self, reader: SheetReader) -> None:
        super().__init__(reader.canvas, QAccessible.Role.List)
        self._reader = reader

    def childCount(self) -> int:
        return len(self._reader.inside(""))

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        ids = self._reader.inside("")
        return self._reader.part(ids[index]) if 0 <= index < len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        ids = self._reader.inside("")
        return ids.index(child.id) if isinstance(child, PartInterface) and child.id in ids else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        for id in self._reader.inside(""):
            if self._reader.holds(id, QPoint(x, y)):
                inner = self._reader.part(id).childAt(x, y)
                return inner if inner is not None else self._reader.part(id)
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        id = self._reader.session.selection
        return self._reader.part(id) if id and self._reader.known(id) else None


class PartInterface(QAccessibleInterface):
    """A stage, a lane, a cell or a note on the sheet."""

    def __init__(self, reader: SheetReader, id: str) -> None:
        super().__init__()
        self._reader, self.id = reader, id

    def isValid(self) -> bool:
        return self._reader.known(self.id)

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWidget | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        owner = self._reader.parent_of(self.id)
        return self._reader.part(owner) if owner else self._reader.sheet()

    def childCount(self) -> int:
        return len(self._reader.inside(self.id))

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        ids = self._reader.inside(self.id)
        return self._reader.part(ids[index]) if 0 <= index < len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        ids = self._reader.inside(self.id)
        return ids.index(child.id) if isinstance(child, PartInterface) and child.id in ids else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        for id in self._reader.inside(self.id):
            if self._reader.holds(id, QPoint(x, y)):
                inner = self._reader.part(id).childAt(x, y)
                return inner if inner is not None else self._reader.part(id)
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def text(self, kind: QAccessible.Text) -> str:
        return self._reader.words(self.id) if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Words are changed by writing, which the keyboard reaches."""

    def rect(self) -> QRect:
        return self._reader.rect(self.id)

    def role(self) -> QAccessible.Role:
        roles = QAccessible.Role
        if self.id.startswith("cell:"):
            return roles.Cell
        journey = self._reader.session.map
        if journey is None:
            return roles.ListItem
        if index_of(journey).stage(self.id) is not None:
            return roles.ColumnHeader
        return roles.List if index_of(journey).lane(self.id) is not None else roles.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        reader = self._reader
        state.focusable = state.selectable = state.multiSelectable = True
        state.selected = self.id in reader.session.chosen
        state.focused = self.id == reader.session.selection and reader.canvas.hasFocus()
        box = self.rect()
        seen = reader.canvas.viewport().rect()
        corner = reader.canvas.viewport().mapToGlobal(seen.topLeft())
        state.offscreen = not box.intersects(QRect(corner, seen.size()))
        state.invisible = box.isNull()
        return state

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()


def _index_of(journey: JourneyMap) -> dict[str, tuple[str, ...]]:
    """Part → what lies in it, in reading order."""
    steps = [step.id for stage in journey.stages for step in stage.steps]
    found = {"": (*(stage.id for stage in journey.stages), *(lane.id for lane in journey.lanes))}
    for lane in journey.lanes:
        if lane.kind == "line":
            continue
        found[lane.id] = tuple(f"cell:{lane.id}:{step}" for step in steps)
        for cell in lane.cells:
            notes = (*(point.id for point in cell.points), *(card.id for card in cell.cards))
            found[f"cell:{lane.id}:{cell.step}"] = notes
    return found


def _note(note: CardBase | EmotionPoint, lane: LaneBase, stage: str) -> str:
    words: str = getattr(note, "text", "")
    if not hasattr(note, "text"):
        words = getattr(note, "quote", "") or getattr(note, "feeling", "")
        level = getattr(note, "level", None)
        if level is not None:
            said = f"{level:+g}".replace("-", "−") if level else "0"
            words = _("level {level}, {words}").format(level=said, words=words)
    return _("{lane} in {stage}: {words}").format(
        lane=_lane(lane), stage=stage, words=_flat(words) or _("Without words")
    )


def _lane(lane: LaneBase) -> str:
    return _flat(lane.title) or _(titles.words_of_lane(lane).title)


def _stage_of(journey: JourneyMap, step: str) -> str:
    within = index_of(journey).step(step)
    return (_flat(within[0].title) if within is not None else "") or _("Stage without a title")


def _flat(text: str) -> str:
    return " ".join(text.split())
