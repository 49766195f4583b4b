"""What a view shows of a map."""

from cjmdesk.analysis.filtering import choices, restricts, split
from cjmdesk.formats.templates import sample
from cjmdesk.model.maps import JourneyMap, SavedView
from cjmdesk.storage.project_file import load


def bike() -> JourneyMap:
    return load(sample("bike-workshop", "en").path).project.maps[0]


def note_ids(journey: JourneyMap) -> list[str]:
    return [n.id for lane in journey.lanes for cell in lane.cells for n in (*cell.points, *cell.cards)]


def test_a_view_without_criteria_shows_everything() -> None:
    journey = bike()
    assert not restricts(SavedView(id="v"))
    assert split(journey, SavedView(id="v")).shown == tuple(note_ids(journey))


def test_every_note_is_either_shown_or_faded() -> None:
    journey = bike()
    found = choices(journey)
    for view in (
        SavedView(id="v", lanes=(journey.lanes[0].id,)),
        SavedView(id="v", stages=(journey.stages[1].id,)),
        SavedView(id="v", personas=journey.personas[:1]),
        SavedView(id="v", evidence=("guess",)),
        SavedView(id="v", channels=tuple(found.channels)[:1]),
    ):
        parts = split(journey, view)
        assert restricts(view)
        assert parts.shown and parts.faded
        assert sorted((*parts.shown, *parts.faded)) == sorted(note_ids(journey))


def test_criteria_narrow_and_values_widen() -> None:
    journey = bike()
    two = SavedView(id="v", lanes=tuple(lane.id for lane in journey.lanes[:2]))
    one_stage = SavedView(id="v", lanes=two.lanes, stages=(journey.stages[0].id,))
    single = SavedView(id="v", lanes=two.lanes[:1])
    assert set(split(journey, one_stage).shown) < set(split(journey, two).shown)
    assert set(split(journey, single).shown) < set(split(journey, two).shown)


def test_a_connector_stays_while_one_of_its_ends_is_shown() -> None:
    journey = bike()
    of_stages = [one for one in journey.connectors if any(one.source == stage.id for stage in journey.stages)]
    of_cards = next(one for one in journey.connectors if one not in of_stages)
    assert of_stages
    for one in of_stages:
        others = tuple(stage.id for stage in journey.stages if stage.id not in (one.source, one.target))
        assert one.id in split(journey, SavedView(id="v", stages=others)).arrows
        assert one.id not in split(journey, SavedView(id="v", stages=(one.target,))).arrows
        assert one.id not in split(journey, SavedView(id="v", lanes=(journey.lanes[0].id,))).arrows
    lanes = {card.id: lane.id for lane in journey.lanes for cell in lane.cells for card in cell.cards}
    here = (lanes[of_cards.source],)
    elsewhere = tuple(id for id in {*lanes.values()} if id not in (*here, lanes[of_cards.target]))
    assert of_cards.id not in split(journey, SavedView(id="v", lanes=here)).arrows
    assert of_cards.id in split(journey, SavedView(id="v", lanes=elsewhere)).arrows


def test_the_numbers_of_choices_are_those_of_the_notes() -> None:
    journey = bike()
    found = choices(journey)
    assert sum(found.evidence.values()) == len(note_ids(journey))
    for channel, count in found.channels.items():
        assert len(split(journey, SavedView(id="v", channels=(channel,))).shown) == count
