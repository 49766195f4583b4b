"""Hostile pictures, and hostile files of other programs."""

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable

from faults.campaign import Found, Ground, campaign
from faults.hostile import MOST, png
from faults.tools import run, surroundings

_PICTURES = """
import sys
from PySide6.QtGui import QGuiApplication
from pathlib import Path
from cjmdesk.pictures.errors import PictureError
from cjmdesk.pictures.qt import import_picture
app = QGuiApplication([])
for name in sys.argv[1:]:
    try:
        key, picture = import_picture(Path(name).read_bytes())
        import base64
        print("taken", picture.media_type, b"root:" in base64.b64decode(picture.data), len(picture.data))
    except PictureError as error:
        print("refused", str(error)[:60])
sys.stdout.flush()
import os
os._exit(0)
"""


def svg(inside: str, head: str = "") -> bytes:
    """An SVG picture."""
    links = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{head}<svg {links} width="40" height="20">{inside}</svg>'.encode()


def _use_bomb() -> bytes:
    parts = ['<g id="a0"><rect width="1" height="1"/></g>']
    parts += [f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)]
    return svg(f'<defs>{"".join(parts)}</defs><use xlink:href="#a8"/>')


def _entity_bomb() -> bytes:
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return svg("<text>&e9;</text>", f'<!DOCTYPE svg [<!ENTITY e0 "x">{names}]>')


BOX = '<rect width="5" height="5"/>'
LOCAL = '<image xlink:href="file:///etc/passwd" width="9" height="9"/>'
BLUR = '<filter id="f"><feGaussianBlur stdDeviation="9999"/></filter>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

PICTURES: dict[str, Callable[[], bytes]] = {
    "a PNG of 30,000 x 30,000": lambda: png(30_000, 30_000),
    "a PNG cut off": lambda: png(500, 500)[:60],
    "an entity bomb": _entity_bomb,
    "an external entity": lambda: svg("<text>&x;</text>", OUTSIDE),
    "a bomb of copies": _use_bomb,
    "a local file as image": lambda: svg(LOCAL + BOX),
    "a style from the net": lambda: svg('<style>@import "http://x/y";</style>' + BOX),
    "10,000 nested groups": lambda: svg("<g>" * 10_000 + "</g>" * 10_000),
    "an enormous filter": lambda: svg(BLUR + '<rect width="40" height="20" filter="url(#f)"/>'),
    "1e30 units wide": lambda: svg('<rect width="1e30" height="1e30" stroke-dasharray="1e-9"/>'),
}  # fmt: skip


@campaign("H", "hostile pictures", "refused or harmless, within 6 s and 500 MB")
def pictures(ground: Ground) -> Found:
    wrong, longest = [], 0.0
    for number, (name, make) in enumerate(PICTURES.items()):
        path = ground.folder / f"picture{number}"
        path.write_bytes(make())
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _PICTURES, str(path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env=surroundings(ground.folder / "home"),
        )
        took = time.monotonic() - began
        longest = max(longest, took)
        said = done.stdout.split()
        if done.returncode or not said or "True" in said or took > 8:
            wrong.append(
                f"{name}: {done.returncode} {done.stdout.strip()} {done.stderr.strip()[-100:]} {took:.1f} s"
            )
    return Found(
        f"{len(PICTURES)} pictures: {len(wrong)} wrong {'; '.join(wrong)}; the slowest {longest:.1f} s",
        not wrong,
    )


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _part in range(300):
                sheet.write(b" " * 1_000_000)
        book.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def _aliases() -> bytes:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for before, name in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]")
    return "\n".join(lines).encode()


FOREIGN: dict[str, Callable[[], bytes]] = {
    "bomb.xlsx": _zip_bomb,
    "wide.csv": lambda: b"Stage," * 400_000 + b"\nActions" + b",x" * 400_000,
    "quotes.csv": lambda: b'"' * 3_000_001,
    "formula.csv": lambda: b"Stage,Actions\nBuy,=cmd|' /C calc'!A0\n",
    "deep.json": lambda: b'{"a":' * 50_000,
    "aliases.yaml": _aliases,
    "object.yaml": lambda: b"stages: !!python/object/apply:os.system ['touch was-here']\n",
    "table.html": lambda: b"<table><tr>" + b"<td colspan=1000 rowspan=1000>x" * 3000,
    "long.mmd": lambda: b"journey\n" + b"section a\nb: 5: Me\n" * 100_000,
    "links.md": lambda: b"[" * 50_000 + b"]" * 50_000,
    "zeros.xlsx": lambda: bytes(10_000),
    "stars.md": lambda: b"*a **b " * 60_000,
}  # fmt: skip


@campaign(
    "H",
    "hostile files of other programs through `import`",
    "a map or one sentence, within 5 s of processor time and 500 MB",
)
def foreign(ground: Ground) -> Found:
    wrong, longest, most = [], 0.0, 0.0
    idle = run(["--version"], ground.folder / "home").cpu
    for name, make in FOREIGN.items():
        path, out = ground.folder / name, ground.folder / "out.cjm"
        out.unlink(missing_ok=True)
        path.write_bytes(make())
        done = run(["import", path, "-o", out], ground.folder / "home", folder=ground.folder, measure=True)
        took = done.cpu - idle
        longest, most = max(longest, took), max(most, done.peak)
        if (
            done.code not in (0, 1)
            or not done.clean
            or "fault of the program" in done.err
            or took > 5
            or done.peak > MOST
        ):
            wrong.append(f"{name}: {done.code} {done.err.strip()[-120:]} {took:.1f} s {done.peak:.0f} MB")
    reached = (ground.folder / "was-here").exists()
    text = f"{len(FOREIGN)} files: {len(wrong)} wrong {'; '.join(wrong)}; "
    text += f"the slowest {longest:.1f} s, at most {most:.0f} MB"
    return Found(text, not wrong and not reached)
