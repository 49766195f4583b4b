"""`make fuzz`: coverage leads random changes of inputs into every corner of our own parsers.

python -m fuzz                    each of them for FUZZ_SECONDS (120) seconds
python -m fuzz mermaid journal    some

What breaks a promise is written to out/fuzz/found; put it into tests/files/fuzzed once it is understood,
under the name of its parser and what it was about. What led into new corners stays in out/fuzz/corpus,
so that the next run goes on from there.
"""

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from fuzz.parsers import PARSERS

ROOT = Path(__file__).parent.parent.parent
OUT = ROOT / "out" / "fuzz"
LONGEST = 4.0
"""Seconds of processor time for one input, with the counting of coverage; without it about a third."""

LARGEST = 6_000
"""Bytes of an input."""


class TooSlowError(BaseException):
    """An input took longer than LONGEST; no parser catches it."""


def present() -> bool:
    """Whether the fuzzer is installed."""
    from importlib.util import find_spec

    return find_spec("atheris") is not None


def fuzz(name: str, seconds: int) -> tuple[int, int, list[str]]:
    """Run one parser in a process of its own: inputs tried, branches reached, what was found."""
    done = subprocess.run(
        [sys.executable, "-m", "fuzz", "--one", name, "--seconds", str(seconds)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=seconds + 600,
    )
    said = (done.stdout + done.stderr).splitlines()
    found = [line.removeprefix("FOUND ") for line in said if line.startswith("FOUND ")]
    runs = next((int(line.split()[1]) for line in said if line.startswith("Done ")), 0)
    reached = [int(line.split("cov: ")[1].split()[0]) for line in said if " cov: " in line]
    if done.returncode or not runs:
        found.append(f"the fuzzer ended with {done.returncode}: {said[-1:]}")
    return runs, max(reached, default=0), found


def in_this_process(name: str, seconds: int) -> None:
    """Fuzz one parser until the time is over; each sort of fault is written down once."""
    import atheris

    with atheris.instrument_imports(include=["cjmdesk", "fuzz.parsers"]):
        for module in [one for one in sys.modules if one.split(".")[0] in ("cjmdesk", "fuzz", "samples")]:
            if module not in ("fuzz", "fuzz.__main__"):
                del sys.modules[module]  # once more, with counters inside
        from fuzz.parsers import PARSERS as parsers  # noqa: N811

    parser, seen = parsers[name], set[str]()

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    signal.signal(signal.SIGPROF, late)

    def one(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        try:
            parser.run(data)
        except (Exception, TooSlowError) as error:  # noqa: BLE001 - that is what is looked for
            signal.setitimer(signal.ITIMER_PROF, 0)
            place = traceback.extract_tb(error.__traceback__)[-1]
            sort = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
            if sort not in seen:
                seen.add(sort)
                path = OUT / "found" / f"{name.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:8]}"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                print(f"FOUND {path.name}: {sort}: {str(error)[:120]!r}", flush=True)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    corpus, seeds = OUT / "corpus" / name.replace(" ", "-"), OUT / "seeds" / name.replace(" ", "-")
    for folder in (corpus, seeds):
        folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(parser.seeds()):
        (seeds / str(number)).write_bytes(data)
    words = OUT / f"{name.replace(' ', '-')}.words"
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in parser.words)
    words.write_text("".join(f'"{word}"\n' for word in escaped))
    options = [
        f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-rss_limit_mb=2000", "-timeout=120",
        f"-dict={words}", "-print_final_stats=0", f"-artifact_prefix={OUT}/",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus), str(seeds)], one, enable_python_coverage=True)
    atheris.Fuzz()


def main(words: Sequence[str] | None = None) -> int:
    """0 when nothing was found, or there is nothing to look with."""
    parser = argparse.ArgumentParser(prog="python -m fuzz")
    parser.add_argument("names", nargs="*", help="of parsers; all if none")
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("FUZZ_SECONDS", "120")))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if not present():
        print("skipped: atheris is not installed here (pip install atheris: Linux, Python 3.11 to 3.13)")
        return 0
    if options.one:
        in_this_process(options.one, options.seconds)
        return 0
    wrong = 0
    for name in options.names or PARSERS:
        runs, reached, found = fuzz(name, options.seconds)
        wrong += len(found)
        print(f"{name}: {runs:,} inputs, {reached:,} branches, {len(found)} faults", flush=True)
        for line in found:
            print(f"    {line}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
