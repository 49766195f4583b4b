"""Reads Mermaid `journey` diagrams, also those that Mermaid itself rejects or misreads."""

import re

from msgspec import Struct, field

from cjmdesk.formats.draft import DraftCard, DraftMap, DraftPoint, DraftStage
from cjmdesk.formats.feelings import ONE_TO_FIVE
from cjmdesk.formats.mermaid_text import Task, decoded, has_score, parse_task
from cjmdesk.formats.outcome import ImportRefused
from cjmdesk.formats.source import one_line
from cjmdesk.i18n import _, ngettext

_JOURNEY = re.compile(r"^\s*journey(?![\w:：-])[ \t]*(.*)$", re.IGNORECASE)
_TITLE = re.compile(r"^title(?:\s+|\s*[:：]\s*)(.*)$|^title$", re.IGNORECASE)
_SECTION = re.compile(r"^section(?:\s+|\s*[:：]\s*)(.*)$|^section$", re.IGNORECASE)
_ONE_LINE = re.compile(r"^\s*journey[ \t]*;", re.IGNORECASE)
_STYLE = re.compile(r"^(?:classDef|linkStyle)\s+\S+\s+\S|^(?:style|class|click)\s+\w+\s+\S+$")
_ACC = re.compile(r"^(accTitle|accDescr)\s*([:：{])\s*(.*)$", re.IGNORECASE)
_OTHER = re.compile(
    r"^\s*(graph|flowchart|sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|erDiagram|gantt|pie|gitGraph|mindmap|timeline|"
    r"quadrantChart|requirementDiagram|C4Context|sankey-beta|xychart-beta|block-beta|kanban|architecture-beta|packet-beta)\b"
)


def _statements(line: str) -> list[str]:
    """The line itself; its parts where a whole journey stands on it, parted by semicolons."""
    return line.split(";") if _ONE_LINE.match(line) else [line]


def is_journey(text: str) -> bool:
    """Whether a line of `text` begins a journey diagram, as opposed to a word of prose."""
    return any(
        (match := _JOURNEY.match(line)) and (not match[1] or match[1][0] == ";" or _TITLE.match(match[1]))
        for line in text.split("\n")
    )


def other_diagram(text: str) -> str:
    """The Mermaid name of another kind of diagram that begins here; empty if none does."""
    for line in text.split("\n"):
        if line.strip() and not line.strip().startswith(("%%", "---")):
            match = _OTHER.match(line)
            return match[1] if match else ""
    return ""


class _Reader(Struct):
    draft: DraftMap
    warnings: dict[str, list[str]] = field(default_factory=dict)
    tasks: int = 0
    scored: int = 0
    acc_title: str = ""
    description: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def warn(self, what: str, line: str) -> None:
        self.warnings.setdefault(what, []).append(line)


def read_mermaid(text: str, first_line: int = 1) -> list[DraftMap]:
    """The journeys in `text`, usually one. Raises ImportRefused when there is none.

    first_line: number of the first line in the file, for messages.
    """
    lines = [part for line in text.split("\n") for part in _statements(line)]
    front, start = _front_matter(lines)
    if not any(_JOURNEY.match(line) and not has_score(line) for line in lines) and _looks_like_one(
        lines[start:]
    ):
        lines.insert(start, "journey")
        first_line -= 1
    readers: list[_Reader] = []
    before: list[str] = []
    skip_until = ""
    for number in range(start, len(lines)):
        line = lines[number].strip()
        begins = _JOURNEY.match(lines[number])
        if begins and not has_score(line):
            readers.append(_Reader(DraftMap()))
            if begins[1]:
                _read_line(readers[-1], begins[1].strip(), number + first_line)
        elif not readers:
            if line and not line.startswith("%%"):
                before.append(line)
        elif skip_until:
            skip_until = _in_description(readers[-1], line)
        elif re.match(r"^accDescr\s*\{", line, re.IGNORECASE):
            skip_until = _in_description(readers[-1], line.split("{", 1)[1])
        else:
            _read_line(readers[-1], line, number + first_line)
    if not readers:
        other = other_diagram("\n".join(lines[start:]))
        if other:
            raise ImportRefused(
                _(
                    "this Mermaid diagram is a “{kind}”, not a journey; only “journey” holds stages and tasks"
                ).format(kind=other)
            )
        raise ImportRefused(
            _("no line says “journey”; put that word above the first section of a Mermaid journey")
        )
    if before:
        readers[0].warn(_("Text above the word “journey” was left out"), " ".join(before))
    return [_finished(reader, front) for reader in readers]


def _looks_like_one(lines: list[str]) -> bool:
    """Whether the word “journey” alone is missing: there are sections, and tasks with scores."""
    tasks = sum(has_score(line) for line in lines)
    sections = sum(bool(_SECTION.match(line.strip())) for line in lines)
    return tasks >= 1 and sections >= 1 and not other_diagram("\n".join(lines))


