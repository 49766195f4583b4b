"""The table of importers, and the one way to use them."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from cjmdesk.formats import csv_file, html, indented, journeys, markdown, mermaid, sheets, source, tree
from cjmdesk.formats.build import build
from cjmdesk.formats.document import read_document
from cjmdesk.formats.draft import DraftMap
from cjmdesk.formats.encodings import Decoded, decode
from cjmdesk.formats.outcome import Imported, ImportRefused, Note
from cjmdesk.formats.source import Source, Wishes
from cjmdesk.i18n import N_, _, ngettext

Reader = Callable[[Source, str, Wishes], list[DraftMap]]


class Importer(Struct, frozen=True):
    """title: for people, marked for translation. extensions: without dots. binary: gets no text.

    read: the file, its text (empty for binary ones) and the user's wishes to drafts of maps.
    """

    title: str
    extensions: tuple[str, ...]
    read: Reader
    binary: bool = False


def _read_mermaid(_file: Source, text: str, _wishes: Wishes) -> list[DraftMap]:
    source.check_text(text, "mermaid")
    return mermaid.read_mermaid(text)


def _read_csv(file: Source, text: str, wishes: Wishes) -> list[DraftMap]:
    return read_document(csv_file.read_csv(text, file.extension), file.stem, wishes.stages)


def _read_sheets(file: Source, _text: str, wishes: Wishes) -> list[DraftMap]:
    return read_document(sheets.read_workbook(file.data), file.stem, wishes.stages)


def _read_markdown(file: Source, text: str, wishes: Wishes) -> list[DraftMap]:
    try:
        return read_document(markdown.read_markdown(text), file.stem, wishes.stages)
    except ImportRefused:
        outline = indented.read_indented(text)
        if outline is None:
            raise
        return read_document(outline, file.stem, wishes.stages)


def _read_html(file: Source, text: str, wishes: Wishes) -> list[DraftMap]:
    return read_document(html.read_html(text), file.stem, wishes.stages)


def _read_json(_file: Source, text: str, _wishes: Wishes) -> list[DraftMap]:
    return journeys.read_journeys([tree.load_json(text)])


def _read_yaml(_file: Source, text: str, _wishes: Wishes) -> list[DraftMap]:
    return journeys.read_journeys(tree.load_yaml(text))


IMPORTERS: dict[str, Importer] = {
    "mermaid": Importer(N_("Mermaid journey"), ("mmd", "mermaid", "journey"), _read_mermaid),
    "csv": Importer(N_("Table as text (CSV, TSV)"), ("csv", "tsv", "tab"), _read_csv),
    "sheets": Importer(
        N_("Workbook (XLSX, XLS, ODS)"), ("xlsx", "xlsm", "xlsb", "xls", "ods"), _read_sheets, True
    ),
    "markdown": Importer(N_("Markdown"), ("md", "markdown", "mkd", "mdx", "txt"), _read_markdown),
    "html": Importer(N_("Web page or table (HTML)"), ("html", "htm", "xhtml"), _read_html),
    "json": Importer(N_("Journey as JSON"), ("json", "jsonl"), _read_json),
    "yaml": Importer(N_("Journey as YAML"), ("yaml", "yml"), _read_yaml),
}
"""Format name → importer."""

ALIASES = {"md": "markdown", "mmd": "mermaid", "tsv": "csv", "yml": "yaml", "htm": "html"} | dict.fromkeys(
    IMPORTERS["sheets"].extensions, "sheets"
)
"""Other names that people give to formats."""

_LIST_LINE = re.compile(r"^[ \t]*(?:\d{1,3}[.)]|[-*+])[ \t]+\S", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~|:::)[ \t]*\{?(?:mermaid|journey)", re.MULTILINE | re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype html|html|table|body|ol|ul|h[1-6]|pre|google-sheets-html-origin)\b", re.IGNORECASE
)
_YAML = re.compile(r"^(?:---[ \t]*\n)?(?:[\w-]+[ \t]*:(?:\s|$)|- [\w-]+[ \t]*:)")
_JSON = re.compile(r"^[\[{]\s*(?:[\[{]\s*)?(?:[\"\]}]|[\d-])")
_OWN = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"cjmdesk"')
MAX_ITEMS = 20_000
"""Cards and points of all maps together."""


def import_file(
    what: Source | str | Path | Sequence[Source | str | Path],
    *,
    format: str | None = None,
    stages: str | None = None,
    encoding: str | None = None,
    language: str | None = None,
) -> Imported:
    """A project from one or several foreign files; each becomes one map or more.

    what: paths, or `Source` where the bytes come from elsewhere (clipboard, standard input).
    format: a key of IMPORTERS or of ALIASES. stages: `rows` or `columns`. encoding: a name that
    Python knows. language: of the maps, a tag such as `pl`. Whatever is None is found out.
    Raises ImportRefused with one sentence, and the name of the file, when one cannot be read.
    """
    wishes = _checked(Wishes(format, stages, encoding, language))
    parts = [what] if isinstance(what, Source | str | Path) else list(what)
    files = [part if isinstance(part, Source) else source.read(Path(part)) for part in parts]
    if not files:
        raise ImportRefused(_("there is nothing to import"))
    if len(files) == 1 and is_own(files[0].data):
        return _own(files[0])
    drafts: list[DraftMap] = []
    notes: list[Note] = []
    for file in files:
        try:
            made, said = _read(file, wishes)
        except ImportRefused as refused:
            refused.source = refused.source or file.name
            raise
        drafts += made
        said += [note for one in made for note in one.notes]
        notes += dict.fromkeys(Note(note.kind, note.text, file.name) for note in said)
    title = drafts[0].title if len(drafts) == 1 else files[0].stem
    return Imported(build(drafts, title, wishes.language), tuple(notes))


def is_own(head: bytes) -> bool:
    """Whether a file that begins so is a project of this program."""
    return _OWN.match(head[:400]) is not None


def _own(file: Source) -> Imported:
    """A project of this program, under whatever name it comes, as it is."""
    from cjmdesk.storage.errors import StorageError
    from cjmdesk.storage.project_file import loads

    try:
        loaded = loads(file.data, file.name)
    except StorageError as error:
        raise ImportRefused(
            _("is a project of this program, but damaged: {reason}").format(reason=error.reason), file.name
        ) from error
    notes = [Note("understood", _("A project of this program, taken over as it is."), file.name)]
    notes += [Note("guessed", str(note), file.name) for note in (*loaded.repairs, *loaded.warnings)]
    return Imported(loaded.project, tuple(notes))


def _checked(wishes: Wishes) -> Wishes:
    """The wishes, with the format's proper name. Raises ImportRefused for unknown ones."""
    name = (wishes.format or "").lower()
    name = ALIASES.get(name, name)
    if name and name not in IMPORTERS:
        raise ImportRefused(
            _("no format is called “{name}”; there are {names}").format(
                name=wishes.format, names=", ".join(IMPORTERS)
            )
        )
    if wishes.stages not in (None, "rows", "columns"):
        raise ImportRefused(
            _("stages are in “rows” or in “columns”, not in “{name}”").format(name=wishes.stages)
        )
    if wishes.language is not None and not re.fullmatch(
        r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", wishes.language
    ):
        raise ImportRefused(
            _("“{name}” is no language; write a tag such as “pl” or “zh-TW”").format(name=wishes.language)
        )
    return Wishes(name or None, wishes.stages, wishes.encoding, wishes.language)


