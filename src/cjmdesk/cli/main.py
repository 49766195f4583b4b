"""The table of verbs, and what is common to running any of them.

A verb is a module with `add_arguments(parser)` and `run(options) -> int`. It is imported when it is
used, so that no verb pays for another.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from msgspec import Struct

from cjmdesk._version import __version__
from cjmdesk.cli.failure import BAD_INPUT, DEVICE_REFUSED, DONE, STOPPED, WRONG_USE, Failure
from cjmdesk.cli.stopping import asked_to_stop, listen
from cjmdesk.i18n import N_, _, use_language
from cjmdesk.storage.errors import StorageError, shown_path, system_words


class Verb(Struct, frozen=True):
    """module: its name inside `cjmdesk.cli`. help: one line, translated when shown; empty for a verb
    that the program calls itself."""

    module: str
    help: str


class VerbModule(Protocol):
    """What the module of a verb offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verb's options."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; the exit code. Raises Failure, StorageError or OSError."""


VERBS: Mapping[str, Verb] = {
    "templates": Verb("templates", N_("list the templates")),
    "new": Verb("new", N_("make a project from a template")),
    "import": Verb("import_", N_("make a project from other programs’ files")),
    "numbers": Verb("numbers", N_("put figures from a table onto a map, matched by name")),
    "info": Verb("info", N_("say what is inside a project")),
    "check": Verb("check", N_("say what is missing from a map")),
    "export": Verb("export", N_("write a poster or another file")),
    "diff": Verb("diff", N_("list every difference of two projects")),
    "merge": Verb("merge", N_("merge two changed copies of a project")),
    "recover": Verb("recover", N_("bring back what a crash left unsaved")),
    "validate": Verb("validate", N_("open projects and report what is wrong with them")),
    "convert": Verb("convert", N_("load a project, bring it to today’s form and save it")),
    "schema": Verb("schema", N_("print the JSON Schema of the project file")),
    "selftest": Verb("selftest", N_("check an installed program")),
    "lay-out": Verb("laying", ""),
    "printers": Verb("printers", ""),
    "print-pages": Verb("spooling", ""),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb or option that `arguments` (None: of the process) begin with; its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in VERBS:
        return run_verb(words[0], words[1:])
    return _guarded(lambda: _without_verb(words))


def _without_verb(words: Sequence[str]) -> int:
    if not words or words[0] in ("--help", "-h"):
        sys.stdout.write(help_text() + "\n")
        return DONE if words else WRONG_USE
    if words[0].startswith("-"):
        return run_option(words[0])
    raise Failure(_no_verb(words[0]), WRONG_USE)


def help_text() -> str:
    """What `--help` prints."""
    rows = [f"  {name:<10} {_(verb.help)}" for name, verb in VERBS.items() if verb.help]
    return "\n".join(
        (
            _("usage: cjmdesk [FILE…]            open the window"),
            _("       cjmdesk VERB [OPTIONS]     work without a window; VERB --help tells more"),
            "",
            *rows,
            "",
            _("  --version     print the version"),
            _("  --register    add the program and its files to your desktop; --unregister takes them away"),
        )
    )


def _no_verb(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, [name for name, verb in VERBS.items() if verb.help], 1)
    if close:
        text = _("“{word}” is no verb and no file; did you mean “{guess}”?")
        return text.format(word=shown_path(word), guess=close[0])
    return _("“{word}” is no verb and no file; see cjmdesk --help").format(word=shown_path(word))


def run_option(word: str) -> int:
    """Run `--version`, `--register` or `--unregister`. Raises Failure for another option, OSError."""
    if word == "--version":
        sys.stdout.write(f"cjmdesk {__version__}\n")
        return DONE
    if word not in ("--register", "--unregister"):
        text = _("unknown option {word}; see cjmdesk --help").format(word=shown_path(word))
        raise Failure(text, WRONG_USE)
    module = import_module("cjmdesk.cli.register")
    action = module.register if word == "--register" else module.unregister
    return int(action())


def run_verb(name: str, words: Sequence[str]) -> int:
    """Run the verb `name` with the arguments `words`; its exit code. Prints one line for each fault."""
    return _guarded(lambda: _parse_and_run(name, words))


def _parse_and_run(name: str, words: Sequence[str]) -> int:
    from cjmdesk.cli.parser import Parser

    module = cast(VerbModule, import_module(f"cjmdesk.cli.{VERBS[name].module}"))
    parser = Parser(f"cjmdesk {name}", _(VERBS[name].help))
    module.add_arguments(parser)
    try:
        options = parser.parse_args(list(words))
    except SystemExit as stop:  # after --help
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    return module.run(options)


def _guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`; whatever goes wrong in it is one line on standard error."""
    use_language("")
    _prepare()
    code = DEVICE_REFUSED
    try:
        code = work()
        sys.stdout.flush()
    except Failure as failure:
        code = _complain(str(failure), failure.code)
    except StorageError as error:
        code = _complain(str(error), DEVICE_REFUSED if error.cause == "device" else BAD_INPUT)
    except KeyboardInterrupt:
        code = _complain(_("stopped"), STOPPED)
    except BrokenPipeError:
        # The reader has seen enough; without this, Python complains once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except MemoryError:
        code = _complain(_("there is not enough memory for this"), DEVICE_REFUSED)
    except OSError as error:
        code = _complain(_os_words(error), DEVICE_REFUSED)
    except Exception as error:  # the last net: one line, never a traceback
        if asked_to_stop():
            return _complain(_("stopped"), STOPPED)
        if os.environ.get("CJMDESK_DEBUG"):
            raise
        text = _("a fault of the program: {kind}: {words}; please report it")
        words = " ".join(str(error).split())[:300]
        code = _complain(text.format(kind=type(error).__name__, words=words), BAD_INPUT)
    finally:
        asked_to_stop()
    return code


def _os_words(error: OSError) -> str:
    if error.filename is None:
        return system_words(error)
    name = error.filename if isinstance(error.filename, str | bytes | os.PathLike) else str(error.filename)
    return _("{file}: {problem}").format(file=shown_path(os.fsdecode(name)), problem=system_words(error))


def _complain(text: str, code: int) -> int:
    with suppress(OSError):  # where even that cannot be said, the exit code still is
        sys.stderr.write(f"cjmdesk: {text}\n")
    return code


def _prepare() -> None:
    """Before any Qt: no display is needed; what is printed can always be printed.

    A closed stream, or the missing one of a Windows program without a console, swallows it.
    """
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # What Qt grumbles, such as of a painter that was stopped, is nothing to the user.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is not None:
            if not stream.isatty():
                change(encoding="utf-8")
            change(errors="backslashreplace")
    listen()
