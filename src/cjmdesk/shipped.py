"""Finds the files that are shipped with the program: fonts, icons, templates, catalogues."""

import sys
from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The shipped files' folder: in a frozen build, in an installed wheel, or in a checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "cjmdesk" / "_shipped"
    package = Path(__file__).resolve().parent
    inside = package / "_shipped"
    return inside if inside.is_dir() else package.parents[1] / "resources"


def path(*parts: str) -> Path:
    """The path of a shipped file or folder, such as `path("fonts", "NotoSans-Regular.ttf")`."""
    return folder().joinpath(*parts)
