"""The seven steps of a workshop: what each is for, how long it usually takes, what it asks. No widgets."""

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.analysis.workshop import all_alike, loose_ends
from cjmdesk.i18n import N_, _, ngettext
from cjmdesk.layout.titles import WORKSHOP_STEPS
from cjmdesk.model.people import WorkshopStep
from cjmdesk.model.project import Project
from cjmdesk.ui.fields.fieldtable import BRIEF, WORKSHOP_STEP, Field


class Step(Struct, frozen=True):
    """A step. teaching, prompts: marked for translation; prompts: field → the question for it.

    minutes: what it usually takes.
    """

    name: str
    teaching: str
    minutes: int
    prompts: dict[str, str]


STEPS = (
    Step(
        "team",
        N_(
            "Three to eight people who meet customers in different ways see more than one expert. "
            "Bring somebody who serves, somebody who sells, and somebody who may decide."
        ),
        10,
        {
            "brief.team": N_("Who is in the room, and what do they do?"),
            "notes": N_("Who is missing, and whom can you ask afterwards?"),
        },
    ),
    Step(
        "goal",
        N_(
            "A map without a question is decoration. Choose one goal, and say how you will notice "
            "that you have reached it."
        ),
        15,
        {
            "brief.goal_preset": N_("What do you want most of all?"),
            "brief.goal": N_("How will you know, and by when?"),
            "notes": N_("What is left out today?"),
        },
    ),
    Step(
        "audience_and_needs",
        N_(
            "Decide whose journey you draw, and what these people need. One persona makes a clear map; "
            "a second one gets a curve of its own."
        ),
        20,
        {
            "brief.audience": N_("Which customers are you talking about?"),
            "brief.needs": N_("What do they need, whether or not they come to you?"),
            "notes": N_("Whom are you leaving out, and why?"),
        },
    ),
    Step(
        "research",
        N_(
            "Look before you draw: talk with a few customers, read reviews and complaints, look at figures. "
            "A guess may stay, as long as it says that it is one."
        ),
        30,
        {"notes": N_("Where do you know it from: talks, reviews, complaints, figures?")},
    ),
    Step(
        "mapping",
        N_(
            "Go stage by stage: what they do, where they meet you, what they think and feel, what hurts. "
            "Short notes, one thought each; sorting comes later."
        ),
        60,
        {"notes": N_("What was argued about, and what is still open?")},
    ),
    Step(
        "visualisation",
        N_(
            "Make it readable for those who were not there: draw the curve, mark what decides, "
            "tidy the words, print the poster."
        ),
        30,
        {"notes": N_("What does somebody see who looks at it for one minute?")},
    ),
    Step(
        "changes",
        N_(
            "Choose the few changes that help most for the least effort, "
            "and leave the room with names and dates."
        ),
        30,
        {"notes": N_("What happens on Monday, and when do you look at the map again?")},
    ),
)

_SAID = {
    "nobody": N_("Nobody is named yet."),
    "one_alone": N_("There is one person so far; two see more."),
    "no_disciplines": N_("It is not said yet what each of them does; it helps to know whose eyes you have."),
    "no_goal": N_("There is no goal yet."),
    "no_audience": N_("It is not said yet which customers are meant."),
    "no_needs": N_("Their needs are not named yet."),
    "no_persona": N_("There is no persona yet; one would give the group a face."),
    "nothing_found": N_("No card stands in a lane for research or findings yet."),
    "only_guesses": N_("All that is on the map is a guess so far."),
    "no_map": N_("There is no map yet."),
    "no_cards": N_("The map has no cards yet."),
    "no_curve": N_("There is no emotion curve yet."),
    "no_pains": N_("No pain is named yet."),
    "no_solutions": N_("There is no solution yet."),
    "nobody_does_it": N_("No solution has both somebody who sees to it and a day."),
}


def title_of(step: str) -> str:
    """What a step is called in the user's language."""
    return _(WORKSHOP_STEPS[step]) if step in WORKSHOP_STEPS else step


def fields_of_step(step: Step) -> tuple[tuple[Field, str], ...]:
    """The fields that a step asks for, each with its question in the user's language."""
    fields = {field.name: field for field in (*BRIEF.get(step.name, ()), *WORKSHOP_STEP)}
    preset = fields.get("brief.goal_preset")
    if preset is not None:  # all ten in sight; pressed again, none
        choices = tuple(one for one in preset.choices if one[0])
        fields["brief.goal_preset"] = replace(preset, editor="segments", choices=choices)
    ordered = (*(name for name in fields if name not in ("done", "minutes")), "minutes", "done")
    return tuple((fields[name], _(step.prompts[name]) if name in step.prompts else "") for name in ordered)


def missing_words(project: Project, step: str) -> list[str]:
    """What a step has still to find out, a sentence each."""
    found = []
    for code in loose_ends(project, step):
        if code == "all_alike":
            text = _("All come from one discipline ({discipline}); other eyes see other things.")
            found.append(text.format(discipline=all_alike(project.brief.team)))
        else:
            found.append(_(_SAID[code]))
    return found


def state_of(project: Project, step: str) -> WorkshopStep:
    """What the brief says about a step."""
    return next((one for one in project.brief.steps if one.step == step), WorkshopStep(step=step))


def minutes_of(project: Project, step: Step) -> float:
    """The minutes that were planned for a step, else the usual ones."""
    said = state_of(project, step.name).minutes
    return said if said else float(step.minutes)


def said_words(project: Project, step: Step) -> str:
    """How far a step is, in a few words, and how long it takes."""
    state = state_of(project, step.name)
    minutes = minutes_of(project, step)
    if state.done:
        words = _("done")
    elif state.notes.strip() or (step.name in BRIEF and not loose_ends(project, step.name)):
        words = _("begun")
    else:
        words = _("nothing yet")
    return _("{state} · {duration}").format(state=words, duration=duration_words(minutes))


def duration_words(minutes: float) -> str:
    """A time as people say it: 45 min, 1 h 30 min."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def done_words(project: Project) -> str:
    """How many steps are done, and how long all take together."""
    done = sum(state_of(project, step.name).done for step in STEPS)
    whole = sum(minutes_of(project, step) for step in STEPS)
    counted = ngettext("{count} of {all} steps done", "{count} of {all} steps done", done)
    text = _("{counted} · {duration} altogether")
    return text.format(counted=counted.format(count=done, all=len(STEPS)), duration=duration_words(whole))
