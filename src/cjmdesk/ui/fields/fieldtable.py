"""What can be edited of everything that can be selected: one table of fields for each kind.

No widgets and no Qt: the inspector builds its forms from here, and a test holds the table against
the model. Captions are marked for translation and translated when shown.
"""

from typing import Literal

from msgspec import Struct

from cjmdesk.i18n import N_
from cjmdesk.layout import titles
from cjmdesk.model import choices as words
from cjmdesk.model.choices import CARD_LANE_KINDS

Editor = Literal[
    "line",  # one line
    "phrase",  # the same, shown on as many lines as it takes
    "text",  # several lines, Return ends them as on the sheet
    "note",  # several lines, Return begins the next
    "words",  # a list of texts, one a line
    "number",
    "count",  # a whole number
    "percent",
    "date",
    "choice",  # one of `choices`
    "own_choice",  # the same, or a word of one's own
    "segments",  # the same as buttons side by side; pressed again, none
    "tick",
    "scale",  # 1…5
    "scores",  # a scale for each competitor
    "tags",
    "people",
    "competitor",
    "channel",
    "place",  # the column a note stands in
    "link",  # one other item
    "links",  # several
    "icon",
    "picture",
    "colour",
    "items",  # a list of small items with a name
    "jumps",  # other items to go to, which are not edited here
    "fact",  # read, not edited
]
Choices = tuple[tuple[str, str], ...]
"""Pairs of a value and its words, marked for translation."""


class Field(Struct, frozen=True):
    """A field. name: of the model, dotted for a part (`evidence.source`), with `@` where it is worked
    out; see `access`.

    help: a tooltip. choices: for the editors that choose. unit: shown behind a number.
    low, high, step: of numbers, None where there is no end. target: what may be linked:
    `solutions`, `pain_points`, `findings`, `note`, `origin`, `map`, `end`. more: shown only when it holds
    something or all fields are asked for. ahead: of a day without a year, whether the next such day
    is meant, else the last.
    """

    name: str
    caption: str
    editor: Editor
    help: str = ""
    choices: Choices = ()
    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float = 1
    target: str = ""
    more: bool = False
    ahead: bool = False


def _of(table: dict[str, str]) -> Choices:
    return tuple(table.items())


EVIDENCE = (
    Field(
        "evidence.grade",
        N_("Evidence"),
        "segments",
        N_("How this is known. What nobody has judged counts as a guess."),
        _of(titles.EVIDENCE),
    ),
    Field("evidence.source", N_("Source"), "phrase", N_("Who or what says so"), more=True),
    Field("evidence.date", N_("Found out on"), "date", more=True),
)
FINDINGS = Field(
    "findings", N_("Rests on"), "links", N_("Findings this rests on"), target="findings", more=True
)
MADE_FROM = Field(
    "made_from",
    N_("Made from"),
    "link",
    N_("The card of another map it came from"),
    target="origin",
    more=True,
)
MADE_INTO = Field("@made_into", N_("Became"), "jumps", N_("What other maps made of it"), more=True)
TAGS = Field("tags", N_("Tags"), "tags", N_("Type a tag and press Enter"))
PEOPLE = Field("personas", N_("Personas"), "people", N_("Whom it concerns; nobody ticked means everybody"))
NOTE = Field("note", N_("Note"), "note", N_("More words, which the poster does not show"), more=True)
PLACE = Field("@place", N_("Stage"), "place", N_("The column it stands in"))

CARD_HEAD = (Field("text", N_("Text"), "text"), PLACE)
CARD_TAIL = (
    *EVIDENCE,
    TAGS,
    PEOPLE,
    Field("moment_of_truth", N_("Moment of truth"), "tick", N_("This decides whether they stay."), more=True),
    Field("votes", N_("Votes"), "count", low=0, more=True),
    Field("icon", N_("Icon"), "icon", more=True),
    Field("picture", N_("Picture"), "picture", more=True),
    Field(
        "picture.description",
        N_("What the picture shows"),
        "phrase",
        N_("For those who cannot see it"),
        more=True,
    ),
    FINDINGS,
    MADE_FROM,
    MADE_INTO,
    NOTE,
)

