"""The table of campaigns, and what each of them is handed and gives back."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent.parent
ROOT = TESTS.parent


class Skipped(Exception):  # noqa: N818 - nothing is wrong
    """A campaign cannot be run here; str() says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """measured: in words, with figures. ok: whether that is what was asked."""

    measured: str
    ok: bool


@dataclass(slots=True)
class Ground:
    """Where a campaign takes place. folder: empty, everybody may read it. count: how many times."""

    folder: Path
    count: int
    chance: random.Random

    def fresh(self, name: str) -> Path:
        """An empty folder below."""
        made = self.folder / name
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        return made


@dataclass(frozen=True, slots=True)
class Campaign:
    """id: of the requirement. asked: in words; {count} is how many times. count: the figure asked,
    0 where it is always the same. least: below which it shows nothing. fast: whether that
    takes no more than a second or two."""

    id: str
    what: str
    asked: str
    run: Callable[[Ground], Found]
    count: int = 0
    least: int = 1
    fast: bool = False

    def times(self, scale: float) -> int:
        """How many times at this scale."""
        return max(self.least, round(self.count * scale)) if self.count else 0


TABLE: list[Campaign] = []


def campaign(
    id: str, what: str, asked: str, count: int = 0, least: int = 1, *, fast: bool = False
) -> Callable[[Callable[[Ground], Found]], Callable[[Ground], Found]]:
    """Put the function into the table."""

    def add(run: Callable[[Ground], Found]) -> Callable[[Ground], Found]:
        TABLE.append(Campaign(id, what, asked, run, count, least, fast))
        return run

    return add


def need(*programs: str) -> None:
    """Raises Skipped unless these programs are installed."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        raise Skipped(f"{' and '.join(missing)} not installed")


def need_root() -> None:
    """Raises Skipped unless we are root."""
    if os.name != "posix" or os.geteuid() != 0:
        raise Skipped("needs root")
