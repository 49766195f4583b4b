"""A table of figures, and the words and numbers that stand in it, in any language."""

from collections.abc import Callable, Mapping, Sequence
from gettext import NullTranslations
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.analysis.journey import Journey
from cjmdesk.i18n import N_, translator
from cjmdesk.layout import numbers, titles
from cjmdesk.model.stages import Stage
from cjmdesk.text.prepare import filled, short

Value = str | int | float | None

ColumnKind = Literal["name", "words", "number", "bar", "funnel", "stack", "count"]
"""name: what a row is about. words: a text that may take lines. number: figures, set from the right.
bar, funnel, stack: what is looked at instead of read. count: narrow, of a grid."""

DRAWN: tuple[ColumnKind, ...] = ("bar", "funnel", "stack")
"""Columns that are looked at and have no words."""


SHARED = 3
"""How many that share the first place are named; of more, none stands out."""


class Column(Struct, frozen=True):
    """title: empty where the column before it says all."""

    title: str
    kind: ColumnKind


def headed(word: str) -> str:
    """A word that otherwise stands within a sentence, as the head of a column."""
    return word[:1].upper() + word[1:]


class Cell(Struct, frozen=True):
    """text: as people read it. value: as a spreadsheet takes it. shares: 0…1 of the column's width: of
    a bar its length; of a funnel how many came in and how many of these left; of a stack its parts.
    gap: whether something is missing here. item: of a cell of a grid, id of what a click on it leads
    to."""

    text: str = ""
    value: Value = None
    shares: tuple[float, ...] = ()
    gap: bool = False
    item: str = ""


class Row(Struct, frozen=True):
    """item: id of what a click leads to, empty for none. total: whether it sums up the others. others:
    ids of what else it speaks of, where further clicks lead, in turn."""

    cells: tuple[Cell, ...]
    item: str = ""
    total: bool = False
    others: tuple[str, ...] = ()


class Figures(Struct, frozen=True):
    """One table. id: its own. said: what it says, in a sentence or two. note: how it is to be read.

    rows: none where there is nothing to show; `empty` then says what to do about it. kind: of the
    lane whose colours its bars have.
    """

    id: str
    title: str
    said: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    note: str = ""
    kind: str = "metrics"


class Words(Struct, frozen=True):
    """What speaks in a table. channels: names by id."""

    language: str
    translations: NullTranslations
    channels: Mapping[str, str]

    def say(self, message: str) -> str:
        """`message`, marked elsewhere."""
        return self.translations.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form for `count`, with the count in it."""
        return self.translations.ngettext(one, many, count).format(count=self.number(count))

    def number(self, value: float | None) -> str:
        """A number; a dash for none."""
        return "–" if value is None else numbers.number(value, self.language)

    def share(self, value: float | None, *, tenths: bool = False) -> str:
        """A share in percent; a dash for none. tenths: as `shares` says."""
        return "–" if value is None else numbers.share(value, self.language, tenths=tenths)

    def shares(self, values: Sequence[float | None]) -> list[str]:
        """The shares of a column; where tenths are told of a small one, they are of all small ones."""
        tenths = any(value is not None and numbers.has_tenths(value) for value in values)
        return [self.share(value, tenths=tenths) for value in values]

    def minutes(self, value: float | None) -> str:
        """A duration; a dash for none."""
        if value is None:
            return "–"
        if value < 1:
            return self.say(N_("{minutes} min")).format(minutes=self.number(value))
        return numbers.minutes(value, self.translations)

    def channel(self, id: str) -> str:
        """What people call a channel."""
        return self.channels.get(id, id) or self.say(N_("without a channel"))

    def stage(self, journey: Journey, stage: Stage | str) -> str:
        """What people call a stage, by itself or its id."""
        for number, one in enumerate(journey.map.stages, 1):
            if stage in (one, one.id):
                return short(one.title) or self.say(N_("stage {number}")).format(number=number)
        return ""

    def quoted(self, name: str) -> str:
        """A name in quotation marks."""
        return filled(self.say(N_("“{name}”")), name=name)

    def listed(self, names: Sequence[str]) -> str:
        """ "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        return filled(self.say(N_("{first} and {last}")), first=", ".join(names[:-1]), last=names[-1])


def words_for(journey: Journey, language: str) -> Words:
    """Words in `language`, with the channels that the project knows."""
    translations = translator(language)
    channels = {id: translations.gettext(title) for id, title in titles.CHANNELS.items()}
    channels |= {channel.id: channel.name for channel in journey.project.channels}
    return Words(language, translations, channels)


def parts_of(values: Sequence[float | None]) -> list[tuple[float, ...]]:
    """Each value as a share of the largest; none for what is not known."""
    largest = max((value for value in values if value is not None), default=0.0)
    return [(value / largest,) if value is not None and largest > 0 else () for value in values]


def without_empty(
    columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The table without columns in which nothing is known; a bar goes with the number before it."""
    told = [
        any(row.cells[n].value not in (None, "") or any(row.cells[n].shares) for row in rows)
        for n in range(len(columns))
    ]
    kept = [n for n in range(len(columns)) if n == 0 or told[n]]
    return (
        tuple(columns[n] for n in kept),
        tuple(replace(row, cells=tuple(row.cells[n] for n in kept)) for row in rows),
    )


def as_text(figures: Figures) -> str:
    """The table with tabs between its columns, as spreadsheets paste it; bars are left out."""
    kept = [n for n, column in enumerate(figures.columns) if column.kind not in DRAWN]
    lines = [figures.title, *([figures.said] if figures.said else [])]
    if figures.rows:
        lines.append("\t".join(figures.columns[n].title for n in kept))
        lines += ["\t".join(_plain(row.cells[n].text) for n in kept) for row in figures.rows]
    elif figures.empty:
        lines.append(figures.empty)
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def worded(text: str) -> Cell:
    """A cell with words."""
    return Cell(text, text)


Maker = Callable[[Journey, Words], Figures]
