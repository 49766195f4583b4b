"""Names for people of what the model holds: kinds, types, questions, icons.

English texts, marked for translation. `translator(language).gettext(title)` gives them in a
poster's language, `_(title)` in the window's.
"""

from msgspec import Struct

from cjmdesk.i18n import N_
from cjmdesk.model.lanes import EmotionLane, Lane, LaneBase, LineLane


class LaneWords(Struct, frozen=True):
    """title: the lane's usual name. question: prompts the writer. icon: bundled icon's name."""

    title: str
    question: str
    icon: str


LANES = {
    "actions": LaneWords(N_("Actions"), N_("What does the customer do?"), "footprints"),
    "thoughts": LaneWords(N_("Thoughts"), N_("What do they think and say?"), "message-circle"),
    "touchpoints": LaneWords(N_("Touchpoints"), N_("Where do we meet?"), "message-square"),
    "emotions": LaneWords(N_("Emotions"), N_("How does it feel? Quote them."), "smile"),
    "pain_points": LaneWords(N_("Pain points"), N_("What hurts?"), "zap"),
    "motives": LaneWords(N_("Motives"), N_("Why do they go on?"), "heart"),
    "needs": LaneWords(N_("Needs and goals"), N_("What do they want to achieve?"), "target"),
    "choice_criteria": LaneWords(N_("Choice criteria"), N_("What do they compare?"), "scale"),
    "research": LaneWords(N_("Research"), N_("What do they look for, and where?"), "search"),
    "findings": LaneWords(N_("Findings"), N_("What have we learned about them?"), "clipboard-list"),
    "solutions": LaneWords(N_("Solutions"), N_("What could we change?"), "lightbulb"),
    "key_task": LaneWords(N_("Key task"), N_("What is our job here?"), "key-round"),
    "metrics": LaneWords(N_("Metrics"), N_("What can be counted?"), "chart-column"),
    "process": LaneWords(N_("Process"), N_("What happens, in which order?"), "workflow"),
    "physical_evidence": LaneWords(N_("Physical evidence"), N_("What can be seen and touched?"), "package"),
    "frontstage": LaneWords(N_("Frontstage"), N_("What do staff do in sight?"), "user-round"),
    "backstage": LaneWords(N_("Backstage"), N_("What do staff do out of sight?"), "wrench"),
    "support": LaneWords(N_("Support processes"), N_("Which systems and partners help?"), "server"),
    "storyboard": LaneWords(N_("Storyboard"), N_("What does the scene look like?"), "image"),
    "time": LaneWords(N_("Time"), N_("How long does it take?"), "clock"),
    "free_text": LaneWords(N_("Notes"), N_("What else matters?"), "text"),
    "line": LaneWords(N_("Line"), "", "minus"),
}

UNKNOWN_LANE = LaneWords(N_("Lane of a newer version"), "", "circle-question-mark")

STAFF_EMOTIONS = LaneWords(N_("Staff emotions"), N_("How does it feel for those who serve?"), "hand-heart")
"""The curve of those who serve, in place of the customers'."""

BLUEPRINT_LINES = {
    "interaction": N_("Line of interaction"),
    "visibility": N_("Line of visibility"),
    "internal_interaction": N_("Line of internal interaction"),
}

MAP_TYPES = {
    "current_state": N_("Current state"),
    "future_state": N_("Future state"),
    "day_in_the_life": N_("Day in the life"),
    "service_blueprint": N_("Service blueprint"),
}

EVIDENCE = {"guess": N_("guess"), "observed": N_("observed"), "measured": N_("measured")}
CONDITIONS = {"good": N_("good"), "bad": N_("bad"), "neutral": N_("neutral")}
WHEN = {
    "good": N_("when it goes well"),
    "bad": N_("when it goes badly"),
    "neutral": N_("in any case"),
}
"""The same in words that say when a connector is taken."""

PAIN_TYPES = {
    "budget": N_("Budget"),
    "payment": N_("Payment"),
    "bureaucracy": N_("Bureaucracy"),
    "uncertainty": N_("Uncertainty"),
    "waiting": N_("Waiting"),
    "stock": N_("Stock"),
    "staff": N_("Staff"),
    "delay": N_("Delay"),
    "other": N_("Other"),
}

MOTIVES = {
    "fomo": N_("Fear of missing out"),
    "need": N_("Need"),
    "quality_of_life": N_("Quality of life"),
    "impulse": N_("Impulse"),
    "prestige": N_("Prestige"),
    "money": N_("Money"),
    "time": N_("Time saved"),
    "risk": N_("Less risk"),
}

MOTIVE_NATURES = {"rational": N_("rational"), "emotional": N_("emotional")}

SOLUTION_STATUSES = {
    "idea": N_("Idea"),
    "planned": N_("Planned"),
    "doing": N_("In progress"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
}

QUARTERS = {
    "do_first": N_("Do first"),
    "plan": N_("Plan"),
    "fill_in": N_("Fill in between"),
    "leave": N_("Leave"),
}
"""Of the matrix of impact and effort, see `analysis.judging`."""

CHANNELS = {
    "website": N_("Website"),
    "social_media": N_("Social media"),
    "display_ad": N_("Display ad"),
    "reviews": N_("Third-party reviews"),
    "email_campaign": N_("E-mail campaign"),
    "search": N_("Search engine"),
    "word_of_mouth": N_("Word of mouth"),
    "shop": N_("Shop or counter"),
    "phone": N_("Phone"),
    "sms": N_("SMS"),
    "messenger": N_("Messenger"),
    "delivery": N_("Delivery"),
    "invoice": N_("Invoice"),
    "event": N_("Event"),
}

WORKSHOP_STEPS = {
    "team": N_("Team"),
    "goal": N_("Goal"),
    "audience_and_needs": N_("Audience and needs"),
    "research": N_("Customer research"),
    "mapping": N_("Mapping"),
    "visualisation": N_("Visualisation"),
    "changes": N_("Changes"),
}

GOAL_PRESETS = {
    "understand_customers": N_("Understand our customers"),
    "more_sales": N_("Sell more"),
    "fewer_complaints": N_("Fewer complaints"),
    "shorter_waiting": N_("Shorter waiting"),
    "more_returning_customers": N_("More returning customers"),
    "more_recommendations": N_("More recommendations"),
    "new_product": N_("Launch a new product"),
    "new_channel": N_("Open a new channel"),
    "onboarding": N_("An easier start for new customers"),
    "lower_cost": N_("Serve at lower cost"),
}


def words_of_lane(lane: LaneBase) -> LaneWords:
    """The English words of a lane's kind, ready for gettext; without a lane's own."""
    if isinstance(lane, EmotionLane) and lane.staff:
        return STAFF_EMOTIONS
    return LANES.get(lane.kind, UNKNOWN_LANE)


def usual_lane_title(lane: Lane) -> str:
    """The English name of a lane's kind, of its line for a blueprint's line; ready for gettext."""
    title = words_of_lane(lane).title
    return BLUEPRINT_LINES.get(lane.line, title) if isinstance(lane, LineLane) else title
