"""A project in which every field of the form is set to something: what each release's file is frozen from."""

import datetime
import struct
import zlib
from typing import Any

from cjmdesk.model.cards import CardBase, EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import Connector, JourneyMap, PosterSettings, SavedView, SilencedGap, WallGrid
from cjmdesk.model.people import Brief, Competitor, Persona, TeamMember, WorkshopStep
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.model.values import Value
from cjmdesk.pictures.store import make_picture

ABSTRACT = {"Value", "Item", "CardBase", "LaneBase"}
"""Classes of which there are no values but those of others."""

PLAIN = ("actions", "thoughts", "needs", "research", "findings", "key_task", "physical_evidence")
PLAIN += ("frontstage", "backstage", "support", "storyboard", "free_text")

OF_KINDS: dict[str, dict[str, Any]] = {
    "touchpoints": {
        "channel": "x-hotline",
        "visits": 1200,
        "transactions": 300,
        "conversion": 0.25,
        "cost": 12.5,
        "minutes": 7,
    },
    "pain_points": {"type": "waiting", "severity": 4},
    "motives": {"motive": "time", "nature": "rational"},
    "choice_criteria": {"ours": 3, "scores": {"rival": 5}},
    "solutions": {
        "impact": 5,
        "effort": 2,
        "owner": "Żaneta",
        "due": datetime.date(2026, 3, 1),
        "status": "planned",
        "answers": ("n-pain_points",),
    },
    "metrics": {"number": -2.5, "unit": "%"},
    "process": {"shape": "decision"},
    "time": {"minutes": 90},
    "smells": {"strength": {"x": [1, None, "ż"]}},
}
"""What cards of a kind have of their own. The last kind is one that a newer version may have."""


def everything() -> Project:
    """The project."""
    key, picture = _picture()
    first = JourneyMap(
        id="map",
        type="future_state",
        title="Naprawa roweru",
        scenario="Hamulce zgrzytają przed zimą",
        goal="Jeździć bezpiecznie",
        language="pl",
        direction="left_to_right",
        version="2.1",
        last_reviewed=datetime.date(2025, 11, 24),
        made_from="before",
        personas=("anna", "piotr"),
        stages=_stages(),
        lanes=_lanes(key),
        competitors=(Competitor(id="rival", name="Sieć", colour="#336699"),),
        connectors=(
            Connector(id="k1", source="n-pain_points", target="n-solutions", label="więc", condition="good"),
            Connector(id="k2", source="s1", target="s2"),
        ),
        views=(
            SavedView(
                id="v1",
                title="Co boli",
                lanes=("l-pain_points",),
                stages=("s1",),
                tags=("pilne",),
                personas=("anna",),
                evidence=("measured",),
                channels=("x-hotline",),
            ),
        ),
        silenced=(SilencedGap(gap="no_touchpoint", item="s2", reason="tu klient tylko czeka"),),
        grids=(WallGrid(id="g1", lanes=("l-actions", "l-actions"), slots=("t1", "t1", "t2"), note=(50, 40)),),
        poster=PosterSettings(
            paper="A0",
            orientation="portrait",
            margins=(5, 6, 7, 8),
            tile="A4",
            overlap=12,
            bleed=3,
            marks=False,
            assembly=False,
            ink="line",
            note=(51, 38),
            legend=False,
            personas=False,
            logo=key,
            stage_colours=("#112233", "#445566"),
        ),
        translations={"ru": {"map": {"title": "Ремонт велосипеда"}}},
    )
    before = JourneyMap(
        id="before",
        title="Before",
        stages=(Stage(id="b-s", title="All", steps=(Step(id="b-t"),)),),
        lanes=(
            make_lane(
                "actions", "b-l", cells=(Cell(step="b-t", cards=(make_card("actions", "b-n", text="x"),)),)
            ),
            make_lane(
                "emotions", "b-e", cells=(Cell(step="b-t", points=(EmotionPoint(id="b-p", level=1),)),)
            ),
        ),
    )
    return Project(
        title="Wszystko",
        template="Serwis rowerowy",
        brief=Brief(
            goal_preset="find_pains",
            goal="Znaleźć, co boli",
            audience="Zarząd",
            needs="Liczby",
            team=(TeamMember(id="team", name="Ola", discipline="IT"),),
            steps=(WorkshopStep(step="prepare", done=True, notes="sala 5", minutes=45),),
            in_title_block=True,
        ),
        personas=(_persona("anna", key), Persona(id="piotr", name="Piotr")),
        channels=(Channel(id="x-hotline", name="Infolinia", icon="phone"),),
        maps=(before, first),
        pictures={key: picture},
    )


