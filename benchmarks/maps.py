"""Synthetic maps of a known size: 12 stages × 14 lanes, texts of 4–18 words, the same every time."""

import random

from cjmdesk.model.cards import Card, EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import Cell, Lane, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step

STAGES = 12
LARGE, EXTREME = 2_000, 20_000
"""Cards."""

CARD_LANES = (
    *("actions", "thoughts", "touchpoints", "pain_points", "motives", "needs", "research"),
    *("findings", "solutions", "frontstage", "backstage", "support", "free_text"),
)
"""With the emotion lane fourteen lanes."""

TEXT = (
    "the order page asks twice for an address and forgets what was typed customers wait at the counter "
    "while staff look for a bicycle that was moved price list on paper repair takes three days nobody "
    "calls back when it is ready a message would do they compare shops nearby read reviews ask friends "
    "and come on saturday morning when the queue is longest"
)
WORDS = TEXT.split()


def synthetic(cards: int, seed: int = 1) -> Project:
    """A project with one map of `cards` cards, spread evenly over twelve stages and thirteen lanes,
    and an emotion lane of three points a step for two personas."""
    chance = random.Random(seed)
    stages = tuple(
        Stage(id=f"s{n}", title=sentence(chance, 2, 4), steps=(Step(id=f"s{n}a"), Step(id=f"s{n}b")))
        for n in range(STAGES)
    )
    steps = [step.id for stage in stages for step in stage.steps]
    cells = len(steps) * len(CARD_LANES)
    counts = iter([cards // cells + (number < cards % cells) for number in range(cells)])
    lanes: list[Lane] = [emotion_lane(chance, steps)]
    for kind in CARD_LANES:
        row = tuple(
            Cell(step=step, cards=tuple(card(chance, kind, step, n) for n in range(next(counts))))
            for step in steps
        )
        lanes.append(make_lane(kind, f"l-{kind}", cells=row))
    personas = (Persona(id="p1", name="Anna"), Persona(id="p2", name="Piotr"))
    one = JourneyMap(
        id="m1",
        title=f"Synthetic map of {cards} cards",
        goal=sentence(chance, 8, 12),
        scenario=sentence(chance, 8, 12),
        personas=("p1", "p2"),
        stages=stages,
        lanes=tuple(lanes),
        connectors=(Connector(id="c1", source="s8", target="s2", label="again", condition="good"),),
    )
    return Project(title=one.title, personas=personas, maps=(one,))


COMPARED_LANES = (
    *("actions", "touchpoints", "pain_points", "motives"),
    *("needs", "findings", "solutions", "backstage"),
)
LETTERS = 60
"""Of a card's text in a map that other programs are compared with, about."""


def compared(cards: int, seed: int = 1) -> Project:
    """A project with the map that other programs are compared with: `cards` cards of about sixty
    letters, spread evenly over twelve stages and eight lanes, and one emotion value a stage.
    """
    chance = random.Random(seed)
    stages = tuple(
        Stage(id=f"s{n}", title=sentence(chance, 2, 3), steps=(Step(id=f"s{n}a"),)) for n in range(STAGES)
    )
    steps = [stage.steps[0].id for stage in stages]
    cells = len(steps) * len(COMPARED_LANES)
    counts = iter([cards // cells + (number < cards % cells) for number in range(cells)])
    points = [EmotionPoint(id=f"e-{step}", level=round(chance.uniform(-5, 5), 1)) for step in steps]
    curve = tuple(Cell(step=step, points=(point,)) for step, point in zip(steps, points, strict=True))
    lanes: list[Lane] = [make_lane("emotions", "l-emotions", cells=curve)]
    for kind in COMPARED_LANES:
        row = tuple(
            Cell(
                step=step,
                cards=tuple(
                    make_card(kind, f"{kind}-{step}-{n}", text=text_of(chance, LETTERS))
                    for n in range(next(counts))
                ),
            )
            for step in steps
        )
        lanes.append(make_lane(kind, f"l-{kind}", cells=row))
    one = JourneyMap(id="m1", title=f"Map of {cards} cards", stages=stages, lanes=tuple(lanes))
    return Project(title=one.title, maps=(one,))


def text_of(chance: random.Random, letters: int) -> str:
    """Words of `letters` letters together, blanks included, five more or less; the first with a capital."""
    text = ""
    while len(text) < letters - 4:
        text = f"{text} {chance.choice(WORDS)}".strip()
    return text.capitalize()


def sentence(chance: random.Random, fewest: int = 4, most: int = 18) -> str:
    """Words, the first with a capital."""
    return " ".join(chance.choices(WORDS, k=chance.randint(fewest, most))).capitalize()


def card(chance: random.Random, kind: str, step: str, number: int) -> Card:
    """A card as people write them: some with evidence, tags and a severity."""
    fields: dict[str, object] = {"text": sentence(chance)}
    if chance.random() < 0.4:
        fields["evidence"] = Evidence(grade=chance.choice(("guess", "observed", "measured")))
    if kind == "pain_points":
        fields["severity"] = chance.randint(1, 5)
    if kind == "touchpoints":
        fields["channel"] = chance.choice(("website", "phone", "shop", "reviews", ""))
    return make_card(kind, f"{kind}-{step}-{number}", **fields)


def emotion_lane(chance: random.Random, steps: list[str]) -> Lane:
    """Three points a step, some of one persona only, every second with a quote."""

    def point(step: str, number: int) -> EmotionPoint:
        return EmotionPoint(
            id=f"e-{step}-{number}",
            level=round(chance.uniform(-5, 5), 1),
            quote=sentence(chance, 3, 7) if number % 2 else "",
            personas=chance.choice(((), ("p1",), ("p2",))),
        )

    cells = tuple(Cell(step=step, points=tuple(point(step, n) for n in range(3))) for step in steps)
    return make_lane("emotions", "l-emotions", cells=cells)
