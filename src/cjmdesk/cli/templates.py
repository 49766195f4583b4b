"""`templates`: what a new project can start from."""

import argparse
import dataclasses
import json
import textwrap

from cjmdesk.cli.failure import DONE
from cjmdesk.formats.templates import TemplateInfo, list_templates, template_languages
from cjmdesk.i18n import _, current_language


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "--language", default="", help=_("language of the descriptions, yours if not given"), metavar=_("TAG")
    )


def run(options: argparse.Namespace) -> int:
    """Print every template; the name in front is what `new --template` takes."""
    found = list_templates(options.language or current_language())
    if options.json:
        print(json.dumps([_fields(info) for info in found], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(_block(info) for info in found))
    return DONE


def _fields(info: TemplateInfo) -> dict[str, object]:
    return {**dataclasses.asdict(info), "languages": list(template_languages(info.id))}


def _block(info: TemplateInfo) -> str:
    """Name and title, then when it suits, indented and folded for a terminal."""
    lines = [f"{info.id}: {info.title}"]
    for sentence in (
        info.suits,
        _("Strengths: {text}").format(text=info.strengths),
        _("Limits: {text}").format(text=info.limits),
    ):
        lines += textwrap.wrap(sentence, 88, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)
