"""A poster in reading order: title, personas, then stage by stage, in each lane by lane.

On the sheet a lane runs across all stages; whoever hears the map goes through the journey instead.
So a lane's label is read where it first appears, and in later stages its name is read off the
frame of its first card there. Curves, arrows and the legend, which belong to no one stage, follow
in words.
"""

from collections.abc import Iterator, Sequence

from cjmdesk.i18n import N_
from cjmdesk.layout.scene import CardBox, Image, Part, Scene, Text
from cjmdesk.layout.tags import Tag
from cjmdesk.model.cards import CardBase, EmotionPoint
from cjmdesk.model.lanes import EmotionLane, Lane, LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage
from cjmdesk.posters.said import Said

_LOGO = N_("Logo")
_PICTURE = N_("Picture")


def tags_of(
    project: Project, journey_map: JourneyMap, scene: Scene, tiers: Sequence[int] = ()
) -> tuple[Tag, ...]:
    """The tags of a poster's scene. tiers: how many steps stand in each tier, none for one tier."""
    return tuple(_Reading(project, journey_map, scene, tiers).tags())


class _Pieces:
    """The items of a part, by number: those of each id, texts, pictures and shapes apart."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.ids: dict[str, None] = {}
        self.texts: dict[str, list[int]] = {}
        self.pictures: dict[str, list[int]] = {}
        self.frames: dict[str, list[int]] = {}
        self.shapes: dict[str, list[int]] = {}
        for number, item in enumerate(part.items):
            self.ids[item.item] = None
            kept = (
                self.texts
                if isinstance(item, Text)
                else self.pictures
                if isinstance(item, Image)
                else self.frames
                if isinstance(item, CardBox)
                else self.shapes
            )
            kept.setdefault(item.item, []).append(number)

    def tag(self, kind: str, items: Sequence[int], *children: Tag, alternative: str = "") -> Tag:
        """A tag of some of the part's items."""
        return Tag(kind, self.part.key, tuple(items), children, alternative)

    def letters(self, number: int) -> str:
        """What is written by an item; empty for what is no text."""
        item = self.part.items[number]
        return item.block.text if isinstance(item, Text) else ""

    def figures(self, id: str, usual: str) -> Iterator[Tag]:
        """The pictures of an item. usual: says what one without a description is."""
        for number in self.pictures.get(id, ()):
            item = self.part.items[number]
            described = item.description if isinstance(item, Image) else ""
            yield self.tag("Figure", (number,), alternative=described or usual)


