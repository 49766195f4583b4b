"""Persona sheets: one page for each persona, to hang beside the map."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cjmdesk.i18n import N_, _
from cjmdesk.layout.context import LayoutContext, map_personas, persona_marks
from cjmdesk.layout.inks import own
from cjmdesk.layout.palette import tint
from cjmdesk.layout.quotes import quoted
from cjmdesk.layout.scene import Bookmark, Box, Image, Part, SceneItem, Text
from cjmdesk.model.people import Persona
from cjmdesk.posters.check import POINTS_PER_MM, PosterWarning
from cjmdesk.posters.kinds import PrintJob
from cjmdesk.posters.papers import Sheet
from cjmdesk.posters.printed import Printed
from cjmdesk.posters.sheets.base import Leaf, context_for, printed, scene_of, set_in, sheets_for
from cjmdesk.posters.sheets.flow import (
    COLUMN_GAP,
    GAP,
    Entry,
    Section,
    draw_section,
    height_of,
    in_columns,
    poured,
    stretched,
)
from cjmdesk.posters.sheets.headfoot import SMALL, foot, foot_height
from cjmdesk.posters.sheets.words import Column, largest, one_line, sizes
from cjmdesk.posters.shown import ChoiceError
from cjmdesk.posters.writing import joined
from cjmdesk.text.engine import BOLD, ITALIC, LINE_PITCH, REGULAR
from cjmdesk.text.prepare import filled

_FIELDS = (
    ("needs", N_("Needs"), "heart", "needs"),
    ("goals", N_("Goals"), "target", "solutions"),
    ("pains", N_("Pains"), "zap", "pain_points"),
    ("motives", N_("Motives"), "flag", "motives"),
    ("triggers", N_("Triggers"), "bell", "research"),
    ("objections", N_("Objections"), "hand", "findings"),
    ("channels", N_("Channels"), "messages-square", "touchpoints"),
)
"""Field of a persona, heading, icon, lane kind whose colours it has."""

_PORTRAIT, _MOST_NAME, _LEAST_NAME = 0.2, 0.075, 0.03
"""Of a sheet's shorter side: the portrait, and type of the name (A4: 45 pt, 18 pt)."""

_MOST, _LEAST = 0.0265, 0.0145
"""Type of the texts, of a sheet's shorter side (A4: 16 pt, 8.6 pt)."""

_FOOT = 0.013
"""Type of the foot, of a sheet's shorter side (A4: 7.7 pt)."""

_WORTH = 0.85
"""Of the type that there could be: what is given up so that no list goes on in the next column."""

_MOST_HEAD = 0.42
"""Of a page's height."""

_AGAIN = 1.4
"""em of the name on later pages."""

_STRETCH = 1.22
"""Of the tallest column: how tall columns may become to fill a sheet."""

_BETWEEN_FACTS = 0.4
"""em of their type between facts of which one takes more than a line."""

_BY_HAND = (6.0, 3.0)
"""em for what is written in by hand; less on a small sheet."""

_SQUARE = 0.12
"""How far from square a portrait may be to be shown round."""


def print_personas(job: PrintJob) -> Printed:
    """A sheet for each persona of the map (of the project, where the map has none), over more pages
    where its texts are long. Raises PaperError for paper that cannot be used, and where there is no
    persona to print."""
    sheet, context = sheets_for(job)[0], context_for(job)
    personas = _chosen(job)
    marks = persona_marks(personas, context.palette)
    context = replace(context, personas=marks)
    leaves: list[Leaf] = []
    told: list[PosterWarning] = []
    least = float("inf")
    for persona in personas:
        here = replace(job, numbering=job.numbering.after(len(leaves)))
        made = _PersonaSheet(here, context, sheet, persona)
        leaves += made.leaves()
        least = min(least, made.em)
        if made.note_left_out:
            text = _("The note about {name} would need another page and is not printed.")
            told.append(PosterWarning("note_left_out", text.format(name=persona.name.strip()), persona.id))
    return printed(job, leaves, least, told, again=print_personas)


