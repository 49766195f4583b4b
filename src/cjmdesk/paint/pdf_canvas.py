"""The PDF file under construction: everything of reportlab that is not its public drawing.

reportlab's own text and graphics calls are bypassed: items come as finished strings. The names
with an underscore that this takes are used in this module and in `pdf_fonts` only.
"""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape  # not that of xml.sax, which imports a web client
from typing import Any, BinaryIO, Protocol

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as reportlab_canvas
from reportlab.pdfgen.canvas import Canvas

from cjmdesk._version import __version__
from cjmdesk.paint.pdf_inks import SCREEN, Inks
from cjmdesk.paint.pdf_objects import PACKING, annotate, reserve_structure, write_objects
from cjmdesk.paint.pdf_tags import Element, Structure, string

POINTS = 72 / 25.4
"""Points a millimetre."""

_STEP = 0.0001
"""Of a gradient's length, between two colours at least."""

_PROGRAM = "cjmdesk"


_Rect = tuple[float, float, float, float]


class DelayedObject(Protocol):
    """A resource that is written when everything that uses it is known."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        ...


class _BareCanvas(Canvas):
    """A canvas that does not open every page by choosing a font of its own, never embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class PdfFile:
    """A PDF whose pages are written in millimetres, y down.

    title, author, subject, language: for its metadata. reproducible: equal input gives equal
    bytes; the dates in it are then fixed ones. inks: how colours are written.
    """

    def __init__(
        self,
        *,
        title: str,
        author: str,
        subject: str,
        language: str,
        reproducible: bool,
        inks: Inks = SCREEN,
    ) -> None:
        self.inks = inks
        # Text-encoded streams are for mail programs of the nineties: a quarter larger, slower.
        rl_config.useA85 = 0
        # reportlab wants a file; the pages are written to the one that `save` is given.
        canvas: Any = _BareCanvas(
            "", pageCompression=1, invariant=int(reproducible), lang=language or "en", pdfVersion=(1, 6)
        )
        self._canvas = canvas
        self._doc = canvas._doc
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator(_PROGRAM)
        self._canvas.setProducer(f"{_PROGRAM} {__version__} (reportlab)")
        self._height = 0.0
        self._bookmarks = 0
        self._links: list[tuple[Element, Any]] = []
        self.structure = Structure(language)
        reserve_structure(self._doc)
        self._doc.format = lambda: write_objects(self._doc, self.structure)
        self._pictures: dict[str, str] = {}
        moment = datetime(2000, 1, 1, tzinfo=UTC) if reproducible else datetime.now(UTC)
        self._doc.Catalog.Metadata = _metadata(title, author, subject, language, moment)
        viewer = {"DisplayDocTitle": "true"}
        self._doc.Catalog.ViewerPreferences = pdfdoc.PDFDictionary(viewer)

    def begin_page(
        self, width: float, height: float, *, trim: _Rect | None = None, bleed: _Rect | None = None
    ) -> None:
        """A page of `width` by `height` mm. trim, bleed: left, top, width, height of those boxes."""
        self._height = height * POINTS
        self.structure.begin_page()
        self._canvas.setPageSize((width * POINTS, self._height))
        self._canvas.setTrimBox(self._box(trim))
        self._canvas.setBleedBox(self._box(bleed))
        self.write(f"{POINTS:.10f} 0 0 {-POINTS:.10f} 0 {self._height:.6f} cm")

    def _box(self, rect: _Rect | None) -> tuple[float, ...] | None:
        if rect is None:
            return None
        left, top, width, height = (value * POINTS for value in rect)
        bottom = self._height - top - height
        return tuple(round(value, 4) for value in (left, bottom, left + width, bottom + height))

    def end_page(self) -> None:
        """Close the page."""
        for link in self.structure.links[-1]:
            self._annotate(link)
        self._canvas.showPage()
        page = self._doc.Pages.pages[-1]
        # Compressed at once, so that not all pages are held in the clear; strings in it are bytes.
        page.Contents = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary({"Filter": "/FlateDecode"}),
            content=zlib.compress(page.stream.encode("latin-1"), PACKING),
        )
        page.stream = None
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self.structure.pages) - 1, "/S"

    def _annotate(self, link: Element) -> None:
        """What of the page is pressed to follow a link; where it leads is set when all pages are there."""
        box = [round(value, 2) for value in link.box or (0.0, 0.0, 0.0, 0.0)]
        entries = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": pdfdoc.PDFArray(box),
            "Border": pdfdoc.PDFArray([0, 0, 0]),
            "F": 4,
            "Contents": string(link.tag.alternative),
        }
        annotation = pdfdoc.PDFDictionary(entries)
        self._canvas._addAnnotation(annotation)
        self._links.append((link, annotation))

    def write(self, code: str) -> None:
        """Add a piece to the page's content."""
        self._canvas._code.append(code)

    def add_resource(self, resource: DelayedObject) -> None:
        """Have `resource` write its objects when the file is saved."""
        self._doc.delayedFonts.append(resource)

    def shade(self, top: float, bottom: float, stops: Sequence[tuple[float, str]]) -> None:
        """Fill the clipped area with a vertical gradient from `top` to `bottom`."""
        places = [min(1.0, max(0.0, place)) for place, _ in stops]
        for after in range(1, len(places)):
            # Two colours at one place are a step; the format wants it to have a length.
            places[after] = max(places[after], places[after - 1] + _STEP)
        colours = [self.inks.numbers(colour) for _, colour in stops]
        if places[0] > 0:
            places.insert(0, 0.0)
            colours.insert(0, colours[0])
        if places[-1] < 1:
            places.append(1.0)
            colours.append(colours[-1])
        ends = {"ColorSpace": self.inks.space.lstrip("/"), "Extend": "[true true]"}
        blend = reportlab_canvas._buildColorFunction(colours, places)  # type: ignore[attr-defined]
        self._canvas.shade(pdfdoc.PDFAxialShading(0, top, 0, bottom, Function=blend, **ends))

    def bookmark(self, title: str, x: float, y: float, level: int = 0) -> None:
        """An entry of the outline that leads to a place on this page. level: see layout's Bookmark."""
        self._bookmarks += 1
        key = f"place{self._bookmarks}"
        self._canvas.bookmarkPage(
            key, fit="XYZ", left=round(x * POINTS, 2), top=round(self._height - y * POINTS, 2)
        )
        self._canvas.addOutlineEntry(title or "–", key, level)
        self._canvas.showOutline()

    def picture(self, key: str, stream: Any, mask: Any = None) -> str:
        """Register a picture once; the name by which the page's content calls it."""
        name = self._pictures.get(key)
        if name is None:
            name = f"Picture{len(self._pictures)}"
            self._pictures[key] = name
            if mask is not None:
                stream.dictionary["SMask"] = self._doc.Reference(mask, f"{name}Mask")
            self._doc.Reference(stream, pdfdoc.xObjectName(name))
        if name not in self._canvas._formsinuse:
            self._canvas._formsinuse.append(name)
            self._canvas._currentPageHasImages = 1
        registered: str = pdfdoc.xObjectName(name)
        return registered

    def save(self, target: BinaryIO) -> None:
        """Write the whole file."""
        for key, (link, annotation) in enumerate(self._links, len(self.structure.pages)):
            link.key = annotation["StructParent"] = key
        annotate(self._doc, self._links)
        target.write(self._canvas.getpdfdata())


