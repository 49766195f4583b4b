"""Which groups are brought together, and what has been decided: kept while the window is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cjmdesk.changes.conflicts import Choice
from cjmdesk.changes.groups import Gathered, Key, Memory, Question, gather
from cjmdesk.model.project import Project


@dataclass(frozen=True, slots=True)
class Group:
    """A group's file. name: as people call it."""

    name: str
    path: Path
    project: Project


@dataclass(slots=True)
class Gathering:
    """ours: the open project, the first group; others: those whose files were chosen. base: what all
    began from, None if nothing is known. alike: whether like words count. found: the outcome, None until
    it is worked out."""

    ours: Project
    others: list[Group] = field(default_factory=list)
    base: Group | None = None
    alike: bool = True
    choices: dict[Key, Choice] = field(default_factory=dict)
    found: Gathered | None = None
    memory: Memory = field(default_factory=dict)

    def take(self, ours: Project) -> None:
        """The open project is this one now."""
        if ours is not self.ours:
            self.ours = ours
            self.found = None

    def add(self, groups: Sequence[Group]) -> None:
        """More groups; a file that is there already is read anew."""
        known = {one.path for one in groups}
        kept = [one for one in self.others if one.path not in known]
        if len(kept) != len(self.others):
            self.choices.clear()
        self.others = [*kept, *groups]
        self.found = None

    def remove(self, number: int) -> None:
        """Without the group of that number, counted from 1; what was decided about it is forgotten."""
        del self.others[number - 1]
        self.choices = {
            (key[0] - (key[0] > number), *key[1:]): choice
            for key, choice in self.choices.items()
            if key[0] != number
        }
        self.found = None

    def begin_from(self, base: Group | None) -> None:
        """What all of them began from."""
        self.base = base
        self.found = None

    def count_alike(self, on: bool) -> None:
        """Whether like words count."""
        self.alike = on
        self.found = None

    def choose(self, question: Question, choice: Choice) -> None:
        """What stands for a question."""
        self.choices[question.key] = choice
        self.found = None

    def outcome(self) -> Gathered:
        """Everything together, as it is decided so far."""
        if self.found is None:
            base = self.base.project if self.base is not None else None
            groups = [self.ours, *(one.project for one in self.others)]
            self.found = gather(groups, base, alike=self.alike, choices=self.choices, memory=self.memory)
        return self.found
