"""A wall grid: slots the size of notes, codes that lead where they hang, seams between slots."""

import datetime
from collections.abc import Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk import shipped
from cjmdesk.edits.scribe import find_slot, read_note
from cjmdesk.formats.templates import make_project
from cjmdesk.layout.scene import Box, Path, Text
from cjmdesk.model.lanes import EmotionLane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.obstacles import text_lines
from cjmdesk.posters.papers import PaperError, note_size
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.wall.grid import WallPoster
from cjmdesk.posters.wall.plan import shared_out
from cjmdesk.posters.wall.room import notes_on
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from scene_checks import ink, overlap, problems
from strategies import projects

EPSILON = 1e-6
KINDS = ("actions", "touchpoints", "emotions", "pain_points", "line", "solutions", "key_task")


def project(steps: Sequence[int], kinds: Sequence[str], **fields: object) -> Project:
    """A map with so many steps in each stage, and lanes of these kinds."""
    stages = tuple(
        Stage(
            id=f"s{n}",
            title=("Awareness", "Consideration", "Decision")[n % 3],
            steps=tuple(Step(id=f"s{n}t{k}", title=f"Step {k}" if count > 1 else "") for k in range(count)),
        )
        for n, count in enumerate(steps)
    )
    lanes = tuple(make_lane(kind, f"lane{n}") for n, kind in enumerate(kinds))
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes, **fields),))  # type: ignore[arg-type]


def printed(value: Project, **choices: object) -> Printed:
    asked = PrintChoices(what="blank", **choices)  # type: ignore[arg-type]
    return print_map(value, value.maps[0], asked, text_engine())


def wall(made: Printed) -> WallPoster:
    assert isinstance(made.poster, WallPoster)
    return made.poster


def slot_frames(poster: WallPoster) -> list[tuple[float, float, float, float]]:
    """The dashed boxes of the Scene: left, top, width, height on the sheet."""
    return [
        (part.x + item.x, part.y + item.y, item.width, item.height)
        for part in poster.scene.parts
        for item in part.items
        if isinstance(item, Box) and item.dash
    ]


def assert_sound(made: Printed, note: tuple[float, float]) -> None:
    """What holds of every grid."""
    poster = wall(made)
    journey_lanes = {slot.lane for slot in poster.slots}
    assert journey_lanes == set(poster.grid.lanes)
    assert not list(problems(poster.scene))
    frames = slot_frames(poster)
    for _x, _y, width, height in frames:
        assert (width, height) == pytest.approx((note[0] + 1, note[1] + 1), abs=EPSILON)
    for one, other in combinations(frames, 2):
        apart_x = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
        apart_y = max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
        assert max(apart_x, apart_y) >= 5 - EPSILON, "a gap of 6 mm between the notes themselves"
    codes = [slot.code for slot in poster.slots]
    assert len(set(codes)) == len(codes)
    drawn = [item.block.text for part in poster.scene.parts if part.key.startswith("row:")
             for item in part.items if isinstance(item, Text)]  # fmt: skip
    assert sorted(drawn) == sorted(codes)


def assert_codes_lead(value: Project, made: Printed) -> None:
    """Every code leads to the lane and the step it is printed at."""
    assert made.grid is not None
    for slot in wall(made).slots:
        letters = slot.code.rstrip("0123456789")
        found = find_slot(value.maps[0], made.grid, letters, int(slot.code[len(letters) :]))
        assert (found.lane, found.step) == (slot.lane, slot.step)


@pytest.mark.parametrize(
    ("size", "counts"),
    [
        ((594, 420), (5, 3)),
        ((841, 594), (8, 5)),
        ((1189, 841), (12, 8)),
        ((1219.2, 914.4), (13, 9)),
        ((2000, 914), (22, 9)),
    ],
)
def test_known_counts_of_76_mm_notes(size: tuple[float, float], counts: tuple[int, int]) -> None:
    assert notes_on(*size, (76, 76)) == counts


