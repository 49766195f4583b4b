"""Glyph runs as PDF text operators."""

from cjmdesk.paint.pdf_fonts import EmbeddedFace
from cjmdesk.text.engine import GlyphRun


def number(value: float) -> str:
    """Two decimals: at most 0.005 mm off."""
    text = f"{value:.2f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class TextPen:
    """Writes glyph runs into a text object.

    state: the graphics state known so far; follows: whether the next glyph stands where a step to
    the next line leads.
    """

    def __init__(self, state: dict[str, str], pieces: list[str], size: float) -> None:
        self.pieces = pieces
        self.follows = False
        self._state = state
        self._size = size

    def run(self, face: EmbeddedFace, run: GlyphRun, place: tuple[float, float]) -> None:
        """Glyphs one after another; moved only where kerning or marks put them elsewhere."""
        codes, widths = face.codes, face.widths
        resource, raised, pen, moved = "", 0.0, 0.0, False
        shown: list[str] = []
        for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
            owner, code = codes.get(glyph) or face.add(glyph)
            if owner != resource or y != raised or not shown:
                self._show(shown, moved)
                self._move(owner, place, x, y)
                resource, raised, pen, moved = owner, y, x, False
            elif not -0.0005 < x - pen < 0.0005:
                shift = round((x - pen) * 1000)
                shown.append(f"){-shift}(")
                moved = True
                pen += shift / 1000
            shown.append(code)
            pen += widths[glyph]
        self._show(shown, moved)

    def _show(self, shown: list[str], moved: bool) -> None:
        if shown:
            codes = "".join(shown)
            self.pieces.append(f"[({codes})]TJ" if moved else f"({codes})Tj")
            shown.clear()

    def _move(self, owner: str, place: tuple[float, float], x: float, y: float) -> None:
        font = f"/{owner} {self._size:.4g} Tf"
        if self._state.get("font") != font:
            self._state["font"] = font
            self.pieces.append(font)
        if self.follows and x == 0 and y == 0:
            self.pieces.append("T*")
        else:
            left, baseline = place[0] + x * self._size, place[1] + y * self._size
            self.pieces.append(f"1 0 0 -1 {number(left)} {number(baseline)} Tm")
        self.follows = False
