"""Printed pages handed from one process to another: what the child laid out, the window paints.

The pages of a large map take longer to read than a window may stand still. So they are written in
pieces of a few hundred items, and read one piece at a time.
"""

import io
import pickle
import struct
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from msgspec import Struct

from cjmdesk.layout.scene import Part, Scene
from cjmdesk.model.maps import WallGrid
from cjmdesk.model.project import Picture
from cjmdesk.posters.check import PosterWarning
from cjmdesk.posters.printed import Printed, PrintedPage

PIECE = 400
"""Items read at once; some two milliseconds."""

_LENGTH = struct.Struct("<Q")


class HandingError(Exception):
    """What was handed over cannot be read."""


class Laid(Struct, frozen=True):
    """What is known of a drawing on its pages, without the engine that laid it out. whole: all of it,
    before it was put on sheets. maps: how many are printed together; `whole` and figures are then of one
    of them, `pages` of all. pictures: those of the project without colours, where it is printed so;
    else None. grids: of wall grids, by the ids of their maps, to be remembered. The rest as in
    `Printed` and `Drawing`."""

    whole: Scene
    pages: tuple[PrintedPage, ...]
    scale: float = 1.0
    cut_text_lines: int = 0
    card_pt: float = 0.0
    smallest_pt: float = 0.0
    reads_from: float = 0.0
    warnings: tuple[PosterWarning, ...] = ()
    grids: tuple[tuple[str, WallGrid], ...] = ()
    pictures: dict[str, Picture] | None = None
    maps: int = 1

    @property
    def tiles(self) -> tuple[PrintedPage, ...]:
        """The sheets of one map that have to be cut and glued; none of several."""
        return tuple(page for page in self.pages if page.kind == "tile") if self.maps == 1 else ()


def laid_of(printed: Printed, together: Mapping[str, Printed] | None = None) -> Laid:
    """What a window needs of it; reads all that is only found out when it is asked for.

    together: all that is printed with it, itself too, by the ids of the maps; None for it alone.
    """
    drawing = printed.poster
    every = tuple(together.values()) if together else (printed,)
    return Laid(
        drawing.scene,
        tuple(page for each in every for page in each.pages),
        printed.scale,
        sum(each.cut_text_lines for each in every),
        drawing.card_pt,
        drawing.smallest_pt,
        drawing.reads_from,
        tuple(warning for each in every for warning in each.poster.warnings),
        tuple((id, each.grid) for id, each in (together or {}).items() if each.grid is not None),
        maps=len(every),
    )


class _Pickler(pickle.Pickler):
    """Writes parts as their numbers, and keeps them."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, protocol=5)
        self.parts: list[Part] = []
        self._numbers: dict[int, int] = {}

    def persistent_id(self, value: Any) -> int | None:
        if not isinstance(value, Part):
            return None
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self.parts)
            self.parts.append(value)
        return number


class _Unpickler(pickle.Unpickler):
    """Makes values of this program alone, whatever the file asks for."""

    def __init__(self, data: bytes, parts: list[Part]) -> None:
        super().__init__(io.BytesIO(data))
        self._parts: list[Part] = parts

    def persistent_load(self, number: int) -> Part:
        return self._parts[number]

    def find_class(self, module: str, name: str) -> Any:
        if not module.startswith(_OURS) or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


_OURS = ("cjmdesk.layout.", "cjmdesk.text.engine", "cjmdesk.posters.", "cjmdesk.model.")


def hand_over(laid: Laid, stream: BinaryIO) -> None:
    """Write `laid`: the parts of its Scenes in pieces, each behind its length, and then the rest."""
    rest = io.BytesIO()
    pickler = _Pickler(rest)
    pickler.dump(laid)
    piece: list[Part] = []
    items = 0
    for part in pickler.parts:
        piece.append(part)
        items += len(part.items)
        if items >= PIECE:
            _write(stream, pickle.dumps(piece, protocol=5))
            piece, items = [], 0
    _write(stream, pickle.dumps(piece, protocol=5))
    _write(stream, b"")
    _write(stream, rest.getvalue())


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)


def take_over(data: bytes) -> Iterator[Laid | None]:
    """Read what `hand_over` wrote, a piece at each step: None until the last step gives all of it.

    Raises HandingError for anything else.
    """
    try:
        parts: list[Part] = []
        place = 0
        while True:
            piece, place = _piece(data, place)
            if not piece:
                break
            parts += _Unpickler(piece, []).load()
            yield None
        piece, _end = _piece(data, place)
        laid = _Unpickler(piece, parts).load()
    except (
        pickle.UnpicklingError,
        struct.error,
        EOFError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
    ) as error:
        raise HandingError(str(error)) from error
    if not isinstance(laid, Laid):
        raise HandingError("not what was laid out")
    yield laid


def _piece(data: bytes, place: int) -> tuple[bytes, int]:
    (length,) = _LENGTH.unpack_from(data, place)
    place += _LENGTH.size
    return data[place : place + length], place + length
