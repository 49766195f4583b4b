"""Hours as titles of columns: what "6:00" or "7.30 pm" says, and when columns are a scale of hours."""

import itertools
import re
from collections.abc import Sequence

from cjmdesk.model.stages import Stage

DAY = 24 * 60
"""Minutes."""

_HOUR = re.compile(
    r"\s*(?P<hour>\d{1,2})(?:(?P<mark>[:.h])(?P<minute>\d{2})|\s?h)?\s*(?P<half>[ap]\.?m\.?)?"
    r"(?:\s*[-–—]\s*\S.*)?\s*",
    re.IGNORECASE,
)
"""An hour, alone or as the beginning of a span; a bare number is none."""

_FEWEST = 3
"""Columns with hours that make a scale; two may be a coincidence."""


def hour_of(title: str) -> int | None:
    """Minutes after midnight that a title names; None where it names no hour."""
    found = _HOUR.fullmatch(title)
    if found is None or not (found["minute"] or found["half"] or "h" in title.lower()):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 else None


def hour_like(minutes: int, example: str) -> str:
    """An hour in the manner of `example`: "6:00", "06:00", "6.00", "6h00", "6 am"."""
    minutes %= DAY
    hour, minute = divmod(minutes, 60)
    found = _HOUR.fullmatch(example)
    half, mark = (found["half"] or "", found["mark"] or ":") if found is not None else ("", ":")
    if half:
        small = half.replace("p", "a").replace("P", "A")
        large = small.replace("a", "p").replace("A", "P")
        words = small if hour < 12 else large
        full = minute or (found is not None and found["minute"])
        number = f"{hour % 12 or 12}{mark}{minute:02d}" if full else f"{hour % 12 or 12}"
        return f"{number} {words}" if " " in example.strip() else f"{number}{words}"
    two = found is not None and len(found["hour"]) == 2 and found["hour"].startswith("0")
    return f"{hour:02d}{mark}{minute:02d}" if two else f"{hour}{mark}{minute:02d}"


def scale_of(titles: Sequence[str]) -> tuple[int, ...]:
    """Minutes since the first midnight at which each column begins, past midnight if need be; empty where
    the columns are no scale: some name no hour, or the hours do not run on."""
    found: list[int] = []
    for title in titles:
        hour = hour_of(title)
        if hour is None:
            return ()
        if found:
            while hour <= found[-1] and hour < 2 * DAY:
                hour += DAY
            if hour - found[0] >= DAY:
                return ()
        found.append(hour)
    return tuple(found) if len(found) >= _FEWEST else ()


def column_titles(stages: Sequence[Stage]) -> list[str]:
    """What heads each column: its step's title, else its stage's where that has no other step."""
    return [
        step.title or (stage.title if len(stage.steps) == 1 else "")
        for stage in stages
        for step in stage.steps
    ]


def spans(scale: Sequence[int]) -> list[int]:
    """Minutes that each column of a scale lasts; the last as long as the one before it."""
    between = [after - before for before, after in itertools.pairwise(scale)]
    return [*between, between[-1]] if between else []
