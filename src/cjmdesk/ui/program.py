"""The running program: its windows, its theme and language, and what it remembers."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from cjmdesk import i18n
from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.focusring import FocusRings
from cjmdesk.ui.qtwords import QtWords
from cjmdesk.ui.remembered import Remembered, Sides
from cjmdesk.ui.start.offers import Offer, RecentFile, StartContent, StartDoors
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from cjmdesk.model.project import Project
    from cjmdesk.storage.locks import Owner
    from cjmdesk.ui.ahead import AheadMaker
    from cjmdesk.ui.holding import Held
    from cjmdesk.ui.opening import Opened
    from cjmdesk.ui.recovering import Recovery


MOST_AT_ONCE = 12
"""Files opened by one gesture, each in a window: a folder dropped by mistake fills no screen."""


class Program(QObject):
    """One for each process; windows are handed it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.remembered = Remembered()
        i18n.use_language(self.remembered.language)
        self._qt_words: QtWords | None = None
        self._speak()
        self.theme = Theme(app)
        self.theme.use(self.remembered.theme)
        FocusRings(self, app, self.theme)
        self.windows: list[MainWindow] = []
        self._maker: AheadMaker | None = None
        self.opening = False
        self.ends: int | None = None
        """The exit code with which the system ends the program; None while it runs."""

    def maker(self) -> AheadMaker:
        """Who lays posters out; made when the first one is wanted."""
        if self._maker is None:
            from cjmdesk.ui.ahead import AheadMaker

            self._maker = AheadMaker(self.remembered)
        return self._maker

    @cached_property
    def recovery(self) -> Recovery:
        """What ended programs left unsaved."""
        from cjmdesk.ui.recovering import Recovery

        return Recovery(self)

    # Windows ----------------------------------------------------------------------------------

    def new_window(self) -> MainWindow:
        """A window with the start page."""
        window = MainWindow(self)
        self.windows.append(window)
        window.show()
        return window

    def show_start(self) -> None:
        """The start page: in a window that shows it already, or in a new one."""
        free = next((one for one in self.windows if one.session.project is None), None)
        window = free or self.new_window()
        window.raise_()
        window.activateWindow()

    def open_path(self, path: Path, asker: MainWindow) -> None:
        """Open a file: in `asker` if it has no project yet, else in a window of its own.

        A file that is open already is shown, never opened twice. What goes wrong is told in `asker`.
        """
        self.open_paths([path], asker)

    def open_paths(self, paths: Sequence[Path], asker: MainWindow) -> None:
        """Open several files, each as `open_path` does; at most MOST_AT_ONCE of them."""
        failed = ["" if self.ends else self._open(path.absolute(), asker) for path in paths[:MOST_AT_ONCE]]
        reasons = [reason for reason in failed if reason]
        if reasons:
            asker.files.tell_failed(reasons, [one for one, why in zip(paths, failed, strict=False) if why])
        left = len(paths) - MOST_AT_ONCE
        if left > 0 and not reasons:
            from cjmdesk.ui.infobar import Notice

            text = ngettext(
                "{most} files are opened at once; {count} more was left out.",
                "{most} files are opened at once; {count} more were left out.",
                left,
            )
            asker.tell(Notice(text.format(most=MOST_AT_ONCE, count=left), "warning"))

    def _open(self, path: Path, asker: MainWindow) -> str:
        """Open one file; why it could not be opened, else empty."""
        from cjmdesk.ui.holding import Held
        from cjmdesk.ui.opening import FileError
        from cjmdesk.ui.waiting import Cancelled

        held = Held(path)
        try:
            found = self._read(path, held, asker)
        except FileError as trouble:
            held.release()
            return str(trouble)
        except Cancelled:
            held.release()
            return ""
        if isinstance(found, MainWindow):
            found.raise_()
            found.activateWindow()
            return ""
        owner, opened = found
        if owner is not None and not held.ask(asker, owner):
            return ""
        self._free(asker).files.show(held.opened(opened), held)
        self.remembered.note_file(path)
        self.recent_changed()
        return ""

    def _read(self, path: Path, held: Held, asker: MainWindow) -> MainWindow | tuple[Owner | None, Opened]:
        """The window that has the file already; else who else has it, and the file itself with its first
        poster made ready. Nobody waits here for a disk that does not answer. Raises FileError, Cancelled.
        """
        from cjmdesk.ui.opening import open_file
        from cjmdesk.ui.waiting import Cancelled, give_up, wait_for

        shown = [(one, one.session.path) for one in self.windows if one.session.path is not None]

        def read() -> MainWindow | tuple[Owner | None, Opened]:
            there = next((one for one, other in shown if other == path or _same_file(other, path)), None)
            if there is not None:
                return there
            owner = held.take()
            try:
                found = open_file(path)
                self.maker().prepare(found.project)
                give_up()
            except Cancelled:  # nobody waits any more: it was let go before it was held
                held.release()
                raise
            return owner, found

        handle = asker.windowHandle()
        unseen = handle is None or not handle.isExposed()  # the program starts: show that it does
        self.opening = True
        try:
            return wait_for(read, asker, _("Opening {file}…").format(file=path.name), at_once=unseen)
        except BaseException:
            if unseen and asker.session.project is None:
                asker.start.refresh()
            raise
        finally:
            self.opening = False

    def open_offer(self, asker: MainWindow, offer: Offer) -> None:
        """Start a project from a template or a sample."""
        window = self._free(asker)
        window.files.start_new(offer.load(), f"{offer.title}.cjm")
        one = window.session.map
        if offer.empty and one is not None:
            window.canvas.writing.write(one.stages[0].id)

    def _free(self, asker: MainWindow) -> MainWindow:
        return asker if asker.session.project is None else self.new_window()

    def window_closed(self, window: MainWindow) -> None:
        """Forget a window that is going."""
        if window in self.windows:
            self.windows.remove(window)
            if self.windows:
                # What was set aside as there to stay is looked through again, when the window is gone.
                QTimer.singleShot(0, _tidy)
        window.deleteLater()

    def quit(self) -> None:
        """Close every window; stops at the first that must stay."""
        for window in list(self.windows):
            if not window.close():
                return

    def trouble(self, kind: str) -> None:
        """An unforeseen error: say so where the user looks."""
        from cjmdesk.ui.infobar import Notice

        window = self._app.activeWindow()
        shown = window if isinstance(window, MainWindow) else next(iter(self.windows), None)
        if shown is not None:
            text = _("Something went wrong inside the program ({kind}); it goes on.")
            if shown.session.project is not None:
                text = _(
                    "Something went wrong inside the program ({kind}); your work is still here. Save it."
                )
            shown.tell(
                Notice(
                    text.format(kind=kind),
                    "error",
                    ((_("Save As…"), shown.files.save_as),) if shown.session.project is not None else (),
                )
            )

    # Preferences ------------------------------------------------------------------------------

    def set_language(self, language: str) -> None:
        """Speak another language from now on; empty means the system's."""
        self.remembered.put(language=language)
        i18n.use_language(language)
        self._speak()
        for window in self.windows:
            window.retranslate()

    def set_theme(self, choice: str) -> None:
        """`system`, `light` or `dark`."""
        self.remembered.put(theme=choice)
        self.theme.use(choice)

    def set_paper(self, paper: str, margins: Sides) -> None:
        """The usual paper and the usual margins, for maps that name none of their own."""
        self.remembered.put(paper=paper, margins=list(margins))
        for window in self.windows:
            window.canvas.lay_out()

    def _speak(self) -> None:
        """Qt's own words and formats in the user's language."""
        language = i18n.current_language()
        if self._qt_words is not None:
            self._app.removeTranslator(self._qt_words)
        self._qt_words = QtWords(self)
        if language != "en":
            self._qt_words.read(language)
        self._app.installTranslator(self._qt_words)
        QLocale.setDefault(QLocale(language))

    # The start page ---------------------------------------------------------------------------

    def doors(self, window: MainWindow) -> StartDoors:
        """What the start page of `window` asks for."""
        return StartDoors(
            content=self.start_content,
            open_dialog=lambda: window.files.open_dialog(),  # noqa: PLW0108 - files come after the page
            open_path=lambda path: self.open_path(path, window),
            open_offer=lambda offer: self.open_offer(window, offer),
            forget=self.forget_recent,
            choose=lambda: window.actions_["new"].trigger(),  # noqa: PLW0108 - actions come after the page
            rename=lambda offer: self._manage(window, offer, rename=True),
            delete=lambda offer: self._manage(window, offer, rename=False),
            picture=self._picture,
        )

    def start_content(self) -> StartContent:
        """Templates, samples and recent files, in the user's language."""
        from cjmdesk.formats.starting import EMPTY, begun, own_starts, shipped_starts
        from cjmdesk.formats.templates import list_samples
        from cjmdesk.layout.titles import MAP_TYPES

        language = i18n.current_language()
        groups: dict[str, list[Offer]] = {"own": [], "trades": [], "types": []}
        for start in (*shipped_starts(language), *own_starts()):
            kind = _(MAP_TYPES[start.type]) if start.type in MAP_TYPES else ""
            load, empty = partial(begun, start, language), start.group == "types" and start.id == EMPTY
            offer = Offer(start.title, kind, start.suits, load, empty, start.path, start.icon)
            groups[start.group].append(offer)
        samples = tuple(
            Offer(
                info.title,
                " · ".join(dict.fromkeys(_(MAP_TYPES[kind]) for kind in info.types)),
                info.about,
                partial(_sample, info.path),
            )
            for info in list_samples(language)
        )
        recent = tuple(RecentFile(path, path.name, missing) for path, missing in self.remembered.recent())
        own, trades, types = (tuple(groups[name]) for name in ("own", "trades", "types"))
        return StartContent(own, trades, types, samples, recent)

    def _manage(self, window: MainWindow, offer: Offer, *, rename: bool) -> None:
        """Rename or delete a template of the user's own."""
        from cjmdesk.ui.owntemplates import ask_delete, ask_rename

        ask = ask_rename if rename else ask_delete
        if offer.own is not None and ask(window, offer.own, offer.title):
            self.recent_changed()

    def recent_changed(self) -> None:
        """Another file was opened or saved."""
        for window in self.windows:
            if window.session.project is None and window.isVisible():
                window.start.refresh()

    def forget_recent(self) -> None:
        """Clear the list of recent files."""
        self.remembered.forget_files()
        self.recent_changed()

    def _picture(self, project: Project, room: QSize, ratio: float) -> QPixmap | None:
        from cjmdesk.ui.start.sketch import sketch

        return sketch(project.maps[0], room, ratio) if project.maps else None


def _sample(path: Path) -> Project:
    from cjmdesk.storage.project_file import load

    return load(path).project


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def _tidy() -> None:
    """Free what closed windows held."""
    gc.unfreeze()
    gc.collect()
