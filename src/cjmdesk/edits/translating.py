"""Writing a map's texts in another language."""

from collections.abc import Iterable, Mapping

from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import at, changed, find, item_at, map_of, put
from cjmdesk.i18n import _
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.people import Persona
from cjmdesk.model.project import Channel, Project
from cjmdesk.model.texts import clean_text


def set_translation(
    project: Project, map_id: str, language: str, item: str, field: str, text: str
) -> Project:
    """Translate a field of an item of the map, of a persona or a channel into `language`; an empty text
    takes it away. Raises EditError.
    """
    return set_translations(project, map_id, language, [(item, field, text)])


def set_translations(
    project: Project, map_id: str, language: str, texts: Iterable[tuple[str, str, str]]
) -> Project:
    """The same of many: item, field, text. Raises EditError, and then sets none."""
    path, journey = item_at(project, map_id, JourneyMap)
    table = {name: dict(words) for name, words in journey.translations.get(language, {}).items()}
    for item, field, text in texts:
        _refuse_stranger(project, map_id, item)
        words = table.setdefault(item, {})
        if text.strip():
            words[field] = clean_text(text)
        else:
            words.pop(field, None)
    return put(project, path, changed(journey, translations=_tables(journey, language, table)))


def remove_language(project: Project, map_id: str, language: str) -> Project:
    """Forget all translations of the map into `language`. Raises EditError."""
    path, journey = item_at(project, map_id, JourneyMap)
    return put(project, path, changed(journey, translations=_tables(journey, language, {})))


def _tables(
    journey: JourneyMap, language: str, table: Mapping[str, dict[str, str]]
) -> dict[str, dict[str, dict[str, str]]]:
    """All translations, with these of one language; nothing empty is kept."""
    tables = dict(journey.translations)
    tables[language] = {item: words for item, words in table.items() if words}
    return {tag: rows for tag, rows in tables.items() if rows}


def _refuse_stranger(project: Project, map_id: str, item: str) -> None:
    if item == map_id or isinstance(at(project, find(project, item)), Persona | Channel):
        return
    if map_of(project, item).id != map_id:
        raise EditError(_("{item} is not in this map").format(item=item))
