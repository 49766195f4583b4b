"""How rows and headers use the height and width that a sheet leaves them."""

from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.text.qt import text_engine


def poster(project: Project, paper: str = "A1") -> Poster:
    return lay_out_poster(project, project.maps[0], PosterOptions(paper=paper), text_engine())


def test_stage_titles_shrink_a_little_where_that_saves_a_line() -> None:
    names = ("產生用餐需求", "溝通餐點需求", "等待對方購買", "取餐與付款", "事後回饋", "評價")
    stages = tuple(Stage(id=f"s{n}", title=name, steps=(Step(id=f"t{n}"),)) for n, name in enumerate(names))
    lanes = (make_lane("actions", "l"),)
    found = poster(Project(maps=(JourneyMap(id="m", language="zh-Hant", stages=stages, lanes=lanes),)))
    for name in names:
        words = next(item for _part, item in found.scene.texts() if item.block.text == name)
        assert len(words.block.lines) == 1
        assert 1.12 <= words.size / found.measures.em < 1.3


def test_a_curve_takes_most_of_the_height_left_below_few_cards() -> None:
    stages = tuple(Stage(id=f"s{n}", title=f"S{n}", steps=(Step(id=f"t{n}"),)) for n in range(3))
    cards = [make_card("actions", f"c{n}", text="Pays") for n in range(2)]
    cells = [(Cell(step="t0", cards=(card,)),) for card in cards]
    lanes = (*(make_lane("actions", f"l{n}", cells=cells[n]) for n in range(2)), make_lane("emotions", "e"))
    found = poster(Project(maps=(JourneyMap(id="m", stages=stages, lanes=lanes),)), paper="A2")
    below = sum(part.height for part in found.scene.parts if part.key.startswith("cell:"))
    (curve,) = (part.height for part in found.scene.parts if part.key.startswith("curve:"))
    assert below < curve <= 26.5 * found.measures.em