@settings(max_examples=30)
@given(
    steps=st.lists(st.integers(1, 3), min_size=1, max_size=7),
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=8),
    note=st.sampled_from([(76.0, 76.0), (76.0, 127.0), (51.0, 51.0), (100.0, 40.0)]),
    tile=st.sampled_from(["", "A4", "A3", "Letter"]),
    language=st.sampled_from(["en", "ru", "ar"]),
)
def test_any_grid_is_sound(
    steps: list[int], kinds: list[str], note: tuple[float, float], tile: str, language: str
) -> None:
    value = project(steps, kinds, language=language)
    try:
        made = printed(value, note=note, tile=tile, paper="auto")
    except PaperError as error:
        assert "\n" not in str(error)
        return
    assert_sound(made, note)
    assert_codes_lead(value, made)
    steps_in_order = [step.id for stage in value.maps[0].stages for step in stage.steps]
    assert made.grid is not None
    assert list(dict.fromkeys(made.grid.slots)) == steps_in_order, "each step has a slot, in order"


@settings(max_examples=25)
@given(value=projects(), tile=st.sampled_from(["", "A4"]))
def test_whatever_a_map_holds_its_grid_is_sound(value: Project, tile: str) -> None:
    for journey in value.maps:
        asked = PrintChoices(what="blank", tile=tile, paper="auto")
        try:
            made = print_map(value, journey, asked, text_engine())
        except PaperError as error:
            assert "\n" not in str(error)
            continue
        assert_sound(made, journey.poster.note)
        assert_codes_lead(value.model_copy(update={"maps": (journey,)}), made)


def test_a_template_on_a0_fills_it_evenly() -> None:
    made = printed(make_project("current-state", "en"), paper="A0")
    poster = wall(made)
    assert (poster.scene.width, poster.scene.height) == (1189, 841)
    counts = [poster.grid.slots.count(step) for step in dict.fromkeys(poster.grid.slots)]
    assert counts == [2] * 6
    assert len(poster.grid.lanes) == 9
    words = {item.block.text for _part, item in poster.scene.texts()}
    assert {"+5", "0", "−5", "Customer journey", "Map:", "How it is today", "100\u00a0mm"} <= words
    assert any("type “F7 queue at 8:00” later" in text for text in words)
    assert any("A0 landscape" in text and "96 places for notes" in text for text in words)


def test_a_map_without_answers_has_lines_to_write_on() -> None:
    def lines(value: Project) -> int:
        parts = {part.key: part for part in wall(printed(value, paper="A0")).scene.parts}
        return sum(isinstance(item, Path) for item in parts["title"].items)

    empty = project([1, 1, 1], ["actions", "pain_points"])
    assert lines(empty) == 3
    who = Persona(id="p", name="Marta")
    told = empty.model_copy(
        update={
            "personas": (who,),
            "maps": (
                empty.maps[0].model_copy(update={"title": "Visit", "goal": "Wait less", "personas": ("p",)}),
            ),
        }
    )
    assert lines(told) == 0


def test_columns_are_shared_out_by_the_widths_of_steps() -> None:
    assert shared_out([1, 1, 1], 6) == [2, 2, 2]
    assert shared_out([1, 2, 1], 8) == [2, 4, 2]
    assert shared_out([1] * 6, 9) == [1, 2, 1, 2, 1, 2]
    assert shared_out([5, 1], 2) == [1, 1]


def test_lanes_get_more_rows_where_there_is_room() -> None:
    value = project([1, 1, 1], ["actions", "emotions", "pain_points"])
    made = printed(value, paper="A0")
    assert made.grid is not None
    assert made.grid.lanes == ("lane0",) * 3 + ("lane1",) + ("lane2",) * 3
    assert_sound(made, (76, 76))
    assert_codes_lead(value, made)


def test_a_curve_has_codes_that_take_a_level() -> None:
    value = project([1, 1], ["actions", "pain_points", "emotions"])
    made = printed(value, paper="A1")
    mood = next(slot for slot in wall(made).slots if slot.lane == "lane2")
    note = read_note(value.maps[0], f'{mood.code} -3 "so slow"', made.grid)
    assert (note.level, note.text) == (-3.0, "so slow")
    assert note.slot is not None and note.slot.lane == "lane2"


