"""A booklet: whole stages and lanes on each page, headed anew, with nothing lost in between."""

import io
import pathlib
from itertools import pairwise

import pytest
from hypothesis import settings
from sheet_samples import (
    LONG,
    WORDS,
    check,
    letters,
    parts,
    pdf,
    sheets,
    spoken,
    text_of,
    visit,
    with_card,
    with_map,
)

from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Box, CardBox, Path, Scene, Text
from cjmdesk.model.cards import make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.papers import MARGIN_PRESETS
from cjmdesk.posters.printed import Printed, PrintedPage
from cjmdesk.text.qt import text_engine
from strategies import Size, seeded_project


def own(page: PrintedPage) -> Scene:
    """What lies whole on a page: the layer with its cells."""
    return max(
        (layer.scene for layer in page.page.layers),
        key=lambda scene: (scene.width == page.page.width, len(scene.parts)),
    )


def keys(page: PrintedPage, prefix: str) -> list[str]:
    return [part.key.removeprefix(prefix) for part in parts(own(page), prefix)]


def sound(printed: Printed, margins: tuple[float, float, float, float] = (5.0, 5.0, 5.0, 5.0)) -> None:
    """Everything on its page, inside the printer's reach; no part on another."""
    top, right, bottom, left = margins
    for page in printed.pages:
        sheet = page.page
        for layer in sheet.layers:
            _x, _y, wide, high = layer.window
            if (wide, high) == (sheet.width, sheet.height):
                for part in layer.scene.parts:
                    assert part.x >= left - 0.1 and part.y >= top - 0.1, part.key
                    assert part.x + part.width <= sheet.width - right + 0.1, part.key
                    assert part.y + part.height <= sheet.height - bottom + 0.1, part.key
            else:
                assert layer.x >= left - 0.1 and layer.y >= top - 0.1
                assert layer.x + wide <= sheet.width - right + 0.1
                assert layer.y + high <= sheet.height - bottom + 0.1
        for part in own(page).parts:
            for item in part.items:
                if isinstance(item, CardBox):
                    assert item.y >= -0.01 and item.y + item.height <= part.height + 0.01, part.key


def card_texts(project: Project) -> list[str]:
    return [card.text for lane in project.maps[0].lanes for cell in lane.cells for card in cell.cards]


def written(printed: Printed) -> str:
    return letters(
        "".join(
            text.block.text
            for page in printed.pages
            for part in own(page).parts
            for text in part.items
            if isinstance(text, Text)
        )
    )


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter", "A5"])
@pytest.mark.parametrize("preset", ["office", "home", "wide"])
def test_all_stages_and_lanes_once_in_readable_type(paper: str, preset: str) -> None:
    margins = MARGIN_PRESETS[preset][1]
    printed = sheets(visit(), "booklet", paper=paper, printer_margins=margins)
    sound(printed, margins)
    assert printed.poster.card_pt >= 9 - 1e-6
    pages = printed.pages[1:]
    stages = [stage.id for stage in visit().maps[0].stages]
    lanes = [lane.id for lane in visit().maps[0].lanes]
    blocks: list[tuple[list[str], list[str]]] = []
    for page in pages:
        here, rows = keys(page, "stage:"), keys(page, "lane:")
        assert here and rows
        if blocks and blocks[-1][0] == here:
            blocks[-1] = (here, blocks[-1][1] + rows)
        else:
            blocks.append((here, rows))
    # Each block of stages goes down all the lanes, with its headers and their labels on every page.
    assert [id for here, _rows in blocks for id in here] == stages
    assert all(rows == lanes for _here, rows in blocks)
    cells = [key for page in pages for key in keys(page, "cell:")]
    assert len(cells) == len(set(cells))
    words = written(printed)
    assert all(letters(text) in words for text in card_texts(visit()))


