"""The objects of a PDF written out: streams one by one, all others packed together and compressed.

reportlab writes every object in the clear with its place in a table of twenty bytes a line. A
tagged poster has an element for each card, which would double the file. Elements differ in little
but their numbers: those of a length lie below each other, and only what changes from one to the next
is kept.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from reportlab.pdfbase import pdfdoc

from cjmdesk.paint.pdf_tags import Element, Rows, Structure, string

ROOT = "structure"
"""Name of the structure's root among the document's objects."""

PACKING = 6
"""How hard what the file says is compressed: 9 takes twice as long and saves a thirtieth."""

_PACK = 800
"""Objects in one stream."""

_ALIKE = 64
"""Objects of a length from which they get a stream of their own; readers keep few of these at hand."""

_ENTRY = 7
"""Bytes of an entry of the table: kind, place, number in a pack."""

_Packed = tuple[int, bytes, int]
"""An object that goes into a stream with others: its number, its text, and the bytes of a row of it;
0 if it is one row."""


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
    packed: list[_Packed] = []
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
            packed.append((number, body, 0))
    told = _structure(doc, structure, root, number)
    packed += told
    number += len(told) - 1  # the root has its number
    places: dict[int, tuple[int, int]] = {}
    for pack, columns in _packs(packed):
        offsets[number] = file.add(b"%d 0 obj\n%s\nendobj\n" % (number, _pack(pack, columns)))
        places |= {one[0]: (number, place) for place, one in enumerate(pack)}
        number += 1
    offsets[number] = file.offset
    file.add(b"%d 0 obj\n%s\nendobj\n" % (number, _table(doc, offsets, places, number)))
    file.add(b"startxref\n%d\n%%%%EOF\n" % offsets[number])
    whole: bytes = file.format(doc)
    return whole


def _structure(doc: Any, structure: Structure, root: int, first: int) -> list[_Packed]:
    """The root, and numbered from `first` the elements and what leads from the pages to them."""
    numbers = doc.idToObjectNumberAndVersion
    elements = structure.elements()
    # As they were drawn: what belongs to the pages is then a row of rising numbers.
    elements.sort(key=lambda element: element.content[0] if element.content else (-1, 0))
    for place, element in enumerate(elements):
        element.number = first + place
    pages = [numbers[page.__InternalName__][0] for page in doc.Pages.pages]
    phrases = structure.phrases(elements, first + len(elements) + len(pages))
    rows = Rows(first + len(elements) + len(pages) + len(phrases))
    found: list[_Packed] = [
        (element.number, text.encode("ascii"), columns)
        for element, (text, columns) in zip(
            elements, structure.written(elements, pages, root, rows, phrases), strict=True
        )
    ]
    number = first + len(elements)
    found += [
        (number + place, rows.of([element.number for element in here]).encode("ascii"), rows.columns)
        for place, here in enumerate(structure.pages)
    ]
    found += [(place, string(text).encode("ascii"), 0) for text, place in phrases.items()]
    entries = [f"{page} {number + page} 0 R" for page in range(len(pages))]
    entries += [f"{element.key} {element.number} 0 R" for links in structure.links for element in links]
    tree = f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree <</Nums[{' '.join(entries)}]>>"
    tree += f"/ParentTreeNextKey {len(entries)}>>"
    return [(root, tree.encode("ascii"), 0), *found]


def annotate(doc: Any, links: list[tuple[Element, Any]]) -> None:
    """Tell each link element the number of its annotation, and the annotation where it leads."""
    for element, annotation in links:
        page = doc.Pages.pages[element.tag.leads_to - 1]
        annotation["Dest"] = pdfdoc.PDFArray([doc.Reference(page), "/Fit"])
        element.annotation = doc.idToObjectNumberAndVersion[annotation.__InternalName__][0]


def _packs(objects: Sequence[_Packed]) -> Iterator[tuple[Sequence[_Packed], int]]:
    """What goes into a stream together, and the bytes of its rows: objects of a length and rows of a
    length lie below each other, what is left over together (0)."""
    alike: dict[int, list[_Packed]] = {}
    for one in objects:
        alike.setdefault(one[2] or len(one[1]) + 1, []).append(one)
    mixed: list[_Packed] = []
    for columns, members in alike.items():
        if len(members) < _ALIKE and not any(one[2] for one in members):
            mixed += members
            continue
        for first in range(0, len(members), _PACK):
            yield members[first : first + _PACK], columns
    for first in range(0, len(mixed), _PACK):
        yield mixed[first : first + _PACK], 0


def _pack(objects: Sequence[_Packed], columns: int) -> bytes:
    """An object stream. columns: see `_packs`; what differs from the row above is kept of each row."""
    bodies = [body for _number, body, _columns in objects]
    if columns:
        bodies = [body.ljust(-(-(len(body) + 1) // columns) * columns - 1) for body in bodies]
    ends = list(accumulate(len(body) + 1 for body in bodies))
    digits = len(str(objects[-1][0])), len(str(ends[-1]))
    heads = [
        b"%*d %*d " % (digits[0], one[0], digits[1], at) for one, at in zip(objects, [0, *ends], strict=False)
    ]
    if columns:
        beside = max(columns // (sum(digits) + 2), 1)
        rows = [b"".join(heads[first : first + beside]) for first in range(0, len(heads), beside)]
        heads = [row.ljust(-(-len(row) // columns) * columns) for row in rows]
    head = b"".join(heads)
    flat = head + b"\n".join(bodies) + b"\n"
    data, how = _squeezed(flat, columns)
    start = b"<</Type/ObjStm/N %d/First %d%s/Length %d>>stream\n" % (len(objects), len(head), how, len(data))
    return start + data + b"\nendstream"


def _squeezed(flat: bytes, columns: int) -> tuple[bytes, bytes]:
    """The bytes of a stream, and the entries that say how to read it. columns: bytes of a row; rows are
    written as what they have more than the one above (predictor "up" of PNG), for rising numbers do not
    compress, and their steps do; 0: as they are."""
    how = b"/Filter/FlateDecode"
    if columns:
        steps = _less(flat, bytes(columns) + flat[:-columns])
        flat = b"".join([b"\2" + steps[at : at + columns] for at in range(0, len(steps), columns)])
        how += b"/DecodeParms<</Predictor 12/Columns %d>>" % columns
    return zlib.compress(flat, PACKING), how


def _less(new: bytes, old: bytes) -> bytes:
    """Byte by byte new − old, modulo 256, of two of a length; all at once, as one large number."""
    high = int.from_bytes(b"\x80" * len(new), "big")
    one, other = int.from_bytes(new, "big"), int.from_bytes(old, "big")
    low = other & ~high
    # The highest bit of each byte is lent, so that no byte borrows from its neighbour.
    return (((one | high) - low) ^ ((one ^ ~other) & high)).to_bytes(len(new), "big")


def _table(doc: Any, offsets: dict[int, int], places: dict[int, tuple[int, int]], last: int) -> bytes:
    """The cross-reference stream: where each object lies."""
    rows = [b"\0\0\0\0\0\xff\xff"]
    for number in range(1, last + 1):
        if number in places:
            pack, place = places[number]
            rows.append(b"\2" + pack.to_bytes(4, "big") + place.to_bytes(2, "big"))
        else:
            rows.append(b"\1" + offsets[number].to_bytes(4, "big") + b"\0\0")
    data, how = _squeezed(b"".join(rows), _ENTRY)
    catalog, info = (pdfdoc.format(doc.Reference(thing), doc) for thing in (doc.Catalog, doc.info))
    head = b"<</Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID%s%s/Length %d>>stream\n"
    return head % (last + 1, catalog, info, _id(doc), how, len(data)) + data + b"\nendstream"


def _id(doc: Any) -> bytes:
    """The file's two identifiers; reportlab puts a remark behind them."""
    both: bytes = doc.ID()
    return both[both.index(b"[") : both.rindex(b"]") + 1]
