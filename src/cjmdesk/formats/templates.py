"""The shipped templates and samples: what there is, and projects made from them."""

import difflib
import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from cjmdesk import shipped
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.storage.project_file import load

FALLBACK = "en"
"""The language of every template, used where there is none in the language asked for."""

_ID_FIELDS = ("id", "step", "source", "target", "findings", "answers", "lanes", "stages", "item", "made_from")
"""Where ids of a template's own items stand in its map."""

TRADE = "trade"
"""The stage set of a template from a trade, whose stages are its own."""


class TemplateInfo(Struct, frozen=True):
    """A template, in the words of `language`.

    type: see MAP_TYPES. stage_set: `funnel` (awareness to advocacy), `loyalty_loop`, `hours`, or
    `trade` for a worked example from a trade. suits: when to choose it; strengths, limits: what it
    shows well and what it does not, a sentence each. icon: name of a bundled icon, empty for none.
    """

    id: str
    type: str
    stage_set: str
    language: str
    title: str
    suits: str
    strengths: str
    limits: str
    icon: str = ""

    @property
    def trade(self) -> bool:
        """Whether it is a worked example from a trade, to be written over, and no empty form."""
        return self.stage_set == TRADE


class SampleInfo(Struct, frozen=True):
    """A finished project to learn from, in `language`.

    about: one sentence for the start page. types: of its maps, in order. languages: all that it
    is there in. path: its file, which must not be written to.
    """

    id: str
    language: str
    title: str
    about: str
    types: tuple[str, ...]
    languages: tuple[str, ...]
    path: Path


class UnknownTemplateError(LookupError):
    """No template or sample has the name asked for. `str()` is one sentence naming the nearest."""


def list_templates(language: str) -> tuple[TemplateInfo, ...]:
    """All templates in the words of `language` (a tag such as "pl" or "pl-PL"), else in English.

    First the empty forms, then the worked examples from trades.
    """
    return tuple(_template_info(entry, language) for entry in _catalogue("templates"))


def shipped_ids() -> tuple[str, ...]:
    """The names of all shipped templates."""
    return tuple(entry["id"] for entry in _catalogue("templates"))


def template_languages(template_id: str) -> tuple[str, ...]:
    """The languages that a template speaks. Raises UnknownTemplateError."""
    return tuple(_entry("templates", template_id)["words"])


def make_project(template_id: str, language: str) -> Project:
    """A new project with one map from a template, in `language` or else in English.

    Its ids are the same each time and in every language, so that the maps of breakout groups which
    start from one template can be merged. Raises UnknownTemplateError.
    """
    entry = _entry("templates", template_id)
    chosen = _choose(tuple(entry["words"]), language)
    return load(shipped.path("templates", f"{entry['id']}.{chosen}.cjm")).project


def make_map(template_id: str, language: str, taken: Collection[str]) -> JourneyMap:
    """A template's map for a project that already uses the ids in `taken`.

    Where they clash, every id of the map gets the first free number behind it.
    Raises UnknownTemplateError.
    """
    journey = make_project(template_id, language).maps[0]
    raw = journey.model_dump(exclude_defaults=True)
    own = set(_ids(raw))
    used = set(taken)
    number, suffix = 1, ""
    while any(identity + suffix in used for identity in own):
        number += 1
        suffix = f"-{number}"
    if not suffix:
        return journey
    return JourneyMap.model_validate(_renamed(raw, {identity: identity + suffix for identity in own}))


def list_samples(language: str) -> tuple[SampleInfo, ...]:
    """All samples, each once: first those in `language`, then those in English, then the others."""
    found = [_sample_info(entry, language) for entry in _catalogue("samples")]
    order = (_primary(language), FALLBACK)
    return tuple(sorted(found, key=lambda info: order.index(info.language) if info.language in order else 2))


def sample(sample_id: str, language: str) -> SampleInfo:
    """One sample, in `language` where it is there. Raises UnknownTemplateError."""
    return _sample_info(_entry("samples", sample_id), language)


@cache
def _catalogue(folder: str) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(shipped.path(folder, "catalogue.json").read_text(encoding="utf-8")))


def _entry(folder: str, wanted: str) -> dict[str, Any]:
    # People type the file format's own words too: "Service_Blueprint".
    name = wanted.strip().lower().replace("_", "-").replace(" ", "-")
    entries = {entry["id"]: entry for entry in _catalogue(folder)}
    if name in entries:
        return entries[name]
    near = difflib.get_close_matches(name, entries, n=3, cutoff=0.45)
    near += [identity for identity in entries if name and name in identity and identity not in near]
    near += [identity for identity in entries if identity not in near and _says(entries[identity], wanted)]
    names = ", ".join(near or entries)
    if folder == "samples":
        text = _("there is no sample “{name}”; choose one of: {names}")
        names = ", ".join(entries)
    elif near:
        text = _("there is no template “{name}”; the nearest are: {names}")
    else:
        text = _("there is no template “{name}”; choose one of: {names}")
    raise UnknownTemplateError(text.format(name=wanted, names=names))


def _says(entry: dict[str, Any], wanted: str) -> bool:
    """Whether a word of an entry, in any of its languages, begins as `wanted` does: "hairdresser"."""
    asked = wanted.strip().casefold()
    said = (text for words in entry["words"].values() for text in (words["title"], words.get("suits", "")))
    return len(asked) > 2 and any(word.startswith(asked) for text in said for word in _words(text))


def _words(text: str) -> list[str]:
    return [word.strip(".,:;()") for word in text.casefold().split()]


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _choose(languages: tuple[str, ...], wanted: str) -> str:
    """The language asked for if it is there, else English, else the first there is."""
    if _primary(wanted) in languages:
        return _primary(wanted)
    return FALLBACK if FALLBACK in languages else languages[0]


def _template_info(entry: dict[str, Any], wanted: str) -> TemplateInfo:
    language = _choose(tuple(entry["words"]), wanted)
    return TemplateInfo(
        id=entry["id"],
        type=entry["type"],
        stage_set=entry["stage_set"],
        icon=entry.get("icon", ""),
        language=language,
        **entry["words"][language],
    )


def _sample_info(entry: dict[str, Any], wanted: str) -> SampleInfo:
    languages = tuple(entry["words"])
    language = _choose(languages, wanted)
    return SampleInfo(
        id=entry["id"],
        language=language,
        types=tuple(entry["types"]),
        languages=languages,
        path=shipped.path("samples", f"{entry['id']}.{language}.cjm"),
        **entry["words"][language],
    )


def _ids(value: Any) -> list[str]:
    """Every id below `value`."""
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [identity for part in value.values() for identity in _ids(part)]
    if isinstance(value, list | tuple):
        return [identity for part in value for identity in _ids(part)]
    return []


def _renamed(value: Any, new: dict[str, str], field: str = "") -> Any:
    """`value` with the ids of `new` replaced, in items and in links to them."""
    if isinstance(value, str):
        return new.get(value, value) if field in _ID_FIELDS else value
    if isinstance(value, dict):
        return {name: _renamed(part, new, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(part, new, field) for part in value]
    return value