def test_pages_are_numbered_and_the_contents_find_them() -> None:
    printed = sheets(visit(), "booklet")
    count = len(printed.pages)
    assert [page.label for page in printed.pages] == [str(n) for n in range(1, count + 1)]
    text = text_of(pdf(printed))
    assert all(f"page{n}of{count}" in text for n in range(2, count + 1))
    (contents,) = parts(own(printed.pages[0]), "contents")
    lines = [item.block.text for item in contents.items if isinstance(item, Text)]
    for title, pages in zip(lines[::2], lines[1::2], strict=True):
        first = int(pages.replace("–", " ").split()[1])
        (stage,) = [stage for stage in visit().maps[0].stages if stage.title == title]
        assert stage.id in keys(printed.pages[first - 1], "stage:")


def test_curves_run_on_from_page_to_page() -> None:
    printed = sheets(visit(), "booklet", paper="A5")
    strips = [layer for page in printed.pages[1:] for layer in page.page.layers if layer.scene.parts
              and any(part.key.startswith("curve:") for part in layer.scene.parts)]  # fmt: skip
    assert len({id(layer.scene) for layer in strips}) == 1
    (curve,) = [part for part in strips[0].scene.parts if part.key.startswith("curve:")]
    # Windows on the curve follow one another without a gap.
    spans = sorted({(layer.window[0], layer.window[0] + layer.window[2]) for layer in strips
                    if layer.window[0] >= curve.x - 0.01
                    and layer.window[1] <= curve.y < layer.window[1] + layer.window[3]})  # fmt: skip
    assert spans[0][0] == pytest.approx(curve.x)
    assert spans[-1][1] == pytest.approx(curve.x + curve.width)
    # Where arrows run between cards pages share what these need to turn between two columns.
    assert all(-0.01 < one[1] - other[0] < 6 for one, other in pairwise(spans))
    # And no words stand where a page ends.
    for _left, right in spans[:-1]:
        for item in curve.items:
            if isinstance(item, Text):
                assert not item.x + curve.x + 0.1 < right < item.x + curve.x + item.width - 0.1


@pytest.mark.parametrize("direction", ["auto", "right_to_left"])
def test_arrows_between_cards_are_whole_where_a_page_ends(direction: str) -> None:
    """Heads were cut in two between the last column of a page and the first of the next."""
    project = visit()
    cards = {
        cell.step: cell.cards[0].id
        for lane in project.maps[0].lanes
        if lane.kind == "actions"
        for cell in lane.cells
        if cell.cards
    }
    ids = [cards[step.id] for stage in project.maps[0].stages for step in stage.steps if step.id in cards]
    arrows = tuple(
        Connector(id=f"k{n}", source=one, target=other)
        for n, (one, other) in enumerate((*pairwise(ids), *zip(ids, ids[2:], strict=False)))
    )
    printed = sheets(with_map(project, connectors=arrows, direction=direction), "booklet", paper="A5")
    windows = [
        layer.window
        for page in printed.pages
        for layer in page.page.layers
        if any(part.key == "connectors" for part in layer.scene.parts)
    ]
    over = next(
        layer.scene for page in printed.pages for layer in page.page.layers if layer.scene.parts
        and layer.scene.parts[0].key == "connectors"
    )  # fmt: skip
    (part,) = over.parts
    heads = [bounds(item) for item in part.items if isinstance(item, Path) and item.fill]
    assert len(heads) == len(arrows) > 4
    spans = sorted({(x, x + width) for x, _y, width, _high in windows})
    ends = {
        end if direction == "right_to_left" else begin
        for (_x, end), (begin, _end) in pairwise(spans)
        if 0 < end - begin < 6
    }
    assert len(ends) > 1
    for item in part.items:
        if isinstance(item, Path) and item.stroke and not item.fill:
            xs = [float(command[-2]) for command in item.commands]
            runs = [x for x, other in pairwise(xs) if abs(x - other) < 1e-6]
            assert not [x for x in runs for end in ends if abs(x + part.x - end) < 0.2]
    for left, top, right, bottom in heads:  # but for a hair
        assert any(
            x - 0.6 <= left + part.x
            and right + part.x <= x + width + 0.6
            and y <= top + part.y
            and bottom + part.y <= y + high
            for x, y, width, high in windows
        )


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_words_of_arrows_and_what_leads_to_them_share_a_page(paper: str) -> None:
    """A thin line that went on to a page without its words would end nowhere there."""
    lanes = [
        make_lane(
            "actions",
            lane,
            cells=tuple(
                Cell(step=f"t{n}", cards=(make_card("actions", f"{lane}{n}", text="Asks once more"),))
                for n in range(9)
            ),
        )
        for lane in ("a", "b", "c")
    ]
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(9))
    arrows = tuple(
        Connector(id=f"k{n}{way}", source=one, target=other, label="asks again", condition="bad")
        for n in range(8)
        for way, (one, other) in enumerate(((f"a{n + 1}", f"a{n}"), (f"c{n}", f"a{n + 1}")))
    )
    project = Project(
        maps=(JourneyMap(id="m", stages=stages, lanes=tuple(lanes), connectors=arrows),), title="Arrows"
    )
    seen: list[tuple[str, bool]] = []
    for page in sheets(project, "booklet", paper=paper).pages:
        for layer in page.page.layers:
            x, y, width, height = layer.window
            for part in parts(layer.scene, "connectors"):
                words = {item.item: bounds(item) for item in part.items if isinstance(item, Text)}
                for item in part.items:
                    # Leaders are dotted: shorter than the gaps between their dots.
                    if not isinstance(item, Path) or not item.dash or item.dash[0] > 0.5 * item.dash[1]:
                        continue
                    left, top, right, bottom = bounds(item)
                    if left < x + width and right > x and top < y + height and bottom > y:
                        left, top, right, bottom = words[item.item]
                        whole = x <= left + 1 and right - 1 <= x + width and y <= top and bottom <= y + height
                        seen.append((item.item, whole))
    assert len(seen) > 4 and all(whole for _id, whole in seen), seen


