"""Keeps the catalogues of the window's and the posters' words in step with the source.

    python scripts/messages.py           extract, update every .po, compile every .mo
    python scripts/messages.py --check   change nothing; fail on anything unfinished

The source marks words with `_`, `N_` and `ngettext`, and with `.gettext` and `.ngettext` of a
translator. A new language is a folder of `resources/locale` with an empty .po in it.
"""

import argparse
import ast
import datetime
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "cjmdesk.pot"

KEYWORDS = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2}
"""Function or method name → how many of its first arguments are texts."""

STAMP = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""Written into every header: real dates would make each run a difference to commit."""

_WRITER = re.compile(rb'^"Generated-By: .*\n', re.MULTILINE)
_PERCENT = re.compile(r"%(?:\(\w+\))?[#0\-+]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa%]")


def trees(source: Path = SOURCE) -> Iterator[tuple[str, ast.AST]]:
    """The name and syntax tree of every file below `source`."""
    for path in sorted(source.rglob("*.py")):
        name = f"src/{path.relative_to(source).as_posix()}"
        yield name, ast.parse(path.read_text(encoding="utf-8"), name)


def extract(source: Path = SOURCE) -> Catalog:
    """Every text that the files below `source` mark, in order of file and place.

    The syntax tree is read, not the tokens, so that marks inside f-strings are found too.
    """
    catalogue = _empty_catalogue()
    for name, tree in trees(source):
        for message in marked(tree):
            catalogue.add(message, locations=[(name, 0)])
    return catalogue


def marked(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    """The texts that a syntax tree marks, in the order they stand in; a pair is one with a plural."""
    for _line, name, arguments in _marks(tree):
        words = [each.value if isinstance(each, ast.Constant) else None for each in arguments]
        texts = [word for word in words if isinstance(word, str) and word]
        if texts and len(texts) == KEYWORDS[name]:
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def put_together(tree: ast.AST) -> Iterator[int]:
    """The lines in which a text is marked that only exists when the program runs."""
    for line, _name, arguments in _marks(tree):
        if any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in arguments):
            yield line


def _marks(tree: ast.AST) -> Iterator[tuple[int, str, list[ast.expr]]]:
    """Line, function and texts of every mark, in the order they stand in."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name: str = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
        if name in KEYWORDS:
            yield call.lineno, name, call.args[: KEYWORDS[name]]


def _empty_catalogue(language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        domain="cjmdesk",
        project="cjmdesk",
        version="1",
        copyright_holder="the cjmdesk authors",
        msgid_bugs_address="the issues of the project",
        last_translator="the cjmdesk authors",
        language_team=language,
        creation_date=STAMP,
        revision_date=STAMP,
        fuzzy=False,
        header_comment="# Words of cjmdesk. Made by scripts/messages.py; translate the .po files.",
    )


def catalogue_paths(folder: Path = LOCALE) -> dict[str, Path]:
    """Language → its .po, for every language that `folder` holds."""
    return {path.parts[-3]: path for path in sorted(folder.glob("*/LC_MESSAGES/cjmdesk.po"))}


def read(path: Path, language: str | None = None) -> Catalog:
    """The catalogue in a .po or .pot file; an empty one where the file is empty."""
    with path.open("rb") as stream:
        return read_po(stream, locale=language, domain="cjmdesk")


def write(path: Path, catalogue: Catalog) -> None:
    """Write `catalogue` without dates of the day, line numbers or texts that nobody uses.

    Nor is it said which Babel wrote it: the same words give the same file.
    """
    catalogue.creation_date = catalogue.revision_date = STAMP
    written = io.BytesIO()
    write_po(written, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_WRITER.sub(b"", written.getvalue(), count=1))


