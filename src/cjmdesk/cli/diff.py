"""`diff`: every difference of two projects."""

import argparse
import json
import sys
from dataclasses import asdict

from cjmdesk.changes.report import Difference, differences
from cjmdesk.cli.failure import DONE
from cjmdesk.cli.parser import file_name
from cjmdesk.i18n import N_, _
from cjmdesk.storage.project_file import load

_SORTS = {
    "project": N_("project"),
    "brief": N_("brief"),
    "team member": N_("team member"),
    "workshop step": N_("workshop step"),
    "persona": N_("persona"),
    "channel": N_("channel"),
    "map": N_("map"),
    "stage": N_("stage"),
    "step": N_("column"),
    "lane": N_("lane"),
    "cell": N_("cell"),
    "card": N_("card"),
    "emotion point": N_("emotion point"),
    "connector": N_("arrow"),
    "competitor": N_("competitor"),
    "view": N_("view"),
    "silenced gap": N_("silenced gap"),
    "wall grid": N_("wall grid"),
}
_LINES = {
    "added": N_("+ {sort} “{name}”"),
    "removed": N_("- {sort} “{name}”"),
    "moved": N_("> {sort} “{name}”: from {before} to {after}"),
    "changed": N_("~ {sort} “{name}”, {field}: {before} → {after}"),
    "reordered": N_("# {sort} “{name}”: {field} in another order"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A, B and --json."""
    parser.add_argument("before", metavar="A", type=file_name, help=_("the older project"))
    parser.add_argument("after", metavar="B", type=file_name, help=_("the newer project"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object instead of lines"))


def run(options: argparse.Namespace) -> int:
    """Always 0: having differences is no fault."""
    found = differences(load(options.before).project, load(options.after).project)
    if options.json:
        value = {"same": not found, "differences": [asdict(difference) for difference in found]}
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        return DONE
    around: tuple[str, ...] | None = None
    for difference in found:
        if difference.within != around:
            around = difference.within
            sys.stdout.write(" / ".join(words or "–" for words in around or (_("Project"),)) + "\n")
        sys.stdout.write("  " + line(difference) + "\n")
    return DONE


def line(difference: Difference) -> str:
    """One difference for people; `+` came, `-` went, `>` moved, `~` changed, `#` another order."""
    return _(_LINES[difference.change]).format(
        sort=_(_SORTS[difference.sort]),
        name=difference.name or "–",
        field=difference.field,
        before=_shown(difference.before, difference.change),
        after=_shown(difference.after, difference.change),
    )


def _shown(value: object, change: str) -> str:
    if value is None:
        return _("nothing")
    if change == "moved":
        return str(value)
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else text[:99] + "…"
