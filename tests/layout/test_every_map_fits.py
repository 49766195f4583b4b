"""Any map lays out on any paper: nothing clipped, nothing overlapping, nothing left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk.layout.scene import Scene
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, EmotionLane, LineLane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine
from scene_checks import problems
from strategies import Size, projects, seeded_project

PAPERS = ("A0", "A3", "A4", "roll914", "Letter", "300x300mm")
MANY_STAGES = Size(maps=1, stages=40, lanes=4)
MANY_CARDS = Size(maps=1, stages=3, lanes=3, cards=43, points=20)


def written(scene: Scene) -> str:
    """Every text of a Scene without its blanks, in no order that matters."""
    return "\n".join("".join(text.block.text.split()) for _, text in scene.texts())


def shown_texts(journey_map: JourneyMap) -> list[str]:
    """What a poster of the map must say."""
    texts = [stage.title for stage in journey_map.stages]
    steps = {step.id for stage in journey_map.stages for step in stage.steps}
    for lane in journey_map.lanes:
        if lane.hidden or lane.collapsed or isinstance(lane, LineLane):
            continue
        for cell in lane.cells:
            if cell.step not in steps:
                continue
            texts += [card.text for card in cell.cards]
            if isinstance(lane, EmotionLane):
                hidden = set(lane.hidden_personas)
                texts += [p.quote for p in cell.points if not p.personas or set(p.personas) - hidden]
    return [text for text in texts if text.strip()]


def check(project: Project, paper: str) -> None:
    """Every map of the project on one paper."""
    for journey_map in project.maps:
        poster = lay_out_poster(project, journey_map, PosterOptions(paper=paper), text_engine())
        assert list(problems(poster.scene)) == []
        said = written(poster.scene)
        missing = [text for text in shown_texts(journey_map) if "".join(text.split()) not in said]
        assert missing == []


@given(projects(), st.sampled_from(PAPERS))
@settings(max_examples=60, deadline=None)
def test_any_map_fits(project: Project, paper: str) -> None:
    check(project, paper)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("size", [MANY_STAGES, MANY_CARDS], ids=["40 stages", "43 cards"])
def test_crowded_maps_fit(size: Size, seed: int) -> None:
    check(seeded_project(seed, size), PAPERS[seed])


@pytest.mark.parametrize("paper", PAPERS)
def test_a_cell_of_924_characters_fits(paper: str) -> None:
    """As long as the longest cell seen in a map from the wild."""
    long = ("The customer reads every condition, compares and hesitates. " * 16)[:924]
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 22
    cards = tuple(
        make_card("actions", f"c{n}", text=text) for n, text in enumerate((long, word[:924], "short"))
    )
    stage = Stage(id="s", title="One", steps=(Step(id="t"), Step(id="u")))
    lane = make_lane("actions", "a", cells=(Cell(step="t", cards=cards), Cell(step="u", cards=())))
    check(Project(maps=(JourneyMap(id="m", stages=(stage,), lanes=(lane,)),)), paper)
