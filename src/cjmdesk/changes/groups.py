"""The work of several groups brought together: one after the other, with a choice for each conflict.

The first group's project is what the others are merged into; with what stands after one merge the next
group is merged. Nothing is stored of the way: whoever changes a choice brings all together anew.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from cjmdesk.changes.conflicts import Choice, Conflict
from cjmdesk.changes.likeness import plain
from cjmdesk.changes.matching import Matched, match
from cjmdesk.changes.merge import merge
from cjmdesk.changes.report import Difference, differences
from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.mending import with_
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.values import derived_ids

Key = tuple[int, str, str, str]
"""What tells a question from all others: group, kind, item, field."""


class Question(Struct, frozen=True):
    """A conflict, and what stands for now.

    group: number of the group whose side is `theirs`. ours: number of the group whose word ours is, the
    first if it cannot be told. alike: how alike the words are by which two notes are taken for one, None
    where they have the same id. choice: what stands; asked: whether nobody has chosen it yet.
    """

    group: int
    conflict: Conflict
    choice: Choice
    choices: tuple[Choice, ...]
    asked: bool
    ours: int = 0
    alike: float | None = None

    @property
    def key(self) -> Key:
        """Under which a choice is remembered."""
        return self.group, self.conflict.kind, self.conflict.item, self.conflict.field


class Gathered(Struct, frozen=True):
    """project: everything together. questions: what could not be decided by itself, with what stands.

    came: for each group what it brought, in the order of the project; the first group's against the
    base, nothing where there is none. mends: names that a side had deleted and the other used; they are
    left out.
    """

    project: Project
    questions: tuple[Question, ...]
    came: tuple[tuple[Difference, ...], ...]
    mends: tuple[Conflict, ...] = ()


def gather(
    groups: Sequence[Project],
    base: Project | None = None,
    *,
    alike: bool = True,
    choices: Mapping[Key, Choice] | None = None,
    usual: Choice = "ours",
    memory: "Memory | None" = None,
    still: Callable[[], object] = bool,
) -> Gathered:
    """Bring the projects of `groups`, at least one, together.

    base: what all of them began from, None if nothing is known of it. alike: parts with other ids are
    told by likeness of their words too. choices: by Question.key. usual: what stands where nobody has
    chosen; of notes that are only alike both stand unless their words are the same. memory: of an
    earlier call, so that another choice costs little; None to remember nothing. still: called now and
    then; it may raise to stop the work.
    """
    kept = memory if memory is not None else {}
    return _Gathering(groups, base, alike, choices or {}, usual, kept, still).run()


Memory = dict[int, tuple[Any, Matched, tuple[Conflict, ...]]]
"""For each group what it was compared with, and what that gave."""


class _Gathering(Struct):
    groups: Sequence[Project]
    base: Project | None
    alike: bool
    choices: Mapping[Key, Choice]
    usual: Choice
    memory: Memory
    still: Callable[[], object]
    questions: list[Question] = field(default_factory=list)
    mends: list[Conflict] = field(default_factory=list)
    ids: dict[int, set[str]] = field(default_factory=dict)
    authors: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def run(self) -> Gathered:
        first = self.groups[0]
        came = [tuple(differences(self.base, first)) if self.base is not None else ()]
        project = first
        for number, theirs in enumerate(self.groups[1:], 1):
            fresh = self._merged(project, theirs, number)
            self.still()
            came.append(tuple(differences(project, fresh)))
            project = fresh
        return Gathered(project, tuple(self.questions), tuple(came), tuple(self.mends))

    def _merged(self, ours: Project, theirs: Project, number: int) -> Project:
        """`ours` with what the group of that number made."""
        matched, conflicts = self._compared(ours, theirs, number)
        theirs, same = matched.theirs, matched.same
        notes = {item.id: item for _place, item in items(ours) if isinstance(item, CardBase | EmotionPoint)}
        asked = [
            self._question(conflict, number, notes, same.get(conflict.item))
            for conflict in conflicts
            if conflict.kind != "reference"
        ]
        self.questions += asked
        for one in asked:
            if one.choice == "theirs":
                self.authors[one.key[1:]] = number
        apart = [one.conflict.item for one in asked if one.choice == "both" and _is_twin(one.conflict, notes)]
        twins: dict[str, str] = {}
        if apart:
            theirs = _apart(self.base, ours, theirs, set(apart), number, twins)
        stands = {(one.conflict.kind, one.conflict.item, one.conflict.field): one.choice for one in asked}
        done = merge(self.base, ours, theirs, lambda one: stands.get((one.kind, one.item, one.field), "ours"))
        self.mends += [one for one in done.conflicts if one.kind == "reference"]
        return _in_cells(done.project, lambda group: _beside(group, twins)) if twins else done.project

    def _compared(self, ours: Project, theirs: Project, number: int) -> tuple[Matched, tuple[Conflict, ...]]:
        """Their project under our ids, and all conflicts."""
        about = (ours, theirs, self.base, self.alike)
        known = self.memory.get(number)
        if known is not None and all(old is new for old, new in zip(known[0], about, strict=True)):
            return known[1], known[2]
        matched = match(ours, theirs, self.base, self.still) if self.alike else Matched(theirs)
        self.still()
        conflicts = merge(self.base, ours, matched.theirs).conflicts
        self.still()
        self.memory[number] = (about, matched, conflicts)
        return matched, conflicts

    def _question(
        self, conflict: Conflict, number: int, notes: Mapping[str, Any], alike: float | None
    ) -> Question:
        ways = ("ours", "theirs", "both") if _is_twin(conflict, notes) else conflict.choices
        stands: Choice = self.usual if self.usual in ways else "ours"
        if alike is not None and "both" in ways and not _same_words(conflict):
            stands = "both"
        made = Question(number, conflict, stands, ways, True, self._author(conflict, number), alike)
        chosen = self.choices.get(made.key)
        return replace(made, choice=chosen, asked=False) if chosen in ways else made

    def _author(self, conflict: Conflict, number: int) -> int:
        """The last group before `number` that had a question about the same and whose word stands."""
        known = self.authors.get((conflict.kind, conflict.item, conflict.field))
        if known is not None:
            return known
        return next((n for n in range(number) if conflict.item in self._ids(n)), 0)

    def _ids(self, number: int) -> set[str]:
        """The ids in a group's project."""
        if number not in self.ids:
            self.ids[number] = {item.id for _place, item in items(self.groups[number])}
        return self.ids[number]


