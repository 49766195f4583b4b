"""The whole method on a real display: from the start page to the plan and the poster on paper."""

from pathlib import Path

import pypdfium2
import pytest

from cjmdesk.analysis.planning import actions_of
from cjmdesk.model.cards import SolutionCard, TouchpointCard
from cjmdesk.model.maps import JourneyMap
from cjmdesk.storage.project_file import load
from desktop.conftest import Desk

NUMBERS = "Where;Visits;Bookings;Cost\nphotos on our profile;310;150;0\nTelefone;120;60;0\nNewsletter;40;2;12\n"


def command(desk: Desk, words: str) -> None:
    """Do what is called so, as somebody does who looks for it by its words."""
    desk.press("ctrl+k")
    desk.look("palette")
    desk.write(words)
    desk.press("Return")


def back(desk: Desk, title: str) -> None:
    """Close the window of that title, and write in the map again."""
    desk.press("Escape")
    desk.wait(lambda: not any(title in one for one in desk.titles()), f"{title} to close")
    desk.focus(" - cjmdesk")


def saved_as(desk: Desk, name: str) -> Path:
    """Give the dialog for files a name, and wait for the file."""
    path = desk.home / name
    desk.press("ctrl+a")
    desk.write(str(path))
    desk.press("Return")
    desk.wait(lambda: path.is_file() and path.stat().st_size > 0, f"{name} to be written")
    return path


def printed(desk: Desk, name: str) -> str:
    """Save what the print dialog shows, and read what is on its first page."""
    desk.focus("Print")
    desk.look("preview")
    desk.press("alt+s")
    desk.focus("Save")
    path = saved_as(desk, name)
    desk.wait(lambda: "Print" not in desk.titles(), "the print dialog to close")
    with pypdfium2.PdfDocument(path) as paper:
        assert len(paper) == 1
        return " ".join(paper[0].get_textpage().get_text_range().split())


def cards(journey: JourneyMap, kind: type) -> list[object]:
    return [
        card
        for lane in journey.lanes
        for cell in lane.cells
        for card in cell.cards
        if isinstance(card, kind)
    ]


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_salon_goes_from_the_start_page_to_the_printed_plan(desk: Desk) -> None:
    desk.look("start page")
    desk.press("ctrl+f")
    desk.write("hairdresser")
    desk.press("Down", "Return")
    desk.focus("Hair salon - cjmdesk")
    desk.look("salon's map")

    # Its own title, and a pain more, in the customer's words.
    command(desk, "rename map")
    desk.press("ctrl+a")
    desk.write("First colour at Anna's")
    desk.press("Return")

    # Who makes the journey, and who is in the room.
    command(desk, "personas…")
    desk.focus("Personas")
    desk.press("Tab", "Tab", "Tab", "Tab")
    back(desk, "Personas")

    command(desk, "brief and steps")
    desk.focus("Brief and Steps")
    desk.press("space")
    desk.write("Anna")
    desk.press("Tab")
    desk.write("owner")
    back(desk, "Brief and Steps")

    # Numbers of her own.
    (desk.home / "till.csv").write_text(NUMBERS, "utf-8")
    command(desk, "import numbers")
    desk.focus("Import Numbers")
    desk.write(str(desk.home / "till.csv"))
    desk.press("Return")
    desk.look("numbers")
    desk.focus("Import Numbers")
    desk.press("ctrl+Return")
    desk.focus(" - cjmdesk")
