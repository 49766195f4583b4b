"""What imports cost once Qt's Python binding is loaded."""

import linecache
import sys
from typing import Any


def leave_sources_unread() -> None:
    """Keep PySide from reading the source of every module that is imported from now on.

    It looks there for its own name, to know whether `from __feature__ import snake_case` may concern the
    module (PYSIDE-2029), which nothing here asks for. All sources are kept in memory for that, 11 MB of
    them, and a start takes a tenth longer. A PySide that does not look there is left alone.
    """
    import PySide6.QtCore  # noqa: F401 - brings what is changed below

    feature: Any = sys.modules.get("__feature__")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _as_if_named
        linecache.clearcache()


def _as_if_named(_module: object) -> bool:
    """All modules are as those that name PySide: without features, until they ask for some."""
    return True
