"""The PDF read aloud: every text once, in the order of the journey; pictures and curves in words."""

import io
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from pypdfium2 import PdfDocument, raw

from cjmdesk import shipped
from cjmdesk.i18n import translator
from cjmdesk.layout.labels import lane_title
from cjmdesk.layout.quotes import quoted
from cjmdesk.model.lanes import EmotionLane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import lay_out_poster
from cjmdesk.posters.said import Said
from cjmdesk.posters.tiles import print_poster
from cjmdesk.posters.tiling import TileOptions
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from read_aloud import Element, Told, read_aloud
from samples import in_tiers, repair_visit

SAMPLES = ("bike-workshop.en", "bike-workshop.pl", "bike-workshop.ru", "carers-tuesday.en", "loyalty-loop.ru")


def sample(name: str) -> Project:
    return load(shipped.path(f"samples/{name}.cjm")).project


def written(project: Project, *, sheet: str = "", paper: str = "A1") -> bytes:
    engine, one = text_engine(), project.maps[0]
    poster = lay_out_poster(project, one, PosterOptions(paper=paper), engine)
    printed = print_poster(poster, one.title, TileOptions(sheet=sheet), engine)
    out = io.BytesIO()
    write_pdf([page.page for page in printed.pages], out, engine, project.pictures, reproducible=True)
    return out.getvalue()


def arabic() -> Project:
    """A map that runs from the right."""
    project = repair_visit()
    one = project.maps[0]
    titles = ("الوعي", "التفكير", "القرار", "الشراء", "الاحتفاظ", "التوصية")
    about = "ماذا يفعل 3 مرات"
    stages = tuple(
        stage.model_copy(update={"title": title, "description": about})
        for stage, title in zip(one.stages, titles, strict=True)
    )
    changed = one.model_copy(update={"language": "ar", "title": "زيارة الورشة", "stages": stages})
    return project.model_copy(update={"maps": (changed,)})


def expected(one: JourneyMap) -> Iterator[str]:
    """Titles and words of a map: stage by stage, lane by lane."""
    say = translator(one.language).gettext
    for stage in one.stages:
        yield stage.title
        for lane in one.lanes:
            if lane.hidden or isinstance(lane, LineLane):
                continue
            cells = {cell.step: cell for cell in lane.cells}
            held = [cells[step.id] for step in stage.steps if step.id in cells]
            own = [stage.key_task] if lane.kind == "key_task" and stage.key_task else []
            if not own and not any(cell.cards or cell.points for cell in held):
                continue
            yield lane_title(lane, say)
            yield from own
            for cell in held:
                points = [
                    " ".join(part for part in (p.feeling, quoted(p.quote, one.language)) if part)
                    for p in cell.points
                ]
                yield from (text for text in (*points, *(card.text for card in cell.cards)) if text)


def one_line(text: str) -> str:
    return " ".join(text.split())


def missing(wanted: list[str], told: list[str]) -> list[str]:
    """Those of `wanted` that do not come, in order, at the beginning of something that is told."""
    found, at = [], 0
    for text in map(one_line, wanted):
        after = next((n for n in range(at, len(told)) if told[n].startswith(text)), None)
        if after is None:
            found.append(text)
        else:
            at = after + 1
    return found


def headings(pages: list[Told], *kinds: str) -> list[str]:
    return [element.said for page in pages for element in page.root.of(*kinds)]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_poster_is_read_stage_by_stage(name: str) -> None:
    project = sample(name)
    one = project.maps[0]
    (page,) = read_aloud(written(project))
    assert page.loose == []
    assert page.unmarked == 0
    assert page.artifacts == []
    assert [element.said for element in page.root.of("H1")] == [one.title]
    assert [element.said for element in page.root.of("H2")] == [stage.title for stage in one.stages]
    assert missing(list(expected(one)), page.root.all_said()) == []
    check_levels(page.root)


def check_levels(root: Element) -> None:
    """No heading is more than one level below the one before."""
    before = 0
    for element in root.of("H1", "H2", "H3", "H4"):
        assert int(element.kind[1]) <= before + 1, element.said
        before = int(element.kind[1])


def test_steps_of_a_stage_are_told_apart() -> None:
    (page,) = read_aloud(written(sample("bike-workshop.en")))
    said = page.root.all_said()
    assert "Asks a neighbour" in said  # the initials on it are said as a name
    assert said[said.index("Asks a neighbour") + 1] == "(for Piotr)"
    first, second = said.index("Actions – Leaves the bike"), said.index("Actions – Collects it")
    assert first < said.index("Rides in before work") < second < said.index("Pays by card")


def test_a_map_from_the_right_is_read_from_its_first_stage() -> None:
    project = arabic()
    one = project.maps[0]
    (page,) = read_aloud(written(project))
    assert (page.loose, page.unmarked, page.artifacts) == ([], 0, [])
    assert [element.said for element in page.root.of("H1")] == [one.title]
    assert [element.said for element in page.root.of("H2")] == [stage.title for stage in one.stages]
    assert [element.title for element in page.root.of("Sect") if element.title] == [
        stage.title for stage in one.stages
    ]
    assert page.root.all_said().count("ماذا يفعل 3 مرات") == len(one.stages)
    cards = [card.text for s in one.stages for lane in one.lanes for c in lane.cells
             if c.step == s.steps[0].id for card in c.cards]  # fmt: skip
    assert missing(cards, page.root.all_said()) == []


