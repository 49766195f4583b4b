"""What is missing from a map: a table of rules, each with what it looks for and why that matters.

Nothing is forced. A gap can be silenced with a reason, which is saved with the map.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.analysis.journey import Journey, Placed
from cjmdesk.i18n import N_, _, current_language, date
from cjmdesk.model.cards import CardBase, PainCard, SolutionCard
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage

LOW_POINT = -2.0
"""A level at or below which customers suffer; there should be a pain that says from what."""

BAD_PAIN = 4
"""A severity from which a pain is one of the worst."""

_MOSTLY = 0.75
"""Of a lane's cells: so many filled, and at least three, and an empty one looks forgotten."""

_REVIEW_DAYS = 365


class Gap(Struct, frozen=True):
    """Something missing. rule: its id. map: id of the map. item: id of what it is about, the map's own
    for the map as a whole. step: where in a lane, empty for all of it. text: a sentence for people.
    silenced: the reason why it does not matter here, None where it is open."""

    rule: str
    map: str
    item: str
    text: str
    step: str = ""
    silenced: str | None = None

    @property
    def place(self) -> str:
        """What a click selects: the item, or the cell."""
        return f"cell:{self.item}:{self.step}" if self.step else self.item


class Rule(Struct, frozen=True):
    """title: what is missing. why: why it matters, and what to do. Both are marked for translation.

    look: yields the item, the step (empty for none) and the sentence of each gap.
    """

    title: str
    why: str
    look: Callable[[Journey], Iterator[tuple[str, str, str]]]


def gaps(
    project: Project, journey_map: JourneyMap, today: datetime.date, lane_name: Callable[[Lane], str]
) -> list[Gap]:
    """Every gap of a map, silenced ones included, in the order of the rules and of the map.

    lane_name: what people call a lane without a title of its own.
    """
    journey = Journey(project, journey_map, today, lane_name)
    reasons = {(one.gap, one.item): one.reason for one in journey_map.silenced}
    found: list[Gap] = []
    for id, rule in RULES.items():
        for item, step, text in rule.look(journey):
            gap = Gap(id, journey_map.id, item, text, step)
            if (id, item) in reasons:
                gap = replace(gap, silenced=reasons[id, item])
            found.append(gap)
    return found


