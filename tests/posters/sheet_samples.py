"""Maps for the tests of everything that is printed besides posters, and what must hold of its pages."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Part, Scene, Text
from cjmdesk.model.cards import EmotionPoint, Evidence, make_card
from cjmdesk.model.lanes import Cell, make_lane
from cjmdesk.model.maps import JourneyMap, WallGrid
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Project
from cjmdesk.model.stages import Stage, Step
from cjmdesk.paint.pdf import write_pdf
from cjmdesk.posters.choices import PrintChoices
from cjmdesk.posters.kinds import print_map
from cjmdesk.posters.printed import Printed
from cjmdesk.text.qt import text_engine
from samples import repair_visit

WORDS = {
    "en": ("Leaves the bike, pays", "Nobody says how long it takes", "I will be late for work"),
    "pl": ("Zażółć gęślą jaźń", "Nikt nie mówi, ile to potrwa", "Spóźnię się do pracy"),
    "ru": ("Оставляет велосипед", "Никто не говорит, сколько ждать", "Я опоздаю на работу"),
    "ar": ("العميل يبحث عن معلومات", "لا أحد يقول كم من الوقت", "سأتأخر عن العمل"),
    "ja": ("お客様はトップページで探します", "どのくらいかかるか誰も言わない", "仕事に遅れます"),
}
LONG = ("Customers wait in a queue that nobody explains, then they phone the chain across the street. " * 20)[
    :924
].strip()


def spoken(language: str) -> Project:
    """A small map with everything on it, in one of the languages of WORDS."""
    first, second, third = WORDS[language]
    anna = Persona(
        id="anna",
        name=first[:12],
        age="34",
        occupation=second,
        place=third[:6],
        quote=third,
        needs=(first, second),
        goals=(third,),
        pains=(second,),
        motives=(first,),
        triggers=(third,),
        objections=(second,),
        channels=(first[:6], third[:6]),
    )
    ben = Persona(id="ben", name=second[:10])
    stages = tuple(
        Stage(id=f"s{n}", title=title, description=second, steps=(Step(id=f"t{n}"),))
        for n, title in enumerate(WORDS[language])
    )
    pain = make_card(
        "pain_points",
        "c2",
        text=second,
        severity=4,
        type="waiting",
        personas=("ben",),
        evidence=Evidence(grade="measured"),
        tags=(first[:5],),
        votes=3,
    )
    lanes = (
        make_lane("actions", "la", cells=(Cell(step="t0", cards=(make_card("actions", "c1", text=first),)),)),
        make_lane(
            "touchpoints",
            "lt",
            title=third[:8],
            cells=(Cell(step="t2", cards=(make_card("touchpoints", "c3", text=third, channel="phone"),)),),
        ),
        make_lane(
            "emotions",
            "le",
            cells=(
                Cell(step="t1", points=(EmotionPoint(id="p1", level=-3, quote=third, feeling=first),)),
                Cell(step="t2", points=(EmotionPoint(id="p2", level=2.5, quote=first, personas=("anna",)),)),
            ),
        ),
        make_lane("pain_points", "lp", cells=(Cell(step="t1", cards=(pain,)),)),
    )
    journey_map = JourneyMap(
        id="m",
        title=first,
        goal=second,
        scenario=third,
        language=language,
        personas=("anna", "ben"),
        stages=stages,
        lanes=lanes,
        grids=(WallGrid(id="g", lanes=("la", "lt", "le", "lp"), slots=("t0", "t1", "t1", "t2")),),
    )
    return Project(title=third, personas=(anna, ben), maps=(journey_map,))


def with_map(project: Project, **changes: object) -> Project:
    """The project with its map changed."""
    return project.model_copy(update={"maps": (project.maps[0].model_copy(update=changes),)})


def with_card(text: str, kind: str = "pain_points", **fields: object) -> Project:
    """A map of one stage and one card."""
    card = make_card(kind, "one", text=text, **fields)
    lane = make_lane(kind, "l", cells=(Cell(step="t", cards=(card,)),))
    stage = Stage(id="s", title="Purchase", steps=(Step(id="t"),))
    return Project(maps=(JourneyMap(id="m", title="One", stages=(stage,), lanes=(lane,)),))


def sheets(project: Project, what: str, **choices: object) -> Printed:
    """A kind printed."""
    asked = PrintChoices(what=what, **choices)  # type: ignore[arg-type]
    return print_map(project, project.maps[0], asked, text_engine())


def pdf(printed: Printed, project: Project | None = None) -> bytes:
    """The file."""
    target = io.BytesIO()
    pictures = project.pictures if project else {}
    write_pdf([page.page for page in printed.pages], target, text_engine(), pictures, reproducible=True)
    return target.getvalue()


def check(data: bytes, folder: Path) -> None:
    """Asks qpdf, where it is installed, whether the file is sound."""
    if shutil.which("qpdf"):
        path = folder / "checked.pdf"
        path.write_bytes(data)
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def letters(text: str) -> str:
    """Without blanks, so that lines may be broken anywhere."""
    return "".join(text.split())


def text_of(data: bytes) -> str:
    """All words of a file, without blanks."""
    document = pypdfium2.PdfDocument(data)
    return letters("".join(page.get_textpage().get_text_range() for page in document))


def written(printed: Printed) -> str:
    """All words of its scenes in order, without blanks."""
    texts = (
        text.block.text for page in printed.pages for scene in [_scene(page)] for _, text in scene.texts()
    )
    return letters("".join(texts))


def _scene(page: object) -> Scene:
    return page.page.layers[0].scene  # type: ignore[attr-defined,no-any-return]


def scenes(printed: Printed) -> list[Scene]:
    """The scene of every page."""
    return [_scene(page) for page in printed.pages]


def place(part: Part) -> tuple[float, float, float, float]:
    """Left, top, width, height of a part on its sheet."""
    return part.x, part.y, part.width, part.height


def parts(scene: Scene, prefix: str) -> list[Part]:
    """The parts of a kind."""
    return [part for part in scene.parts if part.key.startswith(prefix)]


def outside(printed: Printed, margins: tuple[float, float, float, float]) -> Iterator[str]:
    """What lies outside the printer's reach, or a part's words outside the part; nothing should."""
    top, right, bottom, left = margins
    for number, scene in enumerate(scenes(printed), 1):
        for part in scene.parts:
            for item in part.items:
                if isinstance(item, Text):
                    lefts = [line_left for _, _, line_left, _ in item.lines()]
                    rights = [x + line.width * item.size for _, line, x, _ in item.lines()]
                    if not lefts:
                        continue
                    box = (min(lefts), item.y, max(rights), item.y + item.height)
                    inner = (0.0, 0.0, part.width, part.height)
                    if _beyond(box, inner) > 0.02:
                        yield f"page {number}, {part.key}: {item.block.text[:40]!r} at {box} in {inner}"
                else:
                    box = bounds(item)
                    if item.item == "page":
                        continue
                at = (box[0] + part.x, box[1] + part.y, box[2] + part.x, box[3] + part.y)
                if _beyond(at, (left, top, scene.width - right, scene.height - bottom)) > 0.3:
                    yield f"page {number}, {part.key}: {type(item).__name__} at {at} outside the margins"


def _beyond(box: tuple[float, ...], room: tuple[float, ...]) -> float:
    return max(room[0] - box[0], room[1] - box[1], box[2] - room[2], box[3] - room[3])


def visit() -> Project:
    """The bicycle workshop."""
    return repair_visit()
