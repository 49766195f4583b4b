"""Cards: one note each, with what the kind of their lane adds; and the points of an emotion lane."""

import datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, Tag, ValidationError

from cjmdesk.model.values import Amount, Count, FivePoint, Id, Item, Level, Value


class Evidence(Value):
    """How a card is known.

    grade: `guess`, `observed` or `measured`. source: who or what says so ("interview 3").
    date: when it was found out; None if not noted.
    """

    grade: str = "guess"
    source: str = ""
    date: datetime.date | None = None


class CardBase(Item):
    """What every card holds.

    text: what stands on it, with line breaks; may be empty (a picture alone).
    note: more words, shown in the inspector and in tables, not on the poster.
    icon: name of a bundled icon, empty for none. picture: content hash in `Project.pictures`.
    evidence: None where nobody has judged it yet; that counts as a guess.
    personas: ids of those it concerns; none means everybody.
    findings: ids of the finding cards it rests on. made_from: id of the card, in another map of
    the project, that it was made from.
    """

    kind: str
    text: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    icon: str = ""
    picture: str | None = None
    evidence: Evidence | None = None
    personas: tuple[Id, ...] = ()
    votes: Count = 0
    moment_of_truth: bool = False
    findings: tuple[Id, ...] = ()
    made_from: Id | None = None


class PlainCard(CardBase):
    """A card whose kind adds nothing."""

    kind: Literal[
        "actions",
        "thoughts",
        "needs",
        "research",
        "findings",
        "key_task",
        "physical_evidence",
        "frontstage",
        "backstage",
        "support",
        "storyboard",
        "free_text",
    ]


class TouchpointCard(CardBase):
    """Where the customer meets us, and over which medium.

    channel: id of a preset or of one of `Project.channels`, empty if not said.
    visits, transactions: counts in the period the user measured. conversion: share of visits that
    end in a transaction, 0…1; None where it follows from the two counts. cost: money, in the
    user's currency. minutes: the customer's time.
    """

    kind: Literal["touchpoints"]
    channel: str = ""
    visits: Count | None = None
    transactions: Count | None = None
    conversion: Annotated[float, Field(ge=0, le=1)] | None = None
    cost: Amount | None = None
    minutes: Amount | None = None


class PainCard(CardBase):
    """What hurts. type: one of PAIN_TYPES or empty. severity: None if not judged."""

    kind: Literal["pain_points"]
    type: str = ""
    severity: FivePoint | None = None


class MotiveCard(CardBase):
    """Why they go on. motive: one of MOTIVES or empty. nature: `rational`, `emotional` or empty."""

    kind: Literal["motives"]
    motive: str = ""
    nature: str = ""


class CriterionCard(CardBase):
    """What competitors are compared by.

    ours: how well we do, None if not judged. scores: the same per competitor id.
    """

    kind: Literal["choice_criteria"]
    ours: FivePoint | None = None
    scores: dict[Id, FivePoint] = Field(default={})


class SolutionCard(CardBase):
    """What we will change, and the pains it answers (their card ids)."""

    kind: Literal["solutions"]
    impact: FivePoint | None = None
    effort: FivePoint | None = None
    owner: str = ""
    due: datetime.date | None = None
    status: str = "idea"
    answers: tuple[Id, ...] = ()

    @property
    def chosen(self) -> bool:
        """Whether somebody decided for it: by its status, or because it has an owner or a date."""
        if self.status == "dropped":
            return False
        return self.status != "idea" or bool(self.owner.strip()) or self.due is not None


class MetricCard(CardBase):
    """A number; its text says what is counted. unit: empty where the lane gives it."""

    kind: Literal["metrics"]
    number: float | None = None
    unit: str = ""


class ProcessCard(CardBase):
    """A box of a process; consecutive boxes are joined by an arrow, from cell to cell too, but none leads
    away from an `end` or to a `start`. shape: one of PROCESS_SHAPES."""

    kind: Literal["process"]
    shape: str = "step"