def _chosen(job: PrintJob) -> tuple[Persona, ...]:
    wanted = set(job.choices.items)
    personas = map_personas(job.project, job.map) or job.project.personas
    if wanted:
        personas = tuple(persona for persona in job.project.personas if persona.id in wanted)
        lost = wanted - {persona.id for persona in personas}
        if lost:
            raise ChoiceError(_("There is no persona “{id}” in the project.").format(id=min(lost)))
    if not personas:
        raise ChoiceError(_("The map has no persona; there is no persona sheet to print."))
    return personas


def _facts(persona: Persona, say: Callable[[str], str]) -> list[list[str]]:
    """Who they are, what they learned and have; without what is not known. say: into the map's language."""
    learned = persona.education.strip()
    if learned:  # "secondary" by itself says nothing
        learned = filled(say(N_("Education: {education}")), education=learned)
    groups = ((persona.age, persona.occupation, persona.place), (learned, persona.wealth))
    return [[fact.strip() for fact in group if fact.strip()] for group in groups]


class _Block(Struct, frozen=True):
    """Something drawn from y 0 down. height: mm, with the space below."""

    items: tuple[SceneItem, ...]
    height: float


class _PersonaSheet:
    """One persona's pages. em: of its texts, mm."""

    def __init__(self, job: PrintJob, context: LayoutContext, sheet: Sheet, persona: Persona) -> None:
        self._job, self._context, self._sheet, self._persona = job, context, sheet, persona
        short = sheet.short
        # A sheet wants a border of its own where a printer reaches nearly to the edge.
        top, right, bottom, left = (max(side, 0.045 * short) for side in sheet.margins)
        self._x, self._y = left, top
        self._width = sheet.width - left - right
        self._height = sheet.height - top - bottom
        self._count = 2 if sheet.height >= sheet.width else 3
        self._framed = set_in(context, max(_FOOT * short, 6 / POINTS_PER_MM) / SMALL)
        self._sections = tuple(self._sections_of(persona))
        self._head = self._draw_head(facts=True, quote=True)
        if self._head.height > _MOST_HEAD * self._height:
            # Whole paragraphs belong to the texts below, where they can flow.
            self._sections = (*self._long_ones(persona), *self._sections)
            self._head = self._draw_head(facts=False, quote=False)
        self._foot = foot_height(self._framed.em) + 0.5 * SMALL * self._framed.em
        self._sections = self._sections or self._to_fill_in()
        self.em, self.note_left_out = 0.0, False
        self._settle()
        note = persona.note.strip()
        if note:
            self._add_note(note)

    def _add_note(self, note: str) -> None:
        """The note as the last section, unless it alone would need another page."""
        sections, em = self._sections, self.em
        pages = self._pages_at(em)
        entry = (Entry(note),)
        heading = self._context.say(N_("Note"))
        self._sections = (*sections, Section(heading, "sticky-note", "free_text", entry, self._persona.id))
        self._settle()
        if self._pages_at(self.em) > pages:
            self._sections, self.em, self.note_left_out = sections, em, True

    def _settle(self) -> None:
        """Choose the type."""
        most, least = _MOST * self._sheet.short, _LEAST * self._sheet.short
        tried = sizes(most, least)
        fewest = 1 if self._fits(least) else len(self._poured(least))
        # Where one page is not enough, the largest type that takes no more pages than the smallest.
        self.em = self._largest(tried, lambda em: self._pages_at(em) <= fewest)
        if fewest == 1:
            # A list is not parted between columns for the sake of a little more type.
            whole = self._largest(tried, self._fits)
            self.em = whole if whole >= _WORTH * self.em else self.em

    @staticmethod
    def _largest(tried: Sequence[float], fits: Callable[[float], bool]) -> float:
        """The first of the sizes, which go down, that fits; the last where none does."""
        return tried[bisect_left(tried, True, key=fits, hi=len(tried) - 1)]

    def _sections_of(self, persona: Persona) -> Iterator[Section]:
        for name, title, sign, kind in _FIELDS:
            entries = tuple(Entry(text.strip()) for text in getattr(persona, name) if text.strip())
            if entries:
                yield Section(self._context.say(title), sign, kind, entries, persona.id)

    def _to_fill_in(self) -> tuple[Section, ...]:
        """Every heading with room below it, for one known by name alone; none if they need another page."""
        say, persona = self._context.say, self._persona
        if persona.quote.strip() or persona.note.strip() or any(_facts(persona, say)):
            return ()
        for room in _BY_HAND:
            self._sections = tuple(
                Section(say(title), sign, kind, (), persona.id, room=room)
                for _name, title, sign, kind in _FIELDS
            )
            if self._fits(_LEAST * self._sheet.short):
                return self._sections
        return ()

    def _long_ones(self, persona: Persona) -> Iterator[Section]:
        """What usually stands beside the name, as sections."""
        say = self._context.say
        facts = tuple(Entry(fact) for group in _facts(persona, say) for fact in group)
        if facts:
            yield Section(say(N_("About")), "user-round", "free_text", facts, persona.id)
        if persona.quote.strip():
            quote = Entry(quoted(persona.quote, self._context.language))
            yield Section(say(N_("In their own words")), "message-circle", "thoughts", (quote,), persona.id)

    def _draw_head(self, *, facts: bool, quote: bool) -> _Block:
        """Portrait or initials, name, facts and quote on a ground in the persona's colour."""
        context, persona, short = self._context, self._persona, self._sheet.short
        mark, palette = context.personas[persona.id], context.palette
        colour = own(palette, mark.colour)
        pad, side = 0.028 * short, _PORTRAIT * short
        mirrored = context.right_to_left
        inside = self._width - 2 * pad - side - 1.2 * pad
        x = pad if mirrored else pad + side + 1.2 * pad
        column = Column(context, x, 0.0, inside, persona.id)
        name = persona.name.strip() or mark.initials
        size = largest(
            context.engine, name, BOLD, inside, 3 * short, _MOST_NAME * short, _LEAST_NAME * short, lines=2
        )
        column.write(name, size, BOLD)
        body = min(0.5 * size, 0.0265 * short)
        lines = [
            line
            for said in (_facts(persona, context.say) if facts else ())
            for line in joined(context, said, REGULAR, inside / body)
        ]
        for number, line in enumerate(lines):
            # Where a fact goes on on a second line, that would read as one of its own: on no sheet of a set.
            column.y += _BETWEEN_FACTS * body if number else 0.0
            column.write(line, body, REGULAR, palette.secondary)
        if quote and persona.quote.strip():
            column.y += 0.5 * body
            column.write(quoted(persona.quote, context.language), 1.12 * body, ITALIC, palette.ink)
        tall = max(column.y, side)
        height = tall + 2 * pad
        down = pad + (tall - column.y) / 2
        words = [replace(item, y=item.y + down) for item in column.items if isinstance(item, Text)]
        outline = palette.outline
        ground = Box(
            persona.id,
            0,
            0,
            self._width,
            height,
            fill=palette.page if outline else tint(colour, 0.13),
            stroke=outline,
            stroke_width=0.3 if outline else 0.0,
            radius=0.35 * pad,
        )
        round_x = self._width - pad - side if mirrored else pad
        portrait = self._portrait(round_x, pad + (tall - side) / 2, side, colour)
        return _Block((ground, *portrait, *words), height)

    def _portrait(self, x: float, y: float, side: float, colour: str) -> list[SceneItem]:
        """The picture, round if it is about square, else whole; or the initials on a disc."""
        context, persona = self._context, self._persona
        key = persona.portrait
        if key and key in context.pictures:
            wide, high, described = context.pictures[key]
            said = described or persona.name
            if abs(wide / high - 1) <= _SQUARE:
                return [Image(persona.id, x, y, side, side, key, said, round=True)]
            scale = side / max(wide, high)
            width, height = wide * scale, high * scale
            at = (x + (side - width) / 2, y + (side - height) / 2)
            return [Image(persona.id, *at, width, height, key, said)]
        initials = context.personas[persona.id].initials
        size = 0.4 * side
        block = context.engine.wrap(initials, BOLD, float("inf"))
        top = y + (side - LINE_PITCH * size) / 2
        return [
            Box(persona.id, x, y, side, side, fill=colour, radius=side / 2),
            Text(persona.id, x, top, side, block, size, context.palette.page, "center"),
        ]

    def _column_width(self, em: float, count: int) -> float:
        return (self._width - (count - 1) * COLUMN_GAP * em) / count

    def _columns_for(self, em: float, room: float = 0.0) -> tuple[list[list[Section]], float]:
        count = min(self._count, max(len(self._sections), 1))
        context = set_in(self._context, em)
        return in_columns(context, self._sections, self._column_width(em, count), count, room)

    def _body_room(self, em: float) -> float:
        """mm for the sections on the first page."""
        return self._height - self._head.height - GAP * em - self._foot

    def _fits(self, em: float) -> bool:
        return self._columns_for(em)[1] <= self._body_room(em)

    def leaves(self) -> list[Leaf]:
        """The pages, the first with the head."""
        room = self._body_room(self.em)
        pages = [self._columns_for(self.em, room)[0]] if self._fits(self.em) else self._poured(self.em)
        return [self._leaf(page, number, len(pages)) for number, page in enumerate(pages, 1)]

    def _pages_at(self, em: float) -> int:
        return 1 if self._fits(em) else len(self._poured(em))

    def _poured(self, em: float) -> list[list[list[Section]]]:
        """The columns of each page, where one is not enough."""
        count = self._count
        rest = self._height - self._again(em) - self._foot
        first = self._body_room(em)
        if first < 8 * em:
            first = 0.0  # a head that fills its page
        context = set_in(self._context, em)
        width = self._column_width(em, count)
        columns = poured(context, self._sections, width, [first] * count, rest)
        return [columns[n : n + count] for n in range(0, len(columns), count)]

    def _again(self, em: float) -> float:
        """mm of the name on later pages, with the space below."""
        return (LINE_PITCH + 0.8) * _AGAIN * em

    def _leaf(self, columns: Sequence[Sequence[Section]], number: int, count: int) -> Leaf:
        sheet, persona = self._sheet, self._persona
        context = set_in(self._context, self.em)
        parts = []
        if number == 1:
            parts.append(Part("head", self._x, self._y, self._width, self._head.height, self._head.items))
            top = self._y + self._head.height + GAP * self.em
        else:
            column = Column(context, 0, 0, self._width, persona.id)
            column.items += one_line(
                context,
                persona.id,
                persona.name,
                BOLD,
                _AGAIN * self.em,
                (0, 0, self._width),
                context.palette.ink,
            )
            tall = LINE_PITCH * _AGAIN * self.em
            parts.append(Part("head", self._x, self._y, self._width, tall, tuple(column.items)))
            top = self._y + self._again(self.em)
        across = len(columns) if count == 1 else self._count
        parts += self._section_parts(
            context, columns, self._column_width(self.em, max(across, 1)), top, count == 1
        )
        bottom = self._y + self._height
        parts.append(foot(self._job, self._framed, self._x, bottom, self._width, (number, count), named=True))
        scene = scene_of(self._job, self._context, sheet, parts)
        if number == 1:
            mark = Bookmark(persona.name or "–", self._x, self._y)
            scene = replace(scene, bookmarks=(mark,))
        label = persona.name or persona.id
        return Leaf("persona", label if count == 1 else f"{label} {number}/{count}", scene)

    def _section_parts(
        self,
        context: LayoutContext,
        columns: Sequence[Sequence[Section]],
        width: float,
        top: float,
        fill: bool,
    ) -> list[Part]:
        parts = []
        lists = {section.title for section in self._sections if section.bulleted}
        step = width + COLUMN_GAP * self.em
        gap = GAP * self.em
        natural = [
            sum(height_of(context, section, width) for section in column) + gap * (len(column) - 1)
            for column in columns
        ]
        room = self._y + self._height - self._foot - top
        # Columns end at one height, and fill the sheet where that takes little.
        target = min(room, _STRETCH * max(natural, default=0.0)) if fill else 0.0
        for number, column in enumerate(columns):
            left = self._x + number * step
            if context.right_to_left:
                left = self._x + self._width - number * step - width
            y = top
            heights = stretched(context, column, width, target)
            for section, tall in zip(column, heights, strict=True):
                items = draw_section(context, section, width, tall, bulleted=section.title in lists)
                # A section that goes on in the next column is another part there.
                parts.append(Part(f"section:{section.icon}:{number}", left, y, width, tall, tuple(items)))
                y += tall + GAP * self.em
        return parts
