"""`diff`: every difference of two projects, or of two maps of one or two files."""

import argparse
import json
import sys

from msgspec.structs import asdict

from cjmdesk.changes.comparing import compare, counterpart
from cjmdesk.changes.report import SORT_WORDS, Difference, differences, differences_of_maps
from cjmdesk.cli.failure import DONE, WRONG_USE, Failure
from cjmdesk.cli.maps import listed, map_named
from cjmdesk.cli.parser import file_name
from cjmdesk.i18n import N_, _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.storage.errors import shown_path
from cjmdesk.storage.project_file import load

_LINES = {
    "added": N_("+ {sort} “{name}”"),
    "removed": N_("- {sort} “{name}”"),
    "moved": N_("> {sort} “{name}”: from {before} to {after}"),
    "changed": N_("~ {sort} “{name}”, {field}: {before} → {after}"),
    "reordered": N_("# {sort} “{name}”: {field} in another order"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A, B, the maps and --json."""
    parser.add_argument("before", metavar="A", type=file_name, help=_("the older project"))
    parser.add_argument(
        "after",
        metavar="B",
        nargs="?",
        type=file_name,
        help=_("the newer project; without it, two maps of A are compared"),
    )
    parser.add_argument(
        "--map",
        default="",
        metavar=_("N|ID|TITLE"),
        help=_("compare this map of A; without B, usually the one that a future map was made from"),
    )
    parser.add_argument(
        "--with",
        dest="other",
        default="",
        metavar=_("N|ID|TITLE"),
        help=_("… with this map, of B if there is one; usually the future map made from it"),
    )
    parser.add_argument("--json", action="store_true", help=_("one JSON object instead of lines"))


def run(options: argparse.Namespace) -> int:
    """Always 0: having differences is no fault."""
    maps: tuple[str, ...] = ()
    before = load(options.before).project
    after = load(options.after).project if options.after else before
    if options.after and not options.map and not options.other:
        found = differences(before, after)
    else:
        one, other = _maps(before, after, options)
        found = differences_of_maps(compare(before, one, after, other))
        maps = (one.id, other.id)
    if options.json:
        value = {"same": not found, "differences": [asdict(difference) for difference in found]}
        if maps:
            value["maps"] = maps
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        return DONE
    around: tuple[str, ...] | None = None
    for difference in found:
        if difference.within != around:
            around = difference.within
            sys.stdout.write(" / ".join(words or "–" for words in around or (_("Project"),)) + "\n")
        sys.stdout.write("  " + line(difference) + "\n")
    return DONE


def _maps(before: Project, after: Project, options: argparse.Namespace) -> tuple[JourneyMap, JourneyMap]:
    """The two maps to compare. Raises Failure."""
    file, files = shown_path(options.before), shown_path(options.after or options.before)
    one = map_named(before, options.map, file) if options.map else None
    other = map_named(after, options.other, files) if options.other else None
    if before is not after:  # where only one was named, the other file has it too
        one = one or _same(before, other, options.other, file)
        return one, other or _same(after, one, options.map, files)
    if one is None and other is not None:
        one = counterpart(before, other)
    if one is None:
        made = next((each for each in before.maps if each.made_from), None)
        one = counterpart(before, made) if made is not None else None
    if one is not None and other is None:
        other = counterpart(before, one)
    if one is None or other is None or one is other:
        text = _("{file}: name two of its maps with --map and --with; it has {maps}")
        raise Failure(text.format(file=file, maps=listed(before.maps)), WRONG_USE)
    return one, other


def _same(project: Project, one: JourneyMap | None, wanted: str, file: str) -> JourneyMap:
    """The map of the other file that is the same one, or bears the name that was given."""
    if one is not None:
        for other in project.maps:
            if other.id == one.id:
                return other
    return map_named(project, wanted, file)


def line(difference: Difference) -> str:
    """One difference for people; `+` came, `-` went, `>` moved, `~` changed, `#` another order."""
    return _(_LINES[difference.change]).format(
        sort=_(SORT_WORDS[difference.sort]),
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
