"""Stages: the columns of a map, and the steps they are divided into."""

from typing import Annotated

from pydantic import Field

from cjmdesk.model.values import Colour, Count, Item


class Step(Item):
    """A sub-column. title: may be empty. width: relative to the other steps of the map, 1 = usual."""

    title: str = ""
    width: Annotated[float, Field(gt=0, le=20)] = 1.0


class Stage(Item):
    """A column of the journey ("Purchase").

    key_task: what the company must do here. colour: None means the palette's next.
    entered, left: customers in the period measured; reason_left: the main reason for leaving.
    steps: at least one.
    """

    title: str = ""
    description: str = ""
    key_task: str = ""
    colour: Colour | None = None
    entered: Count | None = None
    left: Count | None = None
    reason_left: str = ""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
