"""New map: what to start from at the left, when it suits and how it looks, what is said of it beforehand."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cjmdesk import i18n
from cjmdesk.i18n import _, ngettext
from cjmdesk.layout.titles import MAP_TYPES
from cjmdesk.ui.dialogs.fields import Segments
from cjmdesk.ui.dialogs.newmap.chooser import Chooser
from cjmdesk.ui.dialogs.newmap.rows import STAGE_SETS, Row, rows_of
from cjmdesk.ui.dialogs.newmap.wishes import Wishes
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.owntemplates import ask_delete, ask_rename, hand_on
from cjmdesk.ui.room import open_at
from cjmdesk.ui.sheet.view import SheetView

if TYPE_CHECKING:
    from cjmdesk.formats.starting import Start, Wish
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.program import Program

SIDE = 248
USUAL = "types:current-state"
"""What is chosen where nothing was before: the map to begin with."""


class NewMapDialog(QDialog):
    """Ends with a Wish in `chosen`, or with `future`: the map on the desk is to be copied as it should be.

    Return makes the map from anywhere but the list of stages, where Ctrl+Return does.
    """

    chosen = Signal(object)
    future = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        program: Program,
        project: Project | None = None,
        shown: JourneyMap | None = None,
    ) -> None:
        """project: the one the map is made for, None for a new one. shown: its map on the desk, whose
        personas and language are proposed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._program = program
        self._begun: dict[tuple[str, str, str], Project] = {}
        self._now = shown if shown is not None and shown.type == "current_state" else None
        self._language = shown.language if shown is not None else i18n.current_language()
        self.setWindowTitle(_("New Map") if project is not None else _("New from Template"))
        open_at(self, 1080, 660)
        theme = program.theme
        self.chooser = Chooser(theme)
        people = project.personas if project is not None else ()
        self.wishes = Wishes(theme, people, shown.personas if shown is not None else ())
        self.make = QPushButton(_("Make the Map"))
        self._about()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self._left())
        middle.addLayout(self._middle(), 1)
        self.wishes.setFixedWidth(SIDE)
        middle.addWidget(self.wishes)
        column.addLayout(middle, 1)
        column.addLayout(self._foot())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(60)
        self._later.timeout.connect(self._draw)
        self.chooser.turned.connect(self._turn)
        self.chooser.taken.connect(self.finish)
        self.wishes.changed.connect(self._wish_again)
        self.wishes.taken.connect(self.finish)
        self.refresh(program.remembered.text("start") or USUAL)
        self.chooser.search.setFocus()

    # Building -----------------------------------------------------------------------------------

    def _left(self) -> QWidget:
        held = QWidget()
        held.setFixedWidth(SIDE)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chooser, 1)
        self.damaged = QLabel()
        self.damaged.setProperty("role", "small")
        self.damaged.setWordWrap(True)
        column.addWidget(self.damaged)
        self.own = QWidget()
        row = FlowLayout(self.own, gap=12, between=2)  # in some languages they need a second line
        for words, way in (
            (_("Rename…"), self._rename),
            (_("Delete…"), self._delete),
            (_("Share…"), self._hand_on),
        ):
            button = QPushButton(words)
            button.setProperty("role", "link")
            button.setAutoDefault(False)
            button.clicked.connect(way)
            row.addWidget(button)
        column.addWidget(self.own)
        return held

    def _about(self) -> None:
        self.head, self.facts, self.words = QLabel(), QLabel(), QLabel()
        self.head.setProperty("role", "heading")
        self.facts.setProperty("role", "quiet")
        for label in (self.head, self.facts, self.words):
            label.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.copy = QPushButton()
        self.copy.setProperty("role", "link")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.preview = SheetView(self._program.theme)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setAccessibleName(_("How the map will look"))
        self.preview.setMinimumHeight(180)

    def _middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.facts)
        self._sets = QHBoxLayout()
        self._sets.setContentsMargins(0, 0, 0, 0)
        self.sets: Segments | None = None
        column.addLayout(self._sets)
        column.addWidget(self.words)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.preview, 1)
        return column

    def _foot(self) -> QHBoxLayout:
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.make.setDefault(True)
        self.make.clicked.connect(self.finish)
        hint = QLabel(_("Enter makes the map. All of this can be changed later."))
        hint.setProperty("role", "small")
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.make)
        return foot

    # What is chosen -----------------------------------------------------------------------------

    @property
    def start(self) -> Start | None:
        """What is chosen to start from; None while nothing fits what was typed."""
        row = self.chooser.row
        if row is None:
            return None
        wanted = self.sets.value if self.sets is not None else ""
        return next((one for one in row.starts if one.stage_set == wanted), row.starts[0])

    def refresh(self, chosen: str = "") -> None:
        """Ask anew what there is to start from. chosen: the key of the row to choose."""
        from cjmdesk.formats.own_templates import own_templates
        from cjmdesk.formats.starting import own_starts, shipped_starts

        own = own_templates()
        self._begun.clear()
        self.damaged.setText("\n".join(f"{text[:1].upper()}{text[1:]}." for text in own.damaged[:3]))
        self.damaged.setVisible(bool(own.damaged))
        starts = (*shipped_starts(i18n.current_language()), *own_starts(own))
        self.chooser.show_rows(rows_of(starts), chosen)

    def _turn(self) -> None:
        """Another row: offer its stage sets, and say what it is."""
        row = self.chooser.row
        self._offer_sets(row)
        self.make.setEnabled(row is not None)
        self.own.setVisible(row is not None and row.group == "own")
        self._show()

    def _offer_sets(self, row: Row | None) -> None:
        wanted = self.sets.value if self.sets is not None else ""
        if self.sets is not None:
            self.sets.hide()
            self.sets.deleteLater()
            self.sets = None
        if row is None or len(row.starts) < 2:
            return
        typed = self.chooser.search.text().strip()
        fitting = row.fitting(typed) if typed else row.starts
        sets = [one.stage_set for one in row.starts]
        if typed and len(fitting) < len(sets):
            wanted = fitting[0].stage_set
        choices = [(name, _(STAGE_SETS.get(name, name))) for name in sets]
        self.sets = Segments(choices, wanted if wanted in sets else sets[0], _("Stages"))
        self.sets.chosen.connect(lambda _name: self._show())
        self._sets.addWidget(self.sets)

    def _show(self) -> None:
        """Say what is chosen, and offer what can be wished of it."""
        start, row = self.start, self.chooser.row
        if start is None or row is None:
            for label in (self.head, self.facts, self.words):
                label.clear()
            self.preview.clear()
            self.copy.hide()
            return
        languages = start.languages or tuple(i18n.LANGUAGES)
        self.wishes.show_languages(languages, self._language)
        self._wish_again()
        self.head.setText(row.title)
        self.words.setText(_described(start))
        self.words.setVisible(bool(self.words.text()))
        self.copy.setVisible(
            self._now is not None and start.type == "future_state" and start.group == "types"
        )
        if self._now is not None:
            text = _("Rather copy “{title}” card by card, to change it…")
            self.copy.setText(text.format(title=self._now.title or _("Untitled map")))

    def _wish_again(self) -> None:
        """Something else is wished of the same start, or another start."""
        from cjmdesk.edits.stagelist import stage_names
        from cjmdesk.edits.templating import has_notes

        start = self.start
        project = self._begun_of(start) if start is not None else None
        if start is None or project is None:
            return
        first = project.maps[0]
        self.wishes.show_start(first.title, stage_names(first), has_notes=has_notes(project))
        self.facts.setText(_facts(start, project))
        self._later.start()

    def _begun_of(self, start: Start) -> Project | None:
        """What the start is before anything is wished; None where it cannot be read any more."""
        from cjmdesk.formats.starting import begun
        from cjmdesk.storage.errors import StorageError

        key = (start.group, start.id, self.wishes.tongue)
        if key not in self._begun:
            try:
                self._begun[key] = begun(start, self.wishes.tongue)
            except StorageError as error:
                self.words.setText(escape(f"{error}."))
                self.preview.clear()
                return None
        return self._begun[key]

    def wish(self) -> Wish | None:
        """All that is wished for; None while nothing is chosen."""
        from cjmdesk.formats.starting import Wish

        start, wishes = self.start, self.wishes
        if start is None:
            return None
        return Wish(
            start,
            wishes.tongue,
            wishes.title.text(),
            wishes.names,
            wishes.personas,
            notes=wishes.notes.isChecked(),
        )

    def _draw(self) -> None:
        """Draw what would be made."""
        from cjmdesk.edits.errors import EditError
        from cjmdesk.formats.starting import make_start
        from cjmdesk.storage.errors import StorageError

        wish = self.wish()
        if wish is None or not self.isVisible():
            return
        try:
            project = make_start(wish)
        except (StorageError, EditError):
            self.preview.clear()
            return
        maker = self._program.maker()
        poster, _trouble = maker.poster(project, project.maps[0])
        self.preview.show_scene(poster.scene, maker.painter(project))
        self.preview.fit_to("page")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def _copy(self) -> None:
        """A future state made from the map on the desk remembers what each card was."""
        self.future.emit()
        self.accept()

    def finish(self) -> None:
        """Make it."""
        wish, row = self.wish(), self.chooser.row
        if wish is not None and row is not None:
            self._program.remembered.put(start=row.key)
            self.chosen.emit(wish)
            self.accept()

    # Own templates ------------------------------------------------------------------------------

    def _rename(self) -> None:
        start = self.start
        if start is not None and start.path is not None and ask_rename(self, start.path, start.title):
            self.refresh(f"own:{start.id}")

    def _delete(self) -> None:
        start = self.start
        if start is not None and start.path is not None and ask_delete(self, start.path, start.title):
            self.refresh()

    def _hand_on(self) -> None:
        start = self.start
        if start is not None and start.path is not None:
            hand_on(self, start.path, self._program.remembered.folder())


def _facts(start: Start, project: Project) -> str:
    first = project.maps[0]
    stages, lanes = len(first.stages), len([lane for lane in first.lanes if not lane.hidden])
    maps = len(project.maps)
    parts = [
        _(MAP_TYPES[start.type]) if start.group != "types" and start.type in MAP_TYPES else "",
        ngettext("{count} map", "{count} maps", maps).format(count=maps) if maps > 1 else "",
        ngettext("{count} stage", "{count} stages", stages).format(count=stages),
        ngettext("{count} lane", "{count} lanes", lanes).format(count=lanes),
    ]
    return " · ".join(part for part in parts if part)


def _described(start: Start) -> str:
    said: tuple[tuple[str, str], ...] = (
        (_("When to choose it:"), start.suits),
        (_("Strengths:"), start.strengths),
        (_("Limits:"), start.limits),
    )
    if start.group == "own":
        said = (("", start.suits),)
    form = "<p style='margin:0 0 5px 0'><b>{head}</b> {words}</p>"
    return "".join(form.format(head=escape(head), words=escape(words)) for head, words in said if words)
