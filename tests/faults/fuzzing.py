"""Coverage leads changes of inputs into our own parsers, for a while; `make fuzz` does it for longer."""

from faults.campaign import Found, Ground, Skipped, campaign
from fuzz.__main__ import fuzz, present
from fuzz.parsers import PARSERS


@campaign(
    "H",
    f"inputs led by coverage (atheris) into {len(PARSERS)} parsers of ours: " + ", ".join(PARSERS),
    "{count} s each: no promise broken, 0 over 4 s of processor time",
    30,
    5,
)
def led_by_coverage(ground: Ground) -> Found:
    if not present():
        raise Skipped("atheris is not installed (make fuzz installs it where there is one)")
    inputs, found = 0, list[str]()
    for name in PARSERS:
        runs, _reached, faults = fuzz(name, ground.count)
        inputs += runs
        found += faults
    text = f"{len(PARSERS)} parsers, {ground.count} s each: {inputs:,} inputs, {len(found)} faults"
    return Found(f"{text} {'; '.join(found[:3])}".strip(), not found)
