"""Build step of the wheel: ships `resources/` inside the package and compiles the catalogues."""

import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShipResources(BuildHookInterface[Any]):
    """Adds the top-level `resources/` folder to the wheel as `cjmdesk/_shipped`.

    An editable install gets no copy: `cjmdesk.shipped` finds the checkout's own folder, so
    nothing can go stale. The gettext catalogues are compiled in both cases.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every `.po` beside itself and name the files that the wheel must carry."""
        compile_catalogues(Path(self.root) / "resources" / "locale")
        if version != "editable":
            build_data["force_include"]["resources"] = "cjmdesk/_shipped"


LONG = 40
"""Letters from which on a text may take more than one line."""

LONELY = {"pl": "aiouwz", "ru": "авикосуя"}
"""Words of one letter that no line may end with, by language."""


def _bound(text: str | tuple[str, ...] | list[str], language: str) -> str | tuple[str, ...]:
    """Long texts with their words of one letter bound to the next word, and a dash to the one before.

    Translators write plain blanks; what is bound in the .po stays so, too. Short texts are names of
    things and compared with others.
    """
    if not isinstance(text, str):
        return tuple(str(_bound(form, language)) for form in text)
    lonely = LONELY.get(language, "")
    if not lonely or len(text) < LONG:
        return text
    text = re.sub(rf"(?<![^\s(„«])([{lonely}]) (?=\S)", "\\1\u00a0", text, flags=re.IGNORECASE)
    return re.sub(r"(?<=\S) (?=[–—] )", "\u00a0", text)


def compile_catalogues(folder: Path) -> None:
    """Write the `.mo` of every `.po` below `folder` (xx/LC_MESSAGES/cjmdesk.po)."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parts[-3])
        for message in catalogue:
            if message.id and message.string:
                message.string = _bound(message.string, source.parts[-3])
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)
