"""Sentences of Decide and Plan: why a pain stands where it does, what a place on the matrix means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjmdesk.analysis.judging import QUARTERS, quarters_at
from cjmdesk.i18n import NO_BREAK, _, current_language, ngettext
from cjmdesk.layout.numbers import number
from cjmdesk.layout.titles import QUARTERS as QUARTER_WORDS

if TYPE_CHECKING:
    from cjmdesk.analysis.journey import Placed
    from cjmdesk.analysis.rankings import RankedPain


def one_line(text: str, most: int = 0) -> str:
    """A card's text in one line; a dash for none. most: letters, 0 for all."""
    words = " ".join(text.split()) or "–"
    return words if not most or len(words) <= most else words[: most - 1].rstrip() + "…"


def quoted(text: str, most: int = 0) -> str:
    """A card's text as it is named in a sentence. most: letters, 0 for all."""
    return _("“{words}”").format(words=one_line(text, most))


def first_large(text: str) -> str:
    """`text` as a sentence begins."""
    return text[:1].upper() + text[1:]


def place_words(placed: Placed) -> str:
    """Where a card lies: its stage, and its step where that has a name."""
    parts = (placed.stage.title.strip(), placed.step.title.strip())
    return " · ".join(one_line(part) for part in parts if part) or _("stage without a title")


def dots(count: int) -> str:
    """How many dots."""
    return ngettext("{count} dot", "{count} dots", count).format(count=count)


def reasons(one: RankedPain) -> str:
    """What the rank of a pain rests on, every part of it."""
    severity = one.severity
    parts = [
        _("severity {number} of 5").format(number=severity) if severity else _("severity not judged"),
        (_("a guess so far"), _("observed"), _("measured"))[one.evidence],
        ngettext("{count} source", "{count} sources", one.sources)
        .format(count=one.sources)
        .replace(" ", NO_BREAK)
        if one.sources
        else _("no source"),
    ]
    if one.level is None:
        parts.append(_("no curve here"))
    else:
        level = number(one.level, current_language())
        text = _("the curve falls to {level} here") if one.level < 0 else _("the curve stays at {level} here")
        parts.append(text.replace(" {level}", NO_BREAK + "{level}").format(level=level))
    if one.votes:
        parts.append(dots(one.votes).replace(" ", NO_BREAK))
    return "; ".join(parts)


def quarter_words(impact: int, effort: int) -> str:
    """What a place on the matrix means: a quarter, two that meet there, or its middle."""
    names = [_(QUARTER_WORDS[name]) for name in quarters_at(impact, effort)]
    if len(names) == len(QUARTERS):
        return _("in the middle")
    if len(names) == 2:
        return _("between “{one}” and “{other}”").format(one=names[0], other=names[1])
    return names[0]


def judged_words(impact: int | None, effort: int | None) -> str:
    """Impact and effort of a solution, and what that means."""
    if impact is None and effort is None:
        return _("not judged yet")
    if impact is None or effort is None:
        known = _("impact {number}") if effort is None else _("effort {number}")
        return _("{known}, the rest not judged yet").format(known=known.format(number=impact or effort))
    text = _("impact {impact}, effort {effort}: {meaning}")
    return text.format(impact=impact, effort=effort, meaning=quarter_words(impact, effort))
