"""A poster of two maps laid over each other: curves that can be told apart, and signs in every cell."""

import pytest
from msgspec.structs import replace

from cjmdesk import shipped
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Box, Path, Scene, Text
from cjmdesk.model.cards import CardBase, EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import Cell, EmotionLane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.overlay.kind import overlay_of
from cjmdesk.posters.papers import PaperError
from cjmdesk.storage.project_file import load
from cjmdesk.text.engine import LINE_PITCH
from cjmdesk.text.qt import text_engine
from future_workshop import NOW, future_workshop
from samples import repair_visit
from scene_checks import along, ink, overlap

PROJECT, MAY = future_workshop()


def cards_of(journey: JourneyMap) -> dict[str, CardBase]:
    return {card.id: card for lane in journey.lanes for cell in lane.cells for card in cell.cards}


def words_on(scene: Scene) -> list[str]:
    return [item.block.text for part in scene.parts for item in part.items if isinstance(item, Text)]


def test_every_difference_of_a_card_stands_in_its_cell_with_a_sign_and_a_word() -> None:
    overlay = overlay_of(PROJECT, PROJECT.maps[0])
    cards = cards_of(overlay.journey)
    assert {id: card.tags for id, card in cards.items()} == {
        "visit-now-calls": ("changed",),
        "visit-now-actions-purchase-leave-1": ("changed",),
        "may-hears": ("new",),
        "visit-now-touchpoints-retention-2": ("moved",),
        "may-box": ("new",),
        "visit-now-touchpoints-purchase-leave-2": ("gone",),
        "visit-now-touchpoints-purchase-collect-1": ("changed",),
        "may-sms": ("new",),
        "visit-now-no-prices": ("gone",),
        "visit-now-old-hours": ("gone",),
        "may-safe": ("new",),
        "visit-now-queue": ("gone",),
        "visit-now-no-part": ("changed",),
        "visit-now-research-awareness-1": ("gone",),
        "visit-now-research-consideration-1": ("gone",),
        "visit-now-research-consideration-2": ("gone",),
        "visit-now-research-decision-1": ("gone",),
        "may-wait": ("new",),
    }
    assert cards["visit-now-calls"].text == "Books an hour on the website\nwas: Calls to ask the price"
    assert cards["visit-now-touchpoints-retention-2"].text.endswith("was in Retention, Touchpoints")
    assert cards["visit-now-no-part"].text.endswith("Severity: 4 of 5 → 2 of 5")
    assert cards["may-wait"].text == "5 min wait at the counter"
    icons = {card.tags[0]: card.icon for card in cards.values()}
    assert len(set(icons.values())) == len(icons) == 4
    assert [stage.title for stage in overlay.journey.stages][2:5] == [
        "Booking (was: Decision)",
        "Purchase",
        "+\u00a0Repair",
    ]
    titles = [lane.title for lane in overlay.journey.lanes]
    assert {"−\u00a0Research", "+\u00a0How we shall see it"} < set(titles)
    assert overlay.journey.scenario.splitlines() == [
        "New: 7 · gone: 8 · changed: 10 · moved: 1",
        "Also different, not drawn: arrows: 1",
    ]


