"""Columns that the user made wider or narrower keep those proportions on the poster."""

import pytest

from cjmdesk.edits.fields import set_field
from cjmdesk.formats.templates import sample
from cjmdesk.model.project import Project
from cjmdesk.posters.options import PosterOptions
from cjmdesk.posters.poster import Poster, lay_out_poster
from cjmdesk.storage.project_file import load
from cjmdesk.text.qt import text_engine


@pytest.fixture(scope="module")
def project() -> Project:
    return load(sample("bike-workshop", "en").path).project


def poster(project: Project) -> Poster:
    return lay_out_poster(project, project.maps[0], PosterOptions(paper="A1"), text_engine())


def with_widths(project: Project, *widths: float) -> Project:
    steps = [step.id for stage in project.maps[0].stages for step in stage.steps]
    for step, width in zip(steps, widths, strict=False):
        project = set_field(project, step, "width", width)
    return project


def test_they_keep_their_proportions(qapp: object, project: Project) -> None:
    columns = poster(with_widths(project, 1.31, 0.84)).measures.columns
    assert columns[0] / columns[1] == pytest.approx(1.31 / 0.84, rel=0.01)
    assert columns[0] / columns[2] == pytest.approx(1.31, rel=0.01)


def test_type_stays_large_when_one_is_very_narrow(qapp: object, project: Project) -> None:
    usual, narrow = poster(project).measures, poster(with_widths(project, 0.1)).measures
    assert narrow.em > 0.6 * usual.em
    assert narrow.columns[0] < 0.8 * usual.columns[0]
    assert narrow.columns[0] >= 6.9 * narrow.em


def test_no_ordinary_word_is_broken_for_them(qapp: object, project: Project) -> None:
    for widths in ((1.31, 0.69), (0.3,), (1.0, 3.0), (0.1, 0.1, 4.0)):
        made = poster(with_widths(project, *widths))
        texts = [text for part, text in made.scene.texts() if part.key.startswith("cell:")]
        assert texts
        for text in texts:
            words = text.block.text.split()
            if any(letter in text.block.text for letter in "/-–@."):
                continue  # may be broken there
            assert " ".join(line.text for line in text.block.lines).split() == words, widths
