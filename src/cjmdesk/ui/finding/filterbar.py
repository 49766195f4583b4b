"""The line above the sheet for what is to be seen: criteria, and the views saved of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from cjmdesk.i18n import N_, _, ngettext
from cjmdesk.ui.finding.seeing import Seeing
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.icons import give_icon, icon
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.session import Event, Session
from cjmdesk.ui.theme import Theme

if TYPE_CHECKING:
    from cjmdesk.model.maps import JourneyMap, SavedView

BUTTONS = (
    ("tags", N_("Tags"), "tag"),
    ("personas", N_("Personas"), "user-round"),
    ("lanes", N_("Lanes"), "rows-3"),
    ("stages", N_("Stages"), "columns-3"),
    ("evidence", N_("Evidence"), "circle-dot"),
    ("channels", N_("Channels"), "globe"),
)
"""Field of a view, its name for people, icon."""


class FilterBar(QWidget):
    """Buttons with a list of values each; what is ticked is shown, the rest fades."""

    left = Signal()
    """The bar was left; the keyboard belongs to the sheet."""

    def __init__(self, theme: Theme, session: Session, seeing: Seeing) -> None:
        super().__init__()
        self._theme, self._session, self._seeing = theme, session, seeing
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = {name: _button(name) for name, _words, _icon in BUTTONS}
        self.said = QLabel()
        self.said.setProperty("role", "quiet")
        self.said.setContentsMargins(10, 0, 6, 0)
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.title.setMaximumWidth(240)
        self.title.hide()
        self.views, self.clear, self._close = QToolButton(), QPushButton(), QToolButton()
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.views.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._views_menu = QMenu(self.views)
        self._views_menu.aboutToShow.connect(self._fill_views)
        self.views.setMenu(self._views_menu)
        self.clear.clicked.connect(self.show_all)
        self._close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 10, 5)
        row.setSpacing(4)
        criteria = QWidget()  # in a narrow window all of it takes a second line
        flow = FlowLayout(criteria, 4)
        policy = criteria.sizePolicy()
        policy.setHeightForWidth(True)
        criteria.setSizePolicy(policy)
        for name, button in self.buttons.items():
            menu = StayingMenu(button)
            menu.aboutToShow.connect(partial(self._fill, menu, name))
            button.setMenu(menu)
            flow.addWidget(button)
        for widget in (self.said, self.title, self.views, self.clear):
            flow.addWidget(widget)
        flow.keep_together(self.said)
        row.addWidget(criteria, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        seeing.changed.connect(self._show)
        session.told.connect(self._hear)
        theme.changed.connect(self._retheme)
        self.hide()
        self._retheme()
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.clear.setText(_("Show All"))
        self.views.setText(_("Views"))
        self.title.setPlaceholderText(_("Name of the view"))
        self.title.setAccessibleName(_("Name of the view"))
        self._close.setToolTip(_("Close (Esc)"))
        self._close.setAccessibleName(_("Close (Esc)"))
        self._show()

    def open(self) -> None:
        """Show the bar; the keyboard goes to its first button."""
        self.show()
        self._close.setFixedHeight(self.buttons["tags"].sizeHint().height())  # as high as the line beside it
        self._show()
        self.buttons["tags"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close the bar and show everything again, on all maps: nothing would say what is faded there."""
        self.title.hide()
        self._seeing.show_all()
        self.hide()
        self.left.emit()

    def show_all(self) -> None:
        """Fade nothing."""
        if self.clear.hasFocus():  # it goes
            self.views.setFocus()
        self.title.hide()
        self._seeing.filter(None)

    def choose(self, name: str, value: str, on: bool) -> None:
        """Tick or untick a value of a criterion."""
        from cjmdesk.model.maps import SavedView

        view = self._seeing.view or SavedView(id="view")
        kept = tuple(one for one in getattr(view, name) if one != value)
        self._seeing.filter(view.model_copy(update={name: (*kept, value) if on else kept}))

    def ask_name(self) -> None:
        """Let the user name what is shown now, to keep it in the map."""
        if self._seeing.view is None:
            return
        self.show()
        self.title.setText(self._seeing.view.title)
        self.title.show()
        self.title.selectAll()
        self.title.setFocus()

    def _save(self) -> None:
        title = self.title.text().strip()
        if title and self._seeing.save_view(title):
            self.title.hide()
            self._show()
            self.views.setFocus()

    # Menus --------------------------------------------------------------------------------------

    def _fill(self, menu: QMenu, name: str) -> None:
        menu.clear()
        journey = self._session.map
        if journey is None:
            return
        ticked = getattr(self._seeing.view, name) if self._seeing.view is not None else ()
        offered = list(self._values(journey, name))
        for value, words in offered:
            entry = menu.addAction(words.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(value in ticked)
            entry.toggled.connect(partial(self.choose, name, value))
        if not offered:
            menu.addAction(_nothing_yet(name)).setEnabled(False)

    def _values(self, journey: JourneyMap, name: str) -> Iterator[tuple[str, str]]:
        from cjmdesk.analysis.filtering import choices
        from cjmdesk.layout import titles

        if name == "lanes":
            for lane in journey.lanes:
                kind = titles.words_of_lane(lane)
                if lane.kind != "line":
                    yield lane.id, lane.title or _(kind.title)
        elif name == "stages":
            for stage in journey.stages:
                yield stage.id, stage.title or _("Stage without a title")
        elif name == "personas":
            people = self._session.project.personas if self._session.project is not None else ()
            yield from ((one.id, one.name or _("Nameless")) for one in people if one.id in journey.personas)
        else:
            names = self._names(name)
            counts = getattr(choices(journey), name)
            grades = [value for value in names if value in counts]  # in their own order
            for value in grades if name == "evidence" else counts:
                yield value, f"{names.get(value, value)}\t{counts[value]}"

    def _names(self, name: str) -> dict[str, str]:
        from cjmdesk.layout import titles

        if name == "evidence":
            return {grade: _(words) for grade, words in titles.EVIDENCE.items()}
        if name == "channels":
            own = self._session.project.channels if self._session.project is not None else ()
            presets = {channel: _(words) for channel, words in titles.CHANNELS.items()}
            return {**presets, **{one.id: one.name for one in own}}
        return {}

    def _fill_views(self) -> None:
        menu, journey = self._views_menu, self._session.map
        menu.clear()
        saved = journey.views if journey is not None else ()
        shown = self._seeing.view.id if self._seeing.view is not None else ""
        for view in saved:
            entry = menu.addAction((view.title or _("Nameless")).replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(view.id == shown)
            entry.triggered.connect(partial(self._take, view))
        if not saved:
            menu.addAction(_("No views saved yet")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(_("Save This View…"))
        save.setEnabled(self._seeing.filtering)
        save.triggered.connect(self.ask_name)
        for view in saved:
            if view.id == shown:
                gone = menu.addAction(_("Delete “{view}”").format(view=view.title).replace("&", "&&"))
                gone.triggered.connect(partial(self._delete, view.id))

    def _take(self, view: SavedView, _ticked: bool = True) -> None:
        self._seeing.filter(view)

    def _delete(self, id: str, _ticked: bool = True) -> None:
        self._seeing.delete_view(id)

    # Showing ------------------------------------------------------------------------------------

    def _show(self) -> None:
        view, split = self._seeing.view, self._seeing.split
        for name, words, _icon in BUTTONS:
            count = len(getattr(view, name)) if view is not None else 0
            self.buttons[name].setText(f"{_(words)} ({count})" if count else _(words))
            self.buttons[name].setProperty("active", bool(count))
            self.buttons[name].style().unpolish(self.buttons[name])
            self.buttons[name].style().polish(self.buttons[name])
        self.clear.setVisible(view is not None)
        self.said.setVisible(split is not None)
        if split is None:
            return
        total = len(split.shown) + len(split.faded)
        shown = len(split.shown)
        text = ngettext("{shown} of {count} matches", "{shown} of {count} match", shown)
        self.said.setText(text.format(shown=shown, count=total))

    def _hear(self, event: Event) -> None:
        if event.kind in ("opened", "map"):
            self.title.hide()

    def _retheme(self) -> None:
        for name, _words, picture in BUTTONS:
            give_icon(self.buttons[name], self._theme, picture)
        give_icon(self.views, self._theme, "bookmark")
        self._close.setIcon(icon(self._theme, "x"))
        self._close.setProperty("role", "small")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        naming = self.title.hasFocus()
        if naming and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        elif naming and event.key() == Qt.Key.Key_Escape:
            self.title.hide()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif not pressed_by_return(event, self):
            super().keyPressEvent(event)


class StayingMenu(QMenu):
    """A menu that stays open while its entries are ticked one after another."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        entry = self.actionAt(event.position().toPoint())
        if entry is not None and entry.isCheckable() and entry.isEnabled():
            entry.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.activeAction()
        if event.key() == Qt.Key.Key_Space and entry is not None and entry.isCheckable():
            entry.trigger()
            return
        super().keyPressEvent(event)


def _button(name: str) -> QToolButton:
    made = QToolButton()
    made.setObjectName(name)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _nothing_yet(name: str) -> str:
    words = {
        "tags": _("No card has a tag yet"),
        "personas": _("This map has no personas yet"),
        "channels": _("No touchpoint has a channel yet"),
    }
    return words.get(name, _("Nothing to choose from yet"))
