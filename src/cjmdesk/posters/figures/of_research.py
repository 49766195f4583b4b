"""What a map rests on: its sources, and the findings of the research."""

from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.sources import findings, sources
from cjmdesk.i18n import N_
from cjmdesk.posters.figures.tables import Cell, Column, Figures, Row, Words, headed, parts_of, worded
from cjmdesk.text.prepare import short


def source_figures(journey: Journey, words: Words) -> Figures:
    """Every source, and how many cards rest on it."""
    say = words.say
    ranked = sources(journey)
    bars = parts_of([len(one.notes) for one in ranked])
    rows = tuple(
        Row(
            (
                worded(short(one.name, 140)),
                Cell(words.number(len(one.notes)), len(one.notes)),
                Cell("", None, bar),
                Cell(words.number(one.measured), one.measured),
                Cell(words.number(one.observed), one.observed),
            ),
            one.notes[0],
            others=one.notes[1:],
        )
        for one, bar in zip(ranked, bars, strict=True)
    )
    said = words.ngettext("{count} source in all.", "{count} sources in all.", len(ranked)) if ranked else ""
    return Figures(
        "sources",
        say(N_("Sources")),
        said,
        (
            Column(say(N_("Source")), "name"),
            Column(say(N_("Cards")), "number"),
            Column("", "bar"),
            Column(headed(say(N_("measured"))), "number"),
            Column(headed(say(N_("observed"))), "number"),
        ),
        rows,
        say(N_("Note in the inspector who or what says so: “interview 3”, “till, October”.")),
        kind="research",
    )


def finding_figures(journey: Journey, words: Words) -> Figures:
    """Findings of the research and how many cards they support."""
    say = words.say
    found = findings(journey)
    bars = parts_of([len(one.notes) for one in found])
    rows = tuple(
        Row(
            (
                worded(short(one.placed.card.text, 140) or say(N_("untitled"))),
                worded(words.stage(journey, one.placed.stage)),
                Cell(words.number(len(one.notes)), len(one.notes), gap=not one.notes),
                Cell("", None, bar),
            ),
            one.placed.card.id,
            others=one.notes,
        )
        for one, bar in zip(found, bars, strict=True)
    )
    idle = sum(not one.notes for one in found)
    said = ""
    if idle:
        said = words.ngettext(
            "{count} finding supports no card yet.", "{count} findings support no card yet.", idle
        )
    return Figures(
        "findings",
        say(N_("Findings and what rests on them")),
        said,
        (
            Column(say(N_("Finding")), "name"),
            Column(say(N_("Stage")), "words"),
            Column(say(N_("Cards")), "number"),
            Column("", "bar"),
        ),
        rows,
        say(N_("Put what research found on a lane of findings, and link the cards that rest on it.")),
        kind="findings",
    )