def updated(old: Catalog, wanted: Catalog, language: str) -> Catalog:
    """`wanted` with the translations that `old` has for the same texts, and its rule for plurals."""
    result = _empty_catalogue(language)
    result.mime_headers = [("Plural-Forms", old.plural_forms)]  # type: ignore[assignment]
    for message in wanted:
        if not message.id:
            continue
        known = old.get(_key(message))
        fits = known is not None and isinstance(known.string, str) is isinstance(message.id, str)
        result.add(
            message.id,
            known.string if known is not None and fits else None,
            locations=message.locations,
            flags=known.flags if known is not None and fits else (),
            user_comments=known.user_comments if known is not None else (),
        )
    return result


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def problems(catalogue: Catalog, wanted: Catalog) -> Iterator[str]:
    """What keeps `catalogue` from being a finished translation of `wanted`, a line for each."""
    for message in wanted:
        if not message.id:
            continue
        known = catalogue.get(_key(message))
        if known is None:
            yield f"missing: {_key(message)!r}"
        elif known.id != message.id:
            yield f"another plural in the source: {_key(message)!r}"
        elif known.fuzzy:
            yield f"fuzzy: {_key(message)!r}"
        else:
            yield from _problems_of_one(known, catalogue.num_plurals)
    for message in catalogue:
        if message.id and wanted.get(_key(message)) is None:
            yield f"no longer in the source: {_key(message)!r}"


def _problems_of_one(message: Message, plurals: int) -> Iterator[str]:
    originals = [message.id] if isinstance(message.id, str) else list(message.id)
    translation = message.string or ""
    strings = [translation] if isinstance(translation, str) else list(translation)
    key = originals[0]
    if not isinstance(message.id, str) and len(strings) != plurals:
        yield f"{len(strings)} plural forms instead of {plurals}: {key!r}"
    if not all(strings):
        yield f"not translated: {key!r}"
        return
    allowed = [placeholders(text) for text in originals]
    for text in strings:
        names = placeholders(text)
        # The form for one may leave its number out ("a card"), in any language.
        fits = names == allowed[-1] or (len(allowed) > 1 and names in allowed)
        if not fits:
            yield f"placeholders differ: {key!r} → {text!r}"
        if _edges(text) != _edges(key):
            yield f"spaces, line breaks or an ellipsis differ at the ends: {key!r} → {text!r}"


def placeholders(text: str) -> list[str]:
    """What the program fills in: `{name}` and `%(name)s`, sorted; their order is the language's."""
    try:
        braces = [
            "{" + name + (f":{form}" if form else "") + "}"
            for _text, name, form, _conversion in string.Formatter().parse(text)
            if name is not None
        ]
    except ValueError:
        braces = [text]
    percents: list[str] = _PERCENT.findall(text)
    return sorted(braces + percents)


def _edges(text: str) -> tuple[str, str, bool]:
    return (
        text[: len(text) - len(text.lstrip())],
        text[len(text.rstrip()) :],
        text.rstrip().endswith("…"),
    )


def check() -> list[str]:
    """Everything unfinished, a line each with the file it stands in; empty when all is well."""
    wanted = extract()
    found = [
        f"{name}:{line}: a marked text is put together while the program runs; mark a plain one"
        for name, tree in trees()
        for line in put_together(tree)
    ]
    stored = read(TEMPLATE) if TEMPLATE.is_file() else Catalog()
    if [m.id for m in stored if m.id] != [m.id for m in wanted if m.id]:
        found.append(f"{TEMPLATE.relative_to(ROOT)}: out of date, run make messages")
    for language, path in catalogue_paths().items():
        name = path.relative_to(ROOT)
        found += [f"{name}: {line}" for line in problems(read(path, language), wanted)]
    return found


def update() -> None:
    """Extract, bring every catalogue up to date and compile it."""
    wanted = extract()
    write(TEMPLATE, wanted)
    for language, path in catalogue_paths().items():
        write(path, updated(read(path, language), wanted, language))
    sys.path.insert(0, str(ROOT))
    from hatch_build import compile_catalogues

    compile_catalogues(LOCALE)


def main() -> int:
    """The command; 1 where something is unfinished."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing, fail on unfinished texts")
    if not parser.parse_args().check:
        update()
    unfinished = check()
    for line in unfinished:
        print(line)
    texts = sum(1 for message in extract() if message.id)
    print(f"{texts} texts in {len(catalogue_paths()) + 1} languages, {len(unfinished)} unfinished")
    return 1 if unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