@pytest.mark.parametrize("sheet", ["A4", "A3"])
def test_over_sheets_each_text_is_read_on_one_of_them(sheet: str) -> None:
    project = sample("bike-workshop.en")
    whole = Counter(said for page in read_aloud(written(project)) for said in told(page.root))
    pages = read_aloud(written(project, sheet=sheet))
    assert [page.loose for page in pages] == [[]] * len(pages)
    assert sum(page.unmarked for page in pages) == 0
    instructions = set(told(pages[0].root))
    spread = Counter(said for page in pages[1:] for said in told(page.root))
    assert "How to put “Repair visit” together" in instructions
    assert spread == whole


def told(element: Element) -> list[str]:
    """What paragraphs, headings and signs say."""
    return [one.said for one in element.of("P", "H1", "H2", "H3", "H4", "Span", "LBody") if one.words]


def test_what_is_drawn_is_said_in_the_language_of_the_map() -> None:
    (page,) = read_aloud(written(sample("bike-workshop.pl")))
    figures = [element.alternative for element in page.root.of("Figure")]
    assert all(figures)
    curve = next(text for text in figures if text.startswith("Emocje. Marta: "))
    assert "Rozważanie −2 „Po co ukrywać cenę?”" in curve
    assert "Piotr: Świadomość +1" in curve
    assert "Emocje +4, dotyczy: Marta" in figures
    assert "Strzałka od „Zakup” do „Rozważanie”, złe" in figures
    spans = [element.actual for element in page.root.of("Span")]
    assert " (dotkliwość 5 z 5; 6 głosów; Skąd to wiemy: zmierzone)" in spans


def test_pictures_are_described() -> None:
    project = sample("carers-tuesday.en")
    (page,) = read_aloud(written(project))
    said = {element.alternative for element in page.root.of("Figure")}
    shown = {picture.description for picture in project.pictures.values() if picture.description}
    assert shown
    assert shown <= said


def test_in_tiers_every_stage_is_still_read_in_order() -> None:
    project, engine = in_tiers(), text_engine()
    one = project.maps[0]
    poster = lay_out_poster(project, one, PosterOptions(paper="A1"), engine)
    assert poster.measures.tiers
    out = io.BytesIO()
    write_pdf([poster.told], out, engine, project.pictures)
    (page,) = read_aloud(out.getvalue())
    assert (page.loose, page.artifacts) == ([], [])
    assert missing(list(expected(one)), page.root.all_said()) == []
    curves = [e.alternative for e in page.root.of("Figure") if e.alternative.startswith("Emotions. ")]
    assert len(curves) == sum(isinstance(lane, EmotionLane) for lane in one.lanes) * len(
        poster.measures.tiers
    )


def test_the_file_says_that_it_is_tagged() -> None:
    document = PdfDocument(written(sample("bike-workshop.ru")))
    assert raw.FPDFCatalog_IsTagged(document)


def test_many_elements_take_little_room_and_are_read_all_the_same() -> None:
    """Hundreds of cards with signs: alike objects lie below each other, phrases are written once."""
    project = repair_visit(copies=20)
    one = project.maps[0]
    data = written(project, paper="A0")
    (page,) = read_aloud(data)
    assert page.loose == []
    assert missing(list(expected(one)), page.root.all_said()) == []
    packs = re.findall(rb"/Type/ObjStm/N (\d+)/First \d+(.*?)/Length (\d+)>>", data)
    alike = [(int(count), int(size)) for count, how, size in packs if b"/Predictor" in how]
    elements = sum(count for count, _size in alike)
    assert elements > 600
    assert sum(size for _count, size in alike) < 7 * elements
    assert len(packs) <= 8, "readers keep few packs at hand"


def test_equal_maps_give_equal_bytes() -> None:
    assert written(sample("dental-visit.en"), sheet="A3") == written(sample("dental-visit.en"), sheet="A3")


def test_a_folded_and_an_empty_lane_are_read() -> None:
    project = repair_visit()
    one = project.maps[0]
    lanes = [lane.model_copy(update={"collapsed": lane.kind == "actions"}) for lane in one.lanes]
    lanes[1] = lanes[1].model_copy(update={"cells": ()})
    project = project.model_copy(update={"maps": (one.model_copy(update={"lanes": tuple(lanes)}),)})
    (page,) = read_aloud(written(project))
    said = page.root.all_said()
    assert (page.loose, page.artifacts) == ([], [])
    assert any(text.endswith("cards, folded") for text in said)
    assert headings([page], "H3").count(lane_title(lanes[1], str)) == 1


def test_a_long_curve_is_told_by_its_levels_alone() -> None:
    project = in_tiers()
    one = project.maps[0]
    lane = next(lane for lane in one.lanes if isinstance(lane, EmotionLane))
    told = Said(project, one).curve(lane, one.stages[:1])
    assert "“Well”" in told
    more = tuple(cell.model_copy(update={"points": cell.points * 2}) for cell in lane.cells)
    told = Said(project, one).curve(lane.model_copy(update={"cells": more}), one.stages[:1])
    assert told.startswith("Emotions. Stage 0 ") and "Well" not in told
