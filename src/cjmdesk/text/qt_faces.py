"""The faces that Qt chooses from: the bundled ones first, and what can be read out of each."""

import os
import sys
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from cjmdesk import shipped
from cjmdesk.text import bundled, subset
from cjmdesk.text.engine import FontKind, GlyphBitmap, TextStyle
from cjmdesk.text.qt_imports import leave_sources_unread

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QGuiApplication, QRawFont

PIXELS = 125
"""Size at which everything is laid out: exact to HarfBuzz, since a unit of a 1000-unit face is
eight of Qt's 64ths of a pixel."""

_OUTLINE_PIXELS = 1000
_BITMAP_PIXELS = 136
"""The strike of the colour fonts in use; larger would only be scaled up."""

BUNDLED = (
    "Noto Sans",
    "Noto Sans Math",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
    "Noto Emoji",
    "Noto Sans Symbols2",
    "Noto Sans Symbols",
)
"""The families shipped with the program, in the order in which a character looks for its glyph."""

_BUNDLED_BOLD = (BUNDLED[0], "Noto Sans Devanagari", *BUNDLED[1:])
"""The same for bold words: Noto Sans has no minus, Math has no bold one. It is all that Math and
Devanagari have in common."""

_EAST_ASIAN = {
    "zh": ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"),
    "zh-Hant": ("Noto Sans CJK TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei"),
    "ja": ("Noto Sans CJK JP", "Source Han Sans", "Hiragino Sans", "Yu Gothic", "Meiryo"),
    "ko": ("Noto Sans CJK KR", "Source Han Sans K", "Apple SD Gothic Neo", "Malgun Gothic"),
}

_of_thread = threading.local()

_application: "QGuiApplication | None" = None


def ensure_application() -> None:
    """Make a QGuiApplication if there is none: fonts need one.

    On Linux without a display it runs on the offscreen platform; elsewhere that would lose the
    system's fonts. A program that has loaded widgets gets a QApplication, which it will need.
    """
    global _application  # noqa: PLW0603 - Qt wants its application kept alive by somebody
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QGuiApplication

    if QCoreApplication.instance() is not None:
        return
    seen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not seen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    widgets = sys.modules.get("PySide6.QtWidgets")
    _application = QGuiApplication([]) if widgets is None else widgets.QApplication([])


def is_asked() -> bool:
    """Whether Qt tells how plain texts are set, rather than the files of the bundled faces: where it runs
    anyhow, and where it does not draw with FreeType and may measure otherwise."""
    gui = sys.modules.get("PySide6.QtGui")
    running = gui is not None and gui.QGuiApplication.instance() is not None
    return running or not sys.platform.startswith("linux")


@lru_cache(maxsize=1)
def start() -> None:
    """Make ready what fonts need: an application, and the bundled faces."""
    leave_sources_unread()
    ensure_application()
    load_bundled()


@lru_cache(maxsize=1)
def load_bundled() -> tuple[str, ...]:
    """Give the bundled fonts to Qt, once, and return the file names it refused (none)."""
    from PySide6.QtCore import QLoggingCategory
    from PySide6.QtGui import QFontDatabase

    # Qt says of every face that it lacks the scripts it lacks; that is what the others are for.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    files = sorted(shipped.path("fonts").glob("*.ttf"))
    return tuple(file.name for file in files if QFontDatabase.addApplicationFont(str(file)) < 0)


def font(style: TextStyle, east_asian: str = "zh") -> "QFont":
    """The font for a style: every family in a fixed order, unhinted, at `PIXELS`.

    Each thread has its own: Qt changes what a QFont keeps without asking who else uses it.
    """
    known: dict[tuple[TextStyle, str], QFont] | None = getattr(_of_thread, "fonts", None)
    if known is None:
        known = _of_thread.fonts = {}
    made = known.get((style, east_asian))
    if made is None:
        made = known[style, east_asian] = _font(style, east_asian)
    return made


