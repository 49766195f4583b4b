"""Which groups are brought together, and what has been decided: kept while the window is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from cjmdesk.changes.conflicts import Choice
from cjmdesk.changes.groups import Gathered, Key, Memory, Question, gather
from cjmdesk.model.project import Project


class Group(Struct, frozen=True):
    """A group's file. name: as people call it."""

    name: str
    path: Path
    project: Project


class Gathering(Struct):
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

    def later(self, still: Callable[[], object] = bool) -> Callable[[], tuple[Gathered, Memory]]:
        """The work of bringing all together as it is decided now, for any thread; `take_outcome` takes
        what it returns. still: called now and then; it may raise to stop the work."""
        base = self.base.project if self.base is not None else None
        groups = [self.ours, *(one.project for one in self.others)]
        choices, memory, alike = dict(self.choices), dict(self.memory), self.alike

        def work() -> tuple[Gathered, Memory]:
            found = gather(groups, base, alike=alike, choices=choices, memory=memory, still=still)
            return found, memory

        return work

    def take_outcome(self, done: tuple[Gathered, Memory]) -> Gathered:
        """What came of `later`, if nothing was changed since."""
        self.found, self.memory = done
        return self.found

    def copy(self) -> Gathering:
        """As it is now, whatever is done to this one."""
        return replace(self, others=list(self.others), choices=dict(self.choices), memory=dict(self.memory))

    def put_back(self, before: Gathering) -> None:
        """Be again as `before` was."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(before, name))
