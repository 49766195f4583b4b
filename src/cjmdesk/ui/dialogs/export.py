"""Export Poster: choices at the left, the poster itself at the right, one sentence on reading it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import N_, _, current_language, ngettext
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.papers import Margins, PaperError
from cjmdesk.posters.poster import Poster
from cjmdesk.ui.caption import caption
from cjmdesk.ui.dialogs.fields import Segments, margins_box, millimetres, paper_box
from cjmdesk.ui.jobs import Order
from cjmdesk.ui.opening import with_suffix
from cjmdesk.ui.room import open_at
from cjmdesk.ui.sheet.view import SheetView

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap
    from cjmdesk.model.project import Project
    from cjmdesk.ui.program import Program

SIDE = 316
SCROLLER = 14
"""Pixels that a scroll bar may need beside the fields."""
FORMATS = (("pdf", "PDF"), ("svg", "SVG"), ("png", "PNG"))


class ExportDialog(QDialog):
    """Ends with an Order in `chosen`; what was chosen is kept for this map."""

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget | None, program: Program, project: Project, one: JourneyMap, path: Path | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._program, self._project, self._map, self._path = program, project, one, path
        self._kept = program.remembered.choices(one.id)
        kept = [float(side) for side in self._kept.get("margins", "").split(",") if side]
        self._kept_margins = (kept[0], kept[1], kept[2], kept[3]) if len(kept) == 4 else None
        self._poster: Poster | None = None
        self._painter = program.maker().painter(project)
        self.setWindowTitle(_("Export Poster"))
        open_at(self, 1080, 700)
        whole, middle = QVBoxLayout(self), QHBoxLayout()
        for box in (whole, middle):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        self.preview = SheetView(program.theme)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview.setAccessibleName(_("Preview of the poster"))
        middle.addWidget(self._side())
        middle.addWidget(self.preview, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self._foot())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(120)
        self._later.timeout.connect(self._lay_out)
        self._change()
        self._lay_out()

    # Building ---------------------------------------------------------------------------------

    def _side(self) -> QWidget:
        self._fields()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(5)
        head = QLabel(_("Export Poster"))
        head.setProperty("role", "heading")
        column.addWidget(head)
        rows: list[tuple[str, list[QWidget]]] = [
            (_("Format"), [self.format]),
            (_("Maps"), [self.maps]),
            (_("Finished size"), [self.paper, self.own]),
            (_("Orientation"), [self.orientation]),
            (_("Margins"), [self.margins]),
            (_("Resolution"), [self.dpi]),
        ]
        self._groups: dict[QWidget, QWidget] = {}
        for words, fields in rows:
            group = QWidget()
            inside = QVBoxLayout(group)
            inside.setContentsMargins(0, 9, 0, 0)
            inside.setSpacing(5)
            inside.addWidget(caption(words, self._program.theme, fields[0]))
            for field in fields:
                field.setAccessibleName(words)
                inside.addWidget(field)
            self._groups[fields[0]] = group
            column.addWidget(group)
        column.addSpacing(9)
        column.addWidget(caption(_("Reading"), self._program.theme))
        column.addWidget(self.reading)
        column.addWidget(self.warnings)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("dialogSide")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(max(page.minimumSizeHint().width() + SCROLLER, SIDE))
        area.setWidget(page)
        return area

    def _fields(self) -> None:
        kept, own = self._kept, self._map.poster
        usual = self._program.remembered
        self.format = Segments(FORMATS, kept.get("format", "pdf"), _("Format"))
        these = (("one", _("This map")), ("all", _("All maps in one PDF")))
        self.maps = Segments(these, kept.get("maps", "one"), _("Maps"))
        wanted = kept.get("paper") or own.paper or usual.paper
        self.paper = paper_box(wanted, own=True)
        self.own = QLineEdit(kept.get("own", ""))
        self.own.setPlaceholderText(_("Width × height, such as 900x1200mm"))
        ways = (("auto", _("Automatic")), ("landscape", _("Landscape")), ("portrait", _("Portrait")))
        self.orientation = Segments(ways, kept.get("orientation", own.orientation), _("Orientation"))
        first = N_("As suits the sheet") if own.margins is None else N_("As the map says")
        self.margins = margins_box(self._kept_margins or own.margins, ((first, own.margins),))
        self.dpi = QSpinBox()
        self.dpi.setRange(36, 600)
        self.dpi.setSuffix(_(" dpi"))
        self.dpi.setValue(int(kept.get("dpi", "150")))
        self.reading, self.warnings = QLabel(), QLabel()
        for label in (self.reading, self.warnings):
            label.setWordWrap(True)
        self.warnings.setProperty("role", "bad")
        for signal in (
            self.format.chosen,
            self.maps.chosen,
            self.orientation.chosen,
            self.own.textChanged,
        ):
            signal.connect(self._change)
        for signal in (self.paper.activated, self.margins.activated, self.dpi.valueChanged):
            signal.connect(self._change)

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("dialogFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(10)
        self.facts = QLabel()
        self.facts.setProperty("role", "quiet")
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save = QPushButton()
        self.save.setDefault(True)
        self.save.clicked.connect(self._finish)
        row.addWidget(self.facts, 1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        return foot

    # Choosing ---------------------------------------------------------------------------------

    def options(self) -> PosterOptions:
        """What is chosen. Raises PaperError for an own size that cannot be."""
        wanted = self.paper.currentData() or self.own.text().strip()
        if not wanted:
            raise PaperError(_("Type the width and the height of the sheet, such as 900x1200mm."))
        return self._program.maker().asked(self._map, wanted, self.orientation.value, self._sides())

    def _sides(self) -> Margins | None:
        sides = self.margins.currentData()
        return None if sides is None else (sides[0], sides[1], sides[2], sides[3])

    @property
    def whole(self) -> bool:
        """Whether all maps of the project go into the file."""
        return self.maps.value == "all" and self.format.value == "pdf" and len(self._project.maps) > 1

    def _change(self) -> None:
        self.own.setVisible(not self.paper.currentData())
        bitmap = self.format.value == "png"
        self._groups[self.dpi].setVisible(bitmap)
        self._groups[self.maps].setVisible(self.format.value == "pdf" and len(self._project.maps) > 1)
        words = {"pdf": _("Save PDF…"), "svg": _("Save SVG…"), "png": _("Save PNG…")}
        self.save.setText(words[self.format.value])
        if hasattr(self, "_later"):
            self._later.start()

    def _lay_out(self) -> None:
        """Show the poster as it would be, and what there is to say about it."""
        maker = self._program.maker()
        try:
            options = self.options()
            poster, trouble = maker.poster(self._project, self._map, options)
        except PaperError as error:
            poster, trouble = None, str(error)
        self._poster = poster
        self.save.setEnabled(poster is not None and not trouble)
        said = [trouble] if trouble else []
        if poster is not None:
            self.preview.show_scene(poster.scene, self._painter)
            self.preview.fit_to("page")
            said += [one.text for one in poster.warnings]
            self.reading.setText(self._reading(poster))
            self.facts.setText(self._size(poster))
        self.warnings.setText("\n\n".join(dict.fromkeys(said[:4])))
        self.warnings.setVisible(bool(said))

    def _reading(self, poster: Poster) -> str:
        locale = QLocale(current_language())
        return _("Card text prints at {size} pt: readable from {distance} m.").format(
            size=locale.toString(poster.card_pt, "f", 0 if poster.card_pt >= 10 else 1),
            distance=locale.toString(poster.reads_from, "f", 1),
        )

    def _size(self, poster: Poster) -> str:
        width, height = poster.scene.width, poster.scene.height
        text = _("{width} × {height} mm").format(width=millimetres(width), height=millimetres(height))
        if self.whole:
            count = len(self._project.maps)
            pages = ngettext("{size} · {count} sheet", "{size} · {count} sheets", count)
            return pages.format(size=text, count=count)
        if self.format.value != "png":
            return text
        wide, high = (round(side / 25.4 * self.dpi.value()) for side in (width, height))
        return _("{size} · {wide} × {high} pixels").format(size=text, wide=wide, high=high)

    # Ending -----------------------------------------------------------------------------------

    def _finish(self) -> None:
        if self._later.isActive():
            self._later.stop()
            self._lay_out()
        if not self.save.isEnabled():
            return
        options = self.options()
        extension = self.format.value
        name, _chosen = QFileDialog.getSaveFileName(
            self,
            _("Export Poster"),
            str(self._suggested(options, extension)),
            f"{extension.upper()} (*.{extension})",
        )
        if not name:
            return
        self._keep()
        target = with_suffix(Path(name), f".{extension}")
        self._program.remembered.note_folder(target.parent, "export_folder")
        self.chosen.emit(Order(self._project, target, self.arguments(options)))
        self.accept()

    def arguments(self, options: PosterOptions) -> tuple[str, ...]:
        """What the verb `export` is told."""
        margin = ",".join(f"{side:g}" for side in options.margins)
        told = [
            "--map",
            "all" if self.whole else self._map.id,
            "--paper",
            options.paper,
            "--orientation",
            options.orientation,
        ]
        # Without margins of their own the maps of a project keep what each of them says.
        if not self.whole or self._sides() is not None:
            told += ["--margin", margin]
        if self.format.value == "png":
            told += ["--dpi", str(self.dpi.value())]
        return tuple(told)

    def _suggested(self, options: PosterOptions, extension: str) -> Path:
        stem = self._path.stem if self._path is not None else self._map.title or _("poster")
        kept = "".join("-" if letter in '\\/:*?"<>|\n' else letter for letter in stem)
        folder = self._program.remembered.folder("export_folder")
        return folder / f"{kept}-{options.paper}.{extension}"

    def _keep(self) -> None:
        self._program.remembered.keep_choices(
            self._map.id,
            {
                "format": self.format.value,
                "paper": self.paper.currentData() or "",
                "own": self.own.text(),
                "orientation": self.orientation.value,
                "margins": ",".join(f"{side:g}" for side in self._sides() or ()),
                "maps": self.maps.value,
                "dpi": str(self.dpi.value()),
            },
        )
