"""A thousand random triples lose nothing: every text is in the result or told, whoever wrote it."""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.changes.conflicts import Choice, Conflict
from cjmdesk.changes.groups import Gathered, gather
from cjmdesk.changes.merge import merge
from cjmdesk.model.mending import mended
from cjmdesk.model.project import Project
from cjmdesk.model.references import items
from cjmdesk.model.wording import wordings
from mutations import mutated
from strategies import Size, projects, seeded_project

SIZE = Size(maps=2, stages=3, lanes=4)
TRIPLES = 1_000


def texts(project: Project) -> dict[tuple[str, str, int | None], str]:
    """Every text of the project, by item, field and number, the brief's too."""
    found = {
        (one.item, one.field, one.number): one.text
        for _place, item in items(project)
        for one in wordings(item)
    }
    for name in ("goal", "audience", "needs"):
        found["", name, None] = getattr(project.brief, name)
    for step in project.brief.steps:
        found["", step.step, None] = step.notes
    for journey in project.maps:
        for tag, table in journey.translations.items():
            for item, words in table.items():
                for name, text in words.items():
                    found[f"{journey.id}:{item}", f"{tag}.{name}", None] = text
    return found


def quoted(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from quoted(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from quoted(part)


def told(conflicts: Iterable[Conflict]) -> set[str]:
    """What is said of conflicts; of an arrow that led nowhere its words stand in quotation marks."""
    found = {text for one in conflicts for side in (one.ours, one.theirs) for text in quoted(side)}
    return found | {text for one in conflicts for text in re.findall("“(.*)”", one.text, re.DOTALL)}


def said_by(done: Gathered) -> set[str]:
    return told((*(one.conflict for one in done.questions), *done.mends))


def whole(project: Project) -> None:
    """The project can be saved and read, and needs no mending."""
    assert mended(project) == (project, [])
    assert Project.model_validate_json(project.model_dump_json()) == project


def lost(base: Project, ours: Project, theirs: Project, result: Project, said: set[str]) -> list[str]:
    """Texts that a side wrote and that are neither in the result nor told; deleted ones do not count."""
    before = set(texts(base).values())
    written = {
        text
        for side in (ours, theirs)
        for key, text in texts(side).items()
        if text and (texts(base).get(key) != text or text not in before)
    }
    here = set(texts(result).values())
    return sorted(text for text in written if text not in here and text not in said)


def triple(seed: int) -> tuple[Project, Project, Project]:
    base = seeded_project(seed, SIZE)
    rng = random.Random(seed)
    return base, mutated(base, rng, 1 + seed % 9, "ours"), mutated(base, rng, 1 + seed % 7, "theirs")


def check_triple(seed: int) -> None:
    base, ours, theirs = triple(seed)
    merged = merge(base, ours, theirs)
    whole(merged.project)
    assert lost(base, ours, theirs, merged.project, told(merged.conflicts)) == [], seed


@pytest.mark.parametrize("part", range(4))
def test_some_of_the_thousand(part: int) -> None:
    for seed in range(part * 10, part * 10 + 10):
        check_triple(seed)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_a_thousand_triples(part: int) -> None:
    for seed in range(part * TRIPLES // 10, (part + 1) * TRIPLES // 10):
        check_triple(seed)


def random_choice(seed: int) -> Callable[[Conflict], Choice]:
    """Chooses anything, the same for the same conflict."""

    def choose(conflict: Conflict) -> Choice:
        about = json.dumps([seed, conflict.kind, conflict.item, conflict.field])
        return random.Random(about).choice(conflict.choices or ("ours",))

    return choose


@given(projects(SIZE), st.integers(0, 10**6), st.integers(1, 8))
def test_whatever_is_chosen_is_a_whole_project_and_loses_nothing(
    base: Project, seed: int, steps: int
) -> None:
    rng = random.Random(seed)
    ours, theirs = mutated(base, rng, steps, "ours"), mutated(base, rng, steps, "theirs")
    merged = merge(base, ours, theirs, random_choice(seed))
    whole(merged.project)
    assert lost(base, ours, theirs, merged.project, told(merged.conflicts)) == []


@given(projects(SIZE), st.integers(0, 10**6), st.integers(1, 8))
def test_theirs_chosen_everywhere_is_the_merge_from_their_side(base: Project, seed: int, steps: int) -> None:
    """Every text that they wrote stands."""
    rng = random.Random(seed)
    ours, theirs = mutated(base, rng, steps, "ours"), mutated(base, rng, steps, "theirs")
    merged = merge(base, ours, theirs, lambda _conflict: "theirs")
    here = set(texts(merged.project).values())
    written = {text for key, text in texts(theirs).items() if texts(base).get(key) != text}
    assert {text for text in written if text} <= here


@given(projects(SIZE), projects(SIZE), st.booleans())
def test_projects_without_a_common_base_lose_nothing(first: Project, second: Project, alike: bool) -> None:
    done = gather([first, second], alike=alike)
    whole(done.project)
    # Where an id means a card here and a lane there, words are kept in fields that the kind does not know.
    said = said_by(done) | set(quoted(done.project.model_dump(mode="json")))
    assert lost(Project(), first, second, done.project, said) == []


@given(projects(SIZE), st.integers(0, 10**6), st.integers(2, 4), st.booleans(), st.booleans())
def test_several_groups_lose_nothing(base: Project, seed: int, count: int, alike: bool, known: bool) -> None:
    rng = random.Random(seed)
    groups = [mutated(base, rng, rng.randint(1, 6), f"g{number}") for number in range(count)]
    done = gather(groups, base if known else None, alike=alike)
    whole(done.project)
    said = said_by(done)
    start = base if known else Project()
    for one in groups:
        assert lost(start, one, one, done.project, said) == []


@given(projects(SIZE), st.integers(0, 10**6), st.sampled_from(["ours", "theirs", "both"]))
def test_a_choice_for_every_question_is_a_whole_project(base: Project, seed: int, wanted: Choice) -> None:
    rng = random.Random(seed)
    groups = [mutated(base, rng, 5, f"g{number}") for number in range(3)]
    first = gather(groups, base)
    choices: dict[Any, Choice] = {
        one.key: wanted if wanted in one.choices else "ours" for one in first.questions
    }
    done = gather(groups, base, choices=choices)
    whole(done.project)
    assert all(not one.asked for one in done.questions if one.key in choices)
    if wanted == "both":
        here = set(texts(done.project).values())
        for one in done.questions:
            if one.choice == "both" and isinstance(one.conflict.theirs, str):
                assert any(one.conflict.theirs in text for text in here)
