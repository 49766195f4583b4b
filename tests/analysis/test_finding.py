"""Words found in everything that people wrote, and replaced there."""

from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.analysis.finding import Find, find_words
from cjmdesk.edits.maps import add_map
from cjmdesk.edits.notes import add_card, add_point
from cjmdesk.edits.people import add_persona
from cjmdesk.edits.replacing import replace_words
from cjmdesk.model.cards import EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Brief, Persona, WorkshopStep
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.wording import project_wordings, wordings
from strategies import SMALL, projects


def a_project() -> Project:
    stages = (
        Stage(id="g1", title="The wait", steps=(Step(id="g1s"),)),
        Stage(id="g2", title="Ride", steps=(Step(id="g2s"),)),
    )
    lanes = (make_lane("pain_points", "pain"), make_lane("emotions", "mood"))
    project = add_map(Project(), JourneyMap(id="m1", title="Repair", stages=stages, lanes=lanes))
    project = add_map(project, JourneyMap(id="m2", title="No waiting"))
    project = add_persona(project, Persona(id="p", name="Ola", pains=("crowds", "waits for hours")))
    project = add_card(project, "pain", "g2s", make_card("pain_points", "late", text="waits\n  again"))
    card = make_card(
        "pain_points", "c", text="Wait, WAIT", tags=("wait",), evidence=Evidence(source="waiting list")
    )
    project = add_card(project, "pain", "g1s", card)
    return add_point(project, "mood", "g1s", EmotionPoint(id="e", quote="I wait", feeling="waiting"))


def where(project: Project, wanted: Find, first: str = "m1") -> list[tuple[str, str, int]]:
    return [(one.item, one.field, one.start) for one in find_words(project, wanted, first)]


def test_words_are_found_in_reading_order_map_by_map_and_in_personas() -> None:
    assert where(a_project(), Find("wait")) == [
        ("g1", "title", 4),
        ("c", "text", 0),
        ("c", "text", 6),
        ("c", "tags", 0),
        ("c", "evidence", 0),
        ("late", "text", 0),
        ("e", "quote", 2),
        ("e", "feeling", 0),
        ("m2", "title", 3),
        ("p", "pains", 0),
    ]
    assert where(a_project(), Find("wait"), "m2")[0] == ("m2", "title", 3)


def test_case_whole_words_and_blanks() -> None:
    project = a_project()
    assert where(project, Find("WAIT", case=True)) == [("c", "text", 6)]
    assert ("e", "feeling", 0) not in where(project, Find("wait", whole=True))
    assert where(project, Find("waits again")) == [("late", "text", 0)]
    assert where(project, Find("  ")) == []
    assert where(project, Find(".*")) == []


def test_replacing_reaches_every_place_and_is_one_project() -> None:
    project = a_project()
    fresh = replace_words(project, find_words(project, Find("wait")), "queue")
    assert where(fresh, Find("wait")) == []
    texts = {(item.id, w.field, w.number): w.text for _p, item in items(fresh) for w in wordings(item)}
    assert texts["c", "text", None] == "queue, queue"
    assert texts["c", "tags", 0] == "queue"
    assert texts["c", "evidence", None] == "queueing list"
    assert texts["p", "pains", 1] == "queues for hours"
    assert texts["g1", "title", None] == "The queue"


def test_an_emptied_tag_goes() -> None:
    project = a_project()
    tags = [one for one in find_words(project, Find("wait")) if one.field == "tags"]
    fresh = replace_words(project, tags, "")
    card = next(item for _place, item in items(fresh) if item.id == "c")
    assert card.tags == ()  # type: ignore[attr-defined]


def test_the_project_its_brief_and_its_steps_are_looked_through() -> None:
    steps = (WorkshopStep(step="warm_up", notes="Ask who waits"),)
    brief = Brief(goal="Less waiting", audience="Who waits", needs="No wait at all", steps=steps)
    project = a_project().model_copy(update={"title": "The wait", "brief": brief})
    found = find_words(project, Find("wait"))
    assert [(one.item, one.field) for one in found if one.item.endswith(":") or "warm" in one.item] == [
        ("project:", "title"),
        ("project:", "brief.goal"),
        ("project:", "brief.audience"),
        ("project:", "brief.needs"),
        ("workshop:warm_up", "notes"),
    ]
    fresh = replace_words(project, found, "queue")
    assert not find_words(fresh, Find("wait"))
    assert (fresh.title, fresh.brief.goal) == ("The queue", "Less queueing")
    assert fresh.brief.steps[0].notes == "Ask who queues"


@given(projects(SMALL), st.sampled_from(["a", "e ", "ł", "я", "1"]))
def test_what_was_found_stands_there(project: Project, words: str) -> None:
    every = [wording for _place, item in items(project) for wording in wordings(item)]
    texts = {(w.item, w.field, w.number): w.text for w in (*every, *project_wordings(project))}
    for found in find_words(project, Find(words, case=True)):
        text = texts[found.item, found.field, found.number]
        assert text[found.start : found.end].split() == words.split()


@given(projects(SMALL))
def test_replacing_by_the_same_words_changes_nothing(project: Project) -> None:
    found = find_words(project, Find("a", case=True))
    assert replace_words(project, found, "a") == project
