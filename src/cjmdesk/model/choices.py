"""The words that the fields of a project choose from.

Fields hold these as plain strings and accept others too, so that a word of a newer version
survives; a painter shows an unknown word as it stands. Titles for people are given, and
translated, in `cjmdesk.layout.titles`.
"""

from typing import Literal, get_args

MAP_TYPES = ("current_state", "future_state", "day_in_the_life", "service_blueprint")

PlainLaneKind = Literal[
    "actions",
    "thoughts",
    "touchpoints",
    "pain_points",
    "motives",
    "needs",
    "choice_criteria",
    "research",
    "findings",
    "solutions",
    "key_task",
    "process",
    "physical_evidence",
    "frontstage",
    "backstage",
    "support",
    "storyboard",
    "time",
    "free_text",
]
"""Kinds of lanes that hold cards and nothing else."""

CARD_LANE_KINDS = (*get_args(PlainLaneKind), "metrics")
"""Lane kinds whose cells hold cards; a card has the kind of its lane."""

LANE_KINDS = (*CARD_LANE_KINDS, "emotions", "line")
"""`emotions` draws a curve through points; `line` is one of the three lines of a blueprint."""

BLUEPRINT_LINES = ("interaction", "visibility", "internal_interaction")

EVIDENCE_GRADES = ("guess", "observed", "measured")
CONDITIONS = ("good", "bad", "neutral")
PAIN_TYPES = (
    "budget",
    "payment",
    "bureaucracy",
    "uncertainty",
    "waiting",
    "stock",
    "staff",
    "delay",
    "other",
)
MOTIVES = ("fomo", "need", "quality_of_life", "impulse", "prestige", "money", "time", "risk")
MOTIVE_NATURES = ("rational", "emotional")
SOLUTION_STATUSES = ("idea", "planned", "doing", "done", "dropped")
METRIC_CHARTS = ("none", "bar", "line")
PROCESS_SHAPES = ("step", "decision", "start", "end")

WORKSHOP_STEPS = (
    "team",
    "goal",
    "audience_and_needs",
    "research",
    "mapping",
    "visualisation",
    "changes",
)
GOAL_PRESETS = (
    "understand_customers",
    "more_sales",
    "fewer_complaints",
    "shorter_waiting",
    "more_returning_customers",
    "more_recommendations",
    "new_product",
    "new_channel",
    "onboarding",
    "lower_cost",
)
INK_MODES = ("colour", "grey", "line", "cmyk")
ORIENTATIONS = ("auto", "landscape", "portrait")
DIRECTIONS = ("auto", "left_to_right", "right_to_left")

CHANNEL_PRESETS = {
    "website": "globe",
    "social_media": "share-2",
    "display_ad": "megaphone",
    "reviews": "thumbs-up",  # a star is a moment of truth
    "email_campaign": "mail",
    "search": "search",
    "word_of_mouth": "messages-square",
    "shop": "store",
    "phone": "phone",
    "sms": "message-square-text",
    "messenger": "message-circle",
    "delivery": "truck",
    "invoice": "receipt-text",
    "event": "calendar-days",
}
"""Channel id → icon name."""
