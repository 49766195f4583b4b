"""`--register` and `--unregister`: menu entry, file type and icons in the user's data folder.

An installation by pipx or uv puts its files where no desktop looks for them; these two options
mend that for one user, without an administrator. Linux and other XDG desktops only.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cjmdesk import shipped
from cjmdesk.i18n import _

ENTRY = Path("applications", "cjmdesk.desktop")
FILE_TYPE = Path("mime", "packages", "cjmdesk.xml")

_REFRESHERS = (
    (("update-mime-database",), "mime"),
    (("update-desktop-database", "-q"), "applications"),
    (("gtk-update-icon-cache", "-q", "-t", "-f"), "icons/hicolor"),
)
"""Commands that make desktops look again, and the folder each wants. Missing ones are left out:
desktops without them look by themselves."""


def register() -> int:
    """Write the files and say where. Returns the exit code: 0 done, 2 no such desktop here.

    Errors: OSError when the data folder cannot be written.
    """
    if not _has_xdg_desktop():
        return 2
    data = data_folder()
    for source, target in _files():
        place = data / target
        place.parent.mkdir(parents=True, exist_ok=True)
        if target == ENTRY:
            place.write_text(_entry(source.read_text("utf-8")), "utf-8")
        else:
            shutil.copyfile(source, place)
    _refresh(data)
    print(_("Menu entry, file type and icons are registered in {folder}.").format(folder=data))
    return 0


def unregister() -> int:
    """Remove what `register` wrote and say so. Returns the exit code: 0 done, 2 no such desktop here.

    Nothing to remove is no error.
    """
    if not _has_xdg_desktop():
        return 2
    data = data_folder()
    targets = [target for _source, target in _files()]
    for target in targets:
        (data / target).unlink(missing_ok=True)
    _refresh(data)
    _sweep(data, targets)
    print(_("Menu entry, file type and icons are removed from {folder}.").format(folder=data))
    return 0


def _sweep(data: Path, targets: list[Path]) -> None:
    """Take away the icon folders that are empty now; one that holds anything stays."""
    folders = {folder for target in targets for folder in target.parents if folder.parts[:1] == ("icons",)}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        with suppress(OSError):
            (data / folder).rmdir()


def data_folder() -> Path:
    """Where the user's desktop files live. A relative XDG_DATA_HOME counts as none."""
    named = Path(os.environ.get("XDG_DATA_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".local" / "share"


def _has_xdg_desktop() -> bool:
    if sys.platform not in ("win32", "darwin"):
        return True
    sentence = _("Only Linux desktops need this; here the installer makes menu entry and file type.")
    print(f"cjmdesk: {sentence}", file=sys.stderr)
    return False


def _files() -> Iterator[tuple[Path, Path]]:
    """Each shipped file and where it goes in the data folder."""
    desktop = shipped.path("desktop")
    yield desktop / "cjmdesk.desktop", ENTRY
    yield desktop / "cjmdesk-mime.xml", FILE_TYPE
    for icon in sorted((desktop / "icons").rglob("*.*")):
        if icon.is_file():
            yield icon, icon.relative_to(desktop)


def _entry(text: str) -> str:
    """The desktop entry, starting the program that runs now by its full path."""
    program = _program()
    lines = []
    for line in text.splitlines():
        if line.startswith("Exec="):
            lines += [f"TryExec={_escaped(program)}", f"Exec={_quoted(program)} %F"]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _program() -> str:
    """The full path of the program: the frozen one, or the script that the installer made."""
    if getattr(sys, "frozen", False):
        return str(Path(sys.executable).resolve())
    beside = Path(sys.executable).with_name("cjmdesk")
    found = str(beside) if beside.is_file() else shutil.which("cjmdesk")
    return found or str(Path(sys.argv[0]).resolve())


def _escaped(text: str) -> str:
    """As the value of a key in a desktop entry."""
    return text.replace("\\", "\\\\")


def _quoted(program: str) -> str:
    """As the first word of an Exec line: what is special in quotes is escaped, `%` is doubled."""
    for special in ("\\", '"', "`", "$"):
        program = program.replace(special, f"\\{special}")
    return _escaped(f'"{program}"'.replace("%", "%%"))


def _refresh(data: Path) -> None:
    for command, folder in _REFRESHERS:
        tool = shutil.which(command[0])
        if tool and (data / folder).is_dir():
            subprocess.run([tool, *command[1:], str(data / folder)], capture_output=True, check=False)
