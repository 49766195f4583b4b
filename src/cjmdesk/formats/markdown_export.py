"""Writes a map as Markdown: a heading, labelled lines, and a table."""

import re

from cjmdesk.formats.grid_export import grid_of
from cjmdesk.formats.outcome import Exported
from cjmdesk.formats.shown import names_of
from cjmdesk.i18n import N_, translator
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&#])")
_LEADING = re.compile(r"^(\s*)([-+=:]|\d+[.)])")
_LABELS = {"persona": N_("Persona"), "scenario": N_("Scenario"), "goal": N_("Goal"), "version": N_("Version")}


def export_markdown(project: Project, one: JourneyMap) -> Exported:
    """The map as one document in UTF-8."""
    words = translator(one.language).gettext
    grid = grid_of(project, one, holds=("head",))
    lines = [f"# {escaped(' '.join(one.title.split()))}", ""] if one.title.strip() else []
    labelled = [("scenario", one.scenario), ("goal", one.goal), ("version", one.version)]
    labelled += [("persona", name) for name in names_of(project, one.personas)]
    for key, text in labelled:
        for part in text.split("\n"):
            if part.strip():
                lines += [f"**{escaped(words(_LABELS[key]))}:** {escaped(' '.join(part.split()))}", ""]
    head, *body = grid.rows
    lines += [table_row(head), "|" + " --- |" * len(head), *(table_row(row) for row in body)]
    return Exported(("\n".join(lines) + "\n").encode("utf-8", "replace"), grid.notes)


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    safe = _SPECIAL.sub(r"\\\1", text)
    return _LEADING.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", safe)


def table_row(cells: list[str]) -> str:
    """A row of a table; line breaks in a cell are kept."""
    return (
        "| " + " | ".join("<br>".join(_cell_line(line) for line in cell.split("\n")) for cell in cells) + " |"
    )


def _cell_line(line: str) -> str:
    """A line of a cell; the blanks that continue a bullet must not be lost."""
    indent = len(line) - len(line.lstrip(" "))
    return "&nbsp;" * indent + escaped(line[indent:])