@pytest.mark.parametrize("direction", ["auto", "right_to_left"])
def test_an_arrow_says_its_words_on_every_page_that_it_goes_over(direction: str) -> None:
    """Each page is read by itself: an arrow that came in without words could not be understood there."""
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(9))
    lanes = tuple(
        make_lane(
            "actions",
            lane,
            cells=tuple(
                Cell(step=f"t{n}", cards=(make_card("actions", f"{lane}{n}", text="Asks"),)) for n in at
            ),
        )
        for lane, at in (("a", (0, 1, 2, 8)), ("b", (3, 8)))
    )
    arrows = tuple(
        Connector(id=f"{one}-{other}", source=one, target=other, label="asks again", condition="bad")
        for one, other in (("s0", "s8"), ("s7", "s1"), ("a0", "b8"), ("b8", "a1"), ("a8", "a2"))
    )
    journey_map = JourneyMap(id="m", stages=stages, lanes=lanes, connectors=arrows, direction=direction)
    pages = sheets(Project(maps=(journey_map,), title="Arrows"), "booklet", paper="A5").pages[1:]
    spans = {
        (layer.window[0], layer.window[0] + layer.window[2])
        for page in pages
        for layer in page.page.layers
        if parts(layer.scene, "rails") and layer.window[1] == 0 and layer.window[3] > 0
    }
    assert len(spans) > 2
    for prefix, some in (("rails", arrows[:2]), ("connectors", arrows[2:])):
        (part,) = {
            id(part): part
            for page in pages
            for layer in page.page.layers
            for part in parts(layer.scene, prefix)
        }.values()
        words = [item for item in part.items if isinstance(item, Text)]
        for arrow in some:
            own = [(item.x + part.x, item.x + part.x + item.width) for item in words if item.item == arrow.id]
            for left, right in spans:
                here = [each for each in own if left <= each[0] and each[1] <= right]
                assert len(here) == 1, (arrow.id, left, right, own)


