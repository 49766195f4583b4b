"""What will come off the printer: the whole poster under its seams, or page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton, QVBoxLayout, QWidget

from cjmdesk.i18n import _, current_language
from cjmdesk.layout.numbers import percent
from cjmdesk.layout.pages import page_of
from cjmdesk.ui.dialogs.fields import Segments
from cjmdesk.ui.dialogs.print.seamlines import SeamLines
from cjmdesk.ui.flow import FlowLayout
from cjmdesk.ui.icons import icon
from cjmdesk.ui.sheet.pageview import PageView

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjmdesk.paint.qt import ScenePainter
    from cjmdesk.posters.handing import Laid
    from cjmdesk.ui.theme import Theme

UNSAID = 200
"""Milliseconds for which work goes on without a sign of it."""


class Preview(QWidget):
    """A view of the pages, and under it a bar to turn them and to zoom."""

    turned = Signal()
    """Another page, or the whole, is shown."""

    def __init__(self, theme: Theme, scenes: ScenePainter) -> None:
        super().__init__()
        self._theme, self._scenes = theme, scenes
        self._laid: Laid | None = None
        self._refused = False
        self.number = 0
        self.view = PageView(theme)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setAccessibleName(_("Preview of what is printed"))
        self.view.setMinimumSize(200, 160)
        font = QFont(self.font())
        font.setBold(True)
        self.seams = SeamLines(font)
        self.view.lay_over(self.seams)
        self.view.moved.connect(self._say_zoom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._bar())
        self._busy_sign()
        self._say()

    def _busy_sign(self) -> None:
        """It lies over the upper edge, so that nothing moves when it comes and goes."""
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(_("The preview is being made"))
        self.busy.hide()
        self._unsaid = QTimer(self)
        self._unsaid.setSingleShot(True)
        self._unsaid.setInterval(UNSAID)
        self._unsaid.timeout.connect(self.busy.show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.busy.setGeometry(0, 0, self.width(), self.busy.sizeHint().height())

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("statusBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        around = QVBoxLayout(bar)
        around.setContentsMargins(12, 6, 12, 6)
        row = FlowLayout(gap=4)
        around.addLayout(row)
        ways = (("whole", _("Whole poster")), ("pages", _("Page by page")))
        self.way = Segments(ways, "whole", _("What the preview shows"))
        self.way.chosen.connect(lambda _way: self._show())
        right = self.isRightToLeft()
        self.back = self._button("chevron-right" if right else "chevron-left", _("Previous page"), -1)
        self.on = self._button("chevron-left" if right else "chevron-right", _("Next page"), 1)
        self.which = QLabel()
        self.zoom = QLabel()
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setMinimumWidth(
            self.zoom.fontMetrics().horizontalAdvance(percent(1000, current_language()))
        )
        self.smaller = self._tool("minus", _("Zoom out"), lambda: self.view.step_zoom(False))
        self.larger = self._tool("plus", _("Zoom in"), lambda: self.view.step_zoom(True))
        self.fit = self._tool("maximize", _("Show all of it"), lambda: self.view.fit_to("page"))
        for part in (
            self.way,
            self.back,
            self.which,
            self.on,
            self.smaller,
            self.zoom,
            self.larger,
            self.fit,
        ):
            part.setMinimumHeight(self.way.sizeHint().height())
            row.addWidget(part)
        return bar

    def _button(self, name: str, words: str, step: int) -> QToolButton:
        return self._tool(name, words, lambda: self.turn(step))

    def _tool(self, name: str, words: str, call: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "small")
        made.setIcon(icon(self._theme, name))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda _checked: call())
        return made

    # What is shown ----------------------------------------------------------------------------

    @property
    def laid(self) -> Laid | None:
        """What is shown; None before the first."""
        return self._laid

    @property
    def whole(self) -> bool:
        """Whether the whole poster is shown, not a page."""
        return self._laid is not None and bool(self._laid.tiles) and self.way.value == "whole"

    def show_laid(self, laid: Laid) -> None:
        """Show something else; the same page of it, if it has so many."""
        self._laid = laid
        self.number = min(self.number, len(laid.pages) - 1)
        self._show()

    def set_refused(self, refused: bool) -> None:
        """Whether what is chosen cannot be printed: then nothing is shown, and nothing can be turned."""
        if refused != self._refused:
            self._refused = refused
            instead = _("There is nothing to show until the choices at the left are changed.")
            self.view.cover(instead if refused else "")
            self._say()

    def set_busy(self, busy: bool) -> None:
        """Show that something else is under way."""
        if busy:
            if not self.busy.isVisible():
                self._unsaid.start()
        else:
            self._unsaid.stop()
            self.busy.hide()

    def turn(self, step: int) -> None:
        """Show the page so many places on; from the whole poster to its first or last page."""
        if self._laid is None:
            return
        pages = len(self._laid.pages)
        if self.whole:
            self.way.choose("pages")
            self.number = 0 if step > 0 else pages - 1
        else:
            self.number = min(max(self.number + step, 0), pages - 1)
        self._show()

    def _show(self) -> None:
        laid = self._laid
        if laid is not None:
            self.seams.show_sheets(laid.tiles if self.whole else (), laid.whole)
            page = page_of(laid.whole) if self.whole else laid.pages[self.number].page
            self.view.show_page(page, self._scenes)
        self._say()
        self.turned.emit()

    def _say(self) -> None:
        laid = self._laid
        tiled = laid is not None and bool(laid.tiles) and not self._refused
        several = laid is not None and len(laid.pages) > 1 and not self._refused
        self.way.setVisible(tiled)
        for tool in (self.smaller, self.zoom, self.larger, self.fit):
            tool.setEnabled(laid is not None and not self._refused)
        for part in (self.back, self.on):
            part.setVisible(several)
        if laid is not None:
            self.back.setEnabled(not self.whole and self.number > 0)
            self.on.setEnabled(self.whole or self.number + 1 < len(laid.pages))
        self.which.setText("" if self._refused else self.page_words())
        self._say_zoom()

    def page_words(self) -> str:
        """Which page is shown, in words."""
        laid = self._laid
        if laid is None:
            return ""
        sheets = len(laid.tiles)
        if self.whole:
            return _("Sheets 1–{count}").format(count=sheets) if sheets > 1 else _("One sheet")
        page = laid.pages[self.number]
        if page.kind == "assembly":
            return _("Assembly page")
        if page.kind == "tile":
            number = laid.tiles.index(page) + 1
            text = _("Sheet {number} of {count} · {label}")
            return text.format(number=number, count=sheets, label=page.label)
        if len(laid.pages) == 1:
            return _("One sheet")
        return _("Page {number} of {count}").format(number=self.number + 1, count=len(laid.pages))

    def _say_zoom(self) -> None:
        self.zoom.setText(percent(round(100 * self.view.zoom), current_language()))