def test_a_map_that_runs_from_the_right_counts_from_the_right() -> None:
    value = project([1, 1, 1], ["actions", "emotions"], language="ar")
    slots = wall(printed(value, paper="A2")).slots
    lefts = [slot.x for slot in slots if slot.code.startswith("A")]
    assert lefts == sorted(lefts, reverse=True)


def test_what_does_not_fit_is_said_with_what_would() -> None:
    value = make_project("current-state", "en")
    with pytest.raises(PaperError) as small:
        printed(value, paper="A4")
    assert "1 × 2 notes" in str(small.value) and "9 × 6: choose A1" in str(small.value)
    with pytest.raises(PaperError, match="roll610"):
        printed(project([3] * 10, ["actions"] * 4), paper="A1")
    with pytest.raises(PaperError, match="split the map"):
        printed(project([3] * 30, ["actions"] * 4), paper="A0")
    with pytest.raises(PaperError, match="25 mm to 300 mm"):
        printed(value, note=(5.0, 5.0))
    with pytest.raises(PaperError, match="needs a lane and a stage"):
        printed(project([1], ["line"]))


def test_only_chosen_lanes_are_printed() -> None:
    made = printed(make_project("current-state", "en"), lanes=("actions", "current-state-emotions"))
    assert made.grid is not None
    assert set(made.grid.lanes) == {"current-state-actions", "current-state-emotions"}


def test_without_a_paper_the_smallest_with_room_is_taken() -> None:
    day = make_project("day-in-the-life", "en")
    assert wall(printed(day, default_paper="A2")).room.paper == "A0", "the user's paper is too small"
    few = project([1, 1], ["actions", "pain_points"])
    assert wall(printed(few, default_paper="A1")).room.paper == "A1"
    assert wall(printed(few, paper="auto", default_paper="A1")).room.paper == "A3"
    assert wall(printed(few, paper="auto", default_paper="24x36in")).room.paper == "Tabloid"


def test_a_roll_is_as_long_as_it_has_to_be() -> None:
    value = make_project("service-blueprint", "en")
    across = wall(printed(value, paper="roll914"))
    assert across.scene.height == 914
    assert len(across.grid.slots) == 12
    upright = wall(printed(value, paper="roll914", orientation="portrait"))
    assert upright.scene.width == 914
    assert_sound(printed(value, paper="roll914", orientation="portrait"), (76, 76))


@pytest.mark.parametrize(
    ("template", "sheet", "paper"),
    [
        *product(("current-state", "day-in-the-life", "service-blueprint"), ("A4", "A3", "Letter"), ("",)),
        ("day-in-the-life", "A4", "A0"),
        ("service-blueprint", "A4", "B0"),
    ],
)
def test_no_seam_goes_through_a_slot_or_its_code(template: str, sheet: str, paper: str) -> None:
    made = printed(make_project(template, "en"), tile=sheet, paper=paper)
    tiles = [page for page in made.pages if page.kind == "tile"]
    assert {page.scale for page in tiles} == {1.0}, "notes do not shrink"
    seams_x = sorted({page.shown[0] for page in tiles})[1:]
    seams_y = sorted({page.shown[1] for page in tiles})[1:]
    assert seams_x and seams_y
    for slot in wall(made).slots:
        # A band runs on from sheet to sheet; what it shows for one slot does not have to.
        assert not any(slot.x < seam < slot.x + slot.width for seam in seams_x), slot.code
        assert not any(slot.y < seam < slot.y + slot.height for seam in seams_y), slot.code
    for part, item in wall(made).scene.texts():
        if part.key.startswith("row:"):
            for left, top, right, bottom in text_lines(item, part.x, part.y):
                assert not any(left < seam < right for seam in seams_x), item.block.text
                assert not any(top < seam < bottom for seam in seams_y), item.block.text
    if not paper:
        assert made.cut_text_lines == 0


