"""The structure of a PDF: what is read, in which order, and where on the pages it is drawn.

Tags of Scenes become elements; what is drawn for one is marked content with a number of its page.
Elements by the thousand are written by hand as short strings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from cjmdesk.layout.pages import Bounds, Page
from cjmdesk.layout.scene import Image, Part, Scene, Text
from cjmdesk.layout.tags import Tag
from cjmdesk.text.prepare import has_leftward

_DOCUMENT = {0x2022: 0x80, 0x2026: 0x83, 0x2014: 0x84, 0x2013: 0x85, 0x2212: 0x8A, 0x201E: 0x8C, 0x201C: 0x8D,
             0x201D: 0x8E, 0x2018: 0x8F, 0x2019: 0x90, 0x20AC: 0xA0}  # fmt: skip
"""Signs that the format's own encoding (PDFDocEncoding, ISO 32000-1, annex D) has elsewhere than Latin-1."""

_BYTES = {code: f"\\{code:03o}" for code in range(0xA1, 0x100) if code != 0xAD}
_BYTES |= {sign: f"\\{code:03o}" for sign, code in _DOCUMENT.items()}
_BYTES |= {ord(sign): f"\\{sign}" for sign in "\\()"}


def string(text: str) -> str:
    """A PDF text string, in ASCII: in the format's own encoding where it can be, else in UTF-16."""
    written = text.translate(_BYTES)
    return f"({written})" if written.isascii() else f"<feff{text.encode('utf-16-be').hex()}>"


class Element(Struct, eq=False):
    """A tag in the file. content: where it is drawn, as number of the page and of its marked
    content; box: of that on its first page, points from the lower left, for figures and links."""

    tag: Tag
    language: str = ""
    children: list["Element"] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    box: Bounds | None = None
    number: int = 0
    annotation: int = 0
    """Its number in the file, of a link that leads somewhere; and key in the parent tree below."""
    key: int = -1

    @property
    def boxed(self) -> bool:
        """Whether readers ask where on the page it lies."""
        return self.tag.kind in ("Figure", "Link")

    def grow(self, box: Bounds, page: int) -> None:
        """Add what was just drawn for it on `page`."""
        if self.content and self.content[0][0] != page:
            return
        if self.box is not None:
            old = self.box
            box = (min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3]))
        self.box = box


Leaves = dict[str, dict[int, Element]]
"""Key of a part → number of an item → whose content it is."""


class Structure:
    """The tree under construction. language: of the document."""

    def __init__(self, language: str) -> None:
        self.root = Element(Tag("Document"))
        self.pages: list[list[Element]] = []
        """For each page the elements by the numbers of its marked contents."""
        self.links: list[list[Element]] = []
        """For each page the links that begin on it."""
        self._language = language
        self._scenes: dict[int, tuple[Scene, Leaves]] = {}

    def begin_page(self) -> None:
        """What is marked from now on lies on a new page."""
        self.pages.append([])
        self.links.append([])

    def leaves(self, scene: Scene) -> Leaves:
        """Where the items of a Scene belong; the first time it joins the tree."""
        kept = self._scenes.get(id(scene))
        if kept is None:
            leaves: Leaves = {}
            section = Element(Tag("Sect"), scene.language if scene.language != self._language else "")
            tags = tuple(_plain(scene)) if scene.tags is None else scene.tags
            if _leftward(scene):
                parts = {part.key: part for part in scene.parts}
                tags = tuple(_in_order(tag, parts) for tag in tags)
            section.children = [_planted(tag, leaves) for tag in tags]
            self.root.children.append(section)
            kept = self._scenes[id(scene)] = (scene, leaves)
        return kept[1]

    def mark(self, element: Element) -> str:
        """The operator that begins a content of `element` on this page."""
        here = self.pages[-1]
        number = len(here)
        if element.tag.leads_to and not element.content:
            self.links[-1].append(element)
        element.content.append((len(self.pages) - 1, number))
        here.append(element)
        return f"/{element.tag.kind} <</MCID {number}>>BDC"

    def elements(self) -> list[Element]:
        """All that lead to anything drawn, the root first; the others are taken out of the tree."""
        _prune(self.root)
        found: list[Element] = []
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            found.append(element)
            waiting += reversed(element.children)
        return found

    def written(
        self,
        elements: Sequence[Element],
        pages: Sequence[int],
        root: int,
        rows: "Rows",
        phrases: Mapping[str, int],
    ) -> Iterator[tuple[str, int]]:
        """Each of the numbered `elements` as the format has it, and the characters of its rows if it
        has any, else 0. pages: numbers of their objects; root: that of the tree's root; phrases: see
        there."""
        parents = {id(child): element.number for element in elements for child in element.children}
        for element in elements:
            parent = parents.get(id(element), root)
            if len(element.children) >= rows.fewest and not element.content:
                yield rows.element(element, parent, phrases), rows.columns
            else:
                yield _written(element, parent, pages, rows.digits, phrases), 0

    def phrases(self, elements: Sequence[Element], first: int) -> dict[str, int]:
        """What several elements say instead of what is drawn, numbered from `first`: written once."""
        count = Counter(element.tag.actual for element in elements)
        often = [text for text, times in count.items() if text and times > 1]
        return {text: number for number, text in enumerate(often, first)}