def image_stream(width: int, height: int, colours: str, data: bytes, filtered: str, bits: int = 8) -> Any:
    """An image XObject. colours: `/DeviceRGB` or `/DeviceGray`; filtered: how data is packed."""
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": width,
        "Height": height,
        "ColorSpace": colours,
        "BitsPerComponent": bits,
        "Filter": filtered,
    }
    return pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(entries), content=data)


def _metadata(title: str, author: str, subject: str, language: str, moment: datetime) -> Any:
    """The XMP packet: what the Info dictionary says, for readers of our days."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    alternative = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    fields = [
        ("dc:format", "application/pdf"),
        ("dc:title", alternative.format(escape(title, quote=False))),
        ("dc:language", f"<rdf:Bag><rdf:li>{escape(language, quote=False)}</rdf:li></rdf:Bag>"),
        ("xmp:CreatorTool", _PROGRAM),
        ("xmp:CreateDate", stamp),
        ("xmp:ModifyDate", stamp),
    ]
    if author:
        fields.append(("dc:creator", f"<rdf:Seq><rdf:li>{escape(author, quote=False)}</rdf:li></rdf:Seq>"))
    if subject:
        fields.append(("dc:description", alternative.format(escape(subject, quote=False))))
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields)
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:xmp="http://ns.adobe.com/xap/1.0/">{inner}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>\n'
    )
    entries = {"Type": "/Metadata", "Subtype": "/XML"}
    return pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(entries), content=packet.encode())
