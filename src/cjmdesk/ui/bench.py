"""What a window shows of an open project: navigator, sheet, inspector, status.

Made when the first project is opened: an empty window is on the screen sooner without it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cjmdesk.i18n import ngettext
from cjmdesk.ui.canvas.accessible import make_readable
from cjmdesk.ui.canvas.canvas import Canvas
from cjmdesk.ui.canvas.scribebar import ScribeBar
from cjmdesk.ui.commands.clipboard import paste_beyond
from cjmdesk.ui.commands.contextmenu import open_context_menu
from cjmdesk.ui.commands.pictures import PictureDrop
from cjmdesk.ui.docks.gaps import Gaps
from cjmdesk.ui.docks.inspector import Inspector
from cjmdesk.ui.docks.navigator import Navigator
from cjmdesk.ui.docks.outline import Outline
from cjmdesk.ui.docks.past import Past
from cjmdesk.ui.docks.side import Side
from cjmdesk.ui.finding.filterbar import FilterBar
from cjmdesk.ui.finding.findbar import FindBar
from cjmdesk.ui.finding.seeing import Seeing
from cjmdesk.ui.finding.showing import Showing
from cjmdesk.ui.index import index_of
from cjmdesk.ui.infobar import Notice
from cjmdesk.ui.keyhints import key_hints
from cjmdesk.ui.panes import Panes
from cjmdesk.ui.photo import PhotoPane
from cjmdesk.ui.statusbar import StatusBar
from cjmdesk.ui.toolbar import Toolbar

if TYPE_CHECKING:
    from cjmdesk.ui.session import Session
    from cjmdesk.ui.window import MainWindow


class Bench:
    """The widgets of one window's open project."""

    def __init__(self, window: MainWindow) -> None:
        program, session, actions = window.program, window.session, window.actions_
        theme = program.theme
        self.toolbar = Toolbar(theme, actions)
        self.canvas = Canvas(theme, session, program.maker, lambda text: window.tell(Notice(text, "warning")))
        self.canvas.setAcceptDrops(False)
        self.canvas.wanted.connect(lambda id: actions[id].trigger())
        self.canvas.moved.connect(lambda: window.show_fit(self.canvas.fit))
        self.canvas.asked.connect(
            lambda thing, at: open_context_menu(thing, at, session, actions, self.canvas)
        )
        self.canvas.writing.editor.pasting = partial(paste_beyond, window)
        PictureDrop(self.canvas, window.pictures, session)
        self.reader = make_readable(self.canvas, session)
        self.navigator = Navigator(theme, session, window.listed)
        self.outline = Outline(theme, session)
        for part in (self.navigator, self.outline):
            part.said.connect(lambda text: window.tell(Notice(text, "warning")))
        self.side = Side(self.navigator, self.outline, program.remembered.text("side"))
        self.side.turned.connect(window.refresh)
        self.side.turned.connect(lambda: program.remembered.put(side=self.side.page))
        self.inspector = Inspector(theme, session)
        self.past = Past(theme, session)
        self.gaps = Gaps(theme, session)
        for asking in (self.navigator, self.inspector, self.gaps):
            asking.wanted.connect(lambda id: actions[id].trigger())
        self.gaps.left.connect(self.canvas.setFocus)
        self.inspector.left.connect(self.canvas.setFocus)
        for panel in (self.inspector, self.gaps):
            panel.said.connect(lambda text: window.tell(Notice(text, "warning")))
        zooms = tuple(actions[id] for id in ("fit_width", "fit_page", "zoom_paper"))
        self.status = StatusBar(theme, self.canvas, actions["zoom_out"], actions["zoom_in"], zooms)
        self.canvas.hinted.connect(self.status.show_hint)
        self.canvas.keyed.connect(partial(self.show_keys, session))
        self.scribe = ScribeBar(session)
        self.scribe.closed.connect(self.canvas.setFocus)
        self.scribe.closed.connect(window.refresh)
        self.seeing = Seeing(session)
        self.seeing.changed.connect(lambda: actions.refresh(window.state()))
        self.showing = Showing(self.seeing, self.canvas)
        self.seeing.changed.connect(self.canvas.refreeze)
        self.findbar = FindBar(theme, self.seeing)
        self.filterbar = FilterBar(theme, session, self.seeing)
        for bar in (self.findbar, self.filterbar):
            bar.left.connect(self.canvas.setFocus)
            bar.left.connect(window.refresh)
        self.photo = PhotoPane(theme)
        self.photo.failed.connect(lambda text: window.tell(Notice(text, "error")))
        self.photo.wanted.connect(actions["choose_photo"].trigger)
        self.photo.closed.connect(actions["photo"].trigger)
        self.panes = Panes(
            (self.side, self.photo, self.inspector, self.past, self.gaps),
            self.canvas,
            (self.findbar, self.filterbar),
            (self.scribe,),
        )
        self._restore(window)
        self.panes.gave_way.connect(window.refresh)

    def _restore(self, window: MainWindow) -> None:
        remembered = window.program.remembered
        self.side.setVisible(remembered.flag("navigator"))
        self.inspector.setVisible(remembered.flag("inspector"))
        self.past.setVisible(remembered.flag("past", usual=False))
        self.gaps.setVisible(remembered.flag("gaps", usual=False))
        self.panes.restore(remembered.panels(), window.width())
        self.canvas.minimap.wanted = remembered.flag("minimap")
        self.canvas.freezing = remembered.flag("headings")

    def retranslate(self) -> None:
        """Say everything in the user's language."""
        for part in (self.side, self.inspector, self.past, self.gaps, self.canvas, self.scribe, self.status):
            part.retranslate()
        self.findbar.retranslate()
        self.photo.retranslate()
        self.filterbar.retranslate()
        self.canvas.keyed.emit()

    def on(self) -> frozenset[str]:
        """The names of the panels and modes that are on; see `State.on`."""
        panels: dict[str, QWidget] = {
            self.side.page: self.side,
            "inspector": self.inspector,
            "past": self.past,
            "gaps": self.gaps,
            "scribe": self.scribe,
            "filter": self.filterbar,
            "photo": self.photo,
        }
        on = {name for name, panel in panels.items() if not panel.isHidden()}
        if self.canvas.minimap.wanted:
            on.add("minimap")
        if self.canvas.freezing:
            on.add("headings")
        if self.seeing.filtering:
            on.add("filtering")
        return frozenset(on)

    def show_keys(self, session: Session) -> None:
        """What keys do on the sheet, in the status bar; nothing while they go elsewhere."""
        here = self.canvas.hasFocus()
        self.status.show_keys(key_hints(session, self.canvas.writing.sort) if here else ())

    def show_counts(self, window: MainWindow) -> None:
        """What the shown map holds, in the status bar."""
        one = window.session.map
        if one is None:
            self.status.counts.clear()
            return
        cards = index_of(one).cards
        stages, lanes = len(one.stages), len(one.lanes)
        counts = (
            ngettext("{count} card", "{count} cards", cards).format(count=cards),
            ngettext("{count} stage", "{count} stages", stages).format(count=stages),
            ngettext("{count} lane", "{count} lanes", lanes).format(count=lanes),
        )
        self.status.counts.setText(" · ".join(counts))
