"""`numbers`: figures of touchpoints and stages from a table, matched by name."""

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from cjmdesk.cli.failure import BAD_INPUT, DEVICE_REFUSED, DONE, WRONG_USE, Failure, remark
from cjmdesk.cli.import_ import source_of
from cjmdesk.cli.maps import listed
from cjmdesk.cli.parser import file_name, project_name
from cjmdesk.formats.number_match import (
    NEW,
    SKIP,
    Row,
    Target,
    changes_of,
    columns_of,
    match_rows,
    summary,
    targets_of,
)
from cjmdesk.formats.number_table import COLUMNS, NumberTable, read_numbers, without_column
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import Source, read
from cjmdesk.i18n import N_, _
from cjmdesk.model.cards import Evidence
from cjmdesk.model.values import new_id
from cjmdesk.storage.errors import shown_path
from cjmdesk.storage.project_file import load, save

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.storage.project_file import Loaded

_STATES = {
    "same": N_("row {row}, “{name}”: {target}"),
    "letters": N_("row {row}, “{name}”: {target}, spelled differently"),
    "similar": N_("row {row}, “{name}”: perhaps {target}; --similar takes it"),
    "several": N_("row {row}, “{name}”: stands at several places: {target}; name the stage in the table"),
    "twice": N_("row {row}, “{name}”: an earlier row is about the same"),
    "none": N_("row {row}, “{name}”: nothing of that name on the map; --add-to STAGE adds it"),
    "total": N_("row {row}, “{name}”: sums up the others, left out"),
    "empty": N_("row {row}, “{name}”: no numbers, left out"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE TABLE -o OUT.cjm and how to read and match it."""
    parser.add_argument("file", metavar=_("FILE"), type=file_name, help=_("the project"))
    parser.add_argument(
        "table", metavar=_("TABLE"), type=file_name, help=_("CSV, TSV, XLSX, XLS or ODS; - is standard input")
    )
    parser.add_argument(
        "-o",
        "--output",
        type=project_name,
        metavar=_("OUT.cjm"),
        help=_("the project to write, FILE itself too"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    parser.add_argument("--map", default="", metavar=_("N|ID"), help=_("which map; the first if not given"))
    parser.add_argument(
        "--columns",
        default="",
        metavar=_("KIND=N,…"),
        help=_(
            "what columns hold, where it is not found: {kinds}; N is a heading, or a number from 1"
        ).format(kinds=", ".join(COLUMNS)),
    )
    parser.add_argument(
        "--similar", action="store_true", help=_("take misspelt names for what they resemble")
    )
    parser.add_argument(
        "--add-to",
        default="",
        metavar=_("STAGE"),
        help=_("add what the map does not have as touchpoints there"),
    )
    parser.add_argument(
        "--source",
        default="",
        metavar=_("TEXT"),
        help=_("mark guesses as measured, and this as their source"),
    )
    parser.add_argument("--encoding", metavar=_("NAME"), help=_("encoding of text files, such as cp1250"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object instead of lines"))


def run(options: argparse.Namespace) -> int:
    """1 where a row was not placed; the project is written all the same. Raises Failure, StorageError."""
    if not options.output and not options.dry_run:
        raise Failure(_("name the project to write with -o, or ask for a --dry-run"), WRONG_USE)
    loaded = load(options.file)
    for note in loaded.repairs:
        remark(options.file, str(note))
    journey = _map(loaded.project.maps, options)
    table = _table(options)
    targets = targets_of(loaded.project, journey)
    columns = _columns(table, targets, options)
    rows = [_decided(row, journey, targets, options) for row in match_rows(table, columns, targets)]
    if not options.dry_run:
        from cjmdesk.edits.errors import EditError
        from cjmdesk.edits.numbers import set_numbers

        numbers, fresh = changes_of(rows, targets, new_id)
        today = datetime.datetime.now().astimezone().date()
        evidence = Evidence(grade="measured", source=options.source, date=today) if options.source else None
        try:
            project = set_numbers(loaded.project, journey.id, numbers, fresh, evidence)
        except EditError as error:
            text = _("{file}: {problem}").format(file=shown_path(options.table), problem=error)
            raise Failure(text, BAD_INPUT) from error
        _save(project, loaded, options)
    if options.json:
        told = _told(journey, table, columns, rows)
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(table, columns, rows, targets)) + "\n")
    open_ = any(not row.target and row.state not in ("total", "empty") for row in rows)
    return BAD_INPUT if open_ or not any(row.target for row in rows) else DONE


def _save(project: "Project", loaded: "Loaded", options: argparse.Namespace) -> None:
    """Into FILE itself, if nobody changed it meanwhile, or another file; what was there is kept."""
    source, target = Path(options.file), Path(options.output)
    in_place = target.exists() and source.samefile(target)
    if in_place and loaded.read_only:
        text = _("{file}: {problem}").format(file=shown_path(source), problem=loaded.read_only)
        raise Failure(text, BAD_INPUT)
    saved = save(
        project,
        target,
        header=loaded.save_header,
        expected=loaded.fingerprint if in_place else None,
        keep_old=True,
    )
    for note in saved.notes:
        remark(target, str(note))


def _map(maps: "tuple[JourneyMap, ...]", options: argparse.Namespace) -> "JourneyMap":
    file = shown_path(options.file)
    if not maps:
        raise Failure(_("{file}: the project has no map yet").format(file=file), BAD_INPUT)
    if not options.map:
        return maps[0]
    found = [one for number, one in enumerate(maps, 1) if options.map in (str(number), one.id)]
    if not found:
        text = _("{file}: there is no map “{wanted}”; it has {maps}")
        raise Failure(text.format(file=file, wanted=shown_path(options.map), maps=listed(maps)), WRONG_USE)
    return found[0]


def _table(options: argparse.Namespace) -> NumberTable:
    try:
        given = source_of(options.table)
        return read_numbers(given if isinstance(given, Source) else read(given), options.encoding)[0]
    except ImportRefused as refused:
        name = shown_path(refused.source or options.table)
        text = _("{file}: {problem}").format(file=name, problem=refused.reason)
        raise Failure(text, DEVICE_REFUSED if refused.device else BAD_INPUT) from refused


def _columns(table: NumberTable, targets: tuple[Target, ...], options: argparse.Namespace) -> dict[str, int]:
    columns = columns_of(table, targets)
    for part in filter(None, (part.strip() for part in options.columns.split(","))):
        kind, _sign, said = (word.strip() for word in part.partition("="))
        place = next((n for n, head in enumerate(table.head) if head.casefold() == said.casefold()), None)
        if place is None and said.isdigit() and 1 <= int(said) <= len(table.head):
            place = int(said) - 1
        if kind not in COLUMNS or (place is None and said):
            text = _("--columns: “{part}” is not understood; there are {kinds}, and the columns {heads}")
            heads = ", ".join(f"{n} ({head})" for n, head in enumerate(table.head, 1))
            raise Failure(
                text.format(part=shown_path(part), kinds=", ".join(COLUMNS), heads=shown_path(heads)),
                WRONG_USE,
            )
        columns = without_column(columns, kind, place)
    if not any(kind in columns for kind in ("touchpoint", "stage")):
        text = _("{file}: no column with names of touchpoints or stages was found; name it with --columns")
        raise Failure(text.format(file=shown_path(options.table)), BAD_INPUT)
    return columns


def _decided(
    row: Row, journey: "JourneyMap", targets: tuple[Target, ...], options: argparse.Namespace
) -> Row:
    if row.state == "similar" and not options.similar:
        row = replace(row, target=SKIP)
    if row.state == "none" and options.add_to and row.values:
        stages = [
            stage.id
            for number, stage in enumerate(journey.stages, 1)
            if options.add_to in (stage.id, str(number))
            or stage.title.casefold().strip() == options.add_to.casefold().strip()
        ]
        if not stages:
            known = ", ".join(stage.title or stage.id for stage in journey.stages)
            text = _("--add-to: there is no stage “{stage}”; there are {stages}")
            raise Failure(text.format(stage=shown_path(options.add_to), stages=shown_path(known)), WRONG_USE)
        named = [one.item for one in targets if one.is_stage and one.name == row.stage_name]
        row = replace(row, target=NEW + (named or stages)[0])
    return row


def _told(
    journey: "JourneyMap", table: NumberTable, columns: dict[str, int], rows: list[Row]
) -> dict[str, Any]:
    return {
        "map": journey.id,
        "table": table.place or None,
        "encoding": table.encoding or None,
        "decimal": table.decimal,
        "columns": {kind: table.head[place] for kind, place in columns.items()},
        "taken": sum(bool(row.target) for row in rows),
        "rows": [
            {
                "row": row.number,
                "name": row.name,
                "match": row.state,
                "item": None if row.target.startswith(NEW) else row.target or None,
                "added_to": row.target.removeprefix(NEW) if row.target.startswith(NEW) else None,
                "offers": list(row.offers),
                "values": dict(row.values),
                "remarks": list(row.remarks),
            }
            for row in rows
        ],
    }


def _lines(
    table: NumberTable, columns: dict[str, int], rows: list[Row], targets: tuple[Target, ...]
) -> list[str]:
    names = {one.item: _place(one) for one in targets}
    form = _("columns: {columns}")
    read_as = ", ".join(f"{kind} = {table.head[place]}" for kind, place in columns.items())
    lines = [form.format(columns=shown_path(read_as))]
    for row in rows:
        if row.target.startswith(NEW):
            text = _("row {row}, “{name}”: added to {target}")
            shown = names.get(row.target.removeprefix(NEW), row.target.removeprefix(NEW))
        else:
            text = _(_STATES[row.state])
            if row.state == "similar" and row.target:
                text = _("row {row}, “{name}”: taken for {target}")
            offers = row.offers[:1] if row.state == "similar" else row.offers
            places = [row.target] if row.target else list(offers)
            shown = ", ".join(names.get(place, place) for place in places)
        lines.append(text.format(row=row.number, name=shown_path(row.name), target=shown_path(shown)))
        lines += [f"  {shown_path(said)}" for said in row.remarks]
    return [*lines, summary(rows)]


def _place(target: Target) -> str:
    if target.is_stage or not target.stage_name:
        return target.name
    return _("{touchpoint} ({stage})").format(touchpoint=target.name, stage=target.stage_name)
