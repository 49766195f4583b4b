"""Builds the shipped templates and samples from the readable sources in `scripts/content`.

    python scripts/content.py           write resources/templates and resources/samples
    python scripts/content.py --check   change nothing; fail where they differ from their sources

A source holds all its languages side by side, divided by " | " in the order of its `languages`, so
that structure, links and ids cannot differ between them. A text that is the same in every language
is marked with "= " in front. Ids are prefixed with the id of their map; a card without one is named
after its place.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trades
import yaml
from pydantic import BaseModel

from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import dumps

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "scripts" / "content"
PICTURES = SOURCES / "pictures"
RESOURCES = ROOT / "resources"

CODES = (
    *("id", "kind", "type", "colour", "grade", "date", "icon", "channel", "condition", "status", "shape"),
    *("motive", "nature", "chart", "line", "step", "goal_preset", "marks", "due", "last_reviewed"),
    *("version", "picture", "portrait", "media_type", "personas", "competitor", "findings", "answers"),
    *("made_from", "source", "target", "lanes", "stages", "language"),
)
"""Fields that hold ids and words of the file format: the same in every language."""

LINKS = ("findings", "answers", "lanes", "stages")
"""Fields that name items of the same map."""


class Words:
    """Chooses the texts of one language from a source."""

    def __init__(self, languages: list[str], language: str) -> None:
        """`language` is one of `languages`, the order of the texts in the source."""
        self._count = len(languages)
        self._number = languages.index(language)
        self.language = language

    def text(self, text: str) -> str:
        """The part of `text` in this language. Raises ValueError where a part is missing."""
        if self._count == 1:
            return text.strip()
        if text.startswith("= "):
            return text[2:].strip()
        parts = [part.strip() for part in text.split("|")]
        if len(parts) != self._count or not all(parts):
            raise ValueError(f"{self._count} languages expected, {len(parts)} found: {text!r}")
        return parts[self._number]

    def of(self, value: Any, field: str = "") -> Any:
        """`value` with every text in it, at any depth, in this language."""
        if isinstance(value, str):
            return value if field in CODES else self.text(value)
        if isinstance(value, list):
            return [self.of(part, field) for part in value]
        if isinstance(value, dict):
            return {name: self.of(part, name) for name, part in value.items()}
        return value


class MapBuilder:
    """Turns one map of a source into the fields of a `JourneyMap`."""

    def __init__(self, source: dict[str, Any], words: Words) -> None:
        """`source` as read from the file; `words` chooses its language."""
        self._source = source
        self._words = words
        self._id = source["id"]

    def build(self) -> dict[str, Any]:
        """All fields of the map."""
        nested = ("stages", "lanes", "connectors", "views")
        fields: dict[str, Any] = self._words.of(
            {name: v for name, v in self._source.items() if name not in nested}
        )
        fields["language"] = self._words.language
        fields["stages"] = [self._stage(stage) for stage in self._source["stages"]]
        fields["lanes"] = [self._lane(lane) for lane in self._source["lanes"]]
        fields["connectors"] = [self._connector(c) for c in self._source.get("connectors", [])]
        views = self._source.get("views", [])
        fields["views"] = [{**self._linked(view), "id": self._name(view["id"])} for view in views]
        return fields

    def _name(self, local: str) -> str:
        return f"{self._id}-{local}"

    def _stage(self, source: dict[str, Any]) -> dict[str, Any]:
        stage = self._words.of(source)
        steps = stage.get("steps") or [{"id": "1"}]
        name = self._name(source["id"])
        return {**stage, "id": name, "steps": [{**step, "id": f"{name}-{step['id']}"} for step in steps]}

    def _steps(self) -> dict[str, str]:
        """What cells say ("purchase", "purchase/pay") → step id; a stage alone is its first step."""
        found = {}
        for stage in self._source["stages"]:
            for step in reversed(stage.get("steps") or [{"id": "1"}]):
                identity = self._name(f"{stage['id']}-{step['id']}")
                found[stage["id"]] = found[f"{stage['id']}/{step['id']}"] = identity
        return found

    def _lane(self, source: dict[str, Any]) -> dict[str, Any]:
        local = source.get("id", source["kind"].replace("_", "-"))
        lane = self._words.of({name: value for name, value in source.items() if name != "cells"})
        steps = self._steps()
        cells = source.get("cells", {})
        unknown = set(cells) - set(steps)
        if unknown:
            raise ValueError(f"lane {local}: no such step: {', '.join(sorted(unknown))}")
        order = {identity: number for number, identity in enumerate(self._steps_in_order())}
        lane["cells"] = [
            self._cell(source["kind"], local, place, steps[place], cells[place])
            for place in sorted(cells, key=lambda place: order[steps[place]])
        ]
        return {**lane, "id": self._name(local)}

    def _steps_in_order(self) -> Iterator[str]:
        for stage in self._source["stages"]:
            for step in stage.get("steps") or [{"id": "1"}]:
                yield self._name(f"{stage['id']}-{step['id']}")

    def _cell(self, kind: str, lane: str, place: str, step: str, items: list[Any]) -> dict[str, Any]:
        holds = "points" if kind == "emotions" else "cards"
        built = []
        for number, item in enumerate(items, start=1):
            fields = {"text": item} if isinstance(item, str) else dict(item)
            local = fields.pop("id", f"{lane}-{place.replace('/', '-')}-{number}")
            evidence = fields.pop("evidence", None)
            fields = self._linked(fields)
            if evidence is not None:
                fields["evidence"] = self._evidence(evidence)
            if kind != "emotions":
                fields["kind"] = kind
            built.append({**fields, "id": self._name(local)})
        return {"step": step, holds: built}

    def _evidence(self, text: str) -> dict[str, Any]:
        """`grade; source; date`, the last two optional."""
        grade, *rest = [part.strip() for part in text.split(";")]
        evidence: dict[str, Any] = {"grade": grade}
        if rest and rest[0]:
            evidence["source"] = self._words.text(rest[0])
        if len(rest) > 1:
            evidence["date"] = rest[1]
        return evidence

    def _linked(self, source: dict[str, Any]) -> dict[str, Any]:
        """`source` in one language, with its links into this map prefixed."""
        fields: dict[str, Any] = self._words.of(source)
        for name in LINKS:
            if name in fields:
                fields[name] = [self._name(link) for link in fields[name]]
        return fields

    def _connector(self, source: dict[str, Any]) -> dict[str, Any]:
        fields = self._words.of(source)
        return {**fields, **{name: self._name(source[name]) for name in ("id", "source", "target")}}


def build_project(source: dict[str, Any], language: str) -> Project:
    """The project of a source in one language, validated."""
    words = Words(source["languages"], language)
    fields = words.of({n: v for n, v in source.items() if n in ("title", "brief", "personas", "channels")})
    fields["maps"] = [MapBuilder(each, words).build() for each in source["maps"]]
    fields["pictures"] = dict(_picture(each, words) for each in source.get("pictures", {}).values())
    hashes = {name: _picture(each, words)[0] for name, each in source.get("pictures", {}).items()}
    _name_pictures(fields, hashes)
    project = Project.model_validate_json(json.dumps(fields, default=str))
    _refuse_unknown(project, project.title)
    return project


def _refuse_unknown(value: Any, place: str) -> None:
    """Raise ValueError where the source has a field that the model does not: a slip of the pen."""
    if isinstance(value, BaseModel):
        if value.model_extra:
            raise ValueError(f"{place}: unknown field {', '.join(value.model_extra)}")
        for name, part in value:
            _refuse_unknown(part, f"{place}.{getattr(value, 'id', '')}.{name}")
    elif isinstance(value, tuple):
        for part in value:
            _refuse_unknown(part, place)


def _picture(source: dict[str, Any], words: Words) -> tuple[str, dict[str, Any]]:
    """Content hash and fields of a PNG file in the folder of pictures."""
    data = (PICTURES / source["file"]).read_bytes()
    return hashlib.sha256(data).hexdigest(), {
        "media_type": "image/png",
        # Width and height stand in the header of every PNG.
        "width": int.from_bytes(data[16:20]),
        "height": int.from_bytes(data[20:24]),
        "description": words.text(source["description"]),
        "data": base64.b64encode(data).decode("ascii"),
    }


def _name_pictures(value: Any, hashes: dict[str, str]) -> None:
    """Put the content hash where the source names a picture, at any depth."""
    if isinstance(value, list):
        for part in value:
            _name_pictures(part, hashes)
    elif isinstance(value, dict):
        for field in ("picture", "portrait"):
            if field in value:
                value[field] = hashes[value[field]]
        for part in value.values():
            _name_pictures(part, hashes)


def _read(path: Path) -> dict[str, Any]:
    source: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return source


def template_sources() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each template: its entry in the source, and its project in the form of a sample's source."""
    shared = _read(SOURCES / "templates.yaml")
    for entry in shared["templates"]:
        stages = shared["stage_sets"][entry["stages"]]
        brief = {**shared["brief"], "goal_preset": entry["goal_preset"], "goal": entry["goal"]}
        journey = {
            "id": entry["id"],
            "type": entry["type"],
            "title": entry["map_title"],
            "scenario": entry["scenario"],
            "goal": entry["goal"],
            "stages": stages["stages"],
            "connectors": stages.get("connectors", []),
            "lanes": shared["lane_sets"][entry["type"]],
        }
        project = {"languages": shared["languages"], "title": shared["project_title"], "brief": brief}
        yield entry, {**project, "maps": [journey]}


