"""The kind `blank`: which sheet a wall grid is printed on, and what is said where it does not fit."""

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import _
from cjmdesk.layout.context import runs_right_to_left
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.papers import PaperError
from cjmdesk.posters.papers import paper as paper_named
from cjmdesk.posters.tiling import TileOptions, Tiling, plain_tiling
from cjmdesk.posters.wall.grid import Asked, WallPoster, lay_out_grid
from cjmdesk.posters.wall.plan import shown_lanes, wanted_for
from cjmdesk.posters.wall.room import Room, Wanted, check_note, family, most_on, note_words, room_on
from cjmdesk.posters.wall.sheets import BORDER, best_tiled, tiled_rooms
from cjmdesk.text.engine import TextEngine

AUTO = "auto"
"""Instead of a paper: the smallest with room, whatever the map remembers."""


class Blank(Struct, frozen=True):
    """A grid, and the sheets it was laid out for; None where it was not."""

    poster: WallPoster
    tiling: Tiling | None = None


def lay_out_blank(
    project: Project, journey: JourneyMap, choices: PrintChoices, over: TileOptions, engine: TextEngine
) -> Blank:
    """The empty grid of a map on the paper asked for, else on that of the map or of the user if it
    has room, else on the smallest that has. Over sheets: laid out for them, and without a paper
    asked for as large as full sheets are. Raises PaperError."""
    note = choices.note or journey.poster.note
    check_note(note)
    lanes = shown_lanes(journey.lanes)
    wanted = wanted_for(journey.stages, lanes, note)
    if not wanted.lanes or not wanted.steps:
        raise PaperError(_("A wall grid needs a lane and a stage; this map has none to print."))
    usual = choices if choices.paper.lower() != AUTO else replace(choices, paper="")
    palette = usual.poster_for(journey, tiled=bool(over.sheet)).palette
    asked = Asked(project, journey, lanes, note, palette, choices.date)
    mirrored = runs_right_to_left(journey)
    if over.sheet and not usual.paper and not over.plain:
        border = (BORDER,) * 4
        tiled = best_tiled(tiled_rooms(wanted, over, size=None, margins=border, mirrored=mirrored))
        if tiled is not None:
            return Blank(lay_out_grid(asked, tiled.room, engine), tiled.tiling)
    room = _place(journey, choices, wanted, tiled=bool(over.sheet))
    if over.sheet and not over.plain:
        size = (room.width, room.height)
        rooms = tiled_rooms(wanted, over, size=size, margins=room.margins, mirrored=mirrored)
        fewest = plain_tiling(size, over).sheets
        tiled = best_tiled(each for each in rooms if each.tiling.sheets <= fewest)
        if tiled is not None:
            room = replace(tiled.room, paper=room.paper)
            return Blank(lay_out_grid(asked, room, engine), tiled.tiling)
    return Blank(lay_out_grid(asked, room, engine))


def _place(journey: JourneyMap, choices: PrintChoices, wanted: Wanted, *, tiled: bool) -> Room:
    automatic = choices.paper.lower() == AUTO
    if automatic:
        choices = replace(choices, paper="")
    usual = choices.poster_for(journey, tiled=tiled)
    if not automatic:
        room = room_on(wanted, paper_named(usual.paper), usual.orientation, usual.margins)
        if room is not None:
            return room
        if choices.paper:
            raise PaperError(_refusal(journey, choices, wanted, usual, tiled=tiled))
    found = _smallest(journey, choices, wanted, usual.paper, tiled=tiled)
    if found is None:
        raise PaperError(_refusal(journey, choices, wanted, usual, tiled=tiled))
    return found[1]


def _smallest(
    journey: JourneyMap, choices: PrintChoices, wanted: Wanted, near: str, *, tiled: bool
) -> tuple[PosterOptions, Room] | None:
    """The smallest usual sheet, else the narrowest roll, with room; None for none. near: a paper
    of the family to look in first."""
    for name in family(near):
        options = replace(choices, paper=name).poster_for(journey, tiled=tiled)
        try:
            room = room_on(wanted, paper_named(name), options.orientation, options.margins)
        except PaperError:  # margins that leave nothing of a sheet that small
            continue
        if room is not None:
            return options, room
    return None


def _refusal(
    journey: JourneyMap, choices: PrintChoices, wanted: Wanted, usual: PosterOptions, *, tiled: bool
) -> str:
    """One sentence: how much of it has room, and where all of it has."""
    sheet = paper_named(usual.paper)
    across, down = most_on(wanted, sheet, usual.orientation, usual.margins)
    facts = {
        "paper": sheet.name,
        "note": note_words(wanted.note),
        "room": f"{down} × {across}",
        "needed": f"{wanted.lanes} × {wanted.steps}",
    }
    found = _smallest(journey, choices, wanted, usual.paper, tiled=tiled)
    if found is None:
        return _(
            "{paper} has room for {room} notes of {note} (lanes × steps), this grid needs {needed} and no"
            " usual sheet or roll holds that: print fewer lanes, take smaller notes, or split the map."
        ).format(**facts)
    larger = found[1].paper
    if found[1].roll:
        larger = _("{paper} ({length} mm long)").format(paper=larger, length=f"{found[1].width:.0f}")
    return _(
        "{paper} has room for {room} notes of {note} (lanes × steps), this grid needs {needed}:"
        " choose {larger}, or print fewer lanes."
    ).format(larger=larger, **facts)
