"""Foreign SVG made harmless: no entities, nothing from outside, no avalanche of copies.

Qt reads local files that an SVG names, and hangs on a few nested copies of copies.
"""

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Trees

from cjmdesk.i18n import _
from cjmdesk.pictures.errors import PictureError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST_USE = 3
"""Copies of copies that are drawn."""

MOST_BYTES = 8 * 1024 * 1024
_DEEPEST_NESTING = 200

_FORBIDDEN = {"script", "foreignObject", "iframe", "audio", "video", "embed", "object", "set"}
_HARMLESS_DATA = re.compile(r"\s*data:image/(png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_OUTSIDE_URL = re.compile(r"url\(\s*['\"]?\s*(?!#|data:image/(?:png|jpe?g|gif|webp)[;,])", re.IGNORECASE)
_IMPORT = re.compile(r"@import|expression\s*\(|javascript:", re.IGNORECASE)


def sanitise(data: bytes) -> bytes:
    """`data` without scripts and references to the outside, in UTF-8.

    Raises PictureError if it is no SVG, is too large, nested too deep or copied too often in itself, or
    declares entities.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(_("The SVG picture is larger than {limit} MB.").format(limit=MOST_BYTES >> 20))
    root = _parse(data)
    if _name(root) != "svg":
        raise PictureError(_("The picture is not an SVG file: its outermost element is not “svg”."))
    _check_nesting(root)
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or _name(child) in _FORBIDDEN:
                parent.remove(child)
    for element in list(root.iter()):
        _clean(element)
    _check_uses(root)
    Trees.register_namespace("", "http://www.w3.org/2000/svg")
    Trees.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    clean: bytes = Trees.tostring(root, encoding="utf-8", xml_declaration=True)
    return clean


def _parse(data: bytes) -> "Element":
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise PictureError(_("The SVG picture declares entities, which could hide anything.")) from None
    except (Trees.ParseError, ValueError, LookupError) as error:
        raise PictureError(_("The SVG picture is damaged: {reason}.").format(reason=error)) from None
    return root


def _check_nesting(root: "Element") -> None:
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEEPEST_NESTING:
            raise PictureError(
                _("The SVG picture is nested deeper than {limit} levels.").format(limit=_DEEPEST_NESTING)
            )
        waiting += [(child, depth + 1) for child in element]


def _name(element: "Element") -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _clean(element: "Element") -> None:
    for key, value in list(element.attrib.items()):
        name = key.rpartition("}")[2]
        outside = name == "href" and not (value.strip().startswith("#") or _HARMLESS_DATA.match(value))
        active = name.lower().startswith("on") or name in ("base", "src")
        if outside or active or _OUTSIDE_URL.search(value) or _IMPORT.search(value):
            del element.attrib[key]
    if _name(element) == "style":
        text = "".join(element.itertext())  # an element among the rules would part them
        for child in list(element):
            element.remove(child)
        element.text = "" if _OUTSIDE_URL.search(text) or _IMPORT.search(text) else text
    # Written as it is, a carriage return comes back as another sign than it went.
    element.text, element.tail = (
        words and words.replace("\r\n", "\n").replace("\r", "\n") for words in (element.text, element.tail)
    )


def _target(element: "Element") -> str:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == "href" and value.strip().startswith("#"):
            return value.strip()[1:]
    return ""


def _check_uses(root: "Element") -> None:
    """Refuse copies that stand more than `DEEPEST_USE` deep in copies, or in a circle: without them the
    picture would be another one."""
    by_id = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    depths: dict[str, int] = {}

    def depth(target: str, above: tuple[str, ...]) -> int:
        """How many copies stand in each other in what `target` names; large in a circle."""
        if target in above or len(above) > DEEPEST_USE:
            return DEEPEST_USE + 1
        if target not in by_id:
            return 0
        if target not in depths:
            inner = [_target(each) for each in by_id[target].iter() if _name(each) == "use"]
            depths[target] = max((1 + depth(name, (*above, target)) for name in inner), default=0)
        return depths[target]

    for element in root.iter():
        if _name(element) == "use" and 1 + depth(_target(element), ()) > DEEPEST_USE:
            text = _("The SVG picture copies parts of itself more than {limit} deep; save it as a PNG.")
            raise PictureError(text.format(limit=DEEPEST_USE))
