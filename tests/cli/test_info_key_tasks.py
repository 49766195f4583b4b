"""Key tasks stand in the stages, and are counted in the lane that shows them."""

from cjmdesk.cli.info import describe
from cjmdesk.model.lanes import make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step


def test_a_key_task_lane_counts_what_it_shows() -> None:
    stages = (
        Stage(id="s1", key_task="Inform", steps=(Step(id="t1"),)),
        Stage(id="s2", key_task="Position\nPrice", steps=(Step(id="t2"),)),
    )
    lanes = (make_lane("key_task", "k"), make_lane("actions", "a"))
    (told,) = describe(Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),)))["maps"]
    assert [lane["cards"] for lane in told["lanes"]] == [3, 0]
    assert told["cards"] == 3
