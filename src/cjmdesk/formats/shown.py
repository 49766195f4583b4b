"""What exporters share: names as people see them, and the notes on what a format cannot hold."""

from collections.abc import Collection, Iterable, Sequence

from cjmdesk.i18n import _, ngettext, translator
from cjmdesk.layout import titles
from cjmdesk.model.lanes import Lane
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project


def lane_title(lane: Lane, language: str) -> str:
    """The lane's title, its kind's own name in the map's language where it has none."""
    return lane.title or translator(language).gettext(titles.usual_lane_title(lane))


def names_of(project: Project, ids: Iterable[str]) -> list[str]:
    """The names of personas, in the order of their ids; ids without a persona are left out."""
    names = {persona.id: persona.name for persona in project.personas}
    return [names[one] for one in ids if names.get(one)]


def hidden_notes(project: Project, one: JourneyMap, holds: Collection[str] = ()) -> tuple[str, ...]:
    """A sentence for each thing of the map that a format cannot hold.

    holds: of `personas`, `levels`, `kinds`, `stage_arrows`, `arrows` (all of them), `steps`, `notes`,
    `head`: what it can.
    """
    items = [item for lane in one.lanes for cell in lane.cells for item in (*cell.cards, *cell.points)]
    stages = {stage.id for stage in one.stages}
    arrows = [
        arrow
        for arrow in one.connectors
        if "arrows" not in holds
        and ("stage_arrows" not in holds or not {arrow.source, arrow.target} <= stages)
    ]
    portraits = [persona for persona in project.personas if persona.id in one.personas and persona.portrait]
    pictures = [item for item in items if getattr(item, "picture", None)]
    notes = [
        _counted(
            len(arrows),
            ngettext("{count} connector is left out.", "{count} connectors are left out.", len(arrows)),
        ),
        _counted(
            len(portraits),
            ngettext(
                "The portrait of {count} persona is left out.",
                "The portraits of {count} personas are left out.",
                len(portraits),
            ),
        ),
        _counted(
            len(pictures),
            ngettext(
                "The picture of {count} card is left out.",
                "The pictures of {count} cards are left out.",
                len(pictures),
            ),
        ),
        _counted(
            len(one.translations),
            ngettext(
                "Translations into {count} language are left out.",
                "Translations into {count} languages are left out.",
                len(one.translations),
            ),
        ),
    ]
    nameless = sum(not persona.name for persona in project.personas if persona.id in one.personas)
    text = ngettext(
        "{count} persona without a name is left out.",
        "{count} personas without a name are left out.",
        nameless,
    )
    notes.append(_counted(nameless, text))
    if "kinds" not in holds:
        notes += _plain_notes(one, items, holds)
    return tuple(note for note in notes if note)


def _counted(count: int, text: str) -> str:
    return text.format(count=count) if count else ""


def _plain_notes(one: JourneyMap, items: Sequence[object], holds: Collection[str]) -> list[str]:
    """Notes on what only full formats hold: fields of cards, personas, evidence."""
    belonging = [item for item in items if getattr(item, "personas", ())]
    judged = [item for item in items if getattr(item, "evidence", None)]
    noted = [item for item in items if getattr(item, "note", "")]
    more = [item for item in items if _has_more(item)]
    stages = [
        stage for stage in one.stages if stage.description or stage.entered is not None or stage.reason_left
    ]
    found = [
        _counted(
            len(judged),
            ngettext(
                "The evidence of {count} card is left out.",
                "The evidence of {count} cards is left out.",
                len(judged),
            ),
        ),
        _counted(
            len(more),
            ngettext(
                "Tags, votes or fields of {count} card are left out.",
                "Tags, votes or fields of {count} cards are left out.",
                len(more),
            ),
        ),
        _counted(
            len(stages),
            ngettext(
                "The description or figures of {count} stage are left out.",
                "The descriptions or figures of {count} stages are left out.",
                len(stages),
            ),
        ),
    ]
    if "notes" not in holds:
        found.append(
            _counted(
                len(noted),
                ngettext(
                    "The note of {count} card is left out.",
                    "The notes of {count} cards are left out.",
                    len(noted),
                ),
            )
        )
    if "personas" not in holds:
        found.append(
            _counted(
                len(belonging),
                ngettext(
                    "Whose {count} card is, is left out.",
                    "Whose {count} cards are, is left out.",
                    len(belonging),
                ),
            )
        )
    if "head" not in holds and (one.title or one.scenario or one.goal or one.personas):
        found.append(_("Title, scenario, goal and personas of the map are left out."))
    return found


def _has_more(item: object) -> bool:
    plain = {
        "kind",
        "id",
        "text",
        "note",
        "personas",
        "evidence",
        "picture",
        "level",
        "quote",
        "feeling",
        "number",
        "unit",
        "minutes",
        "findings",
        "made_from",
        "status",
    }
    fields = item.model_dump(exclude_defaults=True)  # type: ignore[attr-defined]
    return bool(set(fields) - plain)