def _font(style: TextStyle, east_asian: str) -> "QFont":
    from PySide6.QtGui import QFont, QFontDatabase

    load_bundled()
    orders = (_EAST_ASIAN[east_asian], *(names for key, names in _EAST_ASIAN.items() if key != east_asian))
    # A family that is not installed makes macOS search all its aliases: name only those there are.
    system = [name for names in orders for name in names if QFontDatabase.hasFamily(name)]
    made = QFont()
    made.setFamilies([*(_BUNDLED_BOLD if style.bold else BUNDLED), *system])
    made.setPixelSize(PIXELS)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(_strategy(east_asian))
    made.setBold(style.bold)
    made.setItalic(style.italic)
    return made


def _strategy(east_asian: str) -> "QFont.StyleStrategy":
    """A harmless difference between fonts that differ only in the order of their fallbacks.

    Qt keeps the fallbacks of the first such font for all of them: which forms Chinese characters
    take would depend on what was laid out before.
    """
    from PySide6.QtGui import QFont

    strategies = QFont.StyleStrategy
    return {
        "zh": strategies.PreferDefault,
        "zh-Hant": strategies.PreferMatch | strategies.PreferQuality,
        "ja": strategies.PreferMatch,
        "ko": strategies.PreferQuality,
    }[east_asian]


