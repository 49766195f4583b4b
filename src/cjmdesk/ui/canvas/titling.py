"""Writing titles on the sheet: of stages, steps, lanes and the map, one after another with Tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.edits.columns import add_stage
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.i18n import _
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.texts import clean_text
from cjmdesk.model.values import new_id
from cjmdesk.ui.canvas.editor import TextEditor
from cjmdesk.ui.canvas.headings import MAP_FIELDS, Heading, beside, heading_at, heading_frame

if TYPE_CHECKING:
    from cjmdesk.layout.scene import Scene
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.session import Session


class Titling:
    """What `Writing` does at the edges of a map, in the same text. refused: told one sentence."""

    def __init__(
        self,
        session: Session,
        sheet: Callable[[], tuple[Scene, float] | None],
        editor: TextEditor,
        refused: Callable[[str], object],
    ) -> None:
        self._session, self._sheet, self._editor, self._refused = session, sheet, editor, refused
        self._at: Heading | None = None
        self._fresh = ""

    @property
    def active(self) -> bool:
        """Whether a title is being written."""
        return self._at is not None

    def begin(self, id: str, field: str = "title", *, fresh: str = "") -> bool:
        """Write the title of the item `id`; whether it has one.

        fresh: the label of the step that has just made the item; writing belongs to that step, and
        Esc takes the item back while it has no title.
        """
        journey, shown = self._session.map, self._sheet()
        heading = heading_at(journey, id, field) if journey is not None else None
        if journey is None or heading is None or shown is None:
            return False
        frame = heading_frame(shown[0], heading, shown[1])
        if frame is None:
            return False
        self._at, self._fresh = heading, fresh
        self._session.select(id)
        self._editor.open(self._own(journey, heading) or self._usual(journey, heading), frame, at_end=False)
        self._editor.ensureVisible()
        return True

    def typed(self, text: str) -> None:
        """The words have changed: so has the project."""
        if self._at is not None:
            self._write(self._at, " ".join(clean_text(text).split("\n")))

    def stop(self) -> None:
        """End writing."""
        at = self._at
        if at is None:
            return
        words = " ".join(self._editor.text().split())
        journey = self._session.map
        if journey is not None and words != self._own(journey, at):
            self._write(at, words)
        self._at, self._fresh = None, ""
        self._editor.close()
        self._session.close_step()

    def follow(self) -> None:
        """The sheet was laid out anew: the text goes where its title went."""
        at, shown, journey = self._at, self._sheet(), self._session.map
        if at is None or shown is None or journey is None:
            return
        frame = heading_frame(shown[0], at, shown[1])
        if heading_at(journey, at.id) is None or frame is None:  # undone under the text
            self._at, self._fresh = None, ""
            self._editor.close()
        else:
            self._editor.move_to(frame)

    def go(self, way: str, by: int) -> str:
        """A key led out of the title: on to the next with Tab, into the map with Ctrl+Down.

        Answers what is to be written next, empty for nothing more.
        """
        at, journey = self._at, self._session.map
        if at is None or journey is None:
            return ""
        blank, fresh = not self._editor.text().strip(), self._fresh
        self.stop()
        if way == "stop" and fresh and blank:
            self._session.undo()
            return ""
        if way in ("next", "stop"):
            return ""
        journey = self._session.map
        return self._onward(journey, at, way, by) if journey is not None else ""

    def _onward(self, journey: JourneyMap, at: Heading, way: str, by: int) -> str:
        if at.sort == "map":
            place = MAP_FIELDS.index(at.field) + by
            if 0 <= place < len(MAP_FIELDS):
                self.begin(at.id, MAP_FIELDS[place])
            return ""
        if way == "along" and at.sort != "lane":
            from cjmdesk.ui.canvas.headings import arrow_from

            goal = arrow_from(journey, at, "vertical", by)
            return goal if goal.startswith("cell:") else ""
        goal = beside(journey, at, by)
        if goal:
            self.begin(goal)
        elif at.sort == "stage" and by > 0:
            self.new_stage()
        return ""

    def new_stage(self, index: int | None = None) -> None:
        """Put a stage before the one at `index`, None for last, and write its title."""
        project, journey = self._session.project, self._session.map
        if project is None or journey is None:
            return
        stage = Stage(id=new_id("s"), steps=(Step(id=new_id("t")),))
        label = _("new stage")
        try:
            fresh = add_stage(project, journey.id, stage, index)
        except EditError as error:
            self._refused(str(error))
            return
        self._session.close_step()
        self._session.apply(label, fresh, _key(Heading("stage", stage.id)))
        self.begin(stage.id, fresh=label)

    # Words --------------------------------------------------------------------------------------

    def _write(self, at: Heading, words: str) -> None:
        project, journey = self._session.project, self._session.map
        if project is None or journey is None:
            return
        if words.strip() == self._usual(journey, at):
            words = ""
        try:
            fresh: Project = set_field(project, at.id, at.field, words)
        except EditError as error:
            self._refused(str(error))
            return
        self._session.apply(self._fresh or _("renaming"), fresh, _key(at))

    def _own(self, journey: JourneyMap, at: Heading) -> str:
        """The words as the project has them."""
        if at.sort == "map":
            return str(getattr(journey, at.field))
        items = (
            *journey.stages,
            *(step for stage in journey.stages for step in stage.steps),
            *journey.lanes,
        )
        return next((item.title for item in items if item.id == at.id), "")

    def _usual(self, journey: JourneyMap, at: Heading) -> str:
        """What a lane without a title of its own is called."""
        from cjmdesk.formats.shown import lane_title

        lane = next((one for one in journey.lanes if one.id == at.id), None)
        if lane is None:
            return ""
        return lane_title(lane.model_copy(update={"title": ""}), journey.language)


def _key(at: Heading) -> str:
    """Under which the letters of one title are one step."""
    return f"title:{at.id}:{at.field}"