def _front_matter(lines: list[str]) -> tuple[str, int]:
    """The title in the front matter, and where the text behind it begins."""
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[start].strip() != "---":
        return "", 0
    for end in range(start + 1, min(len(lines), start + 200)):
        if lines[end].strip() == "---":
            for line in lines[start + 1 : end]:
                match = re.match(r"^title\s*:\s*(.+)$", line)
                if match:
                    return decoded(match[1].strip().strip("\"'")), end + 1
            return "", end + 1
    return "", start + 1


def _in_description(reader: _Reader, line: str) -> str:
    """Reads a line of a description in braces; what is returned is true while it goes on."""
    body, closed, rest = line.partition("}")
    if body.strip():
        reader.description.append(decoded(body.strip()))
    if rest.strip():
        reader.description.append(decoded(rest.strip()))
    return "" if closed else "}"


def _read_line(reader: _Reader, line: str, number: int) -> None:
    draft = reader.draft
    if not line or line.startswith("%%{"):
        return
    if line.startswith(("%%", "#")) and not re.match(r"^#\w+;", line):
        if line.strip("%# "):
            reader.warn(_("Comments were left out"), line.lstrip("%# "))
        return
    if _STYLE.match(line) and not has_score(line):
        reader.warn(_("Colours and styles were left out"), line)
        return
    acc = _ACC.match(line)
    section = _SECTION.match(line)
    title = _TITLE.match(line)
    if acc and not has_score(line):
        if acc[1].casefold() == "acctitle":
            reader.acc_title = decoded(acc[3])
        else:
            reader.description.append(decoded(acc[3]))
    elif title and not has_score(line):
        reader.titles.append(decoded(title[1] or ""))
    elif section and not _is_task_on_section(line):
        if not (section[1] or "").strip():
            reader.warn(_("A section has no name"), _("line {number}").format(number=number))
        draft.stages.append(DraftStage(decoded(section[1] or "")))
    else:
        _add_task(reader, parse_task(line), line, number)


def _is_task_on_section(line: str) -> bool:
    """ "Section review: 4: Me" is a task; "section Phase: 2" and "section Step 1: Awareness" are not."""
    task = parse_task(line)
    return task.score is not None and bool(task.actors) and 1 <= task.score <= 5


def _add_task(reader: _Reader, task: Task, line: str, number: int) -> None:
    draft = reader.draft
    if not draft.stages:
        draft.stages.append(DraftStage())
        reader.warn(_("Tasks above the first section were put into a stage without a title"), line)
    if not task.colon:
        reader.warn(
            _("A line has no colon; it was read as a task without a score"),
            _("line {number}: {line}").format(number=number, line=line),
        )
    place = (len(draft.stages) - 1, 0)
    note = "\n".join(part for part in (task.score_text, task.note) if part)
    card = DraftCard(task.text, note, task.actors)
    point = DraftPoint(personas=task.actors)
    reader.tasks += 1
    if task.score is not None:
        reader.scored += 1
        point.level = ONE_TO_FIVE.level(task.score)
        if not 1 <= task.score <= 5:
            reader.warn(_("A score is not from 1 to 5; the nearest was taken"), line)
        elif task.score != int(task.score):
            reader.warn(_("A score is no whole number; Mermaid itself would draw it between two faces"), line)
    elif task.colon:
        reader.warn(_("A task has no score; the text in its place was kept as a note"), line)
    draft.lane("actions").cell(*place).cards.append(card)
    draft.lane("emotions").cell(*place).points.append(point)
    for name in task.actors:
        draft.add_persona(name)


def _finished(reader: _Reader, front: str) -> DraftMap:
    draft = reader.draft
    named = [title for title in reader.titles if title]
    draft.title = named[-1] if named else front or reader.acc_title
    for lost in [*named[:-1], front if front != draft.title else ""]:
        if lost:
            reader.warn(_("There are several titles; the last was taken"), lost)
    if reader.acc_title and reader.acc_title != draft.title:
        draft.add_scenario(reader.acc_title)
    draft.add_scenario("\n".join(part for part in reader.description if part))
    if not reader.scored:
        draft.lanes = [lane for lane in draft.lanes if lane.kind != "emotions"]
    draft.say("understood", _summary(draft, reader.tasks))
    for what, lines in reader.warnings.items():
        draft.say("guessed", _("{what}: {lines}").format(what=what, lines=one_line(lines)))
    return draft


def _summary(draft: DraftMap, tasks: int) -> str:
    sections = ngettext("{count} section", "{count} sections", len(draft.stages)).format(
        count=len(draft.stages)
    )
    number = ngettext("{count} task", "{count} tasks", tasks).format(count=tasks)
    return _("A Mermaid journey with {sections} and {tasks}.").format(sections=sections, tasks=number)
