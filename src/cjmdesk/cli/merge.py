"""`merge`: brings two changed copies of a project together."""

import argparse
import json
import sys

from cjmdesk.changes.merge import Conflict, merge
from cjmdesk.changes.report import place_of, short_name
from cjmdesk.cli.failure import BAD_INPUT, DONE
from cjmdesk.cli.parser import file_name
from cjmdesk.i18n import N_, _, ngettext
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.storage.errors import StorageError, shown_path
from cjmdesk.storage.project_file import Header, Loaded, load, save

_LINES = {
    "edit": N_("{item}, {field}: both changed it; {ours} stays, theirs is {theirs}"),
    "we deleted": N_("{item}: they changed it, we deleted it; it stays deleted, theirs was {theirs}"),
    "they deleted": N_("{item}: we changed it, they deleted it; it stays"),
    "move": N_("{item}: both moved it; it stays where we put it"),
    "order": N_("{item}, {field}: both put it in another order; ours stays"),
    "reference": N_("{item}: {text}"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """BASE OURS THEIRS -o OUT."""
    parser.add_argument(
        "base", metavar=_("BASE"), type=file_name, help=_("the project both copies were made from")
    )
    parser.add_argument(
        "ours", metavar=_("OURS"), type=file_name, help=_("the copy that wins where both changed the same")
    )
    parser.add_argument("theirs", metavar=_("THEIRS"), type=file_name, help=_("the other copy"))
    parser.add_argument(
        "-o", "--output", required=True, type=file_name, metavar=_("OUT"), help=_("the project to write")
    )
    parser.add_argument("--json", action="store_true", help=_("list the conflicts as JSON"))


def run(options: argparse.Namespace) -> int:
    """1 when there are conflicts; the merged project is written all the same."""
    files = [load(name) for name in (options.base, options.ours, options.theirs)]
    for name, loaded in zip((options.base, options.ours, options.theirs), files, strict=True):
        _refuse_newer(name, loaded)
        for note in loaded.repairs:
            sys.stderr.write(
                _("cjmdesk: {file}: {problem}").format(file=shown_path(name), problem=note) + "\n"
            )
    base, ours, theirs = (loaded.project for loaded in files)
    merged = merge(base, ours, theirs)
    headers = [loaded.save_header for loaded in files]
    header = Header(max(h.schema for h in headers), max(h.readable_by for h in headers))
    save(merged.project, options.output, header=header)
    if options.json:
        rows = [
            {
                "kind": c.kind,
                "item": c.item,
                "field": c.field,
                "base": c.base,
                "ours": c.ours,
                "theirs": c.theirs,
                "text": c.text,
            }
            for c in merged.conflicts
        ]
        sys.stdout.write(json.dumps({"conflicts": rows}, ensure_ascii=False, indent=2) + "\n")
    else:
        for conflict in merged.conflicts:
            sys.stdout.write(line(conflict, (merged.project, ours, theirs, base)) + "\n")
    if merged.conflicts:
        count = len(merged.conflicts)
        words = ngettext("{count} conflict; ours is in {file}", "{count} conflicts; ours is in {file}", count)
        sys.stderr.write(f"cjmdesk: {words.format(count=count, file=shown_path(options.output))}\n")
    return BAD_INPUT if merged.conflicts else DONE


def line(conflict: Conflict, projects: tuple[Project, ...]) -> str:
    """One conflict for people."""
    return _(_LINES[conflict.kind]).format(
        item=_item_name(conflict.item, projects),
        field=conflict.field,
        ours=_shown(conflict.ours),
        theirs=_shown(conflict.theirs),
        text=conflict.text,
    )


def _item_name(item: str, projects: tuple[Project, ...]) -> str:
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
