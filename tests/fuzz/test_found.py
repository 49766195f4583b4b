"""What fuzzing found once is never a fault again, and its harness sees faults."""

from pathlib import Path

import pytest

from fuzz.parsers import FILES, PARSERS

FOUND = sorted((FILES / "fuzzed").glob("*.bin"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_found(path: Path) -> None:
    name = path.stem.partition(".")[0].replace("-", " ")
    PARSERS[name].run(path.read_bytes())


@pytest.mark.parametrize("name", PARSERS)
def test_the_usual_is_read(name: str) -> None:
    seeds = list(PARSERS[name].seeds())
    assert seeds
    for data in seeds:
        PARSERS[name].run(data)


def test_a_promise_that_is_broken_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjmdesk.pictures.svg._FORBIDDEN", set())
    with pytest.raises(AssertionError, match="something active"):
        for data in PARSERS["svg"].seeds():
            PARSERS["svg"].run(data)
    monkeypatch.setattr("fuzz.parsers.import_file", {}.__getitem__)
    with pytest.raises(TypeError):
        PARSERS["mermaid"].run(b"journey\n")