SHAPES: Choices = (
    ("step", N_("Step")),
    ("decision", N_("Decision")),
    ("start", N_("Start")),
    ("end", N_("End")),
)
_MINUTES = Field("minutes", N_("Takes"), "number", unit=N_("minutes"), low=0)

CARD_KINDS: dict[str, tuple[Field, ...]] = {
    "touchpoints": (
        Field("channel", N_("Channel"), "channel", N_("Choose one, or type a new one and press Enter")),
        Field("visits", N_("Visits"), "count", N_("In the period you measured"), low=0, more=True),
        Field("transactions", N_("Sales"), "count", low=0, more=True),
        Field(
            "conversion",
            N_("Conversion"),
            "percent",
            N_("Share of visits that end in a sale; empty: worked out from the two"),
            low=0,
            high=100,
            more=True,
        ),
        Field("cost", N_("Cost"), "number", N_("Money, in your own currency"), low=0, more=True),
        Field("minutes", N_("Takes"), "number", unit=N_("minutes"), low=0, more=True),
    ),
    "pain_points": (
        Field("type", N_("Type"), "own_choice", choices=_of(titles.PAIN_TYPES)),
        Field("severity", N_("Severity"), "scale"),
        Field(
            "@answered_by",
            N_("Answered by"),
            "links",
            N_("Solutions that would take the pain away"),
            target="solutions",
        ),
    ),
    "motives": (
        Field("motive", N_("Motive"), "own_choice", choices=_of(titles.MOTIVES)),
        Field("nature", N_("Nature"), "segments", choices=_of(titles.MOTIVE_NATURES)),
    ),
    "choice_criteria": (
        Field("ours", N_("How well we do"), "scale"),
        Field("scores", N_("How well others do"), "scores", N_("Competitors are named in the map’s fields")),
    ),
    "solutions": (
        Field("answers", N_("Answers"), "links", N_("Pains it takes away"), target="pain_points"),
        Field("impact", N_("Impact"), "scale"),
        Field("effort", N_("Effort"), "scale"),
        Field("status", N_("Status"), "choice", choices=_of(titles.SOLUTION_STATUSES)),
        Field("owner", N_("Owner"), "line", N_("Who sees to it")),
        Field("due", N_("Due"), "date", ahead=True),
    ),
    "findings": (
        Field("@supports", N_("Supports"), "links", N_("Cards that rest on this finding"), target="note"),
    ),
    "metrics": (
        Field("number", N_("Number"), "number"),
        Field("unit", N_("Unit"), "line", N_("Empty: the lane’s own")),
    ),
    "process": (Field("shape", N_("Shape"), "choice", choices=SHAPES),),
    "time": (_MINUTES,),
}