def test_an_arrow_to_a_page_below_says_its_words_there_again() -> None:
    """All that was seen of it there was a piece of a line without words."""
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", steps=(Step(id=f"t{n}"),)) for n in range(3))
    texts = {"t0": "Waits and asks again whether anybody knows more " * 6, "t1": "Asks"}
    lanes = tuple(
        make_lane(
            "actions",
            f"l{row}",
            cells=tuple(
                Cell(step=step, cards=(make_card("actions", f"{step}-{row}", text=text),))
                for step, text in texts.items()
            ),
        )
        for row in range(9)
    )
    arrows = (
        Connector(id="down", source="t0-0", target="t1-8", label="goes on below"),
        Connector(id="near", source="t0-1", target="t1-0", label="stays here"),
    )
    one = JourneyMap(id="m", stages=stages, lanes=lanes, connectors=arrows)
    printed = sheets(Project(maps=(one,), title="Arrows"), "booklet", paper="A5")
    seen: dict[str, list[int]] = {"down": [], "near": []}
    for number, page in enumerate(printed.pages):
        for layer in page.page.layers:
            x, y, width, height = layer.window
            for part in parts(layer.scene, "connectors"):
                for item in part.items:
                    if not isinstance(item, Text) or not x <= item.x <= item.x + item.width <= x + width:
                        continue
                    if y <= item.y and item.y + item.height <= y + height:
                        seen[item.item].append(number)
    rows = [number for number, page in enumerate(printed.pages) if keys(page, "lane:")]
    assert len(rows) > 2
    assert seen == {"down": rows, "near": rows[:1]}


def test_words_on_connectors_between_stages_stay_whole() -> None:
    long = tuple(
        Connector(
            id=f"k{n}", source=f"s{a}", target=f"s{b}", label=f"leads on to the stage number {b} at once"
        )
        for n, (a, b) in enumerate(((0, 5), (1, 2), (2, 3), (3, 4), (5, 1)))
    )
    printed = sheets(with_map(visit(), connectors=long), "booklet", paper="A5")
    text = text_of(pdf(printed))
    assert len(printed.pages) > 4
    for connector in long:
        assert letters(connector.label) in text


def test_a_card_taller_than_a_page_goes_on_below() -> None:
    project = with_card(LONG * 6, severity=3, tags=("queue",))
    printed = sheets(project, "booklet", paper="A5")
    sound(printed)
    assert printed.poster.card_pt >= 9 - 1e-6
    body = printed.poster.card_pt / 72 * 25.4
    found = "".join(
        letters(item.block.text)
        for page in printed.pages[1:]
        for part in parts(own(page), "cell:")
        for item in part.items
        if isinstance(item, Text) and abs(item.size - body) < 1e-9
    )
    assert found == letters(LONG * 6)


def test_a_lane_taller_than_a_page_goes_over_several() -> None:
    cards = tuple(make_card("actions", f"n{n}", text=f"Card number {n} of very many") for n in range(120))
    lane = make_lane("actions", "l", cells=(Cell(step="t0", cards=cards),))
    printed = sheets(with_map(visit(), lanes=(lane, *visit().maps[0].lanes[1:])), "booklet")
    sound(printed)
    assert printed.poster.card_pt >= 9 - 1e-6
    found = [
        item.item
        for page in printed.pages[1:]
        for part in own(page).parts
        for item in part.items
        if isinstance(item, CardBox) and item.item.startswith("n")
    ]
    assert found == [card.id for card in cards]
    assert "Cardnumber119ofverymany" in written(printed)


def test_a_stage_of_very_many_steps_is_parted() -> None:
    steps = tuple(Step(id=f"x{n}", title=f"Step {n}") for n in range(25))
    stage = Stage(id="big", title="Everything", steps=steps, key_task="Ride home safely")
    lane = make_lane(
        "actions",
        "l",
        cells=tuple(
            Cell(step=s.id, cards=(make_card("actions", f"c-{s.id}", text=f"Does {s.title}"),)) for s in steps
        ),
    )
    tasks = make_lane("key_task", "k")
    printed = sheets(with_map(visit(), stages=(stage,), lanes=(tasks, lane), connectors=()), "booklet")
    sound(printed)
    words = written(printed)
    assert words.count(letters("Ride home safely")) == 1
    assert all(letters(f"Does Step {n}") in words and letters(f"Step {n}") in words for n in range(25))
    assert words.count("Everything") > 2


@pytest.mark.parametrize("language", WORDS)
def test_every_language(language: str, tmp_path: pathlib.Path) -> None:
    project = spoken(language)
    printed = sheets(project, "booklet")
    sound(printed)
    data = pdf(printed)
    check(data, tmp_path)
    words = written(printed)
    assert all(letters(text) in words for text in card_texts(project))
    assert letters(project.maps[0].goal) in words and letters(project.personas[0].name) in words
    if language != "ar":
        assert all(letters(text) in text_of(data) for text in WORDS[language])


