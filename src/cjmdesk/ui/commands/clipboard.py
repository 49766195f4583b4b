"""Cut, copy and paste: between the cells of maps, texts, other windows and other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cjmdesk.i18n import _, ngettext
from cjmdesk.ui.commands.base import Commands
from cjmdesk.ui.commands.clipped import ours, useless, words_on, worse
from cjmdesk.ui.index import index_of
from cjmdesk.ui.leftout import left_out
from cjmdesk.ui.standing import standing

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

    from cjmdesk.edits.pasting import Pasted, Spot
    from cjmdesk.formats.pasted import Rows
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.canvas.editor import TextEditor
    from cjmdesk.ui.window import MainWindow

    Field = TextEditor | QLineEdit | QPlainTextEdit | QTextEdit

_DPI, _MOST_PIXELS = 200.0, 5000
"""Of a map copied as a picture: enough for a slide, and pasted in a moment."""

Taker = Callable[["QMimeData"], bool]
"""Pastes what is no text, such as a picture; answers whether it did."""


class ClipboardCommands(Commands):
    """The clipboard of one window. takers: asked in turn where there is no text to paste."""

    def __init__(self, window: MainWindow, takers: Sequence[Taker] = ()) -> None:
        super().__init__(window)
        self._takers = takers

    def table(self) -> dict[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "cut": self.cut,
            "copy": self.copy,
            "copy_picture": self.copy_picture,
            "paste": self.paste,
            "paste_plain": self.paste_plain,
        }

    # Copying ----------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put what is selected on the clipboard: words of a text, or notes with all they hold."""
        field = self._field()
        if field is not None:
            field.copy()
            return
        copied = self._copied()
        if copied is not None:
            self._put(copied)

    def copy_picture(self) -> None:
        """Put the map on the clipboard as a picture: as pixels, and as SVG for what takes it."""
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QGuiApplication

        from cjmdesk.paint.qt_png import painted
        from cjmdesk.paint.svg import write_svg
        from cjmdesk.text.qt import text_engine
        from cjmdesk.ui.infobar import Notice

        project, poster = self._session.project, self._window.canvas.poster
        if project is None or poster is None:
            return
        engine, data = text_engine(), QMimeData()
        image = painted(poster.scene, _MOST_PIXELS, _DPI, engine, project.pictures)
        data.setImageData(image)
        # The letters as shapes: where it is pasted the fonts may be missing.
        drawn = write_svg(poster.scene, engine, project.pictures, outlines=True)
        data.setData("image/svg+xml", drawn.encode())
        QGuiApplication.clipboard().setMimeData(data)
        text = _("The map is on the clipboard as a picture of {width} × {height} pixels.")
        self._window.tell(Notice(text.format(width=image.width(), height=image.height())))

    def cut(self) -> None:
        """Copy what is selected and delete it; of a cell, its notes."""
        field = self._field()
        if field is not None:
            field.cut()
            return
        copied, project, journey = self._copied(), self._session.project, self._session.map
        if copied is None or project is None or journey is None:
            return
        from cjmdesk.edits.copying import notes_of, origin_of
        from cjmdesk.edits.errors import EditError
        from cjmdesk.edits.removing import remove

        if origin_of(copied).what == "cells":
            gone = [note.id for note in notes_of(copied.maps[0])]
            label = ngettext("cutting {count} card", "cutting {count} cards", len(gone))
        else:
            gone = list(self._session.chosen)
            label = ngettext("cutting {count} part", "cutting {count} parts", len(gone))
        here = standing(journey, self._session.selection)
        try:
            fresh = remove(project, *gone)
        except EditError as error:
            self._say(str(error))
            return
        self._put(copied)
        self._session.close_step()
        self._session.apply(label.format(count=len(gone)), fresh)
        self._session.select(f"cell:{here.lane}:{here.step}" if here.lane and here.step else "")

    def _copied(self) -> Project | None:
        from cjmdesk.edits.copying import copied_items

        project, journey = self._session.project, self._session.map
        if project is None or journey is None:
            return None
        return copied_items(project, journey.id, self._session.chosen)

    def _put(self, copied: Project) -> None:
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QGuiApplication

        from cjmdesk.formats import copied as forms

        data = QMimeData()
        data.setData(forms.MEDIA_TYPE, forms.own_form(copied))
        data.setData(forms.TSV, forms.tab_separated(copied).encode())
        data.setText(forms.plain_text(copied))
        data.setHtml(forms.html(copied))
        QGuiApplication.clipboard().setMimeData(data)

    # Pasting ----------------------------------------------------------------------------------

    def paste(self) -> None:
        """Paste what the clipboard holds: into a text its words, else notes from the selected cell on."""
        field = self._field()
        if field is not None:
            field.paste()
            return
        data = self._data()
        if data is None:
            return
        from cjmdesk.edits.errors import EditError
        from cjmdesk.ui.picturing import picture_file

        try:
            copied, fault = ours(data)
            # Of a file, file managers offer the address as words, too.
            rows = words_on(data) if copied is None and picture_file(data) is None else None
        except EditError as error:
            self._refuse_paste(str(error))
            return
        if copied is not None:
            self._paste_copied(copied)
        elif rows is not None:
            if fault:
                self._say(worse(fault))
            self._paste_rows(rows)
        elif not any(taker(data) for taker in self._takers):
            self._say(useless(fault))

    def paste_plain(self) -> None:
        """Paste the clipboard's words: a note for each line, all in one cell."""
        if self._window.canvas.writing.active:
            self._window.canvas.writing.editor.paste(plain=True)
            return
        field = self._field()
        if field is not None:
            field.paste()
            return
        data = self._data()
        if data is None:
            return
        from cjmdesk.edits.errors import EditError
        from cjmdesk.formats.pasted import read_text

        if not data.hasText():
            self._say(_("There is no text on the clipboard."))
            return
        try:
            self._paste_rows(read_text(data.text(), tables=False))
        except EditError as error:
            self._refuse_paste(str(error))

    def _paste_copied(self, copied: Project) -> None:
        from cjmdesk.edits.copying import notes_of, origin_of
        from cjmdesk.edits.pasting import paste_cells, paste_lanes, paste_stages

        project, journey = self._session.project, self._session.map
        if project is None or journey is None:
            return
        what, here = origin_of(copied).what, standing(journey, self._session.selection)
        if what == "stages":
            index = next((n + 1 for n, one in enumerate(journey.stages) if one.id == here.stage), None)
            count = len(copied.maps[0].stages)
            label = ngettext("pasting a stage", "pasting {count} stages", count)
            self._paste(label.format(count=count), lambda: paste_stages(project, journey.id, copied, index))
            return
        if what == "lanes":
            index = next((n + 1 for n, one in enumerate(journey.lanes) if one.id == here.lane), None)
            count = len(copied.maps[0].lanes)
            label = ngettext("pasting a lane", "pasting {count} lanes", count)
            self._paste(label.format(count=count), lambda: paste_lanes(project, journey.id, copied, index))
            return
        spot = self._spot(journey)
        if spot is not None:
            count = sum(1 for _note in notes_of(copied.maps[0]))
            label = ngettext("pasting {count} card", "pasting {count} cards", count).format(count=count)
            self._paste(label, lambda: paste_cells(project, journey.id, copied, spot))

    def _paste_rows(self, rows: Rows) -> None:
        from cjmdesk.formats.pasted import paste_rows

        project, journey = self._session.project, self._session.map
        spot = self._spot(journey) if journey is not None else None
        if project is None or journey is None or spot is None:
            return
        data = self._data()
        words = data.text() if data is not None else ""
        self._paste(_("pasting"), lambda: paste_rows(project, journey.id, rows, spot), words)

    def _spot(self, journey: JourneyMap) -> Spot | None:
        """Where pasting begins: at the selected note or cell, else the first of its stage or lane."""
        from cjmdesk.edits.copying import writable_lanes
        from cjmdesk.edits.pasting import Spot

        here = standing(journey, self._session.selection)
        lanes = [lane.id for lane in writable_lanes(journey)]
        steps = [step.id for stage in journey.stages for step in stage.steps]
        if not (here.lane or here.step) or not lanes or not steps:
            self._say(_("Select the cell to paste into."))
            return None
        spot = Spot(here.lane or lanes[0], here.step or steps[0])
        if not here.note:
            return spot
        note = index_of(journey).spot(here.note)
        return Spot(spot.lane, spot.step, note.place + 1 if note is not None else None)

    def _paste(self, label: str, edit: Callable[[], Pasted], words: str = "") -> None:
        """words: that the notes are made of, as they are on the clipboard."""
        from cjmdesk.edits.errors import EditError

        try:
            pasted = edit()
        except EditError as error:
            self._refuse_paste(str(error))
            return
        self._session.close_step()
        self._session.apply(label, pasted.project)
        self._session.close_step()
        self._session.choose(pasted.ids)
        self._tell_result(pasted, words)

    def _tell_result(self, pasted: Pasted, words: str) -> None:
        told = [said] if (said := left_out(words)) else []
        if pasted.stages:
            text = ngettext(
                "The map had too few columns: {count} stage was added.",
                "The map had too few columns: {count} stages were added.",
                pasted.stages,
            )
            told.append(text.format(count=pasted.stages))
        if pasted.lanes:
            text = ngettext(
                "The map had too few lanes: {count} lane was added.",
                "The map had too few lanes: {count} lanes were added.",
                pasted.lanes,
            )
            told.append(text.format(count=pasted.lanes))
        if pasted.strangers:
            text = ngettext(
                "The pasted cards no longer name this persona, which the project does not have: {names}.",
                "The pasted cards no longer name these personas, which the project does not have: {names}.",
                len(pasted.strangers),
            )
            told.append(text.format(names=", ".join(name or _("Nameless") for name in pasted.strangers)))
        if told:
            self._say(" ".join(told))

    # Saying and finding ------------------------------------------------------------------------

    def _refuse_paste(self, reason: str) -> None:
        self._say(_("Nothing was pasted: {reason}.").format(reason=reason))

    def _data(self) -> QMimeData | None:
        from PySide6.QtGui import QGuiApplication

        return QGuiApplication.clipboard().mimeData()

    def _field(self) -> Field | None:
        """The text that the keyboard is in."""
        from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

        if self._window.canvas.writing.active:
            return self._window.canvas.writing.editor
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) and self._window.isAncestorOf(focus):
            return focus
        return None


