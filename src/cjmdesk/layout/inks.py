"""Ink modes: how a sheet looks on a printer without colours, or with worn ones.

A palette of its own says everything that the program colours; what the user coloured is turned
into the same mode. Painters turn what is left (pictures, marks of a sheet) by `grey`.
"""

from msgspec.structs import replace

from cjmdesk.layout.palette import COLOUR, Palette, darker

WHITE, BLACK = "#FFFFFF", "#000000"


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 black … 1 white (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between two colours, 1 (none) … 21; 4.5 is what running text needs (WCAG 2.2). It is that of
    luminances, so it holds for a print without colours too."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


_READABLE = 6.2
"""On white, which leaves enough on the pale grounds of a sheet."""


def readable(colour: str) -> str:
    """`colour`, as much darker as running text in it must be."""
    while contrast(colour, "#FFFFFF") < _READABLE:
        colour = darker(colour, 0.94)
    return colour


def grey(colour: str) -> str:
    """The grey that is as light as `colour`."""
    light = luminance(colour)
    encoded = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(255 * encoded):02X}" * 3


def _greys() -> Palette:
    """Neighbouring stages alternate, kinds that matter most (pains, solutions) stand apart, and
    white letters keep a contrast of 4.5 on everything that carries them."""
    usual = ("#EFEFEF", "#4A4A4A")
    lanes = dict.fromkeys(COLOUR.lanes, usual)
    lanes |= dict.fromkeys(("thoughts", "touchpoints", "needs", "physical_evidence"), ("#F4F4F4", "#5C5C5C"))
    lanes |= dict.fromkeys(("motives", "choice_criteria", "metrics", "backstage"), ("#EAEAEA", "#5C5C5C"))
    lanes |= dict.fromkeys(("free_text", "storyboard", "time", "emotions"), ("#F6F6F6", "#4F4F4F"))
    lanes |= {"pain_points": ("#DEDEDE", "#161616"), "solutions": ("#F7F7F7", "#303030")}
    return Palette(
        ink="#1A1A1A",
        secondary="#474747",
        small="#5E5E5E",
        faint="#8C8C8C",
        hairline="#D2D2D2",
        label="#F4F4F4",
        good="#707070",
        middling="#555555",
        bad="#161616",
        wash_good="#F1F1F1",
        wash_bad="#D6D6D6",
        curve="#2E2E2E",
        condition_good="#6B6B6B",
        condition_bad="#161616",
        condition_neutral="#474747",
        stages=("#3C3C3C", "#686868"),
        lanes=lanes,
        pill="#C9C9C9",
        personas=("#262626", "#6E6E6E", "#474747", "#595959", "#383838"),
        mode="grey",
    )


def _lines() -> Palette:
    """Black on white without any ground: for worn toner, copies and faxes."""
    return replace(
        COLOUR,
        ink=BLACK,
        secondary=BLACK,
        small=BLACK,
        faint=BLACK,
        hairline=BLACK,
        label=WHITE,
        good=BLACK,
        middling=BLACK,
        bad=BLACK,
        wash_good=WHITE,
        wash_bad=WHITE,
        curve=BLACK,
        condition_good=BLACK,
        condition_bad=BLACK,
        condition_neutral=BLACK,
        stages=(WHITE,),
        lanes=dict.fromkeys(COLOUR.lanes, (WHITE, BLACK)),
        personas=(BLACK,),
        pill=WHITE,
        outline=BLACK,
        mode="line",
    )


PALETTES: dict[str, Palette] = {"colour": COLOUR, "grey": _greys(), "line": _lines(), "cmyk": COLOUR}
"""Ink mode (see `model.choices.INK_MODES`) → palette. In CMYK the same colours are mixed anew by the
PDF painter."""


def letters_on(palette: Palette, colour: str) -> str:
    """The colour of letters on a ground of `colour`: white, or ink where that reads clearly better."""
    page, ink = palette.page, palette.ink
    return max((page, ink), key=lambda letters: contrast(letters, colour) * (1.5 if letters == page else 1.0))


def own(palette: Palette, colour: str, *, ground: bool = False) -> str:
    """A colour that the user chose, as `palette` prints it. ground: it carries letters, and is made dark
    enough for white ones."""
    if palette.mode == "line":
        return WHITE if ground else BLACK
    if palette.mode != "grey":
        return colour
    toned = grey(colour)
    while ground and contrast(toned, WHITE) < 4.5:
        toned = grey(darker(toned, 0.92))
    return toned
