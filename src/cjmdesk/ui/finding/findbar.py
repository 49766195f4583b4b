"""The line above the sheet for finding words, and for replacing them."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from cjmdesk.i18n import N_, _
from cjmdesk.ui.finding.seeing import Seeing
from cjmdesk.ui.icons import icon
from cjmdesk.ui.keys import pressed_by_return
from cjmdesk.ui.theme import Theme

PAUSE = 120
"""Milliseconds without a letter after which is looked for what was typed."""

WHERE = {
    "note": N_("in the note"),
    "tags": N_("in a tag"),
    "evidence": N_("in the source"),
    "owner": N_("in the owner"),
    "description": N_("in the description"),
    "reason_left": N_("in the reason for leaving"),
    "question": N_("in the lane’s question"),
    "scenario": N_("in the scenario"),
    "goal": N_("in the goal"),
}
"""Said of fields that the sheet does not show, or shows elsewhere."""


class FindBar(QWidget):
    """Types into `seeing.look_for`. Enter goes on, Shift+Enter back, Esc leaves."""

    left = Signal()
    """The bar was left; the keyboard belongs to the sheet."""

    def __init__(self, theme: Theme, seeing: Seeing) -> None:
        super().__init__()
        self._theme, self._seeing = theme, seeing
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line, self.words = QLineEdit(), QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.said = QLabel()
        self.said.setProperty("role", "quiet")
        self.case, self.whole = _switch("Aa"), _switch("")
        self.previous, self.next, self._close = QToolButton(), QToolButton(), QToolButton()
        self.one, self.all = QPushButton(), QPushButton()
        self._second = QWidget()
        self._arrange()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        self._connect()
        seeing.changed.connect(self._show)
        theme.changed.connect(self._retheme)
        self._replaced = 0
        self.hide()
        self._retheme()
        self.retranslate()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        for widget in (self.case, self.whole, self.previous, self.next):
            top.addWidget(widget)
        top.addSpacing(6)
        top.addWidget(self.said, 1)
        top.addWidget(self._close)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(6)
        second.addWidget(self.one)
        second.addWidget(self.all)
        second.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 7, 10, 7)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        grid.addWidget(self.line, 0, 0)
        grid.addLayout(top, 0, 1)
        grid.addWidget(self.words, 1, 0)
        grid.addWidget(self._second, 1, 1)
        self._second.setVisible(False)
        self.words.setVisible(False)
        self.setFocusProxy(self.line)

    def _connect(self) -> None:
        for line in (self.line, self.words):
            line.setMaxLength(2_000)
            line.installEventFilter(self)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.line.textChanged.connect(lambda text: self._pause.start() if not text else None)
        for switch in (self.case, self.whole):
            switch.toggled.connect(lambda _on: self.look())
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.one.clicked.connect(self.replace)
        self.all.clicked.connect(self.replace_all)
        self._close.clicked.connect(self.leave)

    def retranslate(self) -> None:
        """Say it in the user's language."""
        self.line.setPlaceholderText(_("Find in all texts"))
        self.words.setPlaceholderText(_("Replace with"))
        for widget, words in (
            (self.line, _("Find in all texts")),
            (self.words, _("Replace with")),
            (self.case, _("Match case")),
            (self.whole, _("Whole words only")),
            (self.previous, _("Previous place (Shift+Enter)")),
            (self.next, _("Next place (Enter)")),
            (self._close, _("Close (Esc)")),
        ):
            widget.setToolTip(words)
            widget.setAccessibleName(words)
        self.whole.setText(_("“ ”"))
        self.one.setText(_("Replace"))
        self.all.setText(_("Replace All"))
        self._show()

    def open(self, words: str = "", *, replacing: bool = False) -> None:
        """Show the bar and type into it. words: to begin with; empty keeps the last ones."""
        self._second.setVisible(replacing)
        self.words.setVisible(replacing)
        self.show()
        if words:
            self.line.setText(words)
        self.line.selectAll()
        self.line.setFocus()
        self.look()

    @property
    def replacing(self) -> bool:
        """Whether the second line is open."""
        return not self.words.isHidden()

    def leave(self) -> None:
        """Close the bar: nothing is marked any more, the last place stays selected."""
        self._pause.stop()
        self.hide()
        self._seeing.look_for(None)
        self.left.emit()

    def look(self) -> None:
        """Look for what is typed."""
        from cjmdesk.analysis.finding import Find

        self._pause.stop()
        self._replaced = 0
        if self.isVisible():
            self._seeing.look_for(Find(self.line.text(), self.case.isChecked(), self.whole.isChecked()))

    def replace(self) -> None:
        """Replace the place shown and go to the next."""
        self._settle()
        self._seeing.replace(self.words.text())

    def replace_all(self) -> None:
        """Replace every place in one step."""
        self._settle()
        self._replaced = self._seeing.replace(self.words.text(), everywhere=True)
        self._show()

    def _go(self, by: int) -> None:
        if self._pause.isActive():
            self.look()
        else:
            self._seeing.go(by)

    def _settle(self) -> None:
        if self._pause.isActive():
            self.look()

    def _show(self) -> None:
        seeing = self._seeing
        count = len(seeing.found)
        for button in (self.previous, self.next, self.one, self.all):
            button.setEnabled(count > 0)
        self.said.setProperty("role", "quiet")
        if self._replaced and not count:
            from cjmdesk.i18n import ngettext

            text = ngettext("Replaced {count} time", "Replaced {count} times", self._replaced)
            text = text.format(count=self._replaced)
        elif seeing.find is None or not seeing.find.words.strip():
            text = ""
        elif seeing.here is None:
            text = _("Not found")
            self.said.setProperty("role", "bad")
        else:
            text = _("{number} of {count}").format(number=seeing.at + 1, count=count)
            where = WHERE.get(seeing.here.field)
            if where is not None:
                text = f"{text} · {_(where)}"
        self.said.setText(text)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)

    def _retheme(self) -> None:
        names = ((self.previous, "chevron-up"), (self.next, "chevron-down"), (self._close, "x"))
        for button, name in names:
            button.setProperty("role", "small")
            button.setIcon(icon(self._theme, name))

    # Keys ---------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                if watched is self.words:
                    self.replace()
                else:
                    self._go(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif not pressed_by_return(event, self):
            super().keyPressEvent(event)


def _switch(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setProperty("role", "small")
    return button
