"""Boxes of a process: what each is, is seen without colour."""

import pytest

from cjmdesk.layout.icons import known
from cjmdesk.layout.scene import Path
from cjmdesk.model.cards import make_card
from cjmdesk.model.choices import PROCESS_SHAPES
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine


def drawn(shape: str, icon: str = "") -> list[Path]:
    """The lines of a box of this shape on a poster."""
    card = make_card("process", "c", text="Is there a room?", shape=shape, icon=icon)
    lane = make_lane("process", "l", cells=(Cell(step="t", cards=(card,)),))
    stage = Stage(id="s", title="Arrives", steps=(Step(id="t"),))
    one = JourneyMap(id="m", title="Visit", stages=(stage,), lanes=(lane,))
    scene = lay_out_poster(Project(title="Visit", maps=(one,)), one, PosterOptions(), text_engine()).scene
    part = scene.part("cell:l:t")
    assert part is not None
    return [item for item in part.items if isinstance(item, Path) and item.item == "c"]


@pytest.mark.parametrize("shape", PROCESS_SHAPES)
def test_each_shape_but_a_plain_step_has_a_sign(shape: str) -> None:
    assert bool(drawn(shape)) == (shape != "step")


def test_signs_differ() -> None:
    signs = [drawn(shape) for shape in PROCESS_SHAPES if shape != "step"]
    assert all(one != other for place, one in enumerate(signs) for other in signs[:place])


def test_an_icon_of_its_own_comes_first() -> None:
    assert known("phone")
    assert drawn("decision", "phone") == drawn("step", "phone") != drawn("decision")
