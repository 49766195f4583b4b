"""`templates`: what a new project can start from."""

import argparse
import json
import sys
import textwrap

from msgspec.structs import asdict

from cjmdesk.cli.failure import DONE
from cjmdesk.formats.own_templates import OwnTemplate, own_templates
from cjmdesk.formats.templates import TemplateInfo, list_templates, template_languages
from cjmdesk.i18n import _, current_language
from cjmdesk.storage.errors import shown_path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "--language", default="", help=_("language of the descriptions, yours if not given"), metavar=_("TAG")
    )


def run(options: argparse.Namespace) -> int:
    """Print every template, your own last; the name in front is what `new --template` takes."""
    found = list_templates(options.language or current_language())
    own = own_templates()
    if options.json:
        rows = [*map(_fields, found), *map(_own_fields, own.found)]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        forms = [_block(info) for info in found if not info.trade]
        trades = [_block(info) for info in found if info.trade]
        heading = _("Worked examples from trades, to be written over:")
        print("\n\n".join((*forms, heading, *trades, *map(_own_block, own.found))))
    for text in own.damaged:
        print(text, file=sys.stderr)
    return DONE


def _fields(info: TemplateInfo) -> dict[str, object]:
    return {**asdict(info), "languages": list(template_languages(info.id))}


def _block(info: TemplateInfo) -> str:
    """Name and title, then when it suits, indented and folded for a terminal."""
    lines = [f"{info.id}: {info.title}"]
    strengths, limits = (
        _("Strengths: {text}").format(text=info.strengths),
        _("Limits: {text}").format(text=info.limits),
    )
    # What the examples from trades are good for is the same for all of them, and said above them.
    for sentence in (info.suits,) if info.trade else (info.suits, strengths, limits):
        lines += textwrap.wrap(sentence, 88, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)


def _own_fields(one: OwnTemplate) -> dict[str, object]:
    return {
        "id": one.id,
        "own": True,
        "type": one.type,
        "language": one.language,
        "title": one.title,
        "suits": one.words,
        "languages": [one.language],
        "file": str(one.path),
    }


def _own_block(one: OwnTemplate) -> str:
    lines = [f"{one.id}: {one.title}"]
    for sentence in (one.words, _("Your own, in {file}").format(file=shown_path(one.path))):
        if sentence:
            lines += textwrap.wrap(sentence, 88, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)
