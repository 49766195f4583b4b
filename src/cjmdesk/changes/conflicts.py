"""What two people changed apart and no rule can bring together, and what may be chosen for it."""

from typing import Any, Literal

from msgspec import Struct

from cjmdesk.model.project import Project
from cjmdesk.model.wording import WORDS

Kind = Literal["edit", "we deleted", "they deleted", "move", "order", "reference"]
"""edit: both changed a field. we deleted: they changed what we deleted; it stays deleted. they
deleted: we changed what they deleted; it stays. move: both moved it elsewhere. order: both moved it
within its list. reference: it named something that the other side deleted."""

Choice = Literal["ours", "theirs", "both"]
"""What is to stand where both sides changed the same thing."""


class Conflict(Struct, frozen=True):
    """What could not be brought together; ours is in the project.

    item: id of what it is about (of the nearest item around it if it has none itself), empty for
    the project. field: which of its fields, empty if it is about all of it. base, ours, theirs:
    JSON values, None where there is none. text: more words, for references.
    """

    kind: Kind
    item: str
    field: str = ""
    base: Any = None
    ours: Any = None
    theirs: Any = None
    text: str = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen; both where words or lists can stand together. Nothing for a reference."""
        if self.kind == "reference":
            return ()
        joined = self.kind == "edit" and both_of(self.field, self.ours, self.theirs) is not None
        return ("ours", "theirs", "both") if joined else ("ours", "theirs")


class Merged(Struct, frozen=True):
    """project: both sides' changes. conflicts: what theirs says where ours was kept."""

    project: Project
    conflicts: tuple[Conflict, ...]


def both_of(field: str, ours: Any, theirs: Any) -> Any:
    """Both values of a field in one: texts below each other, or with a stroke between them where they are
    short; lists of words one after the other. None where that cannot be."""
    if field.rpartition(".")[2] not in _WORDS:
        return None
    if isinstance(ours, str) and isinstance(theirs, str) and ours.strip() and theirs.strip():
        long = "\n" in ours + theirs or max(len(ours), len(theirs)) > _SHORT
        return f"{ours}\n{theirs}" if long else f"{ours} / {theirs}"
    if all(
        isinstance(side, tuple | list) and all(isinstance(p, str) for p in side) for side in (ours, theirs)
    ):
        return (*ours, *(part for part in theirs if part not in ours))
    return None


_WORDS = WORDS | {"notes", "audience"}
_SHORT = 48
"""Letters of texts that stand beside each other."""