def test_the_earlier_map_lies_below_whichever_is_shown() -> None:
    one, other = (overlay_of(PROJECT, journey) for journey in PROJECT.maps)
    assert one.journey.title == other.journey.title == "Repair visit → Repair visit in May"
    named = overlay_of(PROJECT, PROJECT.maps[0], "repair visit  in MAY")
    assert named.journey == overlay_of(PROJECT, PROJECT.maps[0], "2").journey


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_names_at_curves_are_read_as_those_of_their_own(language: str) -> None:
    """They once stood as near to another curve, and looked like the feelings beside them."""
    project = load(shipped.path("samples", f"bike-workshop.{language}.cjm")).project
    printed = print_map(project, project.maps[1], PrintChoices(what="overlay", paper="A1"), text_engine())
    em = printed.poster.measures.em
    (band,) = [part for part in printed.poster.scene.parts if part.key.startswith("curve:")]
    lane = band.key.partition(":")[2]
    lines = [item for item in band.items if isinstance(item, Path) and item.item == lane and item.stroke]
    curves = [line for line in lines if line.commands[1][0] == "C"]
    names = [item for item in band.items if isinstance(item, Text) and item.item == lane]
    assert len(curves) == len(names) == 4
    owners = set()
    for name in names:
        middle = name.y + name.height / 2
        (key,) = [
            line for line in lines if ink(line)[1] == pytest.approx(middle) and 0 < name.x - ink(line)[2] < em
        ]
        (own,) = [curve for curve in curves if curve.stroke == key.stroke and _alike(curve.dash, key.dash)]
        owners.add(own)
        left, top, right, bottom = ink(key)[0], name.y, name.x + name.width, name.y + name.height
        away = {
            curve: min(max(top - y, y - bottom, 0.0) for x, y in along(curve) if left <= x <= right)
            for curve in curves
            if ink(curve)[0] < right and left < ink(curve)[2]
        }
        assert min(away, key=lambda curve: away[curve]) is own, name.block.text
        assert all(far >= 0.98 * name.size * LINE_PITCH for curve, far in away.items() if curve is not own)
    assert len(owners) == 4


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_names_of_customers_stand_at_no_curve_of_staff(language: str) -> None:
    """Its lane names nobody, and each customer was written at it."""
    project = load(shipped.path("samples", f"bike-workshop.{language}.cjm")).project
    maps = []
    for number, one in enumerate(project.maps[:2]):
        step = one.stages[0].steps[0].id, one.stages[-1].steps[0].id
        points = (EmotionPoint(id=f"staff-a{number}", level=2.0), EmotionPoint(id="staff-b", level=-1.0))
        cells = tuple(Cell(step=id, points=(point,)) for id, point in zip(step, points, strict=True))
        lane = make_lane("emotions", "of-staff", staff=True, cells=cells)
        maps.append(one.model_copy(update={"lanes": (*one.lanes, lane)}))
    project = project.model_copy(update={"maps": tuple(maps)})
    printed = print_map(project, maps[1], PrintChoices(what="overlay", paper="A1"), text_engine())
    customers = [persona.name for persona in project.personas]
    said = {}
    for part in printed.poster.scene.parts:
        if part.key.startswith("curve:"):
            lane_id = part.key.partition(":")[2]
            said[lane_id] = [i.block.text for i in part.items if isinstance(i, Text) and i.item == lane_id]
    of_staff = said.pop("of-staff")
    (of_customers,) = said.values()
    assert len(of_customers) == 4
    assert all(any(name in words for name in customers) for words in of_customers)
    assert len(set(of_staff)) == 2, "the newer and the older curve"
    assert not any(name in words for words in of_staff for name in customers)


