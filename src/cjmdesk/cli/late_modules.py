"""Modules that libraries import when they start and few runs of a verb ever use."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

LATE = frozenset({"PIL.Image", "importlib.metadata._adapters", "secrets", "zipfile"})
"""Reportlab asks for the picture library before there is a picture; pydantic for what signs messages, and
for what finds plugins, with all that reads mail below it: a tenth of what a verb imports."""


def put_off() -> None:
    """From now on the modules of `LATE` are read when something in them is first asked for.

    For processes of a verb: in Python 3.11 two threads must not meet in a module that is put off.
    """
    sys.meta_path.insert(0, _Later())


class _Later:
    """Finds the modules of `LATE` where they always are, and puts off running them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """None for every other module, and for one that cannot be put off."""
        if fullname not in LATE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return None
        spec.loader = LazyLoader(spec.loader)
        return spec