@pytest.mark.parametrize("sheet", ["A4", "A3", "Letter"])
@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_over_sheets_the_head_is_read_on_the_wall_and_each_sheet_is_numbered(
    sheet: str, language: str
) -> None:
    """A footer that took more than its share made the head as small as could be; and below the last sheets
    their numbers stood where no printer reaches."""
    steps = (1, 1, 1, 2, 1, 1)
    value = project(
        steps, ("actions", "thoughts", "touchpoints", "emotions", *KINDS[3:4] * 6), language=language
    )
    made = printed(value, tile=sheet, date=datetime.date(2026, 11, 27))
    sizes = {
        name: min(item.size for part, item in wall(made).scene.texts() if part.key.startswith(name))
        for name in ("title", "stage:", "footer")
    }
    assert sizes["title"] > 6 and sizes["stage:"] > 4 and 2 < sizes["footer"] < sizes["stage:"]
    tiles = [page.page for page in made.pages if page.kind == "tile"]
    for page in tiles:
        (words,) = [layer for layer in page.layers if layer.scene.parts[0].key == "words"]
        high = words.scene.height
        bottom = words.y + (words.scene.width if words.turned else high)
        right = words.x + (high if words.turned else words.scene.width)
        assert bottom <= page.height - 4.9 and right <= page.width - 4.9


def test_a_paper_that_its_sheets_do_not_suit_is_cut_beside_the_codes() -> None:
    value = make_project("current-state", "en")
    searched, plain = (printed(value, tile="A4", paper="A1", plain=plain) for plain in (False, True))
    assert searched.sheets <= plain.sheets
    assert searched.cut_text_lines < plain.cut_text_lines
    assert {page.scale for page in searched.pages if page.kind == "tile"} == {1.0}


def test_the_same_grid_has_the_same_id_and_another_has_not() -> None:
    value = make_project("current-state", "en")
    ids = [
        made.grid.id
        for made in (
            printed(value, paper="A1"),
            printed(value, paper="A1", orientation="portrait"),
            printed(value, paper="A0", orientation="landscape"),
            printed(value, note=(51.0, 51.0), paper="A1"),
        )
        if made.grid is not None
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_own_stage_colours_and_hidden_lanes() -> None:
    value = project([1, 1], ["actions", "pain_points"])
    journey = value.maps[0]
    lanes = (journey.lanes[0], journey.lanes[1].model_copy(update={"hidden": True}))
    poster = journey.poster.model_copy(update={"stage_colours": ("#112233",)})
    value = Project(maps=(journey.model_copy(update={"lanes": lanes, "poster": poster}),))
    made = printed(value)
    assert made.grid is not None and set(made.grid.lanes) == {"lane0"}
    fills = {item.fill for part in made.poster.scene.parts for item in part.items if isinstance(item, Path)}
    assert "#112233" in fills


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("76x76mm", (76, 76)),
        ("76", (76, 76)),
        ("76 × 127 mm", (76, 127)),
        ("3x5in", (76.2, 127)),
        ("7,6x12.7cm", (76, 127)),
    ],
)
def test_sizes_of_notes(text: str, size: tuple[float, float]) -> None:
    assert note_size(text) == pytest.approx(size)


@pytest.mark.parametrize("text", ["", "red", "76x", "x76", "76x76x76", "-76"])
def test_sizes_that_are_none(text: str) -> None:
    with pytest.raises(PaperError):
        note_size(text)


def test_a_grid_does_not_depend_on_what_hangs_in_the_map() -> None:
    bare = make_project("current-state", "en")
    journey = bare.maps[0]
    emptied = tuple(lane.model_copy(update={"cells": ()}) for lane in journey.lanes)
    other = bare.model_copy(update={"maps": (journey.model_copy(update={"lanes": emptied}),)})
    one, two = wall(printed(bare, paper="A1")), wall(printed(other, paper="A1"))
    assert (one.scene, one.grid, one.slots, one.room) == (two.scene, two.grid, two.slots, two.room)


