"""The map that a project begins with when no template is wanted."""

from cjmdesk.i18n import N_, translator
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import new_id

STAGES = 6
KINDS = ("actions", "emotions", "pain_points")
"""What happens, how it feels, what is wrong: no map does without, and others are a click away."""


def blank_map(language: str) -> JourneyMap:
    """A map of numbered stages and the usual first lanes, in `language`; all ids are fresh."""
    name = translator(language).gettext(N_("Stage {number}"))
    stages = tuple(
        Stage(id=new_id("s"), title=name.format(number=number), steps=(Step(id=new_id("t")),))
        for number in range(1, STAGES + 1)
    )
    lanes = tuple(make_lane(kind, new_id("l")) for kind in KINDS)
    return JourneyMap(id=new_id("m"), language=language, stages=stages, lanes=lanes)


def blank_project(language: str) -> Project:
    """A project with such a map."""
    return Project(maps=(blank_map(language),))
