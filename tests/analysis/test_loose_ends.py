"""What a workshop has still to find out: every code has a case with it, and one without."""

import datetime

import pytest

from cjmdesk.analysis.workshop import LOOSE_ENDS, all_alike, loose_ends
from cjmdesk.formats.templates import sample
from cjmdesk.model.choices import WORKSHOP_STEPS
from cjmdesk.model.people import Brief, TeamMember
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import load


def person(name: str, discipline: str = "") -> TeamMember:
    return TeamMember(id=f"t-{name}", name=name, discipline=discipline)


def team(*people: TeamMember) -> Project:
    return Project(brief=Brief(team=people))


@pytest.fixture(scope="module")
def bike() -> Project:
    return load(sample("bike-workshop", "en").path).project


def test_a_finished_workshop_has_no_loose_ends(bike: Project) -> None:
    assert {step: loose_ends(bike, step) for step in WORKSHOP_STEPS} == dict.fromkeys(WORKSHOP_STEPS, ())


def test_an_empty_project_has_one_in_every_step() -> None:
    found = {step: loose_ends(Project(), step) for step in WORKSHOP_STEPS}
    assert found == {
        "team": ("nobody",),
        "goal": ("no_goal",),
        "audience_and_needs": ("no_audience", "no_needs", "no_persona"),
        "research": ("nothing_found",),
        "mapping": ("no_map",),
        "visualisation": ("no_curve", "no_pains"),
        "changes": ("no_solutions",),
    }


def test_a_step_of_a_newer_version_has_none() -> None:
    assert loose_ends(Project(), "celebration") == ()


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ((person(""),), ("nobody",)),
        ((person("Ada", "sales"),), ("one_alone",)),
        ((person("Ada"), person("Bo")), ("no_disciplines",)),
        ((person("Ada", "Sales"), person("Bo", " sales ")), ("all_alike",)),
        ((person("Ada", "sales"), person("Bo")), ()),
        ((person("Ada", "sales"), person("Bo", "service"), person("Cy", "sales")), ()),
    ],
)
def test_what_is_said_of_a_team(people: tuple[TeamMember, ...], said: tuple[str, ...]) -> None:
    assert loose_ends(team(*people), "team") == said


def test_the_discipline_that_all_share_is_named_as_the_first_wrote_it() -> None:
    assert all_alike((person("Ada", "IT"), person("Bo", "it"))) == "IT"
    assert all_alike((person("Ada", "IT"), person("Bo", "law"))) == ""


def changed(project: Project, **cards: object) -> Project:
    """The project with these values in every solution."""
    maps = []
    for journey in project.maps:
        lanes = [
            lane.model_copy(
                update={
                    "cells": tuple(
                        cell.model_copy(
                            update={"cards": tuple(card.model_copy(update=cards) for card in cell.cards)}
                        )
                        for cell in lane.cells
                    )
                }
            )
            if lane.kind == "solutions"
            else lane
            for lane in journey.lanes
        ]
        maps.append(journey.model_copy(update={"lanes": tuple(lanes)}))
    return project.model_copy(update={"maps": tuple(maps)})


def test_a_solution_wants_somebody_and_a_day(bike: Project) -> None:
    nobody = changed(bike, owner="", due=datetime.date(2026, 5, 1))
    assert loose_ends(nobody, "changes") == ("nobody_does_it",)
    assert loose_ends(changed(bike, owner="Ada", due=None), "changes") == ("nobody_does_it",)
    assert loose_ends(changed(bike, owner="Ada", due=datetime.date(2026, 5, 1)), "changes") == ()


def test_without_cards_there_is_nothing_found_drawn_or_solved(bike: Project) -> None:
    bare = bike.model_copy(
        update={
            "maps": tuple(
                one.model_copy(
                    update={"lanes": tuple(lane.model_copy(update={"cells": ()}) for lane in one.lanes)}
                )
                for one in bike.maps
            )
        }
    )
    assert loose_ends(bare, "mapping") == ("no_cards",)
    assert loose_ends(bare, "visualisation") == ("no_curve", "no_pains")
    assert loose_ends(bare, "changes") == ("no_solutions",)
    assert loose_ends(bare, "research") == ("nothing_found",)


def test_a_map_of_guesses_says_so(bike: Project) -> None:
    guessed = bike.model_copy(
        update={
            "maps": tuple(
                one.model_copy(
                    update={
                        "lanes": tuple(
                            lane.model_copy(
                                update={
                                    "cells": tuple(
                                        cell.model_copy(
                                            update={
                                                "cards": tuple(
                                                    card.model_copy(update={"evidence": None})
                                                    for card in cell.cards
                                                )
                                            }
                                        )
                                        for cell in lane.cells
                                    )
                                }
                            )
                            for lane in one.lanes
                        )
                    }
                )
                for one in bike.maps
            )
        }
    )
    assert loose_ends(guessed, "research") == ("only_guesses",)


def test_the_codes_are_all_listed() -> None:
    assert len(set(LOOSE_ENDS)) == len(LOOSE_ENDS) == 16
