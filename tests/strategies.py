"""Whole valid projects for tests: hypothesis strategies, and seeded ones of any size.

One generator asks a `Chooser` for every decision. Behind it is hypothesis, which shrinks what it
finds, or a seeded `random.Random`, which is fast enough for thousands of cards.

    @given(projects())                     small, every feature
    @given(projects(Size(stages=40)))      up to 40 stages
    @given(maps())                         one map alone (no personas, no pictures)
    project = seeded_project(7, LARGE)     the same project for the same seed
"""

import base64
import datetime
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

from cjmdesk.model.cards import EmotionPoint, Evidence, make_card
from cjmdesk.model.choices import (
    BLUEPRINT_LINES,
    CARD_LANE_KINDS,
    CHANNEL_PRESETS,
    CONDITIONS,
    EVIDENCE_GRADES,
    GOAL_PRESETS,
    MAP_TYPES,
    METRIC_CHARTS,
    MOTIVE_NATURES,
    MOTIVES,
    PAIN_TYPES,
    PROCESS_SHAPES,
    SOLUTION_STATUSES,
    WORKSHOP_STEPS,
)
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap, PosterSettings, SavedView, SilencedGap, WallGrid
from cjmdesk.model.people import Brief, Competitor, Persona, TeamMember, WorkshopStep
from cjmdesk.model.project import Channel, Picture, Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.texts import clean_text

T = TypeVar("T")


@dataclass(frozen=True)
class Size:
    """The most there may be of each. cards: in one cell. odd: unknown kinds and fields too.

    Counts are drawn from nothing up to these; with `full` they are these exactly.
    """

    maps: int = 2
    stages: int = 3
    steps: int = 2
    lanes: int = 5
    cards: int = 2
    points: int = 3
    personas: int = 3
    connectors: int = 3
    odd: bool = True
    full: bool = False


SMALL = Size()
TINY = Size(maps=1, stages=2, steps=2, lanes=3, cards=2, points=2, personas=2, connectors=2)
LARGE = Size(maps=1, stages=12, steps=1, lanes=14, cards=12, points=3, personas=3, connectors=8, full=True)
"""About 2,000 cards, the *large* map of the benchmarks."""
EXTREME = Size(maps=1, stages=12, steps=1, lanes=14, cards=128, points=6, personas=3, connectors=8, full=True)
"""About 20,000 cards."""

PHRASES = (
    "",
    "Queue at 8:00",
    "Looks for a bicycle workshop near home, reads three reviews and calls",
    "Gdzie jest mój rower? Źdźbło, łąka, ćma",
    "Покупатель сравнивает цены и уходит к конкурентам",
    "العميل ينتظر الرد على رسالته",
    "הלקוח מחכה לתשובה",
    "顾客在网上比较价格，然后离开",
    "配送の状況が分からず不安になる",
    "ลูกค้ารอการตอบกลับนานเกินไป",
    "ग्राहक उत्तर की प्रतीक्षा करता है",
    "고객이 답변을 기다린다",
    "😀 👩‍🔧 🚲 👍🏽 🇵🇱",
    "mixed עברית and English 123 والعربية",
    "first line\nsecond line\n\nafter an empty one",
    "\ttab, trailing blanks  ",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "https://example.org/a/very/long/address/without/any/blank?in=it&that=must&still=fit",
    "e\u0301 composed é and ﬁ ligatures; “quotes” – dashes … 1 000,50 zł",
    "=1+1",
    "x",
    "word " * 40,
    "Sie wartet am Schalter, obwohl sie gestern schon angerufen hatte, und niemand weiß Bescheid. " * 10,
)
_WORD_LIST = (
    "customer order queue phone delivery waits compares shop bicycle repair price form invoice mechanic "
    "rower sklep zamówienie klient długo czeka płatność покупатель сравнивает заказ доставка ждёт "
    "a in the and with without w na do"
)
_WORDS = tuple(_WORD_LIST.split(" "))
LANGUAGES = ("en", "pl", "ru", "ar", "he", "zh-TW", "ja", "th", "hi", "de")
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -3,
    12345678901234567890,
    0.1,
    -2.5e-7,
    "text of a newer version",
    [],
    {},
    [1, "two", {"three": [3.0, None]}],
    {"b": 1, "a": {"z": [], "y": "ż"}},
)


