"""Labelled snapshots of a project: undo and redo are two values exchanged.

An unchanged part is the same object in every snapshot, so that a step costs what it changed.
"""

from dataclasses import dataclass

from cjmdesk.model.project import Project


@dataclass(frozen=True, slots=True)
class Step:
    """The project after an edit. label: names the edit in the menu. merge: see `History.push`."""

    label: str
    project: Project
    merge: str = ""


class History:
    """The steps from the project as it was opened to the last edit, and where we stand."""

    def __init__(self, project: Project, saved: bool = True) -> None:
        """saved: whether a file holds `project` as it is."""
        self._steps = [Step("", project)]
        self._here = 0
        self._saved: int | None = 0 if saved else None

    @property
    def project(self) -> Project:
        """As it is where we stand."""
        return self._steps[self._here].project

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._steps[self._here].label if self._here else ""

    @property
    def redo_label(self) -> str:
        """What redo would make again; empty when there is nothing."""
        return self._steps[self._here + 1].label if self._here + 1 < len(self._steps) else ""

    @property
    def modified(self) -> bool:
        """Whether no file holds the project as it is where we stand."""
        return self._saved != self._here

    def push(self, label: str, project: Project, merge: str = "") -> None:
        """An edit made `project`; what was undone before is forgotten.

        merge: edits in a row with the same mark become one step; empty never merges. An edit does
        not merge into the step that was saved.
        """
        del self._steps[self._here + 1 :]
        if self._saved is not None and self._saved > self._here:
            self._saved = None
        step = Step(label, project, merge)
        if merge and self._here and self._steps[self._here].merge == merge and self.modified:
            self._steps[self._here] = step
            return
        self._steps.append(step)
        self._here += 1

    def undo(self) -> bool:
        """Take the last step back. False when there is none."""
        if not self._here:
            return False
        self._here -= 1
        return True

    def redo(self) -> bool:
        """Make the next step again. False when there is none."""
        if self._here + 1 >= len(self._steps):
            return False
        self._here += 1
        return True

    def mark_saved(self) -> None:
        """A file holds the project as it is now."""
        self._saved = self._here
