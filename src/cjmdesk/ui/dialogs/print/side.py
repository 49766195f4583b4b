"""The left side of the print dialog: what to print, on what, and how. Only what applies is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from cjmdesk.i18n import N_, _
from cjmdesk.layout.titles import LANES, UNKNOWN_LANE
from cjmdesk.model.translating import languages_of
from cjmdesk.posters.kinds import AGAINST, AUTO, KINDS, OFFICE, POSTER, READING, Kind
from cjmdesk.ui.caption import Caption, caption
from cjmdesk.ui.choicebox import ChoiceBox
from cjmdesk.ui.dialogs.fields import Segments, paper_entries
from cjmdesk.ui.dialogs.print.fields import (
    Entry,
    MillimetreBox,
    OwnField,
    margin_entries,
    margins_text,
    note_entries,
    office_paper,
    tile_entries,
)
from cjmdesk.ui.dialogs.print.memory import first_values, keep_value, kept_value, of_kind
from cjmdesk.ui.dialogs.print.offpage import OffPage
from cjmdesk.ui.dialogs.print.said import SCROLLER, Said, Scrolled
from cjmdesk.ui.tongues import language_name

if TYPE_CHECKING:
    from cjmdesk.model.lanes import Lane
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.posters.printer import PrinterReading
    from cjmdesk.ui.dialogs.print.memory import Usual
    from cjmdesk.ui.theme import Theme

SIDE = 330
"""Pixels."""

FORMATS = (("pdf", "PDF"), ("svg", "SVG"), ("png", "PNG"))
SHOP_BLEED = 3.0
"""mm that print shops ask for."""

CHOSEN = "\0chosen"
"""Value of the list of views: lanes are ticked one by one."""


class Side(QWidget):
    """Fields, what they say together, and below them always in sight what is said of the result."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        one: JourneyMap,
        usual: Usual,
        *,
        maps: int = 1,
        chosen: Sequence[str] = (),
        people: Sequence[str] = (),
        others: Sequence[Entry] = (),
    ) -> None:
        """maps: of the project. chosen: ids of what is selected; people: of the project's personas.
        others: titles and ids of the other maps, the first of them the one to compare with."""
        super().__init__()
        self.setObjectName("dialogSide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self.map, self.usual = theme, one, usual
        self._maps, self.chosen, self._people = maps, tuple(chosen), frozenset(people)
        self._others = tuple(others)
        self.values = first_values(one, usual)
        self._groups: dict[str, QWidget] = {}
        self._captions: dict[str, Caption] = {}
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(5)
        head = QLabel(_("Print"))
        head.setProperty("role", "heading")
        self._column.addWidget(head)
        self._what_and_paper()
        self._sheets()
        self._looks()
        self._file()
        self._column.addStretch(1)
        self.area = Scrolled(self._page)
        self.said = Said(theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.said)
        self.setFixedWidth(max(self._page.minimumSizeHint().width() + SCROLLER, SIDE))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.said.settle()

    # Building ---------------------------------------------------------------------------------

    def _group(self, name: str, words: str, *fields: QWidget) -> None:
        group = QWidget()
        inside = QVBoxLayout(group)
        inside.setContentsMargins(0, 9, 0, 0)
        inside.setSpacing(5)
        self._captions[name] = caption(words, self._theme, fields[0])
        inside.addWidget(self._captions[name])
        for field in fields:
            if not field.accessibleName():
                field.setAccessibleName(words)
            inside.addWidget(field)
        self._groups[name] = group
        self._column.addWidget(group)

    def _beside(self, first: str, second: str) -> None:
        """Two groups in one row."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._groups[first], 3)
        row.addWidget(self._groups[second], 2)
        for name in (first, second):
            layout = self._groups[name].layout()
            if layout is not None:
                layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _what_and_paper(self) -> None:
        start = self.values
        self.what = ChoiceBox()
        for id, kind in KINDS.items():
            if self._others or AGAINST not in kind.asks:
                self.what.addItem(_(kind.title), id)
        self.what.setCurrentIndex(max(self.what.findData(start["what"]), 0))
        self.what.activated.connect(self._take_kind)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("role", "small")
        self._group("what", _("What"), self.what, self.about)
        self.against = ChoiceBox()
        for title, id in self._others:
            self.against.addItem(title, id)
        self.against.setCurrentIndex(max(self.against.findData(start["against"]), 0))
        self.against.activated.connect(self._change)
        self._group(AGAINST, _("Compared with"), self.against)
        paper = self._paper_of(self.kind)
        words = _("Finished size")
        example = _("Width × height, such as 900 × 1200 mm")
        self.paper = OwnField(words, self._papers(), paper, _("Own size…"), example)
        self._group("paper", words, self.paper)
        ways = (("auto", _("Automatic")), ("landscape", _("Landscape")), ("portrait", _("Portrait")))
        self.orientation = Segments(ways, self._kept("orientation"), _("Orientation"))
        self._group("orientation", _("Orientation"), self.orientation)
        self.paper.changed.connect(self._change)
        self.orientation.chosen.connect(self._change)

    def _sheets(self) -> None:
        start = self.values
        words = _("Printed on")
        self.tile = OwnField(
            words, tile_entries(), start["tile"], _("Own sheets…"), _("Such as 300 × 400 mm")
        )
        self._group("tile", words, self.tile)
        self.overlap = MillimetreBox(_("Overlap"), float(start["overlap"]), 200)
        self._group("overlap", _("Overlap"), self.overlap)
        self._beside("tile", "overlap")
        example = _("One value or four: top, right, bottom, left")
        words = _("Printer margins")
        entries = margin_entries(self.usual.printers)
        self.reach = OwnField(words, entries, self._kept("reach"), _("Own margins…"), example)
        self._group("reach", words, self.reach)
        words = _("Margins")
        entries = [(_("As suits the sheet"), ""), *margin_entries()]
        self.border = OwnField(words, entries, start["border"], _("Own margins…"), example)
        self._group("border", words, self.border)
        self.marks = self._tick("marks", N_("Cut marks, glue edge and sheet names"))
        self.assembly = self._tick("assembly", N_("Assembly page first"))
        self.for_tiles = self._tick("for_tiles", N_("Lay the map out for the sheets"))
        self.plain = self._tick("plain", N_("Even grid, seams where they fall"))
        self.bleed = QCheckBox(_("3 mm bleed for a print shop"))
        self.bleed.setChecked(float(start["bleed"]) > 0)
        self._group("marks", _("Marks"), self.marks, self.assembly, self.for_tiles, self.plain, self.bleed)
        for field in (self.tile, self.reach, self.border):
            field.changed.connect(self._change)
        self.overlap.valueChanged.connect(self._change)
        self.bleed.clicked.connect(self._change)

    def _tick(self, name: str, words: str) -> QCheckBox:
        made = QCheckBox(_(words))
        made.setChecked(bool(self.values.get(name)))
        made.clicked.connect(self._change)
        return made

    def _looks(self) -> None:
        start = self.values
        inks = (("colour", _("Colour")), ("grey", _("Greyscale")), ("line", _("Line art")))
        ink = start["ink"] if start["ink"] in dict(inks) else "colour"
        self.ink = Segments(inks, ink, _("Ink"))
        self.cmyk = QCheckBox(_("CMYK colours for a print shop"))
        self.cmyk.setChecked(start["ink"] == "cmyk")
        self._group("ink", _("Ink"), self.ink, self.cmyk)
        self._tongues(start)
        self.view = ChoiceBox()
        self.view.addItem(_("All lanes"), "")
        for view in self.map.views:
            self.view.addItem(view.title or _("Untitled view"), view.id)
        self.view.addItem(_("Chosen lanes…"), CHOSEN)
        self.view.setCurrentIndex(max(self.view.findData(start["view"]), 0))
        picked = start["lanes"].split(",")
        self.lanes = {lane.id: QCheckBox(_lane_words(lane)) for lane in self.map.lanes if not lane.hidden}
        for id, box in self.lanes.items():
            box.setChecked(not start["lanes"] or id in picked)
            box.clicked.connect(self._change)
        self._group("lanes", _("Lanes on the poster"), self.view, *self.lanes.values())
        words = _("Sticky notes")
        self.note = OwnField(words, note_entries(), start["note"], _("Own size…"), _("Such as 76 × 127 mm"))
        self._group("note", words, self.note)
        self.items = QCheckBox(_("Only what is selected on the sheet"))
        self.items.setChecked(bool(start["items"]))
        self._group("items", _("Selection"), self.items)
        self.off_page = OffPage(self._theme, self.usual.printer)
        self.off_page.kept.connect(self._take_printer)
        self._group(READING, _("What you read off the printed page"), self.off_page)
        self.ink.chosen.connect(self._change)
        self.note.changed.connect(self._change)
        self.view.activated.connect(self._change)
        for tick in (self.cmyk, self.items):
            tick.clicked.connect(self._change)

    def _tongues(self, start: dict[str, str]) -> None:
        """Which of the map's languages; all of them laid out alike, or each by itself."""
        self.language = ChoiceBox()
        for tag in languages_of(self.map):
            self.language.addItem(language_name(tag), tag)
        self.language.setCurrentIndex(max(self.language.findData(start["language"]), 0))
        self.alike = QCheckBox(_("Columns and rows as in the other languages"))
        self.alike.setChecked(bool(start["alike"]))
        self._group("language", _("Language"), self.language, self.alike)
        self.language.activated.connect(self._change)
        self.alike.clicked.connect(self._change)

    def _file(self) -> None:
        start = self.values
        these = (("one", _("This map")), ("all", _("All maps")))
        self.maps = Segments(these, start["maps"], _("Maps"))
        self._group("maps", _("Maps"), self.maps)
        self.format = Segments(FORMATS, start["format"], _("File"))
        self._group("format", _("File"), self.format)
        self.dpi = QSpinBox()
        self.dpi.setRange(36, 600)
        self.dpi.lineEdit().setTextMargins(6, 0, 0, 0)
        self.dpi.setSuffix(_(" dpi"))
        self.dpi.setValue(int(start["dpi"]))
        self._group("dpi", _("Resolution"), self.dpi)
        self._beside("format", "dpi")
        for segments in (self.maps, self.format):
            segments.chosen.connect(self._change)
        self.dpi.valueChanged.connect(self._change)

    # What applies -----------------------------------------------------------------------------

    @property
    def picked(self) -> tuple[str, ...]:
        """What of the selection the chosen kind could print: personas or what is on the map."""
        people = self.what.currentData() == "persona"
        return tuple(id for id in self.chosen if (id in self._people) == people)

    @property
    def kind(self) -> Kind:
        """What is to be printed."""
        return KINDS[self.what.currentData()]

    @property
    def tiled(self) -> bool:
        """Whether it is printed over several sheets."""
        return self.kind.tiled and not self.drawing and self.tile.value.lower() != "none"

    @property
    def drawing(self) -> bool:
        """Whether the file will be a picture, not a PDF."""
        return self.kind.drawn and self.format.value != "pdf"

    @property
    def extension(self) -> str:
        """Of the file, without a dot."""
        return self.format.value if self.drawing else "pdf"

    @property
    def whole(self) -> bool:
        """Whether all maps of the project are printed."""
        several = self._maps > 1 and self.maps.value == "all"
        return several and not self.drawing and READING not in self.kind.asks

    @property
    def on_sheets(self) -> bool:
        """Whether it goes through the user's own printer, whose margins count."""
        return self.tiled or self.kind.usual_paper == OFFICE

    def _paper_of(self, kind: Kind) -> str:
        """The paper to begin with: for a kind with a paper of its own that which was taken last."""
        if kind.usual_paper == POSTER:
            return self.values["paper"]
        usual = AUTO if kind.usual_paper == AUTO else office_paper(self.usual.paper)
        return self.values.get(self._paper_name(), usual)

    def _paper_name(self) -> str:
        return "paper" if self.kind.usual_paper == POSTER else of_kind("paper", self.what.currentData())

    def _kept(self, field: str) -> str:
        return kept_value(self.values, self.what.currentData(), field)

    def _papers(self) -> list[Entry]:
        least = [(_("The smallest that holds it"), AUTO)] if self.kind.usual_paper == AUTO else []
        return least + paper_entries()

    def _take_kind(self) -> None:
        self.paper.offer(self._papers(), self._paper_of(self.kind))
        self.orientation.choose(self._kept("orientation"))
        self.reach.offer(margin_entries(self.usual.printers), self._kept("reach"))
        self._change()

    def _take_printer(self, name: str, reading: PrinterReading) -> None:
        """A printer is known better now."""
        others = tuple(one for one in self.usual.printers if one[0] != name)
        self.usual = replace(self.usual, printer=name, printers=((name, reading.margins), *others))
        self.values["reach"] = margins_text(reading.margins)
        self.reach.offer(margin_entries(self.usual.printers), self._kept("reach"))
        self._change()

    def _change(self) -> None:
        self.values[self._paper_name()] = self.paper.value
        keep_value(self.values, self.what.currentData(), "orientation", self.orientation.value)
        keep_value(self.values, self.what.currentData(), "reach", self.reach.value)
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show what applies to what is chosen."""
        kind, asks = self.kind, self.kind.asks
        tiled, picture, bleed = self.tiled, self.drawing, self.bleed.isChecked()
        if READING in asks:
            self.off_page.set_sheet(self.paper.value, self.orientation.value)
        several = self.language.count() > 1
        words = _(kind.help)
        self.about.setText(words[:1].upper() + words[1:])
        on = _("Paper") if kind.usual_paper == OFFICE else _("Finished size")
        self._captions["paper"].setText(on.upper())
        self.paper.box.setAccessibleName(on)
        ticks = {
            self.marks: tiled or (bleed and "bleed" in asks and not picture),
            self.assembly: tiled,
            self.for_tiles: tiled and "for_tiles" in asks and not (several and self.alike.isChecked()),
            self.plain: tiled and not self.for_tiles.isChecked(),
            self.bleed: "bleed" in asks and not picture,
        }
        for tick, applies in ticks.items():
            tick.setVisible(applies)
        first = next((tick for tick, applies in ticks.items() if applies), self.marks)
        self._captions["marks"].lead_to(first)
        self.cmyk.setVisible(not picture and self.ink.value == "colour")
        one_by_one = self.view.currentData() == CHOSEN
        for box in self.lanes.values():
            box.setVisible(one_by_one)
        shown = {
            "what": len(KINDS) > 1,
            "tile": kind.tiled and not picture,
            "overlap": tiled,
            "reach": tiled or ("margins" in asks and self.on_sheets),
            "border": "margins" in asks and not self.on_sheets,
            "marks": any(ticks.values()),
            "lanes": "lanes" in asks and len(self.lanes) > 1,
            "items": "items" in asks and bool(self.picked),
            "language": "language" in asks and several,
            "maps": self._maps > 1 and not picture and READING not in asks,
            "format": kind.drawn,
            "dpi": picture and self.format.value == "png",
        }
        self.alike.setVisible("own_layout" in asks)
        for name, group in self._groups.items():
            group.setVisible(shown.get(name, name in asks))

    def take_pdf(self) -> None:
        """A PDF, whatever file was chosen."""
        if self.drawing:
            self.format.choose("pdf")
            self._change()

    def ask_format(self) -> None:
        """Lead the user to the choice of a file's format."""
        self.format.take_focus()
        self.area.ensureWidgetVisible(self._groups["format"])

    def renew(self, one: JourneyMap) -> None:
        """The map has changed: what is chosen is compared with that from now on."""
        self.map = one


def _lane_words(lane: Lane) -> str:
    return lane.title or _(LANES.get(lane.kind, UNKNOWN_LANE).title)