def _stages() -> tuple[Stage, ...]:
    steps = (Step(id="t1", title="Szuka", width=1.5), Step(id="t2"))
    first = Stage(
        id="s1",
        title="Świadomość",
        description="Zauważa",
        key_task="Dać się znaleźć",
        colour="#AA5500",
        entered=1000,
        left=400,
        reason_left="brak ceny",
        steps=steps,
    )
    return (first, Stage(id="s2", title="Wizyta", steps=(Step(id="t3", title="Oddaje"),)))


def _lanes(key: str) -> tuple[Any, ...]:
    lanes = []
    for kind in (*PLAIN, *OF_KINDS):
        of_lane = {"unit": "%", "chart": "line"} if kind == "metrics" else {}
        if kind == "smells":
            of_lane = {"nose": True}
        card = _card(kind, f"n-{kind}", key, **OF_KINDS.get(kind, {}))
        lanes.append(_lane(kind, (Cell(step="t1", cards=(card,)),), **of_lane))
    points = EmotionPoint(
        id="p1",
        level=-2.5,
        quote="Czemu ukrywają cenę?",
        feeling="zły",
        note="z wywiadu",
        tags=("cena",),
        personas=("anna",),
        competitor="rival",
        evidence=_evidence(),
        findings=("n-findings",),
        made_from="b-p",
    )
    emotions = {
        "high": "świetnie",
        "low": "źle",
        "guides": 5,
        "marks": "dots",
        "staff": True,
        "hidden_personas": ("piotr",),
    }
    lanes.append(_lane("emotions", (Cell(step="t1", points=(points,)),), **emotions))
    lanes.append(_lane("line", (Cell(step="t2"),), line="visibility"))
    return tuple(lanes)


def _lane(kind: str, cells: tuple[Cell, ...], **more: Any) -> Any:
    return make_lane(
        kind,
        f"l-{kind}",
        title=f"Pas {kind}",
        icon="star",
        question="Co tu?",
        colour="#0A0B0C",
        hidden=True,
        collapsed=True,
        pinned=True,
        cells=cells,
        **more,
    )


def _card(kind: str, id: str, key: str, **more: Any) -> CardBase:
    return make_card(
        kind,
        id,
        text="Zażółć\ngęślą",
        note="więcej słów",
        tags=("pilne", "cena"),
        icon="bell",
        picture=key,
        evidence=_evidence(),
        personas=("anna",),
        votes=3,
        moment_of_truth=True,
        findings=("n-findings",) if kind != "findings" else ("n-research",),
        made_from="b-n",
        **more,
    )


def _evidence() -> Evidence:
    return Evidence(grade="measured", source="wywiad 3", date=datetime.date(2025, 10, 2))


def _persona(id: str, key: str) -> Persona:
    return Persona(
        id=id,
        name="Anna",
        portrait=key,
        colour="#C0FFEE",
        age="30–40",
        education="wyższe",
        wealth="średnio",
        place="Gdańsk",
        occupation="lekarka",
        quote="Nie mam czasu",
        needs=("spokój",),
        goals=("dojechać",),
        pains=("czekanie",),
        motives=("czas",),
        triggers=("zima",),
        objections=("cena",),
        channels=("telefon",),
        note="druga połowa",
    )


def _picture() -> tuple[str, Any]:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = _stored(b"\0\xff\x80\x00\x00\x80\xff" * 2)
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return make_picture(data, "image/png", 2, 2, "dwa kolory")


def _stored(data: bytes) -> bytes:
    """A zlib stream that is the same whichever library makes it: nothing is packed."""
    block = b"\x01" + struct.pack("<HH", len(data), len(data) ^ 0xFFFF) + data
    return b"\x78\x01" + block + struct.pack(">I", zlib.adler32(data))


# Which fields there are, and which of them are set -------------------------------------------------


def fields_of_the_form() -> set[str]:
    """`Class.field` of every value that a project may hold."""
    found: set[str] = set()
    waiting: list[type[Value]] = [Value]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__name__ not in ABSTRACT and one.__module__.startswith("cjmdesk.model."):
            found |= {f"{one.__name__}.{name}" for name in one.model_fields}
    return found


def fields_set(value: Any) -> set[str]:
    """`Class.field` of everything in `value` that is not its default."""
    if isinstance(value, Value):
        found = set()
        for name, field in type(value).model_fields.items():
            part = getattr(value, name)
            if part != field.get_default(call_default_factory=True):
                found.add(f"{type(value).__name__}.{name}")
            found |= fields_set(part)
        return found
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return {name for part in parts for name in fields_set(part)}
