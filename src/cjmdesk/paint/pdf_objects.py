"""The objects of a PDF written out: streams one by one, all others packed together and compressed.

reportlab writes every object in the clear with its place in a table of twenty bytes a line. A
tagged poster has an element for each card, which would double the file.
"""

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from cjmdesk.paint.pdf_tags import Element, Structure

ROOT = "structure"
"""Name of the structure's root among the document's objects."""

_PACK = 800
"""Objects in one stream."""

_ROW = 7
"""Bytes of an entry of the table: kind, place, number in a pack."""


def reserve_structure(doc: Any) -> None:
    """Have the catalogue point to the structure, which is written when everything is known."""
    root = pdfdoc.PDFDictionary({})
    doc.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    doc.Catalog.StructTreeRoot = root
    doc.Reference(root, ROOT)


def write_objects(doc: Any, structure: Structure) -> bytes:
    """The whole file: reportlab's objects, then the structure's."""
    doc.Reference(doc.Catalog)
    doc.Reference(doc.info)
    numbers = doc.idToObjectNumberAndVersion
    root = numbers[ROOT][0]
    file = pdfdoc.PDFFile(doc._pdfVersion)
    offsets: dict[int, int] = {}
    packed: list[tuple[int, bytes]] = []
    number = 0
    while (number := number + 1) in doc.numberToId:  # more may be named while these are written
        thing = doc.idToObject[doc.numberToId[number]]
        if number == root:
            continue
        body = pdfdoc.format(thing, doc, toplevel=1).strip()
        # The catalogue stays in the clear, for simple programs that look into files.
        if thing is doc.Catalog or body.endswith(b"endstream"):
            offsets[number] = file.add(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        else:
            packed.append((number, body))
    elements = structure.elements()
    packed += _structure(doc, structure, elements, root, number)
    number += len(elements)
    places: dict[int, tuple[int, int]] = {}
    for first in range(0, len(packed), _PACK):
        pack = packed[first : first + _PACK]
        offsets[number] = file.add(b"%d 0 obj\n%s\nendobj\n" % (number, _pack(pack)))
        places |= {held: (number, place) for place, (held, _body) in enumerate(pack)}
        number += 1
    offsets[number] = file.offset
    file.add(b"%d 0 obj\n%s\nendobj\n" % (number, _table(doc, offsets, places, number)))
    file.add(b"startxref\n%d\n%%%%EOF\n" % offsets[number])
    whole: bytes = file.format(doc)
    return whole


def _structure(
    doc: Any, structure: Structure, elements: list[Element], root: int, first: int
) -> list[tuple[int, bytes]]:
    """The root and the elements, numbered from `first`."""
    numbers = doc.idToObjectNumberAndVersion
    # As they were drawn: the parent tree is then a row of rising numbers, which compresses well.
    elements.sort(key=lambda element: element.content[0] if element.content else (-1, 0))
    for place, element in enumerate(elements):
        element.number = first + place
    pages = [numbers[page.__InternalName__][0] for page in doc.Pages.pages]
    written = [
        (element.number, text.encode("ascii"))
        for element, text in zip(elements, structure.written(elements, pages, root), strict=True)
    ]
    keys = len(pages) + sum(len(links) for links in structure.links)
    links = f"/ParentTree {structure.parents()}/ParentTreeNextKey {keys}"
    tree = f"<</Type/StructTreeRoot/K {first} 0 R{links}>>"
    return [(root, tree.encode("ascii")), *written]


def annotate(doc: Any, links: list[tuple[Element, Any]]) -> None:
    """Tell each link element the number of its annotation, and the annotation where it leads."""
    for element, annotation in links:
        page = doc.Pages.pages[element.tag.leads_to - 1]
        annotation["Dest"] = pdfdoc.PDFArray([doc.Reference(page), "/Fit"])
        element.annotation = doc.idToObjectNumberAndVersion[annotation.__InternalName__][0]


def _pack(objects: list[tuple[int, bytes]]) -> bytes:
    """An object stream."""
    heads: list[str] = []
    at = 0
    for number, body in objects:
        heads.append(f"{number} {at}")
        at += len(body) + 1
    head = " ".join(heads).encode("ascii") + b"\n"
    data = zlib.compress(head + b"\n".join(body for _number, body in objects), 9)
    start = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n" % (
        len(objects),
        len(head),
        len(data),
    )
    return start + data + b"\nendstream"


def _table(doc: Any, offsets: dict[int, int], places: dict[int, tuple[int, int]], last: int) -> bytes:
    """The cross-reference stream: where each object lies."""
    rows = [b"\0\0\0\0\0\xff\xff"]
    for number in range(1, last + 1):
        if number in places:
            pack, place = places[number]
            rows.append(b"\2" + pack.to_bytes(4, "big") + place.to_bytes(2, "big"))
        else:
            rows.append(b"\1" + offsets[number].to_bytes(4, "big") + b"\0\0")
    flat = b"".join(rows)
    # Less its upper neighbour, a row is zeros with a one: the predictor "up" of PNG.
    steps = bytes((new - old) & 255 for new, old in zip(flat, bytes(_ROW) + flat, strict=False))
    lines = b"".join(b"\2" + steps[at : at + _ROW] for at in range(0, len(steps), _ROW))
    data = zlib.compress(lines, 9)
    catalog, info = (pdfdoc.format(doc.Reference(thing), doc) for thing in (doc.Catalog, doc.info))
    return (
        (
            b"<</Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID%s/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns %d>>/Length %d>>stream\n"
            % (last + 1, catalog, info, _id(doc), _ROW, len(data))
        )
        + data
        + b"\nendstream"
    )


def _id(doc: Any) -> bytes:
    """The file's two identifiers; reportlab puts a remark behind them."""
    both: bytes = doc.ID()
    return both[both.index(b"[") : both.rindex(b"]") + 1]
