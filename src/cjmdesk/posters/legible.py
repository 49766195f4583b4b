"""The part of the readability check that looks at the finished sheet: pictures, edges, contrast."""

from collections.abc import Iterator, Mapping

from cjmdesk.i18n import _, current_language
from cjmdesk.layout.inks import contrast
from cjmdesk.layout.numbers import number
from cjmdesk.layout.pages import bounds
from cjmdesk.layout.scene import Image, Part, Path, Scene, Text, Wash
from cjmdesk.model.project import Picture
from cjmdesk.pictures.store import is_whole
from cjmdesk.posters.check import POINTS_PER_MM, SAID, PosterWarning
from cjmdesk.posters.obstacles import text_lines
from cjmdesk.text.prepare import short

LEAST_DPI = 150.0
"""Of a picture at its printed size: below this its pixels show at arm's length."""

_CONTRAST, _CONTRAST_LARGE, _LARGE = 4.5, 3.0, 18.0
"""Least contrast of running text, and of type from so many pt on (WCAG 2.2, 1.4.3)."""

_OUTSIDE = 0.1
"""mm beyond the sheet from which a line is cut off."""

_PAGE = "#FFFFFF"


def seen_in(scene: Scene, pictures: Mapping[str, Picture]) -> Iterator[PosterWarning]:
    """What is wrong with a drawn sheet. pictures: of the project, by content hash."""
    yield from _damaged(scene, pictures)
    yield from _coarse(scene, pictures)
    yield from _cut_off(scene)
    yield from _pale(scene)


def _damaged(scene: Scene, pictures: Mapping[str, Picture]) -> Iterator[PosterWarning]:
    """Pictures whose data are broken; each once."""
    shown = {item.picture: item for part in scene.parts for item in part.items if isinstance(item, Image)}
    for key, item in shown.items():
        if key in pictures and not is_whole(pictures[key]):
            text = _("A picture is damaged and prints in part or as a grey box; choose it anew.")
            if item.description.strip():
                text = _(
                    "The picture “{name}” is damaged and prints in part or as a grey box; choose it anew."
                )
            said = text.format(name=short(item.description, SAID))
            yield PosterWarning("damaged_picture", said, item.item)


def _coarse(scene: Scene, pictures: Mapping[str, Picture]) -> Iterator[PosterWarning]:
    """Pictures that are missing or too small for their printed size; each once, at its largest."""
    worst: dict[str, tuple[float, str]] = {}
    for part in scene.parts:
        for item in part.items:
            if not isinstance(item, Image) or item.width <= 0 or item.height <= 0:
                continue
            picture = pictures.get(item.picture)
            if picture is None:
                text = _("A picture is missing from the file; a grey box is printed in its place.")
                yield PosterWarning("no_picture", text, item.item)
                continue
            dpi = min(picture.width / item.width, picture.height / item.height) * 25.4
            if dpi < worst.get(item.picture, (LEAST_DPI, ""))[0]:
                worst[item.picture] = (dpi, item.item)
    for dpi, item_id in worst.values():
        text = _("A picture has only {dpi} dpi at its printed size; {least} dpi or more look sharp.")
        said = text.format(dpi=round(dpi), least=round(LEAST_DPI))
        yield PosterWarning("low_dpi", said, item_id, round(dpi, 1))


def _cut_off(scene: Scene) -> Iterator[PosterWarning]:
    """Lines of text that reach beyond the sheet."""
    for part, text in scene.texts():
        if _lies_within(text, scene.width, scene.height, part):
            continue
        for left, top, right, bottom in text_lines(text, part.x, part.y):
            if (
                left < -_OUTSIDE
                or top < -_OUTSIDE
                or right > scene.width + _OUTSIDE
                or bottom > scene.height + _OUTSIDE
            ):
                said = _("“{text}” does not fit on the sheet and is cut off.").format(
                    text=short(text.block.text, SAID)
                )
                yield PosterWarning("clipped", said, text.item)
                break


def _lies_within(text: Text, width: float, height: float, part: Part) -> bool:
    """Whether a text is far from all edges, without a look at its lines: most are."""
    x, y = part.x + text.x, part.y + text.y
    broad = max(text.width, text.block.width * text.size)
    # A line that is wider than its box may begin before it.
    left = x + text.width - broad
    return left >= 0 and y >= 0 and x + broad <= width and y + text.height <= height


def _pale(scene: Scene) -> Iterator[PosterWarning]:
    """Texts too like their ground in lightness, which is all that is left on a grey print; each pair
    of colours once."""
    told: set[tuple[str, str]] = set()
    contrasts: dict[tuple[str, str], float] = {}
    for part in scene.parts:
        for place, item in enumerate(part.items):
            if not isinstance(item, Text) or not item.block.lines:
                continue
            pair = (item.colour, _ground(part, place, item))
            if pair in told:
                continue
            found = contrasts.get(pair)
            if found is None:
                found = contrasts[pair] = contrast(*pair)
            if found < (_CONTRAST_LARGE if item.size * POINTS_PER_MM >= _LARGE else _CONTRAST):
                told.add(pair)
                text = _("“{text}” is hard to read in grey (contrast {contrast}); choose a darker colour.")
                ratio = number(round(found, 1), current_language())
                said = text.format(text=short(item.block.text, SAID), contrast=ratio)
                yield PosterWarning("low_contrast", said, item.item, round(found, 2))


def _ground(part: Part, place: int, text: Text) -> str:
    """The colour behind the middle of a text, among what its part drew before it."""
    x, y = text.x + text.width / 2, text.y + text.height / 2
    for item in reversed(part.items[:place]):
        if isinstance(item, Text | Image):
            continue
        fill = item.fill if not isinstance(item, Wash) else _at(item, y)
        if fill is None:
            continue
        left, top, right, bottom = bounds(item)
        if left <= x <= right and top <= y <= bottom and (not isinstance(item, Path) or _covers(item, text)):
            return fill
    return _PAGE


def _covers(shape: Path, text: Text) -> bool:
    """Whether a free shape is large enough to be a ground: icons and arrow heads are none."""
    left, top, right, bottom = bounds(shape)
    return right - left >= 0.6 * text.width and bottom - top >= 0.8 * text.height


def _at(wash: Wash, y: float) -> str:
    """The stop nearest to a height: between two stops the ground is paler than one of them."""
    place = (y - wash.y) / wash.height if wash.height else 0.0
    return min(wash.stops, key=lambda stop: abs(stop[0] - place))[1]
