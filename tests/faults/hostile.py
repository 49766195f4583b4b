"""Damaged and hostile files: one sentence, soon, in little memory, and nothing is changed."""

import base64
import contextlib
import io
import json
import os
import random
import resource
import select
import signal
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from cjmdesk.storage.project_file import dumps
from faults.campaign import Found, Ground, campaign
from faults.tools import Done, run
from samples import repair_visit
from strategies import TINY, seeded_project

LONGEST, MOST = 2.0, 500.0
"""Seconds and MB that a file may take."""


class Worker:
    """A process that validates one file after another, and is watched."""

    def __init__(self) -> None:
        here, there = os.pipe(), os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(here[1])
            os.close(there[0])
            _validate_all(here[0], there[1])
        os.close(here[0])
        os.close(there[1])
        self._ask, self._answer = here[1], there[0]

    def validate(self, path: Path) -> str:
        """`CODE MB SECONDS first line`, "hang", or "crash SIGNAL"."""
        os.write(self._ask, os.fsencode(path) + b"\n")
        ready, _, _ = select.select([self._answer], [], [], 20.0)
        if not ready:
            self.close()
            return "hang"
        said = os.read(self._answer, 65536).decode("utf-8", "replace")
        return said or f"crash {self.close()}"

    def close(self) -> int:
        """End it; its exit code."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        for end in (self._ask, self._answer):
            os.close(end)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _validate_all(asked: int, answers: int) -> None:
    from cjmdesk.cli.main import run_verb

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with os.fdopen(asked, "rb") as stream:
        for line in stream:
            said = io.StringIO()
            began = time.process_time()
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
                code = run_verb("validate", [os.fsdecode(line[:-1])])
            took = time.process_time() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            text = said.getvalue()
            rough = "TRACEBACK" if "Traceback" in text or "a fault of the program" in text else ""
            first = text.replace("\n", "⏎")[:300]
            os.write(answers, f"{code} {peak:.0f} {took:.3f} {rough}{first}\n".encode())
    os._exit(0)


def mutants(count: int, chance: random.Random) -> Iterator[bytes]:
    """Files cut off at each byte, bits turned, pieces of others put in."""
    small = dumps(seeded_project(2, TINY))
    wholes = [dumps(repair_visit()), *(dumps(seeded_project(seed)) for seed in range(8))]
    cuts = range(0, len(small), max(1, 3 * len(small) // count))
    for length in cuts:
        yield small[:length]
    for number in range(count - len(cuts)):
        data = bytearray(chance.choice(wholes))
        match number % 3:
            case 0:
                for _time in range(chance.choice((1, 1, 2, 8))):
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case 1:
                other = chance.choice(wholes)
                start, at = chance.randrange(len(other)), chance.randrange(len(data))
                data[at : at + chance.randrange(400)] = other[start : start + chance.randrange(400)]
            case _:
                at = chance.randrange(len(data))
                data[at:at] = chance.choice(JUNK)
        yield bytes(data)


JUNK = (
    b"NaN", b"-Infinity", b"1e999", b"\\ud800", b"\\u0000", b"\xff", b"\xef\xbf\xbf", b"{", b"}", b"[", b"]",
    b'"', b",", b":", b"null", b"9" * 60, b"-1e12", b'"id":"x",', b"/*", b"\0\0\0\0", b"[" * 100,
    b'{"a":' * 80, b"\r\n", b"\x1b[2J",
)  # fmt: skip


@campaign(
    "H",
    "mutated files through `validate`: cut at every byte, bits turned, spliced, junk put in",
    "{count} files: 0 crashes, 0 over 2 s of processor time, 0 over 500 MB, 0 files changed",
    10_000,
    50,
    fast=True,
)
def mutated_files(ground: Ground) -> Found:
    path, worker = ground.folder / "map.cjm", Worker()
    crashes = slow = changed = count = refused = 0
    most = longest = 0.0
    first = ""
    for data in mutants(ground.count, ground.chance):
        count += 1
        path.write_bytes(data)
        said = worker.validate(path)
        changed += path.read_bytes() != data
        if said.startswith(("hang", "crash")) or "TRACEBACK" in said:
            crashes += not said.startswith("hang")
            slow += said.startswith("hang")
            first = first or said[:150]
            (ground.folder / f"found{count}").write_bytes(data)
            if said.startswith(("hang", "crash")):
                worker = Worker()
            continue
        code, peak, took = said.split()[:3]
        refused += code == "1"
        most, longest = max(most, float(peak)), max(longest, float(took))
        slow += float(took) > LONGEST
    worker.close()
    bad = crashes or slow or changed or most > MOST
    text = f"{count:,} files, {refused:,} refused or mended: {crashes} crashes, {slow} too slow "
    text += f"(longest {longest:.2f} s), "
    return Found(f"{text}at most {most:.0f} MB, {changed} changed {first}".strip(), not bad)


def project(**more: object) -> bytes:
    """A project's file with these fields."""
    return json.dumps({"format": "cjmdesk", "schema": 1, "readable_by": 1, **more}).encode()


def with_card(card: str) -> bytes:
    """A project whose one card has this JSON inside."""
    mark = {"id": "c", "kind": "needs", "text": "HERE"}
    lane = {"id": "l", "kind": "needs", "cells": [{"step": "s", "cards": [mark]}]}
    stage = {"id": "g", "steps": [{"id": "s"}]}
    return project(maps=[{"id": "m", "stages": [stage], "lanes": [lane]}]).replace(
        b'"text": "HERE"', card.encode()
    )


