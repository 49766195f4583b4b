"""A map while it is being read: plain, changeable, with names instead of ids.

Importers fill drafts; `cjmdesk.formats.build` turns them into the frozen model.
"""

from typing import Any

from msgspec import Struct, field

from cjmdesk.formats.outcome import Note, NoteKind


class DraftCard(Struct):
    """A card. personas: names. fields: what its lane kind adds, such as `minutes`."""

    text: str = ""
    note: str = ""
    personas: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


class DraftPoint(Struct):
    """A point of an emotion curve. level: −5…+5 or None."""

    level: float | None = None
    quote: str = ""
    feeling: str = ""
    note: str = ""
    personas: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


class DraftCell(Struct):
    cards: list[DraftCard] = field(default_factory=list)
    points: list[DraftPoint] = field(default_factory=list)


class DraftStage(Struct):
    """steps: their titles, at least one. widths: of the steps, empty where all are as usual.

    fields: further fields of the model's Stage.
    """

    title: str = ""
    description: str = ""
    key_task: str = ""
    steps: list[str] = field(default_factory=lambda: [""])
    widths: list[float] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)


class DraftLane(Struct):
    """cells: by number of stage and of step within it. fields: further fields of the model's lane."""

    kind: str
    title: str = ""
    cells: dict[tuple[int, int], DraftCell] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)

    def cell(self, stage: int, step: int = 0) -> DraftCell:
        """The cell at `stage` and `step`, made when it is not there."""
        return self.cells.setdefault((stage, step), DraftCell())


class DraftPersona(Struct):
    """fields: further fields of the model's Persona."""

    name: str
    fields: dict[str, Any] = field(default_factory=dict)


class DraftMap(Struct):
    """One journey being read. language: empty where it is to be guessed from the words.

    connectors: source and target stage numbers, label, condition. fields: further fields of the
    model's JourneyMap. type: empty where it is to be guessed.
    """

    title: str = ""
    scenario: str = ""
    goal: str = ""
    type: str = ""
    language: str = ""
    personas: list[DraftPersona] = field(default_factory=list)
    stages: list[DraftStage] = field(default_factory=list)
    lanes: list[DraftLane] = field(default_factory=list)
    connectors: list[tuple[int, int, str, str]] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def say(self, kind: NoteKind, text: str) -> None:
        """Adds a note about this map."""
        self.notes.append(Note(kind, text))

    def lane(self, kind: str, title: str = "") -> DraftLane:
        """The first lane of `kind` and `title`, made when it is not there."""
        for lane in self.lanes:
            if lane.kind == kind and lane.title == title:
                return lane
        self.lanes.append(DraftLane(kind, title))
        return self.lanes[-1]

    def add_persona(self, name: str, **fields: Any) -> None:
        """Adds a persona unless one of that name is there, whose empty fields are then filled."""
        for persona in self.personas:
            if persona.name == name:
                persona.fields = {**fields, **persona.fields}
                return
        self.personas.append(DraftPersona(name, dict(fields)))

    def add_scenario(self, text: str) -> None:
        """Adds a paragraph to the scenario."""
        if text:
            self.scenario = f"{self.scenario}\n{text}" if self.scenario else text

    def texts(self) -> list[str]:
        """All words of the map, for guessing its language."""
        found = [self.title, self.scenario, self.goal]
        for stage in self.stages:
            found += [stage.title, stage.description, stage.key_task, *stage.steps]
        for lane in self.lanes:
            found.append(lane.title)
            for cell in lane.cells.values():
                found += [card.text for card in cell.cards]
                found += [f"{point.quote} {point.feeling}" for point in cell.points]
        return found
