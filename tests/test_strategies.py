"""The generator of test projects makes what it promises."""

from hypothesis import given

from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.mending import mended
from cjmdesk.model.project import Project
from strategies import EXTREME, LARGE, TINY, Size, maps, projects, seeded_project


@given(projects())
def test_projects_are_valid_and_whole(project: Project) -> None:
    assert Project.model_validate_json(project.model_dump_json()) == project
    same, mends = mended(project)
    assert mends == []
    assert same is project


@given(maps(TINY))
def test_maps_stand_alone(journey: JourneyMap) -> None:
    assert mended(Project(maps=(journey,)))[1] == []


def test_every_feature_comes_up() -> None:
    found = " ".join(seeded_project(seed, Size(maps=3, lanes=8)).model_dump_json() for seed in range(200))
    for word in (
        "lane_of_tomorrow",
        '"line"',
        '"answers":["',
        '"scores":{"',
        "x_new",
        '"competitor":"r',
        "العميل",
    ):
        assert word in found, word


def test_sizes() -> None:
    def cards(size: Size) -> int:
        return sum(
            len(cell.cards) for m in seeded_project(1, size).maps for lane in m.lanes for cell in lane.cells
        )

    assert 1_500 < cards(LARGE) < 2_500
    assert 15_000 < cards(EXTREME) < 25_000
    assert seeded_project(3) == seeded_project(3)
