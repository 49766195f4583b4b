"""`selftest`: an installed program checks itself, without a display and without the user's files.

Every template is made, saved, read back and laid out; every sample is exported in every format;
the window is opened offscreen by a second process. One row is printed for each check.
"""

import argparse
import contextlib
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from cjmdesk._version import __version__
from cjmdesk.cli.failure import BAD_INPUT, DONE, STOPPED
from cjmdesk.i18n import LANGUAGES, _, ngettext, translator

EXPORTS = {
    "pdf": b"%PDF-",
    "svg": b"<",
    "png": b"\x89PNG",
    "csv": b"",
    "md": b"",
    "mmd": b"",
    "json": b"{",
}
"""Extension → how such a file begins; empty where that depends on the map."""

SCRIPTS = {
    "Latin": "Zażółć gęślą jaźń",
    "Cyrillic": "Съешь ещё булок",
    "Arabic": "رحلة العميل",
    "Hebrew": "מסע הלקוח",
    "Thai": "การเดินทางของลูกค้า",
    "Devanagari": "ग्राहक यात्रा",
    "Chinese": "客户旅程",
    "Japanese": "カスタマージャーニー",
    "emoji": "🙂☹️🚲",
}
FROM_THE_SYSTEM = ("Chinese", "Japanese")
"""Scripts whose fonts are not shipped: without one a row says so, and nothing has failed."""

WINDOW_SECONDS = 60

Check = tuple[str, Callable[[], str]]
"""A row's name, and what to do: returns a remark or raises what went wrong."""


class CheckError(Exception):
    """A check failed; the sentence says how."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--no-window` leaves the window out."""
    parser.add_argument("--no-window", action="store_true", help=_("do not open the window"))


def run(options: argparse.Namespace) -> int:
    """Print one row for each check; 1 if any failed."""
    print(f"cjmdesk {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="cjmdesk-selftest-") as folder:
        for name, check in _checks(Path(folder), window=not options.no_window):
            failed += not _row(name, check)
    if failed:
        text = ngettext("{count} check failed", "{count} checks failed", failed)
        print(text.format(count=failed))
    else:
        print(_("everything works"))
    return BAD_INPUT if failed else DONE


def _row(name: str, check: Callable[[], str]) -> bool:
    start = time.perf_counter()
    try:
        remark, good = check(), True
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this row's result
        remark, good = f"{type(error).__name__}: {error}", False
    mark = "ok  " if good else "FAIL"
    print(f"{mark}  {name:<44} {time.perf_counter() - start:6.2f} s  {remark}".rstrip(), flush=True)
    return good


def _checks(folder: Path, *, window: bool) -> Iterator[Check]:
    from cjmdesk.formats.templates import list_samples, list_templates, sample, template_languages

    yield "shipped files", _shipped_files
    for language in LANGUAGES:
        if language != "en":
            yield f"words in {language}", partial(_words, language)
    for script, text in SCRIPTS.items():
        yield f"letters: {script}", partial(_letters, script, text)
    for template in list_templates("en"):
        for language in template_languages(template.id):
            yield f"template {template.id} ({language})", partial(_template, template.id, language)
    for one in list_samples("en"):
        for language in one.languages:
            path = sample(one.id, language).path
            for extension in EXPORTS:
                target = folder / f"{one.id}-{language}.{extension}"
                yield f"sample {one.id} ({language}) to {extension}", partial(_export, path, target)
    if window:
        yield "window", partial(_window, list_samples("en")[0].path, folder)


def _shipped_files() -> str:
    """The folders of a whole installation, and that the icons can be read."""
    import json

    from cjmdesk import shipped

    for name in ("fonts", "icons", "themes", "templates", "samples", "desktop"):
        if not any(shipped.path(name).iterdir()):
            raise CheckError(f"{shipped.path(name)} is empty")
    icons = json.loads(shipped.path("icons", "icons.json").read_text("utf-8"))
    return f"{len(icons)} icons"


def _words(language: str) -> str:
    """A word that every catalogue translates."""
    word = translator(language).gettext("Touchpoints")
    if word == "Touchpoints":
        raise CheckError("the catalogue is missing or was not compiled")
    return word


def _letters(script: str, text: str) -> str:
    from cjmdesk.text.engine import REGULAR
    from cjmdesk.text.qt import text_engine

    engine = text_engine()
    missing = engine.missing(engine.wrap(text, REGULAR, 1000.0))
    if not missing:
        return ""
    if script in FROM_THE_SYSTEM:
        return "this system has no font for it; packages such as fonts-noto-cjk bring one"
    raise CheckError(f"no glyph for {missing}")


def _template(template: str, language: str) -> str:
    """Made, saved, read back the same, and laid out as a poster."""
    from cjmdesk.formats.templates import make_project
    from cjmdesk.posters.options import PosterOptions
    from cjmdesk.posters.poster import lay_out_poster
    from cjmdesk.storage.project_file import dumps, loads
    from cjmdesk.text.qt import text_engine

    project = make_project(template, language)
    if loads(dumps(project)).project != project:
        raise CheckError("the project differs after it was saved and read")
    for one in project.maps:
        lay_out_poster(project, one, PosterOptions(paper="A2"), text_engine())
    return ""


def _export(source: Path, target: Path) -> str:
    """By the verb itself, on a small paper."""
    from cjmdesk.cli.main import run_verb

    words = [str(source), "-o", str(target)]
    if target.suffix in (".pdf", ".svg", ".png"):
        words += ["--paper", "A3"]
    if target.suffix == ".png":
        words += ["--dpi", "72"]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run_verb("export", words)
    if code == STOPPED:
        raise KeyboardInterrupt
    if code != DONE:
        raise CheckError(said.getvalue().strip() or f"exit code {code}")
    data = target.read_bytes()
    if not data or not data.startswith(EXPORTS[target.suffix[1:]]):
        raise CheckError("the file does not begin as one of its format")
    return f"{len(data) // 1024 + 1} KB"


def _window(project: Path, folder: Path) -> str:
    """The program opens the project offscreen in a process of its own, and saves what it shows."""
    picture = folder / "window.png"
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "cjmdesk"]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "CJMDESK_HOME": str(folder / "home"),
        "CJMDESK_PICTURE": str(picture),
    }
    done = subprocess.run(
        [*program, str(project)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=WINDOW_SECONDS,
        check=False,
    )
    if done.returncode != 0 or not picture.is_file():
        words = done.stderr.strip().splitlines()
        raise CheckError(words[-1] if words else f"it ended with {done.returncode} and showed nothing")
    return f"{picture.stat().st_size // 1024} KB of picture"
