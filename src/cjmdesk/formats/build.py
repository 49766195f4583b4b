"""Turns drafts into the model: ids that depend on the content alone, personas shared by name."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from cjmdesk.formats.draft import DraftCard, DraftCell, DraftLane, DraftMap, DraftPoint, DraftStage
from cjmdesk.formats.lane_titles import lane_title
from cjmdesk.formats.languages import guess_language
from cjmdesk.formats.source import clean
from cjmdesk.formats.words import title_languages
from cjmdesk.model.cards import Card, EmotionPoint, make_card
from cjmdesk.model.lanes import Cell, Lane, make_lane
from cjmdesk.model.maps import Connector, JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import derived_ids

_TYPE_WORDS = (
    (
        "service_blueprint",
        r"service.?blueprint|blueprint|блюпринт|serwisow|サービスブループリント|服务蓝图|服務藍圖",
    ),
    (
        "future_state",
        r"to.?be\b|future|docelow|przyszł|будущ|майбутн|soll\b|zukunft|futur|未来|未來|将来|미래",
    ),
    ("day_in_the_life", r"day in the life|dzień z życia|день из жизни|день із життя|ein tag im leben|一天"),
)


class _Ids:
    """Ids named after what they are for, so that an edit elsewhere in the file changes none of them."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._uses: Counter[str] = Counter()

    def __call__(self, *path: str) -> str:
        key = "\0".join(path)
        self._uses[key] += 1
        return next(derived_ids(f"{self._seed}\0{key}\0{self._uses[key]}"))


def build(drafts: list[DraftMap], title: str = "", language: str | None = None) -> Project:
    """The project of these maps.

    title: of the project; where empty, that of its only map. language: of all maps; None to take
    each draft's own, or to guess it from its words.
    """
    ids = _Ids("cjmdesk import")
    personas: dict[str, dict[str, Any]] = {}
    for draft in drafts:
        for persona in draft.personas:
            personas[persona.name] = {**persona.fields, **personas.get(persona.name, {})}
    made = {
        name: Persona(id=ids("persona", name), name=clean(name), **_cleaned(fields))
        for name, fields in personas.items()
    }
    by_name = {name: persona.id for name, persona in made.items()}
    seen: Counter[str] = Counter()
    maps = []
    for draft in drafts:
        seen[draft.title] += 1
        maps.append(_map(draft, _Ids(f"{draft.title}\0{seen[draft.title]}"), by_name, language))
    return Project(
        title=clean(title or (drafts[0].title if len(drafts) == 1 else "")),
        personas=tuple(made.values()),
        maps=tuple(maps),
    )


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with control characters taken out of their texts."""
    return {
        key: clean(value)
        if isinstance(value, str)
        else tuple(clean(part) if isinstance(part, str) else part for part in value)
        if isinstance(value, list | tuple)
        else value
        for key, value in fields.items()
    }


def _map(draft: DraftMap, ids: _Ids, people: dict[str, str], language: str | None) -> JourneyMap:
    stages = tuple(_stage(stage, ids) for stage in draft.stages)
    steps = {(s, t): step.id for s, stage in enumerate(stages) for t, step in enumerate(stage.steps)}
    names = [draft.stages[s].title for s, _t in steps]
    language = (
        language
        or draft.language
        or guess_language(draft.texts(), title_languages(lane.title for lane in draft.lanes))
    )
    lanes = tuple(
        _lane(lane, language, ids, people, steps, dict(zip(steps, names, strict=True)))
        for lane in draft.lanes
    )
    connectors = tuple(
        Connector(
            id=ids("connector", label),
            source=stages[source].id,
            target=stages[target].id,
            label=clean(label),
            condition=condition,
        )
        for source, target, label, condition in draft.connectors
    )
    return JourneyMap(
        id=ids("map"),
        type=draft.type or _type(draft),
        title=clean(draft.title),
        scenario=clean(draft.scenario),
        goal=clean(draft.goal),
        language=language,
        personas=tuple(people[persona.name] for persona in draft.personas),
        stages=stages,
        lanes=lanes,
        connectors=connectors,
        **_cleaned(draft.fields),
    )


def _type(draft: DraftMap) -> str:
    for name, words in _TYPE_WORDS:
        if re.search(words, draft.title, re.IGNORECASE):
            return name
    kinds = {lane.kind for lane in draft.lanes}
    return "service_blueprint" if {"frontstage", "backstage"} <= kinds else "current_state"


def _stage(draft: DraftStage, ids: _Ids) -> Stage:
    steps = draft.steps or [""]
    widths = draft.widths or [1.0] * len(steps)
    return Stage(
        id=ids("stage", draft.title),
        title=clean(draft.title),
        description=clean(draft.description),
        key_task=clean(draft.key_task),
        steps=tuple(
            Step(id=ids("step", draft.title, title), title=clean(title), width=width)
            for title, width in zip(steps, widths, strict=True)
        ),
        **_cleaned(draft.fields),
    )


def _lane(
    draft: DraftLane,
    language: str,
    ids: _Ids,
    people: dict[str, str],
    steps: dict[tuple[int, int], str],
    stages: dict[tuple[int, int], str],
) -> Lane:
    lane_id = ids("lane", draft.kind, draft.title)
    # In the order in which they were read: a file may come back to an earlier stage.
    cells = tuple(
        _cell(draft.kind, cell, steps[place], (draft.title, stages[place]), ids, people)
        for place, cell in draft.cells.items()
        if place in steps and (cell.cards or cell.points)
    )
    title = clean(draft.title) or lane_title(draft.kind, language)
    return make_lane(draft.kind, lane_id, title=title, cells=cells, **_cleaned(draft.fields))


def _cell(
    kind: str, draft: DraftCell, step: str, path: tuple[str, str], ids: _Ids, people: dict[str, str]
) -> Cell:
    card_kind = "free_text" if kind in ("emotions", "line") else kind
    cards = [_card(card_kind, card, ids("card", *path, card.text), people) for card in draft.cards]
    points = [
        _point(point, ids("point", *path, point.quote, point.feeling), people) for point in draft.points
    ]
    return Cell(step=step, cards=tuple(cards), points=tuple(points))


def _ids_of(names: Iterable[str], people: dict[str, str]) -> tuple[str, ...]:
    return tuple(people[name] for name in names if name in people)


def _card(kind: str, draft: DraftCard, card_id: str, people: dict[str, str]) -> Card:
    return make_card(
        kind,
        card_id,
        text=clean(draft.text),
        note=clean(draft.note),
        personas=_ids_of(draft.personas, people),
        **_cleaned(draft.fields),
    )


def _point(draft: DraftPoint, point_id: str, people: dict[str, str]) -> EmotionPoint:
    return EmotionPoint(
        id=point_id,
        level=draft.level,
        quote=clean(draft.quote),
        feeling=clean(draft.feeling),
        note=clean(draft.note),
        personas=_ids_of(draft.personas, people),
        **_cleaned(draft.fields),
    )
