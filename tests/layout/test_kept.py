"""What an edit leaves alone stays the very same object in the Scene."""

import pytest

from cjmdesk.edits.fields import set_field
from cjmdesk.layout.memo import LayoutMemo
from cjmdesk.layout.scene import Scene
from cjmdesk.model.project import Project
from cjmdesk.posters.options import options_for
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine
from samples import repair_visit


@pytest.mark.parametrize("kind", ["actions", "pain_points"])
def test_a_letter_more_keeps_every_part_but_its_cell(kind: str) -> None:
    project = repair_visit()
    lane = next(lane for lane in project.maps[0].lanes if lane.kind == kind)
    cell = next(cell for cell in lane.cells if cell.cards)
    card, memo = cell.cards[0], LayoutMemo()
    measures = lay_out_poster(project, project.maps[0], options_for(project.maps[0]), text_engine()).measures

    def written(project: Project) -> Scene:
        one = project.maps[0]
        return lay_out_poster(
            project, one, options_for(one), text_engine(), measures=measures, memo=memo
        ).scene

    scenes = []
    for words in (card.text, f"{card.text} a", f"{card.text} ab"):
        project = set_field(project, card.id, "text", words)
        scenes.append(written(project))
    before, after = scenes[-2:]
    assert [part.key for part in before.parts] == [part.key for part in after.parts]
    made = [new.key for old, new in zip(before.parts, after.parts, strict=True) if old is not new]
    assert made == [f"cell:{lane.id}:{cell.step}"]
    fresh = lay_out_poster(
        project, project.maps[0], options_for(project.maps[0]), text_engine(), measures=measures
    )
    assert after.parts == fresh.scene.parts
