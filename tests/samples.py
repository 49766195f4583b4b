"""Small hand-made projects for the tests of layout, posters and painters."""

import datetime

from cjmdesk.model.cards import Card, EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step

STAGES = (
    ("Awareness", "Notices the brakes grind"),
    ("Consideration", "Looks for someone nearby"),
    ("Decision", "Chooses us over the chain"),
    ("Purchase", "Leaves the bike, pays"),
    ("Retention", "Rides, comes back for a tune-up"),
    ("Advocacy", "Tells the office bike club"),
)
CARDS = {
    "actions": (
        ("Hears a grinding brake", "Asks a neighbour", "Searches “bike repair near me”"),
        ("Compares 3 workshops", "Reads reviews"),
        ("Calls to ask the price", "Asks about today"),
        ("Rides in before work", "Signs the work order", "Pays by card"),
        ("Gets the spring SMS", "Books a tune-up online"),
        ("Posts a photo", "Recommends to 2 friends"),
    ),
    "touchpoints": (
        ("Street sign",),
        ("Website", "Reviews"),
        ("Phone",),
        ("Counter", "Card terminal", "Work order"),
        ("SMS", "Online booking"),
        ("Bike club",),
    ),
    "emotions": (
        ((-0.6, "Is it even safe?"),),
        ((-1.6, "Why hide the price?"),),
        ((0.3, "Nice on the phone."),),
        ((-2.2, "I will be late for work…"),),
        ((1.6, "They remembered me."),),
        ((3.0, "You must go there."),),
    ),
    "pain_points": (
        ("Cannot tell what is broken",),
        ("No prices on the website", "Opening hours out of date"),
        ("Line is busy at noon",),
        ("Queue at 8:00", "Nobody says how long it takes"),
        ("SMS comes too late in spring",),
        (),
    ),
    "solutions": (
        ("QR on the sign: “check your brakes”",),
        ("Price list with 5 common jobs", "Sync hours with Maps"),
        ("Call-back button",),
        ("Drop-off box before 8:00", "Text: “ready at 16:30”"),
        ("Send the reminder in February",),
        ("Card: bring a friend",),
    ),
}
CHANNELS = {"SMS": "sms", "Website": "website", "Phone": "phone", "Counter": "shop"}


def repair_visit(copies: int = 1) -> Project:
    """A repair visit to a bicycle workshop. copies: how often each cell repeats its cards."""
    numbers = iter(range(1, 100_000))
    lanes = []
    for kind, rows in CARDS.items():
        cells = []
        for number, row in enumerate(rows):
            step = f"t{number}"
            if kind == "emotions":
                points = tuple(
                    EmotionPoint(id=f"p{next(numbers)}", level=level, quote=quote) for level, quote in row
                )
                cells.append(Cell(step=step, points=points))
            else:
                cards = tuple(_card(kind, f"c{next(numbers)}", text) for text in row * copies)
                cells.append(Cell(step=step, cards=cards))
        lanes.append(make_lane(kind, f"l-{kind}", cells=tuple(cells)))
    marta = Persona(
        id="marta",
        name="Marta Kowalska",
        age="34",
        occupation="commuter",
        place="Kraków",
        needs=("bike back the same day",),
        quote="I ride to work every day. If the bike stands, I stand.",
    )
    journey_map = JourneyMap(
        id="m",
        title="Repair visit",
        scenario="From a grinding brake to a friend’s recommendation.",
        goal="halve the waiting complaints by May.",
        version="4",
        personas=("marta",),
        stages=tuple(
            Stage(id=f"s{n}", title=title, description=text, steps=(Step(id=f"t{n}"),))
            for n, (title, text) in enumerate(STAGES)
        ),
        lanes=tuple(lanes),
        connectors=(
            Connector(id="k1", source="s3", target="s0", label="Bad repair: starts again", condition="bad"),
            Connector(id="k2", source="s4", target="s3", label="Comes back", condition="good"),
        ),
    )
    return Project(title="Bike workshop", personas=(marta,), maps=(journey_map,))


def in_tiers() -> Project:
    """A map of so many columns that it runs on below: two lanes of cards, and a curve."""
    stages = tuple(
        Stage(
            id=f"s{n}",
            title=f"Stage {n}",
            key_task="Ask",
            steps=tuple(Step(id=f"t{n}.{k}") for k in range(3)),
        )
        for n in range(8)
    )
    steps = [step.id for stage in stages for step in stage.steps]

    def cells(lane: str) -> tuple[Cell, ...]:
        cards = {step: make_card("actions", f"{lane}-{step}", text="Requalification") for step in steps}
        return tuple(Cell(step=step, cards=(card,)) for step, card in cards.items())

    points = tuple(
        Cell(step=step, points=(EmotionPoint(id=f"p-{step}", level=number % 5 - 2, quote="Well"),))
        for number, step in enumerate(steps)
    )
    lanes = (
        make_lane("actions", "a", cells=cells("a")),
        make_lane("emotions", "e", cells=points),
        make_lane("solutions", "b", cells=cells("b")),
        make_lane("key_task", "k"),
    )
    return Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),))


def _card(kind: str, id: str, text: str) -> Card:
    """A card with what its kind adds."""
    if kind == "pain_points":
        grade = ("guess", "observed", "measured")[len(text) % 3]
        return make_card(kind, id, text=text, severity=3 + len(text) % 3, evidence=Evidence(grade=grade))
    if kind == "touchpoints":
        return make_card(kind, id, text=text, channel=CHANNELS.get(text, ""))
    if kind == "solutions" and "ready" in text:
        due = datetime.date(2027, 3, 1)
        return make_card(kind, id, text=text, impact=5, effort=2, owner="Ola", due=due, status="planned")
    return make_card(kind, id, text=text)
