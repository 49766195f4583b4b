"""The base of every value of a project, and the constrained types its fields use."""

import os
from collections.abc import Iterator
from hashlib import blake2b
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# Before the first class is made pydantic would read the lists of every installed package, to find
# plugins for itself: 20 ms at each start, and code of strangers.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: no letter that is mistaken for a figure."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,80}$")]
"""Names one item for ever; never shown to a person, never reused, the same in every copy of a file."""

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""`#RRGGBB`."""

Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]
"""A BCP 47 tag such as `pl` or `zh-TW`."""

Level = Annotated[float, Field(ge=-5, le=5)]
"""How the customer feels: −5 worst, 0 neutral, +5 best."""

FivePoint = Annotated[int, Field(ge=1, le=5)]
"""A judgement from 1 (little) to 5 (much)."""

Count = Annotated[int, Field(ge=0)]
Amount = Annotated[float, Field(ge=0)]
Millimetres = Annotated[float, Field(ge=0, le=200_000)]


class Value(BaseModel):
    """A frozen part of a project.

    Unknown fields, written by a newer version of the program, are kept as they came and written
    back; a field that holds its default is not written. The default of a field must therefore
    never change without a migration.
    """

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)


class Item(Value):
    """A value that can be named: everything that a difference, a link or a translation speaks of."""

    id: Id


def new_id(prefix: str = "") -> str:
    """A fresh id of 50 random bits, with `prefix` and a dash before it when one is given."""
    import secrets  # with what signs messages: few runs of a verb name anything anew

    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{prefix}-{letters}" if prefix else letters


def derived_ids(seed: str) -> Iterator[str]:
    """Endless ids that depend on `seed` alone: reading the same file twice names its items alike."""
    number = 0
    while True:
        digest = blake2b(f"{seed}\0{number}".encode(), digest_size=8).digest()
        bits = int.from_bytes(digest)
        yield "".join(_ALPHABET[(bits >> shift) & 31] for shift in range(0, 50, 5))
        number += 1
