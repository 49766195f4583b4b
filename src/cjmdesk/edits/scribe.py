"""Notes typed off the wall: codes that say where a note hung, and lists that become cards.

A code is the letter of a lane and the number of a note's column: `D7 queue at 8:00`. It is read
by the printed grid that the notes hung on, which the map remembers by item ids, so that it still
holds after lanes and stages were moved. An unknown code is said, never guessed.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field, set_fields
from cjmdesk.edits.grids import grid_name
from cjmdesk.edits.notes import add_card, add_point
from cjmdesk.edits.places import at, find, item_at, map_of
from cjmdesk.edits.points import owner_fields
from cjmdesk.i18n import _
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import LaneBase, LineLane
from cjmdesk.model.maps import JourneyMap, WallGrid
from cjmdesk.model.project import Project

_ALIKE = str.maketrans("АВЕКМНОРСТУХІавекмнорстухі", "ABEKMHOPCTYXIABEKMHOPCTYXI")
"""Cyrillic letters that look as Latin ones do: whoever types what stands on the wall may have either."""

_LETTERS = "[A-Za-z" + "".join(map(chr, _ALIKE)) + "]{1,2}"
_CODE = re.compile(rf"^\s*({_LETTERS})(\d{{1,3}})[\s.:)]+(.*)$", re.DOTALL)
_BARE = re.compile(rf"^\s*({_LETTERS})(\d{{1,3}})\s*$")
_LEVEL = re.compile(r"^([+\-−–]?\d+(?:[.,]\d+)?)(?=\s|$|[\"“„«'])\s*(.*)$", re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[-–—*•●▪◦·]|\d{1,3}[.)]|\[[ xX✓]?\])\s+")
_INDENTED = re.compile(r"^(?:\t|  )")
_DASH = re.compile(r"^[-–—]\s+")
_PLAIN = "plain"
"""Id of the grid of a map of which none was printed."""

_QUOTES = "\"“”„«»'‘’「」"


class Slot(Struct, frozen=True):
    """Where a code leads. lane, step: their ids."""

    lane: str
    step: str


class WallNote(Struct, frozen=True):
    """A typed line. slot: None where it has no code. level: of an emotion point, None if not given."""

    slot: Slot | None
    text: str
    level: float | None = None


def lane_letters(number: int) -> str:
    """The letters of lane number `number` from 0: A … Z, AA, AB …"""
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def plain_grid(journey: JourneyMap) -> WallGrid:
    """The grid of a map of which none was printed: its shown lanes, one slot for each step."""
    return WallGrid(
        id=_PLAIN,
        lanes=tuple(lane.id for lane in journey.lanes if not lane.hidden and not isinstance(lane, LineLane)),
        slots=tuple(step.id for stage in journey.stages for step in stage.steps),
    )


def newest_grid(journey: JourneyMap) -> WallGrid:
    """The grid printed last, else the plain one."""
    return journey.grids[-1] if journey.grids else plain_grid(journey)


def grid_in_force(journey: JourneyMap, chosen: str = "") -> WallGrid:
    """The grid by which codes are read: the remembered one with the id `chosen`, else the newest."""
    return next((grid for grid in journey.grids if grid.id == chosen), None) or newest_grid(journey)


def find_slot(journey: JourneyMap, grid: WallGrid, letters: str, number: int) -> Slot:
    """Where the code leads on `grid`. Raises EditError where it leads nowhere any more."""
    code = f"{letters.upper()}{number}"
    lane = _lane_on(grid, letters)
    if lane is None or not 1 <= number <= len(grid.slots):
        raise EditError(_on_no_slot(journey, grid, code, lane is None))
    step = grid.slots[number - 1]
    if lane not in {each.id for each in journey.lanes}:
        raise EditError(_("{code} hung on a lane that is not in the map any more").format(code=code))
    if step not in {each.id for stage in journey.stages for each in stage.steps}:
        raise EditError(_("{code} hung in a column that is not in the map any more").format(code=code))
    return Slot(lane, step)


def _lane_on(grid: WallGrid, letters: str) -> str | None:
    """The lane behind the letters of a code."""
    return {lane_letters(place): lane for place, lane in enumerate(grid.lanes)}.get(letters.upper())


def _on_no_slot(journey: JourneyMap, grid: WallGrid, code: str, no_lane: bool) -> str:
    """Why a code leads nowhere, and on which other grid it does. no_lane: its letters are on none."""
    letters = code.rstrip("0123456789")
    for other in reversed(journey.grids):
        if (
            other.id != grid.id
            and _lane_on(other, letters)
            and 1 <= int(code[len(letters) :]) <= len(other.slots)
        ):
            text = _("{code} is not on grid {grid}, but on grid {other}: choose that one first")
            return text.format(code=code, grid=grid_name(grid), other=grid_name(other))
    last: str | int = lane_letters(max(len(grid.lanes) - 1, 0)) if no_lane else len(grid.slots)
    if grid.id == _PLAIN:
        text = _("{code} is on no wall of this map: its columns are 1 to {last}")
        if no_lane:
            text = _("{code} is on no wall of this map: its lanes are A to {last}")
        return text.format(code=code, last=last)
    text = _("{code} is not on grid {grid}: its columns are 1 to {last}")
    if no_lane:
        text = _("{code} is not on grid {grid}: its lanes are A to {last}")
    return text.format(code=code, grid=grid_name(grid), last=last)


def read_note(journey: JourneyMap, line: str, grid: WallGrid | None = None) -> WallNote:
    """What a typed line says. grid: on which the notes hung, None for the newest.

    On an emotion lane a number before the words is the level: `C7 -3 "quote"`. Raises EditError
    for an unknown code, and for a level outside −5 … +5.
    """
    found = _CODE.match(line) or _BARE.match(line)
    if found is None:
        return WallNote(None, line.strip())
    slot = find_slot(journey, grid or newest_grid(journey), found[1].translate(_ALIKE), int(found[2]))
    words = found[3].strip() if found.lastindex == 3 else ""
    kind = next(lane.kind for lane in journey.lanes if lane.id == slot.lane)
    level = None
    if kind == "emotions":
        level, words = split_level(words)
    return WallNote(slot, _DASH.sub("", words), level)


def split_level(words: str) -> tuple[float | None, str]:
    """The level that `words` begin with, and the rest without its quotation marks.

    Raises EditError for a level outside −5 … +5.
    """
    found = _LEVEL.match(words.strip())
    if found is None:
        return None, _unquoted(words)
    level = float(found[1].replace(",", ".").replace("−", "-").replace("–", "-"))
    if not -5 <= level <= 5:
        raise EditError(_("a feeling is −5 to +5, not {level}").format(level=found[1]))
    return level, _unquoted(found[2])


def _unquoted(words: str) -> str:
    """`words` without the quotation marks around them; one at one end only belongs to the text."""
    stripped = words.strip()
    if len(stripped) > 1 and stripped[0] in _QUOTES and stripped[-1] in _QUOTES:
        return stripped[1:-1].strip()
    return stripped


def place_note(project: Project, note: WallNote, slot: Slot, id: str) -> Project:
    """Put a typed note at its own slot, else at `slot`, under the new `id`. Raises EditError.

    On an emotion lane it becomes a point; a line without a code may begin with its level there.
    """
    goal = note.slot or slot
    _path, lane = item_at(project, goal.lane, LaneBase)
    if lane.kind != "emotions":
        return add_card(project, goal.lane, goal.step, make_card(lane.kind, id, text=note.text))
    level, words = (note.level, note.text) if note.slot else split_level(note.text)
    return add_point(project, goal.lane, goal.step, EmotionPoint(id=id, level=level, quote=words))


def new_note(
    project: Project,
    slot: Slot,
    id: str,
    text: str,
    index: int | None = None,
    whose: str = "",
) -> Project:
    """Put a note with these words into a cell under the new `id`, before `index`, None for last.

    On an emotion lane it becomes a point on the curve of the persona or competitor `whose`, empty for
    everybody's, and may begin with its level; while that is out of range it is text. Raises EditError.
    """
    _path, lane = item_at(project, slot.lane, LaneBase)
    if lane.kind != "emotions":
        return add_card(project, slot.lane, slot.step, make_card(lane.kind, id, text=text), index)
    level, words = _level_or_words(text)
    owner = owner_fields(map_of(project, slot.lane), whose)
    point = EmotionPoint(id=id, level=level, quote=words, **owner)
    return add_point(project, slot.lane, slot.step, point, index)


def write_note(project: Project, note: str, text: str) -> Project:
    """Give a card its text, or a point its quote, and its level where the words begin with one.

    Raises EditError.
    """
    if not isinstance(at(project, find(project, note)), EmotionPoint):
        return set_field(project, note, "text", text)
    level, words = _level_or_words(text)
    if level is None:
        return set_field(project, note, "quote", words)
    return set_fields(project, note, level=level, quote=words)


def _level_or_words(text: str) -> tuple[float | None, str]:
    try:
        return split_level(text)
    except EditError:
        return None, text


def texts_of_list(text: str) -> Sequence[str]:
    """The entries of a pasted list: one a line, without bullets, numbers and empty lines.

    A line indented below one with a bullet, and without a bullet of its own, belongs to it.
    """
    found: list[str] = []
    bulleted = False
    for line in text.splitlines():
        bare = _BULLET.sub("", line)
        if not line.strip():
            bulleted = False
        elif bulleted and bare == line and _INDENTED.match(line):
            found[-1] += "\n" + line.strip()
        elif bare.strip():
            found.append(bare.strip())
            bulleted = bare != line
    return tuple(found)
