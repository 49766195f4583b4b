"""Build step of the wheel: ships `resources/` inside the package and compiles the catalogues."""

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


def compile_catalogues(folder: Path) -> None:
    """Write the `.mo` of every `.po` below `folder` (xx/LC_MESSAGES/cjmdesk.po)."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)
