"""`merge`: brings changed copies of a project, or the maps of several groups, together."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from cjmdesk.changes.conflicts import Conflict
from cjmdesk.changes.groups import Gathered, gather
from cjmdesk.changes.report import place_of, short_name
from cjmdesk.cli.failure import BAD_INPUT, DONE, WRONG_USE, Failure
from cjmdesk.cli.parser import file_name
from cjmdesk.i18n import N_, _, ngettext
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.storage.errors import StorageError, shown_path
from cjmdesk.storage.project_file import Header, Loaded, load, save

_LINES = {
    ("edit", "ours"): N_("{item}, {field}: both changed it; {ours} stays, theirs is {theirs}"),
    ("edit", "theirs"): N_("{item}, {field}: both changed it; {theirs} stands, ours was {ours}"),
    ("edit", "both"): N_("{item}, {field}: both changed it; {ours} and {theirs} stand"),
    ("we deleted", "ours"): N_(
        "{item}: they changed it, we deleted it; it stays deleted, theirs was {theirs}"
    ),
    ("we deleted", "theirs"): N_("{item}: they changed it, we deleted it; theirs is back, {theirs}"),
    ("they deleted", "ours"): N_("{item}: we changed it, they deleted it; it stays"),
    ("they deleted", "theirs"): N_("{item}: we changed it, they deleted it; it is deleted, ours was {ours}"),
    ("move", "ours"): N_("{item}: both moved it; it stays where we put it"),
    ("move", "theirs"): N_("{item}: both moved it; it stands where they put it"),
    ("order", "ours"): N_("{item}, {field}: both put it in another order; ours stays"),
    ("order", "theirs"): N_("{item}, {field}: both put it in another order; theirs stands"),
    ("reference", "ours"): N_("{item}: {text}"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """BASE OURS THEIRS… -o OUT."""
    parser.add_argument(
        "files",
        metavar=_("FILE"),
        type=file_name,
        nargs="+",
        help=_("the project all copies were made from, then ours, then one or more of theirs"),
    )
    parser.add_argument(
        "-o", "--output", required=True, type=file_name, metavar=_("OUT"), help=_("the project to write")
    )
    parser.add_argument(
        "--no-base",
        action="store_true",
        help=_("there is no common project; all files are copies, ours first"),
    )
    parser.add_argument(
        "--alike",
        action="store_true",
        help=_("take maps, stages, lanes and cards with other ids but similar words for the same"),
    )
    parser.add_argument(
        "--prefer",
        choices=("ours", "theirs", "both"),
        default="ours",
        help=_("what stands where both changed the same; both where words can stand together"),
    )
    parser.add_argument("--json", action="store_true", help=_("list the conflicts as JSON"))


def run(options: argparse.Namespace) -> int:
    """1 when there are conflicts; the merged project is written all the same."""
    if len(options.files) < (2 if options.no_base else 3):
        if options.no_base:
            raise Failure(_("with --no-base, give two files or more"), WRONG_USE)
        raise Failure(_("give the common project, ours and theirs; or --no-base and two files"), WRONG_USE)
    files = [load(name) for name in options.files]
    for name, loaded in zip(options.files, files, strict=True):
        _refuse_newer(name, loaded)
        for note in loaded.repairs:
            sys.stderr.write(
                _("cjmdesk: {file}: {problem}").format(file=shown_path(name), problem=note) + "\n"
            )
    projects = [loaded.project for loaded in files]
    base, groups = (None, projects) if options.no_base else (projects[0], projects[1:])
    done = gather(groups, base, alike=options.alike, usual=options.prefer)
    headers = [loaded.save_header for loaded in files]
    header = Header(max(h.schema for h in headers), max(h.readable_by for h in headers))
    save(done.project, options.output, header=header)
    names = options.files[-len(groups) :]
    if options.json:
        sys.stdout.write(json.dumps(_as_json(done, names), ensure_ascii=False, indent=2) + "\n")
    else:
        every = (done.project, *groups, *((base,) if base is not None else ()))
        _print(done, every, names)
    count = len(done.questions) + len(done.mends)
    if count:
        words = ngettext("{count} conflict; ours is in {file}", "{count} conflicts; ours is in {file}", count)
        if options.prefer != "ours" or options.alike:
            words = ngettext(
                "{count} conflict; what stands is in {file}",
                "{count} conflicts; what stands is in {file}",
                count,
            )
        sys.stderr.write(f"cjmdesk: {words.format(count=count, file=shown_path(options.output))}\n")
    return BAD_INPUT if count else DONE


def _print(done: Gathered, every: Sequence[Project], names: Sequence[str]) -> None:
    """Every conflict, and with several groups how much each brought."""
    for question in done.questions:
        whose = f"{shown_path(names[question.group])}: " if len(names) > 2 else ""
        sys.stdout.write(whose + line(question.conflict, every, question.choice) + "\n")
    for conflict in done.mends:
        sys.stdout.write(line(conflict, every) + "\n")
    for name, came in zip(names[1:], done.came[1:], strict=True) if len(names) > 2 else ():
        form = ngettext("{file}: {count} change taken in", "{file}: {count} changes taken in", len(came))
        sys.stdout.write(form.format(file=shown_path(name), count=len(came)) + "\n")


def _as_json(done: Gathered, names: Sequence[str]) -> dict[str, Any]:
    conflicts = [
        {**_conflict(one.conflict), "choice": one.choice, "from": names[one.group], "alike": one.alike}
        for one in done.questions
    ]
    conflicts += [_conflict(one) for one in done.mends]
    return {"conflicts": conflicts, "came": dict(zip(names, map(len, done.came), strict=True))}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        name: getattr(conflict, name) for name in ("kind", "item", "field", "base", "ours", "theirs", "text")
    }


def line(conflict: Conflict, projects: Sequence[Project], choice: str = "ours") -> str:
    """One conflict for people."""
    return _(_LINES[conflict.kind, choice]).format(
        item=_item_name(conflict.item, projects),
        field=conflict.field,
        ours=_shown(conflict.ours),
        theirs=_shown(conflict.theirs),
        text=conflict.text,
    )


def _item_name(item: str, projects: Sequence[Project]) -> str:
    for project in projects:
        for _place, value in items(project):
            if value.id == item:
                return " / ".join((*place_of(project, item), f"“{short_name(value) or value.id}”"))
    return _("the project")


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:199] + "…"


def _refuse_newer(name: str, loaded: Loaded) -> None:
    if loaded.header.readable_by > Header().schema:
        raise StorageError(name, loaded.read_only, cause="newer")
