"""`recover`: what ended programs left unsaved, listed, brought back or put away."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cjmdesk.cli.failure import DONE, WRONG_USE, Failure, remark
from cjmdesk.cli.parser import file_name
from cjmdesk.i18n import _, ngettext
from cjmdesk.storage.errors import shown_path

if TYPE_CHECKING:
    from cjmdesk.storage.recovery import Left


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--list, --apply ID -o FILE, or --discard ID."""
    parser.add_argument("--list", action="store_true", help=_("what there is, the latest first"))
    parser.add_argument("--apply", default="", metavar="ID", help=_("bring it back into the file of -o"))
    parser.add_argument(
        "--discard", default="", metavar="ID", help=_("put it away; it is deleted after a week")
    )
    parser.add_argument(
        "-o", "--output", default=None, type=file_name, metavar=_("FILE.cjm"), help=_("a new project")
    )
    parser.add_argument("--json", action="store_true", help=_("the list as JSON"))


def run(options: argparse.Namespace) -> int:
    """0 when it is done. Raises Failure, StorageError."""
    if sum(map(bool, (options.list, options.apply, options.discard))) != 1:
        raise Failure(_("say one of --list, --apply ID -o FILE and --discard ID"), WRONG_USE)
    if options.list:
        return _list(as_json=options.json)
    if options.discard:
        from cjmdesk.storage.recovery import discard

        discard(options.discard)
        return DONE
    if not options.output:
        raise Failure(_("--apply needs -o FILE.cjm for what is brought back"), WRONG_USE)
    return _apply(options.apply, Path(options.output))


def _list(*, as_json: bool) -> int:
    from cjmdesk.storage.recovery import left_behind

    found = left_behind()
    if as_json:
        import json

        sys.stdout.write(json.dumps([_told(one) for one in found], ensure_ascii=True, indent=1) + "\n")
        return DONE
    for one in found:
        sys.stdout.write(_row(one) + "\n")
    if not found:
        sys.stdout.write(_("nothing was left unsaved") + "\n")
    return DONE


def _told(one: "Left") -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "path": None if one.path is None else str(one.path),
        "last": one.last.isoformat() if one.last else None,
        "steps": one.steps,
        "same_file": one.same_file,
    }


def _row(one: "Left") -> str:
    when = one.last.astimezone().strftime("%Y-%m-%d %H:%M:%S") if one.last else "?"
    steps = ngettext("{count} step", "{count} steps", one.steps).format(count=one.steps)
    where = shown_path(one.path) if one.path else _("never saved")
    title = " ".join(shown_path(one.title).split()) or _("untitled")
    return f"{one.id}  {when}  {steps}  {title}  {where}"


def _apply(id: str, target: Path) -> int:
    """A new file: what is there is not written over."""
    from cjmdesk.storage.project_file import save
    from cjmdesk.storage.recovery import recover

    if target.exists():
        text = _("{file}: the file is there already; name a new one")
        raise Failure(text.format(file=shown_path(target)), WRONG_USE)
    found = recover(id)
    save(found.project, target)
    count = found.left.steps
    text = ngettext(
        "{file}: brought back, with {count} step since it was saved",
        "{file}: brought back, with {count} steps since it was saved",
        count,
    )
    sys.stdout.write(text.format(file=shown_path(target), count=count) + "\n")
    if found.lost:
        text = _("its last steps were damaged and could not be read")
        remark(target, text)
    return DONE
