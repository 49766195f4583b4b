"""Undo and redo: every step, its name, the saved one, and what it costs."""

import gc
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmdesk.edits.fields import set_field, set_title
from cjmdesk.edits.history import History
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import dumps
from mutations import mutated
from strategies import EXTREME, TINY, projects, seeded_project


def titled(number: int) -> Project:
    return set_title(Project(), f"title {number}")


def test_steps_and_labels() -> None:
    first = Project()
    history = History(first)
    assert (history.can_undo, history.can_redo, history.is_modified) == (False, False, False)
    assert history.push(titled(1), "one")
    assert history.push(titled(2), "two")
    assert not history.push(history.project, "nothing")
    assert history.undo_label == "two"
    assert history.undo().title == "title 1"
    assert (history.undo_label, history.redo_label) == ("one", "two")
    assert history.undo() is first
    assert history.undo() is first
    assert not history.is_modified
    assert history.redo().title == "title 1"
    history.push(titled(3), "three")
    assert not history.can_redo
    assert len(history) == 2


def test_a_step_taken_back_leaves_no_trace() -> None:
    history = History(Project())
    history.push(titled(1), "one")
    history.push(titled(2), "two")
    assert history.take_back().title == "title 1"
    assert (history.labels, history.at, history.can_redo) == (("one",), 1, False)
    history.take_back()
    assert history.take_back() == Project()
    assert (history.labels, history.is_modified) == ((), False)


def test_typing_is_one_step_until_the_gesture_ends() -> None:
    history = History(Project())
    for number in range(5):
        history.push(titled(number), "type", key="title")
    assert len(history) == 1
    history.close_step()
    history.push(titled(9), "type", key="title")
    history.push(titled(10), "type", key="other")
    assert len(history) == 3
    history.push(titled(11), "cut")
    history.push(titled(12), "cut")
    assert len(history) == 5


def test_the_saved_step_is_never_merged_away() -> None:
    history = History(Project())
    history.push(titled(1), "type", key="title")
    history.mark_saved()
    assert not history.is_modified
    history.push(titled(2), "type", key="title")
    assert history.is_modified
    history.undo()
    assert not history.is_modified
    history.redo()
    history.mark_unsaved()
    assert history.is_modified
    assert History(Project(), saved=False).is_modified


def test_typing_after_undo_does_not_merge() -> None:
    history = History(Project())
    history.push(titled(1), "type", key="title")
    history.push(titled(2), "cut")
    history.undo()
    history.push(titled(3), "type", key="title")
    assert len(history) == 2


@given(projects(TINY), st.randoms(use_true_random=False), st.integers(1, 12))
def test_undoing_all_gives_the_same_file(project: Project, rng: object, steps: int) -> None:
    import random

    assert isinstance(rng, random.Random)
    history = History(project)
    files = [dumps(project)]
    for number in range(steps):
        if history.push(mutated(history.project, rng, 1, f"n{number}"), "edit"):
            files.append(dumps(history.project))
    for content in reversed(files[:-1]):
        assert dumps(history.undo()) == content
    for content in files[1:]:
        assert dumps(history.redo()) == content


def test_memory_is_bounded() -> None:
    history = History(Project(), most_bytes=200_000)
    for number in range(200):
        history.push(set_title(Project(), f"{number}" * 1000), "edit")
    assert history.size <= 200_000
    for number in range(200):  # what goes on counts once it is done
        history.push(set_title(Project(), f"{number}" * 1000), "typing", f"key{number // 2}")
    assert history.size <= 210_000
    assert 10 < len(history) < 200
    while history.can_undo:
        history.undo()
    assert history.project.title != ""


@pytest.mark.slow
def test_a_thousand_edits_of_an_extreme_map_fit_in_10_mib() -> None:
    project = seeded_project(1, EXTREME)
    cards = [card.id for lane in project.maps[0].lanes for cell in lane.cells for card in cell.cards[:8]]
    history = History(project)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(1000):
        card = cards[number % len(cards)]
        history.push(set_field(history.project, card, "text", f"words {number}"), "edit")
    gc.collect()
    used = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert len(history) == 1000
    assert used <= 10 * 2**20
    assert used / 3 < history.size < used * 3


def test_a_step_that_cannot_be_added_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when it would have been one with the step before, and some were undone."""
    first, second, third = (Project(title=title) for title in ("a", "b", "c"))
    history = History(first)
    history.push(second, "typing", "title")
    labels = history.labels

    def full(*_values: object) -> int:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("cjmdesk.edits.history._Step", full)
        with pytest.raises(MemoryError):
            history.push(third, "typing", "title")
    assert (history.project, history.labels, history.at) == (second, labels, 1)
    history.undo()
    with monkeypatch.context() as patch:
        patch.setattr("cjmdesk.edits.history._added", full)
        with pytest.raises(MemoryError):
            history.push(third, "other")
    assert history.redo() == second