class QtFaces:
    """The `FontSource` of the Qt engine: faces met in layouts, by key.

    A face of Qt's dies with the thread that met it. Each thread has its own, and meets those that
    it lacks anew in the words that another one met them in. faces_of: all faces of a text's layout.
    """

    def __init__(self, faces_of: "Callable[[str, TextStyle], Iterable[QRawFont]]") -> None:
        self._faces_of = faces_of
        self._met: dict[str, tuple[str, TextStyle]] = {}
        self._thread = threading.local()
        self._kinds: dict[str, FontKind] = {}

    def key(self, raw: "QRawFont", text: str, style: TextStyle) -> str:
        """The face's key: family, style name, weight and slant as Qt drew them. text, style: of the
        layout that it was met in."""
        key = _key(raw)
        self._met.setdefault(key, (text, style))
        self._here.setdefault(key, raw)
        return key

    @property
    def _here(self) -> "dict[str, QRawFont]":
        """This thread's faces."""
        faces: dict[str, QRawFont] | None = getattr(self._thread, "faces", None)
        if faces is None:
            faces = self._thread.faces = {}
        return faces

    def _raw(self, font: str) -> "QRawFont":
        here = self._here
        if font not in here:
            style = bundled.style_of(font)
            if style is not None:  # may be known by its file alone
                self._met.setdefault(font, ("x", style))
            for raw in self._faces_of(*self._met[font]):
                here.setdefault(_key(raw), raw)
        return here[font]

    def _by_file(self, font: str) -> TextStyle | None:
        """The style of a face that is known by its file alone; None for what Qt met."""
        return bundled.style_of(font) if font not in self._met else None

    def family(self, font: str) -> str:
        family, style, weight, slant = font.split("/")
        name = (
            f"{family} {style}" + ("" if style else f" {weight}") + ("" if slant == "StyleNormal" else " It")
        )
        return "".join(c for c in name if c.isascii() and c.isalnum()) or "Font"

    def kind(self, font: str) -> FontKind:
        if font not in self._kinds:
            self._kinds[font] = self._find_kind(font) if self._by_file(font) is None else "glyf"
        return self._kinds[font]

    def _find_kind(self, font: str) -> FontKind:
        raw = self._raw(font)
        if any(raw.fontTable(tag).size() for tag in ("fvar", "CBDT", "sbix", "COLR", "SVG ")):
            return "drawn"
        if self._synthetic(font):
            return "drawn"
        if raw.fontTable("CFF ").size():
            return "cff"
        return "glyf" if raw.fontTable("glyf").size() else "drawn"

    def _synthetic(self, font: str) -> bool:
        """Whether Qt slants or thickens the face itself: then its outlines are not the file's."""
        import uharfbuzz

        raw = self._at(font, _OUTLINE_PIXELS)
        face = uharfbuzz.Font(uharfbuzz.Face(self.sfnt(font)))
        scale = _OUTLINE_PIXELS / face.face.upem
        compared = 0
        for glyph in range(1, face.face.glyph_count):
            extents = face.get_glyph_extents(glyph)
            if extents is None or abs(extents.height * scale) < 0.3 * _OUTLINE_PIXELS:
                continue  # a lean does not show on low glyphs
            drawn = raw.pathForGlyph(glyph).boundingRect()
            if abs(drawn.width() - extents.width * scale) > 0.01 * _OUTLINE_PIXELS:
                return True
            compared += 1
            if compared == 5:
                break
        return False

    @lru_cache(maxsize=2)  # noqa: B019 - one engine lives as long as the program
    def sfnt(self, font: str) -> bytes:
        # Only the last ones are kept: an East Asian face takes 16 MB.
        style = self._by_file(font)
        if style is not None:
            return bundled.sfnt_of(style)
        raw = self._raw(font)
        tables = {tag: bytes(raw.fontTable(tag).data()) for tag in subset.TABLES}
        return subset.build_sfnt({tag: data for tag, data in tables.items() if data})

    def glyph_path(self, font: str, glyph: int) -> tuple[tuple[float | str, ...], ...]:
        from PySide6.QtGui import QPainterPath

        path = self._at(font, _OUTLINE_PIXELS).pathForGlyph(glyph)
        found: list[tuple[float | str, ...]] = []
        at = 0
        while at < path.elementCount():
            element = path.elementAt(at)
            x, y = element.x / _OUTLINE_PIXELS, element.y / _OUTLINE_PIXELS
            if element.type == QPainterPath.ElementType.MoveToElement:
                if found:
                    found.append(("Z",))
                found.append(("M", x, y))
            elif element.type == QPainterPath.ElementType.LineToElement:
                found.append(("L", x, y))
            else:
                rest = [path.elementAt(at + 1), path.elementAt(at + 2)]
                ends = [value / _OUTLINE_PIXELS for point in rest for value in (point.x, point.y)]
                found.append(("C", x, y, *ends))
                at += 2
            at += 1
        if found:
            found.append(("Z",))
        return tuple(found)

    def glyph_advance(self, font: str, glyph: int) -> float:
        style = self._by_file(font)
        if style is not None:
            return bundled.advance_of(style, glyph)
        return self._at(font, _OUTLINE_PIXELS).advancesForGlyphIndexes([glyph])[0].x() / _OUTLINE_PIXELS

    def glyph_bitmap(self, font: str, glyph: int) -> GlyphBitmap | None:
        raw = self._raw(font)
        if not any(raw.fontTable(tag).size() for tag in ("CBDT", "sbix", "COLR", "SVG ")):
            return None
        return _picture(self._at(font, _BITMAP_PIXELS), glyph)

    def _at(self, font: str, pixels: int) -> "QRawFont":
        from PySide6.QtGui import QRawFont

        here, name = self._here, f"{font}/{pixels}"
        if name not in here:
            raw = QRawFont(self._raw(font))
            raw.setPixelSize(pixels)
            here[name] = raw
        return here[name]


def _key(raw: "QRawFont") -> str:
    return f"{raw.familyName()}/{raw.styleName()}/{raw.weight()}/{raw.style().name}"


def _picture(raw: "QRawFont", glyph: int) -> GlyphBitmap:
    """A glyph painted into a picture with room for what leaves its box."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QGlyphRun, QImage, QPainter

    side, left, top = round(_BITMAP_PIXELS * 1.5), _BITMAP_PIXELS * 0.1, _BITMAP_PIXELS * 1.15
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    run = QGlyphRun()
    run.setRawFont(raw)
    run.setGlyphIndexes([glyph])
    run.setPositions([QPointF(0, 0)])
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawGlyphRun(QPointF(left, top), run)
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    em = _BITMAP_PIXELS
    return GlyphBitmap(side, side, bytes(image.constBits()), -left / em, -top / em, side / em, side / em)
