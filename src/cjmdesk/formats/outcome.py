"""What an importer or exporter gives back."""

from typing import Literal

from msgspec import Struct, field

from cjmdesk.model.project import Project

NoteKind = Literal["understood", "guessed", "unplaced"]


class Note(Struct, frozen=True):
    """One sentence, in the user's language, about what was read.

    kind: `understood` (as the file says), `guessed` (worth a look), or `unplaced` (left out, or
    not where it was). source: the name of the file it is about, empty for all of them.
    """

    kind: NoteKind
    text: str
    source: str = ""


class Imported(Struct, frozen=True):
    """A project read from other people's files, and what is to be said about it."""

    project: Project
    notes: tuple[Note, ...] = ()


class Exported(Struct, frozen=True):
    """A map in a foreign format. notes: what the format cannot hold, a sentence each, translated."""

    data: bytes
    notes: tuple[str, ...] = field(default=())


class ImportRefused(Exception):  # noqa: N818 - the program refuses, nothing is wrong with it
    """The file is no map that can be read.

    Its text is one translated sentence or two: place, reason, way out. `source` is the name of the
    file, which whoever shows the error puts in front. device: the system did not let us read it;
    nothing is known of what it holds.
    """

    def __init__(self, reason: str, source: str = "", *, device: bool = False) -> None:
        super().__init__(reason)
        self.device = device
        self.reason = reason
        self.source = source

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}" if self.source else self.reason
