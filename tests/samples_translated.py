"""A map in three languages: the bicycle workshop, with the other samples' words as its translations."""

from cjmdesk.formats.templates import sample
from cjmdesk.model.project import Project
from cjmdesk.model.translating import sources
from cjmdesk.storage.project_file import load


def workshop(language: str) -> Project:
    """The sample that is written in this language; all have the same ids."""
    return load(sample("bike-workshop", language).path).project


def three_languages() -> Project:
    """The English one, whose first map is translated into Polish and Russian."""
    project = workshop("en")
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for tag in ("pl", "ru"):
        other = workshop(tag)
        for source in sources(other, other.maps[0]):
            tables.setdefault(tag, {}).setdefault(source.item, {})[source.field] = source.text
    first = project.maps[0].model_copy(update={"translations": tables})
    return project.model_copy(update={"maps": (first, *project.maps[1:])})
