"""The window's colours and type: light and dark, following the system or as the user chose.

Colours live in `resources/themes/*.json`, rules in `window.qss`. Fusion draws what the rules leave.
"""

import json
from functools import cache
from string import Template

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from cjmdesk import shipped

CHOICES = ("system", "light", "dark")
FONT_FILES = ("NotoSans-Regular", "NotoSans-Bold")
"""What the first paint needs; the text engine brings all the others."""

FAMILY = "Noto Sans"

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


@cache
def colours(name: str) -> dict[str, str]:
    """The colours of theme `light` or `dark`, by name, as `#RRGGBB`."""
    loaded: dict[str, str] = json.loads(shipped.path("themes", f"{name}.json").read_text("utf-8"))
    return loaded


class Sizes(Struct, frozen=True):
    """Type sizes in points. base: what the system asks for."""

    base: float

    @property
    def small(self) -> float:
        return max(self.base * 0.86, 7.0)

    @property
    def heading(self) -> float:
        return self.base * 1.15

    @property
    def title(self) -> float:
        return self.base * 1.55


class Theme(QObject):
    """The theme in force. There is one for the whole program; widgets are handed it."""

    changed = Signal()
    """Colours are others now: pixmaps made from them are to be made again."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.name = "light"
        self.sizes = Sizes(_system_points(app))
        # With rules on it a style has no name; ours is below them already.
        if not app.styleSheet() and app.style().name().lower() != "fusion":
            app.setStyle("Fusion")
        app.setFont(ui_font(self.sizes.base))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def use(self, choice: str) -> None:
        """Switch to `system`, `light` or `dark`."""
        hints = QGuiApplication.styleHints()
        scheme = _SCHEMES.get(choice, Qt.ColorScheme.Unknown)
        hints.blockSignals(True)
        if scheme == Qt.ColorScheme.Unknown:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(scheme)
        hints.blockSignals(False)
        wanted = scheme if scheme != Qt.ColorScheme.Unknown else hints.colorScheme()
        self._apply("dark" if wanted == Qt.ColorScheme.Dark else "light")

    def colour(self, name: str) -> QColor:
        """A colour of the theme in force; KeyError for a name no theme has."""
        return QColor(colours(self.name)[name])

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._apply("dark" if scheme == Qt.ColorScheme.Dark else "light")

    def _apply(self, name: str) -> None:
        self.name = name
        self._app.setPalette(palette(name))
        rules = stylesheet(name, self.sizes)
        if rules != self._app.styleSheet():  # Qt would go through every widget for the same ones, too
            self._app.setStyleSheet(rules)
        self.changed.emit()


@cache
def add_fonts() -> None:
    """Make the bundled family known to Qt."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(shipped.path("fonts", f"{name}.ttf")))


def ui_font(points: float) -> QFont:
    """The bundled family at `points`, with the system's own as fallback."""
    font = QFont(QApplication.font())
    font.setFamilies(list(dict.fromkeys((FAMILY, *QApplication.font().families()))))
    font.setPointSizeF(points)
    return font


def palette(name: str) -> QPalette:
    """The Qt palette of a theme."""
    tone = {key: QColor(value) for key, value in colours(name).items()}
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, "panel"),
        (role.WindowText, "ink"),
        (role.Base, "surface"),
        (role.AlternateBase, "panel"),
        (role.Text, "ink"),
        (role.PlaceholderText, "small"),
        (role.Button, "surface"),
        (role.ButtonText, "ink"),
        (role.BrightText, "bad"),
        (role.ToolTipBase, "primary"),
        (role.ToolTipText, "on_primary"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "surface"),
        (role.Midlight, "hover"),
        (role.Mid, "hairline"),
        (role.Dark, "outline"),
        (role.Shadow, "shadow"),
    ):
        made.setColor(which, tone[colour])
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, tone["faint"])
    return made


def stylesheet(name: str, sizes: Sizes) -> str:
    """The rules of `window.qss` with a theme's colours and type sizes filled in."""
    words = dict(colours(name))
    words["small_pt"] = f"{sizes.small:.2f}pt"
    words["heading_pt"] = f"{sizes.heading:.2f}pt"
    words["title_pt"] = f"{sizes.title:.2f}pt"
    for picture in ("chevron_down", "chevron_up", "chevron_right", "check", "clear", "tick"):
        words[picture] = shipped.path("themes", f"{name}-{picture}.svg").as_posix()
    return Template(shipped.path("themes", "window.qss").read_text("utf-8")).substitute(words)


def _system_points(app: QApplication) -> float:
    """The system's type size; pixel-sized fonts are turned into points."""
    font = app.font()
    if font.pointSizeF() > 0:
        return font.pointSizeF()
    screen = app.primaryScreen()
    dpi = screen.logicalDotsPerInchY() if screen is not None else 96.0
    return font.pixelSize() * 72.0 / dpi
