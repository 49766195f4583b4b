"""The kind of a lane, by its title and by what it holds where the title leaves it open."""

import re

from cjmdesk.formats import card_text
from cjmdesk.formats.blocks import Cell
from cjmdesk.formats.words import is_one_of, lane_guess, lane_kind

BLUEPRINT_LINES = {
    "internal_interaction": re.compile(r"internal|wewn|внутр|intern|内部|內部|내부", re.IGNORECASE),
    "visibility": re.compile(r"visib|widocz|видим|sicht|zichtb|viditel|可[见視视]|可視|가시", re.IGNORECASE),
}


def blueprint_line(title: str) -> str:
    """Which of the three lines of a blueprint a title names."""
    return next((line for line, pattern in BLUEPRINT_LINES.items() if pattern.search(title)), "interaction")


def resolved_kind(title: str, cells: list[Cell]) -> str:
    """The kind of a lane by its title, and by what it holds where the title leaves it open."""
    guess = lane_guess(title)
    kind = guess.kind if guess else lane_kind(title)
    named = {kind, *(guess.also if guess else ())}
    if kind in ("thoughts", "emotions") and {"thoughts", "emotions"} <= named:
        return "emotions" if card_text.is_felt(cells) else "thoughts"
    if kind == "score":
        return (
            "emotions" if card_text.is_felt(cells, figures_only=True) or "emotions" in named else "free_text"
        )
    if guess is None:
        return _unnamed_kind(title, cells)
    return kind


def _unnamed_kind(title: str, cells: list[Cell]) -> str:
    """The kind of a lane whose title is no usual one: who acts in it, or what its cells say."""
    if is_one_of("CUSTOMER", title) or is_one_of("STEP_AXIS", title):
        return "actions"
    return "emotions" if not title and card_text.is_felt(cells) else "free_text"


_STAFF = re.compile(
    r"\b(staff|employee|pracowni|obsług|personel|сотрудник|персонал|mitarbeit)", re.IGNORECASE
)


def is_of_staff(title: str) -> bool:
    """Whether the title of an emotion lane speaks of those who serve, not of customers."""
    return _STAFF.search(title) is not None