POINT = (
    Field("quote", N_("Quote"), "text", N_("What they say")),
    PLACE,
    Field(
        "level",
        N_("Level, −5 to +5"),
        "number",
        N_("↑ and ↓ change it by half"),
        low=-5,
        high=5,
        step=0.5,
    ),
    Field("feeling", N_("Feeling"), "line", N_("One word for it")),
    Field(
        "competitor", N_("Competitor"), "competitor", N_("Whose curve it lies on instead of ours"), more=True
    ),
    *EVIDENCE,
    TAGS,
    PEOPLE,
    FINDINGS,
    MADE_FROM,
    MADE_INTO,
    NOTE,
)
STAGE = (
    Field("title", N_("Title"), "text"),
    Field("description", N_("Description"), "text"),
    Field("key_task", N_("Key task"), "text", N_("What we must do here")),
    Field("colour", N_("Colour"), "colour"),
    Field("entered", N_("Customers who entered"), "count", N_("In the period you measured"), low=0),
    Field("left", N_("Customers who left"), "count", low=0),
    Field("reason_left", N_("Why they left"), "text"),
    Field("@effort", N_("Customer effort"), "fact", N_("What the way costs the customer: their actions")),
    Field("@steps", N_("Steps"), "jumps"),
)
STEP = (
    Field("title", N_("Title"), "text"),
    Field(
        "width", N_("Width"), "number", N_("Beside the other columns; 1 is usual"), low=0.1, high=20, step=0.1
    ),
    Field("@stage", N_("Stage"), "jumps"),
)
LANE_HEAD = (
    Field("title", N_("Title"), "line", N_("Empty: the usual name of its kind")),
    Field("question", N_("Question"), "text", N_("Shown in empty cells; empty: the usual one")),
)
LANE_TAIL = (
    Field("icon", N_("Icon"), "icon"),
    Field("colour", N_("Colour"), "colour"),
    Field("hidden", N_("Hidden"), "tick", N_("Neither on the sheet nor on the poster")),
    Field("collapsed", N_("Folded"), "tick", N_("Only its name is shown")),
    Field("pinned", N_("Pinned"), "tick", N_("Stays in view while the rest scrolls")),
    Field("@holds", N_("Holds"), "fact"),
)
LANE_KINDS: dict[str, tuple[Field, ...]] = {
    "metrics": (
        Field("unit", N_("Unit"), "line", N_("For all of its numbers")),
        Field(
            "chart",
            N_("Chart"),
            "segments",
            choices=(("none", N_("None")), ("bar", N_("Bars")), ("line", N_("Line"))),
        ),
    ),
    "emotions": (
        Field("staff", N_("Staff emotions"), "tick", N_("The curve of staff, not of customers")),
        Field("high", N_("Word for the upper end"), "line"),
        Field("low", N_("Word for the lower end"), "line"),
        Field("guides", N_("Guide lines"), "count", low=0, high=10),
        Field("marks", N_("Marks"), "segments", choices=(("faces", N_("Faces")), ("dots", N_("Dots")))),
        Field("hidden_personas", N_("Curves not shown"), "people", N_("Whose curves are left out")),
    ),
    "line": (Field("line", N_("Line"), "choice", choices=_of(titles.BLUEPRINT_LINES)),),
}
CONDITIONS = _of(titles.WHEN)
CONNECTOR = (
    Field("label", N_("Label"), "phrase"),
    Field("condition", N_("Condition"), "segments", choices=CONDITIONS),
    Field("source", N_("From"), "link", target="start"),
    Field("target", N_("To"), "link", target="end"),
)
PERSONA = (
    Field("name", N_("Their name"), "line"),
    Field("portrait", N_("Picture"), "picture"),
    Field(
        "portrait.description",
        N_("What the picture shows"),
        "phrase",
        N_("For those who cannot see it"),
        more=True,
    ),
    Field("quote", N_("Quote"), "text", N_("What they say")),
    Field("colour", N_("Colour"), "colour"),
    Field("age", N_("Age"), "line", N_("As you write it: 34, or 30–40")),
    Field("occupation", N_("Occupation"), "phrase"),
    Field("place", N_("Place"), "phrase"),
    Field("education", N_("Education"), "phrase"),
    Field("wealth", N_("Means"), "phrase", N_("What they can spend")),
    *(
        Field(name, caption, "words", N_("One per line"))
        for name, caption in (
            ("needs", N_("Needs")),
            ("goals", N_("Goals")),
            ("pains", N_("Pains")),
            ("motives", N_("Motives")),
            ("triggers", N_("Triggers")),
            ("objections", N_("Objections")),
        )
    ),
    Field("channels", N_("Channels"), "tags", N_("Type one and press Enter")),
    Field("note", N_("Note"), "note"),
)
MAP = (
    Field("title", N_("Title"), "text"),
    Field("type", N_("Type"), "choice", choices=_of(titles.MAP_TYPES)),
    Field("scenario", N_("Scenario"), "text"),
    Field("goal", N_("Goal"), "text"),
    Field("personas", N_("Personas"), "people", N_("Whose journey it is")),
    Field("version", N_("Version"), "line"),
    Field("last_reviewed", N_("Last reviewed"), "date"),
    Field(
        "language",
        N_("Language"),
        "own_choice",
        N_("Of the map’s texts, and so of its poster; or a code such as pt-BR"),
        (("en", "English"), ("pl", "Polski"), ("ru", "Русский"), ("de", "Deutsch"), ("uk", "Українська")),
    ),
    Field(
        "direction",
        N_("Direction"),
        "choice",
        choices=(
            ("auto", N_("As the language runs")),
            ("left_to_right", N_("Left to right")),
            ("right_to_left", N_("Right to left")),
        ),
    ),
    Field("competitors", N_("Competitors"), "items", N_("Others that customers compare us with")),
    Field("made_from", N_("Made from"), "link", target="map", more=True),
    MADE_INTO,
    Field("@effort", N_("Customer effort"), "fact", N_("What the way costs the customer: their actions")),
    Field("@grades", N_("How the cards are known"), "fact"),
)
WORKSHOP_STEP = (
    Field("done", N_("Done"), "tick"),
    Field("notes", N_("Notes"), "note"),
    Field("minutes", N_("Time planned"), "number", unit=N_("minutes"), low=0),
)
BRIEF = {
    "team": (Field("brief.team", N_("Who takes part"), "items", N_("Name and discipline")),),
    "goal": (
        Field(
            "brief.goal_preset",
            N_("Goal"),
            "choice",
            choices=(("", N_("None of these")), *_of(titles.GOAL_PRESETS)),
        ),
        Field("brief.goal", N_("In your own words"), "text"),
    ),
    "audience_and_needs": (
        Field("brief.audience", N_("Audience"), "text"),
        Field("brief.needs", N_("Needs"), "text"),
    ),
}
PROJECT = (
    Field("title", N_("Title"), "line"),
    *(field for fields in BRIEF.values() for field in fields),
    Field("brief.in_title_block", N_("Posters print the brief"), "tick"),
    Field("channels", N_("Channels of your own"), "items"),
)
CELL = (Field("@lane", N_("Lane"), "jumps"), Field("@stage", N_("Stage"), "jumps"))

