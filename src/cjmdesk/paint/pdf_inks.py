"""Colours as PDF operators: of the screen, without colour, or mixed for a printing press."""

from functools import lru_cache

from cjmdesk.layout.inks import grey

Cmyk = tuple[float, float, float, float]
"""Shares of cyan, magenta, yellow and black, 0…1."""


class Inks:
    """Colours of the screen. space: the name of the colour space."""

    space = "/DeviceRGB"
    _fill, _stroke = "rg", "RG"

    def numbers(self, colour: str) -> tuple[float, ...]:
        """`#RRGGBB` in that space, 0…1 each."""
        return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))

    def __init__(self) -> None:
        self._written: dict[str, str] = {}

    def fill(self, colour: str) -> str:
        """The operator that makes `#RRGGBB` the colour of what is filled."""
        return f"{self._write(colour)} {self._fill}"

    def stroke(self, colour: str) -> str:
        """The same for lines."""
        return f"{self._write(colour)} {self._stroke}"

    def pixels(self, width: int, height: int, rgb: bytes) -> bytes:
        """A picture's rows, 3 bytes a pixel, in that space."""
        return rgb

    def _write(self, colour: str) -> str:
        known = self._written.get(colour)
        if known is None:
            known = self._written[colour] = " ".join(f"{value:.3g}" for value in self.numbers(colour))
        return known


class _Grey(Inks):
    """Black ink only: whatever is still coloured becomes the grey that is as light."""

    space = "/DeviceGray"
    _fill, _stroke = "g", "G"

    def numbers(self, colour: str) -> tuple[float, ...]:
        return (int(grey(colour)[1:3], 16) / 255,)

    def pixels(self, width: int, height: int, rgb: bytes) -> bytes:
        from cjmdesk.pictures.qt import in_grey

        return in_grey(width, height, rgb)


class _Press(Inks):
    """Four inks."""

    space = "/DeviceCMYK"
    _fill, _stroke = "k", "K"

    def numbers(self, colour: str) -> tuple[float, ...]:
        return mixed(colour)

    def pixels(self, width: int, height: int, rgb: bytes) -> bytes:
        from cjmdesk.pictures.qt import in_four_inks

        return in_four_inks(width, height, rgb)


PRESS: dict[str, Cmyk] = {
    # Letters in black alone, so that four plates that are a hair apart cannot blur them.
    "#1F2430": (0.0, 0.0, 0.0, 0.95),
    "#374151": (0.0, 0.0, 0.0, 0.8),
    "#4B5563": (0.0, 0.0, 0.0, 0.72),
    "#6B7280": (0.0, 0.0, 0.0, 0.6),
    "#8A929E": (0.0, 0.0, 0.0, 0.45),
    "#DDE0E5": (0.0, 0.0, 0.0, 0.14),
    "#C9CED6": (0.0, 0.0, 0.0, 0.2),
    "#F6F6F2": (0.0, 0.0, 0.03, 0.03),
    # Stages.
    "#2F6F8F": (0.8, 0.35, 0.2, 0.2),
    "#3D7F7A": (0.75, 0.2, 0.45, 0.2),
    "#5B7B46": (0.6, 0.2, 0.85, 0.25),
    "#976B22": (0.15, 0.45, 0.95, 0.3),
    "#B05A3C": (0.1, 0.7, 0.75, 0.15),
    "#8A4F7D": (0.35, 0.75, 0.1, 0.2),
    # Good, middling, bad.
    "#2E7D46": (0.8, 0.15, 0.9, 0.2),
    "#B7862B": (0.1, 0.4, 0.95, 0.15),
    "#B23A24": (0.05, 0.85, 0.95, 0.15),
    "#D3E8DA": (0.18, 0.0, 0.18, 0.0),
    "#F5DAD5": (0.0, 0.16, 0.12, 0.0),
    # Tints of cards that a press would otherwise break up into black dots.
    "#E8EFF6": (0.08, 0.03, 0.0, 0.0),
    "#E9F1F3": (0.08, 0.02, 0.03, 0.0),
    "#ECEEF1": (0.04, 0.02, 0.0, 0.04),
    "#FBE9E4": (0.0, 0.1, 0.08, 0.0),
    "#FFF3D6": (0.0, 0.04, 0.18, 0.0),
    "#FDEEDC": (0.0, 0.07, 0.14, 0.0),
    "#E6F0F0": (0.1, 0.01, 0.05, 0.0),
    "#F0EAF7": (0.06, 0.09, 0.0, 0.0),
    "#F5E8F3": (0.02, 0.1, 0.0, 0.0),
    "#E4F2E7": (0.11, 0.0, 0.11, 0.0),
    "#E7E9F7": (0.1, 0.08, 0.0, 0.0),
}
"""The palette's colours as a press should mix them, at most 240 % of ink together."""

_MOST_INK = 2.4


@lru_cache(maxsize=2048)
def mixed(colour: str) -> Cmyk:
    """`#RRGGBB` for a press: as in PRESS, else by the rule.

    What is grey goes to black alone; of other colours black takes what the three inks would
    darken together, except in pale ones, where its dots would show.
    """
    if colour.upper() in PRESS:
        return PRESS[colour.upper()]
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    cyan, magenta, yellow = 1 - red, 1 - green, 1 - blue
    dark = min(cyan, magenta, yellow)
    if max(cyan, magenta, yellow) - dark < 0.06:
        return (0.0, 0.0, 0.0, round((cyan + magenta + yellow) / 3, 3))
    black = max(0.0, (dark - 0.15) / 0.85)
    inks = [max(0.0, (part - black) / (1 - black)) if black < 1 else 0.0 for part in (cyan, magenta, yellow)]
    total = sum(inks) + black
    if total > _MOST_INK:
        inks = [part * (_MOST_INK - black) / (total - black) for part in inks]
    return (round(inks[0], 3), round(inks[1], 3), round(inks[2], 3), round(black, 3))


SCREEN = Inks()
INKS: dict[str, Inks] = {"colour": SCREEN, "grey": _Grey(), "line": _Grey(), "cmyk": _Press()}
"""Ink mode → how its colours are written."""
