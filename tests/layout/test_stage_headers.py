"""Words below the arrows of the stages."""

from cjmdesk.layout.scene import Text
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.text.qt import text_engine


def test_no_line_of_figures_begins_with_the_sign_between_them() -> None:
    for count in range(3, 12):
        stages = tuple(
            Stage(
                id=f"s{n}",
                title="Need",
                steps=(Step(id=f"t{n}"),),
                entered=5200,
                left=3900,
                reason_left="Sees no difference to the coffee in a shop",
            )
            for n in range(count)
        )
        journey_map = JourneyMap(id="m", stages=stages)
        poster = lay_out_poster(
            Project(maps=(journey_map,)), journey_map, PosterOptions(paper="A3"), text_engine()
        )
        lines = [
            line.text
            for part in poster.scene.parts
            if part.key.startswith("stage:")
            for item in part.items
            if isinstance(item, Text)
            for line in item.block.lines
        ]
        assert any("·" in line for line in lines)
        assert not [line for line in lines if line.lstrip().startswith("·")]