@pytest.mark.parametrize("language", ["en", "pl", "ru", "ar"])
@pytest.mark.parametrize("paper", ["A4", "A3", "A2", "Letter", "Tabloid", "300x900mm", "900x300mm"])
def test_the_bar_to_measure_stands_free_of_the_words_beside_it(paper: str, language: str) -> None:
    for steps in (1, 3):
        value = project([1] * steps, ["actions", "emotions"], language=language)
        try:
            made = printed(value, paper=paper)
        except PaperError:
            continue  # no note has room
        (foot,) = [part for part in wall(made).scene.parts if part.key == "footer"]
        boxes = [(item, ink(item)) for item in foot.items]
        bars = [box for item, box in boxes if isinstance(item, Path)]
        # The bar's own length stands at it.
        words = [box for item, box in boxes if isinstance(item, Text) and " " in item.block.text]
        assert bars and len(words) == 2
        for one, other in [*product(bars, words), *combinations(words, 2)]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (paper, language, steps)


@pytest.mark.parametrize("direction", ["left_to_right", "right_to_left"])
@pytest.mark.parametrize("name", ["bakery.pl", "carers-tuesday.en"])
def test_words_for_the_ends_of_a_scale_stand_beside_them(name: str, direction: str) -> None:
    """They stood below the question, and above the row's letter."""
    sample = load(shipped.path("samples") / f"{name}.cjm").project
    one = sample.maps[0].model_copy(update={"direction": direction})
    lane = next(lane for lane in one.lanes if isinstance(lane, EmotionLane))
    assert lane.high and lane.low
    poster = wall(printed(sample.model_copy(update={"maps": (one, *sample.maps[1:])})))
    part = next(part for part in poster.scene.parts if part.key == f"lane:{lane.id}")
    texts = {item.block.text: item for item in part.items if isinstance(item, Text)}
    order = ("+5", lane.high, "0", lane.low, "−5")
    middles = [texts[words].y + texts[words].height / 2 for words in order]
    assert middles == sorted(middles)
    boxes = [
        (part.x + left, top, part.x + right, bottom)
        for item in part.items
        if isinstance(item, Text)
        for left, top, right, bottom in text_lines(item, 0.0, part.y)
    ]
    assert not [(a, b) for a, b in combinations(boxes, 2) if overlap(a, b)]


@pytest.mark.parametrize(("high", "low"), [("מצוין", "גרוע"), ("delighted", "angry"), ("رائع جدا", "bad")])
def test_words_for_the_ends_of_a_scale_hug_a_mirrored_band(high: str, low: str) -> None:
    """Words that run from right to left stood at the lane's question, far from their faces."""
    lanes = (make_lane("emotions", "e", high=high, low=low), make_lane("actions", "a"))
    value = project((1, 1, 1), ("actions",), language="he")
    value = Project(maps=(value.maps[0].model_copy(update={"lanes": lanes}),))
    poster = wall(printed(value, paper="A0"))
    (part,) = [part for part in poster.scene.parts if part.key == "lane:e"]
    boxes = {item.block.text: ink(item) for item in part.items if isinstance(item, Text)}
    for words, level in ((high, "+5"), (low, "−5")):
        assert boxes[words][0] == pytest.approx(boxes[level][0], abs=0.1)
    tops = [boxes[words][1] for words in ("+5", high, "0", low, "−5")]
    assert tops == sorted(tops)
    assert not any(overlap(one, other) for one, other in combinations(boxes.values(), 2))


@pytest.mark.parametrize(
    ("steps", "kinds", "paper"),
    [
        ((2, 1, 1, 1, 1), ("actions", "touchpoints", "thoughts", "emotions"), "A1"),
        ((1, 1, 1, 2, 1, 1), ("actions", "emotions", *["pain_points"] * 8), "A0"),
    ],
)
def test_a_grid_goes_to_the_edges_where_no_more_notes_fit(
    steps: tuple[int, ...], kinds: tuple[str, ...], paper: str
) -> None:
    """A sixth of the sheet was left white at its right, or below."""
    made = printed(project(steps, kinds), paper=paper)
    assert_sound(made, (76.0, 76.0))
    poster = wall(made)
    right = poster.room.margins[1]
    reached = max(slot.x + slot.width for slot in poster.slots)
    assert poster.scene.width - right - reached < 25
    (footer,) = [part for part in poster.scene.parts if part.key == "footer"]
    assert footer.y - max(slot.y + slot.height for slot in poster.slots) < 25
