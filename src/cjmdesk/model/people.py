"""Personas, competitors, and the workshop: who the map is about and who draws it."""

from pydantic import Field

from cjmdesk.model.values import Amount, Colour, Item, Value


class Persona(Item):
    """A semi-fictional customer.

    portrait: content hash in `Project.pictures`. age: as people write it ("34", "30–40").
    wealth: what they can spend, in words.
    """

    name: str = ""
    portrait: str | None = None
    colour: Colour | None = None
    age: str = ""
    education: str = ""
    wealth: str = ""
    place: str = ""
    occupation: str = ""
    quote: str = ""
    needs: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    pains: tuple[str, ...] = ()
    motives: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    note: str = ""


class Competitor(Item):
    """Another company that customers compare us with."""

    name: str = ""
    colour: Colour | None = None


class TeamMember(Item):
    """Who takes part in the workshop, and their discipline ("service", "IT", "sales")."""

    name: str = ""
    discipline: str = ""


class WorkshopStep(Value):
    """One of the seven steps. step: see WORKSHOP_STEPS. minutes: time planned, None if not said."""

    step: str
    done: bool = False
    notes: str = ""
    minutes: Amount | None = None


class Brief(Value):
    """What the workshop is for. goal_preset: see GOAL_PRESETS; goal: in the team's own words.

    in_title_block: whether posters print it.
    """

    goal_preset: str = ""
    goal: str = ""
    audience: str = ""
    needs: str = ""
    team: tuple[TeamMember, ...] = ()
    steps: tuple[WorkshopStep, ...] = Field(default=())
    in_title_block: bool = False