def _is_twin(conflict: Conflict, notes: Mapping[str, Any]) -> bool:
    """Whether both can stand as two notes: of cards with other words, of points with anything else."""
    note = notes.get(conflict.item)
    if conflict.kind != "edit" or note is None:
        return False
    return isinstance(note, EmotionPoint) or conflict.field == "text"


def _same_words(conflict: Conflict) -> bool:
    ours, theirs = conflict.ours, conflict.theirs
    return isinstance(ours, str) and isinstance(theirs, str) and plain(ours) == plain(theirs)


def _apart(
    base: Project | None,
    ours: Project,
    theirs: Project,
    notes: set[str],
    number: int,
    twins: dict[str, str],
) -> Project:
    """`theirs` with these notes as they were, and what became of them beside them under ids of their own.

    twins: takes those ids, each with that of the note.
    """
    known = {item.id for _place, item in (*items(ours), *items(theirs))}
    old = {item.id: item for _place, item in items(base)} if base is not None else {}
    mine = {item.id: item for _place, item in items(ours)}

    def parted(group: tuple[Any, ...]) -> tuple[Any, ...]:
        found: list[Any] = []
        for note in group:
            if note.id not in notes:
                found.append(note)
                continue
            fresh = next(id for id in derived_ids(f"{note.id} {number}") if id not in known)
            known.add(fresh)
            twins[fresh] = note.id
            found += [old.get(note.id, mine[note.id]), note.model_copy(update={"id": fresh})]
        return tuple(found)

    return _in_cells(theirs, parted)


def _beside(group: tuple[Any, ...], twins: Mapping[str, str]) -> tuple[Any, ...]:
    """The notes of a cell with each twin right behind its note, if that is there."""
    places = {note.id: number for number, note in enumerate(group)}
    late = len(group)

    def place(note: Any) -> tuple[int, int]:
        first = places.get(twins.get(note.id, ""))
        return (places[note.id], 0) if first is None else (first, late)

    return tuple(sorted(group, key=place))


def _in_cells(project: Project, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Project:
    """The project with the cards, and the points, of each cell changed."""
    maps = tuple(
        with_(
            journey,
            lanes=tuple(
                with_(
                    lane,
                    cells=tuple(
                        with_(cell, cards=change(cell.cards), points=change(cell.points))
                        for cell in lane.cells
                    ),
                )
                for lane in journey.lanes
            ),
        )
        for journey in project.maps
    )
    return with_(project, maps=maps)
