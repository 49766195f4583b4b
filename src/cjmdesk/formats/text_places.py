"""Where a text of a map stands, in words: for lists of texts, in the user's language."""

from msgspec import Struct, field

from cjmdesk.formats.shown import lane_title
from cjmdesk.i18n import N_, _, current_language
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Competitor, Persona
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.stages import Stage
from cjmdesk.model.translating import Source, translated_items

BETWEEN = " › "

_FIELDS = {
    "title": N_("Title"),
    "scenario": N_("Scenario"),
    "goal": N_("Goal"),
    "description": N_("Description"),
    "key_task": N_("Key task"),
    "reason_left": N_("Why they left"),
    "question": N_("Question"),
    "high": N_("Word for the upper end"),
    "low": N_("Word for the lower end"),
    "label": N_("Label"),
    "name": N_("Name"),
    "education": N_("Education"),
    "wealth": N_("Means"),
    "place": N_("Place"),
    "occupation": N_("Occupation"),
    "quote": N_("Quote"),
    "needs": N_("Needs"),
    "goals": N_("Goals"),
    "pains": N_("Pains"),
    "motives": N_("Motives"),
    "triggers": N_("Triggers"),
    "objections": N_("Objections"),
    "channels": N_("Channels"),
    "feeling": N_("Feeling"),
    "note": N_("Note"),
}
"""The words for a field; a card's own text needs none."""


class TextPlaces(Struct):
    """The words for the places of the texts of one map as it is now."""

    project: Project
    journey: JourneyMap
    _owners: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stages = {
            step.id: (stage.title if len(stage.steps) == 1 else _joined(stage.title, step.title))
            for stage in self.journey.stages
            for step in stage.steps
        }
        for item in translated_items(self.project, self.journey):
            self._owners[item.id] = _owner(item)
        for stage in self.journey.stages:
            for step in stage.steps:
                self._owners[step.id] = _joined(stage.title, _("Step"), step.title)
        for lane in self.journey.lanes:
            name = lane_title(lane, current_language())
            self._owners[lane.id] = _joined(_("Lane"), name)
            for cell in lane.cells:
                for note in (*cell.cards, *cell.points):
                    self._owners[note.id] = _joined(name, stages.get(cell.step, ""))

    def words(self, source: Source) -> str:
        """Where the text stands, from the lane or kind of thing down to the field."""
        owner = self._owners.get(source.item, "")
        caption = _FIELDS.get(source.field)
        if source.field == "name" and any(persona.id == source.item for persona in self.project.personas):
            caption = N_("Their name")
        return _joined(owner, _(caption) if caption else "")


_SORTS: tuple[tuple[type, str], ...] = (
    (JourneyMap, N_("Map")),
    (Persona, N_("Persona")),
    (Stage, N_("Stage")),
    (Connector, N_("Connector")),
    (Competitor, N_("Competitor")),
    (Channel, N_("Channel")),
)


def _owner(item: object) -> str:
    """What sort of thing has the text, and which."""
    sort = next((_(words) for made, words in _SORTS if isinstance(item, made)), "")
    name = item.name if isinstance(item, Persona) else item.title if isinstance(item, Stage) else ""
    return _joined(sort, name)


def _joined(*parts: str) -> str:
    return BETWEEN.join(part for part in parts if part.strip(BETWEEN))
