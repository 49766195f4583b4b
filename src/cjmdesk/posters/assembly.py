"""The assembly page: how the sheets of a tiled poster become one again."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_, translator
from cjmdesk.layout.numbers import millimetres, share
from cjmdesk.layout.pages import Page, Placed
from cjmdesk.layout.scene import Box, Path, PathCommand, Scene, SceneItem, Text
from cjmdesk.posters.miniature import miniature
from cjmdesk.posters.printed import HAIR, INK, PrintedPage, sheet_layer, strokes
from cjmdesk.posters.seam_plan import HAIRLINE, middle_word, seam_plan
from cjmdesk.posters.sheet_marks import bar_items, is_hatched, ruler_on
from cjmdesk.posters.tiling import Tiling
from cjmdesk.text.engine import BOLD, LINE_PITCH, REGULAR, TextEngine, TextStyle
from cjmdesk.text.prepare import filled

_SECONDARY = "#4B5563"
_BAR = 100.0

_PRINT = N_(
    "Print all sheets at 100% (“actual size”), not fitted to the page."
    " Measure the bar on one of them: it must be {bar}\u00a0mm long."
)
_PRINT_DIFFERENT = N_(
    "Print all sheets at 100% (“actual size”), not fitted to the page."
    " Measure the bar on sheet {sheet}: it must be {bar}\u00a0mm long."
)
"""Where small sheets have bars of different lengths, or some none."""

_PRINT_UNMARKED = N_(
    "Print all sheets at 100% (“actual size”), not fitted to the page."
    " Measure the bar on this page: it must be {bar}\u00a0mm long."
)
_CUT = N_(
    "Cut each sheet along its left and its upper edge, from mark to mark, where it will lie on another"
    " sheet. Leave the hatched edges on."
)
_CUT_BARE = N_(
    "Cut each sheet along its left and its upper edge, from mark to mark, where it will lie beside another"
    " sheet."
)
"""Where sheets do not overlap: no edge is there to be glued over but the white one of the sheet before."""

_ROWS_BARE = N_(
    "Lay each row edge to edge from left to right, over the white margin of the sheet before, so that the"
    " picture runs on, and glue it there."
)
_COLUMNS_BARE = N_(
    "Lay each column edge to edge from the top down, over the white margin of the sheet before, so that"
    " the picture runs on, and glue it there."
)
_ROWS = (
    N_(
        "Glue each row from left to right: the next sheet covers the hatched edge, so that the picture"
        " runs on."
    ),
    N_("Glue the rows together from the top down in the same way."),
)
_COLUMNS = (
    N_(
        "Glue each column from the top down: the next sheet covers the hatched edge, so that the picture"
        " runs on."
    ),
    N_("Glue the columns together from left to right in the same way."),
)
_CUT_UNMARKED = N_(
    "Cut off the white margin of each sheet at its left and above, where it will meet another sheet."
)
"""Where sheets bear no marks, however far they overlap."""

_ROWS_UNMARKED = N_(
    "Glue each row from left to right: lay the next sheet over the edge of the one before, so that the"
    " picture runs on."
)
_COLUMNS_UNMARKED = N_(
    "Glue each column from the top down: lay the next sheet over the edge of the one before, so that the"
    " picture runs on."
)
_MINIATURE = N_("The poster seen small, with the seams of its sheets: {rows} × {columns}")
_TRIM = N_("Cut off the white border along the outer marks.")
_TRIM_UNMARKED = N_("Cut off the white border.")


class _Frame(Struct, frozen=True):
    """Where the page's pieces lie, mm: the room inside the margins, and the size of its type."""

    left: float
    top: float
    width: float
    height: float
    size: float


_Sign = Callable[[float, float, float, float], list[SceneItem]]
"""Draws a mark: its left and top, its width, and the height of the line of its words; mm."""


class _Setter:
    """Sets texts one below the other."""

    def __init__(self, engine: TextEngine, x: float, y: float, width: float) -> None:
        self._engine = engine
        self.x, self.y, self.width = x, y, width
        self.items: list[SceneItem] = []

    def write(
        self, text: str, size: float, style: TextStyle = REGULAR, colour: str = INK, indent: float = 0.0
    ) -> float:
        """Set `text`; its height in mm."""
        width = max(self.width - indent, size)
        block = self._engine.wrap(text, style, width / size)
        self.items.append(Text("", self.x + indent, self.y, width, block, size, colour))
        self.y += block.height * size
        return block.height * size


