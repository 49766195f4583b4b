"""The action plan's due dates as an iCalendar file (RFC 5545), for any calendar program.

Events of a whole day rather than tasks: most calendars show no tasks.
"""

import datetime
from collections.abc import Iterator

from cjmdesk._version import __version__
from cjmdesk.formats.outcome import Exported
from cjmdesk.i18n import N_, ngettext, translator
from cjmdesk.layout import titles
from cjmdesk.model.cards import SolutionCard
from cjmdesk.model.maps import JourneyMap
from cjmdesk.model.project import Project

_LINE = 75
"""Bytes of a line, without its end (RFC 5545, 3.1)."""

_OVER = ("done", "dropped")
"""Statuses that need no reminder."""


def export_ics(project: Project, one: JourneyMap) -> Exported:
    """An event for each solution that has a due date and is not done or dropped."""
    notes_of = (card for lane in one.lanes for cell in lane.cells for card in cell.cards)
    cards = [card for card in notes_of if isinstance(card, SolutionCard)]
    waiting = [card for card in cards if card.status not in _OVER]
    dated = sorted((card for card in waiting if card.due), key=lambda card: (card.due, card.id))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//cjmdesk//cjmdesk {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(one.title)}",
    ]
    for card in dated:
        lines += _event(project, one, card)
    lines.append("END:VCALENDAR")
    data = "".join(f"{part}\r\n" for line in lines for part in _folded(line))
    left = len(waiting) - len(dated)
    notes: tuple[str, ...] = ()
    if left:
        form = ngettext(
            "{count} solution has no due date and is left out.",
            "{count} solutions have no due date and are left out.",
            left,
        )
        notes = (form.format(count=left),)
    return Exported(data.encode(), notes)


def _event(project: Project, one: JourneyMap, card: SolutionCard) -> Iterator[str]:
    assert card.due is not None
    words = translator(one.language).gettext
    title = " ".join(card.text.split())
    after = card.due + datetime.timedelta(days=1) if card.due < datetime.date.max else card.due
    told = []
    if card.owner:
        told.append(words(N_("Owner: {name}")).format(name=card.owner))
    status = words(titles.SOLUTION_STATUSES.get(card.status, card.status))
    told.append(words(N_("Status: {status}")).format(status=status))
    pains = _answers(project, card)
    if pains:
        told.append(words(N_("Answers: {pains}")).format(pains="; ".join(pains)))
    told.append(words(N_("Map: {title}")).format(title=one.title or project.title))
    if card.note:
        told.append(card.note)
    yield "BEGIN:VEVENT"
    yield f"UID:{card.id}.{one.id}@cjmdesk"
    # The moment of writing would make two exports of one map differ.
    yield f"DTSTAMP:{card.due:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{card.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{title} ({card.owner})' if card.owner else title)}"
    yield "DESCRIPTION:" + _escaped("\n".join(told))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _answers(project: Project, card: SolutionCard) -> list[str]:
    texts = {
        each.id: " ".join(each.text.split())
        for journey in project.maps
        for lane in journey.lanes
        for cell in lane.cells
        for each in cell.cards
    }
    return [texts[pain] for pain in card.answers if texts.get(pain)]


def _escaped(text: str) -> str:
    """A text value: its signs escaped, what is no text left out (RFC 5545, 3.3.11)."""
    text = text.encode("utf-8", "replace").decode()
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return "".join(letter for letter in text if letter.isprintable() or letter == " ")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 bytes, the further ones behind a blank; no letter is torn apart."""
    part, size = "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + length
    yield part
