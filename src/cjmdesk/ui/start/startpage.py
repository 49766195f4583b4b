"""What a window without a project shows: templates, samples, recent files, and a place to drop one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cjmdesk.i18n import NO_BREAK, _, tied
from cjmdesk.ui.caption import caption
from cjmdesk.ui.icons import give_icon, pixmap
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.start.chip import Chip
from cjmdesk.ui.start.group import GAP, Group
from cjmdesk.ui.start.offers import Offer, RecentFile, StartContent, StartDoors
from cjmdesk.ui.start.tile import PICTURE, WIDTH, Tile
from cjmdesk.ui.theme import Theme
from cjmdesk.ui.widgets.turning import turn

SIDE = 290


class StartPage(QScrollArea):
    """Fills itself after the first paint; pictures come one by one while nothing else is to do."""

    def __init__(self, theme: Theme, doors: StartDoors) -> None:
        super().__init__()
        self._theme, self._doors = theme, doors
        self._waiting: list[tuple[Tile, Offer]] = []
        self._content: StartContent | None = None
        self._groups: list[Group] = []
        self._asked = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._timer = QTimer(self)
        self._timer.setInterval(15)
        self._timer.timeout.connect(self._draw_next)
        self.verticalScrollBar().rangeChanged.connect(self._flow)
        self.rebuild()
        theme.changed.connect(self.rebuild)

    def refresh(self) -> None:
        """Ask anew what there is to offer."""
        self._content = self._doors.content()
        self.rebuild()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        if self._content is not None:
            self.refresh()
        else:
            self.rebuild()

    def invite(self, over: bool) -> None:
        """Light up the place for files, or let it rest."""
        self._zone.setProperty("over", over)
        self._zone.style().unpolish(self._zone)
        self._zone.style().polish(self._zone)

    def take_focus(self) -> None:
        """Give the keyboard to the empty map, or to the first thing that was searched."""
        shown = [button for group in self._groups for button in group.shown]
        fits = [button for group in self._groups for button in group.fits]
        empty = [button for button in shown if button not in fits]
        first = next(iter([*fits, *shown] if self._asked.strip() else [*empty, *shown]), self._button)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(first)

    def rebuild(self) -> None:
        """Build the page from what there is."""
        self.setAccessibleName(_("Start page"))
        self._waiting, self._groups = [], []
        page = QWidget()
        page.setObjectName("startPage")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        whole.setContentsMargins(32, 30, 32, 32)
        whole.setSpacing(36)
        whole.addStretch(1)
        main, side = QVBoxLayout(), QVBoxLayout()
        main.setSpacing(GAP)
        side.setSpacing(10)
        whole.addLayout(main)
        whole.addLayout(side)
        whole.addStretch(1)
        self._fill_main(page, main)
        self._fill_side(side)
        turn(self, page)
        self._sieve(self._asked)
        if self._waiting and self.isVisible():
            self._timer.start()

    def _fill_main(self, page: QWidget, column: QVBoxLayout) -> None:
        title = QLabel(_("What would you like to map?"))
        title.setProperty("role", "title")
        self._title = title
        words = QLabel(_("Start from a template that sounds like your work, or look at a finished map."))
        words.setProperty("role", "quiet")
        for label in (title, words):
            label.setWordWrap(True)
        choose = QPushButton(_("Name the stages and choose the language first…"))
        choose.setProperty("role", "link")
        choose.clicked.connect(self._doors.choose)
        column.addWidget(title)
        column.addSpacing(-8)
        column.addWidget(words)
        column.addSpacing(-8)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._line = self._search_line()
        column.addWidget(self._line)
        self._nothing = QLabel()
        self._nothing.setProperty("role", "quiet")
        self._nothing.setWordWrap(True)
        column.addWidget(self._nothing)
        content = self._content or StartContent()
        for heading, offers, make in (
            (_("My templates"), content.own, self._tile),
            (_("Templates for trades"), content.trades, self._chip),
            (_("Types of maps"), content.templates, self._tile),
            (_("Samples"), content.samples, self._tile),
        ):
            if not offers:
                continue
            group = Group(page, caption(heading, self._theme), offers, make)
            self._groups.append(group)
            column.addSpacing(8)
            column.addWidget(group.heading)
            column.addLayout(group.grid)
        column.addStretch(1)

    def _search_line(self) -> QLineEdit:
        line = QLineEdit(self._asked)
        line.setPlaceholderText(_("Search: hairdresser, parcel, hour by hour…"))
        line.setAccessibleName(_("Search the templates"))
        line.setClearButtonEnabled(True)
        line.setFixedWidth(2 * WIDTH + GAP)
        line.textChanged.connect(self._sieve)
        line.returnPressed.connect(self._open_first)
        return line

    def _sieve(self, asked: str) -> None:
        """Show only the offers that speak of what is asked for."""
        self._asked = asked
        for group in self._groups:
            group.sieve(asked)
        self._nothing.setText(
            _("Nothing here speaks of “{words}”: try another word, or begin with the empty map.").format(
                words=asked.strip()
            )
        )
        found = not self._groups or any(group.fits for group in self._groups)
        self._nothing.setVisible(not found)
        self._flow()

    def _open_first(self) -> None:
        """Open the first offer that speaks of what is asked for, if anything is."""
        first = next((group.fits[0] for group in self._groups if group.fits), None)
        if self._asked.strip() and first is not None:
            first.click()

    def _fill_side(self, column: QVBoxLayout) -> None:
        column.addSpacing(4)
        button = QPushButton(_("Open a File…"))
        button.setProperty("role", "primary")
        give_icon(button, self._theme, "folder-open", "on_primary")
        button.setFixedWidth(SIDE)
        button.clicked.connect(self._doors.open_dialog)
        self._button = button
        column.addWidget(button)
        self._zone = self._drop_zone()
        column.addWidget(self._zone)
        column.addSpacing(14)
        recent = self._content.recent if self._content is not None else ()
        column.addWidget(caption(_("Recent files"), self._theme))
        if not recent:
            empty = QLabel(_("Files that you open or save appear here."))
            empty.setProperty("role", "quiet")
            empty.setWordWrap(True)
            empty.setFixedWidth(SIDE)
            column.addWidget(empty)
        for file in recent:
            column.addWidget(self._recent_row(file))
        if recent:
            clear = QPushButton(_("Clear This List"))
            clear.setProperty("role", "link")
            clear.clicked.connect(self._doors.forget)
            column.addWidget(clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _drop_zone(self) -> QFrame:
        zone = QFrame()
        zone.setObjectName("dropZone")
        zone.setFixedWidth(SIDE)
        inside = QVBoxLayout(zone)
        inside.setContentsMargins(18, 20, 18, 20)
        inside.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(pixmap("file-down", self._theme.colour("faint").name(), 26, self.devicePixelRatioF()))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QLabel(
            _together(
                _("Drop a file here: a project, a spreadsheet, a CSV or Markdown table, a Mermaid journey…")
            )
        )
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(sign)
        inside.addWidget(words)
        return zone

    def _recent_row(self, file: RecentFile) -> QPushButton:
        row = QPushButton()
        row.setProperty("role", "link")
        row.setFixedWidth(SIDE)
        row.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        give_icon(row, self._theme, "file-text", "faint" if file.missing else "accent")
        room = SIDE - 40
        row.setText(self.fontMetrics().elidedText(file.title, Qt.TextElideMode.ElideMiddle, room))
        where = str(file.path.parent)
        row.setToolTip(
            _("{path} is not there any more").format(path=file.path) if file.missing else str(file.path)
        )
        row.setAccessibleDescription(where)
        row.setEnabled(not file.missing)
        row.clicked.connect(lambda: self._doors.open_path(file.path))
        return row

    def _chip(self, offer: Offer) -> Chip:
        chip = Chip(self._theme, offer)
        chip.clicked.connect(lambda: self._doors.open_offer(offer))
        return chip

    def _tile(self, offer: Offer) -> Tile:
        tile = Tile(self._theme, offer.title, offer.kind, offer.words)
        tile.clicked.connect(lambda: self._doors.open_offer(offer))
        if offer.own is not None:
            tile.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            for words, key, way in (
                (_("Rename…"), "F2", self._doors.rename),
                (_("Delete…"), "Del", self._doors.delete),
            ):
                action = QAction(words, tile)
                action.setShortcut(key)
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                action.triggered.connect(partial(way, offer))
                tile.addAction(action)
        self._waiting.append((tile, offer))
        return tile

    def _flow(self) -> None:
        """Set the tiles in as many columns as there is room for."""
        # As if the scroll bar were always there: the page stands still when it comes or goes.
        bar = self.verticalScrollBar().sizeHint().width()
        gone = self.verticalScrollBar().maximum() == 0
        self._whole.setContentsMargins(32, 30, 32 + (bar if gone else 0), 32)
        room = self.width() - bar - 64
        beside = room >= SIDE + 36 + 2 * WIDTH + GAP
        ways = QBoxLayout.Direction
        # Where there is no room beside the tiles, what opens files stands above them.
        self._whole.setDirection(ways.LeftToRight if beside else ways.BottomToTop)
        self._whole.setStretch(self._whole.count() - 1, 1 if beside else 0)
        room -= SIDE + 36 if beside else 0
        columns = max(min((room + GAP) // (WIDTH + GAP), 4), 1)
        # Nothing moves sideways under the hand of who searches.
        self._title.setMinimumWidth(columns * (WIDTH + GAP) - GAP)
        for group in self._groups:
            group.flow(columns)

    def _draw_next(self) -> None:
        if not self._waiting or not self.isVisible():
            self._timer.stop()
            return
        tile, offer = self._waiting.pop(0)
        picture = self._doors.picture(offer.load(), PICTURE, self.devicePixelRatioF())
        if picture is not None:
            tile.set_picture(picture)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whoever just types is searching."""
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not plain and event.text().isprintable() and event.text().strip():
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._line.insert(event.text())
            self.ensureWidgetVisible(self._line)
        elif not pressed_by_return(event, self):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._flow()
        elif event.type() == QEvent.Type.Show and self._waiting:
            self._timer.start()
        return super().event(event)


def _together(text: str) -> str:
    """Its last two words are not parted: none stands alone on a line; nor does one letter end it."""
    return NO_BREAK.join(tied(text).rsplit(" ", 1))
