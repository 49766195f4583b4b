"""What the start page offers, and what it asks of its window: values without widgets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from cjmdesk.model.project import Project


class Offer(Struct, frozen=True):
    """Something to start from. kind: of map. words: when it suits. load: makes the project.

    empty: whether its first stage is to be named at once. own: the file of a template of the user's own.
    icon: name of a bundled icon; empty for what is shown by a picture of its map.
    """

    title: str
    kind: str
    words: str
    load: Callable[[], Project]
    empty: bool = False
    own: Path | None = None
    icon: str = ""


class RecentFile(Struct, frozen=True):
    """A file opened before. missing: it is not there now."""

    path: Path
    title: str
    missing: bool


class StartContent(Struct, frozen=True):
    """What there is to offer, collected after the first paint.

    own: the user's templates. templates: the types of maps. trades: worked examples.
    """

    own: tuple[Offer, ...] = ()
    trades: tuple[Offer, ...] = ()
    templates: tuple[Offer, ...] = ()
    samples: tuple[Offer, ...] = ()
    recent: tuple[RecentFile, ...] = ()


class StartDoors(Struct, frozen=True):
    """What the page asks of its window.

    content: gathers what there is to offer. open_dialog, open_path, open_offer, forget: act on it.
    choose: opens the dialog in which a new map is chosen and named. rename, delete: of a template of the
    user's own. picture: a small picture of a project, None where it cannot be made.
    """

    content: Callable[[], StartContent]
    open_dialog: Callable[[], object]
    open_path: Callable[[Path], object]
    open_offer: Callable[[Offer], object]
    forget: Callable[[], object]
    choose: Callable[[], object]
    rename: Callable[[Offer], object]
    delete: Callable[[Offer], object]
    picture: Callable[[Project, QSize, float], object]
