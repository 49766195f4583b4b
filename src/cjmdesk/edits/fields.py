"""Setting fields: of any item, of a map's poster, of the brief, of the project."""

from typing import Any, cast

from cjmdesk.changes.shape import lists, parts
from cjmdesk.edits.blueprint import refuse_disorder
from cjmdesk.edits.errors import EditError
from cjmdesk.edits.places import at, changed, find, item_at, put
from cjmdesk.i18n import _
from cjmdesk.model.lanes import LineLane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project
from cjmdesk.model.references import names, origins
from cjmdesk.model.values import Value

_FIXED = ("id", "kind")
_NAMES_PERSONAS = ("personas", "hidden_personas")
_NAMES_NOTES = ("findings", "answers", "made_from")
_NAMES_PICTURES = ("picture", "portrait", "logo")


def set_field(project: Project, item: str, field: str, value: Any) -> Project:
    """Set one field of the item with that id. Raises EditError."""
    return set_fields(project, item, **{field: value})


def set_fields(project: Project, item: str, /, **values: Any) -> Project:
    """Set several fields of the item at once. Raises EditError, and then sets none."""
    path = find(project, item)
    owner = at(project, path)
    _refuse_structure(owner, values)
    _check_names(project, item, values)
    if values.get("made_from") is not None:
        _refuse_circle(project, item, values["made_from"])
    fresh = changed(owner, **values)
    if isinstance(owner, LineLane) and "line" in values:
        lanes = cast(JourneyMap, at(project, path[:-1])).lanes
        refuse_disorder(lanes, [cast(LineLane, fresh) if lane is owner else lane for lane in lanes])
    return put(project, path, fresh)


def set_poster(project: Project, map_id: str, /, **values: Any) -> Project:
    """Change how a map is printed. Raises EditError."""
    path, journey = item_at(project, map_id, JourneyMap)
    _check_names(project, map_id, values)
    _refuse_structure(journey.poster, values)
    return put(project, (*path, ("poster", -1)), changed(journey.poster, **values))


def set_brief(project: Project, /, **values: Any) -> Project:
    """Change the brief; `steps` may be set as a whole. Raises EditError."""
    _refuse_unknown(project.brief, values)
    if "team" in values:
        raise EditError(_("team members are added and removed one by one"))
    return put(project, (("brief", -1),), changed(project.brief, **values))


def set_title(project: Project, title: str) -> Project:
    """Name the project. Raises EditError."""
    return changed(project, title=title)


def _refuse_circle(project: Project, item: str, origin: str) -> None:
    """Nothing is made from what was made from it, however far back."""
    made_from = origins(project)
    here: str | None = origin
    seen: set[str] = set()
    while here is not None and here not in seen:
        if here == item:
            raise EditError(_("an item cannot be made from what was made from it"))
        seen.add(here)
        here = made_from.get(here)


def _refuse_structure(owner: Value, values: dict[str, Any]) -> None:
    _refuse_unknown(owner, values)
    for name in values:
        if name in _FIXED or name in lists(owner) or name in parts(owner):
            raise EditError(_("{field} is not changed as a field").format(field=name))


def _refuse_unknown(owner: Value, values: dict[str, Any]) -> None:
    for name in values:
        if name not in type(owner).model_fields:
            raise EditError(_("there is no field {field}").format(field=name))


def _check_names(project: Project, item: str, values: dict[str, Any]) -> None:
    """Whether the items that `values` name are there; looked up only when names are set."""
    wanted: list[tuple[str, Any]] = []
    for name, value in values.items():
        group = value if isinstance(value, list | tuple) else (value,)
        wanted += [(name, other) for other in group if other is not None]
    naming = (*_NAMES_PERSONAS, *_NAMES_NOTES, "source", "target")
    known = names(project) if any(name in naming for name, _other in wanted) else None
    for name, other in wanted:
        missing = (
            (name in _NAMES_PERSONAS and known is not None and other not in known.personas)
            or (name in _NAMES_NOTES and known is not None and other not in known.notes | known.maps)
            or (name in ("source", "target") and known is not None and other not in known.ids)
            or (name in _NAMES_PICTURES and other not in project.pictures)
        )
        if missing:
            raise EditError(_("{item} is not in the project any more").format(item=other))
        if other == item and name in _NAMES_NOTES:
            raise EditError(_("an item cannot rest on itself"))
