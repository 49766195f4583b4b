"""Print: choices at the left, what comes off the printer at the right, and where it goes below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _
from cjmdesk.posters.kinds import AUTO, POSTER, READING
from cjmdesk.posters.papers import PaperError
from cjmdesk.ui.dialogs.print import words
from cjmdesk.ui.dialogs.print.chosen import choices_of, kept_of, settings_of
from cjmdesk.ui.dialogs.print.laying import Laying
from cjmdesk.ui.dialogs.print.memory import print_key, usual_of
from cjmdesk.ui.dialogs.print.preview import Preview
from cjmdesk.ui.dialogs.print.sending import Sending, Shipment
from cjmdesk.ui.dialogs.print.side import Side
from cjmdesk.ui.infobar import InfoBar, Notice
from cjmdesk.ui.jobs import Jobs, Order
from cjmdesk.ui.opening import with_suffix
from cjmdesk.ui.room import open_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.posters.handing import Laid
    from cjmdesk.ui.program import Program
    from cjmdesk.ui.session import Session

SOON = 120
"""Milliseconds after a change before it is laid out: a number is typed in more than one key."""


class PrintDoors(Struct, frozen=True):
    """What the dialog needs of its window. tell: to say something there when the dialog is gone."""

    session: Session
    jobs: Jobs
    tell: Callable[[Notice], object]


class PrintDialog(QDialog):
    """Prints a map, or saves what would be printed; what was chosen is kept for this map.

    Raises FileError where the disk refuses what the preview is made from.
    """

    def __init__(
        self,
        parent: QWidget | None,
        program: Program,
        doors: PrintDoors,
        project: Project,
        one: JourneyMap,
        *,
        what: str = "",
        chosen: tuple[str, ...] | None = None,
        against: str = "",
        against_words: str = "",
    ) -> None:
        """what: a key of `KINDS` to begin with, empty for what was printed last. chosen: ids to print
        where things are printed one by one; None for what is selected on the sheet. against: id of the
        map to compare with, empty for the last one. against_words: what it is called if it is of another
        file; then `against` is FILE#ID.

        What a command began with is not remembered as the user's choice: Print would not show the map."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._program, self._doors = program, doors
        self._project, self._map = project, one
        self._size, self._trouble, self._busy = 0, "", True
        self._greyed = False
        self._order: Order | None = None
        kept = program.remembered.choices(self._key)
        self._lent = {"what": what, "items": "yes"} if what else {}
        self._own = {name: kept.get(name, first) for name, first in (("what", "map"), ("items", "yes"))}
        kept = {**kept, **self._lent}
        if against:
            kept = {**kept, "against": against}
        usual = usual_of(program.remembered, kept)
        self._laying = Laying(self, project)
        self._scenes = program.maker().painter(project)
        chosen = doors.session.chosen if chosen is None else chosen
        self.side = Side(
            program.theme,
            one,
            usual,
            maps=len(project.maps),
            chosen=chosen,
            people=[persona.id for persona in project.personas],
            others=[*_others(project, one), *([(against_words, against)] if against_words else [])],
        )
        self.preview = Preview(program.theme, self._scenes)
        self.info = InfoBar(program.theme)
        self._sending = Sending(self, program.remembered, self.info, self._scenes)
        self._sending.sent.connect(self._sent)
        self._sending.refused.connect(self._tell_refused)
        self._sending.given_up.connect(self._say)
        self.setObjectName("print")
        self.setWindowTitle(_("Print"))
        self._build()
        open_at(self, 1180, 760)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._later.timeout.connect(self._wish)
        self.side.changed.connect(self._change)
        self._laying.laid.connect(self._show)
        self._laying.refused.connect(self._refuse)
        self._laying.sized.connect(self._take_size)
        self._laying.busy.connect(self._take_busy)
        doors.jobs.ended.connect(self._written)
        doors.jobs.progressed.connect(self._progress)
        self.finished.connect(self._close)
        self._say()
        self._wish()

    # Building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        whole, middle = QVBoxLayout(self), QHBoxLayout()
        for box in (whole, middle):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.preview, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.info)
        whole.addWidget(self._foot())
        # Only a button that is in its dialog is given back what Enter does.
        self.save.setDefault(True)
        for keys, call in (("Ctrl+P", self.print_), ("Ctrl+S", self.save_)):
            QShortcut(QKeySequence(keys), self).activated.connect(call)

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("dialogFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(10)
        self.name = QLabel()
        self.name.setProperty("role", "quiet")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setMinimumWidth(1)
        self.cancel, self.paper, self.save = (
            QPushButton(_("Cancel")),
            QPushButton(_("&Print…")),
            QPushButton(),
        )
        for button, call in (
            (self.cancel, self.reject),
            (self.paper, self.print_),
            (self.save, self.save_),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, call=call: call())
        row.addWidget(self.name, 1)
        for button in (self.cancel, self.paper, self.save):
            row.addWidget(button)
        return foot

    @property
    def changing(self) -> bool:
        """Whether something is chosen that the preview does not show yet."""
        return self._busy or self._later.isActive()

    @property
    def measured(self) -> int:
        """Bytes of the PDF of what is shown; 0 while that is not known."""
        return self._size

    # Looking ----------------------------------------------------------------------------------

    def _change(self) -> None:
        self.info.dismiss()
        self._later.start()
        self._say()

    def _wish(self) -> None:
        """Have it laid out as it is chosen now."""
        self._later.stop()
        try:
            choices = choices_of(self.side)
        except PaperError as error:
            self._laying.forget()
            self._refuse(str(error))
            return
        self._laying.wish(self._map.id, choices, everything=self.side.whole)

    def _show(self, laid: Laid) -> None:
        self._trouble, self._size = "", 0
        if laid.pictures is not None or self._greyed:
            self._greyed = laid.pictures is not None
            self._scenes.set_pictures(laid.pictures or self._project.pictures)
        self.preview.show_laid(laid)
        self._say()

    def _refuse(self, why: str) -> None:
        self._trouble = why
        self._say()

    def _take_size(self, size: int) -> None:
        self._size = size
        self._say()

    def _take_busy(self, busy: bool) -> None:
        self.preview.set_busy(busy)
        self._busy = busy
        self._say()

    def _say(self) -> None:
        side, laid = self.side, self.preview.laid
        self.preview.set_refused(bool(self._trouble))
        reading = ""
        if laid is not None and not self._trouble:
            dpi = side.dpi.value() if side.extension == "png" else 0
            size = 0 if side.drawing or self._busy else self._size
            said = (
                words.reading_words(laid, cards=side.kind.usual_paper == POSTER),
                words.amount_words(laid, size, dpi),
                words.seam_words(laid),
            )
            reading = "<br>".join(text for text in said if text)
        side.said.tell(reading, self._trouble or (words.warning_words(laid) if laid is not None else ""))
        self.name.setText(self._suggested().name)
        texts = {"pdf": _("&Save PDF…"), "svg": _("&Save SVG…"), "png": _("&Save PNG…")}
        self.save.setText(texts[side.extension])
        at_work = self._order is not None or self._sending.running
        self.save.setEnabled(not self._trouble and not at_work)
        self.paper.setEnabled(
            laid is not None and not self._busy and not self._trouble and not at_work and not side.drawing
        )

    # A file -----------------------------------------------------------------------------------

    def save_(self) -> None:
        """Ask for a file and write it; the dialog stays until it is written."""
        if self._later.isActive():
            self._wish()
        if not self.save.isEnabled():
            return
        extension = self.side.extension
        name, _chosen = QFileDialog.getSaveFileName(
            self, _("Save"), str(self._suggested()), f"{extension.upper()} (*.{extension})"
        )
        if name:
            self._write(with_suffix(Path(name), f".{extension}"))

    def save_instead(self) -> None:
        """Save a PDF of what could not be printed."""
        self.info.dismiss()
        self.side.take_pdf()
        self.save_()

    def _write(self, target: Path) -> None:
        try:
            self._keep()
            arguments = self.arguments()
        except PaperError as error:
            self._refuse(str(error))
            return
        self._program.remembered.note_folder(target.parent, "export_folder")
        jobs = self._doors.jobs
        jobs.tell = self.info.tell
        self._order = Order(self._project, target, arguments)
        self._say()
        jobs.start(self._order)

    def arguments(self) -> tuple[str, ...]:
        """What the verb `export` is told. Raises PaperError."""
        told = ["--map", "all" if self.side.whole else self._map.id, *choices_of(self.side).arguments()]
        if self.side.extension == "png":
            told += ["--dpi", str(self.side.dpi.value())]
        return tuple(told)

    def _progress(self, order: Order, done: int, of: int) -> None:
        if order is self._order:
            text = _("Writing {file}: page {done} of {count}")
            self.info.go_on(text.format(file=order.target.name, done=done, count=of))

    def _written(self, order: Order, why: str) -> None:
        if order is not self._order and self._order is not None:
            return
        self._order = None
        self._say()
        if not why:
            self.accept()

    def _suggested(self) -> Path:
        """Where to, at first: named after the file or the map, the paper and the sheets."""
        path, side = self._doors.session.path, self.side
        parts = [path.stem if path is not None else self._map.title or _("poster")]
        if self.side.language.currentData() != self._map.language:
            parts.append(self.side.language.currentData())
        if side.what.currentData() != "map":
            parts.append(_(side.kind.title))
        if side.paper.value not in ("", AUTO) and "paper" in side.kind.asks:
            parts.append(side.paper.value)
        if side.tiled:
            parts.append(_("tiled-{paper}").format(paper=side.tile.value))
        kept = "".join("-" if letter in '\\/:*?"<>| \n' else letter for letter in "-".join(parts))
        return self._program.remembered.folder("export_folder") / f"{kept}.{side.extension}"

    # A printer --------------------------------------------------------------------------------

    def print_(self) -> None:
        """Ask for a printer and print all pages; the dialog stays until they are there."""
        laid, side = self.preview.laid, self.side
        if not self.paper.isEnabled() or laid is None:
            return
        pages = [page.page for page in laid.pages]
        margins = choices_of(side).margins if side.on_sheets else None
        measuring = READING in side.kind.asks
        what = Shipment(pages, self._map.title, margins, not self._greyed, measuring)
        self._sending.send(what, self._keep)
        self._say()

    def _sent(self, said: str) -> None:
        self._doors.tell(Notice(said))
        self.accept()

    def _tell_refused(self, why: str) -> None:
        self.info.tell(Notice(why, "error", ((_("Save PDF Instead"), self.save_instead),)))
        self.info.take_focus()
        self._say()

    # Remembering ------------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return print_key(self._doors.session.path, self._map)

    def _keep(self) -> None:
        """Remember what is chosen: in the map what it has a place for, the rest beside it.

        Raises PaperError.
        """
        from cjmdesk.edits.fields import set_poster
        from cjmdesk.edits.grids import remember_grid

        choices = kept_of(self.side)
        if self._lent and choices["what"] == self._lent["what"]:
            choices |= self._own
        self._program.remembered.keep_choices(self._key, choices)
        settings = settings_of(self.side)
        laid, session, map_id = self.preview.laid, self._doors.session, self._map.id
        grids = laid.grids if laid is not None else ()

        def remember(project: Project) -> Project:
            fresh = set_poster(project, map_id, **settings) if settings else project
            for id, grid in grids:
                fresh = remember_grid(fresh, id, grid)
            return fresh

        if settings or grids:
            session.attempt(_("print settings"), remember, lambda why: self.info.tell(Notice(why, "error")))
        project = session.project
        if project is not None:
            self._project = project
            self._map = next((one for one in project.maps if one.id == self._map.id), self._map)
            self.side.renew(self._map)

    def _close(self) -> None:
        """The dialog goes: its child too; an export goes on in the window."""
        self._later.stop()
        # What became of the pages is said where somebody can still read it.
        self._sending.refused.disconnect(self._tell_refused)
        self._sending.refused.connect(lambda why: self._doors.tell(Notice(why, "error")))
        self._sending.cancel()
        self._doors.jobs.tell = self._doors.tell
        order, self._order = self._order, None
        if order is not None:
            self._doors.jobs.tell_again(order)
        self._laying.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.preview.turn(step)
        else:
            super().keyPressEvent(event)


def _others(project: Project, one: JourneyMap) -> list[tuple[str, str]]:
    """Titles and ids of the other maps, first the one that this map is usually compared with."""
    from cjmdesk.changes.comparing import counterpart

    near = counterpart(project, one)
    maps = sorted((each for each in project.maps if each.id != one.id), key=lambda each: each is not near)
    return [(each.title or _("Untitled map"), each.id) for each in maps]
