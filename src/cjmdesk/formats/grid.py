"""The one reader under all table-like formats: a table of cells becomes a draft of a map."""

import re
from itertools import pairwise

from msgspec import Struct, field

from cjmdesk.formats import card_text
from cjmdesk.formats.blocks import Cell, Table, text_of
from cjmdesk.formats.draft import DraftLane, DraftMap, DraftPoint, DraftStage
from cjmdesk.formats.grid_shape import MAX_STAGES, NotAMap, Rows, Shape, find_shape, trimmed
from cjmdesk.formats.labels import note_label
from cjmdesk.formats.lane_kinds import blueprint_line, is_of_staff, resolved_kind
from cjmdesk.formats.long_list import triples
from cjmdesk.formats.source import one_line
from cjmdesk.formats.words import is_one_of, lane_guess
from cjmdesk.i18n import _, ngettext

_NAMES = re.compile(r"[,;，、；\n]|\s/\s")
_FIGURES = re.compile(r"^[^\w]*\d[\d\s.,%:/+−-]*(?:[^\W\d_]{1,4}\.?)?[^\w]*$")
_STEP_WORDS = frozenset(
    [
        "step",
        "krok",
        "шаг",
        "крок",
        "schritt",
        "paso",
        "passo",
        "passaggio",
        "stap",
        "步骤",
        "步驟",
        "ステップ",
        "스텝",
        "خطوة",
        "צעד",
    ]
)


class GridMap(Struct):
    """A table read as a map.

    down: stages ran down the rows. heads: titles of the lanes as they stood there, for telling
    tables of one kind. unnamed: its only stage has no title of its own in the table.
    """

    draft: DraftMap
    down: bool
    heads: tuple[str, ...]
    unnamed: bool = False
    sure: bool = True


class _Heads(Struct):
    """The cells with the titles of the stages, and of the steps below them if there are any."""

    stages: list[Cell]
    steps: list[Cell] | None


class _Columns(Struct):
    """Which stage and step each column of the turned table belongs to, and whose it is."""

    places: list[tuple[int, int] | None] = field(default_factory=list)
    personas: list[tuple[str, ...]] = field(default_factory=list)


def read_table(table: Table, wish: str | None = None, context: str = "") -> GridMap:
    """Reads a table. Raises NotAMap with a reason.

    wish: `rows` or `columns`, what the user says the stages are. context: names and headings that
    may tell that this is a journey.
    """
    rows = triples(trimmed(table.rows))
    shape = find_shape(rows, wish, context)
    draft = DraftMap()
    _read_preamble(draft, shape)
    if shape.dropped:
        draft.say(
            "unplaced", _("Headings of groups were left out: {texts}.").format(texts=one_line(shape.dropped))
        )
    if shape.nameless:
        draft.say(
            "guessed",
            _("The table names no lanes; what belongs to its stages was read as actions."),
        )
    elif not shape.sure:
        draft.say(
            "guessed", _("No known word tells stages from lanes; check that they are the right way round.")
        )
    unnamed = _read_body(draft, shape)
    lanes = tuple(lane.title.casefold() for lane in draft.lanes)
    return GridMap(draft, shape.turned, lanes, unnamed, shape.sure)


def _read_preamble(draft: DraftMap, shape: Shape) -> None:
    for label, text in shape.preamble:
        if not label and not draft.title and "\n" not in text and len(text) <= 120:
            draft.title = text
        else:
            note_label(draft, label, text)


