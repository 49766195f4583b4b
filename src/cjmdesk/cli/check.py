"""`check`: what is missing from the maps of a project."""

import argparse
import datetime
import json
import sys
from typing import Any

from cjmdesk.analysis.gaps import RULES, Gap, gaps
from cjmdesk.cli.failure import BAD_INPUT, DONE, WRONG_USE, Failure, remark
from cjmdesk.cli.parser import file_name
from cjmdesk.formats.shown import lane_title
from cjmdesk.i18n import _, ngettext
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.storage.errors import shown_path
from cjmdesk.storage.project_file import load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --json, --only and --rules."""
    parser.add_argument("file", metavar=_("FILE"), type=file_name, nargs="?", help=_("the project"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object instead of lines"))
    parser.add_argument(
        "--only", nargs="+", default=[], metavar=_("CODE"), help=_("look for these gaps only; see --rules")
    )
    parser.add_argument("--rules", action="store_true", help=_("list what is looked for, and why"))
    parser.add_argument("--silenced", action="store_true", help=_("name silenced gaps too"))


def run(options: argparse.Namespace) -> int:
    """1 where something is missing. Raises Failure, StorageError."""
    if options.rules:
        return _list_rules(as_json=options.json)
    if options.file is None:
        raise Failure(_("name the project to look at; see cjmdesk check --help"), WRONG_USE)
    only = [code for words in options.only for code in words.split(",") if code]
    for code in only:
        if code not in RULES:
            text = _("there is no gap “{code}”; there are {codes}")
            raise Failure(text.format(code=shown_path(code), codes=", ".join(RULES)), WRONG_USE)
    loaded = load(options.file)
    for note in loaded.repairs:
        remark(options.file, str(note))
    found = _found(loaded.project, only)
    if options.json:
        sys.stdout.write(json.dumps(_told(loaded.project, found), ensure_ascii=False, indent=1) + "\n")
    else:
        _write(loaded.project, found, silenced=options.silenced)
    return BAD_INPUT if any(gap.silenced is None for _map, every in found for gap in every) else DONE


def _found(project: Project, only: list[str]) -> list[tuple[JourneyMap, list[Gap]]]:
    today = datetime.datetime.now().astimezone().date()
    return [
        (
            one,
            [
                gap
                for gap in gaps(project, one, today, lambda lane, one=one: lane_title(lane, one.language))  # type: ignore[misc]
                if not only or gap.rule in only
            ],
        )
        for one in project.maps
    ]


def _told(project: Project, found: list[tuple[JourneyMap, list[Gap]]]) -> dict[str, Any]:
    return {
        "title": project.title,
        "maps": [
            {
                "id": one.id,
                "title": one.title,
                "gaps": [
                    {
                        "code": gap.rule,
                        "item": gap.item,
                        "step": gap.step or None,
                        "text": gap.text,
                        "silenced": gap.silenced,
                    }
                    for gap in every
                ],
            }
            for one, every in found
        ],
    }


def _write(project: Project, found: list[tuple[JourneyMap, list[Gap]]], *, silenced: bool) -> None:
    lines: list[str] = []
    for one, every in found:
        open_ = [gap for gap in every if gap.silenced is None]
        quiet = [gap for gap in every if gap.silenced is not None]
        title = shown_path(one.title or _("untitled"))
        count = ngettext("{count} gap", "{count} gaps", len(open_)).format(count=len(open_))
        lines.append(_("{map}: {count}").format(map=title, count=count))
        lines += [f"  {gap.rule}: {shown_path(gap.text)}" for gap in open_]
        if silenced:
            form = _("{code}: silenced, because {reason}")
            reasons = [(gap.rule, shown_path(gap.silenced or "")) for gap in quiet]
            lines += ["  " + form.format(code=code, reason=reason) for code, reason in reasons]
    if not project.maps:
        lines.append(_("the project has no map yet"))
    sys.stdout.write("\n".join(lines) + "\n")


def _list_rules(*, as_json: bool) -> int:
    if as_json:
        told = {code: {"title": _(rule.title), "why": _(rule.why)} for code, rule in RULES.items()}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return DONE
    for code, rule in RULES.items():
        sys.stdout.write(f"{code}: {_(rule.title)}. {_(rule.why)}\n")
    return DONE