_KINDS: dict[str, tuple[Field, ...]] = {
    "point": POINT,
    "stage": STAGE,
    "step": STEP,
    "connector": CONNECTOR,
    "persona": PERSONA,
    "map": MAP,
    "project": PROJECT,
    "cell": CELL,
}


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a kind: one of the names here, `card:KIND`, `lane:KIND` or `workshop:STEP`."""
    sort, _colon, name = kind.partition(":")
    if sort == "card":
        if name == "storyboard":
            picture = tuple(field for field in CARD_TAIL if field.name == "picture")
            rest = tuple(field for field in CARD_TAIL if field.name != "picture")
            return (*CARD_HEAD, *picture, *rest)
        return (*CARD_HEAD, *CARD_KINDS.get(name, ()), *CARD_TAIL)
    if sort == "lane":
        head = LANE_HEAD[:1] if name == "line" else LANE_HEAD
        return (*head, *LANE_KINDS.get(name, ()), *LANE_TAIL)
    if sort == "workshop":
        return (*BRIEF.get(name, ()), *WORKSHOP_STEP)
    return _KINDS[sort]


def common_fields(kinds: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields that all of these kinds have, in the order of the first; of one kind, all."""
    first, *others = dict.fromkeys(kinds)
    fields = fields_of(first)
    for other in others:
        known = {(field.name, field.editor) for field in fields_of(other)}
        fields = tuple(field for field in fields if (field.name, field.editor) in known)
    if len(kinds) > 1:
        fields = tuple(field for field in fields if field.editor not in ("fact", "jumps", "items", "scores"))
    return fields


ALL_KINDS = (
    *(f"card:{kind}" for kind in (*CARD_LANE_KINDS, "unknown")),
    *(f"lane:{kind}" for kind in (*words.LANE_KINDS, "unknown")),
    *(f"workshop:{step}" for step in words.WORKSHOP_STEPS),
    *_KINDS,
)
"""Every kind that can be selected."""
