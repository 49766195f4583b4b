"""Lanes: the rows of a map, each with a kind; and their cells."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from cjmdesk.model.cards import Card, EmotionPoint
from cjmdesk.model.choices import CARD_LANE_KINDS, PlainLaneKind
from cjmdesk.model.values import Colour, Id, Item, Value


class Cell(Value):
    """Where a step and a lane meet. A lane has one for each step that holds anything.

    step: id of the step. cards: in order. points: in order, for emotion lanes, spread evenly over
    the step's width. Both may be there: a note can lie on an emotion lane too.
    """

    step: Id
    cards: tuple[Card, ...] = ()
    points: tuple[EmotionPoint, ...] = ()


class LaneBase(Item):
    """What every lane holds.

    title: empty means the kind's own name in the map's language. icon: empty means the kind's own.
    question: prompts the writer ("What hurts?"); empty means the kind's own.
    colour: replaces the kind's strong colour; None means the kind's own.
    pinned: stays in view at the top while the rest scrolls.
    """

    kind: str
    title: str = ""
    icon: str = ""
    question: str = ""
    colour: Colour | None = None
    hidden: bool = False
    collapsed: bool = False
    pinned: bool = False
    cells: tuple[Cell, ...] = ()


class CardLane(LaneBase):
    """A lane of cards."""

    kind: PlainLaneKind


class MetricsLane(LaneBase):
    """Numbers. unit: for all of them; chart: `none`, `bar` or `line`."""

    kind: Literal["metrics"]
    unit: str = ""
    chart: str = "none"


class EmotionLane(LaneBase):
    """The curve. high, low: words for the ends of the scale, empty for the usual ones.

    guides: number of guide lines at whole levels with the middle one, 0…10; an even number
    counts those beside it. marks: `faces` or `dots`.
    hidden_personas: ids of those whose curves are not shown. staff: whether it is the curve of those
    who serve, not of customers.
    """

    kind: Literal["emotions"]
    high: str = ""
    low: str = ""
    guides: int = 1
    marks: str = "faces"
    hidden_personas: tuple[Id, ...] = ()
    staff: bool = False


class LineLane(LaneBase):
    """One of the three lines of a blueprint: a row that holds no cards. line: see BLUEPRINT_LINES."""

    kind: Literal["line"]
    line: str = "interaction"


class UnknownLane(LaneBase):
    """A lane of a kind that this version does not know."""


def _lane_tag(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    if not isinstance(kind, str):
        return "unknown"
    if kind in ("emotions", "line", "metrics"):
        return kind
    return "cards" if kind in CARD_LANE_KINDS else "unknown"


Lane = Annotated[
    Annotated[CardLane, Tag("cards")]
    | Annotated[MetricsLane, Tag("metrics")]
    | Annotated[EmotionLane, Tag("emotions")]
    | Annotated[LineLane, Tag("line")]
    | Annotated[UnknownLane, Tag("unknown")],
    Discriminator(_lane_tag),
]

_CLASS_OF_TAG: dict[str, type[LaneBase]] = {
    "cards": CardLane,
    "metrics": MetricsLane,
    "emotions": EmotionLane,
    "line": LineLane,
    "unknown": UnknownLane,
}


def lane_class(kind: str) -> type[LaneBase]:
    """The class of the lanes of `kind`; UnknownLane for a kind of a newer version."""
    return _CLASS_OF_TAG[_lane_tag({"kind": kind})]


def make_lane(kind: str, id: str, **fields: Any) -> "Lane":
    """A validated lane of `kind`. Raises pydantic's ValidationError on fields out of range."""
    lane: Lane = lane_class(kind)(id=id, kind=kind, **fields)  # type: ignore[assignment]
    return lane
