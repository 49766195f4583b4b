"""What is so of every edit, whatever it does."""

import pytest

from cjmdesk.model.references import is_whole, names
from cjmdesk.storage.project_file import dumps, loads
from every_edit import EDITS, made, names_of_edits
from everything import everything


def test_the_table_names_every_edit() -> None:
    missing = names_of_edits() - set(EDITS)
    assert not missing, "tests/every_edit.py does not make these"
    assert set(EDITS) == names_of_edits()


@pytest.mark.parametrize("name", EDITS)
def test_it_makes_a_whole_project_and_leaves_its_own(name: str) -> None:
    project = everything()
    before = dumps(project)
    fresh = made(EDITS[name], project)
    assert fresh != project or name == "without_unused_pictures"  # which takes away what was added for it
    assert dumps(project) == before
    assert is_whole(fresh, names(fresh))
    assert loads(dumps(fresh)).repairs == ()