def paste_beyond(window: MainWindow, plain: bool) -> bool:
    """Paste what is no text into the note that is being written, or a list, a table or notes into the cell
    where one is just being begun; whether it did. plain: nothing but words is wanted.

    A click on a cell begins a note: whoever pastes a list then wants its lines as notes, not one note.
    """
    from PySide6.QtGui import QGuiApplication

    from cjmdesk.formats.copied import MEDIA_TYPE

    data, writing = QGuiApplication.clipboard().mimeData(), window.canvas.writing
    if data is None:
        return False
    words = data.text().strip() if data.hasText() else ""
    if not plain and _paste_picture(window, data, words):
        return True
    if not (writing.begun and (data.hasFormat(MEDIA_TYPE) or "\n" in words or "\t" in words)):
        return False
    writing.stop()
    window.actions_["paste_plain" if plain else "paste"].trigger()
    return True


def _paste_picture(window: MainWindow, data: QMimeData, words: str) -> bool:
    """Paste a picture into the note that is being written; False if there is none.

    Where none can be it is said, unless there are `words` to paste instead.
    """
    from cjmdesk.ui.commands.pictures import takes_picture
    from cjmdesk.ui.picturing import dropped_source, picture_file

    source = picture_file(data) or (dropped_source(data) if not words else None)
    if source is None:
        return False
    writing, session = window.canvas.writing, window.session
    if writing.sort == "note" and takes_picture(session.project, session.selection):
        writing.stop()
        window.pictures.put(source, session.selection)
        return True
    if not words:
        window.pictures.put(source, "")
    return not words
