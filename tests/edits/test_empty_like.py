"""A new map after the pattern of another."""

from cjmdesk.edits.maps import add_map, empty_like
from cjmdesk.formats.templates import sample
from cjmdesk.model.project import Project
from cjmdesk.model.references import map_items
from cjmdesk.storage.project_file import load


def test_it_has_the_shape_and_none_of_the_content() -> None:
    project = load(sample("bike-workshop", "en").path).project
    old = project.maps[0]
    new = empty_like(old, "Next")
    assert (new.title, new.language, new.personas) == ("Next", old.language, old.personas)
    assert [stage.title for stage in new.stages] == [stage.title for stage in old.stages]
    assert [len(stage.steps) for stage in new.stages] == [len(stage.steps) for stage in old.stages]
    assert not any(lane.cells for lane in new.lanes) and not new.connectors
    ids = {item.id for _place, item in map_items(old)}
    assert ids.isdisjoint(item.id for _place, item in map_items(new))
    assert len(add_map(project, new).maps) == len(project.maps) + 1


def test_without_a_pattern_there_is_one_stage_and_one_lane() -> None:
    new = empty_like(None, "First")
    assert len(new.stages) == len(new.lanes) == 1
    assert add_map(Project(), new).maps == (new,)