class Chooser(Protocol):
    """Every decision of the generator."""

    def integer(self, low: int, high: int) -> int: ...
    def choice(self, options: Sequence[T]) -> T: ...
    def text(self) -> str: ...


class _Drawn:
    """Decisions by hypothesis."""

    _free = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=30).map(
        clean_text
    )

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw

    def integer(self, low: int, high: int) -> int:
        return low if low >= high else int(self.draw(st.integers(low, high)))

    def choice(self, options: Sequence[T]) -> T:
        found: T = self.draw(st.sampled_from(options))
        return found

    def text(self) -> str:
        return str(self.draw(st.one_of(st.sampled_from(PHRASES), self._free)))


class _Seeded:
    """Decisions by a seeded generator; texts of 4 to 18 words, sometimes an odd one."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def integer(self, low: int, high: int) -> int:
        return low if low >= high else self.random.randint(low, high)

    def choice(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def text(self) -> str:
        if self.random.random() < 0.02:
            return self.random.choice(PHRASES)
        return " ".join(self.random.choices(_WORDS, k=self.random.randint(4, 18)))


@st.composite
def projects(draw: Callable[..., Any], size: Size = SMALL) -> Project:
    """Any valid project up to `size`."""
    return Generator(_Drawn(draw), size).project()


@st.composite
def maps(draw: Callable[..., Any], size: Size = SMALL) -> JourneyMap:
    """Any valid map up to `size` that names nobody outside itself."""
    generator = Generator(_Drawn(draw), Size(**{**vars(size), "personas": 0}))
    return generator.journey(())


def seeded_project(seed: int, size: Size = SMALL) -> Project:
    """The project that `seed` stands for; fast at any size."""
    return Generator(_Seeded(seed), size).project()


def texts() -> st.SearchStrategy[str]:
    """Texts in many scripts, with line breaks, long words and long passages."""
    return st.one_of(st.sampled_from(PHRASES), _Drawn._free)


class Generator:
    """Builds projects from a chooser's decisions; ids are `prefix` + running number."""

    def __init__(self, chooser: Chooser, size: Size) -> None:
        self.choose = chooser
        self.size = size
        self.counter = 0
        self.personas: tuple[str, ...] = ()
        self.channels: tuple[str, ...] = ()
        self.pictures: tuple[str, ...] = ()
        self.notes: list[str] = []
        """Ids of cards and points made so far, in any map."""

    # Small decisions

    def id(self, prefix: str) -> str:
        self.counter += 1
        return f"{prefix}{self.counter}"

    def count(self, most: int, least: int = 0) -> int:
        return most if self.size.full else self.choose.integer(min(least, most), most)

    def chance(self, out_of: int = 4) -> bool:
        return self.choose.integer(1, out_of) == out_of

    def some(self, options: Sequence[T], most: int = 2) -> tuple[T, ...]:
        if not options or not self.chance():
            return ()
        return tuple(dict.fromkeys(self.choose.choice(options) for _ in range(self.choose.integer(1, most))))

    def maybe(self, make: Callable[[], T]) -> T | None:
        return make() if self.chance() else None

    def colour(self) -> str:
        return self.choose.choice(("#C0392B", "#1f6feb", "#000000", "#FFFFFF", "#2E8B57"))

    def date(self) -> datetime.date:
        return self.choose.choice((datetime.date(2024, 2, 29), datetime.date(1999, 12, 31)))

    def number(self) -> float:
        return self.choose.choice((0.0, 1.0, 0.1, 12.5, 1e6, 3.3333333333333335))

    def level(self) -> float | None:
        return self.choose.choice((None, -5.0, -2.5, 0.0, 1.25, 3.0, 5.0))

    def extra(self) -> dict[str, Any]:
        """Unknown fields of a newer version, seldom."""
        if not self.size.odd or not self.chance(12):
            return {}
        return {self.choose.choice(("x_new", "ünknown", "later-field")): self.choose.choice(ODD_VALUES)}

    def evidence(self) -> Evidence | None:
        return self.maybe(
            lambda: Evidence(
                grade=self.choose.choice((*EVIDENCE_GRADES, "proven")),
                source=self.choose.text(),
                date=self.maybe(self.date),
            )
        )

    # The project

    def project(self) -> Project:
        pictures = self._pictures()
        self.pictures = tuple(pictures)
        personas = tuple(self._persona() for _ in range(self.count(self.size.personas)))
        self.personas = tuple(persona.id for persona in personas)
        channels = tuple(
            Channel(id=self.id("ch"), name=self.choose.text(), icon=self.choose.choice(("", "globe")))
            for _ in range(self.choose.integer(0, 1))
        )
        self.channels = (*CHANNEL_PRESETS, *(channel.id for channel in channels))
        journeys: list[JourneyMap] = []
        for _ in range(self.count(self.size.maps)):
            journeys.append(self.journey(tuple(journey.id for journey in journeys)))
        return Project(
            title=self.choose.text(),
            template=self.choose.text(),
            brief=self._brief(),
            personas=personas,
            channels=channels,
            maps=tuple(journeys),
            pictures=pictures,
            **self.extra(),
        )

    def _pictures(self) -> dict[str, Picture]:
        found: dict[str, Picture] = {}
        for number in range(self.choose.integer(0, 2)):
            # A true PNG of one pixel, made different by a comment.
            data = _PIXEL + bytes([number])
            found[sha256(data).hexdigest()] = Picture(
                media_type="image/png",
                width=1,
                height=1,
                description=self.choose.text(),
                data=base64.b64encode(data).decode("ascii"),
            )
        return found

    def _persona(self) -> Persona:
        return Persona(
            id=self.id("p"),
            name=self.choose.text(),
            portrait=self.choose.choice((None, *self.pictures)),
            colour=self.maybe(self.colour),
            age=self.choose.choice(("", "34", "30–40")),
            quote=self.choose.text(),
            needs=tuple(self.choose.text() for _ in range(self.choose.integer(0, 2))),
            goals=tuple(self.choose.text() for _ in range(self.choose.integer(0, 1))),
            note=self.choose.text(),
            **self.extra(),
        )

    def _brief(self) -> Brief:
        if not self.chance(3):
            return Brief()
        steps = tuple(
            WorkshopStep(
                step=step, done=self.chance(), notes=self.choose.text(), minutes=self.maybe(self.number)
            )
            for step in dict.fromkeys(self.some(WORKSHOP_STEPS, 4))
        )
        team = tuple(
            TeamMember(id=self.id("t"), name=self.choose.text(), discipline="IT")
            for _ in range(self.choose.integer(0, 2))
        )
        return Brief(
            goal_preset=self.choose.choice(("", *GOAL_PRESETS)),
            goal=self.choose.text(),
            audience=self.choose.text(),
            team=team,
            steps=steps,
            in_title_block=self.chance(),
        )

    # A map

    def journey(self, earlier: Sequence[str]) -> JourneyMap:
        stages = tuple(self._stage() for _ in range(self.count(self.size.stages)))
        steps = [step.id for stage in stages for step in stage.steps]
        rivals = tuple(
            Competitor(id=self.id("r"), name=self.choose.text(), colour=self.maybe(self.colour))
            for _ in range(self.choose.integer(0, 2))
        )
        others = tuple(self.notes)
        before = len(self.notes)
        lanes = tuple(
            self._lane(number, steps, others, tuple(rival.id for rival in rivals))
            for number in range(self.count(self.size.lanes))
        )
        own = self.notes[before:]
        journey_id = self.id("m")
        stage_ids = [stage.id for stage in stages]
        lane_ids = [lane.id for lane in lanes]
        named = [journey_id, *stage_ids, *lane_ids, *own]
        return JourneyMap(
            id=journey_id,
            type=self.choose.choice((*MAP_TYPES, "type_of_tomorrow") if self.size.odd else MAP_TYPES),
            title=self.choose.text(),
            scenario=self.choose.text(),
            goal=self.choose.text(),
            language=self.choose.choice(LANGUAGES),
            direction=self.choose.choice(("auto", "auto", "left_to_right", "right_to_left")),
            version=self.choose.choice(("", "1.2", "draft")),
            last_reviewed=self.maybe(self.date),
            made_from=self.choose.choice((None, *earlier)),
            personas=self.some(self.personas, 3),
            stages=stages,
            lanes=lanes,
            connectors=self._connectors(own, stage_ids),
            competitors=rivals,
            views=self._views(lane_ids, stage_ids),
            silenced=self._silenced(named),
            grids=self._grids(lane_ids, steps),
            poster=self._poster(),
            translations=self._translations(named),
            **self.extra(),
        )

    def _stage(self) -> Stage:
        steps = tuple(
            Step(
                id=self.id("s"),
                title=self.choose.text() if self.chance(2) else "",
                width=self.choose.choice((1.0, 1.0, 0.5, 2.0)),
                **self.extra(),
            )
            for _ in range(self.count(self.size.steps, 1))
        )
        return Stage(
            id=self.id("g"),
            title=self.choose.text(),
            description=self.choose.text() if self.chance() else "",
            key_task=self.choose.text() if self.chance() else "",
            colour=self.maybe(self.colour),
            entered=self.maybe(lambda: self.choose.integer(0, 10_000)),
            left=self.maybe(lambda: self.choose.integer(0, 100)),
            reason_left=self.choose.text() if self.chance() else "",
            steps=steps,
            **self.extra(),
        )

    def _lane(self, number: int, steps: Sequence[str], others: Sequence[str], rivals: Sequence[str]) -> Any:
        kinds = ("emotions", "emotions", *CARD_LANE_KINDS, "line", *(("lane_of_tomorrow",) * self.size.odd))
        kind = kinds[number % len(kinds)] if self.size.full else self.choose.choice(kinds)
        cells = [] if kind == "line" else [self._cell(kind, step, others, rivals) for step in steps]
        own: dict[str, Any] = {}
        if kind == "line":
            own = {"line": self.choose.choice(BLUEPRINT_LINES)}
        elif kind == "emotions":
            own = {
                "high": self.choose.choice(("", "delighted")),
                "low": self.choose.choice(("", "furious")),
                "guides": self.choose.integer(0, 5),
                "marks": self.choose.choice(("faces", "dots")),
                "hidden_personas": self.some(self.personas, 1),
                "staff": self.chance(5),
            }
        elif kind == "metrics":
            own = {"unit": self.choose.choice(("", "min", "zł")), "chart": self.choose.choice(METRIC_CHARTS)}
        return make_lane(
            kind,
            self.id("l"),
            title=self.choose.text() if self.chance(2) else "",
            question=self.choose.text() if self.chance() else "",
            icon=self.choose.choice(("", "", "globe")),
            colour=self.maybe(self.colour),
            hidden=self.chance(10),
            collapsed=self.chance(10),
            pinned=self.chance(10),
            cells=tuple(cell for cell in cells if cell.cards or cell.points or self.chance(10)),
            **own,
            **self.extra(),
        )

    def _cell(self, kind: str, step: str, others: Sequence[str], rivals: Sequence[str]) -> Cell:
        if kind == "emotions":
            points = tuple(self._point(others, rivals) for _ in range(self.count(self.size.points)))
            cards = (self._card("free_text", others, rivals),) if self.chance(10) else ()
            return Cell(step=step, points=points, cards=cards)
        cards = tuple(self._card(kind, others, rivals) for _ in range(self.count(self.size.cards)))
        return Cell(step=step, cards=cards, **self.extra())

    def _card(self, kind: str, others: Sequence[str], rivals: Sequence[str]) -> Any:
        rare = self.chance(3)
        common: dict[str, Any] = {}
        if rare:
            common = {
                "note": self.choose.text(),
                "tags": self.some(("urgent", "VIP", "pilne", "📌")),
                "icon": self.choose.choice(("", "globe", "phone")),
                "picture": self.choose.choice((None, *self.pictures)),
                "evidence": self.evidence(),
                "personas": self.some(self.personas),
                "votes": self.choose.integer(0, 7),
                "moment_of_truth": self.chance(),
                "findings": self.some(self.notes),
                "made_from": self.choose.choice((None, *others[:20])),
            }
        own = self._own_fields(kind, rivals) if rare else {}
        card = make_card(kind, self.id("c"), text=self.choose.text(), **common, **own, **self.extra())
        self.notes.append(card.id)
        return card

    def _own_fields(self, kind: str, rivals: Sequence[str]) -> dict[str, Any]:
        five = (None, 1, 3, 5)
        pick = self.choose.choice
        makers: dict[str, Callable[[], dict[str, Any]]] = {
            "touchpoints": lambda: {
                "channel": pick(self.channels or ("",)),
                "visits": pick((None, 0, 1200)),
                "transactions": pick((None, 0, 37)),
                "conversion": pick((None, 0.0, 0.031, 1.0)),
                "cost": self.maybe(self.number),
                "minutes": self.maybe(self.number),
            },
            "pain_points": lambda: {"type": pick(("", *PAIN_TYPES)), "severity": pick(five)},
            "motives": lambda: {"motive": pick(("", *MOTIVES)), "nature": pick(("", *MOTIVE_NATURES))},
            "choice_criteria": lambda: {
                "ours": pick(five),
                "scores": {rival: self.choose.integer(1, 5) for rival in self.some(rivals)},
            },
            "solutions": lambda: {
                "impact": pick(five),
                "effort": pick(five),
                "owner": self.choose.text(),
                "due": self.maybe(self.date),
                "status": pick(SOLUTION_STATUSES),
                "answers": self.some(self.notes),
            },
            "metrics": lambda: {"number": pick((None, 0.0, -3.5, 1e9)), "unit": pick(("", "%"))},
            "process": lambda: {"shape": pick(PROCESS_SHAPES)},
            "time": lambda: {"minutes": self.maybe(self.number)},
        }
        return makers.get(kind, dict)()

    def _point(self, others: Sequence[str], rivals: Sequence[str]) -> EmotionPoint:
        point = EmotionPoint(
            id=self.id("e"),
            level=self.level(),
            quote=self.choose.text() if self.chance(2) else "",
            feeling=self.choose.choice(("", "angry", "радость")),
            note=self.choose.text() if self.chance() else "",
            tags=self.some(("urgent",)),
            personas=self.some(self.personas),
            competitor=self.choose.choice(rivals) if rivals and self.chance() else None,
            evidence=self.evidence(),
            findings=self.some(self.notes),
            made_from=self.choose.choice((None, *others[:20])),
            **self.extra(),
        )
        self.notes.append(point.id)
        return point

    def _connectors(self, notes: Sequence[str], stages: Sequence[str]) -> tuple[Connector, ...]:
        found = []
        for _ in range(self.count(self.size.connectors)):
            ends = stages if self.chance(2) else notes
            if not ends:
                continue
            found.append(
                Connector(
                    id=self.id("k"),
                    source=self.choose.choice(ends),
                    target=self.choose.choice(ends),
                    label=self.choose.text(),
                    condition=self.choose.choice(CONDITIONS),
                )
            )
        return tuple(found)

    def _views(self, lanes: Sequence[str], stages: Sequence[str]) -> tuple[SavedView, ...]:
        if not self.chance():
            return ()
        view = SavedView(
            id=self.id("v"),
            title=self.choose.text(),
            lanes=self.some(lanes),
            stages=self.some(stages),
            personas=self.some(self.personas),
        )
        return (view,)

    def _silenced(self, named: Sequence[str]) -> tuple[SilencedGap, ...]:
        return tuple(
            SilencedGap(gap="no_evidence", item=item, reason=self.choose.text()) for item in self.some(named)
        )

    def _grids(self, lanes: Sequence[str], steps: Sequence[str]) -> tuple[WallGrid, ...]:
        if not self.chance():
            return ()
        return (WallGrid(id=self.id("w"), lanes=tuple(lanes), slots=tuple(steps) * 2, note=(76, 51)),)

    def _poster(self) -> PosterSettings:
        if not self.chance():
            return PosterSettings()
        return PosterSettings(
            paper=self.choose.choice(("", "A0", "900x1200mm")),
            orientation=self.choose.choice(("auto", "portrait")),
            margins=self.choose.choice((None, (5, 5, 5, 12.7))),
            legend=self.chance(),
            logo=self.choose.choice((None, *self.pictures)),
            stage_colours=self.some(("#112233", "#445566"), 2),
        )

    def _translations(self, named: Sequence[str]) -> dict[str, dict[str, dict[str, str]]]:
        found: dict[str, dict[str, dict[str, str]]] = {}
        for language in self.some(("pl", "ru", "pt-BR")):
            found[language] = {item: {"title": self.choose.text()} for item in self.some(named, 3)}
        return found


_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
