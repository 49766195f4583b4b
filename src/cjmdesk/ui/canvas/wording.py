"""One field of an item, written in place: a connector's label, a feeling, the ends of a scale.

The words are one edit when they are done; until then they stand over what the sheet shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.places import at, find
from cjmdesk.i18n import _
from cjmdesk.model.texts import clean_text
from cjmdesk.ui.canvas.frames import feeling_frame, label_frame, scale_frame
from cjmdesk.ui.sheet.strokes import line_of

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Scene
    from cjmdesk.ui.canvas.editor import Frame, TextEditor
    from cjmdesk.ui.session import Session


class FieldWriting:
    """Writes one field at a time with the sheet's editor. item, name: of what is being written.

    sheet: the Scene shown and the em of its cards in mm, None when nothing is shown.
    refused: told one sentence when the words cannot be kept.
    """

    def __init__(
        self,
        session: Session,
        editor: TextEditor,
        sheet: Callable[[], tuple[Scene, float] | None],
        refused: Callable[[str], object],
    ) -> None:
        self._session, self._editor, self._sheet, self._refused = session, editor, sheet, refused
        self.item = self.name = ""
        self._label = self._before = ""

    @property
    def active(self) -> bool:
        """Whether a field is being written."""
        return bool(self.item)

    def open(self, item: str, name: str, label: str = "") -> bool:
        """Write the field `name` of an item; whether that can be done here.

        label: of the step to undo, when the words belong to what was just made; empty: "writing".
        """
        words = self._words(item, name)
        frame = self._frame(item, name, words) if words is not None else None
        if words is None or frame is None:
            return False
        self.item, self.name = item, name
        self._label, self._before = label, words
        self._editor.open(words, frame)
        return True

    def stop(self) -> None:
        """End writing, and keep the words."""
        item, project = self.item, self._session.project
        if not item:
            return
        self.item = ""
        text = clean_text(self._editor.text()).strip()
        self._editor.close()
        if project is not None and text != self._before and self._words(item, self.name) is not None:
            try:
                fresh = set_field(project, item, self.name, text)
                self._session.apply(self._label or _("writing"), fresh, f"write:{item}")
            except EditError as error:
                self._refused(str(error))
        self._session.close_step()

    def follow(self) -> None:
        """The sheet was laid out anew; what was written may be gone."""
        if not self.item:
            return
        words = self._words(self.item, self.name)
        frame = self._frame(self.item, self.name, words) if words is not None else None
        if frame is None:
            self.item = ""
            self._editor.close()
        else:
            self._editor.move_to(frame)

    def _words(self, item: str, name: str) -> str | None:
        """What stands in the field now; None if there is no such field."""
        project = self._session.project
        if project is None:
            return None
        try:
            words = getattr(at(project, find(project, item)), name, None)
        except EditError:
            return None
        return words if isinstance(words, str) else None

    def _frame(self, item: str, name: str, words: str) -> Frame | None:
        shown = self._sheet()
        if shown is None:
            return None
        scene, em = shown
        if name == "label":
            return label_frame(scene, item, line_of(scene, item), em)
        if name in ("high", "low"):
            return scale_frame(scene, item, name, words, em)
        cell = self._cell(item)
        box = next((c for c in scene.cells if (c.lane, c.step) == cell), None)
        return feeling_frame(scene, item, box, em) if box is not None else None

    def _cell(self, point: str) -> tuple[str, str]:
        """Lane and step of a point."""
        shown = self._session.map
        for lane in shown.lanes if shown is not None else ():
            for cell in lane.cells:
                if any(each.id == point for each in cell.points):
                    return lane.id, cell.step
        return "", ""
