"""What an answer of a walk-through does to the project."""

from __future__ import annotations

from cjmdesk.edits.fields import set_field
from cjmdesk.edits.notes import add_card, add_point
from cjmdesk.edits.places import at, find
from cjmdesk.edits.scribe import split_level
from cjmdesk.model.cards import CardBase, EmotionPoint, Evidence, make_card
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage
from cjmdesk.ui.presenting.questions import Question


def answered(
    project: Project,
    question: Question,
    id: str,
    text: str,
    level: float | None = None,
    personas: tuple[str, ...] = (),
) -> Project:
    """Put an answer where the question wants it; a new note gets the `id`.

    level: of an emotion point, unless `text` begins with one; personas: whose curve that lies on.
    Raises EditError, and for an emotion lane also for a level outside −5 … +5.
    """
    if question.sort == "task":
        stage = at(project, find(project, question.stage))
        before = stage.key_task.strip() if isinstance(stage, Stage) else ""
        return set_field(project, question.stage, "key_task", f"{before}\n{text}".strip())
    if question.sort == "source":
        return _with_source(project, question.about, text)
    if question.sort == "solution":
        card = make_card("solutions", id, text=text, answers=(question.about,))
        return add_card(project, question.lane, question.step, card)
    kind = getattr(at(project, find(project, question.lane)), "kind", "")
    if kind != "emotions":
        return add_card(project, question.lane, question.step, make_card(kind, id, text=text))
    typed, words = split_level(text)
    point = EmotionPoint(id=id, level=level if typed is None else typed, quote=words, personas=personas)
    return add_point(project, question.lane, question.step, point)


def _with_source(project: Project, pain: str, source: str) -> Project:
    """A pain of which somebody said who knows it: it was observed, and is a guess no more."""
    card = at(project, find(project, pain))
    before = card.evidence if isinstance(card, CardBase) else None
    if before is None or before.grade == "guess":
        return set_field(project, pain, "evidence", Evidence(grade="observed", source=source))
    joined = ", ".join(part for part in (before.source, source) if part)
    return set_field(project, pain, "evidence", before.model_copy(update={"source": joined}))