def assembly_page(
    scene: Scene, tiling: Tiling, paper_name: str, engine: TextEngine, *, marked: bool = True
) -> PrintedPage:
    """The page for `scene`, on a sheet like the others. paper_name: of the sheets. marked: whether these
    bear marks, of which the page then speaks."""
    top, right, bottom, left = (max(side, 5.0) for side in tiling.way.margins)
    width, height = tiling.way.width, tiling.way.height
    size = min(max(0.0165 * min(width, height), 2.0), 4.6)
    frame = _Frame(left, top, width - left - right, height - top - bottom, size)
    while True:
        items, box = _page_items(scene, tiling, paper_name, engine, frame, marked=marked)
        if box[3] >= 0.3 * frame.height or frame.size < 1.2:
            break
        frame = replace(frame, size=frame.size * 0.92)
    scale = min(box[2] / scene.width, box[3] / scene.height)
    x = box[0] + (box[2] - scene.width * scale) / 2
    y = box[1]
    small = Placed(miniature(scene, scale), (0.0, 0.0, scene.width, scene.height), x, y, scale)
    over = seam_plan(scene, tiling, scale, (x, y), engine)
    words = translator(scene.language).gettext
    shows = words(_MINIATURE).format(rows=tiling.rows, columns=tiling.columns)
    layers = (
        small,
        sheet_layer(width, height, over, "seams", language=scene.language, shows=shows),
        sheet_layer(width, height, items, "assembly", language=scene.language),
    )
    page = Page(width, height, layers, scene.title, scene.language)
    return PrintedPage(page, "assembly", "assembly", (0.0, 0.0, scene.width, scene.height), (x, y), scale)


def _page_items(
    scene: Scene, tiling: Tiling, paper_name: str, engine: TextEngine, frame: _Frame, *, marked: bool
) -> tuple[list[SceneItem], tuple[float, float, float, float]]:
    """Everything but the miniature, and the box left for that."""
    words, size = translator(scene.language), frame.size
    head = _Setter(engine, frame.left, frame.top, frame.width)
    title = filled(words.gettext(N_("How to put “{title}” together")), title=scene.title)
    head.write(title, 1.7 * size, BOLD)
    head.y += 0.2 * size
    head.write(_facts(scene, tiling, paper_name), size, colour=_SECONDARY)
    head.y += 0.9 * size
    bottom = frame.top + frame.height
    beside = tiling.way.width > tiling.way.height
    column = frame.width * (0.34 if beside else 1.0)
    # Set once to learn their heights, then where they belong.
    wide = frame.width - column - 1.6 * size if beside else frame.width
    first = _measured(tiling, scene.language, engine) if marked else None
    texts = [first or (_PRINT_UNMARKED, {"bar": round(_bar_in(wide))}), *_told(tiling, marked=marked)]
    signs = _signs(hatched=is_hatched(tiling)) if marked else ()
    steps = _steps(engine, texts, scene.language, _Frame(0, 0, column, 0, size)).y
    legend = _legend(engine, scene.language, signs, _Frame(0, 0, wide, 0, size)).y
    gap = 1.2 * size
    if beside:
        box = _fitting(scene, (frame.left, head.y, wide, max(bottom - head.y - legend - gap, 1.0)))
        if steps > bottom - head.y:
            box = (*box[:3], 0.0)
        x, y, under = frame.left + frame.width - column, head.y, head.y + box[3] + gap
    else:
        room = bottom - head.y - steps - legend - 2 * gap
        box = _fitting(scene, (frame.left, head.y, frame.width, max(room, 1.0)))
        x, y = frame.left, head.y + box[3] + gap
        under = y + steps + 0.3 * size
    pieces = (
        _steps(engine, texts, scene.language, _Frame(x, y, column, 0, size)),
        _legend(engine, scene.language, signs, _Frame(frame.left, under, wide, 0, size)),
    )
    return [*head.items, *(item for piece in pieces for item in piece.items)], box


