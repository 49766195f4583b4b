"""What the commands on stages and steps do; see `lanes` for lanes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cjmdesk.i18n import _
from cjmdesk.ui.chosen import moving_stages, moving_steps, stages_of, steps_of
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.standing import Standing, standing

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project


class ColumnCommands(Commands):
    """The commands on the columns of the shown map."""

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "stage_before": lambda: self.insert_stage(0),
            "stage_after": lambda: self.insert_stage(1),
            "insert_step": self.insert_step,
            "split_step": self.split_step,
            "merge_step": self.merge_step,
            "delete_step": self.delete_step,
            "delete_stage": self.delete_stage,
        }

    def insert_stage(self, behind: int) -> None:
        """Put a stage before (0) or behind (1) the selected one, else at the end; write its title."""
        journey = self._session.map
        if journey is None:
            return
        stage = self._standing(journey).stage
        index = next((n + behind for n, one in enumerate(journey.stages) if one.id == stage), None)
        self._window.canvas.writing.new_stage(index)

    def insert_step(self) -> None:
        """Put a step behind the selected one, in its stage; write its title."""
        from cjmdesk.edits.columns import new_step
        from cjmdesk.model.values import new_id

        here, project, _journey = self._here()
        if project is not None and here.step:
            id, label = new_id("t"), _("new step")
            if self._apply(label, lambda project: new_step(project, here.step, id), f"title:{id}:title"):
                self._window.canvas.writing.write_field(id, "title", label)

    def split_step(self) -> None:
        """Part the selected column in two."""
        from cjmdesk.edits.columns import notes_after, split_step
        from cjmdesk.model.stages import Step
        from cjmdesk.model.values import new_id

        here, project, _journey = self._here()
        if project is not None and here.step:
            id, note = new_id("t"), here.note
            self._apply(
                _("splitting a step"),
                lambda project: split_step(
                    project, here.step, Step(id=id), notes_after(project, note) if note else ()
                ),
            )

    def merge_step(self) -> None:
        """Make one column of the selected one and the next."""
        from cjmdesk.edits.columns import merge_steps, next_step

        here, project, _journey = self._here()
        if project is None or not here.step:
            return
        other = next_step(project, here.step)
        if not other:
            self._say(_("This is the last column; there is none to merge it with."))
            return
        self._apply(_("merging two steps"), lambda project: merge_steps(project, here.step, other))

    def delete_step(self) -> None:
        """Delete the selected column."""
        self._delete(_("deleting a step"), lambda here: here.step)

    def delete_stage(self) -> None:
        """Delete the selected stage."""
        self._delete(_("deleting a stage"), lambda here: here.stage)

    def move(self, by: int) -> None:
        """Move the selected stages, or the selected steps, by one place."""
        from cjmdesk.edits.columns import moved_stages, moved_steps

        _here, _project, journey = self._here()
        if journey is None:
            return
        chosen = self._session.chosen
        stages, steps = stages_of(journey, chosen), steps_of(journey, chosen)
        if self._session.selection in steps:
            self._apply(moving_steps(len(steps)), lambda project: moved_steps(project, steps, by))
        elif stages:
            self._apply(moving_stages(len(stages)), lambda project: moved_stages(project, stages, by))
        self._window.canvas.reveal(self._session.selection)

    def _delete(self, label: str, which: Callable[[Standing], str]) -> None:
        from cjmdesk.edits.removing import remove

        here, project, journey = self._here()
        gone = which(here)
        if project is None or journey is None or not gone:
            return
        order = [stage.id for stage in journey.stages]
        if self._apply(label, lambda project: remove(project, gone)):
            place = order.index(here.stage)
            rest = [id for id in order if id != gone]
            # The keyboard stays where it was: at the stage that took the place.
            self._session.select(rest[min(place, len(rest) - 1)] if rest else "")

    def _standing(self, journey: JourneyMap) -> Standing:
        return standing(journey, self._session.selection)

    def _here(self) -> tuple[Standing, Project | None, JourneyMap | None]:
        journey = self._session.map
        here = self._standing(journey) if journey is not None else Standing()
        self._window.canvas.writing.stop()
        return here, self._session.project, self._session.map
