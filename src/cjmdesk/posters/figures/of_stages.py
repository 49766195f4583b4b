"""What stages sum up to: effort, time and money; where customers leave and decide; what is known."""

from collections.abc import Sequence

from cjmdesk.analysis.decisions import Deciding, deciding, totals
from cjmdesk.analysis.journey import Journey
from cjmdesk.analysis.rankings import StageFigures, leaving, stage_figures
from cjmdesk.i18n import N_
from cjmdesk.posters.figures.tables import (
    SHARED,
    Cell,
    Column,
    Figures,
    Row,
    Words,
    headed,
    parts_of,
    without_empty,
    worded,
)
from cjmdesk.text.prepare import filled, short

_ASKED = {
    (True, True): (
        N_("Effort, time and money"),
        N_("Actions are those of the customer; time and money are those of touchpoints and time cards."),
    ),
    (True, False): (
        N_("Effort and time"),
        N_("Actions are those of the customer; time is that of touchpoints and time cards."),
    ),
    (False, True): (
        N_("Effort and money"),
        N_("Actions are those of the customer; money is that of touchpoints and time cards."),
    ),
    (False, False): (N_("Effort of customers"), N_("Actions are those of the customer.")),
}
"""Heading and note of what stages ask of the customer: whether times, and whether costs are known."""


def effort(journey: Journey, words: Words) -> Figures:
    """Money, time, effort, guesses, and who came and left, stage by stage, and all together."""
    say, rows = words.say, []
    every = stage_figures(journey)
    bars = zip(
        parts_of([one.effort for one in every]),
        parts_of([one.minutes for one in every]),
        parts_of([one.cost for one in every]),
        strict=True,
    )
    for one, (effort, minutes, cost) in zip(every, bars, strict=True):
        rows.append(
            Row(
                (
                    worded(words.stage(journey, one.stage)),
                    Cell(words.number(one.effort), one.effort),
                    Cell("", None, effort),
                    Cell(words.minutes(one.minutes), one.minutes),
                    Cell("", None, minutes),
                    Cell(words.number(one.cost), one.cost),
                    Cell("", None, cost),
                ),
                one.stage.id,
            )
        )
    all_ = totals(journey, every)
    if len(rows) > 1:
        blank = Cell()
        cells = (
            worded(say(N_("Total"))),
            Cell(words.number(all_.effort), all_.effort),
            blank,
            Cell(words.minutes(all_.minutes), all_.minutes),
            blank,
            Cell(words.number(all_.cost), all_.cost),
            blank,
        )
        rows.append(Row(cells, total=True))
    columns, shown = without_empty(
        (
            Column(say(N_("Stage")), "name"),
            Column(say(N_("Actions")), "number"),
            Column("", "bar"),
            Column(say(N_("Time")), "number"),
            Column("", "bar"),
            Column(say(N_("Money")), "number"),
            Column("", "bar"),
        ),
        rows,
    )
    title, note = _ASKED[all_.minutes is not None, all_.cost is not None]
    return Figures(
        "stages",
        say(title),
        _asks_most(journey, every, words),
        columns,
        shown,
        say(N_("Add stages and actions, then this says what each stage asks of the customer.")),
        say(note),
        "actions",
    )


def _asks_most(journey: Journey, every: Sequence[StageFigures], words: Words) -> str:
    """The stage with the most actions of the customer, or the few that share them; empty for many."""
    effort = max((one.effort for one in every), default=0)
    most = [words.stage(journey, one.stage) for one in every if one.effort == effort]
    if not effort or len(every) < 2 or len(most) > SHARED:
        return ""
    actions = words.ngettext("{count} action", "{count} actions", effort)
    if len(most) == 1:
        text = words.say(N_("“{stage}” asks most of the customer: {actions}."))
        return filled(text, stage=most[0], actions=actions)
    text = words.say(N_("{stages} ask most of the customer: {actions} each."))
    return filled(text, stages=words.listed([words.quoted(one) for one in most]), actions=actions)


def leaving_figures(journey: Journey, words: Words) -> Figures:
    """Where customers leave and why, along the path; ranked in words."""
    say = words.say
    every = stage_figures(journey)
    largest = max((one.entered or one.left or 0 for one in every), default=0)
    ranked = leaving(journey, every)
    shares = [one.share for one in ranked]
    rank = {one.stage.id: shares.index(one.share) + 1 for one in ranked}
    rows = []
    known = [one for one in every if one.entered is not None or one.left is not None]
    for one, share in zip(known, words.shares([one.share for one in known]), strict=True):
        came = (one.entered or one.left or 0) / largest if largest else 0.0
        gone = min((one.left or 0) / largest, came) if largest else 0.0
        place = rank.get(one.stage.id)
        rows.append(
            Row(
                (
                    worded(words.stage(journey, one.stage)),
                    Cell(words.number(one.entered), one.entered),
                    Cell("", None, (came, gone)),
                    Cell(words.number(one.left), one.left),
                    Cell(share, one.share),
                    Cell("–" if place is None else str(place), place),
                    worded(short(one.stage.reason_left, 140)),
                ),
                one.stage.id,
            )
        )
    columns, shown = without_empty(
        (
            Column(say(N_("Stage")), "name"),
            Column(say(N_("Came in")), "number"),
            Column("", "funnel"),
            Column(say(N_("Left")), "number"),
            Column(say(N_("Share")), "number"),
            Column(say(N_("Rank")), "number"),
            Column(say(N_("Why they left")), "words"),
        ),
        rows,
    )
    return Figures(
        "leaving",
        say(N_("Where customers leave")),
        _worst_leaving(journey, words, ranked),
        columns,
        shown,
        say(N_("Note at each stage how many customers came in and left, or import it from a table.")),
        say(N_("The dark end of a bar shows those who left. Rank 1 loses the largest share."))
        if any(column.kind == "funnel" for column in columns)
        else "",
        "pain_points",
    )


