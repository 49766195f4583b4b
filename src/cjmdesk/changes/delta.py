"""What a difference is: a tree beside the project's own, with nothing in it that stayed the same."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldDelta(_Part):
    """A field that changed. was, now: JSON values; not set where the field was, or is, not there.

    keys: for fields that hold an object, the changes of its keys instead.
    """

    was: Any = None
    now: Any = None
    keys: "dict[str, FieldDelta]" = Field(default={})

    @property
    def is_there(self) -> bool:
        """Whether the field is there afterwards."""
        return "now" in self.model_fields_set


class Whole(_Part):
    """An item that came or went. value: its own fields as JSON; lists: what came or went inside it."""

    value: dict[str, Any]
    lists: "dict[str, ListDelta]" = Field(default={})


class ListDelta(_Part):
    """What changed in a list of named parts; keys are ids (of cells: their step).

    changed: parts that stayed. added, removed: parts that came and went. arrived, left: parts that
    moved here from, or from here to, another list; the changes inside such a part stand where it
    arrived. order: all keys afterwards, None where removing and appending gives the same.
    """

    changed: "dict[str, Delta]" = Field(default={})
    added: dict[str, Whole] = Field(default={})
    removed: dict[str, Whole] = Field(default={})
    arrived: "dict[str, Delta]" = Field(default={})
    left: tuple[str, ...] = ()
    order: tuple[str, ...] | None = None


class Delta(_Part):
    """What changed in one part of a project, or in the project itself. False if nothing did."""

    fields: dict[str, FieldDelta] = Field(default={})
    parts: "dict[str, Delta]" = Field(default={})
    lists: dict[str, ListDelta] = Field(default={})

    def __bool__(self) -> bool:
        return bool(self.fields or self.parts or self.lists)

    def to_json(self) -> str:
        """On one line, without what is empty."""
        return self.model_dump_json(exclude_unset=True)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Delta":
        """The delta that `to_json` wrote. Raises pydantic's ValidationError."""
        return cls.model_validate_json(text)


class DeltaError(ValueError):
    """A delta does not fit the project it is applied to."""
