"""Hours are read as people write them, and columns are a scale only where they run on."""

import pytest

from cjmdesk.edits.columns import new_stage, new_step
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.hours import proposed_hour
from cjmdesk.formats.templates import make_project
from cjmdesk.layout.columns import step_weights
from cjmdesk.model.hours import column_titles, hour_like, hour_of, scale_of, spans
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine


@pytest.mark.parametrize(
    ("title", "minutes"),
    [
        ("6:00", 360),
        ("06:30", 390),
        ("7.15", 435),
        ("18h00", 1080),
        ("18h", 1080),
        ("6 am", 360),
        ("12:30 p.m.", 750),
        ("12am", 0),
        ("8:00–10:00", 480),
        ("24:00", 1440),
        ("6", None),
        ("13 pm", None),
        ("25:00", None),
        ("6:75", None),
        ("2 people", None),
        ("", None),
        ("Morning", None),
        ("Step 6:00", None),
    ],
)
def test_hours_are_read_as_people_write_them(title: str, minutes: int | None) -> None:
    assert hour_of(title) == minutes


@pytest.mark.parametrize(
    ("minutes", "example", "words"),
    [
        (540, "6:00", "9:00"),
        (540, "08:00", "09:00"),
        (1110, "6.00", "18.30"),
        (1080, "6h00", "18h00"),
        (780, "6 am", "1 pm"),
        (1440, "22:00", "0:00"),
        (0, "11:30 p.m.", "12:00 a.m."),
    ],
)
def test_hours_are_written_like_their_neighbours(minutes: int, example: str, words: str) -> None:
    assert hour_like(minutes, example) == words
    assert hour_of(words) == minutes % 1440


def test_a_scale_runs_on_through_midnight_and_no_further_than_a_day() -> None:
    assert scale_of(["20:00", "22:00", "0:00", "2:00"]) == (1200, 1320, 1440, 1560)
    assert scale_of(["6:00", "8:00"]) == ()
    assert scale_of(["6:00", "8:00", "Lunch"]) == ()
    assert scale_of(["6:00", "8:00", "7:00"]) == ()
    assert spans((360, 420, 480, 600)) == [60, 60, 120, 120]


def day(*hours: str) -> JourneyMap:
    stages = tuple(
        Stage(id=f"s{n}", title="", steps=(Step(id=f"t{n}", title=hour),)) for n, hour in enumerate(hours)
    )
    return JourneyMap(id="m", type="day_in_the_life", stages=stages)


@pytest.mark.parametrize(
    ("hours", "column", "proposed"),
    [
        (("6:00", "8:00", "10:00"), 3, "12:00"),
        (("6:00", "8:00", "10:00"), 1, "7:00"),
        (("6:00", "8:00", "10:00"), 0, "4:00"),
        (("6:00", "7:00", "8:00"), 2, "7:30"),
        (("20:00", "22:00", "0:00"), 3, "2:00"),
        (("0:00", "8:00", "16:00"), 3, ""),
        (("6:00", "6:01", "8:00"), 1, ""),
        (("Call", "Visit", "Pay"), 3, ""),
    ],
)
def test_the_next_hour_is_proposed(hours: tuple[str, ...], column: int, proposed: str) -> None:
    assert proposed_hour(day(*hours), column) == proposed


def test_new_stages_and_steps_of_a_day_get_an_hour() -> None:
    project = make_project("day-in-the-life", "en")
    one = project.maps[0]
    assert column_titles(one.stages) == [f"{hour}:00" for hour in range(6, 23, 2)]
    later = new_stage(project, one.id, "late")
    assert column_titles(later.maps[0].stages)[-1] == "0:00"
    assert later.maps[0].stages[-1].title == ""
    between = new_step(project, one.stages[0].steps[0].id, "seven")
    assert column_titles(between.maps[0].stages)[:3] == ["6:00", "7:00", "8:00"]
    named = Project(
        maps=(
            JourneyMap(
                id="m",
                stages=tuple(
                    Stage(id=f"s{n}", title=f"{n + 6}:00", steps=(Step(id=f"t{n}"),)) for n in range(3)
                ),
            ),
        )
    )
    assert new_stage(named, "m", "more").maps[0].stages[-1].title == "9:00"
    plain = make_project("current-state", "en")
    assert new_stage(plain, plain.maps[0].id, "more").maps[0].stages[-1].steps[0].title == ""


def test_hours_are_as_wide_as_they_are_long_unless_the_user_chose() -> None:
    one = day("6:00", "7:00", "8:00", "10:00", "12:00")
    assert step_weights(one.stages) == ((0.5, 0.5, 1.0, 1.0, 1.0), True)
    project = set_field(Project(maps=(one,)), "t1", "width", 2.0)
    assert step_weights(project.maps[0].stages) == ((1.0, 2.0, 1.0, 1.0, 1.0), False)
    assert step_weights(day("Call", "Visit", "Pay").stages) == ((1.0, 1.0, 1.0), False)


def test_a_poster_keeps_the_scale_whatever_is_written(qapp: object) -> None:
    from cjmdesk.edits.notes import add_card
    from cjmdesk.model.cards import make_card

    project = make_project("day-in-the-life", "en")
    one = project.maps[0]
    lane = next(lane for lane in one.lanes if lane.kind == "actions")
    words = "Gets up, makes breakfast for three, looks for the keys and answers two messages " * 6
    project = add_card(project, lane.id, one.stages[1].steps[0].id, make_card("actions", "long", text=words))
    project = new_step(project, one.stages[0].steps[0].id, "seven")
    poster = lay_out_poster(project, project.maps[0], PosterOptions(paper="A1"), text_engine())
    columns = poster.measures.columns
    assert poster.measures.tiers in ((), (10,))
    lasting = [1, 1, 2, 2, 2, 2, 2, 2, 2, 2]
    for width, hours in zip(columns, lasting, strict=True):
        assert width / columns[2] == pytest.approx(hours / 2, rel=0.02)
