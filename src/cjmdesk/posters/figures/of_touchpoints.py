"""What touchpoints say: which end in sales, which channel is there in which stage, what clashes."""

from collections.abc import Callable

from cjmdesk.analysis.channels import Clash, clashes
from cjmdesk.analysis.journey import Journey, Placed
from cjmdesk.analysis.rankings import coverage, holes, ranked_touchpoints
from cjmdesk.i18n import N_
from cjmdesk.model.cards import TouchpointCard
from cjmdesk.posters.figures.tables import (
    SHARED,
    Cell,
    Column,
    Figures,
    Row,
    Words,
    parts_of,
    without_empty,
    worded,
)
from cjmdesk.text.prepare import filled, short


def _touchpoint(placed: Placed, words: Words) -> str:
    card = placed.card
    channel = words.channel(card.channel) if isinstance(card, TouchpointCard) and card.channel else ""
    return short(card.text) or channel or words.say(N_("untitled"))


def sales(journey: Journey, words: Words) -> Figures:
    """Which touchpoints end in most sales."""
    say = words.say
    ranked = ranked_touchpoints(journey)
    bars = parts_of([one.transactions for one in ranked])
    shares = words.shares([one.conversion for one in ranked])
    rows = [
        Row(
            (
                worded(_touchpoint(one.placed, words)),
                worded(words.stage(journey, one.placed.stage)),
                Cell(words.number(one.visits), one.visits),
                Cell(words.number(one.transactions), one.transactions),
                Cell("", None, bar),
                Cell(share, one.conversion),
            ),
            one.placed.card.id,
        )
        for one, bar, share in zip(ranked, bars, shares, strict=True)
    ]
    columns, shown = without_empty(
        (
            Column(say(N_("Touchpoint")), "name"),
            Column(say(N_("Stage")), "words"),
            Column(say(N_("Visits")), "number"),
            Column(say(N_("Sales")), "number"),
            Column("", "bar"),
            Column(say(N_("Conversion")), "number"),
        ),
        rows,
    )
    said = ""
    # Not of how many: who buys in several steps would be counted in each.
    sold = any(one.transactions for one in ranked)
    most = [one for one in ranked if one.transactions and one.transactions == ranked[0].transactions]
    if 1 < len(most) <= SHARED:
        text = say(N_("Most sales end at {touchpoints}: {sales} each."))
        said = filled(
            text,
            touchpoints=words.listed([words.quoted(_touchpoint(one.placed, words)) for one in most]),
            sales=words.number(most[0].transactions),
        )
    elif len(most) == 1 and len(ranked) > 1:
        text = say(N_("Most sales end at “{touchpoint}”: {sales}."))
        said = filled(
            text,
            touchpoint=_touchpoint(ranked[0].placed, words),
            sales=words.number(ranked[0].transactions),
        )
    return Figures(
        "sales",
        say(
            N_("Touchpoints with the most sales")
            if sold or not rows
            else N_("Touchpoints with the most visits")
        ),
        said,
        columns,
        shown,
        say(N_("Give touchpoints visits and sales in the inspector, or import them from a table.")),
        kind="solutions",
    )


def channels(journey: Journey, words: Words) -> Figures:
    """Which channel is there in which stage, and where one is missing in between."""
    say = words.say
    covered = coverage(journey)
    stages = journey.map.stages
    rows = []
    met: dict[tuple[str, str], str] = {}
    for one in _touchpoints(journey):
        met.setdefault((_channel(one), one.stage.id), one.card.id)
    for channel, counts in covered.items():
        gone = holes(counts) if channel else []
        cells = []
        for place, count in enumerate(counts):
            stage, gap = stages[place].id, place in gone
            item = stage if gap else met.get((channel, stage), "")
            cells.append(Cell(words.number(count) if count else "", count, (), gap, item))
        own = tuple(one.card.id for one in _touchpoints(journey) if _channel(one) == channel)
        rows.append(Row((worded(words.channel(channel)), *cells), own[0], others=own[1:]))
    gaps = sum(cell.gap for row in rows for cell in row.cells)
    said = words.ngettext(
        "{count} gap: a channel ends and comes back later.",
        "{count} gaps: channels end and come back later.",
        gaps,
    ) if gaps else ""  # fmt: skip
    return Figures(
        "channels",
        say(N_("Channels and stages")),
        said,
        (Column(say(N_("Channel")), "name"), *(Column(words.stage(journey, one), "count") for one in stages)),
        tuple(rows),
        say(N_("Add touchpoints and choose their channels in the inspector.")),
        _how_to_read(say, bool(gaps)) if rows else "",
        "touchpoints",
    )


def _how_to_read(say: Callable[[str], str], gaps: bool) -> str:
    if gaps:
        return say(N_("A figure counts touchpoints; a dashed ring is a gap between two stages."))
    return say(N_("A figure counts touchpoints."))


def _touchpoints(journey: Journey) -> list[Placed]:
    return [one for one in journey.cards if isinstance(one.card, TouchpointCard)]


def _channel(placed: Placed) -> str:
    return placed.card.channel if isinstance(placed.card, TouchpointCard) else ""


def clash_figures(journey: Journey, words: Words) -> Figures:
    """What customers notice who change channels, in sentences."""
    say = words.say
    found = clashes(journey)
    rows = tuple(
        Row((worded(clash_words(journey, words, one)),), one.items[0], others=one.items[1:]) for one in found
    )
    title = say(N_("Between channels"))
    return Figures(
        "clashes",
        title,
        "",
        (Column(say(N_("What does not go together")), "name"),),
        rows,
        say(
            N_(
                "Nothing clashes: channels run through, and none is far dearer, slower or better than"
                " another."
            )
        )
        if _touchpoints(journey)
        else say(N_("Add touchpoints and choose their channels in the inspector.")),
        kind="touchpoints",
    )


def clash_words(journey: Journey, words: Words, clash: Clash) -> str:
    """A clash in a sentence."""
    say = words.say
    stages = words.listed([words.quoted(words.stage(journey, id)) for id in clash.stages])
    channel, other = words.channel(clash.channel), words.channel(clash.other)
    if clash.kind == "hole":
        text = say(
            N_(
                "“{channel}” is missing in {stages}, though it is there before and after: whoever uses it "
                "has to switch."
            )
        )
        return filled(text, channel=channel, stages=stages)
    if clash.kind == "bare":
        return filled(say(N_("In {stages} no channel is named.")), stages=stages)
    if clash.kind == "unnamed":
        return words.ngettext(
            "{count} touchpoint does not say its channel.",
            "{count} touchpoints do not say their channels.",
            len(clash.items),
        )
    facts = {"stages": stages, "channel": channel, "other": other}
    if clash.kind == "conversion":
        text = say(
            N_("In {stages}, {share} of visits end in a sale via “{channel}”, but only {less} via “{other}”.")
        )
        return filled(text, share=words.share(clash.value), less=words.share(clash.less), **facts)
    if clash.kind == "minutes":
        text = say(N_("In {stages} it takes {time} via “{channel}”, but only {less} via “{other}”."))
        return filled(text, time=words.minutes(clash.value), less=words.minutes(clash.less), **facts)
    text = say(N_("In {stages} it costs {money} via “{channel}”, but only {less} via “{other}”."))
    return filled(text, money=words.number(clash.value), less=words.number(clash.less), **facts)
