"""The bicycle workshop's map with a future one, made and changed as an owner would do it."""

from itertools import count

from cjmdesk.edits.columns import add_stage
from cjmdesk.edits.fields import set_field, set_fields
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.edits.notes import add_card, add_point, move_note
from cjmdesk.edits.removing import remove
from cjmdesk.edits.rows import add_lane
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.shipped import path
from cjmdesk.storage.project_file import load

NOW = "visit-now"
"""Id of the current map."""

_LEVELS = {
    "awareness-1": 0.5,
    "consideration-1": 2.0,
    "decision-1": 2.5,
    "purchase-leave-1": 1.5,
    "purchase-leave-2": 1.0,
    "purchase-collect-1": 3.5,
}
_QUOTES = {
    "consideration-1": ("140 zł. Good to know.", "informed"),
    "purchase-leave-1": ("Two minutes and I am off.", "relieved"),
}
_TEXTS = {
    "visit-now-calls": "Books an hour on the website",
    "visit-now-actions-purchase-leave-1": "Puts the bike into the box before 8:00",
    "visit-now-touchpoints-purchase-collect-1": "Card terminal, or a link to pay",
}
_GONE = (
    "visit-now-no-prices",
    "visit-now-old-hours",
    "visit-now-queue",
    "visit-now-touchpoints-purchase-leave-2",
)


def future_workshop() -> tuple[Project, str]:
    """The project, and the id of its future map. It is the same at every call."""
    project = load(path("samples") / "bike-workshop.en.cjm").project
    project = project.model_copy(update={"maps": project.maps[:1]})
    numbers = count(1)
    project, may = duplicate_map(
        project, NOW, title="Repair visit in May", ids=(f"may-{next(numbers)}" for _ in count())
    )
    own = Copies(project)
    project = set_fields(
        project, may, goal="Nobody waits longer than five minutes", scenario="After our changes"
    )
    for name, level in _LEVELS.items():
        project = set_field(project, own(f"visit-now-emotions-{name}"), "level", level)
    for name, (quote, feeling) in _QUOTES.items():
        project = set_fields(project, own(f"visit-now-emotions-{name}"), quote=quote, feeling=feeling)
    for name, text in _TEXTS.items():
        project = set_field(project, own(name), "text", text)
    project = remove(project, *map(own, _GONE), own("visit-now-research"))
    project = set_field(project, own("visit-now-no-part"), "severity", 2)
    project = set_field(project, own("visit-now-decision"), "title", "Booking")
    lanes = [own(f"visit-now-{name}") for name in ("actions", "touchpoints", "emotions", "pain-points")]
    actions, touchpoints, emotions, pains = lanes
    decision, leaves = own("visit-now-decision-1"), own("visit-now-purchase-leave")
    project = move_note(project, own("visit-now-touchpoints-retention-2"), touchpoints, decision)
    box = make_card("touchpoints", "may-box", text="Drop-off box", channel="shop", moment_of_truth=True)
    project = add_card(project, touchpoints, leaves, box)
    safe = make_card("pain_points", "may-safe", text="Is the box safe?", type="uncertainty", severity=3)
    project = add_card(project, pains, leaves, safe)
    repair = Stage(id="may-repair", title="Repair", steps=(Step(id="may-repair-1"),))
    project = add_stage(project, may, repair, 4)
    sms = make_card("touchpoints", "may-sms", text="SMS: “Ready at 16:30”", channel="sms")
    project = add_card(project, touchpoints, "may-repair-1", sms)
    hears = make_card("actions", "may-hears", text="Reads how far the repair is")
    project = add_card(project, actions, "may-repair-1", hears)
    for persona, level, quote in (("marta", 2.5, "I can plan my day."), ("piotr", 3.0, "")):
        point = EmotionPoint(
            id=f"may-{persona}", level=level, quote=quote, feeling="informed", personas=(persona,)
        )
        project = add_point(project, emotions, "may-repair-1", point)
    project = add_lane(project, may, make_lane("metrics", "may-metrics", title="How we shall see it"))
    wait = make_card("metrics", "may-wait", text="wait at the counter", number=5, unit="min")
    return add_card(project, "may-metrics", leaves, wait), may


class Copies:
    """The id in the future map of what stands in the current one."""

    def __init__(self, project: Project) -> None:
        old, new = project.maps[:2]
        self._ids: dict[str, str] = {}
        for one, other in zip(old.stages, new.stages, strict=True):
            self._ids[one.id] = other.id
            for step, copy in zip(one.steps, other.steps, strict=True):
                self._ids[step.id] = copy.id
        for lane, twin in zip(old.lanes, new.lanes, strict=True):
            self._ids[lane.id] = twin.id
            for cell, like in zip(lane.cells, twin.cells, strict=True):
                for note, copied in zip(
                    (*cell.cards, *cell.points), (*like.cards, *like.points), strict=True
                ):
                    self._ids[note.id] = copied.id

    def __call__(self, id: str) -> str:
        return self._ids[id]