class _Reading:
    """Goes over a scene once."""

    def __init__(self, project: Project, journey_map: JourneyMap, scene: Scene, tiers: Sequence[int]) -> None:
        self._map = journey_map
        self._said = Said(project, journey_map)
        self._parts = {part.key: part for part in scene.parts}
        self._read: set[str] = set()
        self._lanes = [lane for lane in journey_map.lanes if not lane.hidden]
        self._cells = {(lane.id, cell.step): cell for lane in self._lanes for cell in lane.cells}
        self._curves: dict[str, _Pieces] = {}
        self._tiers = list(_tiers(journey_map.stages, tiers))

    def _pieces(self, key: str) -> _Pieces | None:
        """A part that has not been read yet."""
        part = self._parts.get(key)
        if part is None:
            return None
        self._read.add(key)
        return _Pieces(part)

    def tags(self) -> Iterator[Tag]:
        """Everything, in order."""
        yield from self._title()
        for tier, stages in enumerate(self._tiers):
            behind = f"@{tier}" if tier else ""
            self._curves = {}
            for number, stage in enumerate(stages):
                yield self._stage(stage, behind, first=number == 0)
            yield from self._figures(stages, behind)
        for tier in range(len(self._tiers)):
            behind = f"@{tier}" if tier else ""
            for key in ("rails", "connectors"):
                yield from self._arrows(f"{key}{behind}")
        for key, part in self._parts.items():
            if key not in self._read:
                yield from paragraphs(part)

    # Above the map --------------------------------------------------------------------------------

    def _title(self) -> Iterator[Tag]:
        pieces = self._pieces("title")
        if pieces is None:
            return
        texts = pieces.texts.get(self._map.id, [])
        # Written first is what kind of map this is; the heading is its title.
        name = texts[1:2] or texts[:1]
        if name:
            yield pieces.tag("H1", name)
        yield from pieces.figures(self._map.id, self._said.say(_LOGO))
        yield from (pieces.tag("P", (number,)) for number in texts if number not in name)
        people = []
        for id in pieces.ids:
            if id != self._map.id and pieces.texts.get(id):
                label = list(pieces.figures(id, self._said.say(_PICTURE)))
                words = pieces.texts[id]
                # Without a portrait the persona's initials stand in its place.
                first = [] if label else words[:1]
                people.append(
                    Tag(
                        "LI",
                        children=(
                            pieces.tag("Lbl", first, *label),
                            pieces.tag("LBody", words[len(first) :]),
                        ),
                    )
                )
        if people:
            yield Tag("L", children=tuple(people))

    # Stages ---------------------------------------------------------------------------------------

    def _stage(self, stage: Stage, behind: str, *, first: bool) -> Tag:
        """first: whether the labels of the lanes stand beside it."""
        children: list[Tag] = []
        pieces = self._pieces(f"stage:{stage.id}")
        if pieces is not None:
            texts = pieces.texts.get(stage.id, [])
            named = texts[:1] if stage.title.strip() else []
            if named:
                children.append(pieces.tag("H2", named))
            children += [pieces.tag("P", (number,)) for number in texts[len(named) :]]
            for step in stage.steps:
                children += [pieces.tag("P", (number,)) for number in pieces.texts.get(step.id, ())]
        for lane in self._lanes:
            if first:
                children += self._label(lane, behind)
            children += self._lane(lane, stage, behind, labelled=first)
        return Tag("Sect", children=tuple(children), title=stage.title)

    def _label(self, lane: Lane, behind: str) -> Iterator[Tag]:
        pieces = self._pieces(f"lane:{lane.id}{behind}")
        if pieces is None:
            return
        texts = pieces.texts.get(lane.id, [])
        if texts:
            yield pieces.tag("P" if isinstance(lane, LineLane) else "H3", texts[:1])
        yield from (pieces.tag("P", (number,)) for number in texts[1:])
        folded = self._pieces(f"fold:{lane.id}{behind}")
        if folded is not None:
            yield from paragraphs(folded.part)

    def _lane(self, lane: Lane, stage: Stage, behind: str, *, labelled: bool) -> Iterator[Tag]:
        """What a lane holds in a stage, below its name."""
        lane_name = self._said.lane(lane)
        several = len(stage.steps) > 1 and any(step.title for step in stage.steps)
        headed = labelled
        for step in stage.steps:
            pieces = self._curve(lane, behind) if isinstance(lane, EmotionLane) else None
            pieces = pieces or self._pieces(f"cell:{lane.id}:{step.id}")
            cell = self._cells.get((lane.id, step.id))
            if pieces is None:
                continue
            points = {point.id: point for point in cell.points} if cell else {}
            cards: dict[str, CardBase] = {card.id: card for card in cell.cards} if cell else {}
            if isinstance(lane, EmotionLane):
                ids = [id for id in (*points, *cards) if id in pieces.ids]
            else:
                ids = [id for id in pieces.ids if id]
            # Where a stage has several steps, what lies in each of them is told apart.
            headed = headed and not several
            for id in ids:
                hook = None if headed else _hook(pieces, id)
                if hook is not None:
                    name = f"{lane_name} – {step.title}" if several and step.title else lane_name
                    yield Tag("H4" if labelled else "H3", pieces.part.key, (hook,), actual=name)
                    headed = True
                point = points.get(id)
                if point is not None:
                    yield from self._point(lane, point, pieces, hook)
                else:
                    yield self._card(id, cards.get(id), pieces)

    def _curve(self, lane: Lane, behind: str) -> _Pieces | None:
        """The part of an emotion lane, which holds the points of all its stages."""
        if lane.id not in self._curves:
            pieces = self._pieces(f"curve:{lane.id}{behind}")
            if pieces is None:
                return None
            self._curves[lane.id] = pieces
        return self._curves[lane.id]

    def _card(self, id: str, card: CardBase | None, pieces: _Pieces) -> Tag:
        figures = list(pieces.figures(id, self._said.say(_PICTURE)))
        texts = pieces.texts.get(id, [])
        signs = self._said.signs(card) if card is not None else []
        if card is None or not signs:
            return pieces.tag("P", texts, *figures)
        # Initials and a bare number of votes are signs too, though drawn with letters.
        marks = self._said.marks(card)
        drawn = [number for number in texts[1 if card.text else 0 :] if pieces.letters(number) in marks]
        shapes = sorted([*pieces.shapes.get(id, ()), *drawn])
        if shapes:
            figures.append(Tag("Span", pieces.part.key, tuple(shapes), actual=f" ({'; '.join(signs)})"))
        return pieces.tag("P", [number for number in texts if number not in drawn], *figures)

    def _point(self, lane: Lane, point: EmotionPoint, pieces: _Pieces, hook: int | None) -> Iterator[Tag]:
        shapes = [number for number in pieces.shapes.get(point.id, ()) if number != hook]
        yield pieces.tag("Figure", shapes, alternative=self._said.point(lane, point))
        words = pieces.texts.get(point.id, ())
        if words:
            yield pieces.tag("P", words)

    # What belongs to no one stage -----------------------------------------------------------------

    def _figures(self, stages: tuple[Stage, ...], behind: str) -> Iterator[Tag]:
        """Curves and the lines of numbers over the stages of one tier."""
        for lane in self._lanes:
            pieces = self._curves.get(lane.id)
            if pieces is not None and isinstance(lane, EmotionLane):
                items = [*pieces.shapes.get(lane.id, ()), *pieces.texts.get(lane.id, ())]
                yield pieces.tag("Figure", items, alternative=self._said.curve(lane, stages))
            chart = self._pieces(f"chart:{lane.id}{behind}")
            if chart is not None:
                items = chart.shapes.get(lane.id, [])
                yield chart.tag("Figure", items, alternative=self._said.numbers(lane, stages))

    def _arrows(self, key: str) -> Iterator[Tag]:
        pieces = self._pieces(key)
        if pieces is None:
            return
        known = {connector.id: connector for connector in self._map.connectors}
        found = []
        for id in pieces.ids:
            if id in known:
                told = self._said.connector(known[id])
                label = pieces.tag("Figure", pieces.shapes.get(id, ()), alternative=told)
                words = pieces.texts.get(id, ())
                body = (pieces.tag("LBody", words),) if words else ()
                found.append(Tag("LI", children=(Tag("Lbl", children=(label,)), *body)))
        if found:
            yield Tag("L", children=tuple(found))


def paragraphs(part: Part) -> Iterator[Tag]:
    """Each text of a part as a paragraph and each described picture as a figure, in painting order."""
    for number, item in enumerate(part.items):
        if isinstance(item, Text):
            yield Tag("P", part.key, (number,))
        elif isinstance(item, Image) and item.description:
            yield Tag("Figure", part.key, (number,), alternative=item.description)


def _hook(pieces: _Pieces, id: str) -> int | None:
    """Of what is drawn for an item, what a lane's name can be read off; None if there is nothing."""
    frames = pieces.frames.get(id)
    if frames:
        return frames[0]
    shapes = pieces.shapes.get(id, ())
    return shapes[0] if len(shapes) > 1 else None


def _tiers(stages: tuple[Stage, ...], tiers: Sequence[int]) -> Iterator[tuple[Stage, ...]]:
    """The stages of each tier."""
    if len(tiers) < 2:
        yield stages
        return
    first = 0
    for steps in tiers:
        last, room = first, steps
        while room > 0 and last < len(stages):
            room -= len(stages[last].steps)
            last += 1
        yield stages[first:last]
        first = last
