"""The paper that a warning of small type names: on it the map is set as promised, on no smaller one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmdesk import shipped
from cjmdesk.model.project import Project
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.options import options_for
from cjmdesk.posters.papers import Margins, paper
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine
from samples import repair_visit
from samples_translated import three_languages
from strategies import Size, seeded_project

SAMPLES = ("bakery.pl", "bike-workshop.ru", "loyalty-loop.ru", "dental-visit.en")
ISO = ("A3", "A2", "A1", "A0")
NAMED = re.compile(r"(A\d) would do|print it as (\d+x\d+mm) over")


def laid(project: Project, name: str, margins: Margins | None = None) -> Poster:
    one = project.maps[0]
    return lay_out_poster(project, one, options_for(one, paper=name, margins=margins), text_engine())


def named(poster: Poster) -> str | None:
    """The paper that is named; None without a warning. Fails where none is."""
    told = [warning.text for warning in poster.warnings if warning.code == "small_text"]
    if not told:
        return None
    found = NAMED.search(told[0])
    assert found is not None, told
    return found[1] or found[2]


def does(poster: Poster) -> bool:
    short = min(poster.scene.width, poster.scene.height)
    return poster.card_pt >= (14 if short >= 419 else 7)


def larger(name: str, poster: Poster) -> bool:
    sheet = paper(name)
    assert sheet.height is not None
    short, long = sorted((poster.scene.width, poster.scene.height))
    return sheet.width > short and sheet.width * sheet.height > short * long


def holds(project: Project, name: str, margins: Margins | None = None) -> None:
    small = laid(project, name, margins)
    found = named(small)
    assert (found is None) == does(small)
    if found is None:
        return
    assert does(laid(project, found, margins)), found
    for other in ISO[: ISO.index(found)] if found in ISO else ISO:
        assert not larger(other, small) or not does(laid(project, other, margins)), other


@pytest.mark.parametrize("margins", [None, (5.0, 5.0, 5.0, 5.0)])
@pytest.mark.parametrize("name", ["A5", "A4", "A2", "roll610", "600x300mm", "2000x400mm", "3000x150mm"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_of_samples(sample: str, name: str, margins: Margins | None) -> None:
    project = load(shipped.path("samples") / f"{sample}.cjm").project
    holds(project, name, margins)


@pytest.mark.parametrize("copies", [3, 12])
@pytest.mark.parametrize("name", ["A4", "A1", "A0", "1000x250mm"])
def test_of_full_maps_that_no_usual_sheet_holds(name: str, copies: int) -> None:
    holds(repair_visit(copies=copies), name)


@settings(max_examples=12)
@given(st.integers(0, 10**6), st.sampled_from(["A5", "A4", "A3", "A2", "900x300mm", "roll610"]))
def test_of_any_map(seed: int, name: str) -> None:
    holds(
        seeded_project(
            seed, Size(maps=1, stages=5, steps=2, lanes=6, cards=3, points=2, personas=2, full=True)
        ),
        name,
    )


@pytest.mark.parametrize("choices", [{"language": "en"}, {"tile": "A4", "for_tiles": True}])
def test_of_posters_that_are_not_fitted_alone(choices: dict[str, object]) -> None:
    """Those laid out alike in several languages, and those laid out for their sheets, have smaller type."""

    def printed(paper: str) -> Poster:
        asked = PrintChoices(paper=paper, **choices)  # type: ignore[arg-type]
        found = print_map(project, project.maps[0], asked, text_engine()).poster
        assert isinstance(found, Poster)
        return found

    project = three_languages()
    for name in ("A4", "A3", "A2"):
        found = named(printed(name))
        assert found is None or does(printed(found)), found