def _read_body(draft: DraftMap, shape: Shape) -> bool:
    rows, at = shape.rows, shape.titles
    stage_row = _stage_row(rows, at, shape.turned)
    stages = rows[stage_row][at + 1 :]
    titles = [text_of(row[at]) for row in rows]
    rest = [number for number in range(len(rows)) if number != stage_row]
    step_row = _step_row(rows, rest, stage_row, at)
    about_row = None if shape.nameless else _about_row(rows, rest, stage_row, step_row, at)
    persona_row = next(
        (n for n in rest if n not in (step_row, about_row) and _is_persona_row(titles[n], rows[n][at + 1 :])),
        None,
    )
    lanes = [number for number in rest if number not in (step_row, about_row, persona_row)]
    steps = rows[step_row][at + 1 :] if step_row is not None else None
    long_list = _is_long_list(titles, lanes, steps)
    bodies = [rows[number][at + 1 :] for number in lanes]
    columns = _columns(draft, _Heads(stages, steps), bodies, long_list, long_list and persona_row is not None)
    _read_personas(draft, columns, rows[persona_row][at + 1 :] if persona_row is not None else None)
    if about_row is not None:
        for place, cell in zip(columns.places, rows[about_row][at + 1 :], strict=True):
            if place and cell:
                stage = draft.stages[place[0]]
                stage.description = f"{stage.description}\n{text_of(cell)}".strip()
    if shape.nameless:
        _read_nameless(draft, bodies, columns)
    else:
        _read_lanes(draft, [(titles[n], rows[n][at + 1 :]) for n in lanes], columns)
    if not (long_list and persona_row is not None):  # there a persona may come back to a stage
        for lane in draft.lanes:
            lane.cells = dict(sorted(lane.cells.items()))
    corner = titles[stage_row]
    head = text_of(stages[0]) if len(stages) == 1 else "?"
    return len(stages) == 1 and not shape.turned and (not head or is_one_of("TEXT", head) or head == corner)


def _stage_row(rows: Rows, at: int, turned: bool) -> int:
    """The row with the titles of the stages: the first, unless a later one says that it is it."""
    named = next((number for number, row in enumerate(rows) if is_one_of("STAGE_AXIS", text_of(row[at]))), 0)
    if turned:
        return named
    first = text_of(rows[0][at])
    if (
        not first
        or is_one_of("STAGE_AXIS", first)
        or not (lane_guess(first) or is_one_of("PERSONA", first) or is_one_of("NUMBERING", first))
    ):
        return 0
    return named


def _has_repeats(stages: list[Cell]) -> bool:
    """Whether a stage spans several columns: the next is empty, or says the same."""
    return any(not after or text_of(after) == text_of(before) for before, after in pairwise(stages))


def _step_row(rows: Rows, rest: list[int], stage_row: int, at: int) -> int | None:
    repeats = _has_repeats(rows[stage_row][at + 1 :])
    for number in rest:
        title = text_of(rows[number][at])
        is_axis = is_one_of("STEP_AXIS", title) or is_one_of("STAGE_AXIS", title)
        single = all(len(cell) <= 1 for cell in rows[number][at + 1 :])
        if is_axis and single and (repeats or title.casefold().strip(" :") in _STEP_WORDS):
            return number
    below = stage_row + 1
    if repeats and below in rest and not rows[below][at] and any(rows[below][at + 1 :]):
        return below
    return None


def _about_row(rows: Rows, rest: list[int], stage_row: int, step_row: int | None, at: int) -> int | None:
    """A row without a title right below the stages describes them."""
    number = stage_row + 1
    if number in rest and number != step_row and not rows[number][at] and any(rows[number]):
        return number
    return None


def _is_persona_row(title: str, cells: list[Cell]) -> bool:
    texts = [text_of(cell) for cell in cells if cell]
    return is_one_of("PERSONA", title) and bool(texts) and all(len(text) <= 80 for text in texts)


def _is_long_list(titles: list[str], lanes: list[int], steps: list[Cell] | None) -> bool:
    """Stage, task, score, actor: a row for each task, as in Mermaid; tasks of a stage share a cell."""
    kinds = [guess.kind if (guess := lane_guess(titles[number])) else "free_text" for number in lanes]
    return (
        steps is None
        and kinds.count("actions") == 1
        and all(
            kind in ("actions", "emotions", "score") or is_one_of("NOTE", titles[number])
            for kind, number in zip(kinds, lanes, strict=True)
        )
    )


