"""Old files to today's form: numbered steps over plain dictionaries, kept for ever.

A step knows nothing of today's model, which will have changed again when the step still runs.
"""

from collections.abc import Callable, Mapping
from typing import Any

Raw = dict[str, Any]
Step = Callable[[Raw], Raw]

SCHEMA = 1
"""The form this version writes."""

READABLE_BY = 1
"""The oldest form whose program may edit what this version writes, unknown fields kept."""

STEPS: Mapping[int, Step] = {}
"""Schema N → the step that makes N + 1 of it."""


def migrate(raw: Raw, schema: int, steps: Mapping[int, Step] = STEPS, to: int = SCHEMA) -> Raw:
    """`raw`, of form `schema`, in form `to`; unchanged when it has that form or a newer one.

    Raises KeyError when a step is missing.
    """
    for number in range(schema, to):
        raw = steps[number](raw)
    return raw
