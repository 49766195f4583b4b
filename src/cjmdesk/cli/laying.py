"""`lay-out`: the child process of a print dialog. Not for people.

Reads requests on standard input, one JSON object a line, and answers on standard output in the same
way. The pages themselves go into a file that the request names. Only the last request counts: while
one is worked on, a newer one ends it. It ends with its input, so that no child outlives its window.
"""

import argparse
import gc
import io
import json
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from cjmdesk.cli.failure import DONE, Failure
from cjmdesk.i18n import _

if TYPE_CHECKING:
    from cjmdesk.layout.pages import Page
    from cjmdesk.model.project import Picture, Project
    from cjmdesk.posters.choices import PrintChoices


class _Superseded(Exception):  # noqa: N818 - nothing went wrong
    """A newer request came."""


class _Inbox(threading.Thread):
    """The requests as they come; also while one is worked on."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="inbox")
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def run(self) -> None:
        for line in sys.stdin:
            self._queue.put(line)
        self._queue.put(None)

    def look(self) -> None:
        """Raise _Superseded if there is a newer request, or an end of them."""
        if not self._queue.empty():
            raise _Superseded

    def requests(self) -> Iterator[dict[str, Any]]:
        """The newest request, again and again until there are no more."""
        while True:
            line = self._queue.get()
            while line is not None and not self._queue.empty():
                line = self._queue.get()
            if line is None:
                return
            yield json.loads(line)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: all is in the requests."""


def run(options: argparse.Namespace) -> int:
    """0 at the end of the requests."""
    inbox = _Inbox()
    inbox.start()
    worker = _Worker(inbox)
    gc.freeze()
    gc.enable()  # a verb is over in a second and needs none; this one stays
    for request in inbox.requests():
        _say(request, "begun")
        try:
            worker.answer(request)
        except _Superseded:
            continue
    return DONE


def _say(request: dict[str, Any], state: str, **more: Any) -> None:
    sys.stdout.write(json.dumps({"number": request["number"], "state": state, **more}) + "\n")
    sys.stdout.flush()


class _Sink(io.BytesIO):
    """A file that only its length is wanted of."""

    def __init__(self, inbox: _Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    def write(self, data: Any) -> int:
        self._inbox.look()
        return super().write(data)


class _Worker:
    """Lays out what is asked for, and remembers the last of it."""

    def __init__(self, inbox: _Inbox) -> None:
        from cjmdesk.text.qt import text_engine

        self._inbox = inbox
        self._engine = text_engine()
        self._engine.before_wrap = inbox.look
        self._source, self._project = "", None  # type: str, Project | None
        self._pages: list[Page] = []
        self._ink = "colour"
        self._others: dict[str, PrintChoices] = {}
        self._grey: dict[str, Picture] | None = None

    def answer(self, request: dict[str, Any]) -> None:
        """Do what a request asks for; raises _Superseded."""
        from cjmdesk.paint.errors import PaintError
        from cjmdesk.posters.papers import PaperError
        from cjmdesk.storage.errors import StorageError

        try:
            if request["do"] == "size":
                _say(request, "sized", size=self._size())
            else:
                self._lay_out(request)
        except (PaperError, PaintError, Failure, StorageError) as error:
            _say(request, "refused", text=str(error))
        except MemoryError:
            _say(request, "refused", text=_("there is not enough memory for this"))

    def _lay_out(self, request: dict[str, Any]) -> None:
        from cjmdesk.posters.handing import hand_over, laid_of
        from cjmdesk.posters.kinds import print_maps

        self._pages = []
        project = self._read(request["source"])
        one = next(each for each in project.maps if each.id == request["map"])
        maps = project.maps if request.get("all") else (one,)
        choices = self._with_other(project, choices_from(request["choices"]))
        printed = print_maps(project, maps, choices, self._engine)
        ink = choices.ink_for(one)
        pictures = self._greyed() if ink in ("grey", "line") else None
        with Path(request["result"]).open("wb") as stream:
            together = {each.id: its for each, its in zip(maps, printed, strict=True)}
            laid = replace(laid_of(together[one.id], together), pictures=pictures)
            hand_over(laid, stream)
        self._pages, self._ink = [page.page for page in laid.pages], ink
        _say(request, "laid", pages=len(laid.pages))

    def _with_other(self, project: "Project", choices: "PrintChoices") -> "PrintChoices":
        """With the project of the file that is compared with, read once."""
        from cjmdesk.cli.reading import with_other_file

        known = self._others.get(choices.against)
        if known is not None:
            return replace(choices, against=known.against, others=known.others)
        found = with_other_file(project, choices)
        if found.others is not None:
            self._others[choices.against] = found
        return found

    def _greyed(self) -> "dict[str, Picture]":
        from cjmdesk.pictures.qt import without_colour

        if self._project is not None and self._grey is None:
            self._grey = {key: without_colour(one) for key, one in self._project.pictures.items()}
        return self._grey or {}

    def _size(self) -> int:
        """Bytes of the PDF of what was laid out last."""
        from cjmdesk.paint.pdf import write_pdf

        if self._project is None or not self._pages:
            return 0
        sink = _Sink(self._inbox)
        write_pdf(
            self._pages,
            sink,
            self._engine,
            self._project.pictures,
            ink=self._ink,
            told=lambda _done: self._inbox.look(),
        )
        return len(sink.getbuffer())

    def _read(self, source: str) -> "Project":
        from cjmdesk.storage.project_file import load

        if self._project is None or source != self._source:
            self._source, self._project = source, load(Path(source)).project
        return self._project


def choices_from(told: dict[str, Any]) -> "PrintChoices":
    """The choices of a request: the fields of PrintChoices, dates as ISO has them."""
    import datetime

    from cjmdesk.posters.choices import PrintChoices

    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }
    if values.get("date"):
        values["date"] = datetime.date.fromisoformat(values["date"])
    return PrintChoices(**values)