def test_lines_of_a_blueprint_and_folded_lanes() -> None:
    lanes = visit().maps[0].lanes
    line = make_lane("line", "v", line="visibility")
    folded = lanes[3].model_copy(update={"collapsed": True})
    printed = sheets(with_map(visit(), lanes=(lanes[0], line, folded, lanes[4])), "booklet", paper="A5")
    sound(printed)
    for page in printed.pages[1:]:
        labels = keys(page, "lane:")
        texts = [text.block.text for layer in page.page.layers for _part, text in layer.scene.texts()]
        if "v" in labels:
            assert "Line of visibility" in texts
        if folded.id in labels:
            assert any("folded" in text for text in texts)


@pytest.mark.parametrize("changes", [{"stages": (), "lanes": (), "connectors": ()}, {"lanes": ()}])
def test_an_empty_map(changes: dict[str, object], tmp_path: pathlib.Path) -> None:
    printed = sheets(with_map(visit(), **changes), "booklet")
    sound(printed)
    check(pdf(printed), tmp_path)
    assert letters("Repair visit") in written(printed)


@pytest.mark.parametrize("seed", [3, 7] if settings().max_examples >= 100 else [7])
def test_full_maps_of_everything(seed: int) -> None:
    size = Size(maps=1, stages=6, steps=2, lanes=9, cards=4, points=3, personas=3, connectors=8, full=True)
    project = seeded_project(seed, size)
    printed = sheets(project, "booklet")
    assert printed.poster.card_pt >= 9 - 1e-6
    sound(printed)
    found = {
        item.item
        for page in printed.pages
        for layer in page.page.layers
        for part in layer.scene.parts
        for item in part.items
        if isinstance(item, CardBox)
    }
    shown = [lane for lane in project.maps[0].lanes if not lane.hidden and not lane.collapsed]
    assert {card.id for lane in shown for cell in lane.cells for card in cell.cards} <= found


def test_five_people_of_a_map_from_the_right_are_all_told() -> None:
    """Their cards are several rows, each a part of its own; of words from the right letters are told."""
    names = (
        "מרים כהן לוי",
        "Alexandra Konstantinopolska",
        "يوسف عبد الرحمن",
        "Bartholomew Fitzgerald",
        "נועה",
    )
    people = tuple(Persona(id=f"p{n}", name=name, occupation="מנהלת") for n, name in enumerate(names))
    project = visit().model_copy(update={"personas": people})
    project = with_map(project, title="מסע הלקוח", personas=tuple(one.id for one in people))
    printed = sheets(project, "booklet")
    sound(printed)
    assert len({key for page in printed.pages for key in keys(page, "personas")}) > 1
    written_out = io.BytesIO()
    write_pdf([page.page for page in printed.pages], written_out, text_engine(), {}, reproducible=True)
    assert written_out.getvalue().startswith(b"%PDF")


def test_personas_and_goal_are_on_the_title_page() -> None:
    words = written(sheets(visit(), "booklet"))
    assert letters("Marta Kowalska") in words and letters("halve the waiting complaints") in words


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_row_of_personas_ends_at_the_margin(language: str) -> None:
    needs = ("Knows in the evening what tomorrow will cost", "Leaves the bike before work")
    people = tuple(
        Persona(id=f"p{n}", name=f"Person {n}", occupation="Accountant, cycles", needs=needs)
        for n in range(2)
    )
    project = visit().model_copy(update={"personas": people})
    project = with_map(project, personas=("p0", "p1"), language=language)
    first = sheets(project, "booklet", orientation="landscape").pages[0]
    [row] = parts(own(first), "personas")
    cards = [item for item in row.items if isinstance(item, Box) and item.stroke]
    assert len(cards) == 2
    assert min(row.x + card.x for card in cards) == pytest.approx(6)
    assert max(row.x + card.x + card.width for card in cards) == pytest.approx(297 - 6)