def built() -> Iterator[tuple[Path, bytes]]:
    """Every file that the sources give, with its content."""
    listed = []
    for entry, source in template_sources():
        languages = source["languages"]
        for language in languages:
            project = build_project(source, language)
            yield RESOURCES / "templates" / f"{entry['id']}.{language}.cjm", dumps(project)
        listed.append(_listed(entry, languages, ("title", "suits", "strengths", "limits")))
        listed[-1] |= {"type": entry["type"], "stage_set": entry["stages"]}
    for entry, source in trades.sources(SOURCES):
        for language in entry["languages"]:
            project = build_project(source, language)
            yield RESOURCES / "templates" / f"{entry['id']}.{language}.cjm", dumps(project)
        listed.append(_listed(entry, entry["languages"], ("title", "suits", "strengths", "limits")))
        listed[-1] |= {"type": source["maps"][0]["type"], "stage_set": "trade", "icon": entry["icon"]}
    yield RESOURCES / "templates" / "catalogue.json", _json_bytes(listed)
    listed = []
    sources = {path: _read(path) for path in SOURCES.glob("samples/*.yaml")}
    for path, source in sorted(sources.items(), key=lambda item: item[1]["place"]):
        for language in source["languages"]:
            project = build_project(source, language)
            yield RESOURCES / "samples" / f"{path.stem}.{language}.cjm", dumps(project)
        entry = {"id": path.stem, "title": source["title"], "about": source["about"]}
        listed.append(_listed(entry, source["languages"], ("title", "about")))
        listed[-1] |= {"types": [each["type"] for each in source["maps"]]}
    yield RESOURCES / "samples" / "catalogue.json", _json_bytes(listed)


def _listed(entry: dict[str, Any], languages: list[str], fields: tuple[str, ...]) -> dict[str, Any]:
    """What the start page shows: language → words."""
    return {
        "id": entry["id"],
        "words": {
            language: {field: Words(languages, language).text(entry[field]) for field in fields}
            for language in languages
        },
    }


def _json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def main() -> int:
    """The command; 1 where a shipped file differs from its source."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a difference")
    options = parser.parse_args()
    differing = []
    for path, content in built():
        if not path.is_file() or path.read_bytes() != content:
            differing.append(path.relative_to(ROOT))
            if not options.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    for name in differing:
        print(f"{'differs from its source' if options.check else 'written'}: {name}")
    return 1 if options.check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