class TimeCard(CardBase):
    """How long something takes. minutes: None where only words are known."""

    kind: Literal["time"]
    minutes: Amount | None = None


class UnknownCard(CardBase):
    """A card of a kind that this version does not know: shown as plain text, written back whole."""


_CARD_CLASSES: dict[str, str] = {
    **dict.fromkeys(get_args(PlainCard.model_fields["kind"].annotation), "plain"),
    "touchpoints": "touchpoints",
    "pain_points": "pain_points",
    "motives": "motives",
    "choice_criteria": "choice_criteria",
    "solutions": "solutions",
    "metrics": "metrics",
    "process": "process",
    "time": "time",
}


def _card_tag(value: Any) -> str:
    try:  # asked for every card of a file
        return _CARD_CLASSES[value["kind"]]
    except (KeyError, TypeError):
        pass
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return _CARD_CLASSES.get(kind, "unknown") if isinstance(kind, str) else "unknown"


Card = Annotated[
    Annotated[PlainCard, Tag("plain")]
    | Annotated[TouchpointCard, Tag("touchpoints")]
    | Annotated[PainCard, Tag("pain_points")]
    | Annotated[MotiveCard, Tag("motives")]
    | Annotated[CriterionCard, Tag("choice_criteria")]
    | Annotated[SolutionCard, Tag("solutions")]
    | Annotated[MetricCard, Tag("metrics")]
    | Annotated[ProcessCard, Tag("process")]
    | Annotated[TimeCard, Tag("time")]
    | Annotated[UnknownCard, Tag("unknown")],
    Discriminator(_card_tag),
]


class EmotionPoint(Item):
    """A point of an emotion curve.

    level: −5…+5, None if not set (the point then shows its words but bends no curve).
    quote: what the customer says; feeling: one word for it; note: more words.
    personas: whose curves it lies on, none = everybody's. competitor: id of the competitor whose
    curve it lies on instead of ours, None for ours.
    """

    level: Level | None = None
    quote: str = ""
    feeling: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    personas: tuple[Id, ...] = ()
    competitor: Id | None = None
    evidence: Evidence | None = None
    findings: tuple[Id, ...] = ()
    made_from: Id | None = None


_CLASS_OF_TAG: dict[str, type[CardBase]] = {
    "plain": PlainCard,
    "touchpoints": TouchpointCard,
    "pain_points": PainCard,
    "motives": MotiveCard,
    "choice_criteria": CriterionCard,
    "solutions": SolutionCard,
    "metrics": MetricCard,
    "process": ProcessCard,
    "time": TimeCard,
    "unknown": UnknownCard,
}


def card_class(kind: str) -> type[CardBase]:
    """The class of the cards of lane kind `kind`; UnknownCard for a kind of a newer version."""
    return _CLASS_OF_TAG[_CARD_CLASSES.get(kind, "unknown")]


def make_card(kind: str, id: str, **fields: Any) -> "Card":
    """A validated card of lane kind `kind`.

    Raises pydantic's ValidationError when a field is out of its range.
    """
    card: Card = card_class(kind)(id=id, kind=kind, **fields)  # type: ignore[assignment]
    return card


def converted(card: CardBase, kind: str) -> CardBase:
    """`card` as one of lane kind `kind`, with all it holds.

    What the new kind has no field for is kept as unknown data, and is a field again when the card
    is converted back. The same card when it has that kind already.
    """
    if card.kind == kind:
        return card
    made = card_class(kind)
    # As a file has it: what becomes unknown data is the same after it was saved and read.
    fields = {**card.model_dump(mode="json", exclude_defaults=True), "kind": kind}
    try:
        return made.model_validate(fields)
    except ValidationError as error:
        # A field of the same name that means something else: put aside under its old kind's name.
        for name in {str(fault["loc"][0]) for fault in error.errors()}:
            fields[f"{name}_{card.kind}"] = fields.pop(name)
        return made.model_validate(fields)
