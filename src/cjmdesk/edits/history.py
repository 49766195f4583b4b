"""The past and the future of a project: labelled snapshots that share what did not change."""

import sys
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.model.project import Project
from cjmdesk.model.values import Value

MOST_BYTES = 200_000_000
_PER_VALUE = 1_200
"""Bytes of a small pydantic value with its dictionary, about."""


class _Step(Struct, frozen=True):
    """project: after the step. label: what was done. key: of merging, None never. size: bytes it
    added; None while it may go on."""

    project: Project
    label: str
    key: str | None
    size: int | None


class History:
    """Undo and redo. A step is a whole project; steps share all that they have in common.

    label: what the menu says after "Undo". key: steps that follow each other under one key, like
    the letters typed into one field, become one step, until `close_step` ends the gesture.
    """

    def __init__(self, project: Project, *, saved: bool = True, most_bytes: int = MOST_BYTES) -> None:
        self._steps = [_Step(project, "", None, 0)]
        self._at = 0
        self._saved: Project | None = project if saved else None
        self._open = False
        self._most = most_bytes

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self._steps[self._at].project

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._at + 1 < len(self._steps)

    @property
    def undo_label(self) -> str:
        """What `undo` would take back, empty if nothing."""
        return self._steps[self._at].label if self.can_undo else ""

    @property
    def redo_label(self) -> str:
        """What `redo` would do again, empty if nothing."""
        return self._steps[self._at + 1].label if self.can_redo else ""

    @property
    def labels(self) -> tuple[str, ...]:
        """What each step did, the oldest first, those that were undone too."""
        return tuple(step.label for step in self._steps[1:])

    @property
    def at(self) -> int:
        """How many steps are done: 0 when all are undone."""
        return self._at

    @property
    def saved_at(self) -> int | None:
        """After how many steps the project was saved last; None if that state is not among them."""
        return next((n for n, step in enumerate(self._steps) if step.project is self._saved), None)

    @property
    def is_modified(self) -> bool:
        """Whether the project differs from the one that was saved last."""
        return self.project is not self._saved

    @property
    def size(self) -> int:
        """Bytes that the steps hold beyond the first project, about."""
        return sum(_size(self._steps, number) for number in range(len(self._steps)))

    def __len__(self) -> int:
        """Steps that can be taken back or done again."""
        return len(self._steps) - 1

    def push(self, project: Project, label: str, key: str | None = None) -> bool:
        """Make `project` the present one; False, and no step, if it is the present one already.

        What could be done again is forgotten.
        """
        now = self._steps[self._at]
        if project is now.project:
            return False
        merges = self._open and key is not None and key == now.key and now.project is not self._saved
        steps = self._steps[: self._at if merges else self._at + 1]
        # What a step takes that may go on is worked out once it is done, not at each letter of it.
        size = _added(steps[-1].project, project) if key is None else None
        if not merges:
            steps[-1] = replace(steps[-1], size=_size(steps, len(steps) - 1))
        steps.append(_Step(project, label, key, size))
        if not merges:
            self._forget_oldest(steps)
        # Only now, in one go: whatever fails before, the history is as it was.
        self._steps, self._at, self._open = steps, len(steps) - 1, True
        return True

    def undo(self) -> Project:
        """Take the last step back; the project then. Nothing happens if there is none."""
        self._open = False
        self._at = max(0, self._at - 1)
        return self.project

    def take_back(self) -> Project:
        """Undo the last step as if it had never been: it is not done again; the project then."""
        project = self.undo()
        del self._steps[self._at + 1 :]
        return project

    def redo(self) -> Project:
        """Do the step again that was taken back; the project then."""
        self._open = False
        self._at = min(len(self._steps) - 1, self._at + 1)
        return self.project

    def go_to(self, at: int) -> Project:
        """Undo or redo until `at` steps are done, as far as there are steps; the project then."""
        self._open = False
        self._at = min(max(at, 0), len(self._steps) - 1)
        return self.project

    def close_step(self) -> None:
        """The gesture has ended: what comes next is a step of its own, whatever its key."""
        self._open = False

    def mark_saved(self, project: Project | None = None) -> None:
        """`project` (None: the present one) is what is on the disk."""
        self._saved = self.project if project is None else project
        self._open = False

    def mark_unsaved(self) -> None:
        """Nothing on the disk is like any step: after recovery, or when the file was taken away."""
        self._saved = None

    def _forget_oldest(self, steps: list[_Step]) -> None:
        total = sum(step.size or 0 for step in steps)
        while total > self._most and len(steps) > 2:
            total -= steps[1].size or 0
            del steps[0]
            steps[0] = _Step(steps[0].project, "", None, 0)


def _size(steps: list[_Step], number: int) -> int:
    """Bytes that a step holds beyond the one before."""
    known = steps[number].size
    return _added(steps[number - 1].project, steps[number].project) if known is None else known


def _added(before: Any, after: Any) -> int:
    """Bytes of what `after` does not share with `before`, about; found by identity."""
    if before is after:
        return 0
    if isinstance(after, Value):
        total = _PER_VALUE
        for name, part in after.__dict__.items():
            old = before.__dict__.get(name) if isinstance(before, Value) else None
            if part is not old:
                total += _added(old, part)
        return total
    if isinstance(after, tuple):
        known = {id(part) for part in before} if isinstance(before, tuple) else set()
        old_by_place = before if isinstance(before, tuple) and len(before) == len(after) else None
        total = sys.getsizeof(after)
        for number, part in enumerate(after):
            if id(part) not in known:
                total += _added(old_by_place[number] if old_by_place else None, part)
        return total
    if isinstance(after, dict):
        old_keys = before if isinstance(before, dict) else {}
        return sys.getsizeof(after) + sum(
            _added(old_keys.get(key), part) for key, part in after.items() if old_keys.get(key) is not part
        )
    return sys.getsizeof(after)
