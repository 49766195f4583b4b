"""Which fields name which items, and how a project with broken names is made whole.

Files come from other programs, from people's editors and from merges; edits delete items that
others name. All of them end in `mended`, so that nothing above needs to fear a name without an item.
"""

from collections.abc import Iterator

from msgspec import Struct, field

from cjmdesk.model.cards import CardBase, CriterionCard, EmotionPoint, SolutionCard
from cjmdesk.model.lanes import EmotionLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.values import Item


class Names(Struct):
    """Every id of a project, by what it may stand for.

    ids: all. notes: cards and points. duplicates: ids that stand twice, or more often.
    """

    ids: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    personas: set[str] = field(default_factory=set)
    maps: set[str] = field(default_factory=set)
    duplicates: set[str] = field(default_factory=set)


def items(project: Project) -> Iterator[tuple[str, Item]]:
    """Every item with its place (`maps[0].lanes[2]`), in the order of the file."""
    for number, person in enumerate(project.brief.team):
        yield f"brief.team[{number}]", person
    for number, persona in enumerate(project.personas):
        yield f"personas[{number}]", persona
    for number, channel in enumerate(project.channels):
        yield f"channels[{number}]", channel
    for number, journey in enumerate(project.maps):
        yield f"maps[{number}]", journey
        yield from map_items(journey, f"maps[{number}].")


def map_items(journey: JourneyMap, before: str = "") -> Iterator[tuple[str, Item]]:
    """Every item of one map, without the map itself; `before` is put before each place."""
    for number, stage in enumerate(journey.stages):
        yield f"{before}stages[{number}]", stage
        for at, step in enumerate(stage.steps):
            yield f"{before}stages[{number}].steps[{at}]", step
    for number, lane in enumerate(journey.lanes):
        yield f"{before}lanes[{number}]", lane
        for column, cell in enumerate(lane.cells):
            for at, card in enumerate(cell.cards):
                yield f"{before}lanes[{number}].cells[{column}].cards[{at}]", card
            for at, point in enumerate(cell.points):
                yield f"{before}lanes[{number}].cells[{column}].points[{at}]", point
    for name in ("connectors", "competitors", "views", "grids"):
        for number, item in enumerate(getattr(journey, name)):
            yield f"{before}{name}[{number}]", item


def names(project: Project) -> Names:
    """The ids of `project`."""
    found = Names()
    found.personas = {persona.id for persona in project.personas}
    found.maps = {journey.id for journey in project.maps}
    every = [item.id for item in (*project.brief.team, *project.personas, *project.channels)]
    for journey in project.maps:
        every.append(journey.id)
        every += _structure_ids(journey)
        for lane in journey.lanes:
            for cell in lane.cells:
                notes = [note.id for note in cell.cards]
                notes += [note.id for note in cell.points]
                found.notes.update(notes)
                every += notes
    found.ids = set(every)
    if len(found.ids) != len(every):
        seen: set[str] = set()
        for name in every:
            if name in seen:
                found.duplicates.add(name)
            seen.add(name)
    return found


def _structure_ids(journey: JourneyMap) -> list[str]:
    ids = [step.id for stage in journey.stages for step in stage.steps]
    for group in (
        journey.stages,
        journey.lanes,
        journey.connectors,
        journey.competitors,
        journey.views,
        journey.grids,
    ):
        ids += [item.id for item in group]
    return ids


def is_whole(project: Project, known: Names) -> bool:
    """Whether every id is unique and every name has its item. A pass of microseconds a card."""
    if known.duplicates or not _origins_end(project):
        return False
    if any(persona.portrait and persona.portrait not in project.pictures for persona in project.personas):
        return False
    return all(_map_is_whole(journey, project, known) for journey in project.maps)


def _map_is_whole(journey: JourneyMap, project: Project, known: Names) -> bool:
    stages = {stage.id for stage in journey.stages}
    logo = journey.poster.logo
    ends = known.notes | stages if journey.connectors else stages
    return (
        known.personas.issuperset(journey.personas)
        and (journey.made_from is None or journey.made_from in known.maps)
        and (logo is None or logo in project.pictures)
        and all(gap.item in known.ids for gap in journey.silenced)
        and all(link.source in ends and link.target in ends for link in journey.connectors)
        and _views_are_whole(journey, stages, known)
        and _lanes_are_whole(journey, project, known)
    )


def _views_are_whole(journey: JourneyMap, stages: set[str], known: Names) -> bool:
    lanes = {lane.id for lane in journey.lanes}
    return all(
        lanes.issuperset(view.lanes)
        and stages.issuperset(view.stages)
        and known.personas.issuperset(view.personas)
        for view in journey.views
    )


def _lanes_are_whole(journey: JourneyMap, project: Project, known: Names) -> bool:
    steps = {step.id for stage in journey.stages for step in stage.steps}
    rivals = {rival.id for rival in journey.competitors}
    for lane in journey.lanes:
        columns = [cell.step for cell in lane.cells]
        if not steps.issuperset(columns) or len(set(columns)) != len(columns):
            return False
        if isinstance(lane, EmotionLane) and not known.personas.issuperset(lane.hidden_personas):
            return False
        for cell in lane.cells:
            for card in cell.cards:
                # Most cards name nobody: one look at what was set spares six at what it is.
                if not _NAMING.isdisjoint(card.__pydantic_fields_set__) and not _card_is_whole(
                    card, project, known, rivals
                ):
                    return False
            for point in cell.points:
                if not _NAMING.isdisjoint(point.__pydantic_fields_set__) and not _point_is_whole(
                    point, known, rivals
                ):
                    return False
    return True


_NAMING = frozenset({"personas", "findings", "picture", "made_from", "answers", "scores", "competitor"})
"""Fields of cards and points that hold ids of something else; unset they are empty."""


def _card_is_whole(card: CardBase, project: Project, known: Names, rivals: set[str]) -> bool:
    return (
        (not card.personas or known.personas.issuperset(card.personas))
        and (not card.findings or known.notes.issuperset(card.findings))
        and (card.picture is None or card.picture in project.pictures)
        and (card.made_from is None or card.made_from in known.notes)
        and (not isinstance(card, SolutionCard) or known.notes.issuperset(card.answers))
        and (not isinstance(card, CriterionCard) or rivals.issuperset(card.scores))
    )


def _point_is_whole(point: EmotionPoint, known: Names, rivals: set[str]) -> bool:
    return (
        (not point.personas or known.personas.issuperset(point.personas))
        and (not point.findings or known.notes.issuperset(point.findings))
        and (point.made_from is None or point.made_from in known.notes)
        and (point.competitor is None or point.competitor in rivals)
    )


def origins(project: Project) -> dict[str, str]:
    """Item id → id of what it was made from, of maps, cards and points."""
    found = {journey.id: journey.made_from for journey in project.maps if journey.made_from is not None}
    for journey in project.maps:
        for lane in journey.lanes:
            for cell in lane.cells:
                for note in cell.cards:
                    if note.made_from is not None:
                        found[note.id] = note.made_from
                for point in cell.points:
                    if point.made_from is not None:
                        found[point.id] = point.made_from
    return found


def circular_origins(project: Project) -> set[str]:
    """Ids whose line of origin leads back to themselves."""
    made_from = origins(project)
    circular: set[str] = set()
    done: set[str] = set()
    for start in made_from:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in path and at not in done:
            path[at] = None
            at = made_from.get(at)
        if at is not None and at in path:
            circular.add(at)
        done.update(path)
    return circular


def _origins_end(project: Project) -> bool:
    return not circular_origins(project)
