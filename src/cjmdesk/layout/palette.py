"""The colours of a sheet, from the design's picture book; all `#RRGGBB`.

Nothing is said by colour alone: kinds have icons, evidence has dots, severity has bars. Ink modes
other than colour are other palettes of the same shape.
"""

import colorsys

from msgspec import Struct, field

_STAGES = ("#2F6F8F", "#3D7F7A", "#5B7B46", "#976B22", "#B05A3C", "#8A4F7D")

_LANES = {
    "actions": ("#E8EFF6", "#2B5C8A"),
    "thoughts": ("#E9F1F3", "#2C6675"),
    "touchpoints": ("#ECEEF1", "#4B5563"),
    "pain_points": ("#FBE9E4", "#B23A24"),
    "motives": ("#FFF3D6", "#8A6100"),
    "needs": ("#FDEEDC", "#94540F"),
    "choice_criteria": ("#E6F0F0", "#2B6565"),
    "research": ("#F0EAF7", "#6A4596"),
    "findings": ("#F5E8F3", "#873F7C"),
    "solutions": ("#E4F2E7", "#2C6E3F"),
    "key_task": ("#E7E9F7", "#414C9C"),
    "metrics": ("#E6F0F0", "#2B6565"),
    "process": ("#EAEDF2", "#3F5270"),
    "physical_evidence": ("#F3EDE4", "#75583A"),
    "frontstage": ("#E4F0EE", "#2C6A60"),
    "backstage": ("#EAEDE4", "#55633A"),
    "support": ("#EDEBF2", "#574F78"),
    "storyboard": ("#F1F1EE", "#5B5B52"),
    "time": ("#EFEFEA", "#5C5A47"),
    "free_text": ("#F6F6F2", "#5B5B52"),
    "emotions": ("#F6F6F2", "#374151"),
}


class Palette(Struct, frozen=True):
    """Every colour that layout uses. lanes: kind → (tint, strong). outline: of cards and headers
    where their grounds are white, None for none. mode: colour, grey or line; see `inks`."""

    ink: str = "#1F2430"
    secondary: str = "#4B5563"
    small: str = "#6B7280"
    faint: str = "#8A929E"
    hairline: str = "#DDE0E5"
    label: str = "#F6F6F2"
    page: str = "#FFFFFF"
    good: str = "#2E7D46"
    middling: str = "#B7862B"
    bad: str = "#B23A24"
    wash_good: str = "#D3E8DA"
    wash_bad: str = "#F5DAD5"
    curve: str = "#374151"
    condition_good: str = "#2C6E3F"
    condition_bad: str = "#B23A24"
    condition_neutral: str = "#4B5563"
    stages: tuple[str, ...] = _STAGES
    lanes: dict[str, tuple[str, str]] = field(default_factory=lambda: dict(_LANES))
    personas: tuple[str, ...] = ("#2F6F8F", "#A4621A", "#7A4988", "#3F7A3F", "#A23B52")
    pill: str = "#DEE0E4"
    outline: str | None = None
    mode: str = "colour"

    def stage(self, index: int) -> str:
        """The header colour of stage number `index` from 0; after the last one they start again,
        a little darker each round, so that white text keeps its contrast; without colours they
        only alternate."""
        round_number, place = divmod(index, len(self.stages))
        return darker(self.stages[place], 0.86**round_number if self.mode == "colour" else 1.0)

    def lane(self, kind: str) -> tuple[str, str]:
        """Tint and strong colour of a lane kind; those of free text for an unknown one."""
        return self.lanes.get(kind, self.lanes["free_text"])

    def persona(self, index: int) -> str:
        """The curve's colour of persona number `index` from 0."""
        return self.personas[index % len(self.personas)]

    def level(self, level: float) -> str:
        """Colour of a face: good from +1.5, bad from −1.5, middling between."""
        if level >= 1.5:
            return self.good
        return self.bad if level <= -1.5 else self.middling

    def condition(self, condition: str) -> str:
        """Colour of a connector; neutral for an unknown word."""
        return {"good": self.condition_good, "bad": self.condition_bad}.get(condition, self.condition_neutral)


COLOUR = Palette()


def darker(colour: str, factor: float) -> str:
    """`colour` with its lightness times `factor` (0…1)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    mixed = colorsys.hls_to_rgb(hue, light * factor, saturation)
    return "#" + "".join(f"{round(part * 255):02X}" for part in mixed)


def tint(colour: str, amount: float = 0.12) -> str:
    """A pale version of `colour` for card grounds; amount 0 is white, 1 the colour itself."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * amount):02X}" for part in parts)
