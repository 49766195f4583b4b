"""What a reader of PDFs tells of a file: its structure, walked as screen readers do, with pdfium."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw


@dataclass
class Element:
    """An element of the structure. words: of its own contents on the page, in order."""

    kind: str
    alternative: str = ""
    actual: str = ""
    title: str = ""
    language: str = ""
    words: list[str] = field(default_factory=list)
    contents: int = 0
    children: "list[Element]" = field(default_factory=list)

    def walk(self) -> "Iterator[Element]":
        """This and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def said(self) -> str:
        """What is heard of this element itself."""
        return self.actual or self.alternative or " ".join(" ".join(self.words).split())

    def all_said(self) -> list[str]:
        """What is heard of this and all below it; elements without words are passed over."""
        return [said for element in self.walk() if (said := element.said.strip())]

    def of(self, *kinds: str) -> "list[Element]":
        """The elements of some kinds in it."""
        return [element for element in self.walk() if element.kind in kinds]


@dataclass
class Told:
    """A page. loose: texts that belong to no element and are no decoration; artifacts: texts that are."""

    root: Element
    loose: list[str]
    artifacts: list[str]
    unmarked: int


def _utf16(call: Callable[[Any, int], int]) -> str:
    size = call(None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    call(buffer, size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")


def read_aloud(data: bytes) -> list[Told]:
    """Each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    return [_page(page) for page in document]


def _page(page: Any) -> Told:
    texts = page.get_textpage()
    contents: dict[int, list[str]] = {}
    loose, artifacts, unmarked = [], [], 0
    for at in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, at)
        number = raw.FPDFPageObj_GetMarkedContentID(thing)
        words = ""
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
            words = _utf16(
                lambda buffer, size, thing=thing: raw.FPDFTextObj_GetText(
                    thing, texts, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
                )
            )
        marks = list(_marks(thing))
        if number >= 0:
            contents.setdefault(number, []).append(words)
        elif "Artifact" in marks:
            artifacts += [words] if words.strip() else []
        else:
            unmarked += 1
            loose += [words] if words.strip() else []
    tree = raw.FPDF_StructTree_GetForPage(page)
    root = Element("Root")
    try:
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, at)
            if child:
                root.children.append(_element(child, contents))
    finally:
        raw.FPDF_StructTree_Close(tree)
    return Told(root, loose, artifacts, unmarked)


def _marks(thing: Any) -> Iterator[str]:
    for at in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, at)
        size = ctypes.c_ulong()
        buffer = ctypes.create_string_buffer(200)
        raw.FPDFPageObjMark_GetName(
            mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 200, ctypes.byref(size)
        )
        yield buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")


def _element(found: Any, contents: dict[int, list[str]]) -> Element:
    def text(name: str) -> str:
        ask = getattr(raw, f"FPDF_StructElement_Get{name}")
        return _utf16(lambda buffer, size: ask(found, buffer, size))

    element = Element(text("Type"), text("AltText"), text("ActualText"), text("Title"), text("Lang"))
    for at in range(raw.FPDF_StructElement_CountChildren(found)):
        number = raw.FPDF_StructElement_GetChildMarkedContentID(found, at)
        if number >= 0:
            element.contents += 1
            element.words += contents.get(number, [])
            continue
        child = raw.FPDF_StructElement_GetChildAtIndex(found, at)
        if child:
            element.children.append(_element(child, contents))
    return element