def _read(file: Source, wishes: Wishes) -> tuple[list[DraftMap], list[Note]]:
    """The maps of one file, all with a title, and what is to be said about the file itself."""
    source.check_bytes(file)
    if is_own(file.data):
        raise ImportRefused(
            _("is a project of this program already; open it, it is not imported beside others")
        )
    notes: list[Note] = []
    text = ""
    name = wishes.format or _binary_format(file)
    if not (name and IMPORTERS[name].binary):
        decoded = decode(file.data, wishes.encoding)
        notes += _encoding_notes(decoded)
        text = decoded.text
        if not text.strip():
            raise ImportRefused(_("is empty; export it again from where it came"))
        name = name or detect(file, text)
    drafts = IMPORTERS[name].read(file, text, wishes)
    items = sum(
        len(cell.cards) + len(cell.points)
        for one in drafts
        for lane in one.lanes
        for cell in lane.cells.values()
    )
    if items > MAX_ITEMS:
        raise ImportRefused(
            _("holds {count} cards, far more than a map; import only a part").format(count=items)
        )
    for number, draft in enumerate(drafts, 1):
        if not draft.title:
            draft.title = file.stem if len(drafts) == 1 else f"{file.stem} {number}"
    return drafts, notes


def _encoding_notes(decoded: Decoded) -> list[Note]:
    notes = []
    if decoded.guessed:
        notes.append(
            Note(
                "guessed",
                _(
                    "The text was read as {encoding}; if letters look wrong, save it as UTF-8, or use"
                    " cjmdesk import with --encoding."
                ).format(encoding=decoded.encoding),
            )
        )
    if decoded.mended:
        text = ngettext(
            "{count} broken letter was replaced by �.",
            "{count} broken letters were replaced by �.",
            decoded.mended,
        )
        notes.append(Note("guessed", text.format(count=decoded.mended)))
    return notes