def _worst_leaving(journey: Journey, words: Words, ranked: list[StageFigures]) -> str:
    if not ranked:
        return ""
    worst = ranked[0]
    alike = [one for one in ranked if one.share == worst.share and one.share is not None]
    if len(alike) > 1:
        if len(alike) > SHARED:
            return ""
        named = words.listed([words.quoted(words.stage(journey, one.stage)) for one in alike])
        text = words.say(N_("{stages} lose the largest share of their customers: {share} each."))
        return filled(text, stages=named, share=words.share(worst.share))
    stage = words.stage(journey, worst.stage)
    if worst.entered is None:
        text = words.say(N_("Most leave in “{stage}”: {left}."))
        return filled(text, stage=stage, left=words.number(worst.left))
    text = words.say(N_("“{stage}” loses the largest share of its customers: {left} of {entered} ({share})."))
    facts = {"left": words.number(worst.left), "entered": words.number(worst.entered)}
    return filled(text, stage=stage, share=words.share(worst.share), **facts)


def deciding_figures(journey: Journey, words: Words) -> Figures:
    """Where customers decide: sales and moments of truth."""
    say = words.say
    ranked = deciding(journey)
    bars = parts_of([one.transactions for one in ranked])
    shares = words.shares([one.conversion for one in ranked])
    rows = [
        Row(
            (
                worded(words.stage(journey, one.stage)),
                Cell(words.number(one.transactions), one.transactions),
                Cell("", None, bar),
                Cell(share, one.conversion),
                worded("; ".join(short(each.card.text, 60) for each in one.moments)),
            ),
            one.stage.id,
            others=tuple(each.card.id for each in one.moments),
        )
        for one, bar, share in zip(ranked, bars, shares, strict=True)
    ]
    columns, shown = without_empty(
        (
            Column(say(N_("Stage")), "name"),
            Column(say(N_("Sales")), "number"),
            Column("", "bar"),
            Column(say(N_("Conversion")), "number"),
            Column(say(N_("Moments of truth")), "words"),
        ),
        rows,
    )
    return Figures(
        "deciding",
        say(N_("Where customers decide")),
        _most_decide(journey, words, ranked),
        columns,
        shown,
        say(N_("Give touchpoints sales, or mark cards as moments of truth in the inspector.")),
        say(
            N_(
                "A sale may pass through several steps of a stage and is counted in each: "
                "the step with the most stands for the stage."
            )
        )
        if any(one.in_several_steps for one in ranked)
        else "",
        kind="solutions",
    )


def _most_decide(journey: Journey, words: Words, ranked: Sequence[Deciding]) -> str:
    """The stage in which most is sold, or the few that share it; empty for many."""
    most = [one for one in ranked if one.transactions and one.transactions == ranked[0].transactions]
    if not most or len(most) > SHARED:
        return ""
    sales = words.ngettext("{count} sale", "{count} sales", most[0].transactions or 0)
    if len(most) == 1:
        text = words.say(N_("Customers decide in “{stage}”: its touchpoints count {sales}."))
        return filled(text, stage=words.stage(journey, most[0].stage), sales=sales)
    text = words.say(N_("Customers decide in {stages}: the touchpoints of each count {sales}."))
    named = words.listed([words.quoted(words.stage(journey, one.stage)) for one in most])
    return filled(text, stages=named, sales=sales)


def evidence(journey: Journey, words: Words) -> Figures:
    """How much of each stage is known, and how much guessed."""
    say, rows = words.say, []
    every = stage_figures(journey)
    for one in every:
        count = sum(one.evidence.values())
        if count:
            rows.append(_graded(words, words.stage(journey, one.stage), one.evidence, one.stage.id))
    all_ = totals(journey, every)
    if len(rows) > 1:
        rows.append(_graded(words, say(N_("Total")), all_.evidence, "", total=True))
    said = ""
    if rows:
        text = say(N_("{share} of all cards and points are guesses."))
        said = filled(text, share=words.share(all_.guesses))
    return Figures(
        "evidence",
        say(N_("Known and guessed")),
        said,
        (
            Column(say(N_("Stage")), "name"),
            Column("", "stack"),
            Column(headed(say(N_("measured"))), "number"),
            Column(headed(say(N_("observed"))), "number"),
            Column(say(N_("Guesses")), "number"),
            Column(say(N_("Share")), "number"),
        ),
        tuple(rows),
        say(N_("Write cards, and say in the inspector how each is known.")),
        say(N_("Filled: measured. Half filled: observed. Empty: guesses.")) if rows else "",
        "research",
    )


def _graded(words: Words, name: str, grades: dict[str, int], item: str, *, total: bool = False) -> Row:
    count = sum(grades.values())
    order = ("measured", "observed", "guess")
    shares = tuple(grades[grade] / count if count else 0.0 for grade in order)
    cells = [Cell(words.number(grades[grade]), grades[grade]) for grade in order]
    share = Cell(words.share(shares[2]), shares[2])
    return Row((worded(name), Cell("", None, shares), *cells, share), item, total)
