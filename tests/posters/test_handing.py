"""Pages go from one process to another as they are, a piece at a time, and nothing else does."""

import io
import pickle
from pathlib import Path

import pytest

from cjmdesk.formats.templates import sample
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.handing import HandingError, Laid, hand_over, laid_of, take_over
from cjmdesk.posters.kinds import print_map
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine


@pytest.fixture(scope="module")
def laid() -> Laid:
    project = load(sample("bike-workshop", "en").path).project
    choices = PrintChoices(paper="A1", tile="A4")
    return laid_of(print_map(project, project.maps[0], choices, text_engine()))


def _handed(laid: Laid) -> bytes:
    stream = io.BytesIO()
    hand_over(laid, stream)
    return stream.getvalue()


def test_what_arrives_is_what_was_sent(laid: Laid) -> None:
    *nothing, got = take_over(_handed(laid))
    assert nothing and all(step is None for step in nothing)
    assert got == laid
    assert got is not None and len(got.tiles) == len(laid.pages) - 1


def test_sheets_that_show_one_drawing_share_it_afterwards(laid: Laid) -> None:
    *_nothing, got = take_over(_handed(laid))
    assert got is not None
    first, second = (page.page.layers[0].scene for page in got.tiles[:2])
    assert first is second
    assert first.parts[0] is got.whole.parts[0]


def test_only_values_of_ours_are_made(laid: Laid) -> None:
    evil = pickle.dumps(Path)
    for data in (b"", b"1234", _handed(laid)[:-40], len(evil).to_bytes(8, "little") + evil, b"\xff" * 40):
        with pytest.raises(HandingError):
            list(take_over(data))