def _alike(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether dashes are the same but for their scale."""
    return [part / sum(one) for part in one] == pytest.approx([part / sum(other) for part in other])


def test_both_curves_go_through_the_same_places_across_and_are_told_apart() -> None:
    overlay = overlay_of(PROJECT, PROJECT.maps[0])
    lane = next(lane for lane in overlay.journey.lanes if isinstance(lane, EmotionLane))
    names = [persona.name for persona in overlay.project.personas]
    assert names == ["Marta: in future", "Piotr: in future"]
    assert [rival.name for rival in overlay.journey.competitors] == ["Marta: now", "Piotr: now"]
    printed = print_map(PROJECT, PROJECT.maps[0], PrintChoices(what="overlay", paper="A2"), text_engine())
    scene = printed.poster.scene
    band = next(part for part in scene.parts if part.key == f"curve:{lane.id}")
    said = words_on(scene)
    for name in ("Marta: in future", "Piotr: in future", "Marta: now", "Piotr: now"):
        assert sum(" ".join(words.split()) == name for words in said) >= 2, (
            name
        )  # at the curve, in the legend
    centres: dict[str, float] = {}
    for item in band.items:
        if isinstance(item, Box | Path) and item.item and item.item != lane.id:
            left, _top, right, _bottom = bounds(item)
            centres.setdefault(item.item, (left + right) / 2)
    pairs = [(id, other) for id in centres for other in centres if other.startswith(f"{id}.before")]
    assert len(pairs) >= 10
    assert all(centres[one] == pytest.approx(centres[other], abs=0.1) for one, other in pairs)
    dashes = {item.dash for item in band.items if isinstance(item, Path) and item.item == lane.id}
    assert len(dashes) >= 4


@pytest.mark.parametrize("ink", ["colour", "grey", "line"])
def test_it_fills_a_sheet_in_every_ink_and_explains_its_signs(ink: str) -> None:
    choices = PrintChoices(what="overlay", paper="A2", ink=ink)
    printed = print_map(PROJECT, PROJECT.maps[0], choices, text_engine())
    assert not [warning for warning in printed.poster.warnings if warning.code == "clipped"]
    said = words_on(printed.poster.scene)
    footer = printed.poster.scene.part("footer")
    assert footer is not None
    legend = [item.block.text for item in footer.items if isinstance(item, Text)]
    assert legend[:4] == ["new", "gone", "changed", "moved"]
    assert "gone" in said
    scene = printed.pages[0].page.layers[0].scene
    assert scene.tags is not None
    assert "Marta: now" in str(scene.tags)


def test_it_is_printed_over_sheets_in_the_language_of_the_map() -> None:
    russian = PROJECT.maps[0].model_copy(update={"language": "ru"})
    project = PROJECT.model_copy(update={"maps": (russian, PROJECT.maps[1])})
    choices = PrintChoices(what="overlay", paper="A2", tile="A4")
    printed = print_map(project, russian, choices, text_engine())
    assert printed.sheets >= 4
    said = " ".join(words_on(printed.poster.scene))
    assert "Новое: 7" in said
    assert "New" not in said


def test_lanes_can_be_chosen_of_the_comparison() -> None:
    choices = replace(PrintChoices(what="overlay", paper="A3"), lanes=("emotions",))
    printed = print_map(PROJECT, PROJECT.maps[0], choices, text_engine())
    lanes = {cell.lane for cell in printed.poster.scene.cells}
    assert lanes == {"visit-now-emotions"}


def test_what_cannot_be_compared_is_said() -> None:
    alone = repair_visit()
    with pytest.raises(PaperError, match="nothing to compare"):
        overlay_of(alone, alone.maps[0])
    with pytest.raises(PaperError, match="There is no other map or file “x”"):
        overlay_of(PROJECT, PROJECT.maps[0], "x")


def test_a_map_and_its_copy_differ_in_no_cell() -> None:
    project, _id = duplicate_map(PROJECT, NOW, title="Copy")
    overlay = overlay_of(project, project.maps[0], "Copy")
    assert not cards_of(overlay.journey)
    assert {lane.kind for lane in overlay.journey.lanes} == {"emotions"}


def test_a_map_of_another_file_is_laid_over_and_printed_on_our_paper() -> None:
    ours, theirs = PROJECT.maps[0], set_field(PROJECT, "visit-now-calls", "text", "Writes an e-mail")
    poster = ours.poster.model_copy(update={"paper": "A3", "logo": ""})
    ours = ours.model_copy(update={"poster": poster})
    project = PROJECT.model_copy(update={"maps": (ours, *PROJECT.maps[1:])})
    usual = overlay_of(project, ours, others=theirs)
    assert usual.journey.poster.paper == "A3"
    assert [card.text for card in cards_of(usual.journey).values()] == [
        "Writes an e-mail\nwas: Calls to ask the price"
    ]
    future = overlay_of(project, ours, MAY, theirs)
    assert future.journey.title == f"{ours.title} → {theirs.maps[1].title}"
    assert len(cards_of(future.journey)) == 18
    with pytest.raises(PaperError, match="no map “x” in the other file"):
        overlay_of(project, ours, "x", theirs)


def test_what_is_not_drawn_is_counted() -> None:
    """Two cards get votes, one of them evidence too; an arrow goes."""
    now = PROJECT.maps[0]
    calls, hours = "visit-now-calls", "visit-now-old-hours"
    theirs = set_field(set_field(PROJECT, calls, "votes", 3), hours, "votes", 2)
    theirs = set_field(theirs, calls, "evidence", Evidence(grade="measured", source="counted"))
    assert now.connectors
    maps = tuple(
        one.model_copy(update={"connectors": one.connectors[1:]}) if one.id == now.id else one
        for one in theirs.maps
    )
    overlay = overlay_of(PROJECT, now, others=theirs.model_copy(update={"maps": maps}))
    assert overlay.journey.scenario.splitlines() == [
        "New: 0 · gone: 0 · changed: 0 · moved: 0",
        "Also different, not drawn: arrows: 1 · evidence: 1 · votes: 2",
    ]


def test_a_stage_that_differs_is_counted_with_the_notes() -> None:
    """Its note bears the sign of what is changed, and was in no figure."""
    before = PROJECT.maps[0]
    stage = before.stages[0].model_copy(update={"description": "Somebody told them"})
    after = before.model_copy(update={"id": "other", "title": "Other", "stages": (stage, *before.stages[1:])})
    project = PROJECT.model_copy(update={"maps": (before, after)})
    found = overlay_of(project, after, "1")
    assert found.journey.scenario.splitlines()[0] == "New: 0 · gone: 0 · changed: 1 · moved: 0"


def test_arrows_and_numbers_of_a_map_from_the_right_run_its_way() -> None:
    """The arrow led from the new map to the old one, and −61 was printed as 61−."""
    card = make_card("metrics", "c", text="יוצאים", number=-61.0)
    lane = make_lane("metrics", "l", unit="%", cells=(Cell(step="t", cards=(card,)),))
    stage = Stage(id="s", title="רכישה", steps=(Step(id="t"),))
    before = JourneyMap(id="a", title="ביקור", language="he", stages=(stage,), lanes=(lane,))
    changed = lane.model_copy(
        update={"cells": (Cell(step="t", cards=(card.model_copy(update={"number": -50.0}),)),)}
    )
    after = before.model_copy(update={"id": "b", "title": "עתיד", "lanes": (changed,)})
    journey = overlay_of(Project(maps=(before, after)), before, "b").journey
    assert journey.title == "\u200f\u2068ביקור\u2069 ← \u2068עתיד\u2069"
    (told,) = cards_of(journey).values()
    assert told.text.split("\n")[0] == "\u200f\u2068−50%\u2069 \u2068יוצאים\u2069"


def test_arrows_of_a_map_from_the_left_stay() -> None:
    title = overlay_of(PROJECT, PROJECT.maps[0]).journey.title
    assert title == " → ".join(one.title for one in PROJECT.maps[:2])


def test_feelings_that_are_gone_say_so() -> None:
    """They were lettered as those to come."""
    project = load(shipped.path("samples") / "bike-workshop.en.cjm").project
    printed = print_map(
        project, project.maps[0], PrintChoices(what="overlay", against="2", paper="A3"), text_engine()
    )
    words = set(words_on(printed.poster.scene))
    assert {"curious (gone)", "convinced (gone)", "trust (gone)", "proud"} <= words


@pytest.mark.parametrize("marks", ["faces", "dots"])
@pytest.mark.parametrize("name", ["bike-workshop.en", "bike-workshop.ru"])
def test_marks_of_the_older_map_look_out_behind_faces_and_cross_none(name: str, marks: str) -> None:
    """They lay on the faces, of which no mouth could be read then."""
    project = load(shipped.path("samples") / f"{name}.cjm").project
    for journey in project.maps:
        for lane in journey.lanes:
            if isinstance(lane, EmotionLane):
                project = set_field(project, lane.id, "marks", marks)
    choices = PrintChoices(what="overlay", against="2", paper="A2")
    scene = print_map(project, project.maps[0], choices, text_engine()).poster.scene
    (curve,) = (part for part in scene.parts if part.key.startswith("curve:"))
    lane_id = curve.key.partition(":")[2]
    drawn = [item for item in curve.items if isinstance(item, Box | Path) and item.item not in ("", lane_id)]
    older = [".before" in item.item for item in drawn]
    assert older == sorted(older, reverse=True) and True in older and False in older
    met = 0
    for mark in drawn[: older.count(True)]:
        left, top, right, bottom = bounds(mark)
        for face in drawn[older.count(True) :]:
            box = bounds(face)
            met += overlap((left, top, right, bottom), box)
            beyond = (box[0] - left, box[1] - top, right - box[2], bottom - box[3])
            assert max(beyond) > 0.1 * (box[2] - box[0]), "it would be hidden"
    assert met