def png(width: int, height: int) -> bytes:
    """A PNG of one colour, small however large it says it is."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compressobj(9)
    line = b"\0" + bytes((width + 7) // 8)
    packed = b"".join(rows.compress(line) for _row in range(height)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _picture(name: str, data: bytes) -> bytes:
    held = {"media_type": "image/png", "width": 10, "height": 10, "data": base64.b64encode(data).decode()}
    return project(pictures={name: held})


BEGUN = b'{"format":"cjmdesk","schema":1,"x":'
WILD = {"id": "g", "steps": [{"id": "s", "width": -5}, {"id": "t", "width": 1e12}]}

CASES: dict[str, tuple[int, Callable[[], bytes]]] = {
    "NaN": (1, lambda: with_card('"text":"a","x":NaN')),
    "Infinity": (1, lambda: with_card('"x":-Infinity')),
    "1e999": (1, lambda: with_card('"x":1e999')),
    "a key twice": (1, lambda: b'{"format":"cjmdesk","schema":1,"title":"a","title":"b"}'),
    "UTF-8 with a mark": (0, lambda: b"\xef\xbb\xbf" + project(title="ż")),
    "UTF-16": (0, lambda: project(title="ż").decode().encode("utf-16")),
    "half a character": (1, lambda: with_card('"text":"a\\ud800b"')),
    "NUL and control characters": (1, lambda: with_card('"text":"a\\u0000\\u0007b"')),
    "100,000 levels": (1, lambda: BEGUN + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "65 levels": (1, lambda: BEGUN + b"[" * 65 + b"]" * 65 + b"}"),
    "5,000 digits": (1, lambda: with_card(f'"x":{"7" * 5000}')),
    "trailing bytes": (1, lambda: project() + b" x"),
    "cut off": (1, lambda: dumps(repair_visit())[:4000]),
    "empty": (1, lambda: b""),
    "4 KB of zeros": (1, lambda: bytes(4096)),
    "zeros at the end": (1, lambda: dumps(repair_visit())[:4000] + bytes(4096)),
    "a comment": (1, lambda: b"// map\n" + project()),
    "30 MB of {}": (1, lambda: BEGUN + b"[" + b"{}," * 10_000_000 + b"{}]}"),
    "23 MB of {}": (1, lambda: BEGUN + b"[" + b"{}," * 7_600_000 + b"{}]}"),
    "23 MB of [1,1,…]": (1, lambda: BEGUN + b"[" + b"1," * 11_000_000 + b"1]}"),
    "190,000 {} with keys": (0, lambda: project(x=[{"a": 1, "b": "x"}] * 190_000)),
    "one text of 20 MB": (0, lambda: project(title="x" * 20_000_000)),
    "a million backslashes": (0, lambda: project(title="\\" * 1_000_000)),
    "a list at the top": (1, lambda: b"[" + project() + b"]"),
    "another format": (1, lambda: b'{"format":"other","schema":1}'),
    "ids that lead nowhere": (1, lambda: with_card('"personas":["nobody"]')),
    "an id twice": (1, lambda: with_card('"text":"a"},{"id":"c","kind":"needs","text":"b"')),
    "ids in a circle": (1, lambda: with_card('"made_from":"c"')),
    "a width of -5 and 1e12": (1, lambda: project(maps=[{"id": "m", "stages": [WILD]}])),
    "a picture called ../../x": (1, lambda: _picture("../../x", b"\x89PNG\r\n\x1a\n")),
    "a picture called C:\\x": (1, lambda: _picture("C:\\x", b"\x89PNG\r\n\x1a\n")),
    "a picture that is none": (1, lambda: _picture("0" * 64, b"GIF8")),
    "50 MB of picture": (1, lambda: _picture("0" * 64, bytes(50_000_000))),
    "a PNG of 30,000 x 30,000 inside": (1, lambda: _picture("0" * 64, png(30_000, 30_000))),
    "a picture under our name": (1, lambda: png(10, 10)),
    "a workbook under our name": (1, lambda: b"PK\x03\x04" + bytes(100)),
    "random bytes": (1, lambda: random.Random(1).randbytes(100_000)),
}  # fmt: skip


@campaign(
    "H",
    "each sort of damaged or hostile file through `validate`",
    "one sentence, exit 1 where it is bad, within 2 s of processor time and 500 MB, the file unchanged",
)
def table(ground: Ground) -> Found:
    wrong, longest, most, slowest = [], 0.0, 0.0, ""
    idle = run(["--version"], ground.folder / "home").cpu
    for name, (code, make) in CASES.items():
        path = ground.folder / "map.cjm"
        data = make()
        path.write_bytes(data)
        done = run(["validate", path], ground.folder / "home", measure=True)
        fault = _complaint(done, code)
        if path.read_bytes() != data:
            fault += " file changed"
        took = done.cpu - idle
        if took > longest:
            longest, slowest = took, name
        most = max(most, done.peak)
        if took > LONGEST or done.peak > MOST:
            fault += f" {took:.1f} s {done.peak:.0f} MB"
        if fault:
            wrong.append(f"{name}: {fault}")
    text = f"{len(CASES)} files: {len(wrong)} wrong {'; '.join(wrong)}".strip()
    return Found(f"{text}; the slowest took {longest:.1f} s ({slowest}), at most {most:.0f} MB", not wrong)


def _complaint(done: Done, code: int) -> str:
    """What is not as it should be with how it ended."""
    if done.code != code:
        return f"exit {done.code}, not {code}: {done.err[:120]}"
    if "Traceback" in done.err or "fault of the program" in done.err:
        return f"rough: {done.err[-200:]}"
    return "" if code == 0 or done.err.startswith("cjmdesk: ") else "no sentence"
