"""Turns the lines of a cell into cards and emotion points of a lane's kind."""

# ruff: noqa: E501 - units stand together by length

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from cjmdesk.formats import feelings
from cjmdesk.formats.blocks import Cell, Line
from cjmdesk.formats.draft import DraftCard, DraftPoint
from cjmdesk.layout.numbers import with_unit

_MEASURE = re.compile(
    r"^(?:(.{1,80}?)[:：=]\s+)?([+−-]?\d{1,15}(?:[.,]\d{1,6})?)(?:\s?([^\W\d_]{1,12}\.?|[%‰€$£¥₽₴°]|/\s?5))?$"
)
_THOUSANDS = re.compile(r"^\d{1,3}[.,]\d{3}$")
_MINUTES = (
    (1 / 60, "s sec secs second seconds sek sekund сек секунд sekunden 秒 초 ثانية"),
    (1, "m min mins minute minutes minut minuty мин минут минуты хв хвилин minuten minutos minuti 分 分钟 分鐘 分間 분 دقيقة دقائق דקות"),
    (60, "h hr hrs hour hours godz godzin godzina godziny ч час часа часов год годин stunde stunden std heure heures "
     "hora horas ora ore uur hodin 時間 小时 小時 시간 ساعة ساعات שעות"),
    (1440, "d day days dzień dni день дня дней днів tag tage jour jours día días giorni dias dagen dní 日 天 일 يوم أيام ימים"),
    (10080, "w week weeks tydzień tygodni неделя недели недель тиждень woche wochen semaine semaines semana semanas "
     "weken týden 週間 周 週 주 أسبوع"),
)  # fmt: skip
_UNIT = {word: factor for factor, words in _MINUTES for word in words.split()}
_DURATION = re.compile(r"^(?:~|ca\.?|about|około|около)?\s*(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)?\.?$")
MOST_CARDS = 500
"""Cards of one cell; further lines are joined to the last."""


def cards(kind: str, cell: Cell, personas: tuple[str, ...] = (), title: str = "") -> list[DraftCard]:
    """A card for each line of `cell`, with what the lane kind reads from it.

    title: of the lane, which may name the unit of bare figures ("Time (min)").
    """
    unit = next((_UNIT[word] for word in re.findall(r"[^\W\d_]+", title.casefold()) if word in _UNIT), None)
    made = [_card(kind, line, personas, unit) for line in cell[:MOST_CARDS]]
    if len(cell) > MOST_CARDS:
        made[-1].note = "\n".join([made[-1].note, *(line.text for line in cell[MOST_CARDS:])]).strip()
    return made


def _card(kind: str, line: Line, personas: tuple[str, ...], unit: float | None) -> DraftCard:
    card = DraftCard(line.text, line.note, personas)
    if kind == "metrics":
        _measure(card)
    elif kind == "time":
        match = _DURATION.match(line.text.casefold())
        factor = (_UNIT.get(match[2]) if match[2] else unit) if match else None
        if match and factor is not None:
            card.fields["minutes"] = round(feelings.number(match[1]) * factor, 3)
    return card


def _measure(card: DraftCard) -> None:
    """A text such as "visits: 120 a day" keeps its words; a plain measure becomes number and unit."""
    match = _MEASURE.match(card.text.strip())
    if match is None or _THOUSANDS.match(match[2]):
        return
    card.text = match[1] or ""
    card.fields["number"] = feelings.number(match[2])
    if match[3]:
        card.fields["unit"] = match[3]


def plain_figure(number: float) -> str:
    """A number that machines read, too: 9000000, -12.5; never with an exponent or grouped."""
    written = format(Decimal(repr(number + 0.0)), "f")  # + 0.0: there is no -0
    return written.rstrip("0").rstrip(".") if "." in written else written


def measured(text: str, number: float, unit: str, language: str) -> str:
    """A measure as one text, which reads back as it was: "visits: 120 a". language: says whether a blank
    stands before a percent sign."""
    return f"{text}: {with_unit(plain_figure(number), unit, language)}".removeprefix(": ").rstrip()


def is_felt(cells: Iterable[Cell], *, figures_only: bool = False) -> bool:
    """Whether at least half of the lines say how it feels, by a figure, an emoji or a word."""
    lines = [line.text for cell in cells for line in cell if not feelings.is_blank_mark(line.text)]
    felt = 0
    for text in lines:
        reading = feelings.read(text)
        known = reading.sure if figures_only else (reading.sure or reading.level is not None)
        felt += known and len(text) <= 60
    return bool(lines) and felt * 2 >= len(lines)


def lane_scale(title: str, cells: Iterable[Cell]) -> tuple[feelings.Scale, bool]:
    """The scale of an emotion lane's bare figures, and whether it had to be guessed."""
    readings = [feelings.read(line.text) for cell in cells for line in cell]
    scores = [reading.score for reading in readings if reading.score is not None]
    named = feelings.scale_in_title(title)
    if "%" in title and scores and max(scores) <= 1:
        return feelings.Scale(0, 1), False  # a workbook holds 80 % as 0.8
    if named:
        return named, False
    scale = feelings.guess_scale(scores, signed=any(reading.signed for reading in readings))
    return scale, bool(scores)


def points(
    cell: Sequence[Line], scale: feelings.Scale, personas: tuple[str, ...] = ()
) -> tuple[list[DraftPoint], int, int]:
    """A point for each line; how many levels came from emoji or words; how many scores were held
    at the end of the scale."""
    made: list[DraftPoint] = []
    guessed = clamped = 0
    for line in cell:
        reading = feelings.read(line.text)
        level, note = reading.level, line.note
        if reading.score is not None:
            level = scale.level(reading.score)
            if not scale.low <= reading.score <= scale.high:
                clamped += 1
                note = f"{line.text}\n{note}".strip()
        guessed += level is not None and not reading.sure
        if feelings.is_blank_mark(line.text):
            made.append(DraftPoint(note=f"{line.text}\n{note}".strip(), personas=personas))
            continue
        feeling, quote = feelings.words_of(reading.rest)
        made.append(DraftPoint(level, quote, feeling, note, personas))
    return made, guessed, clamped