def _name(text: str) -> str:
    """A short name for a note or stage, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= 50 else words[:49].rstrip() + "…"


def _stage(stage: Stage, journey: Journey) -> str:
    number = journey.map.stages.index(stage) + 1
    return _name(stage.title) or _("stage {number}").format(number=number)


def _without_touchpoint(journey: Journey) -> Iterator[tuple[str, str, str]]:
    kinds = {"touchpoints"}
    if journey.map.type == "service_blueprint":
        kinds |= {"frontstage", "physical_evidence"}
    elif journey.map.type == "day_in_the_life" and not journey.lanes("touchpoints"):
        return  # a day is wider than what concerns us
    yield from _empty_stages(journey, kinds, _("“{stage}” has no touchpoint: where do we meet there?"))


def _without_action(journey: Journey) -> Iterator[tuple[str, str, str]]:
    yield from _empty_stages(
        journey, {"actions", "process"}, _("“{stage}” has no action: what does the customer do there?")
    )


def _empty_stages(journey: Journey, kinds: set[str], text: str) -> Iterator[tuple[str, str, str]]:
    for stage in journey.map.stages:
        if not any(placed.lane.kind in kinds for placed in journey.cards_of(stage)):
            yield stage.id, "", text.format(stage=_stage(stage, journey))


def _without_emotion(journey: Journey) -> Iterator[tuple[str, str, str]]:
    lanes = [lane for lane in journey.map.lanes if isinstance(lane, EmotionLane) and not lane.staff]
    if not lanes and journey.map.type == "service_blueprint":
        return
    felt = {
        placed.stage.id
        for placed in journey.points
        if placed.point.competitor is None and not placed.of_staff
    }
    for stage in journey.map.stages:
        if stage.id not in felt:
            text = _("“{stage}” has no emotion: how does it feel there?")
            yield stage.id, "", text.format(stage=_stage(stage, journey))


def _without_key_task(journey: Journey) -> Iterator[tuple[str, str, str]]:
    if journey.map.type == "day_in_the_life":
        return
    for stage in journey.map.stages:
        written = stage.key_task.strip() or any(
            placed.lane.kind == "key_task" for placed in journey.cards_of(stage)
        )
        if not written:
            text = _("“{stage}” has no key task: what is our job there?")
            yield stage.id, "", text.format(stage=_stage(stage, journey))


def _pain_without_evidence(journey: Journey) -> Iterator[tuple[str, str, str]]:
    for placed in journey.cards:
        card = placed.card
        guessed = card.evidence is None or card.evidence.grade == "guess"
        if isinstance(card, PainCard) and guessed and not card.findings:
            yield card.id, "", _("The pain “{pain}” is a guess: who says so?").format(pain=_name(card.text))


def _pain_without_solution(journey: Journey) -> Iterator[tuple[str, str, str]]:
    answered = journey.answered
    for placed in journey.cards:
        if isinstance(placed.card, PainCard) and placed.card.id not in answered:
            text = _("The pain “{pain}” has no solution yet.")
            yield placed.card.id, "", text.format(pain=_name(placed.card.text))


def _solution_without_pain(journey: Journey) -> Iterator[tuple[str, str, str]]:
    for placed in journey.cards:
        if isinstance(placed.card, SolutionCard) and not placed.card.answers:
            text = _("The solution “{solution}” answers no pain: what is it for?")
            yield placed.card.id, "", text.format(solution=_name(placed.card.text))


def _low_point_without_pain(journey: Journey) -> Iterator[tuple[str, str, str]]:
    hurt = {placed.stage.id for placed in journey.cards if isinstance(placed.card, PainCard)}
    for placed in journey.points:
        point = placed.point
        low = point.level is not None and point.level <= LOW_POINT and point.competitor is None
        if low and placed.stage.id not in hurt:
            words = _name(point.feeling or point.quote)
            text = _("In “{stage}” the curve is low, but no pain says why.")
            if words:
                text = _("In “{stage}” the curve is low (“{words}”), but no pain says why.")
            yield point.id, "", text.format(stage=_stage(placed.stage, journey), words=words)


def _empty_cell(journey: Journey) -> Iterator[tuple[str, str, str]]:
    steps = [(stage, step) for stage in journey.map.stages for step in stage.steps]
    for lane in journey.map.lanes:
        if isinstance(lane, LineLane | EmotionLane) or lane.hidden or lane.kind == "key_task":
            continue
        filled = {cell.step for cell in lane.cells if cell.cards}
        if len(filled) < 3 or len(filled) == len(steps) or len(filled) < _MOSTLY * len(steps):
            continue
        for stage, step in steps:
            if step.id not in filled:
                text = _("The lane “{lane}” is full but for “{stage}”.")
                place = _name(step.title) or _stage(stage, journey)
                yield lane.id, step.id, text.format(lane=journey.lane_title(lane), stage=place)


def _persona_without_needs(journey: Journey) -> Iterator[tuple[str, str, str]]:
    for persona in journey.project.personas:
        if persona.id in journey.map.personas and not (persona.needs or persona.goals):
            text = _("{persona} has no needs and goals: what do they want?")
            yield persona.id, "", text.format(persona=_name(persona.name) or _("A persona without a name"))


def _unconnected_loop(journey: Journey) -> Iterator[tuple[str, str, str]]:
    number = {stage.id: place for place, stage in enumerate(journey.map.stages)}
    between = [
        (number[one.source], number[one.target])
        for one in journey.map.connectors
        if one.source in number and one.target in number
    ]
    loops = [(source, target) for source, target in between if target < source]
    if not loops:
        return
    # After the last stage that leads back the path goes on; where it ends, the loop is left.
    last = len(journey.map.stages) - 1
    leaving = {source for source, _target in between}
    if last > max(source for source, _target in loops) and last not in leaving:
        stage = journey.map.stages[last]
        text = _("Customers go round a loop, but nothing leads from “{stage}” back into it.")
        yield stage.id, "", text.format(stage=_stage(stage, journey))


def _future_ignores_pain(journey: Journey) -> Iterator[tuple[str, str, str]]:
    if journey.map.type != "future_state" or journey.map.made_from is None:
        return
    before = next((one for one in journey.project.maps if one.id == journey.map.made_from), None)
    if before is None:
        return
    current = Journey(journey.project, before, journey.today)
    made_from = {placed.card.id: placed.card.made_from or "" for placed in journey.cards}
    # A solution of the future map answers the pain there, which was made from the one it stands for.
    touched = current.answered | journey.answered | {made_from.get(pain, "") for pain in journey.answered}
    was = {placed.card.id: placed.card for placed in current.cards}
    touched |= {placed.card.made_from or "" for placed in journey.cards if _was_changed(placed, was)}
    for placed in current.cards:
        pain = placed.card
        if not isinstance(pain, PainCard) or (pain.severity or 0) < BAD_PAIN or pain.id in touched:
            continue
        text = _("The future map leaves one of the worst pains as it is: “{pain}”.")
        yield pain.id, "", text.format(pain=_name(pain.text))


def _was_changed(placed: Placed, before: Mapping[str, CardBase]) -> bool:
    """Whether a card is another than the one it was made from, which is looked up in `before` by its id."""
    old = before.get(placed.card.made_from or "")
    if old is None:
        return False
    severity = getattr(placed.card, "severity", None)
    was = getattr(old, "severity", None)
    milder = severity is not None and was is not None and severity < was
    return placed.card.text != old.text or milder or placed.lane.kind != "pain_points"


def _not_reviewed(journey: Journey) -> Iterator[tuple[str, str, str]]:
    if journey.map.type != "current_state":
        return
    last = journey.map.last_reviewed
    if last is None:
        yield journey.map.id, "", _("Nobody has noted when this map was last reviewed.")
    elif review_is_due(journey.map, journey.today):
        text = _("The map was last reviewed on {date}, more than a year ago.")
        yield journey.map.id, "", text.format(date=date(last, current_language()))


def review_is_due(journey_map: JourneyMap, today: datetime.date) -> bool:
    """Whether a map of the current state was last reviewed more than a year before `today`."""
    last = journey_map.last_reviewed
    return journey_map.type == "current_state" and last is not None and (today - last).days > _REVIEW_DAYS


RULES: dict[str, Rule] = {
    "stage_without_touchpoint": Rule(
        N_("Stage without a touchpoint"),
        N_("Where we do not meet, we cannot help. Add where customers meet us, or note that they do not."),
        _without_touchpoint,
    ),
    "stage_without_action": Rule(
        N_("Stage without an action"),
        N_("A stage in which the customer does nothing is ours, not theirs."),
        _without_action,
    ),
    "stage_without_emotion": Rule(
        N_("Stage without an emotion"),
        N_("Without a point the curve is drawn through by guess, and low points stay hidden."),
        _without_emotion,
    ),
    "stage_without_key_task": Rule(
        N_("Stage without a key task"),
        N_("The key task says what the company must do there, and so who is responsible."),
        _without_key_task,
    ),
    "pain_without_evidence": Rule(
        N_("Pain without evidence"),
        N_("What nobody observed may not be so. Note who said it, or ask the next three customers."),
        _pain_without_evidence,
    ),
    "pain_without_solution": Rule(
        N_("Pain without a solution"),
        N_("A pain that nothing answers goes on hurting. Link a solution, or decide to live with it."),
        _pain_without_solution,
    ),
    "solution_without_pain": Rule(
        N_("Solution that answers nothing"),
        N_("Work that eases no pain is a wish. Link it to the pain it answers, or leave it out."),
        _solution_without_pain,
    ),
    "low_point_without_pain": Rule(
        N_("Low point without a pain"),
        N_("Where the curve is low something hurts. Write down what, so that it can be mended."),
        _low_point_without_pain,
    ),
    "empty_cell": Rule(
        N_("Empty cell in a full lane"),
        N_("All its neighbours are filled: is there really nothing, or was it forgotten?"),
        _empty_cell,
    ),
    "persona_without_needs": Rule(
        N_("Persona without needs"),
        N_("What a persona wants is what the map is judged by."),
        _persona_without_needs,
    ),
    "unconnected_loop": Rule(
        N_("Unconnected loop"),
        N_("Loyal customers come round again: draw the arrow that leads them back."),
        _unconnected_loop,
    ),
    "future_ignores_pain": Rule(
        N_("Worst pain left in the future"),
        N_("A future in which the worst still hurts is no better. Answer it, or say why it stays."),
        _future_ignores_pain,
    ),
    "not_reviewed": Rule(
        N_("Map not reviewed for a year"),
        N_(
            "Customers, shops and competitors change. Walk through the map again, then note the date: "
            "Map → Reviewed Today."
        ),
        _not_reviewed,
    ),
}
"""Id → rule, in the order in which a workshop fills a map."""