class Rows:
    """Long lists of elements, each in a row of its own: below each other, their numbers differ in a
    digit or two."""

    fewest = 12
    """Elements from which a list is long."""

    def __init__(self, most: int) -> None:
        """most: no number is larger."""
        self.digits = len(str(most))
        self.columns = self.digits + len(" 0 R ")

    def of(self, numbers: Iterable[int], before: str = "[", after: str = "]") -> str:
        """A list. before, after: what stands around it, in rows too, as far as it fills them."""
        head = before.ljust(-(-len(before) // self.columns) * self.columns)
        return head + "".join([f"{number:>{self.digits}} 0 R " for number in numbers]) + after

    def element(self, element: Element, parent: int, phrases: Mapping[str, int]) -> str:
        """One with many children and nothing of its own on a page."""
        head = f"<</S/{element.tag.kind}/P {parent} 0 R{_entries(element, self.digits, phrases)}/K["
        return self.of((child.number for child in element.children), head, "]>>")


def _plain(scene: Scene) -> Iterator[Tag]:
    for part in scene.parts:
        for number, item in enumerate(part.items):
            if isinstance(item, Text):
                yield Tag("P", part.key, (number,))
            elif isinstance(item, Image) and item.description:
                yield Tag("Figure", part.key, (number,), alternative=item.description)


def _leftward(scene: Scene) -> bool:
    """Whether anything runs from the right."""
    words = [item.block.text for part in scene.parts for item in part.items if isinstance(item, Text)]
    return has_leftward("".join(words))


def _in_order(tag: Tag, parts: Mapping[str, Part]) -> Tag:
    """A tag whose right-to-left words are told in the order of their letters; glyphs stand on a page
    from the left. Not in the page's content: see docs/printing.md, "Text out of a PDF"."""
    children = tuple(_in_order(child, parts) for child in tag.children)
    if tag.items and not tag.actual and (tag.leads_to or not tag.alternative):
        found = [parts[tag.part].items[number] for number in tag.items]
        words = [item.block.text for item in found if isinstance(item, Text)]
        if any(has_leftward(text) for text in words):
            told = " ".join(" ".join(words).split())
            if not children:
                return replace(tag, actual=told)
            said = Tag("Span", tag.part, tag.items, actual=told)
            return replace(tag, part="", items=(), children=(said, *children))
    return replace(tag, children=children) if children != tag.children else tag


def _planted(tag: Tag, leaves: Leaves) -> Element:
    element = Element(tag)
    if tag.items:
        part = leaves.setdefault(tag.part, {})
        for number in tag.items:
            part[number] = element
    element.children = [_planted(child, leaves) for child in tag.children]
    return element


def _prune(element: Element) -> bool:
    element.children = [child for child in element.children if _prune(child)]
    return bool(element.children or element.content)


def _written(
    element: Element, parent: int, pages: Sequence[int], digits: int, phrases: Mapping[str, int]
) -> str:
    tag = element.tag
    if len(element.content) == 1 and not element.children and not element.annotation:
        page, number = element.content[0]
        start = f"<</S/{tag.kind}/P {parent:>{digits}} 0 R/Pg {pages[page]} 0 R/K {number:>{digits}}"
        return f"{start}{_entries(element, digits, phrases)}>>"
    pieces = [f"<</S/{tag.kind}/P {parent:>{digits}} 0 R"]
    kids: list[str] = []
    if element.content:
        first = element.content[0][0]
        pieces.append(f"/Pg {pages[first]} 0 R")
        for page, number in element.content:
            # Nothing says so more briefly where it lies on one page.
            here = f"{number:>{digits}}"
            kids.append(here if page == first else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {number}>>")
        if element.annotation:
            kids.append(f"<</Type/OBJR/Obj {element.annotation} 0 R>>")
    kids += [f"{child.number:>{digits}} 0 R" for child in element.children]
    pieces.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    return "".join([*pieces, _entries(element, digits, phrases), ">>"])


def _entries(element: Element, digits: int, phrases: Mapping[str, int]) -> str:
    """What else is said of an element."""
    tag = element.tag
    pieces: list[str] = []
    if tag.alternative and not tag.leads_to:  # a link says its own words; its annotation has these
        pieces.append(f"/Alt{string(tag.alternative)}")
    if tag.actual:
        known = phrases.get(tag.actual)
        pieces.append("/ActualText" + (string(tag.actual) if known is None else f" {known:>{digits}} 0 R"))
    if tag.title:
        pieces.append(f"/T{string(tag.title)}")
    if element.language:
        pieces.append(f"/Lang{string(element.language)}")
    if tag.kind == "TH":
        pieces.append("/A<</O/Table/Scope/Column>>")
    if element.box is not None and tag.kind == "Figure":
        box = " ".join(f"{value:.1f}" for value in element.box)
        pieces.append(f"/A<</O/Layout/Placement/Block/BBox[{box}]>>")
    return "".join(pieces)


class Sharing:
    """On which page an item is read that several show: the first that shows its element whole, else
    the one that shows most of it; what cannot be seen there is read where it is."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._windows: dict[int, list[tuple[int, Bounds]]] = {}
        for number, page in enumerate(pages):
            for layer in page.layers:
                left, top, width, height = layer.window
                window = (left, top, left + width, top + height)
                self._windows.setdefault(id(layer.scene), []).append((number, window))
        self._known: dict[tuple[int, str], dict[int, int]] = {}

    def alone(self, scene: Scene) -> bool:
        """Whether a Scene lies on one page only."""
        return len(self._windows[id(scene)]) == 1

    def pages_of(
        self, scene: Scene, part: Part, boxes: Sequence[Bounds], owners: Mapping[int, Element]
    ) -> Mapping[int, int]:
        """The number of the page of each item of a part that has an owner. boxes: of all its items."""
        key = (id(scene), part.key)
        found = self._known.get(key)
        if found is None:
            area = _around([boxes[item] for item in owners])
            everywhere = [
                (number, (left - part.x, top - part.y, right - part.x, bottom - part.y))
                for number, (left, top, right, bottom) in self._windows[id(scene)]
            ]
            windows = [one for one in everywhere if _shown(area, one[1]) > 0] or everywhere[:1]
            if len(windows) == 1:
                found = self._known[key] = dict.fromkeys(owners, windows[0][0])
                return found
            together: dict[int, list[int]] = {}
            for item, element in owners.items():
                together.setdefault(id(element), []).append(item)
            found = self._known[key] = {}
            for items in together.values():
                page, window = _best([boxes[item] for item in items], windows)
                tag = owners[items[0]].tag
                whole = bool(tag.actual or tag.alternative)
                for item in items:
                    # What is said in other words is said once, wherever the rest of it lies.
                    there = whole or _shown(boxes[item], window) > 0
                    found[item] = page if there else _best([boxes[item]], windows)[0]
        return found


def _shown(box: Bounds, window: Bounds) -> float:
    """mm² of a box that can be seen."""
    width = min(box[2], window[2]) - max(box[0], window[0])
    height = min(box[3], window[3]) - max(box[1], window[1])
    return width * height if width > 0 and height > 0 else 0.0


def _around(boxes: Sequence[Bounds]) -> Bounds:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _best(boxes: Sequence[Bounds], windows: Sequence[tuple[int, Bounds]]) -> tuple[int, Bounds]:
    """The first page that shows all of some boxes, else the one that shows most of them."""
    left, top, right, bottom = _around(boxes)
    best, most = windows[0], 0.0
    for number, window in windows:
        if window[0] <= left and window[1] <= top and window[2] >= right and window[3] >= bottom:
            return number, window
        shown = sum(_shown(box, window) for box in boxes)
        if shown > most:
            best, most = (number, window), shown
    return best