def _columns(
    draft: DraftMap, heads: _Heads, bodies: list[list[Cell]], one_step: bool, comes_back: bool
) -> _Columns:
    """Makes the stages and their steps.

    one_step: the columns of a stage share one step. comes_back: a title met before means that stage
    again, where each persona goes through all of them.
    """
    found = _Columns()
    for number, cell in enumerate(heads.stages):
        step = text_of(heads.steps[number]) if heads.steps else ""
        if not cell and not step and not any(body[number] for body in bodies):
            found.places.append(None)
            continue
        if number and number == len(heads.stages) - 1 and _is_total(cell, [body[number] for body in bodies]):
            figures = [text_of(body[number]) for body in bodies if body[number]]
            draft.say(
                "unplaced",
                _("The totals are no stage and were left out: {texts}.").format(
                    texts=one_line([text_of(cell), *figures])
                ),
            )
            found.places.append(None)
            continue
        at = _stage_at(draft, cell, comes_back)
        if at is None:
            note = "\n".join(line.note for line in cell if line.note)
            draft.stages.append(DraftStage(text_of(cell), note, steps=[step]))
            at = len(draft.stages) - 1
        elif not one_step:
            draft.stages[at].steps.append(step)
        if len(draft.stages) > MAX_STAGES:
            text = _("the table has more than {limit} stages, far more than a map")
            raise NotAMap(text.format(limit=MAX_STAGES))
        found.places.append((at, len(draft.stages[at].steps) - 1))
    if not draft.stages:
        raise NotAMap(_("the table holds no stages"))
    return found


def _is_total(head: Cell, cells: list[Cell]) -> bool:
    """Whether the last column only sums up: it says so, and holds figures alone."""
    texts = [text_of(cell) for cell in cells if cell]
    return is_one_of("TOTAL", text_of(head)) and all(_FIGURES.match(text) for text in texts)


def _stage_at(draft: DraftMap, cell: Cell, comes_back: bool) -> int | None:
    """Which stage a column belongs to, None for a new one; an empty head means the one before."""
    titles = [stage.title for stage in draft.stages]
    title = text_of(cell)
    if titles and (not cell or title == titles[-1]):
        return len(titles) - 1
    return titles.index(title) if comes_back and title in titles else None


def _read_personas(draft: DraftMap, columns: _Columns, cells: list[Cell] | None) -> None:
    for cell in cells or [()] * len(columns.places):
        names = tuple(dict.fromkeys(name.strip() for name in _NAMES.split(text_of(cell)) if name.strip()))
        for name in names:
            draft.add_persona(name)
        columns.personas.append(names)


def _read_lanes(draft: DraftMap, rows: list[tuple[str, list[Cell]]], columns: _Columns) -> None:
    for title, bodies in _grouped(rows):
        if draft.lanes and is_one_of("NOTE", title) and _is_note_of_actions(draft, rows):
            _read_notes(draft, bodies[0], columns)
            continue
        lane = _new_lane(title, [cell for body in bodies for cell in body])
        draft.lanes.append(lane)
        if lane.kind == "key_task":
            _read_key_tasks(draft, bodies, columns)
        elif lane.kind == "emotions":
            _fill_points(draft, lane, bodies, columns)
        else:
            _fill_cards(lane, bodies, columns)


def _read_nameless(draft: DraftMap, bodies: list[list[Cell]], columns: _Columns) -> None:
    """Rows without titles: actions, unless they say how it feels."""
    for body in bodies:
        if card_text.is_felt(body):
            _fill_points(draft, draft.lane("emotions"), [body], columns)
        else:
            _fill_cards(draft.lane("actions"), [body], columns)


def _grouped(rows: list[tuple[str, list[Cell]]]) -> list[tuple[str, list[list[Cell]]]]:
    """Rows without a title belong to the lane above them."""
    groups: list[tuple[str, list[list[Cell]]]] = []
    for title, cells in rows:
        if title or not groups:
            groups.append((title, [cells]))
        else:
            groups[-1][1].append(cells)
    return groups


