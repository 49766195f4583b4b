"""The six steps to a persona: what each teaches, which fields it asks for, and how. No widgets, no Qt."""

from msgspec import Struct

from cjmdesk.i18n import N_, _
from cjmdesk.model.people import Persona
from cjmdesk.ui.fields.fieldtable import PERSONA, Field


class PersonaStep(Struct, frozen=True):
    """A step. title, teaching, prompts: marked for translation; prompts: field → the question for it."""

    title: str
    teaching: str
    prompts: dict[str, str]


STEPS = (
    PersonaStep(
        N_("Find the audience"),
        N_(
            "A persona stands for a group of customers who want the same and act alike. "
            "Begin with one group that matters to you; a working name will do for now."
        ),
        {
            "name": N_("What do you call these people among yourselves?"),
            "age": N_("How old are they?"),
            "occupation": N_("What do they do all day?"),
            "place": N_("Where do they live, or come to you from?"),
            "needs": N_("What do they need when they begin to look for something like yours?"),
        },
    ),
    PersonaStep(
        N_("What pains we relieve"),
        N_(
            "People do not buy a thing: they want to be rid of a trouble, or come nearer to a goal. "
            "Write down what hurts before they meet you; what you sell comes later."
        ),
        {
            "pains": N_("What costs them time, money or nerves today?"),
            "goals": N_("What do they want to have reached in the end?"),
        },
    ),
    PersonaStep(
        N_("Triggers and objections"),
        N_(
            "Between wishing and buying stand a push and a doubt. "
            "Whoever knows both knows what to say, and when."
        ),
        {
            "triggers": N_("What has happened on the day when they begin to look?"),
            "motives": N_("Why do they decide: need, money, time, prestige, fear of missing something?"),
            "objections": N_("What makes them hesitate, or go to somebody else?"),
        },
    ),
    PersonaStep(
        N_("Today’s customers"),
        N_(
            "Compare the picture with people who bought from you lately. "
            "Three short talks are worth more than one long guess."
        ),
        {
            "channels": N_("Where did they find you, and how do they talk with you?"),
            "wealth": N_("What can they spend, and on what would they rather save?"),
            "education": N_("What have they learned, and what has to be explained to them?"),
            "note": N_("Whom did you ask, when, and what surprised you?"),
        },
    ),
    PersonaStep(
        N_("Bring to life"),
        N_(
            "Give the group a face. A team remembers somebody with a name and a sentence, "
            "and asks: what would they say to this?"
        ),
        {
            "name": N_("What is their name? Choose one that suits their age and place."),
            "portrait": N_("How do they look? Neither a real customer nor somebody famous."),
            "portrait.description": "",
            "quote": N_("What would they say about all this, in one sentence?"),
            "colour": N_("Which colour do their marks and their curve have on the map?"),
        },
    ),
    PersonaStep(
        N_("Put in the template"),
        N_(
            "This is the sheet as it is printed, to hang beside the map. "
            "Read it aloud: what you would not believe yourself, mend in the steps before."
        ),
        {},
    ),
)
"""From the first to the last; a field may be asked for twice, as the name is."""

LAST = len(STEPS) - 1
"""The number of the step that shows the sheet."""

_FIELDS = {field.name: field for field in PERSONA}


def fields_of_step(step: PersonaStep) -> tuple[tuple[Field, str], ...]:
    """The fields that a step asks for, each with its question in the user's language."""
    return tuple((_FIELDS[name], _prompt(_FIELDS[name], asked)) for name, asked in step.prompts.items())


def _prompt(field: Field, asked: str) -> str:
    """A field's question, with how a list is written; empty for none."""
    if field.editor == "words":
        return _("{question} One per line.").format(question=_(asked))
    return _(asked) if asked else ""


def filled(persona: Persona, step: PersonaStep) -> tuple[int, int]:
    """How many of a step's fields say something, and how many there are."""
    names = [name for name in step.prompts if "." not in name]
    return sum(bool(getattr(persona, name)) for name in names), len(names)


def said_words(persona: Persona, step: PersonaStep) -> str:
    """How far a step is, in a few gentle words."""
    done, of = filled(persona, step)
    if not done:
        return _("nothing yet")
    if done == of:
        return _("all there")
    return _("{count} of {all} there").format(count=done, all=of)
