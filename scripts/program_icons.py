"""Draws the program's icons from their SVGs in every size that desktops ask for.

The SVGs below `resources/desktop/icons/hicolor/scalable` become the PNGs of that icon theme, and
`packaging/icons/cjmdesk.ico` (Windows) and `cjmdesk.icns` (macOS).
Run offscreen: `QT_QPA_PLATFORM=offscreen python scripts/program_icons.py`.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
THEME = ROOT / "resources" / "desktop" / "icons" / "hicolor"
PACKAGES = ROOT / "packaging" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# The four-letter names of Apple's icon file for PNGs of these sides in pixels.
ICNS_TYPES = {"icp4": 16, "icp5": 32, "icp6": 64, "ic07": 128, "ic08": 256, "ic09": 512}


def png(svg: Path, side: int) -> bytes:
    """`svg` drawn `side` pixels wide and high, as the bytes of a PNG."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        QSvgRenderer(str(svg)).render(painter)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' icon file: a directory of PNGs. 256 is written as 0 there."""
    offset = 6 + 16 * len(pictures)
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    for side, data in pictures.items():
        directory += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return directory + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """Apple's icon file: named chunks of PNG."""
    chunks = b"".join(
        kind.encode("ascii") + struct.pack(">I", 8 + len(pictures[side])) + pictures[side]
        for kind, side in ICNS_TYPES.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(chunks)) + chunks


def main() -> int:
    """Write all icon files."""
    application = QGuiApplication(sys.argv)
    for svg in sorted((THEME / "scalable").glob("*/*.svg")):
        for side in SIZES:
            target = THEME / f"{side}x{side}" / svg.parent.name / f"{svg.stem}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(png(svg, side))
    program = THEME / "scalable" / "apps" / "cjmdesk.svg"
    PACKAGES.mkdir(parents=True, exist_ok=True)
    (PACKAGES / "cjmdesk.ico").write_bytes(ico({side: png(program, side) for side in ICO_SIZES}))
    (PACKAGES / "cjmdesk.icns").write_bytes(icns({side: png(program, side) for side in ICNS_TYPES.values()}))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