def _binary_format(file: Source) -> str | None:
    """`sheets` for packed or old workbooks, by their first bytes. Raises for other known files."""
    head = file.data[:8]
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "sheets"
    for mark, kind in (
        (b"%PDF", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"{\\rtf", "RTF"),
    ):
        if head.startswith(mark):
            raise ImportRefused(
                _("is a {kind} file, which holds no stages and lanes; import a table or a text").format(
                    kind=kind
                )
            )
    return None


def detect(file: Source, text: str) -> str:
    """The format of a text, by what stands in it and then by its extension."""
    start = text.lstrip()[:2000]
    named = [name for name, one in IMPORTERS.items() if file.extension in one.extensions and not one.binary]
    by_name = named[0] if named else None
    if _JSON.match(start) and by_name in (None, "json", "markdown"):
        return "json"
    if by_name in ("mermaid", "html", "json", "yaml"):
        return by_name
    is_page = _HTML.search(start) is not None and not start.startswith(("#", "|"))
    if by_name == "csv":
        return "html" if is_page and start.startswith("<") else "csv"
    return _by_content(text, start, is_page, file.extension) or by_name or "markdown"


def _by_content(text: str, start: str, is_page: bool, extension: str) -> str | None:
    """The format of a text whose extension tells little (clipboard, standard input, `.txt`, `.md`)."""
    if _FENCE.search(text):
        return "markdown"
    if is_page and extension not in ("md", "markdown"):
        return "html"
    if mermaid.is_journey(text) and not _LIST_LINE.search(text.split("journey", maxsplit=1)[0]):
        return "mermaid"
    if extension in ("md", "markdown", "mkd", "mdx"):
        return "markdown"
    return _by_shape(text, start)


def _by_shape(text: str, start: str) -> str | None:
    lines = [line for line in text[:100_000].split("\n")[:2000] if line.strip()]
    if any(markdown.RULE.match(line) for line in lines) or start.startswith(("# ", "## ")):
        return "markdown"
    for delimiter in ("\t", "|", ";", ","):
        parted = sum(delimiter in line for line in lines[:60])
        if (
            len(lines) >= 2
            and all(delimiter in line for line in lines[:2])
            and parted > 0.6 * len(lines[:60])
        ):
            return "csv"
    if _YAML.match(start) and not _LIST_LINE.match(start):
        return "yaml"
    return "markdown" if _LIST_LINE.search(text) else None
