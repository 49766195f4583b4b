"""The whole method on a real display: from the start page to the plan and the poster on paper."""

import datetime
import time
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest

from cjmdesk.model.cards import CardBase, SolutionCard, TouchpointCard
from cjmdesk.model.maps import JourneyMap
from cjmdesk.storage.project_file import load
from desktop.conftest import Desk

NUMBERS = """Where;Visits;Bookings;Cost
photos on our profile;310;150;0
Telefone;120;60;0
Newsletter;40;2;12
"""

K = TypeVar("K", bound=CardBase)


def command(desk: Desk, words: str, title: str = "") -> None:
    """Do what is called so; the window of that title opens."""
    desk.press("ctrl+k")
    desk.look("palette")
    desk.write(words)
    desk.press("Return")
    desk.focus(title or " - cjmdesk")


def back(desk: Desk, title: str) -> None:
    """Close a window by Escape; the map gets the keyboard."""
    desk.press("Escape")
    desk.wait(lambda: title not in desk.titles(), f"{title} to close")
    desk.focus(" - cjmdesk")


def file_of(desk: Desk, name: str) -> Path:
    """Give the dialog for files a name, and wait for the file."""
    path = desk.home / name
    desk.press("ctrl+a")
    desk.write(str(path))
    desk.press("Return")
    desk.wait(lambda: path.is_file() and path.stat().st_size > 0, f"{name} to be written")
    return path


def printed(desk: Desk, name: str) -> str:
    """Save what the print dialog shows as a PDF of one page; the text on it."""
    desk.focus("Print")
    desk.look("preview")
    desk.press("alt+s")
    desk.focus("Save")
    path = file_of(desk, name)
    desk.wait(lambda: "Print" not in desk.titles(), "the print dialog to close")
    with pypdfium2.PdfDocument(path) as paper:
        assert len(paper) == 1
        return " ".join(paper[0].get_textpage().get_text_range().split())


def cards(journey: JourneyMap, kind: type[K]) -> list[K]:
    """All cards of a kind, lane by lane."""
    every = (card for lane in journey.lanes for cell in lane.cells for card in cell.cards)
    return [card for card in every if isinstance(card, kind)]


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_salon_goes_from_the_start_page_to_the_printed_plan(desk: Desk) -> None:
    desk.look("start page")
    desk.write("hairdresser")
    desk.press("Return")
    desk.focus("Hair salon - cjmdesk")
    desk.look("map of the trade")
    command(desk, "rename map")
    desk.press("ctrl+a")
    desk.write("First colour at Anna's")
    desk.press("Return")

    command(desk, "personas", "Personas")
    desk.press("Tab", "Tab", "Tab", "Tab", "ctrl+a")
    desk.write("Jola")
    back(desk, "Personas")
    command(desk, "brief and steps", "Brief and Steps")
    desk.press("space")
    desk.write("Anna")
    desk.press("Tab")
    desk.write("owner")
    back(desk, "Brief and Steps")

    desk.press("ctrl+j", "alt+5")
    desk.write("No place to park")
    desk.press("Return", "alt+4")
    desk.write("-3 in the rain")
    desk.press("Return", "Escape")

    (desk.home / "till.csv").write_text(NUMBERS, "utf-8")
    command(desk, "import numbers", "Import Numbers")
    desk.write(str(desk.home / "till.csv"))
    desk.press("Return")
    desk.look("numbers")
    desk.focus("Import Numbers")
    desk.press("ctrl+Return")
    desk.wait(lambda: "Import Numbers" not in desk.titles(), "the numbers to be taken")
    desk.focus(" - cjmdesk")
    desk.press("ctrl+shift+k")
    desk.look("gaps")
    desk.press("ctrl+shift+k", "F4")
    desk.focus("Figures")
    desk.look("figures")
    back(desk, "Figures")

    desk.press("ctrl+shift+d")
    desk.focus("Decide and Plan")
    desk.look("pains")
    desk.press("alt+4", "Return")
    desk.write("An")
    desk.press("Tab")
    time.sleep(1)  # fingers are quicker than a busy machine moves on to the next cell
    desk.write("2031-05-04")
    time.sleep(1)
    desk.press("Tab", "Escape", "alt+p")
    plan = printed(desk, "plan.pdf")
    desk.focus("Decide and Plan")
    back(desk, "Decide and Plan")

    command(desk, "make future state")
    desk.press("ctrl+j", "alt+8")
    desk.write("Three places behind the house")
    desk.press("Return", "Escape", "ctrl+shift+y")
    desk.focus("Compare Maps")
    desk.look("differences")
    back(desk, "Compare Maps")
    desk.press("ctrl+Page_Up", "ctrl+p")
    poster = printed(desk, "poster.pdf")
    desk.focus(" - cjmdesk")
    desk.press("ctrl+s")
    desk.focus("Save As")
    project = load(file_of(desk, "salon.cjm")).project

    now, future = project.maps
    assert now.title == "First colour at Anna's"
    assert (future.type, future.made_from) == ("future_state", now.id)
    assert [(one.name, one.discipline) for one in project.brief.team] == [("Anna", "owner")]
    assert [one.name for one in project.personas] == ["Jola"]
    counted = {one.text: one for one in cards(now, TouchpointCard)}["Telephone"]
    assert (counted.visits, counted.transactions, counted.cost) == (120, 60, 0)
    assert counted.evidence is not None
    assert (counted.evidence.grade, counted.evidence.source) == ("measured", "till.csv")
    points = [point for lane in now.lanes for cell in lane.cells for point in cell.points]
    assert [point.level for point in points if point.quote == "in the rain"] == [-3]
    assert "Three places behind the house" in [one.text for one in cards(future, SolutionCard)]
    [done] = [one for one in cards(now, SolutionCard) if one.due is not None]
    assert (done.owner, done.due, done.chosen) == ("An", datetime.date(2031, 5, 4), True)
    assert done.text in plan
    assert "4 May 2031" in plan and "First colour at Anna's" in plan
    for words in ("Jola", "No place to park", "in the rain", "120 visits", "First colour at Anna's"):
        assert words in poster
