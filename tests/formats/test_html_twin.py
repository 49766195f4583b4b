"""The web page of a map: whole in itself, harmless, a real table, and readable back."""

import re
from html.parser import HTMLParser

import pytest
from foreign import cards_of, levels, names, stages, steps

from cjmdesk import shipped
from cjmdesk.formats.exporters import export_map
from cjmdesk.formats.importers import import_file
from cjmdesk.formats.source import Source
from cjmdesk.i18n import translator
from cjmdesk.layout.labels import lane_title
from cjmdesk.model.cards import EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, Lane, make_lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from samples import repair_visit

ALONE = frozenset(["meta", "br", "img"])
HOSTILE = '</td><script>alert("1")</script><img src=x onerror=alert(1)> & \x00\x1b \ud800 javascript:'


class Page(HTMLParser):
    """What a browser would find, and whether every element is closed where it should be."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.rows: list[int] = []
        self.said = ""
        self.feed(data.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.tags.append((tag, held))
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += int(held.get("colspan", "1"))
        if tag not in ALONE:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "title"):
            self.said += data

    def of(self, *names: str) -> list[dict[str, str]]:
        return [held for name, held in self.tags if name in names]


def written(project: Project, *, picture: bool = True) -> bytes:
    return export_map(project, project.maps[0], "html", text_engine if picture else None).data


def sample(name: str) -> Project:
    return load(shipped.path(f"samples/{name}.cjm")).project


def check_harmless(data: bytes) -> Page:
    page = Page(data)
    assert page.faults == [] and page.open == []
    assert not page.of("script", "iframe", "object", "embed", "link", "base", "form", "a")
    for name, held in page.tags:
        for attribute, value in held.items():
            assert not attribute.startswith("on"), name
            if attribute in ("src", "href", "xlink:href", "action"):
                assert value.startswith(("#", "data:image/")), value[:80]
    style = "".join(re.findall(r"<style>(.*?)</style>", data.decode(), re.DOTALL))
    assert "url(" not in style and "@import" not in style
    return page


def texts(one: JourneyMap, lane: Lane) -> list[list[str]]:
    """The texts of a lane's cards, for each step in order; those without words are passed over."""
    found = {cell.step: [card.text for card in cell.cards if card.text] for cell in lane.cells}
    return [found.get(step.id, []) for stage in one.stages for step in stage.steps]


SAMPLES = ("bike-workshop.en", "bike-workshop.pl", "bike-workshop.ru", "carers-tuesday.en", "loyalty-loop.ru")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_back(name: str) -> None:
    project = sample(name)
    data = written(project)
    check_harmless(data)
    before = project.maps[0]
    found = import_file(Source("map.html", data)).project
    (after,) = found.maps
    assert (after.title, after.scenario, after.goal) == (before.title, before.scenario, before.goal)
    assert stages(after) == stages(before)
    assert steps(after) == steps(before)
    assert [stage.description for stage in after.stages] == [stage.description for stage in before.stages]
    assert names(found, after) == names(project, before)
    assert levels(after) == levels(before)
    shown = [lane for lane in before.lanes if not lane.hidden]
    say = translator(before.language).gettext
    titles = [lane_title(lane, say) for lane in shown]
    # Key tasks that have no lane get a row of their own.
    assert [lane.title for lane in after.lanes][: len(titles)] == titles
    assert len(after.lanes) - len(titles) == (
        any(s.key_task for s in before.stages) and not any(lane.kind == "key_task" for lane in before.lanes)
    )
    for lane, again in zip(shown, after.lanes, strict=False):
        if lane.kind in ("emotions", "metrics"):
            assert again.kind == lane.kind
        else:
            assert texts(after, again) == texts(before, lane)


def test_the_table_is_one_for_those_who_hear_it() -> None:
    data = written(sample("bike-workshop.en"))
    page = check_harmless(data)
    assert len(set(page.rows)) == 1
    assert len(page.of("caption")) == 1
    assert all(held.get("scope") in ("col", "colgroup", "row") for held in page.of("th"))
    (picture,) = page.of("svg")
    assert picture["role"] == "img" and "Repair visit" in picture["aria-label"]
    assert not page.of("text")  # letters are shapes: a search finds each text once
    assert page.said.count("Searches “bike repair near me”") == 1
    for words in (
        "severity 5 of 5",
        "How we know: measured",
        "for Marta",
        "moment of truth",
        "Online map",
        "Emotions. Marta: Awareness −0.5 “Is it even safe?”",
        "Arrow from “Purchase” to “Consideration”, bad",
        "Not ready on time: looks elsewhere",
        "Retired electrician",
        "420 entered",
    ):
        assert words in page.said, words
    held = page.of("html")[0]
    assert (held["lang"], held["dir"]) == ("en", "ltr")


