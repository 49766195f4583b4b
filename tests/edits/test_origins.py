"""What a note was made from, set by hand."""

import pytest

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.fields import set_field
from cjmdesk.edits.maps import duplicate_map
from cjmdesk.formats.templates import sample
from cjmdesk.model.references import circular_origins, map_items
from cjmdesk.storage.project_file import load


def test_an_origin_never_leads_back_to_itself() -> None:
    project = load(sample("bike-workshop", "en").path).project
    project, copy = duplicate_map(project, project.maps[0].id)
    made = next(journey for journey in project.maps if journey.id == copy)
    child = next(item for _place, item in map_items(made) if getattr(item, "made_from", None))
    parent = child.made_from  # type: ignore[attr-defined]
    with pytest.raises(EditError, match="made from what was made from it"):
        set_field(project, parent, "made_from", child.id)
    free = set_field(project, child.id, "made_from", None)
    turned = set_field(free, parent, "made_from", child.id)
    assert not circular_origins(turned)