def _is_note_of_actions(draft: DraftMap, lanes: list[tuple[str, list[Cell]]]) -> bool:
    return any(persona for persona in draft.personas) and _is_long_list(
        [t for t, _cells in lanes], list(range(len(lanes))), None
    )


def _read_notes(draft: DraftMap, cells: list[Cell], columns: _Columns) -> None:
    """The notes of a long list belong to its tasks."""
    actions = next(lane for lane in draft.lanes if lane.kind == "actions")
    taken: dict[tuple[int, int], int] = {}
    for place, cell in zip(columns.places, cells, strict=True):
        if place is None:
            continue
        number = taken.get(place, 0)
        taken[place] = number + 1
        found = actions.cell(*place).cards
        if cell and number < len(found):
            found[number].note = f"{found[number].note}\n{text_of(cell)}".strip()
        elif cell:
            draft.lane("free_text").cell(*place).cards.extend(card_text.cards("free_text", cell))


def _new_lane(title: str, cells: list[Cell]) -> DraftLane:
    kind = resolved_kind(title, cells)
    if kind == "line" and any(cells):
        kind = "free_text"
    if kind == "emotions" and is_of_staff(title):
        return DraftLane(kind, title, fields={"staff": True})
    return DraftLane(kind, title, fields={"line": blueprint_line(title)} if kind == "line" else {})


def _read_key_tasks(draft: DraftMap, bodies: list[list[Cell]], columns: _Columns) -> None:
    for body in bodies:
        for place, cell in zip(columns.places, body, strict=True):
            if place and cell:
                stage = draft.stages[place[0]]
                stage.key_task = f"{stage.key_task}\n{text_of(cell)}".strip()


def _fill_cards(lane: DraftLane, bodies: list[list[Cell]], columns: _Columns) -> None:
    for body in bodies:
        for place, cell, names in zip(columns.places, body, columns.personas, strict=True):
            if place and cell:
                lane.cell(*place).cards.extend(card_text.cards(lane.kind, cell, names, lane.title))


def _fill_points(draft: DraftMap, lane: DraftLane, bodies: list[list[Cell]], columns: _Columns) -> None:
    """Points; an empty cell of a long list gives one too, so that points keep step with tasks."""
    scale, guessed_scale = card_text.lane_scale(lane.title, [cell for body in bodies for cell in body])
    filled = [place for place in columns.places if place]
    aligned = len(filled) > len(set(filled))
    words = clamped = 0
    for body in bodies:
        for place, cell, names in zip(columns.places, body, columns.personas, strict=True):
            if place and (cell or aligned):
                made, by_word, held = card_text.points(cell, scale, names)
                lane.cell(*place).points.extend(made or [DraftPoint(personas=names)])
                words, clamped = words + by_word, clamped + held
    _say_levels(draft, lane, (scale.low, scale.high) if guessed_scale else None, words, clamped)


def _say_levels(
    draft: DraftMap, lane: DraftLane, ends: tuple[float, float] | None, words: int, clamped: int
) -> None:
    if ends:
        draft.say(
            "guessed",
            _("The figures in “{lane}” were read as a scale from {low:g} to {high:g}.").format(
                lane=lane.title, low=ends[0], high=ends[1]
            ),
        )
    if words:
        text = ngettext(
            "In “{lane}” the level of {count} point was guessed from its words or emoji.",
            "In “{lane}” the levels of {count} points were guessed from their words or emoji.",
            words,
        )
        draft.say("guessed", text.format(lane=lane.title, count=words))
    if clamped:
        text = ngettext(
            "In “{lane}” {count} score lies beyond the scale; it was set to its end, and kept as a note.",
            "In “{lane}” {count} scores lie beyond the scale; they were set to its end, and kept as notes.",
            clamped,
        )
        draft.say("guessed", text.format(lane=lane.title, count=clamped))