def hostile() -> Project:
    stage = Stage(id="s", title=HOSTILE, description=HOSTILE, key_task=HOSTILE, steps=(Step(id="t"),))
    card = make_card("actions", "c", text=HOSTILE, note=HOSTILE, tags=(HOSTILE,))
    point = EmotionPoint(id="p", level=2, quote=HOSTILE, feeling="fine", note=HOSTILE)
    lanes = (
        make_lane("actions", "a", title=HOSTILE, cells=(Cell(step="t", cards=(card,)),)),
        make_lane("emotions", "e", cells=(Cell(step="t", points=(point,)),)),
        make_lane("pain_points", "h", title="Secret", hidden=True),
    )
    persona = Persona(id="p1", name=HOSTILE, quote=HOSTILE, needs=(HOSTILE,), note=HOSTILE)
    one = JourneyMap(
        id="m", title=HOSTILE, scenario=HOSTILE, goal=HOSTILE, personas=("p1",), stages=(stage,), lanes=lanes
    )
    return Project(title=HOSTILE, personas=(persona,), maps=(one,))


def test_what_people_write_is_never_markup() -> None:
    data = written(hostile(), picture=False)
    page = check_harmless(data)
    assert "<script>" not in data.decode() and "onerror=alert(1)>" in page.said
    assert "\x00" not in page.said and "\x1b" not in page.said


def test_hidden_lanes_stay_out_and_are_named() -> None:
    exported = export_map(hostile(), hostile().maps[0], "html")
    assert exported.notes == ("The hidden lane is left out: Secret.",)
    assert b"Secret" not in exported.data


def test_a_map_from_the_right_says_so() -> None:
    project = repair_visit()
    one = project.maps[0].model_copy(update={"language": "ar", "title": "زيارة الورشة"})
    page = check_harmless(written(project.model_copy(update={"maps": (one,)})))
    held = page.of("html")[0]
    assert (held["lang"], held["dir"]) == ("ar", "rtl")
    # Our own words are English there, and say that they are.
    assert page.of("caption") == [{"lang": "en"}]


def test_numbers_of_the_page_are_written_for_people() -> None:
    cards = [
        make_card("metrics", f"c{n}", text=text, number=number)
        for n, (text, number) in enumerate([("", 9_000_000.0), ("buy", -4.0)])
    ]
    lane = make_lane("metrics", "m", unit="%", cells=(Cell(step="t", cards=tuple(cards)),))
    stage = Stage(id="s", title="Buy", steps=(Step(id="t"),))
    for language, figures in (
        ("en", ("9,000,000%", "buy: −4%")),
        ("pl", ("9\u202f000\u202f000%", "buy: −4%")),
    ):
        one = JourneyMap(id="one", language=language, stages=(stage,), lanes=(lane,))
        page = written(Project(maps=(one,)), picture=False).decode()
        shown = [re.sub("<.*?>", "", item) for item in re.findall("<li.*?</li>", page)]
        assert tuple(shown) == figures


def test_the_page_of_a_large_map_can_be_read_again() -> None:
    project = repair_visit(30)
    found = import_file(Source("map.html", written(project))).project.maps[0]
    for kind in ("actions", "pain_points"):
        assert cards_of(found, kind) == cards_of(project.maps[0], kind)


def test_an_empty_map_has_a_page() -> None:
    project = Project(maps=(JourneyMap(id="m"),))
    page = check_harmless(written(project))
    assert "Untitled map" in page.said
    assert not page.of("table")


def test_a_line_break_within_an_item_stays_in_its_card() -> None:
    table = """<table><tr><th>Stage</th><th>Buy</th><th>Use</th></tr>
    <tr><th>Actions</th><td><ul><li>first<br>second</li><li>third
    line</li></ul></td><td>one<br>two</td></tr></table>"""
    found = import_file(Source("a.html", table.encode())).project.maps[0]
    assert cards_of(found, "actions") == ["first\nsecond", "third line", "one", "two"]