def _fitting(scene: Scene, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    scale = min(box[2] / scene.width, box[3] / scene.height)
    return (box[0], box[1], box[2], scene.height * scale)


def _facts(scene: Scene, tiling: Tiling, paper_name: str) -> str:
    words, sheets = translator(scene.language), tiling.sheets
    if tiling.in_rows:
        form = words.ngettext(
            "Poster of {width:.0f} × {height:.0f} mm on {count} sheet of {paper}, in rows of {each}",
            "Poster of {width:.0f} × {height:.0f} mm on {count} sheets of {paper}, in rows of {each}",
            sheets,
        )
    else:
        form = words.ngettext(
            "Poster of {width:.0f} × {height:.0f} mm on {count} sheet of {paper}, in columns of {each}",
            "Poster of {width:.0f} × {height:.0f} mm on {count} sheets of {paper}, in columns of {each}",
            sheets,
        )
    said = form.format(
        width=scene.width * tiling.scale,
        height=scene.height * tiling.scale,
        count=sheets,
        paper=paper_name,
        each=" + ".join(map(str, tiling.counts)),
    )
    if tiling.scale == 1:
        return said
    less = words.gettext(N_("{share} smaller, so that the seams spare more text"))
    return f"{said} · {less.format(share=share(1 - tiling.scale, scene.language))}"


_Told = tuple[str, dict[str, object]]
"""What is said in a step, not yet in the map's language, and what stands in its braces."""


def _measured(tiling: Tiling, language: str, engine: TextEngine) -> _Told | None:
    """The step that tells to measure the bar on a sheet; None where none has room for one."""
    bars = {tile.label: ruler_on(tiling, tile, language, engine) for tile in tiling.tiles()}
    longest = max(bars, key=lambda label: bars[label])  # the first of them
    if not bars[longest]:
        return None
    alike = len(set(bars.values())) == 1
    return _PRINT if alike else _PRINT_DIFFERENT, {"bar": round(bars[longest]), "sheet": longest}


def _told(tiling: Tiling, *, marked: bool) -> list[_Told]:
    """The steps after printing."""
    rows, columns = tiling.rows > 1, tiling.columns > 1
    hatched = is_hatched(tiling)
    texts: list[str] = []
    if rows or columns:
        cut = (_CUT if hatched else _CUT_BARE) if marked else _CUT_UNMARKED
        in_rows = tiling.in_rows if rows and columns else columns
        first, second = _ROWS if in_rows else _COLUMNS
        if not hatched:
            first = _ROWS_BARE if in_rows else _COLUMNS_BARE
        elif not marked:
            first = _ROWS_UNMARKED if in_rows else _COLUMNS_UNMARKED
        texts += (cut, first, second)[: 3 if rows and columns else 2]
    return [(text, {}) for text in (*texts, _TRIM if marked else _TRIM_UNMARKED)]


def _steps(engine: TextEngine, texts: Sequence[_Told], language: str, frame: _Frame) -> _Setter:
    """The numbered steps, from frame.top down."""
    words, size = translator(language), frame.size
    setter = _Setter(engine, frame.left, frame.top, frame.width)
    side = 1.5 * size
    for number, (text, values) in enumerate(texts, 1):
        _number(setter, str(number), side, size)
        setter.write(words.gettext(text).format(**values), size, indent=side + 0.6 * size)
        setter.y += 0.5 * size
    return setter


def _signs(*, hatched: bool) -> tuple[tuple[_Sign, str], ...]:
    """The marks with what they mean. hatched: whether edges are glued over."""
    cut = (_cut_sign, N_("cut here"))
    return (cut, (_glue_sign, N_("glued over by the next sheet"))) if hatched else (cut,)


def _legend(engine: TextEngine, language: str, signs: Sequence[tuple[_Sign, str]], frame: _Frame) -> _Setter:
    """The bar, and what the marks mean, from frame.top down. signs: see _signs."""
    words, size = translator(language), frame.size
    setter = _Setter(engine, frame.left, frame.top, frame.width)
    side = 1.5 * size
    for draw, text in signs:
        setter.items += draw(setter.x, setter.y, side, LINE_PITCH * size)
        setter.write(words.gettext(text), size, colour=_SECONDARY, indent=side + 0.6 * size)
        setter.y += 0.25 * size
    setter.y += 0.6 * size
    bar = _bar_in(setter.width)
    if bar:
        setter.items += bar_items(setter.x, setter.y + 1.2, bar)
        setter.y += 2.8
        setter.write(millimetres(bar, words), 0.85 * size, colour=_SECONDARY)
    return setter


def _bar_in(width: float) -> float:
    """Length of the bar that stands in `width` mm; 0 where none does."""
    return next((bar for bar in (_BAR, 50.0, 20.0) if bar <= width), 0.0)


def _number(setter: _Setter, text: str, side: float, size: float) -> None:
    x, y = setter.x, setter.y - (side - LINE_PITCH * size) / 2
    setter.items.append(Box("", x, y, side, side, fill=INK, radius=side / 2))
    setter.items.append(middle_word(setter._engine, text, x + side / 2, y + side / 2, 0.85 * size))


def _cut_sign(x: float, y: float, side: float, tall: float) -> list[SceneItem]:
    """The corner of a sheet with its two marks."""
    gap, corner_x, corner_y = 0.25 * side, x + 0.45 * side, y + tall / 2
    ground = Box("", corner_x, corner_y, 0.55 * side, tall / 2, fill="#E6E9EE")
    lines = [(corner_x, y, corner_x, corner_y - gap), (x, corner_y, corner_x - gap, corner_y)]
    return [ground, strokes(lines)]


def _glue_sign(x: float, y: float, side: float, tall: float) -> list[SceneItem]:
    """A box, hatched."""
    top, bottom = y + 0.15 * tall, y + 0.85 * tall
    commands: list[PathCommand] = []
    high, step = bottom - top, side / 4
    for n in range(4):
        begin = x + n * step
        commands += [
            ("M", begin, bottom),
            ("L", min(begin + high, x + side), max(top, bottom - (x + side - begin))),
        ]
    box = Box("", x, top, side, high, stroke=HAIRLINE, stroke_width=HAIR)
    return [Path("", tuple(commands), stroke="#8A929E", stroke_width=HAIR), box]
