"""From the start page to a saved map on a real display, by keyboard alone."""

import pytest

from cjmdesk.model.maps import JourneyMap
from cjmdesk.storage.project_file import load
from desktop.conftest import Desk

STAGES = ("Need", "Search", "Booking", "Repair", "Pick-up", "Next time")


def saved(desk: Desk, name: str) -> JourneyMap:
    """Save under a new name and read what is in the file."""
    path = desk.home / name
    desk.press("ctrl+s")
    desk.focus("Save As")
    desk.write(str(path))
    desk.press("Return")
    desk.wait(path.is_file, f"{name} to be saved")
    desk.focus(name)
    return load(path).project.maps[0]


def begin(desk: Desk) -> None:
    """Take the first template of the start page, which stands behind the empty map."""
    desk.look("start page")
    desk.press("F6", "Right", "Return")
    desk.focus(" - cjmdesk")


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_forty_notes_take_two_keys_each_beyond_their_text(desk: Desk) -> None:
    begin(desk)
    desk.press("ctrl+j")
    before = desk.keys
    for number in range(40):
        lane, stage = number % 6 + 1, number // 7
        if number and number % 7 == 0:
            desk.press("alt+Right")  # a stage is chosen once for all its lanes
        desk.press(f"alt+{lane}")
        desk.write(f"note {number} at {stage}")
        desk.press("Return")
    assert desk.keys - before <= 2 * 40 + 5
    desk.press("Escape")
    journey = saved(desk, "notes.cjm")
    texts = [card.text for lane in journey.lanes for cell in lane.cells for card in cell.cards]
    quotes = [point.quote for lane in journey.lanes for cell in lane.cells for point in cell.points]
    assert sorted(t for t in texts + quotes if t.startswith("note")) == sorted(
        f"note {number} at {number // 7}" for number in range(40)
    )
    filled = [lane for lane in journey.lanes if any(cell.cards or cell.points for cell in lane.cells)]
    assert len(filled) >= 6


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_whole_map_with_emotions_a_persona_and_a_connector_is_made_from_nothing(desk: Desk) -> None:
    desk.look("start page")
    desk.press("F6", "Return")
    desk.focus(" - cjmdesk")
    for number, title in enumerate(STAGES):
        desk.write(title)
        desk.press("Tab" if number < len(STAGES) - 1 else "Return")
    for kind in ("thoughts", "touchpoints", "motives", "solutions"):
        desk.press("ctrl+shift+Down")
        desk.write(kind)
        desk.press("Return")
    desk.press("ctrl+k")
    desk.look("palette")
    desk.write("new persona")
    desk.press("Return")
    desk.look("persona")
    desk.press("Escape", "Return")
    for lane in range(7):
        for stage in range(6):
            desk.write(f"{stage - 2} felt" if lane == 1 else f"{lane} and {stage}")
            desk.press("Tab" if stage < 5 else "Escape")
        if lane < 6:
            # The arrows alone would move the point that is selected on the emotion lane.
            desk.press("ctrl+Down" if lane == 1 else "Down", *["Left"] * 5)
    desk.press("ctrl+l", "Return")
    desk.write("and then again")
    desk.press("Return")
    journey = saved(desk, "grid.cjm")
    assert tuple(stage.title for stage in journey.stages) == STAGES
    assert len(journey.lanes) == 7
    assert len(journey.personas) == 1
    feelings = next(lane for lane in journey.lanes if lane.kind == "emotions")
    assert [point.level for cell in feelings.cells for point in cell.points] == [-2, -1, 0, 1, 2, 3]
    cards = [card for lane in journey.lanes for cell in lane.cells for card in cell.cards]
    assert len(cards) == 36
    texts = {card.id: card.text for card in cards}
    assert [(texts[each.source], texts[each.target], each.label) for each in journey.connectors] == [
        ("6 and 5", "5 and 5", "and then again")
    ]
